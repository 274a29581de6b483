//! Answers: the rows a question asks for, grouped and summed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::column::Column;
use super::events::{COUNTED_BY_EVENT, Events};
use super::filter::Filter;
use super::group::{Groups, Seen, spread};
use super::mask::{View, pitches, view};
use super::season::Season;
use crate::stat::counter::{Counter, Source};
use crate::stat::line::Part;
use crate::stat::{COUNTERS, Combine, CounterDef, CounterSet, Counts, DimensionId, Grain, Line, Role};

/// Whose lines are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One player's.
    Player(i32),
    /// Each player's.
    EachPlayer,
    /// Each team's.
    EachTeam,
    /// Everybody's together.
    Everybody,
}

/// What is to be summed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// These counters.
    pub counters: CounterSet,
    /// Apart by season and league, too: for what is measured by their constants.
    pub parts: bool,
    /// Every single exit velocity: for percentiles.
    pub exit_velocities: bool,
    /// What the answer may lack, to be told beside it.
    pub caveats: bool,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Batting or pitching.
    pub role: Role,
    /// Whose lines.
    pub of: Subject,
    /// The dimensions of the split, outermost first; empty for the line itself.
    pub by: Vec<DimensionId>,
    /// Which facts count, normalised.
    pub filter: Filter,
    /// What is summed.
    pub wanted: Wanted,
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The player, or the team; 0 of everybody.
    pub subject: i32,
    /// A code for each dimension asked for.
    pub key: Key,
    /// The line.
    pub line: Line,
}

/// Most rows of an answer: each takes about a kilobyte.
pub const MOST_ROWS: usize = 100_000;

/// An answer would have more than [`MOST_ROWS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

/// Codes of a row.
pub type Key = SmallVec<[i32; 4]>;

impl Question {
    /// The coarsest facts that can answer.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.by.iter().map(|id| id.def().grain).max().unwrap_or(Grain::Game).max(self.filter.grain())
    }

    /// The answer over these seasons: the rows with anything, by subject and codes.
    ///
    /// # Errors
    /// When there are more than [`MOST_ROWS`].
    pub fn answer(&self, seasons: &[Arc<Season>]) -> Result<Vec<Row>, TooMany> {
        let mut places: HashMap<(i32, Key), usize> = HashMap::new();
        let mut rows: Vec<Row> = Vec::new();
        for season in seasons {
            let of_season = self.of_season(season)?;
            if rows.is_empty() {
                rows = of_season;
                if seasons.len() > 1 {
                    places = rows.iter().enumerate().map(|(n, row)| ((row.subject, row.key.clone()), n)).collect();
                }
                continue;
            }
            for row in of_season {
                match places.entry((row.subject, row.key.clone())) {
                    std::collections::hash_map::Entry::Occupied(place) => {
                        rows[*place.get()].line.merge(row.line, self.wanted.counters);
                    }
                    std::collections::hash_map::Entry::Vacant(place) => {
                        place.insert(rows.len());
                        rows.push(row);
                    }
                }
            }
            if rows.len() > MOST_ROWS {
                return Err(TooMany);
            }
        }
        rows.sort_by(|a, b| (a.subject, &a.key).cmp(&(b.subject, &b.key)));
        Ok(rows)
    }

    /// How many rows there may be to look at, for who decides where to look.
    #[must_use]
    pub fn cost(&self, seasons: &[Arc<Season>]) -> usize {
        let tables = seasons.iter().map(|season| season.role(self.role));
        match self.of {
            Subject::Player(_) => 0,
            _ if self.grain() == Grain::Pitch => tables.map(|role| role.pitches.rows()).sum(),
            _ => tables.map(|role| view(role, self.grain()).table.rows()).sum(),
        }
    }

    fn of_season(&self, season: &Season) -> Result<Vec<Row>, TooMany> {
        let (grain, role) = (self.grain(), season.role(self.role));
        let mut answer = Answer {
            question: self,
            season,
            grain,
            groups: Groups::default(),
            parts: Groups::default(),
            group_of_part: Vec::new(),
            seen: Seen::default(),
            started: Seen::default(),
            sums: Vec::new(),
            lines: Vec::new(),
            is_too_much: false,
        };
        answer.add(view(role, grain), |source| {
            grain < Grain::Pitch || !matches!(source, Source::Pitch(_) | Source::ToldOrPitch(_))
        });
        if grain == Grain::Game && self.wanted.exit_velocities {
            answer.add_exit_velocities(view(role, Grain::Play));
        }
        if grain == Grain::Pitch {
            answer.add(pitches(role), |source| matches!(source, Source::Pitch(_) | Source::ToldOrPitch(_)));
        }
        if answer.is_too_much { Err(TooMany) } else { Ok(answer.rows()) }
    }

    /// Writes into the rows how many games there are that do not tell what the filter asks for, each where what is told of
    /// its game belongs.
    pub fn mark_untold(&self, seasons: &[Arc<Season>], rows: &mut [Row]) {
        let whole = |dimension: &DimensionId| dimension.def().grain == Grain::Game;
        let by: Vec<DimensionId> = self.by.iter().copied().filter(whole).collect();
        let places: Vec<usize> = (0..self.by.len()).filter(|place| whole(&self.by[*place])).collect();
        for season in seasons {
            let mut games: HashMap<(i32, Key), HashSet<u16>> = HashMap::new();
            for (view, only_without_pitches) in self.told_by(season) {
                for (row, subject, key) in self.untold(view, &by) {
                    let game = view.table.sides[row as usize] / 2;
                    if !(only_without_pitches && season.games[usize::from(game)].has_pitches) {
                        games.entry((subject, key)).or_default().insert(game);
                    }
                }
            }
            if games.is_empty() {
                continue;
            }
            for row in rows.iter_mut() {
                let key: Key = places.iter().map(|place| row.key[*place]).collect();
                let of_row = games.get(&(row.subject, key)).map_or(0, HashSet::len);
                row.line.games_untold += i64::try_from(of_row).unwrap_or(i64::MAX);
            }
        }
    }

    /// The facts that tell what is asked. Games without pitch rows have none to lack: their plays speak for them.
    fn told_by<'a>(&self, season: &'a Season) -> Vec<(View<'a>, bool)> {
        let (role, grain) = (season.role(self.role), self.grain());
        let plays = (view(role, grain), grain == Grain::Pitch);
        if grain == Grain::Pitch { vec![(pitches(role), false), plays] } else { vec![plays] }
    }

    /// The rows that would pass if what nobody told were what is asked, and do not if it were not.
    fn untold(&self, view: View<'_>, by: &[DimensionId]) -> Vec<(u32, i32, Key)> {
        if !self.filter.is_untold(&|dimension, code| view.has(dimension, code)) {
            return Vec::new();
        }
        let ranges = self.of.ranges(view);
        let certain = view.select(&self.filter.with_untold(false), &ranges);
        let mut possible = view.select(&self.filter.with_untold(true), &ranges);
        if certain.len() == possible.len() {
            return Vec::new();
        }
        let certain: HashSet<u32> = certain.into_iter().collect();
        possible.retain(|row| !certain.contains(row));
        let codes: Vec<Vec<i32>> = by.iter().map(|dimension| view.codes(*dimension, &possible)).collect();
        let subjects = self.of.subjects(view, &possible);
        let subject = |n: usize| subjects.as_ref().map_or(self.of.only(), |subjects| subjects[n]);
        let key = |n: usize| codes.iter().map(|codes| codes[n]).collect();
        possible.iter().enumerate().map(|(n, row)| (*row, subject(n), key(n))).collect()
    }
}

impl Subject {
    /// The rows that are somebody's who is asked for.
    pub(super) fn ranges(self, view: View<'_>) -> Vec<Range<usize>> {
        match self {
            Self::Player(player) => {
                Some(view.table.rows_of(player)).filter(|rows| !rows.is_empty()).into_iter().collect()
            }
            _ => std::iter::once(0..view.table.rows()).collect(),
        }
    }

    /// The subject of rows that are all the same one's.
    fn only(self) -> i32 {
        if let Self::Player(player) = self { player } else { 0 }
    }

    /// Whose each row is; none where all are the same one's.
    fn subjects(self, view: View<'_>, rows: &[u32]) -> Option<Vec<i32>> {
        match self {
            Self::Player(_) | Self::Everybody => None,
            Self::EachTeam => Some(view.codes(DimensionId::Team, rows)),
            Self::EachPlayer => {
                let mut out = Vec::with_capacity(rows.len());
                let mut rest = rows;
                for (player, range) in view.table.players() {
                    let his = rest.iter().take_while(|row| (**row as usize) < range.end).count();
                    out.resize(out.len() + his, player);
                    rest = &rest[his..];
                }
                Some(out)
            }
        }
    }
}

/// The counter whose values are exit velocities.
fn tracked() -> &'static CounterDef {
    &COUNTERS[Counter::ExitVelocitySum as usize]
}

/// An answer as it grows.
struct Answer<'a> {
    question: &'a Question,
    season: &'a Season,
    grain: Grain,
    groups: Groups,
    /// A group's key and a league, where parts are wanted.
    parts: Groups,
    group_of_part: Vec<u32>,
    seen: Seen,
    started: Seen,
    /// By counter: a sum for each group, or for each part.
    sums: Vec<Vec<i64>>,
    lines: Vec<Line>,
    /// There are more groups than an answer may have rows.
    is_too_much: bool,
}

impl Answer<'_> {
    fn add(&mut self, view: View<'_>, counts: impl Fn(Source) -> bool) {
        let Some((rows, places)) = self.group(view, self.question.wanted.parts) else { return };
        self.count(view, &rows, &places, counts);
        let groups = if self.question.wanted.parts {
            places.iter().map(|part| self.group_of_part[*part as usize]).collect()
        } else {
            places
        };
        // By single pitches those of the pitches; their plays have the same once more.
        let has_own = self.grain > Grain::Game && (self.grain < Grain::Pitch || view.play_of.is_some());
        if self.question.wanted.exit_velocities && has_own {
            self.keep_exit_velocities(view, &rows, &groups);
        }
        self.note_games(view, &rows, &groups);
    }

    /// The rows of a question, and the group of each, or its part.
    fn group(&mut self, view: View<'_>, by_part: bool) -> Option<(Vec<u32>, Vec<u32>)> {
        let ranges = self.question.of.ranges(view);
        let mut rows = view.select(&self.question.filter, &ranges);
        if rows.is_empty() {
            return None;
        }
        let mut keys: Vec<Vec<i32>> = Vec::with_capacity(self.question.by.len() + 2);
        keys.extend(self.question.of.subjects(view, &rows));
        let subjects = keys.len();
        for dimension in &self.question.by {
            keys.push(view.codes(*dimension, &rows));
        }
        if let Some(place) = self.question.by.iter().position(|dimension| dimension.def().overlaps()) {
            spread(place + subjects, &mut rows, &mut keys);
        }
        let places = if by_part {
            keys.push(view.codes(DimensionId::League, &rows));
            let parts = self.parts.of(rows.len(), &keys);
            for part in self.group_of_part.len()..self.parts.len() {
                let key = self.parts.key(part);
                self.group_of_part.push(self.groups.place(&key[..key.len() - 1]));
            }
            parts
        } else {
            self.groups.of(rows.len(), &keys)
        };
        self.is_too_much |= self.groups.len() > MOST_ROWS;
        if self.is_too_much {
            return None;
        }
        self.lines.resize_with(self.groups.len(), Line::default);
        Some((rows, places))
    }

    fn count(&mut self, view: View<'_>, rows: &[u32], groups: &[u32], counts: impl Fn(Source) -> bool) {
        let count = if self.question.wanted.parts { self.parts.len() } else { self.groups.len() };
        self.sums.resize_with(COUNTERS.len(), Vec::new);
        let is_play = self.grain > Grain::Game && view.play_of.is_none();
        let events = (is_play && count <= COUNTED_BY_EVENT).then(|| Events::of(view, rows, groups, count));
        for def in COUNTERS.iter().filter(|def| self.question.wanted.counters.has(def.id) && counts(def.source)) {
            let sums = &mut self.sums[def.id as usize];
            if let (Source::Result(holds), Some(events)) = (def.source, &events) {
                sums.resize(count, 0);
                events.add(holds, sums);
                continue;
            }
            let column = view.table.counter(def);
            if *column == Column::Same(0) {
                continue;
            }
            sums.resize(count, 0);
            match def.combine {
                Combine::Sum => column.each_counted(rows, |n, value| sums[groups[n] as usize] += i64::from(value)),
                Combine::Max => column.each_counted(rows, |n, value| {
                    let sum = &mut sums[groups[n] as usize];
                    *sum = (*sum).max(value.into());
                }),
            }
        }
    }

    /// Lines of whole games do not keep single exit velocities; their plays do.
    fn add_exit_velocities(&mut self, view: View<'_>) {
        if let Some((rows, groups)) = self.group(view, false) {
            self.keep_exit_velocities(view, &rows, &groups);
        }
    }

    fn keep_exit_velocities(&mut self, view: View<'_>, rows: &[u32], groups: &[u32]) {
        view.table.counter(tracked()).each(rows, |n, value| {
            if let Some(speed) = i16::try_from(value).ok().filter(|speed| *speed > 0) {
                self.lines[groups[n] as usize].exit_velocities.push(speed);
            }
        });
    }

    /// Counts games once a group, with what is known of each, and what is counted by whole games.
    fn note_games(&mut self, view: View<'_>, rows: &[u32], groups: &[u32]) {
        let role = view.role;
        let is_line = self.grain == Grain::Game;
        let starts = role.plays.codes(DimensionId::PitcherRole);
        let mut last = None;
        for (row, group) in rows.iter().zip(groups) {
            let (row, game) = (*row as usize, usize::from(view.table.sides[*row as usize] / 2));
            // A batter's rows of a game tell it only once.
            if self.question.role == Role::Batting && !is_line && last.replace((*group, game)) == Some((*group, game)) {
                continue;
            }
            let line = &mut self.lines[*group as usize];
            let appearance = is_line.then(|| &role.appearances[row]);
            if let Some(appearance) = appearance {
                for (sum, value) in line.game_counts.iter_mut().zip(appearance.decisions) {
                    *sum += i64::from(value);
                }
            }
            if self.question.role == Role::Pitching {
                // A start is known from any of its rows.
                let is_start = match appearance {
                    Some(appearance) => appearance.is_start,
                    None => {
                        let play = view.play_of.map_or(row, |play_of| play_of[row] as usize);
                        starts.is_some_and(|roles| roles.get(play) == 0)
                    }
                };
                // Each side of a game has a starter.
                let side = usize::from(view.table.sides[row]);
                let sides = 2 * self.season.games.len();
                line.games_started += i64::from(is_start && self.started.is_new(*group, side, sides));
            }
            if self.seen.is_new(*group, game, self.season.games.len()) {
                let game = &self.season.games[game];
                line.games += 1;
                line.games_with_gaps += i64::from(game.gaps > 0);
                line.games_scored += i64::from(game.is_scored || game.source == 4);
                line.games_with_pitches += i64::from(game.has_pitches);
                line.games_of_retrosheet += i64::from(matches!(game.source, 3 | 5));
                line.games_of_box_scores += i64::from(game.source == 4);
                line.games_without_counts += i64::from(matches!(game.source, 4 | 5));
            }
        }
    }

    fn rows(mut self) -> Vec<Row> {
        if self.question.wanted.parts {
            for (part, group) in self.group_of_part.iter().enumerate() {
                let line = &mut self.lines[*group as usize];
                let counts = sums(&self.sums, part);
                line.counts.merge(&counts);
                let constants = self.season.constants.as_ref();
                let league = self.parts.key(part).last().copied();
                let own = constants.and_then(|c| c.leagues.get(usize::try_from(league?).ok()?)?.clone());
                let all = constants.map(|constants| Arc::clone(&constants.all));
                line.parts.push(Part { season: self.season.year, all, own, counts });
            }
        } else {
            for (group, line) in self.lines.iter_mut().enumerate() {
                line.counts = sums(&self.sums, group);
            }
        }
        let rows = self.lines.into_iter().zip(self.groups.keys()).map(|(mut line, key)| {
            line.keeps = self.grain;
            let (subject, key) = match self.question.of {
                Subject::EachPlayer | Subject::EachTeam => (key[0], &key[1..]),
                of => (of.only(), key.as_slice()),
            };
            Row { subject, key: Key::from_slice(key), line }
        });
        rows.collect()
    }
}

/// The sums of a group.
fn sums(all: &[Vec<i64>], group: usize) -> Counts {
    let mut counts = Counts::default();
    for def in COUNTERS {
        if let Some(sum) = all.get(def.id as usize).and_then(|sums| sums.get(group)) {
            counts.add(def, *sum);
        }
    }
    counts
}
