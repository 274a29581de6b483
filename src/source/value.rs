//! Values of the upstreams as typed cells. A float is the one nearest to the decimal as written.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// How a value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `smallint`.
    Int2,
    /// `integer`.
    Int4,
    /// `real`, the float nearest to the decimal as written.
    Real,
    /// `boolean`.
    Bool,
    /// `date`.
    Date,
    /// `timestamptz`.
    Instant,
    /// `text`.
    Text,
    /// `text` in which the words that mean missing elsewhere are names.
    Name,
    /// Always empty upstream: not stored.
    Retired,
}

impl Kind {
    /// SQL type of a stored kind, as the migrations write it.
    #[must_use]
    pub const fn sql_type(self) -> Option<&'static str> {
        match self {
            Self::Int2 => Some("smallint"),
            Self::Int4 => Some("integer"),
            Self::Real => Some("real"),
            Self::Bool => Some("boolean"),
            Self::Date => Some("date"),
            Self::Instant => Some("timestamptz"),
            Self::Text | Self::Name => Some("text"),
            Self::Retired => None,
        }
    }
}

/// One typed cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Missing.
    Null,
    /// A count or code number.
    Int2(i16),
    /// An id.
    Int4(i32),
    /// A measure.
    Real(f32),
    /// Yes or no.
    Bool(bool),
    /// A date.
    Date(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
    /// Text, valid UTF-8.
    Text(&'a [u8]),
    /// Numbers.
    Int2s(&'a [i16]),
    /// Numbers, some of them missing.
    Int2Options(&'a [Option<i16>]),
    /// Ids.
    Int4s(&'a [i32]),
    /// Texts.
    Texts(&'a [String]),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// Whether a cell is missing: empty, the word `null` of bodies to about 2021, or the `NA` of files saved by R.
#[inline]
pub fn is_null(raw: &[u8]) -> bool {
    matches!(raw, b"" | b"null" | b"NA")
}

/// A cell as its column's type; `None` if it cannot be read as that.
#[inline]
pub fn cell(kind: Kind, raw: &[u8]) -> Option<Cell<'_>> {
    if raw.is_empty() || (kind != Kind::Name && is_null(raw)) {
        return Some(Cell::Null);
    }
    match kind {
        Kind::Int2 => int(raw).and_then(|x| i16::try_from(x).ok()).map(Cell::Int2),
        Kind::Int4 => int(raw).map(Cell::Int4),
        Kind::Real => real(raw).map(Cell::Real),
        Kind::Date => date(raw).map(Cell::Date),
        Kind::Bool | Kind::Instant => json_text(kind, std::str::from_utf8(raw).ok()?),
        Kind::Text | Kind::Name | Kind::Retired => Some(Cell::Text(raw)),
    }
}

/// An integer, also as `82.0` or `6e+05`.
#[inline]
pub fn int(raw: &[u8]) -> Option<i32> {
    let (negative, digits) = sign(raw);
    if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return whole(raw);
    }
    let n = digits.iter().fold(0, |n, d| n * 10 + i32::from(d - b'0'));
    Some(if negative { -n } else { n })
}

/// The rarer spellings of an integer.
#[cold]
fn whole(raw: &[u8]) -> Option<i32> {
    let x: f64 = decimal(raw)?.parse().ok()?;
    (x.fract() == 0.0 && x.abs() <= f64::from(i32::MAX)).then_some(x as i32)
}

/// Powers of ten that a float holds exactly.
const POWERS: [f32; 11] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

/// A decimal as the nearest float.
#[inline]
pub fn real(raw: &[u8]) -> Option<f32> {
    let (negative, digits) = sign(raw);
    let (mut mantissa, mut scale, mut seen, mut point) = (0_u32, 0_usize, false, false);
    // Up to seven digits both parts below are exact in a float, so that their quotient is rounded once.
    if digits.len() > 8 {
        return exact(raw);
    }
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u32::from(byte - b'0');
                scale += usize::from(point);
                seen = true;
            }
            b'.' if !point => point = true,
            _ => return exact(raw),
        }
    }
    if !seen || mantissa > 1 << 24 {
        return exact(raw);
    }
    let x = mantissa as f32 / POWERS[scale];
    Some(if negative { -x } else { x })
}

fn exact(raw: &[u8]) -> Option<f32> {
    decimal(raw)?.parse().ok().filter(|x: &f32| x.is_finite())
}

/// A number as text; words such as `inf` and `nan` are none.
fn decimal(raw: &[u8]) -> Option<&str> {
    let plain = raw.iter().all(|x| matches!(x, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    plain.then(|| std::str::from_utf8(raw).ok()).flatten()
}

#[inline]
fn sign(raw: &[u8]) -> (bool, &[u8]) {
    match raw {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, raw),
    }
}

/// A date, `2024-03-28` or, from files a spreadsheet saved, `3/28/2024`.
pub fn date(raw: &[u8]) -> Option<NaiveDate> {
    let text = std::str::from_utf8(raw).ok()?;
    if text.contains('/') { NaiveDate::parse_from_str(text, "%m/%d/%Y").ok() } else { text.parse().ok() }
}

/// A member of a JSON body as a kind; numbers may come as text. `None` if it cannot be read as that.
pub fn json(kind: Kind, value: Option<&Value>) -> Option<Cell<'_>> {
    match (kind, value) {
        (_, None | Some(Value::Null)) => Some(Cell::Null),
        (_, Some(Value::String(text))) if text.is_empty() => Some(Cell::Null),
        (Kind::Bool, Some(Value::Bool(x))) => Some(Cell::Bool(*x)),
        (Kind::Text | Kind::Name, Some(Value::String(x))) if !x.contains('\0') => Some(Cell::Text(x.as_bytes())),
        (Kind::Bool | Kind::Instant | Kind::Date, Some(Value::String(x))) => json_text(kind, x),
        (Kind::Int2 | Kind::Int4 | Kind::Real, Some(Value::String(x))) => cell(kind, x.as_bytes()),
        (Kind::Real, Some(Value::Number(x))) => real(x.to_string().as_bytes()).map(Cell::Real),
        (Kind::Int2, Some(Value::Number(x))) => int(x.to_string().as_bytes())?.try_into().ok().map(Cell::Int2),
        (Kind::Int4, Some(Value::Number(x))) => int(x.to_string().as_bytes()).map(Cell::Int4),
        _ => None,
    }
}

fn json_text(kind: Kind, text: &str) -> Option<Cell<'static>> {
    match kind {
        Kind::Bool => match text {
            "true" | "Y" => Some(Cell::Bool(true)),
            "false" | "N" => Some(Cell::Bool(false)),
            _ => None,
        },
        Kind::Instant => Some(Cell::Instant(DateTime::parse_from_rfc3339(text).ok()?.to_utc())),
        Kind::Date => date(text.as_bytes()).map(Cell::Date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn integers_come_in_many_spellings() {
        let cases = [("82", 82), ("-3", -3), ("82.0", 82), ("6e+05", 600_000), ("0", 0), ("2147483647", i32::MAX)];
        for (raw, n) in cases {
            assert_eq!(int(raw.as_bytes()), Some(n), "{raw}");
        }
        for raw in ["", "-", "8.5", "x", "1 ", "9999999999", "0x10", "nan", "1-"] {
            assert_eq!(int(raw.as_bytes()), None, "{raw}");
        }
    }

    #[test]
    fn decimals_are_decimals_only() {
        for (raw, x) in [(".345", 0.345), ("-.5", -0.5), ("5.", 5.0), ("1e3", 1000.0), ("+1", 1.0), ("00012.50", 12.5)]
        {
            assert_eq!(real(raw.as_bytes()), Some(x), "{raw}");
        }
        for raw in ["", "-", ".", "inf", "-nan", "NaN", "1..2", "1,5", "1e99", "--1", "1 "] {
            assert_eq!(real(raw.as_bytes()), None, "{raw}");
        }
    }

    #[test]
    fn dates_are_iso_or_as_a_spreadsheet_writes_them() {
        let expected = NaiveDate::from_ymd_opt(2024, 4, 2);
        assert_eq!((date(b"2024-04-02"), date(b"4/2/2024")), (expected, expected));
        for raw in ["2024-13-01", "13/1/2024", "20240402", ""] {
            assert_eq!(date(raw.as_bytes()), None, "{raw}");
        }
    }

    #[test]
    fn words_for_missing_are_names_in_a_name() {
        assert_eq!(cell(Kind::Text, b"null"), Some(Cell::Null));
        assert_eq!(cell(Kind::Name, b"null"), Some(Cell::Text(b"null")));
        assert_eq!(cell(Kind::Name, b""), Some(Cell::Null));
    }

    proptest! {
        /// The shortcut for short decimals gives what the standard library gives.
        #[test]
        fn a_decimal_is_the_nearest_float(raw in "-?[0-9]{0,10}\\.?[0-9]{0,18}") {
            let expected = raw.parse::<f32>().ok();
            prop_assert_eq!(real(raw.as_bytes()).map(f32::to_bits), expected.map(f32::to_bits));
        }

        #[test]
        fn short_decimals_too(digits in 0_u32..100_000_000, point in 0_usize..8, negative: bool) {
            let mut raw = format!("{digits:08}");
            raw.insert(8 - point, '.');
            let raw = format!("{}{}", if negative { "-" } else { "" }, raw.trim_start_matches('0'));
            prop_assume!(raw.bytes().any(|x| x.is_ascii_digit()));
            prop_assert_eq!(real(raw.as_bytes()).map(f32::to_bits), raw.parse::<f32>().ok().map(f32::to_bits));
        }
    }
}
