//! The one polite HTTP client, and the only user of the network on the crawling side.
//!
//! One request in flight a host, a pause between two, an honest User-Agent, gzip, timeouts, a bound on the body. It
//! never asks twice: an error says whether and when to ask again, and the job queue does so durably. What it does
//! remember of a host is when the host wants to be left alone.

mod error;
mod lane;
mod tls;

#[cfg(test)]
mod tests;

pub use error::FetchError;
pub use tls::install_crypto;

use super::Retry;
use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use lane::{Lane, Lanes};
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{Response, StatusCode, redirect};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use url::{Host, Url};

/// How the client behaves.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// Least time between the end of one request to a host and the begin of the next.
    pub delay: Duration,
    /// Longest time for one request, body included.
    pub timeout: Duration,
    /// Most bytes of a body after decoding.
    pub max_body_bytes: usize,
    /// How an upstream can reach the operator: an address or a URL, put into the User-Agent.
    pub contact: String,
}

/// Longest time to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Most redirects followed.
const REDIRECTS: usize = 3;

/// What the upstream gave an earlier body, to be asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// Sent as `If-None-Match`.
    pub etag: Option<String>,
    /// Sent as `If-Modified-Since`.
    pub last_modified: Option<String>,
}

/// The response headers worth keeping, as received.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResponseHeaders {
    /// `Date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `ETag`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// `Content-Length`, of the body as sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_length: Option<String>,
    /// `Content-Type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `Retry-After`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<String>,
}

impl ResponseHeaders {
    fn of(map: &HeaderMap) -> Self {
        let text = |name: HeaderName| Some(map.get(name)?.to_str().ok()?.to_owned());
        Self {
            date: text(header::DATE),
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            content_length: text(header::CONTENT_LENGTH),
            content_type: text(header::CONTENT_TYPE),
            retry_after: text(header::RETRY_AFTER),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// HTTP status.
    pub status: u16,
    /// The response headers worth keeping.
    pub headers: ResponseHeaders,
    /// The body after content decoding; empty where it is not modified.
    pub body: Bytes,
    /// When the answer was complete.
    pub fetched_at: DateTime<Utc>,
    /// The upstream says that the body the validators came with still holds.
    pub not_modified: bool,
}

/// The client. Cloning shares the hosts' queues.
#[derive(Debug, Clone)]
pub struct Client {
    config: ClientConfig,
    http: reqwest::Client,
    /// For loopback, which no proxy can reach.
    direct: reqwest::Client,
    lanes: Arc<Lanes>,
}

impl Client {
    /// A client.
    ///
    /// # Errors
    /// When the contact cannot stand in a header or TLS cannot be set up.
    pub fn new(config: ClientConfig) -> Result<Self, FetchError> {
        let tls = tls::config().map_err(|e| FetchError::Setup(e.to_string()))?;
        let build = |proxied: bool| {
            let builder = reqwest::Client::builder()
                .user_agent(format!("scorebook/{} (+{})", env!("CARGO_PKG_VERSION"), config.contact))
                .connect_timeout(CONNECT_TIMEOUT)
                .timeout(config.timeout)
                .redirect(redirect::Policy::limited(REDIRECTS))
                .retry(reqwest::retry::never())
                .pool_max_idle_per_host(1)
                .tls_backend_preconfigured(tls.clone());
            let builder = if proxied { builder } else { builder.no_proxy() };
            builder.build().map_err(|e| FetchError::Setup(error::chain(&e)))
        };
        Ok(Self { http: build(true)?, direct: build(false)?, lanes: Arc::default(), config })
    }

    /// Asks once, after the host's queue and pause. A host that asked to be left alone for longer than a short while is
    /// not asked.
    ///
    /// # Errors
    /// What went wrong, with advice in [`FetchError::retry`]; any status but success and 304 is an error.
    pub async fn get(&self, url: &Url, validators: Option<&Validators>) -> Result<Fetched, FetchError> {
        let host = url.host_str().ok_or_else(|| FetchError::Setup(format!("{url} names no host")))?;
        let host = format!("{host}:{}", url.port_or_known_default().unwrap_or_default());
        let lane = self.lanes.of(&host);
        let mut lane = lane.lock().await;
        lane.wait(&host, self.config.delay).await?;
        // Also when the caller gives up in the middle, the next one waits.
        lane.last_end = Some(Instant::now());
        let answer = self.send(url, validators).await;
        lane.last_end = Some(Instant::now());
        let outcome = match &answer {
            Ok((fetched, _)) => fetched.status.to_string(),
            Err(error) => error.kind().to_owned(),
        };
        metrics::counter!("scorebook_upstream_requests_total", "host" => host.clone(), "outcome" => outcome)
            .increment(1);
        let (fetched, status) = answer?;
        tracing::debug!(%url, status = fetched.status, bytes = fetched.body.len(), "fetched");
        self.settle(&mut lane, fetched, status)
    }

    async fn send(&self, url: &Url, validators: Option<&Validators>) -> Result<(Fetched, StatusCode), FetchError> {
        let loopback = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let mut request = if loopback { &self.direct } else { &self.http }.get(url.clone());
        if let Some(etag) = validators.and_then(|x| x.etag.as_ref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = validators.and_then(|x| x.last_modified.as_ref()) {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        let response = request.send().await.map_err(|e| FetchError::network(url, &e))?;
        let status = response.status();
        let headers = ResponseHeaders::of(response.headers());
        let body = self.body(url, response).await?;
        let not_modified = status == StatusCode::NOT_MODIFIED;
        Ok((Fetched { status: status.as_u16(), headers, body, fetched_at: Utc::now(), not_modified }, status))
    }

    /// The body piece by piece, so that one without end stops at the bound.
    async fn body(&self, url: &Url, mut response: Response) -> Result<Bytes, FetchError> {
        let mut body = BytesMut::new();
        while let Some(piece) = response.chunk().await.map_err(|e| FetchError::network(url, &e))? {
            if body.len() + piece.len() > self.config.max_body_bytes {
                return Err(FetchError::TooLarge { url: url.to_string(), limit: self.config.max_body_bytes });
            }
            body.extend_from_slice(&piece);
        }
        Ok(body.freeze())
    }

    /// What the answer means for the host, and whether it is an answer at all.
    fn settle(&self, lane: &mut Lane, fetched: Fetched, status: StatusCode) -> Result<Fetched, FetchError> {
        let wait = fetched.headers.retry_after.as_deref().and_then(|x| error::retry_after(x, fetched.fetched_at));
        let retry = lane.settle(status, wait);
        if status.is_success() || fetched.not_modified {
            return Ok(fetched);
        }
        Err(FetchError::Status { fetched: Box::new(fetched), retry })
    }
}

impl Fetched {
    /// Whether a failure like this one is worth asking again about, by its status alone.
    pub(super) fn passing(status: StatusCode) -> Retry {
        let passing = status.is_server_error()
            || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS | StatusCode::FORBIDDEN);
        if passing { Retry::Now } else { Retry::Never }
    }
}
