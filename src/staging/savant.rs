//! Statcast pitches: encoded for COPY straight from the CSV, game by game, with a hash of each game's content.
//!
//! The same body always gives the same bytes and hashes; the hash leaves out the columns that change by nature.

use super::copy::{Tuples, copy, statement};
use crate::source::savant::column::{STABLE, VOLATILE};
use crate::source::savant::{GameFacts, RowSink, read};
use crate::source::{Cell, Refusal};
use chrono::NaiveDate;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The games of a body, ready to be copied.
#[derive(Debug, Clone)]
pub struct DayRows {
    /// By id.
    pub games: BTreeMap<i32, GameRows>,
    /// Header names the registry does not have; their values are in `extra`.
    pub unknown_columns: Vec<String>,
    /// Records that stood twice alike and were counted once.
    pub duplicates: usize,
}

/// The rows of one game.
#[derive(Debug, Clone)]
pub struct GameRows {
    /// StatsAPI `gamePk`.
    pub game_pk: i32,
    /// blake3 of the encoded rows in order, without the columns that change by nature.
    pub content_hash: [u8; 32],
    /// Number of pitches.
    pub rows: u32,
    /// Binary COPY tuples by at-bat and pitch.
    pub tuples: Vec<u8>,
    /// Official local date.
    pub game_date: NaiveDate,
    /// R, F, D, L, W, ...
    pub game_type: char,
    /// Home club as Savant writes it.
    pub home_code: String,
    /// Away club as Savant writes it.
    pub away_code: String,
    /// Highest `at_bat_number`.
    pub max_at_bat: i16,
    /// Numbers from 1 to the highest that have no row, ascending.
    pub missing_at_bats: Vec<i16>,
    /// At-bats whose last row has no result, ascending.
    pub unended_at_bats: Vec<i16>,
    /// Pitch numbers skipped inside at-bats.
    pub missing_pitches: i32,
    /// Home runs after the last row.
    pub home_score: i16,
    /// Away runs after the last row.
    pub away_score: i16,
}

/// Reads a body into rows for COPY.
///
/// # Errors
/// The refusal the judge gives to a body that cannot be read.
pub fn encode(body: &[u8]) -> Result<DayRows, Refusal> {
    let mut encoder = Encoder::with_capacity(body.len());
    let facts = read(body, &mut encoder)?;
    let games = facts.games.iter().map(|x| (x.game_pk, encoder.game(x, &facts.order[x.rows.clone()]))).collect();
    Ok(DayRows { games, duplicates: facts.duplicates(), unknown_columns: facts.unknown_columns })
}

/// Copies games into `staging.savant_pitch`; deletes nothing. Returns the number of rows.
///
/// # Errors
/// What the database says; a pitch that is there already is an error.
pub async fn copy_games(conn: &mut PgConnection, games: &[&GameRows]) -> Result<u64, sqlx::Error> {
    let parts: Vec<_> = games.iter().map(|x| x.tuples.as_slice()).collect();
    copy(conn, &COPY, &parts).await
}

static COPY: LazyLock<String> =
    LazyLock::new(|| statement("savant_pitch", STABLE.iter().map(|x| x.name).chain(["extra"]).chain(VOLATILE)));

/// Rows as they stand in the body, one buffer for all.
struct Encoder {
    tuples: Tuples,
    fields: i16,
    /// Where each row begins, where its volatile columns begin, where it ends.
    rows: Vec<(usize, usize, usize)>,
    start: usize,
    stable: usize,
}

impl Encoder {
    fn with_capacity(bytes: usize) -> Self {
        let tuples = Tuples { bytes: Vec::with_capacity(bytes * 3 / 2) };
        let fields = (STABLE.len() + VOLATILE.len() + 1) as i16;
        Self { tuples, fields, rows: Vec::with_capacity(bytes / 500), start: 0, stable: 0 }
    }

    fn game(&self, facts: &GameFacts, order: &[u32]) -> GameRows {
        let rows = order.iter().map(|x| self.rows[*x as usize]);
        let mut tuples = Vec::with_capacity(rows.clone().map(|(start, _, end)| end - start).sum());
        // Hashed in one piece: row by row blake3 is several times slower.
        let mut content = Vec::with_capacity(tuples.capacity());
        for (start, stable, end) in rows {
            tuples.extend_from_slice(&self.tuples.bytes[start..end]);
            content.extend_from_slice(&self.tuples.bytes[start..stable]);
        }
        GameRows {
            game_pk: facts.game_pk,
            content_hash: blake3::hash(&content).into(),
            rows: order.len() as u32,
            tuples,
            game_date: facts.game_date,
            game_type: facts.game_type,
            home_code: facts.home_code.clone(),
            away_code: facts.away_code.clone(),
            max_at_bat: facts.max_at_bat,
            missing_at_bats: facts.missing_at_bats.clone(),
            unended_at_bats: facts.unended_at_bats.clone(),
            missing_pitches: facts.missing_pitches,
            home_score: facts.home_score,
            away_score: facts.away_score,
        }
    }
}

impl RowSink for Encoder {
    #[inline]
    fn begin(&mut self) {
        self.start = self.tuples.bytes.len();
        self.tuples.begin(self.fields);
    }

    #[inline]
    fn cell(&mut self, cell: Cell<'_>) {
        self.tuples.cell(cell);
    }

    fn extra(&mut self, json: Option<&[u8]>) {
        match json {
            None => self.tuples.null(),
            Some(json) => self.tuples.jsonb(json),
        }
        self.stable = self.tuples.bytes.len();
    }

    #[inline]
    fn end(&mut self) {
        self.rows.push((self.start, self.stable, self.tuples.bytes.len()));
    }
}
