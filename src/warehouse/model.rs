//! The SQL models, one file each, with the columns the registry of counters fills in.

use std::sync::LazyLock;

use crate::domain::event::{EVENTS, EventDef};
use crate::source::statsapi::box_score;
use crate::stat::counter::{CounterDef, GAME_COUNTERS, GameCounter, RESULTS, STORED, Source};
use crate::stat::{COUNTERS, Counter, Role};

/// Plays of the games bound to `$1`.
pub static PLAY: LazyLock<String> = LazyLock::new(|| {
    let told = |text: fn(&str) -> String| -> String { STORED.iter().map(|(_, column)| text(column)).collect() };
    let values = per_counter(|c| match c.source {
        Source::Result(_) => format!(",\n       coalesce(e.{}, 0)", c.column),
        _ => format!(",\n       s.{}", c.column),
    });
    include_str!("sql/play.sql")
        .replace("{event_kinds}", &event_kinds())
        .replace("{results}", &RESULTS.iter().map(|(_, column)| format!(", {column}")).collect::<String>())
        .replace("{told}", &told(|column| format!(", s.{column}")))
        .replace("{untold}", &told(|_| ", 0::smallint".to_owned()))
        .replace("{columns}", &columns())
        .replace("{values}", &values)
});

/// The registry of events as rows of a `values` list, with what each adds to the counters of results.
fn event_kinds() -> String {
    let row = |event: &EventDef| {
        let adds = COUNTERS.iter().filter_map(|def| match def.source {
            Source::Result(holds) => Some(format!(", {}::smallint", i32::from(holds(event.outcome)))),
            _ => None,
        });
        format!("('{}'{})", event.name, adds.collect::<String>())
    };
    EVENTS.iter().map(row).collect::<Vec<_>>().join(", ")
}

/// Player-game lines of batters, for the games bound to `$1`.
pub static BATTING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Batting));

/// Player-game lines of pitchers, for the games bound to `$1`.
pub static PITCHING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Pitching));

/// Lines of batters and of pitchers in games of which only the box score is known, for the games bound to `$1`.
pub static BOXED: LazyLock<[String; 2]> = LazyLock::new(|| [Role::Batting, Role::Pitching].map(boxed));

/// Fielders by position, for the games bound to `$1`.
pub const FIELDING_GAME: &str = include_str!("sql/fielding.sql");

/// Line scores of the games bound to `$1`.
pub const GAME_INNING: &str = include_str!("sql/inning.sql");

/// Games bound to `$1`.
pub const GAME: &str = include_str!("sql/game.sql");

/// Clubs of the seasons bound to `$1`; `$2` to `$4` the known clubs.
pub const TEAM: &str = include_str!("sql/team.sql");

/// Players bound to `$1`, or everybody when it is null.
pub const PLAYER: &str = include_str!("sql/player.sql");

fn line(role: Role) -> String {
    let (player, team, opponent, batting) = match role {
        Role::Batting => ("batter_id", "batting_team_id", "fielding_team_id", "true"),
        Role::Pitching => ("pitcher_id", "fielding_team_id", "batting_team_id", "false"),
    };
    // What is charged to a pitcher who has left is nothing of the batter's.
    let (table, line, mine, appeared, is_start) = match role {
        Role::Batting => ("batting_game", "batting", "p.share < 2", "a.slot is not null", "a.is_start"),
        Role::Pitching => ("pitching_game", "pitching", "true", "a.pitching_order is not null", "a.pitching_order = 1"),
    };
    let (place, placed) = match role {
        Role::Batting => ("slot, sequence, positions".to_owned(), "a.slot, a.sequence, a.positions".to_owned()),
        Role::Pitching => {
            let (columns, _) = decisions();
            // The official scorer's: StatsAPI prints them, Retrosheet's are in the decisions themselves.
            let official = |(id, column): &(GameCounter, &str)| {
                let printed = box_score::place(box_score::PITCHING, &camel_case(column));
                format!(", case when a.line_source = 2 then a.numbers[{printed}] else {} end", decided(*id, column))
            };
            let official: String = GAME_COUNTERS.iter().map(official).collect();
            (format!("pitching_order{columns}"), format!("a.pitching_order{official}"))
        }
    };
    include_str!("sql/line.sql")
        .replace("{table}", table)
        .replace("{line}", line)
        .replace("{mine}", mine)
        .replace("{appeared}", appeared)
        .replace("{is_start}", is_start)
        .replace("{place}", &place)
        .replace("{placed}", &placed)
        .replace("{player}", player)
        .replace("{team}", team)
        .replace("{opponent}", opponent)
        .replace("{batting}", batting)
        .replace("{columns}", &columns())
        .replace("{sums}", &per_counter(|c| format!(",\n           sum(p.{0}) as {0}", c.column)))
        .replace("{values}", &per_counter(|c| format!(",\n       coalesce(s.{}, 0)", c.column)))
}

/// Retrosheet's numbers of a batter in their order, and the counters made of them.
const BATTER: (&str, &[(Counter, &str)]) = (
    "ab r h d t hr rbi sh sf hbp bb ibb so sb cs gdp ci",
    &[
        (Counter::PlateAppearances, "ab + bb + hbp + sh + sf + ci"),
        (Counter::AtBats, "ab"),
        (Counter::Runs, "r"),
        (Counter::Singles, "h - d - t - hr"),
        (Counter::Doubles, "d"),
        (Counter::Triples, "t"),
        (Counter::HomeRuns, "hr"),
        (Counter::RunsBattedIn, "rbi"),
        (Counter::SacrificeBunts, "sh"),
        (Counter::SacrificeFlies, "sf"),
        (Counter::HitByPitch, "hbp"),
        (Counter::Walks, "bb"),
        (Counter::IntentionalWalks, "ibb"),
        (Counter::Strikeouts, "so"),
        (Counter::StolenBases, "sb"),
        (Counter::CaughtStealing, "cs"),
        (Counter::GroundedIntoDoublePlays, "gdp"),
        (Counter::CatcherInterferences, "ci"),
    ],
);

/// The same of a pitcher.
const PITCHER: (&str, &[(Counter, &str)]) = (
    "outs noout bf h d t hr r er bb ibb so hbp wp bk sh sf",
    &[
        (Counter::Outs, "outs"),
        (Counter::PlateAppearances, "bf"),
        (Counter::AtBats, "greatest(bf - bb - hbp - sh - sf, 0)"),
        (Counter::Singles, "h - d - t - hr"),
        (Counter::Doubles, "d"),
        (Counter::Triples, "t"),
        (Counter::HomeRuns, "hr"),
        (Counter::RunsAllowed, "r"),
        (Counter::EarnedRuns, "er"),
        (Counter::Walks, "bb"),
        (Counter::IntentionalWalks, "ibb"),
        (Counter::Strikeouts, "so"),
        (Counter::HitByPitch, "hbp"),
        (Counter::WildPitches, "wp"),
        (Counter::Balks, "bk"),
        (Counter::SacrificeBunts, "sh"),
        (Counter::SacrificeFlies, "sf"),
    ],
);

fn boxed(role: Role) -> String {
    let (table, line, is_start, place, placed, (names, counters)) = match role {
        Role::Batting => {
            let place = "slot, sequence, positions".to_owned();
            ("batting_game", "batting", "a.is_start", place, "a.slot, a.sequence, a.positions".to_owned(), BATTER)
        }
        Role::Pitching => {
            let (columns, told) = decisions();
            let place = format!("pitching_order{columns}");
            ("pitching_game", "pitching", "a.pitching_order = 1", place, format!("a.pitching_order{told}"), PITCHER)
        }
    };
    let numbers = names.split(' ').enumerate();
    let numbers: Vec<String> =
        numbers.map(|(place, name)| format!("coalesce(b.numbers[{}], 0) as {name}", place + 1)).collect();
    let value = |c: &CounterDef| {
        let sql = counters.iter().find(|(id, _)| *id == c.id).map_or("0", |(_, sql)| *sql);
        // The names are those of the lateral join, which no column of the tables above it has.
        format!(",\n       {sql}")
    };
    include_str!("sql/boxed.sql")
        .replace("{table}", table)
        .replace("{line}", line)
        .replace("{is_start}", is_start)
        .replace("{place}", &place)
        .replace("{placed}", &placed)
        .replace("{columns}", &columns())
        .replace("{numbers}", &numbers.join(", "))
        .replace("{values}", &per_counter(value))
}

/// The counters of whole games: columns, and what the teller says of them beside a box score of its own.
fn decisions() -> (String, String) {
    let columns = GAME_COUNTERS.iter().map(|(_, column)| format!(", {column}")).collect();
    (columns, GAME_COUNTERS.iter().map(|(id, column)| format!(", {}", decided(*id, column))).collect())
}

fn decided(id: GameCounter, column: &str) -> String {
    match id {
        GameCounter::SaveOpportunities => "a.saves + a.blown_saves".to_owned(),
        _ => format!("a.{column}"),
    }
}

/// A column's name as the feed writes it.
fn camel_case(column: &str) -> String {
    let mut words = column.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let (head, tail) = word.split_at(1);
        name.push_str(&head.to_uppercase());
        name.push_str(tail);
        name
    })
}

fn columns() -> String {
    per_counter(|c| format!(", {}", c.column))
}

/// A text for each counter the tables keep.
fn per_counter(text: impl Fn(&CounterDef) -> String) -> String {
    COUNTERS.iter().filter(|def| def.is_stored()).map(text).collect()
}
