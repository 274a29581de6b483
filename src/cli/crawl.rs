//! `scorebook crawl`: asks for a crawl and follows it to its end.

use std::process::ExitCode;

use chrono::NaiveDate;

use super::follow;
use crate::config::Config;
use crate::job::{JobError, NewRun, Span, Work};
use crate::source::SourceId;

/// Fetch from an upstream, keep every body, load what is good.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The upstream: savant, statsapi, register or retrosheet
    source: SourceId,
    #[command(flatten)]
    span: SpanArgs,
    /// First of several seasons
    #[arg(long, value_name = "YEAR", requires = "to_season", conflicts_with_all = ["season", "from"])]
    from_season: Option<i32>,
    /// Last of them, included
    #[arg(long, value_name = "YEAR", requires = "from_season")]
    to_season: Option<i32>,
    /// Load also what is loaded already, and accept bodies that lost columns
    #[arg(long)]
    force: bool,
    /// Of statsapi the schedule, the clubs and the people alone, without the play-by-play of the games
    #[arg(long)]
    no_games: bool,
}

/// The days of a crawl or a rebuild.
#[derive(Debug, clap::Args)]
pub(super) struct SpanArgs {
    /// First day, as 2024-03-28
    #[arg(long, value_name = "DAY", requires = "to", conflicts_with = "season")]
    pub(super) from: Option<NaiveDate>,
    /// Last day, included
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(super) to: Option<NaiveDate>,
    /// A whole season instead
    #[arg(long, value_name = "YEAR")]
    pub(super) season: Option<i32>,
}

impl SpanArgs {
    /// What was named, if anything.
    pub(super) fn span(&self) -> Option<Span> {
        match (self.season, self.from, self.to) {
            (Some(year), ..) => Some(Span::Season(year)),
            (None, Some(from), Some(to)) => Some(Span::Days { from, to }),
            _ => None,
        }
    }
}

impl Args {
    fn work(&self) -> Result<Work, JobError> {
        let span = match (self.from_season, self.to_season) {
            (Some(first), Some(last)) => seasons(first, last)?,
            _ => self.span.span().unwrap_or(Span::All),
        };
        if self.source == SourceId::Retrosheet && span == Span::All {
            let advice = "name a season (--season 2015) or several (--from-season 2010 --to-season 2015)";
            return Err(JobError::Invalid(format!("retrosheet has more than a hundred seasons: {advice}")));
        }
        Ok(Work::Crawl { source: self.source, span })
    }
}

/// All days of some seasons.
fn seasons(first: i32, last: i32) -> Result<Span, JobError> {
    let days = NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(last, 12, 31));
    let (from, to) = days.ok_or_else(|| JobError::Invalid(format!("{first} to {last} are no seasons")))?;
    Ok(if first == last { Span::Season(first) } else { Span::Days { from, to } })
}

/// Asks for the crawl and follows it.
pub(super) async fn run(config: &Config, args: Args) -> anyhow::Result<ExitCode> {
    let work = args.work()?;
    let new = NewRun {
        work,
        force: args.force,
        games: !args.no_games,
        requested_by: "cli".to_owned(),
        idempotency_key: None,
    };
    follow::follow(config, new).await
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        crawl: Args,
    }

    fn parse(line: &str) -> Result<Args, String> {
        let words = std::iter::once("crawl").chain(line.split_whitespace());
        Line::try_parse_from(words).map(|line| line.crawl).map_err(|error| error.to_string())
    }

    #[test]
    fn days_come_in_pairs_and_not_with_a_season() {
        let args = parse("savant --from 2024-03-28 --to 2024-06-13 --force").unwrap();
        let days = Span::Days { from: "2024-03-28".parse().unwrap(), to: "2024-06-13".parse().unwrap() };
        assert_eq!((args.source, args.span.span(), args.force), (SourceId::Savant, Some(days), true));
        assert_eq!(parse("statsapi --season 2024").unwrap().span.span(), Some(Span::Season(2024)));
        assert_eq!(parse("register").unwrap().span.span(), None);
        assert!(parse("statsapi --season 2024 --no-games").unwrap().no_games && !args.no_games);
        assert!(parse("savant --from 2024-03-28").unwrap_err().contains("--to"));
        assert!(parse("savant --season 2024 --from 2024-03-28 --to 2024-03-29").is_err());
        assert!(parse("savant --from yesterday --to 2024-03-29").is_err());
    }

    #[test]
    fn an_unknown_source_is_answered_with_the_known_ones() {
        let error = parse("espn").unwrap_err();
        assert!(error.contains("savant, statsapi, register, retrosheet"), "{error}");
    }

    #[test]
    fn retrosheet_is_crawled_by_season_and_never_all_of_it_unasked() {
        let work = |line: &str| parse(line).unwrap().work().map(|work| work.to_string());
        assert_eq!(work("retrosheet --season 2015").unwrap(), "crawl retrosheet season 2015");
        let several = work("retrosheet --from-season 1982 --to-season 2015");
        assert_eq!(several.unwrap(), "crawl retrosheet seasons 1982 to 2015");
        let one = work("retrosheet --from-season 1982 --to-season 1982");
        assert_eq!(one.unwrap(), "crawl retrosheet season 1982");
        assert!(work("retrosheet").unwrap_err().to_string().contains("--season 2015"));
        assert!(parse("retrosheet --from-season 1982").is_err());
        assert!(parse("retrosheet --season 1982 --from-season 1982 --to-season 1983").is_err());
    }
}
