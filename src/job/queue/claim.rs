//! Taking a task: one statement, so that two workers never hold the same one, nor two of one lane.

use std::time::Duration;

use sqlx::Row;
use sqlx::postgres::PgRow;

use super::seconds;
use super::settle::{Ending, settle};
use crate::db::Db;
use crate::job::JobError;
use crate::job::context::Report;
use crate::job::task::Task;

/// How often a claim that lost a race is made again before the worker goes back to waiting.
const RACES: usize = 8;

/// The unique index over running lanes refused a second task of a lane.
const UNIQUE_VIOLATION: &str = "23505";

/// What a claim gave.
#[derive(Debug)]
pub enum Claim {
    /// A task, leased to the worker.
    Task(Box<Task>),
    /// Nothing now; something becomes due after this long, if anything waits for its time.
    Nothing(Option<Duration>),
}

/// Takes the next task that may start: oldest run first, in the order of its tasks, whose time has come, whose
/// lane is free and rested, and which no barrier holds back. `only_run` restricts to one run.
pub async fn claim(db: &Db, worker: &str, only_run: Option<i64>, lease: Duration) -> Result<Claim, JobError> {
    for _ in 0..RACES {
        match claim_once(db, worker, only_run, lease).await {
            Ok(Some(row)) => return Ok(Claim::Task(Box::new(task_from_row(&row)?))),
            Ok(None) => return Ok(Claim::Nothing(next_due(db, only_run).await?)),
            Err(sqlx::Error::Database(refusal)) if refusal.code().as_deref() == Some(UNIQUE_VIOLATION) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Claim::Nothing(Some(Duration::from_millis(50))))
}

async fn claim_once(
    db: &Db,
    worker: &str,
    only_run: Option<i64>,
    lease: Duration,
) -> Result<Option<PgRow>, sqlx::Error> {
    let row = sqlx::query(
        "WITH next AS (
             SELECT task.id
             FROM job.task
             JOIN job.run ON run.id = task.run_id
             LEFT JOIN job.lane ON lane.lane = task.lane
             WHERE task.status = 'QUEUED'
               AND task.run_after <= now()
               AND ($2::bigint IS NULL OR task.run_id = $2)
               AND run.status IN ('QUEUED', 'RUNNING') AND NOT run.cancel_requested
               AND (lane.next_at IS NULL OR lane.next_at <= now())
               AND NOT EXISTS (SELECT FROM job.task busy WHERE busy.lane = task.lane AND busy.status = 'RUNNING')
               AND NOT (task.barrier AND EXISTS (
                   SELECT FROM job.task earlier
                   WHERE earlier.run_id = task.run_id AND earlier.seq < task.seq
                     AND earlier.status IN ('QUEUED', 'RUNNING')))
             ORDER BY task.run_id, task.seq
             LIMIT 1
             FOR UPDATE OF task SKIP LOCKED
         )
         UPDATE job.task
         SET status = 'RUNNING', attempts = attempts + 1, lease = lease + 1, worker_id = $1,
             lease_until = now() + make_interval(secs => $3), started_at = coalesce(started_at, now()), error = NULL
         FROM next
         WHERE task.id = next.id
         RETURNING task.*",
    )
    .bind(worker)
    .bind(only_run)
    .bind(seconds(lease))
    .fetch_optional(&db.pool)
    .await?;
    if let Some(row) = &row {
        // Its own statement: a claim locks a task before its run, everything else the other way round.
        sqlx::query(
            "UPDATE job.run SET status = 'RUNNING', started_at = coalesce(started_at, now())
             WHERE id = $1 AND status = 'QUEUED'",
        )
        .bind(row.try_get::<i64, _>("run_id")?)
        .execute(&db.pool)
        .await?;
    }
    Ok(row)
}

/// How long until a queued task's own time, its lane's, or the end of a lease comes.
async fn next_due(db: &Db, only_run: Option<i64>) -> Result<Option<Duration>, JobError> {
    let row = sqlx::query(
        "SELECT extract(epoch FROM min(due) - clock_timestamp())::float8 AS wait
         FROM (
             SELECT min(greatest(task.run_after, lane.next_at)) AS due
             FROM job.task
             JOIN job.run ON run.id = task.run_id
             LEFT JOIN job.lane ON lane.lane = task.lane
             WHERE task.status = 'QUEUED' AND NOT run.cancel_requested
               AND ($1::bigint IS NULL OR task.run_id = $1)
               AND greatest(task.run_after, lane.next_at) > now()
             UNION ALL
             SELECT min(lease_until) FROM job.task WHERE status = 'RUNNING'
         ) AS dues",
    )
    .bind(only_run)
    .fetch_one(&db.pool)
    .await?;
    let wait: Option<f64> = row.try_get("wait")?;
    Ok(wait.map(|wait| Duration::try_from_secs_f64(wait.max(0.0)).unwrap_or_default()))
}

/// Gives back the tasks whose worker stopped renewing its lease, of any run: a dead worker's task would hold its
/// lane for ever. The attempt counts, so that a task that kills its workers fails in the end.
pub async fn reclaim_expired(db: &Db, retry_base: Duration) -> Result<usize, JobError> {
    let rows = sqlx::query("SELECT * FROM job.task WHERE status = 'RUNNING' AND lease_until < now()")
        .fetch_all(&db.pool)
        .await?;
    let mut reclaimed = 0;
    for row in &rows {
        let worker: Option<String> = row.try_get("worker_id")?;
        let task = task_from_row(row)?;
        let worker = worker.unwrap_or_default();
        tracing::warn!(run = task.run_id, task = %task.name, %worker, "lease ended, its worker is gone");
        let ending = Ending::Expired { worker };
        match settle(db, &task, ending, Report::default(), retry_base, None).await {
            Ok(_) => reclaimed += 1,
            Err(JobError::LeaseLost { .. }) => {} // another worker was faster, or the worker lives after all
            Err(other) => return Err(other),
        }
    }
    Ok(reclaimed)
}

fn task_from_row(row: &PgRow) -> Result<Task, JobError> {
    Ok(Task {
        id: row.try_get("id")?,
        run_id: row.try_get("run_id")?,
        lane: row.try_get("lane")?,
        kind: row.try_get("kind")?,
        name: row.try_get("name")?,
        payload: row.try_get("payload")?,
        attempts: row.try_get("attempts")?,
        max_attempts: row.try_get("max_attempts")?,
        lease: row.try_get("lease")?,
    })
}
