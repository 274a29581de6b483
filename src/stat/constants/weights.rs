//! Weights of wOBA, in the two ways they are made.
//!
//! *By the run environment*, as FanGraphs publishes them ("wOBA", "Guts!", FanGraphs Library) after Tango's "wOBA
//! year-by-year calculations", steals left out: run values follow from the runs an out of the season by fixed steps, which
//! were measured once over many seasons. They are what is called wOBA, and are steady in a young season.
//!
//! *Measured*: the run values are those of the season's own plays ([`RunValues`]). In a season they are not the same: in 2015 a
//! walk was worth .02 more and a home run .02 less.
//!
//! Both are shifted so that an out is nothing, and scaled so that the league's wOBA is its on-base percentage without
//! intentional walks: (H + BB − IBB + HBP) / (AB + BB − IBB + HBP + SF).

use super::Weights;
use super::expectancy::{RunValues, count};
use super::inputs::{Inputs, ratio};

/// Runs of a walk beyond the runs an out.
const WALK: f64 = 0.14;
/// Runs of a hit batter beyond a walk.
const HIT_BY_PITCH: f64 = 0.025;
/// Runs of a single beyond a walk.
const SINGLE: f64 = 0.155;
/// Runs of a double beyond a single.
const DOUBLE: f64 = 0.3;
/// Runs of a triple beyond a double.
const TRIPLE: f64 = 0.27;
/// Runs of a home run.
const HOME_RUN: f64 = 1.4;

impl Weights {
    /// By the runs an out of the league, with their scale. All are 0 without plays.
    #[must_use]
    pub fn by_environment(of: &Inputs) -> (Self, f64) {
        let an_out = ratio(of.runs, of.outs);
        let walk = an_out + WALK;
        let single = walk + SINGLE;
        let double = single + DOUBLE;
        let values = Self {
            walk,
            hit_by_pitch: walk + HIT_BY_PITCH,
            single,
            double,
            triple: double + TRIPLE,
            home_run: HOME_RUN,
        };
        let outs = count(of.at_bats - of.hits() + of.sacrifice_flies);
        let on_base = count(of.woba_times_on_base());
        if outs <= 0.0 || on_base <= 0.0 {
            return (Self::default(), 0.0);
        }
        // Runs an out takes away, and runs a time on base adds, so that the league's sum is nothing.
        let total = values.sum(of);
        let (minus, plus) = (total / outs, total / on_base);
        let scale = 1.0 / (plus + minus);
        (values.map(|value| (value + minus) * scale), scale)
    }

    /// By run values measured in the season, with their scale. All are 0 without plays.
    #[must_use]
    pub fn measured(of: &Inputs, values: &RunValues) -> (Self, f64) {
        let above_out = Self {
            walk: values.walk,
            hit_by_pitch: values.hit_by_pitch,
            single: values.single,
            double: values.double,
            triple: values.triple,
            home_run: values.home_run,
        }
        .map(|value| value - values.out);
        let total = above_out.sum(of);
        if total <= 0.0 {
            return (Self::default(), 0.0);
        }
        let scale = count(of.woba_times_on_base()) / total;
        (above_out.map(|value| value * scale), scale)
    }

    /// wOBA of these counters; 0 without plays.
    #[must_use]
    pub fn woba(&self, of: &Inputs) -> f64 {
        match of.woba_denominator() {
            0 => 0.0,
            denominator => self.sum(of) / count(denominator),
        }
    }

    /// Each times its events.
    fn sum(&self, of: &Inputs) -> f64 {
        self.walk * count(of.unintentional_walks())
            + self.hit_by_pitch * count(of.hit_by_pitch)
            + self.single * count(of.singles)
            + self.double * count(of.doubles)
            + self.triple * count(of.triples)
            + self.home_run * count(of.home_runs)
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            walk: change(self.walk),
            hit_by_pitch: change(self.hit_by_pitch),
            single: change(self.single),
            double: change(self.double),
            triple: change(self.triple),
            home_run: change(self.home_run),
        }
    }

    /// These less others, in the order of [`Weights::to_array`].
    #[must_use]
    pub fn less(self, other: Self) -> [f64; 6] {
        let (mine, theirs) = (self.to_array(), other.to_array());
        std::array::from_fn(|place| mine[place] - theirs[place])
    }

    /// In the order walk, hit by pitch, single, double, triple, home run.
    #[must_use]
    pub fn to_array(self) -> [f64; 6] {
        [self.walk, self.hit_by_pitch, self.single, self.double, self.triple, self.home_run]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 plate appearances, 70 outs at bat, 12 runs.
    fn league() -> Inputs {
        Inputs {
            plate_appearances: 101,
            at_bats: 90,
            singles: 15,
            doubles: 4,
            triples: 1,
            home_runs: 2,
            walks: 9,
            intentional_walks: 1,
            hit_by_pitch: 1,
            sacrifice_flies: 1,
            outs: 75,
            runs: 12,
            ..Inputs::default()
        }
    }

    #[test]
    fn the_run_environment_gives_weights_that_make_the_league_its_own_on_base_percentage() {
        let (weights, scale) = Weights::by_environment(&league());
        // .16 runs an out: walk .30, hit .325, single .455, double .755, triple 1.025, home run 1.4; in all
        // 2.4 + .325 + 6.825 + 3.02 + 1.025 + 2.8 = 16.395; over 69 outs .237609, over 31 on base .528871.
        assert!((scale - 1.304_662).abs() < 1e-5, "{scale}");
        assert!((weights.walk - 0.701_398).abs() < 1e-5, "{}", weights.walk);
        assert!((weights.home_run - 2.136_525).abs() < 1e-5, "{}", weights.home_run);
        assert!((weights.woba(&league()) - 31.0 / 100.0).abs() < 1e-12);
    }

    #[test]
    fn measured_run_values_are_scaled_to_the_same() {
        let values = RunValues {
            walk: 0.3,
            hit_by_pitch: 0.3,
            single: 0.45,
            double: 0.75,
            triple: 1.0,
            home_run: 1.4,
            out: -0.25,
        };
        let (weights, scale) = Weights::measured(&league(), &values);
        // 8 * .55 + .55 + 15 * .7 + 4 * 1 + 1.25 + 2 * 1.65 = 24.
        assert!((scale - 31.0 / 24.0).abs() < 1e-12, "{scale}");
        assert!((weights.double - scale).abs() < 1e-12);
        assert!((weights.woba(&league()) - 0.31).abs() < 1e-12);
    }

    #[test]
    fn without_plays_there_are_none() {
        assert_eq!(Weights::by_environment(&Inputs::default()), (Weights::default(), 0.0));
        assert_eq!(Weights::measured(&Inputs::default(), &RunValues::default()), (Weights::default(), 0.0));
    }
}
