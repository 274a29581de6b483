//! The day of a game: weather, crowd, duration.

use super::fixture::Fixture;
use super::random::Dice;

/// What the day was like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conditions {
    /// Spectators.
    pub(super) attendance: usize,
    /// How long the game took.
    pub(super) minutes: usize,
    /// Degrees Fahrenheit.
    pub(super) temperature: usize,
    /// Clear, partly cloudy, cloudy, sunny; `None` under a roof.
    pub(super) sky: Option<usize>,
    /// Miles per hour, and in from center, out to left, left to right, right to left; `None` under a roof.
    pub(super) wind: Option<(usize, usize)>,
}

impl Conditions {
    /// Those of a game.
    pub(super) fn of(fixture: &Fixture) -> Self {
        let mut dice = Dice::new(fixture.seed, fixture.game_pk as u64, 6);
        let indoors = dice.chance(0.15);
        let attendance = 9_000 + dice.below(32_000);
        let minutes = 140 + dice.below(60);
        let temperature = if indoors { 72 } else { 45 + dice.below(45) };
        let sky = (!indoors).then(|| dice.below(4));
        let wind = (!indoors).then(|| (2 + dice.below(14), dice.below(4)));
        Self { attendance, minutes, temperature, sky, wind }
    }
}
