//! Games: line score, conditions, decisions, differences, filters.

use async_graphql::Request;
use scorebook::auth::Caller;
use serde_json::{Value, json};

use super::league;
use crate::api::{ask, schema_over};
use crate::support::statements;

#[tokio::test]
async fn a_game_tells_all_that_is_known_of_it() {
    let (_test, schema) = league().await;
    let query = "{ game(by: {mlbamId: 1}) { date originalDate resumedDate status statusReason doubleHeader gameNumber \
        scheduledInnings venue awayScore awayLine { runs hits errors leftOnBase } homeLine { runs hits errors leftOnBase } \
        innings { number away { runs hits } home { runs leftOnBase } } \
        winningPitcher { name { full } } losingPitcher { name { full } } savingPitcher { name { full } } \
        weather { condition temperatureFahrenheit wind } attendance firstPitch durationMinutes delayMinutes roofType \
        turfType hasPlayByPlay hasPitches findings \
        differences { team { code } player { name { full } } line counter derived boxScore } \
        statcastDifferences { number field playByPlay statcast served } } }";
    let name = |name: &str| json!({ "name": { "full": name } });
    let expected = json!({
        "date": "2024-06-26", "originalDate": null, "resumedDate": "2024-08-26", "status": "FINAL", "statusReason": "Rain",
        "doubleHeader": "SINGLE_GAME", "gameNumber": 1, "scheduledInnings": 9, "venue": "Fenway Park", "awayScore": 4,
        "awayLine": { "runs": 4, "hits": 9, "errors": 0, "leftOnBase": 6 },
        "homeLine": { "runs": 1, "hits": 8, "errors": 1, "leftOnBase": 7 },
        "innings": [
            { "number": 1, "away": { "runs": 0, "hits": 1 }, "home": { "runs": 1, "leftOnBase": 2 } },
            { "number": 2, "away": { "runs": 4, "hits": 5 }, "home": { "runs": null, "leftOnBase": null } },
        ],
        "winningPitcher": name("Ann Ace"), "losingPitcher": name("Bea Bat"), "savingPitcher": name("Cy Closer"),
        "weather": { "condition": "Overcast", "temperatureFahrenheit": 72, "wind": "9 mph, Out To CF" },
        "attendance": 32001, "firstPitch": "2024-06-26T23:12:00+00:00", "durationMinutes": 155, "delayMinutes": 99,
        "roofType": "Open", "turfType": "Grass", "hasPlayByPlay": true, "hasPitches": true,
        "findings": ["play 12: 4 outs in an inning"],
        "differences": [
            { "team": { "code": "BOS" }, "player": name("Bea Bat"), "line": "BATTING", "counter": "rbi", "derived": 1, "boxScore": 0 },
            { "team": { "code": "BOS" }, "player": name("Danny Jansen"), "line": "BATTING", "counter": "plateAppearances",
              "derived": 3, "boxScore": 2 },
            { "team": { "code": "TOR" }, "player": name("Ann Ace"), "line": "PITCHING", "counter": "earnedRuns", "derived": 0, "boxScore": 1 },
        ],
        "statcastDifferences": [
            { "number": 7, "field": "outs", "playByPlay": "1", "statcast": "2", "served": "PLAY_BY_PLAY" },
            { "number": 8, "field": "outs", "playByPlay": "2", "statcast": "1", "served": "PLAY_BY_PLAY" },
            { "number": 9, "field": "event", "playByPlay": "walk", "statcast": null, "served": "PLAY_BY_PLAY" },
        ],
    });
    assert_eq!(ask(&schema, query).await["game"], expected);
}

#[tokio::test]
async fn what_is_not_known_of_a_game_is_null_or_empty() {
    let (_test, schema) = league().await;
    let query = "{ game(by: {mlbamId: 5}) { status statusReason awayLine { runs } innings { number } weather { wind } \
        winningPitcher { id } attendance hasPlayByPlay findings differences { counter } } }";
    let expected = json!({
        "status": "CANCELLED", "statusReason": "Rain", "awayLine": null, "innings": [], "weather": null,
        "winningPitcher": null, "attendance": null, "hasPlayByPlay": false, "findings": [], "differences": [],
    });
    assert_eq!(ask(&schema, query).await["game"], expected);
}

#[tokio::test]
async fn games_are_listed_once_and_narrowed_by_what_is_loaded_of_them() {
    let (_test, schema) = league().await;
    let venue = ask(&schema, "{ game(by: {mlbamId: 4}) { venueId } }").await["game"]["venueId"].clone();
    let games = async |filter: &str| {
        let answer =
            ask(&schema, &format!("{{ games(filter: {{{filter}}}) {{ nodes {{ mlbamId }} totalCount }} }}")).await;
        let nodes = answer["games"]["nodes"].as_array().unwrap();
        let ids: Vec<i64> = nodes.iter().map(|node| node["mlbamId"].as_i64().unwrap()).collect();
        assert_eq!(answer["games"]["totalCount"], ids.len());
        ids
    };
    assert_eq!(games("seasons: [2024]").await, [1, 2, 3, 4, 5, 6]);
    assert_eq!(games("hasPlayByPlay: true").await, [1, 2, 3]);
    assert_eq!(games("hasPlayByPlay: false, statuses: [FINAL]").await, [4]);
    assert_eq!(games("hasPitches: false, statuses: [FINAL]").await, [2]);
    assert_eq!(games("hasDifferences: true").await, [1, 3]);
    assert_eq!(games("hasDifferences: false, hasPlayByPlay: true").await, [2]);
    assert_eq!(games("gameNumber: 2").await, [3]);
    assert_eq!(games(&format!("venues: [{venue}]")).await, [4, 5, 6]);

    let refused = Request::new("{ games(filter: {venues: [\"3\"]}) { nodes { id } } }").data(Caller::anonymous());
    let error = schema.execute(refused).await.errors.remove(0);
    assert!(error.message.contains("venueId"), "{}", error.message);
}

/// One thread, so that every statement is seen by its subscriber.
#[tokio::test]
async fn a_page_of_games_costs_no_query_a_game() {
    let (test, _) = league().await;
    let more = "insert into game (id, season, game_type, official_date, status, home_team_id, away_team_id, is_scheduled, \
            is_loaded, is_scored, winner_id) \
            select n, 2024, 'R', '2024-07-01', 'FINAL', 111, 141, true, true, true, 10 + n % 3 from generate_series(100, 180) n; \
        insert into game_inning select n, i, true, 1, 1, 0, 0 from generate_series(100, 180) n, generate_series(1, 9) i; \
        insert into box_difference select n, 111, 10 + n % 3, 'batting', 'rbi', 1, 0 from generate_series(100, 180) n; \
        insert into play_difference select n, 1, 'outs', '1', '2' from generate_series(100, 180) n";
    sqlx::raw_sql(more).execute(&test.db.pool).await.unwrap();
    let count = async |games: usize| {
        let schema = schema_over(&test.db).await;
        let before = statements::sent();
        let query = format!(
            "{{ games(first: {games}) {{ nodes {{ homeTeam {{ code }} innings {{ number home {{ runs }} }} winningPitcher {{ name {{ full }} }} \
             differences {{ team {{ code }} player {{ name {{ full }} fielding {{ putouts }} fieldingGames {{ nodes {{ game {{ date }} }} }} }} }} \
             statcastDifferences {{ field }} }} }} }}"
        );
        let answer: Value = ask(&schema, &query).await;
        assert_eq!(answer["games"]["nodes"].as_array().unwrap().len(), games);
        statements::sent() - before
    };
    let (few, many) = (count(2).await, count(80).await);
    assert!(few > 3, "statements are seen at all: {few}");
    assert!(many <= few + 6 && many <= 24, "{few} statements for 2 games, {many} for 80");
}
