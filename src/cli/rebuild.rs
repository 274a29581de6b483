//! `scorebook rebuild`: everything right of the lake again, without network.

use std::process::ExitCode;

use clap::ArgGroup;

use super::crawl::SpanArgs;
use super::follow;
use crate::config::Config;
use crate::job::{NewRun, Span, Work};

/// Load again from the lake, without network.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("what").args(["from", "season", "all"]).required(true))]
pub(super) struct Args {
    #[command(flatten)]
    span: SpanArgs,
    /// Everything the lake holds; what it does not support is dropped
    #[arg(long)]
    all: bool,
}

/// Asks for the rebuild and follows it.
pub(super) async fn run(config: &Config, args: Args) -> anyhow::Result<ExitCode> {
    let work = Work::Rebuild { span: args.span.span().unwrap_or(Span::All) };
    follow::follow(
        config,
        NewRun { work, force: true, games: true, requested_by: "cli".to_owned(), idempotency_key: None },
    )
    .await
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        rebuild: Args,
    }

    #[test]
    fn one_of_days_season_and_all_must_be_named() {
        let parse = |line: &str| {
            let words = std::iter::once("rebuild").chain(line.split_whitespace());
            Line::try_parse_from(words).map(|line| line.rebuild.span.span())
        };
        assert_eq!(parse("--all").unwrap(), None);
        assert_eq!(parse("--season 2024").unwrap(), Some(Span::Season(2024)));
        assert!(parse("--from 2024-04-01 --to 2024-04-02").unwrap().is_some());
        assert!(parse("").is_err());
        assert!(parse("--all --season 2024").is_err());
        assert!(parse("--from 2024-04-01").is_err());
    }
}
