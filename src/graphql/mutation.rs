//! The root of mutations: runs are started, cancelled and tried again by admins.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};

use super::error::ApiError;
use super::id::GlobalId;
use super::object::CrawlRun;
use super::object::run::Source;
use super::scalar::Date;
use super::{admin, api};
use crate::job::{self, JobError, NewRun, Span, Work};

/// A crawl: an upstream and its days, `from` and `to` or a `season`; the register takes none, and of Retrosheet the whole
/// seasons of the days are crawled.
#[derive(Debug, Clone, InputObject)]
pub struct StartCrawlInput {
    /// The upstream.
    source: Source,
    /// First day, included.
    from: Option<Date>,
    /// Last day, included.
    to: Option<Date>,
    /// A whole season instead of days.
    season: Option<i32>,
    /// Loads also what is loaded already.
    #[graphql(default)]
    force: bool,
    /// Of StatsAPI also the play-by-play of the games its schedule calls played.
    #[graphql(default = true)]
    games: bool,
    /// The same key gives the same run for ever, so that a repeated request starts nothing twice.
    idempotency_key: Option<String>,
}

/// A rebuild from the lake: `from` and `to`, a `season`, or everything when neither is given.
#[derive(Debug, Clone, InputObject)]
pub struct RebuildInput {
    /// First day, included.
    from: Option<Date>,
    /// Last day, included.
    to: Option<Date>,
    /// A whole season instead of days.
    season: Option<i32>,
    /// The same key gives the same run for ever, so that a repeated request starts nothing twice.
    idempotency_key: Option<String>,
}

/// How a request for a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum StartStatus {
    /// The run is queued.
    Queued,
    /// The same work was queued or running, or the idempotency key was used: that run is the answer.
    Existing,
    /// The input asks for something that cannot be done; `message` says why.
    Refused,
}

/// How a request about a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum RunChangeStatus {
    /// Done.
    Done,
    /// No run has this id.
    NotFound,
    /// The run is in a state in which this cannot be done; `message` says why.
    Refused,
}

macro_rules! payload {
    ($name:ident, $status:ident, $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone, SimpleObject)]
        pub struct $name {
            /// How the request ended.
            status: $status,
            /// Why it was refused.
            message: Option<String>,
            /// The run.
            run: Option<CrawlRun>,
        }
    };
}

payload!(StartCrawlPayload, StartStatus, "Answer to `startCrawl`.");
payload!(RebuildPayload, StartStatus, "Answer to `rebuild`.");
payload!(CancelRunPayload, RunChangeStatus, "Answer to `cancelRun`.");
payload!(RetryRunPayload, RunChangeStatus, "Answer to `retryRun`.");

/// The root of mutations; all of them need an admin key.
#[derive(Debug, Clone, Copy)]
pub struct Mutation;

/// The root of mutations; all of them need an admin key.
#[Object]
impl Mutation {
    /// Queues a crawl and returns at once; follow it with `runProgress`.
    async fn start_crawl(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to crawl.")] input: StartCrawlInput,
    ) -> Result<StartCrawlPayload> {
        let requested_by = admin(ctx)?;
        let work =
            span(input.from, input.to, input.season).map(|span| Work::Crawl { source: input.source.into(), span });
        let (status, message, run) =
            start(ctx, work, (input.force, input.games), requested_by, input.idempotency_key).await?;
        Ok(StartCrawlPayload { status, message, run })
    }

    /// Queues a rebuild from the lake, without network, and returns at once.
    async fn rebuild(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to load again.")] input: RebuildInput,
    ) -> Result<RebuildPayload> {
        let requested_by = admin(ctx)?;
        let work = span(input.from, input.to, input.season).map(|span| Work::Rebuild { span });
        let (status, message, run) = start(ctx, work, (true, true), requested_by, input.idempotency_key).await?;
        Ok(RebuildPayload { status, message, run })
    }

    /// Cancels a run: what is queued of it at once, what is running at its next safe point.
    async fn cancel_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id of the run.")] id: ID,
    ) -> Result<CancelRunPayload> {
        admin(ctx)?;
        let (status, message, run) = changed(job::cancel(&api(ctx)?.db, run_id(&id)?).await)?;
        Ok(CancelRunPayload { status, message, run })
    }

    /// Queues again what failed or was cancelled of a run.
    async fn retry_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id of the run.")] id: ID,
    ) -> Result<RetryRunPayload> {
        admin(ctx)?;
        let (status, message, run) = changed(job::retry(&api(ctx)?.db, run_id(&id)?).await)?;
        Ok(RetryRunPayload { status, message, run })
    }
}

fn run_id(id: &ID) -> Result<i64> {
    match GlobalId::parse(id) {
        Some(GlobalId::Run(id)) => Ok(id),
        _ => Err(ApiError::bad_user_input(format!("id \"{}\" is not the id of a run", id.as_str()))),
    }
}

fn span(from: Option<Date>, to: Option<Date>, season: Option<i32>) -> Result<Span, String> {
    match (from, to, season) {
        (Some(from), Some(to), None) => Ok(Span::Days { from: from.0, to: to.0 }),
        (None, None, Some(season)) => Ok(Span::Season(season)),
        (None, None, None) => Ok(Span::All),
        _ => Err("give from and to, or season, or neither".to_owned()),
    }
}

type Started = (StartStatus, Option<String>, Option<CrawlRun>);

async fn start(
    ctx: &Context<'_>,
    work: Result<Work, String>,
    (force, games): (bool, bool),
    requested_by: String,
    idempotency_key: Option<String>,
) -> Result<Started> {
    let work = match work {
        Ok(work) => work,
        Err(text) => return Ok((StartStatus::Refused, Some(text), None)),
    };
    match job::enqueue(&api(ctx)?.db, NewRun { work, force, games, requested_by, idempotency_key }).await {
        Ok(enqueued) => {
            let status = if enqueued.existing { StartStatus::Existing } else { StartStatus::Queued };
            Ok((status, None, Some(CrawlRun(Box::new(enqueued.run)))))
        }
        Err(JobError::Invalid(text)) => Ok((StartStatus::Refused, Some(text), None)),
        Err(error) => Err(ApiError::internal(&error)),
    }
}

type Changed = (RunChangeStatus, Option<String>, Option<CrawlRun>);

fn changed(outcome: Result<job::Run, JobError>) -> Result<Changed> {
    match outcome {
        Ok(run) => Ok((RunChangeStatus::Done, None, Some(CrawlRun(Box::new(run))))),
        Err(error @ JobError::NoSuchRun(_)) => Ok((RunChangeStatus::NotFound, Some(error.to_string()), None)),
        Err(JobError::Invalid(text)) => Ok((RunChangeStatus::Refused, Some(text), None)),
        Err(error) => Err(ApiError::internal(&error)),
    }
}
