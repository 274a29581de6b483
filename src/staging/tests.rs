//! The migration's tables have the columns that are copied, with their types.

use crate::source::Kind::{self, Bool, Date, Int4, Text};
use crate::source::register::{NAMES, PEOPLE};
use crate::source::statsapi::field::{LISTING, PERSON, TEAM};
use std::collections::BTreeMap;

const DDL: &str = include_str!("../../migration/src/sql/0002_staging.sql");

/// Names and types of the columns of a table, as the migration writes them.
fn table(name: &str) -> BTreeMap<String, String> {
    let (_, rest) = DDL.split_once(&format!("CREATE TABLE staging.{name} (")).unwrap();
    let (body, _) = rest.split_once("\n);").unwrap();
    let columns = body.lines().map(str::trim).filter(|x| !x.is_empty() && !x.starts_with("PRIMARY KEY"));
    columns
        .map(|x| {
            let mut words = x.split_whitespace().map(|x| x.trim_end_matches(','));
            (words.next().unwrap().to_owned(), words.next().unwrap().to_owned())
        })
        .collect()
}

fn copied(columns: impl Iterator<Item = (&'static str, Kind)>) -> BTreeMap<String, String> {
    columns.map(|(name, kind)| (name.to_owned(), kind.sql_type().unwrap().to_owned())).collect()
}

#[test]
fn the_tables_are_what_is_copied() {
    let more = [("body_key", Text), ("listed_date", Date), ("is_final", Bool), ("body_sha256", Text)];
    let listing = LISTING.iter().map(|x| (x.column, x.kind)).chain(more);
    assert_eq!(table("statsapi_listing"), copied(listing));
    assert_eq!(table("statsapi_person"), copied(PERSON.iter().map(|x| (x.column, x.kind))));
    assert_eq!(table("statsapi_team"), copied(TEAM.iter().map(|x| (x.column, x.kind))));
    assert_eq!(table("register_person"), copied(PEOPLE.iter().map(|x| (x.name, x.kind))));
    let names = NAMES.iter().map(|x| (x.name, x.kind)).chain([("line", Int4)]);
    assert_eq!(table("register_name"), copied(names));
}
