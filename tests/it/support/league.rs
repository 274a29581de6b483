//! A simulated league, crawled and loaded over the real path.

use std::sync::Arc;

use scorebook::config::Config;
use scorebook::db::Db;
use scorebook::job::{JobContext, NewRun, Run, Span, Work, enqueue, get_run, run_worker};
use scorebook::sim::origin::Origin;
use scorebook::sim::{League, SimConfig};
use scorebook::source::SourceId;
use tokio_util::sync::CancellationToken;

use super::TestDb;

/// A league behind its origin, and a database with a lake to crawl it into.
pub struct TestLeague {
    pub test: TestDb,
    pub league: Arc<League>,
    pub origin: Origin,
    pub context: Arc<JobContext>,
    _lake: tempfile::TempDir,
}

impl TestLeague {
    /// Plays and serves a league; nothing is crawled yet.
    pub async fn new(size: SimConfig) -> Self {
        let test = TestDb::new().await;
        let league = Arc::new(League::play(&size));
        let origin = Origin::start(Arc::clone(&league)).await.unwrap();
        let lake = tempfile::tempdir().unwrap();
        let mut config = Config::defaults().unwrap();
        config.set_data_dir(lake.path().to_owned());
        config.crawl_delay = std::time::Duration::ZERO;
        config.retry_base = std::time::Duration::from_millis(5);
        for url in [&mut config.savant_url, &mut config.statsapi_url, &mut config.register_url] {
            *url = origin.url.clone();
        }
        let context = JobContext::open(test.db.clone(), Arc::new(config)).await.unwrap();
        Self { test, league, origin, context, _lake: lake }
    }

    /// A league with everything crawled and loaded.
    pub async fn loaded(size: SimConfig) -> Self {
        let league = Self::new(size).await;
        let (from, to) = league.league.span();
        league.crawl(SourceId::Register, Span::All).await;
        league.crawl(SourceId::Statsapi, Span::Days { from, to }).await;
        league.crawl(SourceId::Savant, Span::Days { from, to }).await;
        league
    }

    /// Crawls, and insists that it went well.
    pub async fn crawl(&self, source: SourceId, span: Span) -> Run {
        let run = self.run(Work::Crawl { source, span }).await;
        assert_eq!(run.error, None, "{:?}", run.messages);
        run
    }

    /// Does some work to its end, however it ends.
    pub async fn run(&self, work: Work) -> Run {
        let new = NewRun { work, force: false, requested_by: "test".to_owned(), idempotency_key: None };
        let run = enqueue(self.db(), new).await.unwrap().run;
        run_worker(Arc::clone(&self.context), Some(run.id), CancellationToken::new()).await.unwrap();
        get_run(self.db(), run.id).await.unwrap()
    }

    pub fn db(&self) -> &Db {
        &self.test.db
    }
}
