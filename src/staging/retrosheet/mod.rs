//! Games of Retrosheet as told games.
//!
//! While a game is scored its people go by the numbers of their [`People`], which do not depend on what else the store
//! knows; [`Numbers`] says by which they are kept. The hash is of the game under the former, so that it stays when somebody
//! gets another number.

mod boxed;
mod line_score;

use std::collections::HashMap;

use chrono::Datelike;

use super::told::{Header, Inning, Teller, Told, ToldRows, Totals, encode};
use crate::domain::club;
use crate::scoring::{Decisions, Scored};
use crate::source::retrosheet::game::{Game, Info, Pitches};
use crate::source::retrosheet::id::{RetroId, TeamCode};
use crate::source::retrosheet::people::People;

pub use boxed::boxed;

/// By which numbers people are kept, by those they were scored by; who is not in it keeps his.
pub type Numbers = HashMap<i32, i32>;

/// A game read and scored.
#[derive(Debug, Clone)]
pub struct Read {
    /// The game as a whole, with the numbers it was scored by.
    header: Header,
    scored: Scored,
    innings: Vec<Inning>,
    boxes: Vec<super::told::BoxLine>,
    content_hash: [u8; 32],
}

impl Read {
    /// A game of plays.
    #[must_use]
    pub fn scored(
        game: &Game<'_>,
        people: &People,
        origin: String,
        mut scored: Scored,
        mut findings: Vec<String>,
    ) -> Self {
        findings.extend(decide(&game.info, people, &mut scored));
        let (innings, [away, home]) = line_score::of(&scored);
        let plays = scored.parts.iter().map(|part| part.number).max().unwrap_or(0);
        let header = Header { plays, home, away, findings, ..header(game, people, origin) };
        Self::new(header, scored, innings, Vec::new())
    }

    fn new(header: Header, scored: Scored, innings: Vec<Inning>, boxes: Vec<super::told::BoxLine>) -> Self {
        let mut read = Self { header, scored, innings, boxes, content_hash: [0; 32] };
        read.content_hash =
            encode(&read.told(read.header.clone(), &read.scored, read.boxes.clone()), None).content_hash;
        read
    }

    /// The game as a whole.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// blake3 of the game, whatever numbers it is kept by.
    #[must_use]
    pub const fn content_hash(&self) -> [u8; 32] {
        self.content_hash
    }

    /// Encodes the game under the number it is kept by.
    #[must_use]
    pub fn encode(&self, game_id: i32, numbers: &Numbers) -> ToldRows {
        let number = |id: i32| numbers.get(&id).copied().unwrap_or(id);
        let mut header = Header { game_id, ..self.header.clone() };
        for id in [&mut header.winner_id, &mut header.loser_id, &mut header.save_id, &mut header.game_winning_rbi_id] {
            *id = id.map(number);
        }
        let mut boxes = self.boxes.clone();
        boxes.iter_mut().for_each(|line| line.player = number(line.player));
        let scored = renumbered(&self.scored, number);
        encode(&self.told(header, &scored, boxes), Some(self.content_hash))
    }

    fn told<'a>(&self, header: Header, scored: &'a Scored, boxes: Vec<super::told::BoxLine>) -> Told<'a> {
        let innings = self.innings.clone();
        Told { teller: Teller::Retrosheet, header, scored, innings, boxes, revision: None }
    }
}

fn renumbered(scored: &Scored, number: impl Fn(i32) -> i32) -> Scored {
    let mut scored = scored.clone();
    for part in &mut scored.parts {
        for id in [&mut part.batter, &mut part.pitcher, &mut part.at_bat].into_iter().chain(&mut part.fielders) {
            *id = number(*id);
        }
    }
    for appearance in scored.appearances.iter_mut().flatten() {
        appearance.player = number(appearance.player);
    }
    scored.fielding =
        scored.fielding.map(|side| side.into_iter().map(|((id, place), did)| ((number(id), place), did)).collect());
    scored.decisions = scored.decisions.map(|side| side.into_iter().map(|(id, what)| (number(id), what)).collect());
    scored
}

/// The number of a club: MLBAM's where it has one.
#[must_use]
pub fn team_id(season: i32, code: TeamCode) -> i32 {
    club::by_retrosheet(season, code.as_str()).unwrap_or_else(|| code.provisional())
}

fn header(game: &Game<'_>, people: &People, origin: String) -> Header {
    let info = &game.info;
    let season = info.date.year();
    let person = |id: Option<RetroId>| id.map(|id| people.person(id).id);
    let own = |text: Option<&str>| text.map(str::to_owned);
    Header {
        game_id: game.id.provisional(),
        season: season as i16,
        game_type: info.game_type.to_owned(),
        official_date: info.date,
        home_team_id: team_id(season, info.home),
        away_team_id: team_id(season, info.visitors),
        weather: info.sky.map(capitalised),
        temperature: info.temperature,
        wind: wind(info),
        attendance: info.attendance,
        duration: info.duration,
        winner_id: person(info.winner),
        loser_id: person(info.loser),
        save_id: person(info.save),
        retro_id: Some(game.id.to_string()),
        provisional_id: Some(game.id.provisional()),
        origin: Some(origin),
        lacks_pitches: info.pitches != Pitches::All,
        number: Some(info.number.into()),
        day_night: own(info.day_night),
        scheduled_innings: Some(info.innings.into()),
        site: own(info.site),
        precipitation: own(info.precipitation),
        field_condition: own(info.field),
        game_winning_rbi_id: person(info.game_winning_rbi),
        ..Header::default()
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Speed and direction as StatsAPI writes them: `9 mph, Out To CF`.
fn wind(info: &Info<'_>) -> Option<String> {
    let direction = info.wind_direction.map(|direction| match direction {
        "fromcf" => "In From CF".to_owned(),
        "fromlf" => "In From LF".to_owned(),
        "fromrf" => "In From RF".to_owned(),
        "tocf" => "Out To CF".to_owned(),
        "tolf" => "Out To LF".to_owned(),
        "torf" => "Out To RF".to_owned(),
        "ltor" => "L To R".to_owned(),
        "rtol" => "R To L".to_owned(),
        other => capitalised(other),
    });
    let speed = info.wind_speed.map(|speed| format!("{speed} mph"));
    match (speed, direction) {
        (Some(speed), Some(direction)) => Some(format!("{speed}, {direction}")),
        (speed, direction) => speed.or(direction),
    }
}

/// Wins, losses and saves are the official scorer's, and nobody else's; the rest follows from the rules. Returns what
/// does not fit.
fn decide(info: &Info<'_>, people: &People, scored: &mut Scored) -> Vec<String> {
    let [away, home] = scored.runs;
    // Of a tie nobody tells a winner, and nobody won.
    let is_told = info.winner.is_some() || info.loser.is_some() || away == home;
    for (pitcher, decisions) in scored.decisions.iter_mut().flatten() {
        let is = |who: Option<RetroId>| is_told.then_some(who.is_some_and(|who| people.person(who).id == *pitcher));
        *decisions = Decisions { win: is(info.winner), loss: is(info.loser), save: is(info.save), ..*decisions };
    }
    let pitched = |who: &RetroId| scored.decisions.iter().any(|side| side.contains_key(&people.person(*who).id));
    [("winning", info.winner), ("losing", info.loser), ("saving", info.save)]
        .into_iter()
        .filter_map(|(what, who)| Some((what, who.filter(|who| !pitched(who))?)))
        .map(|(what, who)| format!("{who} is named the {what} pitcher and did not pitch"))
        .collect()
}

/// Runs, hits, errors and runners left on base, none of them known.
const UNKNOWN: Totals = [None; 4];
