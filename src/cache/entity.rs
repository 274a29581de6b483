//! Rows looked up by id: cached by version, gathered into one query.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use futures::future::BoxFuture;
use moka::future::Cache;
use sqlx::PgPool;

use super::{Shared, Version, gathered};
use crate::query::QueryError;

/// Most rows kept of one kind; a row is well below 1 KiB.
const KEPT: u64 = 50_000;

type Fetch<T> = for<'a> fn(&'a PgPool, &'a [i32]) -> BoxFuture<'a, Result<Vec<T>, QueryError>>;

/// Rows of one kind, by id.
pub struct Entities<T: Send + Sync + 'static> {
    version: Version,
    kept: Cache<(i64, i32), Option<Arc<T>>>,
    loader: Arc<DataLoader<ById<T>>>,
}

struct ById<T> {
    pool: PgPool,
    fetch: Fetch<T>,
    id: fn(&T) -> i32,
}

impl<T: Send + Sync + 'static> Entities<T> {
    pub(super) fn new(pool: &PgPool, version: &Version, fetch: Fetch<T>, id: fn(&T) -> i32) -> Self {
        Self {
            version: version.clone(),
            kept: Cache::builder().max_capacity(KEPT).build(),
            loader: Arc::new(gathered(ById { pool: pool.clone(), fetch, id })),
        }
    }

    /// The row with this id, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, id: i32) -> Result<Option<Arc<T>>, Shared> {
        self.kept
            .try_get_with((self.version.get(), id), self.loader.load_one(id))
            .await
            .map_err(|error: Arc<Shared>| Shared::clone(&error))
    }
}

impl<T: Send + Sync + 'static> Loader<i32> for ById<T> {
    type Value = Arc<T>;
    type Error = Shared;

    async fn load(&self, ids: &[i32]) -> Result<HashMap<i32, Arc<T>>, Shared> {
        let rows = (self.fetch)(&self.pool, ids).await?;
        Ok(rows.into_iter().map(|row| ((self.id)(&row), Arc::new(row))).collect())
    }
}

impl<T: Send + Sync + 'static> Clone for Entities<T> {
    fn clone(&self) -> Self {
        Self { version: self.version.clone(), kept: self.kept.clone(), loader: Arc::clone(&self.loader) }
    }
}

impl<T: Send + Sync + 'static> std::fmt::Debug for Entities<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entities").field("kept", &self.kept.entry_count()).finish_non_exhaustive()
    }
}
