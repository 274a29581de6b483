//! The registry of stats: each once, with its formula over summed counters.
//!
//! A rate is always computed from sums, never averaged, and is null on a zero denominator. A stat that
//! the stored rows cannot give right is null, and a [`super::caveat`] says why.

#[macro_use]
mod macros;
#[macro_use]
mod shared;
mod batting;
mod formula;
mod pitching;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError};

use super::counter::Counter::{BattedBalls, TrackedBattedBalls};
use super::counter::CounterSet;
use super::dimension::{Grain, Role};
use super::line::Line;

pub use batting::BATTING;
pub use pitching::PITCHING;

/// A computed value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A count.
    Int(i64),
    /// A rate or a measurement.
    Float(f64),
    /// Innings, as outs; shown as `5.2`.
    Innings(i64),
}

/// The type a stat has in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `Int`.
    Count,
    /// `Float`.
    Rate,
    /// `String`, base-3 innings.
    Innings,
}

/// What must be stored for the stat to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Results of plate appearances: play-by-play or Statcast rows.
    Results,
    /// Right from Statcast rows alone but for plate appearances that leave none: intentional walks, mostly.
    EveryPlateAppearance,
    /// Only play-by-play has it: runs, outs, base running, intentional walks.
    PlayByPlay,
    /// Every pitch, as play-by-play or Statcast rows tell it.
    EveryPitch,
    /// Every pitch, as play-by-play alone tells it.
    EveryCall,
    /// Play-by-play of whole innings: what is charged to a pitcher by the inning.
    WholeInnings,
    /// Play-by-play of whole games: decisions.
    WholeGames,
    /// Statcast rows.
    Pitches,
    /// Tracked batted balls: null before they were measured.
    Tracking,
    /// Tracked batted balls of every game.
    Expected,
    /// The season's linear weights.
    Weights,
    /// The constants of the season, and the plays of every turn at bat: a box score does not do.
    Turns,
    /// The constants of season and league, with the play-by-play of whole innings.
    WeightsOfInnings,
    /// Every single exit velocity.
    ExitVelocities,
    /// The line without the split, and everybody's in it.
    Against,
}

/// One stat.
#[derive(Clone, Copy)]
pub struct Stat {
    /// Field name in the API.
    pub name: &'static str,
    /// Type in the API.
    pub kind: Kind,
    /// What it depends on.
    pub needs: Needs,
    /// Formula, unit and source, for people.
    pub description: &'static str,
    value: fn(&Line) -> Option<Value>,
}

impl std::fmt::Debug for Stat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stat").field("name", &self.name).field("kind", &self.kind).field("needs", &self.needs).finish()
    }
}

impl Needs {
    /// Whether the constants of the season and league are needed.
    #[must_use]
    pub const fn constants(self) -> bool {
        matches!(self, Self::Weights | Self::Turns | Self::WeightsOfInnings)
    }

    /// Source and first season, for people.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Results | Self::EveryPlateAppearance => "Source: play-by-play, else Statcast rows, 2008 on.",
            Self::PlayByPlay => "Source: play-by-play.",
            Self::EveryPitch => {
                "Source: play-by-play, else Statcast rows. Null over games of which nobody told the pitches, most before 1988."
            }
            Self::EveryCall => {
                "Source: play-by-play. Null over games of which nobody told the pitches, most before 1988."
            }
            Self::WholeInnings => "Source: play-by-play. Null under a filter or split that cuts innings.",
            Self::WholeGames => {
                "Source: the official scorer's decisions. Null under a filter or split that cuts games."
            }
            Self::Pitches => "Source: Statcast rows, 2008 on.",
            Self::Tracking | Self::Expected => "Source: Statcast tracking.",
            Self::Weights | Self::Turns => "Source: play-by-play and the constants of the season.",
            Self::WeightsOfInnings => {
                "Source: play-by-play and the constants of the season. Null under a filter or split that cuts innings."
            }
            Self::ExitVelocities => "Source: Statcast tracking.",
            Self::Against => "Null where the other has nothing to compare with.",
        }
    }
}

impl Stat {
    /// The stat of a role's line that has this name in the API.
    #[must_use]
    pub fn named(role: Role, name: &str) -> Option<&'static Self> {
        static BY_NAME: LazyLock<[HashMap<&str, &Stat>; 2]> =
            LazyLock::new(|| [BATTING, PITCHING].map(|stats| stats.iter().map(|stat| (stat.name, stat)).collect()));
        BY_NAME[role as usize].get(name).copied()
    }

    /// The counters it is computed from: those its formula asks for, tried on lines of nothing and of something.
    #[must_use]
    pub fn uses(&self) -> CounterSet {
        [0, 1].into_iter().fold(CounterSet::default(), |set, value| {
            let (line, asked) = Line::watched(value);
            let _ = self.value(&line);
            set.and(*asked.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }

    /// The stat of a line; `None` is "not known", never zero.
    #[must_use]
    pub fn value(&self, line: &Line) -> Option<Value> {
        match self.needs {
            // Nothing is counted where nobody told what is asked for.
            _ if line.games == 0 && line.games_untold + line.games_left_out > 0 => None,
            needs if needs.constants() && !(line.has_constants() && line.is_scored()) => None,
            Needs::Turns if line.games_of_box_scores > 0 => None,
            Needs::PlayByPlay | Needs::WholeInnings | Needs::WholeGames | Needs::EveryCall if !line.is_scored() => None,
            Needs::EveryPitch | Needs::EveryCall if line.games_without_counts > 0 => None,
            Needs::WholeInnings | Needs::WeightsOfInnings if line.keeps > Grain::Inning => None,
            Needs::WholeGames if line.keeps > Grain::Game => None,
            Needs::Pitches | Needs::Tracking | Needs::ExitVelocities if line.lacks_pitches() => None,
            Needs::Expected if line.games_with_pitches < line.games => None,
            Needs::Tracking | Needs::Expected if line.get(TrackedBattedBalls) == 0 && line.get(BattedBalls) > 0 => None,
            _ => (self.value)(line),
        }
    }
}
