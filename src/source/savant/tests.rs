//! Every verdict, on small hand-written bodies.

use super::column::{COLUMNS, Need};
use super::judge::Discard;
use super::*;
use crate::source::{Context, Judgement, Kind, Retry, VerdictCode};

/// A body being written: header names, and rows by name.
#[derive(Clone)]
struct Body {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Body {
    /// The 89-column header and no rows.
    fn empty() -> Self {
        let mut header: Vec<_> = COLUMNS.iter().filter(|x| x.since == 89).map(|x| x.name.to_owned()).collect();
        header.insert(59, "pitcher".to_owned());
        header.insert(60, "fielder_2".to_owned());
        Self { header, rows: Vec::new() }
    }

    /// A game of three at-bats with two pitches each, as the upstream orders them: last pitch first.
    fn game(game_pk: i32) -> Self {
        let mut body = Self::empty();
        for at_bat in (1..=3).rev() {
            for pitch in (1..=2).rev() {
                body.push(game_pk, at_bat, pitch);
            }
        }
        body
    }

    fn push(&mut self, game_pk: i32, at_bat: i32, pitch: i32) {
        let cell = |name: &String| match name.as_str() {
            "game_pk" => game_pk.to_string(),
            "at_bat_number" => at_bat.to_string(),
            "pitch_number" => pitch.to_string(),
            "game_date" => "2024-03-28".to_owned(),
            "game_type" => "R".to_owned(),
            "home_team" => "SD".to_owned(),
            "away_team" => "LAD".to_owned(),
            "inning_topbot" => "Top".to_owned(),
            "events" if pitch == 2 => "single".to_owned(),
            "batter" | "pitcher" => "660271".to_owned(),
            "inning" => "1".to_owned(),
            "post_home_score" => at_bat.to_string(),
            "post_away_score" => "9".to_owned(),
            "release_speed" => "95.4".to_owned(),
            "des" => "He walks, and scores.  ".to_owned(),
            _ => String::new(),
        };
        self.rows.push(self.header.iter().map(cell).collect());
    }

    /// Puts a value into a column of a row.
    fn with(mut self, row: usize, column: &str, value: &str) -> Self {
        let place = self.header.iter().position(|x| x == column).unwrap();
        self.rows[row][place] = value.to_owned();
        self
    }

    fn all(self, column: &str, value: &str) -> Self {
        (0..self.rows.len()).fold(self, |body, row| body.with(row, column, value))
    }

    fn add_column(mut self, name: &str, value: &str) -> Self {
        self.header.push(name.to_owned());
        self.rows.iter_mut().for_each(|x| x.push(value.to_owned()));
        self
    }

    fn drop_column(mut self, name: &str) -> Self {
        let place = self.header.iter().position(|x| x == name).unwrap();
        self.header.remove(place);
        for row in &mut self.rows {
            row.remove(place);
        }
        self
    }

    fn without(mut self, row: usize) -> Self {
        self.rows.remove(row);
        self
    }

    fn text(&self) -> String {
        let line = |x: &Vec<String>| x.iter().map(|x| format!("\"{x}\"")).collect::<Vec<_>>().join(",");
        let lines: Vec<_> = [&self.header].into_iter().chain(&self.rows).map(line).collect();
        format!("\u{feff}{}", lines.join("\n"))
    }

    fn judge(&self) -> Judgement {
        on(&self.text())
    }

    fn code(&self) -> VerdictCode {
        self.judge().code
    }
}

const ASKED: &str = "2024-03-28";

fn on(body: &str) -> Judgement {
    judge(body.as_bytes(), asked(BodyKind::SavantDay, ASKED).unwrap(), &Context::default())
}

fn with(body: &Body, context: &Context) -> Judgement {
    judge(body.text().as_bytes(), asked(BodyKind::SavantDay, ASKED).unwrap(), context)
}

#[test]
fn a_request_is_for_one_day_and_its_key_says_which() {
    let base = Url::parse("https://baseballsavant.mlb.com").unwrap();
    let request = day(&base, "2024-03-28".parse().unwrap());
    let url = request.url.as_str();
    assert!(url.starts_with("https://baseballsavant.mlb.com/statcast_search/csv?all=true&type=details"), "{url}");
    for part in ["hfGT=R%7CPO%7C", "hfSea=2024%7C", "game_date_gt=2024-03-28", "game_date_lt=2024-03-28"] {
        assert!(url.contains(part), "{url}");
    }
    assert_eq!(asked(request.kind, &request.key), Some(Asked { date: "2024-03-28".parse().unwrap(), game_pk: None }));
    let request = game(&base, "2024-03-28".parse().unwrap(), 747_224);
    assert!(request.url.as_str().contains("&game_pk=747224&"), "{}", request.url);
    assert_eq!(asked(request.kind, &request.key).unwrap().game_pk, Some(747_224));
    assert_eq!(asked(BodyKind::SavantDay, "someday"), None);
}

#[test]
fn a_whole_day_is_accepted_and_its_facts_are_right() {
    let judgement = Body::game(1).judge();
    assert_eq!((judgement.code, judgement.rows, judgement.games), (VerdictCode::Accepted, 6, vec![1]));
    assert_eq!(judgement.columns.len(), 87);
    assert!(judgement.filled_columns.contains(&"release_speed".to_owned()));
    assert!(!judgement.filled_columns.contains(&"zone".to_owned()));
    let facts = read(Body::game(1).text().as_bytes(), &mut Discard).unwrap();
    assert_eq!(facts.order, [5, 4, 3, 2, 1, 0]);
    let game = &facts.games[0];
    assert_eq!((game.home_code.as_str(), game.away_code.as_str(), game.game_type), ("SD", "LAD", 'R'));
    assert_eq!((game.max_at_bat, game.home_score, game.away_score), (3, 3, 9));
    assert!(game.missing_at_bats.is_empty() && game.unended_at_bats.is_empty());
}

#[test]
fn gaps_and_at_bats_without_a_result_are_facts_of_the_game() {
    let mut body = Body::empty();
    for (at_bat, pitch) in [(2, 2), (2, 4), (3, 1), (6, 2)] {
        body.push(1, at_bat, pitch);
    }
    let facts = read(body.text().as_bytes(), &mut Discard).unwrap();
    let game = &facts.games[0];
    assert_eq!(game.missing_at_bats, [1, 4, 5]);
    assert_eq!(game.unended_at_bats, [2, 3]);
    assert_eq!(game.missing_pitches, 2 + 1);
}

#[test]
fn failures_in_disguise_are_refused_and_asked_again() {
    let game = Body::game(1).text();
    let cut = &game[..game.len() - 40];
    let header = Body::empty().text();
    let cases = [
        ("<!DOCTYPE html><html><h1>Service unavailable</h1></html>", VerdictCode::Html),
        ("\u{feff}\n <html>", VerdictCode::Html),
        ("\"error\"\n\"Query Timeout. Please try to limit your query.\"", VerdictCode::ErrorColumn),
        ("error", VerdictCode::ErrorColumn),
        ("Service unavailable", VerdictCode::NotATable),
        ("{\"message\":\"no\"}", VerdictCode::NotATable),
        ("", VerdictCode::Empty),
        ("\u{feff}\n", VerdictCode::Empty),
        (&header, VerdictCode::HeaderOnly),
        (cut, VerdictCode::Truncated),
        (&game[..game.len() - 1], VerdictCode::Truncated),
    ];
    for (body, code) in cases {
        let judgement = on(body);
        assert_eq!(judgement.code, code, "{} {body:?}", judgement.detail);
        assert_eq!(judgement.code.retry(), Retry::Now);
        assert!(!judgement.detail.is_empty());
    }
    assert!(on(cases[2].0).detail.contains("Query Timeout"));
}

#[test]
fn a_bare_last_line_without_all_cells_was_cut() {
    let game = Body::game(1).text().replace('"', "").replace("He walks, and", "He walks and");
    assert_eq!(on(&game).code, VerdictCode::Accepted);
    let at = game.rfind("SD").unwrap();
    let judgement = on(&game[..at]);
    assert_eq!(judgement.code, VerdictCode::Truncated);
    assert!(judgement.detail.contains("line 7"), "{}", judgement.detail);
}

#[test]
fn a_damaged_line_in_the_middle_is_of_wrong_width() {
    let mut body = Body::game(1);
    body.rows[2].pop();
    let judgement = body.judge();
    assert_eq!(judgement.code, VerdictCode::WrongWidth);
    assert!(judgement.detail.contains("line 4 has 88 of 89"), "{}", judgement.detail);
    let mut body = Body::game(1);
    body.rows[5].push(String::new());
    assert_eq!(body.code(), VerdictCode::WrongWidth);
}

#[test]
fn rows_that_were_not_asked_for_are_refused() {
    assert_eq!(Body::game(1).all("game_date", "2024-03-29").code(), VerdictCode::WrongDates);
    assert_eq!(Body::game(1).all("game_type", "S").code(), VerdictCode::WrongGameType);
    assert_eq!(Body::game(1).all("game_type", "W").code(), VerdictCode::Accepted);
    let one = asked(BodyKind::SavantGame, "2024-03-28/1").unwrap();
    let judge = |body: Body| judge(body.text().as_bytes(), one, &Context::default()).code;
    assert_eq!((judge(Body::game(1)), judge(Body::game(2))), (VerdictCode::Accepted, VerdictCode::WrongGame));
}

#[test]
fn a_game_whose_rows_disagree_about_it_is_refused() {
    for (column, value) in [("game_date", "2024-03-29"), ("home_team", "SF"), ("game_type", "F")] {
        let judgement = Body::game(1).with(3, column, value).judge();
        assert_eq!(judgement.code, VerdictCode::WrongGame);
        assert!(judgement.detail.contains("line 5"), "{}", judgement.detail);
    }
}

#[test]
fn a_day_without_rows_is_complete_only_if_the_schedule_says_so() {
    let context = |games_expected| Context { games_expected, ..Context::default() };
    assert_eq!(with(&Body::empty(), &context(Some(0))).code, VerdictCode::Accepted);
    assert_eq!(with(&Body::empty(), &context(Some(3))).code, VerdictCode::HeaderOnly);
    assert_eq!(with(&Body::empty(), &context(None)).code, VerdictCode::HeaderOnly);
}

#[test]
fn a_body_as_long_as_the_upstream_ever_sends_is_split_and_not_asked_again() {
    let line = |n: usize| Body::game(1).with(0, "pitch_number", &n.to_string());
    let mut body = line(1);
    let row = body.rows[0].clone();
    let place = body.header.iter().position(|x| x == "pitch_number").unwrap();
    body.rows = (1..ROW_CAP)
        .map(|n| {
            let mut row = row.clone();
            row[place] = n.to_string();
            row
        })
        .collect();
    assert_eq!(body.judge().code, VerdictCode::Accepted);
    let mut one_more = row;
    one_more[place] = ROW_CAP.to_string();
    body.rows.push(one_more);
    let judgement = body.judge();
    assert_eq!((judgement.code, judgement.code.retry()), (VerdictCode::RowCap, Retry::Never));
}

#[test]
fn every_core_column_must_be_there_and_no_other() {
    for column in COLUMNS.iter().filter(|x| x.since == 89 && !["pitcher", "fielder_2"].contains(&x.name)) {
        let judgement = Body::game(1).drop_column(column.name).judge();
        if column.need == Need::Optional {
            assert_eq!(judgement.code, VerdictCode::Accepted, "{}", column.name);
        } else {
            assert_eq!(judgement.code, VerdictCode::MissingCoreColumn, "{}", column.name);
            assert!(judgement.detail.contains(column.name));
        }
    }
    // One of two copies is enough.
    assert_eq!(Body::game(1).drop_column("pitcher").code(), VerdictCode::Accepted);
    assert_eq!(Body::game(1).drop_column("pitcher").drop_column("pitcher").code(), VerdictCode::MissingCoreColumn);
}

#[test]
fn an_unknown_column_is_kept_and_reported() {
    let judgement = Body::game(1).add_column("brand_new_metric", "1.5").judge();
    assert_eq!(
        (judgement.code, judgement.unknown_columns),
        (VerdictCode::Accepted, vec!["brand_new_metric".to_owned()])
    );
    assert!(judgement.notes[0].contains("brand_new_metric"));
}

#[test]
fn columns_may_come_in_any_order() {
    let mut body = Body::game(1).drop_column("pitcher").drop_column("fielder_2");
    let straight = body.judge();
    body.header.reverse();
    body.rows.iter_mut().for_each(|x| x.reverse());
    let reversed = body.judge();
    assert_eq!((reversed.code, reversed.rows), (VerdictCode::Accepted, straight.rows));
    assert_eq!(reversed.filled_columns, straight.filled_columns);
}

#[test]
fn skipped_pitches_above_one_in_a_hundred_are_missing_rows() {
    let mut body = Body::empty();
    for at_bat in 1..=100 {
        body.push(1, at_bat, 1);
        body.push(1, at_bat, 2);
    }
    assert_eq!(body.clone().without(0).judge().code, VerdictCode::Accepted);
    let two = body.clone().without(0).without(11);
    assert_eq!(two.judge().code, VerdictCode::RowsMissing);
    assert!(two.judge().detail.contains("2 pitch numbers"), "{}", two.judge().detail);
    // Intentional walks have no rows: four at-bats of a hundred may be missing, but not the first thirty.
    let mut walks = body.clone();
    walks.rows.drain(20..28);
    assert_eq!(walks.code(), VerdictCode::Accepted);
    let mut cut = body;
    cut.rows.drain(..60);
    assert_eq!(cut.code(), VerdictCode::RowsMissing);
}

#[test]
fn a_row_that_stands_twice_counts_once_unless_the_copies_differ() {
    let mut body = Body::game(1);
    body.rows.extend(body.rows.clone());
    let judgement = body.judge();
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 6));
    assert_eq!(judgement.notes[0], "6 rows stood twice and count once");
    let judgement = body.with(8, "release_speed", "95.5").judge();
    assert_eq!(judgement.code, VerdictCode::DuplicateConflict);
    assert!(judgement.detail.contains("game 1, at-bat 2, pitch 2"), "{}", judgement.detail);
}

#[test]
fn a_column_that_had_values_may_not_vanish() {
    let before = Context { filled_before: vec!["bat_speed".to_owned(), "zone".to_owned()], ..Context::default() };
    assert_eq!(with(&Body::game(1).add_column("bat_speed", ""), &before).code, VerdictCode::Accepted);
    let judgement = with(&Body::game(1), &before);
    assert_eq!((judgement.code, judgement.code.retry()), (VerdictCode::ColumnsLost, Retry::Never));
    assert!(judgement.detail.contains("bat_speed") && !judgement.detail.contains("zone"), "{}", judgement.detail);
}

#[test]
fn a_value_that_cannot_be_read_is_named_with_line_and_column() {
    let cases = [
        ("release_speed", "fast"),
        ("release_speed", "inf"),
        ("zone", "5.5"),
        ("balls", "40000"),
        ("batter", "someone"),
        ("game_date", "28.3."),
    ];
    for (column, value) in cases {
        let body = Body::game(1).with(2, column, value);
        let judgement = if column == "game_date" { body.all(column, value).judge() } else { body.judge() };
        assert_eq!(judgement.code, VerdictCode::BadValue, "{column} {value}");
        assert!(judgement.detail.contains("line ") && judgement.detail.contains(column), "{}", judgement.detail);
    }
    for column in COLUMNS.iter().filter(|x| matches!(x.need, Need::Key | Need::Filled)) {
        let judgement = Body::game(1).all(column.name, "null").judge();
        assert_eq!(judgement.code, VerdictCode::BadValue, "{}", column.name);
        assert!(judgement.detail.contains(column.name), "{}", judgement.detail);
    }
    let not_utf8 = [Body::game(1).text().as_bytes(), b",\xff"].concat();
    let asked = asked(BodyKind::SavantDay, ASKED).unwrap();
    assert_eq!(judge(&not_utf8, asked, &Context::default()).code, VerdictCode::BadValue);
    assert_eq!(Body::game(1).with(0, "des", "a\0b").code(), VerdictCode::BadValue);
}

#[test]
fn more_than_three_balls_are_known_bad_data_and_noted() {
    let judgement = Body::game(1).with(0, "balls", "4").judge();
    assert_eq!(judgement.code, VerdictCode::Accepted);
    assert_eq!(judgement.notes, ["1 rows have more than three balls or two strikes before the pitch"]);
}

#[test]
fn numbers_and_missing_values_come_in_every_spelling() {
    for missing in ["", "null", "NA"] {
        let judgement = Body::game(1).all("release_speed", missing).judge();
        assert_eq!(judgement.code, VerdictCode::Accepted);
        assert!(!judgement.filled_columns.contains(&"release_speed".to_owned()), "{missing:?}");
    }
    for number in ["82.0", "82", "8.2e1", "-82", ".82e2"] {
        assert_eq!(Body::game(1).all("zone", number).code(), VerdictCode::Accepted, "{number}");
    }
    assert!(Body::game(1).all("player_name", "null").judge().filled_columns.contains(&"player_name".to_owned()));
}

#[test]
fn retired_columns_are_not_stored() {
    assert_eq!(COLUMNS.iter().filter(|x| x.kind == Kind::Retired).count(), 8);
    assert!(!Body::game(1).all("umpire", "x").judge().filled_columns.contains(&"umpire".to_owned()));
}
