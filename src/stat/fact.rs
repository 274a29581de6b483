//! One fact as dimensions and counters see it.

use crate::fact::rows::{Game, Pitch, Play};

use super::constants::Constants;
use super::dimension::Role;

/// A play, a pitch, or an appearance in a game, with all that is around it. What a fact lacks is a default row, whose
/// values say "not known".
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// Whose fact it is: decides what is "his".
    pub role: Role,
    /// The season.
    pub season: i16,
    /// Half of the season by the All-Star game: 0 first, 1 second, 2 not known.
    pub half: u8,
    /// The game.
    pub game: &'a Game,
    /// The home team bats; of an appearance in the field, the visitors do.
    pub home_bats: bool,
    /// The play.
    pub play: &'a Play,
    /// The pitch; of a play the one it ended on.
    pub pitch: &'a Pitch,
    /// What the rest of the game and of the season say about the play.
    pub around: &'a Around,
    /// The constants of the season, where they are computed.
    pub constants: Option<&'a Constants>,
}

/// What cannot be told from a play alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Which plate appearance of the batter's game it is, from 1; of a runner, his last; 0 none yet.
    pub plate_appearance: u8,
    /// Days between the pitcher's last game and this one, his own days of rest; -1 his first of the season.
    pub rest_days: i16,
    /// What class of the season the batter is in: 0 best, 1 middle, 2 worst, 3 not ranked, 4 not known.
    pub batter_class: u8,
    /// What class of the season the pitcher is in.
    pub pitcher_class: u8,
    /// Leverage of the turn at bat, ten-thousandths; below zero not known.
    pub leverage: i32,
    /// Change of run expectancy plus runs over the turn, ten-thousandths; of the turn's last row against the pitcher.
    pub run_value: i32,
    /// Change of the batting side's chance to win over the turn, millionths; on the same row.
    pub win_value: i32,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            plate_appearance: 0,
            rest_days: -1,
            batter_class: 4,
            pitcher_class: 4,
            leverage: -1,
            run_value: 0,
            win_value: 0,
        }
    }
}

impl Fact<'_> {
    /// Whether he played for the home team.
    #[must_use]
    pub fn is_home(&self) -> bool {
        self.home_bats == (self.role == Role::Batting)
    }

    /// Runs of his side less those of the other before the play, where they are known.
    #[must_use]
    pub fn margin(&self) -> Option<i16> {
        let margin = self.play.batting_score? - self.play.fielding_score?;
        Some(if self.role == Role::Batting { margin } else { -margin })
    }

    /// Runs the side at bat needs to tie, below zero when it leads; and how many are on base.
    #[must_use]
    pub fn deficit(&self) -> Option<(i16, i16)> {
        let deficit = self.play.fielding_score? - self.play.batting_score?;
        Some((deficit, i16::try_from(self.play.bases.count_ones()).ok()?))
    }
}
