//! What was asked of the origin.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// When it came, since the origin started.
    pub at: Duration,
    /// When the answer was ready to be sent; `None` while it is not.
    pub answered_at: Option<Duration>,
    /// Path and query as sent.
    pub path: String,
    /// Its User-Agent; empty when there was none.
    pub user_agent: String,
    /// Status of the answer.
    pub status: Option<u16>,
    /// Bytes of the body as sent.
    pub bytes: usize,
    /// Requests being answered when it came, itself included.
    pub in_flight: usize,
}

#[derive(Debug, Default)]
struct State {
    requests: Vec<Request>,
    in_flight: usize,
}

/// The log; clones share it.
#[derive(Debug, Clone)]
pub struct RequestLog {
    started: Instant,
    state: Arc<Mutex<State>>,
}

impl Default for RequestLog {
    fn default() -> Self {
        Self { started: Instant::now(), state: Arc::default() }
    }
}

impl RequestLog {
    /// All requests in the order they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// Paths and queries of the requests that contain this text.
    #[must_use]
    pub fn paths(&self, containing: &str) -> Vec<String> {
        self.lock().requests.iter().map(|r| &r.path).filter(|path| path.contains(containing)).cloned().collect()
    }

    /// The most requests that were being answered at once.
    #[must_use]
    pub fn peak_in_flight(&self) -> usize {
        self.lock().requests.iter().map(|request| request.in_flight).max().unwrap_or(0)
    }

    /// Forgets what came so far.
    pub fn clear(&self) {
        self.lock().requests.clear();
    }

    /// Notes a request; the ticket counts it as in flight until dropped.
    pub(super) fn open(&self, path: String, user_agent: String) -> Ticket {
        let at = self.started.elapsed();
        let mut state = self.lock();
        state.in_flight += 1;
        let in_flight = state.in_flight;
        state.requests.push(Request { at, answered_at: None, path, user_agent, status: None, bytes: 0, in_flight });
        Ticket { log: self.clone(), at }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request being answered.
pub(super) struct Ticket {
    log: RequestLog,
    at: Duration,
}

impl Ticket {
    /// Notes the answer.
    pub(super) fn answer(&self, status: u16, bytes: usize) {
        let now = self.log.started.elapsed();
        // The log may have been cleared meanwhile; then there is nothing to note.
        if let Some(request) = self.log.lock().requests.iter_mut().rev().find(|request| request.at == self.at) {
            request.answered_at = Some(now);
            request.status = Some(status);
            request.bytes = bytes;
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.log.lock().in_flight -= 1;
    }
}
