//! Typed rows into the schema `staging` by COPY, one file a source.
//!
//! Knows how an upstream's records are stored and nothing of what they mean. Every function works on the caller's
//! connection and leaves the transaction to the caller.

mod copy;
pub mod savant;
