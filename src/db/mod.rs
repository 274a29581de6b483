//! The way to the database: connect, migrate, and the managed local PostgreSQL.
//!
//! One pool with two faces: sea-orm for entities and migrations, sqlx for COPY and hand-written SQL.
//! Knows nothing of tables. No error from here holds a password.

pub mod local;

use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, SqlxPostgresConnector, TransactionTrait};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::config::Config;
use local::{LocalError, LocalPostgres, Options};

/// Statements each connection keeps prepared. The read side composes a few hundred shapes of SQL.
const STATEMENT_CACHE: usize = 512;
/// Longest wait for a free or new connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// A connection unused for this long is checked before it is handed out.
const PING_AFTER: Duration = Duration::from_secs(30);
/// Key of the advisory lock that lets one process migrate at a time; any number no one else uses.
const MIGRATION_LOCK: i64 = 0x005C_02EB_00C0;

/// A database: one pool of connections, two faces.
#[derive(Clone, Debug)]
pub struct Db {
    /// For entities and composed statements.
    pub orm: DatabaseConnection,
    /// For COPY, LISTEN and SQL written by hand.
    pub pool: sqlx::PgPool,
}

/// A database that was opened by configuration.
#[derive(Debug)]
pub struct Opened {
    /// The connections.
    pub db: Db,
    /// Our share in the local server, to release when done; none when the operator named a database.
    pub local: Option<LocalPostgres>,
}

impl Opened {
    /// Closes the connections and releases the local server.
    pub async fn close(self) {
        self.db.pool.close().await;
        if let Some(local) = self.local {
            local.release().await;
        }
    }
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The URL is not one.
    #[error("the database URL is not valid: {0}")]
    Url(String),
    /// No connection.
    #[error("cannot connect to {url}: {error}; check that the server runs and SCOREBOOK_DATABASE_URL is right")]
    Connect {
        /// The URL without its password.
        url: String,
        /// What the driver says.
        error: sqlx::Error,
    },
    /// A migration failed; nothing of it stays.
    #[error("cannot migrate the database: {0}; nothing was changed")]
    Migrate(sea_orm::DbErr),
    /// The managed local server could not be used.
    #[error(transparent)]
    Local(#[from] LocalError),
}

/// Connects and checks that the server answers.
pub async fn connect(url: &str, max_connections: u32) -> Result<Db, DbError> {
    // Compiling a plan to machine code costs more than any of our queries saves.
    let options = url
        .parse::<PgConnectOptions>()
        .map_err(|error| DbError::Url(without_password(&error.to_string(), url)))?
        .application_name("scorebook")
        .statement_cache_capacity(STATEMENT_CACHE)
        .options([("jit", "off")]);
    // The pool would retry a refused connection until its time is up, and then not say why.
    let reached = tokio::time::timeout(ACQUIRE_TIMEOUT, sqlx::PgConnection::connect_with(&options)).await;
    reached
        .unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut))
        .map_err(|error| DbError::Connect { url: redacted(url), error })?
        .close()
        .await
        .ok();
    let pool = PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(Duration::from_secs(600))
        .max_lifetime(Duration::from_secs(3600))
        // A ping before every use would double the round trips of a hot query.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for >= PING_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options);
    Ok(Db { orm: SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone()), pool })
}

/// Brings the schema up to date. Any number of processes may do so at once; one works, the others wait.
pub async fn migrate(db: &Db) -> Result<(), DbError> {
    if pending_migrations(db).await?.is_empty() {
        return Ok(());
    }
    let work = async {
        // One transaction around all of it: the lock goes with it however it ends, and a failure leaves nothing.
        let transaction = db.orm.begin().await?;
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
        Migrator::up(&transaction, None).await?;
        transaction.commit().await
    };
    tracing::info!("migrating the database");
    work.await.map_err(DbError::Migrate)
}

/// Names of the migrations this program has and the database lacks.
pub async fn pending_migrations(db: &Db) -> Result<Vec<String>, DbError> {
    let pending = Migrator::get_pending_migrations_read_only(&db.orm).await.map_err(DbError::Migrate)?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

/// Opens the configured database, or our share of the managed local one. Does not migrate.
pub async fn open(config: &Config) -> Result<Opened, DbError> {
    let (url, local) = match &config.database_url {
        Some(url) => (url.clone(), None),
        None => {
            let local = LocalPostgres::acquire(&config.data_dir, Options::default()).await?;
            (local.url(), Some(local))
        }
    };
    let db = connect(&url, config.database_connections).await?;
    Ok(Opened { db, local })
}

/// A database URL fit to print: the password is gone.
pub fn redacted(url: &str) -> String {
    match url.parse::<url::Url>() {
        Ok(mut parsed) => {
            if parsed.password().is_some() {
                // Fails only for URLs that cannot have a password.
                let _ = parsed.set_password(Some("***"));
            }
            // Parameters may hold one too (?password=).
            parsed.set_query(None);
            parsed.to_string()
        }
        Err(_) => "the database URL".to_owned(),
    }
}

/// Takes a URL and its password out of a message of the driver.
fn without_password(message: &str, url: &str) -> String {
    let mut clean = message.replace(url, &redacted(url));
    if let Some(password) = url.parse::<url::Url>().ok().as_ref().and_then(url::Url::password)
        && !password.is_empty()
    {
        clean = clean.replace(password, "***");
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_print_without_their_password() {
        assert_eq!(redacted("postgres://u:p%40ss@db:5432/x?password=p"), "postgres://u:***@db:5432/x");
        assert_eq!(redacted("postgres://db/x"), "postgres://db/x");
        assert_eq!(redacted("not a url with p4ss"), "the database URL");
    }

    #[test]
    fn driver_messages_lose_the_password() {
        let url = "postgres://u:hunter2@db:1/x";
        assert_eq!(without_password(&format!("bad {url}: hunter2"), url), "bad postgres://u:***@db:1/x: ***");
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_one_line_without_the_password() {
        let error = connect("postgres://u:hunter2@127.0.0.1:1/x", 2).await.unwrap_err().to_string();
        assert!(error.starts_with("cannot connect to postgres://u:***@127.0.0.1:1/x"), "{error}");
        assert!(!error.contains("hunter2") && !error.contains('\n'), "{error}");
    }
}
