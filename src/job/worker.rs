//! The worker: claims tasks, does them, keeps their leases, and stops cleanly.
//!
//! Any number of workers may run against one database. A worker that dies leaves a lease that ends; a worker that
//! stops gives its tasks back.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use sqlx::postgres::PgListener;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::JobError;
use super::context::TaskContext;
use super::queue::{Claim, Ending, JOB_CHANNEL, claim, extend_lease, get_run, reclaim_expired, say, settle};
use super::task::{Handler, Task, TaskError};
use crate::db::Db;

/// How a worker works.
#[derive(Debug, Clone)]
pub struct WorkerOptions {
    /// Name in the task table and in messages; unique per process.
    pub name: String,
    /// How long a task stays this worker's without a sign of life.
    pub lease: Duration,
    /// How often it looks for work without having been told of any.
    pub poll: Duration,
    /// Tasks at a time. Tasks of one upstream never run side by side, whatever this says.
    pub concurrency: usize,
    /// How long a task may go on after the worker was told to stop.
    pub grace: Duration,
    /// First wait of the backoff.
    pub retry_base: Duration,
    /// How long an upstream is left alone after a request.
    pub crawl_delay: Duration,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            name: format!("{}-{:08x}", std::process::id(), rand::random::<u32>()),
            lease: Duration::from_secs(15),
            poll: Duration::from_secs(2),
            concurrency: 4,
            grace: Duration::from_secs(3),
            retry_base: Duration::from_secs(2),
            crawl_delay: Duration::from_secs(1),
        }
    }
}

/// Does tasks until `shutdown`, or, with `only_run`, until that run is over. Trouble with the database is waited
/// out: a worker outlives a restart of its database.
pub async fn work(
    db: &Db,
    handler: Arc<dyn Handler>,
    options: WorkerOptions,
    only_run: Option<i64>,
    shutdown: CancellationToken,
) -> Result<(), JobError> {
    describe_metrics();
    tracing::info!(worker = %options.name, run = only_run, "worker started");
    let mut worker = Worker {
        db: db.clone(),
        handler,
        options,
        shutdown: shutdown.clone(),
        tasks: JoinSet::new(),
        cancels: HashMap::new(),
    };
    let mut ear = None;
    while !shutdown.is_cancelled() {
        if ear.is_none() {
            ear = listen(db).await;
        }
        let wait = match worker.fill(only_run).await {
            Ok(wait) => wait,
            Err(error) => {
                tracing::warn!(%error, "the queue cannot be used, trying again");
                worker.options.poll
            }
        };
        if let Some(run) = only_run
            && worker.tasks.is_empty()
            && get_run(db, run).await.is_ok_and(|run| run.status.is_final())
        {
            break;
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
            Some(ended) = worker.tasks.join_next_with_id(), if !worker.tasks.is_empty() => worker.forget(ended),
            heard = hear(&mut ear) => worker.heard(&heard),
        }
        while let Some(ended) = worker.tasks.try_join_next_with_id() {
            worker.forget(ended);
        }
    }
    while worker.tasks.join_next().await.is_some() {}
    tracing::info!(worker = %worker.options.name, "worker stopped");
    Ok(())
}

fn describe_metrics() {
    metrics::describe_counter!("scorebook_runs_total", "Runs that ended, by status");
    metrics::describe_counter!("scorebook_tasks_total", "Ends of tasks, by kind and by what they became");
    metrics::describe_counter!("scorebook_verdicts_total", "Bodies judged, by source, kind and verdict");
    metrics::describe_histogram!("scorebook_task_seconds", metrics::Unit::Seconds, "Time a task took, by kind");
}

struct Worker {
    db: Db,
    handler: Arc<dyn Handler>,
    options: WorkerOptions,
    shutdown: CancellationToken,
    tasks: JoinSet<()>,
    /// For each task under way its run and what cancels it.
    cancels: HashMap<tokio::task::Id, (i64, CancellationToken)>,
}

impl Worker {
    /// Claims until nothing is to be had or enough is under way; returns how long to wait before the next look.
    async fn fill(&mut self, only_run: Option<i64>) -> Result<Duration, JobError> {
        reclaim_expired(&self.db, self.options.retry_base).await?;
        while self.tasks.len() < self.options.concurrency && !self.shutdown.is_cancelled() {
            let asked = Instant::now();
            match claim(&self.db, &self.options.name, only_run, self.options.lease).await? {
                Claim::Task(task) => self.start(*task, asked + self.options.lease),
                Claim::Nothing(due) => {
                    let wait = due.unwrap_or(self.options.poll).min(self.options.poll);
                    return Ok(wait.max(Duration::from_millis(5)));
                }
            }
        }
        Ok(self.options.poll)
    }

    fn start(&mut self, task: Task, leased_until: Instant) {
        let cancel = CancellationToken::new();
        let run = task.run_id;
        let work = execute(
            self.db.clone(),
            Arc::clone(&self.handler),
            self.options.clone(),
            task,
            leased_until,
            cancel.clone(),
            self.shutdown.clone(),
        );
        let id = self.tasks.spawn(work).id();
        self.cancels.insert(id, (run, cancel));
    }

    /// `cancel ID` stops this worker's tasks of that run at once; anything else only says that there is work.
    fn heard(&mut self, payload: &str) {
        if let Some(Ok(run)) = payload.strip_prefix("cancel ").map(str::parse::<i64>) {
            self.cancels.values().filter(|(of, _)| *of == run).for_each(|(_, cancel)| cancel.cancel());
        }
    }

    fn forget(&mut self, ended: Result<(tokio::task::Id, ()), JoinError>) {
        let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
        self.cancels.remove(&id);
    }
}

async fn listen(db: &Db) -> Option<PgListener> {
    let connect = async {
        let mut ear = PgListener::connect_with(&db.pool).await?;
        ear.listen(JOB_CHANNEL).await?;
        Ok::<_, sqlx::Error>(ear)
    };
    connect.await.inspect_err(|error| tracing::warn!(%error, "cannot listen for work, looking now and then")).ok()
}

/// The next payload; for ever nothing when there is no ear.
async fn hear(ear: &mut Option<PgListener>) -> String {
    let Some(listener) = ear else { return std::future::pending().await };
    match listener.try_recv().await {
        Ok(Some(notification)) => notification.payload().to_owned(),
        Ok(None) => String::new(), // reconnected: something may have been missed, look
        Err(error) => {
            tracing::warn!(%error, "the ear for work broke, listening anew");
            *ear = None;
            String::new()
        }
    }
}

/// Does one task and writes its end.
async fn execute(
    db: Db,
    handler: Arc<dyn Handler>,
    options: WorkerOptions,
    task: Task,
    leased_until: Instant,
    cancel: CancellationToken,
    shutdown: CancellationToken,
) {
    let started = Instant::now();
    let stop = CancellationToken::new();
    let lost = CancellationToken::new();
    let over = CancellationToken::new();
    let context = Arc::new(TaskContext::new(&task.name, stop.clone(), leased_until));
    let heart = Heart {
        db: db.clone(),
        task: task.clone(),
        context: Arc::clone(&context),
        lease: options.lease,
        cancel: cancel.clone(),
        lost: lost.clone(),
        over: over.clone(),
    };
    let heart = tokio::spawn(heart.beat());
    // It ends with this task even when this task is dropped: a lease must not outlive the work.
    let _beating = over.clone().drop_guard();
    tracing::debug!(run = task.run_id, task = %task.name, attempt = task.attempts, "task started");
    let ending = {
        let signals = async {
            tokio::select! {
                () = cancel.cancelled() => {}
                () = shutdown.cancelled() => {}
            }
            stop.cancel();
            tokio::time::sleep(options.grace).await;
            if cancel.is_cancelled() && !shutdown.is_cancelled() {
                // A cancelled task ends at its next checkpoint, however long that takes.
                shutdown.cancelled().await;
                tokio::time::sleep(options.grace).await;
            }
        };
        tokio::select! {
            biased;
            () = lost.cancelled() => None,
            done = AssertUnwindSafe(handler.run(&task, &context)).catch_unwind() => Some(match done {
                Ok(result) => ending_of(result, cancel.is_cancelled()),
                Err(_) => Ending::Again {
                    what: "the program panicked (a bug): see the log of the worker".to_owned(),
                    retry_after: None,
                    unreachable: false,
                },
            }),
            () = signals => Some(Ending::Released),
        }
    };
    // Not aborted: what it has taken from the report would be lost.
    over.cancel();
    let _ = heart.await;
    metrics::histogram!("scorebook_task_seconds", "kind" => task.kind.clone()).record(started.elapsed().as_secs_f64());
    match ending {
        None => tracing::warn!(run = task.run_id, task = %task.name, "lease lost, result dropped"),
        Some(ending) => {
            if write_ending(&db, &options, &task, &context, ending).await
                && let Some(message) = handler.after().await
            {
                message.log();
                if let Err(error) = say(&db, task.run_id, &message).await {
                    tracing::warn!(run = task.run_id, %error, "a message of a run could not be written");
                }
            }
        }
    }
}

fn ending_of(result: Result<Vec<super::NewTask>, TaskError>, cancelled: bool) -> Ending {
    match result {
        Ok(follow) => Ending::Done { follow },
        Err(TaskError::Again { what, retry_after, unreachable }) => Ending::Again { what, retry_after, unreachable },
        Err(TaskError::Never { what }) => Ending::Failed { what },
        Err(TaskError::Interrupted) if cancelled => Ending::Cancelled,
        Err(TaskError::Interrupted) => Ending::Released,
    }
}

/// Writes the end of a task; while the database is away, again and again until the lease is over, for then the
/// task is another worker's. Says whether the run is over with it.
async fn write_ending(db: &Db, options: &WorkerOptions, task: &Task, context: &TaskContext, ending: Ending) -> bool {
    let until = Instant::now() + options.lease;
    let lane_rest = context.last_request().map(|last| options.crawl_delay.saturating_sub(last.elapsed()));
    loop {
        let report = context.take_report();
        let spare = super::context::Report { counters: report.counters, messages: report.messages.clone() };
        match settle(db, task, ending.clone(), report, options.retry_base, lane_rest).await {
            Ok(finished) => {
                tracing::debug!(run = task.run_id, task = %task.name, ?ending, "task ended");
                return finished.is_some();
            }
            Err(JobError::LeaseLost { .. }) => {
                tracing::warn!(run = task.run_id, task = %task.name, "lease lost, result dropped");
                return false;
            }
            Err(error) if Instant::now() >= until => {
                tracing::error!(run = task.run_id, task = %task.name, %error, "result could not be written");
                return false;
            }
            Err(error) => {
                tracing::warn!(run = task.run_id, task = %task.name, %error, "writing the result again");
                context.put_back(spare);
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// Renews the lease of one task.
struct Heart {
    db: Db,
    task: Task,
    context: Arc<TaskContext>,
    lease: Duration,
    /// Set when the run is to be cancelled.
    cancel: CancellationToken,
    /// Set when the task is no longer this worker's.
    lost: CancellationToken,
    /// Set by the worker when the task has ended.
    over: CancellationToken,
}

impl Heart {
    /// Renews the lease every third of it, carries the report to the run, and hears of a cancel. Gives the task up
    /// when the lease is another's, or when it could not be renewed in time.
    async fn beat(self) {
        let mut renewed = Instant::now();
        let between = self.lease / 3;
        while self.over.run_until_cancelled(tokio::time::sleep(between)).await.is_some() {
            let asked = Instant::now();
            let report = self.context.take_report();
            match tokio::time::timeout(between, extend_lease(&self.db, &self.task, self.lease, &report)).await {
                Ok(Ok(cancelled)) => {
                    renewed = asked;
                    self.context.leased_until(asked + self.lease);
                    if cancelled {
                        self.cancel.cancel();
                    }
                }
                Ok(Err(JobError::LeaseLost { .. })) => return self.lost.cancel(),
                Ok(Err(error)) => {
                    tracing::warn!(run = self.task.run_id, task = %self.task.name, %error, "lease not renewed");
                    self.context.put_back(report);
                }
                // The statement may have gone through all the same: counts written twice would lie.
                Err(_) => tracing::warn!(run = self.task.run_id, task = %self.task.name, "lease not renewed in time"),
            }
            if renewed.elapsed() >= self.lease {
                return self.lost.cancel();
            }
        }
    }
}
