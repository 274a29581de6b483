//! The bases: who stands where, and which pitcher answers for him.

use super::account::{Move, PersonId, Reached};

/// A runner on base and the pitcher who answers for him.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Runner {
    who: PersonId,
    pitcher: PersonId,
}

/// First, second and third base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bases([Option<Runner>; 3]);

/// A run: the move home, and the pitcher who answers for it by the rules.
pub(super) type Run<'e> = (&'e Move, PersonId);

impl Bases {
    /// Bit 0 first base, 1 second, 2 third.
    pub(super) fn occupied(&self) -> i16 {
        (0..3).map(|place| i16::from(self.0[place].is_some()) << place).sum()
    }

    /// Who stands on a base.
    pub(super) fn runners(&self) -> Vec<PersonId> {
        self.0.iter().flatten().map(|runner| runner.who).collect()
    }

    /// Makes a pitcher answer for everybody on base.
    pub(super) fn answer(&mut self, pitcher: PersonId) {
        for runner in self.0.iter_mut().flatten() {
            runner.pitcher = pitcher;
        }
    }

    /// Makes a pitcher answer for the runner on a base; whether there is one.
    pub(super) fn answer_on(&mut self, base: u8, pitcher: PersonId) -> bool {
        let runner = usize::from(base).checked_sub(1).and_then(|place| self.0.get_mut(place)?.as_mut());
        runner.map(|runner| runner.pitcher = pitcher).is_some()
    }

    /// Somebody runs for another.
    pub(super) fn replace(&mut self, old: PersonId, new: PersonId) {
        for runner in self.0.iter_mut().flatten().filter(|runner| runner.who == old) {
            runner.who = new;
        }
    }

    /// Puts a runner on a base, unless he stands on one already; whether he was put there.
    pub(super) fn put(&mut self, base: u8, who: PersonId, pitcher: PersonId) -> bool {
        let is_new = !self.0.iter().flatten().any(|runner| runner.who == who);
        if is_new {
            self.settle(base, Runner { who, pitcher });
        }
        is_new
    }

    /// Moves the runners. Returns the runs, lead runner first, and where the moves contradict the bases. `batter` comes
    /// with the pitcher who answers for him; `is_batted` is an event of the batter, not of the runners alone.
    pub(super) fn run<'e>(
        &mut self,
        moves: &'e [Move],
        batter: (PersonId, PersonId),
        is_batted: bool,
    ) -> (Vec<Run<'e>>, Vec<String>) {
        let mut findings = Vec::new();
        let standing = self.0.iter().enumerate().rev().filter_map(|(place, x)| x.map(|x| (place as u8 + 1, x)));
        let at_bat = Runner { who: batter.0, pitcher: batter.1 };
        let running: Vec<(u8, Runner)> = standing.chain([(0, at_bat)]).collect();
        let mut ended: Vec<(u8, Runner, Option<Reached>)> = Vec::with_capacity(4);
        for (base, runner) in &running {
            let mut legs = moves.iter().filter(|x| x.runner == runner.who);
            let first = legs.next();
            if let Some(x) = first.filter(|x| x.from != *base) {
                findings.push(format!("{} goes from base {}, but he was on {base}", x.runner, x.from));
            }
            ended.push((*base, *runner, legs.next_back().or(first).map(|x| x.to)));
        }
        for x in moves {
            if !running.iter().any(|(_, runner)| runner.who == x.runner) {
                findings.push(format!("{} moves, but he was on no base", x.runner));
                ended.push((0, Runner { who: x.runner, pitcher: batter.1 }, Some(x.to)));
            }
        }
        if is_batted {
            answer_for(&mut ended, |who| !moves.iter().any(|x| x.runner == who && x.is_forced));
        }
        *self = Self::default();
        let mut runs = Vec::new();
        for (base, runner, to) in ended {
            match to {
                Some(Reached::Out) => {}
                Some(Reached::Home) => {
                    let home = moves.iter().rfind(|x| x.runner == runner.who && x.to == Reached::Home);
                    runs.extend(home.map(|x| (x, runner.pitcher)));
                }
                Some(Reached::Base(base)) => self.settle(base, runner),
                None => self.settle(base, runner),
            }
        }
        (runs, findings)
    }

    fn settle(&mut self, base: u8, runner: Runner) {
        if let Some(place) = (1..=3).contains(&base).then(|| usize::from(base) - 1) {
            self.0[place] = Some(runner);
        }
    }
}

/// Each pitcher answers for as many runners as he put on, not for the men (rule 9.16(g)): where a batted ball retires
/// one of several in the batter's stead, it is the last one to come on whose pitcher is freed. Who is out on his own, caught
/// stealing or stretching a hit, frees his own.
fn answer_for(ended: &mut [(u8, Runner, Option<Reached>)], on_his_own: impl Fn(PersonId) -> bool) {
    let is_his = |runner: &Runner, to: &Option<Reached>| *to == Some(Reached::Out) && on_his_own(runner.who);
    let pitchers: Vec<PersonId> =
        ended.iter().filter(|(_, runner, to)| !is_his(runner, to)).map(|(_, runner, _)| runner.pitcher).collect();
    let mut next = pitchers.into_iter();
    for (_, runner, to) in ended.iter_mut() {
        if *to != Some(Reached::Out)
            && let Some(pitcher) = next.next()
        {
            runner.pitcher = pitcher;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::account::Deed;
    use super::*;

    const LEFT: PersonId = 101;
    const CAME: PersonId = 102;

    fn to(runner: PersonId, from: u8, to: Reached) -> Move {
        Move {
            runner,
            from,
            to,
            deed: Deed::None,
            is_forced: to == Reached::Out,
            is_batted_in: false,
            is_earned: false,
            responsible: None,
            credits: Vec::new(),
        }
    }

    /// Rule 9.16(g): A is on first by the pitcher who left; B forces him out; B scores.
    #[test]
    fn who_forces_a_runner_out_takes_his_place() {
        let mut bases = Bases::default();
        bases.put(1, 1, LEFT);
        bases.run(&[to(1, 1, Reached::Out), to(2, 0, Reached::Base(1))], (2, CAME), true);
        let moves = [to(2, 1, Reached::Home), to(3, 0, Reached::Base(2))];
        let (runs, findings) = bases.run(&moves, (3, CAME), true);
        assert_eq!((runs, findings), (vec![(&moves[0], LEFT)], vec![]));
    }

    #[test]
    fn who_is_caught_stealing_frees_his_own_pitcher() {
        let mut bases = Bases::default();
        bases.put(2, 1, LEFT);
        bases.put(1, 2, CAME);
        bases.run(&[to(1, 2, Reached::Out)], (3, CAME), false);
        let moves = [to(2, 1, Reached::Home)];
        assert_eq!(bases.run(&moves, (3, CAME), true).0, [(&moves[0], CAME)]);
    }

    #[test]
    fn a_move_from_another_base_is_a_finding() {
        let mut bases = Bases::default();
        bases.put(1, 1, LEFT);
        let moves = [to(1, 2, Reached::Base(3)), to(9, 1, Reached::Out)];
        assert_eq!(bases.run(&moves, (3, LEFT), true).1.len(), 2);
        assert_eq!(bases.occupied(), 0b100);
    }
}
