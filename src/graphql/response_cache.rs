//! Whole responses, kept for queries that are asked again word by word.
//!
//! Only what the schema marks as public with a `max_age` gets here, and only without errors. Must not know: HTTP,
//! the schema. Invariants: a key carries the data version, so an answer is never older than the data this process
//! knows of; equal requests at the same moment run once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::{Response, Variables};
use bytes::Bytes;
use moka::Expiry;
use moka::future::Cache;

use super::cost;
use super::document::TextHash;

/// Bytes an entry takes beside its data.
const ENTRY_BYTES: usize = 256;

/// What makes two requests the same: data version, operation and its text, variables, class of role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey([u8; 32]);

impl CacheKey {
    pub fn new(version: i64, role_class: &str, operation: &TextHash, variables: &Variables) -> CacheKey {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&version.to_le_bytes()).update(operation);
        hasher.update(&role_class.len().to_le_bytes()).update(role_class.as_bytes());
        for (name, value) in variables.iter() {
            let value = value.to_string();
            for text in [name.as_str(), value.as_str()] {
                hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
            }
        }
        CacheKey(*hasher.finalize().as_bytes())
    }
}

/// The `data` of a response, ready to be sent.
#[derive(Debug)]
pub(crate) struct Body {
    /// `data` as JSON.
    pub data: Bytes,
    /// Objects in it.
    pub objects: u64,
    /// Price of the operation.
    pub price: u64,
    /// Weak entity tag of the data, with its quotes.
    pub etag: String,
    max_age: Duration,
}

impl Body {
    /// The body of a response without errors.
    pub fn of(response: &Response, price: u64, max_age: Duration) -> Result<Body, serde_json::Error> {
        let data = serde_json::to_vec(&response.data)?;
        let tag = blake3::hash(&data).to_hex();
        Ok(Body {
            objects: cost::objects(&response.data),
            etag: format!("W/\"{}\"", &tag[..32]),
            data: data.into(),
            price,
            max_age,
        })
    }
}

/// The cache, bounded by bytes.
pub(crate) struct ResponseCache {
    entries: Cache<CacheKey, Arc<Body>>,
}

impl ResponseCache {
    pub fn new(bytes: u64) -> ResponseCache {
        let entries = Cache::builder()
            .max_capacity(bytes)
            .weigher(|_, body: &Arc<Body>| u32::try_from(body.data.len() + ENTRY_BYTES).unwrap_or(u32::MAX))
            .expire_after(MaxAge)
            .build();
        ResponseCache { entries }
    }

    /// The body kept under a key.
    pub async fn get(&self, key: &CacheKey) -> Option<Arc<Body>> {
        let found = self.entries.get(key).await;
        if found.is_some() {
            count("hit");
        }
        found
    }

    /// The body under a key, made by `run` when there is none. Of several callers at once only one runs, the
    /// others wait for its result; when it gives up (its client went away), the next one runs.
    pub async fn get_or_run(
        &self,
        key: CacheKey,
        run: impl Future<Output = Result<Arc<Body>, Response>>,
    ) -> Result<Arc<Body>, Arc<Response>> {
        let counted = async {
            count("miss");
            run.await
        };
        self.entries.try_get_with(key, counted).await
    }
}

/// Counts a response that could be kept: found, or made.
fn count(outcome: &'static str) {
    metrics::counter!("scorebook_graphql_response_cache_total", "outcome" => outcome).increment(1);
}

/// Drops an entry `max_age` after it was made.
struct MaxAge;

impl Expiry<CacheKey, Arc<Body>> for MaxAge {
    fn expire_after_create(&self, _: &CacheKey, body: &Arc<Body>, _: Instant) -> Option<Duration> {
        Some(body.max_age)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Value;
    use serde_json::json;

    use super::*;

    fn variables(json: serde_json::Value) -> Variables {
        Variables::from_json(json)
    }

    #[test]
    fn every_part_of_a_request_is_in_its_key() {
        let none = Variables::default();
        let one = variables(json!({"n": 1}));
        let keys = [
            CacheKey::new(1, "reader", &[0; 32], &none),
            CacheKey::new(2, "reader", &[0; 32], &none),
            CacheKey::new(1, "admin", &[0; 32], &none),
            CacheKey::new(1, "reader", &[1; 32], &none),
            CacheKey::new(1, "reader", &[0; 32], &one),
            CacheKey::new(1, "reader", &[0; 32], &variables(json!({"n": "1"}))),
            CacheKey::new(1, "reader", &[0; 32], &variables(json!({"m": 1}))),
        ];
        for (i, key) in keys.iter().enumerate() {
            assert!(!keys[..i].contains(key), "key {i} equals an earlier one");
        }
        let again = variables(json!({"b": 2, "a": 1}));
        assert_eq!(
            CacheKey::new(1, "reader", &[0; 32], &again),
            CacheKey::new(1, "reader", &[0; 32], &variables(json!({"a": 1, "b": 2}))),
        );
    }

    #[tokio::test]
    async fn a_body_larger_than_the_cache_is_not_kept() {
        let cache = ResponseCache::new(1_000);
        let key = CacheKey::new(1, "reader", &[0; 32], &Variables::default());
        let response = Response::new(Value::String("x".repeat(2_000)));
        let body = Arc::new(Body::of(&response, 1, Duration::from_secs(60)).expect("serializes"));
        let run = async { Ok(Arc::clone(&body)) };
        assert!(cache.get_or_run(key, run).await.is_ok());
        cache.entries.run_pending_tasks().await;
        assert!(cache.get(&key).await.is_none());
    }
}
