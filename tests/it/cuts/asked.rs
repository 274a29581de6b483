//! The same through the API: a row of a split is the line under the filter of its value, as both are written there.

use scorebook::stat::{DIMENSIONS, Dimension, Role};
use serde_json::Value;

use super::{Told, simulated};
use crate::api::{ask, schema_over};

const FIELDS: &str = "plateAppearances hits walks strikeouts homeRuns statcastPitches: pitches swings whiffs";

/// Values of a split that are asked for again.
const VALUES: usize = 9;

/// The filter of a value; none of a number nobody told, which no number says.
fn filter(dimension: &Dimension, value: &str) -> Option<String> {
    let (field, of, _) = dimension.filter;
    let literal = match of.trim_matches(['[', ']', '!']) {
        "Int" if value == "UNKNOWN" => return None,
        "String" | "ID" | "Date" => format!("{value:?}"),
        kind if kind.ends_with("Key") => format!("{{mlbamId: {value}}}"),
        _ => value.to_owned(),
    };
    Some(if of.starts_with('[') { format!("{{{field}: [{literal}]}}") } else { format!("{{{field}: {literal}}}") })
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_the_api_are_the_lines_of_its_filters() {
    let (_sim, crawl, year) = simulated(true).await;
    let told = Told::read(&crawl.db, year).await;
    let schema = schema_over(&crawl.db).await;
    let mut compared = 0;
    for (role, field) in [(Role::Batting, "batting"), (Role::Pitching, "pitching")] {
        let fields = if role == Role::Batting {
            FIELDS.to_owned()
        } else {
            FIELDS.replacen("plateAppearances", "battersFaced", 1)
        };
        let player = told.players(role, 1, 0)[0];
        for dimension in DIMENSIONS {
            let of = |what: &str| format!("{{ player(by: {{mlbamId: {player}}}) {{ {what} }} }}");
            let split = format!("{field}Splits(by: [{}]) {{ key {{ value }} line {{ {fields} }} }}", dimension.name);
            let answer = ask(&schema, &of(&split)).await;
            let rows = answer["player"][format!("{field}Splits")].as_array().unwrap();
            assert!(!rows.is_empty(), "{field} by {}", dimension.name);
            let rows: Vec<(&Value, String)> = rows
                .iter()
                .filter_map(|row| Some((&row["line"], filter(dimension, row["key"][0]["value"].as_str()?)?)))
                .take(VALUES)
                .collect();
            let lines = rows.iter().enumerate();
            let lines: Vec<String> =
                lines.map(|(n, (_, filter))| format!("l{n}: {field}(where: {filter}) {{ {fields} }}")).collect();
            if lines.is_empty() {
                continue;
            }
            let answer = ask(&schema, &of(&lines.join(" "))).await;
            for (n, (row, filter)) in rows.iter().enumerate() {
                assert_eq!(&&answer["player"][format!("l{n}")], row, "{field} {filter}");
                compared += 1;
            }
        }
    }
    eprintln!("API: {compared} rows are the lines of their filters");
    assert!(compared > 300);
}
