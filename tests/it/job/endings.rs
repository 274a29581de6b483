//! How tasks end, and what the run makes of it: backoff, pauses, failures, messages, the end of the run.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::StreamExt;
use sqlx::Row;

use super::support::*;
use scorebook::db::Db;
use scorebook::job::Report;
use scorebook::job::queue::{Claim, Ending, claim, settle};
use scorebook::job::*;

const BASE: Duration = Duration::from_secs(2);
const LEASE: Duration = Duration::from_secs(15);

async fn claim_and_end(db: &Db, ending: Ending) -> Task {
    let Claim::Task(task) = claim(db, "w", None, LEASE).await.unwrap() else { panic!("nothing to claim") };
    settle(db, &task, ending, Report::default(), BASE, None).await.unwrap();
    *task
}

fn again(retry_after: Option<Duration>, unreachable: bool) -> Ending {
    Ending::Again { what: "origin.example could not be reached".to_owned(), retry_after, unreachable }
}

/// Seconds until a task's own time.
async fn waits(db: &Db, run: i64) -> Vec<f64> {
    sqlx::query(
        "SELECT extract(epoch FROM run_after - now())::float8 AS wait FROM job.task WHERE run_id = $1 ORDER BY seq",
    )
    .bind(run)
    .fetch_all(&db.pool)
    .await
    .unwrap()
    .iter()
    .map(|row| row.get("wait"))
    .collect()
}

/// Lets every wait pass.
async fn time_passes(db: &Db) {
    sqlx::query("UPDATE job.task SET run_after = now()").execute(&db.pool).await.unwrap();
    sqlx::query("UPDATE job.lane SET next_at = now()").execute(&db.pool).await.unwrap();
}

#[tokio::test]
async fn a_failed_attempt_waits_in_the_database_and_says_when_it_comes_back() {
    let db = database().await;
    let run = queue(&db, 2024, &[toy("toy", None)]).await;
    for attempt in 1..MAX_ATTEMPTS {
        claim_and_end(&db, again(None, false)).await;
        let wait = waits(&db, run).await[0];
        let most = backoff::ceiling(BASE, attempt).as_secs_f64();
        assert!(wait <= most && wait > -1.0, "attempt {attempt} waits {wait} of at most {most}");
        let said = get_run(&db, run).await.unwrap().messages.pop().unwrap();
        assert_eq!(said.level, MessageLevel::Warning);
        assert!(said.text.contains(&format!("attempt {attempt} of 5, tries again at ")), "{}", said.text);
        time_passes(&db).await;
    }
    claim_and_end(&db, again(None, false)).await;
    let run = get_run(&db, run).await.unwrap();
    assert_eq!(run.status, Status::Failed);
    let error = run.error.unwrap();
    assert!(
        error.starts_with("1 of 1 tasks failed. toy: origin.example could not be reached; gave up after 5"),
        "{error}"
    );
    assert!(error.contains("retry this run"), "{error}");
    assert!(matches!(claim(&db, "w", None, LEASE).await.unwrap(), Claim::Nothing(None)));
}

#[tokio::test]
async fn retry_after_overrides_the_backoff_and_rests_the_whole_lane() {
    let db = database().await;
    let all = [toy("first", Some("savant")), toy("second", Some("savant")), toy("third", Some("statsapi"))];
    let run = queue(&db, 2024, &all).await;
    claim_and_end(&db, again(Some(Duration::from_secs(300)), false)).await;
    let wait = waits(&db, run).await[0];
    assert!((299.0..=300.0).contains(&wait), "{wait}");
    let Claim::Task(other) = claim(&db, "w", None, LEASE).await.unwrap() else { panic!("the other lane is free") };
    assert_eq!(other.name, "third");
    match claim(&db, "w", None, LEASE).await.unwrap() {
        Claim::Task(task) => panic!("{} must wait too", task.name),
        Claim::Nothing(due) => assert!(due.unwrap() <= LEASE),
    }
    time_passes(&db).await;
    let Claim::Task(next) = claim(&db, "w", None, LEASE).await.unwrap() else { panic!("time has passed") };
    assert_eq!((next.name.as_str(), next.attempts), ("first", 2));
}

#[tokio::test]
async fn an_upstream_that_cannot_be_reached_is_not_hammered_by_every_task() {
    let db = database().await;
    let all: Vec<NewTask> = (0..8).map(|n| toy(format!("day {n}"), Some("savant"))).collect();
    let run = queue(&db, 2024, &all).await;
    let mut attempts = 0;
    while !get_run(&db, run).await.unwrap().status.is_final() {
        claim_and_end(&db, again(None, true)).await;
        attempts += 1;
        time_passes(&db).await;
    }
    assert_eq!(attempts, 5 + 7, "five for the first, then one each");
    let run = get_run(&db, run).await.unwrap();
    assert_eq!((run.status, run.tasks_failed), (Status::Failed, 8));
    assert!(run.error.unwrap().contains("attempts in a row without an answer"));

    let next = queue(&db, 2024, &[toy("later", Some("savant"))]).await;
    claim_and_end(&db, again(None, true)).await;
    assert_eq!(tasks(&db, next).await, [("QUEUED".to_owned(), 1)], "a later run has its own patience");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failure_fails_the_run_but_not_its_other_tasks() {
    let db = database().await;
    let handler = Toy::new(|task: Task, _| async move {
        match task.name.as_str() {
            "bad" => Err(TaskError::never("refused HTML: the page of a stadium tour")),
            "mad" if task.attempts < 3 => panic!("a toy panicked"),
            _ => Ok(Vec::new()),
        }
    });
    let run = queue(&db, 2024, &[toy("bad", None), toy("good", None), toy("mad", None)]).await;
    let hand = Hand::hire(&db, handler, options("w"));
    let ended = finished(&db, run).await;
    hand.stop().await;
    assert_eq!((ended.status, ended.tasks_done, ended.tasks_failed), (Status::Failed, 2, 1));
    assert_eq!(tasks(&db, run).await.iter().map(|(_, attempts)| *attempts).collect::<Vec<_>>(), [1, 1, 3]);
    let error = ended.error.unwrap();
    assert!(error.contains("1 of 3 tasks failed. bad: refused HTML"), "{error}");
    let levels: Vec<MessageLevel> = ended.messages.iter().map(|message| message.level).collect();
    assert!(levels.contains(&MessageLevel::Error) && levels.contains(&MessageLevel::Warning), "{levels:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_bring_tasks_and_counts_add_up() {
    let db = database().await;
    let handler = Toy::new(|task: Task, context: Arc<TaskContext>| async move {
        if task.name == "plan" {
            context.info("three days to do");
            let end = NewTask { barrier: true, ..toy("end", None) };
            return Ok((0..3).map(|n| toy(format!("day {n}"), Some("savant"))).chain([end]).collect());
        }
        context.requested();
        context.count(Counters { rows_loaded: 100, games_changed: 2, ..Counters::default() });
        if task.attempts == 1 { Err(TaskError::again("once more")) } else { Ok(Vec::new()) }
    });
    let run = queue(&db, 2024, &[toy("plan", None)]).await;
    let hand = Hand::hire(&db, handler, options("w"));
    let run = finished(&db, run).await;
    hand.stop().await;
    assert_eq!((run.status, run.tasks_total, run.tasks_done), (Status::Succeeded, 5, 5));
    let expected = Counters { requests: 8, rows_loaded: 800, games_changed: 16, ..Counters::default() };
    assert_eq!(run.counters, expected);
    assert_eq!(run.messages[0].text, "three days to do");
    assert_eq!(run.messages[0].task.as_deref(), Some("plan"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_sees_progress_and_the_end() {
    let db = database().await;
    let handler = Toy::new(|_, _| async {
        tokio::time::sleep(Duration::from_millis(30)).await;
        Ok(Vec::new())
    });
    let all: Vec<NewTask> = (0..20).map(|n| toy(format!("toy {n}"), Some("savant"))).collect();
    let run = queue(&db, 2024, &all).await;
    let feed = RunFeed::start(db.clone());
    let followers: Vec<_> = (0..3).map(|_| tokio::spawn(feed.watch(run).collect::<Vec<_>>())).collect();
    let hand = Hand::hire(&db, handler, options("w"));
    for follower in followers {
        let seen = tokio::time::timeout(Duration::from_secs(20), follower).await.unwrap().unwrap();
        let seen: Vec<Run> = seen.into_iter().map(Result::unwrap).collect();
        assert_eq!(seen[0].tasks_done, 0);
        assert_eq!(seen.last().unwrap().status, Status::Succeeded);
        assert!(seen.len() >= 3, "something in between: {}", seen.len());
        assert!(seen.windows(2).all(|pair| pair[0].tasks_done <= pair[1].tasks_done));
    }
    hand.stop().await;
    let nobody: Vec<_> = watch(&db, 999).collect().await;
    assert!(matches!(nobody[..], [Err(JobError::NoSuchRun(999))]));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_bounded_and_the_newest_stay() {
    let db = database().await;
    let said = Arc::new(AtomicUsize::new(0));
    let handler = {
        let said = Arc::clone(&said);
        Toy::new(move |_, context| {
            for _ in 0..150 {
                context.info(format!("message {}", said.fetch_add(1, Ordering::SeqCst)));
            }
            async { Ok(Vec::new()) }
        })
    };
    let run = queue(&db, 2024, &[toy("a", Some("one")), toy("b", Some("one")), toy("c", Some("one"))]).await;
    let hand = Hand::hire(&db, handler, options("w"));
    let run = finished(&db, run).await;
    hand.stop().await;
    assert_eq!(run.messages.len(), 200);
    assert_eq!(run.messages[0].text, "message 250");
    assert_eq!(run.messages[199].text, "message 449");
}
