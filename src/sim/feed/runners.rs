//! `runners` of a play: one entry for each leg of each runner.

use super::super::log::{Move, TurnLog};
use super::super::statsapi_json::position_json;
use super::Sheet;
use super::plays::base;
use serde_json::{Value, json};

/// One leg.
pub(super) fn write(sheet: &Sheet<'_>, log: &TurnLog, leg: &Move) -> Value {
    let (event, event_type) = leg.cause.names(log.title);
    let end = leg.end.and_then(|end| if end == 4 { Some("score") } else { base(end) });
    let credits: Vec<Value> = leg
        .credits
        .iter()
        .map(|(player, position, deed)| {
            json!({"player": sheet.short(*player), "position": position_json(*position), "credit": deed.word()})
        })
        .collect();
    json!({
        "movement": {
            "originBase": base(leg.origin),
            "start": base(leg.start),
            "end": end,
            "outBase": leg.out.and_then(|(at, _)| base(at)),
            "isOut": leg.out.is_some(),
            "outNumber": leg.out.map(|(_, number)| number),
        },
        "details": {
            "event": event,
            "eventType": event_type,
            "movementReason": leg.reason,
            "runner": sheet.named(leg.runner),
            "responsiblePitcher": leg.scoring.map(|scoring| sheet.short(scoring.pitcher)),
            "isScoringEvent": leg.scoring.is_some(),
            "rbi": leg.scoring.is_some_and(|scoring| scoring.batted_in),
            "earned": leg.scoring.is_some_and(|scoring| scoring.earned),
            "teamUnearned": leg.scoring.is_some_and(|scoring| scoring.team_unearned),
            "playIndex": leg.index,
        },
        "credits": credits,
    })
}
