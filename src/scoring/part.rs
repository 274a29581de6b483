//! One part of a turn at bat, and what is counted in it.

use super::account::{Hand, PersonId, Trajectory};
use crate::domain::event::EventDef;

/// Whose a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// What one batter and one pitcher had of the turn.
    Batter = 0,
    /// What a runner did during it.
    Runner = 1,
    /// What is charged to a pitcher who has left.
    Charge = 2,
}

/// The state of the game before something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Situation {
    /// Outs of the half.
    pub outs: i16,
    /// Bit 0 first base, 1 second, 2 third.
    pub bases: i16,
    /// Balls and strikes, where they are known.
    pub count: Option<(i16, i16)>,
    /// Runs of the team at bat.
    pub batting_score: i16,
    /// Runs of the team in the field.
    pub fielding_score: i16,
}

/// What can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is named as its column, which is documented where it is created")]
pub struct Tally {
    pub runs: i16,
    pub runs_batted_in: i16,
    pub stolen_bases: i16,
    pub caught_stealing: i16,
    pub picked_off: i16,
    pub left_on_base: i16,
    pub ground_outs: i16,
    pub fly_outs: i16,
    pub line_outs: i16,
    pub pop_outs: i16,
    pub outs_made: i16,
    pub runs_allowed: i16,
    pub earned_runs: i16,
    pub inherited_runners: i16,
    pub inherited_runners_scored: i16,
    pub wild_pitches: i16,
    pub passed_balls: i16,
    pub balks: i16,
    pub pitches: i16,
    pub strikes_thrown: i16,
    pub balls_thrown: i16,
}

/// One part of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Number of the turn, from 1.
    pub number: i16,
    /// Number within the turn, from 0.
    pub part: i16,
    /// Whose it is.
    pub share: Share,
    /// The batter; the runner of a runner's share.
    pub batter: PersonId,
    /// The pitcher.
    pub pitcher: PersonId,
    /// Who bats; of a batter's share the batter.
    pub at_bat: PersonId,
    /// The home team bats.
    pub is_home: bool,
    /// The side the batter stands on, where it is known.
    pub batter_side: Option<Hand>,
    /// The hand the pitcher throws with, where it is known.
    pub pitcher_hand: Option<Hand>,
    /// Inning, from 1.
    pub inning: i16,
    /// Before the last pitch or event of the part.
    pub before: Situation,
    /// Place in the batting order.
    pub slot: Option<i16>,
    /// Where the batter plays.
    pub batter_position: Option<i16>,
    /// The batter started the game.
    pub batter_is_start: bool,
    /// The pitcher started the game.
    pub pitcher_is_start: bool,
    /// Of the order, by the batters he faced before.
    pub times_through: i16,
    /// The result of the turn, in the part it belongs to.
    pub event: Option<&'static EventDef>,
    /// How the ball was hit, where the result is.
    pub trajectory: Option<Trajectory>,
    /// First and last pitch of the part, by their numbers in the turn.
    pub pitches: Option<(i16, i16)>,
    /// Pitcher, catcher, ... right fielder; 0 where nobody is known.
    pub fielders: [PersonId; 9],
    /// What is counted.
    pub tally: Tally,
    /// Bit `3 * balls + strikes` of each count the turn passed through; 0 where nobody told.
    pub counts_reached: i16,
    /// Outs and bases when the turn began.
    pub start: (i16, i16),
    /// Outs and bases when it was over.
    pub end: (i16, i16),
}
