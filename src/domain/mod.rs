//! Closed types of the game, without I/O: what a club, a side, a count or an event is.
//!
//! Nothing here knows of an upstream, a table or the API.

pub mod club;
pub mod event;
pub mod field;
pub mod game_type;
pub mod pitch;
