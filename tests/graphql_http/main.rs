//! The HTTP and WebSocket transport of the API over a small schema: media types, status codes, error codes, limits,
//! prices, the response cache, subscriptions, and the audits of `graphql-http`.

mod audit;
mod cache;
mod cost;
mod errors;
mod prepared;
mod socket;
mod support;
mod transport;
