//! Live feeds of the games that the schedule calls played.
//!
//! A feed that is in the lake is not fetched again, but for the mornings on which corrections are due. A body that was
//! fetched by the run already is taken from the lake: an attempt after a stopped one goes on where that ended.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::fetch::{Answer, Got, refused};
use super::span::settled;
use super::{Step, Work};
use crate::job::counters::Counters;
use crate::job::task::{NewTask, TaskError};
use crate::lake::ManifestRow;
use crate::source::http::Validators;
use crate::source::{BodyRequest, Context, VerdictCode, statsapi};
use crate::warehouse::{self, LoadError, StoredBody};

/// How many days after it was played a game's feed is read again: scoring changes come for weeks.
const READ_AGAIN: [u64; 4] = [1, 3, 7, 30];

/// A played game.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::job) struct Played {
    /// MLBAM id.
    pub(super) game: i32,
    /// The day it ended, which is not its official date when it was resumed.
    pub(super) on: NaiveDate,
}

/// What a game needs.
enum Need {
    /// Its feed is loaded.
    Nothing,
    /// Its feed is in the lake.
    Load(Box<ManifestRow>),
    /// Its feed, or whether the one of the lake still holds.
    Fetch(Option<Box<ManifestRow>>),
}

/// A task for each day with games that were played on the days of the span, and one for the people seen in them.
pub(super) async fn plan(work: &Work<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<NewTask>, TaskError> {
    let mut days: BTreeMap<NaiveDate, Vec<Played>> = BTreeMap::new();
    for game in warehouse::games_played(&work.job.db, from, to).await? {
        days.entry(game.official_date).or_default().push(Played { game: game.game_pk, on: game.played_date });
    }
    let games = days.into_iter().map(|(date, games)| Step::Games { date, games });
    work.tasks(games.chain([Step::PeopleMissing]))
}

/// Fetches and loads the games of one official date. A game that fails keeps none of the others from being loaded.
pub(super) async fn day(work: &Work<'_>, date: NaiveDate, games: &[Played]) -> Result<Vec<NewTask>, TaskError> {
    let (mut answers, mut stored) = (Vec::new(), Vec::new());
    let (mut unfinished, mut absent, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for played in games {
        let request = statsapi::feed(&work.job.config.statsapi_url, date, played.game);
        let before = match need(work, &request, played.on).await? {
            Need::Nothing => {
                work.task.count(Counters { games_unchanged: 1, ..Counters::default() });
                continue;
            }
            Need::Load(row) => {
                stored.push(work.stored(&row).await?);
                continue;
            }
            Need::Fetch(before) => before,
        };
        let validators = before.map(|row| Validators { etag: row.etag, last_modified: row.last_modified });
        match work.fetch(&request, validators.as_ref(), Context::default()).await {
            Ok(Got::Accepted(answer)) => answers.push(*answer),
            Ok(Got::Refused(refusal)) => match refusal.code {
                VerdictCode::Unfinished => unfinished.push(format!("{}: {}", played.game, refusal.detail)),
                VerdictCode::NotFound => absent.push(played.game.to_string()),
                _ => failed.push(refused(&request, &refusal)),
            },
            Err(TaskError::Interrupted) => return Err(TaskError::Interrupted),
            Err(error @ TaskError::Again { .. }) => {
                // The upstream is in trouble: what came is loaded, the others wait with this one.
                failed.push(error);
                break;
            }
            Err(error @ TaskError::Never { .. }) => failed.push(error),
        }
    }
    for game in &unfinished {
        work.task.info(format!("statsapi games {date}: {game}"));
    }
    if !absent.is_empty() {
        work.task.warn(format!(
            "statsapi games {date}: the upstream has no play-by-play of {} though the schedule calls {} final; a later \
             crawl asks again",
            absent.join(", "),
            if absent.len() == 1 { "it" } else { "them" }
        ));
    }
    work.task.checkpoint()?;
    failed.extend(load(work, &answers, stored, work.force).await?);
    match joined(failed) {
        Some(error) => Err(error),
        None => Ok(Vec::new()),
    }
}

async fn need(work: &Work<'_>, request: &BodyRequest, played: NaiveDate) -> Result<Need, TaskError> {
    let Some(row) = work.current(request).await? else { return Ok(Need::Fetch(None)) };
    let fetched_by_this_run = row.last_seen_at >= work.since;
    if !fetched_by_this_run && (work.force || is_due(played, row.last_seen_at, Utc::now())) {
        return Ok(Need::Fetch(Some(Box::new(row))));
    }
    Ok(match work.is_loaded(&row).await? && !work.force {
        true => Need::Nothing,
        false => Need::Load(Box::new(row)),
    })
}

/// Whether a morning on which a game is read again has come since its feed was last seen.
fn is_due(played: NaiveDate, last_seen: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let mornings = READ_AGAIN.iter().filter_map(|days| played.checked_add_days(Days::new(days - 1)).map(settled));
    mornings.into_iter().any(|morning| last_seen < morning && morning <= now)
}

/// Loads the feeds, fetched and stored ones together; one by one when one of them cannot be loaded. Returns what went
/// wrong with each.
pub(super) async fn load(
    work: &Work<'_>,
    answers: &[Answer],
    stored: Vec<StoredBody>,
    force: bool,
) -> Result<Vec<TaskError>, TaskError> {
    let bodies: Vec<StoredBody> = answers.iter().map(|answer| answer.body.clone()).chain(stored).collect();
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    match warehouse::load_feeds(&work.job.db, &bodies, force).await {
        Ok(report) => {
            work.loaded(&report);
            return Ok(Vec::new());
        }
        Err(error @ LoadError::Database(_)) => return Err(error.into()),
        Err(_) => {}
    }
    let mut failed = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        match warehouse::load_feeds(&work.job.db, std::slice::from_ref(body), force).await {
            Ok(report) => work.loaded(&report),
            Err(error) => {
                let code = error.verdict();
                if let (Some(code), Some(answer)) = (code, answers.get(place)) {
                    work.refuse(answer, code, &error.to_string()).await?;
                }
                failed.push(match TaskError::from(error) {
                    TaskError::Never { what } => TaskError::never(format!("statsapi {}: {what}", body.key)),
                    other => other,
                });
            }
        }
    }
    Ok(failed)
}

/// Several failures as one: worth another attempt when one of them is.
pub(super) fn joined(failed: Vec<TaskError>) -> Option<TaskError> {
    let what = failed.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let again = failed.into_iter().reduce(|a, b| match (a, b) {
        (TaskError::Never { .. }, b) => b,
        (a, _) => a,
    })?;
    Some(match again {
        TaskError::Again { retry_after, unreachable, .. } => TaskError::Again { what, retry_after, unreachable },
        TaskError::Never { .. } => TaskError::Never { what },
        TaskError::Interrupted => TaskError::Interrupted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_game_is_read_again_on_the_mornings_after_one_three_seven_and_thirty_days() {
        let played: NaiveDate = "2024-07-01".parse().unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let due = |seen: &str, now: &str| is_due(played, at(seen), at(now));
        assert!(!due("2024-07-02T05:00:00Z", "2024-07-02T10:00:00Z"), "the same night");
        assert!(due("2024-07-02T05:00:00Z", "2024-07-02T13:00:00Z"), "the morning after");
        assert!(!due("2024-07-02T13:00:00Z", "2024-07-03T13:00:00Z"));
        assert!(due("2024-07-03T13:00:00Z", "2024-07-04T13:00:00Z"));
        assert!(due("2024-07-04T13:00:00Z", "2024-07-31T13:00:00Z"));
        assert!(!due("2024-07-31T13:00:00Z", "2026-01-01T00:00:00Z"), "an old game is settled");
    }

    #[test]
    fn failures_of_one_day_are_told_together() {
        assert!(joined(Vec::new()).is_none());
        let both = || vec![TaskError::never("one"), TaskError::again("two")];
        match joined(both()) {
            Some(TaskError::Again { what, .. }) => assert_eq!(what, "one; two"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(joined(both().into_iter().take(1).collect()), Some(TaskError::Never { .. })));
    }
}
