//! The integration tests, in one binary so that they link once and share one database server.

// Every function here is part of a test; clippy knows only those marked so.
#![allow(clippy::unwrap_used)]

mod api;
mod auth;
mod book;
mod charts;
mod cli;
mod constants;
mod cuts;
mod db;
mod feed;
mod identity;
mod job;
mod lake;
mod leaders;
mod local_postgres;
mod people;
mod promises;
mod read;
mod recorded;
mod retrosheet;
mod schema;
mod season_rows;
mod seasons;
mod server;
mod session;
mod staging;
mod support;
