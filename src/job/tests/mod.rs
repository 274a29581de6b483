//! The queue and its workers against a real PostgreSQL, with toy tasks.

mod claim;
mod control;
mod endings;
mod lease;
mod support;
