//! What one side wins the other loses, game by game.

use std::collections::BTreeMap;

use scorebook::fact::Subject;
use scorebook::stat::counter::STORED;
use scorebook::stat::{COUNTERS, Combine, Counter, DimensionId, Line, Role};

use super::{ROLES, Told, counts, everything, question};

fn by(told: &Told, role: Role, dimensions: &[DimensionId]) -> BTreeMap<Vec<i32>, Line> {
    let rows = told.ask(&question(role, Subject::Everybody, dimensions, everything()));
    rows.into_iter().map(|row| (row.key.to_vec(), row.line)).collect()
}

/// Batting and pitching lines of every game, counter by counter.
pub fn sums_are_zero(what: &str, told: &Told) {
    let [batting, pitching] = ROLES.map(|role| by(told, role, &[DimensionId::Game, DimensionId::HomeAway]));
    let games = || told.rows.games.iter().enumerate().filter(|(_, game)| matches!(game.source, 1..=3 | 5));
    // Runs are charged to pitchers who left in rows that are nobody's batting.
    let mut charged: BTreeMap<(i32, bool), Vec<i64>> = BTreeMap::new();
    for play in told.rows.plays.iter().filter(|play| play.share == 2) {
        let key = (told.rows.games[play.game as usize].id, !play.home_bats);
        let sums = charged.entry(key).or_insert_with(|| vec![0; COUNTERS.len()]);
        STORED.iter().zip(play.counts).for_each(|((id, _), value)| sums[*id as usize] += i64::from(value));
    }
    let nothing = Line::default();
    let (mut compared, mut only) = (0, std::collections::BTreeSet::new());
    for (_, game) in games() {
        for is_home in [false, true] {
            let line = |lines: &BTreeMap<Vec<i32>, Line>, home: bool| {
                lines.get(&vec![game.id, i32::from(home)]).unwrap_or(&nothing).clone()
            };
            // The side at bat against the other's pitchers.
            let (bats, pitches) = (line(&batting, is_home), line(&pitching, !is_home));
            let left = charged.get(&(game.id, !is_home));
            let all = COUNTERS.iter().zip(counts(&bats).into_iter().zip(counts(&pitches)));
            for (n, (def, (bats, pitches))) in all.enumerate() {
                let left = left.map_or(0, |sums| sums[n]);
                if left != 0 {
                    only.insert(def.column);
                }
                let expected = if def.combine == Combine::Max { pitches } else { pitches - left };
                assert_eq!(bats, expected, "{what}: game {} {}", game.id, def.column);
                compared += 1;
            }
            if game.is_scored {
                let score = if is_home { game.home_score } else { game.away_score };
                assert_eq!(Some(bats.get(Counter::Runs)), score.map(i64::from), "{what}: score of game {}", game.id);
                let of_pitchers = pitches.get(Counter::RunsAllowed);
                assert_eq!(bats.get(Counter::Runs), of_pitchers, "{what}: runs charged in game {}", game.id);
            }
        }
    }
    eprintln!(
        "{what}: {compared} sums of a side at bat are those of the other's pitchers; charged to who left: {only:?}"
    );
    win_values_add_up(what, told, &batting);
}

/// What both sides add to their chances is half a win, from even to won, where every turn is told and the two chances at
/// the start are even.
fn win_values_add_up(what: &str, told: &Told, batting: &BTreeMap<Vec<i32>, Line>) {
    let Some(constants) = &told.constants else { return };
    let start = scorebook::stat::constants::Moment { inning: 1, home_bats: false, outs: 0, bases: 0, home_lead: 0 };
    let (mut games, mut open) = (0, 0);
    for (place, game) in told.rows.games.iter().enumerate() {
        // Plays are sorted by game.
        let first = told.rows.plays.partition_point(|play| (play.game as usize) < place);
        let plays = &told.rows.plays[first..];
        let plays = &plays[..plays.partition_point(|play| play.game as usize == place)];
        let is_whole = game.is_scored && plays.iter().all(|play| play.start_outs < 3 && play.end_outs <= 3);
        let (Some(home), Some(away), true) = (game.home_score, game.away_score, is_whole) else {
            open += 1;
            continue;
        };
        let inning = start.inning + 9_u8.saturating_sub(game.scheduled_innings);
        let before = constants.chances.home_wins(scorebook::stat::constants::Moment { inning, ..start });
        let end = f64::from(1 + (home - away).signum()) / 2.0;
        let value = |is_home: i32| batting.get(&vec![game.id, is_home]).map_or(0, |line| line.get(Counter::WinValue));
        let added = value(1) - value(0);
        let turns = i64::try_from(plays.len()).unwrap();
        #[allow(clippy::cast_possible_truncation, reason = "a chance in millionths")]
        let expected = ((end - before) * 1_000_000.0).round() as i64;
        // Each turn is rounded to a millionth.
        assert!((added - expected).abs() <= turns, "{what}: game {} adds {added}, not {expected}", game.id);
        games += 1;
    }
    eprintln!(
        "{what}: win values of {games} games are what they ended as less the start; {open} are not told turn by turn"
    );
}
