//! Rows looked up by a key: cached by version, gathered into one query.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use futures::FutureExt as _;
use moka::future::Cache;
use sqlx::PgPool;

use super::gather::Gather;
use super::{Shared, Version};
use crate::query::QueryError;

/// Most rows kept of one kind; a row is well below 1 KiB.
const KEPT: u64 = 50_000;

/// Rows of one kind, by id. Cheap to clone.
pub struct Entities<T: Send + Sync + 'static>(Arc<Inner<T>>);

struct Inner<T> {
    version: Version,
    kept: Cache<(i64, i32), Option<Arc<T>>>,
    gather: Gather<i32, Arc<T>>,
}

impl<T: Send + Sync + 'static> Entities<T> {
    pub(super) fn new<F>(
        pool: &PgPool,
        version: &Version,
        fetch: impl Fn(PgPool, Vec<i32>) -> F + Send + Sync + 'static,
        id: fn(&T) -> i32,
    ) -> Self
    where
        F: Future<Output = Result<Vec<T>, QueryError>> + Send + 'static,
    {
        let pool = pool.clone();
        let gather = Gather::new(move |ids| {
            let rows = fetch(pool.clone(), ids);
            async move { Ok(rows.await?.into_iter().map(|row| (id(&row), Arc::new(row))).collect()) }.boxed()
        });
        Self(Arc::new(Inner { version: version.clone(), kept: Cache::builder().max_capacity(KEPT).build(), gather }))
    }

    /// The row with this id, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, id: i32) -> Result<Option<Arc<T>>, Shared> {
        let inner = &self.0;
        inner
            .kept
            .try_get_with((inner.version.get(), id), inner.gather.load(id))
            .await
            .map_err(|error: Arc<Shared>| Shared::clone(&error))
    }
}

impl<T: Send + Sync + 'static> Clone for Entities<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Lists of rows of one kind, by the id they belong to: cached by version, gathered into one query. Cheap to clone.
pub struct Groups<T: Send + Sync + 'static>(Entities<Group<T>>);

/// The rows that belong to one id.
struct Group<T> {
    of: i32,
    rows: Arc<[T]>,
}

impl<T: Send + Sync + 'static> Groups<T> {
    pub(super) fn new<F>(
        pool: &PgPool,
        version: &Version,
        fetch: impl Fn(PgPool, Vec<i32>) -> F + Send + Sync + 'static,
        of: fn(&T) -> i32,
    ) -> Self
    where
        F: Future<Output = Result<Vec<T>, QueryError>> + Send + 'static,
    {
        let grouped = move |pool, ids| {
            let rows = fetch(pool, ids);
            async move {
                let mut groups: HashMap<i32, Vec<T>> = HashMap::new();
                for row in rows.await? {
                    groups.entry(of(&row)).or_default().push(row);
                }
                Ok(groups.into_iter().map(|(of, rows)| Group { of, rows: rows.into() }).collect())
            }
        };
        Self(Entities::new(pool, version, grouped, |group| group.of))
    }

    /// The rows of this id, in the order they were read in; none when there are none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, id: i32) -> Result<Arc<[T]>, Shared> {
        Ok(self.0.get(id).await?.map_or_else(|| Arc::from([]), |group| Arc::clone(&group.rows)))
    }
}

impl<T: Send + Sync + 'static> Clone for Groups<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Ids found under natural keys.
#[derive(Clone)]
pub(super) struct Ids<K: Eq + Hash + Send + Sync + 'static>(Cache<(i64, K), Option<i32>>);

impl<K: Eq + Hash + Send + Sync + 'static> Ids<K> {
    pub(super) fn new() -> Self {
        Self(Cache::builder().max_capacity(KEPT).build())
    }

    pub(super) async fn get(
        &self,
        version: i64,
        key: K,
        look_up: impl Future<Output = Result<Option<i32>, QueryError>>,
    ) -> Result<Option<i32>, Shared> {
        self.0.try_get_with((version, key), look_up).await
    }
}
