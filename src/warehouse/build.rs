//! Builds everything that is derived of games from what is staged of them, whichever source that came from.

use sqlx::{AssertSqlSafe, PgConnection};

use super::{agreement, model, precedence};

/// Everything that is derived of a game, as the `from` of a deletion by game.
const DERIVED: [&str; 9] = [
    "play where game_id",
    "batting_game where game_id",
    "pitching_game where game_id",
    "fielding_game where game_id",
    "game_inning where game_id",
    "box_check where game_id",
    "box_difference where game_id",
    "play_difference where game_id",
    "game where id",
];

/// Builds games again. A game of which nothing is staged any more is gone. Returns the seasons they were and are of.
///
/// # Errors
/// When the database fails.
pub(super) async fn build(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<i16>, sqlx::Error> {
    let mut seasons = seasons_of(conn, games).await?;
    for table in DERIVED {
        delete(conn, table, games).await?;
    }
    let models = [model::PLAY.as_str(), &model::BATTING_GAME, &model::PITCHING_GAME, model::FIELDING_GAME]
        .into_iter()
        .chain([model::GAME_INNING, model::GAME])
        .chain(agreement::MODELS.iter().map(String::as_str))
        .chain([precedence::MODEL.as_str()]);
    for sql in models {
        sqlx::query(AssertSqlSafe(sql)).bind(games).execute(&mut *conn).await?;
    }
    let sql = "select exists (select from staging.served where game_id = any($1) and is_boxed)";
    if sqlx::query_scalar(sql).bind(games).fetch_one(&mut *conn).await? {
        for sql in model::BOXED.iter() {
            sqlx::query(AssertSqlSafe(sql.as_str())).bind(games).execute(&mut *conn).await?;
        }
    }
    seasons.extend(seasons_of(conn, games).await?);
    Ok(seasons)
}

/// The seasons of games.
///
/// # Errors
/// When the database fails.
pub(super) async fn seasons_of(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<i16>, sqlx::Error> {
    sqlx::query_scalar("select distinct season from game where id = any($1)").bind(games).fetch_all(conn).await
}

/// Removes what Statcast says of games.
///
/// # Errors
/// When the database fails.
pub(super) async fn delete_statcast(conn: &mut PgConnection, games: &[i32]) -> Result<(), sqlx::Error> {
    for table in ["staging.savant_pitch where game_pk", "statcast_game where game_id"] {
        delete(conn, table, games).await?;
    }
    Ok(())
}

async fn delete(conn: &mut PgConnection, table: &str, games: &[i32]) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!("delete from {table} = any($1)"))).bind(games).execute(conn).await?;
    Ok(())
}

/// Makes loads of a game wait for each other until their transactions end, whichever source they load: each then sees
/// what the other staged.
///
/// # Errors
/// When the database fails.
pub(super) async fn lock_games(conn: &mut PgConnection, games: &[i32]) -> Result<(), sqlx::Error> {
    let sql = "select pg_advisory_xact_lock(hashtextextended('game/' || id, 0)) \
               from (select distinct unnest($1::int[]) as id order by 1) g";
    sqlx::query(sql).bind(games).execute(conn).await?;
    Ok(())
}

/// Everybody with a line in games.
///
/// # Errors
/// When the database fails.
pub(super) async fn players_of(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<i32>, sqlx::Error> {
    sqlx::query_scalar(
        "select player_id from batting_game where game_id = any($1) \
         union select player_id from pitching_game where game_id = any($1) \
         union select player_id from fielding_game where game_id = any($1)",
    )
    .bind(games)
    .fetch_all(conn)
    .await
}
