//! Jobs: durable runs and their tasks in Postgres, the worker that does them, and the schedule that asks for them.
//!
//! A *run* is what somebody asked for, a *task* one piece of it, a *lane* one host of an upstream. The queue knows nothing of
//! baseball; `crawl` holds the tasks themselves and calls `source`, `lake` and `warehouse`.
//!
//! Invariants: the same work is never queued twice; one task per lane runs at any time over all workers; a worker
//! that lost its lease writes nothing; every task may be done again and then changes nothing.

pub mod backoff;
mod context;
mod counters;
mod crawl;
mod error;
mod feed;
pub mod import;
mod process;
pub mod queue;
mod run;
pub mod schedule;
mod task;
mod worker;

pub use context::{Report, TaskContext};
pub use counters::Counters;
pub use error::JobError;
pub use feed::{RunFeed, watch};
pub use process::{JobContext, run_scheduler, run_worker, run_worker_with};
pub use queue::{
    Enqueued, JOB_CHANNEL, RUN_CHANNEL, RunFilter, cancel, enqueue, enqueue_tasks, get_run, get_runs, list_runs, retry,
};
pub use run::{LOG_TARGET, MessageLevel, NewRun, Run, RunKind, RunMessage, Span, Status, Work};
pub use task::{Handler, MAX_ATTEMPTS, NewTask, Task, TaskError};
pub use worker::{WorkerOptions, work};
