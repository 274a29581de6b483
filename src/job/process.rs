//! What a process needs to work: the parts joined, and the worker and the scheduler over them.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::crawl::{Crawler, refresh_constants};
use super::worker::{WorkerOptions, work};
use super::{JobError, schedule};
use crate::config::Config;
use crate::db::Db;
use crate::lake::Lake;
use crate::source::http::{Client, ClientConfig};

/// What the User-Agent says when the operator set no contact.
const NO_CONTACT: &str = "no contact configured";

/// What the tasks of a process share.
#[derive(Debug)]
pub struct JobContext {
    /// The database.
    pub db: Db,
    /// The bodies as received.
    pub lake: Arc<Lake>,
    /// The one HTTP client.
    pub http: Arc<Client>,
    /// What the operator set.
    pub config: Arc<Config>,
}

impl JobContext {
    /// Joins the parts as configured. The schema must be up to date.
    pub async fn open(db: Db, config: Arc<Config>) -> Result<Arc<Self>, JobError> {
        let contact = if config.contact.is_empty() { NO_CONTACT.to_owned() } else { config.contact.clone() };
        let http = Client::new(ClientConfig {
            delay: config.crawl_delay,
            timeout: config.request_timeout,
            max_body_bytes: config.max_body_bytes,
            contact,
        })
        .map_err(|error| JobError::Invalid(format!("the HTTP client cannot be made: {error}")))?;
        let lake = Lake::open(&config.lake_url, db.clone())
            .await
            .map_err(|error| JobError::Invalid(format!("the lake at {} cannot be opened: {error}", config.lake_url)))?;
        Ok(Arc::new(Self { db, lake: Arc::new(lake), http: Arc::new(http), config }))
    }

    fn options(&self) -> WorkerOptions {
        WorkerOptions {
            retry_base: self.config.retry_base,
            crawl_delay: self.config.crawl_delay,
            ..WorkerOptions::default()
        }
    }
}

/// Does crawls and rebuilds until `shutdown`, or, with `only_run`, until that run is over.
pub async fn run_worker(
    context: Arc<JobContext>,
    only_run: Option<i64>,
    shutdown: CancellationToken,
) -> Result<(), JobError> {
    let options = context.options();
    run_worker_with(context, options, only_run, shutdown).await
}

/// As [`run_worker`], with other options than the configured.
pub async fn run_worker_with(
    context: Arc<JobContext>,
    options: WorkerOptions,
    only_run: Option<i64>,
    shutdown: CancellationToken,
) -> Result<(), JobError> {
    let db = context.db.clone();
    let worked = work(&db, Arc::new(Crawler { context }), options, only_run, shutdown.clone());
    if only_run.is_some() {
        return worked.await;
    }
    // What was loaded without a run, or by a worker that did not live to compute them.
    let constants = shutdown.run_until_cancelled(async {
        if let Err(message) = refresh_constants(&db).await {
            message.log();
        }
    });
    tokio::join!(worked, constants).0
}

/// Keeps the schedule until `shutdown`; returns at once when the operator turned it off.
pub async fn run_scheduler(context: Arc<JobContext>, shutdown: CancellationToken) {
    if context.config.schedule {
        schedule::keep_schedule(&context.db, shutdown).await;
    }
}
