//! The queue, its workers and the schedule, with toy tasks; crawls of a simulated league and of recorded days.

mod chaos;
mod claim;
mod control;
mod crawl;
mod endings;
mod games;
mod lease;
pub mod origin;
mod process;
mod recorded;
mod retrosheet;
mod schedule;
mod split;
mod support;
