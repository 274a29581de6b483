//! The queue in Postgres: every statement on the `job` tables.
//!
//! Invariants: a run's row is locked before its tasks when both change; a worker writes to a task only under the
//! lease it claimed; a run that has no queued or running task left is finished in the same transaction.

mod claim;
mod control;
mod enqueue;
mod read;
mod settle;

pub use claim::{Claim, claim, reclaim_expired};
pub use control::{cancel, retry};
pub use enqueue::{Enqueued, enqueue, enqueue_tasks};
pub use read::{RunFilter, failed_since, get_run, get_runs, list_runs};
pub use settle::{Ending, extend_lease, say, settle};

use std::time::Duration;

/// Channel that tells workers of queued work, and of cancelled runs as `cancel ID`.
pub const JOB_CHANNEL: &str = "scorebook_job";
/// Channel that carries the id of a run whose progress moved.
pub const RUN_CHANNEL: &str = "scorebook_run";

/// Seconds for `make_interval(secs => $n)`.
pub(crate) fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}
