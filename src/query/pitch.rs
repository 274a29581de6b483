//! What Statcast measured of single pitches.

use sqlx::{FromRow, PgPool};

use super::QueryError;
use crate::fact::find::Place;

/// The measurements of one Statcast row, as upstream has them.
#[derive(Debug, Clone, PartialEq, FromRow)]
pub struct Measured {
    /// MLBAM id of the game.
    pub game_pk: i32,
    /// At-bat number.
    pub at_bat_number: i16,
    /// Pitch number.
    pub pitch_number: i16,
    /// Balls before the pitch.
    pub balls: Option<i16>,
    /// Strikes before the pitch.
    pub strikes: Option<i16>,
    /// Outs before the pitch.
    pub outs_when_up: Option<i16>,
    /// The ball as it leaves the hand, mph.
    pub release_speed: Option<f32>,
    /// rpm
    pub release_spin_rate: Option<i16>,
    /// feet
    pub release_extension: Option<f32>,
    /// Horizontal movement, feet, catcher's view.
    pub pfx_x: Option<f32>,
    /// Vertical movement, feet.
    pub pfx_z: Option<f32>,
    /// Where it left the hand, feet from the middle of the plate, catcher's view.
    pub release_pos_x: Option<f32>,
    /// Height there, feet.
    pub release_pos_z: Option<f32>,
    /// Where it crossed the plate, feet from its middle, catcher's view.
    pub plate_x: Option<f32>,
    /// Height over the plate, feet.
    pub plate_z: Option<f32>,
    /// Top of the zone, feet.
    pub sz_top: Option<f32>,
    /// Bottom of the zone, feet.
    pub sz_bot: Option<f32>,
    /// 1 to 9 the zone, 11 to 14 outside of it.
    pub zone: Option<i16>,
    /// mph
    pub launch_speed: Option<f32>,
    /// degrees
    pub launch_angle: Option<i16>,
    /// feet
    pub hit_distance_sc: Option<i16>,
    /// Where the ball was fielded, in the picture's units ([`crate::domain::field`]).
    pub hc_x: Option<f32>,
    /// See `hc_x`.
    pub hc_y: Option<f32>,
    /// Quality of contact, 1 to 6.
    pub launch_speed_angle: Option<i16>,
    /// Expected batting average.
    pub estimated_ba_using_speedangle: Option<f32>,
    /// Expected slugging.
    pub estimated_slg_using_speedangle: Option<f32>,
    /// Expected wOBA.
    pub estimated_woba_using_speedangle: Option<f32>,
    /// Baseball Savant's weight of the result.
    pub woba_value: Option<f32>,
}

impl Measured {
    /// What the row is found by: game, at-bat number, pitch number.
    #[must_use]
    pub fn key(&self) -> (i32, i16, i16) {
        (self.game_pk, self.at_bat_number, self.pitch_number)
    }
}

/// The rows of these pitches, in any order; one that was replaced in the meantime is left out.
///
/// # Errors
/// When the database fails.
pub async fn measured(pool: &PgPool, places: impl Iterator<Item = Place> + Clone) -> Result<Vec<Measured>, QueryError> {
    let sql = "select p.game_pk, p.at_bat_number, p.pitch_number, p.balls, p.strikes, p.outs_when_up, p.release_speed, \
               p.release_spin_rate, p.release_extension, p.pfx_x, p.pfx_z, p.release_pos_x, p.release_pos_z, p.plate_x, \
               p.plate_z, p.sz_top, p.sz_bot, p.zone, p.launch_speed, p.launch_angle, p.hit_distance_sc, p.hc_x, p.hc_y, \
               p.launch_speed_angle, p.estimated_ba_using_speedangle, p.estimated_slg_using_speedangle, \
               p.estimated_woba_using_speedangle, p.woba_value \
               from unnest($1::int[], $2::smallint[], $3::smallint[]) as k (game_pk, at_bat_number, pitch_number) \
               join staging.savant_pitch p using (game_pk, at_bat_number, pitch_number)";
    let games: Vec<i32> = places.clone().map(|place| place.game).collect();
    let at_bats: Vec<i16> = places.clone().map(|place| place.at_bat).collect();
    let pitches: Vec<i16> = places.map(|place| place.pitch).collect();
    Ok(sqlx::query_as(sql).bind(games).bind(at_bats).bind(pitches).fetch_all(pool).await?)
}
