//! Verdicts on small hand-written bodies, and on recorded ones.

use super::*;
use crate::source::{Context, Judgement, Retry, VerdictCode, recorded};

fn base() -> Url {
    Url::parse("http://upstream.test/").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month() -> BodyRequest {
    schedules(&base(), day("2024-04-02"), day("2024-04-02")).remove(0)
}

fn on(request: &BodyRequest, body: &str) -> Judgement {
    judge(request, body.as_bytes(), &Context::default())
}

/// One listing under a day; `$` is the place of its state.
const LISTING: &str = r#"{"dates":[{"date":"2024-04-02","games":[{"gamePk":747000,"officialDate":"2024-04-02",
"season":"2024","gameType":"R","status":{"codedGameState":"F"},"gameDate":"2024-04-02T23:05:00Z",
"teams":{"home":{"team":{"id":147},"score":5},"away":{"team":{"id":"111"},"score":3}}}]}]}"#;

#[test]
fn requests_are_one_a_month_with_deterministic_keys() {
    let all = schedules(&base(), day("2023-12-30"), day("2024-02-01"));
    assert_eq!(all.iter().map(|x| x.key.as_str()).collect::<Vec<_>>(), ["2023-12", "2024-01", "2024-02"]);
    let url = "http://upstream.test/api/v1/schedule?sportId=1&startDate=2024-02-01&endDate=2024-02-29";
    assert_eq!(all[2].url.as_str(), url);
    assert_eq!(schedule_span("2024-02"), Some((day("2024-02-01"), day("2024-02-29"))));
    assert_eq!(schedule_span("names"), None);
    assert_eq!(teams(&base(), 2024).url.as_str(), "http://upstream.test/api/v1/teams?sportId=1&season=2024");
}

#[test]
fn people_are_asked_in_batches_of_a_hundred_each_once() {
    let ids: Vec<i32> = (1..=150).rev().chain([7, 7]).collect();
    let batches = people(&base(), &ids);
    assert_eq!(batches.len(), 2);
    assert!(batches[0].key.starts_with("1-100-") && batches[1].key.starts_with("101-150-"), "{}", batches[0].key);
    let mut other = ids.clone();
    other.sort_unstable();
    assert_eq!(people(&base(), &other), batches);
    assert_ne!(people(&base(), &ids[1..])[1].key, batches[1].key);
}

#[test]
fn a_listing_with_the_least_it_needs_is_accepted() {
    let judgement = on(&month(), LISTING);
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 1), "{}", judgement.detail);
    assert_eq!(judgement.games, [747_000]);
}

#[test]
fn a_listing_without_what_it_needs_is_named() {
    let judgement = on(&month(), &LISTING.replace("codedGameState", "state"));
    assert_eq!(judgement.code, VerdictCode::BadValue);
    assert!(
        judgement.detail.contains("/status/codedGameState") && judgement.detail.contains("747000"),
        "{}",
        judgement.detail
    );
}

#[test]
fn an_optional_field_of_another_type_counts_as_missing_and_is_noted() {
    let judgement = on(&month(), &LISTING.replace("\"score\":5", "\"score\":{\"runs\":5}"));
    assert_eq!(judgement.code, VerdictCode::Accepted);
    assert_eq!(judgement.notes, ["/teams/home/score of 1 records cannot be read and counts as missing"]);
}

#[test]
fn failures_in_disguise_are_refused() {
    let cut = &LISTING[..LISTING.len() / 2];
    let cases = [
        (cut, VerdictCode::BadJson, Retry::Now),
        ("", VerdictCode::Empty, Retry::Now),
        ("<!DOCTYPE html><html>", VerdictCode::Html, Retry::Now),
        ("[]", VerdictCode::BadJson, Retry::Now),
        (r#"{"messageNumber":11,"message":"Invalid value"}"#, VerdictCode::ErrorEnvelope, Retry::Never),
        (r#"{"status":500,"error":"Internal","path":"/api"}"#, VerdictCode::ErrorEnvelope, Retry::Never),
    ];
    for (body, code, retry) in cases {
        let judgement = on(&month(), body);
        assert_eq!(judgement.code, code, "{body}");
        assert_eq!(judgement.code.retry(), retry);
    }
}

#[test]
fn another_month_than_asked_is_refused() {
    let request = schedules(&base(), day("2024-05-01"), day("2024-05-01")).remove(0);
    assert_eq!(on(&request, LISTING).code, VerdictCode::WrongDates);
}

#[test]
fn a_month_that_had_games_cannot_lose_them_all() {
    let before = Context { rows_before: Some(400), ..Context::default() };
    let empty = br#"{"dates":[]}"#;
    assert_eq!(judge(&month(), empty, &before).code, VerdictCode::RowsMissing);
    assert_eq!(judge(&month(), empty, &Context::default()).code, VerdictCode::Accepted);
}

#[test]
fn people_are_those_asked_for() {
    let request = people(&base(), &[1, 2]).remove(0);
    let body = r#"{"people":[{"id":1,"fullName":"A B","weight":"x"}]}"#;
    let judgement = on(&request, body);
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 1));
    assert!(judgement.notes.iter().any(|x| x.ends_with("no person 2")), "{:?}", judgement.notes);
    assert_eq!(on(&request, &body.replace("\"id\":1", "\"id\":3")).code, VerdictCode::WrongAnswer);
}

#[test]
fn the_recorded_season_has_its_games_and_postponements() {
    let Some(body) = recorded::body("statsapi/schedule-2024.json.gz") else { return };
    let all = records(BodyKind::Schedule, &body).unwrap();
    assert_eq!(all.len(), 2_469);
    let state = |x: &Record| x.value.pointer("/status/codedGameState").unwrap().as_str().unwrap().to_owned();
    assert_eq!(all.iter().filter(|x| state(x) == "F").count(), 2_432);
    assert!(judge::unreadable(BodyKind::Schedule, &all).is_empty());
}

#[test]
fn the_recorded_teams_are_of_another_season_and_say_so() {
    let Some(body) = recorded::body("statsapi/teams-2024.json.gz") else { return };
    let judgement = judge(&teams(&base(), 2024), &body, &Context::default());
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 30));
    assert!(judgement.notes[0].contains("2026"), "{:?}", judgement.notes);
}
