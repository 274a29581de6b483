//! PostgreSQL's binary COPY format.

use crate::source::Cell;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;

/// What stands before the first tuple: signature, flags, no header extension.
pub(crate) const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// What stands after the last tuple.
pub(crate) const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

/// Types of array elements, as `pg_type` numbers them.
mod oid {
    pub(super) const INT2: i32 = 21;
    pub(super) const INT4: i32 = 23;
    pub(super) const TEXT: i32 = 25;
}

const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// Copies tuples into a table. Returns the number of rows.
pub(super) async fn copy(conn: &mut PgConnection, statement: &str, parts: &[&[u8]]) -> Result<u64, sqlx::Error> {
    let mut copy = conn.copy_in_raw(statement).await?;
    let sent = async {
        copy.send(HEADER).await?;
        for part in parts {
            copy.send(*part).await?;
        }
        copy.send(TRAILER.as_slice()).await.map(|_| ())
    };
    match sent.await {
        Ok(()) => copy.finish().await,
        Err(error) => {
            copy.abort("the client could not send all rows").await?;
            Err(error)
        }
    }
}

/// The statement that copies columns into a table of the schema.
pub(super) fn statement(table: &str, columns: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<_> = columns.map(|x| format!("\"{x}\"")).collect();
    format!("COPY staging.{table} ({}) FROM STDIN (FORMAT binary)", names.join(", "))
}

/// Fields written one after the other into a buffer.
#[derive(Debug, Default)]
pub(crate) struct Tuples {
    pub(crate) bytes: Vec<u8>,
}

impl Tuples {
    /// Begins a tuple of so many fields.
    #[inline]
    pub(crate) fn begin(&mut self, fields: i16) {
        self.bytes.extend_from_slice(&fields.to_be_bytes());
    }

    #[inline]
    pub(crate) fn cell(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Null => self.null(),
            Cell::Int2(x) => self.int2(x),
            Cell::Int4(x) => self.four(x.to_be_bytes()),
            Cell::Real(x) => self.four(x.to_be_bytes()),
            Cell::Bool(x) => self.bytes.extend_from_slice(&[0, 0, 0, 1, u8::from(x)]),
            Cell::Date(x) => self.date(x),
            Cell::Instant(x) => self.instant(x),
            Cell::Text(x) | Cell::Bytes(x) => self.text(x),
            Cell::Int2s(x) => self.array(oid::INT2, x.iter(), |to, x| to.int2(*x)),
            Cell::Int2Options(x) => self.array(oid::INT2, x.iter(), |to, x| match x {
                Some(x) => to.int2(*x),
                None => to.null(),
            }),
            Cell::Int4s(x) => self.array(oid::INT4, x.iter(), |to, x| to.four(x.to_be_bytes())),
            Cell::Texts(x) => self.array(oid::TEXT, x.iter(), |to, x| to.text(x.as_bytes())),
        }
    }

    /// One dimension, counted from 1: dimensions, whether a null may be in it, type, length, lower bound, elements.
    fn array<T>(&mut self, element: i32, items: impl ExactSizeIterator<Item = T>, write: impl Fn(&mut Self, T)) {
        let place = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 4]);
        let dimensions = i32::from(items.len() > 0);
        for number in [dimensions, 1, element] {
            self.bytes.extend_from_slice(&number.to_be_bytes());
        }
        if items.len() > 0 {
            self.bytes.extend_from_slice(&(items.len() as i32).to_be_bytes());
            self.bytes.extend_from_slice(&1_i32.to_be_bytes());
        }
        for item in items {
            write(self, item);
        }
        let length = (self.bytes.len() - place - 4) as i32;
        self.bytes[place..place + 4].copy_from_slice(&length.to_be_bytes());
    }

    #[inline]
    pub(super) fn null(&mut self) {
        self.bytes.extend_from_slice(&NULL);
    }

    #[inline]
    fn int2(&mut self, x: i16) {
        let [a, b] = x.to_be_bytes();
        self.bytes.extend_from_slice(&[0, 0, 0, 2, a, b]);
    }

    /// Days since 2000-01-01.
    #[inline]
    fn date(&mut self, x: NaiveDate) {
        let days = x.signed_duration_since(EPOCH).num_days();
        self.four((days as i32).to_be_bytes());
    }

    /// Microseconds since 2000-01-01.
    fn instant(&mut self, x: DateTime<Utc>) {
        let micros = x.timestamp_micros() - EPOCH.and_time(NaiveTime::MIN).and_utc().timestamp_micros();
        self.bytes.extend_from_slice(&[0, 0, 0, 8]);
        self.bytes.extend_from_slice(&micros.to_be_bytes());
    }

    #[inline]
    pub(super) fn text(&mut self, x: &[u8]) {
        self.bytes.extend_from_slice(&(x.len() as u32).to_be_bytes());
        self.bytes.extend_from_slice(x);
    }

    /// jsonb: its version, then the text.
    pub(super) fn jsonb(&mut self, x: &[u8]) {
        self.bytes.extend_from_slice(&(x.len() as u32 + 1).to_be_bytes());
        self.bytes.push(1);
        self.bytes.extend_from_slice(x);
    }

    #[inline]
    fn four(&mut self, [a, b, c, d]: [u8; 4]) {
        self.bytes.extend_from_slice(&[0, 0, 0, 4, a, b, c, d]);
    }
}

/// The day dates are counted from.
pub(crate) const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};
