//! The registry of dimensions: everything a line may be split by, which is also what it may be filtered by.
//!
//! A dimension maps each play to one integer code, so that its values never overlap and the sum over
//! them is the line without it. The registry says the SQL of the code and how codes and the API's values
//! translate.

use chrono::{Duration, NaiveDate};

/// Whose line is asked for; decides which side of a play is "his".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Lines of a batter.
    Batting,
    /// Lines of a pitcher.
    Pitching,
}

/// The coarsest table that can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// Player-game lines are enough.
    Game,
    /// Needs single plays, but keeps or leaves innings as a whole.
    Inning,
    /// Needs single plays.
    Play,
}

/// What the codes of a dimension are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// A fixed set: (code, value in the API, label).
    Closed(&'static [(i32, &'static str, &'static str)]),
    /// Numbers, labelled with the word before them.
    Number(&'static str),
    /// Days, coded as days since 2000-01-01.
    Date,
    /// MLBAM team ids.
    Team,
    /// MLBAM game ids.
    Game,
    /// Balls and strikes, coded as `10 · balls + strikes`; 99 where they are not known.
    Count,
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
    sql: Sql,
}

/// SQL of the code over a row of alias `p`.
#[derive(Debug, Clone, Copy)]
enum Sql {
    /// The same in every table and for both roles.
    Plain(&'static str),
    /// (plays for a batter, plays for a pitcher, player-game lines)
    Sided(&'static str, &'static str, &'static str),
}

/// The code of a count nobody told.
const UNKNOWN_COUNT: i32 = 99;

const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");

impl Dimension {
    /// The SQL expression of the code, an integer, over rows of alias `p`.
    #[must_use]
    pub fn sql(&self, role: Role, grain: Grain) -> &'static str {
        match (self.sql, grain, role) {
            (Sql::Plain(sql), _, _)
            | (Sql::Sided(_, _, sql), Grain::Game, _)
            | (Sql::Sided(sql, _, _), _, Role::Batting)
            | (Sql::Sided(_, sql, _), _, Role::Pitching) => sql,
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
            Values::Count if code == UNKNOWN_COUNT => "UNKNOWN".to_owned(),
            Values::Count => format!("{}-{}", code / 10, code % 10),
            Values::Number(_) | Values::Team | Values::Game => code.to_string(),
        }
    }

    /// The label of a code, as far as it can be told without a look-up (teams and games cannot).
    #[must_use]
    pub fn label(&self, code: i32) -> String {
        match self.values {
            Values::Closed(values) => {
                values.iter().find(|(c, _, _)| *c == code).map_or_else(|| code.to_string(), |(_, _, l)| (*l).to_owned())
            }
            Values::Number("") => code.to_string(),
            Values::Number(word) => format!("{word} {code}"),
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
            Values::Date => value
                .parse::<NaiveDate>()
                .ok()
                .and_then(|day| i32::try_from((day - EPOCH).num_days()).ok())
                .ok_or_else(|| wrong("a date, YYYY-MM-DD")),
            Values::Count => match value.as_bytes() {
                b"UNKNOWN" => Ok(UNKNOWN_COUNT),
                [balls @ b'0'..=b'4', b'-', strikes @ b'0'..=b'2'] => {
                    Ok(i32::from(balls - b'0') * 10 + i32::from(strikes - b'0'))
                }
                _ => Err(wrong("a count, balls before strikes, like \"3-2\"")),
            },
            Values::Number(_) | Values::Team | Values::Game => value.parse().map_err(|_| wrong("a whole number")),
        }
    }
}

const HANDS: &[(i32, &str, &str)] = &[(0, "LEFT", "Left"), (1, "RIGHT", "Right"), (2, "UNKNOWN", "Unknown")];

/// Game types by the ASCII code of the letter upstream uses.
pub const GAME_TYPES: &[(i32, &str, &str)] = &[
    (83, "SPRING", "Spring training"),
    (69, "EXHIBITION", "Exhibition"),
    (82, "REGULAR", "Regular season"),
    (70, "WILD_CARD", "Wild card"),
    (68, "DIVISION_SERIES", "Division series"),
    (76, "LEAGUE_SERIES", "League championship series"),
    (87, "WORLD_SERIES", "World Series"),
    (65, "ALL_STAR", "All-Star game"),
];

const MONTHS: &[(i32, &str, &str)] = &[
    (1, "1", "January"),
    (2, "2", "February"),
    (3, "3", "March"),
    (4, "4", "April"),
    (5, "5", "May"),
    (6, "6", "June"),
    (7, "7", "July"),
    (8, "8", "August"),
    (9, "9", "September"),
    (10, "10", "October"),
    (11, "11", "November"),
    (12, "12", "December"),
];

const OUTS: &[(i32, &str, &str)] = &[(0, "0", "No outs"), (1, "1", "One out"), (2, "2", "Two outs")];

const RUNNERS: &[(i32, &str, &str)] = &[
    (0, "EMPTY", "Bases empty"),
    (1, "ON", "Runner on first only"),
    (2, "SCORING_POSITION", "Runner on second or third, bases not full"),
    (3, "LOADED", "Bases loaded"),
];

/// Positions by their numbers on scorecards.
const BATTER_POSITIONS: &[(i32, &str, &str)] = &[
    (1, "PITCHER", "Pitcher"),
    (2, "CATCHER", "Catcher"),
    (3, "FIRST_BASE", "First base"),
    (4, "SECOND_BASE", "Second base"),
    (5, "THIRD_BASE", "Third base"),
    (6, "SHORTSTOP", "Shortstop"),
    (7, "LEFT_FIELD", "Left field"),
    (8, "CENTER_FIELD", "Center field"),
    (9, "RIGHT_FIELD", "Right field"),
    (10, "DESIGNATED_HITTER", "Designated hitter"),
    (11, "PINCH_HITTER", "Pinch hitter"),
    (12, "PINCH_RUNNER", "Pinch runner"),
    (0, "UNKNOWN", "Unknown"),
];

macro_rules! dimensions {
    ($($id:ident, $name:literal, $filter:literal: $ty:literal $many:ident, $grain:ident, $values:expr, $sql:expr, $description:literal;)*) => {
        /// A dimension.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum DimensionId { $(#[doc = $description] $id),* }

        /// Every dimension, in the order of the API.
        pub const DIMENSIONS: &[Dimension] = &[$(Dimension {
            id: DimensionId::$id, name: $name, filter: ($filter, $ty, FilterType::$many), description: $description,
            grain: Grain::$grain, values: $values, sql: $sql,
        }),*];
    };
}

dimensions! {
    Season, "SEASON", "seasons": "[Int!]" List, Game, Values::Number(""), Sql::Plain("p.season::int"),
        "The season, by its year.";
    Month, "MONTH", "months": "[Int!]" List, Game, Values::Closed(MONTHS), Sql::Plain("extract(month from p.game_date)::int"),
        "The calendar month of the league day, 1 to 12; with SEASON for the months of single seasons.";
    Date, "DATE", "dates": "[Date!]" List, Game, Values::Date, Sql::Plain("(p.game_date - date '2000-01-01')"),
        "The league day.";
    Game, "GAME", "games": "[GameKey!]" List, Game, Values::Game, Sql::Plain("p.game_id"),
        "The game, by its MLBAM id.";
    GameType, "GAME_TYPE", "gameTypes": "[GameType!]" List, Game, Values::Closed(GAME_TYPES), Sql::Plain("ascii(p.game_type)"),
        "Regular season, a round of the postseason, or another kind of game.";
    PitcherHand, "PITCHER_HAND", "pitcherHand": "Hand" One, Play, Values::Closed(HANDS), Sql::Plain("(case p.pitcher_hand when 'R' then 1 when 'L' then 0 else 2 end)"),
        "The hand the pitcher threw with in the plate appearance.";
    BatterSide, "BATTER_SIDE", "batterSide": "Hand" One, Play, Values::Closed(HANDS), Sql::Plain("(case p.batter_side when 'R' then 1 when 'L' then 0 else 2 end)"),
        "The side the batter stood on in the plate appearance, whatever his listed side; what a runner does counts by the batter at the plate.";
    HomeAway, "HOME_AWAY", "homeAway": "HomeAway" One, Game, Values::Closed(&[(1, "HOME", "At home"), (0, "AWAY", "Away")]),
        Sql::Sided("p.is_home::int", "(not p.is_home)::int", "p.is_home::int"),
        "Whether the player's team was the home team of the game.";
    Team, "TEAM", "teams": "[TeamKey!]" List, Game, Values::Team,
        Sql::Sided("p.batting_team_id::int", "p.fielding_team_id::int", "p.team_id::int"),
        "The team the player played for in the game, by its MLBAM id.";
    Opponent, "OPPONENT", "opponents": "[TeamKey!]" List, Game, Values::Team,
        Sql::Sided("p.fielding_team_id::int", "p.batting_team_id::int", "p.opponent_id::int"),
        "The team the player played against, by its MLBAM id.";
    Inning, "INNING", "innings": "[Int!]" List, Inning, Values::Number("Inning"), Sql::Plain("p.inning::int"),
        "The inning.";
    Outs, "OUTS", "outs": "[Int!]" List, Play, Values::Closed(OUTS), Sql::Plain("p.outs::int"),
        "Outs before the last pitch of the plate appearance.";
    Runners, "RUNNERS", "runners": "[Runners!]" List, Play, Values::Closed(RUNNERS),
        Sql::Plain("(case p.bases when 0 then 0 when 1 then 1 when 7 then 3 else 2 end)"),
        "Runners before the last pitch of the plate appearance; the values do not overlap.";
    CountAtEnd, "COUNT_AT_END", "countAtEnd": "[String!]" List, Play, Values::Count, Sql::Plain("coalesce(p.balls * 10 + p.strikes, 99)"),
        "The count the plate appearance ended on: balls and strikes before its last pitch, like \"3-2\"; \"UNKNOWN\" where nobody told it.";
    BatterPosition, "BATTER_POSITION", "batterPositions": "[BatterPosition!]" List, Play, Values::Closed(BATTER_POSITIONS),
        Sql::Plain("(case when p.batter_position between 1 and 12 then p.batter_position::int else 0 end)"),
        "The position the batter played in the plate appearance: who bats or runs for another does so until he takes the field; what a runner does counts by his own. From Statcast rows alone it is not known.";
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
                Values::Count => vec![0, 2, 10, 32, 41, 99],
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
