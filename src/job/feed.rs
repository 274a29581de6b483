//! Following a run: every change of its progress, as a stream.
//!
//! One listening connection serves every follower of a process. A notification may be lost (the connection broke)
//! or held back (progress is announced at most five times a second), so a follower also looks by itself now and
//! then; it always sees the end.

use std::sync::Arc;
use std::time::Duration;

use futures::Stream;
use futures::stream;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::JobError;
use super::queue::{RUN_CHANNEL, get_run};
use super::run::Run;
use crate::db::Db;

/// How often a follower looks without having been told.
const LOOK: Duration = Duration::from_secs(1);

/// How long after a broken connection the next is tried.
const RECONNECT: Duration = Duration::from_secs(2);

/// The process's ear for progress. Cheap to clone; listening ends with the last clone.
#[derive(Debug, Clone)]
pub struct RunFeed {
    db: Db,
    moved: broadcast::Sender<i64>,
    _listening: Arc<DropGuard>,
}

impl RunFeed {
    /// Starts to listen.
    pub fn start(db: Db) -> Self {
        let (moved, _) = broadcast::channel(256);
        let stop = CancellationToken::new();
        tokio::spawn(stop.clone().run_until_cancelled_owned(listen(db.clone(), moved.clone())));
        Self { db, moved, _listening: Arc::new(stop.drop_guard()) }
    }

    /// The run as it stands now, then after each change, until it is over.
    pub fn watch(&self, run: i64) -> impl Stream<Item = Result<Run, JobError>> + Send + use<> {
        let state = Watch { feed: self.clone(), ear: self.moved.subscribe(), run, last: None, over: false };
        stream::unfold(state, |mut watch| async move { watch.next().await.map(|item| (item, watch)) })
    }
}

/// The run as it stands now, then after each change, until it is over. For one follower; a server that has many
/// keeps a [`RunFeed`].
pub fn watch(db: &Db, run: i64) -> impl Stream<Item = Result<Run, JobError>> + Send + use<> {
    RunFeed::start(db.clone()).watch(run)
}

struct Watch {
    feed: RunFeed,
    ear: broadcast::Receiver<i64>,
    run: i64,
    last: Option<Run>,
    over: bool,
}

impl Watch {
    async fn next(&mut self) -> Option<Result<Run, JobError>> {
        if self.over {
            return None;
        }
        loop {
            if self.last.is_some() {
                // Told, or the time to look is up: both ways the run is read.
                let _ = tokio::time::timeout(LOOK, self.told()).await;
            }
            match get_run(&self.feed.db, self.run).await {
                Ok(run) if self.last.as_ref() == Some(&run) => {}
                Ok(run) => {
                    self.over = run.status.is_final();
                    self.last = Some(run.clone());
                    return Some(Ok(run));
                }
                Err(error) => {
                    self.over = true;
                    return Some(Err(error));
                }
            }
        }
    }

    async fn told(&mut self) {
        loop {
            match self.ear.recv().await {
                Ok(run) if run != self.run => {}
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

async fn listen(db: Db, moved: broadcast::Sender<i64>) {
    loop {
        match listen_once(&db, &moved).await {
            // The program is ending.
            Err(_) if db.pool.is_closed() => return,
            Err(error) => tracing::warn!(%error, "cannot listen for progress, trying again"),
            Ok(()) => {}
        }
        tokio::time::sleep(RECONNECT).await;
    }
}

async fn listen_once(db: &Db, moved: &broadcast::Sender<i64>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(&db.pool).await?;
    listener.listen(RUN_CHANNEL).await?;
    loop {
        let notification = listener.recv().await?;
        if let Ok(run) = notification.payload().parse() {
            // Nobody following is no error.
            let _ = moved.send(run);
        }
    }
}
