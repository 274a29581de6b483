//! Where one player stands among all, by many stats at once.

use async_graphql::{Context, Result, SimpleObject};

use super::LEADERS_PRICE;
use super::official::Official;
use super::rank::Order;
use super::ranking::Ranking;
use crate::fact::Row;
use crate::graphql::cost;
use crate::graphql::filter::PlayFilter;
use crate::graphql::leader_input::{LeaderSubject, Qualifier};
use crate::graphql::object::lines::{Lines, Whose};
use crate::graphql::scalar::int;
use crate::graphql::stat_name::{BattingStat, PitchingStat, StatOf};
use crate::graphql::store;
use crate::graphql::wanted::Selected;

/// Price of ranking everybody once, and of each rank.
pub fn ranks_price(stats: usize, child_complexity: usize) -> usize {
    LEADERS_PRICE + cost::times(stats, child_complexity)
}

macro_rules! rank {
    ($type:ident($stat:ident), $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone, SimpleObject)]
        pub struct $type {
            /// The number that is ranked.
            stat: $stat,
            /// His number; innings with thirds as a fraction. Null where it is not known, or he has no play the filter lets
            /// through.
            value: Option<f64>,
            /// His place among those ranked, from 1 at the better end. Ties share a rank. Of somebody who does not qualify the
            /// place he would have. Null where his number is.
            rank: Option<i32>,
            /// How many are ranked: those who qualify and have the number, him only if he does.
            of: i32,
            /// Share of the others ranked who are worse, 0 to 100, tied ones half; 100 is the best. Null where his number is,
            /// or nobody else is ranked.
            percentile: Option<f64>,
            /// Whether he is ranked: reaches the qualifier asked for, or the one that holds when none is.
            is_qualified: bool,
        }

        impl $type {
            /// The ranks of a player by these stats, in their order.
            ///
            /// # Errors
            /// When the qualifier does not fit, or the database fails.
            pub async fn all(
                ctx: &Context<'_>,
                player: i32,
                stats: Vec<$stat>,
                filter: Option<&PlayFilter>,
                qualifier: Option<Qualifier>,
            ) -> Result<Vec<Self>> {
                let of: Vec<StatOf> = stats.iter().map(|stat| (*stat).into()).collect();
                let ranks = ranks(ctx, player, &of, filter, qualifier).await?;
                let rank = |(stat, rank): ($stat, Rank)| Self {
                    stat,
                    value: rank.value,
                    rank: rank.rank,
                    of: rank.of,
                    percentile: rank.percentile,
                    is_qualified: rank.is_qualified,
                };
                Ok(stats.into_iter().zip(ranks).map(rank).collect())
            }
        }
    };
}

rank!(BattingRank(BattingStat), "Where a batter stands among all by one number.");
rank!(PitchingRank(PitchingStat), "Where a pitcher stands among all by one number.");

/// See [`BattingRank`].
#[derive(Debug)]
struct Rank {
    value: Option<f64>,
    rank: Option<i32>,
    of: i32,
    percentile: Option<f64>,
    is_qualified: bool,
}

async fn ranks(
    ctx: &Context<'_>,
    player: i32,
    stats: &[StatOf],
    filter: Option<&PlayFilter>,
    qualifier: Option<Qualifier>,
) -> Result<Vec<Rank>> {
    let rankings = stats.iter().map(|stat| Ranking::of(*stat, qualifier, LeaderSubject::Player));
    let rankings: Vec<Ranking> = rankings.collect::<Result<_>>()?;
    let Some(role) = stats.first().map(|stat| stat.role) else { return Ok(Vec::new()) };
    let takes = rankings.iter().fold(Selected::default(), |all, ranking| all.and(ranking.takes()));
    let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
    let rows = Lines { role, of: Whose::EachPlayer }.answer(ctx, &[], &filter, takes).await?;
    let official = match rankings.iter().any(|ranking| ranking.qualifier.is_official()) {
        true => Some(Official::of(ctx, role, &[], &filter).await?),
        false => None,
    };
    Ok(rankings.iter().map(|ranking| rank(ranking, player, &rows, official.as_ref())).collect())
}

fn rank(ranking: &Ranking, player: i32, rows: &[Row], official: Option<&Official>) -> Rank {
    let his = rows.iter().find(|row| row.subject == player);
    let value = his.and_then(|row| ranking.stat.number(&row.line));
    let is_qualified = his.is_some_and(|row| ranking.qualifies(row, official));
    let others = rows.iter().filter(|row| row.subject != player && ranking.qualifies(row, official));
    let others: Vec<f64> = others.filter_map(|row| ranking.stat.number(&row.line)).collect();
    let standing = value.map(|value| Order::of(ranking.stat, None).among(value, others.iter().copied()));
    let count = |n: usize| int(i64::try_from(n).unwrap_or(i64::MAX));
    Rank {
        value,
        rank: standing.map(|standing| count(standing.rank)),
        of: count(others.len() + usize::from(is_qualified && value.is_some())),
        percentile: standing.and_then(|standing| standing.percentile),
        is_qualified,
    }
}
