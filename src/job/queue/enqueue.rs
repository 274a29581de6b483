//! Asking for a run: the same work is never queued twice, and an idempotency key names one run for ever.

use chrono::{NaiveDate, Utc};
use chrono_tz::America::New_York;
use serde_json::Value;
use sqlx::{PgConnection, Row};

use super::JOB_CHANNEL;
use super::read::get_run;
use crate::db::Db;
use crate::job::JobError;
use crate::job::run::{NewRun, Run, Span, Status, Work};
use crate::job::task::{MAX_ATTEMPTS, NewTask};

/// A run somebody asked for.
#[derive(Debug, Clone)]
pub struct Enqueued {
    /// The run that will do, or did, the work.
    pub run: Run,
    /// Whether it was there before: the same work was queued or running, or the idempotency key was used.
    pub existing: bool,
}

/// Asks for a run. Its first task plans the others, so this neither reads the lake nor asks an upstream.
pub async fn enqueue(db: &Db, new: NewRun) -> Result<Enqueued, JobError> {
    let today: NaiveDate = Utc::now().with_timezone(&New_York).date_naive();
    new.work.check(today)?;
    let plan = NewTask {
        lane: None,
        barrier: false,
        kind: "plan".to_owned(),
        name: new.work.to_string(),
        payload: Value::Null,
    };
    enqueue_tasks(db, &new, &[plan]).await
}

/// Asks for a run with these tasks, in this order.
pub async fn enqueue_tasks(db: &Db, new: &NewRun, tasks: &[NewTask]) -> Result<Enqueued, JobError> {
    // A run found active can finish before it is named; then the work is free to be queued after all.
    loop {
        let mut tx = db.pool.begin().await?;
        if let Some(key) = &new.idempotency_key
            && let Some(id) = run_of_request(&mut tx, key).await?
        {
            drop(tx);
            return Ok(Enqueued { run: get_run(db, id).await?, existing: true });
        }
        let (id, existing) = match insert_run(&mut tx, new, tasks.len()).await? {
            Some(id) => (id, false),
            None => match active_run(&mut tx, &new_key(new)).await? {
                Some(id) => (id, true),
                None => continue,
            },
        };
        if let Some(key) = &new.idempotency_key
            && !name_request(&mut tx, key, id).await?
        {
            continue; // another process used the key at this moment; its run is the answer
        }
        if !existing {
            insert_tasks(&mut tx, id, 0, tasks, Status::Queued).await?;
            sqlx::query("SELECT pg_notify($1, '')").bind(JOB_CHANNEL).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        let run = get_run(db, id).await?;
        if !existing {
            tracing::info!(run = id, work = %new.work, requested_by = %new.requested_by, "run queued");
        }
        return Ok(Enqueued { run, existing });
    }
}

/// What two runs have in common when they would do the same work.
fn new_key(new: &NewRun) -> String {
    let force = if new.force { " by force" } else { "" };
    let games = if new.games { "" } else { " without games" };
    format!("{}{games}{force}", new.work)
}

async fn run_of_request(tx: &mut PgConnection, key: &str) -> Result<Option<i64>, JobError> {
    let row = sqlx::query("SELECT run_id FROM job.run_request WHERE idempotency_key = $1")
        .bind(key)
        .fetch_optional(tx)
        .await?;
    Ok(row.map(|row| row.try_get("run_id")).transpose()?)
}

async fn active_run(tx: &mut PgConnection, key: &str) -> Result<Option<i64>, JobError> {
    let row = sqlx::query("SELECT id FROM job.run WHERE key = $1 AND status IN ('QUEUED', 'RUNNING')")
        .bind(key)
        .fetch_optional(tx)
        .await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?)
}

async fn name_request(tx: &mut PgConnection, key: &str, run: i64) -> Result<bool, JobError> {
    let done =
        sqlx::query("INSERT INTO job.run_request (idempotency_key, run_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(key)
            .bind(run)
            .execute(tx)
            .await?;
    Ok(done.rows_affected() == 1)
}

async fn insert_run(tx: &mut PgConnection, new: &NewRun, tasks: usize) -> Result<Option<i64>, JobError> {
    let (kind, source) = match new.work {
        Work::Crawl { source, .. } => ("CRAWL", Some(source.name())),
        Work::Rebuild { .. } => ("REBUILD", None),
    };
    let (from, to, season) = match new.work.span() {
        Span::Days { from, to } => (Some(from), Some(to), None),
        Span::Season(year) => (None, None, Some(year)),
        Span::All => (None, None, None),
    };
    let row = sqlx::query(
        "INSERT INTO job.run (kind, source, date_from, date_to, season, force, games, key, requested_by, tasks_total)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (key) WHERE status IN ('QUEUED', 'RUNNING') DO NOTHING
         RETURNING id",
    )
    .bind(kind)
    .bind(source)
    .bind(from)
    .bind(to)
    .bind(season)
    .bind(new.force)
    .bind(new.games)
    .bind(new_key(new))
    .bind(&new.requested_by)
    .bind(i32::try_from(tasks).unwrap_or(i32::MAX))
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?)
}

/// Queues tasks of a run behind `after`, the highest place taken so far.
pub(super) async fn insert_tasks(
    tx: &mut PgConnection,
    run: i64,
    after: i32,
    tasks: &[NewTask],
    status: Status,
) -> Result<(), JobError> {
    let column = |pick: fn(&NewTask) -> &String| tasks.iter().map(|task| pick(task).clone()).collect::<Vec<_>>();
    sqlx::query(
        "INSERT INTO job.task (run_id, seq, lane, barrier, kind, name, payload, max_attempts, status,
                               finished_at)
         SELECT $1, $2 + place, lane, barrier, kind, name, payload, $3, $9,
                CASE WHEN $9 = 'CANCELLED' THEN now() END
         FROM unnest($4::text[], $5::boolean[], $6::text[], $7::text[], $8::jsonb[])
              WITH ORDINALITY AS new (lane, barrier, kind, name, payload, place)",
    )
    .bind(run)
    .bind(after)
    .bind(MAX_ATTEMPTS)
    .bind(tasks.iter().map(|task| task.lane.clone()).collect::<Vec<_>>())
    .bind(tasks.iter().map(|task| task.barrier).collect::<Vec<_>>())
    .bind(column(|task| &task.kind))
    .bind(column(|task| &task.name))
    .bind(tasks.iter().map(|task| task.payload.clone()).collect::<Vec<_>>())
    .bind(status.as_str())
    .execute(tx)
    .await?;
    Ok(())
}
