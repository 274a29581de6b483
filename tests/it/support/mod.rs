//! What the tests share: a database each, a server on a free port.

pub mod database;
pub mod http;
pub mod server;

pub use database::TestDb;
pub use server::TestServer;
