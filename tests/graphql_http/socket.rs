//! Subscriptions over WebSocket.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use scorebook::graphql::limit::Limits;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::support::{Api, Setup};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(api: &Api, protocol: &str, headers: &[(&'static str, &str)]) -> Result<Socket, Error> {
    let address = api.listen().await;
    let mut request = format!("ws://{address}/graphql").into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", protocol.parse()?);
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse()?);
    }
    Ok(tokio_tungstenite::connect_async(request).await?.0)
}

async fn send(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.expect("the socket is open");
}

async fn receive(socket: &mut Socket) -> Value {
    let next = tokio::time::timeout(Duration::from_secs(5), socket.next());
    match next.await.expect("a message in time").expect("an open socket").expect("a frame") {
        Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
        Message::Close(Some(frame)) => json!({ "close": u16::from(frame.code), "reason": frame.reason.as_str() }),
        other => panic!("unexpected frame {other:?}"),
    }
}

async fn init(socket: &mut Socket, payload: Value) -> Value {
    send(socket, json!({ "type": "connection_init", "payload": payload })).await;
    receive(socket).await
}

async fn subscribe(socket: &mut Socket, id: &str, query: &str) -> Value {
    send(socket, json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    receive(socket).await
}

fn refused_with(result: Result<Socket, Error>) -> u16 {
    match result {
        Err(Error::Http(response)) => response.status().as_u16(),
        other => panic!("expected a refused handshake, got {other:?}"),
    }
}

#[tokio::test]
async fn a_subscription_sends_its_items_and_ends() {
    let api = Setup::default().build();
    let mut socket = connect(&api, "graphql-transport-ws", &[]).await.expect("a handshake");
    assert_eq!(init(&mut socket, json!({})).await, json!({"type": "connection_ack"}));
    let first = subscribe(&mut socket, "1", "subscription { ticks(count: 2) }").await;
    assert_eq!((&first["type"], &first["id"]), (&json!("next"), &json!("1")));
    assert_eq!(first["payload"]["data"], json!({"ticks": 1}));
    assert!(first["payload"]["extensions"]["cost"]["remaining"].is_number());
    assert_eq!(receive(&mut socket).await["payload"]["data"], json!({"ticks": 2}));
    assert_eq!(receive(&mut socket).await, json!({"type": "complete", "id": "1"}));
    let query = subscribe(&mut socket, "2", "{ echo(number: 5) }").await;
    assert_eq!(query["payload"]["data"], json!({"echo": 5}), "queries run here too");
}

#[tokio::test]
async fn the_older_protocol_works() {
    let api = Setup::default().build();
    let mut socket = connect(&api, "graphql-ws", &[]).await.expect("a handshake");
    assert_eq!(init(&mut socket, json!({})).await["type"], "connection_ack");
    send(&mut socket, json!({"type": "start", "id": "1", "payload": {"query": "subscription { ticks(count: 1) }"}}))
        .await;
    let data = receive(&mut socket).await;
    assert_eq!((&data["type"], &data["payload"]["data"]), (&json!("data"), &json!({"ticks": 1})));
}

#[tokio::test]
async fn the_key_comes_in_the_header_or_at_the_beginning() {
    let api = Setup { anonymous_reads: false, ..Setup::default() }.build();
    let me = "subscription { me }";
    let key = [("authorization", "Bearer reader")];
    let mut socket = connect(&api, "graphql-transport-ws", &key).await.expect("a handshake");
    assert_eq!(init(&mut socket, json!(null)).await["type"], "connection_ack");
    assert_eq!(subscribe(&mut socket, "1", me).await["payload"]["data"], json!({"me": "reader"}));

    let mut socket = connect(&api, "graphql-transport-ws", &[]).await.expect("a handshake");
    assert_eq!(init(&mut socket, json!({"Authorization": "Bearer admin"})).await["type"], "connection_ack");
    assert_eq!(subscribe(&mut socket, "1", me).await["payload"]["data"], json!({"me": "admin"}));

    for payload in [json!({}), json!({"authorization": "Bearer guess"})] {
        let mut socket = connect(&api, "graphql-transport-ws", &[]).await.expect("a handshake");
        assert_eq!(init(&mut socket, payload).await, json!({"close": 4401, "reason": "UNAUTHENTICATED"}));
    }
    let wrong = [("authorization", "Bearer guess")];
    assert_eq!(refused_with(connect(&api, "graphql-transport-ws", &wrong).await), 401);
}

#[tokio::test]
async fn handshakes_of_other_protocols_and_pages_are_refused() {
    let api = Setup::default().build();
    assert_eq!(refused_with(connect(&api, "mqtt", &[]).await), 400);
    let page = [("origin", "https://evil.example")];
    assert_eq!(refused_with(connect(&api, "graphql-transport-ws", &page).await), 403);
}

#[tokio::test]
async fn operations_pass_the_same_gate_as_over_http() {
    let limits = Limits { socket_operations: 2, depth: 3, timeout: Duration::from_millis(50), ..Limits::default() };
    let api = Setup::limits(limits).build();
    let mut socket = connect(&api, "graphql-transport-ws", &[]).await.expect("a handshake");
    init(&mut socket, json!({})).await;
    for (query, code) in [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ nested { nested { nested { me } } } }", "QUERY_TOO_DEEP"),
        ("subscription { broken }", "INTERNAL"),
        ("{ slow }", "TIMEOUT"),
    ] {
        let answer = subscribe(&mut socket, "1", query).await;
        let error = &answer["payload"]["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{query}: {answer}");
        assert!(error["extensions"]["requestId"].is_string());
        assert!(!answer.to_string().contains("no route to database"));
        assert_eq!(receive(&mut socket).await["type"], "complete");
    }
    for id in ["a", "b"] {
        let message = json!({"type": "subscribe", "id": id, "payload": {"query": "subscription { endless }"}});
        send(&mut socket, message).await;
    }
    let answer = subscribe(&mut socket, "c", "subscription { endless }").await;
    assert_eq!(answer["payload"]["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert_eq!(receive(&mut socket).await["type"], "complete");
    send(&mut socket, json!({"type": "complete", "id": "a"})).await;
    assert_eq!(receive(&mut socket).await, json!({"type": "complete", "id": "a"}));
    let answer = subscribe(&mut socket, "d", "subscription { ticks(count: 1) }").await;
    assert_eq!(answer["payload"]["data"], json!({"ticks": 1}), "an ended operation makes room");
}

#[tokio::test]
async fn a_subscription_is_paid_when_it_starts() {
    let limits = Limits { bucket_size: 10, restore_per_second: 1, complexity: 10, ..Limits::default() };
    let api = Setup::limits(limits).build();
    let mut socket = connect(&api, "graphql-transport-ws", &[]).await.expect("a handshake");
    init(&mut socket, json!({})).await;
    for _ in 0..10 {
        let answer = subscribe(&mut socket, "1", "subscription { ticks(count: 1) }").await;
        assert_eq!(answer["payload"]["data"], json!({"ticks": 1}));
        assert_eq!(receive(&mut socket).await["type"], "complete");
    }
    let answer = subscribe(&mut socket, "1", "subscription { ticks(count: 1) }").await;
    assert_eq!(answer["payload"]["errors"][0]["extensions"]["code"], "RATE_LIMITED");
}
