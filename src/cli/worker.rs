//! `scorebook worker`: does queued work and keeps the schedule, without serving.

use std::process::ExitCode;
use std::sync::Arc;

use super::session::with_database;
use crate::config::Config;
use crate::job::{JobContext, run_scheduler, run_worker};
use crate::server;

/// Works until a signal ends it.
pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let shutdown = server::shutdown_on_signal()?;
    with_database(config, async |db| {
        let context = JobContext::open(db, Arc::new(config.clone())).await?;
        let scheduler = tokio::spawn(run_scheduler(Arc::clone(&context), shutdown.clone()));
        let worked = run_worker(context, None, shutdown.clone()).await;
        shutdown.cancel();
        scheduler.await?;
        worked?;
        Ok(ExitCode::SUCCESS)
    })
    .await
}
