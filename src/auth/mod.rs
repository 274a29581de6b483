//! Who is asking: API keys, their roles, the sessions of browsers, and the caller behind a request.
//!
//! A key is 256 random bits, shown once; the database holds its blake3 hash. So is the cookie of a session. Look-ups are
//! remembered for a few seconds, so that a busy key costs no query and a revoked one stops working soon. Knows nothing of
//! GraphQL.

mod key;
mod presented;
mod session;

use std::time::Duration;

use axum::http::HeaderMap;
use moka::future::Cache;
use subtle::ConstantTimeEq;

use crate::config::Secret;
use crate::db::Db;

pub use key::{ApiKey, create, list, new_key, revoke};
pub use presented::{COOKIE, Presented, is_own_page, presented};
pub use session::LASTS;

/// How long a look-up is believed; a revoked key works for at most this much longer.
const BELIEVED: Duration = Duration::from_secs(5);
/// Most look-ups remembered, unknown keys included.
const REMEMBERED: u64 = 10_000;

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Queries.
    Reader,
    /// Everything.
    Admin,
}

impl Role {
    /// The name in the database and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Reader, Self::Admin]
            .into_iter()
            .find(|role| role.name() == text)
            .ok_or_else(|| format!("{text:?} is no role; roles are reader and admin"))
    }
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// What they may do; none = no key, reads only.
    pub role: Option<Role>,
    /// The key's row; none for anonymous callers and the bootstrap key.
    pub key_id: Option<i64>,
    /// The key's name.
    pub name: Option<String>,
}

impl Caller {
    /// A caller without a key.
    pub fn anonymous() -> Self {
        Self { role: None, key_id: None, name: None }
    }

    /// The operator with the bootstrap key of the configuration.
    pub fn operator() -> Self {
        Self { role: Some(Role::Admin), key_id: None, name: Some("SCOREBOOK_ADMIN_KEY".to_owned()) }
    }

    /// Refuses everyone but admins.
    ///
    /// # Errors
    /// [`AuthError::KeyNeeded`] without a key, [`AuthError::NotAdmin`] with a reader's.
    pub fn require_admin(&self) -> Result<(), AuthError> {
        match self.role {
            Some(Role::Admin) => Ok(()),
            Some(Role::Reader) => Err(AuthError::NotAdmin),
            None => Err(AuthError::KeyNeeded),
        }
    }
}

/// Why a caller is refused.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// No key where one is needed.
    #[error("an API key is needed: send it as Authorization: Bearer KEY")]
    KeyNeeded,
    /// A key that does not exist or was revoked.
    #[error("this API key is not valid")]
    UnknownKey,
    /// An Authorization header that is neither Bearer nor Basic.
    #[error("the Authorization header is not understood: send Bearer KEY, or Basic with the key as password")]
    Malformed,
    /// The key is good but not for this.
    #[error("this needs an API key with the role admin")]
    NotAdmin,
    /// No key has this id.
    #[error("there is no API key {0}")]
    NoSuchKey(i64),
    /// A name that cannot be used.
    #[error("the name of an API key must be 1 to 100 characters long")]
    Name,
    /// The database failed. Its text is for the log.
    #[error("API keys cannot be checked right now")]
    Database(#[from] sqlx::Error),
}

impl AuthError {
    /// Whether no or no valid key was sent (HTTP 401), as against one that may not do this (403) or our own fault.
    pub fn is_unauthenticated(&self) -> bool {
        matches!(self, Self::KeyNeeded | Self::UnknownKey | Self::Malformed)
    }
}

/// What a caller is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Credential {
    Key(key::Hash),
    Session(key::Hash),
}

/// Finds the caller behind a request.
#[derive(Debug, Clone)]
pub struct Authenticator {
    db: Db,
    bootstrap: Option<key::Hash>,
    anonymous_reads: bool,
    known: Cache<Credential, Option<Caller>>,
}

impl Authenticator {
    /// With the bootstrap key and the setting on anonymous reads.
    pub fn new(db: Db, admin_key: Option<&Secret>, anonymous_reads: bool) -> Self {
        let known = Cache::builder().max_capacity(REMEMBERED).time_to_live(BELIEVED).build();
        Self { db, bootstrap: admin_key.map(|key| key::hash(key.expose())), anonymous_reads, known }
    }

    /// Whether queries need a key.
    pub fn is_key_needed(&self) -> bool {
        !self.anonymous_reads
    }

    /// The caller by the headers of a request.
    ///
    /// # Errors
    /// A key that is not valid is refused even where none is needed: a client should not think that it is signed in. A
    /// cookie whose session is over is as good as none: browsers send it unasked, and an old one should lock nobody out.
    pub async fn caller(&self, headers: &HeaderMap) -> Result<Caller, AuthError> {
        let session = match presented(headers) {
            Presented::Malformed => return Err(AuthError::Malformed),
            Presented::Key(key) => return self.caller_of_key(key.expose()).await,
            Presented::Session(cookie) => {
                let cookie = cookie.expose();
                let look_up = session::look_up(&self.db, cookie, self.bootstrap);
                self.remembered(Credential::Session(key::hash(cookie)), look_up).await?
            }
            Presented::Nothing => None,
        };
        match session {
            Some(caller) => Ok(caller),
            None if self.anonymous_reads => Ok(Caller::anonymous()),
            None => Err(AuthError::KeyNeeded),
        }
    }

    /// The caller by a key that came another way, such as the first message of a WebSocket.
    ///
    /// # Errors
    /// [`AuthError::UnknownKey`], or the database failed.
    pub async fn caller_of_key(&self, key: &str) -> Result<Caller, AuthError> {
        let hash = key::hash(key);
        if self.bootstrap.is_some_and(|bootstrap| bool::from(bootstrap.ct_eq(&hash))) {
            return Ok(Caller::operator());
        }
        let found = self.remembered(Credential::Key(hash), key::look_up(&self.db, hash)).await?;
        found.ok_or(AuthError::UnknownKey)
    }

    /// What a look-up finds or found a moment ago. Many requests with one credential make one look-up.
    async fn remembered(
        &self,
        credential: Credential,
        look_up: impl Future<Output = Result<Option<Caller>, sqlx::Error>>,
    ) -> Result<Option<Caller>, AuthError> {
        self.known.try_get_with(credential, look_up).await.map_err(|shared| {
            tracing::error!(error = %shared, "cannot look up an API key or a session");
            AuthError::Database(sqlx::Error::Protocol("look-up failed".to_owned()))
        })
    }
}
