//! The line score, from the parts of turns.

use std::collections::BTreeMap;

use super::UNKNOWN;
use crate::scoring::{Scored, Share};
use crate::staging::told::{Inning, Totals};

/// What happened in half an inning.
#[derive(Debug, Clone, Copy, Default)]
struct Half {
    runs: i16,
    hits: i16,
    outs: i16,
    plate_appearances: i16,
    /// Runners the half began with, as extra innings do since 2020.
    placed: i16,
}

impl Half {
    /// Everybody who came to bat scored, was put out or was left on base.
    const fn left_on_base(&self) -> i16 {
        let left = self.plate_appearances + self.placed - self.runs - self.outs;
        if left < 0 { 0 } else { left }
    }
}

/// The halves in order, one that was not played without numbers, and the totals, away and home. Errors are known of the
/// game as a whole.
pub(super) fn of(scored: &Scored) -> (Vec<Inning>, [Totals; 2]) {
    let mut halves: BTreeMap<(i16, bool), Half> = BTreeMap::new();
    for part in &scored.parts {
        let half = halves.entry((part.inning, part.is_home)).or_insert_with(|| Half {
            placed: i16::try_from(part.start.1.count_ones()).unwrap_or(0),
            ..Half::default()
        });
        half.outs += part.tally.outs_made;
        if part.share != Share::Charge {
            half.runs += part.tally.runs;
        }
        if let (Share::Batter, Some(event)) = (part.share, part.event) {
            half.hits += i16::from(event.outcome.bases() > 0);
            half.plate_appearances += i16::from(event.outcome.is_plate_appearance());
        }
    }
    let last = halves.keys().map(|(inning, _)| *inning).max().unwrap_or(0);
    let innings = (1..=last).flat_map(|inning| [false, true].map(|is_home| (inning, is_home)));
    let innings = innings.map(|(inning, is_home)| {
        let told = halves.get(&(inning, is_home));
        let totals = told.map_or(UNKNOWN, |half| [Some(half.runs), Some(half.hits), None, Some(half.left_on_base())]);
        Inning { inning, is_home, totals }
    });
    let totals = [false, true].map(|is_home| {
        let mine = || halves.iter().filter(move |((_, home), _)| *home == is_home).map(|(_, half)| half);
        let side = usize::from(is_home);
        [
            Some(scored.runs[side]),
            Some(mine().map(|half| half.hits).sum()),
            Some(scored.fielding[side].values().map(|fielding| fielding.errors).sum()),
            Some(mine().map(Half::left_on_base).sum()),
        ]
    });
    (innings.collect(), totals)
}
