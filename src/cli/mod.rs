//! The command line: one thin file per subcommand.
//!
//! Everything a person types ends here, and every failure becomes one line on standard error. Exit codes:
//! 0 done, 1 failed, 2 wrong usage or configuration.

mod aliases;
mod constants;
mod crawl;
mod demo;
mod doctor;
mod follow;
mod import;
mod keys;
mod migrate;
mod rebuild;
mod schema;
mod serve;
mod session;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError, Origin};
use crate::job::JobError;
use crate::sim::SimConfigError;
use crate::{job, telemetry};

/// A self-hosted baseball data platform.
#[derive(Debug, Parser)]
#[command(name = "scorebook", version, about, max_term_width = 100)]
struct Cli {
    /// Configuration file; scorebook.toml of the working directory is read when there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer queries over HTTP, and crawl on schedule.
    Serve(serve::Args),
    /// Do queued crawls and rebuilds and keep the schedule, without serving; any number may run on one database.
    Worker,
    Crawl(crawl::Args),
    Rebuild(rebuild::Args),
    Constants(constants::Args),
    /// Try everything with a simulated league; needs no internet and touches no other data.
    Demo(demo::Args),
    /// Give players names they are found by, in any language.
    #[command(subcommand)]
    Aliases(aliases::Command),
    /// Keep and load data that was downloaded by hand, without network.
    #[command(subcommand)]
    Import(import::Command),
    /// Make, list and revoke API keys.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Print the GraphQL schema.
    Schema,
    /// Bring the database schema up to date; serve and worker do so, too.
    Migrate,
    /// Check configuration, database, lake, upstreams and freshness, and say what to do.
    Doctor(doctor::Args),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            // The chain on one line: what, then why.
            eprintln!("error: {}", format!("{error:#}").replace('\n', " "));
            let usage = error.is::<ConfigError>()
                || error.is::<SimConfigError>()
                || matches!(error.downcast_ref(), Some(JobError::Invalid(_)));
            if usage { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // These print what the program holds; the configuration may be wrong.
    match cli.command {
        Command::Schema => return Ok(schema::run()),
        Command::Doctor(doctor::Args { example: true, .. }) => return Ok(doctor::example()),
        _ => {}
    }
    let mut config = Config::load_from(cli.config.as_deref())?;
    // What is not a service tells its own story; its log is for when that is asked for.
    if !matches!(cli.command, Command::Serve(_) | Command::Worker) && config.origin("log") == &Origin::Default {
        config.log = format!("warn,{}=off", job::LOG_TARGET);
    }
    telemetry::init(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(config, args).await,
            Command::Demo(args) => demo::run(config, args).await,
            Command::Schema => Ok(schema::run()),
            Command::Crawl(args) => crawl::run(&config, args).await,
            Command::Rebuild(args) => rebuild::run(&config, args).await,
            Command::Worker => worker::run(&config).await,
            Command::Constants(args) => constants::run(&config, &args).await,
            Command::Aliases(command) => aliases::run(&config, command).await,
            Command::Import(command) => import::run(&config, command).await,
            Command::Keys(command) => keys::run(&config, command).await,
            Command::Doctor(args) => doctor::run(&config, &args).await,
            Command::Migrate => migrate::run(&config).await,
        }
    })
}
