//! Leases: kept while a worker lives, taken over when it does not, and fencing what comes too late.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::support::*;
use scorebook::db::Db;
use scorebook::job::Report;
use scorebook::job::queue::{Claim, Ending, claim, extend_lease, reclaim_expired, settle};
use scorebook::job::*;

const BASE: Duration = Duration::from_millis(10);

async fn claimed(db: &Db, worker: &str, lease: Duration) -> Task {
    match claim(db, worker, None, lease).await.unwrap() {
        Claim::Task(task) => *task,
        Claim::Nothing(due) => panic!("nothing to claim, due {due:?}"),
    }
}

fn done() -> Ending {
    Ending::Done { follow: vec![toy("follow", None)] }
}

#[tokio::test]
async fn an_expired_lease_is_taken_over_and_the_late_worker_writes_nothing() {
    let db = database().await;
    let run = queue(&db, 2024, &[toy("toy", Some("savant")), toy("next", Some("savant"))]).await;
    let short = Duration::from_millis(50);
    let dead = claimed(&db, "dead", short).await;
    assert!(matches!(claim(&db, "b", None, short).await.unwrap(), Claim::Nothing(Some(_))), "the lane is busy");
    tokio::time::sleep(Duration::from_millis(80)).await;
    assert_eq!(reclaim_expired(&db, BASE).await.unwrap(), 1);
    let taken = claimed(&db, "b", Duration::from_secs(15)).await;
    assert_eq!((taken.id, taken.attempts), (dead.id, 2));

    let late = Report { counters: Counters { rows_loaded: 7, ..Counters::default() }, messages: Vec::new() };
    assert!(matches!(settle(&db, &dead, done(), late, BASE, None).await, Err(JobError::LeaseLost { .. })));
    let late = Report { counters: Counters { rows_loaded: 7, ..Counters::default() }, messages: Vec::new() };
    assert!(matches!(extend_lease(&db, &dead, short, &late).await, Err(JobError::LeaseLost { .. })));
    assert_eq!(get_run(&db, run).await.unwrap().counters, Counters::default());
    assert_eq!(tasks(&db, run).await[0], ("RUNNING".to_owned(), 2));

    settle(&db, &taken, done(), Report::default(), BASE, None).await.unwrap();
    assert_eq!(tasks(&db, run).await[0], ("SUCCEEDED".to_owned(), 2));
    assert_eq!(get_run(&db, run).await.unwrap().tasks_total, 3, "its follow-up came once");
    let again = settle(&db, &taken, done(), Report::default(), BASE, None).await;
    assert!(matches!(again, Err(JobError::LeaseLost { .. })), "an end is written once");
    let said = get_run(&db, run).await.unwrap().messages;
    assert!(said.iter().any(|message| message.text.contains("worker dead stopped")), "{said:?}");
}

#[tokio::test]
async fn a_renewed_lease_is_not_taken_over() {
    let db = database().await;
    queue(&db, 2024, &[toy("toy", None)]).await;
    let task = claimed(&db, "slow", Duration::from_millis(50)).await;
    tokio::time::sleep(Duration::from_millis(80)).await;
    extend_lease(&db, &task, Duration::from_secs(15), &Report::default()).await.unwrap();
    assert_eq!(reclaim_expired(&db, BASE).await.unwrap(), 0);
    // A reclaimer that read the row before the renewal must not win either.
    let late = Ending::Expired { worker: "slow".to_owned() };
    assert!(matches!(settle(&db, &task, late, Report::default(), BASE, None).await, Err(JobError::LeaseLost { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_longer_than_its_lease_is_done_once_by_a_living_worker() {
    let db = database().await;
    let starts = Arc::new(AtomicUsize::new(0));
    let handler = {
        let starts = Arc::clone(&starts);
        Toy::new(move |_, _| {
            starts.fetch_add(1, Ordering::SeqCst);
            async {
                tokio::time::sleep(Duration::from_millis(1500)).await;
                Ok(Vec::new())
            }
        })
    };
    let run = queue(&db, 2024, &[toy("long", None)]).await;
    let lease = Duration::from_millis(450);
    let hands: Vec<Hand> = (0..2)
        .map(|n| Hand::hire(&db, handler.clone(), WorkerOptions { lease, ..options(&format!("w{n}")) }))
        .collect();
    assert_eq!(finished(&db, run).await.status, Status::Succeeded);
    for hand in hands {
        hand.stop().await;
    }
    assert_eq!(starts.load(Ordering::SeqCst), 1);
    assert_eq!(tasks(&db, run).await, [("SUCCEEDED".to_owned(), 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_lease_drops_the_task_in_the_middle() {
    let db = database().await;
    let ended = Arc::new(AtomicUsize::new(0));
    let handler = {
        let ended = Arc::clone(&ended);
        Toy::new(move |_, _| {
            let ended = Arc::clone(&ended);
            async move {
                tokio::time::sleep(Duration::from_secs(2)).await;
                ended.fetch_add(1, Ordering::SeqCst);
                Ok(Vec::new())
            }
        })
    };
    let run = queue(&db, 2024, &[toy("long", None)]).await;
    let lease = Duration::from_millis(300);
    let hand = Hand::hire(&db, handler, WorkerOptions { lease, ..options("w") });
    until(&db, run, |run| run.status == Status::Running).await;
    // As if another worker had claimed it: a newer lease that lasts.
    sqlx::query("UPDATE job.task SET lease = lease + 1, lease_until = now() + interval '1 hour', worker_id = 'other'")
        .execute(&db.pool)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(2500)).await;
    hand.stop().await;
    assert_eq!(ended.load(Ordering::SeqCst), 0, "the handler was dropped before its end");
    assert_eq!(tasks(&db, run).await, [("RUNNING".to_owned(), 1)], "and nothing was written over the other's lease");
}

#[tokio::test]
async fn a_task_that_kills_its_workers_fails_in_the_end() {
    let db = database().await;
    let run = queue(&db, 2024, &[toy("poison", None), toy("fine", None)]).await;
    for attempt in 1..=MAX_ATTEMPTS {
        let task = claimed(&db, "doomed", Duration::from_millis(1)).await;
        assert_eq!((task.name.as_str(), task.attempts), ("poison", attempt));
        tokio::time::sleep(Duration::from_millis(15)).await;
        assert_eq!(reclaim_expired(&db, BASE).await.unwrap(), 1);
    }
    let fine = claimed(&db, "w", Duration::from_secs(15)).await;
    settle(&db, &fine, Ending::Done { follow: vec![] }, Report::default(), BASE, None).await.unwrap();
    let run = get_run(&db, run).await.unwrap();
    assert_eq!((run.status, run.tasks_done, run.tasks_failed), (Status::Failed, 1, 1));
    assert!(run.error.unwrap().contains("poison: worker doomed stopped"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_worker_gives_its_task_back_and_the_attempt_does_not_count() {
    let db = database().await;
    let handler = Toy::new(|task: Task, context: Arc<TaskContext>| async move {
        if task.name == "polite" {
            context.interruptible(tokio::time::sleep(Duration::from_secs(600))).await?;
        } else {
            tokio::time::sleep(Duration::from_secs(600)).await;
        }
        Ok(Vec::new())
    });
    let run = queue(&db, 2024, &[toy("polite", None), toy("deaf", None)]).await;
    let hand = Hand::hire(&db, handler, options("w"));
    until(&db, run, |run| run.status == Status::Running).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let started = std::time::Instant::now();
    hand.stop().await;
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert_eq!(tasks(&db, run).await, [("QUEUED".to_owned(), 0), ("QUEUED".to_owned(), 0)]);

    let quick = Hand::hire(&db, Toy::new(|_, _| async { Ok(Vec::new()) }), options("next"));
    assert_eq!(finished(&db, run).await.status, Status::Succeeded);
    quick.stop().await;
}
