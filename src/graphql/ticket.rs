//! The ticket of one operation: it travels through the library in the request's data, is priced and paid when the
//! library has validated the operation, and brings back what the transport must know.
//!
//! The library shows the price of an operation only to its extensions; [`Pricing`] is ours. Without a ticket (a
//! schema executed directly) the extension does nothing.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::registry::{MetaType, Registry};
use async_graphql::{CacheControl, Name, Response, ServerError, ValidationResult};

use super::cost::{Buckets, Payer, lock};
use super::document::Operation;
use super::error::{self, Code, server_error};
use super::response_cache::{Body, CacheKey, ResponseCache};
use super::shape::Shape;

/// What pricing needs of the process.
pub(crate) struct Till {
    pub complexity: u64,
    pub buckets: Buckets,
    pub responses: ResponseCache,
}

/// One operation on its way.
pub(crate) struct Ticket {
    pub till: Arc<Till>,
    pub payer: Payer,
    /// Under which its response may be kept, for queries.
    pub key: Option<CacheKey>,
    pub operation: Arc<Operation>,
    progress: Mutex<Progress>,
}

/// What is known of an operation so far.
#[derive(Clone, Default)]
pub(crate) struct Progress {
    /// Its price, once validated.
    pub price: u64,
    /// What its caller has left, once paid.
    pub remaining: Option<u64>,
    /// When to come again, if the caller could not pay.
    pub retry_after: Option<Duration>,
    /// Whether a resolver may have run.
    pub executed: bool,
    /// The finished body, when the response cache has it.
    pub body: Option<Arc<Body>>,
    max_age: Option<Duration>,
}

impl Ticket {
    pub fn new(till: Arc<Till>, payer: Payer, key: Option<CacheKey>, operation: Arc<Operation>) -> Ticket {
        Ticket { till, payer, key, operation, progress: Mutex::default() }
    }

    /// What is known of the operation so far.
    pub fn progress(&self) -> Progress {
        self.locked().clone()
    }

    /// Takes the price from the payer's bucket.
    pub async fn pay(&self, price: u64) -> Result<(), ServerError> {
        let paid = self.till.buckets.charge(&self.payer, price, Instant::now()).await;
        let mut progress = self.locked();
        progress.price = price;
        match paid {
            Ok(remaining) => {
                progress.remaining = remaining;
                Ok(())
            }
            Err(empty) => {
                progress.remaining = Some(empty.remaining);
                progress.retry_after = Some(empty.retry_after);
                let seconds = empty.retry_after.as_secs_f64().ceil();
                let message = format!("the operation costs {price}, more than you have left: try again in {seconds} s");
                Err(server_error(Code::RateLimited, message, None))
            }
        }
    }

    async fn price(&self, validated: &ValidationResult, registry: &Registry) -> Result<(), ServerError> {
        // Everything costs something, or a loop of empty queries would be free.
        let price = u64::try_from(validated.complexity).unwrap_or(u64::MAX).max(1);
        if price > self.till.complexity {
            self.locked().price = price;
            let message = format!("the query is priced {price}, the limit is {}: ask for less", self.till.complexity);
            return Err(server_error(Code::QueryTooComplex, message, None));
        }
        self.locked().max_age = max_age(&validated.cache_control, &self.operation.shape, registry);
        self.pay(price).await
    }

    fn locked(&self) -> MutexGuard<'_, Progress> {
        lock(&self.progress)
    }
}

/// How long a response may be kept. The library lets a field without a setting inherit that of its neighbours, so
/// each field at the root must say for itself that it may be kept.
fn max_age(control: &CacheControl, shape: &Shape, registry: &Registry) -> Option<Duration> {
    let Some(MetaType::Object { fields, cache_control, .. }) = registry.types.get(&registry.query_type) else {
        return None;
    };
    let is_marked = |root: &Name| {
        let field = fields.get(root.as_str());
        field.is_some_and(|field| field.cache_control.max_age > 0 || cache_control.max_age > 0)
    };
    if !control.public || shape.fields().next().is_none() || !shape.fields().all(is_marked) {
        return None;
    }
    u64::try_from(control.max_age).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
}

/// The extension that prices operations and keeps responses; a schema gets it from `Gate::install`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pricing;

impl ExtensionFactory for Pricing {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Pricing)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Pricing {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let validated = next.run(ctx).await?;
        if let Some(ticket) = ctx.data_opt::<Arc<Ticket>>() {
            ticket.price(&validated, &ctx.schema_env.registry).await?;
        }
        Ok(validated)
    }

    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let Some(ticket) = ctx.data_opt::<Arc<Ticket>>() else { return next.run(ctx, operation_name).await };
        let progress = {
            let mut progress = ticket.locked();
            progress.executed = true;
            progress.clone()
        };
        let run = async {
            let mut response = next.run(ctx, operation_name).await;
            let operation = &ticket.operation;
            operation.shape.apply(&mut response, operation.ty, &ctx.schema_env.registry);
            response
        };
        let (Some(key), Some(max_age)) = (ticket.key, progress.max_age) else { return run.await };
        let run = async {
            let response = run.await;
            if response.is_err() {
                return Err(response);
            }
            Body::of(&response, progress.price, max_age)
                .map(Arc::new)
                .map_err(|error| Response::from_errors(vec![error::internal(&error)]))
        };
        match ticket.till.responses.get_or_run(key, run).await {
            Ok(body) => {
                ticket.locked().body = Some(body);
                Response::default()
            }
            Err(failed) => {
                let mut response = Response::new(failed.data.clone()).http_headers(failed.http_headers.clone());
                response.errors = failed.errors.clone();
                response
            }
        }
    }
}
