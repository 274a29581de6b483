//! What is remembered of each host: its queue, its pause, and until when it wants to be left alone.

use super::{FetchError, Fetched};
use crate::source::{LONG_STOP, Retry};
use reqwest::StatusCode;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Refusals (403 or 429) in a row after which a host is left alone for long.
const REFUSALS: u32 = 3;

/// Longest rest that a request waits out in the queue; for a longer one it is turned away at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// One host. Its lock is held while a request is in flight, which is what keeps it at one.
#[derive(Debug, Default)]
pub(super) struct Lane {
    pub(super) last_end: Option<Instant>,
    rest_until: Option<Instant>,
    refusals: u32,
}

impl Lane {
    /// Waits for the pause and for a short rest.
    pub(super) async fn wait(&mut self, host: &str, delay: Duration) -> Result<(), FetchError> {
        let now = Instant::now();
        if let Some(until) = self.rest_until {
            let wait = until.saturating_duration_since(now);
            if wait > PATIENCE {
                return Err(FetchError::Resting { host: host.to_owned(), wait });
            }
            sleep_until(until).await;
            self.rest_until = None;
        }
        if let Some(end) = self.last_end {
            sleep_until(end + delay).await;
        }
        Ok(())
    }

    /// Takes notice of an answer; says what a failure means for asking again.
    pub(super) fn settle(&mut self, status: StatusCode, retry_after: Option<Duration>) -> Retry {
        let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS);
        self.refusals = if refused { self.refusals + 1 } else { 0 };
        let long = (self.refusals >= REFUSALS).then_some(LONG_STOP);
        let wait = if status.is_success() { None } else { retry_after.max(long) };
        match (wait, Fetched::passing(status)) {
            (Some(wait), Retry::Now | Retry::After(_)) => {
                self.rest_until = Some(Instant::now() + wait);
                Retry::After(wait)
            }
            (_, retry) => retry,
        }
    }
}

/// The hosts.
#[derive(Debug, Default)]
pub(super) struct Lanes(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Lane>>>>);

impl Lanes {
    /// The host's lane, the same for every caller.
    pub(super) fn of(&self, host: &str) -> Arc<tokio::sync::Mutex<Lane>> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lanes.entry(host.to_owned()).or_default())
    }
}
