//! `gameData`: the game, its teams, its players, the day.

use super::super::conditions::Conditions;
use super::super::roster::PlayerIndex;
use super::super::schedule_json::{double_header, percentage};
use super::super::statsapi_json;
use super::Sheet;
use crate::domain::club::{self, Club};
use chrono::Datelike;
use serde_json::{Map, Value, json};

/// `gameData` with this status.
pub(super) fn write(sheet: &Sheet<'_>, status: &Value) -> Value {
    let fixture = sheet.fixture;
    let (away, home) = (fixture.away.club, fixture.home.club);
    let pk = fixture.game_pk;
    let day_night = if fixture.is_day_game() { "day" } else { "night" };
    let code = |club: &Club| club::code_in(fixture.season, club.id).unwrap_or(club.code).to_lowercase();
    let mut datetime = json!({
        "dateTime": sheet.start.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "originalDate": fixture.postponed_from.unwrap_or(fixture.date).to_string(),
        "officialDate": fixture.date.to_string(),
        "dayNight": day_night,
    });
    if let Some(resumption) = &fixture.resumes {
        let at = sheet.start + (resumption.date - fixture.date);
        datetime["resumeDate"] = json!(resumption.date.to_string());
        datetime["resumeDateTime"] = json!(at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        datetime["resumedFromDate"] = json!(fixture.date.to_string());
        datetime["resumedFromDateTime"] = json!(sheet.start.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    let day = Conditions::of(fixture);
    let condition = day.sky.map_or("Roof Closed", |sky| ["Clear", "Partly Cloudy", "Cloudy", "Sunny"][sky]);
    let wind = day.wind.map_or_else(
        || "0 mph, None".to_owned(),
        |(speed, to)| format!("{speed} mph, {}", ["In From CF", "Out To LF", "L To R", "R To L"][to]),
    );
    let no_hitter = |side: usize| sheet.played.record.frames.iter().all(|frames| frames[1 - side].hits == 0);
    json!({
        "game": {
            "pk": pk, "type": "R", "doubleHeader": double_header(fixture.doubleheader, fixture.split),
            "id": format!("{}/{}mlb-{}mlb-{}", fixture.date.format("%Y/%m/%d"), code(away), code(home), fixture.number),
            "gamedayType": "P", "tiebreaker": "N", "gameNumber": fixture.number,
            "calendarEventID": format!("14-{pk}-{}", fixture.date), "season": fixture.season.to_string(),
            "seasonDisplay": fixture.season.to_string(),
        },
        "datetime": datetime,
        "status": status,
        "teams": {"away": team(sheet, 0), "home": team(sheet, 1)},
        "players": players(sheet),
        "venue": venue(home, fixture.date.year()),
        "officialVenue": {"id": home.venue_id, "link": format!("/api/v1/venues/{}", home.venue_id)},
        "weather": {"condition": condition, "temp": day.temperature.to_string(), "wind": wind},
        "gameInfo": {"attendance": day.attendance,
            "firstPitch": sheet.start.format("%Y-%m-%dT%H:%M:%S.000Z").to_string(), "gameDurationMinutes": day.minutes},
        "review": {"hasChallenges": false, "away": {"used": 0, "remaining": 1}, "home": {"used": 0, "remaining": 1}},
        "flags": {"noHitter": no_hitter(0) || no_hitter(1), "perfectGame": false,
            "awayTeamNoHitter": no_hitter(0), "awayTeamPerfectGame": false,
            "homeTeamNoHitter": no_hitter(1), "homeTeamPerfectGame": false},
        "alerts": [],
        "probablePitchers": {"away": sheet.named(fixture.away.starter), "home": sheet.named(fixture.home.starter)},
    })
}

fn team(sheet: &Sheet<'_>, side: usize) -> Value {
    let fixture = sheet.fixture;
    let club = [fixture.away.club, fixture.home.club][side];
    let mut team = statsapi_json::team(club, fixture.season);
    let (wins, losses) = sheet.league.record_after(fixture, club.id);
    let pct = percentage(wins, losses);
    team["record"] = json!({"gamesPlayed": wins + losses, "wins": wins, "losses": losses, "winningPercentage": pct,
        "leagueRecord": {"wins": wins, "losses": losses, "ties": 0, "pct": pct}});
    team
}

fn venue(home: &Club, season: i32) -> Value {
    let (zone, offset, short) = if super::super::schedule_json::is_western(home.id) {
        ("America/Los_Angeles", -7, "PDT")
    } else {
        ("America/New_York", -4, "EDT")
    };
    json!({"id": home.venue_id, "name": home.venue, "link": format!("/api/v1/venues/{}", home.venue_id),
        "location": {"city": home.location, "country": "USA"},
        "timeZone": {"id": zone, "offset": offset, "offsetAtGameTime": offset, "tz": short},
        "active": true, "season": season.to_string()})
}

/// Everybody on either side, by `ID` and number.
fn players(sheet: &Sheet<'_>) -> Value {
    let mut players = Map::new();
    for side in &sheet.played.sides {
        let took_part = side.participants.iter().map(|known| known.player);
        let all: Vec<PlayerIndex> =
            took_part.chain(side.bench.iter().copied()).chain(side.bullpen.iter().copied()).collect();
        for index in all {
            let player = sheet.player(index);
            players.insert(format!("ID{}", player.id), statsapi_json::person(player, sheet.fixture.date));
        }
    }
    Value::Object(players)
}
