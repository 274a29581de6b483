//! `liveData.boxscore`, written from the lines the scorer kept.

use super::super::game::PlayedSide;
use super::super::lines::{Batting, Fielding, Pitching};
use super::super::roster::PlayerIndex;
use super::super::side::Participant;
use super::super::statsapi_json::{position_json, position_of};
use super::{FeedState, Sheet};
use serde_json::{Map, Value, json};

/// Both teams; of a game that has not ended only its line-ups.
pub(super) fn write(sheet: &Sheet<'_>, state: FeedState) -> Value {
    json!({
        "teams": {"away": team(sheet, 0, state), "home": team(sheet, 1, state)},
        "officials": [],
        "info": [],
        "pitchingNotes": [],
        "topPerformers": [],
    })
}

fn team(sheet: &Sheet<'_>, number: usize, state: FeedState) -> Value {
    let side = &sheet.played.sides[number];
    let club = [sheet.fixture.away.club, sheet.fixture.home.club][number];
    let id = |player: &PlayerIndex| sheet.player(*player).id;
    let finished = state == FeedState::Final;
    let mut players = Map::new();
    for known in side.participants.iter().filter(|known| finished || !known.substitute) {
        let entry = participant(sheet, side, known, club.id, finished);
        players.insert(format!("ID{}", id(&known.player)), entry);
    }
    for spare in side.bench.iter().chain(&side.bullpen) {
        // Who was traded in the middle of a suspended game may be on a bench and have played.
        players.entry(format!("ID{}", id(spare))).or_insert_with(|| {
            json!({"person": sheet.named(*spare), "jerseyNumber": sheet.player(*spare).number.to_string(),
                "position": position_of(sheet.player(*spare)), "status": {"code": "A", "description": "Active"},
                "parentTeamId": club.id, "stats": {"batting": {}, "pitching": {}, "fielding": {}},
                "seasonStats": {}, "gameStatus": game_status(true, false)})
        });
    }
    let mut order: Vec<&Participant> = side.participants.iter().filter(|known| known.order.is_some()).collect();
    order.sort_by_key(|known| known.order);
    let current = |place: u16| order.iter().rfind(|known| known.order.is_some_and(|order| order / 100 == place));
    let staff: Vec<i32> = side.staff.iter().map(id).collect();
    let mut batters: Vec<i32> = order.iter().map(|known| id(&known.player)).collect();
    batters.extend(staff.iter().filter(|pitcher| !order.iter().any(|known| id(&known.player) == **pitcher)));
    let mut batting = Batting::default();
    side.batting.values().for_each(|line| batting += *line);
    let mut pitching = Pitching::default();
    side.pitching.values().for_each(|line| pitching += *line);
    let mut fielding = Fielding::default();
    side.fielding.values().for_each(|line| fielding += *line);
    json!({
        "team": {"id": club.id, "name": club.name(), "link": format!("/api/v1/teams/{}", club.id)},
        "teamStats": {
            "batting": batting_stats(&batting),
            "pitching": pitching_stats(&pitching),
            "fielding": fielding_stats(&fielding),
        },
        "players": players,
        "batters": batters,
        "pitchers": staff,
        "bench": side.bench.iter().map(id).collect::<Vec<_>>(),
        "bullpen": side.bullpen.iter().map(id).collect::<Vec<_>>(),
        "battingOrder": (1..=9).filter_map(current).map(|known| id(&known.player)).collect::<Vec<_>>(),
        "info": [],
        "note": [],
    })
}

fn game_status(on_bench: bool, substitute: bool) -> Value {
    json!({"isCurrentBatter": false, "isCurrentPitcher": false, "isOnBench": on_bench, "isSubstitute": substitute})
}

fn participant(sheet: &Sheet<'_>, side: &PlayedSide, known: &Participant, club: i32, finished: bool) -> Value {
    let player = sheet.player(known.player);
    let last = known.positions.last().copied().unwrap_or(1);
    let mut entry = json!({
        "person": sheet.named(known.player),
        "jerseyNumber": player.number.to_string(),
        "position": position_json(last),
        "status": {"code": "A", "description": "Active"},
        "parentTeamId": club,
        "stats": {"batting": {}, "pitching": {}, "fielding": {}},
        "seasonStats": {},
        "gameStatus": game_status(false, known.substitute),
        "allPositions": known.positions.iter().map(|position| position_json(*position)).collect::<Vec<_>>(),
    });
    if let Some(order) = known.order {
        entry["battingOrder"] = json!(order.to_string());
    }
    if !finished {
        return entry;
    }
    if let Some(line) = side.batting.get(&known.player) {
        entry["stats"]["batting"] = batting_stats(line);
        entry["stats"]["batting"]["gamesPlayed"] = json!(line.g);
    }
    if let Some(line) = side.pitching.get(&known.player) {
        entry["stats"]["pitching"] = pitching_stats(line);
    }
    let mut fielding = Fielding::default();
    for ((_, _), line) in side.fielding.range((known.player, 0)..=(known.player, 9)) {
        fielding += *line;
    }
    entry["stats"]["fielding"] = fielding_stats(&fielding);
    if fielding.gs > 0 {
        entry["stats"]["fielding"]["gamesStarted"] = json!(1);
    }
    entry
}

/// Counters by their names in the feed.
fn counts(pairs: &[(&str, u32)]) -> Value {
    Value::Object(pairs.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect())
}

fn batting_stats(c: &Batting) -> Value {
    counts(&[
        ("flyOuts", c.fly_outs),
        ("groundOuts", c.ground_outs),
        ("airOuts", c.air_outs),
        ("popOuts", c.pop_outs),
        ("lineOuts", c.line_outs),
        ("runs", c.r),
        ("doubles", c.doubles),
        ("triples", c.triples),
        ("homeRuns", c.hr),
        ("strikeOuts", c.so),
        ("baseOnBalls", c.bb),
        ("intentionalWalks", c.ibb),
        ("hits", c.h),
        ("hitByPitch", c.hbp),
        ("atBats", c.ab),
        ("caughtStealing", c.cs),
        ("stolenBases", c.sb),
        ("groundIntoDoublePlay", c.gidp),
        ("groundIntoTriplePlay", c.gitp),
        ("plateAppearances", c.pa),
        ("totalBases", c.total_bases()),
        ("rbi", c.rbi),
        ("leftOnBase", c.lob),
        ("sacBunts", c.sh),
        ("sacFlies", c.sf),
        ("catchersInterference", c.ci),
        ("pickoffs", c.po),
    ])
}

fn pitching_stats(c: &Pitching) -> Value {
    let mut line = counts(&[
        ("gamesPlayed", c.g),
        ("gamesStarted", c.gs),
        ("flyOuts", c.fly_outs),
        ("groundOuts", c.ground_outs),
        ("airOuts", c.air_outs),
        ("popOuts", c.pop_outs),
        ("lineOuts", c.line_outs),
        ("runs", c.r),
        ("doubles", c.doubles),
        ("triples", c.triples),
        ("homeRuns", c.hr),
        ("strikeOuts", c.so),
        ("baseOnBalls", c.bb),
        ("intentionalWalks", c.ibb),
        ("hits", c.h),
        ("hitByPitch", c.hbp),
        ("atBats", c.ab),
        ("caughtStealing", c.cs),
        ("stolenBases", c.sb),
        ("numberOfPitches", c.pitches),
        ("wins", c.w),
        ("losses", c.l),
        ("saves", c.sv),
        ("saveOpportunities", c.svo),
        ("holds", c.hld),
        ("blownSaves", c.bs),
        ("earnedRuns", c.er),
        ("battersFaced", c.bf),
        ("outs", c.outs),
        ("gamesPitched", c.g),
        ("completeGames", c.cg),
        ("shutouts", c.sho),
        ("pitchesThrown", c.pitches),
        ("balls", c.balls),
        ("strikes", c.strikes),
        ("hitBatsmen", c.hbp),
        ("balks", c.bk),
        ("wildPitches", c.wp),
        ("pickoffs", c.pk),
        ("rbi", c.rbi),
        ("gamesFinished", c.gf),
        ("inheritedRunners", c.ir),
        ("inheritedRunnersScored", c.irs),
        ("catchersInterference", c.ci),
        ("sacBunts", c.sh),
        ("sacFlies", c.sf),
    ]);
    line["inningsPitched"] = json!(format!("{}.{}", c.outs / 3, c.outs % 3));
    line
}

/// A fielder's line at all his positions.
fn fielding_stats(c: &Fielding) -> Value {
    counts(&[
        ("caughtStealing", c.cs),
        ("stolenBases", c.sb),
        ("assists", c.a),
        ("putOuts", c.po),
        ("errors", c.e),
        ("chances", c.a + c.po + c.e),
        ("passedBall", c.pb),
        ("pickoffs", c.pk),
    ])
}
