//! Who is credited with what: writes into the parts of the turn in progress.

use super::account::{Deed, Event, Move, PersonId, Reached, Side, Trajectory, TurnResult};
use super::part::{Part, Share, Situation, Tally};
use super::scorer::Scorer;
use super::turn::{Setting, Turn};

impl Scorer<'_> {
    /// Runs `write` on a part of the turn, which is begun if it is new.
    pub(super) fn part(
        &mut self,
        share: Share,
        batter: PersonId,
        pitcher: PersonId,
        before: Situation,
        write: impl FnOnce(&mut Part),
    ) {
        let found = self.turn.as_ref().and_then(|turn| turn.find(share, batter, pitcher));
        let setting = found.is_none().then(|| self.setting(share, batter, pitcher));
        let Some(turn) = &mut self.turn else { return };
        let begun = setting.map(|setting| turn.begin(share, (batter, pitcher), before, setting));
        if let Some(part) = found.or(begun).and_then(|place| turn.parts.get_mut(place)) {
            part.before = before;
            write(part);
        }
    }

    /// Adds to a part without a new moment: `before` stays what it was.
    pub(super) fn tally(&mut self, share: Share, batter: PersonId, pitcher: PersonId, add: impl FnOnce(&mut Tally)) {
        let known = |turn: &Turn| turn.find(share, batter, pitcher).map(|place| turn.parts[place].before);
        let before = self.turn.as_ref().and_then(known).unwrap_or_else(|| self.situation());
        self.part(share, batter, pitcher, before, |part| add(&mut part.tally));
    }

    pub(super) fn setting(&self, share: Share, batter: PersonId, pitcher: PersonId) -> Setting {
        let (offense, defense) = (self.side(self.batting), self.side(self.fielding_side()));
        let at_bat = match (share, &self.turn) {
            (Share::Runner | Share::Charge, Some(turn)) => turn.batter,
            _ => batter,
        };
        let pitcher_hand = self.account.hands.get(&pitcher).and_then(|hands| hands.throws);
        let bats = self.account.hands.get(&at_bat).and_then(|hands| hands.bats);
        let appearance = offense.find(batter);
        Setting {
            at_bat,
            is_home: self.batting == Side::Home,
            inning: self.inning,
            batter_side: bats.and_then(|bats| bats.against(pitcher_hand)),
            pitcher_hand,
            slot: offense.slot_of(batter).or(appearance.and_then(|x| x.slot)).map(i16::from),
            batter_position: offense.position_of(batter).map(i16::from),
            batter_is_start: appearance.is_some_and(|x| x.is_start),
            pitcher_is_start: defense.find(pitcher).is_some_and(|x| x.pitching_order == Some(1)),
            times_through: 1 + self.faced.get(&pitcher).copied().unwrap_or(0) / 9,
            fielders: defense.fielders(),
        }
    }

    /// The result of the turn, in the part it belongs to.
    pub(super) fn result(
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
        let fielders = self.side(self.fielding_side()).fielders();
        self.part(Share::Batter, batter, pitcher, before, |part| {
            part.event = Some(result.event);
            part.fielders = fielders;
            part.trajectory = result.trajectory;
            // They are of those who ended the turn, not of those who left it.
            if batter == ended.0 {
                part.batter_side = result.batter_side.or(part.batter_side);
            }
            if pitcher == ended.1 {
                part.pitcher_hand = result.pitcher_hand.or(part.pitcher_hand);
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

    pub(super) fn runner_deed(&mut self, x: &Move, batter: PersonId, pitcher: PersonId, before: Situation) {
        // Whom a throw that went astray saved was not picked off.
        if x.deed == Deed::None || (x.deed == Deed::PickedOff && x.to != Reached::Out) {
            return;
        }
        let share = if x.runner == batter { Share::Batter } else { Share::Runner };
        self.part(share, x.runner, pitcher, before, |part| {
            part.tally.stolen_bases += i16::from(x.deed == Deed::StolenBase);
            part.tally.caught_stealing += i16::from(x.deed.is_caught());
            part.tally.picked_off += i16::from(x.deed.is_picked_off() && x.to == Reached::Out);
        });
    }

    /// A run: to the runner, and to the pitcher who answers for him.
    pub(super) fn run(
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
}
