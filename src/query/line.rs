//! Lines and splits of players: sums over plays, or over player-game lines where those are enough.

use std::collections::HashMap;

use sqlx::{PgPool, Row};

use super::QueryError;
use super::filter::{Bind, Filter, Sql};
use crate::stat::{COUNTERS, Counts, DimensionId, GAME_COUNTERS, Grain, Line, Role};

/// A question about players, without the players.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spec {
    /// Batting or pitching.
    pub role: Role,
    /// The dimensions of the split, outermost first; empty for the line itself.
    pub by: Vec<DimensionId>,
    /// Which plays count, normalised.
    pub filter: Filter,
}

/// One value of a split: the codes of its dimensions and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitRow {
    /// A code for each dimension of [`Spec::by`].
    pub key: Vec<i32>,
    /// The line.
    pub line: Line,
}

impl Spec {
    /// The coarsest rows that can answer.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.by.iter().map(|id| id.def().grain).max().unwrap_or(Grain::Game).max(self.filter.grain())
    }

    /// The statement that answers for some players at once: player id, codes, games, games started, games
    /// with gaps, counters.
    #[must_use]
    pub fn sql(&self, players: &[i32]) -> Sql {
        let grain = self.grain();
        let (table, player) = match (grain, self.role) {
            (Grain::Game, Role::Batting) => ("batting_game", "p.player_id"),
            (Grain::Game, Role::Pitching) => ("pitching_game", "p.player_id"),
            (_, Role::Batting) => ("play", "p.batter_id"),
            (_, Role::Pitching) => ("play", "p.pitcher_id"),
        };
        let mut sql = Sql::default();
        sql.push("select ").push(player);
        for id in &self.by {
            sql.push(", ").push(id.def().sql(self.role, grain));
        }
        sql.push(", array[count(distinct p.game_id), count(distinct p.game_id) filter (where p.is_start), ");
        sql.push("count(distinct p.game_id) filter (where p.game_gaps > 0), ");
        sql.push("count(distinct p.game_id) filter (where p.is_scored), ");
        sql.push("count(distinct p.game_id) filter (where p.has_pitches), ");
        sql.push("count(distinct p.game_id) filter (where p.source in (3, 5)), ");
        sql.push("count(distinct p.game_id) filter (where p.source = 4), ");
        sql.push("count(distinct p.game_id) filter (where p.source in (4, 5))");
        for (_, column) in GAME_COUNTERS {
            match (grain, self.role) {
                (Grain::Game, Role::Pitching) => sql.push(&format!(", coalesce(sum(p.{column}), 0)")),
                _ => sql.push(", 0"),
            };
        }
        for counter in COUNTERS {
            sql.push(", ").push(&counter.aggregate());
        }
        sql.push("]::bigint[] from ").push(table).push(" p where ").push(player).push(" = any(");
        sql.bind(Bind::Ints(players.to_vec())).push(") and ");
        if grain > Grain::Game && self.role == Role::Batting {
            // What is charged to a pitcher who has left is nothing of the batter's.
            sql.push("p.share < 2 and ");
        }
        self.filter.sql(self.role, grain, &mut sql);
        let places = (1..=self.by.len() + 1).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        sql.push(" group by ").push(&places).push(" order by ").push(&places);
        sql
    }
}

/// The rows of each player, in the order of their codes; a player without plays is not in the map.
///
/// # Errors
/// When the database fails or its tables are not those of the registry.
pub async fn splits(pool: &PgPool, spec: &Spec, players: &[i32]) -> Result<HashMap<i32, Vec<SplitRow>>, QueryError> {
    let mut out: HashMap<i32, Vec<SplitRow>> = HashMap::with_capacity(players.len());
    for row in spec.sql(players).query().fetch_all(pool).await? {
        let player: i32 = row.try_get(0)?;
        let key = (1..=spec.by.len()).map(|n| row.try_get(n)).collect::<Result<Vec<i32>, _>>()?;
        let sums: Vec<i64> = row.try_get(spec.by.len() + 1)?;
        let [
            games,
            games_started,
            games_with_gaps,
            games_scored,
            games_with_pitches,
            plays,
            boxes,
            uncounted,
            rest @ ..,
        ] = sums.as_slice()
        else {
            return Err(QueryError::Shape("play"));
        };
        let (game_counts, counts) =
            rest.split_first_chunk::<{ GAME_COUNTERS.len() }>().ok_or(QueryError::Shape("pitching_game"))?;
        let counts = Counts::from_slice(counts).ok_or(QueryError::Shape("play"))?;
        let line = Line {
            games: *games,
            games_started: if spec.role == Role::Pitching { *games_started } else { 0 },
            games_with_gaps: *games_with_gaps,
            games_scored: *games_scored,
            games_with_pitches: *games_with_pitches,
            games_of_retrosheet: *plays,
            games_of_box_scores: *boxes,
            games_without_counts: *uncounted,
            games_left_out: 0,
            games_not_loaded: 0,
            games_not_scored: 0,
            keeps: spec.grain(),
            game_counts: *game_counts,
            counts,
        };
        out.entry(player).or_default().push(SplitRow { key, line });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(by: Vec<DimensionId>, filter: Filter) -> Spec {
        Spec { role: Role::Batting, by, filter }
    }

    #[test]
    fn questions_about_whole_games_read_player_game_lines() {
        let by_month =
            spec(vec![DimensionId::Month, DimensionId::HomeAway], Filter::In(DimensionId::GameType, vec![82]));
        assert_eq!(by_month.grain(), Grain::Game);
        assert!(by_month.sql(&[1]).text.contains("from batting_game p where p.player_id = any($1)"));
    }

    #[test]
    fn the_statement_of_a_split() {
        let platoon = spec(vec![DimensionId::PitcherHand], Filter::In(DimensionId::GameType, vec![82]));
        let sql = platoon.sql(&[660_271]);
        insta::assert_snapshot!(sql.text);
        assert_eq!(sql.binds, [Bind::Ints(vec![660_271]), Bind::Ints(vec![82])]);
    }
}
