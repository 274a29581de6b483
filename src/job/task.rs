//! A task: one piece of a run that a worker does in one go, and how it may end badly.

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use serde_json::Value;

use super::context::TaskContext;
use super::run::RunMessage;

/// How often a task is tried before it fails for good.
pub const MAX_ATTEMPTS: i32 = 5;

/// A task as a worker holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its number.
    pub id: i64,
    /// The run it belongs to.
    pub run_id: i64,
    /// The host it talks to; none for work that stays in the house.
    pub lane: Option<String>,
    /// What a handler knows it by.
    pub kind: String,
    /// What messages call it: `savant 2024-04-02`.
    pub name: String,
    /// What the handler needs to know.
    pub payload: Value,
    /// Attempts made, this one included.
    pub attempts: i32,
    /// Attempts allowed.
    pub max_attempts: i32,
    /// The claim that gave it to this worker; an older one may not write.
    pub(crate) lease: i64,
}

/// A task to be queued behind those its run has.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTask {
    /// The host it talks to, if any.
    pub lane: Option<String>,
    /// Whether it waits for every earlier task of the run.
    pub barrier: bool,
    /// What a handler knows it by.
    pub kind: String,
    /// What messages call it.
    pub name: String,
    /// What the handler needs to know.
    pub payload: Value,
}

/// Why a task did not end well.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// Worth another attempt later.
    #[error("{what}")]
    Again {
        /// What went wrong and where.
        what: String,
        /// The upstream asked to wait this long (`Retry-After`); it holds for the whole lane.
        retry_after: Option<Duration>,
        /// Whether the upstream could not be reached at all: then nothing else of the lane is tried meanwhile.
        unreachable: bool,
    },
    /// Another attempt would end the same way.
    #[error("{what}")]
    Never {
        /// What went wrong, where, and what to do.
        what: String,
    },
    /// The run was cancelled, or the worker is to stop: the task ends at a checkpoint, its result is dropped.
    #[error("interrupted")]
    Interrupted,
}

impl TaskError {
    /// Another attempt by the usual backoff.
    pub fn again(what: impl ToString) -> Self {
        Self::Again { what: what.to_string(), retry_after: None, unreachable: false }
    }

    /// No other attempt.
    pub fn never(what: impl ToString) -> Self {
        Self::Never { what: what.to_string() }
    }
}

/// Does the tasks of a queue. A task may be done more than once (a worker can die after its load), so what a
/// handler does must come to the same the second time.
pub trait Handler: Send + Sync + 'static {
    /// Does one task; the tasks it returns are queued behind the others of the run, together with its success.
    fn run<'a>(
        &'a self,
        task: &'a Task,
        context: &'a Arc<TaskContext>,
    ) -> BoxFuture<'a, Result<Vec<NewTask>, TaskError>>;

    /// Does what is left to do when a run is over, whatever became of it. What is returned is said in the run.
    fn after(&self) -> BoxFuture<'_, Option<RunMessage>> {
        Box::pin(std::future::ready(None))
    }
}
