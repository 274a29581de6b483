//! Between pitches: steals, pickoffs, balks, balls that get away.

use super::charge::Runner;
use super::game::Game;
use super::log::{Cause, Deed, What};
use super::moving::{How, base_name};
use super::plate_appearance::Turn;
use super::roster::PlayerIndex;
use super::running::To;
use super::vocabulary::Event;

/// Everybody stays but one.
fn only(from: usize, end: To) -> [To; 4] {
    let mut to = [To::Stays; 4];
    to[from] = end;
    to
}

impl Game<'_> {
    pub(super) fn name(&self, player: PlayerIndex) -> String {
        self.people[usize::from(player)].name.full()
    }

    fn runner_on(&self, base: usize) -> Option<Runner> {
        self.bases[base - 1]
    }

    /// The runner who goes with the pitch: the number of the base he leaves.
    pub(super) fn thief(&mut self, turn: &Turn) -> Option<usize> {
        let speed = |base: usize| self.bases[base - 1].map(|runner| self.people[usize::from(runner.player)].bat.speed);
        let (base, chance) = match (speed(1), speed(2), speed(3)) {
            (Some(speed), None, _) => (1, 0.034 + 0.022 * speed),
            (_, Some(speed), None) => (2, 0.005 + 0.006 * speed),
            (None, None, Some(_)) if self.runs_to_walk_off() != Some(1) => {
                return self.rarely(0.0008).then_some(3);
            }
            _ => return None,
        };
        (!turn.bunts && self.dice.chance(chance)).then_some(base)
    }

    /// The runner on this base goes for the next. With the pitch that ends the turn (`last`) the feed has
    /// no action of its own for it. False when he is thrown out.
    pub(super) fn steal(&mut self, base: usize, last: bool) -> bool {
        let Some(runner) = self.runner_on(base) else { return true };
        let speed = self.people[usize::from(runner.player)].bat.speed;
        let safe = self.dice.chance(0.76 + 0.05 * speed);
        let (side, goal) = (self.bat, base as u8 + 1);
        let catcher = self.fielding().fielder(2);
        let pitcher = self.fielding().pitcher;
        let name = self.name(runner.player);
        let (cause, end, credits, text) = if safe {
            self.batting_of(side, runner.player).sb += 1;
            self.pitching_of(pitcher).sb += 1;
            self.fielding().fielding_of(catcher, 2).sb += 1;
            let text = format!("{name} steals {}.", base_name(goal));
            let end = if goal == 4 { To::Home } else { To::Base(goal) };
            (Cause::StolenBase(goal), end, Vec::new(), text)
        } else {
            self.batting_of(side, runner.player).cs += 1;
            self.pitching_of(pitcher).cs += 1;
            self.fielding().fielding_of(catcher, 2).cs += 1;
            let takes = if goal == 3 {
                5
            } else if self.rare.chance(0.6) {
                6
            } else {
                4
            };
            let throw = if goal == 4 {
                [(1, Deed::Assist), (2, Deed::Putout)]
            } else {
                [(2, Deed::Assist), (takes, Deed::Putout)]
            };
            let credits = throw.to_vec();
            let text = format!("{name} caught stealing {}, catcher {}.", base_name(goal), self.name(catcher));
            (Cause::CaughtStealing(goal), To::Out(goal), credits, text)
        };
        let how = How::new(cause).credit(base, credits);
        // A runner ahead who stays put does not hinder: nobody steals an occupied base.
        if last {
            self.advance(None, only(base, end), how);
        } else {
            self.run_bases(text, runner.player, only(base, end), how);
            if safe && goal < 4 && self.rarely(0.03) {
                self.throw_away(base + 1, 2);
            }
        }
        safe
    }

    /// After a steal the catcher's throw sails on: the runner takes another base.
    fn throw_away(&mut self, base: usize, by: u8) {
        let free = base == 3 || self.bases[base].is_none();
        if !free || self.runs_to_walk_off() == Some(1) {
            return;
        }
        let end = if base == 3 { To::Home } else { To::Base(base as u8 + 1) };
        let how = How::new(Cause::Error).credit(base, vec![(by, Deed::ThrowingError)]);
        let (outs, score) = (self.outs, self.score);
        self.advance(None, only(base, end), how);
        self.update_last(outs, score);
    }

    /// Before a pitch other than the first: throws to bases, balks, runners nobody minds. The event, when
    /// the third out was made.
    pub(super) fn before_pitch(&mut self, turn: &Turn) -> Option<Event> {
        if turn.pitches == 0 || self.bases.iter().all(Option::is_none) || self.runs_to_walk_off() == Some(1) {
            return None;
        }
        let lead = (1..=3).find(|base| self.bases[base - 1].is_some())?;
        let next_free = lead == 3 || self.bases[lead].is_none();
        if self.rare.chance(0.02) {
            let catcher = self.rare.chance(0.1);
            self.happen(What::PickoffThrow { base: lead as u8, catcher });
        } else if self.rare.chance(0.006) {
            self.happen(What::StepOff);
        }
        if self.rarely(0.0016) {
            return self.pick_off(lead);
        }
        if self.rarely(0.0006) {
            let pitcher = self.fielding().pitcher;
            self.pitching_of(pitcher).bk += 1;
            let to = self.field(turn.batter).all_up(To::Stays);
            let text = format!("With {} batting, balk by pitcher {}.", self.name(turn.batter), self.name(pitcher));
            self.run_bases(text, pitcher, to, How::new(Cause::Balk));
            self.note_state();
        } else if next_free && lead < 3 && self.rarely(0.0006) {
            let runner = self.runner_on(lead)?;
            let end = lead as u8 + 1;
            let text = format!("{} to {} on defensive indifference.", self.name(runner.player), base_name(end));
            let how = How::new(Cause::DefensiveIndifference);
            self.run_bases(text, runner.player, only(lead, To::Base(end)), how);
            self.note_state();
        }
        None
    }

    /// The pitcher throws to a base and the runner is out, is out further on, or the throw gets away.
    fn pick_off(&mut self, base: usize) -> Option<Event> {
        let runner = self.runner_on(base)?;
        let pitcher = self.fielding().pitcher;
        let (side, here) = (self.bat, base as u8);
        let covers = [3, 4, 5][base - 1];
        let (who, thrower) = (self.name(runner.player), self.name(pitcher));
        let next_free = base < 3 && self.bases[base].is_none();
        let luck = self.rare.unit();
        let mut event = None;
        if luck < 0.35 {
            let text = format!("Throwing error by pitcher {thrower} on the pickoff attempt.");
            let mut to = [To::Stays; 4];
            // Everybody moves up a base.
            let next = [To::Stays, To::Base(2), To::Base(3), To::Home];
            to[base..].copy_from_slice(&next[base..]);
            let how = How::new(Cause::PickoffError(here)).credit(base, vec![(1, Deed::ThrowingError)]);
            self.run_bases(text, runner.player, to, how);
        } else if luck < 0.55 && base == 1 && next_free {
            self.batting_of(side, runner.player).cs += 1;
            self.batting_of(side, runner.player).po += 1;
            let line = self.pitching_of(pitcher);
            (line.cs, line.pk) = (line.cs + 1, line.pk + 1);
            self.fielding().fielding_of(pitcher, 1).pk += 1;
            let catcher = self.fielding().fielder(2);
            self.fielding().fielding_of(catcher, 2).cs += 1;
            let text = format!("{who} picked off and caught stealing 2nd base, pitcher {thrower}.");
            let credits = vec![(1, Deed::Assist), (3, Deed::Assist), (6, Deed::Putout)];
            let how = How::new(Cause::PickoffCaughtStealing(2)).credit(base, credits);
            self.run_bases(text, runner.player, only(base, To::Out(2)), how);
            event = Some(Event::PickoffCaughtStealing2b);
        } else {
            self.batting_of(side, runner.player).po += 1;
            self.pitching_of(pitcher).pk += 1;
            self.fielding().fielding_of(pitcher, 1).pk += 1;
            let text = format!("{who} picked off {}, pitcher {thrower}.", base_name(here));
            let how = How::new(Cause::Pickoff(here)).credit(base, vec![(1, Deed::Assist), (covers, Deed::Putout)]);
            self.run_bases(text, runner.player, only(base, To::Out(here)), how);
            event = Some([Event::Pickoff1b, Event::Pickoff2b, Event::Pickoff3b][base - 1]);
        }
        self.note_state();
        event.filter(|_| self.outs == 3)
    }

    /// The ball gets away and everybody moves up: a wild pitch, or a passed ball. With the pitch that
    /// ends the turn (`last`) the feed has no action of its own for it.
    pub(super) fn get_away(&mut self, turn: &Turn, passed: bool, last: bool) {
        let catcher = self.fielding().fielder(2);
        let (cause, who, text) = if passed {
            self.fielding().fielding_of(catcher, 2).pb += 1;
            (Cause::PassedBall, catcher, format!("Passed ball by catcher {}.", self.name(catcher)))
        } else {
            self.pitching_of(turn.pitcher).wp += 1;
            (Cause::WildPitch, turn.pitcher, format!("Wild pitch by pitcher {}.", self.name(turn.pitcher)))
        };
        let to = self.field(turn.batter).all_up(To::Stays);
        if last {
            self.advance(None, to, How::new(cause));
        } else {
            self.run_bases(text, who, to, How::new(cause));
        }
    }
}
