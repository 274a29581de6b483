//! Whether a body answers what was asked, and whole.

use super::GAME_TYPES;
use super::read::{Facts, GameFacts, RowSink, read};
use crate::source::{Cell, Context, Judgement, Refusal, VerdictCode};
use chrono::NaiveDate;

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The only date rows may have.
    pub date: NaiveDate,
    /// The only game rows may have, when one game was asked for.
    pub game_pk: Option<i32>,
}

/// Skipped pitch numbers, as a share of rows, above which rows are missing. Recorded clean days have at most 0.2 %.
const MISSING_PITCHES: f64 = 0.01;

/// Missing at-bats, as a share of all, above which rows are missing. Intentional walks have no rows: recorded clean days
/// have at most 0.7 %, single games 4 %.
const MISSING_AT_BATS: f64 = 0.05;

/// A few missing at-bats of a short body are no sign.
const FEW_AT_BATS: usize = 5;

/// The verdict on a body.
#[must_use]
pub fn judge(body: &[u8], asked: Asked, context: &Context) -> Judgement {
    match read(body, &mut Discard) {
        Err(refusal) => Judgement::refused(refusal),
        Ok(facts) => {
            let mut judgement = match check(&facts, asked, context) {
                Err(refusal) => Judgement::refused(refusal),
                Ok(detail) => Judgement::accepted(detail, 0),
            };
            judgement.rows = i32::try_from(facts.order.len()).unwrap_or(i32::MAX);
            judgement.notes = notes(&facts);
            judgement.games = facts.games.iter().map(|x| x.game_pk).collect();
            judgement.columns = facts.columns;
            judgement.filled_columns = facts.filled_columns;
            judgement.unknown_columns = facts.unknown_columns;
            judgement
        }
    }
}

/// What is wrong with a body that could be read, or one line on what it holds.
fn check(facts: &Facts, asked: Asked, context: &Context) -> Result<String, Refusal> {
    let date = asked.date;
    for game in &facts.games {
        belongs(game, asked)?;
    }
    let gone = |x: &&String| !facts.columns.contains(*x);
    // A body of one game need not fill what another fills, but it is asked for under the same header.
    let lost: Vec<_> = context.filled_before.iter().filter(gone).map(String::as_str).collect();
    if !lost.is_empty() {
        let detail = format!("the header has no {}, which had values in the body accepted before", lost.join(", "));
        return Err(Refusal::new(VerdictCode::ColumnsLost, detail));
    }
    if facts.games.is_empty() {
        if context.games_expected == Some(0) && asked.game_pk.is_none() {
            return Ok(format!("no rows, and the schedule has no completed game on {date}"));
        }
        let detail = match context.games_expected {
            Some(games) => format!("a header and no rows, but the schedule has {games} completed games on {date}"),
            None => format!("a header and no rows for {date}: no games, or not loaded yet; crawl the schedule to know"),
        };
        return Err(Refusal::new(VerdictCode::HeaderOnly, detail));
    }
    complete(facts)?;
    let (rows, games) = (facts.order.len(), facts.games.len());
    Ok(format!("{rows} rows of {games} {}", if games == 1 { "game" } else { "games" }))
}

fn belongs(game: &GameFacts, asked: Asked) -> Result<(), Refusal> {
    let (pk, date) = (game.game_pk, game.game_date);
    if let Some(wanted) = asked.game_pk.filter(|x| *x != pk) {
        return Err(Refusal::new(VerdictCode::WrongGame, format!("rows of game {pk}, asked for {wanted}; ask again")));
    }
    if date != asked.date {
        let detail = format!("rows of {date} (game {pk}), asked for {}: the filter was ignored; ask again", asked.date);
        return Err(Refusal::new(VerdictCode::WrongDates, detail));
    }
    let kind = game.game_type;
    if !GAME_TYPES.contains(&kind) {
        let detail = format!("game {pk} is of type {kind}, which was not asked for; ask again");
        return Err(Refusal::new(VerdictCode::WrongGameType, detail));
    }
    Ok(())
}

fn complete(facts: &Facts) -> Result<(), Refusal> {
    let rows = facts.order.len();
    let pitches: i32 = facts.games.iter().map(|x| x.missing_pitches).sum();
    if f64::from(pitches) > rows as f64 * MISSING_PITCHES {
        let detail = format!("{pitches} pitch numbers are skipped among {rows} rows: rows are missing; ask again");
        return Err(Refusal::new(VerdictCode::RowsMissing, detail));
    }
    let missing: usize = facts.games.iter().map(|x| x.missing_at_bats.len()).sum();
    let all: i32 = facts.games.iter().map(|x| i32::from(x.max_at_bat)).sum();
    if missing > FEW_AT_BATS && missing as f64 > f64::from(all) * MISSING_AT_BATS {
        let detail = format!("{missing} of {all} at-bats have no row: rows are missing; ask again");
        return Err(Refusal::new(VerdictCode::RowsMissing, detail));
    }
    Ok(())
}

fn notes(facts: &Facts) -> Vec<String> {
    let mut notes = Vec::new();
    if facts.duplicates() > 0 {
        notes.push(format!("{} rows stood twice and count once", facts.duplicates()));
    }
    if facts.odd_counts > 0 {
        notes.push(format!("{} rows have more than three balls or two strikes before the pitch", facts.odd_counts));
    }
    if !facts.unknown_columns.is_empty() {
        notes.push(format!("unknown columns kept in `extra`: {}", facts.unknown_columns.join(", ")));
    }
    let skipped: i32 = facts.games.iter().map(|x| x.missing_pitches).sum();
    if skipped > 0 {
        notes.push(format!("{skipped} pitch numbers are skipped"));
    }
    notes
}

/// Reading for the verdict alone.
pub(super) struct Discard;

impl RowSink for Discard {
    fn begin(&mut self) {}
    fn cell(&mut self, _: Cell<'_>) {}
    fn extra(&mut self, _: Option<&[u8]>) {}
    fn end(&mut self) {}
}
