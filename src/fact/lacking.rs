//! What an answer lacks: games that are not loaded, or of which too little is known for the question.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::filter::Filter;
use super::season::Season;
use super::sum::{Question, Row, Subject};
use crate::stat::dimension::day;
use crate::stat::{DimensionId, Grain};

impl Filter {
    /// Whether facts pass of which only some codes are known: `None` is "cannot be told".
    pub fn passes(&self, code: &impl Fn(DimensionId) -> Option<i32>) -> Option<bool> {
        match self {
            Self::All(parts) => of_all(parts.iter().map(|part| part.passes(code)), true),
            Self::Any(parts) => of_all(parts.iter().map(|part| part.passes(code)), false),
            Self::Not(part) => part.passes(code).map(|passes| !passes),
            Self::In(dimension, codes) => code(*dimension).map(|code| codes.contains(&code)),
            Self::From(from) => code(DimensionId::Date).map(|code| code >= day(*from)),
            Self::To(to) => code(DimensionId::Date).map(|code| code <= day(*to)),
        }
    }
}

/// All of them hold, or with `all` false any of them does.
fn of_all(parts: impl Iterator<Item = Option<bool>>, all: bool) -> Option<bool> {
    let mut is_known = true;
    for part in parts {
        match part {
            Some(passes) if passes != all => return Some(!all),
            Some(_) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(all)
}

/// Whether a line with these codes may have facts with those that are known.
pub fn may_have(filter: &Filter, by: &[DimensionId], key: &[i32], code: &impl Fn(DimensionId) -> Option<i32>) -> bool {
    filter.passes(code) != Some(false)
        && by.iter().zip(key).all(|(dimension, wanted)| code(*dimension).is_none_or(|code| code == *wanted))
}

impl Season {
    /// The teams a player played for, batting or pitching.
    #[must_use]
    pub fn teams_of(&self, player: i32) -> HashSet<i32> {
        let of_role = |role| {
            let tables = self.role(role);
            let teams = tables.by_side(DimensionId::Team);
            let sides = &tables.lines.sides[tables.lines.rows_of(player)];
            sides.iter().filter_map(move |side| Some(teams?.get((*side).into())))
        };
        let mut teams: HashSet<i32> =
            [crate::stat::Role::Batting, crate::stat::Role::Pitching].into_iter().flat_map(of_role).collect();
        teams.extend(self.fielders_of(player).iter().map(|row| {
            let game = &self.games[row.game as usize];
            if row.is_home { game.home_team } else { game.away_team }
        }));
        teams
    }
}

/// Writes into the rows how many games are left out because only their box score is known.
pub fn mark_boxed(question: &Question, seasons: &[Arc<Season>], rows: &mut [Row]) {
    if question.grain() == Grain::Game {
        return;
    }
    for season in seasons.iter().filter(|season| season.has_boxed) {
        let tables = season.role(question.role);
        let lines: Box<dyn Iterator<Item = (i32, usize)>> = match question.of {
            Subject::Player(player) => Box::new(tables.lines.rows_of(player).map(move |line| (player, line))),
            _ => Box::new(tables.lines.players().flat_map(|(player, lines)| lines.map(move |line| (player, line)))),
        };
        let boxed: Vec<(i32, u16)> = lines
            .filter(|(_, line)| tables.appearances[*line].is_boxed)
            .map(|(player, line)| (player, tables.lines.sides[line]))
            .collect();
        let code =
            |side: u16| move |dimension: DimensionId| tables.by_side(dimension).map(|codes| codes.get(side.into()));
        let mut of_subject: HashMap<i32, HashSet<u16>> = HashMap::new();
        for (player, side) in boxed {
            let subject = match question.of {
                Subject::Player(_) | Subject::EachPlayer => player,
                Subject::EachTeam => code(side)(DimensionId::Team).unwrap_or_default(),
                Subject::Everybody => 0,
            };
            if question.filter.passes(&code(side)) != Some(false) {
                of_subject.entry(subject).or_default().insert(side);
            }
        }
        for row in rows.iter_mut() {
            let sides = of_subject.get(&row.subject).into_iter().flatten();
            let lacking = sides.filter(|side| may_have(&question.filter, &question.by, &row.key, &code(**side)));
            let games: HashSet<u16> = lacking.map(|side| side / 2).collect();
            row.line.games_left_out += i64::try_from(games.len()).unwrap_or(i64::MAX);
        }
    }
}
