//! The one registry of Statcast columns: name, type, need, and the header in which each first stood.
//!
//! It drives the verdict (what must be there), the COPY encoding (what is stored, in which order) and a test that the
//! table `staging.savant_pitch` agrees.

use crate::source::Kind;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a body without the column, or a row without a value, means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Part of a pitch's key: every row has a value.
    Key,
    /// Every row has a value.
    Filled,
    /// In the header of every era, perhaps without values.
    Core,
    /// In later headers only, or retired.
    Optional,
}

/// One column of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name upstream and in the table.
    pub name: &'static str,
    /// How it is stored.
    pub kind: Kind,
    /// Whether it must be there.
    pub need: Need,
    /// Width of the first header that had it: 89, 92, 94, 112, 113, 118 or 119.
    pub since: u8,
}

use Kind::{Date, Int2, Int4, Name, Real, Retired, Text};
use Need::{Core, Filled, Key, Optional};

const fn column(name: &'static str, kind: Kind, need: Need, since: u8) -> Column {
    Column { name, kind, need, since }
}

/// Every known column, in the order of the newest header.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("pitch_type", Text, Core, 89),
    column("game_date", Date, Filled, 89),
    column("release_speed", Real, Core, 89),
    column("release_pos_x", Real, Core, 89),
    column("release_pos_z", Real, Core, 89),
    column("player_name", Name, Core, 89),
    column("batter", Int4, Filled, 89),
    column("pitcher", Int4, Filled, 89),
    column("events", Text, Core, 89),
    column("description", Text, Core, 89),
    column("spin_dir", Retired, Optional, 89),
    column("spin_rate_deprecated", Retired, Optional, 89),
    column("break_angle_deprecated", Retired, Optional, 89),
    column("break_length_deprecated", Retired, Optional, 89),
    column("zone", Int2, Core, 89),
    column("des", Text, Core, 89),
    column("game_type", Text, Filled, 89),
    column("stand", Text, Core, 89),
    column("p_throws", Text, Core, 89),
    column("home_team", Text, Filled, 89),
    column("away_team", Text, Filled, 89),
    column("type", Text, Core, 89),
    column("hit_location", Int2, Core, 89),
    column("bb_type", Text, Core, 89),
    column("balls", Int2, Core, 89),
    column("strikes", Int2, Core, 89),
    column("game_year", Int2, Core, 89),
    column("pfx_x", Real, Core, 89),
    column("pfx_z", Real, Core, 89),
    column("plate_x", Real, Core, 89),
    column("plate_z", Real, Core, 89),
    column("on_3b", Int4, Core, 89),
    column("on_2b", Int4, Core, 89),
    column("on_1b", Int4, Core, 89),
    column("outs_when_up", Int2, Core, 89),
    column("inning", Int2, Filled, 89),
    column("inning_topbot", Text, Filled, 89),
    column("hc_x", Real, Core, 89),
    column("hc_y", Real, Core, 89),
    column("tfs_deprecated", Retired, Optional, 89),
    column("tfs_zulu_deprecated", Retired, Optional, 89),
    column("umpire", Retired, Optional, 89),
    column("sv_id", Retired, Optional, 89),
    column("vx0", Real, Core, 89),
    column("vy0", Real, Core, 89),
    column("vz0", Real, Core, 89),
    column("ax", Real, Core, 89),
    column("ay", Real, Core, 89),
    column("az", Real, Core, 89),
    column("sz_top", Real, Core, 89),
    column("sz_bot", Real, Core, 89),
    column("hit_distance_sc", Int2, Core, 89),
    column("launch_speed", Real, Core, 89),
    column("launch_angle", Int2, Core, 89),
    column("effective_speed", Real, Core, 89),
    column("release_spin_rate", Int2, Core, 89),
    column("release_extension", Real, Core, 89),
    column("game_pk", Int4, Key, 89),
    column("fielder_2", Int4, Core, 89),
    column("fielder_3", Int4, Core, 89),
    column("fielder_4", Int4, Core, 89),
    column("fielder_5", Int4, Core, 89),
    column("fielder_6", Int4, Core, 89),
    column("fielder_7", Int4, Core, 89),
    column("fielder_8", Int4, Core, 89),
    column("fielder_9", Int4, Core, 89),
    column("release_pos_y", Real, Core, 89),
    column("estimated_ba_using_speedangle", Real, Core, 89),
    column("estimated_woba_using_speedangle", Real, Core, 89),
    column("woba_value", Real, Core, 89),
    column("woba_denom", Int2, Core, 89),
    column("babip_value", Int2, Core, 89),
    column("iso_value", Int2, Core, 89),
    column("launch_speed_angle", Int2, Core, 89),
    column("at_bat_number", Int2, Key, 89),
    column("pitch_number", Int2, Key, 89),
    column("pitch_name", Text, Core, 89),
    column("home_score", Int2, Core, 89),
    column("away_score", Int2, Core, 89),
    column("bat_score", Int2, Core, 89),
    column("fld_score", Int2, Core, 89),
    column("post_away_score", Int2, Core, 89),
    column("post_home_score", Int2, Core, 89),
    column("post_bat_score", Int2, Core, 89),
    column("post_fld_score", Int2, Core, 89),
    column("if_fielding_alignment", Text, Core, 89),
    column("of_fielding_alignment", Text, Core, 89),
    column("spin_axis", Int2, Optional, 92),
    column("delta_home_win_exp", Real, Optional, 92),
    column("delta_run_exp", Real, Optional, 92),
    column("bat_speed", Real, Optional, 94),
    column("swing_length", Real, Optional, 94),
    column("estimated_slg_using_speedangle", Real, Optional, 112),
    column("delta_pitcher_run_exp", Real, Optional, 112),
    column("hyper_speed", Real, Optional, 112),
    column("home_score_diff", Int2, Optional, 112),
    column("bat_score_diff", Int2, Optional, 112),
    column("home_win_exp", Real, Optional, 112),
    column("bat_win_exp", Real, Optional, 112),
    column("age_pit_legacy", Int2, Optional, 112),
    column("age_bat_legacy", Int2, Optional, 112),
    column("age_pit", Int2, Optional, 112),
    column("age_bat", Int2, Optional, 112),
    column("n_thruorder_pitcher", Int2, Optional, 112),
    column("n_priorpa_thisgame_player_at_bat", Int2, Optional, 112),
    column("pitcher_days_since_prev_game", Int2, Optional, 112),
    column("batter_days_since_prev_game", Int2, Optional, 112),
    column("pitcher_days_until_next_game", Int2, Optional, 112),
    column("batter_days_until_next_game", Int2, Optional, 112),
    column("api_break_z_with_gravity", Real, Optional, 112),
    column("api_break_x_arm", Real, Optional, 112),
    column("api_break_x_batter_in", Real, Optional, 112),
    column("arm_angle", Real, Optional, 113),
    column("attack_angle", Real, Optional, 118),
    column("attack_direction", Real, Optional, 118),
    column("swing_path_tilt", Real, Optional, 118),
    column("intercept_ball_minus_batter_pos_x_inches", Real, Optional, 118),
    column("intercept_ball_minus_batter_pos_y_inches", Real, Optional, 118),
    column("miss_distance", Real, Optional, 119),];

/// Columns that change after publication by nature: stored, but no part of a game's content hash.
pub const VOLATILE: [&str; 2] = ["pitcher_days_until_next_game", "batter_days_until_next_game"];

/// Stored columns in table order without [`VOLATILE`], which follow after `extra`.
pub static STABLE: LazyLock<Vec<&'static Column>> =
    LazyLock::new(|| COLUMNS.iter().filter(|x| x.kind != Retired && !VOLATILE.contains(&x.name)).collect());

static BY_NAME: LazyLock<HashMap<&'static str, &'static Column>> =
    LazyLock::new(|| COLUMNS.iter().map(|x| (x.name, x)).collect());

/// The column of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Column> {
    BY_NAME.get(name).copied()
}

/// Whether a name is what data-frame tools make of the second copy of a name that older headers have twice.
#[must_use]
pub fn is_renamed_duplicate(name: &str) -> bool {
    ["pitcher", "fielder_2"].iter().any(|first| {
        name.strip_prefix(first).is_some_and(|rest| matches!(rest, "_1" | ".1" | "_duplicated_0" | "_duplicated_1"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DDL: &str = include_str!("../../../migration/src/sql/0002_staging.sql");

    /// Name, type and nullability of each column of the table as the migration writes them.
    fn table() -> Vec<(String, String, bool)> {
        let (_, rest) = DDL.split_once("CREATE TABLE staging.savant_pitch (").unwrap();
        let (body, _) = rest.split_once("PRIMARY KEY").unwrap();
        let line = |x: &str| {
            let mut words = x.trim().trim_end_matches(',').splitn(3, ' ').map(str::to_owned);
            Some((words.next().filter(|x| !x.is_empty())?, words.next()?, words.next().is_some()))
        };
        body.lines().filter_map(line).collect()
    }

    #[test]
    fn the_table_is_what_the_registry_says() {
        let stored = |x: &Column| {
            let filled = matches!(x.need, Key | Filled);
            (x.name.to_owned(), x.kind.sql_type().unwrap().to_owned(), filled)
        };
        let mut expected: Vec<_> = STABLE.iter().map(|x| stored(x)).collect();
        expected.push(("extra".to_owned(), "jsonb".to_owned(), false));
        expected.extend(VOLATILE.iter().map(|x| stored(find(x).unwrap())));
        assert_eq!(table(), expected);
    }

    #[test]
    fn each_era_adds_the_columns_that_were_counted_then() {
        let width = |era: u8| COLUMNS.iter().filter(|x| x.since <= era).count();
        // The first three headers have two names twice.
        assert_eq!([89, 92, 94].map(|x| width(x) + 2), [89, 92, 94]);
        assert_eq!([112, 113, 118, 119].map(width), [112, 113, 118, 119]);
        assert_eq!(COLUMNS.iter().filter(|x| x.need != Optional).count(), 79);
    }

    #[test]
    fn copies_that_tools_rename_are_known_and_other_names_are_not() {
        for name in ["pitcher_1", "pitcher.1", "fielder_2_1", "fielder_2.1", "pitcher_duplicated_0"] {
            assert!(is_renamed_duplicate(name), "{name}");
        }
        for name in ["pitcher", "fielder_2", "fielder_3", "pitcher_days_since_prev_game"] {
            assert!(!is_renamed_duplicate(name), "{name}");
        }
    }
}
