//! Games: look-up and lists by league day.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgPool};

use super::QueryError;
use super::page::{Page, PageError, Paged};

/// A game.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Game {
    /// MLBAM id (`game_pk`); a negative number of our own where there is none.
    pub id: i32,
    /// Retrosheet's id, where it tells of the game.
    pub retro_id: Option<String>,
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
    /// The league day it was first listed for, when it was moved.
    pub original_date: Option<NaiveDate>,
    /// The day it was completed on, when it was suspended.
    pub resumed_date: Option<NaiveDate>,
    /// Why it was moved, stopped or called off.
    pub reason: Option<String>,
    /// `N` no doubleheader, `Y` traditional, `S` split.
    pub double_header: Option<String>,
    /// Innings it was to have.
    pub scheduled_innings: Option<i16>,
    /// Open, Dome, Retractable.
    pub roof_type: Option<String>,
    /// Grass, Artificial Turf.
    pub turf_type: Option<String>,
    /// Clear, Roof Closed and so on.
    pub weather: Option<String>,
    /// Degrees Fahrenheit.
    pub temperature: Option<i16>,
    /// Speed in mph and direction.
    pub wind: Option<String>,
    /// People in the park.
    pub attendance: Option<i32>,
    /// Actual first pitch.
    pub first_pitch: Option<DateTime<Utc>>,
    /// Minutes, delays not included.
    pub duration: Option<i16>,
    /// Minutes of delays.
    pub delay: Option<i16>,
    /// MLBAM id of the winning pitcher.
    pub winner_id: Option<i32>,
    /// MLBAM id of the losing pitcher.
    pub loser_id: Option<i32>,
    /// MLBAM id of the pitcher with the save.
    pub save_id: Option<i32>,
    /// Hits of the home team.
    pub home_hits: Option<i16>,
    /// Errors of the home team.
    pub home_errors: Option<i16>,
    /// Runners the home team left on base.
    pub home_left_on_base: Option<i16>,
    /// Hits of the visiting team.
    pub away_hits: Option<i16>,
    /// Errors of the visiting team.
    pub away_errors: Option<i16>,
    /// Runners the visiting team left on base.
    pub away_left_on_base: Option<i16>,
    /// Whether its plays are in the store.
    pub is_loaded: bool,
    /// Whether its play-by-play is in the store.
    pub is_scored: bool,
    /// Whether its Statcast rows are in the store.
    pub has_pitches: bool,
    /// Whether only its box score is in the store.
    pub is_boxed: bool,
    /// Where its play-by-play contradicts itself.
    pub findings: Vec<String>,
    /// Plate appearances without a row, by their number in the game.
    pub missing_plays: Vec<i16>,
    /// Plate appearances whose rows end without a result.
    pub unended_plays: Vec<i16>,
}

const SELECT: &str = "select g.id, g.retro_id, g.season, g.game_type, g.official_date, g.status, g.start_time, g.game_number, g.day_night, \
     g.venue_id, g.venue_name, g.home_team_id, g.away_team_id, g.home_score, g.away_score, g.original_date, g.resumed_date, \
     g.reason, g.double_header, g.scheduled_innings, g.roof_type, g.turf_type, g.weather, g.temperature, g.wind, g.attendance, \
     g.first_pitch, g.duration, g.delay, g.winner_id, g.loser_id, g.save_id, g.home_hits, g.home_errors, \
     g.home_left_on_base, g.away_hits, g.away_errors, g.away_left_on_base, g.is_loaded, g.is_scored, g.has_pitches, g.is_boxed, \
     coalesce(f.findings, '{}') as findings, coalesce(s.missing_plays, '{}') as missing_plays, \
     coalesce(s.unended_plays, '{}') as unended_plays \
     from game g left join statcast_game s on s.game_id = g.id left join staging.served f on f.game_id = g.id";

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
    /// Only games whose play-by-play is loaded (or only those whose is not).
    pub is_scored: Option<bool>,
    /// Only games whose Statcast rows are loaded (or only those whose are not).
    pub has_pitches: Option<bool>,
    /// Only games in which plays and box score differ (or only those in which they do not).
    pub has_differences: Option<bool>,
    /// MLBAM ids of parks.
    pub venues: Option<Vec<i32>>,
    /// 1, or 2 for second games of doubleheaders.
    pub game_number: Option<i32>,
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

/// The id of the game with this Retrosheet id.
///
/// # Errors
/// When the database fails.
pub async fn id_of_retro(pool: &PgPool, retro_id: &str) -> Result<Option<i32>, QueryError> {
    Ok(sqlx::query_scalar("select id from game where retro_id = $1").bind(retro_id).fetch_optional(pool).await?)
}

const CONDITIONS: &str = "($1::date is null or g.official_date >= $1) and ($2::date is null or g.official_date <= $2) \
     and ($3::int[] is null or g.season = any($3)) and ($4::text[] is null or g.game_type = any($4)) \
     and ($5::int[] is null or g.home_team_id = any($5) or g.away_team_id = any($5)) \
     and ($6::text[] is null or g.status = any($6)) \
     and ($7::boolean is null or $7 = (coalesce(cardinality(s.missing_plays) + cardinality(s.unended_plays), 0) > 0)) \
     and ($8::boolean is null or g.is_loaded = $8) and ($9::boolean is null or g.is_scored = $9) \
     and ($10::boolean is null or g.has_pitches = $10) \
     and ($11::boolean is null or $11 = exists (select from box_difference d where d.game_id = g.id)) \
     and ($12::int[] is null or g.venue_id = any($12)) and ($13::int is null or g.game_number = $13)";

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
        "{SELECT} where {CONDITIONS} and ($14::date is null or (g.official_date, g.id) {comparison} ($14, $15)) \
         order by g.official_date {order}, g.id {order} limit $16"
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
        .bind(filter.is_scored)
        .bind(filter.has_pitches)
        .bind(filter.has_differences)
        .bind(&filter.venues)
        .bind(filter.game_number)
}

fn bound_of(key: &[String]) -> Result<(NaiveDate, i32), PageError> {
    match key {
        [day, id] => day.parse().ok().zip(id.parse().ok()),
        _ => None,
    }
    .ok_or_else(|| PageError::Cursor(key.join("/")))
}

/// The name of a park, as its latest game has it.
///
/// # Errors
/// When the database fails.
pub async fn venue_name(pool: &PgPool, venue: i32) -> Result<Option<String>, QueryError> {
    let sql = "select venue_name from game where venue_id = $1 and venue_name is not null \
               order by official_date desc, id desc limit 1";
    Ok(sqlx::query_scalar(sql).bind(venue).fetch_optional(pool).await?)
}
