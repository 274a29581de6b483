//! The keys themselves: made, listed, revoked, looked up.

use base64::Engine;
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::postgres::PgRow;
use subtle::ConstantTimeEq;

use super::{AuthError, Caller, Role};
use crate::config::Secret;
use crate::db::Db;

/// Begins every key, so that scanners for leaked secrets can know one.
const PREFIX: &str = "sb_";
/// Characters of a key that lists show.
const HINT: usize = 9;

/// blake3 of a key.
pub(super) type Hash = [u8; 32];

/// A key as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// What `keys revoke` takes.
    pub id: i64,
    /// Who or what it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Its first characters.
    pub hint: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it stopped working.
    pub revoked_at: Option<DateTime<Utc>>,
}

pub(super) fn hash(key: &str) -> Hash {
    *blake3::hash(key.as_bytes()).as_bytes()
}

/// A new key: 256 random bits behind a prefix. It is nobody's until it is stored or configured.
pub fn new_key() -> Secret {
    // Of a generator that the system seeds and reseeds.
    let bits: [u8; 32] = rand::random();
    Secret::new(format!("{PREFIX}{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bits)))
}

/// Makes a key and returns its id and the key itself, which cannot be had again.
///
/// # Errors
/// The name is empty or too long, or the database failed.
pub async fn create(db: &Db, name: &str, role: Role) -> Result<(i64, Secret), AuthError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(AuthError::Name);
    }
    let key = new_key();
    let text = key.expose();
    let id = sqlx::query_scalar("INSERT INTO api_key (name, role, hash, hint) VALUES ($1, $2, $3, $4) RETURNING id")
        .bind(name)
        .bind(role.name())
        .bind(hash(text).as_slice())
        .bind(&text[..HINT])
        .fetch_one(&db.pool)
        .await?;
    Ok((id, key))
}

/// All keys, oldest first, revoked ones included.
///
/// # Errors
/// The database failed.
pub async fn list(db: &Db) -> Result<Vec<ApiKey>, AuthError> {
    let sql = "SELECT id, name, role, hint, created_at, last_used_at, revoked_at FROM api_key ORDER BY id";
    let rows = sqlx::query(sql).fetch_all(&db.pool).await?;
    rows.iter().map(row).collect::<Result<_, _>>().map_err(AuthError::Database)
}

fn row(row: &PgRow) -> Result<ApiKey, sqlx::Error> {
    Ok(ApiKey {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        role: role(row.try_get("role")?)?,
        hint: row.try_get("hint")?,
        created_at: row.try_get("created_at")?,
        last_used_at: row.try_get("last_used_at")?,
        revoked_at: row.try_get("revoked_at")?,
    })
}

fn role(name: &str) -> Result<Role, sqlx::Error> {
    name.parse().map_err(|error: String| sqlx::Error::Decode(error.into()))
}

/// Ends a key. Ending it again changes nothing.
///
/// # Errors
/// There is no such key, or the database failed.
pub async fn revoke(db: &Db, id: i64) -> Result<(), AuthError> {
    let ended = sqlx::query("UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1")
        .bind(id)
        .execute(&db.pool)
        .await?;
    if ended.rows_affected() == 0 { Err(AuthError::NoSuchKey(id)) } else { Ok(()) }
}

/// A key that is not revoked, as a look-up finds it.
#[derive(sqlx::FromRow)]
struct Good {
    id: i64,
    name: String,
    role: String,
    hash: Vec<u8>,
    is_note_due: bool,
}

const GOOD: &str =
    "SELECT id, name, role, hash, coalesce(last_used_at < now() - interval '1 minute', true) AS is_note_due
     FROM api_key WHERE revoked_at IS NULL";

impl Good {
    /// Its caller, and a note that the key was used, at most once a minute.
    async fn caller(self, db: &Db) -> Result<Caller, sqlx::Error> {
        if self.is_note_due {
            let note = sqlx::query("UPDATE api_key SET last_used_at = now() WHERE id = $1");
            note.bind(self.id).execute(&db.pool).await?;
        }
        Ok(Caller { role: Some(role(&self.role)?), key_id: Some(self.id), name: Some(self.name) })
    }
}

/// The caller behind a hash.
pub(super) async fn look_up(db: &Db, hash: Hash) -> Result<Option<Caller>, sqlx::Error> {
    let sql = format!("{GOOD} AND hash = $1");
    let found: Option<Good> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(hash.as_slice()).fetch_optional(&db.pool).await?;
    match found {
        Some(good) if bool::from(good.hash.as_slice().ct_eq(&hash)) => good.caller(db).await.map(Some),
        _ => Ok(None),
    }
}

/// The caller behind the hash of a session's cookie.
pub(super) async fn look_up_session(db: &Db, hash: Hash) -> Result<Option<Caller>, sqlx::Error> {
    let sql = format!("{GOOD} AND id = (SELECT api_key_id FROM session s WHERE s.hash = $1 AND s.expires_at > now())");
    let found: Option<Good> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(hash.as_slice()).fetch_optional(&db.pool).await?;
    match found {
        Some(good) => good.caller(db).await.map(Some),
        None => Ok(None),
    }
}
