//! The GraphQL API.

pub mod cost;
mod document;
pub mod error;
mod gate;
pub mod http;
mod identity;
pub mod limit;
mod negotiate;
pub mod request_id;
mod response_cache;
mod shape;
mod ticket;
mod ws;

pub use gate::{DataVersion, Gate, GateOptions, Identity, RequestData};
