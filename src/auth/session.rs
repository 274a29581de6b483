//! Sessions of browsers: a key is shown once, and a cookie that no script can read stands for it until the session is
//! ended, thirty days are over, or the key is revoked.

use std::time::Duration;

use axum::http::HeaderMap;
use base64::Engine;
use subtle::ConstantTimeEq;

use super::key::{self, Hash};
use super::presented::sessions;
use super::{AuthError, Authenticator, Caller, Credential};
use crate::config::Secret;
use crate::db::Db;

/// How long a session lasts, used or not.
pub const LASTS: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The mark of the configured admin key on a session: only who has both the cookie and the key can make it.
fn admin_mark(admin_key: &Hash, cookie: &str) -> Hash {
    *blake3::keyed_hash(admin_key, cookie.as_bytes()).as_bytes()
}

impl Authenticator {
    /// Begins a session of whoever has this key, and gives the value of its cookie.
    ///
    /// # Errors
    /// [`AuthError::UnknownKey`], or the database failed.
    pub async fn sign_in(&self, key: &str) -> Result<Secret, AuthError> {
        let caller = self.caller_of_key(key).await?;
        // As many random bits as a key has.
        let bits: [u8; 32] = rand::random();
        let cookie = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bits);
        // Without a row the key is the configured one.
        let mark = if caller.key_id.is_none() { Some(admin_mark(&key::hash(key), &cookie)) } else { None };
        let mut tx = self.db.pool.begin().await?;
        sqlx::query("DELETE FROM session WHERE expires_at <= now()").execute(&mut *tx).await?;
        sqlx::query(
            "INSERT INTO session (hash, api_key_id, admin_mark, expires_at)
             VALUES ($1, $2, $3, now() + make_interval(secs => $4))",
        )
        .bind(key::hash(&cookie).as_slice())
        .bind(caller.key_id)
        .bind(mark.as_ref().map(<[u8; 32]>::as_slice))
        .bind(LASTS.as_secs_f64())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Secret::new(cookie))
    }

    /// Ends the sessions whose cookies a request brought, whether or not they would count. Other processes notice
    /// when they look up the session again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sign_out(&self, headers: &HeaderMap) -> Result<(), AuthError> {
        for cookie in sessions(headers) {
            let hash = key::hash(cookie.expose());
            sqlx::query("DELETE FROM session WHERE hash = $1").bind(hash.as_slice()).execute(&self.db.pool).await?;
            self.known.invalidate(&Credential::Session(hash)).await;
        }
        Ok(())
    }
}

/// The caller behind a cookie, if its session goes on and its key is still good.
pub(super) async fn look_up(db: &Db, cookie: &str, admin_key: Option<Hash>) -> Result<Option<Caller>, sqlx::Error> {
    let hash = key::hash(cookie);
    let keyed = key::look_up_session(db, hash).await?;
    let (None, Some(admin_key)) = (&keyed, admin_key) else { return Ok(keyed) };
    let mark: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT admin_mark FROM session WHERE hash = $1 AND admin_mark IS NOT NULL AND expires_at > now()",
    )
    .bind(hash.as_slice())
    .fetch_optional(&db.pool)
    .await?;
    let is_marked = mark.is_some_and(|mark| bool::from(mark.as_slice().ct_eq(&admin_mark(&admin_key, cookie))));
    Ok(is_marked.then(Caller::operator))
}
