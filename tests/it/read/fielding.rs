//! Fielding lines, by position and by game.

use async_graphql::Request;
use scorebook::auth::Caller;
use scorebook::stat::FIELDING;
use scorebook::stat::fielding::FIELDING_COLUMNS;
use serde_json::{Value, json};

use super::league;
use crate::api::ask;

const JANSEN: &str = "player(by: {mlbamId: 643376})";

#[tokio::test]
async fn a_fielder_is_summed_over_positions_and_teams() {
    let (_test, schema) = league().await;
    let query = format!(
        "{{ {JANSEN} {{ fielding {{ games gamesStarted outs innings chances putouts assists errors doublePlays passedBalls \
         stolenBases caughtStealing pickoffs catcherInterferences fieldingPercentage rangeFactorPerNine caughtStealingRate }} \
         fieldingByPosition {{ position line {{ games gamesStarted outs innings putouts }} }} }} }}"
    );
    let answer = ask(&schema, &query).await["player"].clone();
    let line = &answer["fielding"];
    for (stat, number) in [
        ("games", 3),
        ("gamesStarted", 3),
        ("outs", 81),
        ("chances", 36),
        ("putouts", 32),
        ("assists", 3),
        ("errors", 1),
        ("doublePlays", 1),
        ("passedBalls", 1),
        ("stolenBases", 3),
        ("caughtStealing", 2),
        ("pickoffs", 1),
        ("catcherInterferences", 1),
    ] {
        assert_eq!(line[stat], number, "{stat}");
    }
    assert_eq!(line["innings"], "27.0");
    for (stat, number) in
        [("fieldingPercentage", 35.0 / 36.0), ("rangeFactorPerNine", 35.0 / 3.0), ("caughtStealingRate", 0.4)]
    {
        assert!((line[stat].as_f64().unwrap() - number).abs() < 1e-12, "{stat}: {}", line[stat]);
    }
    assert_eq!(
        answer["fieldingByPosition"],
        json!([
            { "position": "CATCHER", "line": { "games": 3, "gamesStarted": 3, "outs": 74, "innings": "24.2", "putouts": 29 } },
            { "position": "FIRST_BASE", "line": { "games": 1, "gamesStarted": 0, "outs": 7, "innings": "2.1", "putouts": 3 } },
        ])
    );
}

#[tokio::test]
async fn a_log_has_a_row_for_each_team_of_a_game_and_its_pages_join() {
    let (_test, schema) = league().await;
    let page = async |after: &str| {
        let query = format!(
            "{{ {JANSEN} {{ fieldingGames(first: 3{after}) {{ nodes {{ game {{ mlbamId }} team {{ code }} opponent {{ code }} isHome \
             positions line {{ putouts }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        );
        ask(&schema, &query).await["player"]["fieldingGames"].clone()
    };
    let row = |game: i32, teams: [&str; 2], home: bool, positions: &[&str], putouts: i32| {
        json!({ "game": { "mlbamId": game }, "team": { "code": teams[0] }, "opponent": { "code": teams[1] }, "isHome": home,
                "positions": positions, "line": { "putouts": putouts } })
    };
    let first = page("").await;
    assert_eq!(
        first["nodes"],
        json!([
            row(1, ["BOS", "TOR"], true, &["CATCHER"], 9),
            row(1, ["TOR", "BOS"], false, &["CATCHER"], 4),
            row(2, ["BOS", "TOR"], true, &["CATCHER", "FIRST_BASE"], 10),
        ])
    );
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let second = page(&format!(", after: {}", first["pageInfo"]["endCursor"])).await;
    assert_eq!(second["nodes"], json!([row(3, ["BOS", "TOR"], true, &["CATCHER"], 9)]));
    assert_eq!(second["pageInfo"]["hasNextPage"], false);
}

#[tokio::test]
async fn what_fielding_cannot_answer_is_null_and_says_why() {
    let (_test, schema) = league().await;
    let codes = async |player: i32, filter: &str| {
        let query = format!(
            "{{ player(by: {{mlbamId: {player}}}) {{ fielding(where: {{{filter}}}) {{ putouts caveats {{ code stats }} }} }} }}"
        );
        let line = ask(&schema, &query).await["player"]["fielding"].clone();
        let codes: Vec<Value> =
            line["caveats"].as_array().unwrap().iter().map(|caveat| caveat["code"].clone()).collect();
        (line["putouts"].clone(), codes)
    };
    assert_eq!(codes(643376, "innings: [9]").await, (Value::Null, vec![json!("FIELDING_NEEDS_WHOLE_GAMES")]));
    assert_eq!(codes(643376, "homeAway: HOME, to: \"2024-06-27\"").await, (json!(28), vec![]));
    // Game 4 has no play-by-play: alone it says nothing, with others the sum is partial.
    assert_eq!(codes(643376, "from: \"2024-06-28\"").await, (Value::Null, vec![json!("NEEDS_PLAY_BY_PLAY")]));
    assert_eq!(codes(643376, "").await, (json!(32), vec![json!("GAMES_NOT_LOADED")]));
    assert_eq!(codes(12, "").await, (json!(0), vec![]), "he had no game, and none is missing");

    let list = format!("{{ {JANSEN} {{ fieldingByPosition(where: {{innings: [9]}}) {{ position }} }} }}");
    let error = schema.execute(Request::new(list).data(Caller::anonymous())).await.errors.remove(0);
    assert!(error.message.contains("whole game"), "an empty list would say he never played: {}", error.message);
}

#[tokio::test]
async fn the_table_has_a_column_for_every_counter_and_every_stat_has_a_value() {
    let (test, schema) = league().await;
    let columns: Vec<String> = sqlx::query_scalar(
        "select column_name::text from information_schema.columns where table_name = 'fielding_game' order by ordinal_position",
    )
    .fetch_all(&test.db.pool)
    .await
    .unwrap();
    let first = columns.iter().position(|column| column == FIELDING_COLUMNS[0]).unwrap();
    assert_eq!(columns[first..first + FIELDING_COLUMNS.len()], *FIELDING_COLUMNS);
    assert_eq!(columns[first + FIELDING_COLUMNS.len()..], ["source"]);

    let fields: Vec<&str> = FIELDING.iter().map(|stat| stat.name).collect();
    let line = ask(&schema, &format!("{{ {JANSEN} {{ fielding {{ {} }} }} }}", fields.join(" "))).await;
    assert!(fields.iter().all(|field| !line["player"]["fielding"][field].is_null()), "{line}");
}
