//! What probes and monitors ask: alive, ready, metrics.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics::gauge;
use serde_json::json;

use super::Operations;
use crate::db;

/// A database that does not answer within this is not reachable.
const PATIENCE: Duration = Duration::from_secs(3);

/// `/healthz`: the process is up.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: requests can be answered; 503 with the reason otherwise.
pub(super) async fn ready(State(operations): State<Operations>) -> Response {
    let checked = tokio::time::timeout(PATIENCE, check(&operations)).await;
    match checked.unwrap_or_else(|_| Err("the database does not answer".to_owned())) {
        Ok(version) => Json(json!({ "status": "ready", "dataVersion": version.to_string() })).into_response(),
        Err(reason) => {
            let body = Json(json!({ "status": "unavailable", "reason": reason }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}

async fn check(operations: &Operations) -> Result<i64, String> {
    if operations.shutdown.is_cancelled() {
        return Err("shutting down".to_owned());
    }
    let pending = db::pending_migrations(&operations.db).await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        "the database cannot be reached".to_owned()
    })?;
    if !pending.is_empty() {
        return Err(format!("the database lacks the migrations {}", pending.join(", ")));
    }
    crate::query::version::current(&operations.db.pool).await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        "the version of the data is not known".to_owned()
    })
}

/// `/metrics`: everything counted, in Prometheus' text format.
pub(super) async fn metrics(State(operations): State<Operations>) -> Response {
    let pool = &operations.db.pool;
    let (open, idle) = (f64::from(pool.size()), pool.num_idle() as f64);
    gauge!("scorebook_database_connections", "state" => "idle").set(idle);
    gauge!("scorebook_database_connections", "state" => "used").set((open - idle).max(0.0));
    gauge!("scorebook_uptime_seconds").set(operations.started.elapsed().as_secs_f64());
    gauge!("scorebook_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    operations.metrics.run_upkeep();
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, operations.metrics.render()).into_response()
}
