//! How long to wait before the next attempt: exponential, with full jitter.
//!
//! Pure. The wait itself is a column in the database, so it survives the process.

use std::time::Duration;

/// The longest wait this module chooses; an upstream's own `Retry-After` may be longer.
pub const CAP: Duration = Duration::from_secs(120);

/// The longest wait before attempt `attempts + 1`, when `attempts` have been made: `base * 2^(attempts - 1)`,
/// at most [`CAP`].
pub fn ceiling(base: Duration, attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(20);
    base.saturating_mul(1 << doublings).min(CAP)
}

/// The wait after `attempts` attempts: anywhere between nothing and the [`ceiling`], so that tasks that failed
/// together do not come back together. `jitter` is uniform in 0..=1.
pub fn wait(base: Duration, attempts: i32, jitter: f64) -> Duration {
    ceiling(base, attempts).mul_f64(jitter.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_from_the_base_up_to_the_cap() {
        let base = Duration::from_secs(2);
        let seconds: Vec<u64> = (1..=9).map(|attempts| ceiling(base, attempts).as_secs()).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 120, 120, 120]);
    }

    #[test]
    fn odd_attempt_numbers_neither_panic_nor_overflow() {
        let base = Duration::from_secs(2);
        assert_eq!(ceiling(base, 0), base);
        assert_eq!(ceiling(base, -3), base);
        assert_eq!(ceiling(base, i32::MAX), CAP);
        assert_eq!(ceiling(Duration::MAX, 40), CAP);
    }

    #[test]
    fn jitter_spans_the_whole_range() {
        let base = Duration::from_secs(2);
        assert_eq!(wait(base, 3, 0.0), Duration::ZERO);
        assert_eq!(wait(base, 3, 0.5), Duration::from_secs(4));
        assert_eq!(wait(base, 3, 1.0), Duration::from_secs(8));
        assert_eq!(wait(base, 3, 7.0), Duration::from_secs(8));
    }
}
