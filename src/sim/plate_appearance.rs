//! One turn at bat, pitch by pitch, with what happens on the bases meanwhile.

use super::charge::{Charge, Runner};
use super::closing::Ending;
use super::contact::Contact;
use super::defense;
use super::game::{Game, Thrown};
use super::log::{Cause, Deed, Move, What};
use super::moving::How;
use super::roster::PlayerIndex;
use super::running::{Field, Play, To};
use super::situation::{Situation, runner_bits};
use super::vocabulary::{Call, Event, Hand, Trajectory};

/// The turn at bat in progress.
pub(super) struct Turn {
    pub(super) batter: PlayerIndex,
    pub(super) pitcher: PlayerIndex,
    pub(super) side: Hand,
    pub(super) balls: u8,
    pub(super) strikes: u8,
    pub(super) pitches: u8,
    /// Tries to bunt until he has two strikes.
    pub(super) bunts: bool,
    pub(super) at_start: Situation,
    pub(super) fielders: [PlayerIndex; 8],
    pub(super) times_through: u8,
    pub(super) prior_pa: u8,
    /// Place in the order, from 0.
    pub(super) place: usize,
    /// Who came up, his position and the side he took, if another batted on with two strikes.
    pub(super) first_batter: Option<(PlayerIndex, u8, Hand)>,
    /// Who began, if another came with the count in the batter's favour.
    pub(super) first_pitcher: Option<PlayerIndex>,
    pub(super) pairings: Vec<(u8, i32, i32)>,
    pub(super) counts: Vec<(u8, u8)>,
}

impl Game<'_> {
    pub(super) fn pitcher_hand(&self) -> Hand {
        self.people[usize::from(self.sides[1 - self.bat].pitcher)].throws
    }

    fn begin_turn(&self) -> Turn {
        let side = &self.sides[self.bat];
        let (place, batter) = (side.next, side.order[side.next].player);
        let pitcher = self.sides[1 - self.bat].pitcher;
        Turn {
            batter,
            pitcher,
            side: self.people[usize::from(batter)].bats.against(self.pitcher_hand()),
            balls: 0,
            strikes: 0,
            pitches: 0,
            bunts: false,
            at_start: self.situation(),
            fielders: self.sides[1 - self.bat].fielders(),
            times_through: self.times_through(pitcher),
            prior_pa: self.prior_pa(batter),
            place,
            first_batter: None,
            first_pitcher: None,
            pairings: vec![(1, self.id(batter), self.id(pitcher))],
            counts: vec![(0, 0)],
        }
    }

    pub(super) fn prior_pa(&self, batter: PlayerIndex) -> u8 {
        self.sides[self.bat].batting.get(&batter).map_or(0, |line| line.pa as u8)
    }

    pub(super) fn times_through(&self, pitcher: PlayerIndex) -> u8 {
        let faced = self.sides[1 - self.bat].pitching.get(&pitcher).map_or(0, |line| line.bf);
        (1 + faced / 9) as u8
    }

    /// The next batter's turn, from the first pitch to its end.
    pub(super) fn turn_at_bat(&mut self) {
        self.count = (0, 0);
        let mut turn = self.begin_turn();
        // Some managers change their mind after a few real pitches.
        let walk_after = if self.wants_to_walk(turn.batter) {
            Some(if self.dice.chance(0.35) { 1 + self.dice.below(3) as u8 } else { 0 })
        } else {
            None
        };
        turn.bunts = walk_after.is_none() && self.wants_to_bunt(turn.batter);
        loop {
            if walk_after == Some(turn.pitches) && self.bases[0].is_none() {
                return self.intentional_walk(&turn);
            }
            self.manage_within(&mut turn);
            if let Some(event) = self.before_pitch(&turn) {
                let (at_end, ending) = self.since_last_pitch();
                return self.close(&turn, event, at_end, &ending, None);
            }
            if self.pitch(&mut turn) {
                return;
            }
        }
    }

    /// The scoreboard before the last pitch, and what has happened since.
    fn since_last_pitch(&self) -> (Situation, Ending) {
        let Some(thrown) = self.thrown.last() else { return (self.situation(), Ending::default()) };
        let [away_score, home_score] = thrown.score;
        let on = thrown.on.map(|runner| runner.map(|runner| self.id(runner)));
        let runs = self.score[self.bat] - thrown.score[self.bat];
        let ending = Ending { outs: self.outs - thrown.outs, runs, ..Ending::default() };
        (Situation { outs: thrown.outs, on, away_score, home_score }, ending)
    }

    fn intentional_walk(&mut self, turn: &Turn) {
        let at_end = self.situation();
        for ball in turn.balls + 1..=4 {
            self.count = (ball, turn.strikes);
            self.happen(What::AutomaticBall);
        }
        self.award_first(turn, Event::IntentWalk, at_end);
    }

    /// The batter as a runner, charged to whoever answers for him.
    pub(super) fn runner(&mut self, turn: &Turn, event: Event, earned: bool) -> Runner {
        let pitcher = self.charged_pitcher(turn, event);
        let shadow = self.reconstruction.appear(0);
        Runner { player: turn.batter, charge: Charge { pitcher, earned }, shadow }
    }

    pub(super) fn field(&self, batter: PlayerIndex) -> Field {
        let speed = |player: PlayerIndex| self.people[usize::from(player)].bat.speed;
        let [first, second, third] = self.bases.map(|runner| runner.map_or(0.0, |runner| speed(runner.player)));
        Field {
            occupied: self.bases.map(|runner| runner.is_some()),
            outs: self.outs,
            speed: [speed(batter), first, second, third],
        }
    }

    /// Throws one pitch; true when it ended the turn.
    fn pitch(&mut self, turn: &mut Turn) -> bool {
        let people = self.people;
        let offering = match &people[usize::from(turn.pitcher)].arm {
            Some(arm) => arm.choose(&mut self.dice, turn.balls, turn.strikes),
            None => 0,
        };
        let thief = self.thief(turn);
        let (in_zone, call) = self.duel(turn);
        turn.pitches += 1;
        let before = self.situation();
        self.thrown.push(Thrown {
            at_bat: self.turns.len() as u16 + 1,
            number: turn.pitches,
            batter: turn.batter,
            pitcher: turn.pitcher,
            side: turn.side,
            inning: self.inning,
            top: self.bat == 0,
            balls: turn.balls,
            strikes: turn.strikes,
            outs: self.outs,
            on: self.bases.map(|runner| runner.map(|runner| runner.player)),
            score: self.score,
            post_score: self.score,
            post_outs: self.outs,
            post_runners: before.runners(),
            offering: offering as u8,
            in_zone,
            call,
            event: None,
            contact: None,
            fielder: None,
            fielders: turn.fielders,
            times_through: turn.times_through,
            prior_pa: turn.prior_pa,
            reached_on_strikeout: false,
        });
        let strike = call.kind() != "B";
        let line = self.pitching_of(turn.pitcher);
        line.pitches += 1;
        line.strikes += u32::from(strike);
        line.balls += u32::from(!strike);
        self.count = match call {
            Call::HitIntoPlay => self.count,
            Call::Foul if turn.strikes == 2 => self.count,
            _ if strike => (turn.balls, turn.strikes + 1),
            _ => (turn.balls + 1, turn.strikes),
        };
        self.happen(What::Pitch(self.thrown.len() - 1));
        self.call(turn, call, thief, before)
    }

    /// Carries out the call of a pitch; true when it ended the turn.
    fn call(&mut self, turn: &mut Turn, call: Call, thief: Option<usize>, before: Situation) -> bool {
        // The catcher's mitt gets in the way of a swing about once in 2,500 turns.
        if call == Call::Foul && self.dice.chance(0.0007) {
            self.interference(turn, before);
            return true;
        }
        match call {
            Call::HitIntoPlay => {
                self.ball_in_play(turn, before);
                true
            }
            Call::HitByPitch => {
                self.award_first(turn, Event::HitByPitch, before);
                true
            }
            Call::Ball | Call::BlockedBall if turn.balls == 3 => {
                self.award_first(turn, Event::Walk, before);
                true
            }
            Call::Ball | Call::BlockedBall => {
                turn.balls += 1;
                turn.counts.push(self.count);
                self.between(turn, call, thief, before)
            }
            Call::Foul if turn.strikes == 2 => {
                self.note_state();
                false
            }
            Call::FoulBunt | Call::Foul if turn.strikes < 2 => {
                turn.strikes += 1;
                turn.counts.push(self.count);
                self.note_state();
                false
            }
            _ if turn.strikes == 2 => {
                self.strikeout(turn, call, thief, before);
                true
            }
            _ => {
                turn.strikes += 1;
                turn.counts.push(self.count);
                self.between(turn, call, thief, before)
            }
        }
    }

    fn award_first(&mut self, turn: &Turn, event: Event, before: Situation) {
        let to = self.field(turn.batter).forced();
        let runner = self.runner(turn, event, true);
        let runs = self.advance(Some(runner), to, How::new(Cause::Turn(event)).batted_in(true));
        let ending = Ending { runs, rbi: runs, ..Ending::default() };
        self.close(turn, event, before, &ending, None);
    }

    fn interference(&mut self, turn: &Turn, before: Situation) {
        let event = Event::CatcherInterf;
        let to = self.field(turn.batter).forced();
        let runner = self.runner(turn, event, false);
        let how = How::new(Cause::Turn(event)).batted_in(true).credit(0, vec![(2, Deed::Interference)]);
        let runs = self.advance(Some(runner), to, how);
        let ending = Ending { runs, rbi: runs, fielder: Some(2), ..Ending::default() };
        self.close(turn, event, before, &ending, None);
    }

    fn contact(&mut self, turn: &Turn, before: Situation) -> Contact {
        let batter = &self.people[usize::from(turn.batter)];
        let pitcher = &self.people[usize::from(turn.pitcher)];
        if turn.bunts && turn.strikes < 2 && before.on[2].is_none() && before.outs == 0 {
            return Contact::bunt(&mut self.dice);
        }
        let stuff = pitcher.arm.as_ref().map_or(0.0, |arm| arm.stuff);
        let platoon = if turn.side == pitcher.throws { -0.2 } else { 0.2 };
        let lean = if turn.side == Hand::Right { -batter.bat.pull } else { batter.bat.pull };
        let quality = batter.bat.power + 0.25 * batter.bat.contact - 0.35 * stuff + platoon;
        Contact::swing(&mut self.dice, quality, 0.8 * batter.bat.power, lean)
    }

    fn ball_in_play(&mut self, turn: &Turn, before: Situation) {
        let contact = self.contact(turn, before);
        let field = self.field(turn.batter);
        let mut play = field.decide(&contact, &mut self.dice);
        self.cut_walk_off(&mut play);
        self.triple_play(&contact, &mut play);
        self.correct(&mut play);
        let error = play.event == Event::FieldError;
        if error {
            // The out it cost counts for the reconstruction of the inning.
            self.reconstruction.miss_out();
        }
        let (outs, on_before) = (self.outs, self.bases.iter().flatten().count() as u8);
        let caught = play.to[0] == To::Out(1) && !contact.bunt && contact.trajectory() != Trajectory::GroundBall;
        let how = How {
            cause: Cause::Turn(play.event),
            batted_in: play.batted_in,
            shifts: true,
            batter_first: caught,
            credits: defense::credits(&play, &contact),
        };
        let batted_in = play.batted_in;
        let runner = self.runner(turn, play.event, !error);
        let runs = self.advance(Some(runner), play.to, how);
        let extra = self.after_the_play(&play);
        // An out anywhere on the play leaves the others to the batter, as box scores count it.
        let made_out = self.outs > outs && !play.event.is_sacrifice();
        let left = on_before - self.runners_home();
        let ending = Ending {
            runs: runs + extra,
            rbi: if batted_in { runs } else { 0 },
            outs: self.outs - outs,
            fielder: (play.fielder > 0).then_some(play.fielder),
            left: if made_out { left } else { 0 },
            batted_out: (!play.event.is_hit())
                .then(|| if contact.bunt { Trajectory::GroundBall } else { contact.trajectory() }),
            ..Ending::default()
        };
        if let Some(thrown) = self.thrown.last_mut() {
            thrown.contact = Some(contact);
        }
        self.close(turn, play.event, before, &ending, Some((&contact, &play)));
    }

    /// Runners, the batter not among them, who came home on the last event.
    fn runners_home(&self) -> u8 {
        let index = self.events.len().saturating_sub(1);
        let home = |leg: &&Move| leg.index == index && leg.end == Some(4) && leg.origin > 0;
        self.moves.iter().filter(home).count() as u8
    }

    /// The winning run ends the game: the hit is worth no more bases than the winning runner needed
    /// (Rule 9.06(f)), and nobody behind him goes further. A home run counts in full.
    fn cut_walk_off(&self, play: &mut Play) {
        let Some(needed) = self.runs_to_walk_off() else { return };
        if play.event == Event::HomeRun || !play.event.is_hit() {
            return;
        }
        let scoring = (1..4).rev().filter(|from| self.bases[from - 1].is_some() && play.to[*from] == To::Home);
        let Some(winner) = scoring.skip(usize::from(needed) - 1).map(|from| from as u8).next() else { return };
        let bases = play.event.bases_of_hit().min(4 - winner);
        play.event = [Event::Single, Event::Double, Event::Triple][usize::from(bases) - 1];
        play.to[0] = To::Base(bases);
        for from in 1..winner {
            play.to[usize::from(from)] = To::Base(from + bases);
        }
    }

    /// A pitch that did not end the turn: a runner may go, or the ball get away. True when a runner made
    /// the third out.
    fn between(&mut self, turn: &Turn, call: Call, thief: Option<usize>, before: Situation) -> bool {
        if let Some(base) = thief {
            if !self.steal(base, false) && self.outs == 3 {
                let event = match (self.dice.chance(0.3), base) {
                    (true, _) => Event::TruncatedPa,
                    (_, 1) => Event::CaughtStealing2b,
                    (_, 2) => Event::CaughtStealing3b,
                    _ => Event::CaughtStealingHome,
                };
                let ending = Ending { outs: 1, fielder: Some(2), ..Ending::default() };
                self.close(turn, event, before, &ending, None);
                return true;
            }
        } else if call == Call::BlockedBall
            && self.bases.iter().any(Option::is_some)
            && self.runs_to_walk_off() != Some(1)
            && self.dice.chance(0.11)
        {
            let passed = self.rare.chance(0.15);
            self.get_away(turn, passed, false);
        }
        self.note_state();
        false
    }

    /// Writes the state after the last pitch into its record.
    pub(super) fn note_state(&mut self) {
        let (outs, score) = (self.outs, self.score);
        let runners = runner_bits(self.bases.map(|runner| runner.is_some()));
        if let Some(thrown) = self.thrown.last_mut() {
            thrown.post_outs = outs;
            thrown.post_score = score;
            thrown.post_runners = runners;
        }
    }
}
