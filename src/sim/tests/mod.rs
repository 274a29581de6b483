//! The league against itself: what it wrote down while playing, and what its rows say when they are read
//! as a stranger would read them.

mod averages;
mod bodies;
mod book;
mod calendar;
mod feed;
mod origin;
mod rows;
mod table;

use super::{League, SimConfig};
use proptest::prelude::*;

/// Leagues small enough to check every row of.
fn small_leagues() -> impl Strategy<Value = SimConfig> {
    (any::<u64>(), 1..=3_usize, 1..=7_u32, 1..=2_u32, 2015..=2026_i32).prop_map(
        |(seed, pairs, days, seasons, first_season)| SimConfig {
            seed,
            teams: pairs * 2,
            days,
            seasons,
            first_season,
            opening_day: None,
            hard_cases: 1,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_league_is_consistent(cfg in small_leagues()) {
        let league = League::play(&cfg);
        book::check(&league);
        rows::check(&league);
        bodies::check(&league);
        feed::check(&league);
    }
}

#[test]
fn the_book_of_a_large_league_is_consistent() {
    book::check(&League::play(&SimConfig { teams: 30, days: 45, ..SimConfig::default() }));
}

#[test]
fn the_default_league_is_consistent() {
    let league = League::play(&SimConfig::default());
    book::check(&league);
    rows::check(&league);
    bodies::check(&league);
    feed::check(&league);
}

#[test]
fn a_league_full_of_hard_cases_is_consistent() {
    let league = League::play(&SimConfig { days: 8, hard_cases: 100, ..SimConfig::default() });
    book::check(&league);
    rows::check(&league);
    feed::check(&league);
}
