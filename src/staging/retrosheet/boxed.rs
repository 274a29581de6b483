//! Games of which only the box score is known.

use std::collections::{BTreeMap, BTreeSet};

use super::{Read, UNKNOWN, decide, header};
use crate::scoring::account::Side;
use crate::scoring::{Appearance, Decisions, Fielding, Scored};
use crate::source::retrosheet::game::{BoxScore, Game};
use crate::source::retrosheet::id::RetroId;
use crate::source::retrosheet::people::People;
use crate::staging::told::{BoxLine, Header, Inning, Totals};

/// What the numbers of a batter are, in their order, as one reads them.
const BATTING: [&str; 17] = [
    "at bats",
    "runs",
    "hits",
    "doubles",
    "triples",
    "home runs",
    "runs batted in",
    "sacrifice bunts",
    "sacrifice flies",
    "hit by pitch",
    "walks",
    "intentional walks",
    "strikeouts",
    "stolen bases",
    "caught stealing",
    "grounded into double plays",
    "catcher's interferences",
];

/// What the numbers of a pitcher are, in their order, as one reads them.
const PITCHING: [&str; 17] = [
    "outs",
    "batters of an inning without an out",
    "batters faced",
    "hits",
    "doubles",
    "triples",
    "home runs",
    "runs",
    "earned runs",
    "walks",
    "intentional walks",
    "strikeouts",
    "hit batters",
    "wild pitches",
    "balks",
    "sacrifice bunts",
    "sacrifice flies",
];

/// Places of the runs and hits of a batter and of the runs of a pitcher.
const RUNS: usize = 1;
const HITS: usize = 2;
const RUNS_ALLOWED: usize = 7;

/// A game told by its box score; none if it has plays.
#[must_use]
pub fn boxed(game: &Game<'_>, people: &People, origin: String) -> Option<Read> {
    let told = game.boxed.as_ref()?;
    let header = header(game, people, origin);
    let teams = [header.away_team_id, header.home_team_id];
    let lines = Lines::of(told);
    let mut scored = Scored {
        appearances: [Side::Away, Side::Home].map(|side| appearances(told, people, side)),
        fielding: [Side::Away, Side::Home].map(|side| fielding(told, people, side)),
        decisions: [Side::Away, Side::Home].map(|side| lines.decisions(people, side)),
        ..Scored::default()
    };
    let totals = [Side::Away, Side::Home].map(|side| totals(told, &lines, side));
    scored.runs = totals.map(|totals| totals[0].unwrap_or(0));
    let mut findings = decide(&game.info, people, &mut scored);
    findings.extend(unknown("batting", &BATTING, &lines.batting));
    findings.extend(unknown("pitching", &PITCHING, &lines.pitching));
    let [away, home] = totals;
    let header = Header { is_boxed: true, findings, home, away, ..header };
    let boxes = lines.boxes(people, teams);
    Some(Read::new(header, scored, innings(told), boxes))
}

type Numbers = [Option<i16>; 17];

/// The lines of batters and pitchers by side and player; of somebody who has two, their sums.
struct Lines {
    batting: BTreeMap<(Side, RetroId), Numbers>,
    pitching: BTreeMap<(Side, RetroId), Numbers>,
    /// Who pitched, in order.
    order: [Vec<RetroId>; 2],
}

impl Lines {
    fn of(told: &BoxScore) -> Self {
        let (mut batting, mut pitching) = (BTreeMap::new(), BTreeMap::new());
        for line in &told.batting {
            add(&mut batting, (line.side, line.player), &line.counters);
        }
        let mut order: [Vec<RetroId>; 2] = Default::default();
        let mut pitchers: Vec<_> = told.pitching.iter().collect();
        pitchers.sort_by_key(|line| line.sequence);
        for line in pitchers {
            add(&mut pitching, (line.side, line.player), &line.counters);
            let order = &mut order[line.side as usize];
            if !order.contains(&line.player) {
                order.push(line.player);
            }
        }
        Self { batting, pitching, order }
    }

    fn boxes(&self, people: &People, teams: [i32; 2]) -> Vec<BoxLine> {
        [("batting", &self.batting), ("pitching", &self.pitching)]
            .into_iter()
            .flat_map(|(line, lines)| {
                lines.iter().map(move |((side, player), numbers)| BoxLine {
                    team: teams[*side as usize],
                    player: people.person(*player).id,
                    line,
                    numbers: numbers.to_vec(),
                })
            })
            .collect()
    }

    /// Complete games and who finished; the rest is the official scorer's.
    fn decisions(&self, people: &People, side: Side) -> BTreeMap<i32, Decisions> {
        let order = &self.order[side as usize];
        let of = |(place, player): (usize, &RetroId)| {
            let complete = order.len() == 1;
            let runs = self.pitching.get(&(side, *player)).and_then(|line| line[RUNS_ALLOWED]);
            let decisions = Decisions {
                finished: !complete && place + 1 == order.len(),
                complete,
                shutout: complete && runs == Some(0),
                ..Decisions::default()
            };
            (people.person(*player).id, decisions)
        };
        order.iter().enumerate().map(of).collect()
    }
}

fn add(to: &mut BTreeMap<(Side, RetroId), Numbers>, key: (Side, RetroId), more: &Numbers) {
    match to.get_mut(&key) {
        None => {
            to.insert(key, *more);
        }
        Some(known) => known.iter_mut().zip(more).for_each(|(known, more)| *known = sum(*known, *more)),
    }
}

fn sum(one: Option<i16>, other: Option<i16>) -> Option<i16> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// Counters that some lines do not tell; these count as 0.
fn unknown(
    line: &str,
    names: &[&'static str; 17],
    lines: &BTreeMap<(Side, RetroId), Numbers>,
) -> impl Iterator<Item = String> {
    let untold = |place: usize| lines.values().filter(|numbers| numbers[place].is_none()).count();
    let all = lines.len();
    names
        .iter()
        .enumerate()
        .map(|(place, name)| (name, untold(place)))
        .filter(|(_, untold)| *untold > 0)
        .map(|(name, untold)| format!("{line}: {untold} of {all} lines do not tell the {name}"))
        .collect::<Vec<_>>()
        .into_iter()
}

fn appearances(told: &BoxScore, people: &People, side: Side) -> Vec<Appearance> {
    let mut players: Vec<Appearance> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut at = |player: RetroId, players: &mut Vec<Appearance>| -> usize {
        let player = people.person(player).id;
        if seen.insert(player) {
            players.push(Appearance {
                player,
                slot: None,
                sequence: None,
                is_start: false,
                positions: Vec::new(),
                pitching_order: None,
            });
        }
        players.iter().position(|known| known.player == player).unwrap_or(0)
    };
    for line in told.batting.iter().filter(|line| line.side == side) {
        let place = at(line.player, &mut players);
        let known = &mut players[place];
        if known.slot.is_none() && line.slot > 0 {
            known.slot = Some(line.slot);
            known.sequence = Some(line.sequence.saturating_sub(1));
        }
        known.is_start |= line.sequence <= 1;
    }
    for line in told.pitching.iter().filter(|line| line.side == side) {
        let place = at(line.player, &mut players);
        let known = &mut players[place];
        known.pitching_order = known.pitching_order.or(Some(line.sequence));
        known.is_start |= line.sequence == 1;
    }
    let mut fielders: Vec<_> = told.fielding.iter().filter(|line| line.side == side).collect();
    fielders.sort_by_key(|line| line.sequence);
    for line in fielders {
        let place = at(line.player, &mut players);
        let known = &mut players[place];
        if known.positions.last() != Some(&line.position) {
            known.positions.push(line.position);
        }
    }
    players
}

fn fielding(told: &BoxScore, people: &People, side: Side) -> BTreeMap<(i32, u8), Fielding> {
    let starts = |player: RetroId| {
        told.batting.iter().any(|line| line.side == side && line.player == player && line.sequence <= 1)
            || told.pitching.iter().any(|line| line.side == side && line.player == player && line.sequence == 1)
    };
    let mut fielding: BTreeMap<(i32, u8), Fielding> = BTreeMap::new();
    for line in told.fielding.iter().filter(|line| line.side == side) {
        let did = fielding.entry((people.person(line.player).id, line.position)).or_default();
        did.is_start |= line.sequence <= 1 && starts(line.player);
        let [outs, putouts, assists, errors, double_plays, triple_plays, passed_balls] =
            line.counters.map(|number| number.unwrap_or(0));
        did.outs = did.outs.saturating_add(outs);
        did.putouts = did.putouts.saturating_add(putouts);
        did.assists = did.assists.saturating_add(assists);
        did.errors = did.errors.saturating_add(errors);
        did.double_plays = did.double_plays.saturating_add(double_plays);
        did.triple_plays = did.triple_plays.saturating_add(triple_plays);
        did.passed_balls = did.passed_balls.saturating_add(passed_balls);
    }
    fielding
}

fn totals(told: &BoxScore, lines: &Lines, side: Side) -> Totals {
    let batted = |place: usize| {
        lines.batting.iter().filter(|((of, _), _)| *of == side).fold(None, |all, (_, line)| sum(all, line[place]))
    };
    let by_inning = told.innings[side as usize].iter().fold(None, |all, runs| sum(all, *runs));
    let errors =
        told.fielding.iter().filter(|line| line.side == side).fold(None, |all, line| sum(all, line.counters[3]));
    [by_inning.or(batted(RUNS)), batted(HITS), errors, told.left_on_base[side as usize]]
}

fn innings(told: &BoxScore) -> Vec<Inning> {
    let last = told.innings.iter().map(Vec::len).max().unwrap_or(0);
    (0..last)
        .flat_map(|place| [(place, Side::Away), (place, Side::Home)])
        .map(|(place, side)| {
            let runs = told.innings[side as usize].get(place).copied().flatten();
            Inning { inning: place as i16 + 1, is_home: side == Side::Home, totals: [runs, UNKNOWN[1], None, None] }
        })
        .collect()
}
