//! What a task may tell its run while it works, and how it hears that it should stop.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Utc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::TaskError;
use super::counters::Counters;
use super::run::{MessageLevel, RunMessage};

/// Counts and messages not yet written to the database.
#[derive(Debug, Default)]
pub struct Report {
    /// Counts to add.
    pub counters: Counters,
    /// Messages to append.
    pub messages: Vec<RunMessage>,
}

impl Report {
    pub(crate) fn is_empty(&self) -> bool {
        self.counters.is_zero() && self.messages.is_empty()
    }
}

/// The side of a running task that its handler sees.
#[derive(Debug)]
pub struct TaskContext {
    name: String,
    stop: CancellationToken,
    report: Mutex<Report>,
    last_request: Mutex<Option<Instant>>,
}

impl TaskContext {
    /// `stop` ends the task at its next checkpoint.
    pub(crate) fn new(name: &str, stop: CancellationToken) -> Self {
        Self { name: name.to_owned(), stop, report: Mutex::default(), last_request: Mutex::default() }
    }

    /// Ends the task here when its run was cancelled or the worker is to stop. To be asked between requests and
    /// before a load.
    pub fn checkpoint(&self) -> Result<(), TaskError> {
        if self.stop.is_cancelled() { Err(TaskError::Interrupted) } else { Ok(()) }
    }

    /// Waits for `work`, or ends the task as soon as it is to stop. For work that may be dropped half done: a
    /// request, a wait.
    pub async fn interruptible<T>(&self, work: impl Future<Output = T>) -> Result<T, TaskError> {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Err(TaskError::Interrupted),
            done = work => Ok(done),
        }
    }

    /// Adds to the counts of the task and of its run.
    pub fn count(&self, add: Counters) {
        lock(&self.report).counters += add;
    }

    /// Notes that a request to the upstream has just ended: the crawl delay of the lane runs from here.
    pub fn requested(&self) {
        *lock(&self.last_request) = Some(Instant::now());
        self.count(Counters { requests: 1, ..Counters::default() });
    }

    /// When the last request ended, if there was one.
    pub(crate) fn last_request(&self) -> Option<Instant> {
        *lock(&self.last_request)
    }

    /// Says something worth knowing.
    pub fn info(&self, text: impl Into<String>) {
        self.say(MessageLevel::Info, text.into());
    }

    /// Says that something was not as it should be, though the task goes on.
    pub fn warn(&self, text: impl Into<String>) {
        self.say(MessageLevel::Warning, text.into());
    }

    pub(crate) fn say(&self, level: MessageLevel, text: String) {
        let message = RunMessage { at: Utc::now(), level, text, task: Some(self.name.clone()) };
        message.log();
        lock(&self.report).messages.push(message);
    }

    /// Takes what is to be written.
    pub(crate) fn take_report(&self) -> Report {
        std::mem::take(&mut *lock(&self.report))
    }

    /// Puts back what could not be written.
    pub(crate) fn put_back(&self, mut unwritten: Report) {
        let mut report = lock(&self.report);
        report.counters += unwritten.counters;
        unwritten.messages.append(&mut report.messages);
        report.messages = unwritten.messages;
    }
}

/// A panic while the lock is held leaves plain numbers behind, which are still good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
