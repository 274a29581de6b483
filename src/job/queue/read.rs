//! Reading runs.

use chrono::{DateTime, Utc};
use sqlx::Row;

use super::super::run::{Run, RunKind, Status};
use crate::db::Db;
use crate::job::JobError;
use crate::source::SourceId;

/// Which runs to list; what is absent does not restrict.
#[derive(Debug, Clone, Default)]
pub struct RunFilter {
    /// Crawls or rebuilds.
    pub kind: Option<RunKind>,
    /// The upstream.
    pub source: Option<SourceId>,
    /// Any of these; empty for every status.
    pub statuses: Vec<Status>,
}

/// One run.
pub async fn get_run(db: &Db, id: i64) -> Result<Run, JobError> {
    get_runs(db, &[id]).await?.pop().ok_or(JobError::NoSuchRun(id))
}

/// The runs of these ids that exist, by id.
pub async fn get_runs(db: &Db, ids: &[i64]) -> Result<Vec<Run>, JobError> {
    let rows =
        sqlx::query("SELECT * FROM job.run WHERE id = ANY ($1) ORDER BY id").bind(ids).fetch_all(&db.pool).await?;
    rows.iter().map(Run::from_row).collect()
}

/// Runs, newest first, older than the run `before` and newer than the run `after` where given. With `after` and
/// no `before` the oldest `limit` of those are taken, still newest first.
pub async fn list_runs(
    db: &Db,
    filter: &RunFilter,
    before: Option<i64>,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Run>, JobError> {
    let sql = if after.is_some() && before.is_none() {
        "SELECT * FROM job.run
         WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR source = $2)
           AND (cardinality($3::text[]) = 0 OR status = ANY ($3))
           AND ($4::bigint IS NULL OR id < $4) AND ($5::bigint IS NULL OR id > $5)
         ORDER BY id LIMIT $6"
    } else {
        "SELECT * FROM job.run
         WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR source = $2)
           AND (cardinality($3::text[]) = 0 OR status = ANY ($3))
           AND ($4::bigint IS NULL OR id < $4) AND ($5::bigint IS NULL OR id > $5)
         ORDER BY id DESC LIMIT $6"
    };
    let rows = sqlx::query(sql)
        .bind(filter.kind.map(RunKind::as_str))
        .bind(filter.source.map(|source| source.name()))
        .bind(filter.statuses.iter().map(|status| status.as_str()).collect::<Vec<_>>())
        .bind(before)
        .bind(after)
        .bind(limit)
        .fetch_all(&db.pool)
        .await?;
    let mut runs = rows.iter().map(Run::from_row).collect::<Result<Vec<_>, _>>()?;
    runs.sort_by_key(|run| std::cmp::Reverse(run.id));
    Ok(runs)
}

/// Failed runs that `who` asked for since then, oldest first.
pub async fn failed_since(db: &Db, who: &str, since: DateTime<Utc>) -> Result<Vec<i64>, JobError> {
    let rows = sqlx::query(
        "SELECT id FROM job.run WHERE requested_by = $1 AND created_at >= $2 AND status = 'FAILED' ORDER BY id",
    )
    .bind(who)
    .bind(since)
    .fetch_all(&db.pool)
    .await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}
