//! Games: look-up and lists by league day.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgPool};

use super::QueryError;
use super::page::{Page, PageError, Paged};

/// A game.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Game {
    /// MLBAM id (`game_pk`).
    pub id: i32,
    /// Season.
    pub season: i16,
    /// Letter of the game type.
    pub game_type: String,
    /// League day, in the time zone of the park; a resumed game keeps its first day.
    pub official_date: NaiveDate,
    /// Status name.
    pub status: String,
    /// Scheduled first pitch.
    pub start_time: Option<DateTime<Utc>>,
    /// 1, or 2 for the second game of a doubleheader.
    pub game_number: Option<i16>,
    /// `day` or `night`.
    pub day_night: Option<String>,
    /// MLBAM id of the park.
    pub venue_id: Option<i32>,
    /// Name of the park.
    pub venue_name: Option<String>,
    /// MLBAM id of the home team.
    pub home_team_id: i32,
    /// MLBAM id of the visiting team.
    pub away_team_id: i32,
    /// Runs of the home team.
    pub home_score: Option<i16>,
    /// Runs of the visiting team.
    pub away_score: Option<i16>,
    /// Whether its plays are in the store.
    pub is_loaded: bool,
    /// Plate appearances without a row, by their number in the game.
    pub missing_plays: Vec<i16>,
    /// Plate appearances whose rows end without a result.
    pub unended_plays: Vec<i16>,
}

const SELECT: &str = "select g.id, g.season, g.game_type, g.official_date, g.status, g.start_time, g.game_number, g.day_night, \
     g.venue_id, g.venue_name, g.home_team_id, g.away_team_id, g.home_score, g.away_score, g.is_loaded, \
     coalesce(s.missing_plays, '{}') as missing_plays, coalesce(s.unended_plays, '{}') as unended_plays \
     from game g left join statcast_game s on s.game_id = g.id";

/// Which games to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct GameFilter {
    /// First league day.
    pub from: Option<NaiveDate>,
    /// Last league day.
    pub to: Option<NaiveDate>,
    /// Seasons.
    pub seasons: Option<Vec<i32>>,
    /// Letters of game types.
    pub game_types: Option<Vec<String>>,
    /// MLBAM ids of teams of which one plays.
    pub teams: Option<Vec<i32>>,
    /// Status names.
    pub statuses: Option<Vec<String>>,
    /// Only games with gaps in their plays (or only those without).
    pub has_gaps: Option<bool>,
    /// Only games whose plays are loaded (or only those whose are not).
    pub is_loaded: Option<bool>,
}

impl Game {
    /// The sort key in a list.
    #[must_use]
    pub fn key(&self) -> Vec<String> {
        vec![self.official_date.to_string(), self.id.to_string()]
    }
}

/// The games with these ids, in any order.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(pool: &PgPool, ids: &[i32]) -> Result<Vec<Game>, QueryError> {
    let sql = format!("{SELECT} where g.id = any($1)");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(pool).await?)
}

const CONDITIONS: &str = "($1::date is null or g.official_date >= $1) and ($2::date is null or g.official_date <= $2) \
     and ($3::int[] is null or g.season = any($3)) and ($4::text[] is null or g.game_type = any($4)) \
     and ($5::int[] is null or g.home_team_id = any($5) or g.away_team_id = any($5)) \
     and ($6::text[] is null or g.status = any($6)) \
     and ($7::boolean is null or $7 = (coalesce(cardinality(s.missing_plays) + cardinality(s.unended_plays), 0) > 0)) \
     and ($8::boolean is null or g.is_loaded = $8)";

/// Games by league day and id, ascending or descending.
///
/// # Errors
/// When the database fails or the page's bound is not one of this list.
pub async fn list(
    pool: &PgPool,
    filter: &GameFilter,
    descending: bool,
    page: &Page,
) -> Result<Result<Paged<Game>, PageError>, QueryError> {
    let bound = match page.bound.as_deref().map(bound_of).transpose() {
        Ok(bound) => bound,
        Err(error) => return Ok(Err(error)),
    };
    let (comparison, order) = if descending == page.backward { (">", "asc") } else { ("<", "desc") };
    let sql = format!(
        "{SELECT} where {CONDITIONS} and ($9::date is null or (g.official_date, g.id) {comparison} ($9, $10)) \
         order by g.official_date {order}, g.id {order} limit $11"
    );
    let rows = bind(sqlx::query_as(sqlx::AssertSqlSafe(sql)), filter)
        .bind(bound.map(|(day, _)| day))
        .bind(bound.map(|(_, id)| id))
        .bind(page.fetch())
        .fetch_all(pool)
        .await?;
    Ok(Ok(page.cut(rows)))
}

/// How many games the filter lets through.
///
/// # Errors
/// When the database fails.
pub async fn count(pool: &PgPool, filter: &GameFilter) -> Result<i64, QueryError> {
    let sql = format!("select count(*) from game g left join statcast_game s on s.game_id = g.id where {CONDITIONS}");
    let (count,): (i64,) = bind(sqlx::query_as(sqlx::AssertSqlSafe(sql)), filter).fetch_one(pool).await?;
    Ok(count)
}

type QueryAs<'q, T> = sqlx::query::QueryAs<'q, sqlx::Postgres, T, sqlx::postgres::PgArguments>;

fn bind<'q, T>(query: QueryAs<'q, T>, filter: &'q GameFilter) -> QueryAs<'q, T> {
    query
        .bind(filter.from)
        .bind(filter.to)
        .bind(&filter.seasons)
        .bind(&filter.game_types)
        .bind(&filter.teams)
        .bind(&filter.statuses)
        .bind(filter.has_gaps)
        .bind(filter.is_loaded)
}

fn bound_of(key: &[String]) -> Result<(NaiveDate, i32), PageError> {
    match key {
        [day, id] => day.parse().ok().zip(id.parse().ok()),
        _ => None,
    }
    .ok_or_else(|| PageError::Cursor(key.join("/")))
}
