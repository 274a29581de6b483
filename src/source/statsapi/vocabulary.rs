//! The closed vocabularies of StatsAPI that the loads depend on, and what was seen outside them. Those of events are in
//! [`crate::domain::event`].

use std::collections::BTreeSet;

/// `codedGameState` of a game that was played to an end: over, final, and the two forfeits.
pub const OVER: &[&str] = &["O", "F", "Q", "R"];

/// Every `codedGameState` (the letters of `/api/v1/gameStatus`).
pub const CODED_STATES: &[&str] = &["S", "P", "I", "M", "N", "O", "F", "D", "C", "T", "U", "Q", "R", "X", "W"];

/// Every `gameType` (`/api/v1/gameTypes`).
pub const GAME_TYPES: &[&str] = &["S", "E", "R", "F", "D", "L", "W", "A", "P", "C", "N", "I"];

/// Words that were in no vocabulary, each once.
#[derive(Debug, Default)]
pub(super) struct Drift(BTreeSet<String>);

impl Drift {
    /// Notes a word of a member, unless it is of the member's vocabulary; an absent word is none.
    pub(super) fn note(&mut self, member: &str, word: &str, is_known: bool) {
        if !word.is_empty() && !is_known {
            self.0.insert(format!("{member}={word}"));
        }
    }

    /// What was noted, as `member=word`.
    pub(super) fn words(self) -> Vec<String> {
        self.0.into_iter().collect()
    }
}
