//! Where the batter and the runners end up: the rules of advancing, as a table of chances.

use super::contact::Contact;
use super::random::Dice;
use super::vocabulary::{Event, Trajectory};

/// Where somebody ends up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// Where he was; for the batter, nowhere (the inning is over).
    Stays,
    /// 1 to 3.
    Base(u8),
    Home,
    /// Put out at this base, 4 home.
    Out(u8),
}

/// What a ball in play became.
#[derive(Debug, Clone, Copy)]
pub(super) struct Play {
    pub(super) event: Event,
    /// Batter, then the runners on first, second and third.
    pub(super) to: [To; 4],
    /// Runs on it are batted in.
    pub(super) batted_in: bool,
    /// Scorer's number of the fielder who took it first; 0 over the fence.
    pub(super) fielder: u8,
    /// His error, if it was one, was a bad throw.
    pub(super) thrown_away: bool,
}

/// What the play depends on besides the ball.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) occupied: [bool; 3],
    pub(super) outs: u8,
    /// Speed of the batter and of the runners on first, second and third; 0 the average.
    pub(super) speed: [f64; 4],
}

impl Field {
    fn keep(&self) -> [To; 4] {
        [To::Stays; 4]
    }

    /// Everybody who must move to make room for the batter on first.
    pub(super) fn forced(&self) -> [To; 4] {
        let mut to = [To::Base(1), To::Stays, To::Stays, To::Stays];
        for base in 0..3 {
            if !self.occupied[base] {
                break;
            }
            to[base + 1] = if base == 2 { To::Home } else { To::Base(base as u8 + 2) };
        }
        to
    }

    /// Every runner one base on; the batter at `batter`.
    pub(super) fn all_up(&self, batter: To) -> [To; 4] {
        [batter, To::Base(2), To::Base(3), To::Home]
    }

    /// Decides a ball in play.
    pub(super) fn decide(&self, ball: &Contact, dice: &mut Dice) -> Play {
        if ball.bunt {
            return self.bunt(ball, dice);
        }
        if ball.clears_fence(dice) {
            let to = [To::Home; 4];
            return Play { event: Event::HomeRun, to, batted_in: true, fielder: 0, thrown_away: false };
        }
        let chance = ball.hit_chance() + if ball.angle < 10.0 { 0.025 * self.speed[0] } else { 0.0 };
        if dice.chance(chance) {
            return self.hit(ball, dice);
        }
        match ball.trajectory() {
            Trajectory::GroundBall => self.ground_out(ball, dice),
            shape => self.fly_out(ball, shape, dice),
        }
    }

    fn hit(&self, ball: &Contact, dice: &mut Dice) -> Play {
        let infield = ball.angle < 10.0 && ball.speed < 68.0;
        let bases = if infield { 1 } else { 1 + dice.weighted(&ball.hit_shares(self.speed[0])) };
        let fielder = if infield { ball.fielder() } else { ball.outfielder() };
        let two_out = if self.outs == 2 { 0.2 } else { 0.0 };
        let (event, to) = match bases {
            1 if infield => (Event::Single, self.forced_or_up(dice)),
            1 => {
                let second = match dice.unit() {
                    x if x < 0.025 => To::Out(4),
                    x if x < 0.60 + two_out + 0.06 * self.speed[2] => To::Home,
                    _ => To::Base(3),
                };
                let third_open = !self.occupied[1] || second != To::Base(3);
                let first =
                    if third_open && dice.chance(0.28 + 0.05 * self.speed[1]) { To::Base(3) } else { To::Base(2) };
                (Event::Single, [To::Base(1), first, second, To::Home])
            }
            2 => {
                let first = if dice.chance(0.42 + two_out + 0.06 * self.speed[1]) { To::Home } else { To::Base(3) };
                (Event::Double, [To::Base(2), first, To::Home, To::Home])
            }
            _ => (Event::Triple, [To::Base(3), To::Home, To::Home, To::Home]),
        };
        Play { event, to, batted_in: true, fielder, thrown_away: false }
    }

    /// On a ball that stays in the infield: who is forced moves, others at times.
    fn forced_or_up(&self, dice: &mut Dice) -> [To; 4] {
        let mut to = self.forced();
        if self.occupied[2] && to[3] == To::Stays && dice.chance(0.5) {
            to[3] = To::Home;
        }
        if self.occupied[1] && to[2] == To::Stays && to[3] != To::Stays && dice.chance(0.5) {
            to[2] = To::Base(3);
        }
        to
    }

    fn error(&self, fielder: u8, dice: &mut Dice) -> Play {
        let batter = if dice.chance(0.12) { To::Base(2) } else { To::Base(1) };
        let to = if batter == To::Base(2) { [batter, To::Base(3), To::Home, To::Home] } else { self.all_up(batter) };
        let thrown_away = fielder < 7 && dice.chance(0.45);
        Play { event: Event::FieldError, to, batted_in: false, fielder, thrown_away }
    }

    fn out(&self, event: Event, to: [To; 4], fielder: u8) -> Play {
        let batted_in = !matches!(event, Event::GroundedIntoDoublePlay | Event::GroundedIntoTriplePlay);
        Play { event, to, batted_in, fielder, thrown_away: false }
    }

    fn ground_out(&self, ball: &Contact, dice: &mut Dice) -> Play {
        let fielder = if ball.fielder() > 6 { 4 } else { ball.fielder() };
        let [first, second, third] = self.occupied;
        if dice.chance(0.028) {
            return self.error(fielder, dice);
        }
        let mut to = self.keep();
        to[0] = To::Out(1);
        if self.outs == 2 {
            if first && dice.chance(0.3) {
                return self.out(Event::ForceOut, [To::Base(1), To::Out(2), To::Stays, To::Stays], fielder);
            }
            return self.out(Event::FieldOut, to, fielder);
        }
        if first {
            return match dice.unit() {
                x if x < 0.46 => self.double_play(fielder, dice),
                x if x < 0.70 => self.force(fielder, dice),
                x if x < 0.72 => self.out(Event::FieldersChoice, self.forced_or_up(dice), fielder),
                _ => self.out(Event::FieldOut, self.all_up(To::Out(1)), fielder),
            };
        }
        let up = if third && dice.chance(0.07) {
            [To::Base(1), To::Stays, if second { To::Base(3) } else { To::Stays }, To::Out(4)]
        } else if second && !third && dice.chance(0.035) {
            [To::Base(1), To::Stays, To::Out(3), To::Stays]
        } else {
            if third && dice.chance(0.5) {
                to[3] = To::Home;
            }
            if second && (!third || to[3] == To::Home) && dice.chance(0.6) {
                to[2] = To::Base(3);
            }
            return self.out(Event::FieldOut, to, fielder);
        };
        self.out(Event::FieldersChoiceOut, up, fielder)
    }

    /// Runner on first and fewer than two out.
    fn double_play(&self, fielder: u8, dice: &mut Dice) -> Play {
        let loaded = self.occupied == [true; 3];
        let mut to = [To::Out(1), To::Out(2), To::Base(3), To::Home];
        if loaded && dice.chance(0.15) {
            to = [To::Out(1), To::Base(2), To::Base(3), To::Out(4)];
        }
        if self.outs == 1 {
            // The batter is the third out: nobody may score, nobody is moved.
            to = to.map(|end| if matches!(end, To::Out(_)) { end } else { To::Stays });
        }
        self.out(Event::GroundedIntoDoublePlay, to, fielder)
    }

    /// Runner on first and fewer than two out: one runner is forced, the batter is safe.
    fn force(&self, fielder: u8, dice: &mut Dice) -> Play {
        let [_, second, third] = self.occupied;
        let to = match dice.unit() {
            x if second && third && x < 0.3 => [To::Base(1), To::Base(2), To::Base(3), To::Out(4)],
            x if second && x < 0.45 => [To::Base(1), To::Base(2), To::Out(3), To::Home],
            _ => [To::Base(1), To::Out(2), To::Base(3), To::Home],
        };
        self.out(Event::ForceOut, to, fielder)
    }

    fn fly_out(&self, ball: &Contact, shape: Trajectory, dice: &mut Dice) -> Play {
        let fielder = ball.fielder();
        let [first, second, third] = self.occupied;
        if dice.chance(0.006) {
            return self.error(fielder, dice);
        }
        let mut to = self.keep();
        to[0] = To::Out(1);
        if self.outs == 2 {
            return self.out(Event::FieldOut, to, fielder);
        }
        if shape == Trajectory::LineDrive && (first || second) && dice.chance(if fielder < 7 { 0.3 } else { 0.03 }) {
            let doubled = if first { 1 } else { 2 };
            to[doubled] = To::Out(doubled as u8);
            return self.out(Event::DoublePlay, to, fielder);
        }
        let deep = fielder >= 7 && ball.distance() > 195.0;
        if third && deep && dice.chance(0.9) {
            to[3] = To::Home;
            if second && self.outs == 0 && dice.chance(0.02) {
                to[2] = To::Out(3);
                return self.out(Event::SacFlyDoublePlay, to, fielder);
            }
            if second && dice.chance(0.3) {
                to[2] = To::Base(3);
            }
            return self.out(Event::SacFly, to, fielder);
        }
        if second && !third && deep && dice.chance(if fielder == 9 { 0.4 } else { 0.15 }) {
            to[2] = To::Base(3);
        }
        self.out(Event::FieldOut, to, fielder)
    }

    /// Nobody on third and fewer than two out.
    fn bunt(&self, ball: &Contact, dice: &mut Dice) -> Play {
        let fielder = match ball.fielder() {
            near @ (1 | 2 | 3 | 5) => near,
            _ => 1,
        };
        match dice.unit() {
            x if x < 0.72 => self.out(Event::SacBunt, self.all_up(To::Out(1)), fielder),
            x if x < 0.82 => {
                let play = self.out(Event::Single, self.all_up(To::Base(1)), fielder);
                Play { batted_in: true, ..play }
            }
            x if x < 0.86 => {
                let mut play = self.error(fielder, dice);
                play.to = self.all_up(To::Base(1));
                play
            }
            _ if self.occupied[0] => {
                let to = if self.occupied[1] {
                    [To::Base(1), To::Base(2), To::Out(3), To::Stays]
                } else {
                    [To::Base(1), To::Out(2), To::Stays, To::Stays]
                };
                self.out(Event::ForceOut, to, fielder)
            }
            _ => self.out(Event::FieldOut, [To::Out(1), To::Stays, To::Stays, To::Stays], fielder),
        }
    }
}
