//! The HTTP server around the API: what every request passes, health, metrics, and an orderly end.
//!
//! [`api`] joins the parts of the API, [`router`] puts the operator's routes beside it, [`run`] serves it all.

mod api;
pub mod assets;
mod health;
mod observe;
mod session;
mod signal;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::db::Db;

pub use api::api;
pub use signal::shutdown_on_signal;

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address is taken.
    #[error("{0} is in use by another program; stop it or choose another address with SCOREBOOK_LISTEN")]
    AddressInUse(SocketAddr),
    /// The address cannot be had.
    #[error("cannot listen on {address}: {error}; choose another address with SCOREBOOK_LISTEN")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        error: std::io::Error,
    },
    /// Serving failed.
    #[error("the server stopped: {0}")]
    Serve(#[from] std::io::Error),
    /// The database cannot be followed.
    #[error("the database cannot be reached: {0}")]
    Database(#[from] sqlx::Error),
    /// No metrics.
    #[error("cannot record metrics: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
}

/// What the operator's routes need.
#[derive(Clone)]
pub(crate) struct Operations {
    db: Db,
    metrics: PrometheusHandle,
    started: Instant,
    shutdown: CancellationToken,
}

/// Takes the address before anything slow is done.
///
/// # Errors
/// The address is taken or cannot be had.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, ServerError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServerError::AddressInUse(address),
        _ => ServerError::Listen { address, error },
    })
}

/// All routes: those of the API, `/healthz`, `/readyz`, `/metrics`, and what every request passes.
///
/// # Errors
/// Metrics cannot be recorded.
pub fn router(db: Db, api: Router, shutdown: CancellationToken) -> Result<Router, ServerError> {
    let operations = Operations { db, metrics: crate::telemetry::metrics()?, started: Instant::now(), shutdown };
    let health = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .with_state(operations);
    Ok(api
        .merge(health)
        .merge(assets::router())
        .fallback(|| async { (StatusCode::NOT_FOUND, "Nothing is here. The API is at /graphql.\n").into_response() })
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(observe::observe)))
}

/// Serves until the shutdown begins and requests in flight are answered, or `drain` is over.
///
/// # Errors
/// The listener failed.
pub async fn run(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
    drain: Duration,
) -> Result<(), ServerError> {
    let listener = listener.tap_io(|stream| {
        // Answers are small and should not wait for more to send.
        let _ = stream.set_nodelay(true);
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(shutdown.clone().cancelled_owned());
    let patience = async {
        shutdown.cancelled().await;
        tokio::time::sleep(drain).await;
    };
    tokio::select! {
        outcome = server => Ok(outcome?),
        () = patience => {
            tracing::warn!(seconds = drain.as_secs_f64(), "requests were cut off: they outlasted the drain time");
            Ok(())
        }
    }
}
