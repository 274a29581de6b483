//! The checked-in schema is the schema of the program.

use crate::api::{ask, schema_over};
use crate::support::TestDb;
use crate::support::database::root;
use scorebook::stat::{COUNTERS, GAME_COUNTERS};
use std::collections::BTreeSet;

#[test]
fn schema_graphql_is_what_the_program_prints() {
    let path = root().join("schema.graphql");
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    let printed = scorebook::graphql::sdl();
    assert!(checked_in == printed, "schema.graphql is out of date: run `make schema`");
}

#[tokio::test]
async fn everything_in_the_schema_is_described() {
    const QUERY: &str = "{ __schema { types { name description fields(includeDeprecated: true) { name description \
        args { name description } } inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";
    let test = TestDb::new().await;
    let answer = ask(&schema_over(&test.db).await, QUERY).await;
    let mut bare = Vec::new();
    for ty in answer["__schema"]["types"].as_array().unwrap() {
        let name = ty["name"].as_str().unwrap();
        // What Relay and the specification define themselves.
        let is_standard = name.starts_with("__")
            || name.ends_with("Connection")
            || name.ends_with("Edge")
            || ["PageInfo", "ID", "Int", "Float", "String", "Boolean"].contains(&name);
        if is_standard {
            continue;
        }
        let mut check = |what: String, item: &serde_json::Value| {
            if item["description"].as_str().unwrap_or_default().is_empty() {
                bare.push(what);
            }
        };
        check(name.to_owned(), ty);
        for kind in ["fields", "inputFields", "enumValues"] {
            for member in ty[kind].as_array().into_iter().flatten() {
                let what = format!("{name}.{}", member["name"].as_str().unwrap());
                check(what.clone(), member);
                for arg in member["args"].as_array().into_iter().flatten() {
                    check(format!("{what}({})", arg["name"].as_str().unwrap()), arg);
                }
            }
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}

#[tokio::test]
async fn the_api_says_what_the_upstreams_want_said() {
    const WORDS: &str = "The information used here was obtained free of charge from and is copyrighted by Retrosheet. \
        Interested parties may contact Retrosheet at \"www.retrosheet.org\".";
    let test = TestDb::new().await;
    let answer =
        ask(&schema_over(&test.db).await, "{ notices { source text url } __type(name: \"Query\") { description } }")
            .await;
    let notices = answer["notices"].as_array().unwrap();
    assert_eq!(notices.len(), 3);
    assert_eq!((&notices[0]["source"], &notices[0]["text"]), (&"Retrosheet".into(), &WORDS.into()));
    assert!(notices.iter().all(|notice| notice["url"].as_str().unwrap().starts_with("http")));
    assert!(answer["__type"]["description"].as_str().unwrap().contains(WORDS));
}

/// What a row says beside its counters.
const PLACE: [&str; 7] = ["game_id", "season", "game_date", "game_type", "is_home", "game_gaps", "source"];
const OF_A_PLAY: [&str; 31] = [
    "at_bat_id",
    "number",
    "part",
    "share",
    "batter_id",
    "pitcher_id",
    "batting_team_id",
    "fielding_team_id",
    "is_start",
    "batter_side",
    "pitcher_hand",
    "inning",
    "outs",
    "bases",
    "balls",
    "strikes",
    "event",
    "is_scored",
    "has_pitches",
    "counts_reached",
    "start_outs",
    "start_bases",
    "end_outs",
    "end_bases",
    "batting_score",
    "fielding_score",
    "slot",
    "batter_position",
    "batter_is_start",
    "times_through",
    "trajectory",
];
const OF_A_LINE: [&str; 6] = ["player_id", "team_id", "opponent_id", "is_start", "is_scored", "has_pitches"];

#[tokio::test]
async fn the_tables_have_a_column_for_every_counter_and_no_other() {
    let test = TestDb::new().await;
    let game_counters: Vec<&str> = GAME_COUNTERS.iter().map(|(_, column)| *column).collect();
    let tables: [(&str, Vec<&str>); 3] = [
        ("play", [&OF_A_PLAY[..], &["fielders", "at_bat_number", "above", "upto"]].concat()),
        ("batting_game", [&OF_A_LINE[..], &["slot", "sequence", "positions"]].concat()),
        ("pitching_game", [&OF_A_LINE[..], &["pitching_order"], &game_counters].concat()),
    ];
    for (table, others) in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("select column_name::text from information_schema.columns where table_name = $1")
                .bind(table)
                .fetch_all(&test.db.pool)
                .await
                .unwrap();
        let columns: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
        let counters = COUNTERS.iter().filter(|counter| counter.is_stored()).map(|counter| counter.column);
        let known: BTreeSet<&str> = counters.chain(PLACE).chain(others).collect();
        assert_eq!(columns, known, "{table}");
    }
}
