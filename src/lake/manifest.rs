//! The manifest: one row a body, in `lake.body` and in its sidecar.

use crate::source::http::{Fetched, ResponseHeaders};
use crate::source::{BodyKind, BodyRequest, Judgement, SourceId};
use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use sqlx::{FromRow, PgPool};

/// What is known of one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct ManifestRow {
    /// Its number; not in the sidecar.
    #[serde(skip)]
    pub body_id: i64,
    /// The upstream.
    #[sqlx(try_from = "String")]
    pub source: SourceId,
    /// What the body holds.
    #[sqlx(try_from = "String")]
    pub kind: BodyKind,
    /// Unique within its kind.
    pub key: String,
    /// The address asked.
    pub url: String,
    /// HTTP status.
    pub status: i16,
    /// The response headers worth keeping.
    #[sqlx(json)]
    pub response_headers: ResponseHeaders,
    /// `ETag`, to be sent along when the same is asked again.
    pub etag: Option<String>,
    /// `Last-Modified`, likewise.
    pub last_modified: Option<String>,
    /// When these bytes were first received.
    pub fetched_at: DateTime<Utc>,
    /// When the upstream last gave the same bytes.
    pub last_seen_at: DateTime<Utc>,
    /// How often it gave them.
    pub seen_count: i32,
    /// Of the body, hex.
    pub sha256: String,
    /// Length of the body.
    pub bytes: i64,
    /// Of the gzip'd body in the store.
    pub path: String,
    /// Distinct records.
    pub rows: i32,
    /// Header names, each once; empty for JSON.
    pub columns: Vec<String>,
    /// Known columns with at least one value.
    pub filled_columns: Vec<String>,
    /// Header names nobody knows, and words outside closed vocabularies as `eventType=word`.
    pub unknown_columns: Vec<String>,
    /// blake3 of the header names, hex.
    pub header_hash: Option<String>,
    /// `ACCEPTED`, or why it may not be loaded.
    pub verdict: String,
    /// One line on what was found.
    pub detail: String,
    /// Oddities that do not stand in the way.
    pub notes: Vec<String>,
    /// The crawl run that brought it.
    pub run_id: Option<i64>,
}

impl ManifestRow {
    pub(super) fn new(
        request: &BodyRequest,
        fetched: &Fetched,
        judgement: &Judgement,
        sha256: String,
        run_id: Option<i64>,
    ) -> Self {
        let path = format!("{}/{}/{sha256}.{}.gz", request.kind, request.key, request.kind.extension());
        // The database keeps microseconds.
        let fetched_at = fetched.fetched_at.trunc_subsecs(6);
        Self {
            body_id: 0,
            source: request.source,
            kind: request.kind,
            key: request.key.clone(),
            url: request.url.to_string(),
            status: i16::try_from(fetched.status).unwrap_or(i16::MAX),
            response_headers: fetched.headers.clone(),
            etag: fetched.headers.etag.clone(),
            last_modified: fetched.headers.last_modified.clone(),
            fetched_at,
            last_seen_at: fetched_at,
            seen_count: 1,
            sha256,
            bytes: i64::try_from(fetched.body.len()).unwrap_or(i64::MAX),
            path,
            rows: judgement.rows,
            columns: judgement.columns.clone(),
            filled_columns: judgement.filled_columns.clone(),
            unknown_columns: judgement.unknown_columns.clone(),
            header_hash: judgement.header_hash(),
            verdict: judgement.code.name().to_owned(),
            detail: judgement.detail.clone(),
            notes: judgement.notes.clone(),
            run_id,
        }
    }

    /// The row after the same bytes came earlier: first seen then, judged now.
    pub(super) fn after(mut self, earlier: Option<&Self>) -> Self {
        if let Some(earlier) = earlier {
            self.fetched_at = earlier.fetched_at.min(self.fetched_at);
            self.last_seen_at = earlier.last_seen_at.max(self.last_seen_at);
            self.seen_count = earlier.seen_count + 1;
            self.path.clone_from(&earlier.path);
            self.run_id = earlier.run_id;
        }
        self
    }
}

const COLUMNS: &str = "body_id, source, source || '/' || kind AS kind, key, url, status, response_headers, etag, last_modified, fetched_at, last_seen_at, seen_count, \
    sha256, bytes, path, rows, columns, filled_columns, unknown_columns, header_hash, verdict, detail, notes, run_id";

/// The row of the same bytes under the same key.
pub(super) async fn by_hash(pool: &PgPool, row: &ManifestRow) -> Result<Option<ManifestRow>, sqlx::Error> {
    let sql = format!("SELECT {COLUMNS} FROM lake.body WHERE source = $1 AND kind = $2 AND key = $3 AND sha256 = $4");
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    query.bind(row.source.name()).bind(row.kind.name()).bind(&row.key).bind(&row.sha256).fetch_optional(pool).await
}

/// Writes a row over the one of the same bytes. Returns its number.
pub(super) async fn upsert(pool: &PgPool, row: &ManifestRow) -> Result<i64, sqlx::Error> {
    let sql = "INSERT INTO lake.body (source, kind, key, url, status, response_headers, etag, last_modified, fetched_at, \
            last_seen_at, seen_count, sha256, bytes, path, rows, columns, filled_columns, unknown_columns, header_hash, \
            verdict, detail, notes, run_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) \
        ON CONFLICT (source, kind, key, sha256) DO UPDATE SET \
            url = excluded.url, status = excluded.status, response_headers = excluded.response_headers, \
            etag = excluded.etag, last_modified = excluded.last_modified, \
            last_seen_at = greatest(lake.body.last_seen_at, excluded.last_seen_at), \
            seen_count = greatest(lake.body.seen_count, excluded.seen_count), \
            rows = excluded.rows, columns = excluded.columns, filled_columns = excluded.filled_columns, \
            unknown_columns = excluded.unknown_columns, header_hash = excluded.header_hash, \
            verdict = excluded.verdict, detail = excluded.detail, notes = excluded.notes \
        RETURNING body_id";
    sqlx::query_scalar(sql)
        .bind(row.source.name())
        .bind(row.kind.name())
        .bind(&row.key)
        .bind(&row.url)
        .bind(row.status)
        .bind(Json(&row.response_headers))
        .bind(&row.etag)
        .bind(&row.last_modified)
        .bind(row.fetched_at)
        .bind(row.last_seen_at)
        .bind(row.seen_count)
        .bind(&row.sha256)
        .bind(row.bytes)
        .bind(&row.path)
        .bind(row.rows)
        .bind(&row.columns)
        .bind(&row.filled_columns)
        .bind(&row.unknown_columns)
        .bind(&row.header_hash)
        .bind(&row.verdict)
        .bind(&row.detail)
        .bind(&row.notes)
        .bind(row.run_id)
        .fetch_one(pool)
        .await
}

/// The newest accepted body of each key in a range of keys, or of exactly one key.
pub(super) async fn currents(
    pool: &PgPool,
    source: SourceId,
    kind: BodyKind,
    keys: Option<(&str, &str)>,
    exact: bool,
) -> Result<Vec<ManifestRow>, sqlx::Error> {
    // The order of bytes, not of a language: keys begin with dates.
    let within = match (keys, exact) {
        (None, _) => "",
        (Some(_), true) => "AND key = $3 AND key = $4",
        (Some(_), false) => {
            "AND left(key, length($3)) COLLATE \"C\" >= $3 AND left(key, length($4)) COLLATE \"C\" <= $4"
        }
    };
    let sql = format!(
        "SELECT DISTINCT ON (key COLLATE \"C\") {COLUMNS} FROM lake.body \
         WHERE source = $1 AND kind = $2 AND verdict = 'ACCEPTED' {within} \
         ORDER BY key COLLATE \"C\", last_seen_at DESC, body_id DESC"
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(source.name()).bind(kind.name());
    match keys {
        None => query.fetch_all(pool).await,
        Some((from, to)) => query.bind(from).bind(to).fetch_all(pool).await,
    }
}
