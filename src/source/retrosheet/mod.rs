//! Retrosheet: event files of every play, by season and home club, in zips.
//!
//! From bytes to an [`Account`](crate::scoring::Account): `archive` opens a zip, `reader` splits a file into games of
//! typed records, `event` parses the text of a play, `account` follows the lineups and bases to tell who did what.
//! Pure; nothing here panics whatever the bytes. Format: <https://www.retrosheet.org/eventfile.htm>.

pub mod account;
pub mod archive;
mod boxed;
mod cell;
mod earned;
pub mod effect;
pub mod event;
pub mod game;
pub mod id;
pub mod index;
mod info;
mod judge;
mod name;
pub mod people;
mod pitches;
pub mod reader;
mod telling;

#[cfg(test)]
mod reader_tests;
#[cfg(test)]
mod recorded_tests;
#[cfg(test)]
mod tests;

pub use judge::judge;
pub use name::{Zip, member_season};

use super::{BodyKind, BodyRequest, at};
use url::Url;

/// The page that lists the zips.
#[must_use]
pub fn index(base: &Url) -> BodyRequest {
    BodyRequest::new(BodyKind::RetrosheetIndex, "game", at(base, "game.htm"))
}

/// A zip at the address that the page gives.
#[must_use]
pub fn events(zip: &Zip, url: Url) -> BodyRequest {
    BodyRequest::new(BodyKind::RetrosheetEvents, zip.to_string(), url)
}
