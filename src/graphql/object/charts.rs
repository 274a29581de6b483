//! What charts show of a player: where he stands, how he was in form, what he hit.

use async_graphql::{Context, Object, Result};

use super::BattedBall;
use super::leader::player_ranks::{BattingRank, PitchingRank, ranks_price};
use super::lines::{LINE_PRICE, Lines, Whose, and};
use super::pitch::{self, PitchCount};
use super::rolling::{RollingBatting, RollingPitching, rolling, rolling_price};
use crate::fact::Subject;
use crate::fact::find::{Search, in_play};
use crate::graphql::connection::Page;
use crate::graphql::cost;
use crate::graphql::filter::PlayFilter;
use crate::graphql::leader_input::Qualifier;
use crate::graphql::stat_name::{BattingStat, PitchingStat};
use crate::graphql::store;
use crate::query::page::{self, PageArgs};
use crate::stat::Role;

/// What charts show of the player with this id.
#[derive(Debug, Clone, Copy)]
pub struct PlayerCharts(pub i32);

impl PlayerCharts {
    fn lines(self, role: Role) -> Lines {
        Lines { role, of: Whose::Player(self.0) }
    }
}

/// What charts show of a player.
#[Object]
impl PlayerCharts {
    /// Where he stands among all batters by these numbers, under one filter: rank and percentile of each, in their order, as
    /// `battingLeaders` has them.
    #[graphql(complexity = "ranks_price(stats.len(), child_complexity)")]
    async fn batting_ranks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The numbers.")] stats: Vec<BattingStat>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(
            desc = "Who is ranked; for each number that is a rate the official qualifier when not given, nobody left \
            out for counts."
        )]
        qualifier: Option<Qualifier>,
    ) -> Result<Vec<BattingRank>> {
        BattingRank::all(ctx, self.0, stats, filter.as_ref(), qualifier).await
    }

    /// His batting over each run of so many consecutive games with a play the filter lets through, earliest first: the
    /// first run ends with the game that fills it. Of somebody with fewer games all are one run.
    #[graphql(complexity = "rolling_price(child_complexity)")]
    async fn batting_rolling(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Games of a run, 1 to 200.", default = 15)] games: i32,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<Vec<RollingBatting>> {
        let runs = rolling(ctx, self.lines(Role::Batting), games, filter.as_ref()).await?;
        Ok(runs.into_iter().map(RollingBatting::from).collect())
    }

    /// Where he stands among all pitchers by these numbers, under one filter: rank and percentile of each, in their order, as
    /// `pitchingLeaders` has them.
    #[graphql(complexity = "ranks_price(stats.len(), child_complexity)")]
    async fn pitching_ranks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The numbers.")] stats: Vec<PitchingStat>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(
            desc = "Who is ranked; for each number that is a rate the official qualifier when not given, nobody left \
            out for counts."
        )]
        qualifier: Option<Qualifier>,
    ) -> Result<Vec<PitchingRank>> {
        PitchingRank::all(ctx, self.0, stats, filter.as_ref(), qualifier).await
    }

    /// His pitching over each run of so many consecutive games with a play the filter lets through, earliest first: the
    /// first run ends with the game that fills it. Of somebody with fewer games all are one run.
    #[graphql(complexity = "rolling_price(child_complexity)")]
    async fn pitching_rolling(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Games of a run, 1 to 200.", default = 5)] games: i32,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
    ) -> Result<Vec<RollingPitching>> {
        let runs = rolling(ctx, self.lines(Role::Pitching), games, filter.as_ref()).await?;
        Ok(runs.into_iter().map(RollingPitching::from).collect())
    }

    /// The balls he put in play that have a Statcast row, the latest first: as many as `battedBalls` of his line under the same
    /// filter. A filter of single pitches speaks of the pitch that was hit. Those off a pitcher are `pitches` with `pitcher`
    /// and `pitchResults: [IN_PLAY]`.
    #[graphql(complexity = "LINE_PRICE + cost::flat_page(first, None, 25, 10_000, child_complexity)")]
    async fn batted_balls(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
        #[graphql(
            desc = "Rows from the start, 25 when not given; at most 10,000, where other lists have 100: these are flat rows for \
            charts, which show a career at once."
        )]
        first: Option<i32>,
        #[graphql(desc = "The cursor to start behind; it holds under the same filter only.")] after: Option<String>,
    ) -> Result<Page<BattedBall, PitchCount>> {
        let filter = and(PlayFilter::resolve(filter.as_ref(), store(ctx)?).await?, in_play());
        let search = Search { role: Role::Batting, of: Subject::Player(self.0), filter };
        pitch::list(ctx, search, &PageArgs { first, after, ..PageArgs::default() }, BattedBall).await
    }
}

// The prices of flat rows are written with the sizes of `query::page`.
const _: () = assert!(page::DEFAULT == 25 && page::MAX_FLAT == 10_000);
