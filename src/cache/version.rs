//! The version of the data as this process knows it: follows the database by LISTEN.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio_util::sync::CancellationToken;

use crate::query::version::{CHANNEL, current};

/// Wait before listening again after the connection broke.
const AGAIN: Duration = Duration::from_secs(1);

/// How often to look without having been told.
const LOOK: Duration = Duration::from_secs(5);

/// The version now. Cheap to clone; all clones follow.
#[derive(Debug, Clone)]
pub struct Version(Arc<AtomicI64>);

impl Version {
    /// Reads the version and follows it in the background until the token is cancelled.
    ///
    /// # Errors
    /// When the database cannot be reached now; later losses are waited out.
    pub async fn follow(pool: &PgPool, shutdown: CancellationToken) -> Result<Self, sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        let version = Self(Arc::new(AtomicI64::new(current(pool).await?)));
        let (mine, pool) = (version.clone(), pool.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = shutdown.cancelled() => {}
                () = mine.listen(listener, &pool) => {}
            }
        });
        Ok(version)
    }

    /// The version now.
    #[must_use]
    pub fn get(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }

    /// Moves forward, never back.
    fn see(&self, version: i64) {
        self.0.fetch_max(version, Ordering::AcqRel);
    }

    async fn listen(&self, mut listener: PgListener, pool: &PgPool) {
        loop {
            let heard = match tokio::time::timeout(LOOK, listener.try_recv()).await {
                Ok(heard) => heard,
                // Nothing heard, perhaps because the connection is half open.
                Err(_) => {
                    self.read(pool).await;
                    continue;
                }
            };
            match heard {
                Ok(Some(notification)) => {
                    if let Ok(version) = notification.payload().parse() {
                        self.see(version);
                    }
                }
                // The connection was lost and made again: a notification may have been missed.
                Ok(None) => self.read(pool).await,
                Err(error) => {
                    tracing::warn!(%error, "lost the connection that tells of new data; trying again");
                    tokio::time::sleep(AGAIN).await;
                    self.read(pool).await;
                }
            }
        }
    }

    async fn read(&self, pool: &PgPool) {
        match current(pool).await {
            Ok(version) => self.see(version),
            Err(error) => tracing::warn!(%error, "the version of the data cannot be read"),
        }
    }
}
