//! What the tests share: a database each, a server on a free port, a count of statements.

pub mod database;
pub mod http;
pub mod server;
pub mod statements;

pub use database::TestDb;
pub use server::TestServer;
