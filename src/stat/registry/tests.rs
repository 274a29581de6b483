//! Worked examples: each value is computed by hand from the counts beside it, and agrees with what is published of the
//! player.

use std::sync::Arc;

use super::{BATTING, Needs, PITCHING, Stat, Value};
use crate::stat::constants::{League, Weights};
use crate::stat::line::{Against, Line, Part};
use crate::stat::{COUNTERS, Counter, CounterSet, Counts, Grain};

/// The constants of 2024 that FanGraphs publishes ("Guts!"); park and league lines are made up.
fn league_2024() -> Arc<League> {
    Arc::new(League {
        woba: 0.310,
        woba_scale: 1.242,
        weights: Weights {
            walk: 0.689,
            hit_by_pitch: 0.720,
            single: 0.882,
            double: 1.254,
            triple: 1.590,
            home_run: 2.050,
        },
        runs_per_plate_appearance: 0.117,
        fip_constant: 3.166,
        wrc_per_plate_appearance: 0.117,
        obp: 0.312,
        slg: 0.399,
        era: 4.08,
        home_runs_per_fly_ball: 0.1,
        ..League::default()
    })
}

fn counts(of: &[(Counter, i64)]) -> Counts {
    let mut counts = Counts::default();
    for (counter, value) in of {
        counts.add(&COUNTERS[*counter as usize], *value);
    }
    counts
}

fn line(of: &[(Counter, i64)]) -> Line {
    let counts = counts(of);
    let part = Part { season: 2024, all: Some(league_2024()), own: Some(league_2024()), counts: counts.clone() };
    Line { games: 1, games_scored: 1, games_with_pitches: 1, counts, parts: vec![part], ..Line::default() }
}

fn value(stats: &[Stat], name: &str, line: &Line) -> Option<f64> {
    let stat = stats.iter().find(|stat| stat.name == name).expect("a stat");
    stat.value(line).map(|value| match value {
        Value::Int(count) | Value::Innings(count) => f64::from(i32::try_from(count).expect("a small number")),
        Value::Float(rate) => rate,
    })
}

#[track_caller]
fn is(stats: &[Stat], name: &str, line: &Line, expected: f64, within: f64) {
    let found = value(stats, name, line).expect(name);
    assert!((found - expected).abs() < within, "{name} is {found}, not {expected}");
}

/// Aaron Judge, 2024: 704 PA, 559 AB, 180 H (85 singles, 36 doubles, 1 triple, 58 home runs), 133 BB (20 of them
/// intentional), 9 HBP, 2 SF, 171 SO.
fn judge() -> Line {
    line(&[
        (Counter::PlateAppearances, 704),
        (Counter::AtBats, 559),
        (Counter::Singles, 85),
        (Counter::Doubles, 36),
        (Counter::Triples, 1),
        (Counter::HomeRuns, 58),
        (Counter::Walks, 133),
        (Counter::IntentionalWalks, 20),
        (Counter::HitByPitch, 9),
        (Counter::SacrificeFlies, 2),
        (Counter::Strikeouts, 171),
        (Counter::ParkFactorSum, 704 * 9_900),
    ])
}

#[test]
fn rates_of_a_batter() {
    let judge = judge();
    // 180 / 559
    is(BATTING, "avg", &judge, 0.322, 0.0005);
    // (180 + 133 + 9) / (559 + 133 + 9 + 2) = 322 / 703
    is(BATTING, "obp", &judge, 0.458, 0.0005);
    // (85 + 2·36 + 3·1 + 4·58) / 559 = 392 / 559
    is(BATTING, "slg", &judge, 0.701, 0.0005);
    is(BATTING, "ops", &judge, 1.159, 0.0005);
    // (392 - 180) / 559
    is(BATTING, "iso", &judge, 0.379, 0.0005);
    // (180 - 58) / (559 - 171 - 58 + 2) = 122 / 332
    is(BATTING, "babip", &judge, 0.367, 0.0005);
    is(BATTING, "walkRate", &judge, 133.0 / 704.0, 1e-12);
    is(BATTING, "strikeoutRate", &judge, 171.0 / 704.0, 1e-12);
}

#[test]
fn weighted_runs_of_a_batter() {
    let judge = judge();
    // (.689·113 + .720·9 + .882·85 + 1.254·36 + 1.590·1 + 2.050·58) / (559 + 133 - 20 + 2 + 9) = 324.941 / 683
    is(BATTING, "woba", &judge, 0.4758, 0.00005);
    // (.47576 - .310) / 1.242 · 704
    is(BATTING, "wraa", &judge, 93.95, 0.01);
    // 93.95 + .117 · 704
    is(BATTING, "wrc", &judge, 176.32, 0.01);
    // 100 · (93.95/704 + .117 + (.117 - .99·.117)) / .117
    is(BATTING, "wrcPlus", &judge, 215.06, 0.01);
    // 100 · (.45804/.312 + .70125/.399 - 1) / .99
    is(BATTING, "opsPlus", &judge, 224.80, 0.01);
}

/// Tarik Skubal, 2024: 192 IP, 228 SO, 35 BB, 9 HBP, 15 HR, 142 H, 54 R, 51 ER, of 753 batters.
fn skubal() -> Line {
    line(&[
        (Counter::PlateAppearances, 753),
        (Counter::Outs, 576),
        (Counter::Strikeouts, 228),
        (Counter::Walks, 35),
        (Counter::HitByPitch, 9),
        (Counter::HomeRuns, 15),
        (Counter::Singles, 127),
        (Counter::RunsAllowed, 54),
        (Counter::EarnedRuns, 51),
        (Counter::FlyBalls, 170),
        (Counter::OtherHomeRuns, 2),
        (Counter::ParkFactorSum, 753 * 10_100),
    ])
}

#[test]
fn rates_of_a_pitcher() {
    let skubal = skubal();
    // 9 · 51 / 192
    is(PITCHING, "era", &skubal, 2.39, 0.005);
    // (142 + 35) / 192
    is(PITCHING, "whip", &skubal, 0.92, 0.005);
    // (13·15 + 3·(35 + 9) - 2·228) / 192 + 3.166 = -129 / 192 + 3.166
    is(PITCHING, "fip", &skubal, 2.494, 0.0005);
    // (13·17.2 + 3·(35 + 9) - 2·228) / 192 + 3.166, with 172 fly balls · .1
    is(PITCHING, "xfip", &skubal, 2.643, 0.0005);
    // 100 · 4.08 · 1.01 / 2.390625
    is(PITCHING, "eraPlus", &skubal, 172.37, 0.01);
    // (142 + 35 + 9 - 54) / (142 + 35 + 9 - 1.4·15) = 132 / 165
    is(PITCHING, "leftOnBaseRate", &skubal, 0.8, 1e-12);
    // (228 - 35) / 753
    is(PITCHING, "strikeoutMinusWalkRate", &skubal, 0.2563, 0.00005);
}

#[test]
fn several_seasons_are_measured_each_by_its_own_constants() {
    let season = |weight: f64, walks: i64| {
        let league = League { weights: Weights { walk: weight, ..Weights::default() }, ..League::default() };
        let counts = counts(&[(Counter::Walks, walks), (Counter::AtBats, 100 - walks)]);
        Part { season: 2024, all: Some(Arc::new(league)), own: None, counts }
    };
    let mut both = line(&[(Counter::Walks, 40), (Counter::AtBats, 160)]);
    both.parts = vec![season(0.7, 10), season(0.5, 30)];
    // (.7·10 + .5·30) / 200; the mean of the weights would give .12.
    is(BATTING, "woba", &both, 0.11, 1e-12);
    both.parts[0].all = None;
    assert_eq!(value(BATTING, "woba", &both), None, "the constants of one season are missing");
}

#[test]
fn a_split_is_measured_against_the_whole_and_against_everybody() {
    let of = |hits: i64| line(&[(Counter::AtBats, 100), (Counter::Singles, hits)]);
    let against = Against { total: of(25), everybody: of(20) };
    let split = Line { against: Some(Arc::new(against)), ..of(30) };
    // OBP and SLG are both .300, against .250 and .200.
    is(BATTING, "topsPlus", &split, 140.0, 1e-9);
    is(BATTING, "sopsPlus", &split, 200.0, 1e-9);
    assert_eq!(value(BATTING, "topsPlus", &of(30)), None);
}

#[test]
fn percentiles_lie_between_two_balls() {
    let mut hard = line(&[(Counter::BattedBalls, 4), (Counter::TrackedBattedBalls, 4)]);
    hard.exit_velocities = vec![1_000, 800, 1_100, 900];
    is(BATTING, "medianExitVelocityMph", &hard, 95.0, 1e-9);
    // Place .9·3 = 2.7: seven tenths of the way from 100 to 110.
    is(BATTING, "ninetiethPercentileExitVelocityMph", &hard, 107.0, 1e-9);
}

#[test]
fn what_a_filter_cuts_or_nobody_told_is_null() {
    let mut skubal = skubal();
    skubal.keeps = Grain::Play;
    assert_eq!([value(PITCHING, "era", &skubal), value(PITCHING, "eraPlus", &skubal)], [None, None]);
    assert!(value(PITCHING, "fip", &skubal).is_some());
    skubal.games_of_box_scores = 1;
    assert_eq!(value(PITCHING, "re24", &skubal), None, "a box score has no turns");
    let nothing = |line: Line| value(BATTING, "hits", &line);
    assert_eq!(nothing(Line::default()), Some(0.0));
    assert_eq!(nothing(Line { games_untold: 1, ..Line::default() }), None);
    assert_eq!(nothing(Line { games_left_out: 1, ..Line::default() }), None);
}

#[test]
fn formulas_tell_which_counters_they_take() {
    let takes = |name: &str| BATTING.iter().find(|stat| stat.name == name).expect("a stat").uses();
    assert!(takes("avg").has(Counter::AtBats) && takes("avg").has(Counter::Triples));
    assert!(!takes("avg").has(Counter::Walks));
    assert!(takes("wrcPlus").has(Counter::ParkFactorSum) && takes("wrcPlus").has(Counter::IntentionalWalks));
    assert!(takes("sopsPlus").has(Counter::SacrificeFlies));
    // What is not noted would be summed as nothing: every stat but those of games takes some counter.
    for stat in BATTING.iter().chain(PITCHING).filter(|stat| stat.needs != Needs::WholeGames) {
        let of_games = ["games", "gamesStarted"].contains(&stat.name) || stat.needs == Needs::ExitVelocities;
        assert!(of_games || stat.uses() != CounterSet::default(), "{}", stat.name);
    }
}
