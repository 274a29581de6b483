//! Caveats: why a number of a line is partial or null.

use super::counter::Counter::{BattedBalls, PlateAppearances, TrackedBattedBalls, UnexpectedBases};
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

/// When a caveat applies and what it touches.
struct Rule {
    code: &'static str,
    /// The message, where it applies.
    applies: fn(&Line) -> Option<String>,
    /// Whether it is about this stat of this line.
    touches: fn(&Stat, &Line) -> bool,
}

/// Every caveat.
const RULES: &[Rule] = &[
    Rule {
        code: "INTENTIONAL_WALKS_MISSING",
        applies: |line| {
            (line.get(PlateAppearances) > 0).then(|| {
                "counted from Statcast rows, which leave out intentional walks thrown without a pitch".to_owned()
            })
        },
        touches: |stat, _| stat.needs == Needs::EveryPlateAppearance && !matches!(stat.name, "strikeouts" | "atBats"),
    },
    Rule {
        code: "PLATE_APPEARANCES_MISSING",
        applies: |line| {
            (line.games_with_gaps > 0).then(|| {
                format!(
                    "{} of {} games have plate appearances without rows or without a result; `coverage` names them",
                    line.games_with_gaps, line.games
                )
            })
        },
        touches: |stat, _| !matches!(stat.needs, Needs::PlayByPlay | Needs::Weights),
    },
    Rule {
        code: "GAMES_NOT_LOADED",
        applies: |line| {
            (line.games_not_loaded > 0)
                .then(|| format!("{} final games of the days asked for are not loaded", line.games_not_loaded))
        },
        touches: |_, _| true,
    },
    Rule {
        code: "NEEDS_PLAY_BY_PLAY",
        applies: |_| Some("Statcast rows do not tell; play-by-play does, and none is loaded".to_owned()),
        touches: |stat, _| matches!(stat.needs, Needs::PlayByPlay | Needs::Weights),
    },
    Rule {
        code: "NOT_TRACKED",
        applies: |line| {
            let untracked = line.get(BattedBalls) - line.get(TrackedBattedBalls);
            (untracked > 0 || line.get(UnexpectedBases) > 0 || line.get(BattedBalls) == 0).then(|| match untracked {
                0 => "the rows came without this measurement, or there was no ball in play".to_owned(),
                _ => format!("{untracked} of {} balls in play were not tracked", line.get(BattedBalls)),
            })
        },
        touches: |stat, line| {
            stat.needs == Needs::Tracking
                && (stat.value(line).is_none() || line.get(BattedBalls) > line.get(TrackedBattedBalls))
        },
    },
];

/// The caveats of a line whose stats are those given.
#[must_use]
pub fn caveats(stats: &[Stat], line: &Line) -> Vec<Caveat> {
    RULES
        .iter()
        .filter_map(|rule| {
            let message = (rule.applies)(line)?;
            let stats: Vec<_> = stats.iter().filter(|stat| (rule.touches)(stat, line)).map(|stat| stat.name).collect();
            (!stats.is_empty()).then_some(Caveat { code: rule.code, stats, message })
        })
        .collect()
}
