//! What upstreams sent that was refused, and what of it nobody knew: by source, kind of body and season.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgPool};

use super::QueryError;

/// Refused bodies of one kind, season and verdict.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct RefusedBodies {
    /// The season; `None` for people and the register, which belong to none.
    pub season: Option<i32>,
    /// Name of the upstream.
    pub source: String,
    /// What the bodies were to hold.
    pub kind: String,
    /// Why they were refused.
    pub verdict: String,
    /// How many.
    pub bodies: i64,
    /// How many of them no accepted body of the same thing came after.
    pub unresolved: i64,
    /// When the last of them was received.
    pub last_seen_at: DateTime<Utc>,
}

/// Names in bodies of one kind and season that this program does not know.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SchemaDrift {
    /// The season; `None` for people and the register, which belong to none.
    pub season: Option<i32>,
    /// Name of the upstream.
    pub source: String,
    /// What the bodies hold.
    pub kind: String,
    /// The names: of columns, or `member=value` of a closed vocabulary.
    pub names: Vec<String>,
    /// Bodies with at least one of them.
    pub bodies: i64,
    /// When the last of them was received.
    pub last_seen_at: DateTime<Utc>,
}

/// Keys of bodies that belong to a season begin with its year.
const SEASON: &str = "case when b.kind not in ('people', 'names') and b.key ~ '^[0-9]{4}' then left(b.key, 4)::int end";

/// Refused bodies: all, or those of a season and those that belong to none.
///
/// # Errors
/// When the database fails.
pub async fn refused(pool: &PgPool, season: Option<i32>) -> Result<Vec<RefusedBodies>, QueryError> {
    let sql = format!(
        "select * from (select {SEASON} as season, b.source, b.kind, b.verdict, count(*) as bodies, \
                count(*) filter (where not exists (select from lake.body a where a.source = b.source \
                    and a.kind = b.kind and a.key = b.key and a.verdict = 'ACCEPTED' \
                    and a.last_seen_at >= b.last_seen_at)) as unresolved, \
                max(b.last_seen_at) as last_seen_at \
         from lake.body b where b.verdict <> 'ACCEPTED' group by 1, 2, 3, 4) r \
         where $1::int is null or season is null or season = $1 order by season, source, kind, verdict"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(season).fetch_all(pool).await?)
}

/// Names nobody knows: in all bodies, or in those of a season and those that belong to none.
///
/// # Errors
/// When the database fails.
pub async fn drift(pool: &PgPool, season: Option<i32>) -> Result<Vec<SchemaDrift>, QueryError> {
    let sql = format!(
        "select * from (select {SEASON} as season, b.source, b.kind, array_agg(distinct n.name order by n.name) as names, \
                count(distinct b.body_id) as bodies, max(b.last_seen_at) as last_seen_at \
         from lake.body b cross join lateral unnest(b.unknown_columns) n (name) group by 1, 2, 3) d \
         where $1::int is null or season is null or season = $1 order by season, source, kind"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(season).fetch_all(pool).await?)
}
