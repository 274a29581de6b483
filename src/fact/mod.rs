//! The facts of a season in memory: plays, pitches and lines as columns, sorted by player, from which every line, split and
//! leaderboard is summed.

pub mod park;
pub mod rows;
