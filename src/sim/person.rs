//! A player of the league: who he is, and how well he plays.

use super::pitch::Arsenal;
use super::vocabulary::Hand;
use chrono::{Datelike, NaiveDate};

/// The side a batter bats from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatSide {
    /// Always left.
    Left,
    /// Always right.
    Right,
    /// Opposite to the pitcher's hand.
    Switch,
}

impl BatSide {
    /// The side taken against a pitcher of this hand.
    #[must_use]
    pub fn against(self, pitcher: Hand) -> Hand {
        match self {
            Self::Left => Hand::Left,
            Self::Right => Hand::Right,
            Self::Switch => pitcher.other(),
        }
    }

    /// `L`, `R` or `S`, as StatsAPI writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Left => "L",
            Self::Right => "R",
            Self::Switch => "S",
        }
    }
}

/// The parts of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// First name he goes by.
    pub first: String,
    /// Last name, without a suffix.
    pub last: String,
    /// `Jr.`, `II`, ...
    pub suffix: Option<String>,
    /// Full given name, the middle name included.
    pub given: String,
    /// Nickname.
    pub nick: Option<String>,
}

impl PersonName {
    /// Last name with its suffix, `García Jr.`.
    #[must_use]
    pub fn last_with_suffix(&self) -> String {
        match &self.suffix {
            Some(suffix) => format!("{} {suffix}", self.last),
            None => self.last.clone(),
        }
    }

    /// `José Peña Jr.`
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last_with_suffix())
    }

    /// `Peña Jr., José`, as Savant writes it.
    #[must_use]
    pub fn last_first(&self) -> String {
        format!("{}, {}", self.last_with_suffix(), self.first)
    }

    /// The middle name, if there is one.
    #[must_use]
    pub fn middle(&self) -> Option<&str> {
        self.given.split_once(' ').map(|(_, middle)| middle)
    }
}

/// Ids of a person in the Chadwick register. Not everybody has all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifiers {
    /// `key_uuid`.
    pub uuid: String,
    /// Retrosheet id, if the register knows it yet; [`Player::retrosheet_id`] is the one event files use.
    pub retro: Option<String>,
    /// Baseball-Reference id.
    pub bbref: Option<String>,
    /// FanGraphs id.
    pub fangraphs: Option<String>,
}

/// A player.
#[derive(Debug, Clone)]
pub struct Player {
    /// MLBAM id.
    pub id: i32,
    /// Name.
    pub name: PersonName,
    /// Ids in other systems.
    pub identifiers: Identifiers,
    /// Id in Retrosheet's event files: four letters of the surname, the first initial, three digits.
    pub retrosheet_id: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// City of birth.
    pub birth_city: &'static str,
    /// Country of birth.
    pub birth_country: &'static str,
    /// Side he bats from.
    pub bats: BatSide,
    /// Hand he throws with.
    pub throws: Hand,
    /// Scorer's number of his position: 1 pitcher to 9 right fielder, 10 designated hitter.
    pub position: u8,
    /// Pitches and bats regularly.
    pub two_way: bool,
    /// First game in the league, possibly before the simulated seasons.
    pub debut: NaiveDate,
    /// Shirt number.
    pub number: u8,
    /// Height in inches.
    pub height: u8,
    /// Weight in pounds.
    pub weight: u16,
    pub(super) bat: BatSkill,
    pub(super) arm: Option<Arsenal>,
}

/// How well he bats; each about -2.5 to 2.5, 0 the average.
#[derive(Debug, Clone, Copy)]
pub(super) struct BatSkill {
    pub(super) contact: f64,
    pub(super) power: f64,
    pub(super) eye: f64,
    pub(super) speed: f64,
    /// Degrees his batted balls lean to the pull side.
    pub(super) pull: f64,
    /// Top and bottom of his strike zone in feet.
    pub(super) zone: (f64, f64),
}

impl BatSkill {
    /// One number to order a lineup by.
    pub(super) fn worth(&self) -> f64 {
        self.contact + 1.2 * self.power + 0.8 * self.eye
    }
}

impl Player {
    /// Age in years on a day.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> i32 {
        let before_birthday = (day.month(), day.day()) < (self.born.month(), self.born.day());
        day.year() - self.born.year() - i32::from(before_birthday)
    }
}
