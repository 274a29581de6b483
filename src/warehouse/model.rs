//! The SQL models, one file each, with the columns the registry of counters fills in.

use std::sync::LazyLock;

use crate::domain::event::{EVENTS, EventDef, Outcome};
use crate::source::statsapi::box_score;
use crate::stat::counter::{Combine, CounterDef, GAME_COUNTERS, Source};
use crate::stat::{COUNTERS, Role};

/// Plays of the games bound to `$1`.
pub static PLAY: LazyLock<String> = LazyLock::new(|| {
    let pitch = |c: &CounterDef, sql: &str| match c.combine {
        Combine::Sum => format!(",\n           sum({sql}) as {}", c.column),
        Combine::Max => format!(",\n           max({sql}) as {}", c.column),
    };
    let pitch_counters = per_counter(|c| match c.source {
        Source::Pitch(sql) | Source::ToldOrPitch(_, sql) => pitch(c, sql),
        Source::Play(_) | Source::Told(_) => String::new(),
    });
    let told = |text: fn(&str) -> String| {
        per_counter(|c| match c.source {
            Source::Told(column) | Source::ToldOrPitch(column, _) => text(column),
            Source::Pitch(_) | Source::Play(_) => String::new(),
        })
    };
    let values = per_counter(|c| match c.source {
        Source::Pitch(_) => format!(",\n       coalesce(thrown.{}, 0)", c.column),
        Source::Play(sql) => format!(",\n       coalesce({sql}, 0)"),
        Source::Told(column) => format!(",\n       s.{column}"),
        Source::ToldOrPitch(column, _) => {
            format!(",\n       case when s.is_scored then s.{column} else coalesce(thrown.{}, 0) end", c.column)
        }
    });
    include_str!("sql/play.sql")
        .replace("{event_kinds}", &event_kinds())
        .replace("{pitch_counters}", &pitch_counters)
        .replace("{told}", &told(|column| format!(", s.{column}")))
        .replace("{untold}", &told(|_| ", 0::smallint".to_owned()))
        .replace("{columns}", &columns())
        .replace("{values}", &values)
});

/// The registry of events as rows of a `values` list.
fn event_kinds() -> String {
    let row = |event: &EventDef| {
        let outcome = event.outcome;
        let flags = [
            outcome.is_walk(),
            outcome == Outcome::IntentionalWalk,
            outcome == Outcome::Strikeout,
            outcome == Outcome::HitByPitch,
            outcome == Outcome::SacrificeFly,
            outcome == Outcome::SacrificeBunt,
            outcome == Outcome::CatcherInterference,
            outcome == Outcome::GroundedIntoDoublePlay,
            outcome == Outcome::GroundedIntoTriplePlay,
            outcome == Outcome::ReachedOnError,
        ];
        let flags: String = flags.iter().map(|flag| format!(", {flag}")).collect();
        format!(
            "('{}', {}, {}, {}{flags}, {})",
            event.name,
            outcome.is_plate_appearance(),
            outcome.is_at_bat(),
            outcome.bases(),
            outcome.statcast_woba()
        )
    };
    EVENTS.iter().map(row).collect::<Vec<_>>().join(", ")
}

/// Player-game lines of batters, for the games bound to `$1`.
pub static BATTING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Batting));

/// Player-game lines of pitchers, for the games bound to `$1`.
pub static PITCHING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Pitching));

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
            let columns: String = GAME_COUNTERS.iter().map(|(_, column)| format!(", {column}")).collect();
            let printed: String = GAME_COUNTERS
                .iter()
                .map(|(_, column)| {
                    format!(", a.numbers[{}]", box_score::place(box_score::PITCHING, &camel_case(column)))
                })
                .collect();
            (format!("pitching_order{columns}"), format!("a.pitching_order{printed}"))
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
        .replace("{sums}", &per_counter(|c| format!(",\n           {} as {}", c.aggregate(), c.column)))
        .replace("{values}", &per_counter(|c| format!(",\n       coalesce(s.{}, 0)", c.column)))
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

fn per_counter(text: impl Fn(&CounterDef) -> String) -> String {
    COUNTERS.iter().map(text).collect()
}
