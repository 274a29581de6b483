//! The constants of a season, computed from its plays: what a base-out state is worth in runs, what each event is worth,
//! what the league did, what the parks do, and how likely a lead is to hold.

pub mod chance;
pub mod expectancy;
pub mod inputs;
pub mod league;
pub mod park;
pub mod published;
pub mod weights;

use std::collections::HashMap;
use std::sync::Arc;

pub use self::chance::{Moment, WinChances};
pub use self::expectancy::{EventClass, RunValues, StateRuns, Transition};
pub use self::inputs::Inputs;
pub use self::park::Park;

/// Everything a season is measured by.
#[derive(Debug, Clone, PartialEq)]
pub struct Constants {
    /// The season.
    pub season: i16,
    /// Both leagues together; its weights are the season's.
    pub all: Arc<League>,
    /// Each league: 0 American, 1 National, 2 any other.
    pub leagues: [Option<Arc<League>>; 3],
    /// Mean runs to the end of the half inning by base-out state: `8 · outs + bases`, bit 0 of the bases first base.
    pub run_expectancy: [f64; 24],
    /// Runs scored in a park for each run scored elsewhere by the same clubs, by venue (as `fact::rows::Game::venue`);
    /// a park that is missing is neutral.
    pub parks: HashMap<i32, f64>,
    /// How likely the home team is to win, moment by moment.
    pub chances: Arc<WinChances>,
}

/// What one league did in a season, regular season only, and the weights and constants that follow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct League {
    /// Plate appearances.
    pub plate_appearances: i64,
    /// Outs.
    pub outs: i64,
    /// Runs.
    pub runs: i64,
    /// Earned runs.
    pub earned_runs: i64,
    /// Runs a plate appearance.
    pub runs_per_plate_appearance: f64,
    /// Runs a win is worth.
    pub runs_per_win: f64,
    /// wOBA of the league, which by the scale is its OBP without intentional walks.
    pub woba: f64,
    /// What the run values were multiplied by.
    pub woba_scale: f64,
    /// Weights of wOBA.
    pub weights: Weights,
    /// wRC a plate appearance without pitchers at bat.
    pub wrc_per_plate_appearance: f64,
    /// OBP without pitchers at bat.
    pub obp: f64,
    /// SLG without pitchers at bat.
    pub slg: f64,
    /// Earned run average.
    pub era: f64,
    /// What brings FIP to the league's ERA.
    pub fip_constant: f64,
    /// Home runs a fly ball: of the plays told as fly balls and all home runs. 0 where no fly ball is told.
    pub home_runs_per_fly_ball: f64,
    /// Weights of wOBA by the run values measured in the season ([`weights`]).
    pub measured: Weights,
    /// The scale of those.
    pub measured_scale: f64,
    /// The counters all this is computed from.
    pub inputs: Inputs,
    /// Those among them of pitchers at bat.
    pub pitchers: Inputs,
    /// The counters of what its clubs pitched: ERA, FIP's constant and HR/FB are of these.
    pub pitched: Inputs,
}

/// Weights of wOBA.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weights {
    /// Unintentional walk.
    pub walk: f64,
    /// Hit by pitch.
    pub hit_by_pitch: f64,
    /// Single.
    pub single: f64,
    /// Double.
    pub double: f64,
    /// Triple.
    pub triple: f64,
    /// Home run.
    pub home_run: f64,
}

impl League {
    /// A league of which every number is one: to try formulas on.
    #[must_use]
    pub fn of_ones() -> Self {
        Self {
            plate_appearances: 1,
            outs: 1,
            runs: 1,
            earned_runs: 1,
            runs_per_plate_appearance: 1.0,
            runs_per_win: 1.0,
            woba: 1.0,
            woba_scale: 1.0,
            weights: Weights { walk: 1.0, hit_by_pitch: 1.0, single: 1.0, double: 1.0, triple: 1.0, home_run: 1.0 },
            wrc_per_plate_appearance: 1.0,
            obp: 1.0,
            slg: 1.0,
            era: 1.0,
            fip_constant: 1.0,
            home_runs_per_fly_ball: 1.0,
            ..Self::default()
        }
    }
}
