//! A database for the length of a command.

use crate::config::Config;
use crate::db::{self, Db};

/// Opens and migrates the configured database, works on it, and gives it back whatever came of it.
pub(super) async fn with_database<T>(
    config: &Config,
    work: impl AsyncFnOnce(Db) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let opened = db::open(config).await?;
    let outcome = async {
        db::migrate(&opened.db).await?;
        work(opened.db.clone()).await
    }
    .await;
    opened.close().await;
    outcome
}
