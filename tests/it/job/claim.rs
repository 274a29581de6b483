//! Who gets which task: each once, one of a lane at a time, in order, behind barriers.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::support::*;
use scorebook::job::queue::{Claim, claim};
use scorebook::job::*;

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_do_every_task_exactly_once() {
    let db = database().await;
    let done = Arc::new(Mutex::new(HashMap::<i64, usize>::new()));
    let handler = {
        let done = Arc::clone(&done);
        Toy::new(move |task, _| {
            *done.lock().unwrap().entry(task.id).or_default() += 1;
            async { Ok(Vec::new()) }
        })
    };
    let all: Vec<NewTask> = (0..60).map(|n| toy(format!("toy {n}"), None)).collect();
    let run = queue(&db, 2024, &all).await;
    let hands: Vec<Hand> = (0..6).map(|n| Hand::hire(&db, handler.clone(), options(&format!("w{n}")))).collect();
    let run = finished(&db, run).await;
    for hand in hands {
        hand.stop().await;
    }
    assert_eq!((run.status, run.tasks_done, run.tasks_failed), (Status::Succeeded, 60, 0));
    let done = done.lock().unwrap();
    assert_eq!(done.len(), 60);
    assert!(done.values().all(|times| *times == 1), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lane_has_one_task_at_a_time_over_all_workers_and_runs() {
    let db = database().await;
    let busy: Arc<HashMap<&str, (AtomicUsize, AtomicUsize)>> =
        Arc::new(["savant", "statsapi"].map(|lane| (lane, Default::default())).into());
    let handler = {
        let busy = Arc::clone(&busy);
        Toy::new(move |task, _| {
            let busy = Arc::clone(&busy);
            async move {
                let (now, most) = &busy[task.lane.as_deref().unwrap()];
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(3)).await;
                now.fetch_sub(1, Ordering::SeqCst);
                // Now and then one fails, so that the lane is also freed that way.
                if task.attempts == 1 && task.id % 7 == 0 { Err(TaskError::again("a toy broke")) } else { Ok(vec![]) }
            }
        })
    };
    let all: Vec<NewTask> = (0..40).map(|n| toy(format!("toy {n}"), Some(["savant", "statsapi"][n % 2]))).collect();
    let runs = [queue(&db, 2023, &all).await, queue(&db, 2024, &all).await];
    let hands: Vec<Hand> = (0..5).map(|n| Hand::hire(&db, handler.clone(), options(&format!("w{n}")))).collect();
    for run in runs {
        assert_eq!(finished(&db, run).await.status, Status::Succeeded);
    }
    for hand in hands {
        hand.stop().await;
    }
    for (lane, (_, most)) in busy.iter() {
        assert_eq!(most.load(Ordering::SeqCst), 1, "{lane}");
    }
}

#[tokio::test]
async fn tasks_start_in_order_and_a_barrier_waits_for_all_before_it() {
    let db = database().await;
    let barrier = NewTask { barrier: true, ..toy("third", None) };
    let run = queue(&db, 2024, &[toy("first", None), toy("second", None), barrier, toy("fourth", None)]).await;
    let lease = Duration::from_secs(15);
    let mut held = Vec::new();
    for expected in ["first", "second", "fourth"] {
        match claim(&db, "w", None, lease).await.unwrap() {
            Claim::Task(task) => {
                assert_eq!(task.name, expected);
                held.push(*task);
            }
            Claim::Nothing(_) => panic!("{expected} was to be had"),
        }
    }
    let settle = async |task: &Task| {
        let ending = scorebook::job::queue::Ending::Done { follow: vec![] };
        scorebook::job::queue::settle(&db, task, ending, Default::default(), lease, None).await.unwrap();
    };
    settle(&held[0]).await;
    assert!(matches!(claim(&db, "w", None, lease).await.unwrap(), Claim::Nothing(_)), "second still runs");
    settle(&held[1]).await;
    match claim(&db, "w", None, lease).await.unwrap() {
        Claim::Task(task) => assert_eq!(task.name, "third"),
        Claim::Nothing(_) => panic!("the barrier was to open"),
    }
    assert_eq!(get_run(&db, run).await.unwrap().status, Status::Running);
}

#[tokio::test]
async fn a_worker_for_one_run_leaves_others_alone_and_ends_with_it() {
    let db = database().await;
    let other = queue(&db, 2023, &[toy("other", None)]).await;
    let mine = queue(&db, 2024, &[toy("mine", None)]).await;
    let handler = Toy::new(|_, _| async { Ok(Vec::new()) });
    let stop = tokio_util::sync::CancellationToken::new();
    tokio::time::timeout(Duration::from_secs(10), work(&db, handler, options("w"), Some(mine), stop))
        .await
        .expect("the worker ends by itself")
        .unwrap();
    assert_eq!(get_run(&db, mine).await.unwrap().status, Status::Succeeded);
    assert_eq!(get_run(&db, other).await.unwrap().status, Status::Queued);
}

#[tokio::test]
async fn the_crawl_delay_holds_between_workers() {
    let db = database().await;
    let times = Arc::new(Mutex::new(Vec::new()));
    let handler = {
        let times = Arc::clone(&times);
        Toy::new(move |_, context| {
            times.lock().unwrap().push(tokio::time::Instant::now());
            context.requested();
            async { Ok(Vec::new()) }
        })
    };
    let all: Vec<NewTask> = (0..4).map(|n| toy(format!("toy {n}"), Some("savant"))).collect();
    let run = queue(&db, 2024, &all).await;
    let delay = Duration::from_millis(200);
    let hands: Vec<Hand> = (0..3)
        .map(|n| Hand::hire(&db, handler.clone(), WorkerOptions { crawl_delay: delay, ..options(&format!("w{n}")) }))
        .collect();
    let run = finished(&db, run).await;
    for hand in hands {
        hand.stop().await;
    }
    assert_eq!(run.counters.requests, 4);
    let times = times.lock().unwrap();
    for pair in times.windows(2) {
        // The lane rests from the end of the request, so a little before is noise of the clocks.
        assert!(pair[1] - pair[0] >= delay - Duration::from_millis(20), "{:?}", pair[1] - pair[0]);
    }
}
