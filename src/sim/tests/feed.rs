//! The live feed against the rows of Savant, against itself, and against the book.

use super::table::{Row, Table};
use crate::sim::{Batting, Book, Fielding, GameRecord, League, Pitching, SimConfig};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Checks the feed of every game of a league.
pub(super) fn check(league: &League) {
    for day in league.days() {
        let table = Table::read(&league.savant_csv(day));
        let mut rows: BTreeMap<i32, BTreeMap<(i32, i32), Row<'_>>> = BTreeMap::new();
        for row in table.rows() {
            let key = (row.int("at_bat_number"), row.int("pitch_number"));
            rows.entry(row.int("game_pk")).or_default().insert(key, row);
        }
        for (game_pk, rows) in rows {
            let feed: Value = serde_json::from_slice(&league.feed_json(game_pk).unwrap()).unwrap();
            let record = league.book().games.iter().find(|game| game.game_pk == game_pk).unwrap();
            check_pitches(&feed, &rows);
            check_plays(league.book(), &feed, record);
            check_box(league.book(), &feed, record);
        }
    }
    assert_eq!(league.feed_json(1), None);
}

fn plays(feed: &Value) -> &[Value] {
    feed["liveData"]["plays"]["allPlays"].as_array().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn int(value: &Value) -> i32 {
    value.as_i64().unwrap_or_else(|| panic!("{value} is no number")) as i32
}

/// Every pitch of the feed is a row of Savant and says the same.
fn check_pitches(feed: &Value, rows: &BTreeMap<(i32, i32), Row<'_>>) {
    let mut seen = BTreeSet::new();
    for play in plays(feed) {
        let at_bat = int(&play["about"]["atBatIndex"]) + 1;
        let pitches: Vec<&Value> = list(&play["playEvents"]).iter().filter(|event| event["isPitch"] == true).collect();
        for (i, event) in pitches.iter().enumerate() {
            let key = (at_bat, int(&event["pitchNumber"]));
            let row = rows.get(&key).unwrap_or_else(|| panic!("no row for {key:?}"));
            seen.insert(key);
            let number = |value: &Value, column: &str| {
                let (feed, row) = (value.as_f64().unwrap(), row.number(column).unwrap());
                assert!((feed - row).abs() < 0.006, "{column} of {key:?} is {feed} in the feed, {row} in the row");
            };
            let data = &event["pitchData"];
            number(&data["startSpeed"], "release_speed");
            number(&data["coordinates"]["pX"], "plate_x");
            number(&data["coordinates"]["pZ"], "plate_z");
            number(&data["zone"], "zone");
            assert_eq!(event["details"]["type"]["code"], row.text("pitch_type"));
            assert_eq!(event["details"]["isInPlay"] == true, row.text("type") == "X");
            assert_eq!(event["details"]["isBall"] == true, row.text("type") == "B");
            if !row.text("launch_speed").is_empty() && row.text("type") == "X" {
                number(&event["hitData"]["launchSpeed"], "launch_speed");
                number(&event["hitData"]["launchAngle"], "launch_angle");
                number(&event["hitData"]["coordinates"]["coordX"], "hc_x");
            }
            assert_eq!(int(&event["count"]["outs"]), row.int("outs_when_up"));
            assert_eq!(play["about"]["inning"], row.int("inning"));
            let last = i + 1 == pitches.len();
            if last {
                assert_eq!(play["matchup"]["pitcher"]["id"], row.int("pitcher"));
                assert_eq!(play["matchup"]["batter"]["id"], row.int("batter"));
                assert_eq!(play["matchup"]["batSide"]["code"], row.text("stand"));
            }
            if !row.text("events").is_empty() && row.text("events") != "truncated_pa" {
                assert_eq!(play["result"]["eventType"], row.text("events"));
                assert_eq!(play["result"]["description"], row.text("des"));
            }
        }
        if pitches.is_empty() {
            assert!(["intent_walk"].contains(&play["result"]["eventType"].as_str().unwrap()), "{}", play["result"]);
        }
    }
    assert_eq!(seen.len(), rows.len(), "every row is a pitch of the feed");
}

/// What the plays add up to.
#[derive(Default)]
struct Sums {
    batting: BTreeMap<i32, Batting>,
    pitching: BTreeMap<i32, Pitching>,
    fielding: BTreeMap<i32, Fielding>,
}

/// Bases and outs are taken from one play to the next; runs, outs and errors add up to the book's.
fn check_plays(book: &Book, feed: &Value, record: &GameRecord) {
    let mut sums = Sums::default();
    let mut score = [0, 0];
    let mut outs = 0;
    let mut half = (0, Value::Null);
    let mut on: [Option<i32>; 3] = [None; 3];
    let turns = book.plate_appearances.iter().filter(|pa| pa.game_pk == record.game_pk);
    let turns: Vec<_> = turns.collect();
    assert_eq!(turns.len(), plays(feed).len());
    for (play, turn) in plays(feed).iter().zip(turns) {
        let about = &play["about"];
        if half != (int(&about["inning"]), about["isTopInning"].clone()) {
            half = (int(&about["inning"]), about["isTopInning"].clone());
            (outs, on) = (0, [None; 3]);
        }
        let bat = usize::from(about["isTopInning"] != true);
        apply_substitutions(play, &mut on);
        for entry in list(&play["runners"]) {
            check_leg(play, entry, &mut on, &mut outs);
            let details = &entry["details"];
            if details["isScoringEvent"] == true {
                score[bat] += 1;
                sums.batting.entry(int(&details["runner"]["id"])).or_default().r += 1;
                let line = sums.pitching.entry(int(&details["responsiblePitcher"]["id"])).or_default();
                line.r += 1;
                line.er += u32::from(details["earned"] == true);
            } else {
                assert!(details["responsiblePitcher"].is_null() && details["rbi"] == false);
            }
            for credit in list(&entry["credits"]) {
                let line = sums.fielding.entry(int(&credit["player"]["id"])).or_default();
                match credit["credit"].as_str().unwrap() {
                    "f_putout" => line.po += 1,
                    "f_assist" => line.a += 1,
                    "f_fielding_error" | "f_throwing_error" | "c_catcher_interf" => line.e += 1,
                    _ => {}
                }
            }
        }
        let result = &play["result"];
        assert_eq!([int(&result["awayScore"]), int(&result["homeScore"])], score);
        assert_eq!(int(&play["count"]["outs"]), outs);
        let batted_in = list(&play["runners"]).iter().filter(|entry| entry["details"]["rbi"] == true).count();
        assert_eq!(int(&result["rbi"]), batted_in as i32);
        assert_eq!(result["rbi"], turn.rbi);
        if outs < 3 {
            let names = ["postOnFirst", "postOnSecond", "postOnThird"];
            let post = names.map(|name| play["matchup"][name]["id"].as_i64().map(|id| id as i32));
            assert_eq!(post, on, "who is on base after play {}", about["atBatIndex"]);
        }
        assert_eq!(play["matchup"]["batter"]["id"], turn.batter_at_end);
        assert_eq!(play["matchup"]["pitcher"]["id"], turn.pitcher_at_end);
    }
    assert_eq!(score, [i32::from(record.away_score), i32::from(record.home_score)]);
    check_sums(book, record, &sums);
}

/// Pinch runners take their base, at once.
fn apply_substitutions(play: &Value, on: &mut [Option<i32>; 3]) {
    for event in list(&play["playEvents"]) {
        if event["position"]["code"] == "12" {
            let base = int(&event["base"]) as usize - 1;
            assert_eq!(on[base], Some(int(&event["replacedPlayer"]["id"])));
            on[base] = Some(int(&event["player"]["id"]));
        }
    }
}

/// One leg of a runner is possible and leaves him where the next finds him.
fn check_leg(play: &Value, entry: &Value, on: &mut [Option<i32>; 3], outs: &mut i32) {
    let movement = &entry["movement"];
    let base = |name: &str| movement[name].as_str().and_then(|base| base[..1].parse::<usize>().ok());
    let runner = int(&entry["details"]["runner"]["id"]);
    let index = int(&entry["details"]["playIndex"]) as usize;
    assert!(index < list(&play["playEvents"]).len());
    if let Some(start) = base("start") {
        assert_eq!(on[start - 1], Some(runner), "{entry}");
        on[start - 1] = None;
    }
    if movement["isOut"] == true {
        *outs += 1;
        assert_eq!(int(&movement["outNumber"]), *outs);
        assert!(movement["end"].is_null());
        let putouts = list(&entry["credits"]).iter().filter(|credit| credit["credit"] == "f_putout").count();
        assert_eq!(putouts, 1, "{entry}");
    } else if movement["end"] != "score" {
        let end = base("end").unwrap();
        assert_eq!(on[end - 1], None, "{entry}");
        on[end - 1] = Some(runner);
    }
}

/// Runs, earned runs, putouts, assists and errors of the plays are those of the book.
fn check_sums(book: &Book, record: &GameRecord, sums: &Sums) {
    let ours = |game_pk: i32| game_pk == record.game_pk;
    let runs = book.batting_lines_by(|line| ours(line.game_pk).then_some(line.player));
    for (player, line) in runs {
        assert_eq!(sums.batting.get(&player).map_or(0, |sum| sum.r), line.r);
    }
    let pitched = book.pitching_lines_by(|line| ours(line.game_pk).then_some(line.player));
    let mut outs = 0;
    for (player, line) in pitched {
        let sum = sums.pitching.get(&player).copied().unwrap_or_default();
        assert_eq!((sum.r, sum.er), (line.r, line.er));
        outs += line.outs;
    }
    let fielded = book.fielding_lines_by(|line| ours(line.game_pk).then_some(line.player));
    let mut putouts = 0;
    for (player, line) in fielded {
        let sum = sums.fielding.get(&player).copied().unwrap_or_default();
        assert_eq!((sum.po, sum.a, sum.e), (line.po, line.a, line.e), "fielder {player} in {}", record.game_pk);
        putouts += line.po;
    }
    assert_eq!(putouts, outs, "every out has a putout");
}

/// Box score, line score and book say the same.
fn check_box(book: &Book, feed: &Value, record: &GameRecord) {
    let live = &feed["liveData"];
    for (side, team, runs) in [("home", record.home, record.home_score), ("away", record.away, record.away_score)] {
        let of_team = &live["boxscore"]["teams"][side];
        let ours = |game_pk: i32, id: i32| game_pk == record.game_pk && id == team;
        let mut sum = 0;
        for line in book.batting.iter().filter(|line| ours(line.game_pk, line.team)) {
            let batting = &of_team["players"][format!("ID{}", line.player)]["stats"]["batting"];
            let c = line.counts;
            let counts = [c.pa, c.ab, c.h, c.rbi, c.lob, c.ground_outs, c.air_outs, c.sb, c.cs];
            let names = [
                "plateAppearances",
                "atBats",
                "hits",
                "rbi",
                "leftOnBase",
                "groundOuts",
                "airOuts",
                "stolenBases",
                "caughtStealing",
            ];
            assert_eq!(names.map(|name| int(&batting[name]) as u32), counts);
            sum += int(&batting["runs"]);
        }
        assert_eq!(sum, i32::from(runs));
        for line in book.pitching.iter().filter(|line| ours(line.game_pk, line.team)) {
            let pitching = &of_team["players"][format!("ID{}", line.player)]["stats"]["pitching"];
            let c = line.counts;
            let counts = [c.outs, c.r, c.er, c.bf, c.pitches, c.ir, c.irs, c.w, c.l, c.sv, c.hld, c.bs];
            let names = [
                "outs",
                "runs",
                "earnedRuns",
                "battersFaced",
                "numberOfPitches",
                "inheritedRunners",
                "inheritedRunnersScored",
                "wins",
                "losses",
                "saves",
                "holds",
                "blownSaves",
            ];
            assert_eq!(names.map(|name| int(&pitching[name]) as u32), counts);
        }
        let total = &live["linescore"]["teams"][side];
        assert_eq!(int(&total["runs"]), i32::from(runs));
        let stats = &of_team["teamStats"];
        assert_eq!(total["hits"], stats["batting"]["hits"]);
        assert_eq!(total["errors"], stats["fielding"]["errors"]);
        let innings: i32 =
            list(&live["linescore"]["innings"]).iter().filter_map(|inning| inning[side]["runs"].as_i64()).sum::<i64>()
                as i32;
        assert_eq!(innings, i32::from(runs));
        let bf = stats["pitching"]["battersFaced"].as_i64().unwrap();
        let other = &live["boxscore"]["teams"][if side == "home" { "away" } else { "home" }]["teamStats"];
        assert_eq!(bf, other["batting"]["plateAppearances"].as_i64().unwrap());
        assert_eq!(list(&of_team["battingOrder"]).len(), 9);
    }
}

/// Counts what the feeds of a league hold: event types of plays, runners and actions, and oddities by name.
fn inventory(league: &League) -> BTreeMap<String, u32> {
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for game in &league.book().games {
        let feed: Value = serde_json::from_slice(&league.feed_json(game.game_pk).unwrap()).unwrap();
        let mut note = |what: &str| *found.entry(what.to_owned()).or_default() += 1;
        for play in plays(&feed) {
            note(&format!("play {}", play["result"]["eventType"].as_str().unwrap()));
            let pitches = list(&play["playEvents"]).iter().filter(|event| event["isPitch"] == true).count();
            if pitches == 0 {
                note("play without pitches");
            }
            let mut pitched = false;
            for event in list(&play["playEvents"]) {
                pitched |= event["isPitch"] == true;
                let word = event["details"]["eventType"].as_str().unwrap_or_else(|| event["type"].as_str().unwrap());
                note(&format!("event {word}"));
                if pitched && event["isSubstitution"] == true {
                    note(&format!("in mid-count {word} {}", event["position"]["code"]));
                }
                if let Some(code) = event["position"]["code"].as_str() {
                    note(&format!("position {code}"));
                }
            }
            let moves = list(&play["runners"]);
            for entry in moves {
                let details = &entry["details"];
                let word = details["eventType"].as_str().unwrap();
                note(&format!("runner {word}"));
                if let Some(reason) = details["movementReason"].as_str() {
                    note(reason);
                }
                let scored = details["isScoringEvent"] == true;
                if scored && details["earned"] == false {
                    note("unearned run");
                }
                if scored && details["earned"] == true && details["teamUnearned"] == true {
                    note("run earned by the pitcher alone");
                }
                if scored && details["responsiblePitcher"]["id"] != play["matchup"]["pitcher"]["id"] {
                    note("inherited run");
                }
                for credit in list(&entry["credits"]) {
                    note(credit["credit"].as_str().unwrap());
                }
                let struck_out = play["result"]["eventType"] == "strikeout" && entry["movement"]["end"] == "1B";
                if struck_out && entry["movement"]["start"].is_null() {
                    note(&format!("third strike not caught: {word}"));
                }
            }
            if moves.iter().filter(|entry| entry["movement"]["isOut"] == true).count() == 3 {
                note("triple play");
            }
        }
    }
    found
}

#[test]
fn every_hard_case_happens_when_they_are_made_common() {
    let league = League::play(&SimConfig { seed: 3, teams: 8, days: 75, hard_cases: 20, ..SimConfig::default() });
    let found = inventory(&league);
    for what in [
        "play intent_walk",
        "play without pitches",
        "play catcher_interf",
        "play caught_stealing_2b",
        "play pickoff_1b",
        "play pickoff_caught_stealing_2b",
        "play strikeout_double_play",
        "play grounded_into_double_play",
        "play double_play",
        "play sac_bunt",
        "play sac_fly",
        "play fielders_choice",
        "play fielders_choice_out",
        "play field_error",
        "play force_out",
        "triple play",
        "event wild_pitch",
        "event passed_ball",
        "event balk",
        "event defensive_indiff",
        "event stolen_base_2b",
        "event stolen_base_3b",
        "event caught_stealing_2b",
        "event pickoff_1b",
        "event pickoff_error_1b",
        "event pickoff",
        "event stepoff",
        "event mound_visit",
        "event runner_placed",
        "event game_advisory",
        "event offensive_substitution",
        "event defensive_substitution",
        "event defensive_switch",
        "position 11",
        "position 12",
        "in mid-count pitching_substitution \"1\"",
        "in mid-count offensive_substitution \"11\"",
        "runner error",
        "r_out_stretching",
        "r_doubled_off",
        "r_force_out",
        "unearned run",
        "inherited run",
        "run earned by the pitcher alone",
        "f_assist_of",
        "f_throwing_error",
        "f_fielding_error",
        "third strike not caught: wild_pitch",
        "third strike not caught: passed_ball",
        "third strike not caught: strikeout",
    ] {
        assert!(found.contains_key(what), "no {what} among {found:#?}");
    }
    let book = league.book();
    let any = |what: &str, test: fn(&crate::sim::PlateAppearance) -> bool| {
        assert!(book.plate_appearances.iter().any(test), "no {what}");
    };
    any("strikeout of who was replaced", |pa| pa.batter != pa.batter_at_end);
    any("walk of who was relieved", |pa| pa.pitcher != pa.pitcher_at_end);
    let holds = book.pitching_lines_by(|_| Some(()))[&()];
    assert!(holds.hld > 0 && holds.bs > 0 && holds.sv > 0 && holds.ir > 0 && holds.irs > 0 && holds.cg < holds.g);
}
