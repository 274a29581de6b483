//! A database a test, toy tasks, and workers that are quick about everything.

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use serde_json::json;
use sqlx::Row;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::TestDb;

use scorebook::db::{self, Db};
use scorebook::job::*;

/// A migrated database of one test, with connections enough for several workers.
pub struct Database {
    db: Db,
    test: TestDb,
}

impl Database {
    /// Where it is, for another process.
    pub fn url(&self) -> &str {
        &self.test.url
    }
}

impl std::ops::Deref for Database {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A fresh database; dropped with the answer.
pub async fn database() -> Database {
    let test = TestDb::new().await;
    Database { db: db::connect(&test.url, 24).await.unwrap(), test }
}

type Work = dyn Fn(Task, Arc<TaskContext>) -> BoxFuture<'static, Result<Vec<NewTask>, TaskError>> + Send + Sync;

/// A handler made of a closure.
pub struct Toy(Box<Work>);

impl Toy {
    pub fn new<F, R>(work: F) -> Arc<Self>
    where
        F: Fn(Task, Arc<TaskContext>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Vec<NewTask>, TaskError>> + Send + 'static,
    {
        Arc::new(Self(Box::new(move |task, context| Box::pin(work(task, context)))))
    }
}

impl Handler for Toy {
    fn run<'a>(
        &'a self,
        task: &'a Task,
        context: &'a Arc<TaskContext>,
    ) -> BoxFuture<'a, Result<Vec<NewTask>, TaskError>> {
        (self.0)(task.clone(), Arc::clone(context))
    }
}

pub fn options(name: &str) -> WorkerOptions {
    WorkerOptions {
        name: name.to_owned(),
        lease: Duration::from_secs(15),
        poll: Duration::from_millis(50),
        concurrency: 4,
        grace: Duration::from_millis(100),
        retry_base: Duration::from_millis(10),
        crawl_delay: Duration::ZERO,
    }
}

/// A worker under way.
pub struct Hand {
    pub stop: CancellationToken,
    join: JoinHandle<Result<(), JobError>>,
}

impl Hand {
    pub fn hire(db: &Db, handler: Arc<Toy>, options: WorkerOptions) -> Self {
        let (stop, db) = (CancellationToken::new(), db.clone());
        let token = stop.clone();
        let join = tokio::spawn(async move { work(&db, handler, options, None, token).await });
        Self { stop, join }
    }

    pub async fn stop(self) {
        self.stop.cancel();
        self.join.await.unwrap().unwrap();
    }
}

pub fn new_run(season: i32) -> NewRun {
    NewRun {
        work: scorebook::job::Work::Rebuild { span: Span::Season(season) },
        force: false,
        games: true,
        requested_by: "test".to_owned(),
        idempotency_key: None,
    }
}

pub fn toy(name: impl Into<String>, lane: Option<&str>) -> NewTask {
    NewTask {
        lane: lane.map(str::to_owned),
        barrier: false,
        kind: "toy".to_owned(),
        name: name.into(),
        payload: json!({}),
    }
}

/// Queues a run of toy tasks and returns its id.
pub async fn queue(db: &Db, season: i32, tasks: &[NewTask]) -> i64 {
    let enqueued = enqueue_tasks(db, &new_run(season), tasks).await.unwrap();
    assert!(!enqueued.existing);
    enqueued.run.id
}

/// Waits until the run is over.
pub async fn finished(db: &Db, run: i64) -> Run {
    until(db, run, |run| run.status.is_final()).await
}

/// Waits until the run looks as wanted.
pub async fn until(db: &Db, run: i64, wanted: impl Fn(&Run) -> bool) -> Run {
    let wait = async {
        loop {
            let now = get_run(db, run).await.unwrap();
            if wanted(&now) {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    match tokio::time::timeout(Duration::from_secs(30), wait).await {
        Ok(run) => run,
        Err(_) => panic!("waited too long: {:#?}", get_run(db, run).await.unwrap()),
    }
}

/// Status and attempts of the tasks of a run, in order.
pub async fn tasks(db: &Db, run: i64) -> Vec<(String, i32)> {
    sqlx::query("SELECT status, attempts FROM job.task WHERE run_id = $1 ORDER BY seq")
        .bind(run)
        .fetch_all(&db.pool)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("status"), row.get("attempts")))
        .collect()
}
