//! A game.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};

use super::Team;
use crate::graphql::connection::{Page, connection, page_error};
use crate::graphql::error::ApiError;
use crate::graphql::id::GlobalId;
use crate::graphql::scalar::{Date, DayNight, GameStatus, GameType};
use crate::graphql::store;
use crate::query::game::{self, GameFilter};
use crate::query::page::PageArgs;

/// Price of counting a list.
const COUNT_PRICE: usize = 20;

/// A game, whichever days it was listed on.
#[derive(Debug, Clone)]
pub struct Game(pub Arc<game::Game>);

impl Game {
    /// The game with this MLBAM id.
    pub(in crate::graphql) async fn find(ctx: &Context<'_>, id: i32) -> Result<Option<Self>> {
        let game = store(ctx)?.games.get(id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(game.map(Self))
    }
}

/// Games as a connection, by league day.
pub(in crate::graphql) async fn list_games(
    ctx: &Context<'_>,
    filter: GameFilter,
    descending: bool,
    args: PageArgs,
) -> Result<Page<Game, GameCount>> {
    let order = if descending { "game/date desc" } else { "game/date" };
    let page = args.page(order).map_err(page_error)?;
    let games = game::list(&store(ctx)?.pool, &filter, descending, &page).await;
    let games = games.map_err(|error| ApiError::internal(&error))?.map_err(page_error)?;
    Ok(connection(order, games, GameCount(filter), game::Game::key, |row| Game(row.into())))
}

/// Counts a list of games only when asked.
#[derive(Debug, Clone)]
pub struct GameCount(GameFilter);

/// Counts a list of games only when asked.
#[Object]
impl GameCount {
    /// How many games the filter lets through.
    #[graphql(complexity = "COUNT_PRICE")]
    async fn total_count(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        let count = game::count(&store(ctx)?.pool, &self.0).await;
        Ok(i32::try_from(count.map_err(|error| ApiError::internal(&error))?).ok())
    }
}

/// A game, whichever days it was listed on.
#[Object]
impl Game {
    /// Global id.
    pub async fn id(&self) -> ID {
        GlobalId::Game(self.0.id).to_id()
    }

    /// MLBAM id (`game_pk`).
    async fn mlbam_id(&self) -> i32 {
        self.0.id
    }

    /// Season.
    async fn season(&self) -> i32 {
        self.0.season.into()
    }

    /// Kind of game.
    async fn game_type(&self) -> Option<GameType> {
        GameType::of(&self.0.game_type)
    }

    /// League day: the day at the park; a resumed game keeps its first.
    async fn date(&self) -> Date {
        Date(self.0.official_date)
    }

    /// Where the game stands, by the schedule; without a schedule a loaded game counts as final.
    async fn status(&self) -> GameStatus {
        GameStatus::of(&self.0.status)
    }

    /// Scheduled first pitch (UTC).
    async fn start_time(&self) -> Option<DateTime<Utc>> {
        self.0.start_time
    }

    /// 1, or 2 for the second game of a doubleheader.
    async fn game_number(&self) -> Option<i32> {
        self.0.game_number.map(Into::into)
    }

    /// Day or night game, by the schedule.
    async fn day_night(&self) -> Option<DayNight> {
        match self.0.day_night.as_deref() {
            Some("day") => Some(DayNight::Day),
            Some("night") => Some(DayNight::Night),
            _ => None,
        }
    }

    /// Name of the park.
    async fn venue(&self) -> Option<&str> {
        self.0.venue_name.as_deref()
    }

    /// The home team.
    async fn home_team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        Team::find(ctx, self.0.home_team_id).await
    }

    /// The visiting team.
    async fn away_team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        Team::find(ctx, self.0.away_team_id).await
    }

    /// Runs of the home team.
    async fn home_score(&self) -> Option<i32> {
        self.0.home_score.map(Into::into)
    }

    /// Runs of the visiting team.
    async fn away_score(&self) -> Option<i32> {
        self.0.away_score.map(Into::into)
    }

    /// Whether its plays are in the store.
    async fn is_loaded(&self) -> bool {
        self.0.is_loaded
    }

    /// Plate appearances without a row, by their number in the game from 1; mostly intentional walks.
    async fn missing_plate_appearances(&self) -> Vec<i32> {
        self.0.missing_plays.iter().copied().map(Into::into).collect()
    }

    /// Plate appearances whose rows end without a result, by their number in the game from 1.
    async fn unended_plate_appearances(&self) -> Vec<i32> {
        self.0.unended_plays.iter().copied().map(Into::into).collect()
    }
}
