//! The registry of stats: each once, with its formula over summed counters.
//!
//! A rate is always computed from sums, never averaged, and is null on a zero denominator. A stat that
//! the stored rows cannot give right is null, and a [`super::caveat`] says why.

use super::counter::Counter::{self, *};
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError};

use super::counter::{CounterSet, GameCounter};
use super::dimension::{Grain, Role};
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
    /// Results of plate appearances: play-by-play or Statcast rows.
    Results,
    /// Right from Statcast rows alone but for plate appearances that leave none: intentional walks, mostly.
    EveryPlateAppearance,
    /// Only play-by-play has it: runs, outs, base running, intentional walks.
    PlayByPlay,
    /// Every pitch, as play-by-play or Statcast rows tell it.
    EveryPitch,
    /// Every pitch, as play-by-play alone tells it.
    EveryCall,
    /// Play-by-play of whole innings: what is charged to a pitcher by the inning.
    WholeInnings,
    /// Play-by-play of whole games: decisions.
    WholeGames,
    /// Statcast rows.
    Pitches,
    /// Tracked batted balls: null before they were measured.
    Tracking,
    /// Tracked batted balls of every game.
    Expected,
    /// The season's linear weights.
    Weights,
    /// The constants of season and league, with the play-by-play of whole innings.
    WeightsOfInnings,
    /// Every single exit velocity.
    ExitVelocities,
    /// The line without the split, and everybody's in it.
    Against,
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
    /// Whether the constants of the season and league are needed.
    #[must_use]
    pub const fn constants(self) -> bool {
        matches!(self, Self::Weights | Self::WeightsOfInnings)
    }

    /// Source and first season, for people.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Results | Self::EveryPlateAppearance => "Source: play-by-play, else Statcast rows, 2008 on.",
            Self::PlayByPlay => "Source: play-by-play.",
            Self::EveryPitch => {
                "Source: play-by-play, else Statcast rows. Null over games of which nobody told the pitches, most before 1988."
            }
            Self::EveryCall => {
                "Source: play-by-play. Null over games of which nobody told the pitches, most before 1988."
            }
            Self::WholeInnings => "Source: play-by-play. Null under a filter or split that cuts innings.",
            Self::WholeGames => {
                "Source: the official scorer's decisions. Null under a filter or split that cuts games."
            }
            Self::Pitches => "Source: Statcast rows, 2008 on.",
            Self::Tracking | Self::Expected => "Source: Statcast tracking.",
            Self::Weights => "Source: play-by-play and the constants of the season.",
            Self::WeightsOfInnings => {
                "Source: play-by-play and the constants of the season. Null under a filter or split that cuts innings."
            }
            Self::ExitVelocities => "Source: Statcast tracking.",
            Self::Against => "Null where the other has nothing to compare with.",
        }
    }
}

impl Stat {
    /// The stat of a role's line that has this name in the API.
    #[must_use]
    pub fn named(role: Role, name: &str) -> Option<&'static Self> {
        static BY_NAME: LazyLock<[HashMap<&str, &Stat>; 2]> =
            LazyLock::new(|| [BATTING, PITCHING].map(|stats| stats.iter().map(|stat| (stat.name, stat)).collect()));
        BY_NAME[role as usize].get(name).copied()
    }

    /// The counters it is computed from: those its formula asks for, tried on lines of nothing and of something.
    #[must_use]
    pub fn uses(&self) -> CounterSet {
        [0, 1].into_iter().fold(CounterSet::default(), |set, value| {
            let (line, asked) = Line::watched(value);
            let _ = self.value(&line);
            set.and(*asked.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }

    /// The stat of a line; `None` is "not known", never zero.
    #[must_use]
    pub fn value(&self, line: &Line) -> Option<Value> {
        match self.needs {
            Needs::Weights | Needs::WeightsOfInnings if !line.has_constants() => None,
            Needs::Weights | Needs::WeightsOfInnings if !line.is_scored() => None,
            Needs::PlayByPlay | Needs::WholeInnings | Needs::WholeGames | Needs::EveryCall if !line.is_scored() => None,
            Needs::EveryPitch | Needs::EveryCall if line.games_without_counts > 0 => None,
            Needs::WholeInnings | Needs::WeightsOfInnings if line.keeps > Grain::Inning => None,
            Needs::WholeGames if line.keeps > Grain::Game => None,
            Needs::Pitches | Needs::Tracking | Needs::ExitVelocities if line.lacks_pitches() => None,
            Needs::Expected if line.games_with_pitches < line.games => None,
            Needs::Tracking | Needs::Expected if line.get(TrackedBattedBalls) == 0 && line.get(BattedBalls) > 0 => None,
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

/// A stat that is one counter of whole games.
macro_rules! game_counter {
    ($name:literal, $counter:ident, $description:literal) => {
        stat!($name, Count, WholeGames, $description, |line| Some(Value::Int(line.get_game(GameCounter::$counter))))
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

/// A stat whose season's constants are not computed; null with a caveat.
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
            stat!("hits", Count, Results, "Hits: singles, doubles, triples and home runs.", |line| Some(Value::Int(line.hits()))),
            counter!("singles", Results, Singles, "Singles."),
            counter!("doubles", Results, Doubles, "Doubles, ground-rule doubles included."),
            counter!("triples", Results, Triples, "Triples."),
            counter!("homeRuns", Results, HomeRuns, "Home runs, inside-the-park ones included."),
            stat!("totalBases", Count, Results, "Total bases: 1B + 2·2B + 3·3B + 4·HR.", |line| Some(Value::Int(line.total_bases()))),
            counter!("walks", EveryPlateAppearance, Walks, "Walks, intentional ones included. From Statcast rows alone those without a pitch, nearly all intentional ones since 2017, are missing."),
            counter!("intentionalWalks", PlayByPlay, IntentionalWalks, "Intentional walks, those without a pitch too."),
            counter!("strikeouts", EveryPlateAppearance, Strikeouts, "Strikeouts, those in double plays included."),
            counter!("sacrificeFlies", Results, SacrificeFlies, "Sacrifice flies."),
            counter!("sacrificeBunts", Results, SacrificeBunts, "Sacrifice bunts."),
            counter!("catcherInterferences", Results, CatcherInterferences, "First base awarded for catcher's interference."),
            counter!("groundedIntoDoublePlays", Results, GroundedIntoDoublePlays, "Grounded into double plays; other double plays do not count."),
            counter!("groundedIntoTriplePlays", Results, GroundedIntoTriplePlays, "Grounded into triple plays."),
            counter!("groundOuts", PlayByPlay, GroundOuts, "Ground balls that were no hit, as box scores count them: force outs, sacrifices and errors too."),
            counter!("flyOuts", PlayByPlay, FlyOuts, "Fly balls that were no hit."),
            counter!("lineOuts", PlayByPlay, LineOuts, "Line drives that were no hit."),
            counter!("popOuts", PlayByPlay, PopOuts, "Pop-ups that were no hit."),
            stat!("airOuts", Count, PlayByPlay, "Fly balls, line drives and pop-ups that were no hit.",
                |line| Some(Value::Int(line.get(FlyOuts) + line.get(LineOuts) + line.get(PopOuts)))),
            counter!("reachedOnError", Results, ReachedOnError, "Times the batter reached base on an error."),
            rate!("babip", Results, "Batting average on balls in play: (H - HR) / (AB - SO - HR + SF).",
                |line| line.hits() - line.get(HomeRuns), line.get(AtBats) - line.get(Strikeouts) - line.get(HomeRuns) + line.get(SacrificeFlies)),
            rate!("walkRate", EveryPlateAppearance, "Walks per plate appearance, 0 to 1.", |line| line.get(Walks), line.get(PlateAppearances)),
            rate!("strikeoutRate", EveryPlateAppearance, "Strikeouts per plate appearance, 0 to 1.", |line| line.get(Strikeouts), line.get(PlateAppearances)),
            unknown!("woba", Rate, Weights, "Weighted on-base average with the season's own linear weights. Null until they are computed from play-by-play; `statcastWoba` has fixed weights."),
            rate!("statcastWoba", EveryPlateAppearance, "Baseball Savant's wOBA: the sum of `woba_value` (fixed weights; .90 for reached on error) per AB + BB - IBB + HBP + SF.",
                |line| line.get(StatcastWobaSum), line.woba_chances(), 1000.0),
            counter!("pitches", EveryPitch, Pitches, "Pitches. Automatic balls and strikes are not pitches."),
            counter!("swings", Pitches, Swings, "Swings, bunt attempts included."),
            counter!("whiffs", Pitches, Whiffs, "Swings that missed: swinging strikes, caught foul tips and missed bunts."),
            rate!("whiffRate", Pitches, "Whiffs per swing, 0 to 1.", |line| line.get(Whiffs), line.get(Swings)),
            rate!("chaseRate", Pitches, "Swings per pitch outside the strike zone (zones 11 to 14), 0 to 1.", |line| line.get(Chases), line.get(OutOfZonePitches)),
            rate!("zoneRate", Pitches, "Pitches in the strike zone (zones 1 to 9) per pitch with a known zone, 0 to 1.",
                |line| line.get(LocatedPitches) - line.get(OutOfZonePitches), line.get(LocatedPitches)),
            rate!("calledStrikePlusWhiffRate", Pitches, "Called strikes plus whiffs per pitch (CSW), 0 to 1.",
                |line| line.get(CalledStrikes) + line.get(Whiffs), line.get(StatcastPitches)),
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
            rate!("expectedAvg", Expected, "xBA: expected hits of balls in play (untracked ones as they ended) per AB.",
                |line| line.get(ExpectedHits), line.get(AtBats), 1000.0),
            stat!("expectedSlg", Rate, Expected, "xSLG: expected total bases per AB, Null where the rows came without it (files before July 2024).",
                |line| if line.get(UnexpectedBases) > 0 { None } else { ratio(line.get(ExpectedBases), line.get(AtBats), 1000.0).map(Value::Float) }),
            rate!("expectedWoba", Expected, "xwOBA: expected wOBA value of balls in play, the actual one otherwise, per AB + BB - IBB + HBP + SF.",
                |line| line.get(ExpectedWobaSum), line.woba_chances(), 1_000_000.0),
        ]
    };
}

/// The stats of a batting line, in the order of the API.
pub const BATTING: &[Stat] = with_shared_stats![
    stat!(
        "games",
        Count,
        Results,
        "Games he appeared in; under a filter or split that needs single plays, games with at least one such play.",
        |line| Some(Value::Int(line.games))
    ),
    counter!(
        "plateAppearances",
        EveryPlateAppearance,
        PlateAppearances,
        "Plate appearances: AB + BB + HBP + SF + SH + CI."
    ),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats."),
    counter!("runs", PlayByPlay, Runs, "Runs scored; in splits, by the play on which he scored."),
    counter!("runsBattedIn", PlayByPlay, RunsBattedIn, "Runs batted in (rule 9.04)."),
    counter!("hitByPitch", Results, HitByPitch, "Times hit by a pitch."),
    counter!(
        "stolenBases",
        PlayByPlay,
        StolenBases,
        "Stolen bases (rule 9.07); in splits, by the play during which he stole."
    ),
    counter!(
        "caughtStealing",
        PlayByPlay,
        CaughtStealing,
        "Times caught stealing (rule 9.07(h)), when picked off on the way too."
    ),
    counter!("pickedOff", PlayByPlay, PickedOff, "Times picked off."),
    counter!(
        "leftOnBase",
        PlayByPlay,
        LeftOnBase,
        "Runners on base when he made an out, less those who scored on it; sacrifices do not count."
    ),
    rate!("avg", Results, "Batting average: H / AB.", |line| line.hits(), line.get(AtBats)),
    stat!("obp", Rate, EveryPlateAppearance, "On-base percentage: (H + BB + HBP) / (AB + BB + HBP + SF).", |line| {
        on_base(line).map(Value::Float)
    }),
    stat!("slg", Rate, Results, "Slugging percentage: TB / AB.", |line| slugging(line).map(Value::Float)),
    stat!("ops", Rate, EveryPlateAppearance, "OBP + SLG.", on_base_plus_slugging),
    rate!("iso", Results, "Isolated power: SLG - AVG.", |line| line.total_bases() - line.hits(), line.get(AtBats)),
];

/// The stats of a pitching line, in the order of the API.
pub const PITCHING: &[Stat] = with_shared_stats![
    stat!(
        "games",
        Count,
        Results,
        "Games he appeared in; under a filter or split that needs single plays, games with at least one such play.",
        |line| Some(Value::Int(line.games))
    ),
    stat!("gamesStarted", Count, Results, "Games among them in which he threw his team's first pitch.", |line| Some(
        Value::Int(line.games_started)
    )),
    counter!("battersFaced", EveryPlateAppearance, PlateAppearances, "Batters faced."),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats against."),
    counter!("outs", PlayByPlay, Outs, "Outs made while he pitched; the number to compute with."),
    stat!(
        "inningsPitched",
        Innings,
        PlayByPlay,
        "Innings pitched in base 3: \"5.2\" is five and two thirds.",
        |line| Some(Value::Innings(line.get(Outs)))
    ),
    counter!("runs", WholeInnings, RunsAllowed, "Runs charged to him (rule 9.16), those of runners he left too."),
    counter!("earnedRuns", WholeInnings, EarnedRuns, "Earned runs charged to him (rule 9.16)."),
    counter!("runsBattedIn", PlayByPlay, RunsBattedIn, "Runs batted in against him."),
    counter!("hitBatters", Results, HitByPitch, "Batters hit by a pitch."),
    counter!("wildPitches", PlayByPlay, WildPitches, "Wild pitches (rule 9.13)."),
    counter!("passedBalls", PlayByPlay, PassedBalls, "Passed balls of his catchers (rule 9.13)."),
    counter!("balks", PlayByPlay, Balks, "Balks."),
    counter!("stolenBases", PlayByPlay, StolenBases, "Bases stolen while he pitched."),
    counter!("caughtStealing", PlayByPlay, CaughtStealing, "Runners caught stealing while he pitched."),
    counter!("pickoffs", PlayByPlay, PickedOff, "Runners picked off while he pitched."),
    counter!("inheritedRunners", PlayByPlay, InheritedRunners, "Runners he found on base when he came."),
    counter!(
        "inheritedRunnersScored",
        PlayByPlay,
        InheritedRunnersScored,
        "Runs that scored while he pitched and are charged to others."
    ),
    counter!("strikes", EveryCall, StrikesThrown, "Strikes he threw, balls in play included."),
    counter!("balls", EveryCall, BallsThrown, "Balls he threw, pitches that hit the batter included."),
    game_counter!("wins", Wins, "Games won (rule 9.17)."),
    game_counter!("losses", Losses, "Games lost (rule 9.17)."),
    game_counter!("saves", Saves, "Saves (rule 9.19)."),
    game_counter!("holds", Holds, "Holds: came with a save to win, made an out and left with the lead."),
    game_counter!("blownSaves", BlownSaves, "Came with a save to win and lost the lead."),
    game_counter!("saveOpportunities", SaveOpportunities, "Saves and blown saves."),
    game_counter!("gamesFinished", GamesFinished, "Games he was the last of several pitchers."),
    game_counter!("completeGames", CompleteGames, "Games he was his team's only pitcher."),
    game_counter!("shutouts", Shutouts, "Complete games without a run."),
    rate!("era", WholeInnings, "Earned run average: 9 · ER / IP.", |line| line.get(EarnedRuns) * 27, line.get(Outs)),
    rate!("whip", PlayByPlay, "(BB + H) / IP.", |line| (line.get(Walks) + line.hits()) * 3, line.get(Outs)),
    unknown!(
        "fip",
        Rate,
        Weights,
        "Fielding independent pitching: (13·HR + 3·(BB + HBP) - 2·SO) / IP + the season's constant. Null until the constant is computed."
    ),
    rate!("strikeoutsPerNine", PlayByPlay, "9 · SO / IP.", |line| line.get(Strikeouts) * 27, line.get(Outs)),
    rate!("walksPerNine", PlayByPlay, "9 · BB / IP.", |line| line.get(Walks) * 27, line.get(Outs)),
    rate!("opponentAvg", Results, "Batting average against: H / AB.", |line| line.hits(), line.get(AtBats)),
    stat!("opponentObp", Rate, EveryPlateAppearance, "On-base percentage against.", |line| on_base(line)
        .map(Value::Float)),
    stat!("opponentSlg", Rate, Results, "Slugging percentage against.", |line| slugging(line).map(Value::Float)),
    stat!("opponentOps", Rate, EveryPlateAppearance, "OBP + SLG against.", on_base_plus_slugging),
];
