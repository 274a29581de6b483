//! The scorer: goes through an account and fills in parts, appearances, fielding and decisions.

use std::collections::BTreeMap;

use super::account::{
    Account, Entry, Event, Hand, Happening, Move, PersonId, Pitch, Reached, Side, Trajectory, TurnResult,
};
use super::bases::Bases;
use super::decision::{Decisions, Record};
use super::part::{Part, Share, Situation};
use super::side::{Appearance, Fielding, Team};
use super::turn::{Setting, Turn};
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

struct Scorer<'a> {
    account: &'a Account,
    teams: [Team; 2],
    batting: Side,
    inning: i16,
    outs: i16,
    bases: Bases,
    /// A pitch was thrown or something happened in the half.
    has_begun: bool,
    turn: Option<Turn>,
    /// Batters each pitcher has faced.
    faced: BTreeMap<PersonId, i16>,
    record: Record,
    parts: Vec<Part>,
    findings: Vec<String>,
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
            Happening::Pitch(pitch) => self.pitch(pitch),
            Happening::Event(event) => self.event(event),
        }
    }

    fn finding(&mut self, text: String) {
        let number = self.turn.as_ref().map_or(0, |turn| turn.number);
        self.findings.push(format!("at bat {number}: {text}"));
    }

    fn side(&self, side: Side) -> &Team {
        &self.teams[side as usize]
    }

    fn fielding_side(&self) -> Side {
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
        if self.side(self.batting).slot_of(batter).is_none() {
            self.finding(format!("{batter} bats, but he is not in the batting order"));
        }
    }

    fn situation(&self) -> Situation {
        let (balls, strikes) = self.turn.as_ref().map_or((0, 0), |turn| (turn.balls.min(3), turn.strikes.min(2)));
        Situation {
            outs: self.outs,
            bases: self.bases.occupied(),
            balls,
            strikes,
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
    fn lead(&self, side: Side) -> i16 {
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

    /// Runs `write` on a part of the turn, which is begun if it is new.
    fn part(
        &mut self,
        share: Share,
        batter: PersonId,
        pitcher: PersonId,
        before: Situation,
        write: impl FnOnce(&mut Part),
    ) {
        let setting = self.setting(share, batter, pitcher);
        if let Some(turn) = &mut self.turn {
            write(turn.part(share, batter, pitcher, before, || setting));
        }
    }

    /// Adds to a part without a new moment: `before` stays what it was.
    fn tally(&mut self, share: Share, batter: PersonId, pitcher: PersonId, add: impl FnOnce(&mut super::part::Tally)) {
        let known = |turn: &Turn| {
            let is_it = |x: &&Part| x.share == share && x.batter == batter && x.pitcher == pitcher;
            turn.parts.iter().find(is_it).map(|x| x.before)
        };
        let before = self.turn.as_ref().and_then(known).unwrap_or_else(|| self.situation());
        self.part(share, batter, pitcher, before, |part| add(&mut part.tally));
    }

    fn setting(&self, share: Share, batter: PersonId, pitcher: PersonId) -> Setting {
        let (offense, defense) = (self.side(self.batting), self.side(self.fielding_side()));
        let at_bat = match (share, &self.turn) {
            (Share::Runner | Share::Charge, Some(turn)) => turn.batter,
            _ => batter,
        };
        let pitcher_hand = self.account.hands.get(&pitcher).map_or(Hand::Right, |hands| hands.throws);
        let batter_side = self.account.hands.get(&at_bat).and_then(|hands| hands.bats);
        let appearance = offense.find(batter);
        Setting {
            at_bat,
            is_home: self.batting == Side::Home,
            inning: self.inning,
            batter_side: batter_side.unwrap_or(match pitcher_hand {
                Hand::Left => Hand::Right,
                Hand::Right => Hand::Left,
            }),
            pitcher_hand,
            slot: offense.slot_of(batter).or(appearance.and_then(|x| x.slot)).map(i16::from),
            batter_position: offense.position_of(batter).map(i16::from),
            batter_is_start: appearance.is_some_and(|x| x.is_start),
            pitcher_is_start: defense.find(pitcher).is_some_and(|x| x.pitching_order == Some(1)),
            times_through: 1 + self.faced.get(&pitcher).copied().unwrap_or(0) / 9,
            fielders: defense.fielders(),
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
            (before.balls, before.strikes) = count;
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
        self.teams[side].field_event(event, outs);
        if outcome == Outcome::CatcherInterference {
            self.teams[side].interfere();
        }
        for x in event.moves.iter().filter(|x| x.deed.is_picked_off() && x.to == Reached::Out) {
            self.teams[side].pick_off(x);
        }
        self.record.outs(self.fielding_side(), pitcher, outs);
    }

    /// The result of the turn, in the part it belongs to.
    fn result(
        &mut self,
        result: &TurnResult,
        (batter, pitcher): (PersonId, PersonId),
        starts: &[PersonId],
        event: &Event,
        before: Situation,
    ) {
        let outcome = result.event.outcome;
        let scored = event.moves.iter().filter(|x| x.to == Reached::Home && starts.contains(&x.runner)).count() as i16;
        let batted_in = event.moves.iter().filter(|x| x.is_batted_in).count() as i16;
        let left = starts.len() as i16 - scored;
        // As box scores print them: every ball in play that was no hit, one that was an error too.
        let ended = self.turn.as_ref().map_or((batter, pitcher), |turn| (turn.batter, turn.pitcher));
        let is_batted = outcome.is_in_play() && outcome.bases() == 0;
        self.part(Share::Batter, batter, pitcher, before, |part| {
            part.event = Some(result.event);
            part.trajectory = result.trajectory;
            // They are of those who ended the turn, not of those who left it.
            if let Some(side) = result.batter_side.filter(|_| batter == ended.0) {
                part.batter_side = side;
            }
            if let Some(hand) = result.pitcher_hand.filter(|_| pitcher == ended.1) {
                part.pitcher_hand = hand;
            }
            part.tally.runs_batted_in += batted_in;
            if result.is_out && outcome.is_plate_appearance() && !outcome.is_sacrifice() {
                part.tally.left_on_base += left;
            }
            match result.trajectory.filter(|_| is_batted) {
                Some(Trajectory::GroundBall) => part.tally.ground_outs += 1,
                Some(Trajectory::FlyBall) => part.tally.fly_outs += 1,
                Some(Trajectory::LineDrive) => part.tally.line_outs += 1,
                Some(Trajectory::Popup) => part.tally.pop_outs += 1,
                None => {}
            }
        });
        if outcome.is_plate_appearance() {
            *self.faced.entry(pitcher).or_default() += 1;
        }
    }

    fn runner_deed(&mut self, x: &Move, batter: PersonId, pitcher: PersonId, before: Situation) {
        if x.deed == super::account::Deed::None {
            return;
        }
        let share = if x.runner == batter { Share::Batter } else { Share::Runner };
        self.part(share, x.runner, pitcher, before, |part| {
            part.tally.stolen_bases += i16::from(x.deed == super::account::Deed::StolenBase);
            part.tally.caught_stealing += i16::from(x.deed.is_caught());
            part.tally.picked_off += i16::from(x.deed.is_picked_off() && x.to == Reached::Out);
        });
    }

    /// A run: to the runner, and to the pitcher who answers for him.
    fn run(
        &mut self,
        x: &Move,
        responsible: PersonId,
        (batter, pitcher): (PersonId, PersonId),
        credited: PersonId,
        before: Situation,
    ) {
        let charged = x.responsible.unwrap_or(responsible);
        if charged != responsible {
            self.finding(format!(
                "the run of {} is charged to {charged}; by rule 9.16(g) it would be {responsible}'s",
                x.runner
            ));
        }
        let share = if x.runner == credited { Share::Batter } else { Share::Runner };
        self.part(share, x.runner, pitcher, before, |part| part.tally.runs += 1);
        let has_part = self.turn.as_ref().is_some_and(|turn| {
            turn.parts.iter().any(|p| p.share == Share::Batter && p.pitcher == charged && p.batter == batter)
        });
        let share = if has_part { Share::Batter } else { Share::Charge };
        self.part(share, batter, charged, before, |part| {
            part.tally.runs_allowed += 1;
            part.tally.earned_runs += i16::from(x.is_earned);
        });
        if charged != pitcher {
            self.part(Share::Batter, batter, pitcher, before, |part| part.tally.inherited_runners_scored += 1);
        }
        self.teams[self.batting as usize].runs += 1;
        let lead = self.lead(self.batting);
        let pitchers = [self.teams[0].pitcher(), self.teams[1].pitcher()];
        self.record.run(self.batting, lead, charged, pitchers);
    }

    fn end_turn(&mut self) {
        let end = (self.outs, self.bases.occupied());
        let Some(turn) = &mut self.turn else { return };
        let (batter, pitcher) = (turn.batter, turn.pitcher);
        let (is_empty, inherited) = (turn.parts.is_empty(), std::mem::take(&mut turn.inherited));
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
