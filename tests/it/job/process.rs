//! The program itself: what its commands say, and that a killed one leaves nothing that is lost or doubled.

use std::process::{Output, Stdio};
use std::time::Duration;

use scorebook::job::*;
use scorebook::sim::origin::{Fault, Mode};
use scorebook::source::SourceId;
use scorebook::warehouse::hash;
use tokio::process::{Child, Command};

use super::origin::*;
use super::support::until;

const SAVANT: &str = "/statcast_search";

/// The program over the database and lake of a test, and the origin of a league.
pub fn program(crawl: &Crawl, sim: &Sim, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.args(words).env_clear().kill_on_drop(true).stdin(Stdio::null());
    command.env("SCOREBOOK_DATABASE_URL", crawl.db.url()).env("SCOREBOOK_LAKE_URL", &crawl.context.config.lake_url);
    for source in ["SAVANT", "STATSAPI", "REGISTER", "RETROSHEET"] {
        command.env(format!("SCOREBOOK_{source}_URL"), sim.origin.url.as_str());
    }
    command.env("SCOREBOOK_CRAWL_DELAY_MS", "0").env("SCOREBOOK_SCHEDULE", "false").env("SCOREBOOK_LOG", "warn");
    command
}

fn days(sim: &Sim) -> [String; 2] {
    let (from, to) = sim.league.span();
    [from.to_string(), to.to_string()]
}

fn text(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn crawl_says_what_it_did_and_then_that_nothing_changed() {
    let sim = Sim::play(3).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let [from, to] = days(&sim);
    let words = ["crawl", "savant", "--from", &from, "--to", &to];
    let games = sim.league.book().games.len();
    let output = program(&crawl, &sim, &words).output().await.unwrap();
    let (out, err) = text(&output);
    assert!(output.status.success(), "{out}{err}");
    assert!(out.starts_with(&format!("crawl savant {from} to {to} (run 1): done in ")), "{out}");
    assert!(out.contains(&format!("games: {games} changed, 0 unchanged")), "{out}");
    let output = program(&crawl, &sim, &words).output().await.unwrap();
    let (out, err) = text(&output);
    assert!(output.status.success() && out.contains("\n  nothing changed: "), "{out}{err}");
    let output = program(&crawl, &sim, &["rebuild", "--all"]).output().await.unwrap();
    let (out, err) = text(&output);
    assert!(output.status.success() && out.starts_with("rebuild all (run 3): done"), "{out}{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn crawl_exits_with_one_and_the_reason_when_something_failed() {
    let sim = Sim::play(2).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let [from, to] = days(&sim);
    sim.origin.faults.add(Fault::new(SAVANT, Mode::Status(404)));
    let output = program(&crawl, &sim, &["crawl", "savant", "--from", &from, "--to", &to]).output().await.unwrap();
    let (out, err) = text(&output);
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(out.contains("FAILED (2 of "), "{out}");
    assert!(err.contains(&format!("savant {from}")) && err.contains("answered 404"), "{err}");

    let output = program(&crawl, &sim, &["crawl", "savant", "--from", &to, "--to", &from]).output().await.unwrap();
    let (_, err) = text(&output);
    assert!(!output.status.success() && err.contains("after the last day"), "{err}");
    let output = program(&crawl, &sim, &["crawl", "savant"]).output().await.unwrap();
    let (_, err) = text(&output);
    assert!(!output.status.success() && err.contains("needs days or a season"), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupt_cancels_the_run_of_the_command() {
    let sim = Sim::play(2).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let [from, to] = days(&sim);
    sim.origin.faults.add(Fault::new(SAVANT, Mode::Hang(Duration::from_secs(60))));
    let child = start(&crawl, &sim, &["crawl", "savant", "--from", &from, "--to", &to]);
    asked(&sim, 1).await;
    signal(&child, "INT");
    let output = tokio::time::timeout(Duration::from_secs(20), child.wait_with_output()).await.unwrap().unwrap();
    let (out, err) = text(&output);
    assert_eq!(output.status.code(), Some(130), "{out}{err}");
    assert!(out.contains("cancelled"), "{out}{err}");
    assert_eq!(get_run(&crawl.db, 1).await.unwrap().status, Status::Cancelled);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_worker_loses_nothing_and_doubles_nothing() {
    let sim = Sim::play(8).await;
    let clean = Crawl::of(sim.origin.url.as_str()).await;
    assert_eq!(clean.crawl(SourceId::Savant, sim.span()).await.status, Status::Succeeded);
    let expected = hash::tables(&clean.db.pool).await.unwrap();
    sim.origin.log.clear();

    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let new = NewRun {
        work: Work::Crawl { source: SourceId::Savant, span: sim.span() },
        force: false,
        games: true,
        requested_by: "test".to_owned(),
        idempotency_key: None,
    };
    let run = enqueue(&crawl.db, new).await.unwrap().run.id;
    // Killed at some moment of the third and of the sixth day: in a request, a load, or between.
    for asked_for in [3, 6] {
        let mut child = start(&crawl, &sim, &["worker"]);
        asked(&sim, asked_for).await;
        tokio::time::sleep(Duration::from_millis(rand::random_range(0..150))).await;
        child.kill().await.unwrap();
        // Rather than to wait for the lease of the dead.
        sqlx::query("UPDATE job.task SET lease_until = now() - interval '1 second' WHERE status = 'RUNNING'")
            .execute(&crawl.db.pool)
            .await
            .unwrap();
    }
    let mut child = start(&crawl, &sim, &["worker"]);
    let ended = until(&crawl.db, run, |run| run.status.is_final()).await;
    assert_eq!(ended.status, Status::Succeeded, "{ended:#?}");
    assert_eq!(hash::tables(&crawl.db.pool).await.unwrap(), expected);

    signal(&child, "TERM");
    let status = tokio::time::timeout(Duration::from_secs(10), child.wait()).await.expect("it stops").unwrap();
    assert!(status.success());
}

fn start(crawl: &Crawl, sim: &Sim, words: &[&str]) -> Child {
    program(crawl, sim, words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until so many days of pitches were asked for.
async fn asked(sim: &Sim, days: usize) {
    let wait = async {
        while sim.origin.log.paths(SAVANT).len() < days {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("the program asks");
}

fn signal(child: &Child, name: &str) {
    let id = child.id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
}
