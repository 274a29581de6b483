//! Another engine, as plain as can be: it walks over the facts of a season one by one, asks each whether it passes, and
//! adds it to the rows it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::fact::rows::{Game, GameLine, Pitch, Play};
use scorebook::fact::{Filter, Question, Row, Subject};
use scorebook::stat::counter::{RESULTS, STORED, Source};
use scorebook::stat::{
    Around, COUNTERS, Combine, Counter, CounterDef, DIMENSIONS, DimensionId, Fact, GAME_COUNTERS, Grain, Role, outcome,
    result,
};

use super::{Told, around, counts};

/// The code of a count nobody told.
pub const UNKNOWN_COUNT: i32 = 99;

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// A player's game: that he appeared, his decisions, and what a box score says.
    Line,
    Play,
    Pitch,
}

/// A fact, with every code and every counter of it.
struct Plain {
    kind: Kind,
    player: i32,
    game: u32,
    starts: bool,
    decisions: Vec<i64>,
    codes: Vec<i32>,
    counts: Vec<i64>,
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    pub games: BTreeSet<u32>,
    /// Games with the side: each has a starter.
    pub starts: BTreeSet<(u32, i32)>,
    pub decisions: Vec<i64>,
    pub counts: Vec<i64>,
    pub velocities: Vec<i16>,
}

/// A row of an answer by subject and codes.
pub type Answer = BTreeMap<(i32, Vec<i32>), Sum>;

/// The facts of both roles.
pub struct Walk {
    facts: [Vec<Plain>; 2],
}

impl Walk {
    pub fn new(told: &Told) -> Self {
        Self { facts: super::ROLES.map(|role| facts(told, role)) }
    }

    /// The answer to a question.
    pub fn answer(&self, question: &Question) -> Answer {
        let grain = question.grain();
        let mut answer = Answer::new();
        for fact in &self.facts[question.role as usize] {
            let is_asked = match fact.kind {
                Kind::Line => grain == Grain::Game,
                Kind::Play => true,
                Kind::Pitch => grain == Grain::Pitch,
            };
            let subject = match question.of {
                Subject::Player(player) if player != fact.player => continue,
                Subject::Player(player) => player,
                Subject::EachPlayer => fact.player,
                Subject::EachTeam => fact.codes[DimensionId::Team as usize],
                Subject::Everybody => 0,
            };
            if !is_asked || !passes(&question.filter, fact) {
                continue;
            }
            for key in keys(&question.by, fact) {
                let sum = answer.entry((subject, key)).or_insert_with(Sum::nothing);
                sum.add(fact, grain, question.role);
            }
        }
        // A player without a line in a game has none of whole games.
        answer.retain(|_, sum| !sum.games.is_empty());
        answer
    }

    /// The sum of a counter over single pitches.
    pub fn over_pitches(&self, role: Role, of: Subject, def: &CounterDef) -> i64 {
        let pitches = self.facts[role as usize].iter().filter(|fact| fact.kind == Kind::Pitch);
        let his = pitches.filter(|fact| of == Subject::Everybody || of == Subject::Player(fact.player));
        his.map(|fact| fact.counts[def.id as usize]).sum()
    }

    /// The codes of a dimension that occur.
    pub fn codes(&self, dimension: DimensionId) -> Vec<i32> {
        let all = self.facts.iter().flatten().filter(|fact| fact.kind != Kind::Line);
        let codes: BTreeSet<i32> = if dimension.def().overlaps() {
            all.flat_map(|fact| reached(fact.codes[dimension as usize])).collect()
        } else {
            all.map(|fact| fact.codes[dimension as usize]).collect()
        };
        codes.into_iter().collect()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.facts.iter().map(Vec::len).sum()
    }
}

impl Sum {
    fn nothing() -> Self {
        Self {
            games: BTreeSet::new(),
            starts: BTreeSet::new(),
            decisions: vec![0; GAME_COUNTERS.len()],
            counts: vec![0; COUNTERS.len()],
            velocities: Vec::new(),
        }
    }

    fn add(&mut self, fact: &Plain, grain: Grain, role: Role) {
        // Of whole games those count in which he appeared.
        if grain != Grain::Game || fact.kind == Kind::Line {
            self.games.insert(fact.game);
            if role == Role::Pitching && fact.starts {
                self.starts.insert((fact.game, fact.codes[DimensionId::HomeAway as usize]));
            }
            self.decisions.iter_mut().zip(&fact.decisions).for_each(|(sum, value)| *sum += value);
        }
        for (def, value) in COUNTERS.iter().zip(&fact.counts) {
            let is_of_pitches = matches!(def.source, Source::Pitch(_) | Source::ToldOrPitch(_));
            if fact.kind == Kind::Play && grain == Grain::Pitch && is_of_pitches {
                continue;
            }
            let sum = &mut self.counts[def.id as usize];
            *sum = if def.combine == Combine::Max { (*sum).max(*value) } else { *sum + value };
        }
        let velocity = fact.counts[Counter::ExitVelocitySum as usize];
        let kind = if grain == Grain::Pitch { Kind::Pitch } else { Kind::Play };
        if fact.kind == kind && velocity > 0 {
            self.velocities.push(velocity.try_into().unwrap());
        }
    }

    /// The same of a row of the engine, with as many games as it has.
    pub fn equals(&self, row: &Row) -> bool {
        let line = &row.line;
        let mut velocities = [self.velocities.clone(), line.exit_velocities.clone()];
        velocities.iter_mut().for_each(|velocities| velocities.sort_unstable());
        i64::try_from(self.games.len()) == Ok(line.games)
            && i64::try_from(self.starts.len()) == Ok(line.games_started)
            && self.decisions == line.game_counts
            && self.counts == counts(line)
            && velocities[0] == velocities[1]
    }
}

/// What a box score says of a line; nothing of others. The park is known of it, too.
pub fn boxed(told: &Told, line: &GameLine) -> Vec<i64> {
    let mut counts = vec![0; COUNTERS.len()];
    if line.is_boxed {
        let values = RESULTS.iter().zip(line.results).chain(STORED.iter().zip(line.counts));
        values.for_each(|((id, _), value)| counts[*id as usize] = i64::from(value));
        let venue = &told.rows.games[line.game as usize].venue;
        let factor = told.constants.as_ref().and_then(|x| x.parks.get(venue)).copied().unwrap_or(1.0);
        let park = (factor * 10_000.0).round() as i64;
        counts[Counter::ParkFactorSum as usize] = counts[Counter::PlateAppearances as usize] * park;
    }
    counts
}

/// The counts of bits.
fn reached(bits: i32) -> Vec<i32> {
    let all = (0..4).flat_map(|balls| (0..3).map(move |strikes| (balls, strikes)));
    let counts: Vec<i32> =
        all.filter(|(balls, strikes)| bits >> (3 * balls + strikes) & 1 == 1).map(|(b, s)| 10 * b + s).collect();
    if counts.is_empty() { vec![UNKNOWN_COUNT] } else { counts }
}

/// The keys of a fact: one, or one for each count it passed.
fn keys(by: &[DimensionId], fact: &Plain) -> Vec<Vec<i32>> {
    by.iter().fold(vec![Vec::new()], |keys, dimension| {
        let code = fact.codes[*dimension as usize];
        let codes = if dimension.def().overlaps() { reached(code) } else { vec![code] };
        keys.iter().flat_map(|key| codes.iter().map(|code| [key.as_slice(), &[*code]].concat())).collect()
    })
}

fn passes(filter: &Filter, fact: &Plain) -> bool {
    let date = |day: chrono::NaiveDate| scorebook::stat::dimension::day(day);
    let code = |dimension: DimensionId| fact.codes[dimension as usize];
    match filter {
        Filter::All(parts) => parts.iter().all(|part| passes(part, fact)),
        Filter::Any(parts) => parts.iter().any(|part| passes(part, fact)),
        Filter::Not(part) => !passes(part, fact),
        Filter::In(dimension, codes) if dimension.def().overlaps() => {
            reached(code(*dimension)).iter().any(|count| codes.contains(count))
        }
        Filter::In(dimension, codes) => codes.contains(&code(*dimension)),
        Filter::From(from) => code(DimensionId::Date) >= date(*from),
        Filter::To(to) => code(DimensionId::Date) <= date(*to),
    }
}

/// Every fact of a role.
fn facts(told: &Told, role: Role) -> Vec<Plain> {
    let (rows, around) = (&told.rows, around::all(told));
    let (no_play, no_pitch, nothing) = (Play::default(), Pitch::default(), Around::default());
    let mut of_turn: BTreeMap<(u32, i16), Vec<&Pitch>> = BTreeMap::new();
    rows.pitches.iter().for_each(|pitch| of_turn.entry((pitch.game, pitch.at_bat_number)).or_default().push(pitch));
    let half = |game: &Game| rows.all_star_day.map_or(2, |day| u8::from(game.day >= day));
    let mut facts = Vec::new();
    for line in &rows.lines[role as usize] {
        let game = &rows.games[line.game as usize];
        let fact = Fact {
            role,
            season: rows.season,
            half: half(game),
            game,
            home_bats: line.is_home == (role == Role::Batting),
            play: &no_play,
            pitch: &no_pitch,
            around: &nothing,
            constants: told.constants.as_ref(),
        };
        let counts = boxed(told, line);
        facts.push(Plain {
            kind: Kind::Line,
            player: line.player,
            game: line.game,
            starts: line.is_start,
            decisions: line.decisions.iter().map(|value| i64::from(*value)).collect(),
            codes: codes(&fact, &fact),
            counts,
        });
    }
    for (play, around) in rows.plays.iter().zip(&around) {
        if role == Role::Batting && play.share == 2 {
            continue;
        }
        let turn = of_turn.get(&(play.game, play.at_bat_number)).map_or(&[] as &[_], Vec::as_slice);
        let turn = if play.share == 0 && play.at_bat_number != 0 { turn } else { &[] };
        let own = turn.iter().filter(|pitch| pitch.pitch_number > play.above && pitch.pitch_number <= play.upto);
        let own: Vec<&Pitch> = own.copied().collect();
        // The turn's last pitch goes with its result.
        let last = if play.event > 0 { turn.last() } else { own.last() };
        let game = &rows.games[play.game as usize];
        let fact = Fact {
            role,
            season: rows.season,
            half: half(game),
            game,
            home_bats: play.home_bats,
            play,
            pitch: last.copied().unwrap_or(&no_pitch),
            around,
            constants: told.constants.as_ref(),
        };
        let plain = |kind, fact_of_pitch: &Fact<'_>, counts| Plain {
            kind,
            player: if role == Role::Batting { play.batter } else { play.pitcher },
            game: play.game,
            starts: play.pitcher_started,
            decisions: Vec::new(),
            codes: codes(&fact, fact_of_pitch),
            counts,
        };
        facts.push(plain(Kind::Play, &fact, of_play(&fact, &own)));
        for pitch in own {
            let of_pitch = Fact { pitch, ..fact };
            facts.push(plain(Kind::Pitch, &of_pitch, COUNTERS.iter().map(|def| pitched(def, &of_pitch)).collect()));
        }
    }
    facts
}

/// Every code: what is asked of pitches, of the pitch.
fn codes(fact: &Fact<'_>, of_pitch: &Fact<'_>) -> Vec<i32> {
    let code = |dimension: &scorebook::stat::Dimension| {
        (dimension.code)(if dimension.grain == Grain::Pitch { of_pitch } else { fact })
    };
    DIMENSIONS.iter().map(code).collect()
}

/// What a pitch adds to a counter of pitches.
fn pitched(def: &CounterDef, fact: &Fact<'_>) -> i64 {
    match def.source {
        Source::Pitch(value) | Source::ToldOrPitch(value) => {
            result(fact.pitch).map_or(0, |result| value(fact, result).into())
        }
        _ => 0,
    }
}

/// What a play adds to each counter, its own pitches included.
fn of_play(fact: &Fact<'_>, own: &[&Pitch]) -> Vec<i64> {
    let stored = |def: &CounterDef| {
        let place = STORED.iter().position(|(id, _)| *id == def.id).unwrap();
        i64::from(fact.play.counts[place])
    };
    let value = |def: &CounterDef| match def.source {
        Source::Result(holds) => i64::from(holds(outcome(fact))),
        Source::Told => stored(def),
        Source::ToldOrPitch(_) if fact.game.is_scored => stored(def),
        Source::Play(value) => value(fact).into(),
        Source::Pitch(_) | Source::ToldOrPitch(_) => {
            let values = own.iter().map(|pitch| pitched(def, &Fact { pitch, ..*fact }));
            if def.combine == Combine::Max { values.max().unwrap_or(0) } else { values.sum() }
        }
    };
    COUNTERS.iter().map(value).collect()
}
