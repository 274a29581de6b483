//! One loopback origin that stands in for every upstream, at the real services' paths:
//!
//! ```text
//! Baseball Savant     /statcast_search/csv
//! MLB StatsAPI        /api/v1/schedule, /api/v1/teams, /api/v1/people, /api/v1/people/ID,
//!                     /api/v1.1/game/ID/feed/live, /api/v1.1/game/ID/feed/live/timestamps
//! Chadwick register   /chadwickbureau/register/BRANCH/data/people-{0..f}.csv, names.csv
//! Retrosheet          /game.htm, /events/{Y}eve.zip
//! ```
//!
//! Faults are injected by a test through [`Faults`], or from outside with `POST /__faults` and
//! `DELETE /__faults`; `GET /__log` lists the requests. [`Origin::correct`] and `POST /__corrections` issue a
//! scoring change. Outside Savant every answer has an ETag.

mod fault;
mod log;
mod query;
mod retrosheet;
mod savant;
mod statsapi;

pub use fault::{Fault, Faults, Mode};
pub use log::{Request, RequestLog};

use super::{Correction, League};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use flate2::{Compression, write::GzEncoder};
use futures::{StreamExt, stream};
use log::Ticket;
use query::Query;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Savant's cap on the rows of one answer.
pub const ROW_CAP: usize = 25_000;

const HTML: &[u8] =
    b"<!DOCTYPE html><html><head><title>error</title></head><body><h1>Service unavailable</h1></body></html>";
const QUERY_TIMEOUT: &[u8] = b"\"error\"\n\"Query Timeout. Please try to limit your query.\"";

/// The league that is served, which a correction replaces.
type Shelf = Arc<RwLock<Arc<League>>>;

fn on_shelf(shelf: &Shelf) -> Arc<League> {
    Arc::clone(&shelf.read().unwrap_or_else(PoisonError::into_inner))
}

fn correct(shelf: &Shelf, game_pk: i32) -> Option<Correction> {
    let mut league = shelf.write().unwrap_or_else(PoisonError::into_inner);
    let (corrected, correction) = league.corrected(game_pk)?;
    *league = Arc::new(corrected);
    Some(correction)
}

/// A running origin. Stops when dropped.
#[derive(Debug)]
pub struct Origin {
    /// Base URL, for every upstream alike.
    pub url: Url,
    /// The faults in force.
    pub faults: Faults,
    /// What was asked.
    pub log: RequestLog,
    league: Shelf,
    stop: CancellationToken,
    task: Option<tokio::task::JoinHandle<()>>,
}

impl Origin {
    /// Serves a league on a free port of 127.0.0.1, without faults.
    ///
    /// # Errors
    /// When no port can be bound.
    pub async fn start(league: Arc<League>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        serve(league, listener, Faults::none()).await
    }

    /// The league as it is served now, with its book: corrected, if corrections were issued.
    #[must_use]
    pub fn league(&self) -> Arc<League> {
        on_shelf(&self.league)
    }

    /// Issues a scoring change of a game: from now on everything served says so. `None` when the game has
    /// nothing to correct (see [`League::corrected`]).
    pub fn correct(&self, game_pk: i32) -> Option<Correction> {
        correct(&self.league, game_pk)
    }

    /// Stops listening and waits until open requests are answered, two seconds at most.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if let Some(mut task) = self.task.take()
            && tokio::time::timeout(Duration::from_secs(2), &mut task).await.is_err()
        {
            task.abort();
        }
    }

    /// Ends when the origin is stopped.
    #[must_use]
    pub fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Serves a league on a listener, with Savant's row cap.
///
/// # Errors
/// When the listener has no address.
pub async fn serve(league: Arc<League>, listener: TcpListener, faults: Faults) -> io::Result<Origin> {
    serve_capped(league, listener, faults, ROW_CAP).await
}

/// Serves a league with another row cap than Savant's, so that a test reaches it with a small league.
///
/// # Errors
/// When the listener has no address.
pub async fn serve_capped(
    league: Arc<League>,
    listener: TcpListener,
    faults: Faults,
    row_cap: usize,
) -> io::Result<Origin> {
    let address = listener.local_addr()?;
    let url = Url::parse(&format!("http://{address}/")).map_err(io::Error::other)?;
    let (log, stop) = (RequestLog::default(), CancellationToken::new());
    let league: Shelf = Arc::new(RwLock::new(league));
    let desk = Arc::new(Desk {
        league: Arc::clone(&league),
        faults: faults.clone(),
        log: log.clone(),
        row_cap,
        stop: stop.clone(),
    });
    let app = Router::new().fallback(handle).with_state(desk);
    let stopped = stop.clone();
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(stopped.cancelled_owned()).await {
            tracing::error!(%error, "the simulated origin stopped");
        }
    });
    Ok(Origin { url, faults, log, league, stop, task: Some(task) })
}

/// What every request needs.
struct Desk {
    league: Shelf,
    faults: Faults,
    log: RequestLog,
    row_cap: usize,
    stop: CancellationToken,
}

/// An answer before faults of transport.
struct Answer {
    status: u16,
    content_type: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, body: body.into() }
    }
}

async fn handle(State(desk): State<Arc<Desk>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    match (&method, uri.path()) {
        (&Method::POST, "/__faults") => return add_faults(&desk, &body),
        (&Method::POST, "/__corrections") => return add_correction(&desk, &body),
        (&Method::DELETE, "/__faults") => {
            desk.faults.clear();
            desk.log.clear();
            return plain(200, "application/json", b"{}".to_vec());
        }
        (&Method::GET, "/__log") => return plain(200, "application/json", log_json(&desk.log)),
        (&Method::GET, _) => {}
        _ => return plain(405, "text/plain", Vec::new()),
    }
    let path = uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string);
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ticket = desk.log.open(path.clone(), text(header::USER_AGENT).to_owned());
    let fault = desk.faults.take(&path);
    let mode = fault.as_ref().map(|fault| fault.mode.clone());
    if let Some(Mode::Hang(delay)) = mode {
        tokio::select! {
            () = tokio::time::sleep(delay) => {}
            () = desk.stop.cancelled() => {}
        }
    }
    let asked = Arc::clone(&desk);
    let route_mode = mode.clone();
    let answer = tokio::task::spawn_blocking(move || route(&asked, &uri, route_mode.as_ref())).await;
    let mut answer = answer.unwrap_or_else(|_| Answer::new(500, "text/html", HTML));
    if matches!(mode, Some(Mode::Truncate | Mode::BadJson)) {
        answer.body.truncate((answer.body.len() / 2).saturating_sub(7));
    }
    let retry_after = fault.and_then(|fault| fault.retry_after);
    let savant = path.starts_with("/statcast_search");
    let tag = (!savant && answer.status == 200).then(|| etag(&answer.body));
    let mut more = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            more.insert(name, value);
        }
    };
    if let Some(after) = retry_after {
        set(header::RETRY_AFTER, &after);
    }
    if let Some(tag) = &tag {
        set(header::ETAG, tag);
        if text(header::IF_NONE_MATCH) == tag {
            ticket.answer(304, 0);
            return respond(304, answer.content_type, more, Body::empty(), None);
        }
    }
    if text(header::ACCEPT_ENCODING).contains("gzip") && answer.body.len() > 1000 {
        set(header::CONTENT_ENCODING, "gzip");
        answer.body = gzip(&answer.body);
    }
    ticket.answer(answer.status, answer.body.len());
    let length = Some(answer.body.len());
    let body = match mode {
        Some(Mode::Reset) => broken(answer.body),
        Some(Mode::Slow(delay)) => slow(answer.body, delay, ticket),
        _ => Body::from(answer.body),
    };
    respond(answer.status, answer.content_type, more, body, length)
}

/// What the path asks for, right or wrong.
fn route(desk: &Desk, uri: &Uri, mode: Option<&Mode>) -> Answer {
    const CSV: &str = "text/csv;charset=UTF-8";
    match mode {
        Some(Mode::Status(status)) => return Answer::new(*status, "text/html", HTML),
        Some(Mode::Html200) => return Answer::new(200, "text/html", HTML),
        Some(Mode::ErrorCsv) => return Answer::new(200, CSV, QUERY_TIMEOUT),
        Some(Mode::Empty200) => return Answer::new(200, CSV, Vec::new()),
        _ => {}
    }
    let query = Query::parse(uri.query().unwrap_or_default());
    let path = uri.path();
    let league = on_shelf(&desk.league);
    if path == "/statcast_search/csv" {
        return Answer::new(200, CSV, savant::answer(&league, &query, desk.row_cap, mode));
    }
    if path.starts_with("/api/") {
        let (status, body) = statsapi::answer(&league, path, &query, mode);
        return Answer::new(status, "application/json", body);
    }
    if let Some(answer) = retrosheet::answer(&league, path, mode) {
        return answer;
    }
    if let Some(rest) = path.strip_prefix("/chadwickbureau/register/")
        && let Some((_branch, file)) = rest.split_once("/data/")
    {
        return match statsapi::register(&league, file) {
            Some(body) => Answer::new(200, "text/plain; charset=utf-8", body),
            None => Answer::new(404, "text/plain", "404: Not Found"),
        };
    }
    Answer::new(404, "text/html", HTML)
}

fn respond(status: u16, content_type: &'static str, more: HeaderMap, body: Body, length: Option<usize>) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = more;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Some(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

fn plain(status: u16, content_type: &'static str, body: Vec<u8>) -> Response {
    respond(status, content_type, HeaderMap::new(), Body::from(body), None)
}

/// Half of the body, then the connection breaks.
fn broken(body: Vec<u8>) -> Body {
    let half = body.len() / 2;
    let sent = Bytes::from(body).slice(..half);
    let end = stream::once(async {
        // The first half has to be on its way before the connection goes.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(stream::iter([Ok(sent)]).chain(end))
}

/// The body in pieces; the request stays in flight until the last.
fn slow(body: Vec<u8>, delay: Duration, ticket: Ticket) -> Body {
    let state = (Bytes::from(body), ticket);
    Body::from_stream(stream::unfold(state, move |(mut left, ticket)| async move {
        if left.is_empty() {
            return None;
        }
        let piece = left.split_to(left.len().min(1024));
        tokio::time::sleep(delay).await;
        Some((Ok::<_, io::Error>(piece), (left, ticket)))
    }))
}

fn etag(body: &[u8]) -> String {
    format!("\"{}\"", &hex::encode(Sha256::digest(body))[..32])
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default()
}

fn add_faults(desk: &Desk, body: &[u8]) -> Response {
    let Ok(rules) = serde_json::from_slice::<Vec<fault::FaultRequest>>(body) else {
        return plain(400, "text/plain", b"a JSON list of rules is needed".to_vec());
    };
    let rules: Option<Vec<Fault>> = rules.into_iter().map(fault::FaultRequest::rule).collect();
    match rules {
        Some(rules) => {
            rules.into_iter().for_each(|rule| desk.faults.add(rule));
            plain(200, "application/json", b"{}".to_vec())
        }
        None => plain(400, "text/plain", b"a rule has an unknown mode".to_vec()),
    }
}

/// `{"game_pk": 1}` issues a scoring change of that game.
fn add_correction(desk: &Desk, body: &[u8]) -> Response {
    let asked = serde_json::from_slice::<serde_json::Value>(body).ok();
    let game_pk = asked.and_then(|asked| i32::try_from(asked["game_pk"].as_i64()?).ok());
    let Some(game_pk) = game_pk else {
        return plain(400, "text/plain", b"a JSON object with game_pk is needed".to_vec());
    };
    match correct(&desk.league, game_pk) {
        Some(correction) => {
            let body = serde_json::json!({"game_pk": correction.game_pk, "batter": correction.batter,
                "at_bat_number": correction.at_bat_number});
            plain(200, "application/json", body.to_string().into_bytes())
        }
        None => plain(404, "text/plain", b"this game has nothing to correct".to_vec()),
    }
}

fn log_json(log: &RequestLog) -> Vec<u8> {
    let entries: Vec<serde_json::Value> = log
        .requests()
        .into_iter()
        .map(|request| {
            serde_json::json!({"time": request.at.as_secs_f64(), "end": request.answered_at.map(|at| at.as_secs_f64()),
                "path": request.path, "user_agent": request.user_agent, "status": request.status,
                "bytes": request.bytes, "in_flight": request.in_flight})
        })
        .collect();
    serde_json::Value::from(entries).to_string().into_bytes()
}
