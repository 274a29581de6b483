//! Who answers for a runner, and whether his run is earned: Official Baseball Rule 9.16.
//!
//! An inning is reconstructed with a shadow of each runner, who stands where the runner would stand
//! without misplays. A misplay moves the runner and not his shadow; what follows moves both. A run is
//! earned when its shadow comes home before the third out the inning would have had; a relief pitcher
//! gets no help from outs that were missed before he came (9.16(i)). Where a shadow would have gone is
//! the scorer's judgement: hits move it by their bases, everything else as its runner moved.

use super::log::Cause;
use super::roster::PlayerIndex;

/// Somebody on base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Runner {
    pub(super) player: PlayerIndex,
    pub(super) charge: Charge,
    /// His shadow's number in the half inning.
    pub(super) shadow: usize,
}

/// Who answers for a runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Charge {
    pub(super) pitcher: PlayerIndex,
    /// False for who reached by an error, by interference or was placed there.
    pub(super) earned: bool,
}

/// After a fielder's choice: the charge of a runner put out passes to the next behind him, and so on to
/// the batter (9.16(g)). `bases` are first to third before the play, `out` says who was put out.
pub(super) fn shift(bases: &mut [Option<Runner>; 3], batter: Charge, out: [bool; 3]) -> Charge {
    let mut passed: Option<Charge> = None;
    for base in (0..3).rev() {
        let Some(runner) = bases[base].as_mut() else { continue };
        let own = runner.charge;
        if let Some(charge) = passed {
            runner.charge = charge;
            passed = Some(own);
        } else if out[base] {
            passed = Some(own);
        }
    }
    passed.unwrap_or(batter)
}

/// How a play moves the shadows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clean {
    /// As it moved the runners.
    AsPlayed,
    /// A hit of this many bases.
    Hit(u8),
    /// Not at all.
    Misplay,
}

/// A run, decided by the end of the half inning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) pitcher: PlayerIndex,
    /// Turn at bat and movement it was written in.
    pub(super) turn: usize,
    pub(super) movement: usize,
    pub(super) earned: bool,
    pub(super) team_earned: bool,
}

#[derive(Debug, Clone, Copy)]
struct Shadow {
    base: u8,
    run: Option<usize>,
    decided: bool,
}

/// The half inning as it would have been.
#[derive(Debug, Clone, Default)]
pub(super) struct Reconstruction {
    shadows: Vec<Shadow>,
    pub(super) runs: Vec<Run>,
    charges: Vec<Charge>,
    /// Outs that misplays cost.
    missed: u8,
    /// Relievers of this half inning and the outs missed before each.
    entered: Vec<(PlayerIndex, u8)>,
}

impl Reconstruction {
    /// A reliever comes in.
    pub(super) fn enters(&mut self, pitcher: PlayerIndex) {
        self.entered.push((pitcher, self.missed));
    }

    /// A misplay cost an out.
    pub(super) fn miss_out(&mut self) {
        self.missed += 1;
    }

    /// A new runner, with his shadow on this base.
    pub(super) fn appear(&mut self, base: u8) -> usize {
        self.shadows.push(Shadow { base, run: None, decided: false });
        self.shadows.len() - 1
    }

    /// A runner went from one base to another, 4 home.
    pub(super) fn advance(&mut self, shadow: usize, from: u8, to: u8, clean: Clean) {
        let Some(ghost) = self.shadows.get_mut(shadow) else { return };
        let even = ghost.base == from;
        ghost.base = match clean {
            Clean::Misplay => ghost.base,
            _ if even => to,
            Clean::Hit(bases) => ghost.base + bases + u8::from(bases == 1 && ghost.base == 2),
            Clean::AsPlayed => ghost.base + to.saturating_sub(from),
        }
        .min(4);
    }

    /// A run came in; whether it is earned is decided now or later.
    pub(super) fn score(&mut self, shadow: usize, charge: Charge, turn: usize, movement: usize) {
        if let Some(ghost) = self.shadows.get_mut(shadow) {
            ghost.run = Some(self.runs.len());
        }
        self.charges.push(charge);
        self.runs.push(Run { pitcher: charge.pitcher, turn, movement, earned: false, team_earned: false });
    }

    /// A hit moves also the shadows of those who have scored already.
    pub(super) fn hit(&mut self, bases: u8) {
        for ghost in self.shadows.iter_mut().filter(|ghost| ghost.run.is_some() && ghost.base < 4) {
            ghost.base = (ghost.base + bases + u8::from(bases == 1 && ghost.base == 2)).min(4);
        }
    }

    /// Decides the runs whose shadows have come home, with this many real outs.
    pub(super) fn settle(&mut self, outs: u8) {
        for ghost in self.shadows.iter_mut().filter(|ghost| ghost.base == 4 && !ghost.decided) {
            let Some(run) = ghost.run else { continue };
            ghost.decided = true;
            let charge = self.charges[run];
            let before = self.entered.iter().rfind(|(pitcher, _)| *pitcher == charge.pitcher).map_or(0, |(_, n)| *n);
            self.runs[run].earned = charge.earned && outs + self.missed - before < 3;
            self.runs[run].team_earned = charge.earned && outs + self.missed < 3;
        }
    }
}

/// How a movement of this cause is reconstructed.
pub(super) fn clean(cause: Cause) -> Clean {
    use super::vocabulary::Event;
    match cause {
        Cause::Turn(event) if event.is_hit() => Clean::Hit(event.bases_of_hit()),
        Cause::Turn(Event::FieldError) | Cause::PassedBall | Cause::Error | Cause::PickoffError(_) => Clean::Misplay,
        _ => Clean::AsPlayed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charge(pitcher: PlayerIndex) -> Charge {
        Charge { pitcher, earned: true }
    }

    #[test]
    fn a_force_out_leaves_the_first_pitcher_as_many_runners_as_he_put_on() {
        let runner = |player, pitcher| Some(Runner { player, charge: charge(pitcher), shadow: 0 });
        // Starter 1 left runners on second and first, reliever 2 gets a force at third.
        let mut bases = [runner(10, 1), runner(11, 1), None];
        let batter = shift(&mut bases, charge(2), [false, true, false]);
        assert_eq!(bases[0].map(|r| r.charge.pitcher), Some(1));
        assert_eq!(batter.pitcher, 1);
        // The runner of the reliever is out: the batter is the reliever's.
        let mut bases = [runner(10, 2), None, runner(12, 1)];
        let batter = shift(&mut bases, charge(2), [true, false, false]);
        assert_eq!((batter.pitcher, bases[2].map(|r| r.charge.pitcher)), (2, Some(1)));
    }

    #[test]
    fn a_run_a_passed_ball_brought_in_is_earned_once_a_hit_would_have() {
        let mut inning = Reconstruction::default();
        let shadow = inning.appear(3);
        inning.advance(shadow, 3, 4, Clean::Misplay);
        inning.score(shadow, charge(1), 0, 0);
        inning.settle(1);
        assert!(!inning.runs[0].earned);
        inning.hit(1);
        inning.settle(1);
        assert!(inning.runs[0].earned && inning.runs[0].team_earned);
    }

    #[test]
    fn a_reliever_gets_no_help_from_outs_missed_before_him() {
        let mut inning = Reconstruction::default();
        // Two out, an error that should have been the third, a new pitcher, a home run.
        inning.miss_out();
        inning.enters(2);
        for pitcher in [1, 2] {
            let shadow = inning.appear(4);
            inning.score(shadow, charge(pitcher), 0, 0);
        }
        inning.settle(2);
        assert_eq!(
            inning.runs.iter().map(|r| (r.earned, r.team_earned)).collect::<Vec<_>>(),
            [(false, false), (true, false)]
        );
    }
}
