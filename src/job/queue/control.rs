//! What a person may do to a run: cancel it, or try again what failed.

use sqlx::Row;

use super::JOB_CHANNEL;
use super::read::get_run;
use super::settle::{announce, finish_run_if_over};
use crate::db::Db;
use crate::job::JobError;
use crate::job::run::{Run, Status};

/// Cancels a run: queued tasks and those of dead workers at once, the running ones at their next checkpoint. What is loaded stays loaded.
/// Cancelling a run that is over changes nothing.
pub async fn cancel(db: &Db, id: i64) -> Result<Run, JobError> {
    let mut tx = db.pool.begin().await?;
    let row = sqlx::query("SELECT status FROM job.run WHERE id = $1 FOR UPDATE")
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(JobError::NoSuchRun(id))?;
    if !Status::parse(row.try_get("status")?)?.is_final() {
        sqlx::query("UPDATE job.run SET cancel_requested = true WHERE id = $1").bind(id).execute(&mut *tx).await?;
        sqlx::query(
            "UPDATE job.task SET status = 'CANCELLED', finished_at = now(), lease_until = NULL
             WHERE run_id = $1 AND (status = 'QUEUED' OR status = 'RUNNING' AND lease_until < now())",
        )
        .bind(id)
        .execute(&mut *tx)
        .await?;
        finish_run_if_over(&mut tx, id).await?;
        announce(&mut tx, id, true).await?;
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(JOB_CHANNEL)
            .bind(format!("cancel {id}"))
            .execute(&mut *tx)
            .await?;
        tracing::info!(run = id, "cancel asked for");
    }
    tx.commit().await?;
    get_run(db, id).await
}

/// Queues the failed and cancelled tasks of a run again, with all their attempts. Fails when the run is not over,
/// has nothing to try again, or when another run is doing the same work already.
pub async fn retry(db: &Db, id: i64) -> Result<Run, JobError> {
    let mut tx = db.pool.begin().await?;
    let row = sqlx::query("SELECT status, key FROM job.run WHERE id = $1 FOR UPDATE")
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(JobError::NoSuchRun(id))?;
    let status = Status::parse(row.try_get("status")?)?;
    if !matches!(status, Status::Failed | Status::Cancelled) {
        return Err(JobError::Invalid(format!("run {id} is {status}: only a failed or cancelled run can be retried")));
    }
    let key: String = row.try_get("key")?;
    let changed = sqlx::query(
        "UPDATE job.run AS run
         SET status = 'QUEUED', cancel_requested = false, finished_at = NULL, error = NULL, tasks_failed = 0
         WHERE id = $1
           AND NOT EXISTS (SELECT FROM job.run other WHERE other.key = $2 AND other.status IN ('QUEUED', 'RUNNING'))",
    )
    .bind(id)
    .bind(&key)
    .execute(&mut *tx)
    .await;
    let busy = match changed {
        Ok(done) => done.rows_affected() == 0,
        Err(sqlx::Error::Database(refusal)) if refusal.is_unique_violation() => true,
        Err(other) => return Err(other.into()),
    };
    if busy {
        return Err(JobError::Invalid(format!("another run is doing the same work ({key}) already: follow that one")));
    }
    sqlx::query(
        "UPDATE job.task
         SET status = 'QUEUED', attempts = 0, run_after = now(), error = NULL, finished_at = NULL
         WHERE run_id = $1 AND status IN ('FAILED', 'CANCELLED')",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE job.lane SET failures = 0 WHERE run_id = $1").bind(id).execute(&mut *tx).await?;
    finish_run_if_over(&mut tx, id).await?;
    announce(&mut tx, id, true).await?;
    sqlx::query("SELECT pg_notify($1, '')").bind(JOB_CHANNEL).execute(&mut *tx).await?;
    tx.commit().await?;
    tracing::info!(run = id, "run queued again");
    get_run(db, id).await
}
