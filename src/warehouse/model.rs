//! The SQL models, one file each, with the columns the registry of counters fills in.

use std::sync::LazyLock;

use crate::stat::counter::Source;
use crate::stat::{COUNTERS, Role};

/// Plays of the games bound to `$1`.
pub static PLAY: LazyLock<String> = LazyLock::new(|| {
    let pitch_counters = per_counter(|c| match c.source {
        Source::Pitch(sql) => match c.combine {
            crate::stat::counter::Combine::Sum => format!(",\n           sum({sql}) as {}", c.column),
            crate::stat::counter::Combine::Max => format!(",\n           max({sql}) as {}", c.column),
        },
        Source::Play(_) => String::new(),
    });
    let values = per_counter(|c| match c.source {
        Source::Pitch(_) => format!(",\n       coalesce(placed.{}, 0)", c.column),
        Source::Play(sql) => format!(",\n       coalesce({sql}, 0)"),
    });
    include_str!("sql/play.sql")
        .replace("{pitch_counters}", &pitch_counters)
        .replace("{columns}", &columns())
        .replace("{values}", &values)
});

/// Player-game lines of batters, for the games bound to `$1`.
pub static BATTING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Batting));

/// Player-game lines of pitchers, for the games bound to `$1`.
pub static PITCHING_GAME: LazyLock<String> = LazyLock::new(|| line(Role::Pitching));

/// Games bound to `$1`.
pub const GAME: &str = include_str!("sql/game.sql");

/// Clubs of the seasons bound to `$1`; `$2` to `$4` the known clubs.
pub const TEAM: &str = include_str!("sql/team.sql");

/// Players bound to `$1`, or everybody when it is null.
pub const PLAYER: &str = include_str!("sql/player.sql");

fn line(role: Role) -> String {
    let (table, player, team, opponent, batting) = match role {
        Role::Batting => ("batting_game", "batter_id", "batting_team_id", "fielding_team_id", "true"),
        Role::Pitching => ("pitching_game", "pitcher_id", "fielding_team_id", "batting_team_id", "false"),
    };
    include_str!("sql/line.sql")
        .replace("{table}", table)
        .replace("{player}", player)
        .replace("{team}", team)
        .replace("{opponent}", opponent)
        .replace("{batting}", batting)
        .replace("{columns}", &columns())
        .replace("{sums}", &per_counter(|c| format!(",\n       {}", c.aggregate())))
}

fn columns() -> String {
    per_counter(|c| format!(", {}", c.column))
}

fn per_counter(text: impl Fn(&crate::stat::counter::CounterDef) -> String) -> String {
    COUNTERS.iter().map(text).collect()
}
