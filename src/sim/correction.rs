//! Scoring changes that are issued days after a game.

use super::game;
use super::league::League;
use super::log::Cause;
use super::vocabulary::Event;

/// A scoring change: the single of one turn at bat became an error of who fielded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The game.
    pub game_pk: i32,
    /// Number of the turn at bat, from 1.
    pub at_bat_number: u16,
    /// MLBAM id of the batter, who loses a hit.
    pub batter: i32,
}

impl League {
    /// This league after a correction of one game: the first single of it that the scorer may see
    /// otherwise. Everything the league writes of the game changes (rows, plays, box score, book), its feed
    /// with a later revision; the course of the game and all other games stay. `None` when the league did
    /// not play the game, it has been corrected before, or has no such single.
    #[must_use]
    pub fn corrected(&self, game_pk: i32) -> Option<(Self, Correction)> {
        let at = self.fixtures.iter().position(|fixture| fixture.game_pk == game_pk)?;
        let mut fixture = self.fixtures[at].clone();
        if fixture.corrected.is_some() {
            return None;
        }
        let before = game::play(&self.people, &fixture);
        // Not the last turn, which may have won the game, and nothing that went on after the hit.
        let plain = before.logs.iter().rev().skip(1).rev().position(|log| {
            log.cause == Cause::Turn(Event::Single)
                && log.moves.iter().all(|leg| leg.out.is_none() && leg.cause != Cause::Error)
        })?;
        let at_bat_number = plain as u16 + 1;
        fixture.corrected = Some(at_bat_number);
        let played = game::play(&self.people, &fixture);
        let correction = Correction { game_pk, at_bat_number, batter: before.turns[plain].batter };
        let mut league = self.clone();
        let page = league.page(&fixture, played);
        league.book.replace(game_pk, page);
        league.fixtures[at] = fixture;
        Some((league, correction))
    }
}
