//! A club.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};

use super::lines::{LEAGUE_PRICE, Lines, Shown, Whose, and, dimensions, split_price};
use super::{BattingSplit, PitchingSplit};
use crate::fact::{Filter, Row};
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::id::GlobalId;
use crate::graphql::leader_input::{BattingSplitOrder, PitchingSplitOrder};
use crate::graphql::line::{BattingLine, PitchingLine};
use crate::graphql::store;
use crate::query::team;
use crate::stat::{DimensionId, Line, Role};

/// From here on ids of clubs are our own.
const PROVISIONAL: i32 = 8_000;

/// A club, as it was in one season.
#[derive(Debug, Clone)]
pub struct Team(pub Arc<team::Team>);

impl Team {
    /// The club with this MLBAM id, as it was last.
    pub(in crate::graphql) async fn find(ctx: &Context<'_>, id: i32) -> Result<Option<Self>> {
        let team = store(ctx)?.teams.get(id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(team.map(Self))
    }

    fn lines(&self, role: Role) -> Lines {
        Lines { role, of: Whose::Team(self.0.id) }
    }

    /// The filter, of its season where neither filter nor split speaks of time.
    async fn filter(&self, ctx: &Context<'_>, by: &[DimensionId], filter: Option<&PlayFilter>) -> Result<Filter> {
        let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
        let is_open = by.contains(&DimensionId::Season) || names_time(&filter);
        Ok(if is_open { filter } else { and(filter, Filter::In(DimensionId::Season, vec![self.0.season.into()])) })
    }

    async fn line(&self, ctx: &Context<'_>, role: Role, filter: Option<&PlayFilter>) -> Result<Line> {
        let filter = self.filter(ctx, &[], filter).await?;
        self.lines(role).line_of(ctx, &filter).await
    }

    async fn splits<T>(
        &self,
        ctx: &Context<'_>,
        role: Role,
        by: &[DimensionName],
        filter: Option<&PlayFilter>,
        shown: Shown,
        row: fn(&[DimensionId], &Row) -> T,
    ) -> Result<Vec<T>> {
        let by = dimensions(by)?;
        let filter = self.filter(ctx, &by, filter).await?;
        self.lines(role).splits_of(ctx, &by, &filter, shown, row).await
    }
}

/// Whether a filter names seasons, days or games.
fn names_time(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(names_time),
        Filter::Not(part) => names_time(part),
        Filter::In(dimension, _) => {
            matches!(dimension, DimensionId::Season | DimensionId::Date | DimensionId::Game)
        }
        Filter::From(_) | Filter::To(_) => true,
    }
}

/// A club, as it was in one season.
#[Object]
impl Team {
    /// Global id; the same in every season.
    pub async fn id(&self) -> ID {
        GlobalId::Team(self.0.id).to_id()
    }

    /// MLBAM id, the same in every season; null for a club that only Retrosheet knows.
    async fn mlbam_id(&self) -> Option<i32> {
        Some(self.0.id).filter(|id| *id < PROVISIONAL)
    }

    /// The season these names are of.
    async fn season(&self) -> i32 {
        self.0.season.into()
    }

    /// Code, as Baseball Savant writes it, like `LAD`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Location and nickname.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// City or region.
    async fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// Nickname.
    async fn nickname(&self) -> Option<&str> {
        self.0.nickname.as_deref()
    }

    /// League.
    async fn league(&self) -> Option<&str> {
        self.0.league.as_deref()
    }

    /// Division.
    async fn division(&self) -> Option<&str> {
        self.0.division.as_deref()
    }

    /// Its batting over the plays the filter lets through. Only its `season` counts, unless the filter names seasons, days or
    /// games.
    #[graphql(complexity = "LEAGUE_PRICE + child_complexity")]
    async fn batting(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<BattingLine> {
        self.line(ctx, Role::Batting, filter.as_ref()).await.map(BattingLine)
    }

    /// Its batting, split by one to four dimensions; only values with a play. Only its `season` counts, unless the filter
    /// names seasons, days or games, or SEASON is among the dimensions.
    #[graphql(complexity = "split_price(LEAGUE_PRICE, &by, first, child_complexity)")]
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
        self.splits(ctx, Role::Batting, &by, filter.as_ref(), shown, BattingSplit::new).await
    }

    /// Its pitching over the plays the filter lets through. Only its `season` counts, unless the filter names seasons, days
    /// or games.
    #[graphql(complexity = "LEAGUE_PRICE + child_complexity")]
    async fn pitching(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<PitchingLine> {
        self.line(ctx, Role::Pitching, filter.as_ref()).await.map(PitchingLine)
    }

    /// Its pitching, split by one to four dimensions; only values with a play. Only its `season` counts, unless the filter
    /// names seasons, days or games, or SEASON is among the dimensions.
    #[graphql(complexity = "split_price(LEAGUE_PRICE, &by, first, child_complexity)")]
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
        self.splits(ctx, Role::Pitching, &by, filter.as_ref(), shown, PitchingSplit::new).await
    }
}
