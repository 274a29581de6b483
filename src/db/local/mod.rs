//! The managed local PostgreSQL: a private server per data directory, for when no database is configured.
//!
//! Whoever comes first starts it, the last one out stops it. Two file locks say who is there, and the
//! kernel drops them with the process however it ends:
//!
//! - everybody holds a shared lock on `users.lock` for as long as they use the server;
//! - starting and stopping happen under an exclusive lock on `start.lock`.
//!
//! The server listens on a socket in a directory that only its own account (and root) can enter, so
//! everyone who gets there is trusted; nothing listens on TCP. A process that is killed leaves the server
//! running without users; the next one finds it and stops it at its end. A server that was killed leaves
//! files behind that would stop the next start; they are cleared when no process stands behind them.

mod account;
mod find;
mod layout;
mod server;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use layout::Layout;

/// Role and database of the local server.
const NAME: &str = "scorebook";
/// Longest wait for another process that starts or stops the server: it may be recovering.
const LOCK_TIMEOUT: Duration = Duration::from_secs(180);

/// How to run the local server. They hold for whoever starts it; who joins takes it as it runs.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether commits survive a power cut. Off only for tests.
    pub durable: bool,
    /// `max_connections`.
    pub max_connections: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: true, max_connections: 100 }
    }
}

/// Why the local server cannot be used. Each displays as one line.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    /// No server programs.
    #[error(
        "no PostgreSQL server (14 or newer) is installed{}; install it (Debian, Ubuntu: apt-get install postgresql) \
         or set SCOREBOOK_DATABASE_URL",
        found.map(|major| format!(", only version {major}")).unwrap_or_default()
    )]
    NotInstalled {
        /// Newest version that is there but too old.
        found: Option<u32>,
    },
    /// The cluster needs the programs of another version.
    #[error(
        "the local database was made by PostgreSQL {major}, which is not installed; install it \
         (Debian, Ubuntu: apt-get install postgresql-{major})"
    )]
    OtherVersion {
        /// Major version of the cluster.
        major: u32,
    },
    /// We are root, and there is nobody to run the server as.
    #[error("PostgreSQL cannot run as root, and there is neither a user postgres nor nobody; run as another user")]
    NoAccount,
    /// A directory that should be private belongs to somebody else.
    #[error("{} is not a directory of the user who runs the local PostgreSQL; remove it or use another data directory", path.display())]
    NotOurs {
        /// The directory.
        path: PathBuf,
    },
    /// A file could not be used.
    #[error("cannot {action} {}: {error}", path.display())]
    Io {
        /// What was tried: "make the directory".
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The system's reason.
        error: std::io::Error,
    },
    /// Another process holds the start lock.
    #[error(
        "another process has been starting or stopping the local PostgreSQL for {} s; see which with: fuser {}",
        LOCK_TIMEOUT.as_secs(), path.display()
    )]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// initdb failed.
    #[error("cannot make the local database in {}: {reason}", path.display())]
    Init {
        /// The cluster.
        path: PathBuf,
        /// Its last line.
        reason: String,
    },
    /// The server did not come up.
    #[error("the local PostgreSQL does not start: {reason}; its log is {}", log.display())]
    Start {
        /// Its last line.
        reason: String,
        /// Its log.
        log: PathBuf,
    },
}

impl LocalError {
    fn io(action: &'static str, path: &Path, error: std::io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), error }
    }
}

/// Our share in the local server. Dropping it gives it back, too, but blocks while it does.
#[derive(Debug)]
pub struct LocalPostgres {
    layout: Layout,
    /// Holds the shared lock; none once given back.
    users: Option<File>,
}

impl LocalPostgres {
    /// Starts the server of a data directory, or joins those who use it.
    pub async fn acquire(data_dir: &Path, options: Options) -> Result<Self, LocalError> {
        let data_dir = data_dir.to_owned();
        let path = data_dir.clone();
        tokio::task::spawn_blocking(move || Self::acquire_blocking(&data_dir, &options))
            .await
            .unwrap_or_else(|error| Err(LocalError::io("use", &path, std::io::Error::other(error))))
    }

    fn acquire_blocking(data_dir: &Path, options: &Options) -> Result<Self, LocalError> {
        let layout = Layout::prepare(data_dir)?;
        let _start = lock(&layout.start_lock)?;
        let users = open(&layout.users_lock)?;
        users.lock_shared().map_err(|error| LocalError::io("lock", &layout.users_lock, error))?;
        server::ensure_running(&layout, options)?;
        Ok(Self { layout, users: Some(users) })
    }

    /// URL of the database `scorebook` on the socket, as both our driver and libpq's programs read it.
    pub fn url(&self) -> String {
        self.url_of(NAME)
    }

    /// URL of another database of the server.
    pub fn url_of(&self, database: &str) -> String {
        let directory: String =
            url::form_urlencoded::byte_serialize(self.layout.socket_dir.as_os_str().as_encoded_bytes()).collect();
        // Form encoding writes a blank as a plus sign, which means itself in a host.
        format!("postgres://{NAME}@{}/{database}", directory.replace('+', "%20"))
    }

    /// The log of the server.
    pub fn log(&self) -> &Path {
        &self.layout.log
    }

    /// Process id of the server, if it runs.
    pub fn pid(&self) -> Option<u32> {
        server::running(&self.layout)
    }

    /// Gives our share back and stops the server when nobody else uses it.
    pub async fn release(mut self) {
        if let Err(error) = tokio::task::spawn_blocking(move || self.give_back()).await {
            tracing::warn!(%error, "could not give the local PostgreSQL back");
        }
    }

    fn give_back(&mut self) {
        let Some(users) = self.users.take() else { return };
        let _start = match lock(&self.layout.start_lock) {
            Ok(start) => start,
            Err(error) => {
                tracing::warn!(%error, "the local PostgreSQL is left running");
                return;
            }
        };
        // Without our own shared lock, an exclusive one can be had only if no one else holds one.
        let alone = users.unlock().is_ok() && users.try_lock().is_ok();
        if alone {
            server::stop(&self.layout);
        }
    }
}

impl Drop for LocalPostgres {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn open(path: &Path) -> Result<File, LocalError> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|error| LocalError::io("open", path, error))
}

/// Takes an exclusive lock, waiting for whoever has it.
fn lock(path: &Path) -> Result<File, LocalError> {
    let file = open(path)?;
    let deadline = Instant::now() + LOCK_TIMEOUT;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(LocalError::io("lock", path, error)),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => return Err(LocalError::Busy { path: path.to_owned() }),
        }
    }
}
