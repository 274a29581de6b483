//! `scorebook import`: data that somebody has downloaded, kept and loaded as if it had been fetched.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Subcommand;

use super::follow;
use super::session::with_database;
use crate::config::Config;
use crate::job::{Counters, JobContext, import};
use crate::server;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Event files of Retrosheet: its zips, or directories of zips or of unpacked files
    Retrosheet(Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Zips by their names at the upstream (2015eve.zip), event files, directories
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Load also what is loaded already, and accept zips that lost games
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    let Command::Retrosheet(args) = command;
    let found = import::find(&args.paths)?;
    for note in &found.notes {
        eprintln!("{note}");
    }
    let interrupt = server::shutdown_on_signal()?;
    let started = Instant::now();
    let (total, mut failed, mut counts) = (found.parcels.len(), 0, Counters::default());
    with_database(config, async |db| {
        let context = JobContext::open(db, Arc::new(config.clone())).await?;
        for parcel in found.parcels {
            let outcome = import::retrosheet(&context, parcel, args.force, interrupt.clone()).await;
            for message in &outcome.messages {
                eprintln!("{}", follow::line_of(message));
            }
            failed += usize::from(!outcome.loaded);
            counts += outcome.counters;
            if interrupt.is_cancelled() {
                break;
            }
        }
        if let Some(message) = import::finish(&context).await {
            eprintln!("{}", follow::line_of(&message));
        }
        Ok(())
    })
    .await?;
    let status = match failed {
        _ if interrupt.is_cancelled() => "cancelled".to_owned(),
        0 => "done".to_owned(),
        _ => format!("FAILED ({failed} of {total} zips)"),
    };
    println!("import retrosheet: {status} in {:.1} s", started.elapsed().as_secs_f64());
    for line in follow::counted(&counts) {
        println!("{line}");
    }
    Ok(match failed {
        _ if interrupt.is_cancelled() => ExitCode::from(follow::INTERRUPTED),
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(subcommand)]
        import: Command,
    }

    #[test]
    fn a_source_and_a_path_must_be_named() {
        let parse = |line: &str| Line::try_parse_from(std::iter::once("import").chain(line.split_whitespace()));
        let Command::Retrosheet(args) = parse("retrosheet 2015eve.zip old --force").unwrap().import;
        assert_eq!((args.paths.len(), args.force), (2, true));
        assert!(parse("retrosheet").is_err());
        assert!(parse("").is_err());
    }
}
