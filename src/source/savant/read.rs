//! One pass over a body: every cell typed and handed on, every row keyed, every game's facts gathered.
//!
//! What stands here is true of the body alone; what it should have held is for the judge. Rows may come in any order
//! and are put in order by game, at-bat and pitch. A row that stands twice alike counts once.

use super::ROW_CAP;
use super::column::{Column, Need};
use super::header::Header;
use crate::source::{Cell, Kind, Refusal, VerdictCode, value};
use chrono::NaiveDate;
use csv::{ByteRecord, ReaderBuilder};
use std::ops::Range;

/// Takes the cells of each row in table order: the stable columns, `extra`, the volatile columns.
pub trait RowSink {
    /// A row begins.
    fn begin(&mut self);
    /// The next cell.
    fn cell(&mut self, cell: Cell<'_>);
    /// What the registry does not know, as a JSON object of strings; `None` if the row has no such value.
    fn extra(&mut self, json: Option<&[u8]>);
    /// The row ends.
    fn end(&mut self);
}

/// What a body says of one game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GameFacts {
    /// StatsAPI `gamePk`.
    pub game_pk: i32,
    /// Official local date.
    pub game_date: NaiveDate,
    /// R, F, D, L, W, ...
    pub game_type: char,
    /// Home club as Savant writes it.
    pub home_code: String,
    /// Away club as Savant writes it.
    pub away_code: String,
    /// Its rows: a span of [`Facts::order`].
    pub rows: Range<usize>,
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

/// What a body says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Header names as received, each once.
    pub columns: Vec<String>,
    /// Known columns with at least one value.
    pub filled_columns: Vec<String>,
    /// Header names the registry does not have.
    pub unknown_columns: Vec<String>,
    /// Records in the body, duplicates counted.
    pub records: usize,
    /// Records (from 0, as they stand in the body) by game, at-bat and pitch; second copies left out.
    pub order: Vec<u32>,
    /// The games, by id.
    pub games: Vec<GameFacts>,
    /// Rows with more than three balls or two strikes before the pitch: known bad data upstream.
    pub odd_counts: usize,
}

impl Facts {
    /// Records that stood twice alike.
    #[must_use]
    pub fn duplicates(&self) -> usize {
        self.records - self.order.len()
    }
}

/// Reads a body into a sink.
///
/// # Errors
/// A refusal with line and column where the body is no table of pitches, is cut or capped, lacks a core column, has a
/// value that cannot be read, or contradicts itself.
pub fn read(body: &[u8], sink: &mut impl RowSink) -> Result<Facts, Refusal> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let first = body.iter().position(|x| !x.is_ascii_whitespace());
    match first.map(|at| body[at]) {
        None => return refuse(VerdictCode::Empty, "the body has no bytes; ask again later"),
        Some(b'<') => {
            return refuse(
                VerdictCode::Html,
                format!("an HTML page instead of CSV: {}; ask again later", sample(body)),
            );
        }
        Some(_) => {}
    }
    if let Err(error) = std::str::from_utf8(body) {
        return refuse(VerdictCode::BadValue, format!("not UTF-8 after byte {}", error.valid_up_to()));
    }
    if let Some(at) = body.iter().position(|x| *x == 0) {
        return refuse(VerdictCode::BadValue, format!("a NUL byte at byte {at}"));
    }
    if body.iter().filter(|x| **x == b'"').count() % 2 == 1 {
        return refuse(VerdictCode::Truncated, "the body ends inside a quoted cell; ask again");
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body);
    let mut record = ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(|e| Refusal::new(VerdictCode::NotATable, e.to_string()))?;
    let header = Header::bind(&record)?;
    if header.is_error {
        let said =
            if reader.read_byte_record(&mut record).unwrap_or(false) { text(record.get(0)) } else { String::new() };
        return refuse(
            VerdictCode::ErrorColumn,
            format!("the upstream answered with its error: {said}; ask again later"),
        );
    }
    header.check()?;

    let mut pass = Pass::new(&header, body);
    loop {
        let start = reader.position().byte();
        let more =
            reader.read_byte_record(&mut record).map_err(|e| Refusal::new(VerdictCode::NotATable, e.to_string()))?;
        if !more {
            break;
        }
        let end = reader.position().byte();
        pass.row(&record, start as usize..end as usize, sink)?;
    }
    pass.finish(&header)
}

pub(super) fn refuse<T>(code: VerdictCode, detail: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(code, detail))
}

fn text(raw: Option<&[u8]>) -> String {
    String::from_utf8_lossy(raw.unwrap_or_default()).chars().take(120).collect()
}

fn sample(body: &[u8]) -> String {
    text(Some(&body[..body.len().min(240)])).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row's key and what of it decides the facts of its game.
struct Row {
    game: u16,
    at_bat: i16,
    pitch: i16,
    number: u32,
    ended: bool,
    home: i16,
    away: i16,
    bytes: Range<usize>,
}

/// What every row of a game must repeat: date, type, home, away; and the line that said it first.
struct Identity {
    game_pk: i32,
    said: [Vec<u8>; 4],
    line: u64,
}

struct Pass<'a> {
    header: &'a Header,
    body: &'a [u8],
    same: [usize; 4],
    keys: [usize; 3],
    events: usize,
    post: [usize; 2],
    counts: [usize; 2],
    filled: Vec<bool>,
    rows: Vec<Row>,
    identities: Vec<Identity>,
    last_date: (Vec<u8>, Option<NaiveDate>),
    scratch: Vec<u8>,
    odd_counts: usize,
}

impl<'a> Pass<'a> {
    fn new(header: &'a Header, body: &'a [u8]) -> Self {
        Self {
            header,
            body,
            same: ["game_date", "game_type", "home_team", "away_team"].map(|x| header.place(x)),
            keys: ["game_pk", "at_bat_number", "pitch_number"].map(|x| header.place(x)),
            events: header.place("events"),
            post: ["post_home_score", "post_away_score"].map(|x| header.place(x)),
            counts: ["balls", "strikes"].map(|x| header.place(x)),
            filled: vec![false; header.plan.len()],
            rows: Vec::with_capacity(body.len() / 500),
            identities: Vec::new(),
            last_date: (Vec::new(), None),
            scratch: Vec::new(),
            odd_counts: 0,
        }
    }

    fn row(&mut self, record: &ByteRecord, bytes: Range<usize>, sink: &mut impl RowSink) -> Result<(), Refusal> {
        let line = record.position().map_or(0, csv::Position::line);
        let header = self.header;
        if record.len() != header.width {
            let last = self.body[bytes.end..].iter().all(u8::is_ascii_whitespace);
            let cut = last && record.len() < header.width;
            let code = if cut { VerdictCode::Truncated } else { VerdictCode::WrongWidth };
            let what = if cut { "the body was cut there" } else { "the line is damaged" };
            let (has, width) = (record.len(), header.width);
            return refuse(code, format!("line {line} has {has} of {width} cells: {what}; ask again"));
        }
        if self.rows.len() + 1 >= ROW_CAP {
            let detail = format!("{ROW_CAP} rows or more: the upstream cuts there without saying so; ask game by game");
            return refuse(VerdictCode::RowCap, detail);
        }

        sink.begin();
        for (at, &(column, place)) in header.plan.iter().enumerate() {
            if at == header.stable {
                let extra = self.extra(record);
                sink.extra(extra.then_some(self.scratch.as_slice()));
            }
            let raw = place.map_or(&b""[..], |x| &record[x]);
            let cell = if column.kind == Kind::Date { self.date(raw) } else { value::cell(column.kind, raw) };
            let Some(cell) = cell else { return Err(unreadable(line, column, raw)) };
            if cell == Cell::Null {
                if matches!(column.need, Need::Key | Need::Filled) {
                    let name = column.name;
                    return refuse(VerdictCode::BadValue, format!("line {line} has no {name}, which every pitch has"));
                }
            } else {
                self.filled[at] = true;
            }
            sink.cell(cell);
        }
        sink.end();

        let [game_pk, at_bat, pitch] = self.keys.map(|x| value::int(&record[x]));
        let key = |x: Option<i32>| x.and_then(|x| i16::try_from(x).ok()).filter(|x| *x >= 0);
        let (Some(game_pk), Some(at_bat), Some(pitch)) = (game_pk, key(at_bat), key(pitch)) else {
            return refuse(VerdictCode::BadValue, format!("line {line} has a negative at_bat_number or pitch_number"));
        };
        let small = |x: usize| value::int(&record[x]).and_then(|x| i16::try_from(x).ok()).unwrap_or(0);
        let [balls, strikes] = self.counts.map(small);
        self.odd_counts += usize::from(balls > 3 || strikes > 2);
        let [home, away] = self.post.map(small);
        let ended = !value::is_null(&record[self.events]);
        let game = self.game(game_pk, record, line)?;
        let number = self.rows.len() as u32;
        self.rows.push(Row { game, at_bat, pitch, number, ended, home, away, bytes });
        Ok(())
    }

    /// Writes the row's unknown values as JSON; false if there are none.
    fn extra(&mut self, record: &ByteRecord) -> bool {
        self.scratch.clear();
        for (key, place) in &self.header.extra {
            let raw = &record[*place];
            if !value::is_null(raw) {
                self.scratch.push(if self.scratch.is_empty() { b'{' } else { b',' });
                self.scratch.extend_from_slice(key);
                let quoted = serde_json::Value::from(String::from_utf8_lossy(raw)).to_string();
                self.scratch.extend_from_slice(quoted.as_bytes());
            }
        }
        if !self.scratch.is_empty() {
            self.scratch.push(b'}');
        }
        !self.scratch.is_empty()
    }

    /// A body has few dates, one after the other.
    fn date(&mut self, raw: &[u8]) -> Option<Cell<'static>> {
        if value::is_null(raw) {
            return Some(Cell::Null);
        }
        if self.last_date.0 != raw {
            self.last_date = (raw.to_vec(), value::date(raw));
        }
        self.last_date.1.map(Cell::Date)
    }

    /// The place of a game among those seen; refuses one whose rows disagree about it.
    fn game(&mut self, game_pk: i32, record: &ByteRecord, line: u64) -> Result<u16, Refusal> {
        let said = self.same.map(|x| &record[x]);
        if let Some(at) = self.identities.iter().position(|x| x.game_pk == game_pk) {
            let first = &self.identities[at];
            if first.said.iter().zip(said).any(|(a, b)| a != b) {
                let at = first.line;
                let detail = format!("game {game_pk}: line {line} names another date, type or club than line {at}");
                return refuse(VerdictCode::WrongGame, detail);
            }
            return Ok(at as u16);
        }
        self.identities.push(Identity { game_pk, said: said.map(<[u8]>::to_vec), line });
        Ok((self.identities.len() - 1) as u16)
    }

    fn finish(mut self, header: &Header) -> Result<Facts, Refusal> {
        let records = self.rows.len();
        let pk = |x: &Row| self.identities[usize::from(x.game)].game_pk;
        self.rows.sort_by_key(|x| (pk(x), x.at_bat, x.pitch));
        self.drop_duplicates()?;
        let mut games = Vec::with_capacity(self.identities.len());
        let mut start = 0;
        for rows in self.rows.chunk_by(|a, b| a.game == b.game) {
            games.push(self.facts(rows, start)?);
            start += rows.len();
        }
        let filled = header.plan.iter().zip(&self.filled).filter(|(_, filled)| **filled);
        Ok(Facts {
            columns: header.columns.clone(),
            filled_columns: filled.map(|((column, _), _)| column.name.to_owned()).collect(),
            unknown_columns: header.unknown.clone(),
            records,
            order: self.rows.iter().map(|x| x.number).collect(),
            games,
            odd_counts: self.odd_counts,
        })
    }

    fn drop_duplicates(&mut self) -> Result<(), Refusal> {
        let content = |x: &Row| self.body[x.bytes.clone()].trim_ascii();
        let same = |a: &Row, b: &Row| (a.game, a.at_bat, a.pitch) == (b.game, b.at_bat, b.pitch);
        if let Some(pair) = self.rows.windows(2).find(|x| same(&x[0], &x[1]) && content(&x[0]) != content(&x[1])) {
            let game_pk = self.identities[usize::from(pair[0].game)].game_pk;
            let (at_bat, pitch) = (pair[0].at_bat, pair[0].pitch);
            let detail = format!("game {game_pk}, at-bat {at_bat}, pitch {pitch} stands twice with different content");
            return refuse(VerdictCode::DuplicateConflict, detail);
        }
        self.rows.dedup_by(|b, a| same(a, b));
        Ok(())
    }

    /// The facts of a game from its rows in order.
    fn facts(&self, rows: &[Row], start: usize) -> Result<GameFacts, Refusal> {
        let (first, last) = (&rows[0], &rows[rows.len() - 1]);
        let Identity { game_pk, said: [date, kind, home, away], line } = &self.identities[usize::from(first.game)];
        let (mut missing, mut unended, mut missing_pitches, mut next) = (Vec::new(), Vec::new(), 0_i32, 1);
        for at_bat in rows.chunk_by(|a, b| a.at_bat == b.at_bat) {
            let end = &at_bat[at_bat.len() - 1];
            missing.extend(next..end.at_bat);
            next = end.at_bat.saturating_add(1);
            missing_pitches += (i32::from(end.pitch) - at_bat.len() as i32).max(0);
            if !end.ended {
                unended.push(end.at_bat);
            }
        }
        let Some(game_date) = value::date(date) else {
            return refuse(VerdictCode::BadValue, format!("line {line}: {:?} is no date", text(Some(date))));
        };
        let [game_type] = kind[..] else {
            return refuse(VerdictCode::BadValue, format!("line {line}: {:?} is no game_type", text(Some(kind))));
        };
        Ok(GameFacts {
            game_pk: *game_pk,
            game_date,
            game_type: char::from(game_type),
            home_code: text(Some(home)),
            away_code: text(Some(away)),
            rows: start..start + rows.len(),
            max_at_bat: last.at_bat,
            missing_at_bats: missing,
            unended_at_bats: unended,
            missing_pitches,
            home_score: last.home,
            away_score: last.away,
        })
    }
}

fn unreadable(line: u64, column: &Column, raw: &[u8]) -> Refusal {
    let (name, raw) = (column.name, text(Some(raw)));
    Refusal::new(VerdictCode::BadValue, format!("line {line}, column {name}: cannot read {raw:?} as {:?}", column.kind))
}
