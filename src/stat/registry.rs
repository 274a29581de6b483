//! The registry of stats: each once, with its formula over summed counters.
//!
//! A rate is always computed from sums, never averaged, and is null on a zero denominator. A stat that
//! the stored rows cannot give right is null, and a [`super::caveat`] says why.

use super::counter::Counter::{self, *};
use super::line::{Line, ratio};

/// A computed value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A count.
    Int(i64),
    /// A rate or a measurement.
    Float(f64),
    /// Innings, as outs; shown as `5.2`.
    Innings(i64),
}

/// The type a stat has in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `Int`.
    Count,
    /// `Float`.
    Rate,
    /// `String`, base-3 innings.
    Innings,
}

/// What must be stored for the stat to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Statcast rows are enough.
    Pitches,
    /// Right but for plate appearances that leave no Statcast row: intentional walks, mostly.
    EveryPlateAppearance,
    /// Only play-by-play has it: runs, outs, base running, decisions, intentional walks.
    PlayByPlay,
    /// Tracked batted balls: null before they were measured.
    Tracking,
    /// The season's linear weights.
    Weights,
}

/// One stat.
#[derive(Clone, Copy)]
pub struct Stat {
    /// Field name in the API.
    pub name: &'static str,
    /// Type in the API.
    pub kind: Kind,
    /// What it depends on.
    pub needs: Needs,
    /// Formula, unit and source, for people.
    pub description: &'static str,
    value: fn(&Line) -> Option<Value>,
}

impl std::fmt::Debug for Stat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stat").field("name", &self.name).field("kind", &self.kind).field("needs", &self.needs).finish()
    }
}

impl Needs {
    /// Source and first season, for people.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Pitches | Self::EveryPlateAppearance => "Source: Statcast rows, 2008 on.",
            Self::PlayByPlay => "Source: play-by-play.",
            Self::Tracking => "Source: Statcast tracking.",
            Self::Weights => "Source: play-by-play and the weights of the season.",
        }
    }
}

impl Stat {
    /// The stat of a line; `None` is "not known", never zero.
    #[must_use]
    pub fn value(&self, line: &Line) -> Option<Value> {
        match self.needs {
            Needs::PlayByPlay | Needs::Weights => None,
            Needs::Tracking if line.get(TrackedBattedBalls) == 0 && line.get(BattedBalls) > 0 => None,
            _ => (self.value)(line),
        }
    }
}

macro_rules! stat {
    ($name:literal, $kind:ident, $needs:ident, $description:literal, $value:expr) => {
        Stat { name: $name, kind: Kind::$kind, needs: Needs::$needs, description: $description, value: $value }
    };
}

/// A stat that is one counter.
macro_rules! counter {
    ($name:literal, $needs:ident, $counter:ident, $description:literal) => {
        stat!($name, Count, $needs, $description, |line| Some(Value::Int(line.get(Counter::$counter))))
    };
}

/// A stat that is a quotient of integers; `scale` brings the numerator to its unit.
macro_rules! rate {
    ($name:literal, $needs:ident, $description:literal, |$line:ident| $numerator:expr, $denominator:expr) => {
        rate!($name, $needs, $description, |$line| $numerator, $denominator, 1.0)
    };
    ($name:literal, $needs:ident, $description:literal, |$line:ident| $numerator:expr, $denominator:expr, $scale:literal) => {
        stat!($name, Rate, $needs, $description, |$line| ratio($numerator, $denominator, $scale).map(Value::Float))
    };
}

/// A stat that today's sources cannot give; null with a caveat.
macro_rules! unknown {
    ($name:literal, $kind:ident, $needs:ident, $description:literal) => {
        stat!($name, $kind, $needs, $description, |_| None)
    };
}

fn slugging(line: &Line) -> Option<f64> {
    ratio(line.total_bases(), line.get(AtBats), 1.0)
}

fn on_base(line: &Line) -> Option<f64> {
    ratio(line.hits() + line.get(Walks) + line.get(HitByPitch), line.on_base_chances(), 1.0)
}

fn on_base_plus_slugging(line: &Line) -> Option<Value> {
    Some(Value::Float(on_base(line)? + slugging(line)?))
}

/// Stats that mean the same for a batter and for the pitcher he faces.
macro_rules! with_shared_stats {
    ($($stat:expr),* $(,)?) => {
        &[
            $($stat,)*
            stat!("hits", Count, Pitches, "Hits: singles, doubles, triples and home runs.", |line| Some(Value::Int(line.hits()))),
            counter!("singles", Pitches, Singles, "Singles."),
            counter!("doubles", Pitches, Doubles, "Doubles, ground-rule doubles included."),
            counter!("triples", Pitches, Triples, "Triples."),
            counter!("homeRuns", Pitches, HomeRuns, "Home runs, inside-the-park ones included."),
            stat!("totalBases", Count, Pitches, "Total bases: 1B + 2·2B + 3·3B + 4·HR.", |line| Some(Value::Int(line.total_bases()))),
            counter!("walks", EveryPlateAppearance, Walks, "Walks. From Statcast rows alone those without a pitch, nearly all intentional ones since 2017, are missing."),
            unknown!("intentionalWalks", Count, PlayByPlay, "Intentional walks. Null from Statcast rows alone, which leave most of them out."),
            counter!("strikeouts", EveryPlateAppearance, Strikeouts, "Strikeouts, those in double plays included."),
            counter!("sacrificeFlies", Pitches, SacrificeFlies, "Sacrifice flies."),
            counter!("sacrificeBunts", Pitches, SacrificeBunts, "Sacrifice bunts."),
            counter!("catcherInterferences", Pitches, CatcherInterferences, "First base awarded for catcher's interference."),
            counter!("groundedIntoDoublePlays", Pitches, GroundedIntoDoublePlays, "Grounded into double plays; other double plays do not count."),
            counter!("reachedOnError", Pitches, ReachedOnError, "Times the batter reached base on an error."),
            rate!("babip", Pitches, "Batting average on balls in play: (H - HR) / (AB - SO - HR + SF).",
                |line| line.hits() - line.get(HomeRuns), line.get(AtBats) - line.get(Strikeouts) - line.get(HomeRuns) + line.get(SacrificeFlies)),
            rate!("walkRate", EveryPlateAppearance, "Walks per plate appearance, 0 to 1.", |line| line.get(Walks), line.get(PlateAppearances)),
            rate!("strikeoutRate", EveryPlateAppearance, "Strikeouts per plate appearance, 0 to 1.", |line| line.get(Strikeouts), line.get(PlateAppearances)),
            unknown!("woba", Rate, Weights, "Weighted on-base average with the season's own linear weights. Null until they are computed from play-by-play; `statcastWoba` has fixed weights."),
            rate!("statcastWoba", EveryPlateAppearance, "Baseball Savant's wOBA: the sum of `woba_value` (fixed weights; .90 for reached on error) per AB + BB - IBB + HBP + SF.",
                |line| line.get(StatcastWobaSum), line.woba_chances(), 1000.0),
            counter!("pitches", Pitches, Pitches, "Pitches. Automatic balls and strikes are not pitches."),
            counter!("swings", Pitches, Swings, "Swings, bunt attempts included."),
            counter!("whiffs", Pitches, Whiffs, "Swings that missed: swinging strikes, caught foul tips and missed bunts."),
            rate!("whiffRate", Pitches, "Whiffs per swing, 0 to 1.", |line| line.get(Whiffs), line.get(Swings)),
            rate!("chaseRate", Pitches, "Swings per pitch outside the strike zone (zones 11 to 14), 0 to 1.", |line| line.get(Chases), line.get(OutOfZonePitches)),
            rate!("zoneRate", Pitches, "Pitches in the strike zone (zones 1 to 9) per pitch with a known zone, 0 to 1.",
                |line| line.get(LocatedPitches) - line.get(OutOfZonePitches), line.get(LocatedPitches)),
            rate!("calledStrikePlusWhiffRate", Pitches, "Called strikes plus whiffs per pitch (CSW), 0 to 1.",
                |line| line.get(CalledStrikes) + line.get(Whiffs), line.get(Pitches)),
            counter!("battedBalls", Pitches, BattedBalls, "Batted-ball events: balls put in play, caught fouls included."),
            rate!("averageExitVelocityMph", Tracking, "Mean exit velocity of tracked balls in play, mph.",
                |line| line.get(ExitVelocitySum), line.get(TrackedBattedBalls), 10.0),
            stat!("maxExitVelocityMph", Rate, Tracking, "Highest exit velocity of a tracked ball in play, mph.",
                |line| ratio(line.get(ExitVelocityMax), line.get(TrackedBattedBalls).min(1), 10.0).map(Value::Float)),
            rate!("averageLaunchAngle", Tracking, "Mean launch angle of tracked balls in play, degrees.",
                |line| line.get(LaunchAngleSum), line.get(TrackedBattedBalls)),
            rate!("hardHitRate", Tracking, "Balls hit at 95 mph or more per tracked ball in play, 0 to 1.",
                |line| line.get(HardHitBalls), line.get(TrackedBattedBalls)),
            stat!("barrels", Count, Tracking, "Barrels: balls in play Baseball Savant classes as `launch_speed_angle` 6.",
                |line| Some(Value::Int(line.get(Barrels)))),
            rate!("barrelRate", Tracking, "Barrels per tracked ball in play, 0 to 1.", |line| line.get(Barrels), line.get(TrackedBattedBalls)),
            rate!("sweetSpotRate", Tracking, "Balls at 8 to 32 degrees per tracked ball in play, 0 to 1.",
                |line| line.get(SweetSpotBalls), line.get(TrackedBattedBalls)),
            rate!("expectedAvg", Tracking, "xBA: expected hits of balls in play (untracked ones as they ended) per AB.",
                |line| line.get(ExpectedHits), line.get(AtBats), 1000.0),
            stat!("expectedSlg", Rate, Tracking, "xSLG: expected total bases per AB, Null where the rows came without it (files before July 2024).",
                |line| if line.get(UnexpectedBases) > 0 { None } else { ratio(line.get(ExpectedBases), line.get(AtBats), 1000.0).map(Value::Float) }),
            rate!("expectedWoba", Tracking, "xwOBA: expected wOBA value of balls in play, the actual one otherwise, per AB + BB - IBB + HBP + SF.",
                |line| line.get(ExpectedWobaSum), line.woba_chances(), 1_000_000.0),
        ]
    };
}

/// The stats of a batting line, in the order of the API.
pub const BATTING: &[Stat] = with_shared_stats![
    stat!("games", Count, Pitches, "Games with at least one play that the filter lets through.", |line| Some(
        Value::Int(line.games)
    )),
    counter!(
        "plateAppearances",
        EveryPlateAppearance,
        PlateAppearances,
        "Plate appearances: AB + BB + HBP + SF + SH + CI."
    ),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats."),
    unknown!("runs", Count, PlayByPlay, "Runs scored. Null from Statcast rows alone."),
    unknown!("runsBattedIn", Count, PlayByPlay, "Runs batted in (rule 9.04). Null from Statcast rows alone."),
    counter!("hitByPitch", Pitches, HitByPitch, "Times hit by a pitch."),
    unknown!("stolenBases", Count, PlayByPlay, "Stolen bases. Null from Statcast rows alone."),
    unknown!("caughtStealing", Count, PlayByPlay, "Times caught stealing. Null from Statcast rows alone."),
    rate!("avg", Pitches, "Batting average: H / AB.", |line| line.hits(), line.get(AtBats)),
    stat!("obp", Rate, EveryPlateAppearance, "On-base percentage: (H + BB + HBP) / (AB + BB + HBP + SF).", |line| {
        on_base(line).map(Value::Float)
    }),
    stat!("slg", Rate, Pitches, "Slugging percentage: TB / AB.", |line| slugging(line).map(Value::Float)),
    stat!("ops", Rate, EveryPlateAppearance, "OBP + SLG.", on_base_plus_slugging),
    rate!("iso", Pitches, "Isolated power: SLG - AVG.", |line| line.total_bases() - line.hits(), line.get(AtBats)),
];

/// The stats of a pitching line, in the order of the API.
pub const PITCHING: &[Stat] = with_shared_stats![
    stat!("games", Count, Pitches, "Games with at least one play that the filter lets through.", |line| Some(
        Value::Int(line.games)
    )),
    stat!("gamesStarted", Count, Pitches, "Games among them in which he threw his team's first pitch.", |line| Some(
        Value::Int(line.games_started)
    )),
    counter!("battersFaced", EveryPlateAppearance, PlateAppearances, "Batters faced."),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats against."),
    unknown!(
        "outs",
        Count,
        PlayByPlay,
        "Outs recorded; the number to compute with. Null from Statcast rows alone, whose outs fall short."
    ),
    unknown!(
        "inningsPitched",
        Innings,
        PlayByPlay,
        "Innings pitched in base 3: \"5.2\" is five and two thirds. Null from Statcast rows alone."
    ),
    unknown!("runs", Count, PlayByPlay, "Runs allowed (rule 9.16). Null from Statcast rows alone."),
    unknown!("earnedRuns", Count, PlayByPlay, "Earned runs allowed (rule 9.16). Null from Statcast rows alone."),
    counter!("hitBatters", Pitches, HitByPitch, "Batters hit by a pitch."),
    unknown!("wildPitches", Count, PlayByPlay, "Wild pitches. Null from Statcast rows alone."),
    unknown!("balks", Count, PlayByPlay, "Balks. Null from Statcast rows alone."),
    unknown!("wins", Count, PlayByPlay, "Wins. Null from Statcast rows alone."),
    unknown!("losses", Count, PlayByPlay, "Losses. Null from Statcast rows alone."),
    unknown!("saves", Count, PlayByPlay, "Saves. Null from Statcast rows alone."),
    unknown!("era", Rate, PlayByPlay, "Earned run average: 9 · ER / IP. Null from Statcast rows alone."),
    unknown!("whip", Rate, PlayByPlay, "(BB + H) / IP. Null from Statcast rows alone."),
    unknown!(
        "fip",
        Rate,
        PlayByPlay,
        "Fielding independent pitching: (13·HR + 3·(BB + HBP) - 2·SO) / IP + the season's constant. Null from Statcast rows alone."
    ),
    unknown!("strikeoutsPerNine", Rate, PlayByPlay, "9 · SO / IP. Null from Statcast rows alone."),
    unknown!("walksPerNine", Rate, PlayByPlay, "9 · BB / IP. Null from Statcast rows alone."),
    rate!("opponentAvg", Pitches, "Batting average against: H / AB.", |line| line.hits(), line.get(AtBats)),
    stat!("opponentObp", Rate, EveryPlateAppearance, "On-base percentage against.", |line| on_base(line)
        .map(Value::Float)),
    stat!("opponentSlg", Rate, Pitches, "Slugging percentage against.", |line| slugging(line).map(Value::Float)),
    stat!("opponentOps", Rate, EveryPlateAppearance, "OBP + SLG against.", on_base_plus_slugging),
];
