//! The league's own book: every turn at bat, every line, every game, written down while playing.
//!
//! It is what tests expect of everything downstream. It holds also what no Statcast row tells:
//! intentional walks, stolen bases, runs batted in, earned runs.

use super::lines::{Batting, BattingLine, Fielding, FieldingLine, Pitching, PitchingLine};
use super::situation::Situation;
use super::vocabulary::{Event, Hand, Trajectory};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One turn at bat, whether or not it counts as a plate appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlateAppearance {
    /// The game.
    pub game_pk: i32,
    /// League day.
    pub date: NaiveDate,
    /// Season.
    pub season: i32,
    /// Number in the game, from 1, without gaps here.
    pub at_bat_number: u16,
    /// MLBAM id of the batter it is charged to: who came up, not his pinch hitter, when the latter entered
    /// with two strikes and struck out (Rule 9.15(b)).
    pub batter: i32,
    /// MLBAM id of the pitcher it is charged to: who was relieved, when the count was in the batter's favour
    /// then and he walked (Rule 9.16(h)).
    pub pitcher: i32,
    /// MLBAM id of who was at bat when it ended.
    pub batter_at_end: i32,
    /// MLBAM id of who pitched when it ended.
    pub pitcher_at_end: i32,
    /// Who faced whom from which pitch on, as (number of the pitch, batter, pitcher).
    pub pairings: Vec<(u8, i32, i32)>,
    /// Counts it passed through, in order, as (balls, strikes); the first is 0-0.
    pub counts: Vec<(u8, u8)>,
    /// Place in the order, 1 to 9.
    pub slot: u8,
    /// Scorer's number of the position the charged batter had: 2 to 10, 11 pinch hitter, 12 pinch runner.
    pub batter_position: u8,
    /// Side the charged batter took.
    pub batter_side: Hand,
    /// Hand the charged pitcher threw with.
    pub pitcher_hand: Hand,
    /// The home team was at bat.
    pub batter_home: bool,
    /// MLBAM id of the batter's team.
    pub team: i32,
    /// MLBAM id of the pitcher's team.
    pub opponent: i32,
    /// MLBAM id of the park.
    pub venue: i32,
    /// Inning, from 1.
    pub inning: u8,
    /// The scoreboard when the batter came up.
    pub at_start: Situation,
    /// The scoreboard before the pitch (or the wave) that ended the turn. Differs from `at_start` when
    /// somebody stole, was caught, or moved on a wild pitch in between.
    pub at_end: Situation,
    /// Balls before the deciding pitch.
    pub balls: u8,
    /// Strikes before the deciding pitch.
    pub strikes: u8,
    /// Pitches thrown in it; 0 for an intentional walk without pitches.
    pub pitches: u8,
    /// How it ended.
    pub event: Event,
    /// Statcast has a row with this event. False for intentional walks: those have no row at all, or
    /// (when some pitches were thrown) rows that never end.
    pub has_event_row: bool,
    /// Statcast has at least one row of it.
    pub has_rows: bool,
    /// Runs that scored on the deciding pitch.
    pub runs: u8,
    /// Runs batted in.
    pub rbi: u8,
    /// Outs made on the deciding pitch, on the bases too.
    pub outs: u8,
    /// The batter himself reached base although he struck out.
    pub reached_on_strikeout: bool,
    /// The batter's part of the game's `lob`.
    pub left_on_base: u8,
    /// Shape of a ball in play that was no hit, an error too: what box scores count as ground and air outs.
    pub batted_out: Option<Trajectory>,
}

impl PlateAppearance {
    /// What this turn adds to the batter's line, as far as the turn itself tells (no runs scored, no
    /// steals: those belong to runners).
    #[must_use]
    pub fn batting(&self) -> Batting {
        let is = |event: Event| u32::from(self.event == event);
        let out = |shape: Trajectory| u32::from(self.batted_out == Some(shape));
        Batting {
            pa: u32::from(self.event.is_plate_appearance()),
            ab: u32::from(self.event.is_at_bat()),
            h: u32::from(self.event.is_hit()),
            doubles: is(Event::Double),
            triples: is(Event::Triple),
            hr: is(Event::HomeRun),
            rbi: u32::from(self.rbi),
            bb: u32::from(self.event.is_walk()),
            ibb: is(Event::IntentWalk),
            so: u32::from(self.event.is_strikeout()),
            hbp: is(Event::HitByPitch),
            sf: is(Event::SacFly) + is(Event::SacFlyDoublePlay),
            sh: is(Event::SacBunt),
            ci: is(Event::CatcherInterf),
            gidp: is(Event::GroundedIntoDoublePlay),
            roe: is(Event::FieldError),
            gitp: is(Event::GroundedIntoTriplePlay),
            lob: u32::from(self.left_on_base),
            ground_outs: out(Trajectory::GroundBall),
            air_outs: out(Trajectory::FlyBall) + out(Trajectory::LineDrive) + out(Trajectory::Popup),
            fly_outs: out(Trajectory::FlyBall),
            line_outs: out(Trajectory::LineDrive),
            pop_outs: out(Trajectory::Popup),
            ..Batting::default()
        }
    }
}

/// One inning of one side, as the line score has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Runs; `None` when the side did not bat.
    pub runs: Option<u8>,
    /// Hits.
    pub hits: u8,
    /// Errors the side made in the field during this inning.
    pub errors: u8,
    /// Runners left on base.
    pub left_on_base: u8,
}

/// Somebody who took part in a game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// The game.
    pub game_pk: i32,
    /// MLBAM id of the player.
    pub player: i32,
    /// MLBAM id of the team he played for in it.
    pub team: i32,
    /// Place in the order in hundreds plus how many had it before him (401 the first substitute in fourth);
    /// `None` for pitchers who did not bat.
    pub order: Option<u16>,
    /// Positions in the order he took them: 1 to 10, 11 pinch hitter, 12 pinch runner.
    pub positions: Vec<u8>,
    /// He did not start.
    pub substitute: bool,
}

/// Who is credited with a game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decisions {
    /// Winning pitcher.
    pub winner: i32,
    /// Losing pitcher.
    pub loser: i32,
    /// Pitcher with the save.
    pub save: Option<i32>,
}

/// A finished game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GameRecord {
    /// MLBAM id of the game.
    pub game_pk: i32,
    /// League day it was played (`officialDate`).
    pub date: NaiveDate,
    /// Day it was first scheduled for, if it was postponed.
    pub postponed_from: Option<NaiveDate>,
    /// Day it was finished, if it was suspended.
    pub resumed_on: Option<NaiveDate>,
    /// Season.
    pub season: i32,
    /// 1, or 2 for the second of a doubleheader.
    pub number: u8,
    /// One of two games of these clubs on this day.
    pub doubleheader: bool,
    /// The two games of the day had an admission each.
    pub split: bool,
    /// Innings it was scheduled for.
    pub scheduled_innings: u8,
    /// MLBAM id of the home team.
    pub home: i32,
    /// MLBAM id of the away team.
    pub away: i32,
    /// MLBAM id of the park.
    pub venue: i32,
    /// Final runs of the home team.
    pub home_score: u8,
    /// Final runs of the away team.
    pub away_score: u8,
    /// Last inning that was begun.
    pub innings: u8,
    /// Turns at bat, the highest `at_bat_number`.
    pub at_bats: u16,
    /// Statcast rows of the game.
    pub rows: u32,
    /// Winner, loser, save.
    pub decisions: Decisions,
    /// Runs by inning, of the away and the home team; `None` where the home team did not bat.
    pub line_score: Vec<(u8, Option<u8>)>,
    /// Every inning of the away and the home team.
    pub frames: Vec<[Frame; 2]>,
}

/// A game that was never played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled {
    /// MLBAM id of the game.
    pub game_pk: i32,
    /// Day it was scheduled for.
    pub date: NaiveDate,
    /// Season.
    pub season: i32,
    /// MLBAM id of the home team.
    pub home: i32,
    /// MLBAM id of the away team.
    pub away: i32,
    /// MLBAM id of the park.
    pub venue: i32,
}

/// Everything that happened, in the order of days and games.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Every turn at bat.
    pub plate_appearances: Vec<PlateAppearance>,
    /// One line a batter and game.
    pub batting: Vec<BattingLine>,
    /// One line a pitcher and game.
    pub pitching: Vec<PitchingLine>,
    /// One line a fielder, position and game.
    pub fielding: Vec<FieldingLine>,
    /// Who took part in which game, a team's in the order they came in.
    pub appearances: Vec<Appearance>,
    /// Games that were played.
    pub games: Vec<GameRecord>,
    /// Games that were called off for good.
    pub cancelled: Vec<Cancelled>,
}

/// Puts what a page says of a game where the book spoke of it.
fn restate<T>(entries: &mut Vec<T>, page: Vec<T>, is_of_game: impl Fn(&T) -> bool) {
    let at = entries.iter().position(&is_of_game).unwrap_or(entries.len());
    entries.retain(|entry| !is_of_game(entry));
    entries.splice(at..at, page);
}

impl Book {
    /// Adds the page of another game.
    pub(super) fn append(&mut self, page: Book) {
        self.plate_appearances.extend(page.plate_appearances);
        self.batting.extend(page.batting);
        self.pitching.extend(page.pitching);
        self.fielding.extend(page.fielding);
        self.appearances.extend(page.appearances);
        self.games.extend(page.games);
    }

    /// Puts another page in the place of a game's.
    pub(super) fn replace(&mut self, game: i32, page: Book) {
        restate(&mut self.plate_appearances, page.plate_appearances, |entry| entry.game_pk == game);
        restate(&mut self.batting, page.batting, |entry| entry.game_pk == game);
        restate(&mut self.pitching, page.pitching, |entry| entry.game_pk == game);
        restate(&mut self.fielding, page.fielding, |entry| entry.game_pk == game);
        restate(&mut self.appearances, page.appearances, |entry| entry.game_pk == game);
        restate(&mut self.games, page.games, |entry| entry.game_pk == game);
    }

    /// Sums what turns at bat add to batting lines, by any key; turns without a key are left out.
    ///
    /// ```
    /// # use scorebook::sim::{League, SimConfig};
    /// # let league = League::play(&SimConfig { days: 2, ..SimConfig::default() });
    /// let by_hand = league.book().batting_by(|pa| Some((pa.batter, pa.pitcher_hand)));
    /// # assert!(!by_hand.is_empty());
    /// ```
    pub fn batting_by<K: Ord>(&self, key: impl Fn(&PlateAppearance) -> Option<K>) -> BTreeMap<K, Batting> {
        let mut sums: BTreeMap<K, Batting> = BTreeMap::new();
        for pa in &self.plate_appearances {
            if let Some(key) = key(pa) {
                *sums.entry(key).or_default() += pa.batting();
            }
        }
        sums
    }

    /// Sums the lines of whole games, by any key.
    pub fn batting_lines_by<K: Ord>(&self, key: impl Fn(&BattingLine) -> Option<K>) -> BTreeMap<K, Batting> {
        let mut sums: BTreeMap<K, Batting> = BTreeMap::new();
        for line in &self.batting {
            if let Some(key) = key(line) {
                *sums.entry(key).or_default() += line.counts;
            }
        }
        sums
    }

    /// Sums the pitching lines of whole games, by any key.
    pub fn pitching_lines_by<K: Ord>(&self, key: impl Fn(&PitchingLine) -> Option<K>) -> BTreeMap<K, Pitching> {
        let mut sums: BTreeMap<K, Pitching> = BTreeMap::new();
        for line in &self.pitching {
            if let Some(key) = key(line) {
                *sums.entry(key).or_default() += line.counts;
            }
        }
        sums
    }

    /// Sums the fielding lines, by any key.
    pub fn fielding_lines_by<K: Ord>(&self, key: impl Fn(&FieldingLine) -> Option<K>) -> BTreeMap<K, Fielding> {
        let mut sums: BTreeMap<K, Fielding> = BTreeMap::new();
        for line in &self.fielding {
            if let Some(key) = key(line) {
                *sums.entry(key).or_default() += line.counts;
            }
        }
        sums
    }

    /// Turns at bat that no row ends: the completeness gaps of Statcast, as (game, number, has rows).
    pub fn statcast_gaps(&self) -> impl Iterator<Item = (i32, u16, bool)> + '_ {
        self.plate_appearances
            .iter()
            .filter(|pa| !pa.has_event_row)
            .map(|pa| (pa.game_pk, pa.at_bat_number, pa.has_rows))
    }
}
