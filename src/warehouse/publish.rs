//! Publishing: the data version moves in the transaction that changes an answer.

use sqlx::PgConnection;

use crate::query::version::CHANNEL;

/// Moves the version and announces it; both take effect when the caller's transaction commits.
///
/// # Errors
/// When the database fails.
pub async fn publish(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let version: i64 =
        sqlx::query_scalar("update data_version set version = version + 1, moved_at = now() returning version")
            .fetch_one(&mut *conn)
            .await?;
    sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(version.to_string()).execute(conn).await?;
    Ok(version)
}

/// Whether the body loaded last for this key is this one.
///
/// # Errors
/// When the database fails.
pub async fn is_loaded(
    conn: &mut PgConnection,
    source: &str,
    kind: &str,
    key: &str,
    sha256: &str,
) -> Result<bool, sqlx::Error> {
    let sql = "select exists (select from loaded_body where source = $1 and kind = $2 and key = $3 and sha256 = $4)";
    sqlx::query_scalar(sql).bind(source).bind(kind).bind(key).bind(sha256).fetch_one(conn).await
}

/// Remembers that this body is the one loaded for its key.
///
/// # Errors
/// When the database fails.
pub async fn remember(
    conn: &mut PgConnection,
    source: &str,
    kind: &str,
    key: &str,
    sha256: &str,
) -> Result<(), sqlx::Error> {
    let sql = "insert into loaded_body (source, kind, key, sha256) values ($1, $2, $3, $4) \
               on conflict (source, kind, key) do update set sha256 = excluded.sha256";
    sqlx::query(sql).bind(source).bind(kind).bind(key).bind(sha256).execute(conn).await?;
    Ok(())
}

/// Waits for a [`lock`] of the same key and makes it wait; those who share it do not wait for each other.
///
/// # Errors
/// When the database fails.
pub async fn lock_shared(conn: &mut PgConnection, what: &str) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))").bind(what).execute(conn).await?;
    Ok(())
}

/// Makes loads of one key wait for each other until their transactions end.
///
/// # Errors
/// When the database fails.
pub async fn lock(conn: &mut PgConnection, what: &str) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 0))").bind(what).execute(conn).await?;
    Ok(())
}
