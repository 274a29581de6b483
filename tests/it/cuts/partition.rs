//! The sum over the rows of a split is the line without it, and each row is the line under the filter of its value.

use std::collections::BTreeMap;

use scorebook::fact::{Filter, Row, Subject, Wanted};
use scorebook::stat::counter::Source;
use scorebook::stat::{COUNTERS, Combine, DIMENSIONS, Dimension, Grain, Line, Role};

use super::walk::Walk;
use super::{ROLES, Told, counts, everything, question};

/// The rows of a split as one line.
fn sum(rows: &[Row]) -> Line {
    let mut sum = Line::default();
    for row in rows {
        sum.merge(row.line.clone(), scorebook::stat::CounterSet::all());
    }
    sum.exit_velocities.sort_unstable();
    sum
}

/// What box scores alone tell: the counters that are stored.
fn boxed(told: &Told, role: Role, of: Subject) -> Vec<i64> {
    let mut sums = vec![0; COUNTERS.len()];
    let is_his = |player| of == Subject::Everybody || of == Subject::Player(player);
    for line in told.rows.lines[role as usize].iter().filter(|line| line.is_boxed && is_his(line.player)) {
        sums.iter_mut().zip(super::walk::boxed(told, line)).for_each(|(sum, value)| *sum += value);
    }
    sums
}

/// For both roles, everybody and some players: every counter of every dimension.
pub fn holds(what: &str, told: &Told) {
    let walk = Walk::new(told);
    let (mut compared, mut differing) = (0_u64, BTreeMap::<&str, (i64, i64)>::new());
    for role in ROLES {
        let players = told.players(role, 6, 2).into_iter().map(Subject::Player);
        for of in std::iter::once(Subject::Everybody).chain(players) {
            let whole = told.line(role, of, everything());
            let boxed = boxed(told, role, of);
            for dimension in DIMENSIONS.iter().filter(|dimension| !dimension.overlaps()) {
                let rows = told.ask(&question(role, of, &[dimension.id], everything()));
                let sum = sum(&rows);
                let is_game = dimension.grain == Grain::Game;
                let place = format!("{what}: {role:?} of {of:?} by {}", dimension.name);
                for def in COUNTERS {
                    let mut expected = whole.get(def.id);
                    if !is_game && def.combine == Combine::Sum {
                        expected -= boxed[def.id as usize];
                    }
                    // By single pitches, pitches are those Statcast has rows of, whatever the play-by-play says.
                    if dimension.grain == Grain::Pitch && matches!(def.source, Source::ToldOrPitch(_)) {
                        let told = expected;
                        expected = walk.over_pitches(role, of, def);
                        if of == Subject::Everybody && told != expected {
                            differing.insert(def.column, (told, expected));
                        }
                    }
                    assert_eq!(sum.get(def.id), expected, "{place}: {}", def.column);
                    compared += 1;
                }
                let mut velocities = whole.exit_velocities.clone();
                velocities.sort_unstable();
                assert_eq!(sum.exit_velocities, velocities, "{place}");
                // A game is in several rows of a split by less than games, and in each once; of everybody both sides have it.
                assert!(rows.iter().all(|row| row.line.games <= whole.games), "{place}");
                if is_game {
                    assert_eq!(sum.game_counts, whole.game_counts, "{place}");
                }
                if is_game && of != Subject::Everybody {
                    assert_eq!((sum.games, sum.games_started), (whole.games, whole.games_started), "{place}");
                }
                apart_by_league_is_the_same(told, &place, dimension, role, of, &rows);
            }
        }
    }
    eprintln!("{what}: {compared} sums equal; by pitch the play-by-play and Statcast count differently: {differing:?}");
}

/// A line apart by season and league has the same sums.
fn apart_by_league_is_the_same(told: &Told, place: &str, dimension: &Dimension, role: Role, of: Subject, rows: &[Row]) {
    let mut question = question(role, of, &[dimension.id], everything());
    question.wanted = Wanted { parts: true, ..question.wanted };
    let apart = told.ask(&question);
    assert_eq!(apart.len(), rows.len(), "{place}");
    for (apart, row) in apart.iter().zip(rows) {
        let mut parts = scorebook::stat::Counts::default();
        apart.line.parts.iter().for_each(|part| parts.merge(&part.counts));
        assert!(apart.key == row.key && apart.line.counts == row.line.counts && parts == row.line.counts, "{place}");
        let is_measured = told.constants.is_some();
        assert!(apart.line.parts.iter().all(|part| part.all.is_some() == is_measured), "{place}");
    }
}

/// Up to so many of all, from everywhere.
fn some<T: Clone>(all: &[T], most: usize) -> Vec<T> {
    all.iter().step_by(all.len().div_ceil(most).max(1)).cloned().collect()
}

/// Each row of a split is the line under the filter of its value, whole: every counter, games, decisions, exit velocities.
pub fn rows_are_filtered_lines(what: &str, told: &Told, players: usize, values: usize) {
    let mut compared = 0;
    for role in ROLES {
        let his = told.players(role, players, 1).into_iter().map(|player| (Subject::Player(player), values));
        for (of, values) in std::iter::once((Subject::Everybody, values.min(14))).chain(his) {
            for dimension in DIMENSIONS {
                let rows = told.ask(&question(role, of, &[dimension.id], everything()));
                for row in some(&rows, values) {
                    let filter = Filter::In(dimension.id, vec![row.key[0]]);
                    let line = told.line(role, of, filter.clone());
                    let value = dimension.value(row.key[0]);
                    assert_eq!(counts(&line), counts(&row.line), "{what}: {role:?} {of:?} {} {value}", dimension.name);
                    assert!(line == row.line, "{what}: {role:?} of {of:?}, {} {value}", dimension.name);
                    compared += 1;
                }
                // What does not occur is nothing, and what is not nothing is the rest.
                let none = Filter::In(dimension.id, vec![i32::MAX - 1]);
                if !dimension.overlaps() {
                    assert_eq!(told.line(role, of, none.clone()).games, 0, "{what}: {}", dimension.name);
                }
            }
        }
    }
    eprintln!("{what}: {compared} rows are the line under the filter of their value");
}
