//! A game as it stands before the first pitch.

use super::roster::PlayerIndex;
use crate::domain::club::Club;
use chrono::NaiveDate;

/// A place in the batting order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) player: PlayerIndex,
    /// Scorer's number, 2 to 9; 10 designated hitter.
    pub(super) position: u8,
}

/// One team of a game.
#[derive(Debug, Clone)]
pub(super) struct Lineup {
    pub(super) club: &'static Club,
    pub(super) order: [Slot; 9],
    pub(super) bench: Vec<PlayerIndex>,
    pub(super) starter: PlayerIndex,
    /// Rested relievers in the order they are likely to come; the last closes.
    pub(super) bullpen: Vec<PlayerIndex>,
}

/// Everything that decides how a game goes, with its seed.
#[derive(Debug, Clone)]
pub(super) struct Fixture {
    pub(super) game_pk: i32,
    pub(super) season: i32,
    pub(super) date: NaiveDate,
    pub(super) postponed_from: Option<NaiveDate>,
    pub(super) number: u8,
    pub(super) doubleheader: bool,
    pub(super) scheduled_innings: u8,
    /// A runner starts each extra inning on second base.
    pub(super) automatic_runner: bool,
    pub(super) seed: u64,
    pub(super) away: Lineup,
    pub(super) home: Lineup,
}
