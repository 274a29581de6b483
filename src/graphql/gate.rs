//! The gate every operation passes, over HTTP and WebSocket alike: limits, price, response cache, time limit, and
//! the final form of errors.
//!
//! Generic over the executor: must not know the schema, and nothing of HTTP but the headers a resolver may set.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::OperationType;
use async_graphql::{
    Data, Executor, ObjectType, Request, Response, SchemaBuilder, ServerError, SubscriptionType, Value, Variables,
};
use axum::http::HeaderMap;
use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt};

use super::cost::{Buckets, Cost, Payer, objects};
use super::document::{Documents, Operation};
use super::error::{self, Code, server_error};
use super::limit::Limits;
use super::request_id::RequestId;
use super::response_cache::{Body, CacheKey, ResponseCache};
use super::ticket::{Pricing, Progress, Ticket, Till};

/// Reads the version of the data this process knows of.
pub type DataVersion = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Adds to the data of each request, such as data loaders that must not outlive it.
pub type RequestData = Arc<dyn Fn(&mut Data) + Send + Sync>;

/// What a gate is made of.
pub struct GateOptions {
    /// Limits of every operation.
    pub limits: Limits,
    /// Bytes of the response cache; 0 keeps nothing.
    pub cache_bytes: u64,
    /// Where to read the version of the data from.
    pub data_version: DataVersion,
    /// Adds to the data of each request.
    pub request_data: Option<RequestData>,
}

/// The gate of one process. Cheap to clone.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    limits: Limits,
    till: Arc<Till>,
    documents: Documents,
    data_version: DataVersion,
    request_data: Option<RequestData>,
}

/// Who asks, as the authenticator found.
pub trait Identity: Clone + Send + Sync + 'static {
    /// The id of the API key, which pays for the operations; without one the address pays.
    fn key_id(&self) -> Option<i64>;
    /// Name of the class of callers that get the same answers, such as "reader".
    fn role_class(&self) -> &'static str;
}

/// What stays the same for all operations of an HTTP request or a WebSocket.
#[derive(Clone)]
pub(crate) struct Visit<C> {
    pub request_id: RequestId,
    pub caller: C,
    pub payer: Payer,
}

/// An operation as a client sends it, its parts of the right JSON types.
#[derive(Debug, Default)]
pub(crate) struct Params {
    pub query: Option<String>,
    pub operation_name: Option<String>,
    pub variables: Variables,
    /// SHA-256 of the query, from `extensions.persistedQuery`.
    pub sha256: Option<String>,
}

/// How an operation ended.
pub(crate) struct Outcome {
    /// Errors in their final form.
    pub errors: Vec<ServerError>,
    /// `data` as JSON; `None` when the operation did not run.
    pub data: Option<Bytes>,
    /// What other extensions added.
    pub extensions: BTreeMap<String, Value>,
    pub cost: Cost,
    /// Set when the caller could not pay.
    pub retry_after: Option<Duration>,
    /// A mutation where only queries may run.
    pub is_refused_method: bool,
    /// Entity tag of the data, when it is the same for every caller of the class.
    pub etag: Option<String>,
    /// What resolvers set.
    pub headers: HeaderMap,
}

impl Gate {
    /// The gate of a process.
    pub fn new(options: GateOptions) -> Gate {
        let GateOptions { limits, cache_bytes, data_version, request_data } = options;
        let till = Till {
            complexity: limits.complexity,
            buckets: Buckets::new(&limits),
            responses: ResponseCache::new(cache_bytes),
        };
        Gate(Arc::new(Inner { limits, till: Arc::new(till), documents: Documents::new(), data_version, request_data }))
    }

    /// Adds to a schema what the gate needs of it.
    pub fn install<Q, M, S>(&self, schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        schema.extension(Pricing).limit_recursive_depth(self.0.limits.levels())
    }

    /// The limits of this gate.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Parses an operation and checks it as far as that goes without the schema.
    async fn prepare(&self, params: &mut Params) -> Result<(Arc<Operation>, String), ServerError> {
        let text = self.0.documents.text(params.query.take(), params.sha256.as_deref()).await?;
        let name = params.operation_name.as_deref();
        Ok((self.0.documents.get(&text, name, &self.0.limits).await?, text))
    }

    /// The request the library gets.
    fn request<C: Identity>(
        &self,
        text: String,
        operation: &Operation,
        variables: Variables,
        visit: &Visit<C>,
        ticket: &Arc<Ticket>,
    ) -> Request {
        let mut request = Request::new(text).variables(variables);
        request.operation_name = operation.name.as_ref().map(ToString::to_string);
        request.set_parsed_query(operation.executable.clone());
        request.data.insert(visit.caller.clone());
        request.data.insert(visit.request_id.clone());
        request.data.insert(Arc::clone(ticket));
        if let Some(add) = &self.0.request_data {
            add(&mut request.data);
        }
        request
    }

    /// Runs a query or mutation to its end.
    pub(crate) async fn run<E: Executor, C: Identity>(
        &self,
        executor: &E,
        visit: &Visit<C>,
        mut params: Params,
        only_queries: bool,
    ) -> Outcome {
        let (operation, text) = match self.prepare(&mut params).await {
            Ok(prepared) => prepared,
            Err(error) => return self.refused(error, visit, Progress::default()).await,
        };
        match operation.ty {
            OperationType::Subscription => {
                let message = "a subscription runs over WebSocket (subprotocol graphql-transport-ws)";
                let error = server_error(Code::BadUserInput, message, None);
                return self.refused(error, visit, Progress::default()).await;
            }
            OperationType::Mutation if only_queries => {
                let error = server_error(Code::BadUserInput, "a mutation needs POST", None);
                let outcome = self.refused(error, visit, Progress::default()).await;
                return Outcome { is_refused_method: true, ..outcome };
            }
            OperationType::Mutation | OperationType::Query => {}
        }
        let key = (operation.ty == OperationType::Query).then(|| {
            let version = (self.0.data_version)();
            CacheKey::new(version, visit.caller.role_class(), &operation.hash, &params.variables)
        });
        let ticket = Ticket::new(Arc::clone(&self.0.till), visit.payer.clone(), key, Arc::clone(&operation));
        if let Some(key) = key
            && let Some(body) = self.0.till.responses.get(&key).await
        {
            return match ticket.pay(body.price).await {
                Ok(()) => self.kept(&body, &ticket.progress()),
                Err(error) => self.refused(error, visit, ticket.progress()).await,
            };
        }
        if let Err(error) = operation.check_variables(&params.variables) {
            return self.refused(error, visit, Progress::default()).await;
        }
        let ticket = Arc::new(ticket);
        let request = self.request(text, &operation, params.variables, visit, &ticket);
        match tokio::time::timeout(self.0.limits.timeout, executor.execute(request)).await {
            Ok(response) => self.ran(response, visit, ticket.progress()).await,
            Err(_) => self.refused(self.too_slow(), visit, ticket.progress()).await,
        }
    }

    /// Starts an operation of any type whose responses come as a stream, as on a WebSocket.
    pub(crate) async fn stream<E: Executor, C: Identity>(
        &self,
        executor: E,
        visit: Visit<C>,
        mut params: Params,
    ) -> BoxStream<'static, Response> {
        let prepared = self.prepare(&mut params).await;
        let checked = prepared.and_then(|(operation, text)| {
            operation.check_variables(&params.variables)?;
            Ok((operation, text))
        });
        let (operation, text) = match checked {
            Ok(checked) => checked,
            Err(error) => return self.refused_stream(error, visit).await,
        };
        let till = Arc::clone(&self.0.till);
        let ticket = Arc::new(Ticket::new(till, visit.payer.clone(), None, Arc::clone(&operation)));
        let request = self.request(text, &operation, params.variables, &visit, &ticket);
        let responses = executor.execute_stream(request, None);
        let gate = self.clone();
        let finish = move |mut response: Response| {
            let progress = ticket.progress();
            // A subscription has no execute step: once it is paid, its errors come from resolvers.
            ticket.operation.shape.order(&mut response.data);
            let is_paid = progress.price > 0 && progress.retry_after.is_none();
            error::finish(&mut response.errors, progress.executed || is_paid, &visit.request_id);
            let cost = gate.cost(&progress, objects(&response.data));
            response.extension("cost", cost.to_value())
        };
        if operation.ty == OperationType::Subscription {
            return responses.map(finish).boxed();
        }
        let late = self.clone();
        let first = async move {
            let (mut responses, limit) = (responses, late.0.limits.timeout);
            match tokio::time::timeout(limit, responses.next()).await {
                Ok(response) => response,
                Err(_) => Some(Response::from_errors(vec![late.too_slow()])),
            }
        };
        stream::once(first).filter_map(std::future::ready).map(finish).boxed()
    }

    /// A stream that refuses an operation.
    pub(crate) async fn refused_stream<C: Identity>(
        &self,
        error: ServerError,
        visit: Visit<C>,
    ) -> BoxStream<'static, Response> {
        let outcome = self.refused(error, &visit, Progress::default()).await;
        let response = Response::from_errors(outcome.errors).extension("cost", outcome.cost.to_value());
        stream::once(std::future::ready(response)).boxed()
    }

    fn too_slow(&self) -> ServerError {
        let message = format!("the operation took longer than {} s", self.0.limits.timeout.as_secs_f64());
        server_error(Code::Timeout, message, None)
    }

    fn cost(&self, progress: &Progress, actual: u64) -> Cost {
        let buckets = &self.0.till.buckets;
        Cost {
            requested: progress.price,
            actual,
            limit: self.0.limits.complexity,
            remaining: progress.remaining,
            restore_rate: buckets.restore_rate(),
        }
    }

    /// Fills in what the caller has left, for an operation that was refused before it was charged.
    async fn look_up_remaining<C: Identity>(&self, visit: &Visit<C>, progress: &mut Progress) {
        if progress.remaining.is_none() {
            // Charging nothing tells what is left.
            let left = self.0.till.buckets.charge(&visit.payer, 0, Instant::now()).await;
            progress.remaining = left.unwrap_or(Some(0));
        }
    }

    /// An operation that did not run, or not to its end.
    async fn refused<C: Identity>(&self, error: ServerError, visit: &Visit<C>, mut progress: Progress) -> Outcome {
        self.look_up_remaining(visit, &mut progress).await;
        let mut errors = vec![error];
        error::finish(&mut errors, false, &visit.request_id);
        Outcome { errors, retry_after: progress.retry_after, ..Outcome::of(self.cost(&progress, 0)) }
    }

    /// A response from the cache.
    fn kept(&self, body: &Body, progress: &Progress) -> Outcome {
        Outcome {
            data: Some(body.data.clone()),
            etag: Some(body.etag.clone()),
            ..Outcome::of(self.cost(progress, body.objects))
        }
    }

    /// A response of the library.
    async fn ran<C: Identity>(&self, mut response: Response, visit: &Visit<C>, mut progress: Progress) -> Outcome {
        self.look_up_remaining(visit, &mut progress).await;
        let mut outcome = match &progress.body {
            Some(body) => self.kept(body, &progress),
            None => Outcome::of(self.cost(&progress, objects(&response.data))),
        };
        if progress.executed && outcome.data.is_none() {
            match serde_json::to_vec(&response.data) {
                Ok(data) => outcome.data = Some(data.into()),
                Err(error) => response.errors.push(error::internal(&error)),
            }
        }
        error::finish(&mut response.errors, progress.executed, &visit.request_id);
        outcome.errors = response.errors;
        outcome.extensions = response.extensions;
        outcome.headers = response.http_headers;
        outcome.retry_after = progress.retry_after;
        outcome
    }
}

impl Outcome {
    fn of(cost: Cost) -> Outcome {
        Outcome {
            errors: Vec::new(),
            data: None,
            extensions: BTreeMap::new(),
            cost,
            retry_after: None,
            is_refused_method: false,
            etag: None,
            headers: HeaderMap::new(),
        }
    }
}
