//! GraphQL over HTTP at one endpoint: which requests are read, with which media types and status codes they are
//! answered. The 61 server audits of the npm package `graphql-http` check this file.
//!
//! Must not know: the schema. Invariants: nothing but a query runs over GET; only `application/json` is read, so a
//! page of another site cannot make a browser post here without asking first; CORS allows no credentials, so that
//! pages of other origins call with a key of their own or with none.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_graphql::{Executor, ServerError};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use futures::StreamExt;
use futures::future::join_all;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::cost::Payer;
use super::error::{self, Code, server_error};
use super::gate::{Gate, Identity, Outcome, Visit};
use super::negotiate::{self, Media, Operations};
use super::request_id::{self, RequestId};
use super::ws;

/// Finds out who asks.
pub trait Authenticator: Send + Sync + 'static {
    /// What resolvers find in the data of the request.
    type Caller: Identity;

    /// The caller behind the headers of a request, or of a WebSocket's `connection_init`.
    fn authenticate(&self, headers: &HeaderMap) -> impl Future<Output = Result<Self::Caller, AuthError>> + Send;
}

/// Why nobody is let in.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// There is no key, and anonymous callers are not allowed.
    #[error("this server needs an API key: send the header `Authorization: Bearer KEY`")]
    Missing,
    /// There is a key and it cannot be used; the text says why.
    #[error("{0}")]
    Invalid(String),
    /// Nobody can be checked at the moment.
    #[error("keys cannot be checked")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Settings of the endpoint.
#[derive(Clone, Debug, Default)]
pub struct HttpOptions {
    /// Origins whose pages may call the API from a browser, such as `https://example.org`; `*` for all. Pages of
    /// the server's own origin always may.
    pub cors_origins: Vec<String>,
    /// Whether a proxy in front of the server can be trusted to append the client's address to `X-Forwarded-For`.
    pub is_behind_proxy: bool,
}

pub(crate) struct Endpoint<E, A> {
    pub executor: E,
    pub gate: Gate,
    pub authenticator: A,
    pub options: HttpOptions,
}

/// The routes of the API: `/graphql`. The schema must have been built with [`Gate::install`]. Serve with
/// `into_make_service_with_connect_info::<SocketAddr>()`, or all callers without a key share one bucket.
pub fn router<E: Executor, A: Authenticator>(
    executor: E,
    gate: Gate,
    authenticator: A,
    options: HttpOptions,
) -> Router {
    let cors = cors(&options);
    let endpoint = Endpoint { executor, gate, authenticator, options };
    Router::new().route("/graphql", any(answer::<E, A>)).layer(cors).with_state(Arc::new(endpoint))
}

fn cors(options: &HttpOptions) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::AUTHORIZATION, header::ACCEPT, request_id::HEADER])
        .expose_headers([header::RETRY_AFTER, header::ETAG, request_id::HEADER]);
    if options.cors_origins.iter().any(|origin| origin == "*") {
        return layer.allow_origin(tower_http::cors::Any);
    }
    // Without a list this answers no preflight with an origin, which is how CORS says no.
    layer.allow_origin(AllowOrigin::list(options.cors_origins.iter().filter_map(|origin| origin.parse().ok())))
}

async fn answer<E: Executor, A: Authenticator>(
    State(endpoint): State<Arc<Endpoint<E, A>>>,
    request: Request,
) -> Response {
    let request_id = RequestId::of(request.headers());
    let mut response = if ws::is_upgrade(request.method(), request.headers()) {
        ws::upgrade(endpoint, request_id.clone(), request).await
    } else {
        let media = Media::accepted(request.headers());
        match endpoint.respond(&request_id, media, request).await {
            Ok(response) => response,
            Err(refusal) => refusal.into_response(&request_id, media.unwrap_or(Media::Json)),
        }
    };
    if let Some(value) = request_id.header_value() {
        response.headers_mut().insert(request_id::HEADER, value);
    }
    response
}

impl<E: Executor, A: Authenticator> Endpoint<E, A> {
    async fn respond(
        &self,
        request_id: &RequestId,
        media: Option<Media>,
        request: Request,
    ) -> Result<Response, Refusal> {
        let (parts, body) = request.into_parts();
        let is_get = parts.method == Method::GET;
        if !is_get && parts.method != Method::POST {
            return Err(Refusal::method("use POST, or GET for queries", "GET, POST"));
        }
        let media = media.ok_or_else(|| {
            Refusal::new(StatusCode::NOT_ACCEPTABLE, "accept application/graphql-response+json or application/json")
        })?;
        if !is_get && !negotiate::is_json(&parts.headers) {
            let message = "the body must have the content type application/json (in UTF-8, not compressed)";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        let caller = self.authenticator.authenticate(&parts.headers).await.map_err(|e| Refusal::auth(&e))?;
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let payer = self.payer(&caller, &parts.headers, address);
        let visit = Visit { request_id: request_id.clone(), caller, payer };
        let operations = if is_get {
            let params = negotiate::from_query(parts.uri.query().unwrap_or_default());
            params.map(Operations::Single).map_err(Refusal::bad_request)?
        } else {
            let body = self.read(&parts.headers, body).await?;
            negotiate::from_body(&body, self.gate.limits().batch).map_err(Refusal::bad_request)?
        };
        match operations {
            Operations::Single(params) => {
                let outcome = self.gate.run(&self.executor, &visit, params, is_get).await;
                Ok(single(outcome, media, is_get.then_some(&parts.headers)))
            }
            Operations::Batch(batch) => {
                let runs = batch.into_iter().map(|params| self.gate.run(&self.executor, &visit, params, false));
                Ok(batched(join_all(runs).await, media))
            }
        }
    }

    /// Who pays: the key, else the address the request came from.
    pub(crate) fn payer(&self, caller: &A::Caller, headers: &HeaderMap, peer: Option<IpAddr>) -> Payer {
        if let Some(key) = caller.key_id() {
            return Payer::Key(key);
        }
        // The last address is the one our own proxy saw; those before it are the client's word.
        let forwarded = || {
            let list = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            list.rsplit(',').next()?.trim().parse().ok()
        };
        let forwarded = if self.options.is_behind_proxy { forwarded() } else { None };
        Payer::at(forwarded.or(peer))
    }

    async fn read(&self, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Refusal> {
        let limit = self.gate.limits().body_bytes;
        let too_large = || {
            let message = format!("the body is larger than {limit} bytes");
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message)
        };
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if announced.is_some_and(|length: usize| length > limit) {
            return Err(too_large());
        }
        let read = async {
            let (mut chunks, mut bytes) = (body.into_data_stream(), Vec::new());
            while let Some(chunk) = chunks.next().await {
                let chunk = chunk.map_err(|error| Refusal::bad_request(format!("the body broke off: {error}")))?;
                if bytes.len() + chunk.len() > limit {
                    return Err(too_large());
                }
                bytes.extend_from_slice(&chunk);
            }
            Ok(bytes)
        };
        let late = || Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive");
        tokio::time::timeout(self.gate.limits().timeout, read).await.unwrap_or_else(|_| Err(late()))
    }
}

/// A request refused before it became an operation.
pub(crate) struct Refusal {
    status: StatusCode,
    error: Box<ServerError>,
    header: Option<(HeaderName, &'static str)>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Refusal {
        Refusal { status, error: server_error(Code::BadUserInput, message, None).into(), header: None }
    }

    fn bad_request(message: String) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, message)
    }

    fn method(message: &str, allow: &'static str) -> Refusal {
        let header = Some((header::ALLOW, allow));
        Refusal { header, ..Refusal::new(StatusCode::METHOD_NOT_ALLOWED, message) }
    }

    pub(crate) fn forbidden(message: &str) -> Refusal {
        Refusal {
            status: StatusCode::FORBIDDEN,
            error: server_error(Code::Forbidden, message, None).into(),
            header: None,
        }
    }

    pub(crate) fn upgrade(message: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, message)
    }

    pub(crate) fn auth(error: &AuthError) -> Refusal {
        match error {
            AuthError::Missing | AuthError::Invalid(_) => Refusal {
                status: StatusCode::UNAUTHORIZED,
                error: server_error(Code::Unauthenticated, error.to_string(), None).into(),
                // Not Basic, though it is understood: browsers would open a window asking for a password.
                header: Some((header::WWW_AUTHENTICATE, "Bearer realm=\"scorebook\"")),
            },
            AuthError::Unavailable(_) => {
                Refusal { status: StatusCode::SERVICE_UNAVAILABLE, error: error::internal(error).into(), header: None }
            }
        }
    }

    pub(crate) fn into_response(self, request_id: &RequestId, media: Media) -> Response {
        let mut errors = [*self.error];
        error::finish(&mut errors, false, request_id);
        let body = serde_json::json!({ "errors": errors }).to_string();
        let mut response = reply(self.status, media, body.into_bytes());
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

/// The status of one operation.
fn status(outcome: &Outcome, media: Media) -> StatusCode {
    if outcome.is_refused_method {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    if outcome.retry_after.is_some() {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    if media == Media::Json || outcome.data.is_some() {
        return StatusCode::OK;
    }
    match outcome.errors.first().and_then(Code::of) {
        Some(Code::Timeout) => StatusCode::GATEWAY_TIMEOUT,
        Some(Code::Internal) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Writes the JSON of one operation: errors first, where a reader sees them.
fn write(outcome: &Outcome, into: &mut Vec<u8>) {
    into.push(b'{');
    // Writing JSON of these types into memory cannot fail.
    if !outcome.errors.is_empty() {
        into.extend_from_slice(b"\"errors\":");
        let _ = serde_json::to_writer(&mut *into, &outcome.errors);
        into.push(b',');
    }
    if let Some(data) = &outcome.data {
        into.extend_from_slice(b"\"data\":");
        into.extend_from_slice(data);
        into.push(b',');
    }
    into.extend_from_slice(b"\"extensions\":{\"cost\":");
    let _ = serde_json::to_writer(&mut *into, &outcome.cost);
    for (name, value) in outcome.extensions.iter().filter(|(name, _)| *name != "cost") {
        into.push(b',');
        let _ = serde_json::to_writer(&mut *into, name);
        into.push(b':');
        let _ = serde_json::to_writer(&mut *into, value);
    }
    into.extend_from_slice(b"}}");
}

/// The response to one operation; `get` has the headers of a GET, whose response a client may keep.
fn single(outcome: Outcome, media: Media, get: Option<&HeaderMap>) -> Response {
    let etag = get.and(outcome.etag.as_deref()).and_then(|etag| HeaderValue::from_str(etag).ok());
    let is_known = match (&etag, get) {
        (Some(etag), Some(headers)) => matches_etag(headers, etag),
        _ => false,
    };
    let mut response = if is_known {
        reply(StatusCode::NOT_MODIFIED, media, Vec::new())
    } else {
        let mut body = Vec::with_capacity(outcome.data.as_ref().map_or(0, |data| data.len()) + 256);
        write(&outcome, &mut body);
        reply(status(&outcome, media), media, body)
    };
    let headers = response.headers_mut();
    headers.extend(outcome.headers);
    if let Some(etag) = etag {
        headers.insert(header::ETAG, etag);
        // To be kept, and asked for again each time: data changes when games are played, not after an age.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    if outcome.is_refused_method {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    if let Some(wait) = outcome.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs_f64().ceil().max(1.0) as u64));
    }
    response
}

/// The response to a batch: the status of its operations when they agree.
fn batched(outcomes: Vec<Outcome>, media: Media) -> Response {
    let mut body = vec![b'['];
    for (i, outcome) in outcomes.iter().enumerate() {
        if i > 0 {
            body.push(b',');
        }
        write(outcome, &mut body);
    }
    body.push(b']');
    let mut statuses = outcomes.iter().map(|outcome| status(outcome, media));
    let first = statuses.next().unwrap_or(StatusCode::OK);
    let status = if statuses.all(|status| status == first) { first } else { StatusCode::OK };
    let mut response = reply(status, media, body);
    if let Some(wait) = outcomes.iter().filter_map(|outcome| outcome.retry_after).max() {
        let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn matches_etag(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let etag = etag.as_bytes();
    headers.get_all(header::IF_NONE_MATCH).iter().any(|value| {
        value.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii).any(|tag| tag == b"*" || tag == etag)
    })
}

fn reply(status: StatusCode, media: Media, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.content_type()),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("accept, authorization, cookie")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, body).into_response()
}
