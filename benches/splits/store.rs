//! A database of ten seasons in a directory that stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use scorebook::config::Config;
use scorebook::db::local::{LocalPostgres, Options};
use scorebook::db::{self, Db};
use scorebook::job::{JobContext, NewRun, Span, Status, Work, enqueue, get_run, run_worker};
use scorebook::sim::origin::Origin;
use scorebook::sim::{League, SimConfig};
use scorebook::source::SourceId;
use scorebook::warehouse::constants;
use tokio_util::sync::CancellationToken;

use super::{bare, copies};

/// Thirty clubs, a season of some 162 games each.
const LEAGUE: SimConfig =
    SimConfig { seed: 2025, teams: 30, days: 175, seasons: 1, first_season: 2025, opening_day: None, hard_cases: 1 };

pub struct Store {
    pub db: Db,
    pub url: String,
    dir: PathBuf,
    local: LocalPostgres,
}

impl Store {
    /// The migrated database of a directory, new or as it was left.
    pub async fn open(dir: &Path) -> Self {
        std::fs::create_dir_all(dir).unwrap();
        let local = LocalPostgres::acquire(dir, Options::default()).await.unwrap();
        let url = local.url();
        let db = db::connect(&url, 16).await.unwrap();
        db::migrate(&db).await.unwrap();
        // What a worker would have done after the loads, where the program has learnt it since.
        constants::refresh(&db.pool).await.unwrap();
        Self { db, url, dir: dir.to_owned(), local }
    }

    /// Makes what is missing of the seasons and the bare table.
    pub async fn build(&self) {
        let begun = Instant::now();
        let told = |what: &str| println!("build: {what} after {:.0} s", begun.elapsed().as_secs_f64());
        let games: i64 = sqlx::query_scalar("select count(*) from game").fetch_one(&self.db.pool).await.unwrap();
        if games == 0 {
            self.crawl().await;
            told("one season crawled");
        }
        bare::drop(&self.db.pool).await;
        for years in 1..copies::SEASONS {
            copies::copy(&self.db.pool, LEAGUE.first_season, years).await;
            told(&format!("season {}", LEAGUE.first_season - years));
        }
        copies::finish(&self.db.pool).await;
        constants::refresh(&self.db.pool).await.unwrap();
        told("constants");
        bare::make(&self.db.pool).await;
        told("bare table");
        sqlx::raw_sql("vacuum analyze").execute(&self.db.pool).await.unwrap();
        told("vacuum");
        println!("build: {}", self.size().await);
    }

    /// What is in the database, in a line.
    pub async fn size(&self) -> String {
        let sql = "select (select count(distinct season) from play), (select count(*) from play), \
                   (select sum(plate_appearances)::bigint from bench_play), \
                   (select count(*) from staging.savant_pitch), pg_size_pretty(pg_database_size(current_database()))";
        let (seasons, plays, appearances, pitches, size): (i64, i64, i64, i64, String) =
            sqlx::query_as(sql).fetch_one(&self.db.pool).await.unwrap();
        format!(
            "{seasons} seasons, {plays} rows of plays, {appearances} plate appearances, {pitches} pitches; database {size}"
        )
    }

    pub async fn close(self) {
        // Listeners hold connections of the pool for as long as they live; the server ends them.
        self.local.release().await;
    }

    /// Fills the database with a simulated season, as an operator would from the real upstreams.
    async fn crawl(&self) {
        let league = tokio::task::spawn_blocking(|| Arc::new(League::play(&LEAGUE))).await.unwrap();
        let origin = Origin::start(Arc::clone(&league)).await.unwrap();
        let mut config = Config::defaults().unwrap();
        config.set_data_dir(self.dir.clone());
        config.crawl_delay = Duration::ZERO;
        config.schedule = false;
        for base in
            [&mut config.savant_url, &mut config.statsapi_url, &mut config.register_url, &mut config.retrosheet_url]
        {
            *base = origin.url.clone();
        }
        let context = JobContext::open(self.db.clone(), Arc::new(config)).await.unwrap();
        let (from, to) = league.span();
        let season = Span::Days { from, to };
        for (source, span) in
            [(SourceId::Register, Span::All), (SourceId::Statsapi, season), (SourceId::Savant, season)]
        {
            let work = Work::Crawl { source, span };
            let new =
                NewRun { work, force: false, games: true, requested_by: "bench".to_owned(), idempotency_key: None };
            let run = enqueue(&self.db, new).await.unwrap().run;
            run_worker(Arc::clone(&context), Some(run.id), CancellationToken::new()).await.unwrap();
            let run = get_run(&self.db, run.id).await.unwrap();
            assert_eq!(run.status, Status::Succeeded, "{:?}", run.error);
        }
        origin.stop().await;
    }
}
