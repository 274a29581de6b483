//! The answers of StatsAPI and of the Chadwick register.

use super::fault::Mode;
use super::query::Query;
use crate::sim::{FeedState, League, ScheduleFilter};
use chrono::NaiveDate;
use serde_json::json;

/// Status and body.
pub(super) type Answer = (u16, Vec<u8>);

/// Answers a path under `/api/`.
pub(super) fn answer(league: &League, path: &str, query: &Query, mode: Option<&Mode>) -> Answer {
    match path {
        "/api/v1/schedule" => schedule(league, query),
        "/api/v1/teams" => {
            let season = query.first("season").and_then(|season| season.parse().ok());
            (200, league.teams_json(season.or(league.seasons().last().copied()).unwrap_or_default()))
        }
        "/api/v1/people" => (200, league.people_json(&query.numbers("personIds"))),
        _ if path.starts_with("/api/v1.1/game/") => feed(league, path, mode),
        _ => {
            let id = path.strip_prefix("/api/v1/people/").and_then(|id| id.parse::<i32>().ok());
            match id.filter(|id| league.players().iter().any(|player| player.id == *id)) {
                Some(id) => (200, league.people_json(&[id])),
                None if path.starts_with("/api/v1/game/") => error(404, 2, "Game not found"),
                None => error(404, 10, "Object not found"),
            }
        }
    }
}

/// The live feed of a game and its revisions.
fn feed(league: &League, path: &str, mode: Option<&Mode>) -> Answer {
    let missing = || error(404, 2, "Game not found");
    let rest = path.strip_prefix("/api/v1.1/game/").unwrap_or_default();
    let Some((game_pk, rest)) = rest.split_once('/') else { return missing() };
    let Ok(mut game_pk) = game_pk.parse::<i32>() else { return missing() };
    if !matches!(rest, "feed/live" | "feed/live/timestamps") {
        return error(404, 10, "Object not found");
    }
    if rest == "feed/live/timestamps" {
        return league.feed_timestamps_json(game_pk).map_or_else(missing, |body| (200, body));
    }
    if mode == Some(&Mode::WrongGame) {
        let other = league.book().games.iter().find(|game| game.game_pk != game_pk);
        game_pk = other.map_or(game_pk, |game| game.game_pk);
    }
    let state = match mode {
        Some(Mode::Live) => FeedState::Live(70),
        Some(Mode::Preview) => FeedState::Preview,
        _ => FeedState::Final,
    };
    let Some(mut feed) = league.feed(game_pk, state) else { return missing() };
    if mode == Some(&Mode::DropPlay)
        && let Some(plays) = feed["liveData"]["plays"]["allPlays"].as_array_mut()
        && !plays.is_empty()
    {
        plays.remove(plays.len() / 2);
    }
    (200, feed.to_string().into_bytes())
}

fn schedule(league: &League, query: &Query) -> Answer {
    let game_pks = query.numbers("gamePks").into_iter().chain(query.numbers("gamePk")).collect();
    let mut filter = ScheduleFilter { days: days(query), game_pks };
    if query.first("sportId").is_none_or(str::is_empty) && filter.game_pks.is_empty() {
        return error(400, 7, "Required parameter sportId is missing");
    }
    // Without a day the service means today, on which a simulated league does not play.
    let no_day = filter.days.is_none() && filter.game_pks.is_empty();
    let types = query.first("gameTypes").or(query.first("gameType")).unwrap_or_default();
    if no_day || !(types.is_empty() || types.split(',').any(|kind| kind == "R")) {
        filter = ScheduleFilter::nothing();
    }
    (200, league.schedule(&filter).to_string().into_bytes())
}

/// The days asked for: `date`, `startDate` and `endDate`, or a whole `season`.
fn days(query: &Query) -> Option<(NaiveDate, NaiveDate)> {
    let day = |name: &str| {
        let text = query.first(name)?;
        text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%m/%d/%Y").ok())
    };
    let season = || {
        let year = query.first("season")?.parse().ok()?;
        Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
    };
    match (day("date"), day("startDate"), day("endDate")) {
        (Some(day), _, _) => Some((day, day)),
        (_, Some(from), to) => Some((from, to.unwrap_or(from))),
        _ => season(),
    }
}

fn error(status: u16, number: u32, message: &str) -> Answer {
    let body =
        json!({"messageNumber": number, "message": message, "timestamp": "2024-11-01T00:00:00Z", "traceId": null});
    (status, body.to_string().into_bytes())
}

/// Answers a file of the register's data directory.
pub(super) fn register(league: &League, file: &str) -> Option<Vec<u8>> {
    if file == "names.csv" {
        return Some(league.register_names_csv());
    }
    let digit = file.strip_prefix("people-")?.strip_suffix(".csv")?;
    let digit = (digit.len() == 1).then(|| u8::from_str_radix(digit, 16).ok()).flatten()?;
    Some(league.register_people_csv(digit))
}
