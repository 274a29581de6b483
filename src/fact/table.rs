//! A table of facts of one kind: columns of codes and of counters, sorted by player and then in the order of play.

use std::ops::{Range, RangeInclusive};

use super::column::Column;
use crate::stat::{COUNTERS, CounterDef, DIMENSIONS, DimensionId, Fact, Grain};

/// Facts of one kind and one role.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Each player with his first row, ascending.
    players: Vec<(i32, u32)>,
    /// Of each row the side of the game: `2 · game + 1` for the home team, `2 · game` for the visitors.
    pub sides: Vec<u16>,
    /// Codes by dimension; none for those the table does not know.
    codes: Vec<Option<Column>>,
    /// Values by counter.
    counters: Vec<Column>,
}

/// What a table is made of: one fact after the other.
pub struct Builder<'a> {
    grains: RangeInclusive<Grain>,
    players: Vec<(i32, u32)>,
    sides: Vec<u16>,
    facts: Vec<Fact<'a>>,
}

impl<'a> Builder<'a> {
    /// A table that knows the dimensions of these grains. Those of whole games are known by the side of the game.
    #[must_use]
    pub fn new(grains: RangeInclusive<Grain>, rows: usize) -> Self {
        Self { grains, players: Vec::new(), sides: Vec::with_capacity(rows), facts: Vec::with_capacity(rows) }
    }

    /// Adds a fact; those of a player one after the other, players ascending.
    pub fn push(&mut self, player: i32, game: u32, is_home: bool, fact: Fact<'a>) {
        if self.players.last().is_none_or(|(last, _)| *last != player) {
            self.players.push((player, u32::try_from(self.sides.len()).unwrap_or(u32::MAX)));
        }
        self.sides.push(side(game, is_home));
        self.facts.push(fact);
    }

    /// The table, with the values of each counter in the order of the facts; `None` is zero everywhere.
    #[must_use]
    pub fn build(self, counter: impl Fn(&CounterDef, &[Fact<'a>]) -> Option<Vec<i32>>) -> Table {
        let codes = DIMENSIONS.iter().map(|dimension| {
            let is_known = dimension.grain > Grain::Game && self.grains.contains(&dimension.grain);
            is_known.then(|| Column::new(self.facts.iter().map(dimension.code).collect()))
        });
        let counters = COUNTERS.iter().map(|def| counter(def, &self.facts).map_or(Column::Same(0), Column::new));
        Table { codes: codes.collect(), counters: counters.collect(), players: self.players, sides: self.sides }
    }
}

/// The place of a side of a game.
#[must_use]
pub fn side(game: u32, is_home: bool) -> u16 {
    u16::try_from(2 * game + u32::from(is_home)).unwrap_or(u16::MAX)
}

impl Table {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sides.len()
    }

    /// Every player with his rows.
    pub fn players(&self) -> impl Iterator<Item = (i32, Range<usize>)> {
        self.players.iter().enumerate().map(|(n, (player, _))| (*player, self.rows_at(n)))
    }

    /// The rows of a player; none when he is not in the table.
    #[must_use]
    pub fn rows_of(&self, player: i32) -> Range<usize> {
        self.players.binary_search_by_key(&player, |(id, _)| *id).map_or(0..0, |n| self.rows_at(n))
    }

    fn rows_at(&self, n: usize) -> Range<usize> {
        let end = self.players.get(n + 1).map_or(self.rows(), |(_, first)| *first as usize);
        self.players[n].1 as usize..end
    }

    /// The codes of a dimension.
    #[must_use]
    pub fn codes(&self, dimension: DimensionId) -> Option<&Column> {
        self.codes.get(dimension as usize)?.as_ref()
    }

    /// The values of a counter.
    #[must_use]
    pub fn counter(&self, def: &CounterDef) -> &Column {
        self.counters.get(def.id as usize).unwrap_or(&Column::Same(0))
    }

    /// Bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let columns = self.codes.iter().flatten().chain(&self.counters);
        columns.map(Column::bytes).sum::<usize>() + 2 * self.sides.len() + 8 * self.players.len()
    }
}
