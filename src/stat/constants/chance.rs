//! How likely the home team is to win, and how much hangs on a turn at bat.
//!
//! Tango, Lichtman and Dolphin, "The Book" (2007), chapter 1, and Tango's "Crucial situations": both sides score by the same
//! chain of base-out states, that of the season's turns at bat. What a half inning brings follows from the chain, what a
//! lead is worth from the half innings that are left, from the last one backwards. Leverage is the mean change of the chance
//! over what a turn may do, as a multiple of that of all turns of a game between two such sides.

use super::expectancy::{OVER, Transition, count};

/// Half innings told apart: those of nine innings, and two of any inning after them.
const HALVES: usize = 20;
/// The top of an extra inning.
const EXTRA: usize = 18;
/// The bottom of the ninth.
const LAST: usize = 17;
/// Leads told apart on each side; larger ones count as this.
const LEAD: i16 = 30;
const LEADS: usize = 61;
/// Runs of a half inning told apart; more count as this.
const RUNS: usize = 20;
/// Passes over states of equal runs; two or three are enough where no turn leaves everything as it was.
const PASSES: usize = 200;
/// What is too little to matter.
const NOTHING: f64 = 1e-13;

/// Chances of so many runs.
type Distribution = [f64; RUNS + 1];

/// A moment of a game of nine innings; of a shorter one the caller moves the innings up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The inning, from 1; each above 9 is an extra one.
    pub inning: u8,
    /// The home team bats.
    pub home_bats: bool,
    /// Outs; from 3 on the half inning is over.
    pub outs: u8,
    /// Bases taken; bit 0 first base.
    pub bases: u8,
    /// Runs of the home team less those of the visitors.
    pub home_lead: i16,
}

impl Moment {
    fn half(self) -> usize {
        let inning = usize::from(self.inning.clamp(1, 10)) - 1;
        2 * inning + usize::from(self.home_bats)
    }
}

/// One thing a turn may do.
#[derive(Debug, Clone, Copy)]
struct Step {
    to: usize,
    runs: usize,
    share: f64,
}

/// The chances of every moment, in tables.
#[derive(Debug, Clone, PartialEq)]
pub struct WinChances {
    /// The chance by half inning, state and lead.
    wins: Vec<f64>,
    /// The leverage by the same.
    leverage: Vec<f64>,
    /// Whether extra innings begin with a runner on second.
    auto_runner: bool,
}

impl WinChances {
    /// From what the turns of a season did. `auto_runner`: extra innings begin with a runner on second (from 2020 on, in the
    /// regular season). A state that no turn began in ends its half inning.
    #[must_use]
    pub fn new(transitions: &[Transition], auto_runner: bool) -> Self {
        let steps = steps(transitions);
        let runs = distributions(&steps);
        let size = HALVES * OVER * LEADS;
        let mut chances = Self { wins: vec![0.5; size], leverage: vec![0.0; size], auto_runner };
        // Extra innings lead to nothing but themselves when they end in a tie.
        for half in [EXTRA + 1, EXTRA].into_iter().chain((0..EXTRA).rev()) {
            for (state, runs) in runs.iter().enumerate() {
                for lead in -LEAD..=LEAD {
                    let ends = runs.iter().enumerate().filter(|(_, chance)| **chance > 0.0);
                    let value =
                        ends.map(|(scored, chance)| chance * chances.after(half, moved(half, lead, scored))).sum();
                    chances.wins[place(half, state, lead)] = value;
                }
            }
        }
        let swings = chances.swings(&steps);
        let mean = chances.mean(&swings, &steps, &runs);
        if mean > 0.0 {
            chances.leverage = swings.into_iter().map(|swing| swing / mean).collect();
        }
        chances
    }

    /// The chance of the home team to win, 0 to 1.
    #[must_use]
    pub fn home_wins(&self, moment: Moment) -> f64 {
        let half = moment.half();
        if moment.outs >= 3 {
            return self.after(half, moment.home_lead);
        }
        self.wins[place(half, state(moment), moment.home_lead)]
    }

    /// How much hangs on a turn that begins in this moment; 1 is the mean of all turns. 0 when the half inning is over.
    #[must_use]
    pub fn leverage(&self, moment: Moment) -> f64 {
        if moment.outs >= 3 {
            return 0.0;
        }
        self.leverage[place(moment.half(), state(moment), moment.home_lead)]
    }

    /// The chance when a half inning is over.
    fn after(&self, half: usize, lead: i16) -> f64 {
        match half {
            LAST.. if half % 2 == 1 => match lead {
                1.. => 1.0,
                // Two equal sides begin again.
                0 => 0.5,
                _ => 0.0,
            },
            _ => self.wins[place(half + 1, self.start(half + 1), lead)],
        }
    }

    /// The state a half inning begins in.
    fn start(&self, half: usize) -> usize {
        if half >= EXTRA && self.auto_runner { 2 } else { 0 }
    }

    /// The mean change of the chance by what a turn may do.
    fn swings(&self, steps: &[Vec<Step>; OVER]) -> Vec<f64> {
        let mut swings = vec![0.0; self.wins.len()];
        for half in 0..HALVES {
            for (state, steps) in steps.iter().enumerate() {
                for lead in -LEAD..=LEAD {
                    let here = place(half, state, lead);
                    let now = self.wins[here];
                    let swing = |step: &Step| {
                        let lead = moved(half, lead, step.runs);
                        let then = if step.to == OVER {
                            self.after(half, lead)
                        } else {
                            self.wins[place(half, step.to, lead)]
                        };
                        step.share * (then - now).abs()
                    };
                    swings[here] = steps.iter().map(swing).sum();
                }
            }
        }
        swings
    }

    /// The mean over the turns of a game.
    fn mean(&self, swings: &[f64], steps: &[Vec<Step>; OVER], runs: &[Distribution; OVER]) -> f64 {
        let (mut turns, mut total) = (0.0, 0.0);
        let mut leads = vec![0.0; LEADS];
        leads[index(0)] = 1.0;
        let normal = visits(steps, 0);
        for half in 0..HALVES {
            let start = self.start(half);
            if half == EXTRA {
                // Only a tie goes on; so often as an extra inning ends in one, another follows.
                let tied = leads[index(0)];
                let again: f64 = runs[start].iter().map(|chance| chance * chance).sum();
                leads.fill(0.0);
                leads[index(0)] = if again < 1.0 { tied / (1.0 - again) } else { 0.0 };
            }
            let of_extra;
            let visits = if start == 0 {
                &normal
            } else {
                of_extra = visits(steps, start);
                &of_extra
            };
            let mut next = vec![0.0; LEADS];
            for lead in -LEAD..=LEAD {
                let weight = leads[index(lead)];
                if weight <= 0.0 {
                    continue;
                }
                // A home team that leads does not bat, or stops.
                let over = |lead: i16| half >= LAST && half % 2 == 1 && lead > 0;
                for (state, visits) in visits.iter().enumerate() {
                    for (scored, visits) in visits.iter().enumerate() {
                        let lead = moved(half, lead, scored);
                        if *visits > 0.0 && !over(lead) {
                            turns += weight * visits;
                            total += weight * visits * swings[place(half, state, lead)];
                        }
                    }
                }
                for (scored, chance) in runs[start].iter().enumerate() {
                    next[index(moved(half, lead, scored))] += weight * chance;
                }
            }
            leads = next;
        }
        if turns > 0.0 { total / turns } else { 0.0 }
    }
}

/// The lead when the side at bat has scored.
fn moved(half: usize, lead: i16, runs: usize) -> i16 {
    let runs = i16::try_from(runs).unwrap_or(LEAD);
    if half % 2 == 1 { lead + runs } else { lead - runs }
}

fn index(lead: i16) -> usize {
    usize::try_from(lead.clamp(-LEAD, LEAD) + LEAD).unwrap_or_default()
}

fn place(half: usize, state: usize, lead: i16) -> usize {
    (half * OVER + state) * LEADS + index(lead)
}

fn state(moment: Moment) -> usize {
    8 * usize::from(moment.outs.min(2)) + usize::from(moment.bases & 7)
}

/// What turns that begin in each state do.
fn steps(transitions: &[Transition]) -> [Vec<Step>; OVER] {
    let mut counts = vec![[0_i64; RUNS + 1]; OVER * (OVER + 1)];
    for x in transitions.iter().filter(|x| usize::from(x.from) < OVER && usize::from(x.to) <= OVER) {
        let runs = usize::from(x.runs_before + x.runs).min(RUNS);
        counts[usize::from(x.from) * (OVER + 1) + usize::from(x.to)][runs] += x.turns;
    }
    std::array::from_fn(|from| {
        let of_state = &counts[from * (OVER + 1)..(from + 1) * (OVER + 1)];
        let turns: i64 = of_state.iter().flatten().sum();
        if turns == 0 {
            return vec![Step { to: OVER, runs: 0, share: 1.0 }];
        }
        let of = |to: usize| move |(runs, turns_to): (usize, &i64)| (to, runs, *turns_to);
        let seen = of_state.iter().enumerate().flat_map(|(to, by_runs)| by_runs.iter().enumerate().map(of(to)));
        seen.filter(|(.., seen)| *seen > 0)
            .map(|(to, runs, seen)| Step { to, runs, share: count(seen) / count(turns) })
            .collect()
    })
}

/// Chances of so many runs from each state to the end of the half inning.
fn distributions(steps: &[Vec<Step>; OVER]) -> [Distribution; OVER] {
    let mut found = [[0.0; RUNS + 1]; OVER];
    for scored in 0..=RUNS {
        for _ in 0..PASSES {
            let mut change: f64 = 0.0;
            for state in 0..OVER {
                let chance = |step: &Step| match (step.to, scored.checked_sub(step.runs)) {
                    (_, None) => 0.0,
                    (OVER, Some(left)) => f64::from(u8::from(left == 0)),
                    (to, Some(left)) => found[to][left],
                };
                let value: f64 = steps[state].iter().map(|step| step.share * chance(step)).sum();
                change = change.max((value - found[state][scored]).abs());
                found[state][scored] = value;
            }
            if change < NOTHING {
                break;
            }
        }
    }
    for of_state in &mut found {
        // What is beyond the table.
        of_state[RUNS] += (1.0 - of_state.iter().sum::<f64>()).max(0.0);
    }
    found
}

/// How often a half inning comes by each state, by the runs it has brought by then.
fn visits(steps: &[Vec<Step>; OVER], start: usize) -> [Distribution; OVER] {
    let mut total = [[0.0; RUNS + 1]; OVER];
    let mut now = [[0.0; RUNS + 1]; OVER];
    now[start][0] = 1.0;
    for _ in 0..PASSES {
        let mut next = [[0.0; RUNS + 1]; OVER];
        let mut left = 0.0;
        for (state, by_runs) in now.iter().enumerate() {
            for (scored, mass) in by_runs.iter().enumerate().filter(|(_, mass)| **mass > NOTHING) {
                total[state][scored] += mass;
                left += mass;
                for step in steps[state].iter().filter(|step| step.to < OVER) {
                    next[step.to][(scored + step.runs).min(RUNS)] += mass * step.share;
                }
            }
        }
        if left < NOTHING {
            break;
        }
        now = next;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::constants::EventClass;

    fn turn(from: u8, to: u8, runs: u8, turns: i64) -> Transition {
        Transition { from, at: from, to, runs_before: 0, runs, event: EventClass::Out, turns }
    }

    fn moment(inning: u8, home_bats: bool, outs: u8, bases: u8, home_lead: i16) -> Moment {
        Moment { inning, home_bats, outs, bases, home_lead }
    }

    /// Nobody ever stops on a base: a turn is an out or, one time in four, a home run.
    fn all_or_nothing() -> Vec<Transition> {
        (0..3).flat_map(|outs| [turn(8 * outs, 8 * (outs + 1), 0, 3), turn(8 * outs, 8 * outs, 1, 1)]).collect()
    }

    #[test]
    fn equal_sides_begin_even() {
        let chances = WinChances::new(&all_or_nothing(), false);
        assert!((chances.home_wins(moment(1, false, 0, 0, 0)) - 0.5).abs() < 1e-9);
        assert!((chances.home_wins(moment(12, false, 0, 0, 0)) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_bottom_of_the_ninth_by_hand() {
        let chances = WinChances::new(&all_or_nothing(), false);
        // Tied with two outs: a home run wins, an out goes on to extra innings.
        assert!((chances.home_wins(moment(9, true, 2, 0, 0)) - (0.25 + 0.75 * 0.5)).abs() < 1e-12);
        // One behind with two outs: a home run first.
        assert!((chances.home_wins(moment(9, true, 2, 0, -1)) - 0.25 * 0.625).abs() < 1e-12);
        // One out more to spare: a home run wins at once.
        assert!((chances.home_wins(moment(9, true, 1, 0, 0)) - (0.25 + 0.75 * 0.625)).abs() < 1e-12);
        assert!((chances.home_wins(moment(9, true, 3, 0, 0)) - 0.5).abs() < 1e-12);
        for (lead, chance) in [(1, 1.0), (-1, 0.0)] {
            assert!((chances.home_wins(moment(9, true, 3, 0, lead)) - chance).abs() < 1e-12);
        }
        assert!((chances.home_wins(moment(9, true, 0, 0, 1)) - 1.0).abs() < 1e-12, "a walk-off");
        assert!((chances.home_wins(moment(9, false, 3, 0, 2)) - 1.0).abs() < 1e-12, "no bottom needed");
    }

    #[test]
    fn leverage_is_a_multiple_of_the_mean() {
        let chances = WinChances::new(&all_or_nothing(), false);
        // .25 * (1 - .625) + .75 * (.625 - .5) hang on the last out of a tie, and on one behind .25 * .46875 + .75 * .15625.
        let tied = chances.leverage(moment(9, true, 2, 0, 0));
        let behind = chances.leverage(moment(9, true, 2, 0, -1));
        assert!((tied / behind - 0.1875 / 0.234_375).abs() < 1e-9);
        assert!(chances.leverage(moment(9, true, 2, 0, 1)).abs() < 1e-12, "it is over");
        assert!(chances.leverage(moment(1, false, 0, 0, 12)) < 0.1);
        assert!(chances.leverage(moment(1, false, 3, 0, 0)).abs() < 1e-12);
    }

    #[test]
    fn nothing_hangs_on_turns_that_change_nothing() {
        // Three up and three down, always.
        let still: Vec<Transition> = (0..3).map(|outs| turn(8 * outs, 8 * (outs + 1), 0, 1)).collect();
        let chances = WinChances::new(&still, false);
        assert!(chances.leverage(moment(9, true, 2, 0, 0)).abs() < 1e-12, "nothing can happen");
        assert!((chances.home_wins(moment(5, true, 1, 0, 0)) - 0.5).abs() < 1e-12);
        assert!(chances.home_wins(moment(5, true, 1, 0, 1)) > 0.999);
    }

    #[test]
    fn a_runner_on_second_begins_extra_innings() {
        // A runner on second always scores.
        let mut turns = all_or_nothing();
        turns.push(turn(2, 8, 1, 1));
        let (with, without) = (WinChances::new(&turns, true), WinChances::new(&turns, false));
        // Behind by one in the bottom of the tenth, the runner is there.
        let behind = moment(10, false, 3, 0, -1);
        let up = without.home_wins(moment(10, true, 1, 0, 0));
        assert!((with.home_wins(behind) - up).abs() < 1e-12);
        assert!(without.home_wins(behind) < with.home_wins(behind));
    }

    #[test]
    fn a_state_nobody_saw_ends_the_half_inning() {
        let chances = WinChances::new(&[], false);
        assert!((chances.home_wins(moment(9, true, 1, 7, -1))).abs() < 1e-12);
        assert!((chances.home_wins(moment(1, false, 0, 0, 0)) - 0.5).abs() < 1e-12);
    }
}
