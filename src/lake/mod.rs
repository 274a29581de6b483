//! Every body as it was received, immutable, with its verdict.
//!
//! Bodies lie gzip'd in an object store under their SHA-256, each with a sidecar that repeats its manifest row; the
//! manifest itself is the table `lake.body`. The store is the truth: the table can be recovered from it. Knows nothing
//! of what bodies mean.

mod manifest;
mod store;

pub use manifest::ManifestRow;

use crate::db::Db;
use crate::source::http::Fetched;
use crate::source::{BodyKind, BodyRequest, Judgement, SourceId};
use bytes::Bytes;
use chrono::SubsecRound;
use futures::{StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use store::Store;

/// Why the lake could not keep or give a body.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// The address is not one of a store.
    #[error("SCOREBOOK_LAKE_URL {url:?} cannot be used: {reason}; give a directory, file://, s3:// or gs:// URL")]
    Url {
        /// As given.
        url: String,
        /// Why not.
        reason: String,
    },
    /// The store failed.
    #[error("the lake's store failed at {path}: {error}")]
    Store {
        /// Of the object.
        path: String,
        /// What the store says.
        error: object_store::Error,
    },
    /// A body is not what its manifest says.
    #[error("{path} in the lake is damaged: {reason}; delete it and crawl its key {key} again")]
    Damaged {
        /// Of the object.
        path: String,
        /// Key to crawl.
        key: String,
        /// What does not fit.
        reason: String,
    },
    /// The manifest could not be read or written.
    #[error("the lake's manifest: {0}")]
    Manifest(#[from] sqlx::Error),
}

/// What became of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its manifest row.
    pub body_id: i64,
    /// Whether these bytes are new for the key; else only `last_seen_at` and `seen_count` moved.
    pub new: bool,
    /// Of the body, hex.
    pub sha256: String,
}

/// The lake.
#[derive(Debug, Clone)]
pub struct Lake {
    store: Store,
    pool: PgPool,
}

/// Sidecars read at a time when the manifest is recovered.
const RECOVER_AT_ONCE: usize = 16;

impl Lake {
    /// Opens the lake: a directory (created if need be), `file://`, `s3://` or `gs://`. Cloud credentials come from the
    /// variables the clouds' own tools read (`AWS_*`, `GOOGLE_*`).
    ///
    /// # Errors
    /// An address that cannot be used.
    pub async fn open(url: &str, db: Db) -> Result<Self, LakeError> {
        Ok(Self { store: Store::open(url)?, pool: db.pool })
    }

    /// Keeps a body with its verdict, refused ones too. Bytes that the key had before are not stored again.
    ///
    /// # Errors
    /// The store or the database.
    pub async fn put(
        &self,
        request: &BodyRequest,
        fetched: &Fetched,
        judgement: &Judgement,
        run_id: Option<i64>,
    ) -> Result<Kept, LakeError> {
        let sha256 = hex::encode(Sha256::digest(&fetched.body));
        let row = ManifestRow::new(request, fetched, judgement, sha256, run_id);
        let earlier = manifest::by_hash(&self.pool, &row).await?;
        // A body the manifest knows may have been lost from the store since.
        if earlier.is_none() || !self.store.has_body(&row.path).await? {
            self.store.put_body(&row.path, fetched.body.clone()).await?;
        }
        // The sidecar first: what the manifest has can always be recovered.
        let merged = row.after(earlier.as_ref());
        self.store.put_sidecar(&merged).await?;
        let body_id = manifest::upsert(&self.pool, &merged).await?;
        Ok(Kept { body_id, new: earlier.is_none(), sha256: merged.sha256 })
    }

    /// Notes that the upstream said, by status 304, that a body still holds.
    ///
    /// # Errors
    /// The store or the database.
    pub async fn seen(&self, row: &ManifestRow, fetched: &Fetched) -> Result<(), LakeError> {
        let mut row = row.clone();
        row.seen_count += 1;
        row.last_seen_at = fetched.fetched_at.trunc_subsecs(6).max(row.last_seen_at);
        self.store.put_sidecar(&row).await?;
        manifest::upsert(&self.pool, &row).await?;
        Ok(())
    }

    /// The newest accepted body of a key.
    ///
    /// # Errors
    /// The database.
    pub async fn current(&self, source: SourceId, kind: BodyKind, key: &str) -> Result<Option<ManifestRow>, LakeError> {
        Ok(manifest::currents(&self.pool, source, kind, Some((key, key)), true).await?.pop())
    }

    /// The newest accepted body of each key, by key; with `keys`, of those whose first characters lie between the two,
    /// both included (`("2024-03", "2024-04")` is two months).
    ///
    /// # Errors
    /// The database.
    pub async fn currents(
        &self,
        source: SourceId,
        kind: BodyKind,
        keys: Option<(&str, &str)>,
    ) -> Result<Vec<ManifestRow>, LakeError> {
        Ok(manifest::currents(&self.pool, source, kind, keys, false).await?)
    }

    /// A body as it was received.
    ///
    /// # Errors
    /// The store, or a body whose bytes are not those of its SHA-256.
    pub async fn read(&self, row: &ManifestRow) -> Result<Bytes, LakeError> {
        let damaged = |reason: String| LakeError::Damaged { path: row.path.clone(), key: row.key.clone(), reason };
        let body = self.store.get_body(&row.path).await?.map_err(|e| damaged(e.to_string()))?;
        let sha256 = hex::encode(Sha256::digest(&body));
        if sha256 != row.sha256 {
            return Err(damaged(format!("its SHA-256 is {sha256}")));
        }
        Ok(body)
    }

    /// Brings the manifest up to what the sidecars in the store say. Returns the number of rows that were not there or
    /// were older.
    ///
    /// # Errors
    /// The store, a sidecar that cannot be read, or the database.
    pub async fn recover_manifest(&self) -> Result<u64, LakeError> {
        let mut paths: Vec<_> = self.store.sidecars().try_collect().await?;
        paths.sort();
        let rows = futures::stream::iter(paths).map(|path| self.store.get_sidecar(path)).buffered(RECOVER_AT_ONCE);
        let mut rows: Vec<ManifestRow> = rows.try_collect().await?;
        // In the order they were received, as the table would have them.
        rows.sort_by(|a, b| (a.fetched_at, &a.path).cmp(&(b.fetched_at, &b.path)));
        let mut recovered = 0;
        for row in rows {
            if manifest::by_hash(&self.pool, &row).await?.is_none_or(|known| known.seen_count < row.seen_count) {
                manifest::upsert(&self.pool, &row).await?;
                recovered += 1;
            }
        }
        Ok(recovered)
    }

    /// Whether the store answers and can be written; for checks of health.
    ///
    /// # Errors
    /// The store.
    pub async fn check(&self) -> Result<(), LakeError> {
        self.store.check().await
    }
}
