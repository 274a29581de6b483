//! Kinds of games, by the letter upstream uses.

/// Regular season, wild card, division series, league series and World Series: the games whose rows are crawled and
/// whose absence is a gap.
pub const COUNTED_GAME_TYPES: [&str; 5] = ["R", "F", "D", "L", "W"];
