//! Counters of results, from how often each event came.

use super::mask::View;
use crate::domain::event::{EVENTS, Outcome};
use crate::stat::event_of;

/// Most groups whose results are counted by event.
pub(super) const COUNTED_BY_EVENT: usize = 1 << 14;

/// How often each event came in each group: every counter of results follows from it, however many are asked for.
pub(super) struct Events(Vec<i64>);

impl Events {
    /// As many as codes there are: none, and each event.
    const CODES: usize = EVENTS.len() + 1;

    /// Counts the events of rows of plays, whose groups are so many.
    pub fn of(view: View<'_>, rows: &[u32], groups: &[u32], count: usize) -> Self {
        let mut often = vec![0; count * Self::CODES];
        view.role.events.each(rows, |n, code| {
            often[groups[n] as usize * Self::CODES + usize::try_from(code).unwrap_or_default()] += 1;
        });
        Self(often)
    }

    /// Adds to the sum of each group what its results count.
    pub fn add(&self, holds: fn(Outcome) -> bool, sums: &mut [i64]) {
        let outcome =
            |code: usize| i32::try_from(code).ok().and_then(event_of).map_or(Outcome::None, |event| event.outcome);
        let counted: Vec<usize> = (0..Self::CODES).filter(|code| holds(outcome(*code))).collect();
        for (sum, often) in sums.iter_mut().zip(self.0.chunks(Self::CODES)) {
            *sum += counted.iter().map(|code| often[*code]).sum::<i64>();
        }
    }
}
