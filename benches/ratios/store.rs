//! A database and a lake of their own, in a directory that is removed at the end.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use chrono::NaiveDate;
use scorebook::config::Config;
use scorebook::db::local::{LocalPostgres, Options};
use scorebook::db::{self, Db};
use scorebook::job::{JobContext, NewRun, Span, Status, Work, enqueue, get_run, run_worker};
use scorebook::sim::{League, SimConfig};
use scorebook::source::http::{Fetched, ResponseHeaders};
use scorebook::source::{BodyRequest, Context, judge, savant};
use tokio_util::sync::CancellationToken;

use super::program;

pub struct Store {
    pub db: Db,
    pub url: String,
    pub context: Arc<JobContext>,
    local: LocalPostgres,
    dir: tempfile::TempDir,
}

impl Store {
    /// A migrated database and a lake, both empty.
    pub async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let local = LocalPostgres::acquire(dir.path(), Options::default()).await.unwrap();
        let url = local.url();
        let db = db::connect(&url, 16).await.unwrap();
        db::migrate(&db).await.unwrap();
        let mut config = Config::defaults().unwrap();
        config.set_data_dir(dir.path().to_owned());
        config.limits.bucket_size = 0;
        let context = JobContext::open(db.clone(), Arc::new(config)).await.unwrap();
        Self { db, url, context, local, dir }
    }

    /// Puts days of Statcast rows into the lake: those of a directory, or a simulated league's.
    pub async fn keep_days(&self, bodies: Option<PathBuf>) {
        let bodies = bodies.map_or_else(simulated, |dir| recorded(&dir));
        println!("{} days of rows, {} to {}", bodies.len(), bodies[0].0, bodies[bodies.len() - 1].0);
        for (day, body) in bodies {
            let request = savant::day(&self.context.config.savant_url, day);
            self.keep(&request, body.into()).await;
        }
    }

    /// Judges a body and keeps it, as a crawl does.
    pub async fn keep(&self, request: &BodyRequest, body: Bytes) {
        let fetched = Fetched {
            status: 200,
            headers: ResponseHeaders::default(),
            body,
            fetched_at: chrono::Utc::now(),
            not_modified: false,
        };
        let judgement = judge(request, &fetched, &Context::default());
        assert!(judgement.is_accepted(), "{}: {}", request.key, judgement.detail);
        self.context.lake.put(request, &fetched, &judgement, None).await.unwrap();
    }

    /// Loads everything from the lake, as `scorebook rebuild --all` does.
    pub async fn rebuild(&self) -> Duration {
        let begun = Instant::now();
        let work = Work::Rebuild { span: Span::All };
        let new = NewRun { work, force: true, games: true, requested_by: "bench".to_owned(), idempotency_key: None };
        let run = enqueue(&self.db, new).await.unwrap().run;
        run_worker(Arc::clone(&self.context), Some(run.id), CancellationToken::new()).await.unwrap();
        let run = get_run(&self.db, run.id).await.unwrap();
        assert_eq!(run.status, Status::Succeeded, "{:?}", run.error);
        begun.elapsed()
    }

    /// The arguments by which PostgreSQL's programs reach the database.
    pub fn program(&self, name: &str) -> Command {
        program::program(name)
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub async fn close(self) {
        // Listeners hold connections of the pool for as long as they live; the server ends them.
        self.local.release().await;
    }
}

fn simulated() -> Vec<(NaiveDate, Vec<u8>)> {
    let league = League::play(&SimConfig { teams: 30, days: 78, ..SimConfig::default() });
    league.days().into_iter().map(|day| (day, league.savant_csv(day))).collect()
}

fn recorded(dir: &Path) -> Vec<(NaiveDate, Vec<u8>)> {
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let mut body = Vec::new();
            flate2::read::GzDecoder::new(std::fs::File::open(&path).unwrap()).read_to_end(&mut body).unwrap();
            (path.file_name().unwrap().to_str().unwrap()[..10].parse().unwrap(), body)
        })
        .collect()
}
