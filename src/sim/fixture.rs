//! A game as it stands before the first pitch.

use super::roster::PlayerIndex;
use super::schedule_json::first_pitch;
use crate::domain::club::Club;
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// A place in the batting order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) player: PlayerIndex,
    /// Scorer's number, 2 to 9; 10 designated hitter, 11 pinch hitter, 12 pinch runner.
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
    pub(super) split: bool,
    pub(super) scheduled_innings: u8,
    /// A runner starts each extra inning on second base.
    pub(super) automatic_runner: bool,
    /// How many times as often as in real leagues hard cases happen.
    pub(super) hard_cases: u32,
    /// The game was suspended and finished on another day.
    pub(super) resumes: Option<Resumption>,
    /// Number of the turn at bat whose single the scorer made an error later on.
    pub(super) corrected: Option<u16>,
    pub(super) seed: u64,
    pub(super) away: Lineup,
    pub(super) home: Lineup,
}

impl Fixture {
    /// It began by daylight.
    pub(super) fn is_day_game(&self) -> bool {
        self.doubleheader && self.number == 1
    }

    /// First pitch.
    pub(super) fn start(&self) -> DateTime<Utc> {
        first_pitch(self.home.club.id, self.date, self.is_day_game())
    }

    /// When its feed stood as final.
    pub(super) fn ended(&self) -> DateTime<Utc> {
        let day = self.resumes.as_ref().map_or(self.date, |resumption| resumption.date);
        self.start() + (day - self.date) + Duration::minutes(185)
    }
}

/// How a suspended game went on.
#[derive(Debug, Clone)]
pub(super) struct Resumption {
    pub(super) date: NaiveDate,
    /// The inning before which it was suspended.
    pub(super) inning: u8,
    /// Somebody who began for one side (0 away, 1 home) and went on for the other.
    pub(super) traded: Option<(usize, PlayerIndex)>,
}
