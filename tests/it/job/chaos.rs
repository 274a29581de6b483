//! Workers that come and go at random: whatever happens, the rules of the queue hold.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use scorebook::job::*;
use sqlx::Row;
use tokio_util::sync::CancellationToken;

use super::support::*;

const LANES: [&str; 2] = ["savant", "statsapi"];

/// Counts the tasks of a lane under way, also when they are dropped in the middle.
struct Busy<'a>(&'a AtomicUsize);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_hold_while_workers_die_at_random() {
    let db = database().await;
    let mut random = SmallRng::seed_from_u64(7);
    let mut runs = Vec::new();
    for season in 2020..2024 {
        let tasks: Vec<NewTask> = (0..12)
            .map(|n| {
                let lane = (random.random_range(0..3) < 2).then(|| LANES[random.random_range(0..2)]);
                NewTask { barrier: random.random_range(0..6) == 0, ..toy(format!("toy {n}"), lane) }
            })
            .collect();
        runs.push(queue(&db, season, &tasks).await);
    }
    let most: Arc<HashMap<&str, (AtomicUsize, AtomicUsize)>> =
        Arc::new(LANES.map(|lane| (lane, Default::default())).into());
    let broken = Arc::new(AtomicUsize::new(0));
    let handler = {
        let (db, most, broken) = (db.clone(), Arc::clone(&most), Arc::clone(&broken));
        Toy::new(move |task: Task, _| {
            let (db, most, broken) = (db.clone(), Arc::clone(&most), Arc::clone(&broken));
            async move {
                let _busy = task.lane.as_deref().map(|lane| {
                    let (now, most) = &most[lane];
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    Busy(now)
                });
                let early: i64 = sqlx::query(
                    "SELECT count(*) AS open FROM job.task me JOIN job.task earlier ON earlier.run_id = me.run_id
                     WHERE me.id = $1 AND me.barrier AND earlier.seq < me.seq
                       AND earlier.status IN ('QUEUED', 'RUNNING')",
                )
                .bind(task.id)
                .fetch_one(&db.pool)
                .await
                .map_err(TaskError::again)?
                .get("open");
                broken.fetch_add(usize::try_from(early).unwrap(), Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(rand::random_range(0..60))).await;
                match rand::random_range(0..8) {
                    0 => Err(TaskError::again("a toy broke")),
                    1 => Err(TaskError::never("a toy is beyond repair")),
                    _ => Ok(Vec::new()),
                }
            }
        })
    };
    let hire = |n: usize| {
        let (db, handler) = (db.clone(), handler.clone());
        let options = WorkerOptions { lease: Duration::from_millis(300), ..options(&format!("w{n}")) };
        tokio::spawn(async move { work(&db, handler, options, None, CancellationToken::new()).await })
    };
    let mut hands: Vec<_> = (0..3).map(hire).collect();
    let mut hired = hands.len();
    let started = std::time::Instant::now();
    while list_runs(&db, &RunFilter::default(), None, None, 9).await.unwrap().iter().any(|run| !run.status.is_final()) {
        assert!(started.elapsed() < Duration::from_secs(60), "it comes to an end");
        tokio::time::sleep(Duration::from_millis(random.random_range(50..250))).await;
        hands.swap_remove(random.random_range(0..hands.len())).abort();
        hands.push(hire(hired));
        hired += 1;
    }
    hands.iter().for_each(tokio::task::JoinHandle::abort);

    for (lane, (_, most)) in most.iter() {
        assert_eq!(most.load(Ordering::SeqCst), 1, "{lane}");
    }
    assert_eq!(broken.load(Ordering::SeqCst), 0, "no barrier was passed early");
    for id in runs {
        let run = get_run(&db, id).await.unwrap();
        assert_eq!(run.tasks_done + run.tasks_failed, run.tasks_total, "{run:#?}");
        let by_status = |wanted: &str, all: &[(String, i32)]| all.iter().filter(|(status, _)| status == wanted).count();
        let all = tasks(&db, id).await;
        assert_eq!(by_status("SUCCEEDED", &all), usize::try_from(run.tasks_done).unwrap());
        assert_eq!(by_status("FAILED", &all), usize::try_from(run.tasks_failed).unwrap());
        assert!(all.iter().all(|(_, attempts)| (1..=MAX_ATTEMPTS).contains(attempts)), "{all:?}");
        let expected = if run.tasks_failed > 0 { Status::Failed } else { Status::Succeeded };
        assert_eq!(run.status, expected);
    }
}
