//! The constants of a season.

use async_graphql::{Enum, SimpleObject};

use crate::fact::park;
use crate::graphql::scalar::int;
use crate::query::constants::Kept;
use crate::stat::constants::published::{self, Published};
use crate::stat::constants::{Inputs, League, Weights};

/// A league, or all of them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LeagueName {
    /// All leagues.
    All,
    /// American League.
    American,
    /// National League.
    National,
    /// Any other league.
    Other,
}

/// What one league did at bat in the regular season, over the games whose play-by-play is loaded; of games between leagues the
/// halves in which its clubs batted.
#[derive(Debug, Clone, SimpleObject)]
pub struct LeagueInputs {
    /// Plate appearances.
    plate_appearances: i32,
    /// At bats.
    at_bats: i32,
    /// Singles.
    singles: i32,
    /// Doubles.
    doubles: i32,
    /// Triples.
    triples: i32,
    /// Home runs.
    home_runs: i32,
    /// Walks, intentional ones included.
    walks: i32,
    /// Intentional walks.
    intentional_walks: i32,
    /// Batters hit by a pitch.
    hit_by_pitch: i32,
    /// Sacrifice flies.
    sacrifice_flies: i32,
    /// Sacrifice bunts.
    sacrifice_bunts: i32,
    /// Strikeouts.
    strikeouts: i32,
    /// Outs; three are an inning.
    outs: i32,
    /// Runs.
    runs: i32,
    /// Earned runs.
    earned_runs: i32,
    /// Plays whose ball is told to have been a fly ball.
    fly_balls: i32,
    /// Home runs among them.
    fly_ball_home_runs: i32,
}

impl From<Inputs> for LeagueInputs {
    fn from(of: Inputs) -> Self {
        Self {
            plate_appearances: int(of.plate_appearances),
            at_bats: int(of.at_bats),
            singles: int(of.singles),
            doubles: int(of.doubles),
            triples: int(of.triples),
            home_runs: int(of.home_runs),
            walks: int(of.walks),
            intentional_walks: int(of.intentional_walks),
            hit_by_pitch: int(of.hit_by_pitch),
            sacrifice_flies: int(of.sacrifice_flies),
            sacrifice_bunts: int(of.sacrifice_bunts),
            strikeouts: int(of.strikeouts),
            outs: int(of.outs),
            runs: int(of.runs),
            earned_runs: int(of.earned_runs),
            fly_balls: int(of.fly_balls),
            fly_ball_home_runs: int(of.fly_ball_home_runs),
        }
    }
}

/// Weights of wOBA: what an event counts in Σ weight · events / (AB + BB − IBB + SF + HBP).
#[derive(Debug, Clone, SimpleObject)]
pub struct WobaWeights {
    /// Unintentional walk.
    walk: f64,
    /// Hit by pitch.
    hit_by_pitch: f64,
    /// Single.
    single: f64,
    /// Double.
    double: f64,
    /// Triple.
    triple: f64,
    /// Home run.
    home_run: f64,
}

impl From<Weights> for WobaWeights {
    fn from(of: Weights) -> Self {
        Self {
            walk: of.walk,
            hit_by_pitch: of.hit_by_pitch,
            single: of.single,
            double: of.double,
            triple: of.triple,
            home_run: of.home_run,
        }
    }
}

/// The constants of one league in a season.
#[derive(Debug, Clone, SimpleObject)]
pub struct LeagueConstants {
    /// Which league.
    league: LeagueName,
    /// The counters all this is computed from.
    inputs: LeagueInputs,
    /// Those among them of pitchers at bat.
    pitchers_at_bat: LeagueInputs,
    /// The counters of what its clubs pitched: `era`, `fipConstant` and `homeRunsPerFlyBall` are of these.
    pitched: LeagueInputs,
    /// Weights of wOBA by the run environment, as FanGraphs publishes them (Tango, "wOBA year-by-year calculations"): with r runs
    /// an out, a walk is r + .14 runs, hit by pitch .025 more than it, a single .155 more, a double .3 more than a single, a triple
    /// .27 more than a double, a home run 1.4; each above an out and times `wobaScale`. Line stats use these of all leagues.
    weights: WobaWeights,
    /// What the weights were multiplied by, so that the league's wOBA is its on-base percentage without intentional walks.
    woba_scale: f64,
    /// Weights of wOBA by the run values of the season's own plays: the mean of run expectancy after, less before, plus runs, by
    /// event, above an out (Tango, Lichtman, Dolphin, "The Book", chapter 1), times `measuredScale`.
    measured_weights: WobaWeights,
    /// What the measured weights were multiplied by.
    measured_scale: f64,
    /// wOBA of the league: (H + BB − IBB + HBP) / (AB + BB − IBB + HBP + SF) by the scale.
    woba: f64,
    /// Runs / plate appearances.
    runs_per_plate_appearance: f64,
    /// Runs a win is worth: 9 · runs an inning · 1.5 + 3 (FanGraphs Library, "Converting Runs to Wins").
    runs_per_win: f64,
    /// wRC a plate appearance of batters that are no pitchers: (their wOBA − wOBA) / scale + R/PA, by the numbers of all leagues
    /// (FanGraphs Library, "wRC and wRC+").
    wrc_per_plate_appearance: f64,
    /// What brings FIP to the ERA of the league: ERA − (13 · HR + 3 · (BB + HBP) − 2 · SO) / IP (FanGraphs Library, "FIP").
    fip_constant: f64,
    /// Earned run average: 9 · ER / IP.
    era: f64,
    /// On-base percentage without pitchers at bat: (H + BB + HBP) / (AB + BB + HBP + SF).
    obp: f64,
    /// Slugging percentage without pitchers at bat: total bases / AB.
    slg: f64,
    /// Home runs / (fly balls that were none + home runs), for xFIP; null where no fly ball is told.
    home_runs_per_fly_ball: Option<f64>,
}

impl LeagueConstants {
    fn of(name: LeagueName, of: &League) -> Self {
        Self {
            league: name,
            inputs: of.inputs.into(),
            pitchers_at_bat: of.pitchers.into(),
            pitched: of.pitched.into(),
            weights: of.weights.into(),
            woba_scale: of.woba_scale,
            measured_weights: of.measured.into(),
            measured_scale: of.measured_scale,
            woba: of.woba,
            runs_per_plate_appearance: of.runs_per_plate_appearance,
            runs_per_win: of.runs_per_win,
            wrc_per_plate_appearance: of.wrc_per_plate_appearance,
            fip_constant: of.fip_constant,
            era: of.era,
            obp: of.obp,
            slg: of.slg,
            home_runs_per_fly_ball: Some(of.home_runs_per_fly_ball).filter(|share| *share > 0.0),
        }
    }
}

/// Runs to the end of the half inning from a base-out state, over half innings that ran to three outs and were not the home
/// team's in the last inning or later (Tango, Lichtman, Dolphin, "The Book", chapter 1).
#[derive(Debug, Clone, SimpleObject)]
pub struct RunExpectancy {
    /// Outs, 0 to 2.
    outs: i32,
    /// Which bases are taken: 1 first, 2 second, 4 third, added up.
    bases: i32,
    /// Turns at bat that began in the state.
    turns: i32,
    /// Mean runs from there on.
    expectancy: f64,
}

/// What a park does to runs.
#[derive(Debug, Clone, SimpleObject)]
pub struct ParkFactor {
    /// MLBAM id of the park, or Retrosheet's code where only that is known.
    venue: String,
    /// Games there in the season and up to two before it; a park with fewer than 30 is neutral and not listed.
    games: i32,
    /// Runs of both sides in these games.
    runs: i32,
    /// Runs there for each run in the away games of the same clubs, drawn towards 1 as if 60 more games had been neutral. Not
    /// halved: it is the park's, not a club's that plays half its games there.
    factor: f64,
}

/// The constants of a season as somebody else publishes them, all leagues together.
#[derive(Debug, Clone, SimpleObject)]
pub struct PublishedConstants {
    /// Who publishes them.
    source: &'static str,
    /// Weights of wOBA.
    weights: WobaWeights,
    /// Scale of wOBA.
    woba_scale: f64,
    /// wOBA of the leagues.
    woba: f64,
    /// Runs a plate appearance.
    runs_per_plate_appearance: f64,
    /// Runs a win is worth.
    runs_per_win: f64,
    /// Constant of FIP.
    fip_constant: f64,
    /// Ours less theirs, weight by weight.
    weight_differences: WobaWeights,
    /// Our constant of FIP less theirs.
    fip_constant_difference: f64,
}

impl PublishedConstants {
    fn of(theirs: &Published, ours: &League) -> Self {
        let [walk, hit_by_pitch, single, double, triple, home_run] = ours.weights.less(theirs.weights);
        Self {
            source: published::SOURCE,
            weights: theirs.weights.into(),
            woba_scale: theirs.woba_scale,
            woba: theirs.woba,
            runs_per_plate_appearance: theirs.runs_per_plate_appearance,
            runs_per_win: theirs.runs_per_win,
            fip_constant: theirs.fip_constant,
            weight_differences: WobaWeights { walk, hit_by_pitch, single, double, triple, home_run },
            fip_constant_difference: ours.fip_constant - theirs.fip_constant,
        }
    }
}

/// What the stats of a season are measured by: computed from its regular season games with play-by-play.
#[derive(Debug, Clone, SimpleObject)]
pub struct SeasonConstants {
    /// The season.
    season: i32,
    /// Version of the data they were computed from.
    version: String,
    /// All leagues together first, then each.
    leagues: Vec<LeagueConstants>,
    /// The 24 base-out states, by outs and bases.
    run_expectancy: Vec<RunExpectancy>,
    /// Parks, by number.
    park_factors: Vec<ParkFactor>,
    /// The same constants from elsewhere; null where none are known.
    published: Option<PublishedConstants>,
}

impl From<Kept> for SeasonConstants {
    fn from(kept: Kept) -> Self {
        let constants = &kept.constants;
        let each = [LeagueName::American, LeagueName::National, LeagueName::Other].into_iter().zip(&constants.leagues);
        let each = each.filter_map(|(name, league)| Some(LeagueConstants::of(name, league.as_ref()?)));
        let states = (0..).zip(&kept.states).map(|(state, runs)| RunExpectancy {
            outs: state / 8,
            bases: state % 8,
            turns: int(runs.turns),
            expectancy: runs.expectancy(),
        });
        let parks = kept.parks.iter().map(|row| ParkFactor {
            venue: park::name(row.venue),
            games: int(row.games),
            runs: int(row.runs),
            factor: row.factor,
        });
        Self {
            season: i32::from(constants.season),
            version: kept.version.to_string(),
            leagues: std::iter::once(LeagueConstants::of(LeagueName::All, &constants.all)).chain(each).collect(),
            run_expectancy: states.collect(),
            park_factors: parks.collect(),
            published: published::of_season(constants.season).map(|row| PublishedConstants::of(row, &constants.all)),
        }
    }
}
