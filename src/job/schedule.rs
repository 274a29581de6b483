//! The schedule: the one list of what is crawled when nobody asks, and the loop that asks for it.
//!
//! Any number of processes may keep the schedule: a firing is named by its entry and its local minute, and that name
//! is the idempotency key of its run, so it happens once. Days are the league's: US Eastern.

use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::America::New_York;
use chrono_tz::Tz;
use croner::Cron;
use tokio_util::sync::CancellationToken;

use super::JobError;
use super::queue::{enqueue, failed_since, retry};
use super::run::{NewRun, Span, Work};
use crate::db::Db;
use crate::source::SourceId;

/// Who asks for the runs of the schedule.
pub const REQUESTED_BY: &str = "schedule";

/// How far back a firing that nobody was there for is still made.
pub const CATCH_UP: TimeDelta = TimeDelta::days(1);

/// Longest sleep between two looks at the clock, which may jump.
const LOOK: Duration = Duration::from_secs(60);

/// Wait after the database refused.
const TROUBLE: Duration = Duration::from_secs(15);

/// One line of the schedule.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name; part of the idempotency key, so never to be given to another line.
    pub name: &'static str,
    /// When, as a cron line in US Eastern time.
    pub line: &'static str,
    /// Why then.
    pub why: &'static str,
    action: Action,
}

#[derive(Debug, Clone, Copy)]
enum Action {
    /// Crawl so many days before and after the day of the firing.
    Days { source: SourceId, from: i64, to: i64 },
    /// Crawl all of a source.
    All(SourceId),
    /// Try again what failed.
    Retry,
}

const fn day_ago(name: &'static str, line: &'static str, why: &'static str, days: i64) -> Entry {
    Entry { name, line, why, action: Action::Days { source: SourceId::Savant, from: -days, to: -days } }
}

/// The schedule. Mornings: a day's games are loaded upstream around 3 a.m. on the next day, and the evenings belong to
/// the people who watch the games.
pub const SCHEDULE: [Entry; 9] = [
    Entry {
        name: "statsapi-around-today",
        line: "0 9 * * *",
        why: "Play-by-play and corrections of a week back, and the two weeks to come.",
        action: Action::Days { source: SourceId::Statsapi, from: -7, to: 14 },
    },
    Entry {
        name: "statsapi-30-days-ago",
        line: "20 9 * * *",
        why: "Scoring changes that took weeks.",
        action: Action::Days { source: SourceId::Statsapi, from: -30, to: -30 },
    },
    day_ago("savant-yesterday", "30 9 * * *", "Yesterday's pitches, loaded upstream during the night.", 1),
    day_ago("savant-1-day-ago", "30 11 * * *", "Games that came late, and the first corrections.", 1),
    day_ago("savant-3-days-ago", "35 11 * * *", "Scoring changes and reclassified pitches.", 3),
    day_ago("savant-7-days-ago", "40 11 * * *", "Scoring changes and reclassified pitches.", 7),
    day_ago("savant-30-days-ago", "45 11 * * *", "Expected values computed anew.", 30),
    Entry {
        name: "register",
        line: "0 8 2 * *",
        why: "The register moves about once a month.",
        action: Action::All(SourceId::Register),
    },
    Entry {
        name: "retry-failed",
        line: "50 * * * *",
        why: "What the schedule asked for within the last day and failed, because an upstream was away.",
        action: Action::Retry,
    },
];

impl Entry {
    /// The firings after `after`, up to and with `until`.
    pub fn firings(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<DateTime<Tz>>, JobError> {
        let cron = self.cron()?;
        let until = until.with_timezone(&New_York);
        Ok(cron.iter_after(after.with_timezone(&New_York)).take_while(|firing| *firing <= until).collect())
    }

    /// The next firing after `after`.
    pub fn next(&self, after: DateTime<Utc>) -> Result<DateTime<Tz>, JobError> {
        let next = self.cron()?.find_next_occurrence(&after.with_timezone(&New_York), false);
        next.map_err(|error| self.wrong(&error))
    }

    /// The run that a firing asks for, if it asks for one.
    pub fn run_at(&self, firing: DateTime<Tz>) -> Option<NewRun> {
        let day = |away: i64| -> NaiveDate {
            let today = firing.date_naive();
            let moved = match u64::try_from(away) {
                Ok(ahead) => today.checked_add_days(Days::new(ahead)),
                Err(_) => today.checked_sub_days(Days::new(away.unsigned_abs())),
            };
            moved.unwrap_or(today)
        };
        let work = match self.action {
            Action::Days { source, from, to } => {
                Work::Crawl { source, span: Span::Days { from: day(from), to: day(to) } }
            }
            Action::All(source) => Work::Crawl { source, span: Span::All },
            Action::Retry => return None,
        };
        Some(NewRun {
            work,
            force: false,
            games: true,
            requested_by: REQUESTED_BY.to_owned(),
            idempotency_key: Some(format!("schedule/{}/{}", self.name, firing.format("%Y-%m-%dT%H:%M"))),
        })
    }

    fn cron(&self) -> Result<Cron, JobError> {
        Cron::from_str(self.line).map_err(|error| self.wrong(&error))
    }

    fn wrong(&self, error: &croner::errors::CronError) -> JobError {
        JobError::Cron { name: self.name, line: self.line, reason: error.to_string() }
    }
}

/// Makes every firing after `since`, up to and with `now`; returns the runs that were not there before.
pub async fn fire(db: &Db, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Vec<i64>, JobError> {
    let mut runs = Vec::new();
    for entry in &SCHEDULE {
        let firings = entry.firings(since, now)?;
        if matches!(entry.action, Action::Retry) {
            if !firings.is_empty() {
                retry_failed(db, now - CATCH_UP).await?;
            }
            continue;
        }
        for new in firings.into_iter().filter_map(|firing| entry.run_at(firing)) {
            let enqueued = enqueue(db, new).await?;
            if !enqueued.existing {
                tracing::info!(entry = entry.name, run = enqueued.run.id, "the schedule asked for a run");
                runs.push(enqueued.run.id);
            }
        }
    }
    Ok(runs)
}

async fn retry_failed(db: &Db, since: DateTime<Utc>) -> Result<(), JobError> {
    for run in failed_since(db, REQUESTED_BY, since).await? {
        match retry(db, run).await {
            Ok(_) | Err(JobError::Invalid(_)) => {} // another process was faster
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Keeps the schedule until `shutdown`, beginning with the firings of the last day that nobody was there for.
pub async fn keep_schedule(db: &Db, shutdown: CancellationToken) {
    let mut since = Utc::now() - CATCH_UP;
    loop {
        let now = Utc::now();
        let wait = match fire(db, since, now).await {
            Ok(_) => {
                since = now;
                until_next(now)
            }
            Err(error) => {
                tracing::warn!(%error, "the schedule could not ask for its runs, trying again");
                TROUBLE
            }
        };
        if shutdown.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
            return;
        }
    }
}

fn until_next(now: DateTime<Utc>) -> Duration {
    let next = SCHEDULE.iter().filter_map(|entry| entry.next(now).ok()).min();
    let wait = next.and_then(|next| (next.with_timezone(&Utc) - now).to_std().ok()).unwrap_or(LOOK);
    wait.clamp(Duration::from_millis(100), LOOK)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn entry(name: &str) -> &'static Entry {
        SCHEDULE.iter().find(|entry| entry.name == name).unwrap()
    }

    fn times(name: &str, after: &str, until: &str) -> Vec<String> {
        let firings = entry(name).firings(utc(after), utc(until)).unwrap();
        firings.iter().map(|firing| firing.with_timezone(&Utc).format("%m-%dT%H:%MZ").to_string()).collect()
    }

    #[test]
    fn every_line_can_be_read_and_every_name_is_its_own() {
        for entry in &SCHEDULE {
            assert!(entry.next(utc("2025-06-14T00:00:00Z")).is_ok(), "{}", entry.name);
        }
        assert_eq!(SCHEDULE.iter().map(|entry| entry.name).collect::<BTreeSet<_>>().len(), SCHEDULE.len());
    }

    #[test]
    fn mornings_stay_mornings_when_the_clocks_change() {
        // Clocks go forward on 2025-03-09 and back on 2025-11-02: half past nine is 14:30 in winter, 13:30 in summer.
        let spring = times("savant-yesterday", "2025-03-08T00:00:00Z", "2025-03-11T00:00:00Z");
        assert_eq!(spring, ["03-08T14:30Z", "03-09T13:30Z", "03-10T13:30Z"]);
        let autumn = times("savant-yesterday", "2025-11-01T00:00:00Z", "2025-11-04T00:00:00Z");
        assert_eq!(autumn, ["11-01T13:30Z", "11-02T14:30Z", "11-03T14:30Z"]);
    }

    #[test]
    fn a_time_the_clocks_skip_or_repeat_fires_once() {
        let night = Entry { line: "30 2 * * *", ..*entry("savant-yesterday") };
        let count = |from: &str, to: &str| night.firings(utc(from), utc(to)).unwrap().len();
        // In three days each, the skipped 02:30 of 9 March is made up or left out, never doubled.
        assert!((2..=3).contains(&count("2025-03-08T05:00:00Z", "2025-03-11T04:00:00Z")));
        let twice = Entry { line: "30 1 * * *", ..night };
        let keys: BTreeSet<String> = twice
            .firings(utc("2025-11-01T04:00:00Z"), utc("2025-11-04T05:00:00Z"))
            .unwrap()
            .into_iter()
            .filter_map(|firing| twice.run_at(firing)?.idempotency_key)
            .collect();
        assert_eq!(keys.len(), 3, "{keys:?}");
    }

    #[test]
    fn a_firing_asks_for_the_days_seen_from_its_own_day() {
        // 03:00 UTC is still the evening before in New York.
        let firing = entry("savant-30-days-ago").next(utc("2025-03-31T03:00:00Z")).unwrap();
        let new = entry("savant-30-days-ago").run_at(firing).unwrap();
        let day: NaiveDate = "2025-03-01".parse().unwrap();
        assert_eq!(new.work, Work::Crawl { source: SourceId::Savant, span: Span::Days { from: day, to: day } });
        assert_eq!(new.idempotency_key.as_deref(), Some("schedule/savant-30-days-ago/2025-03-31T11:45"));
        let around = entry("statsapi-around-today").run_at(firing).unwrap();
        let (from, to) = around.work.span().days().unwrap();
        assert_eq!((from.to_string(), to.to_string()), ("2025-03-24".to_owned(), "2025-04-14".to_owned()));
        assert!(entry("retry-failed").run_at(firing).is_none());
    }

    #[test]
    fn the_register_is_crawled_once_a_month() {
        let firings = times("register", "2025-01-01T00:00:00Z", "2025-04-01T00:00:00Z");
        assert_eq!(firings, ["01-02T13:00Z", "02-02T13:00Z", "03-02T13:00Z"]);
    }

    #[test]
    fn a_firing_at_the_edge_belongs_to_one_look_only() {
        let edge = "2025-06-14T13:30:00Z";
        assert_eq!(times("savant-yesterday", "2025-06-14T13:00:00Z", edge).len(), 1);
        assert_eq!(times("savant-yesterday", edge, "2025-06-14T14:00:00Z").len(), 0);
    }

    #[test]
    fn the_loop_sleeps_until_the_next_firing_but_never_long() {
        assert_eq!(until_next(utc("2025-06-14T15:00:00Z")), LOOK);
        assert_eq!(until_next(utc("2025-06-14T13:29:30Z")), Duration::from_secs(30));
    }
}
