//! The bodies of the other upstreams, and what makes a league reproducible.

use crate::sim::{League, SimConfig};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Checks schedule, people, teams and register.
pub(super) fn check(league: &League) {
    check_schedule(league);
    let ids: Vec<i32> = league.players().iter().map(|player| player.id).chain([1]).collect();
    let people: Value = serde_json::from_slice(&league.people_json(&ids)).unwrap();
    let people = people["people"].as_array().unwrap();
    assert_eq!(people.len(), league.players().len(), "an unknown id is left out");
    for (json, player) in people.iter().zip(league.players()) {
        assert_eq!(json["id"], player.id);
        assert_eq!(json["fullName"], player.name.full());
        assert_eq!(json["batSide"]["code"], player.bats.code());
        assert_eq!(json["birthDate"], player.born.to_string());
    }
    for season in league.seasons() {
        let teams: Value = serde_json::from_slice(&league.teams_json(season)).unwrap();
        assert_eq!(teams["teams"].as_array().unwrap().len(), league.config().teams);
        assert!(teams["teams"].as_array().unwrap().iter().all(|team| team["season"] == season));
    }
    check_register(league);
}

fn check_schedule(league: &League) {
    let (from, to) = league.span();
    let body: Value = serde_json::from_slice(&league.schedule_json(from, to)).unwrap();
    let mut final_games = BTreeMap::new();
    let mut postponed = BTreeSet::new();
    let mut resumed = BTreeMap::new();
    let mut total = 0;
    for day in body["dates"].as_array().unwrap() {
        let games = day["games"].as_array().unwrap();
        assert_eq!(day["totalGames"], games.len());
        total += games.len();
        for game in games {
            let pk = game["gamePk"].as_i64().unwrap() as i32;
            assert_eq!(game["season"], game["officialDate"].as_str().unwrap()[..4]);
            match game["status"]["codedGameState"].as_str().unwrap() {
                "F" if game["resumedFromDate"].is_string() => {
                    assert_eq!(game["resumedFromDate"], game["officialDate"]);
                    resumed.insert(pk, day["date"].as_str().unwrap().to_owned());
                }
                "C" => {
                    assert!(league.book().cancelled.iter().any(|game| game.game_pk == pk));
                    assert!(game["teams"]["home"]["score"].is_null());
                }
                "F" => {
                    assert_eq!(game["officialDate"], day["date"]);
                    assert!(final_games.insert(pk, game.clone()).is_none(), "a game is final once");
                }
                "D" => {
                    assert_eq!(game["rescheduleGameDate"], game["officialDate"]);
                    assert_ne!(game["officialDate"], day["date"]);
                    assert!(game["teams"]["home"]["score"].is_null());
                    postponed.insert(pk);
                }
                other => panic!("{other}"),
            }
        }
    }
    assert_eq!(body["totalGames"], total);
    assert_eq!(final_games.len(), league.book().games.len());
    for game in &league.book().games {
        let entry = &final_games[&game.game_pk];
        assert_eq!(entry["teams"]["home"]["score"], game.home_score);
        assert_eq!(entry["teams"]["away"]["team"]["id"], game.away);
        assert_eq!(entry["gameNumber"], game.number);
        assert_eq!(entry["resumeGameDate"].as_str(), resumed.get(&game.game_pk).map(String::as_str));
        assert_eq!(resumed.get(&game.game_pk).cloned(), game.resumed_on.map(|day| day.to_string()));
        assert_eq!(postponed.contains(&game.game_pk), game.postponed_from.is_some());
        let records = ["home", "away"].map(|side| &entry["teams"][side]["leagueRecord"]);
        assert!(records.iter().all(|r| r["wins"].as_u64().unwrap() + r["losses"].as_u64().unwrap() > 0));
    }
}

fn check_register(league: &League) {
    let mut by_mlbam = BTreeMap::new();
    let mut rows = 0;
    for digit in 0..16 {
        let body = league.register_people_csv(digit);
        let mut reader = csv::Reader::from_reader(&body[..]);
        assert_eq!(reader.headers().unwrap().len(), 40);
        for record in reader.records() {
            let record = record.unwrap();
            rows += 1;
            assert_eq!(u8::from_str_radix(&record[1][..1], 16).unwrap(), digit, "a shard holds its own");
            assert_eq!(record[0], record[1][..8]);
            if !record[2].is_empty() {
                by_mlbam.insert(record[2].parse::<i32>().unwrap(), (record[3].to_owned(), record[12].to_owned()));
            }
        }
    }
    assert!(rows > league.players().len(), "there are people without an MLBAM id");
    assert_eq!(by_mlbam.len(), league.players().len());
    for player in league.players() {
        let (retro, last) = &by_mlbam[&player.id];
        assert_eq!(retro, player.identifiers.retro.as_deref().unwrap_or_default());
        assert_eq!(*last, player.name.last);
    }
    let names = league.register_names_csv();
    let mut reader = csv::Reader::from_reader(&names[..]);
    assert_eq!(reader.headers().unwrap().len(), 16);
    for record in reader.records() {
        let record = record.unwrap();
        assert!(record[9].is_ascii() && !(record[1].is_ascii() && record[2].is_ascii()));
    }
}

fn digest(league: &League) -> String {
    let mut hash = Sha256::new();
    for day in league.days() {
        hash.update(league.savant_csv(day));
    }
    let (from, to) = league.span();
    hash.update(league.schedule_json(from, to));
    for game in &league.book().games {
        hash.update(league.feed_json(game.game_pk).unwrap());
    }
    (0..16).for_each(|digit| hash.update(league.register_people_csv(digit)));
    hex::encode(hash.finalize())
}

#[test]
fn equal_configurations_give_equal_bytes() {
    let cfg = SimConfig { days: 4, ..SimConfig::default() };
    let one = League::play(&cfg);
    assert_eq!(digest(&one), digest(&League::play(&cfg)));
    assert_ne!(digest(&one), digest(&League::play(&SimConfig { seed: cfg.seed + 1, ..cfg.clone() })));
    // The order of asking does not matter.
    let day = one.days()[2];
    assert_eq!(one.savant_csv(day), League::play(&cfg).savant_csv(day));
}

/// Pinned, so that a machine, a compiler or a library that plays another league is noticed. A change of
/// the league changes it: then write the new one here.
#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let cfg = SimConfig { seed: 1, teams: 2, days: 3, ..SimConfig::default() };
    assert_eq!(digest(&League::play(&cfg)), "a880d48ab32a71e03feec12c06c3f7d924c06bc08860f34f875c98d5ff1dd724");
}

#[test]
fn a_day_without_games_has_the_header_only() {
    let league = League::play(&SimConfig { days: 20, ..SimConfig::default() });
    let off = league.config().opening_day_of(2025) + chrono::Days::new(13);
    assert!(!league.days().contains(&off));
    let body = league.savant_csv(off);
    assert!(body.starts_with("\u{feff}\"pitch_type\",".as_bytes()));
    assert!(body.ends_with(b"\"intercept_ball_minus_batter_pos_y_inches\""));
}

/// Whoever recorded it, the header of the real service is ours.
#[test]
fn the_header_is_that_of_a_recorded_body() {
    let Some(shared) = shared() else {
        eprintln!("skipped: no recorded bodies (SCOREBOOK_SHARED or ../shared)");
        return;
    };
    let file = "upstream/data/savant-eras/118col-chriscoop05_cease_no-hitter_2024-07-25.csv.gz";
    let packed = std::fs::read(shared.join(file)).unwrap();
    let mut recorded = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut recorded).unwrap();
    let league = League::play(&SimConfig { days: 1, ..SimConfig::default() });
    let ours = String::from_utf8(league.savant_csv(league.days()[0])).unwrap();
    assert_eq!(ours.lines().next(), recorded.lines().next());
    assert_eq!(quoting(&ours), quoting(&recorded), "the same columns are quoted");
}

/// For each column whether its values are quoted; `None` for columns empty in either body.
fn quoting(body: &str) -> Vec<(usize, bool)> {
    // Always filled in both bodies.
    let columns = [0, 1, 2, 6, 9, 14, 24, 27, 43, 49, 57, 66, 74, 76, 77, 87, 88, 97, 99, 109, 112];
    let row = body.lines().nth(1).unwrap();
    let mut quoted = false;
    let fields: Vec<&str> = row
        .split(|c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        })
        .collect();
    columns.into_iter().map(|i| (i, fields[i].starts_with('"'))).collect()
}

#[allow(clippy::disallowed_methods, reason = "where the recorded bodies are is a matter of the test run alone")]
fn shared() -> Option<std::path::PathBuf> {
    let named = std::env::var_os("SCOREBOOK_SHARED").map(std::path::PathBuf::from);
    let path = named.unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    path.join("upstream").is_dir().then_some(path)
}
