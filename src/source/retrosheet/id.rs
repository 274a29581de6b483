//! Retrosheet's ids, and the numbers that stand for them where nobody has given another.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

/// A person: four letters of the surname, the first initial, three digits, as `escoa003`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RetroId([u8; 8]);

impl RetroId {
    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The number that stands for a person whom the register gives no MLBAM id: negative, the same in every store.
    /// 30 bits of a hash, so that two of some thousands meet once in a hundred stores; who loads checks it.
    #[must_use]
    pub fn provisional(&self) -> i32 {
        let hash = blake3::hash(&self.0);
        let [a, b, c, d, ..] = *hash.as_bytes();
        -1 - (i32::from_le_bytes([a, b, c, d]) & 0x3fff_ffff)
    }
}

impl fmt::Debug for RetroId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for RetroId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not {expected}")]
pub struct BadId {
    given: String,
    expected: &'static str,
}

impl FromStr for RetroId {
    type Err = BadId;

    /// Surnames have apostrophes, hyphens and blanks' stand-ins: any eight visible ASCII characters that end in a digit.
    fn from_str(text: &str) -> Result<Self, BadId> {
        let expected = "a person's id, eight characters like escoa003";
        let bad = || BadId { given: text.to_owned(), expected };
        let bytes: [u8; 8] = text.as_bytes().try_into().map_err(|_| bad())?;
        let is_good = bytes.iter().all(u8::is_ascii_graphic) && bytes[7].is_ascii_digit();
        is_good.then_some(Self(bytes)).ok_or_else(bad)
    }
}

/// A club of a season: two letters and a letter or digit, as `ANA`, `WS1`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TeamCode([u8; 3]);

impl TeamCode {
    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The number that stands for a club without an MLBAM id: above all of those, and within 16 bits.
    #[must_use]
    pub fn provisional(&self) -> i32 {
        8_000 + self.place(36, |last| last)
    }

    /// `last` maps the 36 letters and digits of the third character to less than `of`.
    fn place(&self, of: i32, last: impl Fn(i32) -> i32) -> i32 {
        let [a, b, c] = self.0;
        let letter = |x: u8| i32::from(x - b'A');
        let third = if c.is_ascii_digit() { 26 + i32::from(c - b'0') } else { letter(c) };
        (letter(a) * 26 + letter(b)) * of + last(third)
    }
}

impl fmt::Debug for TeamCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for TeamCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TeamCode {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ (b'A'..=b'Z' | b'0'..=b'9')] => Ok(Self([*a, *b, *c])),
            _ => Err(BadId { given: text.to_owned(), expected: "a club's code, three characters like ANA or WS1" }),
        }
    }
}

/// A game: home club, day, and its number of that day (0 the only one, 1 and 2 of a doubleheader), as `ANA201504100`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GameId {
    /// Home club.
    pub home: TeamCode,
    /// Day.
    pub date: NaiveDate,
    /// Number of the day, 0 to 3.
    pub number: u8,
}

/// The day from which provisional numbers are counted; 65,536 days reach to 2039.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1860, 1, 1).expect("a date");

impl GameId {
    /// The number that stands for a game without an MLBAM id: negative, the same in every store. Day, number and club
    /// fill its 31 bits; two clubs whose codes differ in the last character alone may share a place in 4,096, which who
    /// loads checks.
    #[must_use]
    pub fn provisional(&self) -> i32 {
        let day = i32::try_from((self.date - FIRST_DAY).num_days()).unwrap_or_default() & 0xffff;
        let club = self.home.place(12, |third| third % 12) & 0x1fff;
        -1 - ((day << 15) | (i32::from(self.number & 3) << 13) | club)
    }
}

impl fmt::Display for GameId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.home, self.date.format("%Y%m%d"), self.number)
    }
}

impl FromStr for GameId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let expected = "a game's id, club, day and number like ANA201504100";
        let bad = || BadId { given: text.to_owned(), expected };
        if text.len() != 12 || !text.is_ascii() {
            return Err(bad());
        }
        let home = text[..3].parse().map_err(|_| bad())?;
        let digits = text[3..].bytes().all(|x| x.is_ascii_digit());
        let date = digits.then(|| NaiveDate::parse_from_str(&text[3..11], "%Y%m%d").ok()).flatten().ok_or_else(bad)?;
        let number = text.as_bytes()[11] - b'0';
        if number > 3 || date < FIRST_DAY { Err(bad()) } else { Ok(Self { home, date, number }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_and_written() {
        for text in ["escoa003", "o'nej001", "lea-c001"] {
            assert_eq!(text.parse::<RetroId>().unwrap().to_string(), text);
        }
        for text in ["", "escoa03", "escoa0035", "escoa00x", "esco 003"] {
            assert!(text.parse::<RetroId>().is_err(), "{text}");
        }
        assert_eq!("ANA201504100".parse::<GameId>().unwrap().to_string(), "ANA201504100");
        for text in ["ANA20150410", "ANA201502300", "ANA201504104", "A1A201504100", "ANA2015041é"] {
            assert!(text.parse::<GameId>().is_err(), "{text}");
        }
    }

    #[test]
    fn provisional_numbers_are_negative_and_tell_games_apart() {
        let number = |text: &str| text.parse::<GameId>().unwrap().provisional();
        let all = ["ANA201504100", "ANA201504101", "ANA201504102", "CHA201504100", "CHN201504100", "ANA201504110"];
        let mut seen: Vec<i32> = all.map(number).to_vec();
        assert!(seen.iter().all(|x| *x < 0));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all.len());
        assert!("escoa003".parse::<RetroId>().unwrap().provisional() < 0);
        let team: TeamCode = "ZZ9".parse().unwrap();
        assert_eq!(team.provisional(), 8_000 + 26 * 26 * 36 - 1);
        assert!(team.provisional() <= i32::from(i16::MAX));
    }
}
