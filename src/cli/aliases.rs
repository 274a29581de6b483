//! `scorebook aliases`: other names by which players are found.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

use super::session::with_database;
use crate::config::Config;
use crate::warehouse::alias;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add names from a CSV file with the columns mlbam_id,name[,language]; a rebuild leaves them as they are
    Import {
        /// The file, in UTF-8
        file: PathBuf,
    },
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    let Command::Import { file } = command;
    let text = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let aliases = alias::read(&text).with_context(|| file.display().to_string())?;
    let report = with_database(config, async |db| Ok(alias::import(&db, &aliases).await?)).await?;
    println!("{} names imported, {} were there already.", report.changed, report.unchanged);
    if !report.unknown.is_empty() {
        let ids: Vec<String> = report.unknown.iter().map(ToString::to_string).collect();
        eprintln!("No player is known yet with the id {}; the names count once there is.", ids.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}
