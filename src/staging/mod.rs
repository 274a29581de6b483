//! Typed rows into the schema `staging` by COPY, one file a source; what is told of a game, whichever
//! source tells it, in `told`.
//!
//! Knows how an upstream's records are stored and nothing of what they mean. Every function works on the caller's
//! connection and leaves the transaction to the caller.

pub(crate) mod copy;
pub mod feed;
pub mod register;
pub mod retrosheet;
pub mod savant;
pub mod statsapi;
pub mod told;

#[cfg(test)]
mod tests;

use crate::source::Refusal;

/// Why rows were not staged.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The body cannot be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database refused.
    #[error("staging: {0}")]
    Database(#[from] sqlx::Error),
}
