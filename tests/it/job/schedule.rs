//! The schedule asks for each of its runs once, however many keep it.

use chrono::{DateTime, Duration, Utc};
use futures::future::join_all;
use scorebook::job::schedule::{CATCH_UP, REQUESTED_BY, SCHEDULE, fire, keep_schedule};
use scorebook::job::*;
use tokio_util::sync::CancellationToken;

use super::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn several_schedulers_make_each_firing_once() {
    let db = database().await;
    let now: DateTime<Utc> = "2025-06-14T20:00:00Z".parse().unwrap();
    let asked = join_all((0..6).map(|_| fire(&db, now - CATCH_UP, now))).await;
    let asked: usize = asked.into_iter().map(|runs| runs.unwrap().len()).sum();
    // Seven lines a day; yesterday is asked for twice in it, and the first of these is still queued: six runs.
    let runs = list_runs(&db, &RunFilter::default(), None, None, 100).await.unwrap();
    assert_eq!((runs.len(), asked), (6, 6));
    assert!(runs.iter().all(|run| run.requested_by == REQUESTED_BY));

    assert_eq!(fire(&db, now - CATCH_UP, now).await.unwrap(), [0i64; 0], "a restart asks for nothing again");
    for run in &runs {
        cancel(&db, run.id).await.unwrap();
    }
    assert_eq!(fire(&db, now - CATCH_UP, now).await.unwrap(), [0i64; 0], "not even when they are over");
    let tomorrow = now + Duration::days(1);
    assert_eq!(fire(&db, now, tomorrow).await.unwrap().len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_catches_up_at_its_start_and_stops_at_once() {
    let db = database().await;
    let stop = CancellationToken::new();
    let scheduler = {
        let (db, stop) = (db.clone(), stop.clone());
        tokio::spawn(async move { keep_schedule(&db, stop).await })
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while list_runs(&db, &RunFilter::default(), None, None, 100).await.unwrap().len() < 6 {
        assert!(std::time::Instant::now() < deadline, "every line fires within any day");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    stop.cancel();
    tokio::time::timeout(std::time::Duration::from_secs(2), scheduler).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_schedule_asked_for_and_failed_is_tried_again_within_the_hour() {
    let db = database().await;
    let scheduled = NewRun { requested_by: REQUESTED_BY.to_owned(), ..new_run(2024) };
    let scheduled = enqueue_tasks(&db, &scheduled, &[toy("one", None)]).await.unwrap().run.id;
    let by_hand = queue(&db, 2023, &[toy("one", None)]).await;
    let hand = Hand::hire(&db, Toy::new(|_, _| async { Err(TaskError::never("away")) }), options("w"));
    for run in [scheduled, by_hand] {
        assert_eq!(finished(&db, run).await.status, Status::Failed);
    }
    hand.stop().await;

    let retries = SCHEDULE.iter().find(|entry| entry.name == "retry-failed").unwrap();
    let next = retries.next(Utc::now()).unwrap().with_timezone(&Utc);
    assert!(next - Utc::now() <= Duration::hours(1));
    let before = next - Duration::seconds(1);
    // Only that one firing: the others of the day would bring runs of their own.
    fire(&db, before, next).await.unwrap();
    assert_eq!(get_run(&db, scheduled).await.unwrap().status, Status::Queued);
    assert_eq!(get_run(&db, by_hand).await.unwrap().status, Status::Failed, "a person's run is a person's");
}
