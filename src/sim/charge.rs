//! Who answers for a runner: the pitcher who let him on base, and whether his run would be earned.
//!
//! The rule is Official Baseball Rule 9.16 but for two simplifications: an inning is reconstructed with
//! the outs that errors cost and nothing else (no undoing of single advances), and a relief pitcher
//! shares the reconstruction of the pitcher he relieved.

use super::roster::PlayerIndex;

/// Somebody on base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Runner {
    pub(super) player: PlayerIndex,
    pub(super) charge: Charge,
}

/// Who answers for a runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Charge {
    pub(super) pitcher: PlayerIndex,
    /// False for who reached by an error, by interference or was placed there.
    pub(super) earned: bool,
}

/// After a fielder's choice: the charge of a runner put out passes to the next behind him, and so on to
/// the batter. `bases` are first to third before the play, `out` says who was put out.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_force_out_leaves_the_first_pitcher_as_many_runners_as_he_put_on() {
        let charge = |pitcher| Charge { pitcher, earned: true };
        let runner = |player, pitcher| Some(Runner { player, charge: charge(pitcher) });
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
}
