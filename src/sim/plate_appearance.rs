//! One turn at bat, pitch by pitch, with what happens on the bases meanwhile.

use super::book::PlateAppearance;
use super::charge::{Charge, Runner};
use super::contact::Contact;
use super::description;
use super::game::{Game, Thrown};
use super::roster::PlayerIndex;
use super::running::{Field, Play, To};
use super::situation::{Situation, runner_bits};
use super::vocabulary::{Call, Event, Hand};

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
    at_start: Situation,
    pub(super) fielders: [PlayerIndex; 8],
    times_through: u8,
    prior_pa: u8,
}

/// How the turn ended, for the book.
#[derive(Default)]
struct Ending {
    runs: u8,
    rbi: u8,
    outs: u8,
    fielder: Option<u8>,
    reached_on_strikeout: bool,
}

impl Game<'_> {
    pub(super) fn pitcher_hand(&self) -> Hand {
        self.people[usize::from(self.sides[1 - self.bat].pitcher)].throws
    }

    /// The next batter's turn, from the first pitch to its end.
    pub(super) fn turn_at_bat(&mut self) {
        let side = &self.sides[self.bat];
        let batter = side.order[side.next].player;
        let prior_pa = side.batting.get(&batter).map_or(0, |line| line.pa as u8);
        let fielding = &self.sides[1 - self.bat];
        let pitcher = fielding.pitcher;
        let faced = fielding.pitching.get(&pitcher).map_or(0, |line| line.bf);
        let mut fielders = [0; 8];
        for slot in fielding.order.iter().filter(|slot| slot.position < 10) {
            fielders[usize::from(slot.position) - 2] = slot.player;
        }
        let mut turn = Turn {
            batter,
            pitcher,
            side: self.people[usize::from(batter)].bats.against(self.pitcher_hand()),
            balls: 0,
            strikes: 0,
            pitches: 0,
            bunts: false,
            at_start: self.situation(),
            fielders,
            times_through: (1 + faced / 9) as u8,
            prior_pa,
        };
        // Some managers change their mind after a few real pitches.
        let walk_after = if self.wants_to_walk(batter) {
            Some(if self.dice.chance(0.15) { 1 + self.dice.below(3) as u8 } else { 0 })
        } else {
            None
        };
        turn.bunts = walk_after.is_none() && self.wants_to_bunt(batter);
        loop {
            if walk_after == Some(turn.pitches) && self.bases[0].is_none() {
                return self.intentional_walk(&turn);
            }
            if self.pitch(&mut turn) {
                return;
            }
        }
    }

    fn intentional_walk(&mut self, turn: &Turn) {
        let at_end = self.situation();
        let to = self.field(turn.batter).forced();
        let runs = self.advance(Some(self.runner(turn, true)), to, false);
        let ending = Ending { runs, rbi: runs, ..Ending::default() };
        self.close(turn, Event::IntentWalk, at_end, &ending, None);
    }

    fn runner(&self, turn: &Turn, earned: bool) -> Runner {
        Runner { player: turn.batter, charge: Charge { pitcher: turn.pitcher, earned } }
    }

    fn field(&self, batter: PlayerIndex) -> Field {
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
        let line = self.pitching_of(turn.pitcher);
        line.pitches += 1;
        line.strikes += u32::from(call.kind() != "B");
        self.call(turn, call, thief, before)
    }

    /// Carries out the call of a pitch; true when it ended the turn.
    fn call(&mut self, turn: &mut Turn, call: Call, thief: Option<usize>, before: Situation) -> bool {
        // The catcher's mitt gets in the way of a swing about once in 2,500 turns.
        if call == Call::Foul && self.dice.chance(0.0007) {
            let to = self.field(turn.batter).forced();
            let runs = self.advance(Some(self.runner(turn, false)), to, false);
            let ending = Ending { runs, rbi: runs, fielder: Some(2), ..Ending::default() };
            self.close(turn, Event::CatcherInterf, before, &ending, None);
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
                self.between(turn, call, thief, before)
            }
            Call::Foul if turn.strikes == 2 => {
                self.note_state();
                false
            }
            Call::FoulBunt | Call::Foul if turn.strikes < 2 => {
                turn.strikes += 1;
                self.note_state();
                false
            }
            _ if turn.strikes == 2 => {
                self.strikeout(turn, call, thief, before);
                true
            }
            _ => {
                turn.strikes += 1;
                self.between(turn, call, thief, before)
            }
        }
    }

    fn award_first(&mut self, turn: &Turn, event: Event, before: Situation) {
        let to = self.field(turn.batter).forced();
        let runs = self.advance(Some(self.runner(turn, true)), to, false);
        let ending = Ending { runs, rbi: runs, ..Ending::default() };
        self.close(turn, event, before, &ending, None);
    }

    fn ball_in_play(&mut self, turn: &Turn, before: Situation) {
        let batter = &self.people[usize::from(turn.batter)];
        let pitcher = &self.people[usize::from(turn.pitcher)];
        let contact = if turn.bunts && turn.strikes < 2 && before.on[2].is_none() && before.outs == 0 {
            Contact::bunt(&mut self.dice)
        } else {
            let stuff = pitcher.arm.as_ref().map_or(0.0, |arm| arm.stuff);
            let platoon = if turn.side == pitcher.throws { -0.2 } else { 0.2 };
            let lean = if turn.side == Hand::Right { -batter.bat.pull } else { batter.bat.pull };
            let quality = batter.bat.power + 0.25 * batter.bat.contact - 0.35 * stuff + platoon;
            Contact::swing(&mut self.dice, quality, 0.8 * batter.bat.power, lean)
        };
        let field = self.field(turn.batter);
        let mut play = field.decide(&contact, &mut self.dice);
        self.cut_walk_off(&mut play);
        // The outs an error cost count for the reconstruction of the inning.
        if play.error {
            self.clean_outs += 1;
        }
        let outs = self.outs;
        let shifts = matches!(play.event, Event::ForceOut | Event::FieldersChoiceOut);
        let runs = self.advance(Some(self.runner(turn, !play.error)), play.to, shifts);
        let ending = Ending {
            runs,
            rbi: if play.batted_in { runs } else { 0 },
            outs: self.outs - outs,
            fielder: (play.fielder > 0).then_some(play.fielder),
            reached_on_strikeout: false,
        };
        if let Some(thrown) = self.thrown.last_mut() {
            thrown.contact = Some(contact);
        }
        self.close(turn, play.event, before, &ending, Some((&contact, &play)));
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

    fn strikeout(&mut self, turn: &Turn, call: Call, thief: Option<usize>, before: Situation) {
        let outs = self.outs;
        let mut event = Event::Strikeout;
        let mut ending = Ending { fielder: Some(2), ..Ending::default() };
        let wild = call == Call::SwingingStrikeBlocked && self.dice.chance(0.06);
        if wild && (self.outs == 2 || self.bases[0].is_none()) && self.runs_to_walk_off() != Some(1) {
            let to = self.field(turn.batter).forced();
            ending.runs = self.advance(Some(self.runner(turn, true)), to, false);
            ending.reached_on_strikeout = true;
            self.pitching_of(turn.pitcher).wp += 1;
        } else {
            self.record_out();
            if let Some(base) = thief.filter(|_| self.outs < 3)
                && !self.steal(base)
            {
                event = Event::StrikeoutDoublePlay;
            }
        }
        ending.outs = self.outs - outs;
        self.close(turn, event, before, &ending, None);
    }

    /// A pitch that did not end the turn: a runner may go, or the ball get away. True when a runner made
    /// the third out.
    fn between(&mut self, turn: &Turn, call: Call, thief: Option<usize>, before: Situation) -> bool {
        if let Some(base) = thief {
            if !self.steal(base) && self.outs == 3 {
                let event = match (self.dice.chance(0.3), base) {
                    (true, _) => Event::TruncatedPa,
                    (_, 1) => Event::CaughtStealing2b,
                    _ => Event::CaughtStealing3b,
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
            let to = self.field(turn.batter).all_up(To::Stays);
            self.advance(None, to, false);
            self.pitching_of(turn.pitcher).wp += 1;
        }
        self.note_state();
        false
    }

    /// Writes the state after the last pitch into its record.
    fn note_state(&mut self) {
        let (outs, score) = (self.outs, self.score);
        let runners = runner_bits(self.bases.map(|runner| runner.is_some()));
        if let Some(thrown) = self.thrown.last_mut() {
            thrown.post_outs = outs;
            thrown.post_score = score;
            thrown.post_runners = runners;
        }
    }

    /// Ends the turn: the batter's and pitcher's lines, the book, the last row.
    fn close(
        &mut self,
        turn: &Turn,
        event: Event,
        at_end: Situation,
        ending: &Ending,
        ball: Option<(&Contact, &Play)>,
    ) {
        self.note_state();
        let has_event_row = event != Event::IntentWalk;
        let mut text = description::of(self, turn, event, &at_end, ball, ending.runs);
        if ending.reached_on_strikeout {
            text.push_str(&description::reached_on_wild_pitch(self, turn));
        }
        self.descriptions.push(text);
        if has_event_row && let Some(thrown) = self.thrown.last_mut() {
            thrown.event = Some(event);
            thrown.fielder = ending.fielder;
            thrown.reached_on_strikeout = ending.reached_on_strikeout;
        }
        self.credit(turn, event, ending.rbi);
        let fixture = self.fixture;
        let (team, opponent) =
            if self.bat == 1 { (&fixture.home, &fixture.away) } else { (&fixture.away, &fixture.home) };
        let entry = PlateAppearance {
            game_pk: fixture.game_pk,
            date: fixture.date,
            season: fixture.season,
            at_bat_number: self.turns.len() as u16 + 1,
            batter: self.id(turn.batter),
            pitcher: self.id(turn.pitcher),
            batter_side: turn.side,
            pitcher_hand: self.people[usize::from(turn.pitcher)].throws,
            batter_home: self.bat == 1,
            team: team.club.id,
            opponent: opponent.club.id,
            venue: fixture.home.club.venue_id,
            inning: self.inning,
            at_start: turn.at_start,
            at_end,
            balls: self.count_before(turn).0,
            strikes: self.count_before(turn).1,
            pitches: turn.pitches,
            event,
            has_event_row,
            has_rows: turn.pitches > 0,
            runs: ending.runs,
            rbi: ending.rbi,
            outs: ending.outs,
            reached_on_strikeout: ending.reached_on_strikeout,
        };
        self.turns.push(entry);
        if event.is_plate_appearance() {
            let side = &mut self.sides[self.bat];
            side.next = (side.next + 1) % 9;
        }
    }

    /// The count before the last pitch; of an intentional walk, the count when the batter was waved on.
    fn count_before(&self, turn: &Turn) -> (u8, u8) {
        match self.thrown.last().filter(|_| turn.pitches > 0) {
            Some(thrown) if thrown.event.is_some() => (thrown.balls, thrown.strikes),
            _ => (turn.balls, turn.strikes),
        }
    }
}
