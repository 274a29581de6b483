//! A small schema with a field for each thing the transport must handle, and a client for it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use async_graphql::{Context, EmptyMutation, Object, Schema, SimpleObject, Subscription};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use futures::Stream;
use scorebook::graphql::error::ApiError;
use scorebook::graphql::http::{AuthError, Authenticator, HttpOptions, router};
use scorebook::graphql::limit::Limits;
use scorebook::graphql::{Gate, GateOptions, Identity};
use serde_json::{Value, json};
use tower::ServiceExt;

/// How often the resolvers ran.
#[derive(Default)]
pub struct Runs {
    pub plays: AtomicUsize,
    pub secret: AtomicUsize,
    pub failing: AtomicUsize,
}

pub struct Query;

/// A player of the small schema.
#[derive(SimpleObject, Clone)]
pub struct Player {
    name: String,
    rank: i32,
}

#[Object]
impl Query {
    /// Can be kept.
    #[graphql(cache_control(max_age = 60))]
    async fn plays(&self, ctx: &Context<'_>, plus: Option<i32>) -> async_graphql::Result<i32> {
        let runs = ctx.data::<Arc<Runs>>()?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        let run = runs.plays.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(i32::try_from(run)? + plus.unwrap_or_default())
    }

    /// Cannot be kept: it says nothing about it.
    async fn secret(&self, ctx: &Context<'_>) -> async_graphql::Result<usize> {
        Ok(ctx.data::<Arc<Runs>>()?.secret.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// Could be kept, and fails.
    #[graphql(cache_control(max_age = 60))]
    async fn failing(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        ctx.data::<Arc<Runs>>()?.failing.fetch_add(1, Ordering::SeqCst);
        Err(ApiError::internal(&std::io::Error::other("relation \"play\" does not exist")))
    }

    #[graphql(complexity = "scorebook::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn players(&self, first: Option<i32>) -> Vec<Player> {
        (1..=first.unwrap_or(25).min(3)).map(|rank| Player { name: format!("P{rank}"), rank }).collect()
    }

    async fn me(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(ctx.data::<Caller>()?.role_class())
    }

    async fn admin_only(&self) -> async_graphql::Result<i32> {
        Err(ApiError::forbidden())
    }

    async fn leaky(&self) -> async_graphql::Result<i32> {
        Err("password authentication failed for user postgres".into())
    }

    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_secs(30)).await;
        1
    }

    async fn echo(&self, number: i32) -> i32 {
        number
    }

    async fn nested(&self) -> Query {
        Query
    }

    async fn optional(&self) -> Option<Query> {
        Some(Query)
    }

    /// May be null, and fails.
    async fn maybe(&self) -> async_graphql::Result<Option<i32>> {
        Err("no route to host".into())
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn bump(&self, ctx: &Context<'_>) -> async_graphql::Result<usize> {
        Ok(ctx.data::<Arc<Runs>>()?.plays.fetch_add(100, Ordering::SeqCst))
    }
}

pub struct Subscription;

#[Subscription]
impl Subscription {
    async fn ticks(&self, count: i32) -> impl Stream<Item = i32> {
        futures::stream::iter(1..=count)
    }

    async fn me(&self, ctx: &Context<'_>) -> async_graphql::Result<impl Stream<Item = &'static str>> {
        let role = ctx.data::<Caller>()?.role_class();
        Ok(futures::stream::iter([role]))
    }

    async fn endless(&self) -> impl Stream<Item = i32> {
        futures::stream::pending()
    }

    async fn broken(&self) -> async_graphql::Result<impl Stream<Item = i32>> {
        let stream: async_graphql::Result<futures::stream::Empty<i32>> = Err("no route to database".into());
        stream
    }
}

/// The caller behind the keys "reader" and "admin".
#[derive(Clone)]
pub struct Caller(Option<i64>);

impl Identity for Caller {
    fn key_id(&self) -> Option<i64> {
        self.0
    }

    fn role_class(&self) -> &'static str {
        match self.0 {
            None => "anonymous",
            Some(1) => "reader",
            Some(_) => "admin",
        }
    }
}

pub struct Keys {
    pub anonymous_reads: bool,
}

impl Authenticator for Keys {
    type Caller = Caller;

    async fn authenticate(&self, headers: &HeaderMap) -> Result<Caller, AuthError> {
        match headers.get("authorization").map(|value| value.as_bytes()) {
            None if self.anonymous_reads => Ok(Caller(None)),
            None => Err(AuthError::Missing),
            Some(b"Bearer reader") => Ok(Caller(Some(1))),
            Some(b"Bearer admin") => Ok(Caller(Some(2))),
            Some(b"Bearer storm") => Err(AuthError::Unavailable("the pool at 10.0.0.1 timed out".into())),
            Some(_) => Err(AuthError::Invalid("this API key is not valid".to_owned())),
        }
    }
}

/// A server with the small schema.
pub struct Api {
    pub router: Router,
    pub runs: Arc<Runs>,
    pub version: Arc<AtomicI64>,
}

/// What an [`Api`] is made of.
pub struct Setup {
    pub limits: Limits,
    pub anonymous_reads: bool,
    pub options: HttpOptions,
}

impl Default for Setup {
    fn default() -> Self {
        Setup { limits: Limits::default(), anonymous_reads: true, options: HttpOptions::default() }
    }
}

impl Setup {
    pub fn limits(limits: Limits) -> Setup {
        Setup { limits, ..Setup::default() }
    }

    pub fn build(self) -> Api {
        let (runs, version) = (Arc::<Runs>::default(), Arc::new(AtomicI64::new(1)));
        let now = Arc::clone(&version);
        let gate = Gate::new(GateOptions {
            limits: self.limits,
            cache_bytes: 1 << 20,
            data_version: Arc::new(move || now.load(Ordering::SeqCst)),
            request_data: None,
        });
        let schema = gate.install(Schema::build(Query, Mutation, Subscription)).data(Arc::clone(&runs)).finish();
        let keys = Keys { anonymous_reads: self.anonymous_reads };
        Api { router: router(schema, gate, keys, self.options), runs, version }
    }
}

/// A response, read.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl Reply {
    pub fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or("none")
    }

    pub fn message(&self) -> &str {
        self.body["errors"][0]["message"].as_str().unwrap_or("none")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("none")
    }
}

pub const GRAPHQL: (&str, &str) = ("accept", "application/graphql-response+json");
pub const JSON: (&str, &str) = ("accept", "application/json");

impl Api {
    pub async fn send(&self, method: Method, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let text = String::from_utf8(body.to_vec()).expect("a body in UTF-8");
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("a body of JSON") };
        Reply { status: parts.status, headers: parts.headers, body, text }
    }

    pub async fn post(&self, headers: &[(&str, &str)], body: Value) -> Reply {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(Method::POST, "/graphql", &headers, body.to_string()).await
    }

    pub async fn query(&self, query: &str) -> Reply {
        self.post(&[GRAPHQL], json!({ "query": query })).await
    }

    pub async fn get(&self, headers: &[(&str, &str)], query: &str) -> Reply {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        self.send(Method::GET, &format!("/graphql?query={query}"), headers, Body::empty()).await
    }

    /// Listens on a free port until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }
}

/// A schema without mutations builds too: the gate does not ask for any.
#[test]
fn a_schema_of_queries_alone_can_be_installed() {
    let gate = Gate::new(GateOptions {
        limits: Limits::default(),
        cache_bytes: 0,
        data_version: Arc::new(|| 1),
        request_data: None,
    });
    let schema = gate.install(Schema::build(Query, EmptyMutation, async_graphql::EmptySubscription)).finish();
    assert!(schema.sdl().contains("players"));
}
