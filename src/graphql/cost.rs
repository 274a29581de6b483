//! What an operation costs: its price before it runs, the token bucket of each caller, the report in
//! `extensions.cost`.
//!
//! A price counts the objects an operation can return, as `complexity` on the fields of the schema says; the
//! library adds it up while it validates. Must not know: HTTP, the fields themselves. Invariant: an operation
//! runs only after its price was taken from its caller's bucket.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_graphql::{Name, Value};
use moka::future::Cache;
use serde::Serialize;

use super::limit::Limits;

/// Callers whose buckets are kept. One that is forgotten starts with a full bucket again.
const KEPT_BUCKETS: u64 = 100_000;

/// No field is priced higher, so that sums of prices cannot overflow.
const HIGHEST: usize = 1 << 40;

/// The price of a page of a connection, for `#[graphql(complexity = "...")]`: as many times its child as the page
/// can have rows. Safe for any argument a client may send, which plain multiplication is not.
pub fn page(first: Option<i32>, last: Option<i32>, default: i32, most: i32, child_complexity: usize) -> usize {
    let rows = first.or(last).unwrap_or(default).clamp(0, most);
    times(usize::try_from(rows).unwrap_or(0), child_complexity)
}

/// Flat rows that cost as much as one object.
pub const FLAT: usize = 50;

/// The price of a page of flat rows, whose own fields are free: so many of them are one object. What hangs below a row has
/// its whole price by [`below_flat`].
pub fn flat_page(first: Option<i32>, last: Option<i32>, default: i32, most: i32, child_complexity: usize) -> usize {
    page(first, last, default, most, child_complexity).div_ceil(FLAT)
}

/// The price of an object below a flat row.
pub fn below_flat(child_complexity: usize) -> usize {
    times(FLAT, child_complexity.saturating_add(1)) - 1
}

/// The price of `count` times a child, for `#[graphql(complexity = "...")]`; never overflows.
pub fn times(count: usize, child_complexity: usize) -> usize {
    count.saturating_mul(child_complexity).saturating_add(1).min(HIGHEST)
}

/// The objects in the `data` of a response, itself left out.
pub(crate) fn objects(data: &Value) -> u64 {
    fn count(value: &Value) -> u64 {
        match value {
            Value::Object(fields) => 1 + fields.values().map(count).sum::<u64>(),
            Value::List(items) => items.iter().map(count).sum(),
            _ => 0,
        }
    }
    count(data).saturating_sub(1)
}

/// `extensions.cost` of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Price of the operation, taken from the bucket; 0 when it was refused before it could be priced.
    pub requested: u64,
    /// Objects in the returned data.
    pub actual: u64,
    /// Highest price an operation may have.
    pub limit: u64,
    /// What is left in the caller's bucket; null when buckets are off.
    pub remaining: Option<u64>,
    /// What the caller gets back per second; null when buckets are off.
    pub restore_rate: Option<u64>,
}

impl Cost {
    /// The report as a GraphQL value.
    pub(crate) fn to_value(self) -> Value {
        Value::Object(
            [
                ("requested", Some(self.requested)),
                ("actual", Some(self.actual)),
                ("limit", Some(self.limit)),
                ("remaining", self.remaining),
                ("restoreRate", self.restore_rate),
            ]
            .into_iter()
            .map(|(name, number)| (Name::new(name), number.map_or(Value::Null, Value::from)))
            .collect(),
        )
    }
}

/// Who pays: a key, or the address of a caller without one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Payer {
    /// The id of an API key.
    Key(i64),
    /// An IPv4 address, or the /64 network of an IPv6 address: one subscriber has all of it.
    Address(IpAddr),
    /// No address is known (a Unix socket, a test).
    Unknown,
}

impl Payer {
    /// The payer behind an address.
    pub fn at(address: Option<IpAddr>) -> Payer {
        match address.map(|a| a.to_canonical()) {
            Some(IpAddr::V6(v6)) => {
                let [a, b, c, d, ..] = v6.segments();
                Payer::Address(IpAddr::from([a, b, c, d, 0, 0, 0, 0]))
            }
            Some(v4) => Payer::Address(v4),
            None => Payer::Unknown,
        }
    }
}

/// The bucket cannot pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Empty {
    /// When it can, if nothing else is charged to it.
    pub retry_after: Duration,
    /// What is in it now.
    pub remaining: u64,
}

/// The token buckets of all callers.
pub(crate) struct Buckets {
    size: f64,
    restore_per_second: f64,
    buckets: Cache<Payer, Arc<Mutex<Bucket>>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Buckets {
    /// Buckets of the configured size; at least as large as the dearest operation, which could never run else.
    pub fn new(limits: &Limits) -> Buckets {
        let (size, rate) = match limits.bucket_size {
            0 => (0.0, 0.0),
            size => (size.max(limits.complexity) as f64, limits.restore_per_second.max(1) as f64),
        };
        // An idle bucket is full again after this time: forgetting it then changes nothing.
        let idle =
            if size > 0.0 { Duration::from_secs_f64(size / rate) + Duration::from_secs(1) } else { Duration::ZERO };
        Buckets {
            size,
            restore_per_second: rate,
            buckets: Cache::builder().max_capacity(KEPT_BUCKETS).time_to_idle(idle).build(),
        }
    }

    /// Whether callers are charged at all.
    pub fn are_on(&self) -> bool {
        self.size > 0.0
    }

    /// What a caller gets back per second.
    pub fn restore_rate(&self) -> Option<u64> {
        self.are_on().then_some(self.restore_per_second as u64)
    }

    /// Takes `price` from the payer's bucket and returns what is left; `None` when buckets are off.
    pub async fn charge(&self, payer: &Payer, price: u64, now: Instant) -> Result<Option<u64>, Empty> {
        if !self.are_on() {
            return Ok(None);
        }
        let full = || async { Arc::new(Mutex::new(Bucket { tokens: self.size, at: now })) };
        let bucket = self.buckets.get_with_by_ref(payer, full()).await;
        let mut bucket = lock(&bucket);
        let elapsed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.tokens = (bucket.tokens + elapsed * self.restore_per_second).min(self.size);
        bucket.at = bucket.at.max(now);
        let left = bucket.tokens - price as f64;
        if left < 0.0 {
            let retry_after = Duration::from_secs_f64(-left / self.restore_per_second);
            return Err(Empty { retry_after, remaining: bucket.tokens as u64 });
        }
        bucket.tokens = left;
        Ok(Some(left as u64))
    }
}

/// A lock whose holder cannot leave a half-written value behind, so poison says nothing.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(bucket_size: u64, restore_per_second: u64) -> Limits {
        Limits { bucket_size, restore_per_second, complexity: 10, ..Limits::default() }
    }

    #[tokio::test]
    async fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::new(&limits(100, 10));
        let (payer, start) = (Payer::Key(1), Instant::now());
        assert_eq!(buckets.charge(&payer, 60, start).await, Ok(Some(40)));
        let refused = Err(Empty { retry_after: Duration::from_secs(2), remaining: 40 });
        assert_eq!(buckets.charge(&payer, 60, start).await, refused);
        assert_eq!(buckets.charge(&payer, 40, start).await, Ok(Some(0)), "a refusal costs nothing");
        assert_eq!(buckets.charge(&Payer::Key(2), 60, start).await, Ok(Some(40)), "another key has its own");
        let later = start + Duration::from_secs(3);
        assert_eq!(buckets.charge(&payer, 10, later).await, Ok(Some(20)));
        let much_later = start + Duration::from_secs(300);
        assert_eq!(buckets.charge(&payer, 0, much_later).await, Ok(Some(100)), "never more than full");
    }

    #[tokio::test]
    async fn size_zero_charges_nobody_and_a_small_bucket_grows_to_the_dearest_operation() {
        let off = Buckets::new(&limits(0, 10));
        assert_eq!(off.charge(&Payer::Unknown, u64::MAX, Instant::now()).await, Ok(None));
        let small = Buckets::new(&limits(1, 10));
        assert_eq!(small.charge(&Payer::Unknown, 10, Instant::now()).await, Ok(Some(0)));
    }

    #[test]
    fn addresses_of_one_subscriber_pay_together() {
        let payer = |text: &str| Payer::at(Some(text.parse().expect("an address")));
        assert_eq!(payer("2001:db8:1:2:3::4"), payer("2001:db8:1:2:ffff::1"));
        assert_ne!(payer("2001:db8:1:2:3::4"), payer("2001:db8:1:3:3::4"));
        assert_eq!(payer("::ffff:192.0.2.1"), payer("192.0.2.1"));
        assert_ne!(payer("192.0.2.1"), payer("192.0.2.2"));
    }

    #[test]
    fn prices_never_overflow() {
        assert_eq!(page(Some(10), None, 25, 100, 3), 31);
        assert_eq!(page(None, Some(10), 25, 100, 3), 31);
        assert_eq!(page(None, None, 25, 100, 3), 76);
        assert_eq!(page(Some(i32::MAX), None, 25, 100, 3), 301);
        assert_eq!(page(Some(-5), None, 25, 100, 3), 1);
        assert_eq!(page(Some(100), None, 25, 100, usize::MAX), HIGHEST);
    }

    #[test]
    fn flat_rows_are_cheap_and_what_hangs_below_them_is_not() {
        assert_eq!(flat_page(Some(3000), None, 25, 10_000, 1), 61);
        assert_eq!(flat_page(Some(i32::MAX), None, 25, 10_000, 1), 201);
        let (batter, most) = (below_flat(2), flat_page(Some(1000), None, 25, 10_000, 1 + below_flat(2)));
        assert_eq!((batter, most), (150, 3021), "three objects a row");
        assert_eq!(flat_page(None, None, 25, 10_000, below_flat(usize::MAX)), HIGHEST.div_ceil(FLAT));
    }

    #[test]
    fn objects_are_counted_without_the_root() {
        let data = Value::from_json(serde_json::json!({"a": {"b": [{"c": 1}, {"c": {"d": 2}}]}, "e": 3}));
        assert_eq!(objects(&data.expect("a value")), 4);
        assert_eq!(objects(&Value::Null), 0);
    }
}
