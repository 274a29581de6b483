//! What seldom happens on a ball in play: triple plays, throws that sail on, batters out stretching a hit;
//! and the scorer's second thoughts.

use super::contact::Contact;
use super::game::Game;
use super::log::{Cause, Deed};
use super::moving::How;
use super::running::{Play, To};
use super::vocabulary::{Event, Trajectory};

impl Game<'_> {
    /// Nobody out and two on: a double play may go on to a third out.
    pub(super) fn triple_play(&mut self, ball: &Contact, play: &mut Play) {
        let on = self.bases.map(|runner| runner.is_some());
        if self.outs > 0 || !(on[0] && on[1]) {
            return;
        }
        if play.event == Event::GroundedIntoDoublePlay && !on[2] && self.rarely(0.01) {
            play.event = Event::GroundedIntoTriplePlay;
            play.fielder = 5;
            play.to = [To::Out(1), To::Out(2), To::Out(3), To::Stays];
        } else if play.event == Event::DoublePlay && ball.trajectory() == Trajectory::LineDrive && self.rarely(0.03) {
            play.event = Event::TriplePlay;
            play.to = [To::Out(1), To::Out(1), To::Out(2), To::Stays];
        }
    }

    /// A correction that was issued later: the single of one turn at bat is an error of who fielded it.
    pub(super) fn correct(&self, play: &mut Play) {
        let turn = self.turns.len() as u16 + 1;
        if self.fixture.corrected == Some(turn) && play.event == Event::Single {
            play.event = Event::FieldError;
            play.batted_in = false;
        }
    }

    /// A hit is made and the ball still moving: a throw may sail on and give everybody a base, or the batter
    /// try for one too many. Returns the runs it brought.
    pub(super) fn after_the_play(&mut self, play: &Play) -> u8 {
        let safe = matches!(play.event, Event::Single | Event::Double | Event::FieldError);
        if !safe || play.fielder == 0 || self.walked_off() || self.outs >= 3 || self.runs_to_walk_off().is_some() {
            return 0;
        }
        let To::Base(batter) = play.to[0] else { return 0 };
        let ahead_clear = self.bases[usize::from(batter)..].iter().all(Option::is_none);
        // Drawn also where it cannot count, so that a correction changes nothing else.
        let sails = self.rarely(0.008);
        if sails && play.event == Event::FieldError {
            return 0;
        }
        if sails {
            let score = self.score[self.bat];
            let first = (1..=3).rev().find(|base| self.bases[base - 1].is_some()).unwrap_or(1);
            let deed = (play.fielder, Deed::ThrowingError);
            let to = [To::Stays, To::Base(2), To::Base(3), To::Home];
            self.advance(None, to, How::new(Cause::Error).credit(first, vec![deed]));
            return self.score[self.bat] - score;
        }
        if batter < 3 && ahead_clear && play.fielder >= 7 && self.rarely(0.006) {
            let goal = batter + 1;
            let mut to = [To::Stays; 4];
            to[usize::from(batter)] = To::Out(goal);
            let credits = super::defense::out_at(goal, play.fielder);
            // Out on a play that was an error is a runner's out, not the hit's.
            let cause = if play.event == Event::FieldError { Cause::OtherOut } else { Cause::Turn(play.event) };
            self.advance(None, to, How::new(cause).credit(usize::from(batter), credits));
        }
        0
    }
}
