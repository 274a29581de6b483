//! A season in memory: its games, and tables of plays, pitches and lines for batters and for pitchers.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::around::Surroundings;
use super::column::Column;
use super::rows::{Fielder, Game, GameLine, Pitch, Play, SeasonRows};
use super::table::{Builder, Table};
use crate::stat::constants::Constants;
use crate::stat::counter::{Counter, RESULTS, STORED, Source};
use crate::stat::measured::park_factor;
use crate::stat::{Around, Combine, CounterDef, DIMENSIONS, DimensionId, Fact, Grain, Role};

/// Everything known of a season.
#[derive(Debug, Clone, Default)]
pub struct Season {
    /// The season.
    pub year: i16,
    /// Its games, by day and id.
    pub games: Vec<Game>,
    /// Its constants, where they are computed.
    pub constants: Option<Constants>,
    /// Of some game only the box score is known.
    pub has_boxed: bool,
    /// Batting and pitching.
    roles: [RoleTables; 2],
    /// Fielders, sorted by player and game.
    pub fielders: Vec<Fielder>,
}

/// The tables of one role.
#[derive(Debug, Clone, Default)]
pub struct RoleTables {
    /// Codes of the dimensions of whole games, by dimension and side of the game.
    games: Vec<Option<Column>>,
    /// A row for each game a player appeared in.
    pub lines: Table,
    /// What is kept of those rows beside the counters.
    pub appearances: Vec<Appearance>,
    /// A row for each play.
    pub plays: Table,
    /// A row for each pitch.
    pub pitches: Table,
    /// The place of each pitch's play in `plays`.
    pub play_of_pitch: Vec<u32>,
    /// At-bat number and pitch number of each pitch, by which its Statcast row is found.
    pub numbers_of_pitch: [Column; 2],
    /// What each play ended in: the place of the event in `domain::event::EVENTS`, plus one; 0 nothing.
    pub events: Column,
}

/// A player's game beside its counters.
#[derive(Debug, Clone, Copy)]
pub struct Appearance {
    /// He started.
    pub is_start: bool,
    /// Only the box score is known.
    pub is_boxed: bool,
    /// Decisions; of a pitcher.
    pub decisions: [i16; crate::stat::GAME_COUNTERS.len()],
}

impl Season {
    /// Sorts and derives everything.
    #[must_use]
    pub fn new(rows: SeasonRows, constants: Option<Constants>) -> Self {
        let mut season = Self { year: rows.season, constants, ..Self::default() };
        let around = Surroundings::new(&rows, season.constants.as_ref());
        let pitched = Pitched::new(&rows);
        let maker = Maker { rows: &rows, constants: season.constants.as_ref(), around: &around, pitched: &pitched };
        let roles = [Role::Batting, Role::Pitching].map(|role| maker.role(role));
        season.roles = roles;
        season.has_boxed = rows.lines.iter().flatten().any(|line| line.is_boxed);
        let SeasonRows { games, mut fielding, .. } = rows;
        fielding.sort_by_key(|row| (row.player, row.game, row.is_home, row.position));
        (season.games, season.fielders) = (games, fielding);
        season
    }

    /// The tables of a role.
    #[must_use]
    pub fn role(&self, role: Role) -> &RoleTables {
        &self.roles[role as usize]
    }

    /// The first and the last day of its games.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let day = |game: Option<&Game>| game.map(|game| game.day).unwrap_or_default();
        (day(self.games.first()), day(self.games.last()))
    }

    /// Bytes it takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let roles = self.roles.iter().map(|role| {
            [&role.lines, &role.plays, &role.pitches].map(Table::bytes).iter().sum::<usize>()
                + 4 * role.play_of_pitch.len()
                + role.numbers_of_pitch.iter().chain([&role.events]).map(Column::bytes).sum::<usize>()
                + size_of_val(role.appearances.as_slice())
        });
        roles.sum::<usize>() + size_of_val(self.games.as_slice()) + size_of_val(self.fielders.as_slice())
    }
}

impl RoleTables {
    /// The codes of a dimension of whole games, by side of the game.
    #[must_use]
    pub fn by_side(&self, dimension: DimensionId) -> Option<&Column> {
        self.games.get(dimension as usize)?.as_ref()
    }
}

/// Which pitches belong to which play.
struct Pitched {
    /// By play: its pitches, in order.
    pitches: Vec<std::ops::Range<usize>>,
    /// By play: the pitch it ended on.
    last: Vec<Option<usize>>,
}

impl Pitched {
    fn new(rows: &SeasonRows) -> Self {
        let turn = |game: u32, number: i16| {
            let start = rows.pitches.partition_point(|p| (p.game, p.at_bat_number) < (game, number));
            let turn = &rows.pitches[start..];
            start..start + turn.partition_point(|p| (p.game, p.at_bat_number) <= (game, number))
        };
        let (mut pitches, mut last) = (Vec::with_capacity(rows.plays.len()), Vec::with_capacity(rows.plays.len()));
        for play in &rows.plays {
            if play.at_bat_number == 0 || play.share != 0 {
                pitches.push(0..0);
                last.push(None);
                continue;
            }
            let turn = turn(play.game, play.at_bat_number);
            let of_turn = &rows.pitches[turn.clone()];
            let from = turn.start + of_turn.partition_point(|p| p.pitch_number <= play.above);
            let to = turn.start + of_turn.partition_point(|p| p.pitch_number <= play.upto);
            // The last pitch of the turn goes with its result, whoever threw it.
            let end = if play.event > 0 { turn.end.checked_sub(1) } else { to.checked_sub(1).filter(|p| *p >= from) };
            last.push(end.filter(|pitch| *pitch >= turn.start));
            pitches.push(from..to.max(from));
        }
        Self { pitches, last }
    }
}

static NO_PLAY: std::sync::LazyLock<Play> = std::sync::LazyLock::new(Play::default);
static NO_PITCH: std::sync::LazyLock<Pitch> = std::sync::LazyLock::new(Pitch::default);
static NOTHING_AROUND: std::sync::LazyLock<Around> = std::sync::LazyLock::new(Around::default);

struct Maker<'a> {
    rows: &'a SeasonRows,
    constants: Option<&'a Constants>,
    around: &'a Surroundings,
    pitched: &'a Pitched,
}

impl<'a> Maker<'a> {
    fn of_game(&self, role: Role, game: u32, home_bats: bool) -> Fact<'a> {
        let game = &self.rows.games[game as usize];
        Fact {
            role,
            season: self.rows.season,
            half: self.rows.all_star_day.map_or(2, |day| u8::from(game.day >= day)),
            game,
            home_bats,
            play: &NO_PLAY,
            pitch: &NO_PITCH,
            around: &NOTHING_AROUND,
            constants: self.constants,
        }
    }

    fn of_play(&self, role: Role, n: usize) -> Fact<'a> {
        let play = &self.rows.plays[n];
        let pitch = self.pitched.last[n].map_or(&*NO_PITCH, |pitch| &self.rows.pitches[pitch]);
        Fact { play, pitch, around: self.around.of(n), ..self.of_game(role, play.game, play.home_bats) }
    }

    fn role(&self, role: Role) -> RoleTables {
        let games = DIMENSIONS.iter().map(|dimension| {
            (dimension.grain == Grain::Game).then(|| {
                let sides = (0..self.rows.games.len()).flat_map(|game| [(game, false), (game, true)]);
                let code = |(game, is_home): (usize, bool)| {
                    let home_bats = is_home == (role == Role::Batting);
                    (dimension.code)(&self.of_game(role, u32::try_from(game).unwrap_or(u32::MAX), home_bats))
                };
                Column::new(sides.map(code).collect())
            })
        });
        let games = games.collect();
        let order = self.order(role);
        let plays = self.plays(role, &order);
        let (pitches, play_of_pitch) = self.pitches(role, &order);
        let (lines, appearances) = self.lines(role, &plays);
        let numbers_of_pitch = self.numbers_of_pitches(&order);
        let events = Column::new(order.iter().map(|n| self.rows.plays[*n].event.into()).collect());
        RoleTables { games, lines, appearances, plays, pitches, play_of_pitch, numbers_of_pitch, events }
    }

    /// The plays of a role, by player and then as they were played.
    fn order(&self, role: Role) -> Vec<usize> {
        let plays = &self.rows.plays;
        // What is charged to a pitcher who has left is nothing of the batter's.
        let mut order: Vec<usize> =
            (0..plays.len()).filter(|n| role == Role::Pitching || plays[*n].share < 2).collect();
        order.sort_by_key(|n| (player(role, &plays[*n]), *n));
        order
    }

    fn plays(&self, role: Role, order: &[usize]) -> Table {
        let mut builder = Builder::new(Grain::Inning..=Grain::Pitch, order.len());
        for n in order {
            let play = &self.rows.plays[*n];
            let fact = self.of_play(role, *n);
            builder.push(player(role, play), play.game, fact.is_home(), fact);
        }
        builder.build(|def, facts| match def.source {
            Source::Result(holds) => Some(facts.iter().map(|f| holds(crate::stat::outcome(f)).into()).collect()),
            Source::Told => stored(def, facts),
            Source::ToldOrPitch(of_pitch) => {
                let mut told = stored(def, facts)?;
                for ((value, fact), n) in told.iter_mut().zip(facts).zip(order) {
                    if !fact.game.is_scored {
                        *value = self.over_pitches(def, fact, *n, of_pitch);
                    }
                }
                Some(told)
            }
            Source::Pitch(of_pitch) => (!self.rows.pitches.is_empty())
                .then(|| facts.iter().zip(order).map(|(f, n)| self.over_pitches(def, f, *n, of_pitch)).collect()),
            Source::Play(value) => Some(facts.iter().map(value).collect()),
        })
    }

    fn over_pitches(&self, def: &CounterDef, play: &Fact<'a>, n: usize, value: OfPitch) -> i32 {
        self.rows.pitches[self.pitched.pitches[n].clone()].iter().fold(0, |sum, pitch| {
            let value = of_pitch(&Fact { pitch, ..*play }, value);
            if def.combine == Combine::Max { sum.max(value) } else { sum + value }
        })
    }

    fn pitches(&self, role: Role, order: &[usize]) -> (Table, Vec<u32>) {
        let mut builder = Builder::new(Grain::Pitch..=Grain::Pitch, self.rows.pitches.len());
        let mut places = Vec::with_capacity(self.rows.pitches.len());
        for (place, n) in order.iter().enumerate() {
            let play = self.of_play(role, *n);
            for pitch in &self.rows.pitches[self.pitched.pitches[*n].clone()] {
                places.push(u32::try_from(place).unwrap_or(u32::MAX));
                builder.push(player(role, play.play), play.play.game, play.is_home(), Fact { pitch, ..play });
            }
        }
        let table = builder.build(|def, facts| match def.source {
            Source::Pitch(value) | Source::ToldOrPitch(value) => {
                Some(facts.iter().map(|fact| of_pitch(fact, value)).collect())
            }
            Source::Result(_) | Source::Told | Source::Play(_) => None,
        });
        (table, places)
    }

    /// At-bat numbers and pitch numbers, in the order of the table of pitches.
    fn numbers_of_pitches(&self, order: &[usize]) -> [Column; 2] {
        let of = |number: fn(&Pitch) -> i16| {
            let pitches = order.iter().flat_map(|n| &self.rows.pitches[self.pitched.pitches[*n].clone()]);
            Column::new(pitches.map(|pitch| number(pitch).into()).collect())
        };
        [of(|pitch| pitch.at_bat_number), of(|pitch| pitch.pitch_number)]
    }

    /// What a box score says of a counter, with the park it was in.
    fn boxed(&self, counter: Counter, line: &GameLine) -> i32 {
        match counter {
            Counter::ParkFactorSum => {
                let factor = park_factor(self.constants, self.rows.games[line.game as usize].venue);
                boxed(Counter::PlateAppearances, line) * factor
            }
            counter => boxed(counter, line),
        }
    }

    fn lines(&self, role: Role, plays: &Table) -> (Table, Vec<Appearance>) {
        let mut lines: Vec<&GameLine> = self.rows.lines[role as usize].iter().collect();
        lines.sort_by_key(|line| (line.player, line.game, line.is_home));
        let mut builder = Builder::new(Grain::Game..=Grain::Game, lines.len());
        for line in &lines {
            let home_bats = line.is_home == (role == Role::Batting);
            builder.push(line.player, line.game, line.is_home, self.of_game(role, line.game, home_bats));
        }
        let places: HashMap<(i32, u16), usize> = lines
            .iter()
            .enumerate()
            .map(|(place, line)| ((line.player, super::table::side(line.game, line.is_home)), place))
            .collect();
        let mut line_of = Vec::with_capacity(plays.rows());
        for (player, rows) in plays.players() {
            line_of.extend(rows.map(|row| places.get(&(player, plays.sides[row])).copied()));
        }
        let table = builder.build(|def, _| {
            let mut values: Vec<i32> = lines.iter().map(|line| self.boxed(def.id, line)).collect();
            let column = plays.counter(def);
            if *column == Column::Same(0) && values.iter().all(|value| *value == 0) {
                return None;
            }
            for (row, line) in line_of.iter().enumerate() {
                let Some(line) = line else { continue };
                let value = column.get(row);
                let sum = &mut values[*line];
                *sum = if def.combine == Combine::Max { (*sum).max(value) } else { *sum + value };
            }
            Some(values)
        });
        let appearances = lines.iter().map(|line| Appearance {
            is_start: line.is_start,
            is_boxed: line.is_boxed,
            decisions: line.decisions,
        });
        (table, appearances.collect())
    }
}

type OfPitch = fn(&Fact<'_>, crate::domain::pitch::PitchResult) -> i32;

/// A value of a pitch; none of one whose description nobody knows.
fn of_pitch(fact: &Fact<'_>, value: OfPitch) -> i32 {
    crate::stat::result(fact.pitch).map_or(0, |result| value(fact, result))
}

fn player(role: Role, play: &Play) -> i32 {
    if role == Role::Batting { play.batter } else { play.pitcher }
}

/// The stored values of a counter.
fn stored(def: &CounterDef, facts: &[Fact<'_>]) -> Option<Vec<i32>> {
    let place = STORED.iter().position(|(id, _)| *id == def.id)?;
    Some(facts.iter().map(|fact| fact.play.counts[place].into()).collect())
}

/// What a box score says of a counter.
fn boxed(counter: Counter, line: &GameLine) -> i32 {
    let of = |listed: &[(Counter, &str)], values: &[i16]| {
        listed.iter().position(|(id, _)| *id == counter).map_or(0, |place| values[place].into())
    };
    if line.is_boxed { of(RESULTS, &line.results) + of(STORED, &line.counts) } else { 0 }
}
