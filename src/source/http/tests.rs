//! Politeness and failures, against a server on loopback.

use super::*;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{header as sent, header_exists, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

fn client(delay_ms: u64) -> Client {
    Client::new(ClientConfig {
        delay: Duration::from_millis(delay_ms),
        timeout: Duration::from_secs(2),
        max_body_bytes: 10_000,
        contact: "https://example.org/contact".to_owned(),
    })
    .unwrap()
}

fn at(server: &MockServer, path: &str) -> Url {
    Url::parse(&format!("{}{path}", server.uri())).unwrap()
}

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(template).mount(&server).await;
    server
}

#[tokio::test]
async fn it_names_itself_and_a_contact_and_asks_for_gzip() {
    let server = MockServer::start().await;
    let name = concat!("scorebook/", env!("CARGO_PKG_VERSION"), " (+https://example.org/contact)");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(b"plain after all").unwrap();
    let answer = ResponseTemplate::new(200)
        .insert_header("Content-Encoding", "gzip")
        .insert_header("ETag", "\"abc\"")
        .set_body_bytes(gz.finish().unwrap());
    Mock::given(sent("User-Agent", name))
        .and(header_exists("Accept-Encoding"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let fetched = client(0).get(&at(&server, "/x"), None).await.unwrap();
    assert_eq!((fetched.status, &fetched.body[..], fetched.not_modified), (200, &b"plain after all"[..], false));
    assert_eq!(fetched.headers.etag.as_deref(), Some("\"abc\""));
}

/// Counts how many requests are answered at the same time, and when each came.
struct Flight {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

#[tokio::test]
async fn a_host_sees_one_request_at_a_time_and_a_pause_between_two() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let flight = Flight { now: Arc::default(), most: Arc::default() };
    let (now, most) = (Arc::clone(&flight.now), Arc::clone(&flight.most));
    let begins = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&begins);
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let (now, most, seen) = (Arc::clone(&now), Arc::clone(&most), Arc::clone(&seen));
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let _ = socket.read(&mut buffer).await;
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                seen.lock().unwrap().push(Instant::now());
                tokio::time::sleep(Duration::from_millis(30)).await;
                now.fetch_sub(1, Ordering::SeqCst);
                let _ = socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok").await;
            });
        }
    });
    let client = client(100);
    let all = futures::future::join_all((0..4).map(|_| client.get(&url, None))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(flight.most.load(Ordering::SeqCst), 1);
    let begins = begins.lock().unwrap();
    assert_eq!(begins.len(), 4);
    // Thirty to answer and a hundred of pause.
    assert!(begins.windows(2).all(|x| x[1] - x[0] >= Duration::from_millis(129)), "{begins:?}");
}

#[tokio::test]
async fn hosts_do_not_wait_for_each_other() {
    let slow = answering(ResponseTemplate::new(200).set_delay(Duration::from_millis(800))).await;
    let quick = answering(ResponseTemplate::new(200)).await;
    let client = client(0);
    let (slow, quick) = (at(&slow, "/"), at(&quick, "/"));
    let begin = Instant::now();
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { client.get(&slow, None).await.map(|x| x.status) }
    });
    client.get(&quick, None).await.unwrap();
    assert!(begin.elapsed() < Duration::from_millis(700));
    assert_eq!(waiting.await.unwrap().unwrap(), 200);
}

#[tokio::test]
async fn a_body_over_the_bound_is_dropped() {
    let server = answering(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 10_001])).await;
    let error = client(0).get(&at(&server, "/"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { limit: 10_000, .. }), "{error}");
    assert_eq!(error.retry(), Retry::Never);
}

#[tokio::test]
async fn a_small_body_that_unpacks_to_a_large_one_is_dropped() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&vec![b'x'; 1_000_000]).unwrap();
    let packed = gz.finish().unwrap();
    assert!(packed.len() < 10_000);
    let server =
        answering(ResponseTemplate::new(200).insert_header("Content-Encoding", "gzip").set_body_bytes(packed)).await;
    let error = client(0).get(&at(&server, "/"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_fault_of_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        let _ = socket.read(&mut buffer).await;
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this").await;
    });
    let error = client(0).get(&url, None).await.unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
    assert_eq!(error.retry(), Retry::Now);
}

#[tokio::test]
async fn a_host_that_is_not_there_is_a_fault_of_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let error = client(0).get(&url, None).await.unwrap_err();
    assert!(matches!(&error, FetchError::Network { detail, .. } if detail.contains("refused")), "{error}");
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let server = answering(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    let error = client(0).get(&at(&server, "/"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::Timeout { .. }), "{error}");
    assert_eq!(error.retry(), Retry::Now);
}

#[tokio::test]
async fn an_unchanged_body_is_asked_about_and_not_sent() {
    let server = MockServer::start().await;
    let since = "Wed, 21 Oct 2015 07:28:00 GMT";
    let asked = sent("If-None-Match", "\"abc\"");
    Mock::given(asked).respond_with(ResponseTemplate::new(304)).mount(&server).await;
    let validators = Validators { etag: Some("\"abc\"".to_owned()), last_modified: Some(since.to_owned()) };
    let fetched = client(0).get(&at(&server, "/"), Some(&validators)).await.unwrap();
    assert!(fetched.not_modified && fetched.body.is_empty());
    let asked = server.received_requests().await.unwrap();
    assert_eq!(asked[0].headers["If-Modified-Since"], since);
}

#[tokio::test]
async fn passing_failures_may_be_asked_again_and_others_not() {
    for (status, retry) in
        [(500, Retry::Now), (502, Retry::Now), (408, Retry::Now), (404, Retry::Never), (400, Retry::Never)]
    {
        let server = answering(ResponseTemplate::new(status).set_body_string("why")).await;
        let error = client(0).get(&at(&server, "/"), None).await.unwrap_err();
        assert_eq!(error.retry(), retry, "{status}");
        let FetchError::Status { fetched, .. } = error else { panic!("{error}") };
        assert_eq!((fetched.status, &fetched.body[..]), (status, &b"why"[..]));
    }
}

#[tokio::test]
async fn retry_after_in_seconds_rests_the_host() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("Retry-After", "1");
    Mock::given(path("/busy")).respond_with(busy).mount(&server).await;
    Mock::given(path("/other")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let client = client(0);
    let error = client.get(&at(&server, "/busy"), None).await.unwrap_err();
    assert_eq!(error.retry(), Retry::After(Duration::from_secs(1)));
    let begin = Instant::now();
    client.get(&at(&server, "/other"), None).await.unwrap();
    assert!(begin.elapsed() >= Duration::from_millis(990), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn retry_after_as_a_date_for_long_turns_requests_away() {
    let until = (Utc::now() + chrono::Duration::hours(1)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let server = answering(ResponseTemplate::new(503).insert_header("Retry-After", until.as_str())).await;
    let client = client(0);
    let error = client.get(&at(&server, "/"), None).await.unwrap_err();
    let Retry::After(wait) = error.retry() else { panic!("{error}") };
    assert!((3_590..=3_600).contains(&wait.as_secs()), "{wait:?}");
    let error = client.get(&at(&server, "/"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::Resting { .. }), "{error}");
    assert!(matches!(error.retry(), Retry::After(x) if x <= wait));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

/// Forbids so many times, then answers.
struct Forbids(AtomicUsize);

impl Respond for Forbids {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let left = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |x| x.checked_sub(1));
        ResponseTemplate::new(if left.is_ok() { 403 } else { 200 })
    }
}

#[tokio::test]
async fn a_host_that_forbids_three_times_is_left_alone_for_long() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(Forbids(AtomicUsize::new(3))).mount(&server).await;
    let client = client(0);
    let url = at(&server, "/");
    assert_eq!(client.get(&url, None).await.unwrap_err().retry(), Retry::Now);
    assert_eq!(client.get(&url, None).await.unwrap_err().retry(), Retry::Now);
    assert_eq!(client.get(&url, None).await.unwrap_err().retry(), Retry::After(crate::source::LONG_STOP));
    assert!(matches!(client.get(&url, None).await.unwrap_err(), FetchError::Resting { .. }));
    assert_eq!(server.received_requests().await.unwrap().len(), 3);
}

#[tokio::test]
async fn an_answer_in_between_forgives_earlier_refusals() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(Forbids(AtomicUsize::new(2))).mount(&server).await;
    let client = client(0);
    let url = at(&server, "/");
    for _ in 0..2 {
        assert_eq!(client.get(&url, None).await.unwrap_err().retry(), Retry::Now);
    }
    assert_eq!(client.get(&url, None).await.unwrap().status, 200);
}

#[test]
fn retry_after_has_two_forms_and_a_bound() {
    let now = "2024-06-01T12:00:00Z".parse().unwrap();
    let seconds = |x| error::retry_after(x, now).map(|x| x.as_secs());
    assert_eq!(seconds("120"), Some(120));
    assert_eq!(seconds("Sat, 01 Jun 2024 12:01:30 GMT"), Some(90));
    assert_eq!(seconds("Sat, 01 Jun 2024 11:00:00 GMT"), Some(0));
    assert_eq!(seconds("99999999"), Some(86_400));
    assert_eq!(seconds("soon"), None);
}
