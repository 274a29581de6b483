//! Reads the text of a play.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::modifier::base;
use super::{Advance, Base, Event, Fielding, Modifier, Param, Params, Primary, Segment, Touch};

/// Why a text is no play.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {event:?}: expected {expected} at {found:?}")]
pub struct BadEvent {
    event: String,
    expected: &'static str,
    found: String,
}

/// The text without the marks of doubt (`#`, `?`), of the exceptional (`!`) and without lower case.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|x| matches!(x, b'#' | b'!' | b'?' | b' ') || x.is_ascii_lowercase()) {
        let kept = text.chars().filter(|x| !matches!(x, '#' | '!' | '?' | ' '));
        Cow::Owned(kept.map(|x| x.to_ascii_uppercase()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Parses a [`clean`] text.
///
/// # Errors
/// [`BadEvent`] says where and what was expected.
pub fn parse(text: &str) -> Result<Event<'_>, BadEvent> {
    let (play, advances) = match outside(text, b'.') {
        Some(place) => (&text[..place], Some(&text[place + 1..])),
        None => (text, None),
    };
    let mut parts = Parts { text: play, separator: b'/' };
    let mut event = Event::default();
    let first = parts.next().unwrap_or_default();
    primaries(first, &mut event.primaries).map_err(|wrong| wrong.of(text))?;
    event.modifiers.extend(parts.filter(|x| !x.is_empty()).map(Modifier::read));
    for part in (Parts { text: advances.unwrap_or_default(), separator: b';' }).filter(|x| !x.is_empty()) {
        event.advances.push(advance(part).map_err(|wrong| wrong.of(text))?);
    }
    Ok(event)
}

/// What was expected, and what stood there.
struct Wrong<'t>(&'static str, &'t str);

impl Wrong<'_> {
    fn of(self, event: &str) -> BadEvent {
        BadEvent { event: event.to_owned(), expected: self.0, found: self.1.to_owned() }
    }
}

/// The first such byte outside of parentheses.
fn outside(text: &str, wanted: u8) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|x| {
        match x {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => return x == wanted && depth == 0,
        }
        false
    })
}

/// Parts of a text between separators outside of parentheses.
struct Parts<'t> {
    text: &'t str,
    separator: u8,
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.text.is_empty() {
            return None;
        }
        let end = outside(self.text, self.separator);
        let part = &self.text[..end.unwrap_or(self.text.len())];
        self.text = end.map_or("", |end| &self.text[end + 1..]);
        Some(part)
    }
}

fn primaries<'t>(text: &'t str, to: &mut SmallVec<[Primary<'t>; 2]>) -> Result<(), Wrong<'t>> {
    if text.is_empty() {
        return Err(Wrong("a play", text));
    }
    for part in (Parts { text, separator: b';' }) {
        for part in (Parts { text: part, separator: b'+' }) {
            to.push(primary(part)?);
        }
    }
    Ok(())
}

fn primary(text: &str) -> Result<Primary<'_>, Wrong<'_>> {
    let bytes = text.as_bytes();
    let stolen = |place: usize| -> Result<(Base, Params<'_>), Wrong<'_>> {
        let to = bytes.get(place).and_then(|x| base(*x)).filter(|to| *to > 1);
        Ok((to.ok_or(Wrong("a base (2, 3 or H)", &text[place..]))?, params(&text[place + 1..])?))
    };
    Ok(match bytes {
        [b'0'..=b'9', ..] => return fielded(text),
        [b'K', ..] => Primary::Strikeout(touches(&text[1..])?),
        b"NP" => Primary::NoPlay,
        b"WP" => Primary::WildPitch,
        b"PB" => Primary::PassedBall,
        b"BK" => Primary::Balk,
        b"DI" => Primary::Indifference,
        b"OA" => Primary::OtherAdvance,
        b"W" => Primary::Walk,
        b"IW" | b"I" => Primary::IntentionalWalk,
        b"HP" => Primary::HitByPitch,
        b"C" => Primary::Interference,
        [b'S', b'B', ..] => {
            let (to, params) = stolen(2)?;
            Primary::Steal(to, params)
        }
        [b'C', b'S', ..] => {
            let (to, params) = stolen(2)?;
            Primary::CaughtStealing(to, params)
        }
        [b'P', b'O', b'C', b'S', ..] => {
            let (to, params) = stolen(4)?;
            Primary::PickedOffStealing(to, params)
        }
        [b'P', b'O', b'S', b'B', ..] => {
            let (to, params) = stolen(4)?;
            Primary::Steal(to, params)
        }
        [b'P', b'O', on @ b'1'..=b'3', ..] => Primary::PickedOff(on - b'0', params(&text[3..])?),
        [b'F', b'L', b'E', position @ b'0'..=b'9'] => Primary::FoulError(position - b'0'),
        [b'F', b'C', ..] => Primary::FieldersChoice(touches(&text[2..])?),
        [b'E', ..] => Primary::Error(touches(text)?),
        [b'D', b'G', b'R', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => Primary::GroundRuleDouble,
        [b'S', ..] => Primary::Hit(1, touches(&text[1..])?),
        [b'D', ..] => Primary::Hit(2, touches(&text[1..])?),
        [b'T', ..] => Primary::Hit(3, touches(&text[1..])?),
        [b'H', b'R', ..] => Primary::Hit(4, touches(&text[2..])?),
        [b'H', ..] => Primary::Hit(4, touches(&text[1..])?),
        _ => return Err(Wrong("a play", text)),
    })
}

/// Fielders between marks of who it was about.
fn fielded(text: &str) -> Result<Primary<'_>, Wrong<'_>> {
    let mut segments: SmallVec<[Segment; 2]> = SmallVec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find('(').unwrap_or(rest.len());
        let fielding = touches(&rest[..end])?;
        rest = &rest[end..];
        let runner = match rest.as_bytes() {
            [] => None,
            [b'(', b'B', b')', ..] => Some(0),
            [b'(', on @ b'1'..=b'3', b')', ..] => Some(on - b'0'),
            _ => return Err(Wrong("(B), (1), (2) or (3)", rest)),
        };
        rest = if runner.is_some() { &rest[3..] } else { rest };
        segments.push(Segment { fielding, runner });
    }
    Ok(Primary::Fielded(segments))
}

/// Positions, `E` before who erred. `99` and `0` name nobody.
fn touches(text: &str) -> Result<Fielding, Wrong<'_>> {
    let mut fielding = Fielding::new();
    if matches!(text, "99" | "999") {
        return Ok(smallvec![Touch { position: 0, is_error: false }]);
    }
    let mut is_error = false;
    for x in text.bytes() {
        match x {
            b'0'..=b'9' => {
                fielding.push(Touch { position: x - b'0', is_error });
                is_error = false;
            }
            b'E' if !is_error => is_error = true,
            _ => return Err(Wrong("fielders by position", text)),
        }
    }
    if is_error { Err(Wrong("who erred", text)) } else { Ok(fielding) }
}

fn advance(text: &str) -> Result<Advance<'_>, Wrong<'_>> {
    let [from, how, to, ..] = text.as_bytes() else { return Err(Wrong("an advance like 1-3 or BX1", text)) };
    let from = match from {
        b'B' => 0,
        b'1'..=b'3' => from - b'0',
        _ => return Err(Wrong("B, 1, 2 or 3", text)),
    };
    let is_out = match how {
        b'-' => false,
        b'X' => true,
        _ => return Err(Wrong("- or X", &text[1..])),
    };
    let to = base(*to).ok_or(Wrong("1, 2, 3 or H", text.get(2..).unwrap_or_default()))?;
    Ok(Advance { from, to, is_out, params: params(&text[3..])? })
}

fn params(text: &str) -> Result<Params<'_>, Wrong<'_>> {
    let mut params = Params::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inner = rest.strip_prefix('(').ok_or(Wrong("(", rest))?;
        let end = inner.find(')').ok_or(Wrong(")", rest))?;
        params.push(param(&inner[..end])?);
        rest = &inner[end + 1..];
    }
    Ok(params)
}

fn param(text: &str) -> Result<Param<'_>, Wrong<'_>> {
    let (first, more) = text.split_once('/').map_or((text, ""), |(first, more)| (first, more));
    Ok(match first.as_bytes() {
        b"UR" => Param::Unearned,
        b"TUR" => Param::TeamUnearned,
        b"NR" | b"NORBI" => Param::NotBattedIn,
        b"RBI" => Param::BattedIn,
        b"WP" => Param::WildPitch,
        b"PB" => Param::PassedBall,
        b"TH" => Param::Throw(None),
        [b'T', b'H', to] if base(*to).is_some() => Param::Throw(base(*to)),
        [b'S', b'B', to] if base(*to).is_some_and(|to| to > 1) => Param::Steal(base(*to).unwrap_or(2)),
        [b'0'..=b'9', ..] | [b'E', b'0'..=b'9', ..] => {
            let is_throw = more.split('/').any(|x| x.starts_with("TH"));
            Param::Fielders { fielding: touches(first)?, is_throw }
        }
        _ => Param::Note(text),
    })
}
