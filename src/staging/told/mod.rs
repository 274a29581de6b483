//! Games as they were told and scored, whoever told them: parts of turns, appearances, fielding, line score and box
//! score, encoded for COPY.
//!
//! An upstream's adapter (`feed`, `retrosheet`) fills in a [`Told`]. The same game always gives the same bytes and the
//! same hash; the hash leaves out the revision.

mod column;

use sqlx::PgConnection;

use super::copy::{Tuples, copy, statement};
use crate::scoring::Scored;
use crate::source::Cell;

use column::{APPEARANCE, BOX, Column, FIELDING, Fielded, HEADER, INNING, PART, Played};
pub use column::{BoxLine, Header, Inning, Totals};

/// Who tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// Live feeds of StatsAPI.
    Statsapi,
    /// Event files of Retrosheet.
    Retrosheet,
}

impl Teller {
    /// As the column `source` has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statsapi => "statsapi",
            Self::Retrosheet => "retrosheet",
        }
    }
}

/// A game as told.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// Who tells it.
    pub teller: Teller,
    /// The game as a whole.
    pub header: Header,
    /// What the scorer made of it.
    pub scored: &'a Scored,
    /// Its line score.
    pub innings: Vec<Inning>,
    /// Its box score.
    pub boxes: Vec<BoxLine>,
    /// When it was told, as the teller says.
    pub revision: Option<String>,
}

/// One game, ready to be copied.
#[derive(Debug, Clone)]
pub struct ToldRows {
    /// The number it is kept by.
    pub game_id: i32,
    /// blake3 of everything but the revision.
    pub content_hash: [u8; 32],
    /// When it was told, as the teller says.
    pub revision: Option<String>,
    /// Turns at bat.
    pub plays: i16,
    /// Everybody who played.
    pub people: Vec<i32>,
    /// Where the account contradicts itself, or says what nobody knows.
    pub findings: Vec<String>,
    /// Tuples of each of [`TABLES`].
    tuples: [Vec<u8>; TABLES.len()],
}

/// A table: its name and columns.
struct Table {
    name: &'static str,
    columns: fn() -> Vec<&'static str>,
}

/// The tables of told games.
const TABLES: [Table; 6] = [
    Table { name: "told_game", columns: || names(HEADER).into_iter().chain(["content_hash", "revision"]).collect() },
    Table { name: "told_part", columns: || names(PART) },
    Table { name: "told_appearance", columns: || names(APPEARANCE) },
    Table { name: "told_fielding", columns: || names(FIELDING) },
    Table { name: "told_inning", columns: || names(INNING) },
    Table { name: "told_box", columns: || names(BOX) },
];

/// Every row begins with its teller and its game.
fn names<T>(columns: &[Column<T>]) -> Vec<&'static str> {
    ["source", "game_id"].into_iter().chain(columns.iter().map(|x| x.0)).collect()
}

/// Encodes a game. `content_hash` is given where the game's numbers may change and its content is the same.
#[must_use]
pub fn encode(told: &Told<'_>, content_hash: Option<[u8; 32]>) -> ToldRows {
    let (header, scored) = (&told.header, told.scored);
    let key = (told.teller, header.game_id);
    let mut tuples: [Tuples; TABLES.len()] = Default::default();
    let [games, parts, appearances, fielding, innings, boxes] = &mut tuples;

    for part in &scored.parts {
        row(parts, key, PART, part, 0);
    }
    for (side, team) in [header.away_team_id, header.home_team_id].into_iter().enumerate() {
        let is_home = side == 1;
        for appearance in &scored.appearances[side] {
            let positions = appearance.positions.iter().map(|x| i16::from(*x)).collect();
            let decisions = scored.decisions[side].get(&appearance.player).copied();
            let appearance = appearance.clone();
            row(appearances, key, APPEARANCE, &Played { team, is_home, appearance, positions, decisions }, 0);
        }
        for ((player, position), there) in &scored.fielding[side] {
            let (player, position) = (*player, i16::from(*position));
            row(fielding, key, FIELDING, &Fielded { team, is_home, player, position, fielding: *there }, 0);
        }
    }
    for inning in &told.innings {
        row(innings, key, INNING, inning, 0);
    }
    for line in &told.boxes {
        row(boxes, key, BOX, line, 0);
    }
    row(games, key, HEADER, header, 2);
    let content_hash = content_hash.unwrap_or_else(|| {
        let mut hasher = blake3::Hasher::new();
        for table in &[&*games, parts, appearances, fielding, innings, boxes] {
            hasher.update(&table.bytes);
        }
        *hasher.finalize().as_bytes()
    });
    games.cell(Cell::Bytes(&content_hash));
    games.cell(told.revision.as_deref().filter(|x| !x.is_empty()).map_or(Cell::Null, |x| Cell::Text(x.as_bytes())));
    ToldRows {
        game_id: header.game_id,
        content_hash,
        revision: told.revision.clone(),
        plays: header.plays,
        people: scored.appearances.iter().flatten().map(|x| x.player).collect(),
        findings: header.findings.clone(),
        tuples: tuples.map(|x| x.bytes),
    }
}

/// Begins a row and writes its columns; the caller adds `more`.
fn row<T>(to: &mut Tuples, (teller, game_id): (Teller, i32), columns: &[Column<T>], from: &T, more: i16) {
    to.begin(columns.len() as i16 + 2 + more);
    to.cell(Cell::Text(teller.name().as_bytes()));
    to.cell(Cell::Int4(game_id));
    for (_, cell) in columns {
        to.cell(cell(from));
    }
}

/// Copies games; deletes nothing. Returns the number of rows.
///
/// # Errors
/// What the database says; a game that is there already is an error.
pub async fn copy_games(conn: &mut PgConnection, games: &[&ToldRows]) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    for (place, table) in TABLES.iter().enumerate() {
        let parts: Vec<&[u8]> = games.iter().map(|x| x.tuples[place].as_slice()).collect();
        rows += copy(conn, &statement(table.name, (table.columns)().into_iter()), &parts).await?;
    }
    Ok(rows)
}

/// Removes what a teller told of games.
///
/// # Errors
/// What the database says.
pub async fn delete(conn: &mut PgConnection, teller: Teller, games: &[i32]) -> Result<(), sqlx::Error> {
    for table in TABLES {
        let sql = format!("DELETE FROM staging.{} WHERE source = $1 AND game_id = ANY($2)", table.name);
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(teller.name()).bind(games).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Gives what a teller told of games other numbers: (old, new).
///
/// # Errors
/// What the database says; a number that is another game's is an error.
pub async fn renumber(conn: &mut PgConnection, teller: Teller, games: &[(i32, i32)]) -> Result<(), sqlx::Error> {
    if games.is_empty() {
        return Ok(());
    }
    let (old, new): (Vec<i32>, Vec<i32>) = games.iter().copied().unzip();
    for table in TABLES {
        let sql = format!(
            "UPDATE staging.{} t SET game_id = m.new FROM unnest($2::int[], $3::int[]) AS m (old, new) \
             WHERE t.source = $1 AND t.game_id = m.old",
            table.name
        );
        let update = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(teller.name()).bind(&old).bind(&new);
        update.execute(&mut *conn).await?;
    }
    Ok(())
}
