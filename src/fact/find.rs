//! Single pitches: which ones a filter lets through, in the order of play.
//!
//! Says which they are and what lines tell of them; what was measured is in their Statcast rows.

use chrono::NaiveDate;

use super::filter::Filter;
use super::mask::{View, pitches};
use super::season::Season;
use super::sum::Subject;
use crate::domain::pitch::{PITCH_RESULTS, PitchResult};
use crate::stat::{COUNTERS, Counter, DimensionId, Role, code_of_result};

/// Where a pitch stands in the order of play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// League day.
    pub day: NaiveDate,
    /// MLBAM id of the game.
    pub game: i32,
    /// At-bat number, as Statcast counts.
    pub at_bat: i16,
    /// Pitch number within it.
    pub pitch: i16,
}

/// Which pitches are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Search {
    /// Whose side filters speak of: the batter's or the pitcher's.
    pub role: Role,
    /// Whose pitches: a player's, or everybody's.
    pub of: Subject,
    /// Which count, normalised.
    pub filter: Filter,
}

/// Which part of the list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Most rows.
    pub limit: usize,
    /// From the earliest on; else from the latest back.
    pub backward: bool,
    /// Only those beyond this one.
    pub bound: Option<Place>,
}

/// A pitch, as lines count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which it is.
    pub place: Place,
    /// The home team.
    pub home_team: i32,
    /// Inning.
    pub inning: i32,
    /// Whose batting line has it.
    pub batter: i32,
    /// Whose pitching line has it.
    pub pitcher: i32,
    /// Code of BATTER_SIDE.
    pub batter_side: i32,
    /// Code of PITCHER_HAND.
    pub pitcher_hand: i32,
    /// Code of PITCH_TYPE.
    pub pitch_type: i32,
    /// Code of PITCH_RESULT.
    pub result: i32,
    /// Code of BATTED_BALL_TYPE.
    pub batted_ball: i32,
    /// It counts as a swing.
    pub is_swing: bool,
    /// It counts as a whiff.
    pub is_whiff: bool,
    /// What its play ended in ([`crate::stat::event_of`]).
    pub event: i32,
}

impl Found {
    /// Whether the ball was put in play.
    #[must_use]
    pub fn is_in_play(&self) -> bool {
        self.result == code_of_result(Some(PitchResult::InPlay))
    }
}

/// Pitches that were put in play: those that the counter of batted balls counts.
#[must_use]
pub fn in_play() -> Filter {
    Filter::In(DimensionId::PitchResult, vec![code_of_result(Some(PitchResult::InPlay))])
}

/// Pitches that were thrown: automatic balls and strikes are none, nor rows nobody can read.
#[must_use]
pub fn thrown() -> Filter {
    let thrown = PITCH_RESULTS.iter().filter(|(_, result)| result.is_pitch());
    Filter::In(DimensionId::PitchResult, thrown.map(|(_, result)| code_of_result(Some(*result))).collect()).normalize()
}

/// Game, at-bat number, pitch number and row of a pitch of a season: sorts as it was played.
type Ordered = (u16, i32, i32, u32);

impl Window {
    /// Whether the pitch lies beyond the bound.
    fn has(&self, place: Place) -> bool {
        self.bound.is_none_or(|bound| if self.backward { place > bound } else { place < bound })
    }
}

impl Search {
    /// The pitches of a season within the window, the latest first unless it runs backward, and how many there are with
    /// those beyond it.
    #[must_use]
    pub fn in_season(&self, season: &Season, window: &Window) -> (Vec<Found>, usize) {
        let view = pitches(season.role(self.role));
        let rows = view.select(&self.filter, &self.of.ranges(view));
        let count = rows.len();
        if window.limit == 0 {
            return (Vec::new(), count);
        }
        let [at_bats, numbers] = &view.role.numbers_of_pitch;
        let ordered = rows.into_iter().map(|row| {
            let at = row as usize;
            (view.table.sides[at] / 2, at_bats.get(at), numbers.get(at), row)
        });
        let mut ordered: Vec<Ordered> = ordered.filter(|pitch| window.has(place(season, *pitch))).collect();
        let order = |a: &Ordered, b: &Ordered| if window.backward { a.cmp(b) } else { b.cmp(a) };
        if ordered.len() > window.limit {
            ordered.select_nth_unstable_by(window.limit, order);
            ordered.truncate(window.limit);
        }
        ordered.sort_unstable_by(order);
        (found(season, view, &ordered), count)
    }
}

fn place(season: &Season, (game, at_bat, pitch, _): Ordered) -> Place {
    let game = &season.games[usize::from(game)];
    let small = |number: i32| i16::try_from(number).unwrap_or(i16::MAX);
    Place { day: game.day, game: game.id, at_bat: small(at_bat), pitch: small(pitch) }
}

fn found(season: &Season, view: View<'_>, ordered: &[Ordered]) -> Vec<Found> {
    let rows: Vec<u32> = ordered.iter().map(|(.., row)| *row).collect();
    let codes = |dimension| view.codes(dimension, &rows);
    let [innings, batters, pitchers] = [DimensionId::Inning, DimensionId::Batter, DimensionId::Pitcher].map(codes);
    let [sides, hands] = [DimensionId::BatterSide, DimensionId::PitcherHand].map(codes);
    let [types, results, flights] =
        [DimensionId::PitchType, DimensionId::PitchResult, DimensionId::BattedBallType].map(codes);
    let [swings, whiffs] =
        [Counter::Swings, Counter::Whiffs].map(|counter| view.table.counter(&COUNTERS[counter as usize]));
    let pitch = |(n, pitch): (usize, &Ordered)| {
        let row = rows[n] as usize;
        Found {
            place: place(season, *pitch),
            home_team: season.games[usize::from(pitch.0)].home_team,
            inning: innings[n],
            batter: batters[n],
            pitcher: pitchers[n],
            batter_side: sides[n],
            pitcher_hand: hands[n],
            pitch_type: types[n],
            result: results[n],
            batted_ball: flights[n],
            is_swing: swings.get(row) > 0,
            is_whiff: whiffs.get(row) > 0,
            event: view.role.events.get(view.role.play_of_pitch[row] as usize),
        }
    };
    ordered.iter().enumerate().map(pitch).collect()
}
