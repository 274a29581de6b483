//! The official qualifier of rule 9.22: enough plate appearances or innings for the games of one's team.

use std::collections::HashMap;

use async_graphql::{Context, Result};

use crate::fact::sum::Key;
use crate::fact::{Filter, Question, Row, Subject, Wanted};
use crate::graphql::error::ApiError;
use crate::graphql::store;
use crate::stat::{Counter, CounterSet, DimensionId, Grain, Line, Role};

/// Who qualifies, by player and values of the dimensions of whole games.
#[derive(Debug, Clone)]
pub struct Official {
    role: Role,
    /// Places of the dimensions of whole games among those of the list.
    places: Vec<usize>,
    /// His plate appearances or outs, and the games of his team.
    of_player: HashMap<(i32, Key), (i64, i64)>,
}

impl Official {
    /// Looks at the games a filter reaches, apart by what of `by` is a matter of whole games.
    pub async fn of(ctx: &Context<'_>, role: Role, by: &[DimensionId], filter: &Filter) -> Result<Self> {
        let filter = whole_games(filter);
        let places: Vec<usize> = (0..by.len()).filter(|place| by[*place].def().grain == Grain::Game).collect();
        let mut by: Vec<DimensionId> = places.iter().map(|place| by[*place]).collect();
        let facts = &store(ctx)?.facts;
        let question = |of, by: &[DimensionId], counters| Question {
            role,
            of,
            by: by.to_vec(),
            filter: filter.clone(),
            wanted: Wanted { counters, ..Wanted::default() },
        };
        let teams = facts.answer(question(Subject::EachTeam, &by, CounterSet::default())).await;
        by.insert(0, DimensionId::Team);
        let counters = CounterSet::default().with(counter(role)).with(Counter::PlateAppearances);
        let players = facts.answer(question(Subject::EachPlayer, &by, counters)).await;
        let failed = |error: crate::cache::Shared| ApiError::internal(&*error);
        Ok(Self { role, places, of_player: count(role, &teams.map_err(failed)?, &players.map_err(failed)?) })
    }

    /// Whether the player of a row of the list qualifies.
    #[must_use]
    pub fn qualifies(&self, row: &Row) -> bool {
        let key: Key = self.places.iter().map(|place| row.key[*place]).collect();
        self.of_player.get(&(row.subject, key)).is_some_and(|(has, games)| *has >= needed(self.role, *games))
    }
}

fn counter(role: Role) -> Counter {
    if role == Role::Batting { Counter::PlateAppearances } else { Counter::Outs }
}

/// What counts for the qualifier. Statcast rows do not tell innings: without play-by-play of all his games a pitcher's are
/// taken from the batters he faced, 4.25 of which make an inning, about as in any season.
fn told(role: Role, line: &Line) -> i64 {
    let told = line.get(counter(role));
    if role == Role::Batting || line.is_scored() {
        return told;
    }
    told.max(line.get(Counter::PlateAppearances) * 12 / 17)
}

/// What a player's games add up to, over his teams, with the games of the team that has most.
fn count(role: Role, teams: &[Row], players: &[Row]) -> HashMap<(i32, Key), (i64, i64)> {
    let games: HashMap<(i32, &[i32]), i64> =
        teams.iter().map(|row| ((row.subject, row.key.as_slice()), row.line.games)).collect();
    let mut of_player = HashMap::new();
    for row in players {
        let [team, key @ ..] = row.key.as_slice() else { continue };
        let (has, most): &mut (i64, i64) = of_player.entry((row.subject, Key::from_slice(key))).or_default();
        *has += told(role, &row.line);
        *most = (*most).max(games.get(&(*team, key)).copied().unwrap_or(0));
    }
    of_player
}

/// Plate appearances, or outs, that so many games ask for.
fn needed(role: Role, games: i64) -> i64 {
    match role {
        // 3.1 a game, to the nearest whole number.
        Role::Batting => (31 * games + 5) / 10,
        Role::Pitching => 3 * games,
    }
}

/// What a filter says of whole games.
fn whole_games(filter: &Filter) -> Filter {
    match filter {
        Filter::All(parts) => {
            Filter::All(parts.iter().filter(|part| part.grain() == Grain::Game).cloned().collect()).normalize()
        }
        part if part.grain() == Grain::Game => part.clone(),
        _ => Filter::All(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_season_is_rounded() {
        assert_eq!([162, 154, 60, 1, 0].map(|games| needed(Role::Batting, games)), [502, 477, 186, 3, 0]);
        assert_eq!(needed(Role::Pitching, 162), 486);
    }

    #[test]
    fn without_play_by_play_batters_faced_stand_for_innings() {
        let line = |scored, faced: i64, outs: i64| {
            let mut line = Line { games: 10, games_scored: scored, ..Line::default() };
            line.counts.add(&crate::stat::COUNTERS[Counter::PlateAppearances as usize], faced);
            line.counts.add(&crate::stat::COUNTERS[Counter::Outs as usize], outs);
            line
        };
        // 425 batters faced are a hundred innings.
        assert_eq!(told(Role::Pitching, &line(0, 425, 0)), 300);
        assert_eq!(told(Role::Pitching, &line(10, 425, 310)), 310);
        assert_eq!(told(Role::Pitching, &line(10, 425, 290)), 290);
        assert_eq!(told(Role::Pitching, &line(5, 425, 150)), 300);
    }

    #[test]
    fn only_whole_games_count_for_it() {
        let season = Filter::In(DimensionId::Season, vec![2024]);
        let hand = Filter::In(DimensionId::PitcherHand, vec![0]);
        let either = Filter::Any(vec![season.clone(), hand.clone()]);
        let all = |parts: &[Filter]| Filter::All(parts.to_vec()).normalize();
        assert_eq!(whole_games(&all(&[season.clone(), hand.clone(), either])), season);
        assert_eq!(whole_games(&season), season);
        assert_eq!(whole_games(&hand), Filter::All(Vec::new()));
    }

    #[test]
    fn plate_appearances_of_all_teams_count_against_the_games_of_the_one_with_most() {
        let line = |games, turns: i64| {
            let mut line = Line { games, ..Line::default() };
            line.counts.add(&crate::stat::COUNTERS[Counter::PlateAppearances as usize], turns);
            line
        };
        let row = |subject, key: &[i32], line| Row { subject, key: Key::from_slice(key), line };
        let teams = [row(111, &[2024], line(162, 0)), row(121, &[2024], line(161, 0)), row(111, &[2023], line(9, 0))];
        let players = [
            row(1, &[111, 2024], line(80, 300)),
            row(1, &[121, 2024], line(70, 202)),
            row(1, &[111, 2023], line(9, 27)),
            row(2, &[121, 2024], line(150, 501)),
            row(3, &[121, 2024], line(150, 499)),
        ];
        let of_player = count(Role::Batting, &teams, &players);
        let official = Official { role: Role::Batting, places: vec![1], of_player };
        let qualifies = |subject, season| official.qualifies(&row(subject, &[7, season], Line::default()));
        assert!(qualifies(1, 2024), "502 for two teams, one of which played 162 games");
        assert!(!qualifies(1, 2023), "27 of 28");
        assert!(qualifies(2, 2024) && qualifies(3, 2024), "499 for 161 games: 499.1 is rounded to 499");
        assert!(!qualifies(4, 2024));
    }
}
