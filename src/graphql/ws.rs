//! Subscriptions over WebSocket at the same endpoint: subprotocol `graphql-transport-ws`, and `graphql-ws` of older
//! clients. The protocol itself is the library's; who may connect, what an operation may cost and how its errors
//! look is decided here, by the same gate as over HTTP.

use std::any::TypeId;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_graphql::http::{ALL_WEBSOCKET_PROTOCOLS, WebSocket as Protocol, WebSocketProtocols, WsMessage};
use async_graphql::{Data, Error, Executor, Response as GraphqlResponse};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::extract::{ConnectInfo, FromRequestParts, Request, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use futures::stream::{self, BoxStream, StreamExt};
use futures::{FutureExt, SinkExt};

use super::error::{Code, server_error};
use super::gate::{Gate, Params, Visit};
use super::http::{AuthError, Authenticator, Endpoint, Refusal};
use super::negotiate::Media;
use super::request_id::RequestId;
use crate::auth::is_own_page;

/// A client must introduce itself within this time.
const INIT_WITHIN: Duration = Duration::from_secs(10);

/// Close codes of graphql-transport-ws.
const BAD_REQUEST: u16 = 4400;
const UNAUTHORIZED: u16 = 4401;
const INIT_TIMEOUT: u16 = 4408;

/// Whether a request wants a WebSocket.
pub(crate) fn is_upgrade(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::GET
        && headers.get(header::UPGRADE).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Answers the upgrade request; the socket then lives in a task of its own.
pub(crate) async fn upgrade<E: Executor, A: Authenticator>(
    endpoint: Arc<Endpoint<E, A>>,
    request_id: RequestId,
    request: Request,
) -> Response {
    let refuse = |refusal: Refusal| refusal.into_response(&request_id, Media::Json);
    let (mut parts, _) = request.into_parts();
    if !is_allowed_page(&parts.headers, &endpoint.options.cors_origins) {
        return refuse(Refusal::forbidden("pages of this origin may not open a WebSocket here"));
    }
    let Some(protocol) = protocol(&parts.headers) else {
        return refuse(Refusal::upgrade("the WebSocket subprotocol must be graphql-transport-ws or graphql-ws"));
    };
    // A missing key may still come in connection_init; a wrong one is refused here.
    let caller = match endpoint.authenticator.authenticate(&parts.headers).await {
        Ok(caller) => Some(caller),
        Err(AuthError::Missing) => None,
        Err(error) => return refuse(Refusal::auth(&error)),
    };
    let peer = parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip());
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return refuse(Refusal::upgrade(rejection.body_text())),
    };
    let limit = endpoint.gate.limits().body_bytes;
    let connection = Connection { endpoint, request_id, headers: parts.headers, peer, caller };
    upgrade
        .protocols(ALL_WEBSOCKET_PROTOCOLS)
        .max_message_size(limit)
        .max_frame_size(limit)
        .on_upgrade(move |socket| connection.serve(socket, protocol))
}

/// Whether a WebSocket comes from a page of ours, an allowed page, or no page at all. Browsers send cookies and
/// remembered passwords with a WebSocket of any page, and no CORS holds them back.
fn is_allowed_page(headers: &HeaderMap, allowed: &[String]) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    is_own_page(headers) || origin.is_some_and(|origin| allowed.iter().any(|entry| entry == "*" || entry == origin))
}

fn protocol(headers: &HeaderMap) -> Option<WebSocketProtocols> {
    let offered = headers.get(header::SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()?;
    // The order is the server's, as in the response to the upgrade.
    ALL_WEBSOCKET_PROTOCOLS
        .into_iter()
        .find(|ours| offered.split(',').any(|theirs| theirs.trim() == *ours))
        .and_then(|name| WebSocketProtocols::from_str(name).ok())
}

struct Connection<E, A: Authenticator> {
    endpoint: Arc<Endpoint<E, A>>,
    request_id: RequestId,
    headers: HeaderMap,
    peer: Option<std::net::IpAddr>,
    caller: Option<A::Caller>,
}

impl<E: Executor, A: Authenticator> Connection<E, A> {
    async fn serve(self, socket: WebSocket, protocol: WebSocketProtocols) {
        let (mut sink, source) = socket.split();
        let executor = Gated::<E, A> {
            executor: self.endpoint.executor.clone(),
            gate: self.endpoint.gate.clone(),
            running: Arc::default(),
            caller: std::marker::PhantomData,
        };
        let input = source
            .take_while(|message| std::future::ready(message.is_ok()))
            .filter_map(|message| std::future::ready(message.ok()))
            .filter(|message| std::future::ready(matches!(message, Message::Text(_) | Message::Binary(_))))
            .map(Message::into_data)
            .boxed();
        let output = Protocol::new(executor, input, protocol)
            .on_connection_init(move |payload| async move { self.init(&payload).await }.boxed());
        futures::pin_mut!(output);
        let mut next = match tokio::time::timeout(INIT_WITHIN, output.next()).await {
            Ok(next) => next,
            Err(_) => Some(WsMessage::Close(INIT_TIMEOUT, "Connection initialisation timeout".to_owned())),
        };
        while let Some(message) = next {
            let is_last = matches!(message, WsMessage::Close(..));
            if sink.send(frame(message)).await.is_err() || is_last {
                break;
            }
            next = output.next().await;
        }
        // The client may be gone already.
        let _ = sink.close().await;
    }

    /// Answers `connection_init`: a key in its payload counts more than one in the headers.
    async fn init(mut self, payload: &serde_json::Value) -> async_graphql::Result<Data> {
        if let Some(value) = authorization(payload) {
            let value = HeaderValue::from_str(value).map_err(|_| Error::new(UNAUTHENTICATED))?;
            self.headers.insert(header::AUTHORIZATION, value);
            let found = self.endpoint.authenticator.authenticate(&self.headers).await;
            if let Err(AuthError::Unavailable(cause)) = &found {
                tracing::error!(request_id = %self.request_id, error = %cause, "keys cannot be checked");
            }
            self.caller = found.ok();
            if self.caller.is_none() {
                return Err(Error::new(UNAUTHENTICATED));
            }
        }
        let caller = self.caller.ok_or_else(|| Error::new(UNAUTHENTICATED))?;
        let payer = self.endpoint.payer(&caller, &self.headers, self.peer);
        let mut data = Data::default();
        data.insert(Visit { request_id: self.request_id, caller, payer });
        Ok(data)
    }
}

/// The message of a refused `connection_init`.
const UNAUTHENTICATED: &str = "UNAUTHENTICATED";

/// The key in the payload of `connection_init`: `{"authorization": "Bearer KEY"}`, however it is capitalized.
fn authorization(payload: &serde_json::Value) -> Option<&str> {
    let (_, value) = payload.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    value.as_str()
}

/// The library closes with codes of WebSocket itself where graphql-transport-ws has its own.
fn frame(message: WsMessage) -> Message {
    match message {
        WsMessage::Text(text) => Message::Text(text.into()),
        WsMessage::Close(code, reason) => {
            let code = match (code, reason.as_str()) {
                (1002, UNAUTHENTICATED) => UNAUTHORIZED,
                (1002, _) => BAD_REQUEST,
                (1011, _) => UNAUTHORIZED,
                _ => code,
            };
            // A close frame holds 125 bytes, two of them the code.
            let end = (0..=reason.len().min(123)).rev().find(|end| reason.is_char_boundary(*end)).unwrap_or(0);
            Message::Close(Some(CloseFrame { code, reason: reason[..end].into() }))
        }
    }
}

/// The executor of one socket: every operation passes the gate.
struct Gated<E, A> {
    executor: E,
    gate: Gate,
    /// Operations running on this socket.
    running: Arc<AtomicUsize>,
    caller: std::marker::PhantomData<fn() -> A>,
}

impl<E: Clone, A> Clone for Gated<E, A> {
    fn clone(&self) -> Self {
        Gated {
            executor: self.executor.clone(),
            gate: self.gate.clone(),
            running: Arc::clone(&self.running),
            caller: std::marker::PhantomData,
        }
    }
}

/// Counts an operation as running until dropped.
struct Running(Arc<AtomicUsize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl<E: Executor, A: Authenticator> Executor for Gated<E, A> {
    async fn execute(&self, request: async_graphql::Request) -> GraphqlResponse {
        // The protocol runs everything as a stream; what comes this way has no session, and is refused.
        self.execute_stream(request, None).next().await.unwrap_or_default()
    }

    fn execute_stream(
        &self,
        request: async_graphql::Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, GraphqlResponse> {
        let visit = session
            .as_deref()
            .and_then(|data| data.get(&TypeId::of::<Visit<A::Caller>>())?.downcast_ref::<Visit<A::Caller>>().cloned());
        let Some(visit) = visit else {
            let error = server_error(Code::Unauthenticated, "the socket has not been initialised", None);
            return stream::once(async { GraphqlResponse::from_errors(vec![error]) }).boxed();
        };
        let running = Running(Arc::clone(&self.running));
        let count = self.running.fetch_add(1, Ordering::Relaxed) + 1;
        let params = Params {
            query: Some(request.query).filter(|query| !query.is_empty()),
            operation_name: request.operation_name,
            variables: request.variables,
            sha256: None,
        };
        let (executor, gate) = (self.executor.clone(), self.gate.clone());
        let most = gate.limits().socket_operations;
        async move {
            let responses = if count > most {
                let message = format!("the socket runs {most} operations already: end some of them first");
                gate.refused_stream(server_error(Code::BadUserInput, message, None), visit).await
            } else {
                gate.stream(executor, visit, params).await
            };
            responses.map(move |response| {
                // Moved in, so that the operation counts until its stream ends or is dropped.
                let _ = &running;
                response
            })
        }
        .flatten_stream()
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn pages_of_other_origins_are_kept_out() {
        let own = headers(&[(header::HOST, "127.0.0.1:8000"), (header::ORIGIN, "http://127.0.0.1:8000")]);
        let other = headers(&[(header::HOST, "127.0.0.1:8000"), (header::ORIGIN, "https://evil.example")]);
        let program = headers(&[(header::HOST, "127.0.0.1:8000")]);
        assert!(is_allowed_page(&own, &[]));
        assert!(!is_allowed_page(&other, &[]));
        assert!(is_allowed_page(&other, &["https://evil.example".to_owned()]));
        assert!(is_allowed_page(&other, &["*".to_owned()]));
        assert!(is_allowed_page(&program, &[]));
    }

    #[test]
    fn the_newer_protocol_is_preferred() {
        let offered = |value| protocol(&headers(&[(header::SEC_WEBSOCKET_PROTOCOL, value)]));
        assert_eq!(offered("graphql-ws, graphql-transport-ws"), Some(WebSocketProtocols::GraphQLWS));
        assert_eq!(offered("graphql-ws"), Some(WebSocketProtocols::SubscriptionsTransportWS));
        assert_eq!(offered("mqtt"), None);
    }

    #[test]
    fn a_key_is_found_however_it_is_capitalized() {
        assert_eq!(authorization(&json!({"Authorization": "Bearer k"})), Some("Bearer k"));
        assert_eq!(authorization(&json!({"authorization": 1})), None);
        assert_eq!(authorization(&json!(null)), None);
    }

    #[test]
    fn a_close_frame_is_never_too_long() {
        let Message::Close(Some(frame)) = frame(WsMessage::Close(1002, "é".repeat(100))) else { panic!("a close") };
        assert_eq!(frame.code, BAD_REQUEST);
        assert!(frame.reason.len() <= 123);
    }
}
