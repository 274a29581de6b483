//! Ranks and percentiles. Pure.

use std::cmp::Ordering;

use crate::fact::Row;

/// A row with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The row.
    pub row: Row,
    /// The number it is ranked by.
    pub value: f64,
    /// 1 is first; ties share a rank, and the next ones' counts them.
    pub rank: usize,
    /// Share of the others who are worse, 0 to 100, ties half; none for one alone.
    pub percentile: Option<f64>,
    /// Another row has the same number.
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
        let of = |row: Row, value| Ranked { row, value, rank: 0, percentile: None, is_tied: false };
        let mut ranked: Vec<Ranked> = rows.into_iter().map(|(row, value)| of(row, value)).collect();
        ranked.sort_by(|a, b| self.compare(a.place(), b.place()));
        let all = ranked.len();
        let mut ahead = 0;
        for equal in ranked.chunk_by_mut(|a, b| a.value == b.value) {
            let others = equal.len() - 1;
            let behind = all - ahead - equal.len();
            let worse = if self.is_ascending == self.is_better_low { behind } else { ahead };
            for row in equal.iter_mut() {
                row.rank = ahead + 1;
                row.is_tied = others > 0;
                row.percentile = share(2 * worse + others, 2 * (all - 1));
            }
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
        order.rank(rows.collect()).iter().map(|r| (r.row.subject, r.rank, r.percentile, r.is_tied)).collect()
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
