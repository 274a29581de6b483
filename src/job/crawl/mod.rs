//! The tasks of crawls and rebuilds: they join `source`, `lake` and `warehouse`, and hold no rules of their own about
//! bodies or rows.
//!
//! Every run begins with a `plan` task, which queues the others. Every task may be done again: a body that is in the
//! lake is not stored twice, a load that is done changes nothing.

mod fetch;
mod games;
mod people;
mod plan;
mod rebuild;
mod register;
mod retrosheet;
mod savant;
mod span;
mod statsapi;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::TaskContext;
use super::counters::Counters;
use super::import::Parcel;
use super::queue::get_run;
use super::run::{MessageLevel, RunMessage};
use super::task::{Handler, NewTask, Task, TaskError};
use super::{JobContext, JobError};
use crate::config::Config;
use crate::db::Db;
use crate::lake::LakeError;
use crate::source::SourceId;
use crate::warehouse::{self, LoadError, LoadReport};

/// What a task has to do. The name of the variant is the task's `kind`, its fields are the payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
pub(super) enum Step {
    /// Queue the tasks of the run.
    Plan,
    /// Fetch and load the schedule of a month, given by its first day.
    Schedule { month: NaiveDate },
    /// Fetch and load the clubs of a season.
    Teams { season: i32 },
    /// Queue a task for each day with games that the schedule calls played.
    GamesPlayed { from: NaiveDate, to: NaiveDate },
    /// Fetch and load the play-by-play of games of one official date.
    Games { date: NaiveDate, games: Vec<games::Played> },
    /// Queue a task for each batch of people who are seen in plays and not known.
    PeopleMissing,
    /// Fetch and load some people.
    People { ids: Vec<i32> },
    /// Queue a task for each day of Statcast pitches.
    SavantDays { from: NaiveDate, to: NaiveDate, only_played: bool },
    /// Fetch and load a day of Statcast pitches.
    SavantDay { date: NaiveDate },
    /// Fetch and load the register.
    Register,
    /// Fetch the page that lists the zips of event files, and queue a task for each zip of the seasons.
    RetrosheetIndex { from: i32, to: i32 },
    /// Fetch and load a zip of event files.
    RetrosheetEvents { key: String, url: String },
    /// Load the register again from the lake.
    RebuildRegister,
    /// Load schedules, teams and people again from the lake; all of them, or what touches some days.
    RebuildReference { days: Option<(NaiveDate, NaiveDate)> },
    /// Queue a task for each day of pitches in the lake.
    RebuildDays { days: Option<(NaiveDate, NaiveDate)> },
    /// Load a day of pitches again from the lake.
    RebuildDay { date: NaiveDate },
    /// Load the play-by-play of some games again from the lake.
    RebuildGames { keys: Vec<String> },
    /// Load a zip of event files again from the lake, after everything before it.
    RebuildRetrosheet { key: String },
    /// Drop what no body of the lake supports.
    RebuildFinish,
}

impl Step {
    /// The host it talks to, which is what one task at a time may do.
    fn lane(&self, config: &Config) -> Option<String> {
        let url = match self {
            Self::Schedule { .. } | Self::Teams { .. } | Self::People { .. } | Self::Games { .. } => {
                &config.statsapi_url
            }
            Self::SavantDay { .. } => &config.savant_url,
            Self::Register => &config.register_url,
            Self::RetrosheetIndex { .. } | Self::RetrosheetEvents { .. } => &config.retrosheet_url,
            _ => return None,
        };
        Some(fetch::host(url))
    }

    /// Whether it needs everything before it.
    fn barrier(&self) -> bool {
        matches!(
            self,
            Self::GamesPlayed { .. }
                | Self::PeopleMissing
                | Self::SavantDays { .. }
                | Self::RetrosheetIndex { .. }
                | Self::RebuildDays { .. }
                | Self::RebuildRetrosheet { .. }
                | Self::RebuildFinish
        )
    }

    fn name(&self) -> String {
        match self {
            Self::Plan => "plan".to_owned(),
            Self::Schedule { month } => format!("statsapi schedule {}", month.format("%Y-%m")),
            Self::Teams { season } => format!("statsapi teams {season}"),
            Self::GamesPlayed { from, to } => format!("statsapi games {from} to {to}"),
            Self::Games { date, .. } => format!("statsapi games {date}"),
            Self::PeopleMissing => "people to ask for".to_owned(),
            Self::People { ids } => {
                let (first, last) = (ids.first().copied().unwrap_or(0), ids.last().copied().unwrap_or(0));
                format!("statsapi people {first} to {last} ({})", ids.len())
            }
            Self::SavantDays { from, to, .. } => format!("savant days {from} to {to}"),
            Self::SavantDay { date } => format!("savant {date}"),
            Self::Register => "register".to_owned(),
            Self::RetrosheetIndex { .. } => "retrosheet index".to_owned(),
            Self::RetrosheetEvents { key, .. } => format!("retrosheet {key}"),
            Self::RebuildRegister => "rebuild register".to_owned(),
            Self::RebuildReference { .. } => "rebuild schedule, teams and people".to_owned(),
            Self::RebuildDays { .. } => "rebuild days".to_owned(),
            Self::RebuildDay { date } => format!("rebuild {date}"),
            Self::RebuildGames { keys } => {
                let end = |key: Option<&String>| key.map_or(String::new(), |key| key.chars().take(10).collect());
                format!("rebuild {} games {} to {}", keys.len(), end(keys.first()), end(keys.last()))
            }
            Self::RebuildRetrosheet { key } => format!("rebuild retrosheet {key}"),
            Self::RebuildFinish => "rebuild finish".to_owned(),
        }
    }

    /// As a task of the queue.
    fn task(&self, config: &Config) -> Result<NewTask, TaskError> {
        let json = serde_json::to_value(self).map_err(TaskError::never)?;
        let kind = json.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(NewTask {
            lane: self.lane(config),
            barrier: self.barrier(),
            kind,
            name: self.name(),
            payload: json.get("payload").cloned().unwrap_or(Value::Null),
        })
    }

    fn of(task: &Task) -> Result<Self, TaskError> {
        let json = serde_json::json!({ "kind": task.kind, "payload": task.payload });
        serde_json::from_value(json).map_err(|error| {
            TaskError::never(format!("task {} of kind {} cannot be read: {error}", task.id, task.kind))
        })
    }
}

/// Does the tasks of crawls and rebuilds.
#[derive(Clone)]
pub(super) struct Crawler {
    pub(super) context: Arc<JobContext>,
}

/// One task under way, with all it may use.
struct Work<'a> {
    job: &'a JobContext,
    task: &'a TaskContext,
    /// None for an import.
    run_id: Option<i64>,
    /// The upstream of a crawl.
    source: Option<SourceId>,
    force: bool,
    /// Whether a crawl of StatsAPI fetches the play-by-play of games.
    games: bool,
    /// When the run was asked for.
    since: DateTime<Utc>,
}

impl Handler for Crawler {
    fn run<'a>(
        &'a self,
        task: &'a Task,
        context: &'a Arc<TaskContext>,
    ) -> BoxFuture<'a, Result<Vec<NewTask>, TaskError>> {
        async move {
            let step = Step::of(task)?;
            let run = get_run(&self.context.db, task.run_id).await?;
            let work = Work {
                job: &self.context,
                task: context,
                run_id: Some(run.id),
                source: run.source(),
                force: run.force,
                games: run.games,
                since: run.created_at,
            };
            match step {
                Step::Plan => plan::plan(&work, run.work).await,
                Step::Schedule { month } => statsapi::schedule(&work, month).await,
                Step::Teams { season } => statsapi::teams(&work, season).await,
                Step::GamesPlayed { from, to } => games::plan(&work, from, to).await,
                Step::Games { date, games } => games::day(&work, date, &games).await,
                Step::PeopleMissing => people::missing(&work).await,
                Step::People { ids } => people::people(&work, &ids).await,
                Step::SavantDays { from, to, only_played } => plan::savant_days(&work, from, to, only_played).await,
                Step::SavantDay { date } => savant::day(&work, date).await,
                Step::Register => register::register(&work).await,
                Step::RetrosheetIndex { from, to } => retrosheet::index(&work, from, to).await,
                Step::RetrosheetEvents { key, url } => retrosheet::events(&work, &key, &url).await,
                Step::RebuildRegister => rebuild::register(&work).await,
                Step::RebuildReference { days } => rebuild::reference(&work, days).await,
                Step::RebuildDays { days } => rebuild::days(&work, days).await,
                Step::RebuildDay { date } => rebuild::day(&work, date).await,
                Step::RebuildGames { keys } => rebuild::games(&work, &keys).await,
                Step::RebuildRetrosheet { key } => retrosheet::rebuild(&work, &key).await,
                Step::RebuildFinish => rebuild::finish(&work).await,
            }
        }
        .boxed()
    }

    fn after(&self) -> BoxFuture<'_, Option<RunMessage>> {
        async move { refresh_constants(&self.context.db).await.err() }.boxed()
    }
}

/// Computes the constants of the seasons that changed; else says that they are old.
pub(super) async fn refresh_constants(db: &Db) -> Result<(), RunMessage> {
    let (level, text) = match warehouse::constants::refresh(&db.pool).await {
        Ok(changed) => {
            if !changed.is_empty() {
                tracing::info!(seasons = ?changed, "constants computed");
            }
            return Ok(());
        }
        Err(error) => {
            let text =
                format!("the constants of seasons are as they were and are computed after the next run: {error}");
            (MessageLevel::Warning, text)
        }
    };
    Err(RunMessage { at: Utc::now(), level, text, task: None })
}

/// Judges, keeps and loads a zip of event files that somebody has downloaded, as a task of no run.
pub(super) async fn import(job: &JobContext, task: &TaskContext, parcel: Parcel, force: bool) -> Result<(), TaskError> {
    let source = Some(SourceId::Retrosheet);
    let work = Work { job, task, run_id: None, source, force, games: true, since: Utc::now() };
    retrosheet::import(&work, parcel).await
}

impl Work<'_> {
    /// Tasks of the queue, in this order.
    fn tasks(&self, steps: impl IntoIterator<Item = Step>) -> Result<Vec<NewTask>, TaskError> {
        steps.into_iter().map(|step| step.task(&self.job.config)).collect()
    }

    /// As [`Work::loaded`] for a schedule, whose games count only when the schedule is all that was asked for: else
    /// they would stand among the games whose plays were loaded.
    fn loaded_schedule(&self, mut report: LoadReport) {
        if self.source != Some(SourceId::Statsapi) || self.games {
            report.games_changed = 0;
            report.games_unchanged = 0;
        }
        self.loaded(&report);
    }

    /// Adds what a load did to the counts and says what it noted.
    fn loaded(&self, report: &LoadReport) {
        self.task.count(Counters {
            rows_loaded: report.rows_loaded,
            games_changed: report.games_changed,
            games_unchanged: report.games_unchanged,
            ..Counters::default()
        });
        for note in &report.notes {
            self.task.info(note.clone());
        }
    }
}

impl From<JobError> for TaskError {
    fn from(error: JobError) -> Self {
        Self::again(error)
    }
}

impl From<LakeError> for TaskError {
    fn from(error: LakeError) -> Self {
        Self::again(format!("the lake could not be used: {error}"))
    }
}

impl From<LoadError> for TaskError {
    /// The database may come back; a body that cannot be loaded stays as it is.
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Database(_) => Self::again(format!("not loaded, nothing was changed: {error}")),
            LoadError::Regressed(_) => Self::again(format!("not loaded, the stored games stay: {error}")),
            other => Self::never(format!("not loaded, nothing was changed: {other}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_comes_back_from_its_task() {
        let day: NaiveDate = "2024-03-28".parse().unwrap();
        let steps = [
            Step::Plan,
            Step::Schedule { month: day },
            Step::Teams { season: 2024 },
            Step::GamesPlayed { from: day, to: day },
            Step::Games { date: day, games: vec![games::Played { game: 747_224, on: day }] },
            Step::PeopleMissing,
            Step::People { ids: vec![1, 2] },
            Step::SavantDays { from: day, to: day, only_played: true },
            Step::SavantDay { date: day },
            Step::Register,
            Step::RetrosheetIndex { from: 1982, to: 2015 },
            Step::RetrosheetEvents { key: "2015eve".to_owned(), url: "http://x/2015eve.zip".to_owned() },
            Step::RebuildReference { days: None },
            Step::RebuildReference { days: Some((day, day)) },
            Step::RebuildDay { date: day },
            Step::RebuildGames { keys: vec!["2024-03-28/747224".to_owned()] },
            Step::RebuildRetrosheet { key: "2015eve".to_owned() },
            Step::RebuildFinish,
        ];
        for step in steps {
            let new = step.task(&Config::defaults().unwrap()).unwrap();
            let task = Task {
                id: 1,
                run_id: 1,
                lane: new.lane,
                kind: new.kind,
                name: new.name,
                payload: new.payload,
                attempts: 1,
                max_attempts: 5,
                lease: 1,
            };
            assert_eq!(Step::of(&task).unwrap(), step);
        }
    }

    #[test]
    fn what_talks_to_an_upstream_has_its_lane_and_the_rest_has_none() {
        let day: NaiveDate = "2024-03-28".parse().unwrap();
        let mut config = Config::defaults().unwrap();
        config.register_url = "http://127.0.0.1:9100/".parse().unwrap();
        let task = |step: Step| step.task(&config).unwrap();
        assert_eq!(task(Step::SavantDay { date: day }).lane.as_deref(), Some("baseballsavant.mlb.com"));
        assert_eq!(task(Step::Games { date: day, games: Vec::new() }).lane.as_deref(), Some("statsapi.mlb.com"));
        assert_eq!(task(Step::People { ids: vec![1] }).lane.as_deref(), Some("statsapi.mlb.com"));
        assert_eq!(task(Step::Register).lane.as_deref(), Some("127.0.0.1:9100"));
        assert_eq!(task(Step::RetrosheetIndex { from: 2015, to: 2015 }).lane.as_deref(), Some("www.retrosheet.org"));
        assert_eq!(task(Step::RebuildDay { date: day }).lane, None);
        assert_eq!(task(Step::SavantDay { date: day }).kind, "savant-day");
    }
}
