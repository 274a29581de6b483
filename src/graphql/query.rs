//! The root of queries.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};

use super::connection::{Page, connection, page_error};
use super::cost;
use super::error::ApiError;
use super::id::GlobalId;
use super::key::{GameKey, PlayerKey, TeamKey};
use super::object::coverage::seasons;
use super::object::game::{GameCount, list_games};
use super::object::leader::LeaderQuery;
use super::object::league::EverybodyQuery;
use super::object::pitch::PitchQuery;
use super::object::run::{RunKind, RunStatus, Source};
use super::object::{CrawlRun, Game, Node, Notice, Player, SeasonConstants, SeasonCoverage, Team};
use super::scalar::{BatSide, Date, Direction, GameStatus, GameType, Hand};
use super::{admin, api, store};
use crate::job;
use crate::query::page::{PageArgs, Paged};
use crate::query::{constants, game, player, team};
use crate::source::notice::NOTICES;

/// Price of a search by name.
const SEARCH_PRICE: usize = 20;
/// Price of the constants of a season.
const CONSTANTS_PRICE: usize = 100;
/// Most ids `nodes` takes.
const MOST_NODES: usize = 100;

/// Narrows a list of players.
#[derive(Debug, Clone, Default, InputObject)]
pub struct PlayerFilter {
    /// Played for one of these teams.
    teams: Option<Vec<TeamKey>>,
    /// Played in one of these seasons.
    seasons: Option<Vec<i32>>,
    /// Is listed to bat from this side.
    bats: Option<BatSide>,
    /// Is listed to throw with this hand.
    throws: Option<Hand>,
}

/// Narrows a list of games.
#[derive(Debug, Clone, Default, InputObject)]
pub struct GameFilter {
    /// First league day, included.
    from: Option<Date>,
    /// Last league day, included.
    to: Option<Date>,
    /// Any of these seasons.
    seasons: Option<Vec<i32>>,
    /// Any of these kinds of game; all when not given.
    game_types: Option<Vec<GameType>>,
    /// One of these teams plays.
    teams: Option<Vec<TeamKey>>,
    /// Any of these statuses.
    statuses: Option<Vec<GameStatus>>,
    /// Only games with plate appearances that are missing or have no result, or only those without.
    has_gaps: Option<bool>,
    /// Only games whose plays are loaded, or only those whose are not.
    is_loaded: Option<bool>,
    /// Only games whose play-by-play is loaded, or only those whose is not.
    has_play_by_play: Option<bool>,
    /// Only games whose Statcast rows are loaded, or only those whose are not.
    has_pitches: Option<bool>,
    /// Only games in which a line from the plays and the box score differ, or only those in which none does.
    has_differences: Option<bool>,
    /// In one of these parks, by `venueId`.
    venues: Option<Vec<ID>>,
    /// 2 for the second games of doubleheaders, 1 for all others.
    game_number: Option<i32>,
}

/// What games can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum GameOrderField {
    /// League day, then MLBAM id.
    Date,
}

/// An order of games.
#[derive(Debug, Clone, InputObject)]
pub struct GameOrder {
    /// By what.
    field: GameOrderField,
    /// In which direction.
    direction: Direction,
}

/// Narrows a list of runs.
#[derive(Debug, Clone, Default, InputObject)]
pub struct CrawlRunFilter {
    /// Crawls or rebuilds.
    kind: Option<RunKind>,
    /// The upstream of a crawl.
    source: Option<Source>,
    /// Any of these statuses.
    statuses: Option<Vec<RunStatus>>,
}

/// Counts a list only when asked.
#[derive(Debug, Clone)]
pub struct PlayerCount {
    search: Option<String>,
    filter: player::PlayerFilter,
}

/// Counts a list only when asked.
#[Object]
impl PlayerCount {
    /// How many players the search finds.
    #[graphql(complexity = "SEARCH_PRICE")]
    async fn total_count(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        let count = player::count(&store(ctx)?.pool, self.search.as_deref(), &self.filter).await;
        Ok(i32::try_from(count.map_err(|error| ApiError::internal(&error))?).ok())
    }
}

/// The root of queries.
#[derive(Debug, Clone, Copy)]
pub struct Query;

/// The root of queries.
#[Object]
impl Query {
    /// One player, or null when nobody has the key.
    #[graphql(cache_control(max_age = 60))]
    async fn player(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One of his ids.")] by: PlayerKey,
    ) -> Result<Option<Player>> {
        match by.resolve(store(ctx)?).await? {
            Some(id) => Player::find(ctx, id).await,
            None => Ok(None),
        }
    }

    /// Players by likeness of name, best first; without a search, latest game first.
    #[graphql(
        cache_control(max_age = 60),
        complexity = "cost::page(first, last, 25, 100, child_complexity) + SEARCH_PRICE"
    )]
    #[allow(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn players(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "A name or part of one; accents, case, order (\"Last, First\") and small typos are forgiven."
        )]
        search: Option<String>,
        #[graphql(desc = "Narrows the list.")] filter: Option<PlayerFilter>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor to end before.")] before: Option<String>,
    ) -> Result<Page<Player, PlayerCount>> {
        let store = store(ctx)?;
        let filter = filter.unwrap_or_default();
        let filter = player::PlayerFilter {
            teams: team_ids(store, filter.teams.as_deref()).await?,
            seasons: filter.seasons,
            bats: filter.bats.map(BatSide::letter),
            throws: filter.throws.map(Hand::letter),
        };
        // A cursor holds under its own search only: scores of another mean something else.
        let order = format!("player/{}", search.as_deref().unwrap_or_default());
        let page = PageArgs { first, after, last, before }.page(&order).map_err(page_error)?;
        let found = player::search(&store.pool, search.as_deref(), &filter, &page).await;
        let found = found.map_err(|error| ApiError::internal(&error))?.map_err(page_error)?;
        let count = PlayerCount { search, filter };
        Ok(connection(&order, found, count, player::Found::key, |row| Player(row.player.into())))
    }

    /// One game, or null when none has the key.
    #[graphql(cache_control(max_age = 60))]
    async fn game(&self, ctx: &Context<'_>, #[graphql(desc = "One of its ids.")] by: GameKey) -> Result<Option<Game>> {
        match by.resolve(store(ctx)?).await? {
            Some(id) => Game::find(ctx, id).await,
            None => Ok(None),
        }
    }

    /// Games, each once, earliest first unless ordered otherwise.
    #[graphql(cache_control(max_age = 60), complexity = "cost::page(first, last, 25, 100, child_complexity)")]
    #[allow(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn games(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<GameFilter>,
        #[graphql(desc = "The order; at most one.")] order_by: Option<Vec<GameOrder>>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor to end before.")] before: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let store = store(ctx)?;
        let filter = filter.unwrap_or_default();
        let filter = game::GameFilter {
            from: filter.from.map(|day| day.0),
            to: filter.to.map(|day| day.0),
            seasons: filter.seasons,
            game_types: filter.game_types.map(|types| types.into_iter().map(GameType::letter).collect()),
            teams: team_ids(store, filter.teams.as_deref()).await?,
            statuses: filter.statuses.map(|statuses| statuses.into_iter().map(GameStatus::name).collect()),
            has_gaps: filter.has_gaps,
            is_loaded: filter.is_loaded,
            is_scored: filter.has_play_by_play,
            has_pitches: filter.has_pitches,
            has_differences: filter.has_differences,
            venues: filter.venues.as_deref().map(venue_ids).transpose()?,
            game_number: filter.game_number,
        };
        let descending = match order_by.as_deref().unwrap_or_default() {
            [] => false,
            [GameOrder { field: GameOrderField::Date, direction }] => *direction == Direction::Desc,
            _ => return Err(ApiError::bad_user_input("orderBy: give at most one order; DATE is the only field")),
        };
        list_games(ctx, filter, descending, PageArgs { first, after, last, before }).await
    }

    /// One team as it was last, or null when none has the key.
    #[graphql(cache_control(max_age = 60))]
    async fn team(&self, ctx: &Context<'_>, #[graphql(desc = "One of its ids.")] by: TeamKey) -> Result<Option<Team>> {
        match by.resolve(store(ctx)?).await? {
            Some(id) => Team::find(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The teams of a season, by code; without a season, each as it was last.
    #[graphql(cache_control(max_age = 60), complexity = "cost::times(30, child_complexity)")]
    async fn teams(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The season.")] season: Option<i32>,
    ) -> Result<Vec<Team>> {
        let teams = team::of_season(&store(ctx)?.pool, season).await.map_err(|error| ApiError::internal(&error))?;
        Ok(teams.into_iter().map(|team| Team(team.into())).collect())
    }

    #[graphql(flatten)]
    async fn leaders(&self) -> LeaderQuery {
        LeaderQuery
    }

    #[graphql(flatten)]
    async fn single_pitches(&self) -> PitchQuery {
        PitchQuery
    }

    #[graphql(flatten)]
    async fn everybody(&self) -> EverybodyQuery {
        EverybodyQuery
    }

    /// What the upstreams want said wherever their data is shown.
    #[graphql(cache_control(max_age = 3600), complexity = "cost::times(NOTICES.len(), child_complexity)")]
    async fn notices(&self) -> Vec<Notice> {
        NOTICES.map(Notice::from).to_vec()
    }

    /// What is loaded, how fresh and how complete, by season, latest first.
    #[graphql(complexity = "cost::times(if season.is_some() { 1 } else { 10 }, child_complexity)")]
    async fn coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this season.")] season: Option<i32>,
    ) -> Result<Vec<SeasonCoverage>> {
        seasons(ctx, season).await
    }

    /// What the stats of a season are measured by: run expectancy, weights of wOBA, constants of leagues and parks, computed
    /// from the games loaded; null when no regular season game has play-by-play.
    #[graphql(cache_control(max_age = 60), complexity = "CONSTANTS_PRICE + child_complexity")]
    async fn constants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The season.")] season: i32,
    ) -> Result<Option<SeasonConstants>> {
        let Ok(season) = i16::try_from(season) else { return Ok(None) };
        let kept = constants::kept(&store(ctx)?.pool, season).await.map_err(|error| ApiError::internal(&error))?;
        Ok(kept.map(SeasonConstants::from))
    }

    /// One run, or null when none has the id. Needs an admin key.
    async fn crawl_run(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Result<Option<CrawlRun>> {
        admin(ctx)?;
        match GlobalId::parse(&id) {
            Some(GlobalId::Run(id)) => find_run(ctx, id).await,
            _ => Err(ApiError::bad_user_input(format!("id \"{}\" is not the id of a run", id.as_str()))),
        }
    }

    /// Runs, newest first. Needs an admin key.
    #[graphql(complexity = "cost::page(first, None, 25, 100, child_complexity)")]
    async fn crawl_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<CrawlRunFilter>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<CrawlRun>> {
        const ORDER: &str = "run/newest";
        admin(ctx)?;
        let filter = filter.unwrap_or_default();
        let filter = job::RunFilter {
            kind: filter.kind.map(Into::into),
            source: filter.source.map(Into::into),
            statuses: filter.statuses.unwrap_or_default().into_iter().map(Into::into).collect(),
        };
        let page = PageArgs { first, after, ..PageArgs::default() }.page(ORDER).map_err(page_error)?;
        let before = match page.bound.as_deref() {
            None => None,
            Some([id]) => Some(id.parse().map_err(|_| ApiError::invalid_cursor())?),
            Some(_) => return Err(ApiError::invalid_cursor()),
        };
        let runs = job::list_runs(&api(ctx)?.db, &filter, before, None, page.fetch()).await;
        let runs: Paged<job::Run> = page.cut(runs.map_err(|error| ApiError::internal(&error))?);
        let none = async_graphql::connection::EmptyFields;
        Ok(connection(ORDER, runs, none, |run| vec![run.id.to_string()], |run| CrawlRun(Box::new(run))))
    }

    /// Whatever has this global id, or null.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "A global id.")] id: ID) -> Result<Option<Node>> {
        find_node(ctx, &id).await
    }

    /// Whatever has these global ids, in their order, null where nothing has; at most 100.
    #[graphql(complexity = "cost::times(ids.len(), child_complexity)")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        if ids.len() > MOST_NODES {
            return Err(ApiError::bad_user_input(format!("ids: {} ids, at most {MOST_NODES}", ids.len())));
        }
        futures::future::try_join_all(ids.iter().map(|id| find_node(ctx, id))).await
    }
}

async fn find_node(ctx: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    Ok(match GlobalId::parse(id) {
        Some(GlobalId::Player(id)) => Player::find(ctx, id).await?.map(Node::Player),
        Some(GlobalId::Game(id)) => Game::find(ctx, id).await?.map(Node::Game),
        Some(GlobalId::Team(id)) => Team::find(ctx, id).await?.map(Node::Team),
        Some(GlobalId::Run(id)) => {
            admin(ctx)?;
            find_run(ctx, id).await?.map(Node::CrawlRun)
        }
        // A park has nothing of its own to show.
        Some(GlobalId::Venue(_)) | None => None,
    })
}

/// The MLBAM ids of parks.
fn venue_ids(ids: &[ID]) -> Result<Vec<i32>> {
    ids.iter()
        .map(|id| match GlobalId::parse(id) {
            Some(GlobalId::Venue(id)) => Ok(id),
            _ => Err(ApiError::bad_user_input(format!(
                "venues: \"{}\" is not the id of a park; take `venueId` of a game",
                id.as_str()
            ))),
        })
        .collect()
}

async fn find_run(ctx: &Context<'_>, id: i64) -> Result<Option<CrawlRun>> {
    match job::get_run(&api(ctx)?.db, id).await {
        Ok(run) => Ok(Some(CrawlRun(Box::new(run)))),
        Err(job::JobError::NoSuchRun(_)) => Ok(None),
        Err(error) => Err(ApiError::internal(&error)),
    }
}

/// The ids of the teams that are known; a list of unknown teams is an empty list, not no list.
async fn team_ids(store: &crate::cache::Store, keys: Option<&[TeamKey]>) -> Result<Option<Vec<i32>>> {
    let Some(keys) = keys else { return Ok(None) };
    let mut ids = Vec::with_capacity(keys.len());
    for key in keys {
        ids.extend(key.resolve(store).await?);
    }
    Ok(Some(ids))
}
