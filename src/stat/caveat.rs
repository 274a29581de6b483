//! Caveats: why a number of a line is partial or null.

use super::counter::Counter::{PlateAppearances, TrackedBattedBalls, UnexpectedBases};
use super::line::Line;
use super::registry::{Needs, Stat};

/// One reason, with the stats of the line it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caveat {
    /// Stable code, for programs.
    pub code: &'static str,
    /// API names of the stats concerned, in the order of the line.
    pub stats: Vec<&'static str>,
    /// The reason, for people.
    pub message: String,
}

/// Whether a stat is touched by a caveat on this line.
type Touches = fn(&Stat, &Line) -> bool;

/// Every caveat: its code, when it applies (then: the message), and what it touches.
const CAVEATS: &[(&str, fn(&Line) -> Option<String>, Touches)] = &[
    (
        "INTENTIONAL_WALKS_MISSING",
        |line| {
            (line.get(PlateAppearances) > 0).then(|| {
                "counted from Statcast rows, which leave out intentional walks thrown without a pitch".to_owned()
            })
        },
        |stat, _| stat.needs == Needs::EveryPlateAppearance && !matches!(stat.name, "strikeouts" | "atBats"),
    ),
    (
        "PLATE_APPEARANCES_MISSING",
        |line| {
            (line.games_with_gaps > 0).then(|| {
                format!(
                    "{} of {} games have plate appearances without rows or without a result; `coverage` names them",
                    line.games_with_gaps, line.games
                )
            })
        },
        |stat, _| stat.needs == Needs::EveryPlateAppearance,
    ),
    (
        "GAMES_NOT_LOADED",
        |line| {
            (line.games_not_loaded > 0)
                .then(|| format!("{} final games of the days asked for are not loaded", line.games_not_loaded))
        },
        |_, _| true,
    ),
    (
        "NEEDS_PLAY_BY_PLAY",
        |_| Some("Statcast rows do not tell; play-by-play does, and none is loaded".to_owned()),
        |stat, _| matches!(stat.needs, Needs::PlayByPlay | Needs::Weights),
    ),
    (
        "NOT_TRACKED",
        |line| {
            (line.get(TrackedBattedBalls) == 0 || line.get(UnexpectedBases) > 0)
                .then(|| "no tracked ball in play, or rows that came without this measurement".to_owned())
        },
        |stat, line| stat.needs == Needs::Tracking && stat.value(line).is_none(),
    ),
];

/// The caveats of a line whose stats are those given.
#[must_use]
pub fn caveats(stats: &[Stat], line: &Line) -> Vec<Caveat> {
    CAVEATS
        .iter()
        .filter_map(|(code, applies, touches)| {
            let message = applies(line)?;
            let stats: Vec<_> = stats.iter().filter(|stat| touches(stat, line)).map(|stat| stat.name).collect();
            (!stats.is_empty()).then_some(Caveat { code, stats, message })
        })
        .collect()
}
