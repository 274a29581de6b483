//! The third strike, caught or not.

use super::closing::Ending;
use super::game::Game;
use super::log::{Cause, Deed};
use super::moving::How;
use super::plate_appearance::Turn;
use super::running::To;
use super::situation::Situation;
use super::vocabulary::{Call, Event};

impl Game<'_> {
    /// Ends the turn on its third strike.
    pub(super) fn strikeout(&mut self, turn: &Turn, call: Call, thief: Option<usize>, before: Situation) {
        let (outs, on_before) = (self.outs, self.bases.iter().flatten().count() as u8);
        let score = self.score[self.bat];
        let mut event = Event::Strikeout;
        let mut ending = Ending { fielder: Some(2), ..Ending::default() };
        let loose = call == Call::SwingingStrikeBlocked && self.runs_to_walk_off() != Some(1);
        let wild = loose && (self.dice.chance(0.06) || self.rarely(0.03));
        let may_run = self.outs == 2 || self.bases[0].is_none();
        let how = How::new(Cause::Turn(event));
        if wild && may_run {
            self.dropped_third_strike(turn, &mut ending);
        } else {
            // With first open or two out the batter may run, and is thrown out.
            let thrown_out = loose && may_run && self.rare.chance(0.5);
            let credits = if thrown_out { vec![(2, Deed::Assist), (3, Deed::Putout)] } else { vec![(2, Deed::Putout)] };
            let runner = self.runner(turn, event, true);
            self.advance(Some(runner), [To::Out(1), To::Stays, To::Stays, To::Stays], how.credit(0, credits));
            if wild && self.outs < 3 && on_before > 0 {
                let passed = self.rarely(0.25);
                self.get_away(turn, passed, true);
            } else if let Some(base) = thief.filter(|_| self.outs < 3)
                && !self.steal(base, true)
            {
                event = Event::StrikeoutDoublePlay;
                self.retitle(event);
            }
            ending.runs = self.score[self.bat] - score;
            ending.left = on_before - ending.runs;
        }
        ending.outs = self.outs - outs;
        self.close(turn, event, before, &ending, None);
    }

    /// The third strike gets away from the catcher and the batter reaches first: on a wild pitch, a passed
    /// ball, or a bad throw.
    fn dropped_third_strike(&mut self, turn: &Turn, ending: &mut Ending) {
        let event = Event::Strikeout;
        let to = self.field(turn.batter).forced();
        let passed = self.rarely(0.2);
        let by_error = !passed && self.rarely(0.1);
        let runner = self.runner(turn, event, !passed && !by_error);
        let mut how = How::new(if passed {
            Cause::PassedBall
        } else if by_error {
            Cause::Turn(event)
        } else {
            Cause::WildPitch
        });
        if passed || by_error {
            self.reconstruction.miss_out();
        }
        let catcher = self.fielding().fielder(2);
        if passed {
            self.fielding().fielding_of(catcher, 2).pb += 1;
        } else if by_error {
            how = how.credit(0, vec![(2, Deed::ThrowingError)]);
        } else {
            self.pitching_of(turn.pitcher).wp += 1;
        }
        ending.runs = self.advance(Some(runner), to, how);
        ending.reached_on_strikeout = true;
        ending.passed = passed;
        ending.by_error = by_error;
    }
}
