//! Ranks and percentiles. Pure.

use std::cmp::Ordering;

use crate::fact::Row;
use crate::graphql::scalar::Direction;
use crate::graphql::stat_name::StatOf;

/// A row with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The row.
    pub row: Row,
    /// The number it is ranked by.
    pub value: f64,
    /// Where it stands among all.
    pub standing: Standing,
}

/// Where a number stands among others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// 1 is first; ties share a rank, and the next ones' counts them.
    pub rank: usize,
    /// Share of the others who are worse, 0 to 100, ties half; none for one alone.
    pub percentile: Option<f64>,
    /// Another has the same number.
    pub is_tied: bool,
}

/// How rows are ordered and which end is the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Smallest first.
    pub is_ascending: bool,
    /// Less is better.
    pub is_better_low: bool,
}

/// The place of a row in the list: number, subject, codes.
pub type Place<'a> = (f64, i32, &'a [i32]);

impl Order {
    /// The order of a list by a stat: the direction asked for, else the better end first.
    #[must_use]
    pub fn of(stat: StatOf, direction: Option<Direction>) -> Self {
        Self { is_ascending: stat.is_ascending(direction), is_better_low: stat.is_better_low() }
    }

    /// The standing of a number with so many others ahead of it, equal to it, and behind it.
    fn standing(self, ahead: usize, equal: usize, behind: usize) -> Standing {
        let worse = if self.is_ascending == self.is_better_low { behind } else { ahead };
        let percentile = share(2 * worse + equal, 2 * (ahead + equal + behind));
        Standing { rank: ahead + 1, percentile, is_tied: equal > 0 }
    }

    /// The standing of a number among others, itself not one of them.
    #[must_use]
    pub fn among(self, value: f64, others: impl Iterator<Item = f64>) -> Standing {
        let (mut ahead, mut equal, mut behind) = (0, 0, 0);
        for other in others {
            if other == value {
                equal += 1;
            } else if (other < value) == self.is_ascending {
                ahead += 1;
            } else {
                behind += 1;
            }
        }
        self.standing(ahead, equal, behind)
    }

    /// The order of two places: by number, and of equal ones by subject and codes.
    #[must_use]
    pub fn compare(self, a: Place<'_>, b: Place<'_>) -> Ordering {
        let by_value = a.0.total_cmp(&b.0);
        let by_value = if self.is_ascending { by_value } else { by_value.reverse() };
        by_value.then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
    }

    /// The rows in their order, each with its rank.
    #[must_use]
    pub fn rank(self, rows: Vec<(Row, f64)>) -> Vec<Ranked> {
        let of = |row: Row, value| Ranked { row, value, standing: self.standing(0, 0, 0) };
        let mut ranked: Vec<Ranked> = rows.into_iter().map(|(row, value)| of(row, value)).collect();
        ranked.sort_by(|a, b| self.compare(a.place(), b.place()));
        let all = ranked.len();
        let mut ahead = 0;
        for equal in ranked.chunk_by_mut(|a, b| a.value == b.value) {
            let standing = self.standing(ahead, equal.len() - 1, all - ahead - equal.len());
            equal.iter_mut().for_each(|row| row.standing = standing);
            ahead += equal.len();
        }
        ranked
    }
}

#[allow(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

impl Ranked {
    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        (self.value, self.row.subject, &self.row.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::sum::Key;
    use crate::stat::Line;

    fn ranks(order: Order, values: &[f64]) -> Vec<(i32, usize, Option<f64>, bool)> {
        let rows = values
            .iter()
            .zip(1..)
            .map(|(value, subject)| (Row { subject: -subject, key: Key::new(), line: Line::default() }, *value));
        let ranked = order.rank(rows.collect());
        for (place, row) in ranked.iter().enumerate() {
            let others = ranked.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, row)| row.value);
            assert_eq!(order.among(row.value, others), row.standing);
        }
        ranked.iter().map(|r| (r.row.subject, r.standing.rank, r.standing.percentile, r.standing.is_tied)).collect()
    }

    #[test]
    fn ties_share_a_rank_and_halve_their_percentile() {
        let order = Order { is_ascending: false, is_better_low: false };
        assert_eq!(
            ranks(order, &[3.0, 5.0, 5.0, 7.0, 1.0]),
            [
                (-4, 1, Some(100.0), false),
                (-3, 2, Some(62.5), true),
                (-2, 2, Some(62.5), true),
                (-1, 4, Some(25.0), false),
                (-5, 5, Some(0.0), false),
            ]
        );
        assert_eq!(ranks(order, &[2.0]), [(-1, 1, None, false)]);
        assert_eq!(ranks(order, &[2.0; 3]).iter().map(|row| row.2).collect::<Vec<_>>(), [Some(50.0); 3]);
    }

    #[test]
    fn the_better_end_has_the_higher_percentile_whichever_comes_first() {
        for is_ascending in [true, false] {
            let low = ranks(Order { is_ascending, is_better_low: true }, &[1.0, 2.0]);
            let percentile =
                |rows: &[(i32, usize, Option<f64>, bool)], id| rows.iter().find(|r| r.0 == id).map(|r| r.2);
            assert_eq!(percentile(&low, -1), Some(Some(100.0)));
            assert_eq!(low[0].0, if is_ascending { -1 } else { -2 });
        }
    }
}
