//! The rows of a season as they are read: one struct a kind, every value in the smallest closed form that says it.

use chrono::NaiveDate;

use crate::stat::counter::{GAME_COUNTERS, RESULTS, STORED};
use crate::stat::fielding::FIELDING_COLUMNS;

/// Everything stored of one season.
#[derive(Debug, Clone, Default)]
pub struct SeasonRows {
    /// The season.
    pub season: i16,
    /// Its loaded games, by day and id. The other rows name them by their place here.
    pub games: Vec<Game>,
    /// Its plays, by game, number and part.
    pub plays: Vec<Play>,
    /// The Statcast rows of its games, by game, at-bat number and pitch number.
    pub pitches: Vec<Pitch>,
    /// Who appeared, as a batter and as a pitcher.
    pub lines: [Vec<GameLine>; 2],
    /// Who fielded, by position.
    pub fielding: Vec<Fielder>,
    /// The day of the season's first All-Star game, where that is known.
    pub all_star_day: Option<NaiveDate>,
}

/// A game, with what a dimension may ask of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Game {
    /// MLBAM id.
    pub id: i32,
    /// League day.
    pub day: NaiveDate,
    /// Letter of the game type.
    pub game_type: u8,
    /// 0 no doubleheader or not known, 1 and 2 its games.
    pub doubleheader: u8,
    /// 0 day, 1 night, 2 not known.
    pub day_night: u8,
    /// MLBAM id of the park; below zero the park of a game that only Retrosheet tells ([`super::park`]); 0 not known.
    pub venue: i32,
    /// 0 open, 1 dome, 2 retractable and open, 3 retractable and closed, 4 not known.
    pub roof: u8,
    /// 0 grass, 1 artificial turf, 2 not known.
    pub surface: u8,
    /// Degrees Fahrenheit at the start.
    pub temperature: Option<i16>,
    /// Innings it was to last: 9, or 7 in doubleheaders of 2020 and 2021; 9 where it is not known.
    pub scheduled_innings: u8,
    /// Home team.
    pub home_team: i32,
    /// Visiting team.
    pub away_team: i32,
    /// League of the home team: 0 American, 1 National, 2 another, 3 not known.
    pub home_league: u8,
    /// League of the visiting team.
    pub away_league: u8,
    /// Final runs of the home team.
    pub home_score: Option<i16>,
    /// Final runs of the visitors.
    pub away_score: Option<i16>,
    /// Plate appearances known to be missing (column `game_gaps` of its plays).
    pub gaps: i16,
    /// Its play-by-play is loaded.
    pub is_scored: bool,
    /// Its Statcast rows are loaded.
    pub has_pitches: bool,
    /// Who tells it: column `source` of its plays and lines.
    pub source: u8,
}

/// A row of `play`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Play {
    /// Place of the game.
    pub game: u32,
    /// Number of the turn at bat.
    pub number: i16,
    /// Part of the turn.
    pub part: i16,
    /// 0 batter against pitcher, 1 a runner's, 2 charged to a pitcher who left.
    pub share: u8,
    /// Whose batting line it is; of share 1 the runner.
    pub batter: i32,
    /// Whose pitching line it is.
    pub pitcher: i32,
    /// Who was at bat.
    pub at_bat: i32,
    /// The home team bats.
    pub home_bats: bool,
    /// The pitcher started the game.
    pub pitcher_started: bool,
    /// 0 left, 1 right, 2 not known.
    pub batter_side: u8,
    /// 0 left, 1 right, 2 not known.
    pub pitcher_hand: u8,
    /// Inning.
    pub inning: u8,
    /// Outs before the last pitch or event of the part.
    pub outs: u8,
    /// Bases taken, at the same moment; bit 0 first base.
    pub bases: u8,
    /// `10 · balls + strikes` at the same moment; 99 not known.
    pub count: u8,
    /// Place of the event in `domain::event::EVENTS`, plus one; 0 none.
    pub event: u8,
    /// Bit `3 · balls + strikes` of every count the turn passed through.
    pub counts_reached: u16,
    /// Outs when the batter came up, bases, and both after the turn; 255 not known.
    pub start_outs: u8,
    /// See `start_outs`.
    pub start_bases: u8,
    /// See `start_outs`.
    pub end_outs: u8,
    /// See `start_outs`.
    pub end_bases: u8,
    /// Runs of the side at bat, at the moment of `outs`.
    pub batting_score: Option<i16>,
    /// Runs of the side in the field.
    pub fielding_score: Option<i16>,
    /// 1 to 9; 0 not known.
    pub slot: u8,
    /// 1 to 12 as `BATTER_POSITION`; 0 not known.
    pub batter_position: u8,
    /// 0 a substitute, 1 started in the order, 2 not known.
    pub batter_started: u8,
    /// How often the pitcher faced the batter's place of the order, this time included; 0 not known.
    pub times_through: u8,
    /// Place in [`TRAJECTORIES`], plus one; 0 none.
    pub trajectory: u8,
    /// Who caught; 0 not known.
    pub catcher: i32,
    /// Which Statcast rows are the play's: at-bat number (0 none), and pitch numbers above `above` up to `upto`.
    pub at_bat_number: i16,
    /// See `at_bat_number`.
    pub above: i16,
    /// See `at_bat_number`.
    pub upto: i16,
    /// The counters that are stored, in the order of [`STORED`].
    pub counts: [i16; STORED.len()],
}

/// Shapes of batted balls, as column `trajectory` spells them.
pub const TRAJECTORIES: &[&str] = &["ground_ball", "line_drive", "fly_ball", "popup"];

/// A row of `staging.savant_pitch`. Floats are as upstream: mph, feet, degrees, rpm; NaN where empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Pitch {
    /// Place of the game.
    pub game: u32,
    /// At-bat number.
    pub at_bat_number: i16,
    /// Pitch number.
    pub pitch_number: i16,
    /// Batter.
    pub batter: i32,
    /// Pitcher.
    pub pitcher: i32,
    /// Place in `domain::pitch::PITCH_TYPES`, plus one; 0 not known.
    pub pitch_type: u8,
    /// Place in `domain::pitch::PITCH_RESULTS`, plus one; 0 not known.
    pub result: u8,
    /// `10 · balls + strikes` before the pitch; 99 not known.
    pub count: u8,
    /// 1 to 14; 0 not known.
    pub zone: u8,
    /// Place in [`TRAJECTORIES`], plus one; 0 none.
    pub trajectory: u8,
    /// `launch_speed_angle`, 1 to 6; 0 none.
    pub launch_speed_angle: u8,
    /// The ball as it leaves the hand, mph.
    pub release_speed: f32,
    /// rpm
    pub spin_rate: f32,
    /// feet
    pub extension: f32,
    /// Horizontal movement, feet, catcher's view.
    pub pfx_x: f32,
    /// Vertical movement, feet.
    pub pfx_z: f32,
    /// Where it crossed the plate, feet from its middle, catcher's view.
    pub plate_x: f32,
    /// Height over the plate, feet.
    pub plate_z: f32,
    /// Top of the zone, feet.
    pub sz_top: f32,
    /// Bottom of the zone, feet.
    pub sz_bot: f32,
    /// mph
    pub launch_speed: f32,
    /// degrees
    pub launch_angle: f32,
    /// Where the ball was fielded, in the picture's units.
    pub hc_x: f32,
    /// See `hc_x`.
    pub hc_y: f32,
    /// `estimated_ba_using_speedangle`
    pub expected_avg: f32,
    /// `estimated_slg_using_speedangle`
    pub expected_slg: f32,
    /// `estimated_woba_using_speedangle`
    pub expected_woba: f32,
    /// `woba_value`
    pub woba_value: f32,
    /// mph
    pub bat_speed: f32,
    /// feet
    pub swing_length: f32,
}

impl Default for Pitch {
    fn default() -> Self {
        Self {
            game: 0,
            at_bat_number: 0,
            pitch_number: 0,
            batter: 0,
            pitcher: 0,
            pitch_type: 0,
            result: 0,
            count: 99,
            zone: 0,
            trajectory: 0,
            launch_speed_angle: 0,
            release_speed: f32::NAN,
            spin_rate: f32::NAN,
            extension: f32::NAN,
            pfx_x: f32::NAN,
            pfx_z: f32::NAN,
            plate_x: f32::NAN,
            plate_z: f32::NAN,
            sz_top: f32::NAN,
            sz_bot: f32::NAN,
            launch_speed: f32::NAN,
            launch_angle: f32::NAN,
            hc_x: f32::NAN,
            hc_y: f32::NAN,
            expected_avg: f32::NAN,
            expected_slg: f32::NAN,
            expected_woba: f32::NAN,
            woba_value: f32::NAN,
            bat_speed: f32::NAN,
            swing_length: f32::NAN,
        }
    }
}

/// A row of `batting_game` or `pitching_game`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GameLine {
    /// Place of the game.
    pub game: u32,
    /// Whose line.
    pub player: i32,
    /// He played for the home team.
    pub is_home: bool,
    /// He started.
    pub is_start: bool,
    /// Only the box score of the game is known, and `counts` and `results` are what it prints; else both are zero and the plays have them.
    pub is_boxed: bool,
    /// Decisions; of a pitcher.
    pub decisions: [i16; GAME_COUNTERS.len()],
    /// Of a box score: the stored counters, in the order of [`STORED`].
    pub counts: [i16; STORED.len()],
    /// Of a box score: the counters of results, in the order of [`RESULTS`].
    pub results: [i16; RESULTS.len()],
}

/// A row of `fielding_game`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fielder {
    /// Place of the game.
    pub game: u32,
    /// Whose line.
    pub player: i32,
    /// He played for the home team.
    pub is_home: bool,
    /// 1 to 9.
    pub position: u8,
    /// He started there.
    pub is_start: bool,
    /// The counters.
    pub counts: [i16; FIELDING_COLUMNS.len()],
}
