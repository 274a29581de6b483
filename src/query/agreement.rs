//! Where sources differ: lines derived from plays against box scores, and Statcast's rows against the play-by-play.
//!
//! The load compares and stores what differs; here it is read, counted and named.

use chrono::NaiveDate;
use sqlx::{FromRow, PgPool};

use super::QueryError;
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::warehouse::agreement::COMPARED;
use crate::warehouse::precedence::{FIELDS, Field};

/// One counter of one line that differs from the box score.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct BoxDifference {
    /// MLBAM id of the game.
    pub game_id: i32,
    /// MLBAM id of the player's team.
    pub team_id: i32,
    /// MLBAM id of the player.
    pub player_id: i32,
    /// `batting`, `pitching` or `fielding`.
    pub line: String,
    /// The counter by its name in the box score.
    pub counter: String,
    /// From the plays; `None` where they give no such line.
    pub derived: Option<i16>,
    /// As printed; `None` where the box score has no such line.
    pub printed: Option<i16>,
}

/// A play that Statcast's rows tell differently.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct PlayDifference {
    /// MLBAM id of the game.
    pub game_id: i32,
    /// Number of the play in the game, from 1.
    pub number: i16,
    /// What differs.
    pub field: String,
    /// As the play-by-play has it.
    pub play_by_play: Option<String>,
    /// As Statcast's rows have it.
    pub statcast: Option<String>,
}

/// How often one counter agrees over a season.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CounterAgreement {
    /// The season.
    pub season: i32,
    /// `batting`, `pitching` or `fielding`.
    pub line: String,
    /// The counter by its name in the box score.
    pub counter: String,
    /// Lines compared.
    pub compared: i64,
    /// Lines among them in which it differs.
    pub differing: i64,
}

/// A game in which a counter of at least one line differs.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct DifferingGame {
    /// The season.
    pub season: i32,
    /// `batting`, `pitching` or `fielding`.
    pub line: String,
    /// The counter by its name in the box score.
    pub counter: String,
    /// League day.
    pub official_date: NaiveDate,
    /// MLBAM id of the game.
    pub game_id: i32,
}

/// How often Statcast tells one field of a play differently over a season.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FieldAgreement {
    /// The season.
    pub season: i32,
    /// What is compared.
    pub field: String,
    /// Games compared.
    pub compared: i64,
    /// Plays in which it differs.
    pub plays: i64,
    /// Games with such a play.
    pub games: i64,
}

/// The differences between lines and box scores in these games, in the order of the box score.
///
/// # Errors
/// When the database fails.
pub async fn box_differences(pool: &PgPool, games: &[i32]) -> Result<Vec<BoxDifference>, QueryError> {
    let sql = "select game_id, team_id::int, player_id, line, counter, derived, box as printed \
               from box_difference where game_id = any($1) order by game_id, line, team_id, player_id, counter";
    Ok(sqlx::query_as(sql).bind(games).fetch_all(pool).await?)
}

/// The plays of these games that Statcast's rows tell differently, in their order.
///
/// # Errors
/// When the database fails.
pub async fn play_differences(pool: &PgPool, games: &[i32]) -> Result<Vec<PlayDifference>, QueryError> {
    let sql = "select game_id, number, field, play_by_play, statcast from play_difference \
               where game_id = any($1) order by game_id, number, field";
    Ok(sqlx::query_as(sql).bind(games).fetch_all(pool).await?)
}

/// How often each counter agrees in these seasons: every counter that is compared, whether or not it ever differs.
///
/// # Errors
/// When the database fails.
pub async fn counters(pool: &PgPool, seasons: &[i32]) -> Result<Vec<CounterAgreement>, QueryError> {
    let (lines, counters): (Vec<&str>, Vec<&str>) = COMPARED.iter().map(|x| (x.line, x.counter)).unzip();
    let query = sqlx::query_as(include_str!("sql/agreement.sql")).bind(seasons).bind(COUNTED_GAME_TYPES);
    Ok(query.bind(lines).bind(counters).fetch_all(pool).await?)
}

/// The games of these seasons in which a counter differs: by line and counter, each by day.
///
/// # Errors
/// When the database fails.
pub async fn differing_games(pool: &PgPool, seasons: &[i32]) -> Result<Vec<DifferingGame>, QueryError> {
    let sql = "select distinct g.season::int, d.line, d.counter, g.official_date, d.game_id \
               from box_difference d join game g on g.id = d.game_id \
               where g.season = any($1) and g.game_type = any($2) \
               order by 1, 2, 3, 4, 5";
    Ok(sqlx::query_as(sql).bind(seasons).bind(COUNTED_GAME_TYPES).fetch_all(pool).await?)
}

/// How often Statcast's rows tell each field of a play differently in these seasons: every field both tell, whether or
/// not it ever differs.
///
/// # Errors
/// When the database fails.
pub async fn fields(pool: &PgPool, seasons: &[i32]) -> Result<Vec<FieldAgreement>, QueryError> {
    let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    let query = sqlx::query_as(include_str!("sql/fields.sql")).bind(seasons).bind(COUNTED_GAME_TYPES);
    Ok(query.bind(names).fetch_all(pool).await?)
}

/// The entry of a field in the registry of precedence, if this version still has it.
#[must_use]
pub fn precedence(field: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|entry| entry.name == field)
}

/// A difference with the names of everything in it, for people.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct NamedDifference {
    /// League day.
    pub official_date: NaiveDate,
    /// MLBAM id of the game.
    pub game_id: i32,
    /// Code of the visiting team.
    pub away: String,
    /// Code of the home team.
    pub home: String,
    /// Code of the player's team.
    pub team: String,
    /// Name of the player.
    pub player: String,
    /// `batting`, `pitching` or `fielding`.
    pub line: String,
    /// The counter by its name in the box score.
    pub counter: String,
    /// From the plays.
    pub derived: Option<i16>,
    /// As printed.
    pub printed: Option<i16>,
}

/// The first differences of a season, by day, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn named(pool: &PgPool, season: i32, limit: i64) -> Result<Vec<NamedDifference>, QueryError> {
    let sql = "select g.official_date, g.id as game_id, \
                      coalesce(a.code, g.away_team_id::text) as away, coalesce(h.code, g.home_team_id::text) as home, \
                      coalesce(t.code, d.team_id::text) as team, coalesce(p.full_name, d.player_id::text) as player, \
                      d.line, d.counter, d.derived, d.box as printed \
               from box_difference d \
               join game g on g.id = d.game_id \
               left join team a on a.season = g.season and a.id = g.away_team_id \
               left join team h on h.season = g.season and h.id = g.home_team_id \
               left join team t on t.season = g.season and t.id = d.team_id \
               left join player p on p.id = d.player_id \
               where g.season = $1 and g.game_type = any($2) \
               order by g.official_date, g.id, d.line, d.team_id, d.player_id, d.counter limit $3";
    Ok(sqlx::query_as(sql).bind(season).bind(COUNTED_GAME_TYPES).bind(limit).fetch_all(pool).await?)
}
