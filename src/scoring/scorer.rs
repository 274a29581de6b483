//! The scorer: goes through an account and fills in parts, appearances, fielding and decisions.

use std::collections::BTreeMap;

use super::account::{Account, Credit, CreditKind, Entry, Event, Happening, PersonId, Pitch, Reached, Side};
use super::bases::Bases;
use super::decision::{Decisions, Record};
use super::part::{Part, Share, Situation};
use super::side::{Appearance, Fielding, Team};
use super::turn::Turn;
use crate::domain::event::Outcome;

/// A game, scored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scored {
    /// The parts of all turns, in order.
    pub parts: Vec<Part>,
    /// Who played, away and home, in the order they came.
    pub appearances: [Vec<Appearance>; 2],
    /// What each fielder did at each position, away and home.
    pub fielding: [BTreeMap<(PersonId, u8), Fielding>; 2],
    /// Runs, away and home.
    pub runs: [i16; 2],
    /// Decisions by the rules, by pitcher; away and home.
    pub decisions: [BTreeMap<PersonId, Decisions>; 2],
    /// Where the account contradicts the state of the game.
    pub findings: Vec<String>,
}

/// Scores a game.
#[must_use]
pub fn score(account: &Account) -> Scored {
    let mut scorer = Scorer::new(account);
    for happening in &account.happenings {
        scorer.take(happening);
    }
    scorer.finish()
}

/// The game so far.
pub(super) struct Scorer<'a> {
    pub(super) account: &'a Account,
    pub(super) teams: [Team; 2],
    pub(super) batting: Side,
    pub(super) inning: i16,
    pub(super) outs: i16,
    pub(super) bases: Bases,
    /// A pitch was thrown or something happened in the half.
    pub(super) has_begun: bool,
    pub(super) turn: Option<Turn>,
    /// Batters each pitcher has faced.
    pub(super) faced: BTreeMap<PersonId, i16>,
    pub(super) record: Record,
    pub(super) parts: Vec<Part>,
    pub(super) findings: Vec<String>,
}

impl<'a> Scorer<'a> {
    fn new(account: &'a Account) -> Self {
        let teams = [Team::new(&account.starters[0]), Team::new(&account.starters[1])];
        let record = Record::new(account.scheduled_innings, [teams[0].pitcher(), teams[1].pitcher()]);
        Self {
            account,
            teams,
            batting: Side::Away,
            inning: 0,
            outs: 0,
            bases: Bases::default(),
            has_begun: false,
            turn: None,
            faced: BTreeMap::new(),
            record,
            parts: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn take(&mut self, happening: &Happening) {
        match happening {
            Happening::Half { inning, batting } => {
                self.end_turn();
                (self.inning, self.batting) = (i16::from(*inning), *batting);
                self.outs = 0;
                self.bases = Bases::default();
                self.has_begun = false;
            }
            Happening::Turn { number, batter, pitcher } => self.begin_turn(*number, *batter, *pitcher),
            Happening::Entry(entry) => self.enter(entry),
            Happening::Placed { runner, base } => self.place(*runner, *base),
            Happening::Answers { pitcher, base } => {
                if !self.bases.answer_on(*base, *pitcher) {
                    self.finding(format!("{pitcher} is to answer for a runner on base {base}, but nobody is there"));
                }
            }
            Happening::Count(count) => {
                if let Some(turn) = &mut self.turn {
                    turn.told_count(*count);
                }
            }
            Happening::Pitch(pitch) => self.pitch(pitch),
            Happening::Event(event) => self.event(event),
        }
    }

    pub(super) fn finding(&mut self, text: String) {
        let number = self.turn.as_ref().map_or(0, |turn| turn.number);
        self.findings.push(format!("at bat {number}: {text}"));
    }

    pub(super) fn side(&self, side: Side) -> &Team {
        &self.teams[side as usize]
    }

    pub(super) fn fielding_side(&self) -> Side {
        self.batting.other()
    }

    fn begin_turn(&mut self, number: i16, batter: PersonId, pitcher: Option<PersonId>) {
        self.end_turn();
        let known = self.side(self.fielding_side()).pitcher();
        let start = (self.outs, self.bases.occupied());
        self.turn = Some(Turn::new(number, batter, known, start));
        if let Some(pitcher) = pitcher.filter(|pitcher| *pitcher != known) {
            self.finding(format!("{pitcher} pitches, but nobody told that he came for {known}"));
            let (side, position) = (self.fielding_side(), 1);
            self.enter(&Entry { side, player: pitcher, replaced: None, position, slot: None });
        }
    }

    pub(super) fn situation(&self) -> Situation {
        let turn = self.turn.as_ref().filter(|turn| turn.knows_count);
        Situation {
            outs: self.outs,
            bases: self.bases.occupied(),
            count: turn.map(|turn| (turn.balls.min(3), turn.strikes.min(2))),
            batting_score: self.side(self.batting).runs,
            fielding_score: self.side(self.fielding_side()).runs,
        }
    }

    fn enter(&mut self, entry: &Entry) {
        let before = self.side(entry.side).pitcher();
        // Not every account says whom he replaces; the batting order does.
        let displaced = entry.slot.and_then(|slot| self.side(entry.side).occupant(slot)).filter(|x| *x != entry.player);
        let replaced = entry.replaced.or(displaced);
        self.teams[entry.side as usize].enter(entry);
        if entry.side == self.batting {
            if let Some(old) = replaced.filter(|_| entry.position != 11) {
                self.bases.replace(old, entry.player);
            }
            if let Some(turn) = &mut self.turn
                && Some(turn.batter) == replaced
                && entry.position == 11
            {
                turn.new_batter(entry.player);
            }
            return;
        }
        if entry.position == 1 && before != entry.player {
            // Who comes before the half has begun answers for the runner it begins with.
            if !self.has_begun {
                self.bases.answer(entry.player);
            }
            let runners = if self.has_begun { self.bases.occupied().count_ones() as i16 } else { 0 };
            self.record.new_pitcher(entry.side, entry.player, self.inning, self.outs, runners, self.lead(entry.side));
            if let Some(turn) = &mut self.turn {
                turn.new_pitcher(entry.player);
                turn.inherited.push((entry.player, runners));
            }
        }
    }

    /// Runs a side is ahead by.
    pub(super) fn lead(&self, side: Side) -> i16 {
        self.side(side).runs - self.side(side.other()).runs
    }

    fn place(&mut self, runner: PersonId, base: u8) {
        let pitcher = self.side(self.fielding_side()).pitcher();
        if self.bases.put(base, runner, pitcher) {
            let start = (self.outs, self.bases.occupied());
            if let Some(turn) = &mut self.turn {
                turn.start = start;
            }
        }
    }

    fn pitch(&mut self, pitch: &Pitch) {
        self.has_begun = true;
        let before = self.situation();
        let Some(turn) = &self.turn else { return };
        let (batter, pitcher) = (turn.batter, turn.pitcher);
        if let Some(number) = pitch.number {
            self.part(Share::Batter, batter, pitcher, before, |part| {
                let first = part.pitches.map_or(number, |(first, _)| first);
                part.pitches = Some((first, number));
                part.tally.pitches += 1;
                let is_ball = pitch.call == super::account::Call::Ball;
                part.tally.balls_thrown += i16::from(is_ball);
                part.tally.strikes_thrown += i16::from(!is_ball);
            });
        }
        if let Some(turn) = &mut self.turn {
            turn.pitch(pitch);
        }
    }

    fn event(&mut self, event: &Event) {
        self.has_begun = true;
        let mut before = self.situation();
        let Some(turn) = &self.turn else {
            self.finding("something happens before anybody bats".to_owned());
            return;
        };
        let (batter, pitcher) = (turn.batter, turn.pitcher);
        let outcome = event.result.map_or(Outcome::None, |result| result.event.outcome);
        let mine = (turn.responsible_batter(outcome), turn.responsible_pitcher(outcome));
        if event.result.is_some()
            && let Some(count) = turn.before_pitch
        {
            before.count = Some(count);
        }
        let starts = self.bases.runners();

        let outs = event.moves.iter().filter(|x| x.to == Reached::Out).count() as i16;
        let (runs, findings) = self.bases.run(&event.moves, (batter, mine.1), outcome.is_plate_appearance());
        for finding in findings {
            self.finding(finding);
        }
        self.outs += outs;
        if self.outs > 3 {
            self.finding(format!("{} outs in one half", self.outs));
        }

        self.part(Share::Batter, batter, pitcher, before, |part| {
            part.tally.outs_made += outs;
            part.tally.wild_pitches += i16::from(event.is_wild_pitch);
            part.tally.passed_balls += i16::from(event.is_passed_ball);
            part.tally.balks += i16::from(event.is_balk);
        });
        if let Some(result) = &event.result {
            self.result(result, mine, &starts, event, before);
        }
        for x in &event.moves {
            self.runner_deed(x, mine.0, pitcher, before);
        }
        for (x, responsible) in &runs {
            self.run(x, *responsible, (batter, pitcher), mine.0, before);
        }
        let side = self.fielding_side() as usize;
        self.teams[side].field_event(event, event.multiple.unwrap_or(outs), outs);
        // First base is awarded for what the pitcher or the first baseman did, too.
        let by_another = |x: &&Credit| x.kind == CreditKind::Interference && x.position != 2;
        if outcome == Outcome::CatcherInterference && !event.credits.iter().any(|x| by_another(&x)) {
            self.teams[side].interfere();
        }
        for x in event.moves.iter().filter(|x| x.deed.is_picked_off() && x.to == Reached::Out) {
            self.teams[side].pick_off(x);
        }
        self.record.outs(self.fielding_side(), pitcher, outs);
    }

    fn end_turn(&mut self) {
        let end = (self.outs, self.bases.occupied());
        let Some(turn) = &mut self.turn else { return };
        let (batter, pitcher) = (turn.batter, turn.pitcher);
        let (is_empty, inherited) = (turn.parts.is_empty(), std::mem::take(&mut turn.inherited));
        // Only now: who bats for another may be told after the turn has begun.
        if self.side(self.batting).slot_of(batter).is_none() {
            self.finding(format!("{batter} bats, but he is not in the batting order"));
        }
        let before = self.situation();
        if is_empty {
            self.part(Share::Batter, batter, pitcher, before, |_| {});
        }
        for (pitcher, runners) in inherited.into_iter().filter(|(_, runners)| *runners > 0) {
            let his = |turn: &Turn| {
                turn.parts.iter().find(|x| x.share == Share::Batter && x.pitcher == pitcher).map(|x| x.batter)
            };
            let found = self.turn.as_ref().and_then(his);
            let share = if found.is_some() { Share::Batter } else { Share::Charge };
            self.tally(share, found.unwrap_or(batter), pitcher, |tally| tally.inherited_runners += runners);
        }
        if let Some(turn) = self.turn.take() {
            self.parts.extend(turn.finish(end));
        }
    }

    fn finish(mut self) -> Scored {
        self.end_turn();
        let runs = [self.teams[0].runs, self.teams[1].runs];
        let charged = |pitcher: PersonId| {
            self.parts.iter().filter(|part| part.pitcher == pitcher).map(|part| part.tally.runs_allowed).sum::<i16>()
        };
        let decisions = self.record.decide(runs, charged);
        self.teams.iter_mut().for_each(Team::finish);
        let [away, home] = self.teams;
        Scored {
            parts: self.parts,
            appearances: [away.appearances, home.appearances],
            fielding: [away.fielding, home.fielding],
            runs,
            decisions,
            findings: self.findings,
        }
    }
}
