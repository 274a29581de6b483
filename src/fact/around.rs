//! What cannot be told from a play alone: the turn at bat it belongs to, the game before it, the season around it.

use std::collections::HashMap;

use super::rows::{Play, SeasonRows};
use crate::domain::event::Outcome;
use crate::stat::constants::{Constants, League, Moment};
use crate::stat::counter::{Counter, STORED};
use crate::stat::{Around, Role, outcome_of};

/// Plate appearances a batter needs to be ranked.
const RANKED_PLATE_APPEARANCES: i64 = 100;
/// Outs a pitcher needs to be ranked.
const RANKED_OUTS: i64 = 90;

/// What is around each play of a season.
#[derive(Debug, Default)]
pub struct Surroundings(Vec<Around>);

impl Surroundings {
    /// Looks at every play once.
    #[must_use]
    pub fn new(rows: &SeasonRows, constants: Option<&Constants>) -> Self {
        let mut all = vec![Around::default(); rows.plays.len()];
        count_plate_appearances(rows, &mut all);
        rest(rows, &mut all);
        if let Some(constants) = constants {
            rank(rows, &constants.all, &mut all);
            value(rows, constants, &mut all);
        }
        Self(all)
    }

    /// What is around a play.
    #[must_use]
    pub fn of(&self, play: usize) -> &Around {
        &self.0[play]
    }
}

fn count_plate_appearances(rows: &SeasonRows, all: &mut [Around]) {
    let mut done: HashMap<i32, u8> = HashMap::new();
    let mut game = u32::MAX;
    for (play, around) in rows.plays.iter().zip(all) {
        if play.game != game {
            done.clear();
            game = play.game;
        }
        let done = done.entry(play.batter).or_default();
        around.plate_appearance = *done + u8::from(play.share == 0);
        *done += u8::from(play.share == 0 && outcome_of(play).is_plate_appearance());
    }
}

fn rest(rows: &SeasonRows, all: &mut [Around]) {
    let is_practice = |game: u32| matches!(rows.games[game as usize].game_type, b'S' | b'E' | b'A');
    let mut appearances: Vec<(i32, u32)> =
        rows.lines[Role::Pitching as usize].iter().map(|line| (line.player, line.game)).collect();
    appearances.retain(|(_, game)| !is_practice(*game));
    appearances.sort_unstable();
    let mut days = HashMap::with_capacity(appearances.len());
    for pair in appearances.windows(2) {
        let ((before, earlier), (pitcher, later)) = (pair[0], pair[1]);
        if before == pitcher {
            let gap = rows.games[later as usize].day - rows.games[earlier as usize].day;
            days.insert((pitcher, later), i16::try_from(gap.num_days() - 1).unwrap_or(i16::MAX).max(0));
        }
    }
    for (play, around) in rows.plays.iter().zip(all) {
        around.rest_days = days.get(&(play.pitcher, play.game)).copied().unwrap_or(-1);
    }
}

/// Thirds of the regular season: batters by wOBA, pitchers by ERA.
fn rank(rows: &SeasonRows, league: &League, all: &mut [Around]) {
    let (earned_runs, outs) = (stored(Counter::EarnedRuns), stored(Counter::Outs));
    let mut batters: HashMap<i32, (i64, f64, i64)> = HashMap::new();
    let mut pitchers: HashMap<i32, (i64, i64)> = HashMap::new();
    for play in &rows.plays {
        let game = &rows.games[play.game as usize];
        if game.game_type != b'R' {
            continue;
        }
        if game.is_scored {
            let (runs, made) = pitchers.entry(play.pitcher).or_default();
            *runs += i64::from(play.counts[earned_runs]);
            *made += i64::from(play.counts[outs]);
        }
        let outcome = outcome_of(play);
        if play.share == 0 && outcome.is_plate_appearance() {
            let (plate_appearances, worth, chances) = batters.entry(play.batter).or_default();
            *plate_appearances += 1;
            *worth += weight(league, outcome);
            let is_chance =
                outcome.is_at_bat() || matches!(outcome, Outcome::Walk | Outcome::HitByPitch | Outcome::SacrificeFly);
            *chances += i64::from(is_chance);
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "counts of a season")]
    let batting = batters
        .into_iter()
        .filter(|(_, (plate_appearances, ..))| *plate_appearances >= RANKED_PLATE_APPEARANCES)
        .map(|(id, (_, worth, chances))| (-worth / chances.max(1) as f64, id));
    let batters = thirds(batting.collect());
    #[allow(clippy::cast_precision_loss, reason = "counts of a season")]
    let pitching = pitchers
        .into_iter()
        .filter(|(_, (_, outs))| *outs >= RANKED_OUTS)
        .map(|(id, (runs, outs))| (runs as f64 / outs as f64, id));
    let pitchers = thirds(pitching.collect());
    for (play, around) in rows.plays.iter().zip(all) {
        around.batter_class = batters.get(&play.at_bat).copied().unwrap_or(3);
        around.pitcher_class = pitchers.get(&play.pitcher).copied().unwrap_or(3);
    }
}

fn weight(league: &League, outcome: Outcome) -> f64 {
    let weights = league.weights;
    match outcome {
        Outcome::Walk => weights.walk,
        Outcome::HitByPitch => weights.hit_by_pitch,
        Outcome::Hit(1) => weights.single,
        Outcome::Hit(2) => weights.double,
        Outcome::Hit(3) => weights.triple,
        Outcome::Hit(_) => weights.home_run,
        _ => 0.0,
    }
}

/// 0 for the third with the lowest values, 1, and 2 for the highest.
fn thirds(mut ranked: Vec<(f64, i32)>) -> HashMap<i32, u8> {
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = ranked.len();
    ranked.into_iter().enumerate().map(|(place, (_, id))| (id, u8::try_from(place * 3 / count).unwrap_or(2))).collect()
}

/// What each turn at bat was worth, and how much hung on it.
fn value(rows: &SeasonRows, constants: &Constants, all: &mut [Around]) {
    let runs = stored(Counter::Runs);
    let (mut first, mut home_lead) = (0, 0_i16);
    while first < rows.plays.len() {
        let turn = &rows.plays[first];
        let is_same = |play: &&Play| (play.game, play.number) == (turn.game, turn.number);
        let end = first + rows.plays[first..].iter().take_while(is_same).count();
        let plays = &rows.plays[first..end];
        let scored: i16 = plays.iter().filter(|play| play.share < 2).map(|play| play.counts[runs]).sum();
        let before = home_lead;
        home_lead += if turn.home_bats { scored } else { -scored };
        let is_last = rows.plays.get(end).is_none_or(|next| next.game != turn.game);
        if let Some(told) = plays.iter().find(|play| play.share == 0 && play.start_outs < 3 && play.end_outs <= 3) {
            let game = &rows.games[turn.game as usize];
            let moment = |outs, bases, home_lead| Moment {
                inning: told.inning + 9_u8.saturating_sub(game.scheduled_innings),
                home_bats: told.home_bats,
                outs,
                bases,
                home_lead,
            };
            let (start, after) =
                (moment(told.start_outs, told.start_bases, before), moment(told.end_outs, told.end_bases, home_lead));
            let credited = &mut all[credited(plays).map_or(first, |n| first + n)];
            credited.run_value = fixed(run_value(constants, start, after) + f64::from(scored), 10_000.0);
            let chances = &constants.chances;
            let chance = match (is_last, game.home_score.zip(game.away_score)) {
                (true, Some((home, away))) => f64::from(1 + (home - away).signum()) / 2.0,
                _ => chances.home_wins(after),
            };
            let change = chance - chances.home_wins(start);
            credited.win_value = fixed(if told.home_bats { change } else { -change }, 1_000_000.0);
            let leverage = fixed(chances.leverage(start), 10_000.0);
            all[first..end].iter_mut().for_each(|around| around.leverage = leverage);
        }
        first = end;
        if is_last {
            home_lead = 0;
        }
    }
}

/// How much the run expectancy of the half inning changed.
fn run_value(constants: &Constants, start: Moment, after: Moment) -> f64 {
    let expected = |at: Moment| {
        let state = 8 * usize::from(at.outs) + usize::from(at.bases);
        constants.run_expectancy.get(state).copied().unwrap_or(0.0)
    };
    expected(after) - expected(start)
}

/// The row of a turn that has its result; of one without a result the last of the batter against the pitcher.
fn credited(plays: &[Play]) -> Option<usize> {
    let of_batter = |n: &usize| plays[*n].share == 0;
    (0..plays.len()).filter(of_batter).find(|n| plays[*n].event > 0).or_else(|| (0..plays.len()).rfind(of_batter))
}

#[allow(clippy::cast_possible_truncation, reason = "runs and chances of one turn")]
fn fixed(value: f64, scale: f64) -> i32 {
    (value * scale).round() as i32
}

/// The place of a stored counter in a play's.
fn stored(counter: Counter) -> usize {
    STORED.iter().position(|(id, _)| *id == counter).unwrap_or_default()
}
