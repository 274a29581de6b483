//! Lines and splits, whosever they are.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Result};

use crate::fact::{Filter, Question, Row, Subject};
use crate::graphql::cost;
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::store;
use crate::graphql::wanted::{Selected, wanted};
use crate::stat::line::Against;
use crate::stat::{Counter, DimensionId, Line, Role};

/// Most dimensions of a split.
pub const MOST_DIMENSIONS: usize = 4;
/// Price of a line of one player.
pub const LINE_PRICE: usize = 5;

/// Price of a split: rows grow with each dimension.
pub fn split_price(by: &[DimensionName], child_complexity: usize) -> usize {
    cost::times(LINE_PRICE * (1 + 2 * by.len().min(MOST_DIMENSIONS)), child_complexity)
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
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    /// Batting or pitching.
    pub role: Role,
    /// Whose.
    pub of: Subject,
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
        self.answer(ctx, by, filter, selected).await
    }

    /// The same of a filter that is resolved.
    pub async fn answer(
        self,
        ctx: &Context<'_>,
        by: &[DimensionId],
        filter: Filter,
        selected: Selected,
    ) -> Result<Vec<Row>> {
        let question = |of, by: &[DimensionId]| Question {
            role: self.role,
            of,
            by: by.to_vec(),
            filter: filter.clone(),
            wanted: selected.wanted,
        };
        let facts = &store(ctx)?.facts;
        let failed = |error: crate::cache::Shared| ApiError::internal(&*error);
        let mut rows = facts.answer(question(self.of, by)).await.map_err(failed)?;
        if selected.against {
            let totals = facts.answer(question(self.of, &[])).await.map_err(failed)?;
            let totals: HashMap<i32, Line> = totals.into_iter().map(|row| (row.subject, row.line)).collect();
            let everybody = facts.answer(question(Subject::Everybody, by)).await.map_err(failed)?;
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

    /// The line without dimensions.
    pub async fn line(self, ctx: &Context<'_>, filter: Option<&PlayFilter>) -> Result<Line> {
        let rows = self.rows(ctx, &[], filter, wanted(ctx, self.role, &[])).await?;
        Ok(rows.into_iter().next().map(|row| row.line).unwrap_or_default())
    }

    /// The rows of a split as the API shows them.
    pub async fn splits<T>(
        self,
        ctx: &Context<'_>,
        by: &[DimensionName],
        filter: Option<&PlayFilter>,
        fewest: Option<i32>,
        row: fn(&[DimensionId], &Row) -> T,
    ) -> Result<Vec<T>> {
        let by = dimensions(by)?;
        let fewest = i64::from(fewest.unwrap_or(0));
        let rows = self.rows(ctx, &by, filter, wanted(ctx, self.role, &["line"])).await?;
        let enough = rows.iter().filter(|row| row.line.get(Counter::PlateAppearances) >= fewest);
        Ok(enough.map(|found| row(&by, found)).collect())
    }
}
