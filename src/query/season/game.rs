//! Games.

use sqlx::PgConnection;

use super::copy::{Tuple, Wrong, rows};
use super::{code, of_season};
use crate::fact::park;
use crate::fact::rows::Game;
use crate::query::QueryError;

/// Innings a game was to last where nobody says.
const INNINGS: u8 = 9;

/// The loaded games, by day and id, and whether of any only the box score is known.
pub(super) async fn read(conn: &mut PgConnection, season: i16) -> Result<(Vec<Game>, bool), QueryError> {
    let sql = of_season(include_str!("../sql/season_game.sql"), season);
    let rows = rows(conn, "game", &sql, game).await?;
    let has_boxed = rows.iter().any(|(_, is_boxed)| *is_boxed);
    Ok((rows.into_iter().map(|(game, _)| game).collect(), has_boxed))
}

fn game(tuple: &mut Tuple<'_>) -> Result<(Game, bool), Wrong> {
    let game = Game {
        id: tuple.id()?,
        day: tuple.date()?,
        game_type: tuple.field()?.and_then(<[u8]>::first).copied().unwrap_or(0),
        doubleheader: tuple.byte_or(0)?,
        day_night: tuple.byte_or(2)?,
        venue: venue(tuple.int()?, tuple.field()?),
        roof: tuple.byte_or(4)?,
        surface: tuple.byte_or(2)?,
        temperature: tuple.small()?,
        scheduled_innings: tuple.byte_or(INNINGS)?,
        home_team: tuple.id()?,
        away_team: tuple.id()?,
        home_league: code::league(tuple.field()?),
        away_league: code::league(tuple.field()?),
        home_score: tuple.small()?,
        away_score: tuple.small()?,
        gaps: tuple.small_or_zero()?,
        is_scored: tuple.truth()?,
        has_pitches: tuple.truth()?,
        source: tuple.byte_or(0)?,
    };
    Ok((game, tuple.truth()?))
}

fn venue(id: Option<i32>, site: Option<&[u8]>) -> i32 {
    let of_site = || site.and_then(|site| std::str::from_utf8(site).ok()).and_then(park::of_site);
    id.or_else(of_site).unwrap_or(0)
}
