//! Everything right of the lake again, from the lake alone.
//!
//! Bodies are loaded in the order in which they were last seen, so that of two that speak of one thing the newer has
//! the last word, as it had when they were crawled.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::games::{joined, load};
use super::span::months;
use super::{Step, Work};
use crate::job::run::Span;
use crate::job::task::{NewTask, TaskError};
use crate::lake::ManifestRow;
use crate::source::{BodyKind, SourceId, savant, statsapi};
use crate::warehouse;

/// Games loaded again by one task: forty megabytes of feeds.
const GAMES_AT_ONCE: usize = 50;

type Days = Option<(NaiveDate, NaiveDate)>;

/// The tasks of a rebuild. The manifest is made good from the lake first, since it is in the database too.
pub(super) async fn plan(work: &Work<'_>, span: Span) -> Result<Vec<NewTask>, TaskError> {
    let recovered = work.job.lake.recover_manifest().await?;
    if recovered > 0 {
        work.task.info(format!("{recovered} bodies of the lake were missing from its manifest and are entered again"));
    }
    let days = span.days();
    let register = days.is_none().then_some(Step::RebuildRegister);
    work.tasks(register.into_iter().chain([Step::RebuildReference { days }, Step::RebuildDays { days }]))
}

/// The register, if the lake has all of it.
pub(super) async fn register(work: &Work<'_>) -> Result<Vec<NewTask>, TaskError> {
    let people = currents(work, BodyKind::RegisterPeople).await?;
    let names = currents(work, BodyKind::RegisterNames).await?;
    let Some(names) = names.first() else { return Ok(Vec::new()) };
    let mut bodies = Vec::new();
    for row in &people {
        work.task.checkpoint()?;
        bodies.push(work.stored(row).await?);
    }
    let report = warehouse::load_register(&work.job.db, &bodies, &work.stored(names).await?, true).await?;
    work.loaded(&report);
    Ok(Vec::new())
}

/// Schedules, teams and people.
pub(super) async fn reference(work: &Work<'_>, days: Days) -> Result<Vec<NewTask>, TaskError> {
    for row in currents(work, BodyKind::Schedule).await? {
        let is_month_of = |(from, to)| months(from, to).any(|month| statsapi::month_key(month) == row.key);
        if days.is_none_or(is_month_of) {
            work.task.checkpoint()?;
            let report = warehouse::load_schedule(&work.job.db, &work.stored(&row).await?, true).await?;
            work.loaded_schedule(report);
        }
    }
    for row in currents(work, BodyKind::Teams).await? {
        let season: Option<i32> = row.key.parse().ok();
        if days.is_none_or(|(from, to)| season.is_some_and(|season| (from.year()..=to.year()).contains(&season))) {
            work.task.checkpoint()?;
            let report = warehouse::load_teams(&work.job.db, &work.stored(&row).await?, true).await?;
            work.loaded(&report);
        }
    }
    for row in currents(work, BodyKind::People).await? {
        work.task.checkpoint()?;
        let report = warehouse::load_people(&work.job.db, &work.stored(&row).await?, true).await?;
        work.loaded(&report);
    }
    Ok(Vec::new())
}

/// A task for each day the lake has pitches of, for each batch of games it has feeds of, and for each zip of event files
/// of the seasons; for a rebuild of everything the clearing up after them.
pub(super) async fn days(work: &Work<'_>, span: Days) -> Result<Vec<NewTask>, TaskError> {
    let pitches: Vec<NaiveDate> = bodies_by_day(work, span).await?.into_keys().collect();
    let mut feeds: Vec<String> = feeds(work, span).await?.into_iter().map(|row| row.key).collect();
    feeds.sort_unstable();
    let zips = super::retrosheet::zips(work, span).await?;
    if pitches.is_empty() && feeds.is_empty() && zips.is_empty() {
        let days = span.map(|(from, to)| format!(" from {from} to {to}")).unwrap_or_default();
        work.task.warn(format!("the lake has neither pitches nor games{days}: crawl savant and statsapi first"));
    }
    let finish = span.is_none().then_some(Step::RebuildFinish);
    let games = feeds.chunks(GAMES_AT_ONCE).map(|keys| Step::RebuildGames { keys: keys.to_vec() });
    let zips = zips.into_iter().map(|key| Step::RebuildRetrosheet { key });
    work.tasks(pitches.into_iter().map(|date| Step::RebuildDay { date }).chain(games).chain(zips).chain(finish))
}

/// Some games from their feeds.
pub(super) async fn games(work: &Work<'_>, keys: &[String]) -> Result<Vec<NewTask>, TaskError> {
    let mut bodies = Vec::new();
    for key in keys {
        work.task.checkpoint()?;
        if let Some(row) = work.job.lake.current(SourceId::Statsapi, BodyKind::Feed, key).await? {
            bodies.push(work.stored(&row).await?);
        }
    }
    work.task.checkpoint()?;
    match joined(load(work, &[], bodies, true).await?) {
        Some(error) => Err(error),
        None => Ok(Vec::new()),
    }
}

/// The feed of each game. Should a game have been filed under two dates, the one seen last.
async fn feeds(work: &Work<'_>, days: Days) -> Result<Vec<ManifestRow>, TaskError> {
    let ends = days.map(|(from, to)| (from.to_string(), to.to_string()));
    let keys = ends.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
    let mut rows = work.job.lake.currents(SourceId::Statsapi, BodyKind::Feed, keys).await?;
    rows.sort_by(|a, b| (a.last_seen_at, &a.key).cmp(&(b.last_seen_at, &b.key)));
    let by_game = rows.into_iter().filter_map(|row| Some((statsapi::feed_of(&row.key)?.1, row)));
    Ok(by_game.collect::<BTreeMap<i32, ManifestRow>>().into_values().collect())
}

/// One day.
pub(super) async fn day(work: &Work<'_>, date: NaiveDate) -> Result<Vec<NewTask>, TaskError> {
    let Some(rows) = bodies_by_day(work, Some((date, date))).await?.remove(&date) else { return Ok(Vec::new()) };
    let mut bodies = Vec::new();
    for row in &rows {
        bodies.push(work.stored(row).await?);
    }
    work.task.checkpoint()?;
    let report = warehouse::load_day(&work.job.db, date, &bodies, true).await?;
    work.loaded(&report);
    Ok(Vec::new())
}

/// Drops what no body of the lake supports.
pub(super) async fn finish(work: &Work<'_>) -> Result<Vec<NewTask>, TaskError> {
    let days: Vec<NaiveDate> = bodies_by_day(work, None).await?.into_keys().collect();
    let feeds: Vec<i32> =
        feeds(work, None).await?.iter().filter_map(|row| Some(statsapi::feed_of(&row.key)?.1)).collect();
    let report = warehouse::finish_rebuild(&work.job.db, &days, &feeds).await?;
    work.loaded(&report);
    let zips = super::retrosheet::zips(work, None).await?;
    let report = warehouse::finish_retrosheet(&work.job.db, &zips).await?;
    work.loaded(&report);
    Ok(Vec::new())
}

/// The accepted bodies of a kind, the one seen last at the end.
async fn currents(work: &Work<'_>, kind: BodyKind) -> Result<Vec<ManifestRow>, TaskError> {
    let mut rows = work.job.lake.currents(kind.source(), kind, None).await?;
    rows.sort_by(|a, b| (a.last_seen_at, &a.key).cmp(&(b.last_seen_at, &b.key)));
    Ok(rows)
}

/// What each day is loaded from: its own body, or those of its games when these were seen later.
async fn bodies_by_day(work: &Work<'_>, days: Days) -> Result<BTreeMap<NaiveDate, Vec<ManifestRow>>, TaskError> {
    // Keys of both kinds begin with the day.
    let ends = days.map(|(from, to)| (from.to_string(), to.to_string()));
    let keys = ends.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
    let whole = work.job.lake.currents(SourceId::Savant, BodyKind::SavantDay, keys).await?;
    let split = work.job.lake.currents(SourceId::Savant, BodyKind::SavantGame, keys).await?;
    Ok(choose(whole, split))
}

fn choose(whole: Vec<ManifestRow>, split: Vec<ManifestRow>) -> BTreeMap<NaiveDate, Vec<ManifestRow>> {
    let day_of = |row: &ManifestRow| savant::asked(row.kind, &row.key).map(|asked| asked.date);
    let mut games: BTreeMap<NaiveDate, Vec<ManifestRow>> = BTreeMap::new();
    for row in split {
        if let Some(day) = day_of(&row) {
            games.entry(day).or_default().push(row);
        }
    }
    for row in whole {
        let Some(day) = day_of(&row) else { continue };
        let latest: Option<DateTime<Utc>> =
            games.get(&day).and_then(|rows| rows.iter().map(|game| game.last_seen_at).max());
        if latest.is_none_or(|latest| row.last_seen_at >= latest) {
            games.insert(day, vec![row]);
        }
    }
    games
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::http::ResponseHeaders;

    fn row(kind: BodyKind, key: &str, seen: i64) -> ManifestRow {
        let seen = DateTime::from_timestamp(seen, 0).unwrap();
        ManifestRow {
            body_id: 0,
            source: kind.source(),
            kind,
            key: key.to_owned(),
            url: String::new(),
            status: 200,
            response_headers: ResponseHeaders::default(),
            etag: None,
            last_modified: None,
            fetched_at: seen,
            last_seen_at: seen,
            seen_count: 1,
            sha256: String::new(),
            bytes: 0,
            path: String::new(),
            rows: 0,
            columns: Vec::new(),
            filled_columns: Vec::new(),
            unknown_columns: Vec::new(),
            header_hash: None,
            verdict: "ACCEPTED".to_owned(),
            detail: String::new(),
            notes: Vec::new(),
            run_id: None,
        }
    }

    fn chosen(whole: Vec<ManifestRow>, split: Vec<ManifestRow>) -> Vec<String> {
        let rows = choose(whole, split).into_values().flatten();
        rows.map(|row| format!("{} {}", row.kind.name(), row.key)).collect()
    }

    #[test]
    fn a_day_comes_from_what_was_seen_last_of_it() {
        let day = |seen| vec![row(BodyKind::SavantDay, "2024-03-28", seen)];
        let games = || vec![row(BodyKind::SavantGame, "2024-03-28/1", 5), row(BodyKind::SavantGame, "2024-03-28/2", 7)];
        assert_eq!(chosen(day(6), games()), ["game 2024-03-28/1", "game 2024-03-28/2"]);
        assert_eq!(chosen(day(8), games()), ["details 2024-03-28"]);
        assert_eq!(chosen(Vec::new(), games()).len(), 2);
        let other = vec![row(BodyKind::SavantDay, "2024-03-29", 1)];
        assert_eq!(chosen(other, games()).len(), 3);
    }
}
