//! Everything stored of one season, read in one snapshot by binary COPY.

mod code;
mod copy;
mod game;
mod line;
mod pitch;
mod play;

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::QueryError;
use crate::fact::rows::SeasonRows;

/// Reads a season. One without loaded games has no rows.
///
/// # Errors
/// When the database fails, or a row is not as it was asked for.
pub async fn read(pool: &PgPool, season: i16) -> Result<SeasonRows, QueryError> {
    let mut tx = pool.begin_with("begin isolation level repeatable read read only").await?;
    // Rows are found by their game: where few seasons are loaded the planner would rather read whole tables, of which
    // it reads more with every season.
    sqlx::query("set local enable_seqscan = off").execute(&mut *tx).await?;
    let rows = read_all(&mut tx, season).await?;
    tx.commit().await?;
    Ok(rows)
}

async fn read_all(conn: &mut PgConnection, season: i16) -> Result<SeasonRows, QueryError> {
    let (games, has_boxed) = game::read(conn, season).await?;
    let mut places = Places::of(games.iter().map(|game| game.id));
    let plays = play::read(conn, season, &mut places).await?;
    let pitches = pitch::read(conn, season, &mut places).await?;
    let batting = line::read_batting(conn, season, has_boxed, &mut places).await?;
    let pitching = line::read_pitching(conn, season, has_boxed, &mut places).await?;
    let fielding = line::read_fielding(conn, season, &mut places).await?;
    let all_star_day = sqlx::query_scalar("select min(official_date) from game where season = $1 and game_type = 'A'")
        .bind(season)
        .fetch_one(conn)
        .await?;
    Ok(SeasonRows { season, games, plays, pitches, lines: [batting, pitching], fielding, all_star_day })
}

/// The seasons with loaded games, in order, each with the data version at which something of it changed last.
///
/// # Errors
/// When the database fails.
pub async fn versions(pool: &PgPool) -> Result<Vec<(i16, i64)>, QueryError> {
    let sql = "select v.season, v.version from season_version v \
               where exists (select from game g where g.season = v.season and (g.is_loaded or g.is_boxed)) \
               order by v.season";
    Ok(sqlx::query_as(sql).fetch_all(pool).await?)
}

/// Where the games stand among those of the season.
#[derive(Debug)]
struct Places {
    by_id: HashMap<i32, u32>,
    /// The game asked for last: rows come a game at a time.
    last: (i32, u32),
}

impl Places {
    fn of(ids: impl Iterator<Item = i32>) -> Self {
        Self { by_id: ids.zip(0..).collect(), last: (i32::MIN, 0) }
    }

    #[inline]
    fn get(&mut self, tuple: &mut copy::Tuple<'_>) -> Result<u32, copy::Wrong> {
        let id = tuple.id()?;
        if self.last.0 != id {
            self.last = (id, *self.by_id.get(&id).ok_or(copy::Wrong::Range(1))?);
        }
        Ok(self.last.1)
    }
}

/// Names of columns after others: `, p.runs, p.balks`.
fn columns<'a>(alias: &str, names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!(", {alias}.{name}")).collect()
}

fn of_season(sql: &str, season: i16) -> String {
    sql.replace("{season}", &season.to_string())
}
