//! Everybody's lines together.

use async_graphql::{Context, Object, Result};

use super::lines::{LEAGUE_PRICE, Lines, Shown, Whose, split_price};
use super::{BattingSplit, PitchingSplit};
use crate::graphql::dimension::DimensionName;
use crate::graphql::filter::PlayFilter;
use crate::graphql::leader_input::{BattingSplitOrder, PitchingSplitOrder};
use crate::graphql::line::{BattingLine, PitchingLine};
use crate::stat::Role;

/// Everybody's lines together.
#[derive(Debug, Clone, Copy)]
pub struct EverybodyQuery;

fn lines(role: Role) -> Lines {
    Lines { role, of: Whose::Everybody }
}

/// Everybody's lines together.
#[Object]
impl EverybodyQuery {
    /// The batting of everybody together over the plays the filter lets through; `where: {leagues: [AMERICAN]}` for one
    /// league.
    #[graphql(cache_control(max_age = 60), complexity = "LEAGUE_PRICE + child_complexity")]
    async fn batting(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<BattingLine> {
        lines(Role::Batting).line(ctx, filter.as_ref()).await.map(BattingLine)
    }

    /// The batting of everybody together, split by one to four dimensions; only values with a play. `battingLeaders` with
    /// `by` pages through such rows of single players.
    #[graphql(cache_control(max_age = 60), complexity = "split_price(LEAGUE_PRICE, &by, first, child_complexity)")]
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
        lines(Role::Batting).splits(ctx, &by, filter.as_ref(), shown, BattingSplit::new).await
    }

    /// The pitching of everybody together over the plays the filter lets through; `where: {leagues: [AMERICAN]}` for one
    /// league.
    #[graphql(cache_control(max_age = 60), complexity = "LEAGUE_PRICE + child_complexity")]
    async fn pitching(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<PitchingLine> {
        lines(Role::Pitching).line(ctx, filter.as_ref()).await.map(PitchingLine)
    }

    /// The pitching of everybody together, split by one to four dimensions; only values with a play. `pitchingLeaders`
    /// with `by` pages through such rows of single players.
    #[graphql(cache_control(max_age = 60), complexity = "split_price(LEAGUE_PRICE, &by, first, child_complexity)")]
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
        lines(Role::Pitching).splits(ctx, &by, filter.as_ref(), shown, PitchingSplit::new).await
    }
}
