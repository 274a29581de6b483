//! The enums `BattingStat` and `PitchingStat`, made from the registry of stats, and which end of each stat is the better.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
    Value,
};

use super::dimension::enum_value;
use super::scalar::Direction;
use crate::stat::registry::{Kind, Stat, Value as StatValue};
use crate::stat::{BATTING, Line, PITCHING, Role};

/// Stats of a batter that are better the lower they are.
const BETTER_LOW_BATTING: &[&str] = &[
    "strikeouts",
    "strikeoutRate",
    "groundedIntoDoublePlays",
    "groundedIntoTriplePlays",
    "caughtStealing",
    "pickedOff",
    "leftOnBase",
    "groundOuts",
    "flyOuts",
    "lineOuts",
    "popOuts",
    "airOuts",
    "popUpRate",
    "whiffs",
    "whiffRate",
    "swingingStrikeRate",
    "chaseRate",
    "calledStrikePlusWhiffRate",
    "firstPitchStrikeRate",
];

/// Stats of a pitcher that are better the lower they are.
const BETTER_LOW_PITCHING: &[&str] = &[
    "runs",
    "earnedRuns",
    "runsBattedIn",
    "hits",
    "singles",
    "doubles",
    "triples",
    "homeRuns",
    "totalBases",
    "walks",
    "intentionalWalks",
    "hitBatters",
    "wildPitches",
    "passedBalls",
    "balks",
    "balls",
    "stolenBases",
    "inheritedRunnersScored",
    "reachedOnError",
    "catcherInterferences",
    "sacrificeFlies",
    "losses",
    "blownSaves",
    "era",
    "whip",
    "fip",
    "xfip",
    "homeRunsPerNine",
    "hitsPerNine",
    "walksPerNine",
    "walkRate",
    "opponentAvg",
    "opponentObp",
    "opponentSlg",
    "opponentOps",
    "babip",
    "woba",
    "statcastWoba",
    "topsPlus",
    "sopsPlus",
    "lineDriveRate",
    "flyBallRate",
    "inZoneContactRate",
    "averageExitVelocityMph",
    "maxExitVelocityMph",
    "medianExitVelocityMph",
    "ninetiethPercentileExitVelocityMph",
    "averageLaunchAngle",
    "hardHitRate",
    "barrels",
    "barrelRate",
    "barrelsPerPlateAppearance",
    "sweetSpotRate",
    "expectedAvg",
    "expectedSlg",
    "expectedWoba",
    "averageBatSpeedMph",
    "fastSwingRate",
];

/// Stats with a fraction that add up like counts, and the largest of single measurements.
const SUMS: &[&str] = &["re24", "wpa", "wraa", "wrc", "maxExitVelocityMph", "maxVelocityMph"];

/// A stat of a role's line.
#[derive(Debug, Clone, Copy)]
pub struct StatOf {
    /// Whose line.
    pub role: Role,
    /// The stat.
    pub stat: &'static Stat,
}

impl StatOf {
    /// Whether less of it is better.
    #[must_use]
    pub fn is_better_low(self) -> bool {
        let low = if self.role == Role::Batting { BETTER_LOW_BATTING } else { BETTER_LOW_PITCHING };
        low.contains(&self.stat.name)
    }

    /// Whether it says something only of those who played enough.
    #[must_use]
    pub fn is_rate(self) -> bool {
        self.stat.kind == Kind::Rate && !SUMS.contains(&self.stat.name)
    }

    /// Whether smaller values come first: what is asked for, else the better end.
    #[must_use]
    pub fn is_ascending(self, direction: Option<Direction>) -> bool {
        direction.map_or(self.is_better_low(), |direction| direction == Direction::Asc)
    }

    /// The stat of a line as a number; innings as thirds of one.
    #[must_use]
    pub fn number(self, line: &Line) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let number = match self.stat.value(line)? {
            StatValue::Int(count) => count as f64,
            // Zero without its sign, so that the equal are equal.
            StatValue::Float(value) => value + 0.0,
            StatValue::Innings(outs) => outs as f64 / 3.0,
        };
        number.is_finite().then_some(number)
    }
}

/// The name of a stat as a value of an enum.
fn enum_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

fn meta(name: &str, description: &str, stats: &[Stat], rust: &'static str) -> MetaType {
    let values = stats.iter().map(|stat| {
        let name = enum_name(stat.name);
        (name.clone(), enum_value(name, format!("{} {}", stat.description, stat.needs.source())))
    });
    MetaType::Enum {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        enum_values: values.collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(rust),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

fn read(stats: &'static [Stat], value: &Value) -> Option<Result<&'static Stat, String>> {
    let name = match value {
        Value::Enum(name) => name.as_str(),
        Value::String(name) => name,
        _ => return None,
    };
    let stat = stats.iter().find(|stat| enum_name(stat.name) == name);
    Some(stat.ok_or_else(|| format!("there is no stat \"{name}\"")))
}

macro_rules! stat_name {
    ($type:ident, $role:ident, $stats:expr, $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone, Copy)]
        pub struct $type(&'static Stat);

        impl From<$type> for StatOf {
            fn from(name: $type) -> Self {
                Self { role: Role::$role, stat: name.0 }
            }
        }

        impl InputType for $type {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| {
                    meta(stringify!($type), $description, $stats, std::any::type_name::<Self>())
                })
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                let value = value.unwrap_or_default();
                match read($stats, &value) {
                    Some(stat) => stat.map(Self).map_err(InputValueError::custom),
                    None => Err(InputValueError::expected_type(value)),
                }
            }

            fn to_value(&self) -> Value {
                Value::Enum(Name::new(enum_name(self.0.name)))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }

        impl OutputType for $type {
            fn type_name() -> Cow<'static, str> {
                <Self as InputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_output_type::<Self, _>(MetaTypeId::Enum, |_| {
                    meta(stringify!($type), $description, $stats, std::any::type_name::<Self>())
                })
            }

            async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                Ok(InputType::to_value(self))
            }
        }
    };
}

stat_name!(BattingStat, Batting, BATTING, "A number of a batting line, by the name of its field.");
stat_name!(PitchingStat, Pitching, PITCHING, "A number of a pitching line, by the name of its field.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_words_and_lead_back() {
        assert_eq!(enum_name("homeRuns"), "HOME_RUNS");
        assert_eq!(enum_name("re24"), "RE24");
        for stats in [BATTING, PITCHING] {
            for stat in stats {
                let found = read(stats, &Value::Enum(Name::new(enum_name(stat.name))));
                assert_eq!(found.and_then(Result::ok).map(|stat| stat.name), Some(stat.name));
            }
        }
        assert!(matches!(read(BATTING, &Value::from("homeRuns")), Some(Err(_))));
        assert!(read(BATTING, &Value::from(1)).is_none());
    }

    #[test]
    fn what_is_said_of_stats_is_of_stats_there_are() {
        for (role, names) in [(Role::Batting, BETTER_LOW_BATTING), (Role::Pitching, BETTER_LOW_PITCHING)] {
            for name in names {
                assert!(Stat::named(role, name).is_some(), "{name}");
            }
        }
        let is_known = |name: &&str| Stat::named(Role::Batting, name).or(Stat::named(Role::Pitching, name)).is_some();
        assert!(SUMS.iter().all(is_known));
    }

    #[test]
    fn the_better_end_comes_first() {
        let of = |role, name| StatOf { role, stat: Stat::named(role, name).expect("a stat") };
        assert!(of(Role::Pitching, "era").is_ascending(None));
        assert!(!of(Role::Batting, "walks").is_ascending(None));
        assert!(of(Role::Pitching, "walks").is_ascending(None));
        assert!(of(Role::Batting, "walks").is_ascending(Some(Direction::Asc)));
        assert!(of(Role::Batting, "avg").is_rate() && !of(Role::Batting, "re24").is_rate());
        let outs = Line::watched(1).0;
        assert_eq!(of(Role::Pitching, "inningsPitched").number(&outs), Some(1.0 / 3.0));
    }
}
