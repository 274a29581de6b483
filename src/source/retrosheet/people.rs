//! Who the people of event files are: the number the store knows each by, and his hands.

use std::collections::HashMap;

use super::id::RetroId;
use crate::scoring::account::Hand;

pub use crate::scoring::account::Bats;

/// A person of the event files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// MLBAM id by the register, else [`RetroId::provisional`].
    pub id: i32,
    /// None where it is unknown.
    pub bats: Option<Bats>,
    /// None where it is unknown.
    pub throws: Option<Hand>,
}

/// Everybody on the rosters of a season.
#[derive(Debug, Clone, Default)]
pub struct People(HashMap<RetroId, Person>);

impl People {
    /// Somebody who is on no roster has unknown hands.
    #[must_use]
    pub fn person(&self, id: RetroId) -> Person {
        self.0.get(&id).copied().unwrap_or_else(|| Person { id: id.provisional(), bats: None, throws: None })
    }

    /// Enters a person; a second entry fills in what the first did not know.
    pub fn enter(&mut self, id: RetroId, person: Person) {
        let known = self.0.entry(id).or_insert(person);
        known.bats = known.bats.or(person.bats);
        known.throws = known.throws.or(person.throws);
    }
}
