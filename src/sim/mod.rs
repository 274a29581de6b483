//! A simulated league: plays seeded baseball, keeps its own book, and writes what happened in the
//! formats of the real upstreams.
//!
//! Nothing here knows of sources, staging or the warehouse; the rest of the program meets the league
//! only through [`origin`], over HTTP, and must not be able to tell the difference. The [`Book`] is kept
//! by the scorer while a game is played, never read back from the written rows and feeds, so that tests have an
//! independent expectation.
//!
//! Invariants:
//! - One [`SimConfig`] gives one league and one set of bytes, on any machine and in any order of asking:
//!   randomness comes from seeded ChaCha streams (one a game), and the arithmetic keeps to the operations
//!   that IEEE 754 rounds exactly (`+ - * /` and square roots).
//! - Clubs, codes and parks are the real ones; every person is invented.

mod book;
mod charge;
mod closing;
mod conditions;
mod config;
mod contact;
mod correction;
mod credit;
mod day_rows;
mod defense;
mod description;
mod duel;
mod expectancy;
mod feed;
mod fixture;
mod game;
mod hard_plays;
mod league;
mod lines;
mod log;
mod manager;
mod moving;
mod names;
/// The league served over HTTP as the real upstreams serve.
pub mod origin;
mod person;
mod pitch;
mod plate_appearance;
mod random;
mod register_csv;
mod retrosheet;
mod roster;
mod running;
mod savant_csv;
mod schedule_json;
mod season;
mod side;
mod situation;
mod statsapi_json;
mod stealing;
mod strikeout;
mod substitution;
#[cfg(test)]
mod tests;
mod tracking;
mod vocabulary;

pub use book::{Appearance, Book, Cancelled, Decisions, Frame, GameRecord, PlateAppearance};
pub use config::{SimConfig, SimConfigError};
pub use correction::Correction;
pub use feed::FeedState;
pub use league::League;
pub use lines::{Batting, BattingLine, Fielding, FieldingLine, Pitching, PitchingLine};
pub use person::{BatSide, Identifiers, PersonName, Player};
pub use retrosheet::Damage;
pub use savant_csv::{COLUMNS, NameOf};
pub use schedule_json::ScheduleFilter;
pub use situation::Situation;
pub use vocabulary::{Event, Hand, Trajectory};
