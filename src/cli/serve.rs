//! `scorebook serve`: the API, and the worker with its scheduler unless told not to.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::db::{self, Db};
use crate::job::{JobContext, run_scheduler, run_worker};
use crate::server;

/// Wait before a worker that broke is started again.
const WORKER_AGAIN: Duration = Duration::from_secs(5);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only answer queries; crawls are for other processes
    #[arg(long)]
    no_worker: bool,
}

/// Serves until a signal ends it.
pub(super) async fn run(config: Config, args: Args) -> anyhow::Result<ExitCode> {
    let shutdown = server::shutdown_on_signal()?;
    // An address that is taken should show before a database is started.
    let listener = server::bind(config.listen).await?;
    let address = listener.local_addr()?;
    let config = Arc::new(config);
    let opened = db::open(&config).await?;
    let served = async {
        db::migrate(&opened.db).await?;
        let worker = match args.no_worker {
            true => None,
            false => {
                let context = JobContext::open(opened.db.clone(), Arc::clone(&config)).await?;
                Some(start_worker(context, shutdown.clone()))
            }
        };
        println!("ready: http://{address}/");
        let served = serve(&config, listener, &opened.db, shutdown.clone()).await;
        shutdown.cancel();
        if let Some(worker) = worker {
            worker.await?;
        }
        served
    }
    .await;
    opened.close().await;
    served.map(|()| ExitCode::SUCCESS)
}

/// Answers requests until the shutdown.
pub(super) async fn serve(
    config: &Config,
    listener: TcpListener,
    db: &Db,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let api = server::api(config, db, shutdown.clone()).await?;
    let router = server::router(db.clone(), api, shutdown.clone())?;
    tracing::info!(address = %listener.local_addr()?, version = env!("CARGO_PKG_VERSION"), "serving");
    server::run(listener, router, shutdown, config.drain_timeout).await?;
    Ok(())
}

/// Works and keeps the schedule in the background until the shutdown. What breaks a worker, such as a database that
/// restarts, should not take the API down: it is started again.
pub(super) fn start_worker(context: Arc<JobContext>, shutdown: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        let scheduler = tokio::spawn(run_scheduler(Arc::clone(&context), shutdown.clone()));
        while !shutdown.is_cancelled() {
            if let Err(error) = run_worker(Arc::clone(&context), None, shutdown.clone()).await {
                tracing::error!(%error, seconds = WORKER_AGAIN.as_secs(), "the worker broke; starting it again soon");
                shutdown.run_until_cancelled(tokio::time::sleep(WORKER_AGAIN)).await;
            }
        }
        // It ends with the shutdown.
        let _ = scheduler.await;
    })
}
