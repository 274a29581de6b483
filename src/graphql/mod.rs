//! The GraphQL API: the schema and its objects, and the way of an operation through HTTP and WebSocket.
//!
//! Resolvers read through the cache and write through the job queue; there is no SQL here. Lines, filters
//! and dimensions are made from the registries of `stat`.

mod closed;
mod connection;
pub mod cost;
pub mod dimension;
mod document;
pub mod error;
pub mod filter;
mod gate;
pub mod http;
pub mod id;
pub mod key;
pub mod leader_input;
pub mod limit;
pub mod line;
pub mod mutation;
pub(crate) mod negotiate;
pub mod object;
#[cfg(test)]
mod prepared;
pub mod query;
pub mod request_id;
mod response_cache;
pub mod scalar;
mod shape;
pub mod stat_name;
pub mod subscription;
mod ticket;
pub mod wanted;
mod wiring;
mod ws;

use async_graphql::{Context, Result, SDLExportOptions, SchemaBuilder};

pub use gate::{DataVersion, Gate, GateOptions, Identity, RequestData};

use self::error::ApiError;
use self::mutation::Mutation;
use self::query::Query;
use self::subscription::Subscription;
use crate::auth::{AuthError, Caller};
use crate::cache::Store;
use crate::db::Db;
use crate::job::RunFeed;
use crate::source::notice::OF_THE_SCHEMA;

/// The schema of the API.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// What resolvers work with.
#[derive(Debug, Clone)]
pub struct ApiContext {
    /// Everything that is read.
    pub store: Store,
    /// The job queue's database.
    pub db: Db,
    /// Progress of runs.
    pub runs: RunFeed,
}

/// The schema, ready to serve.
#[must_use]
pub fn schema(context: ApiContext, gate: &Gate) -> Schema {
    gate.install(builder()).data(context).finish()
}

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query, Mutation, Subscription)
        .register_output_type::<object::Node>()
        .override_output_type_description::<Query>(OF_THE_SCHEMA)
}

/// The schema as text, sorted, as `schema.graphql` holds it.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items().include_specified_by();
    builder().finish().sdl_with_options(options)
}

/// What resolvers work with.
fn api<'a>(ctx: &Context<'a>) -> Result<&'a ApiContext> {
    ctx.data::<ApiContext>()
}

/// The store of the context.
fn store<'a>(ctx: &Context<'a>) -> Result<&'a Store> {
    api(ctx).map(|api| &api.store)
}

/// Refuses everybody without an admin key; gives the name of the key.
fn admin(ctx: &Context<'_>) -> Result<String> {
    let caller = ctx.data::<Caller>()?;
    match caller.require_admin() {
        Ok(()) => Ok(caller.name.clone().unwrap_or_else(|| "api".to_owned())),
        Err(AuthError::NotAdmin) => Err(ApiError::forbidden()),
        Err(_) => Err(ApiError::unauthenticated()),
    }
}
