//! The constants of one league from its counters.

use super::expectancy::{RunValues, count};
use super::inputs::{Inputs, ratio};
use super::{League, Weights};

/// Where in a [`League`] a result is.
type Place = fn(&mut League) -> &mut f64;

/// How the constants of a league are kept: a column each, and where it is.
pub const RESULTS: &[(&str, Place)] = &[
    ("runs_per_plate_appearance", |x| &mut x.runs_per_plate_appearance),
    ("runs_per_win", |x| &mut x.runs_per_win),
    ("woba", |x| &mut x.woba),
    ("woba_scale", |x| &mut x.woba_scale),
    ("walk_weight", |x| &mut x.weights.walk),
    ("hit_by_pitch_weight", |x| &mut x.weights.hit_by_pitch),
    ("single_weight", |x| &mut x.weights.single),
    ("double_weight", |x| &mut x.weights.double),
    ("triple_weight", |x| &mut x.weights.triple),
    ("home_run_weight", |x| &mut x.weights.home_run),
    ("measured_scale", |x| &mut x.measured_scale),
    ("walk_measured", |x| &mut x.measured.walk),
    ("hit_by_pitch_measured", |x| &mut x.measured.hit_by_pitch),
    ("single_measured", |x| &mut x.measured.single),
    ("double_measured", |x| &mut x.measured.double),
    ("triple_measured", |x| &mut x.measured.triple),
    ("home_run_measured", |x| &mut x.measured.home_run),
    ("wrc_per_plate_appearance", |x| &mut x.wrc_per_plate_appearance),
    ("obp", |x| &mut x.obp),
    ("slg", |x| &mut x.slg),
    ("era", |x| &mut x.era),
    ("fip_constant", |x| &mut x.fip_constant),
    ("home_runs_per_fly_ball", |x| &mut x.home_runs_per_fly_ball),
];

impl League {
    /// From the counters of a league at bat, those of its pitchers at bat, which the former include, and those of what it
    /// pitched, which in games between leagues are others. `values` are those of the season; `season` are both leagues together, by whose weights the runs of one are created.
    #[must_use]
    pub fn of([inputs, pitchers, pitched]: [Inputs; 3], values: &RunValues, season: Option<&Self>) -> Self {
        let (weights, woba_scale) = Weights::by_environment(&inputs);
        let (measured, measured_scale) = Weights::measured(&inputs, values);
        let batters = inputs.minus(pitchers);
        let mut league = Self {
            plate_appearances: inputs.plate_appearances,
            outs: inputs.outs,
            runs: inputs.runs,
            earned_runs: inputs.earned_runs,
            runs_per_plate_appearance: ratio(inputs.runs, inputs.plate_appearances),
            // 9 · runs an inning · 1.5 + 3 (FanGraphs Library, "Converting runs to wins").
            runs_per_win: 9.0 * ratio(3 * inputs.runs, inputs.outs) * 1.5 + 3.0,
            woba: weights.woba(&inputs),
            woba_scale,
            weights,
            measured,
            measured_scale,
            wrc_per_plate_appearance: 0.0,
            obp: batters.obp(),
            slg: batters.slg(),
            era: ratio(27 * pitched.earned_runs, pitched.outs),
            fip_constant: fip_constant(&pitched),
            home_runs_per_fly_ball: home_runs_per_fly_ball(&pitched),
            inputs,
            pitchers,
            pitched,
        };
        league.wrc_per_plate_appearance = season.unwrap_or(&league).runs_created(&batters);
        league
    }

    /// wRC a plate appearance of these counters: (wOBA − league wOBA) / scale + league R/PA (FanGraphs Library, "wRC").
    fn runs_created(&self, of: &Inputs) -> f64 {
        if of.plate_appearances == 0 || self.woba_scale == 0.0 {
            return 0.0;
        }
        (self.weights.woba(of) - self.woba) / self.woba_scale + self.runs_per_plate_appearance
    }
}

/// League ERA − (13 · HR + 3 · (BB + HBP) − 2 · SO) / IP (FanGraphs Library, "FIP").
fn fip_constant(of: &Inputs) -> f64 {
    let runs = 13 * of.home_runs + 3 * (of.walks + of.hit_by_pitch) - 2 * of.strikeouts;
    ratio(27 * of.earned_runs - 3 * runs, of.outs)
}

/// Home runs over fly balls and home runs. Home runs are among the fly balls whatever is told of their trajectory, which
/// for old ones is nothing. 0 where no other fly ball is told.
fn home_runs_per_fly_ball(of: &Inputs) -> f64 {
    match of.fly_balls - of.fly_ball_home_runs {
        0 => 0.0,
        others => count(of.home_runs) / count(others + of.home_runs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted() -> (Inputs, Inputs) {
        let all = Inputs {
            plate_appearances: 400,
            at_bats: 360,
            singles: 60,
            doubles: 16,
            triples: 2,
            home_runs: 10,
            walks: 30,
            intentional_walks: 2,
            hit_by_pitch: 4,
            sacrifice_flies: 3,
            sacrifice_bunts: 3,
            strikeouts: 80,
            outs: 270,
            runs: 45,
            earned_runs: 42,
            fly_balls: 70,
            fly_ball_home_runs: 6,
        };
        let pitchers = Inputs {
            plate_appearances: 20,
            at_bats: 18,
            singles: 2,
            walks: 1,
            sacrifice_bunts: 1,
            ..Inputs::default()
        };
        (all, pitchers)
    }

    #[test]
    fn constants_follow_from_the_counters() {
        let (all, pitchers) = counted();
        let league = League::of([all, pitchers, all], &RunValues::default(), None);
        let near = |ours: f64, by_hand: f64| assert!((ours - by_hand).abs() < 1e-9, "{ours} {by_hand}");
        near(league.runs_per_plate_appearance, 0.1125);
        near(league.runs_per_win, 9.0 * 0.5 * 1.5 + 3.0);
        near(league.era, 4.2);
        // 4.2 - (130 + 102 - 160) / 90.
        near(league.fip_constant, 3.4);
        // Without pitchers 86 hits, 29 walks and 4 hit in 342 + 29 + 4 + 3; 58 + 32 + 6 + 40 bases.
        near(league.obp, 119.0 / 378.0);
        near(league.slg, 136.0 / 342.0);
        // 64 fly balls that were none, and 10 home runs.
        near(league.home_runs_per_fly_ball, 10.0 / 74.0);
        near(league.woba, 120.0 / 395.0);
        assert!(league.wrc_per_plate_appearance > league.runs_per_plate_appearance, "pitchers hit worse");
    }

    #[test]
    fn the_parts_of_a_league_create_the_runs_of_the_whole() {
        let (all, pitchers) = counted();
        let league = League::of([all, pitchers, all], &RunValues::default(), None);
        let whole = league.runs_created(&all);
        assert!((whole - league.runs_per_plate_appearance).abs() < 1e-12);
        let other = League::of([all.minus(pitchers), Inputs::default(), all], &RunValues::default(), Some(&league));
        assert!((other.wrc_per_plate_appearance - league.wrc_per_plate_appearance).abs() < 1e-12);
    }

    #[test]
    fn without_trajectories_the_share_of_fly_balls_is_not_told() {
        let (mut all, pitchers) = counted();
        (all.fly_balls, all.fly_ball_home_runs) = (4, 4);
        assert!(League::of([all, pitchers, all], &RunValues::default(), None).home_runs_per_fly_ball.abs() < 1e-12);
    }
}
