//! `scorebook migrate`.

use std::process::ExitCode;

use crate::config::Config;
use crate::db;

pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let opened = db::open(config).await?;
    let outcome = async {
        let pending = db::pending_migrations(&opened.db).await?;
        db::migrate(&opened.db).await?;
        Ok::<_, db::DbError>(pending)
    }
    .await;
    opened.close().await;
    match outcome? {
        done if done.is_empty() => println!("The database schema is up to date."),
        done => println!("Migrated: {}", done.join(", ")),
    }
    Ok(ExitCode::SUCCESS)
}
