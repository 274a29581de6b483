//! What is loaded, how fresh, how complete: by season.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgPool};

use super::QueryError;
use crate::domain::game_type::COUNTED_GAME_TYPES;

/// One season of one store.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SeasonCoverage {
    /// Season.
    pub season: i16,
    /// Games the schedule lists, postponed ones once.
    pub games_scheduled: i64,
    /// Games the schedule calls final.
    pub games_final: i64,
    /// Games whose plays are loaded.
    pub games_loaded: i64,
    /// Final games whose plays are not loaded.
    pub games_missing: i64,
    /// Loaded games in which plate appearances are missing or have no result.
    pub games_with_gaps: i64,
    /// Plate appearances without a row.
    pub missing_plays: i64,
    /// Plate appearances whose rows end without a result.
    pub unended_plays: i64,
    /// Pitch numbers without a row.
    pub missing_pitches: i64,
    /// Pitch rows.
    pub pitch_rows: i64,
    /// Plate appearances with a result.
    pub plate_appearances: i64,
    /// First league day loaded.
    pub first_date: Option<NaiveDate>,
    /// Last league day loaded.
    pub last_date: Option<NaiveDate>,
    /// When a body of the season was last seen upstream.
    pub last_crawled_at: Option<DateTime<Utc>>,
}

/// Coverage of one season, or of all, latest first; of regular season and postseason.
///
/// # Errors
/// When the database fails.
pub async fn seasons(pool: &PgPool, season: Option<i32>) -> Result<Vec<SeasonCoverage>, QueryError> {
    Ok(sqlx::query_as(include_str!("sql/coverage.sql")).bind(season).bind(COUNTED_GAME_TYPES).fetch_all(pool).await?)
}
