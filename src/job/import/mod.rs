//! Bodies that somebody has downloaded: judged, kept and loaded as if they had been fetched.
//!
//! An import is no run: the files are where the command is, and no other worker could read them.

mod files;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

pub use files::{Found, ImportError, Parcel, find};

use super::crawl::{import, refresh_constants};
use super::run::MessageLevel;
use super::{Counters, JobContext, RunMessage, TaskContext};

/// Nobody else can claim an import, so its lease only has to be long.
const LEASE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What became of one zip.
#[derive(Debug)]
pub struct Outcome {
    /// Whether it is loaded.
    pub loaded: bool,
    /// What it has to say, why it is not loaded too.
    pub messages: Vec<RunMessage>,
    /// What was done.
    pub counters: Counters,
}

/// Judges, keeps and loads one zip of event files; `stop` ends it at the next safe point.
pub async fn retrosheet(context: &Arc<JobContext>, parcel: Parcel, force: bool, stop: CancellationToken) -> Outcome {
    let name = format!("retrosheet {}", parcel.zip);
    let task = TaskContext::new(&name, stop, Instant::now() + LEASE);
    let done = import(context, &task, parcel, force).await;
    if let Err(error) = &done {
        task.say(MessageLevel::Error, error.to_string());
    }
    let report = task.take_report();
    Outcome { loaded: done.is_ok(), messages: report.messages, counters: report.counters }
}

/// Does what is left to do after the last zip, and says what went wrong with it.
pub async fn finish(context: &JobContext) -> Option<RunMessage> {
    refresh_constants(&context.db).await.err()
}
