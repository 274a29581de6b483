//! The header of a body: where each column of the table stands, what is unknown, what is missing.

use super::column::{self, Column, Need};
use super::read::refuse;
use crate::source::{Kind, Refusal, VerdictCode};
use csv::ByteRecord;
use std::collections::HashMap;

/// Where the columns of the table stand in the body.
pub(super) struct Header {
    pub(super) width: usize,
    pub(super) columns: Vec<String>,
    pub(super) unknown: Vec<String>,
    /// Column and place, in table order: stable, then volatile.
    pub(super) plan: Vec<(&'static Column, Option<usize>)>,
    pub(super) stable: usize,
    /// Name as a JSON key with its colon, and place, of what goes into `extra` when it has a value.
    pub(super) extra: Vec<(Vec<u8>, usize)>,
    missing: Vec<&'static str>,
    pub(super) is_error: bool,
    places: HashMap<String, usize>,
}

impl Header {
    /// Reads the first record.
    pub(super) fn bind(record: &ByteRecord) -> Result<Self, Refusal> {
        let (mut columns, mut unknown, mut extra) = (Vec::new(), Vec::new(), Vec::new());
        let mut places = HashMap::new();
        for (place, raw) in record.iter().enumerate() {
            let name = String::from_utf8_lossy(raw).trim().to_owned();
            // Older headers have `pitcher` and `fielder_2` twice, with the same id in both copies: the first counts.
            if places.contains_key(&name) || column::is_renamed_duplicate(&name) {
                continue;
            }
            let known = column::find(&name);
            if known.is_none() {
                unknown.push(name.clone());
            }
            if known.is_none_or(|x| x.kind == Kind::Retired) {
                let key =
                    serde_json::to_string(&name).map_err(|e| Refusal::new(VerdictCode::NotATable, e.to_string()))?;
                extra.push((format!("{key}:").into_bytes(), place));
            }
            columns.push(name.clone());
            places.insert(name, place);
        }
        let place = |x: &&'static Column| (*x, places.get(x.name).copied());
        let stable = column::STABLE.len();
        let volatile = column::VOLATILE.iter().filter_map(|x| column::find(x));
        let plan = column::STABLE.iter().map(place).chain(volatile.map(|x| place(&x))).collect();
        let missing = column::COLUMNS
            .iter()
            .filter(|x| x.need != Need::Optional && !places.contains_key(x.name))
            .map(|x| x.name)
            .collect();
        let is_error = columns.len() == 1 && columns[0].eq_ignore_ascii_case("error");
        Ok(Self { width: record.len(), columns, unknown, plan, stable, extra, missing, is_error, places })
    }

    /// Refuses a header that lacks a core column.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.missing.is_empty() {
            return Ok(());
        }
        if column::COLUMNS.iter().all(|x| x.need != Need::Key || !self.places.contains_key(x.name)) {
            let begin: String = self.columns.join(",").chars().take(120).collect();
            return refuse(VerdictCode::NotATable, format!("not a table of pitches; it begins with {begin:?}"));
        }
        let names = self.missing.join(", ");
        let detail = format!("the header has no {names}; the upstream changed its format or sent a part of it");
        refuse(VerdictCode::MissingCoreColumn, detail)
    }

    /// The place of a core column.
    pub(super) fn place(&self, name: &str) -> usize {
        // `check` has made sure that every core column has a place.
        self.places.get(name).copied().unwrap_or(usize::MAX)
    }
}
