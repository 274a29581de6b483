//! What players did in the field: sums over the games and positions of a season.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::filter::Filter;
use super::rows::Fielder;
use super::season::Season;
use super::table::side;
use crate::stat::{DimensionId, FieldingLine, Grain, Role};

/// What the rows of an answer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldingBy {
    /// One row over everything.
    Total,
    /// A row a position, keyed by its number.
    Position,
    /// A row a game, keyed as game logs are.
    Game,
}

/// A question about a fielder, without the fielder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldingQuestion {
    /// What the rows are.
    pub by: FieldingBy,
    /// Which games count, normalised.
    pub filter: Filter,
}

/// One row of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldingRow {
    /// See [`FieldingBy`].
    pub key: Vec<i32>,
    /// The positions the line is of, 1 to 9, ascending.
    pub positions: Vec<i32>,
    /// The line.
    pub line: FieldingLine,
}

/// The dimensions that key the rows of a game log.
pub const GAME_LOG: [DimensionId; 5] =
    [DimensionId::Date, DimensionId::Game, DimensionId::Team, DimensionId::Opponent, DimensionId::HomeAway];

/// A row as it grows.
#[derive(Default)]
struct Sum {
    line: FieldingLine,
    positions: BTreeSet<i32>,
    games: HashSet<i32>,
    started: HashSet<i32>,
}

impl FieldingQuestion {
    /// Whether games and positions can answer.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        self.filter.grain() == Grain::Game
    }

    /// The dimensions of the key.
    #[must_use]
    pub fn dimensions(&self) -> &'static [DimensionId] {
        if self.by == FieldingBy::Game { &GAME_LOG } else { &[] }
    }

    /// The rows of a player over these seasons, in the order of their keys; a total is always one row.
    #[must_use]
    pub fn answer(&self, player: i32, seasons: &[Arc<Season>]) -> Vec<FieldingRow> {
        let mut sums: BTreeMap<Vec<i32>, Sum> = BTreeMap::new();
        if self.by == FieldingBy::Total {
            sums.insert(Vec::new(), Sum::default());
        }
        for season in seasons {
            // Whoever fields is on his side as a batter is.
            let tables = season.role(Role::Batting);
            for row in season.fielders_of(player) {
                let place = usize::from(side(row.game, row.is_home));
                let code = |dimension: DimensionId| tables.by_side(dimension).map(|codes| codes.get(place));
                if self.filter.passes(&code) != Some(true) {
                    continue;
                }
                let key = match self.by {
                    FieldingBy::Total => Vec::new(),
                    FieldingBy::Position => vec![row.position.into()],
                    FieldingBy::Game => GAME_LOG.iter().filter_map(|dimension| code(*dimension)).collect(),
                };
                sums.entry(key).or_default().add(season, row);
            }
        }
        let row = |(key, sum): (Vec<i32>, Sum)| FieldingRow {
            key,
            positions: sum.positions.into_iter().collect(),
            line: sum.line,
        };
        sums.into_iter().map(row).collect()
    }
}

impl Sum {
    fn add(&mut self, season: &Season, row: &Fielder) {
        let game = &season.games[row.game as usize];
        let is_new = self.games.insert(game.id);
        self.line.games += i64::from(is_new);
        self.line.games_started += i64::from(row.is_start && self.started.insert(game.id));
        self.line.games_of_retrosheet += i64::from(is_new && matches!(game.source, 3 | 5));
        self.line.games_of_box_scores += i64::from(is_new && game.source == 4);
        self.line.counts.iter_mut().zip(row.counts).for_each(|(sum, count)| *sum += i64::from(count));
        self.positions.insert(row.position.into());
    }
}

impl Season {
    /// What a player did in the field.
    #[must_use]
    pub fn fielders_of(&self, player: i32) -> &[Fielder] {
        let start = self.fielders.partition_point(|row| row.player < player);
        let his = &self.fielders[start..];
        &his[..his.partition_point(|row| row.player == player)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_plays_are_not_answered() {
        let whole = Filter::In(DimensionId::HomeAway, vec![1]);
        assert!(FieldingQuestion { by: FieldingBy::Total, filter: whole.clone() }.is_answerable());
        let single = Filter::All(vec![whole, Filter::In(DimensionId::Inning, vec![9])]);
        assert!(!FieldingQuestion { by: FieldingBy::Total, filter: single }.is_answerable());
    }
}
