//! The checked-in schema is the schema of the program.

use crate::support::database::root;

#[test]
fn schema_graphql_is_what_the_program_prints() {
    let path = root().join("schema.graphql");
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    let printed = scorebook::graphql::sdl();
    assert!(checked_in == printed, "schema.graphql is out of date: run `make schema`");
}

#[test]
fn everything_in_the_schema_is_described() {
    let sdl = scorebook::graphql::sdl();
    let lines: Vec<&str> = sdl.lines().collect();
    let mut bare = Vec::new();
    let mut owner = "";
    for (n, line) in lines.iter().enumerate() {
        let text = line.trim();
        if ["type ", "enum ", "input ", "interface ", "scalar "].iter().any(|word| line.starts_with(word)) {
            owner = text;
        }
        let is_member = line.starts_with('\t') && !text.starts_with('"') && !text.is_empty() && !owner.starts_with("schema");
        let in_text = lines[..n].iter().filter(|l| l.trim() == "\"\"\"").count() % 2 == 1;
        let is_described = n > 0 && lines[n - 1].trim().ends_with("\"\"\"");
        // Relay's own types are described by their specification.
        let is_relay = owner.contains("Connection") || owner.contains("Edge") || owner.contains("PageInfo");
        if is_member && !in_text && !is_described && !is_relay && !text.starts_with('@') {
            bare.push(format!("{owner} {text}"));
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}
