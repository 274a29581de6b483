//! Crawls of the recorded data, with and without faults of the upstream.

use scorebook::job::*;
use scorebook::warehouse::hash::{self, TableHash};
use serde_json::json;

use super::origin::*;

/// The recorded day with the fewest games.
const DAY: &str = "2024-04-18";

async fn hashes(crawl: &Crawl) -> Vec<TableHash> {
    hash::tables(&crawl.db.pool).await.unwrap()
}

async fn rows(crawl: &Crawl) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM staging.savant_pitch").fetch_one(&crawl.db.pool).await.unwrap()
}

/// Lines of the recorded file less its header.
fn recorded_rows(day: &str) -> i64 {
    use std::io::Read;
    let file = std::fs::File::open(shared().unwrap().join(format!("upstream/data/savant/{day}.csv.gz"))).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    i64::try_from(text.trim_end().lines().count()).unwrap() - 1
}

fn said(run: &Run, what: &str) -> bool {
    run.messages.iter().any(|message| message.text.contains(what))
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_crawled_kept_and_loaded_and_a_second_time_nothing_changes() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let run = crawl.savant("2024-04-17", "2024-04-18").await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    let expected: i64 = ["2024-04-17", "2024-04-18"].into_iter().map(recorded_rows).sum();
    assert_eq!(rows(&crawl).await, expected);
    assert!(run.counters.games_changed > 10, "{:?}", run.counters);
    let (paths, in_flight) = origin.log().await;
    assert_eq!(in_flight, 1, "one connection a host");
    assert!(paths[0].contains("/schedule"), "the schedule comes first: {paths:?}");
    assert_eq!(paths.iter().filter(|path| path.contains("/statcast_search")).count(), 2);
    assert!(paths.iter().any(|path| path.contains("/people")), "people seen are asked for");

    let before = hashes(&crawl).await;
    origin.heal().await;
    let again = crawl.savant("2024-04-17", "2024-04-18").await;
    assert_eq!(again.status, Status::Succeeded);
    assert_eq!((again.counters.rows_loaded, again.counters.games_changed, again.counters.bodies_new), (0, 0, 0));
    assert_eq!(again.counters.bodies_unchanged, 2, "{:?}", again.counters);
    assert_eq!(again.counters.games_unchanged, run.counters.games_changed);
    assert_eq!(hashes(&crawl).await, before);
    let (paths, _) = origin.log().await;
    assert!(!paths.iter().any(|path| path.contains("/schedule")), "the schedule is known: {paths:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_fault_costs_an_attempt_and_is_told() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    let modes = [
        "html_200",
        "error_csv",
        "header_only",
        "empty_200",
        "truncate",
        "reset",
        "ignore_filter",
        "drop_rows",
        "http_503",
    ];
    for (n, mode) in modes.into_iter().enumerate() {
        origin.heal().await;
        origin.fault(json!({"match": "/statcast_search", "mode": mode, "times": 2})).await;
        let run = crawl.savant(DAY, DAY).await;
        assert_eq!(run.status, Status::Succeeded, "{mode}: {run:#?}");
        assert_eq!(rows(&crawl).await, recorded_rows(DAY), "{mode}");
        assert!(said(&run, "attempt 1 of 5, tries again at"), "{mode}: {:#?}", run.messages);
        assert!(said(&run, "attempt 2 of 5, tries again at"), "{mode}: {:#?}", run.messages);
        assert_eq!(run.counters.games_changed == 0, n > 0, "{mode}: loaded once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lasting_fault_fails_the_run_shows_nothing_bad_and_heals() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    for (mode, verdict) in [
        ("html_200", "HTML"),
        ("error_csv", "ERROR_COLUMN"),
        ("header_only", "HEADER_ONLY"),
        ("empty_200", "EMPTY"),
        ("truncate", "TRUNCATED"),
        ("ignore_filter", "WRONG_DATES"),
        ("drop_rows", "ROWS_MISSING"),
        ("http_500", "answered 500"),
        ("http_404", "answered 404"),
        ("reset", "could not be reached"),
    ] {
        origin.fault(json!({"match": "/statcast_search", "mode": mode})).await;
        let run = crawl.savant(DAY, DAY).await;
        assert_eq!((run.status, run.tasks_failed), (Status::Failed, 1), "{mode}: {run:#?}");
        let error = run.error.clone().unwrap();
        assert!(error.contains(&format!("savant {DAY}")) && error.contains(verdict), "{mode}: {error}");
        assert_eq!(rows(&crawl).await, 0, "{mode}");
        origin.heal().await;
    }
    let run = crawl.savant(DAY, DAY).await;
    assert_eq!(run.status, Status::Succeeded);
    assert_eq!(rows(&crawl).await, recorded_rows(DAY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_on_a_loaded_day_leaves_it_as_it_was() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    crawl.savant(DAY, DAY).await;
    let before = hashes(&crawl).await;
    let game: i32 =
        sqlx::query_scalar("SELECT min(game_pk) FROM staging.savant_pitch").fetch_one(&crawl.db.pool).await.unwrap();
    for fault in [
        json!({"mode": "header_only"}),
        json!({"mode": "truncate"}),
        json!({"mode": "drop_rows", "nth": 7}),
        json!({"mode": "drop_game", "game_pk": game}),
        json!({"mode": "drop_column", "column": "launch_speed"}),
        json!({"mode": "drop_column", "column": "at_bat_number"}),
    ] {
        let mut rule = fault.clone();
        rule["match"] = "/statcast_search".into();
        origin.fault(rule).await;
        let run = crawl.savant(DAY, DAY).await;
        assert_eq!(run.status, Status::Failed, "{fault}: {run:#?}");
        assert_eq!(hashes(&crawl).await, before, "{fault}");
        origin.heal().await;
    }
    for mode in ["shuffle_columns", "null_word", "duplicate_rows"] {
        origin.fault(json!({"match": "/statcast_search", "mode": mode})).await;
        let run = crawl.savant(DAY, DAY).await;
        assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 0), "{mode}: {run:#?}");
        origin.heal().await;
    }
    let run = crawl.savant(DAY, DAY).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 0));
    assert_eq!(hashes(&crawl).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_the_body_lacks_is_told_and_comes_with_a_later_crawl() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    let expected =
        scorebook::warehouse::games_expected(&crawl.db, DAY.parse().unwrap(), DAY.parse().unwrap()).await.unwrap();
    let game = expected[0].game_pk;
    origin.fault(json!({"match": "/statcast_search", "mode": "drop_game", "game_pk": game})).await;
    let run = crawl.savant(DAY, DAY).await;
    assert_eq!(run.status, Status::Succeeded);
    assert!(said(&run, "is incomplete") && said(&run, &game.to_string()), "{:#?}", run.messages);
    let partly = rows(&crawl).await;
    assert!(partly > 0 && partly < recorded_rows(DAY));
    origin.heal().await;
    let run = crawl.savant(DAY, DAY).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 1), "{run:#?}");
    assert!(!said(&run, "is incomplete"));
    assert_eq!(rows(&crawl).await, recorded_rows(DAY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scoring_change_changes_the_games_it_touches() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    let games = crawl.savant(DAY, DAY).await.counters.games_changed;
    let before = hashes(&crawl).await;
    origin.fault(json!({"match": "/statcast_search", "mode": "restate", "nth": 9})).await;
    let run = crawl.savant(DAY, DAY).await;
    assert_eq!(run.status, Status::Succeeded);
    let changed: i64 = sqlx::query_scalar(
        "SELECT count(DISTINCT game_pk) FROM staging.savant_pitch WHERE events = 'field_error' AND bb_type IS NOT NULL",
    )
    .fetch_one(&crawl.db.pool)
    .await
    .unwrap();
    assert!(run.counters.games_changed > 0 && run.counters.games_changed <= changed, "{:?}", run.counters);
    assert_eq!(run.counters.games_changed + run.counters.games_unchanged, games);
    origin.heal().await;
    let healed = crawl.savant(DAY, DAY).await;
    assert_eq!(healed.counters.games_changed, run.counters.games_changed);
    assert_eq!(hashes(&crawl).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upstream_that_is_away_is_named_with_the_time_of_the_next_attempt() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let address = origin.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    drop(origin);
    let run = crawl.savant("2024-04-02", "2024-04-09").await;
    assert_eq!(run.status, Status::Failed);
    assert!(said(&run, &format!("{address} could not be reached")), "{:#?}", run.messages);
    assert!(said(&run, "tries again at"), "{:#?}", run.messages);
    assert!(run.error.unwrap().contains(&address));
    assert_eq!(run.tasks_failed, 9, "the schedule and eight days");
    assert!(run.counters.requests <= 5 + 5 + 7, "not every day is tried five times: {:?}", run.counters);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_from_the_lake_gives_the_same_store_without_the_upstream() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    crawl.statsapi(DAY, DAY).await;
    crawl.savant("2024-04-17", "2024-04-18").await;
    let register = crawl.run(Work::Crawl { source: "register".parse().unwrap(), span: Span::All }).await;
    assert_eq!(register.status, Status::Succeeded, "{register:#?}");
    // A scoring change and back: the body seen last is the one that counts.
    origin.fault(json!({"match": "/statcast_search", "mode": "restate", "nth": 9})).await;
    crawl.savant(DAY, DAY).await;
    origin.heal().await;
    crawl.savant(DAY, DAY).await;
    drop(origin);
    let before = hashes(&crawl).await;
    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert_eq!(rebuilt.counters.requests, 0);
    assert_eq!(hashes(&crawl).await, before, "over what is there");

    // And from nothing: another database, the same lake.
    let other = super::support::database().await;
    let context = context(&other, "http://127.0.0.1:1/", &crawl.context.config.lake_url).await;
    let other = Crawl::joined(context, other);
    let rebuilt = other.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert!(said(&rebuilt, "entered again"), "{:#?}", rebuilt.messages);
    assert_eq!(hashes(&other).await, before, "from nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_one_edition_and_asked_about_only_once_known() {
    let Some(origin) = Origin::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let register = Work::Crawl { source: "register".parse().unwrap(), span: Span::All };
    let first = crawl.run(register).await;
    assert_eq!(first.status, Status::Succeeded, "{first:#?}");
    assert_eq!((first.counters.requests, first.counters.bodies_new), (18, 17));
    assert!(first.counters.rows_loaded > 1000);
    let second = crawl.run(register).await;
    assert_eq!((second.status, second.counters.rows_loaded, second.counters.bodies_new), (Status::Succeeded, 0, 0));
}
