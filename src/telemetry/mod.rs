//! Logs and metrics: set up once, used everywhere through `tracing` and `metrics`.
//!
//! Logs go to standard error, so that what a command prints stays clean. Knows nothing of what is logged.

use std::io::IsTerminal;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::time::SystemTime;

use crate::config::{Config, LogFormat};

/// Upper bounds of the buckets of every `..._seconds` histogram, seconds.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// Modules that say at every start that all is as it was. The operator's own filter is stronger.
const QUIET: &str = "sqlx::postgres::notice=warn,sea_orm_migration=warn";

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Sets up logging as configured. A second call changes nothing: tests share a process.
pub fn init(config: &Config) {
    // The configuration has checked the filter.
    let filter = EnvFilter::try_new(format!("{QUIET},{}", config.log)).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_timer(SystemTime);
    let format = match config.log_format {
        LogFormat::Auto if std::io::stderr().is_terminal() => LogFormat::Compact,
        LogFormat::Auto => LogFormat::Json,
        chosen => chosen,
    };
    let outcome = match format {
        LogFormat::Pretty => builder.pretty().try_init(),
        LogFormat::Compact => builder.compact().try_init(),
        LogFormat::Json | LogFormat::Auto => builder.json().flatten_event(true).with_span_list(false).try_init(),
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "logging was set up before");
    }
}

/// The metrics of this process; the first call begins to record them.
///
/// # Errors
/// Another recorder is in place, which only a program that embeds this one could have done.
pub fn metrics() -> Result<PrometheusHandle, BuildError> {
    if let Some(handle) = METRICS.get() {
        return Ok(handle.clone());
    }
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)?
        .build_recorder();
    let handle = METRICS.get_or_init(|| {
        let handle = recorder.handle();
        match metrics::set_global_recorder(recorder) {
            Ok(()) => describe(),
            Err(error) => tracing::warn!(%error, "metrics are recorded elsewhere"),
        }
        handle
    });
    Ok(handle.clone())
}

fn describe() {
    metrics::describe_counter!("scorebook_http_requests_total", "HTTP requests answered, by method, route and status");
    metrics::describe_histogram!(
        "scorebook_http_request_seconds",
        metrics::Unit::Seconds,
        "Time from a request to the head of its response, by route"
    );
    metrics::describe_gauge!("scorebook_http_requests_in_flight", "HTTP requests being answered now");
    metrics::describe_gauge!("scorebook_database_connections", "Connections of this process to the database, by state");
    metrics::describe_gauge!("scorebook_uptime_seconds", metrics::Unit::Seconds, "Time since this server started");
    metrics::describe_gauge!("scorebook_build_info", "Always 1; the label says which version runs");
}
