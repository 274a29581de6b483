//! The only SELECTs of the read side, one file an aggregate.
//!
//! Takes closed types, gives rows; knows nothing of GraphQL. Every statement with a list of keys answers
//! for all of them at once, so that a nested list costs one query and not one a row.

pub mod agreement;
pub mod constants;
pub mod coverage;
pub mod game;
pub mod inning;
pub mod lake;
pub mod missing;
pub mod page;
pub mod pitch;
pub mod player;
pub mod season;
pub mod team;
pub mod version;

/// What can go wrong when reading and summing.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The database refused or was not there.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A row that does not have the shape the registry says.
    #[error("the table {0} does not match the registry of counters; run `scorebook migrate`")]
    Shape(&'static str),
    /// Rows that were copied out are not as they were asked for.
    #[error("rows of {table} are not as they were asked for: {what}")]
    Copied {
        /// The table they come from.
        table: &'static str,
        /// What is wrong.
        what: String,
    },
    /// An answer would have more rows than one may have.
    #[error("the answer has more than {} rows", crate::fact::sum::MOST_ROWS)]
    TooMany,
}
