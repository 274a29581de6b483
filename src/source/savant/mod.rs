//! Baseball Savant's Statcast search: one row a pitch, as CSV.
//!
//! One day a request is the safe unit: the upstream cuts an answer at [`ROW_CAP`] rows without saying so.

pub mod column;
mod header;
mod judge;
mod read;

#[cfg(test)]
mod recorded_tests;
#[cfg(test)]
mod tests;

pub use judge::{Asked, judge};
pub use read::{Facts, GameFacts, RowSink, read};

use super::{BodyKind, BodyRequest, at};
use chrono::{Datelike, NaiveDate};
use url::Url;

/// The most rows one answer ever has; a body that reaches it is cut.
pub const ROW_CAP: usize = 25_000;

/// Types of game that rows may have: regular season, and the postseason rounds that `PO` stands for.
pub const GAME_TYPES: [char; 5] = ['R', 'F', 'D', 'L', 'W'];

/// Every pitch of the regular season and postseason games of a day.
#[must_use]
pub fn day(base: &Url, date: NaiveDate) -> BodyRequest {
    BodyRequest::new(BodyKind::SavantDay, date.to_string(), search(base, date, None))
}

/// Every pitch of one game, for days that reach the cap.
#[must_use]
pub fn game(base: &Url, date: NaiveDate, game_pk: i32) -> BodyRequest {
    BodyRequest::new(BodyKind::SavantGame, format!("{date}/{game_pk}"), search(base, date, Some(game_pk)))
}

/// What a request asked, read back from its key.
#[must_use]
pub fn asked(kind: BodyKind, key: &str) -> Option<Asked> {
    match kind {
        BodyKind::SavantDay => Some(Asked { date: key.parse().ok()?, game_pk: None }),
        BodyKind::SavantGame => {
            let (date, game_pk) = key.split_once('/')?;
            Some(Asked { date: date.parse().ok()?, game_pk: Some(game_pk.parse().ok()?) })
        }
        _ => None,
    }
}

fn search(base: &Url, date: NaiveDate, game_pk: Option<i32>) -> Url {
    let mut url = at(base, "statcast_search/csv");
    let mut query = url.query_pairs_mut();
    query
        .append_pair("all", "true")
        .append_pair("type", "details")
        .append_pair("player_type", "pitcher")
        .append_pair("hfGT", "R|PO|")
        .append_pair("hfSea", &format!("{}|", date.year()))
        .append_pair("game_date_gt", &date.to_string())
        .append_pair("game_date_lt", &date.to_string());
    if let Some(game_pk) = game_pk {
        query.append_pair("game_pk", &game_pk.to_string());
    }
    query
        .append_pair("min_pitches", "0")
        .append_pair("min_results", "0")
        .append_pair("group_by", "name")
        .append_pair("sort_col", "pitches")
        .append_pair("player_event_sort", "h_launch_speed")
        .append_pair("sort_order", "desc")
        .append_pair("min_abs", "0");
    drop(query);
    url
}
