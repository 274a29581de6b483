//! A player and everything that hangs below him.

use std::sync::Arc;

use async_graphql::connection::EmptyFields;
use async_graphql::{Context, ID, Object, Result, SimpleObject};

use super::arsenal::{ArsenalPitch, arsenal};
use super::charts::PlayerCharts;
use super::fielding::{self, FieldingGame, FieldingPosition};
use super::lines::{LINE_PRICE, Lines, Shown, Whose, split_price};
use super::split::{BattingGame, PitchingGame};
use super::{BattingSplit, PitchingSplit, Team};
use crate::fact::Row as SplitRow;
use crate::fact::fielding::GAME_LOG;
use crate::graphql::connection::{LOG_KEY, Page, connection, log_key, page_error, slice};
use crate::graphql::cost;
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::id::GlobalId;
use crate::graphql::leader_input::{BattingSplitOrder, PitchingSplitOrder};
use crate::graphql::line::{BattingLine, FieldingLine, PitchingLine};
use crate::graphql::scalar::{BatSide, Date, Hand};
use crate::graphql::store;
use crate::graphql::wanted;
use crate::query::page::{self, PageArgs};
use crate::query::player;
use crate::stat::Role;

/// A player.
#[derive(Debug, Clone)]
pub struct Player(pub Arc<player::Player>);

/// A name in its parts.
#[derive(Debug, Clone, SimpleObject)]
pub struct PersonName {
    /// First name in use.
    first: Option<String>,
    /// Last name.
    last: Option<String>,
    /// What stands behind the last name, like `Jr.`.
    suffix: Option<String>,
    /// The name people use.
    full: String,
    /// Given names in full.
    given: Option<String>,
    /// Nickname.
    nick: Option<String>,
    /// Other names he is or was known by, those an admin imported included; all of them are found by a search.
    others: Vec<String>,
}

/// Where somebody was born.
#[derive(Debug, Clone, SimpleObject)]
pub struct BirthPlace {
    /// City.
    city: Option<String>,
    /// State or province.
    region: Option<String>,
    /// Country.
    country: Option<String>,
}

impl Player {
    /// The player with this MLBAM id.
    pub(in crate::graphql) async fn find(ctx: &Context<'_>, id: i32) -> Result<Option<Self>> {
        let player = store(ctx)?.players.get(id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(player.map(Self))
    }

    fn lines(&self, role: Role) -> Lines {
        Lines { role, of: Whose::Player(self.0.id) }
    }

    async fn games<T: async_graphql::OutputType>(
        &self,
        ctx: &Context<'_>,
        role: Role,
        filter: Option<&PlayFilter>,
        args: PageArgs,
        row: fn(SplitRow) -> T,
    ) -> Result<Page<T>> {
        const ORDER: &str = "log/date";
        let page = args.page(ORDER).map_err(page_error)?;
        let selected =
            wanted::wanted(ctx, role, &["nodes", "line"]).and(wanted::wanted(ctx, role, &["edges", "node", "line"]));
        let rows = self.lines(role).rows(ctx, &GAME_LOG, filter, selected).await?;
        let cut = slice(&rows, &page, |row| &row.key[..LOG_KEY])?;
        Ok(connection(ORDER, cut, EmptyFields, |row| log_key(&row.key), row))
    }
}

/// A player.
#[Object]
impl Player {
    /// Global id.
    pub async fn id(&self) -> ID {
        GlobalId::Player(self.0.id).to_id()
    }

    /// MLBAM id, as in StatsAPI and Baseball Savant; null for somebody whom only Retrosheet knows.
    async fn mlbam_id(&self) -> Option<i32> {
        Some(self.0.id).filter(|id| *id > 0)
    }

    /// Retrosheet id.
    async fn retro_id(&self) -> Option<&str> {
        self.0.retro_id.as_deref()
    }

    /// Baseball-Reference id.
    async fn bbref_id(&self) -> Option<&str> {
        self.0.bbref_id.as_deref()
    }

    /// FanGraphs id.
    async fn fangraphs_id(&self) -> Option<&str> {
        self.0.fangraphs_id.as_deref()
    }

    /// Baseball-Reference id of the minor leagues.
    async fn bbref_minors_id(&self) -> Option<&str> {
        self.0.bbref_minors_id.as_deref()
    }

    /// Id of Nippon Professional Baseball.
    async fn npb_id(&self) -> Option<&str> {
        self.0.npb_id.as_deref()
    }

    /// Wikidata item.
    async fn wikidata_id(&self) -> Option<&str> {
        self.0.wikidata_id.as_deref()
    }

    /// The name in its parts.
    async fn name(&self) -> PersonName {
        PersonName {
            first: self.0.first_name.clone(),
            last: self.0.last_name.clone(),
            suffix: self.0.suffix.clone(),
            full: self.0.full_name.clone(),
            given: self.0.given_name.clone(),
            nick: self.0.nickname.clone(),
            others: self.0.other_names.clone(),
        }
    }

    /// Day of birth.
    async fn birth_date(&self) -> Option<Date> {
        self.0.birth_date.map(Date)
    }

    /// Where he was born; null when nothing is known of it. From StatsAPI.
    async fn birth_place(&self) -> Option<BirthPlace> {
        let player = &self.0;
        let (city, region) = (player.birth_city.clone(), player.birth_region.clone());
        let country = player.birth_country.clone();
        (city.is_some() || region.is_some() || country.is_some()).then_some(BirthPlace { city, region, country })
    }

    /// Day of death.
    async fn death_date(&self) -> Option<Date> {
        self.0.death_date.map(Date)
    }

    /// Height in feet and inches, as StatsAPI writes it: `6' 4"`.
    async fn height(&self) -> Option<&str> {
        self.0.height.as_deref()
    }

    /// Weight in pounds. From StatsAPI.
    async fn weight_pounds(&self) -> Option<i32> {
        self.0.weight.map(Into::into)
    }

    /// Position he is listed at, abbreviated: `P`, `C`, `1B`, `SS`, `OF`, `DH`, `TWP` for a two-way player. From StatsAPI.
    async fn primary_position(&self) -> Option<&str> {
        self.0.primary_position.as_deref()
    }

    /// Day of his first major-league game, in the store or not. From StatsAPI.
    async fn debut(&self) -> Option<Date> {
        self.0.debut.map(Date)
    }

    /// The side he is listed to bat from.
    async fn bats(&self) -> Option<BatSide> {
        BatSide::of(self.0.bats.as_deref())
    }

    /// The hand he is listed to throw with.
    async fn throws(&self) -> Option<Hand> {
        Hand::of(self.0.throws.as_deref())
    }

    /// League day of his first game in the store.
    async fn first_game(&self) -> Option<Date> {
        self.0.first_game.map(Date)
    }

    /// League day of his last game in the store.
    async fn last_game(&self) -> Option<Date> {
        self.0.last_game.map(Date)
    }

    /// The club of his last loaded game, at bat, on the mound or in the field; null without one. All-Star teams are none.
    async fn team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        let last = store(ctx)?.last_teams.get(self.0.id).await.map_err(|error| ApiError::internal(&*error))?;
        match last {
            Some(last) => Team::find(ctx, last.team_id).await,
            None => Ok(None),
        }
    }

    /// His batting over the plays the filter lets through.
    #[graphql(complexity = "LINE_PRICE + child_complexity")]
    async fn batting(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<BattingLine> {
        self.lines(Role::Batting).line(ctx, filter.as_ref()).await.map(BattingLine)
    }

    /// His batting, split by one to four dimensions; only values with a play.
    #[graphql(complexity = "split_price(LINE_PRICE, &by, first, child_complexity)")]
    async fn batting_splits(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The dimensions, outermost first.")] by: Vec<DimensionName>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(desc = "Leaves out rows with fewer plate appearances.")] min_plate_appearances: Option<i32>,
        #[graphql(desc = "The order; the natural one of the values when not given.")] order_by: Option<
            BattingSplitOrder,
        >,
        #[graphql(desc = "Rows from the start, at most 1000; needed where there are more.")] first: Option<i32>,
    ) -> Result<Vec<BattingSplit>> {
        let shown = Shown { fewest: min_plate_appearances, order: order_by.map(Into::into), first };
        self.lines(Role::Batting).splits(ctx, &by, filter.as_ref(), shown, BattingSplit::new).await
    }

    /// His games as a batter, earliest first.
    #[graphql(complexity = "cost::page(first, None, 25, 100, child_complexity)")]
    async fn batting_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(desc = "Games from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<BattingGame>> {
        let args = PageArgs { first, after, ..PageArgs::default() };
        self.games(ctx, Role::Batting, filter.as_ref(), args, BattingGame).await
    }

    /// His pitching over the plays the filter lets through.
    #[graphql(complexity = "LINE_PRICE + child_complexity")]
    async fn pitching(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<PitchingLine> {
        self.lines(Role::Pitching).line(ctx, filter.as_ref()).await.map(PitchingLine)
    }

    /// His pitching, split by one to four dimensions; only values with a play.
    #[graphql(complexity = "split_price(LINE_PRICE, &by, first, child_complexity)")]
    async fn pitching_splits(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The dimensions, outermost first.")] by: Vec<DimensionName>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(desc = "Leaves out rows with fewer batters faced.")] min_batters_faced: Option<i32>,
        #[graphql(desc = "The order; the natural one of the values when not given.")] order_by: Option<
            PitchingSplitOrder,
        >,
        #[graphql(desc = "Rows from the start, at most 1000; needed where there are more.")] first: Option<i32>,
    ) -> Result<Vec<PitchingSplit>> {
        let shown = Shown { fewest: min_batters_faced, order: order_by.map(Into::into), first };
        self.lines(Role::Pitching).splits(ctx, &by, filter.as_ref(), shown, PitchingSplit::new).await
    }

    /// His games as a pitcher, earliest first.
    #[graphql(complexity = "cost::page(first, None, 25, 100, child_complexity)")]
    async fn pitching_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(desc = "Games from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<PitchingGame>> {
        let args = PageArgs { first, after, ..PageArgs::default() };
        self.games(ctx, Role::Pitching, filter.as_ref(), args, PitchingGame).await
    }

    #[graphql(flatten)]
    async fn charts(&self) -> PlayerCharts {
        PlayerCharts(self.0.id)
    }

    /// What he throws, by kind of pitch: most used first, those of unknown kind last. From Statcast rows; empty without.
    #[graphql(complexity = "LINE_PRICE + cost::times(10, child_complexity)")]
    async fn arsenal(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which pitches count.")] filter: Option<PlayFilter>,
    ) -> Result<Vec<ArsenalPitch>> {
        arsenal(ctx, self.lines(Role::Pitching), filter.as_ref()).await
    }

    /// His fielding over the games the filter lets through, at all positions together. What a filter says must hold
    /// for whole games.
    #[graphql(complexity = "LINE_PRICE + child_complexity")]
    async fn fielding(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which games count.")] filter: Option<PlayFilter>,
    ) -> Result<FieldingLine> {
        fielding::total(ctx, self.0.id, filter.as_ref()).await
    }

    /// His fielding at each position he played, pitcher first. What a filter says must hold for whole games.
    #[graphql(complexity = "LINE_PRICE + child_complexity")]
    async fn fielding_by_position(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which games count.")] filter: Option<PlayFilter>,
    ) -> Result<Vec<FieldingPosition>> {
        fielding::by_position(ctx, self.0.id, filter.as_ref()).await
    }

    /// His games in the field, earliest first. What a filter says must hold for whole games.
    #[graphql(complexity = "cost::page(first, None, 25, 100, child_complexity)")]
    async fn fielding_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which games count.")] filter: Option<PlayFilter>,
        #[graphql(desc = "Games from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<FieldingGame>> {
        let args = PageArgs { first, after, ..PageArgs::default() };
        fielding::games(ctx, self.0.id, filter.as_ref(), args).await
    }
}

// The prices above are written with the sizes of `query::page`.
const _: () = assert!(page::DEFAULT == 25 && page::MAX == 100);
