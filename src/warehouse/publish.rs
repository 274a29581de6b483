//! Publishing: the data version moves in the transaction that changes an answer, and with it that of the seasons of which
//! something changed.

use sqlx::PgConnection;

use crate::query::version::CHANNEL;

/// The seasons of which something changed. A game that names the park of its site names that of games of other seasons too,
/// which have it from no one else.
const SEASONS: &str = "insert into season_version (season, version) \
    select season, $2 from ( \
        select unnest($1::smallint[]) union \
        select unnamed.season from ( \
            select distinct site from game where season = any($1) and venue_id is not null and site is not null \
        ) named cross join lateral ( \
            select distinct season from game where site = named.site and venue_id is null \
        ) unnamed \
    ) changed (season) order by season \
    on conflict (season) do update set version = excluded.version";

/// Moves the version and that of the seasons of which games, lines or clubs changed, and announces it; all of it takes effect
/// when the caller's transaction commits. Until then others who publish wait.
///
/// # Errors
/// When the database fails.
pub async fn publish(conn: &mut PgConnection, seasons: &[i16]) -> Result<i64, sqlx::Error> {
    let version: i64 =
        sqlx::query_scalar("update data_version set version = version + 1, moved_at = now() returning version")
            .fetch_one(&mut *conn)
            .await?;
    sqlx::query(SEASONS).bind(seasons).bind(version).execute(&mut *conn).await?;
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
