//! Browsers that sign in: the cookie over HTTP and WebSocket, and what ends a session.

use axum::http::{HeaderMap, HeaderValue, header};
use futures::{SinkExt, StreamExt};
use scorebook::auth::{self, AuthError, Authenticator, Caller, Role};
use scorebook::config::{Config, Secret};
use scorebook::server;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_util::sync::CancellationToken;

use crate::support::http::Answer;
use crate::support::{TestDb, TestServer};

const ADMIN_KEY: &str = "bootstrap-key-0123456789";
const JSON: (&str, &str) = ("content-type", "application/json");

/// The whole API over a database, as configured.
async fn started(test: &TestDb, set: impl FnOnce(&mut Config)) -> TestServer {
    let mut config = Config::defaults().unwrap();
    config.admin_key = Some(Secret::new(ADMIN_KEY));
    config.anonymous_reads = false;
    set(&mut config);
    let api = server::api(&config, &test.db, CancellationToken::new()).await.unwrap();
    TestServer::start(test.db.clone(), api).await
}

async fn sign_in(server: &TestServer, key: &str, headers: &[(&str, &str)]) -> Answer {
    let headers = [&[JSON], headers].concat();
    server.request("POST", "/session", &headers, &json!({ "key": key }).to_string()).await
}

/// The cookie of an answer as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, 204, "{}", answer.body);
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

async fn state(server: &TestServer, headers: &[(&str, &str)]) -> Value {
    let answer = server.request("GET", "/session", headers, "").await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")), "{}", answer.body);
    answer.json()
}

/// An operation with a cookie: its status and the code of its first error.
async fn operation(server: &TestServer, query: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let headers = [&[JSON], headers].concat();
    let answer = server.request("POST", "/graphql", &headers, &json!({ "query": query }).to_string()).await;
    let code = answer.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or("none").to_owned();
    (answer.status, code)
}

const READ: &str = "{ players(first: 1) { nodes { id } } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_signs_in_reads_and_signs_out() {
    let test = TestDb::new().await;
    let (id, key) = auth::create(&test.db, "front desk", Role::Reader).await.unwrap();
    let server = started(&test, |_| {}).await;
    let nobody = json!({"isSignedIn": false, "role": null, "name": null, "isKeyNeeded": true});
    assert_eq!(state(&server, &[]).await, nobody);
    assert_eq!(operation(&server, READ, &[]).await, (401, "UNAUTHENTICATED".to_owned()));

    let answer = sign_in(&server, key.expose(), &[]).await;
    let cookie = cookie(&answer);
    let set = answer.header("set-cookie").unwrap();
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=2592000"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure") && !set.contains("Domain"), "{set}");
    let (name, value) = cookie.split_once('=').unwrap();
    assert_eq!((name, value.len()), ("scorebook_session", 43), "256 bits in base64");
    assert!(!set.contains(key.expose()) && !set.contains(&key.expose()[3..12]), "nothing of the key is in it");
    let stored: String =
        sqlx::query_scalar("SELECT row_to_json(s)::text FROM session s").fetch_one(&test.db.pool).await.unwrap();
    assert!(!stored.contains(value), "only its hash is kept");

    let with = [("cookie", cookie.as_str())];
    let signed_in = json!({"isSignedIn": true, "role": "READER", "name": "front desk", "isKeyNeeded": true});
    assert_eq!(state(&server, &with).await, signed_in);
    assert_eq!(operation(&server, READ, &with).await, (200, "none".to_owned()));
    let crawl = "mutation { startCrawl(input: {source: REGISTER}) { __typename } }";
    assert_eq!(operation(&server, crawl, &with).await.1, "FORBIDDEN", "a reader's session is a reader's");
    // The caller of the session is the key's, who pays for both.
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, HeaderValue::from_str(&cookie).unwrap());
    let caller = Authenticator::new(test.db.clone(), None, false).caller(&headers).await.unwrap();
    assert_eq!(caller, Caller { role: Some(Role::Reader), key_id: Some(id), name: Some("front desk".to_owned()) });

    // A header counts more than the cookie, also a wrong one.
    let admin = [with[0], ("authorization", "Bearer bootstrap-key-0123456789")];
    assert_eq!(state(&server, &admin).await["role"], "ADMIN");
    assert_eq!(operation(&server, READ, &[with[0], ("authorization", "Bearer guess")]).await.0, 401);

    let ended = server.request("DELETE", "/session", &with, "").await;
    assert_eq!(ended.status, 204);
    assert!(ended.header("set-cookie").unwrap().starts_with("scorebook_session=; "), "{ended:?}");
    assert!(ended.header("set-cookie").unwrap().contains("Max-Age=0"), "{ended:?}");
    assert_eq!(state(&server, &with).await, nobody);
    assert_eq!(operation(&server, READ, &with).await.0, 401, "the cookie alone is worth nothing");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_key_begins_no_session() {
    let test = TestDb::new().await;
    let (id, revoked) = auth::create(&test.db, "gone", Role::Admin).await.unwrap();
    auth::revoke(&test.db, id).await.unwrap();
    let server = started(&test, |_| {}).await;
    for wrong in ["", "sb_guess", revoked.expose()] {
        let answer = sign_in(&server, wrong, &[]).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (401, None), "{wrong}");
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }
    for (headers, body, status) in [
        (&[JSON][..], "{", 400),
        (&[JSON], "{}", 422),
        (&[("content-type", "text/plain")], "{\"key\": \"bootstrap-key-0123456789\"}", 415),
        (&[("content-type", "application/x-www-form-urlencoded")], "key=bootstrap-key-0123456789", 415),
        (&[JSON], &json!({ "key": "k".repeat(5000) }).to_string(), 413),
    ] {
        let answer = server.request("POST", "/session", headers, body).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (status, None), "{body}");
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_origins_get_neither_a_session_nor_the_use_of_one() {
    let test = TestDb::new().await;
    let friend = "http://127.0.0.1:1";
    let server = started(&test, |config| config.cors_origins = vec![friend.to_owned()]).await;
    let own = format!("http://{}", server.address);
    let cookie = cookie(&sign_in(&server, ADMIN_KEY, &[("origin", &own), ("sec-fetch-site", "same-origin")]).await);
    for page in [("origin", friend), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        for method in ["POST", "GET", "DELETE"] {
            let headers = [JSON, page, ("cookie", cookie.as_str())];
            let answer = server.request(method, "/session", &headers, &json!({ "key": ADMIN_KEY }).to_string()).await;
            assert_eq!((answer.status, answer.header("set-cookie")), (403, None), "{method} {page:?}");
        }
        assert_eq!(operation(&server, READ, &[page, ("cookie", &cookie)]).await.0, 401, "{page:?}");
    }
    // CORS lets the friend's pages call, with a key of their own, and asks browsers to leave cookies out.
    let asks = [("origin", friend), ("access-control-request-method", "POST")];
    let preflight = server.request("OPTIONS", "/graphql", &asks, "").await;
    assert_eq!(preflight.header("access-control-allow-origin"), Some(friend));
    assert_eq!(preflight.header("access-control-allow-credentials"), None);
    let preflight = server.request("OPTIONS", "/session", &asks, "").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (403, None));
    assert_eq!(state(&server, &[("origin", &own), ("cookie", &cookie)]).await["isSignedIn"], true, "it goes on");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_opens_a_websocket_for_own_pages() {
    let test = TestDb::new().await;
    let friend = "http://127.0.0.1:1";
    let server = started(&test, |config| config.cors_origins = vec![friend.to_owned()]).await;
    let cookie = cookie(&sign_in(&server, ADMIN_KEY, &[]).await);
    let own = format!("http://{}", server.address);
    let introduced = async |origin: &str| -> Result<Message, Error> {
        let mut request = format!("ws://{}/graphql", server.address).into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse()?);
        request.headers_mut().insert("cookie", cookie.parse()?);
        request.headers_mut().insert("origin", origin.parse()?);
        let mut socket = tokio_tungstenite::connect_async(request).await?.0;
        socket.send(Message::text("{\"type\": \"connection_init\"}")).await?;
        socket.next().await.expect("a message")
    };
    let answer = introduced(&own).await.unwrap();
    assert!(matches!(&answer, Message::Text(text) if text.contains("connection_ack")), "{answer:?}");
    // Browsers send the cookie with a WebSocket of any page on the same site.
    let answer = introduced(friend).await.unwrap();
    assert!(matches!(&answer, Message::Close(Some(frame)) if u16::from(frame.code) == 4401), "{answer:?}");
    assert!(matches!(introduced("https://evil.example").await, Err(Error::Http(refused)) if refused.status() == 403));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_for_https_alone_where_a_trusted_proxy_says_so() {
    let test = TestDb::new().await;
    let https = [("x-forwarded-proto", "https")];
    let direct = started(&test, |_| {}).await;
    assert!(!sign_in(&direct, ADMIN_KEY, &https).await.header("set-cookie").unwrap().contains("Secure"));
    let proxied = started(&test, |config| config.behind_proxy = true).await;
    assert!(sign_in(&proxied, ADMIN_KEY, &https).await.header("set-cookie").unwrap().contains("; Secure"));
    assert!(!sign_in(&proxied, ADMIN_KEY, &[]).await.header("set-cookie").unwrap().contains("Secure"));
    direct.stop().await;
    proxied.stop().await;
}

fn with(cookie: &Secret) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, format!("{}={}", auth::COOKIE, cookie.expose()).parse().unwrap());
    headers
}

#[tokio::test]
async fn a_session_ends_with_its_key() {
    let test = TestDb::new().await;
    let (id, key) = auth::create(&test.db, "gone soon", Role::Admin).await.unwrap();
    let first = Secret::new(ADMIN_KEY);
    let closed = |admin_key: Option<&Secret>| Authenticator::new(test.db.clone(), admin_key, false);
    let session = with(&closed(None).sign_in(key.expose()).await.unwrap());
    let operator = with(&closed(Some(&first)).sign_in(ADMIN_KEY).await.unwrap());
    assert_eq!(closed(None).caller(&session).await.unwrap().key_id, Some(id));
    assert_eq!(closed(Some(&first)).caller(&operator).await.unwrap(), Caller::operator());

    auth::revoke(&test.db, id).await.unwrap();
    let over = |found: Result<Caller, AuthError>| matches!(found, Err(AuthError::KeyNeeded));
    assert!(over(closed(None).caller(&session).await), "revoked");
    let second = Secret::new("another-key-0123456789");
    assert!(over(closed(Some(&second)).caller(&operator).await), "another admin key is configured");
    assert!(over(closed(None).caller(&operator).await), "none is configured any more");
    assert!(!over(closed(Some(&first)).caller(&operator).await));

    // A key is no cookie and a cookie no key, also where one of them is remembered.
    let who = closed(Some(&first));
    let cookie = who.sign_in(ADMIN_KEY).await.unwrap();
    who.caller(&with(&cookie)).await.unwrap();
    assert!(matches!(who.caller_of_key(cookie.expose()).await, Err(AuthError::UnknownKey)));
    assert!(over(who.caller(&with(&first)).await));
}

#[tokio::test]
async fn an_old_cookie_locks_nobody_out_of_an_open_server() {
    let test = TestDb::new().await;
    let admin_key = Secret::new(ADMIN_KEY);
    let open = Authenticator::new(test.db.clone(), Some(&admin_key), true);
    let old = open.sign_in(ADMIN_KEY).await.unwrap();
    sqlx::raw_sql("UPDATE session SET expires_at = now() - interval '1 second'").execute(&test.db.pool).await.unwrap();
    assert_eq!(open.caller(&with(&old)).await.unwrap(), Caller::anonymous());
    assert_eq!(open.caller(&with(&Secret::new("made-up"))).await.unwrap(), Caller::anonymous());
    let closed = Authenticator::new(test.db.clone(), Some(&admin_key), false);
    assert!(matches!(closed.caller(&with(&old)).await, Err(AuthError::KeyNeeded)));

    open.sign_in(ADMIN_KEY).await.unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM session").fetch_one(&test.db.pool).await.unwrap();
    assert_eq!(rows, 1, "what expired is deleted when another begins");
}

#[tokio::test]
async fn busy_sessions_cost_no_query() {
    let test = TestDb::new().await;
    let (_, key) = auth::create(&test.db, "hot", Role::Reader).await.unwrap();
    let who = Authenticator::new(test.db.clone(), None, false);
    let session = with(&who.sign_in(key.expose()).await.unwrap());
    who.caller(&session).await.unwrap();
    // Without a table, only what is remembered can answer.
    sqlx::raw_sql("ALTER TABLE session RENAME TO session_away").execute(&test.db.pool).await.unwrap();
    for _ in 0..100 {
        who.caller(&session).await.unwrap();
    }
}
