//! Filters over facts: a small tree, normalised so that equal questions are equal keys.

use chrono::NaiveDate;

use crate::stat::dimension::day;
use crate::stat::{DimensionId, Grain};

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
        }
    }

    /// Whether it asks for something that nobody told of some facts; `has` says whether a dimension has a code.
    pub fn is_untold(&self, has: &impl Fn(DimensionId, i32) -> bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.is_untold(has)),
            Self::Not(part) => part.is_untold(has),
            Self::In(dimension, codes) => {
                dimension.def().untold().is_some_and(|untold| !codes.contains(&untold) && has(*dimension, untold))
            }
            Self::From(_) | Self::To(_) => false,
        }
    }

    /// The filter that takes what nobody told for what is asked; with `passes` false for what is not.
    #[must_use]
    pub fn with_untold(&self, passes: bool) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.with_untold(passes)).collect();
        match self {
            Self::All(parts) => Self::All(all(parts)),
            Self::Any(parts) => Self::Any(all(parts)),
            Self::Not(part) => Self::Not(Box::new(part.with_untold(!passes))),
            // Who asks for what nobody told means it.
            Self::In(dimension, codes) => match dimension.def().untold().filter(|untold| !codes.contains(untold)) {
                Some(untold) if passes => Self::In(*dimension, sorted([codes.as_slice(), &[untold]].concat())),
                _ => self.clone(),
            },
            Self::From(_) | Self::To(_) => self.clone(),
        }
    }

    /// The one value of a dimension that the top of the filter allows.
    #[must_use]
    pub fn only(&self, of: DimensionId) -> Option<i32> {
        match self {
            Self::In(dimension, codes) if *dimension == of => match codes.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            Self::All(parts) => parts.iter().find_map(|part| part.only(of)),
            _ => None,
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

impl Filter {
    /// Whether facts of a season with these days can pass, as far as the top of the filter says.
    #[must_use]
    pub fn reaches(&self, season: i16, (first, last): (NaiveDate, NaiveDate)) -> bool {
        match self {
            Self::From(day) => last >= *day,
            Self::To(day) => first <= *day,
            Self::In(DimensionId::Season, seasons) => seasons.contains(&season.into()),
            Self::In(DimensionId::Date, days) => days.iter().any(|code| (day(first)..=day(last)).contains(code)),
            Self::All(parts) => parts.iter().all(|part| part.reaches(season, (first, last))),
            Self::Any(parts) => parts.iter().any(|part| part.reaches(season, (first, last))),
            Self::Not(_) | Self::In(..) => true,
        }
    }
}

fn sorted(mut values: Vec<i32>) -> Vec<i32> {
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_same_question_is_the_same_key() {
        let a = Filter::All(vec![
            Filter::From(date("2024-04-01")),
            Filter::All(vec![Filter::In(DimensionId::Inning, vec![9, 1, 9])]),
        ]);
        let b = Filter::All(vec![Filter::In(DimensionId::Inning, vec![1, 9]), Filter::From(date("2024-04-01"))]);
        assert_eq!(a.normalize(), b.normalize());
    }

    #[test]
    fn what_nobody_told_passes_either_way() {
        let left = Filter::In(DimensionId::PitcherHand, vec![0]);
        let either = Filter::In(DimensionId::PitcherHand, vec![0, 2]);
        let night = Filter::In(DimensionId::Inning, vec![9]);
        let filter = Filter::All(vec![left.clone(), Filter::Not(Box::new(left.clone())), night.clone()]);
        assert_eq!(filter.with_untold(true), Filter::All(vec![either, Filter::Not(Box::new(left)), night.clone()]));
        assert!(
            filter.is_untold(&|_, code| code == 2)
                && !filter.is_untold(&|_, _| false)
                && !night.is_untold(&|_, _| true)
        );
    }

    #[test]
    fn day_bounds_narrow_to_the_tightest() {
        let filter = Filter::All(vec![
            Filter::From(date("2024-04-01")),
            Filter::From(date("2024-05-01")),
            Filter::To(date("2024-06-01")),
        ]);
        assert_eq!(filter.days(), (Some(date("2024-05-01")), Some(date("2024-06-01"))));
    }
}
