//! Verdicts on a small hand-made feed and what can be wrong with it, and on recorded ones.

use serde_json::{Value, json};

use super::*;
use crate::source::{Judgement, Retry, VerdictCode, recorded};

const KEY: &str = "2024-07-01/744914";

/// A finished game of two plays: a walk, and a home run behind it.
fn game() -> Value {
    let play = |index: usize, event: &str, home: i32| {
        json!({
            "result": {"type": "atBat", "eventType": event, "homeScore": home, "awayScore": 0},
            "about": {"atBatIndex": index, "isComplete": true},
            "runners": [{"details": {"eventType": event}}],
            "playEvents": [{"type": "pitch", "details": {"call": {"code": "B"}}}]
        })
    };
    let side = |first: usize, runs: i32| {
        let players: serde_json::Map<String, Value> =
            (first..first + 9).map(|n| (format!("ID{n}"), json!({}))).collect();
        (json!({"runs": runs}), json!({ "players": players }))
    };
    let (home, away) = (side(1, 2), side(11, 0));
    json!({
        "gamePk": 744_914,
        "metaData": {"timeStamp": "20240701_214404"},
        "gameData": {"game": {"pk": 744_914}, "status": {"codedGameState": "F", "statusCode": "F", "detailedState": "Final"}},
        "liveData": {
            "plays": {"allPlays": [play(0, "walk", 0), play(1, "home_run", 2)]},
            "linescore": {"teams": {"home": home.0, "away": away.0}},
            "boxscore": {"teams": {"home": home.1, "away": away.1}}
        }
    })
}

fn on(feed: &Value) -> Judgement {
    judge_feed(KEY, feed.to_string().as_bytes())
}

/// The verdict on the game with one member set.
fn with(pointer: &str, value: Value) -> Judgement {
    let mut feed = game();
    *feed.pointer_mut(pointer).unwrap() = value;
    on(&feed)
}

#[test]
fn a_feed_is_asked_for_by_game_and_filed_by_day() {
    let base = Url::parse("http://upstream.test/base/").unwrap();
    let request = feed(&base, "2024-07-01".parse().unwrap(), 744_914);
    assert_eq!((request.kind, request.key.as_str()), (BodyKind::Feed, KEY));
    assert_eq!(request.url.as_str(), "http://upstream.test/base/api/v1.1/game/744914/feed/live");
    assert_eq!(feed_of(KEY), Some(("2024-07-01".parse().unwrap(), 744_914)));
    assert_eq!(feed_of("2024-07-01"), None);
}

#[test]
fn a_finished_game_is_accepted_with_what_was_seen() {
    let judgement = on(&game());
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 2), "{}", judgement.detail);
    assert_eq!(judgement.detail, "2 plays, 0-2, revision 20240701_214404");
    assert_eq!((judgement.games, judgement.unknown_columns), (vec![744_914], Vec::<String>::new()));
}

#[test]
fn a_game_that_is_not_over_is_neither_loaded_nor_a_fault() {
    for state in ["S", "P", "I", "M", "T", "U", "D", "C", ""] {
        let judgement = with("/gameData/status/codedGameState", json!(state));
        assert_eq!(judgement.code, VerdictCode::Unfinished, "{state}");
        assert_eq!(judgement.code.retry(), Retry::Never);
        assert!(judgement.detail.contains("later crawl"), "{}", judgement.detail);
    }
    for state in ["F", "O", "Q", "R"] {
        assert!(with("/gameData/status/codedGameState", json!(state)).is_accepted(), "{state}");
    }
}

#[test]
fn a_game_that_lacks_something_is_refused_and_asked_for_again() {
    let last = "/liveData/plays/allPlays/1";
    let cases = [
        (with("/gamePk", json!(1)), VerdictCode::WrongGame),
        (with("/gameData/game/pk", json!(1)), VerdictCode::WrongGame),
        (with(&format!("{last}/about/atBatIndex"), json!(2)), VerdictCode::RowsMissing),
        (with(&format!("{last}/about"), json!({})), VerdictCode::RowsMissing),
        (with(&format!("{last}/about/isComplete"), json!(false)), VerdictCode::RowsMissing),
        (with("/liveData/plays/allPlays", json!([])), VerdictCode::RowsMissing),
        (with("/liveData/plays", json!(null)), VerdictCode::RowsMissing),
        (with("/liveData/linescore/teams/home/runs", json!(3)), VerdictCode::RowsMissing),
        (with("/liveData/linescore", json!(null)), VerdictCode::RowsMissing),
        (with("/liveData/boxscore", json!(null)), VerdictCode::RowsMissing),
        (with("/liveData/boxscore/teams/away/players", json!({})), VerdictCode::RowsMissing),
        (with("/liveData", json!(null)), VerdictCode::BadJson),
    ];
    for (n, (judgement, code)) in cases.into_iter().enumerate() {
        assert_eq!(judgement.code, code, "case {n}: {}", judgement.detail);
        assert_eq!(judgement.code.retry(), Retry::Now, "case {n}");
    }
}

#[test]
fn a_game_ended_early_may_end_in_the_middle_of_a_play() {
    let mut feed = game();
    feed["gameData"]["status"] =
        json!({"codedGameState": "F", "statusCode": "FR", "detailedState": "Completed Early: Rain"});
    feed["liveData"]["plays"]["allPlays"][1]["about"]["isComplete"] = json!(false);
    let judgement = on(&feed);
    assert!(judgement.is_accepted(), "{}", judgement.detail);
    assert!(judgement.notes[0].contains("Completed Early: Rain"), "{:?}", judgement.notes);
}

#[test]
fn failures_in_disguise_are_refused() {
    let text = game().to_string();
    let cases = [
        (&text[..text.len() / 2], VerdictCode::BadJson),
        ("", VerdictCode::Empty),
        ("<!DOCTYPE html><html>", VerdictCode::Html),
        (r#"{"messageNumber":2,"message":"Game not found"}"#, VerdictCode::ErrorEnvelope),
        (r#"{"status":500,"error":"Internal Server Error","path":"/api"}"#, VerdictCode::ErrorEnvelope),
        ("{}", VerdictCode::BadJson),
    ];
    for (body, code) in cases {
        assert_eq!(judge_feed(KEY, body.as_bytes()).code, code, "{body}");
    }
    assert_eq!(with("/gamePk", json!("x")).code, VerdictCode::BadValue);
}

#[test]
fn words_outside_the_vocabularies_are_told_and_stand_in_nobodys_way() {
    let judgement = with("/liveData/plays/allPlays/0/runners/0/details/eventType", json!("moon_landing"));
    assert!(judgement.is_accepted());
    assert_eq!(judgement.unknown_columns, ["eventType=moon_landing"]);
    let judgement = with("/gameData/status/codedGameState", json!("Z"));
    assert_eq!((judgement.code, judgement.unknown_columns.len()), (VerdictCode::Unfinished, 1));
}

#[test]
fn recorded_games_are_accepted_without_drift() {
    let feeds: Vec<_> = recorded::bodies("statsapi/game").into_iter().filter(|x| x.0.contains("feed-live")).collect();
    for (name, body) in feeds {
        let game = name.split('.').next().unwrap();
        let judgement = judge_feed(&format!("2024-07-01/{game}"), &body);
        assert!(judgement.is_accepted(), "{name}: {}", judgement.detail);
        assert_eq!(judgement.unknown_columns, Vec::<String>::new(), "{name}");
        assert!(judgement.rows > 60 && judgement.notes.is_empty(), "{name}: {judgement:?}");
        assert_eq!(judge_feed("2024-07-01/1", &body).code, VerdictCode::WrongGame);
    }
}
