//! Origins to crawl, and a process that crawls them.

use std::io::Write as _;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use scorebook::config::Config;
use scorebook::db::Db;
use scorebook::job::*;
use scorebook::sim::origin::Origin;
use scorebook::sim::{League, SimConfig};
use scorebook::source::SourceId;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::support::{Database, database};

/// The recorded data, if it is there: `SCOREBOOK_SHARED`, or `shared` beside the source tree.
pub fn shared() -> Option<PathBuf> {
    #[allow(clippy::disallowed_methods)] // a test's own setting, not the program's
    let named = std::env::var_os("SCOREBOOK_SHARED").map(PathBuf::from);
    let path = named.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")));
    let found = path.join("upstream/serve.py").is_file().then_some(path);
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: no recorded data (set SCOREBOOK_SHARED)");
    }
    found
}

/// The replay origin of the recorded data in a process of its own; it ends with the test.
pub struct Replay {
    port: u16,
    child: Child,
}

impl Replay {
    /// Starts it on a free port; none without the recorded data.
    pub fn start() -> Option<Self> {
        let script = shared()?.join("upstream/serve.py");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut child = Command::new("python3")
            .arg(script)
            .args(["--port", &port.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert!(ready.contains("replay origin"), "{ready:?}");
        Some(Self { port, child })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The paths asked for so far, and the most requests in flight.
    pub async fn log(&self) -> (Vec<String>, u64) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(b"GET /__log HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let log: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        let log = log.as_array().unwrap();
        let paths = log.iter().map(|entry| entry["path"].as_str().unwrap().to_owned()).collect();
        (paths, log.iter().map(|entry| entry["in_flight"].as_u64().unwrap()).max().unwrap_or(0))
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A small simulated league behind its origin.
pub struct Sim {
    pub league: Arc<League>,
    pub origin: Origin,
}

impl Sim {
    /// Four clubs, so two games on most days.
    pub async fn play(days: u32) -> Self {
        Self::of(SimConfig { teams: 4, days, first_season: 2024, ..SimConfig::default() }).await
    }

    /// Any league behind its origin.
    pub async fn of(config: SimConfig) -> Self {
        let league = Arc::new(League::play(&config));
        Self { origin: Origin::start(Arc::clone(&league)).await.unwrap(), league }
    }

    /// First and last day with games.
    pub fn span(&self) -> Span {
        let (from, to) = self.league.span();
        Span::Days { from, to }
    }

    /// Rows of a day as the upstream has them.
    pub fn rows(&self, day: NaiveDate) -> i64 {
        let body = self.league.savant_csv(day);
        i64::try_from(body.iter().filter(|byte| **byte == b'\n').count()).unwrap()
    }
}

/// A process with a database and a lake of its own, that crawls one origin.
pub struct Crawl {
    pub context: Arc<JobContext>,
    pub db: Database,
    _data: Option<tempfile::TempDir>,
}

impl Crawl {
    pub async fn of(url: &str) -> Self {
        let db = database().await;
        let data = tempfile::tempdir().unwrap();
        let context = context(&db, url, data.path().join("lake").to_str().unwrap()).await;
        Self { context, db, _data: Some(data) }
    }

    /// As [`Crawl::of`], with another origin for Retrosheet.
    pub async fn with_retrosheet(url: &str, retrosheet: &str) -> Self {
        let db = database().await;
        let data = tempfile::tempdir().unwrap();
        let context = context_of(&db, url, retrosheet, data.path().join("lake").to_str().unwrap()).await;
        Self { context, db, _data: Some(data) }
    }

    /// A process over a lake that is another's.
    pub fn over(context: Arc<JobContext>, db: Database) -> Self {
        Self { context, db, _data: None }
    }

    /// The same process with another origin.
    pub async fn turned_to(self, url: &str) -> Self {
        let context = context(&self.db, url, &self.context.config.lake_url).await;
        Self { context, ..self }
    }

    /// Runs the work to its end with a worker of its own.
    pub async fn run(&self, work: Work) -> Run {
        self.run_by(work, false).await
    }

    /// As [`Crawl::run`], by force if wanted.
    pub async fn run_by(&self, work: Work, force: bool) -> Run {
        let new = NewRun { work, force, games: true, requested_by: "test".to_owned(), idempotency_key: None };
        self.run_new(new).await
    }

    /// Crawls StatsAPI without its games.
    pub async fn crawl_without_games(&self, span: Span) -> Run {
        let work = Work::Crawl { source: SourceId::Statsapi, span };
        let new = NewRun { work, force: false, games: false, requested_by: "test".to_owned(), idempotency_key: None };
        self.run_new(new).await
    }

    async fn run_new(&self, new: NewRun) -> Run {
        let run = enqueue(&self.db, new).await.unwrap().run.id;
        let worked = run_worker(Arc::clone(&self.context), Some(run), CancellationToken::new());
        tokio::time::timeout(Duration::from_secs(1200), worked).await.expect("the run ends").unwrap();
        get_run(&self.db, run).await.unwrap()
    }

    /// Crawls, with a worker of its own.
    pub async fn crawl(&self, source: SourceId, span: Span) -> Run {
        self.run(Work::Crawl { source, span }).await
    }

    /// Pitches in the store.
    pub async fn rows(&self) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM staging.savant_pitch").fetch_one(&self.db.pool).await.unwrap()
    }
}

/// What a process has that crawls this origin into this lake.
pub async fn context(db: &Db, url: &str, lake: &str) -> Arc<JobContext> {
    context_of(db, url, url, lake).await
}

/// As [`context`], with another origin for Retrosheet.
pub async fn context_of(db: &Db, url: &str, retrosheet: &str, lake: &str) -> Arc<JobContext> {
    let mut config = Config::defaults().unwrap();
    for base in [&mut config.savant_url, &mut config.statsapi_url, &mut config.register_url] {
        *base = url.parse().unwrap();
    }
    config.retrosheet_url = retrosheet.parse().unwrap();
    config.lake_url = lake.to_owned();
    config.crawl_delay = Duration::ZERO;
    config.retry_base = Duration::from_millis(20);
    config.contact = "test@example.org".to_owned();
    JobContext::open(db.clone(), Arc::new(config)).await.unwrap()
}
