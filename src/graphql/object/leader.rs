//! Leaders: players, teams or leagues ranked by one number.

mod official;
pub mod player_ranks;
mod rank;
mod ranking;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::{Context, Object, Result};

use self::official::Official;
use self::rank::{Order, Ranked};
use self::ranking::Ranking;
use super::lines::{Lines, MOST_DIMENSIONS, Whose, dimensions};
use super::split::{DimensionValue, key};
use super::{Player, Team};
use crate::fact::Filter;
use crate::graphql::closed::LeagueCode;
use crate::graphql::connection::{Page, connection, page_error};
use crate::graphql::cost;
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::leader_input::{LeaderSubject, Qualifier};
use crate::graphql::line::{BattingLine, PitchingLine};
use crate::graphql::scalar::{Direction, int};
use crate::graphql::stat_name::{BattingStat, PitchingStat, StatOf};
use crate::graphql::store;
use crate::graphql::wanted::{Selected, wanted};
use crate::query::page::{self, PageArgs, Paged};
use crate::stat::DimensionId;

/// Price of ranking everybody; as much again for each dimension.
const LEADERS_PRICE: usize = 100;

fn leaders_price(by: Option<&[DimensionName]>, first: Option<i32>, child_complexity: usize) -> usize {
    let dimensions = by.map_or(0, |by| by.len().min(MOST_DIMENSIONS));
    cost::page(first, None, 25, 100, child_complexity) + LEADERS_PRICE * (1 + dimensions)
}

/// A list as it is asked for.
struct Asked {
    stat: StatOf,
    filter: Option<PlayFilter>,
    qualifier: Option<Qualifier>,
    by: Option<Vec<DimensionName>>,
    of: LeaderSubject,
    direction: Option<Direction>,
    first: Option<i32>,
    after: Option<String>,
}

/// A page of a list.
struct Answer {
    /// Name of the order; cursors belong to it.
    order: String,
    page: Paged<Leader>,
    count: LeaderCount,
}

/// A row of a list, whosever.
#[derive(Debug, Clone)]
pub struct Leader {
    ranked: Ranked,
    of: LeaderSubject,
    by: Arc<[DimensionId]>,
    is_qualified: Option<bool>,
}

/// How many there are.
#[derive(Debug, Clone, Copy)]
pub struct LeaderCount(usize);

/// How many there are.
#[Object]
impl LeaderCount {
    /// How many rows qualify and have the number.
    async fn total_count(&self) -> i32 {
        int(i64::try_from(self.0).unwrap_or(i64::MAX))
    }
}

impl Asked {
    async fn answer(self, ctx: &Context<'_>) -> Result<Answer> {
        let ranking = Ranking::of(self.stat, self.qualifier, self.of)?;
        let by = match self.by.as_deref() {
            None | Some([]) => Vec::new(),
            Some(by) => dimensions(by)?,
        };
        let filter = PlayFilter::resolve(self.filter.as_ref(), store(ctx)?).await?;
        let order = Order::of(self.stat, self.direction);
        let name = self.name(order, &ranking.qualifier, &by, &filter);
        let args = PageArgs { first: self.first, after: self.after.clone(), ..PageArgs::default() };
        let page = args.page(&name).map_err(page_error)?;

        let of_line = self.selected(ctx, "line");
        let role = self.stat.role;
        let lines =
            of_line.then(|| wanted(ctx, role, &["nodes", "line"]).and(wanted(ctx, role, &["edges", "node", "line"])));
        let takes = ranking.takes();
        // The lines of a page of players are asked for one by one: cheaper than summing all of everybody's.
        let later = lines.filter(|lines| self.of == LeaderSubject::Player && !lines.against && !takes.covers(*lines));
        let first = if later.is_some() { takes } else { lines.map_or(takes, |lines| takes.and(lines)) };

        let rows = Lines { role, of: self.whose() }.answer(ctx, &by, &filter, first).await?;
        let has_official = self.of == LeaderSubject::Player && self.selected(ctx, "isQualified");
        let official = if ranking.qualifier.is_official() || has_official {
            Some(Official::of(ctx, role, &by, &filter).await?)
        } else {
            None
        };
        let rows = rows.into_iter().filter(|row| ranking.qualifies(row, official.as_ref()));
        let rows = rows.filter_map(|row| Some((self.stat.number(&row.line)?, row))).map(|(value, row)| (row, value));
        let ranked = order.rank(rows.collect());
        let count = LeaderCount(ranked.len());
        let mut cut = slice(ranked, order, &page)?;
        if let Some(wanted) = later {
            self.fill(ctx, &by, &filter, wanted, &mut cut.rows).await?;
        }
        let by: Arc<[DimensionId]> = by.into();
        let leader = |ranked: Ranked| {
            let is_qualified = official.as_ref().map(|official| official.qualifies(&ranked.row));
            Leader { ranked, of: self.of, by: Arc::clone(&by), is_qualified }
        };
        let page = Paged {
            rows: cut.rows.into_iter().map(leader).collect(),
            has_previous: cut.has_previous,
            has_next: cut.has_next,
        };
        Ok(Answer { order: name, page, count })
    }

    fn whose(&self) -> Whose {
        match self.of {
            LeaderSubject::Player => Whose::EachPlayer,
            LeaderSubject::Team => Whose::EachTeam,
            LeaderSubject::League => Whose::EachLeague,
        }
    }

    /// Whether the field of a row is selected.
    fn selected(&self, ctx: &Context<'_>, field: &str) -> bool {
        let list = ctx.look_ahead();
        list.field("nodes").field(field).exists() || list.field("edges").field("node").field(field).exists()
    }

    /// The name of the order: everything that decides which rows there are and where they stand.
    fn name(&self, order: Order, qualifier: &Qualifier, by: &[DimensionId], filter: &Filter) -> String {
        let asked = (self.stat.role, self.stat.stat.name, order, self.of, qualifier, by, filter);
        format!("leaders/{}", &blake3::hash(format!("{asked:?}").as_bytes()).to_hex()[..16])
    }

    /// Puts whole lines into the rows of a page.
    async fn fill(
        &self,
        ctx: &Context<'_>,
        by: &[DimensionId],
        filter: &Filter,
        wanted: Selected,
        page: &mut [Ranked],
    ) -> Result<()> {
        let players: BTreeSet<i32> = page.iter().map(|ranked| ranked.row.subject).collect();
        let rows = players.into_iter().map(async |player| {
            Lines { role: self.stat.role, of: Whose::Player(player) }.answer(ctx, by, filter, wanted).await
        });
        let rows = futures::future::try_join_all(rows).await?.into_iter().flatten();
        let mut lines: HashMap<_, _> = rows.map(|row| ((row.subject, row.key), row.line)).collect();
        for ranked in page {
            if let Some(line) = lines.remove(&(ranked.row.subject, ranked.row.key.clone())) {
                ranked.row.line = line;
            }
        }
        Ok(())
    }
}

/// The cursor's key of a row.
fn cursor(ranked: &Ranked) -> Vec<String> {
    let codes = ranked.row.key.iter().map(i32::to_string);
    [ranked.value.to_bits().to_string(), ranked.row.subject.to_string()].into_iter().chain(codes).collect()
}

/// The page of a list.
fn slice(ranked: Vec<Ranked>, order: Order, page: &page::Page) -> Result<Paged<Ranked>> {
    let start = match page.bound.as_deref() {
        None => 0,
        Some([value, subject, codes @ ..]) => {
            let wrong = |_| ApiError::invalid_cursor();
            let value = f64::from_bits(value.parse().map_err(wrong)?);
            let subject: i32 = subject.parse().map_err(wrong)?;
            let codes = codes.iter().map(|code| code.parse()).collect::<Result<Vec<i32>, _>>().map_err(wrong)?;
            // The row the cursor was made of may have moved or be gone.
            ranked.partition_point(|row| order.compare(row.place(), (value, subject, &codes)).is_le())
        }
        Some(_) => return Err(ApiError::invalid_cursor()),
    };
    let all = ranked.len();
    let rows: Vec<Ranked> = ranked.into_iter().skip(start).take(page.limit).collect();
    let has_next = start + rows.len() < all;
    Ok(Paged { rows, has_previous: start > 0, has_next })
}

impl Leader {
    /// The code of a dimension of the row: of what is ranked, or of the split.
    fn code(&self, of: LeaderSubject, dimension: DimensionId) -> Option<i32> {
        let place = self.by.iter().position(|by| *by == dimension);
        if self.of == of { Some(self.ranked.row.subject) } else { place.map(|place| self.ranked.row.key[place]) }
    }
}

macro_rules! leader {
    ($type:ident, $line:ident, $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone)]
        pub struct $type(Leader);

        #[doc = $description]
        #[Object]
        impl $type {
            /// Place in the list, from 1. Ties share a rank, and the next rank counts them: 1, 2, 2, 4. Tied rows stand
            /// by id, then by the values of the split.
            async fn rank(&self) -> i32 {
                int(i64::try_from(self.0.ranked.standing.rank).unwrap_or(i64::MAX))
            }

            /// The number it is ranked by; innings with thirds as a fraction.
            async fn value(&self) -> Option<f64> {
                Some(self.0.ranked.value)
            }

            /// Share of the other rows that are worse, 0 to 100, tied ones half; 100 is the best, in whichever
            /// direction the list runs. Null when there is no other row.
            async fn percentile(&self) -> Option<f64> {
                self.0.ranked.standing.percentile
            }

            /// Whether another row has the same number.
            async fn is_tied(&self) -> bool {
                self.0.ranked.standing.is_tied
            }

            /// Whether the player reaches the official qualifier, asked for or not; null for teams and leagues.
            async fn is_qualified(&self) -> Option<bool> {
                self.0.is_qualified
            }

            /// The player; null for teams and leagues.
            async fn player(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
                match self.0.of {
                    LeaderSubject::Player => Player::find(ctx, self.0.ranked.row.subject).await,
                    _ => Ok(None),
                }
            }

            /// The team, where teams are ranked or `by` has TEAM.
            async fn team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
                match self.0.code(LeaderSubject::Team, DimensionId::Team) {
                    Some(team) => Team::find(ctx, team).await,
                    None => Ok(None),
                }
            }

            /// The league, where leagues are ranked or `by` has LEAGUE.
            async fn league(&self) -> Option<LeagueCode> {
                self.0.code(LeaderSubject::League, DimensionId::League).map(LeagueCode)
            }

            /// A value for each dimension of `by`, in their order; empty without.
            async fn key(&self) -> Vec<DimensionValue> {
                key(&self.0.by, &self.0.ranked.row)
            }

            /// The line over the plays the filter lets through.
            async fn line(&self) -> $line {
                $line(self.0.ranked.row.line.clone())
            }
        }
    };
}

leader!(BattingLeader, BattingLine, "A row of a list of leaders at bat.");
leader!(PitchingLeader, PitchingLine, "A row of a list of leaders on the mound.");

/// Lists of leaders.
#[derive(Debug, Clone, Copy)]
pub struct LeaderQuery;

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $field:ident($stat:ident) -> $leader:ident;)*) => {
        /// Lists of leaders.
        #[Object]
        impl LeaderQuery {
            $(
                $(#[doc = $doc])*
                #[graphql(cache_control(max_age = 60), complexity = "leaders_price(by.as_deref(), first, child_complexity)")]
                #[allow(clippy::too_many_arguments, reason = "the arguments of a connection")]
                async fn $field(
                    &self,
                    ctx: &Context<'_>,
                    #[graphql(desc = "The number they are ranked by.")] stat: $stat,
                    #[graphql(name = "where", desc = "Which plays count.")] filter: Option<PlayFilter>,
                    #[graphql(desc = "Who is ranked; the official qualifier for rates of players when not given, nobody \
                        left out for counts, teams and leagues.")]
                    qualifier: Option<Qualifier>,
                    #[graphql(desc = "Ranks each value of these dimensions as a row of its own, at most four: SEASON for \
                        the best single seasons.")]
                    by: Option<Vec<DimensionName>>,
                    #[graphql(desc = "Players, teams or leagues.", default_with = "LeaderSubject::Player")]
                    of: LeaderSubject,
                    #[graphql(desc = "Which end comes first; the better one when not given.")]
                    direction: Option<Direction>,
                    #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
                    #[graphql(desc = "The cursor to start behind; it holds under the same arguments only.")]
                    after: Option<String>,
                ) -> Result<Page<$leader, LeaderCount>> {
                    let stat = stat.into();
                    let asked = Asked { stat, filter, qualifier, by, of, direction, first, after };
                    let Answer { order, page, count } = asked.answer(ctx).await?;
                    Ok(connection(&order, page, count, |leader| cursor(&leader.ranked), $leader))
                }
            )*
        }
    };
}

lists! {
    /// Batters, teams at bat or leagues, ranked by a number of their batting lines. Those whose number is not known are
    /// not listed.
    batting_leaders(BattingStat) -> BattingLeader;
    /// Pitchers, staffs or leagues, ranked by a number of their pitching lines. Those whose number is not known are not
    /// listed.
    pitching_leaders(PitchingStat) -> PitchingLeader;
}
