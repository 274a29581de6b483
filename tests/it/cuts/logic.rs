//! Random filters, splits and subjects, answered by the engine and by a walk over the rows.
//!
//! The seed is fixed, so that a failure comes back; proptest shrinks it to the least filter that shows it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use scorebook::fact::{Filter, Subject};
use scorebook::stat::{DIMENSIONS, DimensionId, Role};

use super::walk::Walk;
use super::{ROLES, Told, question};

/// What the random choices start from.
const SEED: [u8; 32] = [5; 32];
/// Depth of a filter.
const DEPTH: u32 = 4;

/// A dimension and some of its values: those that occur, and a few that do not.
fn values(dimension: DimensionId, occurring: Vec<i32>) -> BoxedStrategy<Filter> {
    let others = match dimension {
        DimensionId::CountReached => vec![40, 42, 99],
        _ => vec![-7, 13, 99, 654_321, i32::MAX],
    };
    let all = [occurring.clone(), others].concat();
    let (least, most) = (1.min(occurring.len()), occurring.len());
    let half = subsequence(occurring, least..=most);
    let few = proptest::collection::vec(select(all), 0..4);
    prop_oneof![3 => half, 2 => few].prop_map(move |values| Filter::In(dimension, values)).boxed()
}

fn filter(walk: &Walk, first: NaiveDate, days: u64) -> impl Strategy<Value = Filter> {
    let dimensions: Vec<BoxedStrategy<Filter>> =
        DIMENSIONS.iter().map(|dimension| values(dimension.id, walk.codes(dimension.id))).collect();
    let of_dimension = (0..DIMENSIONS.len()).prop_flat_map(move |place| dimensions[place].clone());
    let day = move |after: u64| first.checked_add_days(Days::new(after)).unwrap();
    let leaf = prop_oneof![
        12 => of_dimension,
        1 => (0..days + 2).prop_map(move |after| Filter::From(day(after))),
        1 => (0..days + 2).prop_map(move |after| Filter::To(day(after))),
    ];
    leaf.prop_recursive(DEPTH, 24, 4, |part| {
        let parts = || proptest::collection::vec(part.clone(), 0..4);
        prop_oneof![
            3 => parts().prop_map(Filter::All),
            3 => parts().prop_map(Filter::Any),
            2 => part.clone().prop_map(|part| Filter::Not(Box::new(part))),
        ]
    })
}

fn subject(players: &[i32]) -> impl Strategy<Value = Subject> {
    let player = select([players, &[0]].concat()).prop_map(Subject::Player);
    prop_oneof![2 => player, 1 => Just(Subject::EachPlayer), 1 => Just(Subject::EachTeam), 2 => Just(Subject::Everybody)]
}

/// Asks so many random questions of both.
pub fn equals_the_walk(what: &str, told: &Told, cases: u32) {
    let walk = Walk::new(told);
    let (first, last) = told.seasons[0].days();
    let days = u64::try_from((last - first).num_days()).unwrap();
    let players = [told.players(Role::Batting, 4, 2), told.players(Role::Pitching, 4, 2)].concat();
    let by = subsequence(DIMENSIONS.iter().map(|dimension| dimension.id).collect::<Vec<_>>(), 0..=4).prop_shuffle();
    let asked = (select(ROLES.to_vec()), subject(&players), by, filter(&walk, first, days));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &SEED));
    let (answered, rows) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run = runner.run(&asked, |(role, of, by, filter)| {
        let plain = walk
            .answer(&scorebook::fact::Question { filter: filter.clone(), ..question(role, of, &by, filter.clone()) });
        let question = question(role, of, &by, filter);
        let answer = told.ask(&question);
        let found: BTreeMap<(i32, Vec<i32>), _> =
            answer.iter().map(|row| ((row.subject, row.key.to_vec()), row)).collect();
        prop_assert_eq!(found.len(), answer.len(), "a row comes once");
        let same = found.keys().eq(plain.keys());
        prop_assert!(same, "rows: {:?} and {:?}", found.keys(), plain.keys());
        for (key, sum) in &plain {
            if !sum.equals(found[key]) {
                return Err(TestCaseError::fail(format!("{key:?}: {sum:?} and {:?}", found[key])));
            }
        }
        answered.fetch_add(usize::from(!plain.is_empty()), Ordering::Relaxed);
        rows.fetch_add(plain.len(), Ordering::Relaxed);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{what}: {error}"));
    let (answered, rows) = (answered.into_inner(), rows.into_inner());
    eprintln!("{what}: {cases} questions over {} facts, {answered} with an answer, {rows} rows equal", walk.len());
    // A question of four dimensions and a filter of values that need not occur often has none.
    assert!(answered * 3 > cases as usize, "a third of the questions has an answer: {answered}");
}
