//! Listings, people and clubs of StatsAPI. A body's rows replace those of the same body, people or season.

use super::StageError;
use super::copy::{Tuples, copy, statement};
use crate::source::statsapi::{Field, Record, field, records};
use crate::source::{BodyKind, Cell};
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of a listing that are not fields of the record.
const LISTING_EXTRA: [&str; 4] = ["body_key", "listed_date", "is_final", "body_sha256"];

/// Replaces the listings of one schedule body. Returns the number of rows.
///
/// # Errors
/// A body that cannot be read, or the database.
pub async fn replace_schedule(
    conn: &mut PgConnection,
    key: &str,
    sha256: &str,
    body: &[u8],
) -> Result<u64, StageError> {
    // One day can list a game once; should it list it twice, the later record counts.
    let listings: BTreeMap<_, _> = records(BodyKind::Schedule, body)?
        .into_iter()
        .filter_map(|x| Some(((x.listed?, x.int("/gamePk")?), x)))
        .collect();
    let mut tuples = Tuples::default();
    for ((listed, _), record) in &listings {
        let fields = encode(&mut tuples, field::LISTING, LISTING_EXTRA.len(), record);
        let state = record.value.pointer("/status/codedGameState").and_then(serde_json::Value::as_str);
        fields.cell(Cell::Text(key.as_bytes()));
        fields.cell(Cell::Date(*listed));
        fields.cell(Cell::Bool(matches!(state, Some("F" | "O"))));
        fields.cell(Cell::Text(sha256.as_bytes()));
    }
    sqlx::query("DELETE FROM staging.statsapi_listing WHERE body_key = $1").bind(key).execute(&mut *conn).await?;
    let columns = names(field::LISTING).chain(LISTING_EXTRA);
    Ok(copy(conn, &statement("statsapi_listing", columns), &[&tuples.bytes]).await?)
}

/// Replaces the people of a body. Returns their ids. Of bodies that overlap, the one staged last counts: stage them in
/// the order they were received.
///
/// # Errors
/// A body that cannot be read, or the database.
pub async fn replace_people(conn: &mut PgConnection, body: &[u8]) -> Result<Vec<i32>, StageError> {
    let people: BTreeMap<_, _> =
        records(BodyKind::People, body)?.into_iter().filter_map(|x| Some((x.int("/id")?, x))).collect();
    let mut tuples = Tuples::default();
    for record in people.values() {
        encode(&mut tuples, field::PERSON, 0, record);
    }
    let ids: Vec<i32> = people.into_keys().collect();
    sqlx::query("DELETE FROM staging.statsapi_person WHERE id = ANY($1)").bind(&ids).execute(&mut *conn).await?;
    copy(conn, &statement("statsapi_person", names(field::PERSON)), &[&tuples.bytes]).await?;
    Ok(ids)
}

/// Replaces the clubs of the seasons a body speaks of. Returns the number of rows.
///
/// # Errors
/// A body that cannot be read, or the database.
pub async fn replace_teams(conn: &mut PgConnection, body: &[u8]) -> Result<u64, StageError> {
    let teams: BTreeMap<_, _> = records(BodyKind::Teams, body)?
        .into_iter()
        .filter_map(|x| Some(((x.int("/season")?, x.int("/id")?), x)))
        .collect();
    let mut tuples = Tuples::default();
    for record in teams.values() {
        encode(&mut tuples, field::TEAM, 0, record);
    }
    let seasons: Vec<i32> = teams.keys().map(|x| x.0).collect::<BTreeSet<_>>().into_iter().collect();
    sqlx::query("DELETE FROM staging.statsapi_team WHERE season = ANY($1)").bind(&seasons).execute(&mut *conn).await?;
    Ok(copy(conn, &statement("statsapi_team", names(field::TEAM)), &[&tuples.bytes]).await?)
}

fn names(fields: &'static [Field]) -> impl Iterator<Item = &'static str> {
    fields.iter().map(|x| x.column)
}

/// Writes a tuple of the fields of a record; the caller adds `more` cells. What cannot be read counts as missing; the
/// judge has noted it, and has refused a record that lacks what it needs.
fn encode<'a>(tuples: &'a mut Tuples, fields: &[Field], more: usize, record: &Record) -> &'a mut Tuples {
    tuples.begin((fields.len() + more) as i16);
    for field in fields {
        tuples.cell(field.read(&record.value).unwrap_or(Cell::Null));
    }
    tuples
}
