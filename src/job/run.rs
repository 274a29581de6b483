//! A run: one thing somebody asked for, with its progress and what it said on the way.

use std::fmt;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::JobError;
use super::counters::Counters;
use crate::source::SourceId;

/// First season that Baseball Savant has pitches of.
const FIRST_SAVANT_SEASON: i32 = 2008;
/// First season of any major league, by any source.
const FIRST_SEASON: i32 = 1871;
/// How far ahead a schedule may be asked for, in days: clubs publish the next season about a year ahead.
const HORIZON_DAYS: u64 = 400;

/// What kind of work a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunKind {
    /// Fetch from an upstream, keep, load.
    Crawl,
    /// Load again from the lake, without network.
    Rebuild,
}

/// Where a run or a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Waits for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended, and something in it could not be done.
    Failed,
    /// Ended because somebody asked for that.
    Cancelled,
}

macro_rules! text_enum {
    ($type:ident, $column:literal, $($variant:ident = $text:literal),+ $(,)?) => {
        impl $type {
            /// The word stored in the database, which is also the word of the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub(crate) fn parse(value: &str) -> Result<Self, JobError> {
                match value {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(JobError::UnknownValue { column: $column, value: value.to_owned() }),
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

text_enum!(RunKind, "kind", Crawl = "CRAWL", Rebuild = "REBUILD");
text_enum!(
    Status,
    "status",
    Queued = "QUEUED",
    Running = "RUNNING",
    Succeeded = "SUCCEEDED",
    Failed = "FAILED",
    Cancelled = "CANCELLED",
);

impl Status {
    /// Whether nothing more will happen without somebody asking for it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled)
    }
}

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MessageLevel {
    /// Worth knowing.
    Info,
    /// Something was not as it should be, and the run went on.
    Warning,
    /// A task failed.
    Error,
}

/// One thing a run has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunMessage {
    /// When it was said (UTC).
    pub at: DateTime<Utc>,
    /// How serious it is.
    pub level: MessageLevel,
    /// What happened, where, and what happens next.
    pub text: String,
    /// Name of the task that said it, for example `savant 2024-04-02`.
    pub task: Option<String>,
}

/// Target of what runs say in the log, so that a command that shows it itself can leave it out there.
pub const LOG_TARGET: &str = "scorebook::run";

impl RunMessage {
    /// Says it in the log of this process, too.
    pub(crate) fn log(&self) {
        let task = self.task.as_deref().unwrap_or_default();
        match self.level {
            MessageLevel::Info => tracing::debug!(target: LOG_TARGET, task, "{}", self.text),
            MessageLevel::Warning | MessageLevel::Error => tracing::warn!(target: LOG_TARGET, task, "{}", self.text),
        }
    }
}

/// The days a run is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// From a day to a day, both included.
    Days {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// One season.
    Season(i32),
    /// Everything there is; the register knows no days.
    All,
}

impl Span {
    /// First and last day, unless the span is [`Span::All`]. A season is taken as March to November: every
    /// championship game and postseason game of record lies between (earliest 18 March, latest 5 November).
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Days { from, to } => Some((from, to)),
            Self::Season(year) => NaiveDate::from_ymd_opt(year, 3, 1).zip(NaiveDate::from_ymd_opt(year, 11, 30)),
            Self::All => None,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days { from, to } if from == to => write!(f, "{from}"),
            Self::Days { from, to } => write!(f, "{from} to {to}"),
            Self::Season(year) => write!(f, "season {year}"),
            Self::All => f.write_str("all"),
        }
    }
}

/// What a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Fetch a span of an upstream.
    Crawl {
        /// The upstream.
        source: SourceId,
        /// The days.
        span: Span,
    },
    /// Load a span again from the lake.
    Rebuild {
        /// The days.
        span: Span,
    },
}

impl Work {
    /// The days it is about.
    pub fn span(self) -> Span {
        match self {
            Self::Crawl { span, .. } | Self::Rebuild { span } => span,
        }
    }

    /// Whether this can be done at all on `today` (the league's day, US Eastern).
    pub fn check(self, today: NaiveDate) -> Result<(), JobError> {
        let invalid = |text: String| Err(JobError::Invalid(text));
        let Some((from, to)) = self.span().days() else {
            return match self {
                Self::Crawl { source: SourceId::Retrosheet, .. } => {
                    invalid("a crawl of retrosheet needs its seasons: there is more than a hundred of them".to_owned())
                }
                Self::Crawl { source, .. } if source != SourceId::Register => {
                    invalid(format!("a crawl of {} needs days or a season", source.name()))
                }
                _ => Ok(()),
            };
        };
        if from > to {
            return invalid(format!("the first day {from} is after the last day {to}"));
        }
        match self {
            Self::Crawl { source: SourceId::Register, .. } => {
                return invalid("the register has no days: crawl it as a whole".to_owned());
            }
            Self::Crawl { source: SourceId::Savant, .. } => {
                if from.year() < FIRST_SAVANT_SEASON {
                    return invalid(format!("savant has no pitches before {FIRST_SAVANT_SEASON}, asked for {from}"));
                }
                if from >= today {
                    return invalid(format!("{from} has not been played to its end (today is {today}, US Eastern)"));
                }
            }
            _ => {}
        }
        let horizon = today.checked_add_days(Days::new(HORIZON_DAYS)).unwrap_or(NaiveDate::MAX);
        if from.year() < FIRST_SEASON || to > horizon {
            return invalid(format!("{} is outside {FIRST_SEASON} to {horizon}", self.span()));
        }
        Ok(())
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // It is crawled by season, whichever days were named.
            Self::Crawl { source: SourceId::Retrosheet, span: Span::Days { from, to } } => {
                write!(f, "crawl retrosheet seasons {} to {}", from.year(), to.year())
            }
            Self::Crawl { source, span: Span::All } => write!(f, "crawl {}", source.name()),
            Self::Crawl { source, span } => write!(f, "crawl {} {span}", source.name()),
            Self::Rebuild { span } => write!(f, "rebuild {span}"),
        }
    }
}

/// A request for work.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// What to do.
    pub work: Work,
    /// Load also what is loaded already, and accept bodies that lost columns.
    pub force: bool,
    /// Whether a crawl of StatsAPI fetches the play-by-play of the games its schedule calls played. Nothing to others.
    pub games: bool,
    /// Who asked: `cli`, `schedule`, or the name of an API key.
    pub requested_by: String,
    /// The same key names the same run for ever.
    pub idempotency_key: Option<String>,
}

/// One run as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// What it does.
    pub work: Work,
    /// Whether what is loaded already is loaded again.
    pub force: bool,
    /// Whether a crawl of StatsAPI fetches the play-by-play of games.
    pub games: bool,
    /// Who asked for it.
    pub requested_by: String,
    /// Where it stands.
    pub status: Status,
    /// Whether somebody asked to cancel it.
    pub cancel_requested: bool,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When its first task began.
    pub started_at: Option<DateTime<Utc>>,
    /// When its last task ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Tasks known so far; a run finds its tasks while it plans.
    pub tasks_total: i32,
    /// Tasks that ended well.
    pub tasks_done: i32,
    /// Tasks that failed for good.
    pub tasks_failed: i32,
    /// What the tasks have done.
    pub counters: Counters,
    /// What it has to say, oldest first; the newest 200.
    pub messages: Vec<RunMessage>,
    /// Which tasks failed, why, and what to do.
    pub error: Option<String>,
}

impl Run {
    /// Crawl or rebuild.
    pub fn kind(&self) -> RunKind {
        match self.work {
            Work::Crawl { .. } => RunKind::Crawl,
            Work::Rebuild { .. } => RunKind::Rebuild,
        }
    }

    /// The upstream of a crawl.
    pub fn source(&self) -> Option<SourceId> {
        match self.work {
            Work::Crawl { source, .. } => Some(source),
            Work::Rebuild { .. } => None,
        }
    }

    pub(crate) fn from_row(row: &PgRow) -> Result<Self, JobError> {
        let kind: &str = row.try_get("kind")?;
        let source: Option<&str> = row.try_get("source")?;
        let days: (Option<NaiveDate>, Option<NaiveDate>) = (row.try_get("date_from")?, row.try_get("date_to")?);
        let season: Option<i32> = row.try_get("season")?;
        let span = match (season, days) {
            (Some(year), _) => Span::Season(year),
            (None, (Some(from), Some(to))) => Span::Days { from, to },
            _ => Span::All,
        };
        let work = match (RunKind::parse(kind)?, source) {
            (RunKind::Crawl, Some(name)) => Work::Crawl {
                source: name
                    .parse()
                    .map_err(|_| JobError::UnknownValue { column: "source", value: name.to_owned() })?,
                span,
            },
            _ => Work::Rebuild { span },
        };
        let messages: sqlx::types::Json<Vec<RunMessage>> = row.try_get("messages")?;
        Ok(Self {
            id: row.try_get("id")?,
            work,
            force: row.try_get("force")?,
            games: row.try_get("games")?,
            requested_by: row.try_get("requested_by")?,
            status: Status::parse(row.try_get("status")?)?,
            cancel_requested: row.try_get("cancel_requested")?,
            created_at: row.try_get("created_at")?,
            started_at: row.try_get("started_at")?,
            finished_at: row.try_get("finished_at")?,
            tasks_total: row.try_get("tasks_total")?,
            tasks_done: row.try_get("tasks_done")?,
            tasks_failed: row.try_get("tasks_failed")?,
            counters: Counters::from_row(row)?,
            messages: messages.0,
            error: row.try_get("error")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn savant(from: &str, to: &str) -> Work {
        Work::Crawl { source: SourceId::Savant, span: Span::Days { from: day(from), to: day(to) } }
    }

    #[test]
    fn dates_are_checked_before_anything_is_queued() {
        let today = day("2025-06-14");
        assert!(savant("2024-03-28", "2024-06-13").check(today).is_ok());
        assert!(savant("2025-06-13", "2025-06-20").check(today).is_ok());
        let refused = |work: Work| work.check(today).unwrap_err().to_string();
        assert!(refused(savant("2024-06-13", "2024-03-28")).contains("after the last day"));
        assert!(refused(savant("2025-06-14", "2025-06-20")).contains("not been played to its end"));
        assert!(refused(savant("2025-06-01", "2031-01-01")).contains("outside"));
        assert!(refused(savant("2007-04-01", "2007-04-02")).contains("2008"));
        assert!(refused(Work::Crawl { source: SourceId::Statsapi, span: Span::All }).contains("needs days"));
        assert!(refused(Work::Crawl { source: SourceId::Register, span: Span::Season(2024) }).contains("no days"));
        assert!(refused(Work::Crawl { source: SourceId::Retrosheet, span: Span::All }).contains("needs its seasons"));
        assert!(Work::Crawl { source: SourceId::Register, span: Span::All }.check(today).is_ok());
        assert!(Work::Rebuild { span: Span::All }.check(today).is_ok());
    }

    #[test]
    fn a_schedule_may_be_asked_for_ahead_but_not_for_ever() {
        let today = day("2025-06-14");
        let ahead = |to: &str| Work::Crawl {
            source: SourceId::Statsapi,
            span: Span::Days { from: day("2025-06-01"), to: day(to) },
        };
        assert!(ahead("2026-03-30").check(today).is_ok());
        assert!(ahead("2027-03-30").check(today).is_err());
    }

    #[test]
    fn the_words_of_the_database_come_back() {
        for status in [Status::Queued, Status::Running, Status::Succeeded, Status::Failed, Status::Cancelled] {
            assert_eq!(Status::parse(status.as_str()).unwrap(), status);
        }
        assert!(Status::parse("queued").is_err());
    }
}
