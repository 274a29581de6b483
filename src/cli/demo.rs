//! `scorebook demo`: everything at once on a simulated league, served by an origin on loopback and crawled over the
//! real path. Each league has a data directory and a database of its own; nothing else is touched.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use chrono::Datelike;
use tokio_util::sync::CancellationToken;

use super::{follow, serve};
use crate::config::{self, Config};
use crate::db::{self, Db};
use crate::job::{JobContext, NewRun, Span, Status, Work, enqueue};
use crate::sim::origin::Origin;
use crate::sim::{League, SimConfig};
use crate::source::SourceId;
use crate::{auth, server};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Clubs: an even number from 2 to 30
    #[arg(long, default_value_t = SimConfig::default().teams)]
    teams: usize,
    /// Days of each season, 1 to 200
    #[arg(long, default_value_t = SimConfig::default().days)]
    days: u32,
    /// Seasons, 1 to 20
    #[arg(long, default_value_t = SimConfig::default().seasons)]
    seasons: u32,
    /// Another seed, another league
    #[arg(long, default_value_t = SimConfig::default().seed)]
    seed: u64,
    /// Address and port of the API instead of the configured
    #[arg(long)]
    listen: Option<SocketAddr>,
}

impl Args {
    fn league(&self) -> SimConfig {
        SimConfig { seed: self.seed, teams: self.teams, days: self.days, seasons: self.seasons, ..SimConfig::default() }
    }
}

/// Fills and serves until a signal ends it.
pub(super) async fn run(config: Config, args: Args) -> anyhow::Result<ExitCode> {
    let begun = Instant::now();
    let size = args.league();
    size.validate()?;
    let shutdown = server::shutdown_on_signal()?;
    let (mut config, notes) = isolated(config, &args);
    notes.iter().for_each(|note| eprintln!("{note}"));
    let listener = server::bind(config.listen).await?;
    config.listen = listener.local_addr()?;
    eprintln!("Playing {} season(s) of {} days with {} clubs, seed {}", size.seasons, size.days, size.teams, size.seed);
    let play = tokio::task::spawn_blocking(move || Arc::new(League::play(&size)));
    let (league, opened) = tokio::join!(play, db::open(&config));
    let opened = opened?;
    let db = opened.db.clone();
    let outcome = async {
        let league = league?;
        db::migrate(&db).await?;
        let origin = Origin::start(Arc::clone(&league)).await.context("cannot serve the league on loopback")?;
        // None of them leads out of the machine, event files too: whoever starts a crawl in a demo gets the league.
        let bases =
            [&mut config.savant_url, &mut config.statsapi_url, &mut config.register_url, &mut config.retrosheet_url];
        for base in bases {
            *base = origin.url.clone();
        }
        let config = Arc::new(config);
        let context = JobContext::open(db.clone(), Arc::clone(&config)).await?;
        let worker = serve::start_worker(context, shutdown.clone());
        let (served, filled) = tokio::join!(
            // Queries are answered while it fills, from what is there.
            async {
                let served = serve::serve(&config, listener, &db, shutdown.clone()).await;
                shutdown.cancel();
                served
            },
            async {
                let filled = fill(&db, &league, &shutdown).await;
                match &filled {
                    Ok(()) if !shutdown.is_cancelled() => announce(&config, begun.elapsed()),
                    Ok(()) => {}
                    Err(_) => shutdown.cancel(),
                }
                filled
            }
        );
        worker.await?;
        origin.stop().await;
        filled.and(served)
    }
    .await;
    opened.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// The operator's configuration without anything that leads outside, and what to say about that.
fn isolated(mut config: Config, args: &Args) -> (Config, Vec<String>) {
    let mut notes = Vec::new();
    for (key, what) in [("database_url", "a database"), ("lake_url", "a lake")] {
        if config.origin(key) != &config::Origin::Default {
            notes.push(format!("The configured {key} is ignored: the demo only writes to {what} of its own"));
        }
    }
    config.database_url = None;
    let name = format!("seed-{}-{}x{}x{}", args.seed, args.teams, args.days, args.seasons);
    config.set_data_dir(config.data_dir.join("demo").join(name));
    config.listen = args.listen.unwrap_or(config.listen);
    config.contact = "scorebook demo".to_owned();
    config.crawl_delay = Duration::ZERO;
    config.retry_base = Duration::from_millis(100);
    // The league's days are over: there are no games of yesterday to ask for.
    config.schedule = false;
    config.admin_key.get_or_insert_with(auth::new_key);
    (config, notes)
}

/// Crawls the whole league as an operator would. Returns early, without an error, when the shutdown begins.
async fn fill(db: &Db, league: &League, shutdown: &CancellationToken) -> anyhow::Result<()> {
    let mut work = vec![Work::Crawl { source: SourceId::Register, span: Span::All }];
    for source in [SourceId::Statsapi, SourceId::Savant] {
        // Season by season: nobody plays in winter.
        for days in league.days().chunk_by(|a, b| a.year() == b.year()) {
            if let (Some(&from), Some(&to)) = (days.first(), days.last()) {
                work.push(Work::Crawl { source, span: Span::Days { from, to } });
            }
        }
    }
    for work in work {
        let new = NewRun { work, force: false, games: true, requested_by: "demo".to_owned(), idempotency_key: None };
        let run = enqueue(db, new).await?.run;
        let run = follow::tell(db, run.id, shutdown.clone(), true).await?;
        if shutdown.is_cancelled() {
            return Ok(());
        }
        eprintln!("{}", follow::summary(&run));
        if run.status != Status::Succeeded {
            bail!("the demo could not be filled: {}", run.error.unwrap_or_default());
        }
    }
    Ok(())
}

fn announce(config: &Config, took: Duration) {
    if let Some(key) = &config.admin_key {
        println!("admin key for this demo: {}", key.expose());
    }
    println!("ready: http://{}/ (after {:.1} s; Ctrl-C stops everything)", config.listen, took.as_secs_f64());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args() -> Args {
        Args { teams: 4, days: 7, seasons: 2, seed: 9, listen: None }
    }

    #[test]
    fn nothing_of_the_operators_is_touched() {
        let set = |name: &str| match name {
            "SCOREBOOK_DATABASE_URL" => Some("postgres://u:hunter2@db/real".to_owned()),
            "SCOREBOOK_LAKE_URL" => Some("s3://real/lake".to_owned()),
            "SCOREBOOK_DATA_DIR" => Some("/srv/sb".to_owned()),
            "SCOREBOOK_CRAWL_DELAY_MS" => Some("5000".to_owned()),
            _ => None,
        };
        let (config, notes) = isolated(Config::from_parts(set, None).unwrap(), &args());
        assert_eq!(config.database_url, None);
        assert_eq!(config.lake_url, "/srv/sb/demo/seed-9-4x7x2/lake");
        assert_eq!(config.crawl_delay, Duration::ZERO);
        assert!(!config.schedule && config.admin_key.is_some());
        assert_eq!(notes.len(), 2);
        assert!(notes[0].contains("database_url is ignored") && !notes.concat().contains("hunter2"), "{notes:?}");
    }

    #[test]
    fn a_league_of_another_size_has_another_directory() {
        let of = |args: Args| isolated(Config::defaults().unwrap(), &args).0.data_dir;
        assert_ne!(of(args()), of(Args { days: 8, ..args() }));
        assert_ne!(of(args()), of(Args { seed: 10, ..args() }));
        assert_eq!(of(args()), of(Args { listen: Some(([127, 0, 0, 1], 9).into()), ..args() }));
    }
}
