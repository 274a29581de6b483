//! `liveData.plays`.

use super::super::log::{Action, ActionKind, BASES, Cause, Happening, TurnLog, What};
use super::super::statsapi_json::{position_json, side_json};
use super::super::tracking;
use super::super::vocabulary::Hand;
use super::{Sheet, pitch, runners};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

/// Seconds between two events.
pub(super) const SECONDS: i64 = 25;

/// Every play, first to last.
pub(super) fn all(sheet: &Sheet<'_>) -> Vec<Value> {
    let mut clock = sheet.start;
    let mut plays = Vec::with_capacity(sheet.played.logs.len());
    let mut before = [0, 0];
    for (index, log) in sheet.played.logs.iter().enumerate() {
        if let Some(resumption) = &sheet.fixture.resumes
            && log.inning == resumption.inning
            && log.top
            && plays.len() == sheet.played.logs.iter().take_while(|known| known.inning < log.inning).count()
        {
            clock += resumption.date - sheet.fixture.date;
        }
        plays.push(play(sheet, index, log, before, &mut clock));
        before = log.score;
    }
    plays
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

fn play(sheet: &Sheet<'_>, index: usize, log: &TurnLog, before: [u8; 2], clock: &mut DateTime<Utc>) -> Value {
    let start = *clock;
    let mut number = 0;
    let mut events: Vec<Value> = Vec::with_capacity(log.events.len());
    for (i, event) in log.events.iter().enumerate() {
        events.push(play_event(sheet, index, i, log, event, &mut number, *clock));
        *clock += Duration::seconds(SECONDS);
    }
    *clock += Duration::seconds(SECONDS);
    let (event, event_type) = log.cause.names(log.title);
    let of = |wanted: fn(&What) -> bool| -> Vec<usize> {
        (0..log.events.len()).filter(|i| wanted(&log.events[*i].what)).collect()
    };
    let hand = |hand: Hand| if hand == Hand::Left { "L" } else { "R" };
    let throws = sheet.player(log.pitcher).throws;
    let men_on = match log.on.map(|on| on.is_some()) {
        [true, true, true] => "Loaded",
        [_, true, _] | [_, _, true] => "RISP",
        [true, _, _] => "Men_On",
        _ => "Empty",
    };
    let mut matchup = json!({
        "batter": sheet.named(log.batter),
        "batSide": side_json(hand(log.side)),
        "pitcher": sheet.named(log.pitcher),
        "pitchHand": side_json(hand(throws)),
        "batterHotColdZones": [],
        "pitcherHotColdZones": [],
        "splits": {"batter": format!("vs_{}HP", hand(throws)), "pitcher": format!("vs_{}HB", hand(log.side)),
            "menOnBase": men_on},
    });
    for (on, name) in log.on.iter().zip(["postOnFirst", "postOnSecond", "postOnThird"]) {
        if let Some(runner) = on {
            matchup[name] = sheet.named(*runner);
        }
    }
    let [away, home] = log.score;
    json!({
        "result": {"type": "atBat", "event": event, "eventType": event_type, "description": log.description,
            "rbi": log.rbi, "awayScore": away, "homeScore": home, "isOut": log.out},
        "about": {"atBatIndex": index, "halfInning": if log.top { "top" } else { "bottom" },
            "isTopInning": log.top, "inning": log.inning, "startTime": instant(start), "endTime": instant(*clock),
            "isComplete": true, "isScoringPlay": log.score != before, "hasReview": false,
            "hasOut": log.moves.iter().any(|leg| leg.out.is_some()), "captivatingIndex": 0},
        "count": {"balls": log.balls, "strikes": log.strikes, "outs": log.outs},
        "matchup": matchup,
        "pitchIndex": of(|what| matches!(what, What::Pitch(_) | What::AutomaticBall)),
        "actionIndex": of(|what| matches!(what, What::Action(_))),
        "runnerIndex": (0..log.moves.len()).collect::<Vec<_>>(),
        "runners": log.moves.iter().map(|leg| runners::write(sheet, log, leg)).collect::<Vec<_>>(),
        "playEvents": events,
        "playEndTime": instant(*clock),
        "atBatIndex": index,
    })
}

fn play_event(
    sheet: &Sheet<'_>,
    turn: usize,
    index: usize,
    log: &TurnLog,
    event: &Happening,
    number: &mut u8,
    at: DateTime<Utc>,
) -> Value {
    let id = format!("{:08x}-{turn:04x}-4000-8000-{index:012x}", sheet.fixture.game_pk);
    let mut entry = json!({
        "index": index,
        "count": {"balls": event.balls, "strikes": event.strikes, "outs": event.outs},
        "startTime": instant(at),
        "endTime": instant(at + Duration::seconds(5)),
        "isPitch": false,
    });
    match &event.what {
        What::Pitch(pitched) => {
            let Some(thrown) = sheet.played.thrown.get(*pitched) else { return entry };
            *number = thrown.number;
            let measures = tracking::measure(&sheet.league.people, sheet.fixture.seed, sheet.fixture.game_pk, thrown);
            let ended = thrown.event.is_some();
            let last = |wanted: fn(&super::super::log::Move) -> bool| {
                ended && log.moves.iter().any(|leg| leg.index == index && wanted(leg))
            };
            let (out, runs) = (last(|leg| leg.out.is_some()), last(|leg| leg.end == Some(4)));
            entry["details"] = pitch::details(thrown, measures.as_ref(), out, runs);
            if let Some(measures) = &measures {
                entry["pitchData"] = pitch::data(measures);
            }
            if let Some(ball) = &thrown.contact {
                entry["hitData"] = pitch::hit(ball, thrown.fielder);
            }
            entry["playId"] = json!(id);
            entry["pitchNumber"] = json!(thrown.number);
            entry["isPitch"] = json!(true);
            entry["type"] = json!("pitch");
        }
        What::AutomaticBall => {
            let text = "Automatic Ball - Intentional";
            entry["details"] = json!({"call": {"code": "VB", "description": text}, "description": text, "code": "VB",
                "isInPlay": false, "isStrike": false, "isBall": true, "isOut": false, "hasReview": false});
            entry["playId"] = json!(id);
            entry["pitchNumber"] = json!(*number);
            entry["type"] = json!("no_pitch");
        }
        What::PickoffThrow { base, catcher } => {
            let base = base.to_string();
            entry["details"] = json!({"description": format!("Pickoff Attempt {base}B"), "code": base,
                "isOut": false, "hasReview": false, "fromCatcher": catcher});
            entry["playId"] = json!(id);
            entry["type"] = json!("pickoff");
        }
        What::StepOff => {
            entry["details"] = json!({"description": "Pitcher Step Off", "code": "PSO", "isOut": false,
                "hasReview": false, "fromCatcher": false, "disengagementNum": 1});
            entry["playId"] = json!(id);
            entry["type"] = json!("stepoff");
        }
        What::Action(action) => action_event(sheet, event, action, &mut entry),
    }
    entry
}

fn action_event(sheet: &Sheet<'_>, event: &Happening, action: &Action, entry: &mut Value) {
    let plain = |name: &str, word: &str| (name.to_owned(), word.to_owned());
    let (name, word) = match action.kind {
        ActionKind::Running(cause) => cause.names(""),
        ActionKind::PitchingSubstitution => plain("Pitching Substitution", "pitching_substitution"),
        ActionKind::OffensiveSubstitution => plain("Offensive Substitution", "offensive_substitution"),
        ActionKind::DefensiveSubstitution => plain("Defensive Sub", "defensive_substitution"),
        ActionKind::DefensiveSwitch => plain("Defensive Switch", "defensive_switch"),
        ActionKind::MoundVisit => plain("Mound Visit", "mound_visit"),
        ActionKind::GameAdvisory => plain("Game Advisory", "game_advisory"),
    };
    let [away, home] = event.score;
    entry["details"] = json!({"description": action.text, "event": name, "eventType": word, "awayScore": away,
        "homeScore": home, "isScoringPlay": event.scoring, "isOut": event.out, "hasReview": false});
    entry["type"] = json!("action");
    if let Some(player) = action.player {
        entry["player"] = sheet.short(player);
    }
    if let Some(position) = action.position {
        entry["position"] = position_json(position);
        entry["isSubstitution"] = json!(true);
    }
    if let Some(order) = action.order {
        entry["battingOrder"] = json!(order.to_string());
    }
    if let Some(replaced) = action.replaced {
        entry["replacedPlayer"] = sheet.short(replaced);
    }
    if let Some(base) = action.base {
        entry["base"] = json!(base);
    }
    if matches!(action.kind, ActionKind::Running(cause) if cause != Cause::RunnerPlaced) {
        entry["isBaseRunningPlay"] = json!(true);
    }
}

/// `playsByInning`: which plays are whose.
pub(super) fn by_inning(plays: &[Value]) -> Vec<Value> {
    let mut innings: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (i, play) in plays.iter().enumerate() {
        let inning = play["about"]["inning"].as_u64().unwrap_or(1) as usize;
        if innings.len() < inning {
            innings.resize(inning, (Vec::new(), Vec::new()));
        }
        let half = &mut innings[inning - 1];
        if play["about"]["isTopInning"] == Value::Bool(true) { half.0.push(i) } else { half.1.push(i) }
    }
    innings
        .into_iter()
        .map(|(top, bottom)| {
            let (first, last) = (top.first().or(bottom.first()), bottom.last().or(top.last()));
            json!({"startIndex": first, "endIndex": last, "top": top, "bottom": bottom,
                "hits": {"away": [], "home": []}})
        })
        .collect()
}

/// `1B` to `3B`, `4B`.
pub(super) fn base(number: u8) -> Option<&'static str> {
    BASES.get(usize::from(number).wrapping_sub(1)).copied()
}
