//! The counters of a box score that are kept, by their names in the feed, in the order they are stored.

/// Of a batter.
pub const BATTING: &[&str] = &[
    "plateAppearances",
    "atBats",
    "runs",
    "hits",
    "doubles",
    "triples",
    "homeRuns",
    "totalBases",
    "rbi",
    "baseOnBalls",
    "intentionalWalks",
    "strikeOuts",
    "hitByPitch",
    "sacFlies",
    "sacBunts",
    "catchersInterference",
    "groundIntoDoublePlay",
    "groundIntoTriplePlay",
    "stolenBases",
    "caughtStealing",
    "pickoffs",
    "leftOnBase",
    "groundOuts",
    "flyOuts",
    "lineOuts",
    "popOuts",
    "airOuts",
];

/// Of a pitcher. `passedBall` is left out: it is 0 whatever his catcher let through (seen in recorded feeds).
pub const PITCHING: &[&str] = &[
    "gamesStarted",
    "battersFaced",
    "outs",
    "atBats",
    "runs",
    "earnedRuns",
    "hits",
    "doubles",
    "triples",
    "homeRuns",
    "rbi",
    "baseOnBalls",
    "intentionalWalks",
    "strikeOuts",
    "hitByPitch",
    "hitBatsmen",
    "sacFlies",
    "sacBunts",
    "catchersInterference",
    "stolenBases",
    "caughtStealing",
    "pickoffs",
    "wildPitches",
    "balks",
    "inheritedRunners",
    "inheritedRunnersScored",
    "groundOuts",
    "flyOuts",
    "lineOuts",
    "popOuts",
    "airOuts",
    "numberOfPitches",
    "pitchesThrown",
    "strikes",
    "balls",
    "wins",
    "losses",
    "saves",
    "holds",
    "blownSaves",
    "saveOpportunities",
    "gamesFinished",
    "completeGames",
    "shutouts",
];

/// Of a fielder.
pub const FIELDING: &[&str] = &[
    "gamesStarted",
    "putOuts",
    "assists",
    "errors",
    "chances",
    "passedBall",
    "stolenBases",
    "caughtStealing",
    "pickoffs",
];

/// Where a counter stands in the stored numbers, from 1 as SQL counts; 0, where nothing stands, for an unknown one.
#[must_use]
pub fn place(counters: &[&str], name: &str) -> usize {
    counters.iter().position(|known| *known == name).map_or(0, |place| place + 1)
}
