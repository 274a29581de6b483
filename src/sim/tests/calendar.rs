//! Games that do not keep to the calendar, people who do not keep to one club, and scores that do not stay
//! as they were.

use crate::sim::{Event, FeedState, League, ScheduleFilter, SimConfig};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of the schedule by game.
fn schedule(league: &League) -> BTreeMap<i64, Vec<Value>> {
    let mut games: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
    let body = league.schedule(&ScheduleFilter::default());
    for day in body["dates"].as_array().unwrap() {
        for game in day["games"].as_array().unwrap() {
            games.entry(game["gamePk"].as_i64().unwrap()).or_default().push(game.clone());
        }
    }
    games
}

#[test]
fn the_calendar_has_its_hard_cases() {
    for teams in [4, 6] {
        let league = League::play(&SimConfig { teams, ..SimConfig::default() });
        let games = schedule(&league);
        let any = |what: &str, test: &dyn Fn(&[Value]) -> bool| {
            assert!(games.values().any(|entries| test(entries)), "no {what} among {teams} teams");
        };
        any("postponed game", &|entries| {
            let states: Vec<&str> =
                entries.iter().map(|entry| entry["status"]["codedGameState"].as_str().unwrap()).collect();
            states == ["D", "F"] && entries[1]["rescheduledFromDate"] != entries[1]["officialDate"]
        });
        any("suspended game", &|entries| {
            entries.len() == 2
                && entries[0]["resumeGameDate"].is_string()
                && entries[1]["resumedFromDate"] == entries[0]["officialDate"]
                && entries[1]["officialDate"] == entries[0]["officialDate"]
                && entries.iter().all(|entry| entry["status"]["codedGameState"] == "F")
        });
        any("cancelled game", &|entries| entries.len() == 1 && entries[0]["status"]["codedGameState"] == "C");
        for kind in ["Y", "S"] {
            any(kind, &|entries| entries.iter().any(|x| x["doubleHeader"] == kind && x["gameNumber"] == 2));
        }
    }
}

#[test]
fn somebody_plays_for_both_teams_of_a_resumed_game() {
    let league = League::play(&SimConfig::default());
    let book = league.book();
    let resumed = book.games.iter().find(|game| game.resumed_on.is_some()).unwrap();
    let mut teams: BTreeMap<i32, BTreeSet<i32>> = BTreeMap::new();
    for known in book.appearances.iter().filter(|known| known.game_pk == resumed.game_pk) {
        teams.entry(known.player).or_default().insert(known.team);
    }
    let both: Vec<i32> = teams.iter().filter(|(_, teams)| teams.len() == 2).map(|(player, _)| *player).collect();
    assert_eq!(both.len(), 1);
    let feed = league.feed(resumed.game_pk, FeedState::Final).unwrap();
    for side in ["home", "away"] {
        let line = &feed["liveData"]["boxscore"]["teams"][side]["players"][format!("ID{}", both[0])];
        assert!(line["allPositions"].is_array(), "{line}");
    }
    assert_eq!(feed["gameData"]["datetime"]["officialDate"], resumed.date.to_string());
    assert_eq!(feed["gameData"]["datetime"]["resumeDate"], resumed.resumed_on.unwrap().to_string());
    let day = resumed.date.format("%Y%m%d").to_string();
    assert!(feed["metaData"]["timeStamp"].as_str().unwrap() > day.as_str());
    let elsewhere = book.batting_lines_by(|line| (line.player == both[0]).then_some(line.team));
    assert_eq!(elsewhere.len(), 2, "traded");
}

#[test]
fn a_correction_takes_a_hit_and_nothing_else_of_the_game() {
    let league = League::play(&SimConfig { days: 3, ..SimConfig::default() });
    let game = &league.book().games[1];
    let (corrected, correction) = league.corrected(game.game_pk).unwrap();
    let hits =
        |league: &League, player| league.book().batting_lines_by(|line| (line.player == player).then_some(()))[&()];
    let (before, after) = (hits(&league, correction.batter), hits(&corrected, correction.batter));
    assert_eq!((after.h, after.roe, after.ab, after.r), (before.h - 1, before.roe + 1, before.ab, before.r));
    let errors = |league: &League| league.book().fielding_lines_by(|_| Some(()))[&()].e;
    assert_eq!(errors(&corrected), errors(&league) + 1);
    super::book::check(&corrected);
    super::feed::check(&corrected);
    for (one, other) in league.book().games.iter().zip(&corrected.book().games) {
        assert_eq!((one.game_pk, one.home_score, one.away_score), (other.game_pk, other.home_score, other.away_score));
        assert_eq!((one.decisions, one.rows), (other.decisions, other.rows));
        let same = league.feed_json(one.game_pk) == corrected.feed_json(one.game_pk);
        assert_eq!(same, one.game_pk != game.game_pk, "only the feed of the corrected game changes");
    }
    let turn = |league: &League| {
        let mut turns = league.book().plate_appearances.iter();
        let found = turns.find(|pa| (pa.game_pk, pa.at_bat_number) == (game.game_pk, correction.at_bat_number));
        found.unwrap().event
    };
    assert_eq!((turn(&league), turn(&corrected)), (Event::Single, Event::FieldError));
    let stamp = |league: &League| {
        let feed = league.feed(game.game_pk, FeedState::Final).unwrap();
        feed["metaData"]["timeStamp"].as_str().unwrap().to_owned()
    };
    assert!(stamp(&corrected) > stamp(&league));
    assert_ne!(league.savant_csv(game.date), corrected.savant_csv(game.date));
    assert!(corrected.corrected(game.game_pk).is_none(), "once is enough");
}

#[test]
fn a_seven_inning_doubleheader_was_played_in_2021() {
    let league = League::play(&SimConfig { first_season: 2021, days: 20, ..SimConfig::default() });
    let short: Vec<_> = league.book().games.iter().filter(|game| game.doubleheader).collect();
    assert!(!short.is_empty() && short.iter().all(|game| game.scheduled_innings == 7));
    let feed = league.feed(short[0].game_pk, FeedState::Final).unwrap();
    assert_eq!(feed["liveData"]["linescore"]["scheduledInnings"], 7);
}
