//! Sums of a season's stored lines of player and game.

use std::collections::BTreeMap;
use std::path::Path;

use scorebook::db::Db;

use super::rows;

/// Chadwick's columns, and ours summed over the season. That the lines themselves agree is tested where they are made.
const BATTING: [(&str, &str); 17] = [
    ("B_PA", "plate_appearances"),
    ("B_AB", "at_bats"),
    ("B_H", "singles + doubles + triples + home_runs"),
    ("B_2B", "doubles"),
    ("B_3B", "triples"),
    ("B_HR", "home_runs"),
    ("B_RBI", "runs_batted_in"),
    ("B_R", "runs"),
    ("B_SB", "stolen_bases"),
    ("B_CS", "caught_stealing"),
    ("B_BB", "walks"),
    ("B_IBB", "intentional_walks"),
    ("B_SO", "strikeouts"),
    ("B_GDP", "grounded_into_double_plays"),
    ("B_HP", "hit_by_pitch"),
    ("B_SH", "sacrifice_bunts"),
    ("B_SF", "sacrifice_flies"),
];

const PITCHING: [(&str, &str); 17] = [
    ("P_G", "1"),
    ("P_GS", "is_start::int"),
    ("P_OUT", "outs_made"),
    ("P_TBF", "plate_appearances"),
    ("P_H", "singles + doubles + triples + home_runs"),
    // A run each of OAK201508310 and TEX201507300 is another pitcher's with us: the sum is the same.
    ("P_R", "runs_allowed"),
    ("P_ER", "earned_runs"),
    ("P_HR", "home_runs"),
    ("P_SO", "strikeouts"),
    ("P_BB", "walks"),
    ("P_HP", "hit_by_pitch"),
    ("P_W", "wins"),
    ("P_L", "losses"),
    ("P_SV", "saves"),
    ("P_CG", "complete_games"),
    ("P_SHO", "shutouts"),
    ("P_GF", "games_finished"),
];

const FIELDING: [(&str, &str); 4] = [("PO", "putouts"), ("A", "assists"), ("E", "errors"), ("OUT", "outs")];

const POSITIONS: [&str; 9] = ["P", "C", "1B", "2B", "3B", "SS", "LF", "CF", "RF"];

pub async fn equal_those_of_single_games(db: &Db, shared: &Path) {
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for line in rows(&shared.join("expected/retrosheet/player-game-2015.csv.gz")) {
        for (column, cell) in line {
            // Game-winning hits and the like are empty.
            if let Ok(count) = cell.parse::<i64>() {
                *expected.entry(column).or_default() += count;
            }
        }
    }
    let ours = async |table: &str, column: &str, of: &str| -> i64 {
        let sql = format!("select sum({column})::bigint from {table} where season = 2015 and game_type = 'R' {of}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&db.pool).await.unwrap()
    };
    let mut compared = 0;
    for (table, columns) in [("batting_game", BATTING), ("pitching_game", PITCHING)] {
        for (theirs, column) in columns {
            assert_eq!(ours(table, column, "").await, expected[theirs], "{theirs}");
            compared += 1;
        }
    }
    for (place, position) in POSITIONS.iter().enumerate() {
        for (theirs, column) in FIELDING {
            let column_of_theirs = format!("F_{position}_{theirs}");
            let found = ours("fielding_game", column, &format!("and position = {}", place + 1)).await;
            assert_eq!(found, expected[&column_of_theirs], "{column_of_theirs}");
            compared += 1;
        }
    }
    eprintln!("2015: {compared} sums of lines of player and game equal");
}
