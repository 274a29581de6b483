//! What every request leaves behind: an id, a log line, and metrics.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, gauge, histogram};
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id that is taken over from a caller, characters.
const LONGEST_ID: usize = 64;

/// Gives the request its id, and logs and counts its answer.
pub(super) async fn observe(mut request: Request, next: Next) -> Response {
    let id = request_id(request.headers().get(REQUEST_ID));
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    request.headers_mut().insert(REQUEST_ID, id.clone());

    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let _in_flight = InFlight::new();
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = begun.elapsed();

    let status = response.status();
    counter!("scorebook_http_requests_total", "method" => method_label(&method), "route" => route.clone(),
        "status" => status.as_str().to_owned())
    .increment(1);
    histogram!("scorebook_http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    let ms = took.as_secs_f64() * 1000.0;
    span.in_scope(|| {
        if status.is_server_error() && route != "/readyz" {
            tracing::error!(%method, path, status = status.as_u16(), ms, "request failed");
        } else if matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics") {
            tracing::debug!(%method, path, status = status.as_u16(), ms, "request");
        } else {
            tracing::info!(%method, path, status = status.as_u16(), ms, "request");
        }
    });
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The caller's own id when it is short and plain, else a new random one.
fn request_id(given: Option<&HeaderValue>) -> HeaderValue {
    let plain = |value: &&HeaderValue| {
        let bytes = value.as_bytes();
        (1..=LONGEST_ID).contains(&bytes.len())
            && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(b))
    };
    given.filter(plain).cloned().unwrap_or_else(|| {
        HeaderValue::from_str(&format!("{:016x}", rand::random::<u64>()))
            .unwrap_or_else(|_| HeaderValue::from_static("0"))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ids_are_taken_over_and_others_replaced() {
        let given = |text: &str| request_id(Some(&HeaderValue::from_str(text).unwrap()));
        assert_eq!(given("trace-1.a:b_C"), "trace-1.a:b_C");
        for wrong in ["", "two words", "a\"b", &"x".repeat(65)] {
            assert_ne!(given(wrong), wrong);
            assert_eq!(given(wrong).len(), 16);
        }
        assert_ne!(request_id(None), request_id(None));
    }
}
