//! MLB StatsAPI: the schedule, teams, people and the play-by-play of games, as JSON.
//!
//! Nearly every field may be absent and new ones come without notice: [`field`] lists those that are kept and where in
//! a record they stand; only a few must be there.

pub mod account;
pub mod box_score;
pub mod feed;
mod feed_judge;
pub mod field;
mod judge;
pub mod vocabulary;

#[cfg(test)]
mod feed_tests;
#[cfg(test)]
mod tests;

pub use feed_judge::judge_feed;
pub use field::Field;
pub use judge::{Record, is_envelope, judge, records};

use super::{BodyKind, BodyRequest, at};
use chrono::{Datelike, Months, NaiveDate};
use url::Url;

/// Most people in one request.
pub const PEOPLE_BATCH: usize = 100;

/// Every listing of the months that a span of days touches, one request a month. Key `2024-03`.
#[must_use]
pub fn schedules(base: &Url, from: NaiveDate, to: NaiveDate) -> Vec<BodyRequest> {
    let first = from.with_day(1);
    let months = std::iter::successors(first, |x| x.checked_add_months(Months::new(1)));
    months.take_while(|x| *x <= to).filter_map(|first| schedule(base, first)).collect()
}

fn schedule(base: &Url, first: NaiveDate) -> Option<BodyRequest> {
    let (_, last) = schedule_span(&month_key(first))?;
    let mut url = at(base, "api/v1/schedule");
    url.query_pairs_mut()
        .append_pair("sportId", "1")
        .append_pair("startDate", &first.to_string())
        .append_pair("endDate", &last.to_string());
    Some(BodyRequest::new(BodyKind::Schedule, month_key(first), url))
}

/// The key of the schedule body that lists a day.
#[must_use]
pub fn month_key(date: NaiveDate) -> String {
    date.format("%Y-%m").to_string()
}

/// First and last day of the month that a schedule body's key names.
#[must_use]
pub fn schedule_span(key: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first: NaiveDate = format!("{key}-01").parse().ok()?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// The clubs of a season. Key `2024`.
#[must_use]
pub fn teams(base: &Url, season: i32) -> BodyRequest {
    let mut url = at(base, "api/v1/teams");
    url.query_pairs_mut().append_pair("sportId", "1").append_pair("season", &season.to_string());
    BodyRequest::new(BodyKind::Teams, season.to_string(), url)
}

/// People by MLBAM id, in batches. The same ids always give the same keys: lowest and highest id of the batch and a
/// hash of all.
#[must_use]
pub fn people(base: &Url, ids: &[i32]) -> Vec<BodyRequest> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids.chunks(PEOPLE_BATCH)
        .map(|batch| {
            let list = batch.iter().map(i32::to_string).collect::<Vec<_>>().join(",");
            let mut url = at(base, "api/v1/people");
            url.query_pairs_mut().append_pair("personIds", &list);
            let hash = blake3::hash(list.as_bytes()).to_hex();
            let key = format!("{}-{}-{}", batch[0], batch[batch.len() - 1], &hash[..8]);
            BodyRequest::new(BodyKind::People, key, url)
        })
        .collect()
}

/// The live feed of a game: play-by-play, box score, venue, weather, decisions. Key `2024-07-01/744914`: the official
/// date, which a game keeps when it is resumed on another, and the game's id.
#[must_use]
pub fn feed(base: &Url, official_date: NaiveDate, game_pk: i32) -> BodyRequest {
    let url = at(base, &format!("api/v1.1/game/{game_pk}/feed/live"));
    BodyRequest::new(BodyKind::Feed, format!("{official_date}/{game_pk}"), url)
}

/// Official date and game that a feed body's key names.
#[must_use]
pub fn feed_of(key: &str) -> Option<(NaiveDate, i32)> {
    let (day, game) = key.split_once('/')?;
    Some((day.parse().ok()?, game.parse().ok()?))
}
