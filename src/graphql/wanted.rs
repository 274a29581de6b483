//! What a selection of a line's fields takes to be answered: only that is summed.

use async_graphql::{Context, SelectionField};

use crate::fact::Wanted;
use crate::stat::registry::Stat;
use crate::stat::{Counter, CounterSet, Needs, Role};

/// What the stats take that are selected of the lines at this path below the field.
#[must_use]
pub fn wanted(ctx: &Context<'_>, role: Role, path: &[&str]) -> Selected {
    let mut selected = Selected::default();
    // Rows may be left out by it.
    selected.wanted.counters = CounterSet::default().with(Counter::PlateAppearances);
    walk(ctx.field(), role, path, &mut selected);
    selected
}

/// What is selected.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selected {
    /// What must be summed.
    pub wanted: Wanted,
    /// A stat is measured against the whole and the league.
    pub against: bool,
}

impl Selected {
    /// What two selections take.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let wanted = Wanted {
            counters: self.wanted.counters.and(other.wanted.counters),
            parts: self.wanted.parts || other.wanted.parts,
            exit_velocities: self.wanted.exit_velocities || other.wanted.exit_velocities,
            caveats: self.wanted.caveats || other.wanted.caveats,
        };
        Self { wanted, against: self.against || other.against }
    }

    /// Whether this has all that the other takes.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        let (both, mine) = (self.and(other), self);
        both.wanted == mine.wanted && both.against == mine.against
    }

    /// Adds what one stat takes.
    pub fn add(&mut self, stat: &Stat) {
        self.wanted.counters = self.wanted.counters.and(stat.uses());
        self.wanted.parts |= stat.needs.constants();
        self.wanted.exit_velocities |= stat.needs == Needs::ExitVelocities;
        self.against |= stat.needs == Needs::Against;
    }
}

fn walk(field: SelectionField<'_>, role: Role, path: &[&str], selected: &mut Selected) {
    for below in field.selection_set() {
        match path {
            [] if below.name() == "caveats" => {
                // They speak of every stat.
                selected.wanted.counters = CounterSet::all();
                selected.wanted.parts = true;
                selected.wanted.caveats = true;
            }
            [] => {
                if let Some(stat) = Stat::named(role, below.name()) {
                    selected.add(stat);
                }
            }
            [name, rest @ ..] if below.name() == *name => walk(below, role, rest, selected),
            _ => {}
        }
    }
}
