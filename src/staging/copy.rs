//! PostgreSQL's binary COPY format.

use chrono::NaiveDate;

/// What stands before the first tuple: signature, flags, no header extension.
pub(super) const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// What stands after the last tuple.
pub(super) const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// Fields written one after the other into a buffer.
#[derive(Debug, Default)]
pub(super) struct Tuples {
    pub(super) bytes: Vec<u8>,
}

impl Tuples {
    /// Begins a tuple of so many fields.
    #[inline]
    pub(super) fn begin(&mut self, fields: i16) {
        self.bytes.extend_from_slice(&fields.to_be_bytes());
    }

    #[inline]
    pub(super) fn null(&mut self) {
        self.bytes.extend_from_slice(&NULL);
    }

    #[inline]
    pub(super) fn int2(&mut self, x: i16) {
        let [a, b] = x.to_be_bytes();
        self.bytes.extend_from_slice(&[0, 0, 0, 2, a, b]);
    }

    #[inline]
    pub(super) fn int4(&mut self, x: i32) {
        self.four(x.to_be_bytes());
    }

    #[inline]
    pub(super) fn real(&mut self, x: f32) {
        self.four(x.to_be_bytes());
    }

    /// Days since 2000-01-01.
    #[inline]
    pub(super) fn date(&mut self, x: NaiveDate) {
        let days = x.signed_duration_since(EPOCH).num_days();
        self.four((days as i32).to_be_bytes());
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

const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};
