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
    /// Games that were played, or forfeited.
    pub games_played: i64,
    /// Games moved from the day they were first listed for, or still to be.
    pub games_postponed: i64,
    /// Games that will never be played.
    pub games_cancelled: i64,
    /// Games that were stopped to be resumed another day.
    pub games_suspended: i64,
    /// Games whose plays are loaded.
    pub games_loaded: i64,
    /// Final games whose plays are not loaded.
    pub games_missing: i64,
    /// Games whose play-by-play is loaded.
    pub games_scored: i64,
    /// Final games whose play-by-play is not loaded.
    pub games_unscored: i64,
    /// First league day with play-by-play.
    pub first_scored: Option<NaiveDate>,
    /// Last league day with play-by-play.
    pub last_scored: Option<NaiveDate>,
    /// Games whose Statcast rows are loaded.
    pub games_with_pitches: i64,
    /// Final games whose Statcast rows are not loaded.
    pub games_without_pitches: i64,
    /// First league day with Statcast rows.
    pub first_pitches: Option<NaiveDate>,
    /// Last league day with Statcast rows.
    pub last_pitches: Option<NaiveDate>,
    /// Final games with play-by-play whose lines agree with the box score in every counter.
    pub games_complete: i64,
    /// Games in which a line and the box score differ.
    pub games_differing: i64,
    /// Plate appearances that follow from play-by-play.
    pub scored_plate_appearances: i64,
    /// Plate appearances the box scores of the same games print.
    pub box_plate_appearances: i64,
    /// Games with Statcast rows in which plate appearances are missing or have no result.
    pub games_with_gaps: i64,
    /// Plate appearances without a row.
    pub missing_plays: i64,
    /// Plate appearances whose rows end without a result.
    pub unended_plays: i64,
    /// Pitch numbers without a row.
    pub missing_pitches: i64,
    /// Pitch rows.
    pub pitch_rows: i64,
    /// Plate appearances with a result in Statcast's rows.
    pub plate_appearances: i64,
    /// First league day loaded.
    pub first_date: Option<NaiveDate>,
    /// Last league day loaded.
    pub last_date: Option<NaiveDate>,
    /// When play-by-play of the season was last seen upstream.
    pub feeds_crawled_at: Option<DateTime<Utc>>,
    /// When Statcast rows of the season were last seen upstream.
    pub pitches_crawled_at: Option<DateTime<Utc>>,
}

/// Coverage of one season, or of all, latest first; of regular season and postseason.
///
/// # Errors
/// When the database fails.
pub async fn seasons(pool: &PgPool, season: Option<i32>) -> Result<Vec<SeasonCoverage>, QueryError> {
    Ok(sqlx::query_as(include_str!("sql/coverage.sql")).bind(season).bind(COUNTED_GAME_TYPES).fetch_all(pool).await?)
}
