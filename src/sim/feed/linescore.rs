//! `liveData.linescore` and `decisions`.

use super::super::book::Frame;
use super::super::roster::PlayerIndex;
use super::{FeedState, Sheet};
use serde_json::{Value, json};

/// Ordinal of an inning.
fn ordinal(inning: usize) -> String {
    let ending = match (inning % 10, inning % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{inning}{ending}")
}

/// The line score; of a game in progress only that it is one.
pub(super) fn write(sheet: &Sheet<'_>, state: FeedState) -> Value {
    let record = &sheet.played.record;
    let scheduled = record.scheduled_innings;
    if state != FeedState::Final {
        return json!({"scheduledInnings": scheduled, "innings": [], "teams": {"home": {}, "away": {}},
            "defense": {}, "offense": {}});
    }
    let side = |frame: &Frame| {
        let mut side = json!({"hits": frame.hits, "errors": frame.errors, "leftOnBase": frame.left_on_base});
        if let Some(runs) = frame.runs {
            side["runs"] = json!(runs);
        }
        side
    };
    let innings: Vec<Value> = (1..)
        .zip(&record.frames)
        .map(|(num, [away, home])| {
            json!({"num": num, "ordinalNum": ordinal(num), "home": side(home), "away": side(away)})
        })
        .collect();
    let total = |side: usize, runs: u8| {
        let sum =
            |count: fn(&Frame) -> u8| record.frames.iter().map(|frames| u32::from(count(&frames[side]))).sum::<u32>();
        json!({"runs": runs, "hits": sum(|frame| frame.hits), "errors": sum(|frame| frame.errors),
            "leftOnBase": sum(|frame| frame.left_on_base)})
    };
    let last = sheet.played.logs.last();
    let top = last.is_none_or(|log| log.top);
    json!({
        "currentInning": record.innings,
        "currentInningOrdinal": ordinal(usize::from(record.innings)),
        "inningState": if top { "Top" } else { "Bottom" },
        "inningHalf": if top { "Top" } else { "Bottom" },
        "isTopInning": top,
        "scheduledInnings": scheduled,
        "innings": innings,
        "teams": {"home": total(1, record.home_score), "away": total(0, record.away_score)},
        "defense": {},
        "offense": {},
        "balls": 0,
        "strikes": 0,
        "outs": last.map(|log| log.outs),
    })
}

/// Winner, loser and save.
pub(super) fn decisions(sheet: &Sheet<'_>) -> Value {
    let find = |id: i32| sheet.league.people.iter().position(|player| player.id == id);
    let named = |id: i32| find(id).map(|index| sheet.named(index as PlayerIndex));
    let decided = &sheet.played.record.decisions;
    let mut decisions = json!({"winner": named(decided.winner), "loser": named(decided.loser)});
    if let Some(save) = decided.save {
        decisions["save"] = json!(named(save));
    }
    decisions
}
