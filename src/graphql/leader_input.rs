//! What a list of leaders is asked with: who is ranked, who qualifies; and the order of splits.

use async_graphql::{Enum, InputObject, Result};

use super::error::ApiError;
use super::scalar::Direction;
use super::stat_name::{BattingStat, PitchingStat, StatOf};
use crate::stat::Role;

/// Who is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LeaderSubject {
    /// Players, each over all his teams.
    Player,
    /// Teams.
    Team,
    /// Leagues.
    League,
}

/// Who is ranked at all. Each minimum must be reached by the row itself, under the filter and in the split; `{}` leaves
/// nobody out.
#[derive(Debug, Clone, Copy, Default, InputObject)]
pub struct Qualifier {
    /// The official one of rule 9.22, for players: 3.1 plate appearances or 1 inning for each game of his team, rounded to
    /// the nearest whole number over all of them, 502 or 162 in a season of 162 games. Of several teams the one with the
    /// most games counts. Games are those loaded that pass what `where` says of whole games, like days, opponents or
    /// home and away, and that have the row's values of such dimensions in `by`. What is a matter of single plays,
    /// like hands or innings, changes nothing: who qualifies for the season does so for its plate appearances against
    /// left-handers. Of pitchers some of whose games lack play-by-play, which alone tells innings, 4.25 batters faced stand
    /// for an inning.
    pub official: Option<bool>,
    /// Fewest plate appearances; of batters.
    pub min_plate_appearances: Option<i32>,
    /// Fewest batters faced; of pitchers.
    pub min_batters_faced: Option<i32>,
    /// Fewest innings, with thirds as a fraction: 50.333 is fifty and a third; of pitchers. Needs play-by-play.
    pub min_innings: Option<f64>,
    /// Fewest pitches seen or thrown.
    pub min_pitches: Option<i32>,
    /// Fewest batted balls.
    pub min_batted_balls: Option<i32>,
}

impl Qualifier {
    /// The qualifier of a list: the one asked for, else the official one for rates of players, and none for counts.
    ///
    /// # Errors
    /// A part that is not of this role or of who is ranked.
    pub fn of(asked: Option<Self>, stat: StatOf, of: LeaderSubject) -> Result<Self> {
        let Some(asked) = asked else {
            let official = of == LeaderSubject::Player && stat.is_rate();
            return Ok(Self { official: Some(official), ..Self::default() });
        };
        let wrong = |text: &str| Err(ApiError::bad_user_input(format!("qualifier: {text}")));
        if asked.is_official() && of != LeaderSubject::Player {
            return wrong("`official` is for players; teams and leagues need none");
        }
        match stat.role {
            Role::Batting if asked.min_batters_faced.is_some() || asked.min_innings.is_some() => {
                wrong("`minBattersFaced` and `minInnings` are for pitchers; give `minPlateAppearances`")
            }
            Role::Pitching if asked.min_plate_appearances.is_some() => {
                wrong("`minPlateAppearances` is for batters; give `minBattersFaced` or `minInnings`")
            }
            _ if asked.min_innings.is_some_and(|innings| !innings.is_finite()) => wrong("`minInnings` is no number"),
            _ => Ok(asked),
        }
    }

    /// Whether rule 9.22 is asked for.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.official == Some(true)
    }

    /// Fewest outs; a third of an inning may be written with any number of digits from two on.
    #[must_use]
    pub fn min_outs(&self) -> Option<f64> {
        self.min_innings.map(|innings| innings * 3.0 - 0.02)
    }
}

/// An order of the rows of a batting split. Rows whose number is not known come last.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct BattingSplitOrder {
    /// By which number.
    pub stat: BattingStat,
    /// In which direction; the better end first when not given.
    pub direction: Option<Direction>,
}

/// An order of the rows of a pitching split. Rows whose number is not known come last.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct PitchingSplitOrder {
    /// By which number.
    pub stat: PitchingStat,
    /// In which direction; the better end first when not given.
    pub direction: Option<Direction>,
}

impl From<BattingSplitOrder> for (StatOf, Option<Direction>) {
    fn from(order: BattingSplitOrder) -> Self {
        (order.stat.into(), order.direction)
    }
}

impl From<PitchingSplitOrder> for (StatOf, Option<Direction>) {
    fn from(order: PitchingSplitOrder) -> Self {
        (order.stat.into(), order.direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::registry::Stat;

    fn of(role: Role, name: &str) -> StatOf {
        StatOf { role, stat: Stat::named(role, name).expect("a stat") }
    }

    #[test]
    fn rates_ask_for_the_official_qualifier_and_counts_for_none() {
        let official = |stat, of| Qualifier::of(None, stat, of).expect("a qualifier").is_official();
        assert!(official(of(Role::Batting, "avg"), LeaderSubject::Player));
        assert!(!official(of(Role::Batting, "homeRuns"), LeaderSubject::Player));
        assert!(!official(of(Role::Batting, "avg"), LeaderSubject::Team));
        let nobody_out = Qualifier::of(Some(Qualifier::default()), of(Role::Batting, "avg"), LeaderSubject::Player);
        assert!(!nobody_out.expect("a qualifier").is_official());
    }

    #[test]
    fn parts_of_the_other_role_are_refused() {
        let innings = Qualifier { min_innings: Some(1.0), ..Qualifier::default() };
        assert!(Qualifier::of(Some(innings), of(Role::Batting, "avg"), LeaderSubject::Player).is_err());
        assert!(Qualifier::of(Some(innings), of(Role::Pitching, "era"), LeaderSubject::Team).is_ok());
        let turns = Qualifier { min_plate_appearances: Some(1), ..Qualifier::default() };
        assert!(Qualifier::of(Some(turns), of(Role::Pitching, "era"), LeaderSubject::Player).is_err());
        let official = Qualifier { official: Some(true), ..Qualifier::default() };
        assert!(Qualifier::of(Some(official), of(Role::Pitching, "era"), LeaderSubject::League).is_err());
    }

    #[test]
    fn thirds_of_innings_may_be_cut_short() {
        for (innings, outs) in [(50.333, 151.0), (50.33, 151.0), (1.6667, 5.0), (162.0, 486.0)] {
            let least = Qualifier { min_innings: Some(innings), ..Qualifier::default() }.min_outs().expect("outs");
            assert!(least <= outs && least > outs - 1.0, "{innings}: {least}");
        }
    }
}
