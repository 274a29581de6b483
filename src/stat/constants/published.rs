//! Constants that others publish, to compare ours with.

use super::Weights;

/// Who publishes them.
pub const SOURCE: &str = "FanGraphs Guts!";

/// Constants of one season, both leagues together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// The season.
    pub season: i16,
    /// wOBA of the league.
    pub woba: f64,
    /// Scale of wOBA.
    pub woba_scale: f64,
    /// Weights of wOBA.
    pub weights: Weights,
    /// Runs a plate appearance.
    pub runs_per_plate_appearance: f64,
    /// Runs a win.
    pub runs_per_win: f64,
    /// Constant of FIP.
    pub fip_constant: f64,
}

/// Of this season, if published.
#[must_use]
pub fn of_season(season: i16) -> Option<&'static Published> {
    PUBLISHED.iter().find(|row| row.season == season)
}

const fn row(season: i16, values: [f64; 11]) -> Published {
    let [woba, woba_scale, walk, hit_by_pitch, single, double, triple, home_run, per_appearance, per_win, fip] = values;
    Published {
        season,
        woba,
        woba_scale,
        weights: Weights { walk, hit_by_pitch, single, double, triple, home_run },
        runs_per_plate_appearance: per_appearance,
        runs_per_win: per_win,
        fip_constant: fip,
    }
}

/// wOBA, scale, weights of walk, hit by pitch, single, double, triple and home run, R/PA, R/W, constant of FIP.
#[allow(clippy::approx_constant, reason = "a wOBA of .318 has nothing to do with π")]
const PUBLISHED: [Published; 11] = [
    row(2015, [0.313, 1.251, 0.687, 0.718, 0.881, 1.256, 1.594, 2.065, 0.112, 9.421, 3.134]),
    row(2016, [0.318, 1.212, 0.691, 0.721, 0.878, 1.242, 1.569, 2.015, 0.118, 9.778, 3.147]),
    row(2017, [0.321, 1.185, 0.693, 0.723, 0.877, 1.232, 1.552, 1.980, 0.122, 10.048, 3.158]),
    row(2018, [0.315, 1.226, 0.690, 0.720, 0.880, 1.247, 1.578, 2.031, 0.117, 9.714, 3.160]),
    row(2019, [0.320, 1.157, 0.690, 0.719, 0.870, 1.217, 1.529, 1.940, 0.126, 10.296, 3.214]),
    row(2020, [0.320, 1.185, 0.699, 0.728, 0.883, 1.238, 1.558, 1.979, 0.125, 10.282, 3.191]),
    row(2021, [0.314, 1.209, 0.692, 0.722, 0.879, 1.242, 1.568, 2.007, 0.121, 9.973, 3.170]),
    row(2022, [0.310, 1.259, 0.689, 0.720, 0.884, 1.261, 1.601, 2.072, 0.114, 9.524, 3.112]),
    row(2023, [0.318, 1.204, 0.696, 0.726, 0.883, 1.244, 1.569, 2.004, 0.122, 10.028, 3.255]),
    row(2024, [0.310, 1.242, 0.689, 0.720, 0.882, 1.254, 1.590, 2.050, 0.117, 9.683, 3.166]),
    row(2025, [0.313, 1.232, 0.691, 0.722, 0.882, 1.252, 1.584, 2.037, 0.118, 9.774, 3.135]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_weights_are_those_of_their_own_scale() {
        for row in &PUBLISHED {
            // By the steps of their formula: a home run is 1.4 runs, a single .155 more than a walk.
            let step = (row.weights.single - row.weights.walk) / row.woba_scale;
            assert!((step - 0.155).abs() < 0.002, "{}: {step}", row.season);
        }
        assert!(of_season(2015).is_some() && of_season(1982).is_none());
    }
}
