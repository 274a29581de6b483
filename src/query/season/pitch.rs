//! Statcast rows.

use sqlx::PgConnection;

use super::code::{self, Codes};
use super::copy::{Tuple, Wrong, rows};
use super::{Places, of_season};
use crate::fact::rows::Pitch;
use crate::query::QueryError;

/// The Statcast rows, by game, at-bat number and pitch number.
pub(super) async fn read(conn: &mut PgConnection, season: i16, places: &mut Places) -> Result<Vec<Pitch>, QueryError> {
    let sql = of_season(include_str!("../sql/season_pitch.sql"), season);
    let (types, results) = (Codes::pitch_types(), Codes::pitch_results());
    let mut pitches = rows(conn, "staging.savant_pitch", &sql, |tuple| pitch(tuple, places, &types, &results)).await?;
    pitches.sort_by_key(|pitch| (pitch.game, pitch.at_bat_number, pitch.pitch_number));
    Ok(pitches)
}

fn pitch(tuple: &mut Tuple<'_>, places: &mut Places, types: &Codes, results: &Codes) -> Result<Pitch, Wrong> {
    Ok(Pitch {
        game: places.get(tuple)?,
        at_bat_number: tuple.small_or_zero()?,
        pitch_number: tuple.small_or_zero()?,
        batter: tuple.id()?,
        pitcher: tuple.id()?,
        pitch_type: types.get(tuple.field()?),
        result: results.get(tuple.field()?),
        count: code::count(tuple.small()?, tuple.small()?),
        zone: tuple.byte_or(0)?,
        trajectory: code::trajectory(tuple.field()?),
        launch_speed_angle: tuple.byte_or(0)?,
        release_speed: tuple.float()?,
        spin_rate: tuple.float()?,
        extension: tuple.float()?,
        pfx_x: tuple.float()?,
        pfx_z: tuple.float()?,
        plate_x: tuple.float()?,
        plate_z: tuple.float()?,
        sz_top: tuple.float()?,
        sz_bot: tuple.float()?,
        launch_speed: tuple.float()?,
        launch_angle: tuple.float()?,
        hc_x: tuple.float()?,
        hc_y: tuple.float()?,
        expected_avg: tuple.float()?,
        expected_slg: tuple.float()?,
        expected_woba: tuple.float()?,
        woba_value: tuple.float()?,
        bat_speed: tuple.float()?,
        swing_length: tuple.float()?,
    })
}
