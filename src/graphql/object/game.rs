//! A game.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};

use super::difference::{BoxDifference, PlayDifference};
use super::line_score::{GameInning, TeamLine, Weather};
use super::{Player, Team};
use crate::graphql::connection::{Page, connection, page_error};
use crate::graphql::cost;
use crate::graphql::error::ApiError;
use crate::graphql::id::GlobalId;
use crate::graphql::scalar::{Date, DayNight, DoubleHeader, GameStatus, GameType};
use crate::graphql::store;
use crate::query::game::{self, GameFilter};
use crate::query::page::PageArgs;

/// Price of counting a list.
const COUNT_PRICE: usize = 20;

/// Innings a list of them is priced by.
const MOST_INNINGS: usize = 10;
/// Differences a game is priced by; nearly all have none.
const FEW_DIFFERENCES: usize = 3;

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

/// The player with this MLBAM id, where there is an id.
async fn player(ctx: &Context<'_>, id: Option<i32>) -> Result<Option<Player>> {
    match id {
        Some(id) => Player::find(ctx, id).await,
        None => Ok(None),
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
    Ok(connection(order, games, GameCount::Of(filter), game::Game::key, |row| Game(row.into())))
}

/// Counts a list of games only when asked.
#[derive(Debug, Clone)]
pub enum GameCount {
    /// The games this lets through.
    Of(GameFilter),
    /// So many, counted already.
    Known(usize),
}

/// Counts a list of games only when asked.
#[Object]
impl GameCount {
    /// How many games are in the list as a whole.
    #[graphql(complexity = "COUNT_PRICE")]
    async fn total_count(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        match self {
            Self::Of(filter) => {
                let count = game::count(&store(ctx)?.pool, filter).await;
                Ok(i32::try_from(count.map_err(|error| ApiError::internal(&error))?).ok())
            }
            Self::Known(count) => Ok(i32::try_from(*count).ok()),
        }
    }
}

/// A game, whichever days it was listed on.
#[Object]
impl Game {
    /// Global id.
    pub async fn id(&self) -> ID {
        GlobalId::Game(self.0.id).to_id()
    }

    /// MLBAM id (`game_pk`); null for a game that only Retrosheet tells.
    async fn mlbam_id(&self) -> Option<i32> {
        Some(self.0.id).filter(|id| *id > 0)
    }

    /// Retrosheet id: home team, date and game number, like `LAN202403280`. Null where its season is not loaded.
    async fn retro_id(&self) -> Option<&str> {
        self.0.retro_id.as_deref()
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

    /// Global id of the park, for filters.
    async fn venue_id(&self) -> Option<ID> {
        self.0.venue_id.map(|id| GlobalId::Venue(id).to_id())
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

    /// The visiting team's runs, hits, errors and runners left on base; null before the game.
    async fn away_line(&self) -> Option<TeamLine> {
        let game = &self.0;
        TeamLine::known(game.away_score, game.away_hits, game.away_errors, game.away_left_on_base)
    }

    /// The home team's runs, hits, errors and runners left on base; null before the game.
    async fn home_line(&self) -> Option<TeamLine> {
        let game = &self.0;
        TeamLine::known(game.home_score, game.home_hits, game.home_errors, game.home_left_on_base)
    }

    /// The score by inning. Empty without play-by-play.
    #[graphql(complexity = "cost::times(MOST_INNINGS, child_complexity)")]
    async fn innings(&self, ctx: &Context<'_>) -> Result<Vec<GameInning>> {
        let innings = store(ctx)?.innings.get(self.0.id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(innings.iter().map(GameInning::from).collect())
    }

    /// The league day it was first listed for, when it was moved.
    async fn original_date(&self) -> Option<Date> {
        self.0.original_date.map(Date)
    }

    /// The day it was completed on, when it was suspended.
    async fn resumed_date(&self) -> Option<Date> {
        self.0.resumed_date.map(Date)
    }

    /// Why it was moved, stopped or called off, like Rain.
    async fn status_reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Whether it is one of two games of a day, and how.
    async fn double_header(&self) -> Option<DoubleHeader> {
        DoubleHeader::of(self.0.double_header.as_deref())
    }

    /// Innings it was to have: 9, or 7 in doubleheaders of 2020 and 2021.
    async fn scheduled_innings(&self) -> Option<i32> {
        self.0.scheduled_innings.map(Into::into)
    }

    /// The winning pitcher.
    async fn winning_pitcher(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
        player(ctx, self.0.winner_id).await
    }

    /// The losing pitcher.
    async fn losing_pitcher(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
        player(ctx, self.0.loser_id).await
    }

    /// The pitcher credited with the save.
    async fn saving_pitcher(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
        player(ctx, self.0.save_id).await
    }

    /// The weather at first pitch.
    async fn weather(&self) -> Option<Weather> {
        let game = &self.0;
        let is_known = game.weather.is_some() || game.temperature.is_some() || game.wind.is_some();
        is_known.then(|| Weather {
            condition: game.weather.clone(),
            temperature_fahrenheit: game.temperature.map(Into::into),
            wind: game.wind.clone(),
        })
    }

    /// People in the park.
    async fn attendance(&self) -> Option<i32> {
        self.0.attendance
    }

    /// When the first pitch was thrown (UTC).
    async fn first_pitch(&self) -> Option<DateTime<Utc>> {
        self.0.first_pitch
    }

    /// Length of the game in minutes, delays not included.
    async fn duration_minutes(&self) -> Option<i32> {
        self.0.duration.map(Into::into)
    }

    /// Length of its delays in minutes.
    async fn delay_minutes(&self) -> Option<i32> {
        self.0.delay.map(Into::into)
    }

    /// The roof of the park: Open, Dome or Retractable.
    async fn roof_type(&self) -> Option<&str> {
        self.0.roof_type.as_deref()
    }

    /// What it was played on: Grass or Artificial Turf.
    async fn turf_type(&self) -> Option<&str> {
        self.0.turf_type.as_deref()
    }

    /// Whether its plays are in the store.
    async fn is_loaded(&self) -> bool {
        self.0.is_loaded
    }

    /// Whether its play-by-play is in the store.
    async fn has_play_by_play(&self) -> bool {
        self.0.is_scored
    }

    /// Whether only its box score is in the store: it has lines and no plays.
    async fn is_box_score_only(&self) -> bool {
        self.0.is_boxed
    }

    /// Whether its Statcast rows are in the store.
    async fn has_pitches(&self) -> bool {
        self.0.has_pitches
    }

    /// Where its play-by-play contradicts itself; empty when it does not.
    async fn findings(&self) -> &[String] {
        &self.0.findings
    }

    /// The counters of lines in which plays and box score differ; empty when all agree.
    #[graphql(complexity = "cost::times(FEW_DIFFERENCES, child_complexity)")]
    async fn differences(&self, ctx: &Context<'_>) -> Result<Vec<BoxDifference>> {
        let found = store(ctx)?.box_differences.get(self.0.id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(found.iter().cloned().map(BoxDifference).collect())
    }

    /// The plays that Statcast's rows tell differently than the play-by-play, with what is served.
    #[graphql(complexity = "cost::times(FEW_DIFFERENCES, child_complexity)")]
    async fn statcast_differences(&self, ctx: &Context<'_>) -> Result<Vec<PlayDifference>> {
        let found = store(ctx)?.play_differences.get(self.0.id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(found.iter().map(PlayDifference::from).collect())
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
