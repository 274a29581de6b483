//! The answers of Savant's search, right or wrong.

use super::fault::Mode;
use super::query::Query;
use crate::sim::League;
use crate::sim::savant_csv::{COLUMNS, NameOf, assemble, header};
use chrono::NaiveDate;

/// Columns that came after 2021, by the header that brought them.
const SINCE: [(u16, &[&str]); 5] = [
    (92, &["spin_axis", "delta_home_win_exp", "delta_run_exp"]),
    (94, &["bat_speed", "swing_length"]),
    (
        112,
        &[
            "estimated_slg_using_speedangle",
            "delta_pitcher_run_exp",
            "hyper_speed",
            "home_score_diff",
            "bat_score_diff",
            "home_win_exp",
            "bat_win_exp",
            "age_pit_legacy",
            "age_bat_legacy",
            "age_pit",
            "age_bat",
            "n_thruorder_pitcher",
            "n_priorpa_thisgame_player_at_bat",
            "pitcher_days_since_prev_game",
            "batter_days_since_prev_game",
            "pitcher_days_until_next_game",
            "batter_days_until_next_game",
            "api_break_z_with_gravity",
            "api_break_x_arm",
            "api_break_x_batter_in",
        ],
    ),
    (113, &["arm_angle"]),
    (
        118,
        &[
            "attack_angle",
            "attack_direction",
            "swing_path_tilt",
            "intercept_ball_minus_batter_pos_x_inches",
            "intercept_ball_minus_batter_pos_y_inches",
        ],
    ),
];

/// Answers a search. At most `cap` rows, newest first, without a sign that some are missing.
pub(super) fn answer(league: &League, query: &Query, cap: usize, mode: Option<&Mode>) -> Vec<u8> {
    let mut rows = select(league, query, cap, mode);
    match mode {
        Some(Mode::HeaderOnly) => return header(),
        Some(Mode::DuplicateRows) => rows = rows.into_iter().flat_map(|row| [row.clone(), row]).collect(),
        Some(Mode::DropRows(nth)) => {
            let mut n = 0;
            rows.retain(|_| {
                n += 1;
                n % (*nth).max(1) != 0
            });
        }
        Some(Mode::DropGame(game_pk)) => {
            let (column, game_pk) = (index("game_pk"), game_pk.to_string());
            rows.retain(|row| field(row, column) != game_pk.as_bytes());
        }
        Some(Mode::Restate(nth)) => restate(&mut rows, *nth),
        _ => {}
    }
    match mode {
        Some(mode @ (Mode::DropColumn(_) | Mode::AddColumn | Mode::ShuffleColumns | Mode::NullWord | Mode::Era(_))) => {
            reshape(&rows, mode)
        }
        _ => assemble(&rows),
    }
}

fn select(league: &League, query: &Query, cap: usize, mode: Option<&Mode>) -> Vec<Vec<u8>> {
    let days = league.days();
    let date = |name: &str| query.first(name).and_then(|text| text.parse::<NaiveDate>().ok());
    let (from, to) = (date("game_date_gt"), date("game_date_lt"));
    let within = |day: &NaiveDate| from.is_none_or(|from| *day >= from) && to.is_none_or(|to| *day <= to);
    let wanted: Vec<NaiveDate> = match mode {
        Some(Mode::IgnoreFilter) => {
            days.iter().find(|day| !within(day)).or(days.first()).copied().into_iter().collect()
        }
        _ => days.into_iter().filter(within).collect(),
    };
    let types = query.first("hfGT").unwrap_or_default();
    if !types.is_empty() && !types.split('|').any(|kind| kind == "R") {
        return Vec::new();
    }
    let game_pk = match query.first("game_pk").unwrap_or_default() {
        "" => None,
        // A game that does not exist has no rows.
        text => Some(text.parse::<i32>().unwrap_or(-1)),
    };
    let name = if query.first("player_type") == Some("batter") { NameOf::Batter } else { NameOf::Pitcher };
    let filters = [("batters_lookup[]", "batter"), ("pitchers_lookup[]", "pitcher")].map(|(parameter, column)| {
        let ids: Vec<&str> = query.all(parameter).filter(|id| !id.is_empty()).collect();
        (index(column), ids)
    });
    let team = query.first("team").filter(|team| !team.is_empty()).map(|team| format!("\"{team}\""));
    let (home, away) = (index("home_team"), index("away_team"));
    let mut rows = Vec::new();
    for day in wanted.into_iter().rev() {
        for row in league.rows_of_day(day, game_pk, name) {
            let listed = filters
                .iter()
                .all(|(column, ids)| ids.is_empty() || ids.iter().any(|id| field(&row, *column) == id.as_bytes()));
            let of_team = team
                .as_ref()
                .is_none_or(|team| [home, away].iter().any(|column| field(&row, *column) == team.as_bytes()));
            if listed && of_team {
                rows.push(row);
                if rows.len() == cap {
                    return rows;
                }
            }
        }
    }
    rows
}

/// Every n-th single becomes an error.
fn restate(rows: &mut [Vec<u8>], nth: usize) {
    let column = index("events");
    let mut singles = 0;
    for row in rows {
        if field(row, column) == b"\"single\"" {
            singles += 1;
            if singles % nth.max(1) == 0 {
                let mut fields = split(row);
                fields[column] = b"\"field_error\"";
                *row = fields.join(&b","[..]);
            }
        }
    }
}

/// Writes the rows under another header.
fn reshape(rows: &[Vec<u8>], mode: &Mode) -> Vec<u8> {
    let mut columns: Vec<usize> = (0..COLUMNS.len()).collect();
    let mut extra = None;
    match mode {
        Mode::DropColumn(name) => columns.retain(|i| COLUMNS[*i] != name),
        Mode::ShuffleColumns => columns.reverse(),
        Mode::AddColumn => extra = Some(("brand_new_metric", &b"1.5"[..])),
        Mode::Era(width) => {
            columns = era(*width);
            extra = (*width >= 119).then_some(("miss_distance", &b""[..]));
        }
        _ => {}
    }
    let names = columns.iter().map(|i| COLUMNS[*i]).chain(extra.map(|(name, _)| name));
    let head: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let mut out = format!("\u{feff}{}", head.join(",")).into_bytes();
    for row in rows {
        let fields = split(row);
        let cells = columns.iter().map(|i| fields[*i]).chain(extra.map(|(_, value)| value));
        let cells: Vec<&[u8]> =
            cells.map(|cell| if cell.is_empty() && *mode == Mode::NullWord { b"\"null\"" } else { cell }).collect();
        out.push(b'\n');
        out.extend_from_slice(&cells.join(&b","[..]));
    }
    out
}

/// The columns of a header of this width, with its two duplicates until May 2024.
fn era(width: u16) -> Vec<usize> {
    let mut columns = Vec::new();
    for (i, name) in COLUMNS.iter().enumerate() {
        if SINCE.iter().any(|(since, names)| *since > width && names.contains(name)) {
            continue;
        }
        if width < 112 && *name == "umpire" {
            columns.push(index("fielder_2"));
        }
        columns.push(i);
        if width < 112 && *name == "game_pk" {
            columns.push(index("pitcher"));
        }
    }
    columns
}

fn index(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).unwrap_or(0)
}

/// The fields of a row with their quotes.
fn split(row: &[u8]) -> Vec<&[u8]> {
    let mut quoted = false;
    row.split(|byte| {
        quoted ^= *byte == b'"';
        *byte == b',' && !quoted
    })
    .collect()
}

fn field(row: &[u8], column: usize) -> &[u8] {
    split(row).get(column).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_headers_have_their_width_and_their_duplicates() {
        for width in [89, 92, 94, 112, 113, 118] {
            assert_eq!(era(width).len(), usize::from(width));
        }
        let old: Vec<&str> = era(89).into_iter().map(|i| COLUMNS[i]).collect();
        assert_eq!((old[7], old[59], old[41], old[60]), ("pitcher", "pitcher", "fielder_2", "fielder_2"));
    }

    #[test]
    fn commas_and_doubled_quotes_inside_quotes_do_not_split() {
        assert_eq!(split(br#"1,"a, ""b"", c",,2"#), [&b"1"[..], br#""a, ""b"", c""#, b"", b"2"]);
    }
}
