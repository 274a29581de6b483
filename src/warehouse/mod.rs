//! From staging to the warehouse: plays, player-game lines, games, teams and players, by SQL models.
//!
//! A game is the unit of replacement. One transaction deletes and inserts what changed and moves the
//! data version, so that a reader sees a finished version or the one before it. Loading a body twice
//! changes nothing; nothing here depends on the time of loading, so that a rebuild gives the same rows.

pub mod agreement;
pub mod alias;
mod build;
mod change;
pub mod constants;
pub mod day;
pub mod feed;
pub mod hash;
pub mod model;
pub mod precedence;
pub mod publish;
pub mod reference;
pub mod retrosheet;

pub use day::load_day;
pub use feed::load_feeds;
pub use reference::{
    PlayedGame, ScheduledGame, finish_rebuild, games_expected, games_played, load_people, load_register, load_schedule,
    load_teams, people_missing,
};
pub use retrosheet::{finish_retrosheet, load_retrosheet};

use crate::source::{Refusal, VerdictCode};
use crate::staging::StageError;

/// An accepted body of the lake, as the loads take it.
#[derive(Debug, Clone)]
pub struct StoredBody {
    /// Name of its kind in the lake.
    pub kind: &'static str,
    /// Key within its kind.
    pub key: String,
    /// SHA-256 of the body, hex.
    pub sha256: String,
    /// The body as received.
    pub bytes: bytes::Bytes,
}

/// What a load did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Rows written to staging.
    pub rows_loaded: i64,
    /// Games that are new, changed or gone.
    pub games_changed: i64,
    /// Games that were there with the same content.
    pub games_unchanged: i64,
    /// What a person should know, a line each.
    pub notes: Vec<String>,
}

/// Why a load did not happen; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database refused or was not there.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The body cannot be read after all.
    #[error("{}: {}", .0.code.name(), .0.detail)]
    Refused(Refusal),
    /// The body is poorer than what is stored from the same key; the stored games stay.
    #[error("poorer than what is stored: {0}")]
    Regressed(String),
    /// Two people have one provisional number; neither was loaded.
    #[error("{0} and {1} have the same provisional number {2}; load the register first, which may know one of them")]
    SameNumber(String, String, i32),
    /// A club code nobody knows.
    #[error("game {game}: unknown club code \"{code}\"; crawl statsapi for its day first, then load again")]
    UnknownClub {
        /// MLBAM game id.
        game: i32,
        /// The code as the body has it.
        code: String,
    },
}

impl LoadError {
    /// The verdict on the body by what the store knows and the judge could not: with it the lake offers the body to no
    /// rebuild. None where the body is not to blame.
    #[must_use]
    pub fn verdict(&self) -> Option<VerdictCode> {
        match self {
            Self::Regressed(_) => Some(VerdictCode::RowsMissing),
            Self::Refused(refusal) => Some(refusal.code),
            Self::Database(_) | Self::UnknownClub { .. } | Self::SameNumber(..) => None,
        }
    }
}

impl From<Refusal> for LoadError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StageError> for LoadError {
    fn from(error: StageError) -> Self {
        match error {
            StageError::Refused(refusal) => Self::Refused(refusal),
            StageError::Database(error) => Self::Database(error),
        }
    }
}
