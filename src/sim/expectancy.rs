//! Run and win expectancy: what a state of the game is worth. Plausible, not measured.

/// Mean runs to the end of the half inning by occupied bases (bits 1 first, 2 second, 4 third) and outs.
const RUNS: [[f64; 3]; 8] = [
    [0.48, 0.26, 0.10],
    [0.86, 0.51, 0.22],
    [1.07, 0.65, 0.31],
    [1.44, 0.89, 0.43],
    [1.35, 0.94, 0.36],
    [1.71, 1.13, 0.49],
    [1.95, 1.35, 0.57],
    [2.28, 1.53, 0.76],
];

/// Worth of a count in runs, by balls and strikes.
const COUNT: [[f64; 3]; 4] = [[0.0, -0.04, -0.10], [0.035, -0.015, -0.08], [0.10, 0.03, -0.035], [0.21, 0.14, 0.055]];

/// Runs expected before a pitch; 0 once three are out.
pub(super) fn runs(runners: u8, outs: u8, balls: u8, strikes: u8) -> f64 {
    match RUNS[usize::from(runners & 7)].get(usize::from(outs)) {
        Some(runs) => runs + COUNT[usize::from(balls.min(3))][usize::from(strikes.min(2))],
        None => 0.0,
    }
}

/// Chance of the home team to win, with this many runs ahead and this many outs of the game left.
pub(super) fn home_win(lead: i32, outs_left: i32, runs_expected: f64, home_bats: bool) -> f64 {
    let lead = f64::from(lead) + if home_bats { runs_expected } else { -runs_expected } + 0.12;
    let spread = 0.35 + 0.22 * f64::from(outs_left.max(0));
    let x = lead / (spread * 0.9).sqrt();
    (0.5 + 0.5 * x / (1.0 + x * x).sqrt()).clamp(0.001, 0.999)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_runners_and_fewer_outs_are_worth_more() {
        for outs in 0..3 {
            assert!(runs(7, outs, 0, 0) > runs(1, outs, 0, 0) && runs(1, outs, 0, 0) > runs(0, outs, 0, 0));
        }
        assert!((runs(7, 3, 0, 0)).abs() < f64::EPSILON);
        assert!(home_win(3, 10, 0.4, false) > 0.6 && home_win(-3, 10, 0.4, true) < 0.4);
    }
}
