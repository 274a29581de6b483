//! The queue, its workers and the schedule, with toy tasks.

mod claim;
mod control;
mod endings;
mod lease;
mod schedule;
mod support;
