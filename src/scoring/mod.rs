//! Keeps score: from the account of a game, happening by happening, to what each batter, pitcher and fielder is
//! credited with.
//!
//! Pure. An upstream's adapter tells a game as an [`Account`]; nothing here knows which upstream that was, and nothing
//! of tables. The rules are those of the Official Baseball Rules, chapter 9; where a rule leaves it to the official
//! scorer, the account says what he decided (hits and errors, runs earned, runs batted in).
//!
//! Invariants: every out, run and pitch of the account is credited to exactly one part of one turn; what the account
//! says and the state of the game contradict each other is a finding, never silently settled.

pub mod account;
mod bases;
mod crediting;
mod decision;
mod part;
mod scorer;
mod side;
mod turn;

pub use account::Account;
pub use decision::Decisions;
pub use part::{Part, Share, Situation, Tally};
pub use scorer::{Scored, score};
pub use side::{Appearance, Fielding};

#[cfg(test)]
mod rules_tests;
#[cfg(test)]
mod tests;
