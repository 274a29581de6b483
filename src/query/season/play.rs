//! Plays.

use sqlx::PgConnection;

use super::code::{self, Codes};
use super::copy::{Tuple, Wrong, rows};
use super::{Places, columns, of_season};
use crate::fact::rows::Play;
use crate::query::QueryError;
use crate::stat::counter::STORED;

/// Outs and bases nobody told.
const UNKNOWN: u8 = 255;
/// The highest number of a position, a pinch runner's.
const LAST_POSITION: u8 = 12;

/// The plays, by game, number and part.
pub(super) async fn read(conn: &mut PgConnection, season: i16, places: &mut Places) -> Result<Vec<Play>, QueryError> {
    let counts = columns("p", STORED.iter().map(|(_, column)| *column));
    let sql = of_season(include_str!("../sql/season_play.sql"), season).replace("{counts}", &counts);
    let events = Codes::events();
    let mut plays = rows(conn, "play", &sql, |tuple| play(tuple, places, &events)).await?;
    plays.sort_by_key(|play| (play.game, play.number, play.part));
    Ok(plays)
}

fn play(tuple: &mut Tuple<'_>, places: &mut Places, events: &Codes) -> Result<Play, Wrong> {
    let game = places.get(tuple)?;
    let (number, part, share) = (tuple.small_or_zero()?, tuple.small_or_zero()?, tuple.byte_or(0)?);
    let (batter, pitcher) = (tuple.id()?, tuple.id()?);
    Ok(Play {
        game,
        number,
        part,
        share,
        batter,
        pitcher,
        at_bat: tuple.int()?.unwrap_or(batter),
        home_bats: tuple.truth()?,
        pitcher_started: tuple.truth()?,
        batter_side: code::hand(tuple.field()?),
        pitcher_hand: code::hand(tuple.field()?),
        inning: tuple.byte_or(0)?,
        outs: tuple.byte_or(UNKNOWN)?,
        bases: tuple.byte_or(UNKNOWN)?,
        count: code::count(tuple.small()?, tuple.small()?),
        event: events.get(tuple.field()?),
        counts_reached: tuple.small_or_zero()? as u16,
        start_outs: tuple.byte_or(UNKNOWN)?,
        start_bases: tuple.byte_or(UNKNOWN)?,
        end_outs: tuple.byte_or(UNKNOWN)?,
        end_bases: tuple.byte_or(UNKNOWN)?,
        batting_score: tuple.small()?,
        fielding_score: tuple.small()?,
        slot: tuple.byte_or(0)?,
        batter_position: Some(tuple.byte_or(0)?).filter(|position| *position <= LAST_POSITION).unwrap_or(0),
        batter_started: tuple.flag()?.map_or(2, u8::from),
        times_through: tuple.byte_or(0)?,
        trajectory: code::trajectory(tuple.field()?),
        catcher: tuple.int_or_zero()?,
        at_bat_number: tuple.small_or_zero()?,
        above: tuple.small_or_zero()?,
        upto: tuple.small_or_zero()?,
        counts: tuple.smalls()?,
    })
}
