//! Coverage: what is loaded from which source, what agrees, what was refused.

use scorebook::warehouse::agreement::COMPARED;
use scorebook::warehouse::precedence::FIELDS;
use serde_json::{Value, json};

use super::league;
use crate::api::{ask, schema_over};
use crate::support::statements;

#[tokio::test]
async fn coverage_counts_games_by_what_became_of_them_and_by_source() {
    let (_test, schema) = league().await;
    let query = "{ coverage(season: 2024) { gamesScheduled gamesPlayed gamesFinal gamesPostponed gamesCancelled \
        gamesSuspended gamesLoaded gamesMissing gamesComplete gamesDiffering scoredPlateAppearances boxScorePlateAppearances \
        firstDate lastDate lastCrawledAt \
        sources { source gamesLoaded gamesMissing firstDate lastDate lastCrawledAt missingGames { nodes { mlbamId } } } \
        gamesWithDifferences { nodes { mlbamId } totalCount } } }";
    let expected = json!([{
        "gamesScheduled": 6, "gamesPlayed": 4, "gamesFinal": 4, "gamesPostponed": 2, "gamesCancelled": 1,
        "gamesSuspended": 1, "gamesLoaded": 4, "gamesMissing": 0, "gamesComplete": 1, "gamesDiffering": 2,
        "scoredPlateAppearances": 201, "boxScorePlateAppearances": 200,
        "firstDate": "2024-06-26", "lastDate": "2024-06-28", "lastCrawledAt": "2024-08-27T09:00:00+00:00",
        "sources": [
            { "source": "PLAY_BY_PLAY", "gamesLoaded": 3, "gamesMissing": 1, "firstDate": "2024-06-26",
              "lastDate": "2024-06-27", "lastCrawledAt": "2024-08-27T09:00:00+00:00",
              "missingGames": { "nodes": [{ "mlbamId": 4 }] } },
            { "source": "STATCAST", "gamesLoaded": 3, "gamesMissing": 1, "firstDate": "2024-06-26",
              "lastDate": "2024-06-28", "lastCrawledAt": "2024-06-27T10:00:00+00:00",
              "missingGames": { "nodes": [{ "mlbamId": 2 }] } },
        ],
        "gamesWithDifferences": { "nodes": [{ "mlbamId": 1 }, { "mlbamId": 3 }], "totalCount": 2 },
    }]);
    assert_eq!(ask(&schema, query).await["coverage"], expected);
}

#[tokio::test]
async fn agreement_is_told_by_counter_and_names_the_games() {
    let (_test, schema) = league().await;
    let query = "{ coverage { agreement { line counter linesCompared linesAgreeing linesDiffering \
        games { nodes { mlbamId } } } statcastAgreement { field gamesCompared playsDiffering gamesDiffering served } } }";
    let answer = ask(&schema, query).await["coverage"][0].clone();
    let of = |line: &str, counter: &str| -> Value {
        let rows = answer["agreement"].as_array().unwrap();
        let found: Vec<&Value> = rows.iter().filter(|row| row["line"] == line && row["counter"] == counter).collect();
        assert_eq!(found.len(), 1, "{line} {counter}");
        found[0].clone()
    };
    let row = |line: &str, counter: &str, compared: i32, differing: i32, games: &[i32]| {
        let games: Vec<Value> = games.iter().map(|id| json!({ "mlbamId": id })).collect();
        json!({ "line": line, "counter": counter, "linesCompared": compared, "linesAgreeing": compared - differing,
                "linesDiffering": differing, "games": { "nodes": games } })
    };
    assert_eq!(of("BATTING", "rbi"), row("BATTING", "rbi", 57, 2, &[1, 3]));
    assert_eq!(of("BATTING", "plateAppearances"), row("BATTING", "plateAppearances", 57, 1, &[1]));
    assert_eq!(of("PITCHING", "earnedRuns"), row("PITCHING", "earnedRuns", 15, 1, &[1]));
    assert_eq!(of("FIELDING", "putOuts"), row("FIELDING", "putOuts", 59, 0, &[]), "what agrees is told, too");
    assert_eq!(answer["agreement"].as_array().unwrap().len(), COMPARED.len());

    let fields = answer["statcastAgreement"].as_array().unwrap();
    assert_eq!(fields.len(), FIELDS.len());
    let field = |name: &str| fields.iter().find(|field| field["field"] == name).unwrap();
    for (name, plays, games) in [("event", 1, 1), ("outs", 2, 1), ("inning", 0, 0)] {
        let expected = json!({ "field": name, "gamesCompared": 2, "playsDiffering": plays, "gamesDiffering": games,
                               "served": "PLAY_BY_PLAY" });
        assert_eq!(*field(name), expected);
    }
}

#[tokio::test]
async fn the_games_of_a_counter_come_in_pages_that_join() {
    let (test, schema) = league().await;
    let more = "insert into game (id, season, game_type, official_date, status, home_team_id, away_team_id, is_scheduled, \
            is_loaded) select n, 2024, 'R', '2024-06-27', 'FINAL', 111, 141, true, true from generate_series(7, 12) n; \
        insert into box_difference select n, 111, 11, 'batting', 'rbi', 1, 0 from generate_series(7, 12) n";
    sqlx::raw_sql(more).execute(&test.db.pool).await.unwrap();
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let query = format!(
            "{{ coverage {{ agreement(line: BATTING, counter: \"rbi\") {{ games(first: 3{after}) {{ nodes {{ mlbamId }} \
             pageInfo {{ hasNextPage endCursor }} }} }} }} }}"
        );
        let answer = ask(&schema, &query).await["coverage"][0]["agreement"].clone();
        assert_eq!(answer.as_array().unwrap().len(), 1);
        let page = &answer[0]["games"];
        ids.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["mlbamId"].as_i64().unwrap()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert_eq!(ids, [1, 3, 7, 8, 9, 10, 11, 12]);
}

#[tokio::test]
async fn refusals_and_drift_are_told_by_kind() {
    let (_test, schema) = league().await;
    let query = "{ coverage { refusedBodies { source kind verdict bodies unresolved lastSeenAt } \
        schemaDrift { source kind names bodies } } }";
    let refused = |source: &str, kind: &str, verdict: &str, unresolved: i32, at: &str| json!({ "source": source, "kind": kind, "verdict": verdict, "bodies": 1, "unresolved": unresolved, "lastSeenAt": at });
    let expected = json!([{
        "refusedBodies": [
            refused("SAVANT", "details", "TRUNCATED", 0, "2024-06-27T09:00:00+00:00"),
            refused("STATSAPI", "feed", "WRONG_GAME", 1, "2024-06-29T09:00:00+00:00"),
            refused("REGISTER", "people", "HTML", 1, "2024-06-29T09:00:00+00:00"),
        ],
        "schemaDrift": [
            { "source": "SAVANT", "kind": "details", "names": ["seam_angle", "spin_color"], "bodies": 1 },
            { "source": "STATSAPI", "kind": "feed", "names": ["eventType=moon_landing"], "bodies": 1 },
        ],
    }]);
    assert_eq!(ask(&schema, query).await["coverage"], expected);
}

/// One thread, so that every statement is seen by its subscriber.
#[tokio::test]
async fn coverage_of_many_seasons_costs_no_query_a_season() {
    let (test, _) = league().await;
    let more = "insert into game (id, season, game_type, official_date, status, home_team_id, away_team_id, is_scheduled, \
            is_loaded, is_scored) select y, y, 'R', make_date(y, 5, 1), 'FINAL', 111, 141, true, true, true from generate_series(2008, 2023) y; \
        insert into box_check select y, 20, 6, 22, array_fill(20::smallint, array[80]), 75, 75 from generate_series(2008, 2023) y; \
        insert into box_difference select y, 111, 11, 'batting', 'rbi', 1, 0 from generate_series(2008, 2023) y";
    sqlx::raw_sql(more).execute(&test.db.pool).await.unwrap();
    let count = async |arguments: &str, seasons: usize| {
        let schema = schema_over(&test.db).await;
        let before = statements::sent();
        let query = format!(
            "{{ coverage{arguments} {{ agreement {{ counter games {{ nodes {{ mlbamId }} }} }} statcastAgreement {{ field }} \
             refusedBodies {{ kind }} schemaDrift {{ kind }} }} }}"
        );
        assert_eq!(ask(&schema, &query).await["coverage"].as_array().unwrap().len(), seasons);
        statements::sent() - before
    };
    let (one, many) = (count("(season: 2024)", 1).await, count("", 17).await);
    assert!(one > 3, "statements are seen at all: {one}");
    assert!(many <= one + 2, "{one} statements for a season, {many} for 17");
}
