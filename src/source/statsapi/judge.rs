//! The records of a body, and whether it answers what was asked.

use super::vocabulary::{self, Drift};
use super::{field, month_key};
use crate::source::{BodyKind, BodyRequest, Cell, Context, Judgement, Refusal, VerdictCode, value};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;
use std::collections::{BTreeMap, BTreeSet};

/// One record: a listing, a person or a club.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The day of the schedule a listing stands under.
    pub listed: Option<NaiveDate>,
    /// The JSON object.
    pub value: Value,
}

impl Record {
    /// A whole number in the record, by JSON pointer.
    #[must_use]
    pub fn int(&self, pointer: &str) -> Option<i32> {
        match value::json(crate::source::Kind::Int4, self.value.pointer(pointer)) {
            Some(Cell::Int4(x)) => Some(x),
            _ => None,
        }
    }
}

/// The records of a body.
///
/// # Errors
/// A refusal where the body is not the JSON that was expected or a record lacks what every record has.
pub fn records(kind: BodyKind, body: &[u8]) -> Result<Vec<Record>, Refusal> {
    let mut json: Value = parse(body)?;
    let name = match kind {
        BodyKind::Schedule => "dates",
        BodyKind::Teams => "teams",
        _ => "people",
    };
    let Some(Value::Array(found)) = json.get_mut(name).map(Value::take) else { return Err(envelope(&json, name)) };
    let records: Vec<Record> = match kind {
        BodyKind::Schedule => listings(found)?,
        _ => found.into_iter().map(|value| Record { listed: None, value }).collect(),
    };
    for (at, record) in records.iter().enumerate() {
        for field in field::of(kind).iter().filter(|x| x.needed) {
            if matches!(field.read(&record.value), None | Some(Cell::Null)) {
                let id = record.int("/gamePk").or(record.int("/id")).map_or(String::new(), |x| format!(" (id {x})"));
                let detail = format!("record {at} of `{name}`{id} has no readable {}", field.pointer);
                return Err(Refusal::new(VerdictCode::BadValue, detail));
            }
        }
    }
    Ok(records)
}

/// Reads a body as JSON of some shape.
pub(super) fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
    match body.first() {
        None => Err(Refusal::new(VerdictCode::Empty, "the body has no bytes; ask again later")),
        Some(b'<') => Err(Refusal::new(VerdictCode::Html, "an HTML page instead of JSON; ask again later")),
        Some(_) => serde_json::from_slice(body).map_err(|e| match e.classify() {
            Category::Data => Refusal::new(VerdictCode::BadValue, format!("a member of another type: {e}")),
            _ => Refusal::new(VerdictCode::BadJson, format!("the body is no whole JSON: {e}; ask again")),
        }),
    }
}

/// Whether a body is an error message of the upstream's application, as opposed to one of what stands before it.
#[must_use]
pub fn is_envelope(body: &[u8]) -> bool {
    parse::<Value>(body).is_ok_and(|json| json.get("messageNumber").is_some())
}

fn said(json: &Value) -> Option<&str> {
    json.get("message").or_else(|| json.get("error")).and_then(Value::as_str)
}

/// A body without its collection: the upstream's error message, or something else.
fn envelope(json: &Value, name: &str) -> Refusal {
    match said(json) {
        Some(said) => Refusal::new(VerdictCode::ErrorEnvelope, format!("the upstream says: {said}")),
        None => Refusal::new(VerdictCode::BadJson, format!("the body has no list `{name}`; ask again")),
    }
}

fn listings(days: Vec<Value>) -> Result<Vec<Record>, Refusal> {
    let mut records = Vec::new();
    for mut day in days {
        let listed = day.get("date").and_then(Value::as_str).and_then(|x| x.parse().ok());
        let Some(listed) = listed else {
            return Err(Refusal::new(VerdictCode::BadValue, "a day of `dates` has no readable date"));
        };
        let Some(Value::Array(games)) = day.get_mut("games").map(Value::take) else { continue };
        records.extend(games.into_iter().map(|value| Record { listed: Some(listed), value }));
    }
    Ok(records)
}

/// The verdict on a body.
#[must_use]
pub fn judge(request: &BodyRequest, body: &[u8], context: &Context) -> Judgement {
    let records = match records(request.kind, body) {
        Ok(records) => records,
        Err(refusal) => return Judgement::refused(refusal),
    };
    let ids: BTreeSet<i32> = records.iter().filter_map(|x| x.int("/gamePk").or(x.int("/id"))).collect();
    let mut notes = unreadable(request.kind, &records);
    let answer = match request.kind {
        BodyKind::Schedule => schedule(request, &records),
        BodyKind::Teams => teams(request, &records, &mut notes),
        _ => people(request, &ids, &mut notes),
    };
    let before = context.rows_before.unwrap_or(0);
    let answer = answer.and_then(|detail| {
        if records.is_empty() && before > 0 {
            let detail = format!("no records, but the body accepted before had {before}; ask again");
            return Err(Refusal::new(VerdictCode::RowsMissing, detail));
        }
        Ok(detail)
    });
    let mut judgement = match answer {
        Ok(detail) => Judgement::accepted(detail, records.len()),
        Err(refusal) => Judgement::refused(refusal),
    };
    if request.kind == BodyKind::Schedule {
        judgement.games = ids.into_iter().collect();
        judgement.unknown_columns = unknown_words(&records);
    }
    judgement.notes = notes;
    judgement
}

fn schedule(request: &BodyRequest, records: &[Record]) -> Result<String, Refusal> {
    if let Some(other) = records.iter().filter_map(|x| x.listed).find(|x| month_key(*x) != request.key) {
        let detail = format!("listings of {other}, asked for {}: the filter was ignored; ask again", request.key);
        return Err(Refusal::new(VerdictCode::WrongDates, detail));
    }
    Ok(format!("{} listings", records.len()))
}

/// States and types of games that are in no vocabulary.
fn unknown_words(records: &[Record]) -> Vec<String> {
    let mut seen = Drift::default();
    for record in records {
        let text = |pointer| record.value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let (state, kind) = (text("/status/codedGameState"), text("/gameType"));
        seen.note("codedGameState", state, vocabulary::CODED_STATES.contains(&state));
        seen.note("gameType", kind, vocabulary::GAME_TYPES.contains(&kind));
    }
    seen.words()
}

fn teams(request: &BodyRequest, records: &[Record], notes: &mut Vec<String>) -> Result<String, Refusal> {
    if records.is_empty() {
        return Err(Refusal::new(VerdictCode::WrongAnswer, format!("no clubs in season {}", request.key)));
    }
    let seasons: BTreeSet<i32> = records.iter().filter_map(|x| x.int("/season")).collect();
    if seasons.iter().any(|x| x.to_string() != request.key) {
        notes.push(format!("asked for season {}, clubs are of {seasons:?} and are filed there", request.key));
    }
    Ok(format!("{} clubs", records.len()))
}

fn people(request: &BodyRequest, ids: &BTreeSet<i32>, notes: &mut Vec<String>) -> Result<String, Refusal> {
    let list = request.url.query_pairs().find(|x| x.0 == "personIds").map(|x| x.1.into_owned()).unwrap_or_default();
    let asked: BTreeSet<i32> = list.split(',').filter_map(|x| x.parse().ok()).collect();
    if let Some(other) = ids.difference(&asked).next() {
        let detail = format!("person {other} was not asked for: the filter was ignored; ask again");
        return Err(Refusal::new(VerdictCode::WrongAnswer, detail));
    }
    let unknown: Vec<_> = asked.difference(ids).map(i32::to_string).collect();
    if !unknown.is_empty() {
        notes.push(format!("the upstream knows no person {}", unknown.join(", ")));
    }
    Ok(format!("{} of {} people", ids.len(), asked.len()))
}

/// Optional fields that are there and cannot be read; they are stored as missing.
pub(super) fn unreadable(kind: BodyKind, records: &[Record]) -> Vec<String> {
    let mut found = BTreeMap::new();
    for record in records {
        for field in field::of(kind).iter().filter(|x| x.read(&record.value).is_none()) {
            *found.entry(field.pointer).or_insert(0) += 1;
        }
    }
    found
        .into_iter()
        .map(|(pointer, n)| format!("{pointer} of {n} records cannot be read and counts as missing"))
        .collect()
}
