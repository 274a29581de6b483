//! Outs, bases and score: what a scoreboard shows.

/// What the scoreboard showed at one moment of a half inning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Situation {
    /// Outs, 0 to 2.
    pub outs: u8,
    /// MLBAM id of the runner on first, second and third.
    pub on: [Option<i32>; 3],
    /// Runs of the home team.
    pub home_score: u8,
    /// Runs of the away team.
    pub away_score: u8,
}

impl Situation {
    /// Occupied bases as bits: 1 first, 2 second, 4 third.
    #[must_use]
    pub fn runners(&self) -> u8 {
        runner_bits(self.on.map(|runner| runner.is_some()))
    }
}

/// Occupied bases as bits: 1 first, 2 second, 4 third.
pub(super) fn runner_bits(occupied: [bool; 3]) -> u8 {
    u8::from(occupied[0]) | u8::from(occupied[1]) << 1 | u8::from(occupied[2]) << 2
}
