//! Faults: what an upstream does when it misbehaves.

use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How an answer goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Mode {
    /// This status with an HTML body.
    Status(u16),
    /// An HTML error page with status 200.
    Html200,
    /// A CSV whose only column is `error`, status 200.
    ErrorCsv,
    /// The CSV header and no rows.
    HeaderOnly,
    /// Zero bytes, status 200.
    Empty200,
    /// The body cut in the middle of a row or of a zip; Content-Length agrees with what is sent.
    Truncate,
    /// A JSON body cut in half.
    BadJson,
    /// The connection is closed in the middle of the body.
    Reset,
    /// The body in pieces of 1 KiB, this far apart.
    Slow(Duration),
    /// No answer for this long, then the right one.
    Hang(Duration),
    /// Savant answers with another day's rows than asked.
    IgnoreFilter,
    /// A column is missing.
    DropColumn(String),
    /// An unknown column `brand_new_metric` is appended.
    AddColumn,
    /// The columns in another order.
    ShuffleColumns,
    /// Missing values spelled `null`.
    NullWord,
    /// Every row twice.
    DuplicateRows,
    /// Every n-th row is missing.
    DropRows(usize),
    /// All rows of one game are missing; the game is missing in its event file.
    DropGame(i32),
    /// Every n-th single becomes an error: a scoring change.
    Restate(usize),
    /// A live feed shows its game in progress, the last plays not yet there.
    Live,
    /// A live feed shows its game as not begun.
    Preview,
    /// The live feed of another game than asked.
    WrongGame,
    /// A live feed lacks one play; the first game of each event file lacks one.
    DropPlay,
    /// A play of the first game of each event file is no play.
    BadLine,
    /// A zip of event files without event files.
    NoFiles,
    /// The header of another time: 89, 92, 94, 112, 113, 118 or 119 columns.
    Era(u16),
}

/// A rule: which requests go wrong, how, and how many times.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Part of the path and query; empty matches every request.
    pub matching: String,
    /// What goes wrong.
    pub mode: Mode,
    /// How many answers; `None` = until cleared.
    pub times: Option<u32>,
    /// `Retry-After` of a [`Mode::Status`], seconds or an HTTP date.
    pub retry_after: Option<String>,
}

impl Fault {
    /// Every answer to a matching request goes wrong, until cleared.
    #[must_use]
    pub fn new(matching: impl Into<String>, mode: Mode) -> Self {
        Self { matching: matching.into(), mode, times: None, retry_after: None }
    }

    /// Only so many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// With a `Retry-After` header.
    #[must_use]
    pub fn retry_after(mut self, value: impl ToString) -> Self {
        self.retry_after = Some(value.to_string());
        self
    }
}

/// The rules in force; clones share them, so a test keeps one and changes it while the origin serves.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Fault>>>);

impl Faults {
    /// No faults.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a rule after those in force; the first that matches a request decides.
    pub fn add(&self, fault: Fault) {
        self.lock().push(fault);
    }

    /// Takes all rules away.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The first rule for this request, counted as used.
    pub(super) fn take(&self, path_and_query: &str) -> Option<Fault> {
        let mut rules = self.lock();
        let rule = rules
            .iter_mut()
            .find(|rule| path_and_query.contains(&rule.matching) && rule.times.is_none_or(|left| left > 0))?;
        if let Some(left) = &mut rule.times {
            *left -= 1;
        }
        Some(rule.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A rule as `POST /__faults` takes it.
#[derive(Debug, Deserialize)]
pub(super) struct FaultRequest {
    #[serde(default, rename = "match")]
    matching: String,
    mode: String,
    times: Option<u32>,
    retry_after: Option<serde_json::Value>,
    delay: Option<f64>,
    nth: Option<usize>,
    column: Option<String>,
    game_pk: Option<i32>,
}

impl FaultRequest {
    /// The rule; `None` for a mode that does not exist.
    pub(super) fn rule(self) -> Option<Fault> {
        let delay = |default: f64| Duration::from_secs_f64(self.delay.unwrap_or(default).clamp(0.0, 3600.0));
        let mode = match self.mode.as_str() {
            "html_200" => Mode::Html200,
            "error_csv" => Mode::ErrorCsv,
            "header_only" => Mode::HeaderOnly,
            "empty_200" => Mode::Empty200,
            "truncate" => Mode::Truncate,
            "bad_json" => Mode::BadJson,
            "reset" => Mode::Reset,
            "slow" => Mode::Slow(delay(0.2)),
            "hang" => Mode::Hang(delay(30.0)),
            "ignore_filter" => Mode::IgnoreFilter,
            "drop_column" => Mode::DropColumn(self.column.clone().unwrap_or_default()),
            "add_column" => Mode::AddColumn,
            "shuffle_columns" => Mode::ShuffleColumns,
            "null_word" => Mode::NullWord,
            "duplicate_rows" => Mode::DuplicateRows,
            "drop_rows" => Mode::DropRows(self.nth.unwrap_or(10)),
            "drop_game" => Mode::DropGame(self.game_pk.unwrap_or_default()),
            "live" => Mode::Live,
            "preview" => Mode::Preview,
            "wrong_game" => Mode::WrongGame,
            "drop_play" => Mode::DropPlay,
            "bad_line" => Mode::BadLine,
            "no_files" => Mode::NoFiles,
            "restate" => Mode::Restate(self.nth.unwrap_or(10)),
            other => match (other.strip_prefix("http_"), other.strip_prefix("era_")) {
                (Some(status), _) => Mode::Status(status.parse().ok()?),
                (_, Some(columns)) => Mode::Era(columns.parse().ok()?),
                _ => return None,
            },
        };
        let retry_after = self.retry_after.map(|value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        });
        Some(Fault { matching: self.matching, mode, times: self.times, retry_after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_matching_rule_decides_until_it_is_used_up() {
        let faults = Faults::none();
        faults.add(Fault::new("/statcast", Mode::Html200).times(1));
        faults.add(Fault::new("", Mode::Empty200));
        assert_eq!(faults.take("/statcast_search").map(|fault| fault.mode), Some(Mode::Html200));
        assert_eq!(faults.take("/statcast_search").map(|fault| fault.mode), Some(Mode::Empty200));
        faults.clear();
        assert_eq!(faults.take("/statcast_search"), None);
    }

    #[test]
    fn rules_are_read_from_json() {
        let read = |text: &str| serde_json::from_str::<FaultRequest>(text).unwrap().rule();
        let rule = read(r#"{"match": "/api", "mode": "http_503", "times": 2, "retry_after": 1}"#).unwrap();
        assert_eq!(rule, Fault::new("/api", Mode::Status(503)).times(2).retry_after(1));
        assert_eq!(read(r#"{"mode": "era_89"}"#).unwrap().mode, Mode::Era(89));
        assert_eq!(read(r#"{"mode": "unheard_of"}"#), None);
    }
}
