//! `scorebook doctor`: looks at everything an installation depends on; each line says what to do. With `--data`, at
//! what is loaded.

mod check;
mod data;

use std::process::ExitCode;

use crate::config::Config;

/// What a check found, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Nothing to do.
    Ok,
    /// Works, but look at it.
    Warn,
    /// Does not work.
    Fail,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    level: Level,
    what: &'static str,
    text: String,
}

impl Finding {
    fn ok(what: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Ok, what, text: text.into() }
    }

    fn warn(what: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Warn, what, text: text.into() }
    }

    fn fail(what: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Fail, what, text: text.into() }
    }

    fn line(&self) -> String {
        let level = match self.level {
            Level::Ok => "OK",
            Level::Warn => "WARN",
            Level::Fail => "FAIL",
        };
        format!("{level:<4}  {:<13}  {}", self.what, self.text.replace('\n', " "))
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only print the example configuration file
    #[arg(long)]
    pub(super) example: bool,
    /// Only report on the data: games loaded and missing, what differs from box scores, bodies refused; exit 1 when
    /// something needs attention
    #[arg(long, conflicts_with = "example")]
    data: bool,
    /// With --data: only this season
    #[arg(long, value_name = "YEAR", requires = "data")]
    season: Option<i32>,
}

/// Prints the example file.
pub(super) fn example() -> ExitCode {
    print!("{}", Config::example_toml());
    ExitCode::SUCCESS
}

/// Checks and reports; fails when any check does.
pub(super) async fn run(config: &Config, args: &Args) -> anyhow::Result<ExitCode> {
    if args.data {
        return data::run(config, args.season).await;
    }
    let mut worst = Level::Ok;
    let mut report = |findings: Vec<Finding>| {
        for finding in findings {
            worst = worst.max(finding.level);
            println!("{}", finding.line());
        }
    };
    report(check::configuration(config));
    report(check::disk(config));
    report(check::with_database(config).await);
    report(check::upstreams(config).await);
    Ok(if worst == Level::Fail { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_one_line_each_and_line_up() {
        assert_eq!(Finding::ok("disk", "9 GB free").line(), "OK    disk           9 GB free");
        assert_eq!(Finding::fail("configuration", "a\nb").line(), "FAIL  configuration  a b");
        assert!(Level::Fail > Level::Warn && Level::Warn > Level::Ok);
    }
}
