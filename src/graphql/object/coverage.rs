//! Coverage of a season.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};

use super::Game;
use super::game::{GameCount, list_games};
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::graphql::connection::Page;
use crate::graphql::scalar::{Date, int};
use crate::query::coverage;
use crate::query::game::GameFilter;
use crate::query::page::PageArgs;

/// What is loaded of one regular season and postseason, how fresh and how complete.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SeasonCoverage {
    /// The season.
    season: i32,
    /// Games the schedule lists, a postponed one once.
    games_scheduled: i32,
    /// Games the schedule calls final.
    games_final: i32,
    /// Games whose plays are loaded.
    games_loaded: i32,
    /// Final games whose plays are not loaded.
    games_missing: i32,
    /// Loaded games in which plate appearances are missing or have no result.
    games_with_gaps: i32,
    /// Plate appearances without a row; mostly intentional walks.
    missing_plate_appearances: i32,
    /// Plate appearances whose rows end without a result.
    unended_plate_appearances: i32,
    /// Pitch numbers without a row.
    missing_pitches: i32,
    /// Pitch rows loaded.
    pitch_rows: i32,
    /// Plate appearances with a result.
    plate_appearances: i32,
    /// First league day loaded.
    first_date: Option<Date>,
    /// Last league day loaded.
    last_date: Option<Date>,
    /// When a day of the season was last read upstream (UTC).
    last_crawled_at: Option<DateTime<Utc>>,
}

impl From<coverage::SeasonCoverage> for SeasonCoverage {
    fn from(row: coverage::SeasonCoverage) -> Self {
        Self {
            season: row.season.into(),
            games_scheduled: int(row.games_scheduled),
            games_final: int(row.games_final),
            games_loaded: int(row.games_loaded),
            games_missing: int(row.games_missing),
            games_with_gaps: int(row.games_with_gaps),
            missing_plate_appearances: int(row.missing_plays),
            unended_plate_appearances: int(row.unended_plays),
            missing_pitches: int(row.missing_pitches),
            pitch_rows: int(row.pitch_rows),
            plate_appearances: int(row.plate_appearances),
            first_date: row.first_date.map(Date),
            last_date: row.last_date.map(Date),
            last_crawled_at: row.last_crawled_at,
        }
    }
}

#[ComplexObject]
impl SeasonCoverage {
    /// The final games that are not loaded, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn missing_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { statuses: Some(vec!["FINAL".to_owned()]), is_loaded: Some(false), ..self.filter() };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }

    /// The loaded games with plate appearances that are missing or have no result, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn games_having_gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { has_gaps: Some(true), ..self.filter() };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }
}

impl SeasonCoverage {
    fn filter(&self) -> GameFilter {
        GameFilter {
            seasons: Some(vec![self.season]),
            game_types: Some(COUNTED_GAME_TYPES.map(str::to_owned).to_vec()),
            ..GameFilter::default()
        }
    }
}
