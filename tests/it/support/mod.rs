//! What the tests share: a database each.

pub mod database;

pub use database::TestDb;
