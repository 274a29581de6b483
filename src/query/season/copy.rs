//! Reading PostgreSQL's binary COPY format: the counterpart of `staging::copy`.

use chrono::{Days, NaiveDate};
use futures::TryStreamExt as _;
use sqlx::PgConnection;

use crate::query::QueryError;
use crate::staging::copy::{EPOCH, HEADER, TRAILER};

/// Bytes of the signature; flags and the length of an extension follow it.
const SIGNATURE: usize = 11;

/// Why a tuple cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The bytes end before the tuple does.
    Short,
    /// A field is of another length than its type.
    Length {
        /// Its place, from 1.
        field: i16,
        /// Its bytes.
        length: usize,
    },
    /// A field is null that may not be.
    Null(i16),
    /// A field has a number or a code beyond its range.
    Range(i16),
    /// The tuple has more or fewer fields than are read.
    Fields(i16),
    /// The header is another.
    Header,
    /// Something follows the last tuple, or the last tuple is missing.
    End,
}

impl Wrong {
    fn into_error(self, table: &'static str) -> QueryError {
        let what = match self {
            Self::Short | Self::End => "they end in the middle, or go on after their end".to_owned(),
            Self::Length { field, length } => format!("field {field} has {length} bytes"),
            Self::Null(field) => format!("field {field} is empty"),
            Self::Range(field) => format!("field {field} is out of range"),
            Self::Fields(fields) => format!("they have {fields} fields"),
            Self::Header => "their header is not that of a binary COPY".to_owned(),
        };
        QueryError::Copied { table, what }
    }
}

/// The fields of one tuple, taken in order.
#[derive(Debug)]
pub(super) struct Tuple<'a> {
    rest: &'a [u8],
    fields: i16,
    taken: i16,
}

impl<'a> Tuple<'a> {
    /// The next field; `None` is null.
    #[inline]
    pub(super) fn field(&mut self) -> Result<Option<&'a [u8]>, Wrong> {
        if self.taken == self.fields {
            return Err(Wrong::Fields(self.fields));
        }
        let (length, rest) = self.rest.split_first_chunk().ok_or(Wrong::Short)?;
        self.taken += 1;
        let length = i32::from_be_bytes(*length);
        if length == -1 {
            self.rest = rest;
            return Ok(None);
        }
        let field = self.taken;
        let length = usize::try_from(length).map_err(|_| Wrong::Length { field, length: 0 })?;
        let (bytes, rest) = rest.split_at_checked(length).ok_or(Wrong::Short)?;
        self.rest = rest;
        Ok(Some(bytes))
    }

    #[inline]
    fn sized<const N: usize>(&mut self) -> Result<Option<[u8; N]>, Wrong> {
        let Some(bytes) = self.field()? else { return Ok(None) };
        let sized = bytes.try_into().map_err(|_| Wrong::Length { field: self.taken, length: bytes.len() })?;
        Ok(Some(sized))
    }

    /// A value that is never null.
    #[inline]
    fn some<T>(&self, value: Option<T>) -> Result<T, Wrong> {
        value.ok_or(Wrong::Null(self.taken))
    }

    /// smallint
    #[inline]
    pub(super) fn small(&mut self) -> Result<Option<i16>, Wrong> {
        Ok(self.sized()?.map(i16::from_be_bytes))
    }

    /// smallint; 0 where null.
    #[inline]
    pub(super) fn small_or_zero(&mut self) -> Result<i16, Wrong> {
        Ok(self.small()?.unwrap_or(0))
    }

    /// smallint of 0 to 255.
    #[inline]
    pub(super) fn byte_or(&mut self, null: u8) -> Result<u8, Wrong> {
        let Some(value) = self.small()? else { return Ok(null) };
        u8::try_from(value).map_err(|_| Wrong::Range(self.taken))
    }

    /// integer; 0 where null.
    #[inline]
    pub(super) fn int_or_zero(&mut self) -> Result<i32, Wrong> {
        Ok(self.int()?.unwrap_or(0))
    }

    /// integer
    #[inline]
    pub(super) fn int(&mut self) -> Result<Option<i32>, Wrong> {
        Ok(self.sized()?.map(i32::from_be_bytes))
    }

    /// real or smallint; NaN where null.
    #[inline]
    pub(super) fn float(&mut self) -> Result<f32, Wrong> {
        match self.field()? {
            None => Ok(f32::NAN),
            Some(&[a, b, c, d]) => Ok(f32::from_be_bytes([a, b, c, d])),
            Some(&[a, b]) => Ok(f32::from(i16::from_be_bytes([a, b]))),
            Some(bytes) => Err(Wrong::Length { field: self.taken, length: bytes.len() }),
        }
    }

    /// boolean; `None` is null.
    #[inline]
    pub(super) fn flag(&mut self) -> Result<Option<bool>, Wrong> {
        Ok(self.sized()?.map(|[byte]| byte != 0))
    }

    /// boolean that is never null.
    #[inline]
    pub(super) fn truth(&mut self) -> Result<bool, Wrong> {
        let value = self.flag()?;
        self.some(value)
    }

    /// integer that is never null.
    #[inline]
    pub(super) fn id(&mut self) -> Result<i32, Wrong> {
        let value = self.int()?;
        self.some(value)
    }

    /// date that is never null.
    pub(super) fn date(&mut self) -> Result<NaiveDate, Wrong> {
        let days = self.id()?;
        let count = Days::new(days.unsigned_abs().into());
        let day = if days < 0 { EPOCH.checked_sub_days(count) } else { EPOCH.checked_add_days(count) };
        day.ok_or(Wrong::Range(self.taken))
    }

    /// The values of some smallints; 0 where null.
    #[inline]
    pub(super) fn smalls<const N: usize>(&mut self) -> Result<[i16; N], Wrong> {
        let mut values = [0; N];
        for value in &mut values {
            *value = self.small_or_zero()?;
        }
        Ok(values)
    }
}

/// Takes tuples from chunks of bytes, cut wherever they are.
#[derive(Debug, Default)]
struct Reader {
    /// What is left of a tuple that the last chunk cut.
    rest: Vec<u8>,
    is_begun: bool,
    is_ended: bool,
}

impl Reader {
    fn take<T>(
        &mut self,
        chunk: &[u8],
        rows: &mut Vec<T>,
        decode: &mut impl FnMut(&mut Tuple<'_>) -> Result<T, Wrong>,
    ) -> Result<(), Wrong> {
        if self.rest.is_empty() {
            let used = self.decode(chunk, rows, decode)?;
            self.rest.extend_from_slice(&chunk[used..]);
        } else {
            let mut bytes = std::mem::take(&mut self.rest);
            bytes.extend_from_slice(chunk);
            let used = self.decode(&bytes, rows, decode)?;
            bytes.drain(..used);
            self.rest = bytes;
        }
        Ok(())
    }

    /// Takes what is whole; returns how many bytes that were.
    fn decode<T>(
        &mut self,
        bytes: &[u8],
        rows: &mut Vec<T>,
        decode: &mut impl FnMut(&mut Tuple<'_>) -> Result<T, Wrong>,
    ) -> Result<usize, Wrong> {
        let mut rest = bytes;
        if !self.is_begun {
            let Some((header, after)) = rest.split_at_checked(HEADER.len()) else { return Ok(0) };
            // Nothing that is read here has flags or an extension.
            if header[..SIGNATURE] != HEADER[..SIGNATURE] || header[SIGNATURE..].iter().any(|byte| *byte != 0) {
                return Err(Wrong::Header);
            }
            (rest, self.is_begun) = (after, true);
        }
        while let Some((fields, after)) = rest.split_first_chunk() {
            if self.is_ended {
                return Err(Wrong::End);
            }
            if *fields == TRAILER {
                (rest, self.is_ended) = (after, true);
                continue;
            }
            let mut tuple = Tuple { rest: after, fields: i16::from_be_bytes(*fields), taken: 0 };
            match decode(&mut tuple) {
                Ok(row) if tuple.taken == tuple.fields => rows.push(row),
                Ok(_) => return Err(Wrong::Fields(tuple.fields)),
                Err(Wrong::Short) => break,
                Err(wrong) => return Err(wrong),
            }
            rest = tuple.rest;
        }
        Ok(bytes.len() - rest.len())
    }

    fn end(&self) -> Result<(), Wrong> {
        if self.is_ended && self.rest.is_empty() { Ok(()) } else { Err(Wrong::End) }
    }
}

/// The rows of a query, each made by `decode`, which may see the bytes of a row more than once.
pub(super) async fn rows<T>(
    conn: &mut PgConnection,
    table: &'static str,
    query: &str,
    mut decode: impl FnMut(&mut Tuple<'_>) -> Result<T, Wrong>,
) -> Result<Vec<T>, QueryError> {
    let (mut reader, mut rows) = (Reader::default(), Vec::new());
    let mut chunks = conn.copy_out_raw(&format!("copy ({query}) to stdout (format binary)")).await?;
    while let Some(chunk) = chunks.try_next().await? {
        reader.take(&chunk, &mut rows, &mut decode).map_err(|wrong| wrong.into_error(table))?;
    }
    reader.end().map_err(|wrong| wrong.into_error(table))?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Cell;
    use crate::staging::copy::Tuples;

    type Row = (Option<i16>, i32, f32, Option<bool>, NaiveDate, Option<Vec<u8>>);

    fn decode(tuple: &mut Tuple<'_>) -> Result<Row, Wrong> {
        Ok((
            tuple.small()?,
            tuple.id()?,
            tuple.float()?,
            tuple.flag()?,
            tuple.date()?,
            tuple.field()?.map(<[u8]>::to_vec),
        ))
    }

    fn copied(rows: &[Row]) -> Vec<u8> {
        let mut tuples = Tuples::default();
        tuples.bytes.extend_from_slice(HEADER);
        for (small, int, float, flag, day, text) in rows {
            tuples.begin(6);
            tuples.cell(small.map_or(Cell::Null, Cell::Int2));
            tuples.cell(Cell::Int4(*int));
            tuples.cell(Cell::Real(*float));
            tuples.cell(flag.map_or(Cell::Null, Cell::Bool));
            tuples.cell(Cell::Date(*day));
            tuples.cell(text.as_deref().map_or(Cell::Null, Cell::Bytes));
        }
        tuples.bytes.extend_from_slice(&TRAILER);
        tuples.bytes
    }

    fn rows() -> Vec<Row> {
        let day = |year| NaiveDate::from_ymd_opt(year, 7, 4).expect("a day");
        vec![
            (Some(-3), 660_271, 98.5, Some(true), day(1908), Some(b"ball".to_vec())),
            (None, -1, -0.25, None, day(2024), None),
            (Some(0), i32::MAX, 0.0, Some(false), day(2000), Some(Vec::new())),
        ]
    }

    fn read(chunks: &[&[u8]]) -> Result<Vec<Row>, Wrong> {
        let (mut reader, mut rows) = (Reader::default(), Vec::new());
        for chunk in chunks {
            reader.take(chunk, &mut rows, &mut decode)?;
        }
        reader.end().map(|()| rows)
    }

    #[test]
    fn what_was_written_is_read_however_it_is_cut() {
        let bytes = copied(&rows());
        assert_eq!(read(&[&bytes]), Ok(rows()));
        for place in 0..bytes.len() {
            assert_eq!(read(&[&bytes[..place], &bytes[place..]]), Ok(rows()), "cut at {place}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single), Ok(rows()));
        assert_eq!(read(&[&copied(&[])]), Ok(Vec::new()));
    }

    #[test]
    fn bytes_that_are_no_copy_are_refused() {
        let bytes = copied(&rows());
        for place in 0..bytes.len() {
            assert_eq!(read(&[&bytes[..place]]), Err(Wrong::End), "ends at {place}");
        }
        assert_eq!(read(&[&bytes, b"\0\x01"]), Err(Wrong::End));
        assert_eq!(read(&[b"PGCOPY\n\xff\r\n\0\0\0\0\x01\0\0\0\0"]), Err(Wrong::Header));
        let with = |fields: &[u8]| [HEADER, fields].concat();
        assert_eq!(read(&[&with(b"\0\x00")]), Err(Wrong::Fields(0)));
        assert_eq!(read(&[&with(b"\0\x06\0\0\0\x03abc")]), Err(Wrong::Length { field: 1, length: 3 }));
        assert_eq!(read(&[&with(b"\0\x06\xff\xff\xff\xff\xff\xff\xff\xff")]), Err(Wrong::Null(2)));
        // A byte that is another may make another value, but never more than an error.
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 0x81;
            let _ = read(&[&other]);
        }
    }
}
