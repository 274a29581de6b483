//! The HTTP shell: health, metrics, request ids, and an orderly end.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use scorebook::server::{self, ServerError};

use crate::support::{TestDb, TestServer};

#[tokio::test]
async fn health_and_readiness() {
    let test = TestDb::new().await;
    let server = TestServer::start(test.db.clone(), Router::new()).await;
    assert_eq!(server.get("/healthz").await.status, 200);
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 200, "{}", ready.body);
    assert_eq!(ready.json()["status"], "ready");
    assert!(ready.json()["dataVersion"].as_str().unwrap().parse::<i64>().is_ok());

    sqlx::raw_sql("DELETE FROM seaql_migrations WHERE version = '0005_auth'").execute(&test.db.pool).await.unwrap();
    let behind = server.get("/readyz").await;
    assert_eq!(
        (behind.status, behind.json()["reason"].as_str()),
        (503, Some("the database lacks the migrations 0005_auth"))
    );

    test.db.pool.close().await;
    let gone = server.get("/readyz").await;
    assert_eq!((gone.status, gone.json()["reason"].as_str()), (503, Some("the database cannot be reached")));
    assert_eq!(server.get("/healthz").await.status, 200, "the process still lives");
    server.stop().await;
}

#[tokio::test]
async fn the_pages_stand_at_their_addresses_and_nothing_else_is_there() {
    let test = TestDb::empty().await;
    let server = TestServer::start(test.db.clone(), Router::new()).await;
    for path in ["/", "/players/1", "/compare", "/leaders", "/coverage", "/admin", "/sign-in", "/graphiql"] {
        let page = server.get(path).await;
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none';"), "{path}");
    }
    assert_eq!(server.get("/nothing").await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn every_request_is_counted_and_has_an_id() {
    let test = TestDb::empty().await;
    let api = Router::new().route("/counted/{id}", get(|| async { "x" }));
    let server = TestServer::start(test.db.clone(), api).await;
    let own = server.request("GET", "/counted/1", &[("x-request-id", "trace-7")], "").await;
    assert_eq!(own.header("x-request-id"), Some("trace-7"));
    let made = server.request("GET", "/counted/2", &[("x-request-id", "not plain!")], "").await;
    assert_eq!(made.header("x-request-id").map(str::len), Some(16));

    let metrics = server.get("/metrics").await;
    assert!(metrics.header("content-type").unwrap().starts_with("text/plain; version=0.0.4"));
    let expected = r#"scorebook_http_requests_total{method="GET",route="/counted/{id}",status="200"} 2"#;
    assert!(metrics.body.contains(expected), "{}", metrics.body);
    assert!(metrics.body.contains(r#"scorebook_http_request_seconds_bucket{route="/counted/{id}",le="+Inf"} 2"#));
    assert!(metrics.body.contains("# TYPE scorebook_database_connections gauge"));
    server.stop().await;
}

#[tokio::test]
async fn a_panic_answers_500_and_the_server_lives() {
    let test = TestDb::empty().await;
    let api = Router::new().route("/panics", get(|| async { panic!("on purpose") as () }));
    let server = TestServer::start(test.db.clone(), api).await;
    let answer = server.get("/panics").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.body.contains("on purpose"));
    assert_eq!(server.get("/healthz").await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn stopping_waits_for_requests_in_flight_but_not_for_ever() {
    let test = TestDb::empty().await;
    let slow = |ms: u64| get(move || async move { tokio::time::sleep(Duration::from_millis(ms)).await });
    let api = Router::new().route("/slow", slow(200)).route("/endless", slow(60_000));
    let server = TestServer::start(test.db.clone(), api.clone()).await;
    let (answer, ()) = tokio::join!(server.get("/slow"), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        server.shutdown.cancel();
    });
    assert_eq!(answer.status, 200, "it was answered after the shutdown began");
    server.stop().await;

    let server = TestServer::start(test.db.clone(), api).await;
    let address = server.address;
    let endless = tokio::spawn(async move {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"GET /endless HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    server.stop().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    endless.abort();
}

#[tokio::test]
async fn an_occupied_port_is_one_clear_line() {
    let first = server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = first.local_addr().unwrap();
    let refused = server::bind(address).await.unwrap_err();
    assert!(matches!(refused, ServerError::AddressInUse(taken) if taken == address));
    let line = refused.to_string();
    assert!(line.contains(&address.to_string()) && line.contains("SCOREBOOK_LISTEN") && !line.contains('\n'), "{line}");
}
