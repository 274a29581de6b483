//! Scorebook: crawl MLB data politely, keep every byte, load it into one fact table of plays, and
//! answer any question about any player over GraphQL.
//!
//! The modules stand in the order the data flows:
//!
//! ```text
//! source -> lake -> scoring -> staging -> warehouse -> query -> fact -> cache -> graphql
//! ```
//!
//! `job` drives the left half; the right half only reads. See ARCHITECTURE.md for a walk through one
//! crawl and one query.

pub mod auth;
pub mod cache;
pub mod cli;
pub mod config;
pub mod db;
pub mod domain;
pub mod fact;
pub mod graphql;
pub mod job;
pub mod lake;
pub mod query;
pub mod scoring;
pub mod server;
pub mod sim;
pub mod source;
pub mod staging;
pub mod stat;
pub mod telemetry;
pub mod warehouse;
