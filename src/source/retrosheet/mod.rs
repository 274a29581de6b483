//! Retrosheet: event files of every play, by season and home club, in zips.
//!
//! From bytes to an [`Account`](crate::scoring::Account): `reader` splits a file into games of typed records, `event`
//! parses the text of a play, `account` follows the lineups and bases to tell who did what. Pure; nothing here panics
//! whatever the bytes. Format: <https://www.retrosheet.org/eventfile.htm>.

pub mod account;
mod earned;
pub mod effect;
pub mod event;
pub mod game;
pub mod id;
pub mod people;
mod pitches;
mod telling;
