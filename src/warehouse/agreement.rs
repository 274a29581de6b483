//! The counters of a game's lines that are compared with its box score.

use std::sync::LazyLock;

use crate::source::statsapi::box_score;

/// One counter that is compared.
#[derive(Debug, Clone, Copy)]
pub struct Compared {
    /// `batting`, `pitching` or `fielding`.
    pub line: &'static str,
    /// Its name in the box score.
    pub counter: &'static str,
    /// SQL over a derived line of alias `d`.
    sql: &'static str,
}

macro_rules! compared {
    ($($line:literal { $($counter:literal: $sql:literal,)* })*) => {
        /// Every counter that is compared.
        pub const COMPARED: &[Compared] = &[$($(Compared { line: $line, counter: $counter, sql: $sql },)*)*];
    };
}

compared! {
    "batting" {
        "plateAppearances": "d.plate_appearances",
        "atBats": "d.at_bats",
        "runs": "d.runs",
        "hits": "d.singles + d.doubles + d.triples + d.home_runs",
        "doubles": "d.doubles",
        "triples": "d.triples",
        "homeRuns": "d.home_runs",
        "totalBases": "d.singles + 2 * d.doubles + 3 * d.triples + 4 * d.home_runs",
        "rbi": "d.runs_batted_in",
        "baseOnBalls": "d.walks",
        "intentionalWalks": "d.intentional_walks",
        "strikeOuts": "d.strikeouts",
        "hitByPitch": "d.hit_by_pitch",
        "sacFlies": "d.sacrifice_flies",
        "sacBunts": "d.sacrifice_bunts",
        "catchersInterference": "d.catcher_interferences",
        "groundIntoDoublePlay": "d.grounded_into_double_plays",
        "groundIntoTriplePlay": "d.grounded_into_triple_plays",
        "stolenBases": "d.stolen_bases",
        "caughtStealing": "d.caught_stealing",
        "pickoffs": "d.picked_off",
        "leftOnBase": "d.left_on_base",
        "groundOuts": "d.ground_outs",
        "flyOuts": "d.fly_outs",
        "lineOuts": "d.line_outs",
        "popOuts": "d.pop_outs",
        "airOuts": "d.fly_outs + d.line_outs + d.pop_outs",
    }
    "pitching" {
        "gamesStarted": "d.is_start::int",
        "battersFaced": "d.plate_appearances",
        "outs": "d.outs_made",
        "atBats": "d.at_bats",
        "runs": "d.runs_allowed",
        "earnedRuns": "d.earned_runs",
        "hits": "d.singles + d.doubles + d.triples + d.home_runs",
        "doubles": "d.doubles",
        "triples": "d.triples",
        "homeRuns": "d.home_runs",
        "rbi": "d.runs_batted_in",
        "baseOnBalls": "d.walks",
        "intentionalWalks": "d.intentional_walks",
        "strikeOuts": "d.strikeouts",
        "hitByPitch": "d.hit_by_pitch",
        "hitBatsmen": "d.hit_by_pitch",
        "sacFlies": "d.sacrifice_flies",
        "sacBunts": "d.sacrifice_bunts",
        "catchersInterference": "d.catcher_interferences",
        "stolenBases": "d.stolen_bases",
        "caughtStealing": "d.caught_stealing",
        "pickoffs": "d.picked_off",
        "wildPitches": "d.wild_pitches",
        "balks": "d.balks",
        "inheritedRunners": "d.inherited_runners",
        "inheritedRunnersScored": "d.inherited_runners_scored",
        "groundOuts": "d.ground_outs",
        "flyOuts": "d.fly_outs",
        "lineOuts": "d.line_outs",
        "popOuts": "d.pop_outs",
        "airOuts": "d.fly_outs + d.line_outs + d.pop_outs",
        "numberOfPitches": "d.pitches",
        "pitchesThrown": "d.pitches",
        "strikes": "d.strikes_thrown",
        "balls": "d.balls_thrown",
        "wins": "a.wins",
        "losses": "a.losses",
        "saves": "a.saves",
        "holds": "a.holds",
        "blownSaves": "a.blown_saves",
        "saveOpportunities": "a.saves + a.blown_saves",
        "gamesFinished": "a.games_finished",
        "completeGames": "a.complete_games",
        "shutouts": "a.shutouts",
    }
    "fielding" {
        "gamesStarted": "max(d.is_start::int)",
        "putOuts": "sum(d.putouts)",
        "assists": "sum(d.assists)",
        "errors": "sum(d.errors)",
        "chances": "sum(d.putouts + d.assists + d.errors)",
        "passedBall": "sum(d.passed_balls)",
        "stolenBases": "sum(d.stolen_bases)",
        "caughtStealing": "sum(d.caught_stealing)",
        "pickoffs": "sum(d.pickoffs)",
    }
}

/// The tables that hold the derived lines: select list of counters in the middle.
const DERIVED: [(&str, &str, &str, &[&str]); 3] = [
    ("batting", "", "from batting_game d where d.game_id = any($1) and d.source = 2", box_score::BATTING),
    (
        "pitching",
        "",
        "from pitching_game d join staging.told_appearance a on a.source = 'statsapi' and a.game_id = d.game_id and a.team_id = d.team_id \
         and a.player_id = d.player_id where d.game_id = any($1) and d.source = 2",
        box_score::PITCHING,
    ),
    (
        "fielding",
        "group by d.game_id, d.team_id, d.player_id",
        "from fielding_game d where d.game_id = any($1) and d.source = 2",
        box_score::FIELDING,
    ),
];

/// The statements that compare the games bound to `$1`: what is compared, then what differs, by kind of line.
pub static MODELS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let plate_appearances = box_score::place(box_score::BATTING, "plateAppearances").to_string();
    let compared: Vec<String> = COMPARED.iter().map(counted).collect();
    let check = include_str!("sql/box_check.sql")
        .replace("{compared}", &compared.join(",\n           "))
        .replace("{plate_appearances}", &plate_appearances);
    let difference = DERIVED.iter().map(|(line, group, from, names)| {
        let mine = || COMPARED.iter().filter(|x| x.line == *line);
        let columns: String = mine().map(|x| format!(", ({})::smallint as \"{}\"", x.sql, x.counter)).collect();
        let counters: Vec<String> = mine()
            .map(|x| format!("('{0}', d.\"{0}\", b.numbers[{1}])", x.counter, box_score::place(names, x.counter)))
            .collect();
        include_str!("sql/box_difference.sql")
            .replace("{line}", line)
            .replace("{derived}", &format!("select d.game_id, d.team_id, d.player_id{columns} {from} {group}"))
            .replace("{counters}", &counters.join(",\n    "))
    });
    [check].into_iter().chain(difference).collect()
});

/// SQL that counts the lines that have a counter both in the box score and from the plays: what the rules leave to the
/// scorer's judgement the plays do not have.
fn counted(x: &Compared) -> String {
    let names = DERIVED.iter().find(|(line, ..)| *line == x.line).map_or(&[][..], |(.., names)| names);
    let place = box_score::place(names, x.counter);
    let told = if x.sql.starts_with("a.") { format!(" and {} is not null", x.sql) } else { String::new() };
    format!("count(*) filter (where b.line = '{}' and b.numbers[{place}] is not null{told})", x.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_counter_of_a_box_score_is_compared_once() {
        for (line, _, _, names) in DERIVED {
            for name in names {
                let found = COMPARED.iter().filter(|x| x.line == line && x.counter == *name).count();
                assert_eq!(found, 1, "{line} {name}");
            }
        }
        assert_eq!(COMPARED.len(), DERIVED.iter().map(|x| x.3.len()).sum::<usize>());
    }
}
