//! Lists of players against the lines of each of them.

use scorebook::stat::{BATTING, PITCHING, Stat};
use serde_json::Value;

use super::{Leader, Played, enum_name, number};
use crate::api::ask;

/// Every stat there is: values, order, ranks, ties and percentiles, by looking at every two players.
pub async fn equal_those_made_of_single_lines(played: &Played) {
    for (field, stats) in [("batting", BATTING), ("pitching", PITCHING)] {
        let names = stats.iter().map(|stat| stat.name).collect::<Vec<_>>().join(" ");
        let mut lines: Vec<(i64, Value)> = Vec::new();
        for player in played.players(field).await {
            let query = format!("{{ player(by: {{mlbamId: {player}}}) {{ {field} {{ {names} }} }} }}");
            lines.push((player.into(), ask(&played.schema, &query).await["player"][field].clone()));
        }
        assert!(lines.len() > 30, "{field}: the league is large enough to mean something");
        let (mut ranked, mut tied) = (0, 0);
        for stat in stats {
            let list = equal_the_lines(played, field, stat, &lines).await;
            ranked += usize::from(!list.is_empty());
            tied += list.iter().filter(|leader| leader.is_tied).count();
        }
        assert!(ranked > 40 && tied > 100, "{field}: {ranked} stats, {tied} ties");
    }
}

async fn equal_the_lines(played: &Played, field: &str, stat: &Stat, lines: &[(i64, Value)]) -> Vec<Leader> {
    let arguments = format!("stat: {}, qualifier: {{}}", enum_name(stat.name));
    let list = played.list(field, &arguments).await;
    let other = played.list(field, &format!("{arguments}, direction: ASC")).await;
    let is_ascending = list == other;
    let of: Vec<(i64, f64)> =
        lines.iter().filter_map(|(player, line)| Some((*player, number(&line[stat.name])?))).collect();
    let others = of.len().saturating_sub(1) as f64;
    let mut expected: Vec<_> = of
        .iter()
        .map(|(player, value)| {
            let better = |x: f64| if is_ascending { x < *value } else { x > *value };
            let ahead = of.iter().filter(|(_, x)| better(*x)).count();
            let equal = of.iter().filter(|(_, x)| x == value).count() - 1;
            let worse = of.len() - ahead - equal - 1;
            let percentile = (others > 0.0).then(|| 100.0 * (worse as f64 + equal as f64 / 2.0) / others);
            (ahead as i64 + 1, *player, *value, equal > 0, percentile)
        })
        .collect();
    expected.sort_by_key(|row| (row.0, row.1));
    assert_eq!(list.len(), expected.len(), "{field} {}", stat.name);
    for (leader, (rank, player, value, is_tied, percentile)) in list.iter().zip(expected) {
        let found = (leader.rank, leader.player, leader.value, leader.is_tied);
        assert_eq!(found, (rank, Some(player), value, is_tied), "{field} {}", stat.name);
        let differs =
            leader.percentile.zip(percentile).map_or(leader.percentile != percentile, |(a, b)| (a - b).abs() > 1e-9);
        assert!(!differs, "{field} {}: {leader:?}, {percentile:?}", stat.name);
    }
    // The other way around the ranks turn, and the better stay the better.
    let percentiles = |list: &[Leader]| {
        let mut all: Vec<_> = list.iter().map(|row| (row.player, row.percentile.map(f64::to_bits))).collect();
        all.sort_unstable();
        all
    };
    let turned =
        played.list(field, &format!("{arguments}, direction: {}", if is_ascending { "DESC" } else { "ASC" })).await;
    assert_eq!(percentiles(&turned), percentiles(&list), "{field} {}", stat.name);
    assert!(turned.windows(2).all(|pair| if is_ascending {
        pair[0].value >= pair[1].value
    } else {
        pair[0].value <= pair[1].value
    }));
    list
}

pub async fn stand_with_the_better_end_first(played: &Played) {
    for (field, stat, is_ascending) in [
        ("batting", "HOME_RUNS", false),
        ("batting", "STRIKEOUTS", true),
        ("batting", "OPS", false),
        ("pitching", "STRIKEOUTS", false),
        ("pitching", "ERA", true),
        ("pitching", "WALKS_PER_NINE", true),
        ("pitching", "INNINGS_PITCHED", false),
    ] {
        let list = played.list(field, &format!("stat: {stat}, qualifier: {{}}")).await;
        let (first, last) = (list.first().unwrap(), list.last().unwrap());
        assert_eq!(first.value < last.value, is_ascending, "{field} {stat}");
        assert!(first.percentile > last.percentile, "{field} {stat}");
    }

    // A line in a list is the player's own, whatever is selected of it.
    let line = "plateAppearances homeRuns obp woba sopsPlus caveats { code message } sources { source games }";
    for fields in [line, "homeRuns"] {
        let query = format!(
            "{{ battingLeaders(stat: HOME_RUNS, where: {{pitcherHand: LEFT}}, first: 5) {{ edges {{ node {{ value player {{ mlbamId }} \
             line {{ {fields} }} }} }} }} }}"
        );
        let list = ask(&played.schema, &query).await;
        for row in list["battingLeaders"]["edges"].as_array().unwrap() {
            let (player, line) = (&row["node"]["player"]["mlbamId"], &row["node"]["line"]);
            assert_eq!(number(&line["homeRuns"]), row["node"]["value"].as_f64());
            let query = format!(
                "{{ player(by: {{mlbamId: {player}}}) {{ batting(where: {{pitcherHand: LEFT}}) {{ {fields} }} }} }}"
            );
            assert_eq!(ask(&played.schema, &query).await["player"]["batting"], *line, "{player}");
        }
    }
}
