//! Parts of a game: its line score and its weather.

use async_graphql::SimpleObject;

use crate::query::inning::Inning;

/// What stands for a team on a scoreboard, over a game or an inning.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct TeamLine {
    /// Runs; null where the team did not bat.
    runs: Option<i32>,
    /// Hits.
    hits: Option<i32>,
    /// Errors the team made in the field.
    errors: Option<i32>,
    /// Runners the team left on base.
    left_on_base: Option<i32>,
}

impl TeamLine {
    fn new(runs: Option<i16>, hits: Option<i16>, errors: Option<i16>, left_on_base: Option<i16>) -> Self {
        let number = |number: Option<i16>| number.map(Into::into);
        Self { runs: number(runs), hits: number(hits), errors: number(errors), left_on_base: number(left_on_base) }
    }

    /// The line, if anything of it is known.
    pub(super) fn known(
        runs: Option<i16>,
        hits: Option<i16>,
        errors: Option<i16>,
        left_on_base: Option<i16>,
    ) -> Option<Self> {
        let is_known = [runs, hits, errors, left_on_base].iter().any(Option::is_some);
        is_known.then(|| Self::new(runs, hits, errors, left_on_base))
    }
}

/// An inning of a game.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct GameInning {
    /// The inning, from 1.
    number: i32,
    /// The visiting team, who bat first.
    away: TeamLine,
    /// The home team.
    home: TeamLine,
}

impl From<&Inning> for GameInning {
    fn from(row: &Inning) -> Self {
        Self {
            number: row.inning.into(),
            away: TeamLine::new(row.away_runs, row.away_hits, row.away_errors, row.away_left_on_base),
            home: TeamLine::new(row.home_runs, row.home_hits, row.home_errors, row.home_left_on_base),
        }
    }
}

/// The weather at first pitch.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct Weather {
    /// Like Clear, Overcast or Roof Closed.
    pub(super) condition: Option<String>,
    /// Temperature in degrees Fahrenheit.
    pub(super) temperature_fahrenheit: Option<i32>,
    /// Speed in miles per hour and direction, as written: `9 mph, Out To CF`.
    pub(super) wind: Option<String>,
}
