//! Lines and splits, whosever they are.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Result};

use crate::fact::sum::MOST_ROWS as MOST_GROUPS;
use crate::fact::{Filter, Question, Row, Subject};
use crate::graphql::cost;
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::scalar::Direction;
use crate::graphql::stat_name::StatOf;
use crate::graphql::store;
use crate::graphql::wanted::{Selected, wanted};
use crate::query::QueryError;
use crate::stat::line::Against;
use crate::stat::{Counter, DimensionId, Line, Role};

/// Most dimensions of a split.
pub const MOST_DIMENSIONS: usize = 4;
/// Most rows of a split.
const MOST_ROWS: usize = 1000;
/// Price of a line of one player.
pub const LINE_PRICE: usize = 5;
/// Price of a line of a team or of everybody: every play of a season is looked at.
pub const LEAGUE_PRICE: usize = 20;

/// Price of a split: what is looked at for each dimension, and rows, which grow with each dimension unless it is said how
/// many are wanted.
pub fn split_price(line: usize, by: &[DimensionName], first: Option<i32>, child_complexity: usize) -> usize {
    let rows = match first {
        Some(first) => usize::try_from(first).unwrap_or(0).clamp(line, MOST_ROWS),
        None => line * (1 + 2 * by.len().min(MOST_DIMENSIONS)),
    };
    line * (1 + by.len().min(MOST_DIMENSIONS)) + cost::times(rows, child_complexity)
}

/// The dimensions of a split as the client asked for them.
///
/// # Errors
/// None, too many, or one twice.
pub fn dimensions(by: &[DimensionName]) -> Result<Vec<DimensionId>> {
    let by: Vec<DimensionId> = by.iter().map(|name| name.0).collect();
    let mut unique = by.clone();
    unique.sort_unstable();
    unique.dedup();
    if by.is_empty() || by.len() > MOST_DIMENSIONS || unique.len() < by.len() {
        return Err(ApiError::bad_user_input(format!("by: give one to {MOST_DIMENSIONS} different dimensions")));
    }
    Ok(by)
}

/// Whose lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One player's.
    Player(i32),
    /// One team's.
    Team(i32),
    /// Each player's.
    EachPlayer,
    /// Each team's.
    EachTeam,
    /// Each league's; a row's subject is the code of the league.
    EachLeague,
    /// Everybody's together.
    Everybody,
}

/// Lines of one role.
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    /// Batting or pitching.
    pub role: Role,
    /// Whose.
    pub of: Whose,
}

/// Which rows of a split are shown, and in which order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// Fewest plate appearances of a row.
    pub fewest: Option<i32>,
    /// By which stat, and in which direction; in the natural order of the values else.
    pub order: Option<(StatOf, Option<Direction>)>,
    /// How many.
    pub first: Option<i32>,
}

impl Lines {
    /// The rows of a split; without dimensions the line itself.
    pub async fn rows(
        self,
        ctx: &Context<'_>,
        by: &[DimensionId],
        filter: Option<&PlayFilter>,
        selected: Selected,
    ) -> Result<Vec<Row>> {
        let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
        self.answer(ctx, by, &filter, selected).await
    }

    /// The same of a filter that is resolved.
    pub async fn answer(
        self,
        ctx: &Context<'_>,
        by: &[DimensionId],
        filter: &Filter,
        selected: Selected,
    ) -> Result<Vec<Row>> {
        let mut rows = self.sum(ctx, by, filter, selected).await?;
        if selected.against {
            let totals = self.sum(ctx, &[], filter, selected).await?;
            let totals: HashMap<i32, Line> = totals.into_iter().map(|row| (row.subject, row.line)).collect();
            let everybody = Self { of: Whose::Everybody, ..self };
            let everybody = everybody.sum(ctx, by, filter, selected).await?;
            let everybody: HashMap<_, Line> = everybody.into_iter().map(|row| (row.key, row.line)).collect();
            for row in &mut rows {
                if let (Some(total), Some(everybody)) = (totals.get(&row.subject), everybody.get(&row.key)) {
                    let against = Against { total: total.clone(), everybody: everybody.clone() };
                    row.line.against = Some(Arc::new(against));
                }
            }
        }
        Ok(rows)
    }

    async fn sum(self, ctx: &Context<'_>, by: &[DimensionId], filter: &Filter, selected: Selected) -> Result<Vec<Row>> {
        let of = match self.of {
            Whose::Player(player) => Subject::Player(player),
            Whose::EachPlayer => Subject::EachPlayer,
            Whose::EachTeam => Subject::EachTeam,
            Whose::Team(_) | Whose::EachLeague | Whose::Everybody => Subject::Everybody,
        };
        let filter = match self.of {
            Whose::Team(team) => and(filter.clone(), Filter::In(DimensionId::Team, vec![team])),
            _ => filter.clone(),
        };
        let mut by = by.to_vec();
        if self.of == Whose::EachLeague {
            by.insert(0, DimensionId::League);
        }
        let question = Question { role: self.role, of, by, filter, wanted: selected.wanted };
        let rows = store(ctx)?.facts.answer(question).await;
        let mut rows = rows.map_err(|error: crate::cache::Shared| match *error {
            QueryError::TooMany => ApiError::bad_user_input(format!(
                "by: the answer has more than {MOST_GROUPS} rows: take fewer dimensions, or narrow `where`"
            )),
            _ => ApiError::internal(&*error),
        })?;
        if self.of == Whose::EachLeague {
            rows.iter_mut().for_each(|row| row.subject = row.key.remove(0));
        }
        Ok(rows)
    }

    /// The line without dimensions.
    pub async fn line(self, ctx: &Context<'_>, filter: Option<&PlayFilter>) -> Result<Line> {
        let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
        self.line_of(ctx, &filter).await
    }

    /// The same of a filter that is resolved.
    pub async fn line_of(self, ctx: &Context<'_>, filter: &Filter) -> Result<Line> {
        let rows = self.answer(ctx, &[], filter, wanted(ctx, self.role, &[])).await?;
        Ok(rows.into_iter().next().map(|row| row.line).unwrap_or_default())
    }

    /// The rows of a split as the API shows them.
    pub async fn splits<T>(
        self,
        ctx: &Context<'_>,
        by: &[DimensionName],
        filter: Option<&PlayFilter>,
        shown: Shown,
        row: fn(&[DimensionId], &Row) -> T,
    ) -> Result<Vec<T>> {
        let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
        self.splits_of(ctx, &dimensions(by)?, &filter, shown, row).await
    }

    /// The same of a filter that is resolved.
    pub async fn splits_of<T>(
        self,
        ctx: &Context<'_>,
        by: &[DimensionId],
        filter: &Filter,
        shown: Shown,
        row: fn(&[DimensionId], &Row) -> T,
    ) -> Result<Vec<T>> {
        let mut selected = wanted(ctx, self.role, &["line"]);
        if let Some((stat, _)) = shown.order {
            selected.add(stat.stat);
        }
        let rows = shown.of(self.answer(ctx, by, filter, selected).await?)?;
        Ok(rows.iter().map(|found| row(by, found)).collect())
    }
}

impl Shown {
    fn of(self, mut rows: Vec<Row>) -> Result<Vec<Row>> {
        let fewest = i64::from(self.fewest.unwrap_or(0));
        rows.retain(|row| row.line.get(Counter::PlateAppearances) >= fewest);
        if let Some((stat, direction)) = self.order {
            let is_ascending = stat.is_ascending(direction);
            // Where the stat is null, last; equal ones stay in the order of their values.
            rows.sort_by_cached_key(|row| Placed(stat.number(&row.line), is_ascending));
        }
        let most = match self.first.map(usize::try_from) {
            None if rows.len() > MOST_ROWS => {
                return Err(ApiError::bad_user_input(format!(
                    "the split has {} rows, at most {MOST_ROWS} come at once: give `first`, raise the minimum, narrow \
                     `where`, or page through `battingLeaders` or `pitchingLeaders` with `by`",
                    rows.len()
                )));
            }
            None => MOST_ROWS,
            Some(Ok(first)) if first <= MOST_ROWS => first,
            Some(_) => return Err(ApiError::bad_user_input(format!("first: give 0 to {MOST_ROWS}"))),
        };
        rows.truncate(most);
        Ok(rows)
    }
}

/// A number in an order; null comes last in either direction.
struct Placed(Option<f64>, bool);

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0, other.0) {
            (Some(a), Some(b)) if self.1 => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Placed {}

/// Both hold.
pub fn and(filter: Filter, other: Filter) -> Filter {
    Filter::All(vec![filter, other]).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_come_last_in_either_direction() {
        for (is_ascending, sorted) in [(true, [Some(-1.0), Some(2.0), None]), (false, [Some(2.0), Some(-1.0), None])] {
            let mut values = vec![None, Some(2.0), Some(-1.0)];
            values.sort_by_key(|value| Placed(*value, is_ascending));
            assert_eq!(values, sorted);
        }
    }

    #[test]
    fn more_rows_than_fit_are_refused_unless_it_is_said_how_many() {
        let rows = |count: i32| {
            (0..count).map(|subject| Row { subject, key: [subject].into_iter().collect(), line: Line::default() })
        };
        let of = |shown: Shown, count| shown.of(rows(count).collect()).map(|rows| rows.len());
        assert_eq!(of(Shown::default(), 1000).ok(), Some(1000));
        let error = of(Shown::default(), 1001).expect_err("too many").message;
        assert!(error.contains("1001") && error.contains("first"), "{error}");
        let first = |first| Shown { first: Some(first), ..Shown::default() };
        assert_eq!(of(first(7), 1001).ok(), Some(7));
        assert_eq!(of(first(0), 3).ok(), Some(0));
        assert!(of(first(1001), 3).is_err() && of(first(-1), 3).is_err());
    }

    #[test]
    fn a_split_costs_by_its_rows() {
        let by = [DimensionName(DimensionId::Season), DimensionName(DimensionId::Outs)];
        assert_eq!(split_price(LINE_PRICE, &by, None, 2), 51 + 5 * (1 + by.len()));
        assert_eq!(split_price(LINE_PRICE, &by, Some(1), 2), 11 + 5 * (1 + by.len()));
        assert_eq!(split_price(LEAGUE_PRICE, &by, Some(i32::MAX), 2), 2001 + 20 * (1 + by.len()));
        assert_eq!(split_price(LEAGUE_PRICE, &by, Some(-1), 2), 41 + 20 * (1 + by.len()));
    }
}
