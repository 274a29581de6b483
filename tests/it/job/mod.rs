//! The queue, its workers and the schedule, with toy tasks; crawls of recorded data.

mod claim;
mod control;
mod crawl;
mod endings;
mod lease;
pub mod origin;
mod schedule;
mod support;
