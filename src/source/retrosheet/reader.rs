//! From the text of an event file to its games.
//!
//! A line that cannot be read refuses its game whole; the others are not touched by it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use super::boxed;
use super::cell::{Cells, Wrong, wrong};
use super::game::{BoxScore, Entry, Game, Play, Record};
use super::id::{GameId, RetroId};
use super::info::InfoDraft;

/// What an event file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File<'t> {
    /// The games that could be read, in the order of the file.
    pub games: Vec<Game<'t>>,
    /// Those that could not.
    pub refused: Vec<RefusedGame>,
}

/// A game that could not be read, or the lines before the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedGame {
    /// Its id as written; empty for lines before the first game.
    pub game: String,
    /// Name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What was expected there.
    pub what: String,
}

impl fmt::Display for RefusedGame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let game = if self.game.is_empty() { "before the first game" } else { &self.game };
        write!(f, "{} line {} ({game}): {}", self.file, self.line, self.what)
    }
}

/// The text of a file: UTF-8, else Latin-1; without the mark that ends files of old systems.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let end = bytes.iter().rposition(|x| *x != 0x1a).map_or(0, |at| at + 1);
    match std::str::from_utf8(&bytes[..end]) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes[..end].iter().map(|x| char::from(*x)).collect()),
    }
}

/// Reads the file of that name.
#[must_use]
pub fn read<'t>(name: &str, text: &'t str) -> File<'t> {
    let mut reader = Reader { name, file: File::default(), seen: HashSet::new(), at: At::Start };
    let mut number = 0_u32;
    for line in text.split('\n') {
        number = number.saturating_add(1);
        let line = line.trim_end_matches(['\r', ' ', '\t', '\u{1a}']);
        if !line.is_empty() {
            reader.line(number, line);
        }
    }
    reader.finish();
    reader.file
}

struct Reader<'n, 't> {
    name: &'n str,
    file: File<'t>,
    seen: HashSet<GameId>,
    at: At<'t>,
}

/// Where in the file the reader is.
enum At<'t> {
    /// Before the first game.
    Start,
    /// In a game.
    Game(Box<Draft<'t>>),
    /// In what is left of something that was refused.
    Refused,
}

impl<'t> Reader<'_, 't> {
    fn line(&mut self, number: u32, line: &'t str) {
        let mut cells = Cells::of(line);
        let kind = cells.next().unwrap_or_default();
        if kind == "id" {
            self.finish();
            self.at = At::Refused;
            let id = cells.next().unwrap_or_default();
            match id.parse::<GameId>() {
                Err(error) => self.refuse(id, number, error.to_string()),
                Ok(game) if !self.seen.insert(game) => {
                    self.refuse(id, number, "expected another id: this game stands in the file already".to_owned());
                }
                Ok(game) => self.at = At::Game(Box::new(Draft::new(game, number))),
            }
            return;
        }
        match &mut self.at {
            At::Refused => {}
            At::Start if kind == "com" => {}
            At::Start => {
                self.at = At::Refused;
                self.refuse("", number, wrong("an id record", line));
            }
            At::Game(draft) => {
                if let Err(what) = draft.record(number, kind, cells) {
                    let game = draft.id.to_string();
                    self.at = At::Refused;
                    self.refuse(&game, number, what);
                }
            }
        }
    }

    /// The game is over.
    fn finish(&mut self) {
        if let At::Game(draft) = std::mem::replace(&mut self.at, At::Start) {
            let (id, line) = (draft.id, draft.line);
            match draft.finish(self.name) {
                Ok(game) => self.file.games.push(game),
                Err(what) => self.refuse(&id.to_string(), line, what),
            }
        }
    }

    fn refuse(&mut self, game: &str, line: u32, what: String) {
        let game = game.chars().take(20).collect();
        self.file.refused.push(RefusedGame { game, file: self.name.to_owned(), line, what });
    }
}

/// A game as far as it was read.
struct Draft<'t> {
    id: GameId,
    line: u32,
    info: InfoDraft<'t>,
    records: Vec<(u32, Record<'t>)>,
    earned: Vec<(RetroId, i16)>,
    boxed: Option<BoxScore>,
    has_plays: bool,
}

impl<'t> Draft<'t> {
    fn new(id: GameId, line: u32) -> Self {
        Self {
            id,
            line,
            info: InfoDraft::new(id),
            records: Vec::new(),
            earned: Vec::new(),
            boxed: None,
            has_plays: false,
        }
    }

    fn record(&mut self, line: u32, kind: &str, mut cells: Cells<'t>) -> Result<(), Wrong> {
        let record = match kind {
            "play" => {
                self.has_plays = true;
                Record::Play(play(&mut cells)?)
            }
            "start" => Record::Start(entry(&mut cells, 10)?),
            "sub" => Record::Sub(entry(&mut cells, 12)?),
            "info" => return self.info.take(cells),
            "data" => return self.data(cells),
            "com" => {
                // Remarks on what comes before the lineups tell nothing of the game.
                if !self.records.is_empty() {
                    self.records.push((line, Record::Comment(remark(cells.rest()))));
                }
                return Ok(());
            }
            "badj" => Record::BatterSide(cells.person()?, cells.hand()?),
            "padj" => Record::PitcherHand(cells.person()?, cells.hand()?),
            "ladj" => Record::OutOfOrder(cells.side()?, cells.number("a batting slot, 1 to 9", 1, 9)?),
            "radj" => Record::Placed(cells.person()?, cells.number("a base, 1 to 3", 1, 3)?),
            "presadj" => Record::Answers(cells.person()?, cells.number("a base, 1 to 3", 1, 3)?),
            "version" => return Ok(()),
            "stat" => return self.boxed.get_or_insert_default().stat(cells),
            "line" => return self.boxed.get_or_insert_default().line(cells),
            "event" => return boxed::event(cells),
            other => return Err(wrong("a record like info, start, play, sub, com or data", other)),
        };
        cells.end()?;
        if self.records.is_empty() && !matches!(record, Record::Start(_)) {
            return Err(wrong("start records before the first of the game", kind));
        }
        self.records.push((line, record));
        Ok(())
    }

    fn data(&mut self, mut cells: Cells<'t>) -> Result<(), Wrong> {
        cells.read("er", |x| (x == "er").then_some(()))?;
        let pitcher = cells.person()?;
        let runs = cells.counter("the earned runs of the pitcher")?;
        cells.end()?;
        self.earned.extend(runs.map(|runs| (pitcher, runs)));
        Ok(())
    }

    fn finish(self, file: &str) -> Result<Game<'t>, Wrong> {
        if !self.has_plays && self.boxed.is_none() {
            return Err("expected play records or a box score, found neither".to_owned());
        }
        Ok(Game {
            id: self.id,
            line: self.line,
            info: self.info.finish(file)?,
            records: self.records,
            earned: self.earned,
            boxed: self.boxed.filter(|_| !self.has_plays),
        })
    }
}

fn entry<'t>(cells: &mut Cells<'t>, most: u8) -> Result<Entry<'t>, Wrong> {
    Ok(Entry {
        player: cells.person()?,
        name: cells.need("a name")?,
        side: cells.side()?,
        slot: cells.number("a batting slot, 0 to 9", 0, 9)?,
        position: cells.number(if most > 10 { "a position, 1 to 12" } else { "a position, 1 to 10" }, 1, most)?,
    })
}

fn play<'t>(cells: &mut Cells<'t>) -> Result<Play<'t>, Wrong> {
    Ok(Play {
        inning: cells.number("an inning", 1, 99)?,
        batting: cells.side()?,
        batter: cells.person()?,
        count: cells.read("balls and strikes like 32, or ??", balls_and_strikes)?,
        pitches: cells.need("the pitches")?,
        event: cells.need("an event").and_then(|x| if x.is_empty() { Err(wrong("an event", x)) } else { Ok(x) })?,
    })
}

/// The inner none where one of the two is unknown.
fn balls_and_strikes(text: &str) -> Option<Option<(u8, u8)>> {
    match text.as_bytes() {
        [] => Some(None),
        [b'?', b'?' | b'0'..=b'9'] | [b'0'..=b'9', b'?'] => Some(None),
        [balls @ b'0'..=b'9', strikes @ b'0'..=b'9'] => Some(Some((balls - b'0', strikes - b'0'))),
        _ => None,
    }
}

/// The text of a remark, without its quotes.
fn remark(text: &str) -> &str {
    let text = text.strip_prefix('"').unwrap_or(text);
    text.strip_suffix('"').unwrap_or(text)
}
