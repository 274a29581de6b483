//! Why there is no answer, and when to ask again.

use super::Fetched;
use crate::source::Retry;
use chrono::{DateTime, Utc};
use std::error::Error;
use std::time::Duration;
use url::Url;

/// Longest time an upstream may send us away for.
const MOST: Duration = Duration::from_secs(24 * 60 * 60);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The client or the request cannot be built.
    #[error("cannot ask: {0}")]
    Setup(String),
    /// No connection, or it broke before the body was complete.
    #[error("{url} could not be reached or broke off: {detail}")]
    Network {
        /// What was asked.
        url: String,
        /// What the network says.
        detail: String,
    },
    /// No complete answer in time.
    #[error("{url} did not answer in time")]
    Timeout {
        /// What was asked.
        url: String,
    },
    /// More bytes than allowed.
    #[error("{url} sends more than {limit} bytes; raise SCOREBOOK_MAX_BODY_BYTES if that is right")]
    TooLarge {
        /// What was asked.
        url: String,
        /// Most bytes allowed.
        limit: usize,
    },
    /// Any status but success; what came with it is kept for the lake.
    #[error("the upstream answered {}", .fetched.status)]
    Status {
        /// The whole answer.
        fetched: Box<Fetched>,
        /// What to do.
        retry: Retry,
    },
    /// The host asked to be left alone, or was stopped after repeated refusals; nothing was sent.
    #[error("{host} is left alone for {} s more, as it asked or after repeated refusals", .wait.as_secs())]
    Resting {
        /// The host.
        host: String,
        /// For how long still.
        wait: Duration,
    },
}

impl FetchError {
    /// What to do about it.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Network { .. } | Self::Timeout { .. } => Retry::Now,
            Self::Setup(_) | Self::TooLarge { .. } => Retry::Never,
            Self::Status { retry, .. } => *retry,
            Self::Resting { wait, .. } => Retry::After(*wait),
        }
    }

    /// One word for logs and metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Setup(_) => "setup",
            Self::Network { .. } => "network",
            Self::Timeout { .. } => "timeout",
            Self::TooLarge { .. } => "too_large",
            Self::Status { .. } => "status",
            Self::Resting { .. } => "resting",
        }
    }

    pub(super) fn network(url: &Url, error: &reqwest::Error) -> Self {
        let url = url.to_string();
        if error.is_timeout() { Self::Timeout { url } } else { Self::Network { url, detail: chain(error) } }
    }
}

/// An error with its causes; reqwest's own text leaves them out.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut said = vec![error.to_string()];
    let mut next = error.source();
    while let Some(error) = next {
        said.push(error.to_string());
        next = error.source();
    }
    said.dedup();
    said.join(": ")
}

/// `Retry-After` in seconds or as an HTTP date; a date that has passed is no wait.
pub(super) fn retry_after(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    let wait = match value.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(value).ok()?;
            date.signed_duration_since(now).to_std().unwrap_or_default()
        }
    };
    Some(wait.min(MOST))
}
