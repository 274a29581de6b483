//! What players did in the field: sums over `fielding_game`, which keeps it by game and position.

use std::collections::{HashMap, HashSet};

use sqlx::{PgPool, Row};

use super::QueryError;
use super::filter::{Bind, Filter, Sql};
use super::missing::MissingGame;
use crate::stat::fielding::FIELDING_COLUMNS;
use crate::stat::{DimensionId, FieldingLine, Grain, Role};

/// What the rows of an answer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldingBy {
    /// One row over everything.
    Total,
    /// A row a position, keyed by its number.
    Position,
    /// A row a game, keyed by day, game, team, opponent and home, as game logs are.
    Game,
}

/// A question about fielders, without the fielders.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldingSpec {
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
const GAME_KEY: [DimensionId; 5] =
    [DimensionId::Date, DimensionId::Game, DimensionId::Team, DimensionId::Opponent, DimensionId::HomeAway];

impl FieldingBy {
    fn dimensions(self) -> &'static [DimensionId] {
        match self {
            Self::Total | Self::Position => &[],
            Self::Game => &GAME_KEY,
        }
    }

    fn key(self) -> Vec<&'static str> {
        match self {
            Self::Position => vec!["p.position::int"],
            // A line of whole games means the same for every role.
            _ => self.dimensions().iter().map(|id| id.def().sql(Role::Batting, Grain::Game)).collect(),
        }
    }
}

impl FieldingSpec {
    /// Whether games and positions can answer.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        self.filter.grain() == Grain::Game
    }

    /// The statement that answers for some players at once: player id, key, positions, then games, games started and
    /// counters.
    #[must_use]
    pub fn sql(&self, players: &[i32]) -> Sql {
        let key = self.by.key();
        let mut sql = Sql::default();
        sql.push("select p.player_id");
        for part in &key {
            sql.push(", ").push(part);
        }
        sql.push(", array_agg(distinct p.position::int order by p.position::int), array[count(distinct p.game_id), ");
        sql.push("count(distinct p.game_id) filter (where p.is_start), ");
        sql.push("count(distinct p.game_id) filter (where p.source in (3, 5)), ");
        sql.push("count(distinct p.game_id) filter (where p.source = 4)");
        for column in FIELDING_COLUMNS {
            sql.push(", sum(p.").push(column).push(")");
        }
        sql.push("]::bigint[] from fielding_game p where p.player_id = any(");
        sql.bind(Bind::Ints(players.to_vec())).push(") and ");
        self.filter.sql(Role::Batting, Grain::Game, &mut sql);
        let places = (1..=key.len() + 1).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
        sql.push(" group by ").push(&places).push(" order by ").push(&places);
        sql
    }
}

/// The rows of each player, in the order of their keys; a player who was not in the field is not in the map.
///
/// # Errors
/// When the database fails or its tables are not those of the registry.
pub async fn lines(
    pool: &PgPool,
    spec: &FieldingSpec,
    players: &[i32],
) -> Result<HashMap<i32, Vec<FieldingRow>>, QueryError> {
    let width = spec.by.key().len();
    let mut out: HashMap<i32, Vec<FieldingRow>> = HashMap::with_capacity(players.len());
    for row in spec.sql(players).query().fetch_all(pool).await? {
        let player: i32 = row.try_get(0)?;
        let key = (1..=width).map(|n| row.try_get(n)).collect::<Result<Vec<i32>, _>>()?;
        let positions: Vec<i32> = row.try_get(width + 1)?;
        let sums: Vec<i64> = row.try_get(width + 2)?;
        let [games, games_started, plays, boxes, counts @ ..] = sums.as_slice() else {
            return Err(QueryError::Shape("fielding_game"));
        };
        let line = FieldingLine {
            games: *games,
            games_started: *games_started,
            games_of_retrosheet: *plays,
            games_of_box_scores: *boxes,
            counts: counts.try_into().map_err(|_| QueryError::Shape("fielding_game"))?,
            ..FieldingLine::default()
        };
        out.entry(player).or_default().push(FieldingRow { key, positions, line });
    }
    Ok(out)
}

/// (season, team) pairs each player has a line of any kind for.
///
/// # Errors
/// When the database fails.
pub async fn teams_of(pool: &PgPool, players: &[i32]) -> Result<HashMap<i32, HashSet<(i16, i32)>>, QueryError> {
    let sql = "select player_id, season, team_id::int from batting_game where player_id = any($1) \
               union select player_id, season, team_id::int from pitching_game where player_id = any($1) \
               union select player_id, season, team_id::int from fielding_game where player_id = any($1)";
    let mut out: HashMap<i32, HashSet<(i16, i32)>> = HashMap::new();
    for (player, season, team) in sqlx::query_as::<_, (i32, i16, i32)>(sql).bind(players).fetch_all(pool).await? {
        out.entry(player).or_default().insert((season, team));
    }
    Ok(out)
}

/// Writes into each row how many final games without play-by-play it may lack.
pub fn mark(missing: &[MissingGame], spec: &FieldingSpec, teams: &HashSet<(i16, i32)>, rows: &mut [FieldingRow]) {
    let by = spec.by.dimensions();
    for row in rows {
        let key = if by.is_empty() { &[][..] } else { row.key.as_slice() };
        let lacking = missing.iter().filter(|game| game.may_be_lacked_by(&spec.filter, by, key, teams));
        row.line.games_not_scored = i64::try_from(lacking.count()).unwrap_or(i64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(by: FieldingBy, filter: Filter) -> FieldingSpec {
        FieldingSpec { by, filter }
    }

    #[test]
    fn the_statement_of_a_fielding_line_by_position() {
        let sql = spec(FieldingBy::Position, Filter::In(DimensionId::GameType, vec![82])).sql(&[660_271]);
        insta::assert_snapshot!(sql.text);
        assert_eq!(sql.binds, [Bind::Ints(vec![660_271]), Bind::Ints(vec![82])]);
    }

    #[test]
    fn single_plays_are_not_answered() {
        let whole = Filter::In(DimensionId::HomeAway, vec![1]);
        assert!(spec(FieldingBy::Total, whole.clone()).is_answerable());
        let single = Filter::All(vec![whole, Filter::In(DimensionId::Inning, vec![9])]);
        assert!(!spec(FieldingBy::Total, single).is_answerable());
    }
}
