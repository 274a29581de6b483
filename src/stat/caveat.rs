//! Caveats: why a number of a line is partial or null.

use super::counter::Counter::{
    BattedBalls, Pitches, PlateAppearances, StatcastPitches, TrackedBattedBalls, UnexpectedBases,
};
use super::dimension::Grain;
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
            (line.get(PlateAppearances) > 0 && !line.is_scored()).then(|| {
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
        touches: |stat, _| !needs_scoring(stat),
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
        code: "BOX_SCORE_ONLY",
        applies: |line| {
            (line.games_left_out > 0).then(|| {
                let games = line.games_left_out;
                format!("only the box score is known of {games} games he played in; the filter or split needs single plays and leaves them out")
            })
        },
        touches: |_, _| true,
    },
    Rule {
        code: "NOT_TOLD",
        applies: |line| {
            (line.games_untold > 0).then(|| {
                let games = line.games_untold;
                format!("{games} games have plays of which nobody told what the filter asks for; they count only where it says `not`")
            })
        },
        touches: |_, _| true,
    },
    Rule {
        code: "BOX_SCORE_COUNTERS",
        applies: |line| {
            (line.games_of_box_scores > 0).then(|| {
                let (boxes, games) = (line.games_of_box_scores, line.games);
                format!("{boxes} of {games} games are known from their box scores alone; what those do not print counts as 0")
            })
        },
        touches: |stat, _| stat.name != "games",
    },
    Rule {
        code: "NEEDS_EVERY_TURN",
        applies: |line| {
            (line.games_of_box_scores > 0).then(|| {
                format!(
                    "{} games are known from their box scores alone, without turns at bat",
                    line.games_of_box_scores
                )
            })
        },
        touches: |stat, _| stat.needs == Needs::Turns,
    },
    Rule {
        code: "PITCHES_NOT_TOLD",
        applies: |line| {
            (line.games_without_counts > 0)
                .then(|| format!("nobody told the pitches of {} of {} games", line.games_without_counts, line.games))
        },
        touches: |stat, _| matches!(stat.needs, Needs::EveryPitch | Needs::EveryCall),
    },
    Rule {
        code: "NEEDS_PLAY_BY_PLAY",
        applies: |line| {
            (!line.is_scored()).then(|| {
                let without = line.games - line.games_scored;
                format!(
                    "the play-by-play of {without} of {} games is not loaded, and Statcast rows do not tell",
                    line.games
                )
            })
        },
        touches: |stat, _| needs_scoring(stat),
    },
    Rule {
        code: "PLAY_BY_PLAY_NOT_LOADED",
        applies: |line| {
            (line.is_scored() && line.games_not_scored > 0).then(|| {
                let games = line.games_not_scored;
                format!("the play-by-play of {games} final games of his teams is not loaded; what he did there is not counted")
            })
        },
        touches: |stat, _| needs_scoring(stat) || stat.name == "games",
    },
    Rule {
        code: "NEEDS_WHOLE_INNINGS",
        applies: |line| {
            (line.keeps > Grain::Inning)
                .then(|| "runs are charged by the inning, and the filter or split cuts innings apart".to_owned())
        },
        touches: |stat, _| matches!(stat.needs, Needs::WholeInnings | Needs::WeightsOfInnings),
    },
    Rule {
        code: "NEEDS_WHOLE_GAMES",
        applies: |line| {
            (line.keeps > Grain::Game)
                .then(|| "decisions are kept by the game, and the filter or split needs single plays".to_owned())
        },
        touches: |stat, _| stat.needs == Needs::WholeGames,
    },
    Rule {
        code: "NEEDS_SEASON_CONSTANTS",
        applies: |line| {
            (line.games > 0 && !line.has_constants()).then(|| {
                let mut lacking: Vec<i16> =
                    line.parts.iter().filter(|part| part.all.is_none()).map(|part| part.season).collect();
                lacking.dedup();
                let seasons = lacking.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
                format!("the constants of {seasons} are not computed: they need the season's play-by-play")
            })
        },
        touches: |stat, _| stat.needs.constants(),
    },
    Rule {
        code: "STATCAST_NOT_LOADED",
        applies: |line| {
            (line.games_with_pitches < line.games).then(|| {
                let without = line.games - line.games_with_pitches;
                format!("the Statcast rows of {without} of {} games are not loaded", line.games)
            })
        },
        touches: |stat, _| {
            matches!(stat.needs, Needs::Pitches | Needs::Tracking | Needs::ExitVelocities | Needs::Expected)
        },
    },
    Rule {
        code: "STATCAST_ROWS_MISSING",
        applies: |line| {
            let missing = line.get(Pitches) - line.get(StatcastPitches);
            (missing > 0 && line.games_with_pitches == line.games)
                .then(|| format!("{missing} of {} pitches have no Statcast row", line.get(Pitches)))
        },
        touches: |stat, _| {
            matches!(stat.needs, Needs::Pitches | Needs::Tracking | Needs::ExitVelocities | Needs::Expected)
        },
    },
    Rule {
        code: "NOT_TRACKED",
        applies: |line| {
            let untracked = line.get(BattedBalls) - line.get(TrackedBattedBalls);
            let may_apply = untracked > 0 || line.get(UnexpectedBases) > 0 || line.get(BattedBalls) == 0;
            (may_apply && !line.lacks_pitches()).then(|| match untracked {
                0 => "the rows came without this measurement, or there was no ball in play".to_owned(),
                _ => format!("{untracked} of {} balls in play were not tracked", line.get(BattedBalls)),
            })
        },
        touches: |stat, line| {
            matches!(stat.needs, Needs::Tracking | Needs::Expected)
                && (stat.value(line).is_none() || line.get(BattedBalls) > line.get(TrackedBattedBalls))
        },
    },
];

fn needs_scoring(stat: &Stat) -> bool {
    let told = [Needs::PlayByPlay, Needs::WholeInnings, Needs::WholeGames, Needs::EveryCall];
    told.contains(&stat.needs) || stat.needs.constants()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dashboard_tells_each_in_its_other_language() {
        let told = include_str!("../../web/src/words/caveats.ts");
        for rule in RULES {
            assert!(told.contains(&format!("  {}: ", rule.code)), "web/src/words/caveats.ts lacks {}", rule.code);
        }
    }
}
