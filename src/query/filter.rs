//! Filters over plays: a small tree, normalised so that equal questions are equal keys, and its SQL.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::stat::{DimensionId, Grain, Role};

/// Which plays count. Lists are sorted and without duplicates; see [`Filter::normalize`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Every part holds; an empty list holds always.
    All(Vec<Filter>),
    /// At least one part holds; an empty list never does.
    Any(Vec<Filter>),
    /// The part does not hold.
    Not(Box<Filter>),
    /// The code of the dimension is one of these.
    In(DimensionId, Vec<i32>),
    /// League day on or after.
    From(NaiveDate),
    /// League day on or before.
    To(NaiveDate),
    /// The batter is one of these players.
    Batter(Vec<i32>),
    /// The pitcher is one of these players.
    Pitcher(Vec<i32>),
}

/// A value bound to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bind {
    /// `int[]`
    Ints(Vec<i32>),
    /// `date`
    Date(NaiveDate),
    /// `bigint`
    Big(i64),
}

/// SQL text with its bound values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sql {
    /// Text with `$1`, `$2`, ...
    pub text: String,
    /// The values, in order.
    pub binds: Vec<Bind>,
}

impl Sql {
    /// Appends text.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a placeholder for a value.
    pub fn bind(&mut self, value: Bind) -> &mut Self {
        self.binds.push(value);
        let _ = write!(self.text, "${}", self.binds.len());
        self
    }

    /// The statement, ready to run.
    pub fn query(&self) -> sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments> {
        // The text is built from the registries and placeholders only; values travel as binds.
        let mut query = sqlx::query(sqlx::AssertSqlSafe(self.text.as_str()));
        for bind in &self.binds {
            query = match bind {
                Bind::Ints(values) => query.bind(values),
                Bind::Date(value) => query.bind(value),
                Bind::Big(value) => query.bind(value),
            };
        }
        query
    }
}

impl Filter {
    /// Sorts and flattens, so that filters that say the same the same way are equal.
    #[must_use]
    pub fn normalize(self) -> Self {
        match self {
            Self::All(parts) => {
                let mut flat = Vec::new();
                for part in parts.into_iter().map(Self::normalize) {
                    match part {
                        Self::All(inner) => flat.extend(inner),
                        other => flat.push(other),
                    }
                }
                flat.sort_by_cached_key(|part| format!("{part:?}"));
                flat.dedup();
                if flat.len() == 1 { flat.remove(0) } else { Self::All(flat) }
            }
            Self::Any(parts) => {
                let mut parts: Vec<_> = parts.into_iter().map(Self::normalize).collect();
                parts.sort_by_cached_key(|part| format!("{part:?}"));
                parts.dedup();
                if parts.len() == 1 { parts.remove(0) } else { Self::Any(parts) }
            }
            Self::Not(part) => Self::Not(Box::new(part.normalize())),
            Self::In(dimension, values) => Self::In(dimension, sorted(values)),
            Self::Batter(ids) => Self::Batter(sorted(ids)),
            Self::Pitcher(ids) => Self::Pitcher(sorted(ids)),
            other => other,
        }
    }

    /// The coarsest rows that can answer.
    #[must_use]
    pub fn grain(&self) -> Grain {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().map(|part| part.grain()).max().unwrap_or(Grain::Game),
            Self::Not(part) => part.grain(),
            Self::In(dimension, _) => dimension.def().grain,
            Self::From(_) | Self::To(_) => Grain::Game,
            Self::Batter(_) | Self::Pitcher(_) => Grain::Play,
        }
    }

    /// Appends the condition over rows of alias `p`.
    pub fn sql(&self, role: Role, grain: Grain, sql: &mut Sql) {
        match self {
            Self::All(parts) if parts.is_empty() => {
                sql.push("true");
            }
            Self::Any(parts) if parts.is_empty() => {
                sql.push("false");
            }
            Self::All(parts) => joined(parts, " and ", role, grain, sql),
            Self::Any(parts) => joined(parts, " or ", role, grain, sql),
            Self::Not(part) => {
                sql.push("not ");
                part.sql(role, grain, sql);
            }
            Self::In(dimension, values) => {
                sql.push(dimension.def().sql(role, grain)).push(" = any(").bind(Bind::Ints(values.clone())).push(")");
            }
            Self::From(day) => {
                sql.push("p.game_date >= ").bind(Bind::Date(*day));
            }
            Self::To(day) => {
                sql.push("p.game_date <= ").bind(Bind::Date(*day));
            }
            Self::Batter(ids) => {
                // Of a pitcher's line: while he batted, whoever ran.
                let batter = if role == Role::Batting { "p.batter_id" } else { "p.at_bat_id" };
                sql.push(batter).push(" = any(").bind(Bind::Ints(ids.clone())).push(")");
            }
            Self::Pitcher(ids) => {
                sql.push("p.pitcher_id = any(").bind(Bind::Ints(ids.clone())).push(")");
            }
        }
    }

    /// The days the top of the filter allows, as far as plain bounds say.
    #[must_use]
    pub fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::From(day) => (Some(*day), None),
            Self::To(day) => (None, Some(*day)),
            Self::All(parts) => parts
                .iter()
                .map(Self::days)
                .fold((None, None), |(from, to), (f, t)| (from.max(f), [to, t].into_iter().flatten().min())),
            _ => (None, None),
        }
    }
}

fn sorted(mut values: Vec<i32>) -> Vec<i32> {
    values.sort_unstable();
    values.dedup();
    values
}

fn joined(parts: &[Filter], word: &str, role: Role, grain: Grain, sql: &mut Sql) {
    sql.push("(");
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            sql.push(word);
        }
        part.sql(role, grain, sql);
    }
    sql.push(")");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_same_question_is_the_same_key() {
        let a = Filter::All(vec![
            Filter::From(day("2024-04-01")),
            Filter::All(vec![Filter::In(DimensionId::Inning, vec![9, 1, 9])]),
        ]);
        let b = Filter::All(vec![Filter::In(DimensionId::Inning, vec![1, 9]), Filter::From(day("2024-04-01"))]);
        assert_eq!(a.normalize(), b.normalize());
    }

    #[test]
    fn conditions_are_built_from_placeholders() {
        let filter = Filter::All(vec![
            Filter::Not(Box::new(Filter::In(DimensionId::HomeAway, vec![1]))),
            Filter::Any(vec![Filter::In(DimensionId::Outs, vec![2]), Filter::Pitcher(vec![7])]),
        ]);
        let mut sql = Sql::default();
        filter.sql(Role::Pitching, Grain::Play, &mut sql);
        assert_eq!(
            sql.text,
            "(not (not p.is_home)::int = any($1) and (p.outs::int = any($2) or p.pitcher_id = any($3)))"
        );
        assert_eq!(sql.binds, [Bind::Ints(vec![1]), Bind::Ints(vec![2]), Bind::Ints(vec![7])]);
        assert_eq!(filter.grain(), Grain::Play);
    }

    #[test]
    fn an_empty_or_holds_never_and_an_empty_and_always() {
        for (filter, text) in [(Filter::Any(vec![]), "false"), (Filter::All(vec![]), "true")] {
            let mut sql = Sql::default();
            filter.sql(Role::Batting, Grain::Game, &mut sql);
            assert_eq!(sql.text, text);
        }
    }

    #[test]
    fn day_bounds_narrow_to_the_tightest() {
        let filter = Filter::All(vec![
            Filter::From(day("2024-04-01")),
            Filter::From(day("2024-05-01")),
            Filter::To(day("2024-06-01")),
        ]);
        assert_eq!(filter.days(), (Some(day("2024-05-01")), Some(day("2024-06-01"))));
    }
}
