//! What a correction changed: the lines of games before and after they were loaded again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use sqlx::PgConnection;

/// Most lines a report names.
const NAMED: usize = 50;

/// Lines by game, kind, player and team, each with its columns.
pub(super) type Lines = BTreeMap<(i32, String, i32, i16), Map<String, Value>>;

/// The lines of games as they stand.
///
/// # Errors
/// When the database fails.
pub(super) async fn lines(conn: &mut PgConnection, games: &[i32]) -> Result<Lines, sqlx::Error> {
    let sql = "select game_id, 'batting', player_id, team_id, to_jsonb(t) from batting_game t where game_id = any($1) \
               union all \
               select game_id, 'pitching', player_id, team_id, to_jsonb(t) from pitching_game t where game_id = any($1) \
               union all \
               select game_id, 'fielding at ' || position, player_id, team_id, to_jsonb(t) from fielding_game t \
               where game_id = any($1)";
    let rows: Vec<(i32, String, i32, i16, Value)> = sqlx::query_as(sql).bind(games).fetch_all(conn).await?;
    let line = |row| match row {
        (game, kind, player, team, Value::Object(columns)) => Some(((game, kind, player, team), columns)),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// What differs, a line each: `game 7: batting of 660271: singles 2 -> 1, reached_on_error 0 -> 1`.
pub(super) fn describe(before: &Lines, after: &Lines) -> Vec<String> {
    let none = Map::new();
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for key in keys {
        let (old, new) = (before.get(key).unwrap_or(&none), after.get(key).unwrap_or(&none));
        let columns: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        let number = |line: &Map<String, Value>, column: &str| line.get(column).filter(|x| x.is_number()).cloned();
        let counters: Vec<String> = columns
            .into_iter()
            .filter(|column| !column.ends_with("_id") && *column != "season")
            .map(|column| (column, number(old, column), number(new, column)))
            .map(|(column, old, new)| (column, old.unwrap_or(Value::from(0)), new.unwrap_or(Value::from(0))))
            .filter(|(_, old, new)| old != new)
            .map(|(column, old, new)| format!("{column} {old} -> {new}"))
            .collect();
        if !counters.is_empty() {
            let (game, kind, player, _) = key;
            changes.push(format!("game {game}: {kind} of {player}: {}", counters.join(", ")));
        }
    }
    let more = changes.len().saturating_sub(NAMED);
    changes.truncate(NAMED);
    if more > 0 {
        changes.push(format!("and {more} more lines changed"));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn line(columns: Value) -> Lines {
        let Value::Object(columns) = columns else { panic!("an object") };
        BTreeMap::from([((7, "batting".to_owned(), 660_271, 119), columns)])
    }

    #[test]
    fn only_counters_that_differ_are_named() {
        let before = line(json!({"player_id": 660_271, "singles": 2, "reached_on_error": 0, "doubles": 1}));
        let after = line(json!({"player_id": 660_271, "singles": 1, "reached_on_error": 1, "doubles": 1}));
        let expected = ["game 7: batting of 660271: reached_on_error 0 -> 1, singles 2 -> 1"];
        assert_eq!(describe(&before, &after), expected);
        assert!(describe(&before, &before).is_empty());
        assert_eq!(describe(&Lines::new(), &after).len(), 1);
    }
}
