//! How large a league to play, and from which seed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The size and the seed of a league. Equal configurations give equal leagues, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimConfig {
    /// Seed of every random choice.
    pub seed: u64,
    /// Number of clubs: even, 2 to 30.
    pub teams: usize,
    /// Length of each season in days, days off included: 1 to 200.
    pub days: u32,
    /// Number of seasons, one a year: 1 to 20.
    pub seasons: u32,
    /// Year of the first season: 2008 to 2100.
    pub first_season: i32,
    /// First day of every season as (month, day); `None` = the last Thursday of March.
    pub opening_day: Option<(u32, u32)>,
    /// How many times as often as in real leagues the hard cases of scoring happen, 1 to 1000: substitutions
    /// in the middle of a turn at bat, pickoffs, balks, triple plays and their like.
    pub hard_cases: u32,
}

impl Default for SimConfig {
    fn default() -> Self {
        Self { seed: 2025, teams: 6, days: 30, seasons: 1, first_season: 2025, opening_day: None, hard_cases: 1 }
    }
}

/// What is wrong with a [`SimConfig`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimConfigError {
    /// Odd, too few or too many clubs.
    #[error("teams is {0}: give an even number from 2 to 30")]
    Teams(usize),
    /// A season without days, or one that runs into the next.
    #[error("days is {0}: give 1 to 200")]
    Days(u32),
    /// No season, or too many.
    #[error("seasons is {0}: give 1 to 20")]
    Seasons(u32),
    /// A year outside the pitch-tracking era.
    #[error("first season is {0}: give a year from 2008 to 2100")]
    FirstSeason(i32),
    /// Not a day of the year that leaves room for the season.
    #[error("opening day is month {0}, day {1}: give a day from 1 January to 30 June")]
    OpeningDay(u32, u32),
    /// No hard cases, or more than there are turns at bat.
    #[error("hard cases is {0}: give 1 to 1000")]
    HardCases(u32),
}

impl SimConfig {
    /// Says whether a league of this size can be played.
    ///
    /// # Errors
    /// The first field that is out of range.
    pub fn validate(&self) -> Result<(), SimConfigError> {
        if !(2..=30).contains(&self.teams) || !self.teams.is_multiple_of(2) {
            return Err(SimConfigError::Teams(self.teams));
        }
        if !(1..=200).contains(&self.days) {
            return Err(SimConfigError::Days(self.days));
        }
        if !(1..=20).contains(&self.seasons) {
            return Err(SimConfigError::Seasons(self.seasons));
        }
        if !(2008..=2100).contains(&self.first_season) {
            return Err(SimConfigError::FirstSeason(self.first_season));
        }
        if !(1..=1000).contains(&self.hard_cases) {
            return Err(SimConfigError::HardCases(self.hard_cases));
        }
        if let Some((month, day)) = self.opening_day
            && (month > 6 || (month, day) == (2, 29) || NaiveDate::from_ymd_opt(2025, month, day).is_none())
        {
            return Err(SimConfigError::OpeningDay(month, day));
        }
        Ok(())
    }

    /// The nearest configuration that [`Self::validate`] accepts.
    #[must_use]
    pub fn clamped(&self) -> Self {
        let mut near = Self {
            teams: self.teams.clamp(2, 30) & !1,
            days: self.days.clamp(1, 200),
            seasons: self.seasons.clamp(1, 20),
            first_season: self.first_season.clamp(2008, 2100),
            hard_cases: self.hard_cases.clamp(1, 1000),
            ..self.clone()
        };
        if near.validate().is_err() {
            near.opening_day = None;
        }
        near
    }

    /// First day of a season.
    #[must_use]
    pub fn opening_day_of(&self, season: i32) -> NaiveDate {
        self.opening_day
            .and_then(|(month, day)| NaiveDate::from_ymd_opt(season, month, day))
            .unwrap_or_else(|| last_thursday_of_march(season))
    }
}

fn last_thursday_of_march(year: i32) -> NaiveDate {
    let mut day = NaiveDate::from_ymd_opt(year, 3, 31).unwrap_or_default();
    while day.weekday() != Weekday::Thu {
        day = day.checked_sub_days(Days::new(1)).unwrap_or_default();
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_opens_on_the_last_thursday_of_march() {
        let cfg = SimConfig::default();
        assert_eq!(cfg.opening_day_of(2024).to_string(), "2024-03-28");
        assert_eq!(cfg.opening_day_of(2025).to_string(), "2025-03-27");
        let late = SimConfig { opening_day: Some((5, 1)), ..cfg };
        assert_eq!(late.opening_day_of(2025).to_string(), "2025-05-01");
    }

    #[test]
    fn impossible_sizes_are_refused_and_can_be_clamped() {
        let odd = SimConfig { teams: 7, ..SimConfig::default() };
        assert_eq!(odd.validate(), Err(SimConfigError::Teams(7)));
        assert_eq!(odd.clamped().teams, 6);
        let bad = SimConfig { opening_day: Some((2, 30)), days: 0, ..SimConfig::default() };
        assert_eq!(bad.clamped().validate(), Ok(()));
    }
}
