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
    /// Until when the task is surely this worker's.
    leased_until: Mutex<Instant>,
}

impl TaskContext {
    /// `stop` ends the task at its next checkpoint, and so does the end of the lease.
    pub(crate) fn new(name: &str, stop: CancellationToken, leased_until: Instant) -> Self {
        Self {
            name: name.to_owned(),
            stop,
            report: Mutex::default(),
            last_request: Mutex::default(),
            leased_until: Mutex::new(leased_until),
        }
    }

    /// The lease was renewed.
    pub(crate) fn leased_until(&self, until: Instant) {
        *lock(&self.leased_until) = until;
    }

    /// Ends the task here when its run was cancelled, when the worker is to stop, or when the lease is over (the
    /// process slept, or the database was away). To be asked between requests and before a load.
    pub fn checkpoint(&self) -> Result<(), TaskError> {
        let lapsed = Instant::now() >= *lock(&self.leased_until);
        if lapsed || self.stop.is_cancelled() { Err(TaskError::Interrupted) } else { Ok(()) }
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn context(stop: &CancellationToken) -> TaskContext {
        TaskContext::new("toy", stop.clone(), Instant::now() + Duration::from_secs(60))
    }

    #[tokio::test]
    async fn a_task_ends_at_a_checkpoint_when_it_should_stop_or_its_lease_is_over() {
        let stop = CancellationToken::new();
        let context = context(&stop);
        assert!(context.checkpoint().is_ok());
        context.leased_until(Instant::now());
        assert!(matches!(context.checkpoint(), Err(TaskError::Interrupted)));
        context.leased_until(Instant::now() + Duration::from_secs(60));
        assert!(context.checkpoint().is_ok(), "renewed");
        stop.cancel();
        assert!(matches!(context.checkpoint(), Err(TaskError::Interrupted)));
        let never = context.interruptible(std::future::pending::<()>()).await;
        assert!(matches!(never, Err(TaskError::Interrupted)));
    }

    #[test]
    fn what_could_not_be_written_comes_before_what_was_said_since() {
        let context = context(&CancellationToken::new());
        context.info("first");
        context.count(Counters { requests: 1, ..Counters::default() });
        let unwritten = context.take_report();
        assert!(context.take_report().is_empty());
        context.info("second");
        context.count(Counters { requests: 2, ..Counters::default() });
        context.put_back(unwritten);
        let report = context.take_report();
        let texts: Vec<&str> = report.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!((texts, report.counters.requests), (vec!["first", "second"], 3));
    }
}
