//! Who is ranked by a stat, and what it takes to say so.

use async_graphql::Result;

use super::official::Official;
use crate::fact::Row;
use crate::graphql::leader_input::{LeaderSubject, Qualifier};
use crate::graphql::stat_name::StatOf;
use crate::graphql::wanted::Selected;
use crate::stat::Counter;
use crate::stat::registry::Stat;

/// A stat, and who is ranked by it.
#[derive(Debug, Clone, Copy)]
pub struct Ranking {
    /// The stat.
    pub stat: StatOf,
    /// Who is ranked.
    pub qualifier: Qualifier,
}

impl Ranking {
    /// The ranking with the qualifier asked for, else with the usual one of the stat.
    ///
    /// # Errors
    /// A part of the qualifier that is not of the role or of who is ranked.
    pub fn of(stat: StatOf, qualifier: Option<Qualifier>, of: LeaderSubject) -> Result<Self> {
        Ok(Self { stat, qualifier: Qualifier::of(qualifier, stat, of)? })
    }

    /// What must be summed.
    #[must_use]
    pub fn takes(&self) -> Selected {
        let mut selected = Selected::default();
        selected.wanted.counters = selected.wanted.counters.with(Counter::PlateAppearances);
        selected.add(self.stat.stat);
        if self.qualifier.min_innings.is_some() {
            selected.wanted.counters = selected.wanted.counters.with(Counter::Outs);
        }
        for name in self.minimums().filter_map(|(name, least)| least.map(|_| name)) {
            if let Some(stat) = Stat::named(self.stat.role, name) {
                selected.add(stat);
            }
        }
        selected
    }

    /// Whether a row reaches the minimums, and the official qualifier where that is asked for.
    #[must_use]
    pub fn qualifies(&self, row: &Row, official: Option<&Official>) -> bool {
        let turns = row.line.get(Counter::PlateAppearances);
        let fewest = [self.qualifier.min_plate_appearances, self.qualifier.min_batters_faced];
        #[allow(clippy::cast_precision_loss, reason = "outs stay far below 2^52")]
        let outs = row.line.get(Counter::Outs) as f64;
        let has = |name, least: i32| {
            let stat = Stat::named(self.stat.role, name).map(|stat| StatOf { stat, ..self.stat });
            stat.and_then(|stat| stat.number(&row.line)).is_some_and(|number| number >= f64::from(least))
        };
        fewest.into_iter().flatten().all(|fewest| turns >= i64::from(fewest))
            && self.qualifier.min_outs().is_none_or(|fewest| outs >= fewest)
            && self.minimums().all(|(name, least)| least.is_none_or(|least| has(name, least)))
            && (!self.qualifier.is_official() || official.is_some_and(|official| official.qualifies(row)))
    }

    /// Minimums of stats.
    fn minimums(&self) -> impl Iterator<Item = (&'static str, Option<i32>)> {
        let Qualifier { min_pitches, min_batted_balls, .. } = self.qualifier;
        [("pitches", min_pitches), ("battedBalls", min_batted_balls)].into_iter()
    }
}
