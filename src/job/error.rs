//! What can go wrong in the job system itself (a task's own failure is a [`super::TaskError`]).

/// An error of the job system.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The database refused or could not be reached.
    #[error("the job tables could not be used: {0}")]
    Database(#[from] sqlx::Error),
    /// What was asked for cannot be done; the text says why and what to ask instead.
    #[error("{0}")]
    Invalid(String),
    /// No run has this id.
    #[error("there is no run {0}")]
    NoSuchRun(i64),
    /// The worker's lease ended and another worker may have the task: its result must not be written.
    #[error("the lease of task {task} was lost to another worker")]
    LeaseLost {
        /// Id of the task.
        task: i64,
    },
    /// A stored value is not one the program writes.
    #[error("column {column} of the job tables holds {value:?}, which this program does not know")]
    UnknownValue {
        /// Column of `job.run` or `job.task`.
        column: &'static str,
        /// What was found in it.
        value: String,
    },
    /// A cron line of the schedule cannot be read.
    #[error("the cron line {line:?} of {name} is wrong: {reason}")]
    Cron {
        /// Name of the schedule entry.
        name: &'static str,
        /// The line as written.
        line: &'static str,
        /// What the parser said.
        reason: String,
    },
}
