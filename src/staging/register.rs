//! The Chadwick register, replaced whole: records merge and split from one release to the next.

use super::StageError;
use super::copy::{Tuples, copy, statement};
use crate::source::register::{Column, NAMES, PEOPLE, RecordSink, read};
use crate::source::{BodyKind, Cell, Refusal, VerdictCode};
use bytes::Bytes;
use sqlx::PgConnection;

/// Replaces the people by those of the shards, all of one release. Returns the number of rows.
///
/// # Errors
/// A body that cannot be read, or the database.
pub async fn replace_people(conn: &mut PgConnection, shards: &[Bytes]) -> Result<u64, StageError> {
    let tuples = encode(BodyKind::RegisterPeople, PEOPLE, shards, false).await?;
    sqlx::query("DELETE FROM staging.register_person").execute(&mut *conn).await?;
    let parts: Vec<_> = tuples.iter().map(Vec::as_slice).collect();
    Ok(copy(conn, &statement("register_person", PEOPLE.iter().map(|x| x.name)), &parts).await?)
}

/// Replaces the other names. Returns the number of rows.
///
/// # Errors
/// A body that cannot be read, or the database.
pub async fn replace_names(conn: &mut PgConnection, body: &Bytes) -> Result<u64, StageError> {
    let tuples = encode(BodyKind::RegisterNames, NAMES, std::slice::from_ref(body), true).await?;
    sqlx::query("DELETE FROM staging.register_name").execute(&mut *conn).await?;
    let columns = ["line"].into_iter().chain(NAMES.iter().map(|x| x.name));
    let parts: Vec<_> = tuples.iter().map(Vec::as_slice).collect();
    Ok(copy(conn, &statement("register_name", columns), &parts).await?)
}

/// Half a million records: read on a thread of its own.
async fn encode(
    kind: BodyKind,
    columns: &'static [Column],
    bodies: &[Bytes],
    numbered: bool,
) -> Result<Vec<Vec<u8>>, StageError> {
    let bodies = bodies.to_vec();
    let work = move || {
        let one = |body: &Bytes| {
            let tuples = Tuples { bytes: Vec::with_capacity(body.len() * 2) };
            let mut encoder = Encoder { tuples, fields: columns.len() as i16, numbered };
            read(kind, body, &mut encoder).map(|_| encoder.tuples.bytes)
        };
        bodies.iter().map(one).collect::<Result<Vec<_>, Refusal>>()
    };
    let stopped = |e: tokio::task::JoinError| Refusal::new(VerdictCode::BadValue, format!("reading stopped: {e}"));
    Ok(tokio::task::spawn_blocking(work).await.map_err(stopped)??)
}

struct Encoder {
    tuples: Tuples,
    fields: i16,
    /// Whether the place in the file is a column.
    numbered: bool,
}

impl RecordSink for Encoder {
    fn begin(&mut self, number: i32) {
        self.tuples.begin(self.fields + i16::from(self.numbered));
        if self.numbered {
            self.tuples.cell(Cell::Int4(number));
        }
    }

    fn cell(&mut self, cell: Cell<'_>) {
        self.tuples.cell(cell);
    }
}
