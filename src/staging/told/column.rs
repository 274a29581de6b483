//! The columns of the tables of told games, each with the cell it gets.

use chrono::{DateTime, NaiveDate, Utc};

use crate::scoring::account::Hand;
use crate::scoring::{Appearance, Decisions, Fielding, Part};
use crate::source::Cell;

/// A column and its cell.
pub(super) type Column<T> = (&'static str, for<'a> fn(&'a T) -> Cell<'a>);

/// What is told of a game as a whole; what is not told is none.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// The number it is kept by.
    pub game_id: i32,
    /// Season.
    pub season: i16,
    /// Letter of the kind of game.
    pub game_type: String,
    /// League day.
    pub official_date: NaiveDate,
    /// MLBAM id of the home team.
    pub home_team_id: i32,
    /// MLBAM id of the visiting team.
    pub away_team_id: i32,
    /// Turns at bat.
    pub plays: i16,
    /// MLBAM id of the park.
    pub venue_id: Option<i32>,
    /// Name of the park.
    pub venue_name: Option<String>,
    /// Open, Dome, Retractable.
    pub roof_type: Option<String>,
    /// Grass, Artificial Turf.
    pub turf_type: Option<String>,
    /// Clear, Roof Closed and so on.
    pub weather: Option<String>,
    /// Degrees Fahrenheit.
    pub temperature: Option<i16>,
    /// Speed in mph and direction.
    pub wind: Option<String>,
    /// People in the park.
    pub attendance: Option<i32>,
    /// Actual first pitch.
    pub first_pitch: Option<DateTime<Utc>>,
    /// Minutes.
    pub duration: Option<i16>,
    /// Minutes of delays.
    pub delay: Option<i16>,
    /// Winning pitcher.
    pub winner_id: Option<i32>,
    /// Losing pitcher.
    pub loser_id: Option<i32>,
    /// Pitcher with the save.
    pub save_id: Option<i32>,
    /// Runs, hits, errors and runners left on base, of the home team.
    pub home: Totals,
    /// The same of the visiting team.
    pub away: Totals,
    /// Where the account contradicts itself.
    pub findings: Vec<String>,
    /// Retrosheet: its id there.
    pub retro_id: Option<String>,
    /// Retrosheet: the number that stands for it while no other is known.
    pub provisional_id: Option<i32>,
    /// Retrosheet: archive and member it came from.
    pub origin: Option<String>,
    /// Only its box score is known.
    pub is_boxed: bool,
    /// Its plays do not tell the pitches.
    pub lacks_pitches: bool,
    /// Number of the day as Retrosheet counts: 0 the only one.
    pub number: Option<i16>,
    /// `day` or `night`.
    pub day_night: Option<String>,
    /// Innings it was to have.
    pub scheduled_innings: Option<i16>,
    /// Park by Retrosheet's code.
    pub site: Option<String>,
    /// As `none`, `rain`.
    pub precipitation: Option<String>,
    /// As `dry`, `wet`.
    pub field_condition: Option<String>,
    /// Batter whose run batted in put his team ahead for good.
    pub game_winning_rbi_id: Option<i32>,
}

/// Runs, hits, errors and runners left on base, of a team in a game or an inning.
pub type Totals = [Option<i16>; 4];

pub(super) const HEADER: &[Column<Header>] = &[
    ("season", |x| Cell::Int2(x.season)),
    ("game_type", |x| Cell::Text(x.game_type.as_bytes())),
    ("official_date", |x| Cell::Date(x.official_date)),
    ("home_team_id", |x| Cell::Int4(x.home_team_id)),
    ("away_team_id", |x| Cell::Int4(x.away_team_id)),
    ("plays", |x| Cell::Int2(x.plays)),
    ("venue_id", |x| number(x.venue_id)),
    ("venue_name", |x| text(x.venue_name.as_deref())),
    ("roof_type", |x| text(x.roof_type.as_deref())),
    ("turf_type", |x| text(x.turf_type.as_deref())),
    ("weather", |x| text(x.weather.as_deref())),
    ("temperature", |x| maybe(x.temperature)),
    ("wind", |x| text(x.wind.as_deref())),
    ("attendance", |x| number(x.attendance)),
    ("first_pitch", |x| x.first_pitch.map_or(Cell::Null, Cell::Instant)),
    ("duration", |x| maybe(x.duration)),
    ("delay", |x| maybe(x.delay)),
    ("winner_id", |x| number(x.winner_id)),
    ("loser_id", |x| number(x.loser_id)),
    ("save_id", |x| number(x.save_id)),
    ("home_runs", |x| maybe(x.home[0])),
    ("home_hits", |x| maybe(x.home[1])),
    ("home_errors", |x| maybe(x.home[2])),
    ("home_left_on_base", |x| maybe(x.home[3])),
    ("away_runs", |x| maybe(x.away[0])),
    ("away_hits", |x| maybe(x.away[1])),
    ("away_errors", |x| maybe(x.away[2])),
    ("away_left_on_base", |x| maybe(x.away[3])),
    ("findings", |x| Cell::Texts(&x.findings)),
    ("retro_id", |x| text(x.retro_id.as_deref())),
    ("provisional_id", |x| number(x.provisional_id)),
    ("origin", |x| text(x.origin.as_deref())),
    ("is_boxed", |x| Cell::Bool(x.is_boxed)),
    ("lacks_pitches", |x| Cell::Bool(x.lacks_pitches)),
    ("number", |x| maybe(x.number)),
    ("day_night", |x| text(x.day_night.as_deref())),
    ("scheduled_innings", |x| maybe(x.scheduled_innings)),
    ("site", |x| text(x.site.as_deref())),
    ("precipitation", |x| text(x.precipitation.as_deref())),
    ("field_condition", |x| text(x.field_condition.as_deref())),
    ("game_winning_rbi_id", |x| number(x.game_winning_rbi_id)),
];

/// Half an inning of a line score.
#[derive(Debug, Clone, Copy)]
pub struct Inning {
    /// From 1.
    pub inning: i16,
    /// The home team bats.
    pub is_home: bool,
    /// Its numbers; none where it was not played.
    pub totals: Totals,
}

pub(super) const INNING: &[Column<Inning>] = &[
    ("inning", |x| Cell::Int2(x.inning)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("runs", |x| maybe(x.totals[0])),
    ("hits", |x| maybe(x.totals[1])),
    ("errors", |x| maybe(x.totals[2])),
    ("left_on_base", |x| maybe(x.totals[3])),
];

/// A player's line of a box score.
#[derive(Debug, Clone)]
pub struct BoxLine {
    /// His team.
    pub team: i32,
    /// Who.
    pub player: i32,
    /// `batting`, `pitching` or `fielding`.
    pub line: &'static str,
    /// The counters in the teller's order; none where it does not tell.
    pub numbers: Vec<Option<i16>>,
}

pub(super) const BOX: &[Column<BoxLine>] = &[
    ("team_id", |x| Cell::Int4(x.team)),
    ("player_id", |x| Cell::Int4(x.player)),
    ("line", |x| Cell::Text(x.line.as_bytes())),
    ("numbers", |x| Cell::Int2Options(&x.numbers)),
];

/// A counter of a part under its own name.
macro_rules! tally {
    ($counter:ident) => {
        (stringify!($counter), |x| Cell::Int2(x.tally.$counter))
    };
}

/// A counter of a fielder under its own name.
macro_rules! fielding {
    ($counter:ident) => {
        (stringify!($counter), |x| Cell::Int2(x.fielding.$counter))
    };
}

pub(super) const PART: &[Column<Part>] = &[
    ("number", |x| Cell::Int2(x.number)),
    ("part", |x| Cell::Int2(x.part)),
    ("share", |x| Cell::Int2(x.share as i16)),
    ("batter_id", |x| Cell::Int4(x.batter)),
    ("pitcher_id", |x| Cell::Int4(x.pitcher)),
    ("at_bat_id", |x| Cell::Int4(x.at_bat)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("batter_side", |x| text(x.batter_side.map(Hand::letter))),
    ("pitcher_hand", |x| text(x.pitcher_hand.map(Hand::letter))),
    ("inning", |x| Cell::Int2(x.inning)),
    ("outs", |x| Cell::Int2(x.before.outs)),
    ("bases", |x| Cell::Int2(x.before.bases)),
    ("balls", |x| maybe(x.before.count.map(|x| x.0))),
    ("strikes", |x| maybe(x.before.count.map(|x| x.1))),
    ("counts_reached", |x| Cell::Int2(x.counts_reached)),
    ("start_outs", |x| Cell::Int2(x.start.0)),
    ("start_bases", |x| Cell::Int2(x.start.1)),
    ("end_outs", |x| Cell::Int2(x.end.0)),
    ("end_bases", |x| Cell::Int2(x.end.1)),
    ("batting_score", |x| Cell::Int2(x.before.batting_score)),
    ("fielding_score", |x| Cell::Int2(x.before.fielding_score)),
    ("slot", |x| maybe(x.slot)),
    ("batter_position", |x| maybe(x.batter_position)),
    ("batter_is_start", |x| Cell::Bool(x.batter_is_start)),
    ("is_start", |x| Cell::Bool(x.pitcher_is_start)),
    ("times_through", |x| Cell::Int2(x.times_through)),
    ("event", |x| x.event.map_or(Cell::Null, |event| Cell::Text(event.name.as_bytes()))),
    ("trajectory", |x| x.trajectory.map_or(Cell::Null, |x| Cell::Text(x.name().as_bytes()))),
    ("first_pitch", |x| maybe(x.pitches.map(|x| x.0))),
    ("last_pitch", |x| maybe(x.pitches.map(|x| x.1))),
    ("fielders", |x| Cell::Int4s(&x.fielders)),
    tally!(runs),
    tally!(runs_batted_in),
    tally!(stolen_bases),
    tally!(caught_stealing),
    tally!(picked_off),
    tally!(left_on_base),
    tally!(ground_outs),
    tally!(fly_outs),
    tally!(line_outs),
    tally!(pop_outs),
    tally!(outs_made),
    tally!(runs_allowed),
    tally!(earned_runs),
    tally!(inherited_runners),
    tally!(inherited_runners_scored),
    tally!(wild_pitches),
    tally!(passed_balls),
    tally!(balks),
    tally!(pitches),
    tally!(strikes_thrown),
    tally!(balls_thrown),
];

/// A player of a team in a game.
pub(super) struct Played {
    pub(super) team: i32,
    pub(super) is_home: bool,
    pub(super) appearance: Appearance,
    pub(super) positions: Vec<i16>,
    pub(super) decisions: Option<Decisions>,
}

pub(super) const APPEARANCE: &[Column<Played>] = &[
    ("player_id", |x| Cell::Int4(x.appearance.player)),
    ("team_id", |x| Cell::Int4(x.team)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("slot", |x| maybe(x.appearance.slot.map(i16::from))),
    ("sequence", |x| maybe(x.appearance.sequence.map(i16::from))),
    ("is_start", |x| Cell::Bool(x.appearance.is_start)),
    ("positions", |x| Cell::Int2s(&x.positions)),
    ("pitching_order", |x| maybe(x.appearance.pitching_order.map(i16::from))),
    ("wins", |x| decided(x.decisions.and_then(|x| x.win))),
    ("losses", |x| decided(x.decisions.and_then(|x| x.loss))),
    ("saves", |x| decided(x.decisions.and_then(|x| x.save))),
    ("holds", |x| decided(x.decisions.and_then(|x| x.hold))),
    ("blown_saves", |x| decided(x.decisions.and_then(|x| x.blown_save))),
    ("games_finished", |x| decided(x.decisions.map(|x| x.finished))),
    ("complete_games", |x| decided(x.decisions.map(|x| x.complete))),
    ("shutouts", |x| decided(x.decisions.map(|x| x.shutout))),
];

/// A fielder at a position in a game.
pub(super) struct Fielded {
    pub(super) team: i32,
    pub(super) is_home: bool,
    pub(super) player: i32,
    pub(super) position: i16,
    pub(super) fielding: Fielding,
}

pub(super) const FIELDING: &[Column<Fielded>] = &[
    ("player_id", |x| Cell::Int4(x.player)),
    ("team_id", |x| Cell::Int4(x.team)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("position", |x| Cell::Int2(x.position)),
    ("is_start", |x| Cell::Bool(x.fielding.is_start)),
    fielding!(outs),
    fielding!(putouts),
    fielding!(assists),
    fielding!(errors),
    fielding!(double_plays),
    fielding!(triple_plays),
    fielding!(passed_balls),
    fielding!(stolen_bases),
    fielding!(caught_stealing),
    fielding!(pickoffs),
    fielding!(catcher_interferences),
];

fn maybe(number: Option<i16>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Int2)
}

fn number(number: Option<i32>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Int4)
}

fn decided(is: Option<bool>) -> Cell<'static> {
    maybe(is.map(i16::from))
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.filter(|text| !text.is_empty()).map_or(Cell::Null, |text| Cell::Text(text.as_bytes()))
}
