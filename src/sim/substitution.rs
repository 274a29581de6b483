//! Substitutions: who comes for whom, written down as the feed does.

use super::game::Game;
use super::log::{Action, ActionKind};
use super::plate_appearance::Turn;
use super::roster::PlayerIndex;

const POSITIONS: [&str; 12] = [
    "pitcher",
    "catcher",
    "first base",
    "second base",
    "third base",
    "shortstop",
    "left field",
    "center field",
    "right field",
    "designated hitter",
    "pinch-hitter",
    "pinch-runner",
];

fn position_name(position: u8) -> &'static str {
    POSITIONS.get(usize::from(position).wrapping_sub(1)).copied().unwrap_or("pitcher")
}

impl Game<'_> {
    /// The reliever with this number in the bullpen comes in.
    pub(super) fn change_pitchers(&mut self, choice: usize, lead: i32) {
        let inherited = self.bases.iter().flatten().count() as u32;
        let side = self.fielding();
        let (before, pitcher) = (side.pitcher, side.bullpen.remove(choice));
        side.relieve(pitcher, lead, inherited);
        self.reconstruction.enters(pitcher);
        let text = format!("Pitching Change: {} replaces {}.", self.name(pitcher), self.name(before));
        let mut action = Action::new(ActionKind::PitchingSubstitution, text);
        (action.player, action.position) = (Some(pitcher), Some(1));
        self.act(action);
    }

    /// Somebody from the bench bats for who has this place in the order.
    pub(super) fn bat_for(&mut self, place: usize, choice: usize) {
        let side = &mut self.sides[self.bat];
        if choice >= side.bench.len() {
            return;
        }
        let (before, player) = (side.order[place].player, side.bench.remove(choice));
        let order = side.substitute(place, player, 11);
        let text =
            format!("Offensive Substitution: Pinch-hitter {} replaces {}.", self.name(player), self.name(before));
        let mut action = Action::new(ActionKind::OffensiveSubstitution, text);
        (action.player, action.position, action.order) = (Some(player), Some(11), Some(order));
        action.replaced = Some(before);
        self.act(action);
    }

    /// Late and close, a fast man from the bench runs for a slow one.
    pub(super) fn pinch_run(&mut self) {
        if self.inning < 7 || self.fielding_lead().abs() > 2 || !self.rarely(0.006) {
            return;
        }
        let Some(base) = (0..3).rev().find(|base| self.bases[*base].is_some()) else { return };
        let Some(runner) = self.bases[base] else { return };
        let side = &self.sides[self.bat];
        let place = side.order.iter().position(|slot| slot.player == runner.player);
        let Some(place) = place.filter(|place| side.order[*place].position <= 10) else { return };
        let speed = |player: PlayerIndex| self.people[usize::from(player)].bat.speed;
        let faster = side.bench.iter().position(|&player| speed(player) > speed(runner.player));
        // The catcher stays: there is only one more.
        let Some(choice) = faster.filter(|_| side.order[place].position != 2) else { return };
        let side = &mut self.sides[self.bat];
        let player = side.bench.remove(choice);
        let order = side.substitute(place, player, 12);
        if let Some(on_base) = &mut self.bases[base] {
            on_base.player = player;
        }
        let text = format!(
            "Offensive Substitution: Pinch-runner {} replaces {}.",
            self.name(player),
            self.name(runner.player)
        );
        let mut action = Action::new(ActionKind::OffensiveSubstitution, text);
        (action.player, action.position, action.order) = (Some(player), Some(12), Some(order));
        (action.replaced, action.base) = (Some(runner.player), Some(base as u8 + 1));
        self.act(action);
    }

    /// In the middle of a turn: another pitcher, or another batter, who inherit the count.
    pub(super) fn manage_within(&mut self, turn: &mut Turn) {
        if turn.pitches == 0 || turn.pairings.len() > 1 {
            return;
        }
        if self.rarely(0.000_03) && self.fielding().bullpen.len() > 1 {
            let ahead = matches!((turn.balls, turn.strikes), (2, 0 | 1) | (3, _));
            turn.first_pitcher = ahead.then_some(turn.pitcher);
            let lead = self.fielding_lead();
            self.change_pitchers(0, lead);
            turn.pitcher = self.fielding().pitcher;
            turn.times_through = self.times_through(turn.pitcher);
        } else if self.rarely(0.000_03)
            && !self.sides[self.bat].bench.is_empty()
            && self.sides[self.bat].order[turn.place].position <= 10
            && self.sides[self.bat].order[turn.place].position != 2
        {
            let position = self.sides[self.bat].order[turn.place].position;
            turn.first_batter = (turn.strikes == 2).then_some((turn.batter, position, turn.side));
            let last = self.sides[self.bat].bench.len() - 1;
            self.bat_for(turn.place, last);
            turn.batter = self.sides[self.bat].order[turn.place].player;
            turn.prior_pa = self.prior_pa(turn.batter);
        } else {
            return;
        }
        turn.side = self.people[usize::from(turn.batter)].bats.against(self.pitcher_hand());
        let pairing = (turn.pitches + 1, self.id(turn.batter), self.id(turn.pitcher));
        turn.pairings.push(pairing);
    }

    /// A half inning begins: pinch hitters and runners of the side in the field stay at a position or make
    /// way, and late in the game better gloves come.
    pub(super) fn take_the_field(&mut self) {
        self.resume();
        let us = 1 - self.bat;
        for place in 0..9 {
            let slot = self.sides[us].order[place];
            if slot.position <= 10 {
                continue;
            }
            let held = |position: &u8| self.sides[us].order.iter().any(|slot| slot.position == *position);
            let Some(open) = (2..=10).find(|position| !held(position)) else { continue };
            let spare = self.sides[us].bench.iter().position(|player| self.people[usize::from(*player)].position != 2);
            match spare.filter(|_| open != 10 && self.rare.chance(0.3)) {
                Some(choice) => self.field_for(us, place, choice, open),
                None => self.move_to(us, place, open, true),
            }
        }
        self.trade_places(us);
        if self.inning >= 7 && self.fielding_lead() > 0 && self.rarely(0.02) {
            self.better_gloves(us);
        }
    }

    fn better_gloves(&mut self, us: usize) {
        let glove = self.sides[us].bench.iter().position(|player| self.people[usize::from(*player)].position != 2);
        let place = |position| self.sides[us].order.iter().position(|slot| slot.position == position);
        let (Some(choice), Some(left), Some(right)) = (glove, place(7), place(9)) else { return };
        if self.rare.chance(0.5) {
            // The left fielder goes to right, the new man to left.
            self.move_to(us, left, 9, false);
            self.field_for(us, right, choice, 7);
        } else {
            self.field_for(us, left, choice, 7);
        }
    }

    /// Somebody from the bench comes for who has this place in the order, at this position.
    fn field_for(&mut self, us: usize, place: usize, choice: usize, position: u8) {
        let (before, player) = (self.sides[us].order[place].player, self.sides[us].bench.remove(choice));
        let was = self.sides[us].order[place].position;
        let order = self.sides[us].substitute(place, player, position);
        let text = format!(
            "Defensive Substitution: {} replaces {} {}, batting {}, playing {}.",
            self.name(player),
            position_name(was),
            self.name(before),
            place + 1,
            position_name(position)
        );
        let mut action = Action::new(ActionKind::DefensiveSubstitution, text);
        (action.player, action.position, action.order) = (Some(player), Some(position), Some(order));
        action.replaced = Some(before);
        self.act(action);
    }

    fn move_to(&mut self, us: usize, place: usize, position: u8, remains: bool) {
        let (player, was) = (self.sides[us].order[place].player, self.sides[us].order[place].position);
        self.sides[us].stand(place, position);
        let name = self.name(player);
        let text = if remains {
            format!("{name} remains in the game as the {}.", position_name(position))
        } else {
            format!("Defensive switch from {} to {} for {name}.", position_name(was), position_name(position))
        };
        let mut action = Action::new(ActionKind::DefensiveSwitch, text);
        (action.player, action.position) = (Some(player), Some(position));
        action.order = Some(100 * (place as u16 + 1) + self.sides[us].entered[place]);
        self.act(action);
    }

    /// A suspended game goes on, on another day.
    fn resume(&mut self) {
        let Some(resumption) = self.fixture.resumes.as_ref().filter(|r| r.inning == self.inning && self.bat == 0)
        else {
            return;
        };
        self.act(Action::new(ActionKind::GameAdvisory, "Status Change - Suspended: Rain".to_owned()));
        self.act(Action::new(ActionKind::GameAdvisory, "Status Change - In Progress".to_owned()));
        if let Some((from, player)) = resumption.traded
            && self.sides[from].order.iter().any(|slot| slot.player == player)
        {
            self.sides[1 - from].bench.insert(0, player);
        }
    }

    /// He played for this side before the game was suspended and belongs to the other now.
    pub(super) fn has_left(&self, side: usize, player: PlayerIndex) -> bool {
        self.fixture
            .resumes
            .as_ref()
            .is_some_and(|resumption| self.inning >= resumption.inning && resumption.traded == Some((side, player)))
    }

    /// After a resumption: who was traded leaves the field for one side and takes it for the other.
    fn trade_places(&mut self, us: usize) {
        let Some((from, player)) = self.fixture.resumes.as_ref().and_then(|resumption| resumption.traded) else {
            return;
        };
        if !self.has_left(from, player) {
            return;
        }
        if us == from {
            let place = self.sides[us].order.iter().position(|slot| slot.player == player);
            if let Some(place) = place.filter(|_| !self.sides[us].bench.is_empty()) {
                let position = self.sides[us].order[place].position;
                let last = self.sides[us].bench.len() - 1;
                self.field_for(us, place, last, position);
            }
        } else if let Some(choice) = self.sides[us].bench.iter().position(|other| *other == player) {
            let position = self.people[usize::from(player)].position;
            if let Some(place) = self.sides[us].order.iter().position(|slot| slot.position == position) {
                self.field_for(us, place, choice, position);
            }
        }
    }
}
