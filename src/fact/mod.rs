//! The facts of a season in memory: plays, pitches and lines as columns, sorted by player, from which every line, split and
//! leaderboard is summed.
//!
//! `rows` is what is read, `season` sorts it into `table`s of `column`s with the codes of all dimensions and the values of
//! all counters; `around` adds what a play alone does not tell. `filter` says which facts count, `mask` which rows
//! those are, `group` which belong together, `sum` what they add up to (`events` the results); `find` gives single pitches. Pure: opens no
//! connection.

mod around;
pub mod column;
mod events;
pub mod fielding;
pub mod filter;
pub mod find;
mod group;
pub mod lacking;
mod mask;
pub mod park;
pub mod rows;
pub mod season;
pub mod sum;
mod table;

pub use filter::Filter;
pub use season::Season;
pub use sum::{Question, Row, Subject, TooMany, Wanted};
