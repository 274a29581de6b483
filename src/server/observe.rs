//! What every request leaves behind: an id, a log line, and metrics.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, gauge, histogram};
use tracing::Instrument;

use crate::graphql::request_id::{self, RequestId};

/// Gives the request its id, and logs and counts its answer.
pub(super) async fn observe(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers());
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let header = id.header_value();
    if let Some(header) = header.clone() {
        // What follows finds the same id.
        request.headers_mut().insert(request_id::HEADER, header);
    }

    let span = tracing::info_span!("request", %id);
    let _in_flight = InFlight::new();
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = begun.elapsed();

    let status = response.status();
    counter!("scorebook_http_requests_total", "method" => method_label(&method), "route" => route.clone(),
        "status" => status.as_str().to_owned())
    .increment(1);
    histogram!("scorebook_http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    // To the microsecond.
    let ms = took.as_micros() as f64 / 1000.0;
    span.in_scope(|| {
        if status.is_server_error() && route != "/readyz" {
            tracing::error!(%method, path, status = status.as_u16(), ms, "request failed");
        } else if matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics") {
            tracing::debug!(%method, path, status = status.as_u16(), ms, "request");
        } else {
            tracing::info!(%method, path, status = status.as_u16(), ms, "request");
        }
    });
    if let Some(header) = header {
        response.headers_mut().insert(request_id::HEADER, header);
    }
    response
}

/// Methods are the caller's to invent; labels are not.
fn method_label(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Counts a request for as long as it lives, also when its caller leaves.
struct InFlight;

impl InFlight {
    fn new() -> Self {
        gauge!("scorebook_http_requests_in_flight").increment(1.0);
        Self
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        gauge!("scorebook_http_requests_in_flight").decrement(1.0);
    }
}
