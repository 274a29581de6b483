//! Which tasks a run needs.

use chrono::{Datelike, NaiveDate, Utc};

use super::span::{days, league_day, month_end, months, settled};
use super::{Step, Work};
use crate::job::run::{Span, Work as RunWork};
use crate::job::task::{NewTask, TaskError};
use crate::lake::ManifestRow;
use crate::source::{BodyKind, SourceId, statsapi};
use crate::warehouse;

/// The tasks of a run.
pub(super) async fn plan(work: &Work<'_>, run: RunWork) -> Result<Vec<NewTask>, TaskError> {
    match run {
        RunWork::Crawl { source, span } => match (source, span.days()) {
            (SourceId::Register, _) => work.tasks([Step::Register]),
            (SourceId::Statsapi, Some((from, to))) => league(work, from, to),
            (SourceId::Retrosheet, Some((from, to))) => super::retrosheet::plan(work, from.year(), to.year()).await,
            (SourceId::Savant, Some((from, to))) => savant(work, from, to, matches!(span, Span::Season(_))).await,
            (_, None) => Err(TaskError::never(format!("a crawl of {} needs days or a season", source.name()))),
        },
        RunWork::Rebuild { span } => super::rebuild::plan(work, span).await,
    }
}

fn league(work: &Work<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<NewTask>, TaskError> {
    let schedule = months(from, to).map(|month| Step::Schedule { month });
    let teams = (from.year()..=to.year()).map(|season| Step::Teams { season });
    let then = if work.games { Step::GamesPlayed { from, to } } else { Step::PeopleMissing };
    work.tasks(schedule.chain(teams).chain([then]))
}

/// The schedule is asked for first where it is not known: it tells an empty day from one that is not loaded yet.
async fn savant(work: &Work<'_>, from: NaiveDate, to: NaiveDate, only_played: bool) -> Result<Vec<NewTask>, TaskError> {
    let yesterday = league_day(Utc::now()).pred_opt().unwrap_or(to);
    if to > yesterday && !only_played {
        work.task.info(format!("{to} is not over yet in the US: the crawl ends with {yesterday}"));
    }
    let to = to.min(yesterday);
    let mut schedule = Vec::new();
    for month in months(from, to) {
        if !work.schedule_knows(month_end(month).min(to)).await? {
            schedule.push(Step::Schedule { month });
        }
    }
    work.tasks(schedule.into_iter().chain([Step::SavantDays { from, to, only_played }]))
}

/// A task a day; with `only_played` for the days alone on which the schedule has a completed game.
pub(super) async fn savant_days(
    work: &Work<'_>,
    from: NaiveDate,
    to: NaiveDate,
    only_played: bool,
) -> Result<Vec<NewTask>, TaskError> {
    let mut wanted: Vec<NaiveDate> = days(from, to).collect();
    if only_played {
        let games = warehouse::games_expected(&work.job.db, from, to).await?;
        wanted.retain(|day| games.iter().any(|game| game.is_final && game.official_date == *day));
        if wanted.is_empty() {
            return Err(TaskError::never(format!(
                "the schedule has no completed game from {from} to {to}: crawl statsapi for that season, or name days"
            )));
        }
    }
    let days = wanted.into_iter().map(|date| Step::SavantDay { date });
    work.tasks(days.chain([Step::PeopleMissing]))
}

impl Work<'_> {
    /// Whether the schedule that lists a day was fetched after the day's games, and is loaded.
    async fn schedule_knows(&self, day: NaiveDate) -> Result<bool, TaskError> {
        let key = statsapi::month_key(day);
        match self.job.lake.current(SourceId::Statsapi, BodyKind::Schedule, &key).await? {
            Some(row) if row.last_seen_at >= settled(day) => self.is_loaded(&row).await,
            _ => Ok(false),
        }
    }

    /// Whether a body of the lake is the one loaded for its key.
    pub(super) async fn is_loaded(&self, row: &ManifestRow) -> Result<bool, TaskError> {
        let mut connection = self.job.db.pool.acquire().await.map_err(TaskError::again)?;
        warehouse::publish::is_loaded(&mut connection, row.source.name(), row.kind.name(), &row.key, &row.sha256)
            .await
            .map_err(TaskError::again)
    }

    /// The completed games the schedule has on a day; nothing when the schedule is not known.
    pub(super) async fn games_expected(&self, day: NaiveDate) -> Result<Option<Vec<i32>>, TaskError> {
        if !self.schedule_knows(day).await? {
            return Ok(None);
        }
        let games = warehouse::games_expected(&self.job.db, day, day).await?;
        Ok(Some(games.into_iter().filter(|game| game.is_final).map(|game| game.game_pk).collect()))
    }
}
