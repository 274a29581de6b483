//! Zips of event files, by season.
//!
//! Which there are is read from the upstream's own page: not each season has each of them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Utc};

use super::fetch::{Answer, judge_aside};
use super::{Step, Work};
use crate::job::import::Parcel;
use crate::job::task::{NewTask, TaskError};
use crate::source::http::{Fetched, ResponseHeaders};
use crate::source::retrosheet::{self, Zip};
use crate::source::{BodyKind, BodyRequest, SourceId};
use crate::warehouse;

/// The page, and before it the register where that was never loaded: by it people have the ids of the other sources.
pub(super) async fn plan(work: &Work<'_>, from: i32, to: i32) -> Result<Vec<NewTask>, TaskError> {
    let register = (!register_is_loaded(work).await?).then_some(Step::Register);
    work.tasks(register.into_iter().chain([Step::RetrosheetIndex { from, to }]))
}

/// Whether the register was ever loaded.
pub(super) async fn register_is_loaded(work: &Work<'_>) -> Result<bool, TaskError> {
    let names = work.job.lake.current(SourceId::Register, BodyKind::RegisterNames, "names").await?;
    match names {
        Some(row) => work.is_loaded(&row).await,
        None => Ok(false),
    }
}

/// A task for each zip of the seasons that the page lists.
pub(super) async fn index(work: &Work<'_>, from: i32, to: i32) -> Result<Vec<NewTask>, TaskError> {
    if !register_is_loaded(work).await? {
        let why = "the register is not loaded, and without it nobody has the id that other sources know him by";
        return Err(TaskError::never(format!("{why}: crawl register, then this again")));
    }
    let request = retrosheet::index(&work.job.config.retrosheet_url);
    let body = work.fetch_again(&request).await?;
    let listed = retrosheet::index::read(&request.url, &body.bytes)
        .map_err(|refusal| TaskError::never(format!("the page {} cannot be read: {refusal}", request.url)))?;
    let (mut wanted, mut without) = (Vec::new(), Vec::new());
    for season in from..=to {
        let [regular, ..] = Zip::of_season(season);
        let decade = (!listed.contains_key(&regular)).then(|| Zip::of_decade(season));
        let mut found: Vec<Zip> = decade.into_iter().chain(Zip::of_season(season)).collect();
        found.retain(|zip| listed.contains_key(zip));
        if found.is_empty() {
            without.push(season.to_string());
        }
        // A decade may stand for several of its seasons.
        found.retain(|zip| !wanted.contains(zip));
        wanted.append(&mut found);
    }
    if wanted.is_empty() {
        let seasons = listed.keys().map(|zip| *zip.seasons().start());
        let known = seasons.clone().min().zip(seasons.max());
        let known = known.map_or_else(String::new, |(first, last)| format!("; it has files of {first} to {last}"));
        return Err(TaskError::never(format!("{} lists no event files of {}{known}", request.url, without.join(", "))));
    }
    if !without.is_empty() {
        work.task.info(format!("{} lists no event files of {}", request.url, without.join(", ")));
    }
    let step = |zip: &Zip| {
        let url = listed.get(zip)?.to_string();
        Some(Step::RetrosheetEvents { key: zip.to_string(), url })
    };
    work.tasks(wanted.iter().filter_map(step))
}

/// Fetches and loads one zip.
pub(super) async fn events(work: &Work<'_>, key: &str, url: &str) -> Result<Vec<NewTask>, TaskError> {
    let unreadable = || TaskError::never(format!("retrosheet {key} at {url}: no zip of event files is called so"));
    let zip = Zip::of_key(key).ok_or_else(unreadable)?;
    let request = retrosheet::events(&zip, url.parse().map_err(|_| unreadable())?);
    let answer = work.ask_again(&request).await?;
    load(work, &answer).await?;
    Ok(Vec::new())
}

/// Loads a zip that was fetched or imported.
pub(super) async fn load(work: &Work<'_>, answer: &Answer) -> Result<(), TaskError> {
    match warehouse::load_retrosheet(&work.job.db, &answer.body, work.force).await {
        Ok(report) => work.loaded(&report),
        Err(error) => {
            let code = error.verdict();
            if let Some(code) = code {
                work.refuse(answer, code, &error.to_string()).await?;
            }
            return Err(error.into());
        }
    }
    Ok(())
}

/// Keys of the zips of the lake that have games of some days; those of a decade first, so that the season's own has
/// the last word.
pub(super) async fn zips(work: &Work<'_>, days: Option<(NaiveDate, NaiveDate)>) -> Result<Vec<String>, TaskError> {
    let rows = work.job.lake.currents(SourceId::Retrosheet, BodyKind::RetrosheetEvents, None).await?;
    let touched = |zip: &Zip| {
        let seasons = zip.seasons();
        days.is_none_or(|(from, to)| *seasons.start() <= to.year() && from.year() <= *seasons.end())
    };
    let mut zips: Vec<Zip> = rows.iter().filter_map(|row| Zip::of_key(&row.key)).filter(touched).collect();
    zips.sort_by_key(Zip::order);
    Ok(zips.iter().map(ToString::to_string).collect())
}

/// Loads one zip again from the lake.
pub(super) async fn rebuild(work: &Work<'_>, key: &str) -> Result<Vec<NewTask>, TaskError> {
    let Some(row) = work.job.lake.current(SourceId::Retrosheet, BodyKind::RetrosheetEvents, key).await? else {
        return Ok(Vec::new());
    };
    let body = work.stored(&row).await?;
    work.task.checkpoint()?;
    let report = warehouse::load_retrosheet(&work.job.db, &body, true).await?;
    work.loaded(&report);
    Ok(Vec::new())
}

/// Single event files must not stand for a season of which more is kept.
async fn refuse_part(work: &Work<'_>, request: &BodyRequest, bytes: &[u8]) -> Result<(), TaskError> {
    let Some(row) = work.current(request).await? else { return Ok(()) };
    let kept = work.stored(&row).await?;
    let names = |bytes: &[u8]| -> Result<BTreeSet<String>, TaskError> {
        let opened = retrosheet::archive::open(bytes).map_err(|refusal| TaskError::never(refusal.detail))?;
        Ok(opened.members.into_iter().map(|member| member.name).collect())
    };
    let lost: Vec<String> = names(&kept.bytes)?.difference(&names(bytes)?).cloned().collect();
    match lost.first() {
        None => Ok(()),
        Some(first) => Err(TaskError::never(format!(
            "{}: {} event files that are kept are not among those named, {first} for one; name all of the season or \
             its zip, or --force to keep no others",
            request.key,
            lost.len()
        ))),
    }
}

/// Judges, keeps and loads a zip that somebody has downloaded.
pub(super) async fn import(work: &Work<'_>, parcel: Parcel) -> Result<(), TaskError> {
    if !register_is_loaded(work).await? {
        work.task.warn(
            "the register is not loaded, and without it nobody has the id that other sources know him by: crawl \
             register when you can; what is imported now takes its ids from it then",
        );
    }
    let request = retrosheet::events(&parcel.zip, parcel.url);
    if parcel.is_packed && !work.force {
        refuse_part(work, &request, &parcel.bytes).await?;
    }
    let fetched = Fetched {
        status: 200,
        headers: ResponseHeaders::default(),
        body: parcel.bytes,
        fetched_at: Utc::now(),
        not_modified: false,
    };
    let context = work.context_of(work.current(&request).await?.as_ref());
    let judgement = judge_aside(&request, &fetched, context).await?;
    let answer = work.keep(&request, fetched, judgement).await?.accepted(&request)?;
    load(work, &answer).await
}
