//! StatsAPI's schedule: every game on its day, a postponed one on both its days.

use super::book::{Cancelled, Decisions, GameRecord};
use super::league::League;
use super::statsapi_json::{COPYRIGHT, club};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Which games of the schedule to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduleFilter {
    /// Days, both inclusive; `None` = all.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Only these games, on whatever day.
    pub game_pks: BTreeSet<i32>,
}

impl ScheduleFilter {
    /// A filter that no game passes.
    #[must_use]
    pub fn nothing() -> Self {
        Self { days: Some((NaiveDate::MIN, NaiveDate::MIN)), game_pks: BTreeSet::new() }
    }

    fn shows(&self, game_pk: i32, day: NaiveDate) -> bool {
        self.game_pks.contains(&game_pk)
            || (self.game_pks.is_empty() && self.days.is_none_or(|(from, to)| (from..=to).contains(&day)))
    }
}

/// In which of its entries a game is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Showing {
    /// On the day it was not played.
    Postponed,
    /// On its own day.
    Final,
    /// On the day it was finished after a suspension.
    Resumed,
    /// Never played.
    Cancelled,
}

/// `doubleHeader`: `N` none, `Y` one admission, `S` two.
pub(super) fn double_header(doubleheader: bool, split: bool) -> &'static str {
    match (doubleheader, split) {
        (false, _) => "N",
        (true, false) => "Y",
        (true, true) => "S",
    }
}

/// Clubs whose evening games begin on the next day in UTC.
const WESTERN: [i32; 7] = [108, 109, 119, 133, 135, 136, 137];

/// Clocks of this club's park are those of the West Coast, else of New York.
pub(super) fn is_western(home: i32) -> bool {
    WESTERN.contains(&home)
}

impl League {
    /// The body of `/api/v1/schedule` for days, both inclusive.
    #[must_use]
    pub fn schedule_json(&self, from: NaiveDate, to: NaiveDate) -> Vec<u8> {
        self.schedule(&ScheduleFilter { days: Some((from, to)), ..ScheduleFilter::default() }).to_string().into_bytes()
    }

    /// The schedule as JSON: days in order, on each its games.
    #[must_use]
    pub fn schedule(&self, filter: &ScheduleFilter) -> Value {
        let mut days: BTreeMap<NaiveDate, Vec<Value>> = BTreeMap::new();
        let mut standings = self.clean_slate();
        let mut season = 0;
        for game in &self.book.games {
            if game.season != season {
                season = game.season;
                standings = self.clean_slate();
            }
            // A postponed game shows the record of the day it was not played on.
            let before = standings.clone();
            let (winner, loser) =
                if game.home_score > game.away_score { (game.home, game.away) } else { (game.away, game.home) };
            standings.entry(winner).or_default().0 += 1;
            standings.entry(loser).or_default().1 += 1;
            let showings = [
                (game.postponed_from, Showing::Postponed),
                (Some(game.date), Showing::Final),
                (game.resumed_on, Showing::Resumed),
            ];
            for (day, showing) in showings {
                let Some(day) = day.filter(|day| filter.shows(game.game_pk, *day)) else { continue };
                let records = if showing == Showing::Postponed { &before } else { &standings };
                days.entry(day).or_default().push(entry(game, day, showing, records));
            }
        }
        for game in self.book.cancelled.iter().filter(|game| filter.shows(game.game_pk, game.date)) {
            days.entry(game.date).or_default().push(cancelled(game));
        }
        let total: usize = days.values().map(Vec::len).sum();
        let dates: Vec<Value> = days
            .into_iter()
            .map(|(day, games)| {
                json!({"date": day.to_string(), "totalItems": games.len(), "totalEvents": 0, "totalGames": games.len(),
                    "totalGamesInProgress": 0, "games": games, "events": []})
            })
            .collect();
        json!({"copyright": COPYRIGHT, "totalItems": total, "totalEvents": 0, "totalGames": total,
            "totalGamesInProgress": 0, "dates": dates})
    }
}

/// The entry of a game that was called off for good.
fn cancelled(game: &Cancelled) -> Value {
    let record = GameRecord {
        game_pk: game.game_pk,
        date: game.date,
        postponed_from: None,
        resumed_on: None,
        season: game.season,
        number: 1,
        doubleheader: false,
        split: false,
        scheduled_innings: 9,
        home: game.home,
        away: game.away,
        venue: game.venue,
        home_score: 0,
        away_score: 0,
        innings: 0,
        at_bats: 0,
        rows: 0,
        decisions: Decisions { winner: 0, loser: 0, save: None },
        line_score: Vec::new(),
        frames: Vec::new(),
    };
    entry(&record, game.date, Showing::Cancelled, &BTreeMap::new())
}

fn entry(game: &GameRecord, day: NaiveDate, showing: Showing, records: &BTreeMap<i32, (u32, u32)>) -> Value {
    let pk = game.game_pk;
    let played = matches!(showing, Showing::Final | Showing::Resumed);
    // On the day it was not played it stands as the single game it was then.
    let (number, double) = if played { (game.number, game.doubleheader) } else { (1, false) };
    let (coded, detailed, code) = match showing {
        Showing::Final | Showing::Resumed => ("F", "Final", "F"),
        Showing::Postponed => ("D", "Postponed", "DR"),
        Showing::Cancelled => ("C", "Cancelled", "CR"),
    };
    let mut status = json!({"abstractGameState": "Final", "codedGameState": coded, "detailedState": detailed,
        "statusCode": code, "startTimeTBD": false, "abstractGameCode": "F"});
    if !played {
        status["reason"] = json!("Rain");
    }
    let side = |id: i32, own: u8, other: u8| {
        let (wins, losses) = records.get(&id).copied().unwrap_or_default();
        let mut side = json!({
            "team": {"id": id, "name": club(id).map(|c| c.name()), "link": format!("/api/v1/teams/{id}")},
            "leagueRecord": {"wins": wins, "losses": losses, "ties": 0, "pct": percentage(wins, losses)},
            "splitSquad": false, "seriesNumber": 1,
        });
        if played {
            side["score"] = json!(own);
            side["isWinner"] = json!(own > other);
        }
        side
    };
    let start = match showing {
        Showing::Resumed => resumption_time(game, day),
        _ => start_time(game, day, number, double),
    };
    let mut entry = json!({
        "gamePk": pk,
        "gameGuid": format!("5c03eb00-0000-4000-8000-{pk:012}"),
        "link": format!("/api/v1.1/game/{pk}/feed/live"),
        "gameType": "R",
        "season": game.season.to_string(),
        "gameDate": start,
        "officialDate": game.date.to_string(),
        "status": status,
        "teams": {
            "away": side(game.away, game.away_score, game.home_score),
            "home": side(game.home, game.home_score, game.away_score),
        },
        "venue": {
            "id": game.venue,
            "name": club(game.home).map(|c| c.venue),
            "link": format!("/api/v1/venues/{}", game.venue),
        },
        "content": {"link": format!("/api/v1/game/{pk}/content")},
        "gameNumber": number,
        "publicFacing": true,
        "doubleHeader": double_header(double, game.split),
        "gamedayType": "P",
        "tiebreaker": "N",
        "calendarEventID": format!("14-{pk}-{day}"),
        "seasonDisplay": game.season.to_string(),
        "dayNight": if double && number == 1 || showing == Showing::Resumed { "day" } else { "night" },
        "scheduledInnings": game.scheduled_innings,
        "reverseHomeAwayStatus": false,
        "inningBreakLength": 120,
        "gamesInSeries": 3,
        "seriesGameNumber": 1,
        "seriesDescription": "Regular Season",
        "recordSource": "S",
        "ifNecessary": "N",
        "ifNecessaryDescription": "Normal Game",
    });
    if played {
        entry["isTie"] = json!(false);
    }
    if let Some(resumed) = game.resumed_on {
        if showing == Showing::Resumed {
            entry["resumedFrom"] = json!(start_time(game, game.date, number, double));
            entry["resumedFromDate"] = json!(game.date.to_string());
        } else {
            entry["resumeDate"] = json!(resumption_time(game, resumed));
            entry["resumeGameDate"] = json!(resumed.to_string());
        }
    }
    if let Some(original) = game.postponed_from {
        if played {
            entry["rescheduledFrom"] = json!(start_time(game, original, 1, false));
            entry["rescheduledFromDate"] = json!(original.to_string());
            entry["description"] = json!(format!("Makeup of {}/{} PPD", original.month(), original.day()));
        } else {
            entry["rescheduleDate"] = json!(start_time(game, game.date, game.number, game.doubleheader));
            entry["rescheduleGameDate"] = json!(game.date.to_string());
        }
    }
    entry
}

/// First pitch in UTC: in the West an evening game begins on the next day.
fn start_time(game: &GameRecord, day: NaiveDate, number: u8, double: bool) -> String {
    first_pitch(game.home, day, double && number == 1).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// When a suspended game goes on: before that day's own game.
fn resumption_time(game: &GameRecord, day: NaiveDate) -> String {
    first_pitch(game.home, day, true).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// First pitch of a game in this team's park.
pub(super) fn first_pitch(home: i32, day: NaiveDate, by_day: bool) -> DateTime<Utc> {
    let (next, hour, minute) = match (is_western(home), by_day) {
        (true, false) => (1, 2, 10),
        (false, false) => (0, 23, 5),
        (true, true) => (0, 20, 10),
        (false, true) => (0, 17, 10),
    };
    let day = day.checked_add_days(Days::new(next)).unwrap_or(day);
    day.and_hms_opt(hour, minute, 0).unwrap_or_default().and_utc()
}

/// `.512`, `1.000`; `.000` before the first game.
pub(super) fn percentage(wins: u32, losses: u32) -> String {
    let share = if wins + losses == 0 { 0.0 } else { f64::from(wins) / f64::from(wins + losses) };
    format!("{share:.3}").trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_written_without_a_leading_zero() {
        assert_eq!(percentage(1, 0), "1.000");
        assert_eq!(percentage(21, 20), ".512");
        assert_eq!(percentage(0, 0), ".000");
    }
}
