//! Line scores.

use sqlx::{FromRow, PgPool};

use super::QueryError;

/// One inning of a game; a number is null where the half was not played.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Inning {
    /// MLBAM id of the game.
    pub game_id: i32,
    /// The inning, from 1.
    pub inning: i16,
    /// Runs of the visiting team.
    pub away_runs: Option<i16>,
    /// Hits of the visiting team.
    pub away_hits: Option<i16>,
    /// Errors of the visiting team, made while the home team batted.
    pub away_errors: Option<i16>,
    /// Runners the visiting team left on base.
    pub away_left_on_base: Option<i16>,
    /// Runs of the home team.
    pub home_runs: Option<i16>,
    /// Hits of the home team.
    pub home_hits: Option<i16>,
    /// Errors of the home team, made while the visiting team batted.
    pub home_errors: Option<i16>,
    /// Runners the home team left on base.
    pub home_left_on_base: Option<i16>,
}

/// The innings of these games, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_games(pool: &PgPool, games: &[i32]) -> Result<Vec<Inning>, QueryError> {
    let sql = "select game_id, inning, a.runs as away_runs, a.hits as away_hits, a.errors as away_errors, \
                      a.left_on_base as away_left_on_base, h.runs as home_runs, h.hits as home_hits, \
                      h.errors as home_errors, h.left_on_base as home_left_on_base \
               from (select * from game_inning where game_id = any($1) and not is_home) a \
               full join (select * from game_inning where game_id = any($1) and is_home) h using (game_id, inning) \
               order by game_id, inning";
    Ok(sqlx::query_as(sql).bind(games).fetch_all(pool).await?)
}
