//! What a manager decides: who pitches, who pinch-hits, whom to walk; and who gets the decision.

use super::book::Decisions;
use super::game::Game;
use super::log::{Action, ActionKind};
use super::roster::PlayerIndex;
use super::side::Side;

impl Game<'_> {
    /// Between two batters: a new pitcher, a pinch hitter, a pinch runner.
    pub(super) fn manage(&mut self) {
        if self.rare.chance(0.03) {
            self.act(Action::new(ActionKind::MoundVisit, "Mound Visit.".to_owned()));
        }
        self.change_pitcher();
        self.pinch_run();
        self.pinch_hit();
    }

    /// Runs the fielding team is ahead.
    pub(super) fn fielding_lead(&self) -> i32 {
        i32::from(self.score[1 - self.bat]) - i32::from(self.score[self.bat])
    }

    fn change_pitcher(&mut self) {
        let lead = self.fielding_lead();
        let last_innings = self.inning >= self.fixture.scheduled_innings;
        let fresh = self.outs == 0 && self.bases[0].is_none();
        let pitcher = self.fielding().pitcher;
        let line = *self.pitching_of(pitcher);
        let stamina = self.people[usize::from(pitcher)].arm.as_ref().map_or(30, |arm| u32::from(arm.stamina));
        let closes = fresh && last_innings && (1..=3).contains(&lead);
        let side = self.fielding();
        let closer = side.bullpen.last().copied();
        let tired = line.pitches >= stamina || (line.gs == 1 && line.r >= 6);
        // A reliever must face three batters or end the inning.
        let may_leave = line.gs == 1 || fresh || line.bf >= 3;
        let done = if line.gs == 1 { tired } else { tired || (fresh && line.outs >= 3) };
        if closes && closer.is_some() && line.gs == 0 {
            self.bring_in(true, lead);
        } else if done && may_leave {
            self.bring_in(closes, lead);
        }
    }

    fn bring_in(&mut self, closer: bool, lead: i32) {
        let choice = {
            let side = self.fielding();
            match side.bullpen.len() {
                0 => return,
                1 => 0,
                n if closer => n - 1,
                n => n.saturating_sub(2).min(2),
            }
        };
        let choice = if closer || choice == 0 { choice } else { self.dice.below(choice + 1) };
        self.change_pitchers(choice, lead);
    }

    fn pinch_hit(&mut self) {
        let side = &self.sides[self.bat];
        let (place, slot) = (side.next, side.order[side.next]);
        if self.has_left(self.bat, slot.player) {
            // Who was traded meanwhile cannot bat on.
            return self.bat_for(place, 0);
        }
        if self.inning < 7 || slot.position > 10 {
            return;
        }
        let hand = self.pitcher_hand();
        let batter = &self.people[usize::from(slot.player)];
        if slot.position == 2 || batter.two_way || batter.bats.against(hand) != hand {
            return;
        }
        let better = side.bench.iter().position(|&player| {
            let other = &self.people[usize::from(player)];
            other.bats.against(hand) != hand && other.bat.worth() > batter.bat.worth() - 0.5 && other.position != 2
        });
        let Some(better) = better else { return };
        if self.dice.chance(0.35) {
            self.bat_for(place, better);
        }
    }

    /// First base open, a runner in scoring position, a close game, a good batter.
    pub(super) fn wants_to_walk(&mut self, batter: PlayerIndex) -> bool {
        let worth = self.people[usize::from(batter)].bat.worth();
        self.bases[0].is_none()
            && (self.bases[1].is_some() || self.bases[2].is_some())
            && self.inning >= 5
            && (-3..=1).contains(&self.fielding_lead())
            && self.dice.chance(0.05 + 0.07 * worth.clamp(-0.5, 3.0))
    }

    /// Runners to move, nobody on third, at most one out, a weak batter late in a close game.
    pub(super) fn wants_to_bunt(&mut self, batter: PlayerIndex) -> bool {
        let worth = self.people[usize::from(batter)].bat.worth();
        (self.bases[0].is_some() || self.bases[1].is_some())
            && self.bases[2].is_none()
            && self.outs == 0
            && self.fielding_lead().abs() <= 2
            && worth < 0.3
            && self.dice.chance(if self.inning >= 7 { 0.16 } else { 0.05 })
    }

    /// Winner, loser and the rest, by the plain reading of Rules 9.17 to 9.19.
    pub(super) fn decide(&mut self) -> Decisions {
        let (team, winner, loser) = self.of_record.unwrap_or((1, self.sides[1].pitcher, self.sides[0].pitcher));
        let side = &self.sides[team];
        let starter = side.staff[0].pitcher;
        let outs = |pitcher: &PlayerIndex| side.pitching.get(pitcher).map_or(0, |line| line.outs);
        // A starter needs five innings (four in a shortened game) to win.
        let needed = if self.fixture.scheduled_innings < 9 { 12 } else { 15 };
        let winner = if winner == starter && outs(&starter) < needed && side.staff.len() > 1 {
            side.staff[1..].iter().map(|stint| stint.pitcher).max_by_key(outs).unwrap_or(winner)
        } else {
            winner
        };
        let last = side.staff[side.staff.len() - 1];
        let outs_of_last = outs(&last.pitcher);
        let saved = last.pitcher != winner
            && side.staff.len() > 1
            && last.lead > 0
            && !last.blew
            && ((last.tying_near && outs_of_last > 0) || (last.lead <= 3 && outs_of_last >= 3) || outs_of_last >= 9);
        let save = saved.then_some(last.pitcher);
        if let Some(line) = self.sides[team].pitching.get_mut(&winner) {
            line.w = 1;
        }
        if let Some(line) = save.and_then(|pitcher| self.sides[team].pitching.get_mut(&pitcher)) {
            line.sv = 1;
        }
        if let Some(line) = self.sides[1 - team].pitching.get_mut(&loser) {
            line.l = 1;
        }
        let allowed = [self.score[1], self.score[0]];
        for (side, allowed) in self.sides.iter_mut().zip(allowed) {
            relief(side, allowed);
        }
        Decisions { winner: self.id(winner), loser: self.id(loser), save: save.map(|pitcher| self.id(pitcher)) }
    }
}

/// Holds, blown saves, games finished, complete games and shutouts of one side.
fn relief(side: &mut Side, allowed: u8) {
    let stints = side.staff.clone();
    for (i, stint) in stints.iter().enumerate() {
        let last = i + 1 == stints.len();
        let Some(line) = side.pitching.get_mut(&stint.pitcher) else { continue };
        if i == 0 {
            line.cg = u32::from(last);
            line.sho = u32::from(last && allowed == 0);
            continue;
        }
        line.gf = u32::from(last);
        line.bs = u32::from(stint.blew);
        line.svo = line.sv + line.bs;
        let held = stint.save_situation && !last && !stint.blew && stint.lead_after > 0 && line.outs > 0;
        line.hld = u32::from(held && line.w == 0);
    }
}
