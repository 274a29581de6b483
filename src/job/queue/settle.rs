//! Writing what became of a task, fenced by its lease, and finishing the run with its last task.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, Row};

use super::enqueue::insert_tasks;
use super::{JOB_CHANNEL, RUN_CHANNEL, seconds};
use crate::db::Db;
use crate::job::context::Report;
use crate::job::run::{MessageLevel, RunMessage, Status};
use crate::job::task::{NewTask, Task};
use crate::job::{JobError, backoff};

/// After so many attempts in a row that could not reach an upstream, no task of its lane is given more than one:
/// a night without network ends in minutes, not in days.
const PATIENCE: i32 = 5;

/// How many failed tasks the error of a run names.
const NAMED_FAILURES: i64 = 5;

/// How a task ended.
#[derive(Debug, Clone)]
pub enum Ending {
    /// It is done.
    Done {
        /// Tasks that come behind the others of the run.
        follow: Vec<NewTask>,
    },
    /// It is to be tried again while attempts are left.
    Again {
        /// What went wrong.
        what: String,
        /// How long the upstream asked to wait.
        retry_after: Option<Duration>,
        /// Whether the upstream could not be reached at all.
        unreachable: bool,
    },
    /// Its worker vanished.
    Expired {
        /// Name of the worker.
        worker: String,
    },
    /// It cannot be done.
    Failed {
        /// Why, and what to do.
        what: String,
    },
    /// Its run was cancelled, and it stopped.
    Cancelled,
    /// Its worker is stopping: the attempt does not count.
    Released,
}

/// What the task row becomes.
struct Next {
    status: Status,
    /// Wait before the next attempt.
    wait: Duration,
    /// What is kept in the task's `error`.
    error: Option<String>,
    /// What the run says about it.
    message: Option<(MessageLevel, String)>,
}

/// Writes the end of a task in one transaction with its counts, its messages, the tasks that follow, the rest of
/// its lane, and the end of its run. Fails with [`JobError::LeaseLost`], and writes nothing, when the task is no
/// longer this worker's. Gives the status of the run when this was its last task. `lane_rest` is how long the lane is to be left alone from now.
pub async fn settle(
    db: &Db,
    task: &Task,
    ending: Ending,
    report: Report,
    retry_base: Duration,
    lane_rest: Option<Duration>,
) -> Result<Option<Status>, JobError> {
    let mut tx = db.pool.begin().await?;
    let Some(run) =
        sqlx::query("SELECT cancel_requested, clock_timestamp() AS now FROM job.run WHERE id = $1 FOR UPDATE")
            .bind(task.run_id)
            .fetch_optional(&mut *tx)
            .await?
    else {
        return Err(JobError::LeaseLost { task: task.id });
    };
    let cancelled: bool = run.try_get("cancel_requested")?;
    let now: DateTime<Utc> = run.try_get("now")?;
    let expired = matches!(ending, Ending::Expired { .. });
    let released = matches!(ending, Ending::Released);
    let failures = lane_failures(&mut tx, task, &ending).await?;
    let next = decide(task, &ending, cancelled, failures, retry_base, now);

    let Report { counters, mut messages } = report;
    let done = sqlx::query(
        "UPDATE job.task
         SET status = $4, attempts = attempts - $5, run_after = now() + make_interval(secs => $6), error = $7,
             lease_until = NULL, finished_at = CASE WHEN $4 = 'QUEUED' THEN NULL ELSE now() END,
             requests = requests + ($8::bigint[])[1], bodies_new = bodies_new + ($8::bigint[])[2],
             bodies_unchanged = bodies_unchanged + ($8::bigint[])[3],
             bodies_refused = bodies_refused + ($8::bigint[])[4], rows_loaded = rows_loaded + ($8::bigint[])[5],
             games_changed = games_changed + ($8::bigint[])[6], games_unchanged = games_unchanged + ($8::bigint[])[7]
         WHERE id = $1 AND lease = $2 AND status = 'RUNNING' AND (NOT $3 OR lease_until < now())",
    )
    .bind(task.id)
    .bind(task.lease)
    .bind(expired)
    .bind(next.status.as_str())
    .bind(i32::from(released))
    .bind(seconds(next.wait))
    .bind(&next.error)
    .bind(counters.to_array())
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(JobError::LeaseLost { task: task.id });
    }

    let follow: &[NewTask] = match &ending {
        Ending::Done { follow } => follow,
        _ => &[],
    };
    if !follow.is_empty() {
        let last = sqlx::query("SELECT max(seq) AS seq FROM job.task WHERE run_id = $1")
            .bind(task.run_id)
            .fetch_one(&mut *tx)
            .await?;
        // What a cancelled run would have done next is kept, so that a retry goes on from there.
        let status = if cancelled { Status::Cancelled } else { Status::Queued };
        insert_tasks(&mut tx, task.run_id, last.try_get("seq")?, follow, status).await?;
        sqlx::query("SELECT pg_notify($1, '')").bind(JOB_CHANNEL).execute(&mut *tx).await?;
    }
    rest_lane(&mut tx, task, &ending, next.wait, lane_rest).await?;
    let verdict = next.message.map(|(level, text)| RunMessage { at: now, level, text, task: Some(task.name.clone()) });
    messages.extend(verdict.clone());
    sqlx::query(
        "UPDATE job.run
         SET tasks_total = tasks_total + $2, tasks_done = tasks_done + $3, tasks_failed = tasks_failed + $4,
             messages = job.with_messages(messages, $5),
             requests = requests + ($6::bigint[])[1], bodies_new = bodies_new + ($6::bigint[])[2],
             bodies_unchanged = bodies_unchanged + ($6::bigint[])[3],
             bodies_refused = bodies_refused + ($6::bigint[])[4], rows_loaded = rows_loaded + ($6::bigint[])[5],
             games_changed = games_changed + ($6::bigint[])[6], games_unchanged = games_unchanged + ($6::bigint[])[7]
         WHERE id = $1",
    )
    .bind(task.run_id)
    .bind(i32::try_from(follow.len()).unwrap_or(i32::MAX))
    .bind(i32::from(next.status == Status::Succeeded))
    .bind(i32::from(next.status == Status::Failed))
    .bind(messages_json(&messages))
    .bind(counters.to_array())
    .execute(&mut *tx)
    .await?;
    let finished = finish_run_if_over(&mut tx, task.run_id).await?;
    announce(&mut tx, task.run_id, finished.is_some()).await?;
    tx.commit().await?;

    if let Some(verdict) = verdict {
        verdict.log();
    }
    metrics::counter!("scorebook_tasks_total", "kind" => task.kind.clone(), "status" => next.status.as_str())
        .increment(1);
    if let Some(status) = finished {
        metrics::counter!("scorebook_runs_total", "status" => status.as_str()).increment(1);
        tracing::info!(run = task.run_id, %status, "run finished");
    }
    Ok(finished)
}

/// Adds a message to a run, whatever its status.
pub async fn say(db: &Db, run: i64, message: &RunMessage) -> Result<(), JobError> {
    sqlx::query("UPDATE job.run SET messages = job.with_messages(messages, $2) WHERE id = $1")
        .bind(run)
        .bind(messages_json(std::slice::from_ref(message)))
        .execute(&db.pool)
        .await?;
    Ok(())
}

/// What becomes of the task, and what is said about it.
fn decide(
    task: &Task,
    ending: &Ending,
    cancelled: bool,
    failures: i32,
    retry_base: Duration,
    now: DateTime<Utc>,
) -> Next {
    let plain = |status| Next { status, wait: Duration::ZERO, error: None, message: None };
    let failed = |text: String| Next {
        status: Status::Failed,
        wait: Duration::ZERO,
        error: Some(text.clone()),
        message: Some((MessageLevel::Error, text)),
    };
    let again = |what: &str, wait: Duration| {
        let at = (now + wait).format("%H:%M:%S");
        let (attempt, most) = (task.attempts, task.max_attempts);
        let text = format!("{what}; attempt {attempt} of {most}, tries again at {at} UTC (in {})", spoken(wait));
        Next {
            status: Status::Queued,
            wait,
            error: Some(what.to_owned()),
            message: Some((MessageLevel::Warning, text)),
        }
    };
    match ending {
        Ending::Done { .. } => plain(Status::Succeeded),
        Ending::Failed { what } => failed(what.clone()),
        Ending::Cancelled => plain(Status::Cancelled),
        _ if cancelled => plain(Status::Cancelled),
        Ending::Released => plain(Status::Queued),
        Ending::Expired { worker } => {
            let what = format!("worker {worker} stopped without a word");
            if task.attempts >= task.max_attempts {
                failed(format!("{what}; gave up after {} attempts: look into that worker's log", task.attempts))
            } else {
                let mut next = again(&what, Duration::ZERO);
                next.message = Some((MessageLevel::Warning, format!("{what}; another worker takes the task over")));
                next
            }
        }
        Ending::Again { what, retry_after, unreachable } => {
            if *unreachable && failures > PATIENCE {
                failed(format!("{what}; not tried again after {failures} attempts in a row without an answer"))
            } else if task.attempts >= task.max_attempts {
                failed(format!("{what}; gave up after {} attempts", task.attempts))
            } else {
                again(what, retry_after.unwrap_or_else(|| backoff::wait(retry_base, task.attempts, rand::random())))
            }
        }
    }
}

/// A wait as people say it.
fn spoken(wait: Duration) -> String {
    match wait.as_secs() {
        0..120 => format!("{:.1} s", wait.as_secs_f64()),
        seconds @ 120..7200 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// Counts the attempts in a row of this run that could not reach the lane's upstream, this one included; an
/// answer of any kind starts again from nothing.
async fn lane_failures(tx: &mut PgConnection, task: &Task, ending: &Ending) -> Result<i32, JobError> {
    let (Some(lane), Ending::Again { .. } | Ending::Done { .. }) = (&task.lane, ending) else {
        return Ok(0);
    };
    let unreachable = matches!(ending, Ending::Again { unreachable: true, .. });
    let row = sqlx::query(
        "INSERT INTO job.lane AS lane (lane, failures, run_id) VALUES ($1, $2, $3)
         ON CONFLICT (lane) DO UPDATE
         SET failures = CASE WHEN $2 = 1 AND lane.run_id = $3 THEN lane.failures + 1 ELSE $2 END, run_id = $3
         RETURNING failures",
    )
    .bind(lane)
    .bind(i32::from(unreachable))
    .bind(task.run_id)
    .fetch_one(tx)
    .await?;
    Ok(row.try_get("failures")?)
}

/// Leaves the lane alone for the crawl delay, for what the upstream asked for, or until a task that could not
/// reach it tries again.
async fn rest_lane(
    tx: &mut PgConnection,
    task: &Task,
    ending: &Ending,
    wait: Duration,
    lane_rest: Option<Duration>,
) -> Result<(), JobError> {
    let Some(lane) = &task.lane else { return Ok(()) };
    let asked = match ending {
        Ending::Again { retry_after: Some(asked), .. } => *asked,
        Ending::Again { unreachable: true, .. } => wait,
        _ => Duration::ZERO,
    };
    let rest = asked.max(lane_rest.unwrap_or_default());
    if rest.is_zero() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO job.lane AS lane (lane, next_at) VALUES ($1, clock_timestamp() + make_interval(secs => $2))
         ON CONFLICT (lane) DO UPDATE SET next_at = greatest(lane.next_at, excluded.next_at)",
    )
    .bind(lane)
    .bind(seconds(rest))
    .execute(tx)
    .await?;
    Ok(())
}

/// Finishes the run when none of its tasks is queued or running, and says how. The run's row must be locked.
pub(super) async fn finish_run_if_over(tx: &mut PgConnection, run: i64) -> Result<Option<Status>, JobError> {
    let row = sqlx::query(
        "UPDATE job.run
         SET status = CASE WHEN cancel_requested THEN 'CANCELLED' WHEN tasks_failed > 0 THEN 'FAILED'
                           ELSE 'SUCCEEDED' END,
             started_at = coalesce(started_at, now()), finished_at = now(), error = failed.text
         FROM (
             SELECT count(*) || ' of ' || (SELECT tasks_total FROM job.run WHERE id = $1) || ' tasks failed. '
                 || string_agg(CASE WHEN starts_with(error, name) THEN error ELSE name || ': ' || error END,
                                            '. ' ORDER BY seq) FILTER (WHERE place <= $2)
                 || CASE WHEN count(*) > $2 THEN ' ...' ELSE '' END
                 || '. Once the cause is gone, retry this run or ask for the same again.' AS text
             FROM (SELECT *, row_number() OVER (ORDER BY seq) AS place
                   FROM job.task WHERE run_id = $1 AND status = 'FAILED') AS failure
         ) AS failed
         WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')
           AND NOT EXISTS (SELECT FROM job.task WHERE run_id = $1 AND status IN ('QUEUED', 'RUNNING'))
         RETURNING status",
    )
    .bind(run)
    .bind(NAMED_FAILURES)
    .fetch_optional(tx)
    .await?;
    row.map(|row| Status::parse(row.try_get("status")?)).transpose()
}

/// Tells who watches the run that it moved: at most about five times a second, and always when it `must`.
pub(super) async fn announce(tx: &mut PgConnection, run: i64, must: bool) -> Result<(), JobError> {
    sqlx::query(
        "WITH moved AS (
             UPDATE job.run SET notified_at = clock_timestamp()
             WHERE id = $1 AND ($2 OR notified_at < clock_timestamp() - interval '200 milliseconds')
             RETURNING id
         )
         SELECT pg_notify($3, id::text) FROM moved",
    )
    .bind(run)
    .bind(must)
    .bind(RUN_CHANNEL)
    .execute(tx)
    .await?;
    Ok(())
}

/// Renews the lease and writes what the task has to report so far. Returns whether the run is to be cancelled.
pub async fn extend_lease(db: &Db, task: &Task, lease: Duration, report: &Report) -> Result<bool, JobError> {
    let mut tx = db.pool.begin().await?;
    let row = sqlx::query("SELECT cancel_requested FROM job.run WHERE id = $1 FOR UPDATE")
        .bind(task.run_id)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(JobError::LeaseLost { task: task.id })?;
    let done = sqlx::query(
        "UPDATE job.task
         SET lease_until = now() + make_interval(secs => $3),
             requests = requests + ($4::bigint[])[1], bodies_new = bodies_new + ($4::bigint[])[2],
             bodies_unchanged = bodies_unchanged + ($4::bigint[])[3],
             bodies_refused = bodies_refused + ($4::bigint[])[4], rows_loaded = rows_loaded + ($4::bigint[])[5],
             games_changed = games_changed + ($4::bigint[])[6], games_unchanged = games_unchanged + ($4::bigint[])[7]
         WHERE id = $1 AND lease = $2 AND status = 'RUNNING'",
    )
    .bind(task.id)
    .bind(task.lease)
    .bind(seconds(lease))
    .bind(report.counters.to_array())
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(JobError::LeaseLost { task: task.id });
    }
    if !report.is_empty() {
        sqlx::query(
            "UPDATE job.run
             SET messages = job.with_messages(messages, $2),
                 requests = requests + ($3::bigint[])[1], bodies_new = bodies_new + ($3::bigint[])[2],
                 bodies_unchanged = bodies_unchanged + ($3::bigint[])[3],
                 bodies_refused = bodies_refused + ($3::bigint[])[4], rows_loaded = rows_loaded + ($3::bigint[])[5],
                 games_changed = games_changed + ($3::bigint[])[6],
                 games_unchanged = games_unchanged + ($3::bigint[])[7]
             WHERE id = $1",
        )
        .bind(task.run_id)
        .bind(messages_json(&report.messages))
        .bind(report.counters.to_array())
        .execute(&mut *tx)
        .await?;
        announce(&mut tx, task.run_id, false).await?;
    }
    tx.commit().await?;
    Ok(row.try_get("cancel_requested")?)
}

fn messages_json(messages: &[RunMessage]) -> Value {
    // Plain fields: there is nothing in them that JSON cannot hold.
    serde_json::to_value(messages).unwrap_or_else(|_| Value::Array(Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_spoken() {
        let spoken = |seconds: f64| spoken(Duration::from_secs_f64(seconds));
        assert_eq!(
            [0.31, 119.0, 120.0, 3_601.0, 7_200.0].map(spoken),
            ["0.3 s", "119.0 s", "2 min", "61 min", "2 h 0 min"]
        );
    }
}
