//! The registry of dimensions: everything a line may be split by, which is also what it may be filtered by.
//!
//! A dimension maps each fact to one integer code, so that its values never overlap and the sum over
//! them is the line without it (COUNT_REACHED alone overlaps: a plate appearance passes through several counts). The
//! registry says how the code is told and how codes and the API's values translate.

mod registry;
pub(super) mod told;
mod values;

use chrono::{Duration, NaiveDate};

use super::fact::Fact;
use crate::fact::park;

pub use registry::{DIMENSIONS, DimensionId};
pub use values::GAME_TYPES;

/// Whose line is asked for; decides which side of a play is "his".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Lines of a batter.
    Batting,
    /// Lines of a pitcher.
    Pitching,
}

/// The coarsest facts that can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// Whole games of a player are enough: the code is the same for everybody of his side of the game.
    Game,
    /// Needs single plays, but keeps or leaves a pitcher's innings as a whole.
    Inning,
    /// Needs single plays.
    Play,
    /// Needs single pitches. Results count with the pitch the plate appearance ended on.
    Pitch,
}

/// What the codes of a dimension are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// A fixed set: (code, value in the API, label).
    Closed(&'static [(i32, &'static str, &'static str)]),
    /// Numbers, labelled with the word before them; [`UNKNOWN_NUMBER`] where it is not known.
    Number(&'static str),
    /// Days, coded as days since 2000-01-01.
    Date,
    /// MLBAM team ids.
    Team,
    /// MLBAM game ids.
    Game,
    /// MLBAM ids of players; 0 where it is not known.
    Player,
    /// Parks: MLBAM ids, or Retrosheet's codes as numbers below zero; 0 where it is not known.
    Park,
    /// Balls and strikes, coded as `10 · balls + strikes`; 99 where they are not known.
    Count,
    /// Several counts at once: bit `3 · balls + strikes` of each. The codes of rows and filters are those of [`Values::Count`].
    Counts,
    /// Kinds of pitches: place in `domain::pitch::PITCH_TYPES`, plus one; 0 not known.
    PitchType,
}

/// How the dimension is written as a field of `PlayFilter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterType {
    /// One enum value.
    One,
    /// A list of alternatives.
    List,
}

/// One entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Dimension {
    /// Which dimension it is.
    pub id: DimensionId,
    /// Value of the enum `Dimension` in the API.
    pub name: &'static str,
    /// Field of `PlayFilter`, its GraphQL type, and whether it takes one value or alternatives.
    pub filter: (&'static str, &'static str, FilterType),
    /// What it tells apart, for people.
    pub description: &'static str,
    /// The coarsest rows that know it.
    pub grain: Grain,
    /// What the codes mean.
    pub values: Values,
    /// The code of a fact. Of a dimension of [`Values::Counts`] the bits of its codes.
    pub code: fn(&Fact<'_>) -> i32,
}

/// The code of a count nobody told.
pub const UNKNOWN_COUNT: i32 = 99;

/// The code of a number nobody told.
pub const UNKNOWN_NUMBER: i32 = -128;

const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");

/// The code of a day.
#[must_use]
pub fn day(day: NaiveDate) -> i32 {
    i32::try_from((day - EPOCH).num_days()).unwrap_or(i32::MAX)
}

/// The day of a code.
#[must_use]
pub fn day_of(code: i32) -> Option<NaiveDate> {
    EPOCH.checked_add_signed(Duration::days(code.into()))
}

impl Dimension {
    /// Whether a fact may have several codes.
    #[must_use]
    pub fn overlaps(&self) -> bool {
        self.values == Values::Counts
    }

    /// The code of facts of which nobody told it; none where it is always told.
    #[must_use]
    pub fn untold(&self) -> Option<i32> {
        match self.values {
            Values::Closed(values) => values.iter().find(|(_, value, _)| *value == "UNKNOWN").map(|(code, ..)| *code),
            Values::Count | Values::Counts => Some(UNKNOWN_COUNT),
            Values::PitchType | Values::Park | Values::Player => Some(0),
            Values::Number("" | "Inning" | "Plate appearance") => None,
            Values::Number("Margin") => Some(UNKNOWN_NUMBER),
            Values::Number(_) => Some(0),
            Values::Date | Values::Team | Values::Game => None,
        }
    }

    /// The API's value of a code.
    #[must_use]
    pub fn value(&self, code: i32) -> String {
        match self.values {
            Values::Closed(values) => {
                values.iter().find(|(c, _, _)| *c == code).map_or_else(|| code.to_string(), |(_, v, _)| (*v).to_owned())
            }
            Values::Date => (EPOCH + Duration::days(code.into())).to_string(),
            Values::Count | Values::Counts if code == UNKNOWN_COUNT => "UNKNOWN".to_owned(),
            Values::Count | Values::Counts => format!("{}-{}", code / 10, code % 10),
            Values::Number(_) if code == UNKNOWN_NUMBER => "UNKNOWN".to_owned(),
            Values::PitchType if code == told::NO_PITCH => "NONE".to_owned(),
            Values::PitchType => told::pitch_type(code).map_or("UNKNOWN", |kind| kind.code).to_owned(),
            Values::Park => park::name(code),
            Values::Number(_) | Values::Team | Values::Game | Values::Player => code.to_string(),
        }
    }

    /// The label of a code, as far as it can be told without a look-up (teams, games, players and parks cannot).
    #[must_use]
    pub fn label(&self, code: i32) -> String {
        match self.values {
            Values::Closed(values) => {
                values.iter().find(|(c, _, _)| *c == code).map_or_else(|| code.to_string(), |(_, _, l)| (*l).to_owned())
            }
            Values::Number(_) if code == UNKNOWN_NUMBER => "Unknown".to_owned(),
            Values::Number("") => code.to_string(),
            Values::Number(word) => format!("{word} {code}"),
            Values::PitchType if code == told::NO_PITCH => "No pitch".to_owned(),
            Values::PitchType => told::pitch_type(code).map_or("Unknown", |kind| kind.name).to_owned(),
            _ => self.value(code),
        }
    }

    /// The code of a value as the API writes it.
    ///
    /// # Errors
    /// A message that says what is expected, when there is no such value.
    pub fn code(&self, value: &str) -> Result<i32, String> {
        let wrong = |expected: &str| format!("{}: \"{value}\" is not {expected}", self.filter.0);
        match self.values {
            Values::Closed(values) => {
                values.iter().find(|(_, v, _)| *v == value).map(|(c, _, _)| *c).ok_or_else(|| {
                    wrong(&format!("one of {}", values.iter().map(|(_, v, _)| *v).collect::<Vec<_>>().join(", ")))
                })
            }
            Values::Date => value.parse::<NaiveDate>().map(day).map_err(|_| wrong("a date, YYYY-MM-DD")),
            Values::Count | Values::Counts => match value.as_bytes() {
                b"UNKNOWN" => Ok(UNKNOWN_COUNT),
                [balls @ b'0'..=b'4', b'-', strikes @ b'0'..=b'2'] => {
                    Ok(i32::from(balls - b'0') * 10 + i32::from(strikes - b'0'))
                }
                _ => Err(wrong("a count, balls before strikes, like \"3-2\"")),
            },
            Values::PitchType => told::pitch_type_code(value).ok_or_else(|| wrong("a kind of pitch, like \"FF\"")),
            Values::Park => park::of_name(value).ok_or_else(|| wrong("a park: an MLBAM id or Retrosheet's code")),
            Values::Number(_) | Values::Team | Values::Game | Values::Player => {
                value.parse().map_err(|_| wrong("a whole number"))
            }
        }
    }
}

impl DimensionId {
    /// The entry of the registry.
    #[must_use]
    pub fn def(self) -> &'static Dimension {
        &DIMENSIONS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_its_own_place_and_its_names_are_unique() {
        for (place, dimension) in DIMENSIONS.iter().enumerate() {
            assert_eq!(dimension.id as usize, place, "{}", dimension.name);
            let same = DIMENSIONS.iter().filter(|d| d.name == dimension.name || d.filter.0 == dimension.filter.0);
            assert_eq!(same.count(), 1, "{}", dimension.name);
        }
    }

    #[test]
    fn values_lead_back_to_their_codes() {
        for dimension in DIMENSIONS {
            let codes: Vec<i32> = match dimension.values {
                Values::Closed(values) => values.iter().map(|(code, _, _)| *code).collect(),
                Values::Count | Values::Counts => vec![0, 2, 10, 32, 41, 99],
                Values::PitchType => vec![0, 1, 5, told::NO_PITCH],
                _ => vec![0, 1, 9131, 747_224],
            };
            for code in codes {
                assert_eq!(dimension.code(&dimension.value(code)), Ok(code), "{}", dimension.name);
            }
        }
    }

    #[test]
    fn a_wrong_value_says_what_is_expected() {
        let error = DimensionId::CountAtEnd.def().code("5-2").expect_err("no such count");
        assert!(error.contains("countAtEnd") && error.contains("\"5-2\"") && error.contains("3-2"), "{error}");
    }
}
