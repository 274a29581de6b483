//! Player-game lines and fielders.

use sqlx::PgConnection;

use super::copy::{Tuple, Wrong, rows};
use super::{Places, columns, of_season};
use crate::fact::rows::{Fielder, GameLine};
use crate::query::QueryError;
use crate::stat::counter::{GAME_COUNTERS, RESULTS, STORED};
use crate::stat::fielding::FIELDING_COLUMNS;

/// Rows of a box score: theirs are the only counters that are read, since the plays have the others'.
const BOXED: [&str; 2] = ["l.source <> 4", "l.source = 4"];

/// Lines of batters, by game and player.
pub(super) async fn read_batting(
    conn: &mut PgConnection,
    season: i16,
    has_boxed: bool,
    places: &mut Places,
) -> Result<Vec<GameLine>, QueryError> {
    read(conn, "batting_game", season, has_boxed, places).await
}

/// Lines of pitchers, by game and player.
pub(super) async fn read_pitching(
    conn: &mut PgConnection,
    season: i16,
    has_boxed: bool,
    places: &mut Places,
) -> Result<Vec<GameLine>, QueryError> {
    read(conn, "pitching_game", season, has_boxed, places).await
}

async fn read(
    conn: &mut PgConnection,
    table: &'static str,
    season: i16,
    has_boxed: bool,
    places: &mut Places,
) -> Result<Vec<GameLine>, QueryError> {
    let decides = table == "pitching_game";
    let names = |list: &'static [(_, &'static str)]| columns("l", list.iter().map(|(_, column)| *column));
    let decisions = if decides { columns("l", GAME_COUNTERS.iter().map(|(_, column)| *column)) } else { String::new() };
    let counts = names(STORED) + &names(RESULTS);
    let statement = |which: &str, counters: &str| {
        of_season(include_str!("../sql/season_line.sql"), season)
            .replace("{table}", table)
            .replace("{which}", which)
            .replace("{counters}", counters)
    };
    let sql = statement(BOXED[0], &decisions);
    let mut lines = rows(conn, table, &sql, |tuple| line(tuple, places, decides)).await?;
    if has_boxed {
        let sql = statement(BOXED[1], &(decisions + &counts));
        let boxed = rows(conn, table, &sql, |tuple| {
            let line = line(tuple, places, decides)?;
            Ok(GameLine { is_boxed: true, counts: tuple.smalls()?, results: tuple.smalls()?, ..line })
        });
        lines.extend(boxed.await?);
    }
    lines.sort_by_key(|line| (line.game, line.player, line.is_home));
    Ok(lines)
}

fn line(tuple: &mut Tuple<'_>, places: &mut Places, decides: bool) -> Result<GameLine, Wrong> {
    Ok(GameLine {
        game: places.get(tuple)?,
        player: tuple.id()?,
        is_home: tuple.truth()?,
        is_start: tuple.flag()?.unwrap_or(false),
        decisions: if decides { tuple.smalls()? } else { [0; GAME_COUNTERS.len()] },
        ..GameLine::default()
    })
}

/// Fielders, by game, player and position.
pub(super) async fn read_fielding(
    conn: &mut PgConnection,
    season: i16,
    places: &mut Places,
) -> Result<Vec<Fielder>, QueryError> {
    let counts = columns("f", FIELDING_COLUMNS.iter().copied());
    let sql = of_season(include_str!("../sql/season_fielding.sql"), season).replace("{counts}", &counts);
    let mut fielders = rows(conn, "fielding_game", &sql, |tuple| {
        Ok(Fielder {
            game: places.get(tuple)?,
            player: tuple.id()?,
            is_home: tuple.truth()?,
            position: tuple.byte_or(0)?,
            is_start: tuple.truth()?,
            counts: tuple.smalls()?,
        })
    })
    .await?;
    fielders.sort_by_key(|fielder| (fielder.game, fielder.player, fielder.is_home, fielder.position));
    Ok(fielders)
}
