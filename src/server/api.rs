//! The API over a database: its parts joined as configured.

use std::sync::Arc;

use axum::Router;
use tokio_util::sync::CancellationToken;

use super::{ServerError, session};
use crate::auth::Authenticator;
use crate::cache::{Store, Version};
use crate::config::Config;
use crate::db::Db;
use crate::graphql::http::{self, HttpOptions};
use crate::graphql::limit::Limits;
use crate::graphql::{self, ApiContext, Gate, GateOptions};
use crate::job::RunFeed;

/// The routes of the API over a migrated database, `/graphql` and `/session`. What follows the database in the background ends
/// with `shutdown`.
///
/// # Errors
/// The database cannot be reached.
pub async fn api(config: &Config, db: &Db, shutdown: CancellationToken) -> Result<Router, ServerError> {
    let version = Version::follow(&db.pool, shutdown.clone()).await?;
    let followed = version.clone();
    let gate = Gate::new(GateOptions {
        limits: Limits::from(&config.limits),
        cache_bytes: config.cache_bytes,
        data_version: Arc::new(move || followed.get()),
        request_data: None,
    });
    let store = Store::new(db.pool.clone(), version, config.season_bytes);
    store.facts.keep_ready(shutdown);
    let context = ApiContext { store, db: db.clone(), runs: RunFeed::start(db.clone()) };
    let schema = graphql::schema(context, &gate);
    let authenticator = Authenticator::new(db.clone(), config.admin_key.as_ref(), config.anonymous_reads);
    let options = HttpOptions { cors_origins: config.cors_origins.clone(), is_behind_proxy: config.behind_proxy };
    let sessions = session::router(authenticator.clone(), config.behind_proxy);
    Ok(http::router(schema, gate, authenticator, options).merge(sessions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configured_defaults_are_those_of_the_gate() {
        assert_eq!(Limits::from(&Config::defaults().unwrap().limits), Limits::default());
    }
}
