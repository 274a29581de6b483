//! Asking, cancelling and retrying.

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;

use super::support::*;
use scorebook::job::{queue as job_queue, *};
use scorebook::source::SourceId;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_work_is_queued_once_however_many_ask() {
    let db = database().await;
    let new = NewRun {
        work: Work::Crawl {
            source: SourceId::Savant,
            span: Span::Days { from: "2024-03-28".parse().unwrap(), to: "2024-06-13".parse().unwrap() },
        },
        force: false,
        games: true,
        requested_by: "test".to_owned(),
        idempotency_key: None,
    };
    let answers: Vec<Enqueued> =
        join_all((0..20).map(|_| enqueue(&db, new.clone()))).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.existing).count(), 1);
    assert!(answers.iter().all(|answer| answer.run.id == answers[0].run.id));
    assert_eq!(answers[0].run.work, new.work);
    assert_eq!(tasks(&db, answers[0].run.id).await.len(), 1);
    let forced = enqueue(&db, NewRun { force: true, ..new.clone() }).await.unwrap();
    assert!(!forced.existing, "by force it is other work");

    cancel(&db, answers[0].run.id).await.unwrap();
    assert!(!enqueue(&db, new).await.unwrap().existing, "what is over may be asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_names_one_run_for_ever() {
    let db = database().await;
    let first = enqueue(&db, new_run(2023)).await.unwrap();
    let keyed = |season, key: &str| NewRun { idempotency_key: Some(key.to_owned()), ..new_run(season) };
    let named = enqueue(&db, keyed(2023, "k")).await.unwrap();
    assert!(named.existing && named.run.id == first.run.id, "the run was there before the key");
    cancel(&db, first.run.id).await.unwrap();
    let later = enqueue(&db, keyed(2023, "k")).await.unwrap();
    assert!(later.existing && later.run.id == first.run.id, "and stays its run when it is over");
    let other = enqueue(&db, keyed(2021, "k")).await.unwrap();
    assert_eq!(other.run.id, first.run.id, "whatever is asked for under it");

    let answers: Vec<Enqueued> =
        join_all((0..16).map(|_| enqueue(&db, keyed(2020, "many")))).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.existing).count(), 1);
    assert!(answers.iter().all(|answer| answer.run.id == answers[0].run.id));
}

#[tokio::test]
async fn what_cannot_be_done_is_not_queued() {
    let db = database().await;
    let span = Span::Days { from: "2024-06-13".parse().unwrap(), to: "2024-03-28".parse().unwrap() };
    let refused = enqueue(&db, NewRun { work: Work::Rebuild { span }, ..new_run(2024) }).await;
    assert!(matches!(refused, Err(JobError::Invalid(_))), "{refused:?}");
    assert_eq!(list_runs(&db, &RunFilter::default(), None, None, 10).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn cancel_ends_queued_tasks_at_once_and_running_ones_at_their_next_checkpoint() {
    let db = database().await;
    let handler = Toy::new(|_, context: Arc<TaskContext>| async move {
        loop {
            context.checkpoint()?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let run = queue(&db, 2024, &[toy("one", Some("savant")), toy("two", Some("savant"))]).await;
    // A lease of a minute: only the notification can be this quick.
    let hand = Hand::hire(&db, handler, WorkerOptions { lease: Duration::from_secs(60), ..options("w") });
    until(&db, run, |run| run.status == Status::Running).await;
    let started = std::time::Instant::now();
    let asked = cancel(&db, run).await.unwrap();
    assert!(asked.cancel_requested && asked.status == Status::Running);
    assert_eq!(tasks(&db, run).await[1].0, "CANCELLED");
    let ended = finished(&db, run).await;
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert_eq!(ended.status, Status::Cancelled);
    assert_eq!(tasks(&db, run).await[0].0, "CANCELLED");
    hand.stop().await;
    assert_eq!(cancel(&db, run).await.unwrap(), ended, "a second time changes nothing");
    assert!(matches!(cancel(&db, 999).await, Err(JobError::NoSuchRun(999))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_notification_only_makes_the_cancel_slower() {
    let db = database().await;
    let handler = Toy::new(|_, context: Arc<TaskContext>| async move {
        context.interruptible(std::future::pending::<()>()).await?;
        Ok(Vec::new())
    });
    let run = queue(&db, 2024, &[toy("one", None)]).await;
    let hand = Hand::hire(&db, handler, WorkerOptions { lease: Duration::from_millis(300), ..options("w") });
    until(&db, run, |run| run.status == Status::Running).await;
    sqlx::query("UPDATE job.run SET cancel_requested = true WHERE id = $1").bind(run).execute(&db.pool).await.unwrap();
    assert_eq!(finished(&db, run).await.status, Status::Cancelled);
    hand.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn retry_does_again_what_failed_or_was_cancelled_and_only_that() {
    let db = database().await;
    let well = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let done = Arc::new(std::sync::Mutex::new(Vec::new()));
    let handler = {
        let (well, done) = (Arc::clone(&well), Arc::clone(&done));
        Toy::new(move |task: Task, _| {
            let ok = task.name != "bad" || well.load(std::sync::atomic::Ordering::SeqCst);
            done.lock().unwrap().push(task.name.clone());
            async move { if ok { Ok(Vec::new()) } else { Err(TaskError::never("not well")) } }
        })
    };
    let run = queue(&db, 2024, &[toy("bad", None), toy("good", None)]).await;
    assert!(matches!(retry(&db, run).await, Err(JobError::Invalid(_))), "it is not over");
    let hand = Hand::hire(&db, handler, options("w"));
    assert_eq!(finished(&db, run).await.status, Status::Failed);
    well.store(true, std::sync::atomic::Ordering::SeqCst);
    let again = retry(&db, run).await.unwrap();
    assert_eq!((again.tasks_failed, again.error), (0, None));
    let ended = finished(&db, run).await;
    assert_eq!((ended.status, ended.tasks_done, ended.tasks_total), (Status::Succeeded, 2, 2));
    hand.stop().await;
    let mut done = done.lock().unwrap().clone();
    done.sort();
    assert_eq!(done, ["bad", "bad", "good"]);
    assert!(matches!(retry(&db, run).await, Err(JobError::Invalid(_))), "nothing is left to retry");
}

#[tokio::test]
async fn retry_gives_way_to_a_run_that_does_the_same_already() {
    let db = database().await;
    let old = queue(&db, 2024, &[toy("one", None)]).await;
    cancel(&db, old).await.unwrap();
    let new = queue(&db, 2024, &[toy("one", None)]).await;
    let refused = retry(&db, old).await.unwrap_err().to_string();
    assert!(refused.contains("already"), "{refused}");
    cancel(&db, new).await.unwrap();
    assert_eq!(retry(&db, old).await.unwrap().status, Status::Queued);
    assert_eq!(tasks(&db, old).await, [("QUEUED".to_owned(), 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_ends_after_the_cancel_keeps_its_tasks_for_a_retry() {
    let db = database().await;
    let (go, gone) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let handler = {
        let (go, gone) = (Arc::clone(&go), Arc::clone(&gone));
        Toy::new(move |task: Task, _| {
            let (go, gone) = (Arc::clone(&go), Arc::clone(&gone));
            async move {
                if task.name != "plan" {
                    return Ok(Vec::new());
                }
                go.notify_one();
                gone.notified().await;
                Ok(vec![toy("day", None)])
            }
        })
    };
    let run = queue(&db, 2024, &[toy("plan", None)]).await;
    let hand = Hand::hire(&db, handler, options("w"));
    go.notified().await;
    cancel(&db, run).await.unwrap();
    gone.notify_one();
    assert_eq!(finished(&db, run).await.status, Status::Cancelled);
    assert_eq!(tasks(&db, run).await, [("SUCCEEDED".to_owned(), 1), ("CANCELLED".to_owned(), 0)]);
    retry(&db, run).await.unwrap();
    assert_eq!(finished(&db, run).await.status, Status::Succeeded);
    hand.stop().await;
}

#[tokio::test]
async fn runs_are_listed_newest_first_by_page_and_filter() {
    let db = database().await;
    let mut ids = Vec::new();
    for season in 2019..=2024 {
        ids.push(queue(&db, season, &[toy("one", None)]).await);
    }
    cancel(&db, ids[1]).await.unwrap();
    let list = async |filter: &RunFilter, before, after, limit| -> Vec<i64> {
        let runs = list_runs(&db, filter, before, after, limit).await.unwrap();
        runs.iter().map(|run| run.id).collect()
    };
    let all = RunFilter::default();
    assert_eq!(list(&all, None, None, 2).await, [ids[5], ids[4]]);
    assert_eq!(list(&all, Some(ids[4]), None, 2).await, [ids[3], ids[2]]);
    assert_eq!(list(&all, None, Some(ids[0]), 2).await, [ids[2], ids[1]]);
    let cancelled = RunFilter { statuses: vec![Status::Cancelled], ..RunFilter::default() };
    assert_eq!(list(&cancelled, None, None, 9).await, [ids[1]]);
    let savant = RunFilter { source: Some(SourceId::Savant), ..RunFilter::default() };
    assert!(list(&savant, None, None, 9).await.is_empty());
}

#[tokio::test]
async fn cancel_does_not_wait_for_a_worker_that_died() {
    let db = database().await;
    let run = queue(&db, 2024, &[toy("one", Some("savant"))]).await;
    let lease = Duration::from_millis(1);
    assert!(matches!(job_queue::claim(&db, "dead", None, lease).await.unwrap(), job_queue::Claim::Task(_)));
    tokio::time::sleep(Duration::from_millis(15)).await;
    assert_eq!(cancel(&db, run).await.unwrap().status, Status::Cancelled);
    assert_eq!(tasks(&db, run).await, [("CANCELLED".to_owned(), 1)]);
}
