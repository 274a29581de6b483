//! The checked-in schema is the schema of the program.

use crate::api::{ask, schema_over};
use crate::support::TestDb;
use crate::support::database::root;

#[test]
fn schema_graphql_is_what_the_program_prints() {
    let path = root().join("schema.graphql");
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    let printed = scorebook::graphql::sdl();
    assert!(checked_in == printed, "schema.graphql is out of date: run `make schema`");
}

#[tokio::test]
async fn everything_in_the_schema_is_described() {
    const QUERY: &str = "{ __schema { types { name description fields(includeDeprecated: true) { name description \
        args { name description } } inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";
    let test = TestDb::new().await;
    let answer = ask(&schema_over(&test.db).await, QUERY).await;
    let mut bare = Vec::new();
    for ty in answer["__schema"]["types"].as_array().unwrap() {
        let name = ty["name"].as_str().unwrap();
        // What Relay and the specification define themselves.
        let is_standard = name.starts_with("__")
            || name.ends_with("Connection")
            || name.ends_with("Edge")
            || ["PageInfo", "ID", "Int", "Float", "String", "Boolean"].contains(&name);
        if is_standard {
            continue;
        }
        let mut check = |what: String, item: &serde_json::Value| {
            if item["description"].as_str().unwrap_or_default().is_empty() {
                bare.push(what);
            }
        };
        check(name.to_owned(), ty);
        for kind in ["fields", "inputFields", "enumValues"] {
            for member in ty[kind].as_array().into_iter().flatten() {
                let what = format!("{name}.{}", member["name"].as_str().unwrap());
                check(what.clone(), member);
                for arg in member["args"].as_array().into_iter().flatten() {
                    check(format!("{what}({})", arg["name"].as_str().unwrap()), arg);
                }
            }
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}

#[tokio::test]
async fn the_tables_have_a_column_for_every_counter_and_no_other() {
    let test = TestDb::new().await;
    for table in ["play", "batting_game", "pitching_game"] {
        let columns: Vec<String> = sqlx::query_scalar(
            "select column_name::text from information_schema.columns where table_name = $1 order by ordinal_position",
        )
        .bind(table)
        .fetch_all(&test.db.pool)
        .await
        .unwrap();
        let counters: Vec<&str> = scorebook::stat::COUNTERS.iter().map(|counter| counter.column).collect();
        let first = columns.iter().position(|column| column == counters[0]).unwrap();
        assert_eq!(columns[first..], counters, "{table}");
    }
}
