//! Scalars and small enums of the API.

use async_graphql::{Enum, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;

/// A calendar day, `YYYY-MM-DD`. Days of games are league days: the day at the park when the game began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A calendar day, `YYYY-MM-DD`. Days of games are league days: the day at the park when the game began.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text
                .parse()
                .map(Self)
                .map_err(|_| InputValueError::custom(format!("\"{text}\" is not a day, YYYY-MM-DD"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A count as the API's 32-bit `Int`. Counts here are of games, pitches and requests, far below its end.
pub(super) fn int(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A hand, or the side a batter stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Hand {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Not told, in old seasons.
    Unknown,
}

impl Hand {
    /// Reads the letter upstream uses.
    pub(super) fn of(letter: Option<&str>) -> Option<Self> {
        match letter? {
            "L" => Some(Self::Left),
            "R" => Some(Self::Right),
            _ => None,
        }
    }

    /// The letter upstream uses; `U` for people of whom nobody says.
    pub(super) fn letter(self) -> String {
        match self {
            Self::Left => "L",
            Self::Right => "R",
            Self::Unknown => "U",
        }
        .to_owned()
    }
}

/// The side a batter bats from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum BatSide {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Either, by the pitcher's hand.
    Switch,
}

impl BatSide {
    /// Reads the letter upstream uses.
    pub(super) fn of(letter: Option<&str>) -> Option<Self> {
        match letter? {
            "L" => Some(Self::Left),
            "R" => Some(Self::Right),
            "S" => Some(Self::Switch),
            _ => None,
        }
    }

    pub(super) fn letter(self) -> String {
        match self {
            Self::Left => "L",
            Self::Right => "R",
            Self::Switch => "S",
        }
        .to_owned()
    }
}

/// Home team or visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum HomeAway {
    /// The home team.
    Home,
    /// The visiting team.
    Away,
}

/// Whether the schedule calls it a day game or a night game.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DayNight {
    /// Day game.
    Day,
    /// Night game.
    Night,
}

/// The kind of game.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum GameType {
    /// Spring training.
    Spring,
    /// Exhibition.
    Exhibition,
    /// Regular season.
    Regular,
    /// Wild card series.
    WildCard,
    /// Division series.
    DivisionSeries,
    /// League championship series.
    LeagueSeries,
    /// World Series.
    WorldSeries,
    /// All-Star game.
    AllStar,
}

impl GameType {
    const LETTERS: [(Self, &'static str); 8] = [
        (Self::Spring, "S"),
        (Self::Exhibition, "E"),
        (Self::Regular, "R"),
        (Self::WildCard, "F"),
        (Self::DivisionSeries, "D"),
        (Self::LeagueSeries, "L"),
        (Self::WorldSeries, "W"),
        (Self::AllStar, "A"),
    ];

    /// Reads the letter upstream uses.
    pub(super) fn of(letter: &str) -> Option<Self> {
        Self::LETTERS.iter().find(|(_, l)| *l == letter).map(|(game_type, _)| *game_type)
    }

    pub(super) fn letter(self) -> String {
        Self::LETTERS.iter().find(|(game_type, _)| *game_type == self).map_or("", |(_, letter)| letter).to_owned()
    }
}

/// Where a game stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum GameStatus {
    /// To be played.
    Scheduled,
    /// Being played.
    Live,
    /// Played to an end, be it an early one.
    Final,
    /// Not played on its day; its new day is in the schedule under the same id.
    Postponed,
    /// Never to be played.
    Cancelled,
    /// Begun, and to be resumed another day.
    Suspended,
    /// Decided without being played to an end.
    Forfeit,
    /// A status this program does not know.
    Unknown,
}

impl GameStatus {
    const NAMES: [(Self, &'static str); 8] = [
        (Self::Scheduled, "SCHEDULED"),
        (Self::Live, "LIVE"),
        (Self::Final, "FINAL"),
        (Self::Postponed, "POSTPONED"),
        (Self::Cancelled, "CANCELLED"),
        (Self::Suspended, "SUSPENDED"),
        (Self::Forfeit, "FORFEIT"),
        (Self::Unknown, "UNKNOWN"),
    ];

    pub(super) fn of(name: &str) -> Self {
        Self::NAMES.iter().find(|(_, n)| *n == name).map_or(Self::Unknown, |(status, _)| *status)
    }

    pub(super) fn name(self) -> String {
        Self::NAMES.iter().find(|(status, _)| *status == self).map_or("UNKNOWN", |(_, name)| name).to_owned()
    }
}

/// Whether two games were listed for a day, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DoubleHeader {
    /// No doubleheader.
    SingleGame,
    /// Two games for one ticket, one after the other.
    Traditional,
    /// Two games with tickets of their own.
    Split,
}

impl DoubleHeader {
    /// Reads the letter upstream uses.
    pub(super) fn of(letter: Option<&str>) -> Option<Self> {
        match letter? {
            "N" => Some(Self::SingleGame),
            "Y" => Some(Self::Traditional),
            "S" => Some(Self::Split),
            _ => None,
        }
    }
}

/// A position in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Position {
    /// Pitcher, 1.
    Pitcher,
    /// Catcher, 2.
    Catcher,
    /// First base, 3.
    FirstBase,
    /// Second base, 4.
    SecondBase,
    /// Third base, 5.
    ThirdBase,
    /// Shortstop, 6.
    Shortstop,
    /// Left field, 7.
    LeftField,
    /// Center field, 8.
    CenterField,
    /// Right field, 9.
    RightField,
}

impl Position {
    const ALL: [Self; 9] = [
        Self::Pitcher,
        Self::Catcher,
        Self::FirstBase,
        Self::SecondBase,
        Self::ThirdBase,
        Self::Shortstop,
        Self::LeftField,
        Self::CenterField,
        Self::RightField,
    ];

    /// The position of a number as scorecards write it.
    pub(super) fn of(number: i32) -> Option<Self> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        Self::ALL.get(place).copied()
    }
}

/// The position a batter plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum BatterPosition {
    /// Pitcher, 1.
    Pitcher,
    /// Catcher, 2.
    Catcher,
    /// First base, 3.
    FirstBase,
    /// Second base, 4.
    SecondBase,
    /// Third base, 5.
    ThirdBase,
    /// Shortstop, 6.
    Shortstop,
    /// Left field, 7.
    LeftField,
    /// Center field, 8.
    CenterField,
    /// Right field, 9.
    RightField,
    /// Designated hitter.
    DesignatedHitter,
    /// Bats for another and has not taken the field.
    PinchHitter,
    /// Came to run for another and has not taken the field.
    PinchRunner,
    /// Not told.
    Unknown,
}

/// A part of the box score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum LineKind {
    /// Batters' lines.
    Batting,
    /// Pitchers' lines.
    Pitching,
    /// Fielders' lines.
    Fielding,
}

impl LineKind {
    /// Reads the name the store uses.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "batting" => Some(Self::Batting),
            "pitching" => Some(Self::Pitching),
            "fielding" => Some(Self::Fielding),
            _ => None,
        }
    }
}

/// What a play is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum PlaySource {
    /// Play-by-play of StatsAPI.
    PlayByPlay,
    /// Statcast rows of Baseball Savant.
    Statcast,
}

/// Runners on base, as groups that do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Runners {
    /// Bases empty.
    Empty,
    /// A runner on first only.
    On,
    /// A runner on second or third, bases not full.
    ScoringPosition,
    /// Bases loaded.
    Loaded,
}

/// The direction of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Direction {
    /// Smallest or earliest first.
    Asc,
    /// Largest or latest first.
    Desc,
}
