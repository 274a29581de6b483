//! The verdicts on recorded bodies of every header era.

use super::{Asked, judge};
use crate::source::{Context, Judgement, VerdictCode, recorded};

fn on(date: &str, body: &[u8]) -> Judgement {
    judge(body, Asked { date: date.parse().unwrap(), game_pk: None }, &Context::default())
}

fn era(begin: &str) -> Option<Vec<u8>> {
    recorded::bodies("savant-eras").into_iter().find(|x| x.0.starts_with(begin)).map(|x| x.1)
}

#[test]
fn every_recorded_day_is_accepted_whole() {
    let days = recorded::bodies("savant");
    let (mut rows, mut games, mut skipped) = (0, 0, 0);
    for (name, body) in &days {
        let judgement = on(&name[..10], body);
        assert_eq!(judgement.code, VerdictCode::Accepted, "{name}: {}", judgement.detail);
        assert_eq!(judgement.unknown_columns, Vec::<String>::new(), "{name}");
        rows += judgement.rows;
        games += judgement.games.len();
        let facts = super::read(body, &mut super::judge::Discard).unwrap();
        skipped += facts.games.iter().map(|x| x.missing_pitches).sum::<i32>();
    }
    if !days.is_empty() {
        assert_eq!((days.len(), games, rows, skipped), (78, 1_028, 299_593, 252));
    }
}

#[test]
fn a_body_of_2020_has_two_headers_alike_and_the_word_null() {
    let Some(body) = era("89") else { return };
    let judgement = on("2020-09-03", &body);
    assert_eq!((judgement.code, judgement.rows, judgement.games.len()), (VerdictCode::Accepted, 2_507, 8));
    assert_eq!(judgement.columns.len(), 87);
    assert!(!judgement.filled_columns.iter().any(|x| x == "sv_id" || x == "spin_axis"));
}

#[test]
fn a_body_saved_by_r_has_na_and_renamed_duplicates() {
    let Some(body) = era("92col-abdwr3e") else { return };
    let judgement = on("2023-06-11", &body);
    assert_eq!((judgement.code, judgement.rows, judgement.games.len()), (VerdictCode::Accepted, 4_418, 15));
    assert_eq!(judgement.unknown_columns, Vec::<String>::new());
    assert_eq!(judgement.columns.len(), 90);
}

#[test]
fn a_body_of_one_pitcher_over_a_season_is_of_wrong_dates() {
    let Some(body) = era("92col-knisslo4") else { return };
    assert_eq!(on("2023-08-23", &body).code, VerdictCode::WrongDates);
}

#[test]
fn a_body_edited_in_a_spreadsheet_is_read_and_lacks_rows() {
    let Some(body) = era("113") else { return };
    let judgement = on("2024-04-02", &body);
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::RowsMissing, 999), "{}", judgement.detail);
}

#[test]
fn a_body_of_one_pitcher_of_a_game_lacks_at_bats() {
    let Some(body) = era("118") else { return };
    let judgement = on("2024-07-25", &body);
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::RowsMissing, 114));
    assert!(judgement.detail.contains("at-bats"), "{}", judgement.detail);
    assert!(judgement.filled_columns.iter().any(|x| x == "arm_angle"));
}
