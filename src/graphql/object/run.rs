//! A crawl or rebuild, with its progress.

use async_graphql::{Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};

use crate::graphql::id::GlobalId;
use crate::graphql::scalar::{Date, int};
use crate::job;
use crate::source::SourceId;

/// An upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "SourceId")]
pub enum Source {
    /// Baseball Savant: one row a pitch.
    Savant,
    /// MLB StatsAPI: schedule, teams, people.
    Statsapi,
    /// Chadwick register: ids of people across systems.
    Register,
    /// Retrosheet: event files of every season.
    Retrosheet,
}

/// What kind of work a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "job::RunKind")]
pub enum RunKind {
    /// Fetch from an upstream, keep, load.
    Crawl,
    /// Load again from the lake, without network.
    Rebuild,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "job::Status")]
pub enum RunStatus {
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

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "job::MessageLevel")]
pub enum RunMessageLevel {
    /// Worth knowing.
    Info,
    /// Something was not as it should be, and the run went on.
    Warning,
    /// A task failed.
    Error,
}

/// One thing a run has to say.
#[derive(Debug, Clone, SimpleObject)]
pub struct RunMessage {
    /// When it was said (UTC).
    at: DateTime<Utc>,
    /// How serious it is.
    level: RunMessageLevel,
    /// What happened, where, and what happens next.
    text: String,
    /// The task that said it.
    task: Option<String>,
}

/// What a run has done so far.
#[derive(Debug, Clone, SimpleObject)]
pub struct RunCounts {
    /// Requests sent upstream.
    requests: i32,
    /// Bodies kept that were not in the lake before.
    bodies_new: i32,
    /// Bodies that came as they were before.
    bodies_unchanged: i32,
    /// Bodies kept and refused.
    bodies_refused: i32,
    /// Rows written to staging.
    rows_loaded: i32,
    /// Games that are new, changed or gone.
    games_changed: i32,
    /// Games that were there with the same content.
    games_unchanged: i32,
}

/// A crawl or rebuild.
#[derive(Debug, Clone)]
pub struct CrawlRun(pub Box<job::Run>);

/// A crawl or rebuild.
#[Object]
impl CrawlRun {
    /// Global id.
    pub async fn id(&self) -> ID {
        GlobalId::Run(self.0.id).to_id()
    }

    /// Crawl or rebuild.
    async fn kind(&self) -> RunKind {
        self.0.kind().into()
    }

    /// The upstream of a crawl.
    async fn source(&self) -> Option<Source> {
        self.0.source().map(Into::into)
    }

    /// First day asked for.
    async fn from(&self) -> Option<Date> {
        self.0.work.span().days().map(|(from, _)| Date(from))
    }

    /// Last day asked for.
    async fn to(&self) -> Option<Date> {
        self.0.work.span().days().map(|(_, to)| Date(to))
    }

    /// The season, if a season was asked for.
    async fn season(&self) -> Option<i32> {
        match self.0.work.span() {
            job::Span::Season(season) => Some(season),
            _ => None,
        }
    }

    /// Whether what is loaded already is loaded again.
    async fn is_forced(&self) -> bool {
        self.0.force
    }

    /// Who asked for it: `cli`, `schedule` or the name of an API key.
    async fn requested_by(&self) -> &str {
        &self.0.requested_by
    }

    /// Where it stands.
    async fn status(&self) -> RunStatus {
        self.0.status.into()
    }

    /// When it was asked for (UTC).
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When its first task began (UTC).
    async fn started_at(&self) -> Option<DateTime<Utc>> {
        self.0.started_at
    }

    /// When its last task ended (UTC).
    async fn finished_at(&self) -> Option<DateTime<Utc>> {
        self.0.finished_at
    }

    /// Tasks known so far.
    async fn tasks_total(&self) -> i32 {
        self.0.tasks_total
    }

    /// Tasks that ended well.
    async fn tasks_done(&self) -> i32 {
        self.0.tasks_done
    }

    /// Tasks that failed for good.
    async fn tasks_failed(&self) -> i32 {
        self.0.tasks_failed
    }

    /// What it has done so far.
    async fn counts(&self) -> RunCounts {
        let counters = self.0.counters;
        RunCounts {
            requests: int(counters.requests),
            bodies_new: int(counters.bodies_new),
            bodies_unchanged: int(counters.bodies_unchanged),
            bodies_refused: int(counters.bodies_refused),
            rows_loaded: int(counters.rows_loaded),
            games_changed: int(counters.games_changed),
            games_unchanged: int(counters.games_unchanged),
        }
    }

    /// What it has to say, oldest first; the newest 200.
    async fn messages(&self) -> Vec<RunMessage> {
        let message = |m: &job::RunMessage| RunMessage {
            at: m.at,
            level: m.level.into(),
            text: m.text.clone(),
            task: m.task.clone(),
        };
        self.0.messages.iter().map(message).collect()
    }

    /// Which tasks failed, why, and what to do.
    async fn error(&self) -> Option<&str> {
        self.0.error.as_deref()
    }
}
