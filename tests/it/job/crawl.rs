//! Crawls of a simulated league, with and without faults of the upstream.

use scorebook::job::*;
use scorebook::sim::origin::{Fault, Mode};
use scorebook::source::SourceId;
use scorebook::warehouse::hash::{self, TableHash};

use super::origin::*;
use super::support::database;

const SAVANT: &str = "/statcast_search";

async fn hashes(crawl: &Crawl) -> Vec<TableHash> {
    hash::tables(&crawl.db.pool).await.unwrap()
}

fn said(run: &Run, what: &str) -> bool {
    run.messages.iter().any(|message| message.text.contains(what))
}

/// A league of a few days of which the schedule is crawled, and the span of its first day.
async fn league_and_day() -> (Sim, Crawl, Span, i64) {
    let sim = Sim::play(3).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    assert_eq!(crawl.crawl_without_games(sim.span()).await.status, Status::Succeeded);
    let day = sim.league.span().0;
    let rows = sim.rows(day);
    assert!(rows > 400, "two games");
    (sim, crawl, Span::Days { from: day, to: day }, rows)
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_crawled_kept_and_loaded_and_a_second_time_nothing_changes() {
    let sim = Sim::play(4).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let run = crawl.crawl(SourceId::Savant, sim.span()).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    let (from, to) = sim.league.span();
    let days: Vec<_> = from.iter_days().take_while(|day| *day <= to).collect();
    assert_eq!(crawl.rows().await, days.iter().map(|day| sim.rows(*day)).sum::<i64>());
    assert_eq!(run.counters.rows_loaded, crawl.rows().await + rows_beside(&crawl).await);
    let games = i64::try_from(sim.league.book().games.len()).unwrap();
    assert_eq!((run.counters.games_changed, run.counters.bodies_refused), (games, 0));
    assert_eq!(sim.origin.log.peak_in_flight(), 1, "one connection a host");
    let paths = sim.origin.log.paths("/");
    assert!(paths[0].contains("/schedule"), "the schedule comes first: {paths:?}");
    assert_eq!(sim.origin.log.paths(SAVANT).len(), days.len());
    assert!(!sim.origin.log.paths("/people").is_empty(), "people seen are asked for");

    let before = hashes(&crawl).await;
    sim.origin.log.clear();
    let again = crawl.crawl(SourceId::Savant, sim.span()).await;
    let nothing = Counters {
        requests: i64::try_from(days.len()).unwrap(),
        bodies_unchanged: i64::try_from(days.len()).unwrap(),
        games_unchanged: games,
        ..Counters::default()
    };
    assert_eq!((again.status, again.counters), (Status::Succeeded, nothing));
    assert_eq!(hashes(&crawl).await, before);
    assert!(sim.origin.log.paths("/schedule").is_empty(), "the schedule is known");
}

/// Rows that a crawl of pitches loads besides them: the schedule and the people.
async fn rows_beside(crawl: &Crawl) -> i64 {
    let sql = "SELECT (SELECT count(*) FROM staging.statsapi_listing) + (SELECT count(*) FROM staging.statsapi_person)";
    sqlx::query_scalar(sql).fetch_one(&crawl.db.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_is_crawled_on_the_days_that_were_played() {
    let sim = Sim::play(10).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let run = crawl.crawl(SourceId::Savant, Span::Season(2024)).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    let played = sim.league.days().into_iter().filter(|day| sim.rows(*day) > 0).count();
    assert_eq!(sim.origin.log.paths(SAVANT).len(), played);
    let none = crawl.crawl(SourceId::Savant, Span::Season(2023)).await;
    assert_eq!(none.status, Status::Failed);
    assert!(none.error.unwrap().contains("no completed game"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_fault_costs_an_attempt_and_is_told() {
    let (sim, crawl, day, rows) = league_and_day().await;
    let modes = [
        Mode::Html200,
        Mode::ErrorCsv,
        Mode::HeaderOnly,
        Mode::Empty200,
        Mode::Truncate,
        Mode::Reset,
        Mode::IgnoreFilter,
        Mode::DropRows(10),
        Mode::Status(503),
    ];
    for (n, mode) in modes.into_iter().enumerate() {
        sim.origin.faults.add(Fault::new(SAVANT, mode.clone()).times(2));
        let run = crawl.crawl(SourceId::Savant, day).await;
        assert_eq!(run.status, Status::Succeeded, "{mode:?}: {run:#?}");
        assert_eq!(crawl.rows().await, rows, "{mode:?}");
        assert_eq!(run.counters.games_changed == 0, n > 0, "{mode:?}: loaded once");
        for attempt in ["attempt 1 of 5, tries again at", "attempt 2 of 5, tries again at"] {
            assert!(said(&run, attempt), "{mode:?}: {:#?}", run.messages);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lasting_fault_fails_the_run_shows_nothing_bad_and_heals() {
    let (sim, crawl, day, rows) = league_and_day().await;
    let name = format!("savant {}", sim.league.span().0);
    for (mode, verdict) in [
        (Mode::Html200, "HTML"),
        (Mode::ErrorCsv, "ERROR_COLUMN"),
        (Mode::HeaderOnly, "HEADER_ONLY"),
        (Mode::Empty200, "EMPTY"),
        (Mode::Truncate, "TRUNCATED"),
        (Mode::IgnoreFilter, "WRONG_DATES"),
        (Mode::DropRows(10), "ROWS_MISSING"),
        (Mode::DropColumn("game_pk".to_owned()), "MISSING_CORE_COLUMN"),
        (Mode::Status(500), "answered 500"),
        (Mode::Status(404), "answered 404"),
        (Mode::Reset, "could not be reached"),
    ] {
        sim.origin.faults.add(Fault::new(SAVANT, mode.clone()));
        let run = crawl.crawl(SourceId::Savant, day).await;
        assert_eq!((run.status, run.tasks_failed), (Status::Failed, 1), "{mode:?}: {run:#?}");
        let error = run.error.clone().unwrap();
        assert!(error.contains(&name) && error.contains(verdict), "{mode:?}: {error}");
        assert_eq!(crawl.rows().await, 0, "{mode:?}");
        sim.origin.faults.clear();
    }
    assert_eq!(crawl.crawl(SourceId::Savant, day).await.status, Status::Succeeded);
    assert_eq!(crawl.rows().await, rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_on_a_loaded_day_leaves_it_as_it_was() {
    let (sim, crawl, day, _) = league_and_day().await;
    crawl.crawl(SourceId::Savant, day).await;
    let before = hashes(&crawl).await;
    let game = sim.league.book().games[0].game_pk;
    for mode in [
        Mode::HeaderOnly,
        Mode::Truncate,
        Mode::DropRows(7),
        Mode::DropGame(game),
        Mode::DropColumn("spin_axis".to_owned()),
        Mode::DropColumn("at_bat_number".to_owned()),
    ] {
        sim.origin.faults.add(Fault::new(SAVANT, mode.clone()));
        let run = crawl.crawl(SourceId::Savant, day).await;
        assert_eq!(run.status, Status::Failed, "{mode:?}: {run:#?}");
        assert_eq!(hashes(&crawl).await, before, "{mode:?}");
        // Nor does a rebuild take what was refused.
        let rebuilt = crawl.run(Work::Rebuild { span: day }).await;
        assert_eq!(rebuilt.status, Status::Succeeded, "{mode:?}: {rebuilt:#?}");
        assert_eq!(hashes(&crawl).await, before, "{mode:?}");
        sim.origin.faults.clear();
    }
    for mode in [Mode::ShuffleColumns, Mode::NullWord, Mode::DuplicateRows] {
        sim.origin.faults.add(Fault::new(SAVANT, mode.clone()));
        let run = crawl.crawl(SourceId::Savant, day).await;
        assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 0), "{mode:?}: {run:#?}");
        sim.origin.faults.clear();
    }
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 0));
    assert_eq!(hashes(&crawl).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_lost_is_accepted_by_force_only() {
    let (sim, crawl, day, rows) = league_and_day().await;
    crawl.crawl(SourceId::Savant, day).await;
    sim.origin.faults.add(Fault::new(SAVANT, Mode::DropColumn("spin_axis".to_owned())));
    let refused = crawl.crawl(SourceId::Savant, day).await;
    let error = refused.error.unwrap();
    assert!(error.contains("COLUMNS_LOST"), "{error}");
    let forced = crawl.run_by(Work::Crawl { source: SourceId::Savant, span: day }, true).await;
    assert_eq!(forced.status, Status::Succeeded, "{forced:#?}");
    assert_eq!((forced.counters.games_changed > 0, crawl.rows().await), (true, rows));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_the_body_lacks_is_told_and_comes_with_a_later_crawl() {
    let (sim, crawl, day, rows) = league_and_day().await;
    let game = sim.league.book().games[0].game_pk;
    sim.origin.faults.add(Fault::new(SAVANT, Mode::DropGame(game)));
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!(run.status, Status::Succeeded);
    assert!(said(&run, "is incomplete") && said(&run, &game.to_string()), "{:#?}", run.messages);
    let partly = crawl.rows().await;
    assert!(partly > 0 && partly < rows);
    sim.origin.faults.clear();
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 1), "{run:#?}");
    assert!(!said(&run, "is incomplete"));
    assert_eq!(crawl.rows().await, rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scoring_change_changes_the_games_it_touches_and_no_others() {
    let (sim, crawl, day, _) = league_and_day().await;
    let games = crawl.crawl(SourceId::Savant, day).await.counters.games_changed;
    let before = hashes(&crawl).await;
    // The last single of the body alone: one game.
    let all: i64 = sqlx::query_scalar("SELECT count(*) FROM staging.savant_pitch WHERE events = 'single'")
        .fetch_one(&crawl.db.pool)
        .await
        .unwrap();
    sim.origin.faults.add(Fault::new(SAVANT, Mode::Restate(usize::try_from(all).unwrap())));
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 1), "{run:#?}");
    assert_eq!(run.counters.games_unchanged, games - 1);
    assert_ne!(hashes(&crawl).await, before);
    sim.origin.faults.clear();
    let healed = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!(healed.counters.games_changed, 1);
    assert_eq!(hashes(&crawl).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_without_games_is_complete_and_empty() {
    let (sim, crawl, _, _) = league_and_day().await;
    let before = sim.league.span().0.pred_opt().unwrap();
    let run = crawl.crawl(SourceId::Savant, Span::Days { from: before, to: before }).await;
    assert_eq!((run.status, run.counters.bodies_refused), (Status::Succeeded, 0), "{run:#?}");
    assert_eq!(crawl.rows().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_at_the_cap_is_asked_for_by_game() {
    let (sim, crawl, day, rows) = league_and_day().await;
    let capped = super::split::capped(&sim).await;
    let crawl = crawl.turned_to(&capped.url).await;
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    assert!(said(&run, "asking for its 2 games one by one"), "{:#?}", run.messages);
    assert_eq!(run.counters.requests, 3 + 1, "the day, its games, the people");
    assert_eq!(crawl.rows().await, rows);
    let before = hashes(&crawl).await;
    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert_eq!(hashes(&crawl).await, before, "from the bodies of the games");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upstream_that_is_away_is_named_with_the_time_of_the_next_attempt() {
    let sim = Sim::play(8).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let address = sim.origin.url.as_str().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let span = sim.span();
    sim.origin.stop().await;
    let run = crawl.crawl(SourceId::Savant, span).await;
    assert_eq!(run.status, Status::Failed);
    assert!(said(&run, &format!("{address} could not be reached")), "{:#?}", run.messages);
    assert!(said(&run, "tries again at"), "{:#?}", run.messages);
    assert!(run.error.unwrap().contains(&address));
    let tasks = i64::from(run.tasks_failed);
    assert!(tasks >= 8, "the schedule and the days");
    assert!(run.counters.requests <= tasks + 4 + 4, "not every day is tried five times: {:?}", run.counters);
}

#[tokio::test(flavor = "multi_thread")]
async fn retry_after_is_kept_to() {
    let (sim, crawl, day, _) = league_and_day().await;
    sim.origin.faults.add(Fault::new(SAVANT, Mode::Status(429)).times(1).retry_after(1));
    let started = std::time::Instant::now();
    let run = crawl.crawl(SourceId::Savant, day).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    assert!(started.elapsed() >= std::time::Duration::from_secs(1));
    assert!(said(&run, "(in 1.0 s)"), "{:#?}", run.messages);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_from_the_lake_gives_the_same_store_without_the_upstream() {
    let sim = Sim::play(4).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    crawl.crawl(SourceId::Register, Span::All).await;
    crawl.crawl(SourceId::Statsapi, sim.span()).await;
    crawl.crawl(SourceId::Savant, sim.span()).await;
    // A scoring change and back: the body seen last is the one that counts.
    sim.origin.faults.add(Fault::new(SAVANT, Mode::Restate(5)));
    crawl.crawl(SourceId::Savant, sim.span()).await;
    sim.origin.faults.clear();
    crawl.crawl(SourceId::Savant, sim.span()).await;
    sim.origin.stop().await;
    let before = hashes(&crawl).await;
    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert_eq!(rebuilt.counters.requests, 0);
    assert_eq!(hashes(&crawl).await, before, "over what is there");

    // And from nothing: another database, the same lake.
    let other = database().await;
    let context = context(&other, "http://127.0.0.1:1/", &crawl.context.config.lake_url).await;
    let other = Crawl::over(context, other);
    let rebuilt = other.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert!(said(&rebuilt, "entered again"), "{:#?}", rebuilt.messages);
    let after = hashes(&other).await;
    let differ: Vec<_> =
        after.iter().zip(&before).filter(|(a, b)| a != b).map(|(a, b)| (a.table, a.rows, b.rows)).collect();
    assert_eq!(differ, [], "from nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_one_edition_and_asked_about_only_once_known() {
    let sim = Sim::play(1).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let first = crawl.crawl(SourceId::Register, Span::All).await;
    assert_eq!(first.status, Status::Succeeded, "{first:#?}");
    assert_eq!((first.counters.requests, first.counters.bodies_new), (18, 17));
    assert!(first.counters.rows_loaded > 50);
    let second = crawl.crawl(SourceId::Register, Span::All).await;
    assert_eq!((second.status, second.counters.rows_loaded, second.counters.bodies_new), (Status::Succeeded, 0, 0));
    assert_eq!(second.counters.bodies_unchanged, 18);
}
