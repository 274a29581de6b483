//! The columns that are kept, the reader, and the verdict.

use crate::source::Kind::{self, Int2, Int4, Name};
use crate::source::{BodyKind, BodyRequest, Cell, Context, Judgement, Refusal, VerdictCode, value};
use csv::{ByteRecord, ReaderBuilder};
use std::collections::HashSet;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the table.
    pub name: &'static str,
    /// Its name in the header.
    pub upstream: &'static str,
    /// How it is stored.
    pub kind: Kind,
}

const fn same(name: &'static str, kind: Kind) -> Column {
    Column { name, upstream: name, kind }
}

const fn named(name: &'static str, upstream: &'static str) -> Column {
    Column { name, upstream, kind: Name }
}

/// Columns of a person. Ids of other sports, and college, managing and umpiring years stay in the lake.
pub const PEOPLE: &[Column] = &[
    same("key_uuid", Name),
    same("key_person", Name),
    same("key_mlbam", Int4),
    same("key_retro", Name),
    same("key_bbref", Name),
    same("key_bbref_minors", Name),
    same("key_fangraphs", Name),
    same("key_npb", Name),
    same("key_wikidata", Name),
    same("name_last", Name),
    same("name_first", Name),
    same("name_given", Name),
    same("name_suffix", Name),
    same("name_matrilineal", Name),
    same("name_nick", Name),
    same("birth_year", Int2),
    same("birth_month", Int2),
    same("birth_day", Int2),
    same("death_year", Int2),
    same("death_month", Int2),
    same("death_day", Int2),
    same("pro_played_first", Int2),
    same("pro_played_last", Int2),
    same("mlb_played_first", Int2),
    same("mlb_played_last", Int2),
];

/// Columns of another name of a person.
pub const NAMES: &[Column] = &[
    same("key_person", Name),
    named("name_type", "altname_type"),
    named("language", "altname_lang"),
    named("name_last", "altname_last"),
    named("name_first", "altname_first"),
    named("name_given", "altname_given"),
    named("matrilineal", "altname_matrilineal"),
    named("name_nick", "altname_nick"),
];

/// A shard may lose a tenth of its records from one release to the next: people are merged and removed, but not so many.
const LEAST_KEPT: f64 = 0.9;

/// Takes the cells of each record in the order of its columns.
pub trait RecordSink {
    /// A record begins: its place in the file, from 1.
    fn begin(&mut self, number: i32);
    /// The next cell.
    fn cell(&mut self, cell: Cell<'_>);
}

/// What a body says of itself.
#[derive(Debug)]
struct Facts {
    records: usize,
    columns: Vec<String>,
    /// First cells that are missing, stand twice or belong to another shard.
    odd_key: Option<String>,
}

/// Reads a body into a sink. Returns the number of records.
///
/// # Errors
/// A refusal with line and column where the body is not the table expected or a value cannot be read.
pub fn read(kind: BodyKind, body: &[u8], sink: &mut impl RecordSink) -> Result<usize, Refusal> {
    pass(kind, "", body, sink).map(|x| x.records)
}

fn pass(kind: BodyKind, shard: &str, body: &[u8], sink: &mut impl RecordSink) -> Result<Facts, Refusal> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match body.trim_ascii_start().first() {
        None => return Err(Refusal::new(VerdictCode::Empty, "the body has no bytes; ask again later")),
        Some(b'<') => return Err(Refusal::new(VerdictCode::Html, "an HTML page instead of CSV; ask again later")),
        Some(_) => {}
    }
    if std::str::from_utf8(body).is_err() || body.contains(&0) {
        return Err(Refusal::new(VerdictCode::BadValue, "the body is not UTF-8 text"));
    }
    if body.iter().filter(|x| **x == b'"').count() % 2 == 1 {
        return Err(Refusal::new(VerdictCode::Truncated, "the body ends inside a quoted cell; ask again"));
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body);
    let mut record = ByteRecord::new();
    let broken = |e: csv::Error| Refusal::new(VerdictCode::NotATable, e.to_string());
    reader.read_byte_record(&mut record).map_err(broken)?;
    let header: Vec<_> = record.iter().map(|x| String::from_utf8_lossy(x).trim().to_owned()).collect();
    let table = if kind == BodyKind::RegisterNames { NAMES } else { PEOPLE };
    let plan = bind(&header, table)?;
    let mut facts = Facts { records: 0, columns: header, odd_key: None };
    let mut keys = HashSet::new();
    while reader.read_byte_record(&mut record).map_err(broken)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != facts.columns.len() {
            let cut = reader.is_done() || body[reader.position().byte() as usize..].trim_ascii().is_empty();
            let code = if cut { VerdictCode::Truncated } else { VerdictCode::WrongWidth };
            let detail = format!("line {line} has {} of {} cells; ask again", record.len(), facts.columns.len());
            return Err(Refusal::new(code, detail));
        }
        facts.records += 1;
        sink.begin(i32::try_from(facts.records).unwrap_or(i32::MAX));
        for (column, place) in table.iter().zip(&plan) {
            let raw = &record[*place];
            let cell = value::cell(column.kind, raw).ok_or_else(|| {
                let (name, raw) = (column.upstream, String::from_utf8_lossy(raw));
                let detail = format!("line {line}, column {name}: cannot read {raw:?} as {:?}", column.kind);
                Refusal::new(VerdictCode::BadValue, detail)
            })?;
            sink.cell(cell);
        }
        let key = &record[plan[0]];
        let unique = kind == BodyKind::RegisterNames || keys.insert(key.to_vec());
        if facts.odd_key.is_none() && (key.is_empty() || !unique || !key.starts_with(shard.as_bytes())) {
            let key = String::from_utf8_lossy(key);
            facts.odd_key =
                Some(format!("line {line}: the key {key:?} is missing, stands twice or is of another shard"));
        }
    }
    Ok(facts)
}

/// Where the columns stand in the body.
fn bind(header: &[String], table: &[Column]) -> Result<Vec<usize>, Refusal> {
    let place = |x: &Column| header.iter().position(|name| name == x.upstream);
    let missing: Vec<_> = table.iter().filter(|x| place(x).is_none()).map(|x| x.upstream).collect();
    if missing.len() == table.len() {
        return Err(Refusal::new(VerdictCode::NotATable, "not a table of the register; ask again"));
    }
    if !missing.is_empty() {
        let detail = format!("the header has no {}; the upstream changed its format", missing.join(", "));
        return Err(Refusal::new(VerdictCode::MissingCoreColumn, detail));
    }
    Ok(table.iter().filter_map(place).collect())
}

/// The verdict on a body.
#[must_use]
pub fn judge(request: &BodyRequest, body: &[u8], context: &Context) -> Judgement {
    let shard = if request.kind == BodyKind::RegisterPeople { request.key.as_str() } else { "" };
    let facts = match pass(request.kind, shard, body, &mut Discard) {
        Ok(facts) => facts,
        Err(refusal) => return Judgement::refused(refusal),
    };
    let records = facts.records;
    let before = context.rows_before.unwrap_or(0);
    let mut judgement = if let Some(odd) = facts.odd_key {
        Judgement::refused(Refusal::new(VerdictCode::WrongAnswer, odd))
    } else if records == 0 {
        Judgement::refused(Refusal::new(VerdictCode::HeaderOnly, "a header and no records; ask again"))
    } else if (records as f64) < f64::from(before) * LEAST_KEPT {
        let detail = format!("{records} records, but the body accepted before had {before}; ask again");
        Judgement::refused(Refusal::new(VerdictCode::RowsMissing, detail))
    } else {
        Judgement::accepted(format!("{records} records"), records)
    };
    judgement.rows = i32::try_from(records).unwrap_or(i32::MAX);
    judgement.columns = facts.columns;
    judgement
}

/// Reading for the verdict alone.
struct Discard;

impl RecordSink for Discard {
    fn begin(&mut self, _: i32) {}
    fn cell(&mut self, _: Cell<'_>) {}
}
