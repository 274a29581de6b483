//! Recorded feeds through the API: what it says of games and fielders against the same feeds' line and box scores.

use scorebook::warehouse::load_feeds;
use serde_json::{Value, json};

use crate::api::{ask, schema_over};
use crate::feed::{GAMES, recorded};
use crate::support::TestDb;

#[tokio::test(flavor = "multi_thread")]
async fn recorded_games_are_told_as_their_feeds_tell_them() {
    let Some(bodies) = GAMES.into_iter().map(recorded).collect::<Option<Vec<_>>>() else { return };
    let test = TestDb::new().await;
    load_feeds(&test.db, &bodies, false).await.unwrap();
    let schema = schema_over(&test.db).await;
    let mut fielders = 0;
    for (id, body) in GAMES.into_iter().zip(&bodies) {
        let feed: Value = serde_json::from_slice(&body.bytes).unwrap();
        let query = format!(
            "{{ game(by: {{mlbamId: {id}}}) {{ attendance durationMinutes hasPlayByPlay hasPitches differences {{ counter }} \
             weather {{ condition wind }} homeLine {{ runs hits errors leftOnBase }} awayLine {{ runs hits errors leftOnBase }} \
             innings {{ number home {{ runs hits errors leftOnBase }} away {{ runs hits errors leftOnBase }} }} \
             winningPitcher {{ mlbamId }} losingPitcher {{ mlbamId }} savingPitcher {{ mlbamId }} }} }}"
        );
        let score = &feed["liveData"]["linescore"];
        let line = |line: &Value| json!({ "runs": line["runs"], "hits": line["hits"], "errors": line["errors"], "leftOnBase": line["leftOnBase"] });
        let innings: Vec<Value> = score["innings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|inning| json!({ "number": inning["num"], "home": line(&inning["home"]), "away": line(&inning["away"]) }))
            .collect();
        let (info, weather) = (&feed["gameData"]["gameInfo"], &feed["gameData"]["weather"]);
        let pitcher = |decision: &str| match &feed["liveData"]["decisions"][decision]["id"] {
            Value::Null => Value::Null,
            id => json!({ "mlbamId": id }),
        };
        let expected = json!({
            "attendance": info["attendance"], "durationMinutes": info["gameDurationMinutes"], "hasPlayByPlay": true,
            "hasPitches": false, "differences": [],
            "weather": { "condition": weather["condition"], "wind": weather["wind"] },
            "homeLine": line(&score["teams"]["home"]), "awayLine": line(&score["teams"]["away"]), "innings": innings,
            "winningPitcher": pitcher("winner"), "losingPitcher": pitcher("loser"), "savingPitcher": pitcher("save"),
        });
        assert_eq!(ask(&schema, &query).await["game"], expected, "{id}");

        for side in ["home", "away"] {
            for player in feed["liveData"]["boxscore"]["teams"][side]["players"].as_object().unwrap().values() {
                fielders += i32::from(fielding_is_that_of_the_box_score(&schema, id, player).await);
            }
        }
    }
    assert!(fielders > 80, "{fielders} fielders seen");
}

/// Whether the player was in the field; if so, his line and positions are checked.
async fn fielding_is_that_of_the_box_score(schema: &scorebook::graphql::Schema, game: i32, player: &Value) -> bool {
    let empty = Vec::new();
    let positions = player["allPositions"].as_array().unwrap_or(&empty).iter();
    let mut numbers: Vec<usize> = positions
        .filter_map(|position| position["code"].as_str()?.parse().ok())
        .filter(|n| (1..=9).contains(n))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return false;
    }
    let names = [
        "PITCHER",
        "CATCHER",
        "FIRST_BASE",
        "SECOND_BASE",
        "THIRD_BASE",
        "SHORTSTOP",
        "LEFT_FIELD",
        "CENTER_FIELD",
        "RIGHT_FIELD",
    ];
    let positions: Vec<Value> = numbers.iter().map(|n| json!({ "position": names[n - 1] })).collect();
    let id = &player["person"]["id"];
    let filter = format!("where: {{games: [{{mlbamId: {game}}}]}}");
    let query = format!(
        "{{ player(by: {{mlbamId: {id}}}) {{ fielding({filter}) {{ putouts assists errors chances passedBalls stolenBases caughtStealing \
         pickoffs }} fieldingByPosition({filter}) {{ position }} }} }}"
    );
    let printed = &player["stats"]["fielding"];
    let expected = json!({
        "fielding": {
            "putouts": printed["putOuts"], "assists": printed["assists"], "errors": printed["errors"],
            "chances": printed["chances"], "passedBalls": printed["passedBall"], "stolenBases": printed["stolenBases"],
            "caughtStealing": printed["caughtStealing"], "pickoffs": printed["pickoffs"],
        },
        "fieldingByPosition": positions,
    });
    assert_eq!(ask(schema, &query).await["player"], expected, "{id} in {game}");
    true
}
