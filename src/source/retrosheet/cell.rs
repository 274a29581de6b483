//! The cells of one line, and what can stand in them.

use chrono::{NaiveDate, NaiveTime};

use super::id::{RetroId, TeamCode};
use crate::scoring::account::{Hand, Side};

/// What was expected where something else stood.
pub(super) type Wrong = String;

/// Longest piece of a line that an error quotes.
const QUOTED: usize = 40;

/// The cells of a line from left to right. Nothing is copied: a quoted cell is what stands between its quotes.
#[derive(Debug, Clone)]
pub(super) struct Cells<'t> {
    rest: Option<&'t str>,
    open_quote: bool,
}

impl<'t> Cells<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        Self { rest: Some(line), open_quote: false }
    }

    /// Everything that was not read yet, as it stands.
    pub(super) fn rest(self) -> &'t str {
        self.rest.unwrap_or_default()
    }

    /// The next cell, which must be there.
    pub(super) fn need(&mut self, expected: &str) -> Result<&'t str, Wrong> {
        self.next().ok_or_else(|| format!("expected {expected}, found the end of the line"))
    }

    /// The next cell read by `read`, which must succeed.
    pub(super) fn read<T>(&mut self, expected: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Wrong> {
        let cell = self.need(expected)?;
        read(cell).ok_or_else(|| wrong(expected, cell))
    }

    pub(super) fn person(&mut self) -> Result<RetroId, Wrong> {
        self.read("a person's id like escoa003", |x| x.parse().ok())
    }

    pub(super) fn side(&mut self) -> Result<Side, Wrong> {
        self.read("a team, 0 or 1", |x| match x {
            "0" => Some(Side::Away),
            "1" => Some(Side::Home),
            _ => None,
        })
    }

    pub(super) fn hand(&mut self) -> Result<Hand, Wrong> {
        self.read("a hand, L or R", |x| match x {
            "L" => Some(Hand::Left),
            "R" => Some(Hand::Right),
            _ => None,
        })
    }

    /// A number from `least` to `most`.
    pub(super) fn number(&mut self, expected: &str, least: u8, most: u8) -> Result<u8, Wrong> {
        self.read(expected, |x| small(x).filter(|x| (least..=most).contains(x)))
    }

    /// A count, none where it is unknown: blank or negative.
    pub(super) fn counter(&mut self, expected: &str) -> Result<Option<i16>, Wrong> {
        match self.next() {
            None | Some("") => Ok(None),
            Some(cell) => count(cell).ok_or_else(|| wrong(expected, cell)),
        }
    }

    /// As many counts as there is place for; those the line does not have are unknown.
    pub(super) fn counters<const N: usize>(&mut self) -> Result<[Option<i16>; N], Wrong> {
        let mut counts = [None; N];
        for place in &mut counts {
            *place = self.counter("a number, or -1 where it is unknown")?;
        }
        Ok(counts)
    }

    /// The line is over; empty cells may follow.
    pub(super) fn end(mut self) -> Result<(), Wrong> {
        let more = self.find(|x| !x.is_empty());
        if self.open_quote {
            return Err("expected a quote at the end of the quoted text, found the end of the line".to_owned());
        }
        more.map_or(Ok(()), |cell| Err(wrong("the end of the line", cell)))
    }
}

impl<'t> Iterator for Cells<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let line = self.rest?;
        if let Some(quoted) = line.strip_prefix('"') {
            // A quote ends the cell where a comma or nothing follows; others belong to nicknames.
            let mut quotes = quoted.match_indices('"').map(|(at, _)| at);
            let end = quotes.find(|at| matches!(quoted.as_bytes().get(at + 1), None | Some(b',')));
            self.open_quote |= end.is_none();
            let cell = &quoted[..end.unwrap_or(quoted.len())];
            self.rest = end.and_then(|at| quoted.get(at + 2..));
            return Some(cell);
        }
        let comma = line.as_bytes().iter().position(|x| *x == b',');
        self.rest = comma.map(|at| &line[at + 1..]);
        Some(&line[..comma.unwrap_or(line.len())])
    }
}

/// Expected one thing, found another.
pub(super) fn wrong(expected: &str, found: &str) -> Wrong {
    match found.char_indices().nth(QUOTED) {
        _ if found.is_empty() => format!("expected {expected}, found nothing"),
        None => format!("expected {expected}, found {found:?}"),
        Some((end, _)) => format!("expected {expected}, found {:?}...", &found[..end]),
    }
}

/// A number of one or two digits, by far the most of them.
fn small(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [a] if a.is_ascii_digit() => Some(a - b'0'),
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Some((a - b'0') * 10 + (b - b'0')),
        _ => None,
    }
}

/// A count; the inner none where it is unknown.
pub(super) fn count(text: &str) -> Option<Option<i16>> {
    match text {
        "" | "?" | "x" | "X" => Some(None),
        // Nobody counts further in a game; what is added up stays within its columns.
        _ => text.parse::<i16>().ok().filter(|x| *x <= 999).map(|x| (x >= 0).then_some(x)),
    }
}

/// A club.
pub(super) fn team(text: &str) -> Option<TeamCode> {
    text.parse().ok()
}

/// A day, as `2015/04/10`.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let is_day = text.len() == 10 && text.bytes().all(|x| x.is_ascii_digit() || x == b'/');
    is_day.then(|| NaiveDate::parse_from_str(text, "%Y/%m/%d").ok()).flatten()
}

/// A time, as `7:12PM`; the inner none for `0:00PM`, which stands where it is unknown.
pub(super) fn time(text: &str) -> Option<Option<NaiveTime>> {
    let (clock, afternoon) = match text.get(text.len().saturating_sub(2)..) {
        Some("PM" | "pm") => (&text[..text.len() - 2], Some(true)),
        Some("AM" | "am") => (&text[..text.len() - 2], Some(false)),
        _ => (text, None),
    };
    let (hour, minute) = clock.trim_end().split_once(':')?;
    let (hour, minute) = (small(hour)?, small(minute)?);
    let hour = match (hour, afternoon) {
        (0, _) if minute == 0 => return Some(None),
        (12, Some(false)) => 0,
        (1..=11, Some(true)) => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour.into(), minute.into(), 0).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<&str> {
        Cells::of(line).collect()
    }

    #[test]
    fn a_line_falls_into_its_cells() {
        assert_eq!(cells("play,1,0,escoa003,22,,63/G"), ["play", "1", "0", "escoa003", "22", "", "63/G"]);
        assert_eq!(cells("start,a,\"Griffey, Jr.\",0"), ["start", "a", "Griffey, Jr.", "0"]);
        assert_eq!(cells("x,\"John \"Chief\" Doe\",1"), ["x", "John \"Chief\" Doe", "1"]);
        assert_eq!(cells("x,\"\","), ["x", "", ""]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn a_line_must_end_where_its_cells_do() {
        assert!(Cells::of(",,").end().is_ok());
        assert_eq!(Cells::of(",x").end().unwrap_err(), "expected the end of the line, found \"x\"");
        assert!(Cells::of("\"open").end().unwrap_err().contains("quote"));
    }

    #[test]
    fn times_and_days_are_read() {
        let at = |hour, minute| Some(NaiveTime::from_hms_opt(hour, minute, 0));
        assert_eq!(time("7:12PM"), at(19, 12));
        assert_eq!(time("12:05PM"), at(12, 5));
        assert_eq!(time("12:05AM"), at(0, 5));
        assert_eq!(time("11:00AM"), at(11, 0));
        assert_eq!(time("0:00PM"), Some(None));
        for bad in ["", "PM", "é", "7PM", "25:00", "7:99PM", "seven"] {
            assert_eq!(time(bad), None, "{bad}");
        }
        assert_eq!(day("2015/04/10"), NaiveDate::from_ymd_opt(2015, 4, 10));
        assert_eq!(day("2015/4/10"), None);
        assert_eq!(day("2015/02/30"), None);
    }
}
