//! One game of an event file, as its records.

use chrono::NaiveDate;

use super::id::{GameId, RetroId, TeamCode};
use crate::scoring::account::{Hand, Side};

/// A game, record by record; what is text borrows from the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Game<'t> {
    /// Its id.
    pub id: GameId,
    /// Line of its `id` record, from 1.
    pub line: u32,
    /// What the `info` records say.
    pub info: Info<'t>,
    /// Everything from the first `start` record to the last of the game but `data`, in order.
    pub records: Vec<(u32, Record<'t>)>,
    /// Earned runs of each pitcher, as the `data,er` records have them.
    pub earned: Vec<(RetroId, i16)>,
    /// The box score, of a game without plays.
    pub boxed: Option<BoxScore>,
}

/// What the `info` records say; a value that is unknown is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Info<'t> {
    /// Visiting club.
    pub visitors: TeamCode,
    /// Home club.
    pub home: TeamCode,
    /// Day.
    pub date: NaiveDate,
    /// Number of the day: 0 the only one.
    pub number: u8,
    /// Letter of the kind of game as the other sources have it: `R`, `A` All-Star, `F` wild card, `D`, `L`, `W`, `E`
    /// exhibition, `S` preseason. The championship of a league without a World Series is `W`, too.
    pub game_type: &'static str,
    /// Park.
    pub site: Option<&'t str>,
    /// Day game or night game: `day`, `night`.
    pub day_night: Option<&'static str>,
    /// Time it began, local, as `19:12`.
    pub start_time: Option<chrono::NaiveTime>,
    /// Innings it was scheduled for.
    pub innings: u8,
    /// A designated hitter bats for the pitcher.
    pub uses_dh: Option<bool>,
    /// The home team bats first.
    pub home_bats_first: bool,
    /// Base of the runner an extra inning begins with.
    pub tiebreaker: Option<u8>,
    /// What is known of pitches.
    pub pitches: Pitches,
    /// Degrees Fahrenheit.
    pub temperature: Option<i16>,
    /// Miles per hour.
    pub wind_speed: Option<i16>,
    /// As `tocf`, `ltor`.
    pub wind_direction: Option<&'t str>,
    /// As `sunny`, `dome`.
    pub sky: Option<&'t str>,
    /// As `none`, `rain`.
    pub precipitation: Option<&'t str>,
    /// As `dry`, `wet`.
    pub field: Option<&'t str>,
    /// Minutes.
    pub duration: Option<i16>,
    /// Paying spectators.
    pub attendance: Option<i32>,
    /// Winning pitcher.
    pub winner: Option<RetroId>,
    /// Losing pitcher.
    pub loser: Option<RetroId>,
    /// Pitcher with the save.
    pub save: Option<RetroId>,
    /// Batter whose run batted in put his team ahead for good (official from 1980 to 1988).
    pub game_winning_rbi: Option<RetroId>,
}

/// What is known of the pitches of a game.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pitches {
    /// Nothing, or it is not said.
    #[default]
    None,
    /// The count at the end of each turn.
    Count,
    /// Every pitch.
    All,
}

/// A record of the game proper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Record<'t> {
    /// `start`: begins the game.
    Start(Entry<'t>),
    /// `sub`: enters the game or changes his place.
    Sub(Entry<'t>),
    /// `play`.
    Play(Play<'t>),
    /// `badj`: the batter bats from this side until the batter changes.
    BatterSide(RetroId, Hand),
    /// `padj`: the pitcher throws with this hand to the batter.
    PitcherHand(RetroId, Hand),
    /// `ladj`: the team bats out of order; the slot of the next batter.
    OutOfOrder(Side, u8),
    /// `radj`: the runner is put on the base before the half inning.
    Placed(RetroId, u8),
    /// `presadj`: the pitcher answers for the runner on the base.
    Answers(RetroId, u8),
    /// `com`: remarks.
    Comment(&'t str),
}

/// Somebody enters the game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// Who.
    pub player: RetroId,
    /// His name.
    pub name: &'t str,
    /// His team.
    pub side: Side,
    /// Place in the batting order, 1 to 9; 0 the pitcher for whom another bats.
    pub slot: u8,
    /// 1 to 9, 10 designated hitter, 11 pinch hitter, 12 pinch runner.
    pub position: u8,
}

/// A play, its event not parsed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Play<'t> {
    /// From 1.
    pub inning: u8,
    /// Who bats.
    pub batting: Side,
    /// The batter.
    pub batter: RetroId,
    /// Balls and strikes before the last pitch, where they are known.
    pub count: Option<(u8, u8)>,
    /// Pitches of the turn so far, as written.
    pub pitches: &'t str,
    /// The event, as written.
    pub event: &'t str,
}

/// A box score without plays; a counter is none where it is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxScore {
    /// `stat,bline`.
    pub batting: Vec<BattingBox>,
    /// `stat,pline`.
    pub pitching: Vec<PitchingBox>,
    /// `stat,dline`.
    pub fielding: Vec<FieldingBox>,
    /// Runs by inning, away and home; none where a half was not played.
    pub innings: [Vec<Option<i16>>; 2],
    /// `stat,tline`: left on base and errors are not told of anybody, away and home.
    pub left_on_base: [Option<i16>; 2],
}

/// One batter of a box score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BattingBox {
    /// Who.
    pub player: RetroId,
    /// His team.
    pub side: Side,
    /// Place in the batting order, 0 to 9.
    pub slot: u8,
    /// 1 the first in the slot.
    pub sequence: u8,
    /// AB, R, H, 2B, 3B, HR, RBI, SH, SF, HBP, BB, IBB, K, SB, CS, GDP, XI.
    pub counters: [Option<i16>; 17],
}

/// One pitcher of a box score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PitchingBox {
    /// Who.
    pub player: RetroId,
    /// His team.
    pub side: Side,
    /// 1 the starter.
    pub sequence: u8,
    /// Outs, batters faced in an inning without an out, BF, H, 2B, 3B, HR, R, ER, BB, IBB, K, HBP, WP, BK, SH, SF.
    pub counters: [Option<i16>; 17],
}

/// One fielder of a box score at one position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldingBox {
    /// Who.
    pub player: RetroId,
    /// His team.
    pub side: Side,
    /// 1 his first position.
    pub sequence: u8,
    /// 1 to 9.
    pub position: u8,
    /// Outs, PO, A, E, DP, TP, PB.
    pub counters: [Option<i16>; 7],
}
