//! What is around each play, worked out a second time from the descriptions of the dimensions and counters.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::domain::event::Outcome;
use scorebook::fact::rows::{Play, SeasonRows};
use scorebook::stat::constants::{Constants, Moment};
use scorebook::stat::counter::STORED;
use scorebook::stat::{Around, Counter, outcome_of};

use super::Told;

/// The stored counter of a play.
pub fn stored(play: &Play, counter: Counter) -> i64 {
    play.counts[STORED.iter().position(|(id, _)| *id == counter).unwrap()].into()
}

pub fn all(told: &Told) -> Vec<Around> {
    let rows = &told.rows;
    let mut all = vec![Around::default(); rows.plays.len()];
    let rest = rest_days(rows);
    let mut finished: BTreeMap<(u32, i32), u8> = BTreeMap::new();
    for (play, around) in rows.plays.iter().zip(&mut all) {
        around.rest_days = rest.get(&(play.pitcher, play.game)).copied().unwrap_or(-1);
        let finished = finished.entry((play.game, play.batter)).or_default();
        // At bat it is the next one, on the bases the last one.
        around.plate_appearance = if play.share == 0 { *finished + 1 } else { *finished };
        if play.share == 0 && outcome_of(play).is_plate_appearance() {
            *finished += 1;
        }
    }
    if let Some(constants) = &told.constants {
        classes(rows, constants, &mut all);
        values(rows, constants, &mut all);
    }
    all
}

/// Days without a game between a pitcher's games, practice left out.
fn rest_days(rows: &SeasonRows) -> BTreeMap<(i32, u32), i16> {
    let mut games: BTreeMap<i32, BTreeSet<u32>> = BTreeMap::new();
    for line in &rows.lines[1] {
        if !b"SEA".contains(&rows.games[line.game as usize].game_type) {
            games.entry(line.player).or_default().insert(line.game);
        }
    }
    let mut rest = BTreeMap::new();
    for (pitcher, games) in games {
        let games: Vec<u32> = games.into_iter().collect();
        for pair in games.windows(2) {
            let [earlier, later] = [pair[0], pair[1]].map(|game| rows.games[game as usize].day);
            let free = (later - earlier).num_days() - 1;
            rest.insert((pitcher, pair[1]), i16::try_from(free.max(0)).unwrap());
        }
    }
    rest
}

/// Thirds of the regular season.
fn classes(rows: &SeasonRows, constants: &Constants, all: &mut [Around]) {
    let weights = constants.all.weights;
    let (mut batters, mut pitchers) = (BTreeMap::<i32, (i32, f64, i32)>::new(), BTreeMap::<i32, (i64, i64)>::new());
    for play in &rows.plays {
        let game = &rows.games[play.game as usize];
        if game.game_type == b'R' && game.is_scored {
            let line = pitchers.entry(play.pitcher).or_default();
            line.0 += stored(play, Counter::EarnedRuns);
            line.1 += stored(play, Counter::Outs);
        }
        let outcome = outcome_of(play);
        if game.game_type != b'R' || play.share != 0 || outcome == Outcome::None {
            continue;
        }
        let line = batters.entry(play.batter).or_default();
        line.0 += 1;
        let worth = match outcome {
            Outcome::Walk => weights.walk,
            Outcome::HitByPitch => weights.hit_by_pitch,
            Outcome::Hit(1) => weights.single,
            Outcome::Hit(2) => weights.double,
            Outcome::Hit(3) => weights.triple,
            Outcome::Hit(_) => weights.home_run,
            _ => 0.0,
        };
        line.1 += worth;
        // AB + BB - IBB + HBP + SF.
        let is_none =
            matches!(outcome, Outcome::IntentionalWalk | Outcome::SacrificeBunt | Outcome::CatcherInterference);
        line.2 += i32::from(!is_none);
    }
    let batters = batters.into_iter().filter(|(_, (turns, ..))| *turns >= 100);
    let batters = thirds(batters.map(|(id, (_, worth, chances))| (-worth / f64::from(chances.max(1)), id)).collect());
    let pitchers = pitchers.into_iter().filter(|(_, (_, outs))| *outs >= 90);
    #[allow(clippy::cast_precision_loss, reason = "counts of a season")]
    let pitchers = thirds(pitchers.map(|(id, (runs, outs))| (runs as f64 / outs as f64, id)).collect());
    for (play, around) in rows.plays.iter().zip(all) {
        around.batter_class = *batters.get(&play.at_bat).unwrap_or(&3);
        around.pitcher_class = *pitchers.get(&play.pitcher).unwrap_or(&3);
    }
}

fn thirds(mut ranked: Vec<(f64, i32)>) -> BTreeMap<i32, u8> {
    ranked.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let count = ranked.len();
    let third = |place: usize| (0..3).rfind(|third| place * 3 >= usize::from(*third) * count).unwrap();
    ranked.iter().enumerate().map(|(place, (_, id))| (*id, third(place))).collect()
}

/// Turn by turn: what it changed, credited to the row with its result, or else to the batter's last.
fn values(rows: &SeasonRows, constants: &Constants, all: &mut [Around]) {
    let mut turns: BTreeMap<(u32, i16), Vec<usize>> = BTreeMap::new();
    for (n, play) in rows.plays.iter().enumerate() {
        turns.entry((play.game, play.number)).or_default().push(n);
    }
    let last: BTreeMap<u32, i16> = turns.keys().copied().collect();
    let (mut game_before, mut lead) = (u32::MAX, 0_i16);
    for ((place, number), turn) in &turns {
        if *place != game_before {
            (game_before, lead) = (*place, 0);
        }
        let game = &rows.games[*place as usize];
        let of_turn = |n: &usize| &rows.plays[*n];
        let runs: i64 =
            turn.iter().map(of_turn).filter(|play| play.share != 2).map(|play| stored(play, Counter::Runs)).sum();
        let (start_lead, runs) = (lead, i16::try_from(runs).unwrap());
        lead += if of_turn(&turn[0]).home_bats { runs } else { -runs };
        let is_told = |play: &&Play| play.share == 0 && play.start_outs < 3 && play.end_outs <= 3;
        let Some(play) = turn.iter().map(of_turn).find(is_told) else { continue };
        let moment = |outs, bases, home_lead| Moment {
            inning: play.inning + 9_u8.saturating_sub(game.scheduled_innings),
            home_bats: play.home_bats,
            outs,
            bases,
            home_lead,
        };
        let start = moment(play.start_outs, play.start_bases, start_lead);
        let end = moment(play.end_outs, play.end_bases, lead);
        let expected = |at: Moment| match at.outs {
            0..3 => constants.run_expectancy[usize::from(8 * at.outs + at.bases)],
            _ => 0.0,
        };
        let result = match (game.home_score, game.away_score) {
            (Some(home), Some(away)) if last[place] == *number && home == away => 0.5,
            (Some(home), Some(away)) if last[place] == *number => f64::from(u8::from(home > away)),
            _ => constants.chances.home_wins(end),
        };
        let won = result - constants.chances.home_wins(start);
        let his = |n: &&usize| of_turn(n).share == 0;
        let with_result = turn.iter().filter(his).find(|n| of_turn(n).event > 0);
        let credited = *with_result.or_else(|| turn.iter().rfind(his)).unwrap();
        all[credited].run_value = whole(10_000.0 * (expected(end) - expected(start) + f64::from(runs)));
        all[credited].win_value = whole(1_000_000.0 * if play.home_bats { won } else { -won });
        let leverage = whole(10_000.0 * constants.chances.leverage(start));
        turn.iter().for_each(|n| all[*n].leverage = leverage);
    }
}

#[allow(clippy::cast_possible_truncation, reason = "runs and chances of one turn")]
fn whole(value: f64) -> i32 {
    value.round() as i32
}
