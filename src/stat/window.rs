//! Lines over each run of so many consecutive ones.

use super::counter::CounterSet;
use super::line::Line;

/// The sum of each run of `size` consecutive lines, in their order: of fewer lines than that the sum of all. Only these
/// counters are summed.
///
/// The maximum of a counter cannot be taken out of a sum again, so a run is put together of the end of one block and the
/// beginning of the next: three sums a run, however long it is.
#[must_use]
pub fn windows(lines: &[Line], size: usize, counters: CounterSet) -> Vec<Line> {
    let size = size.clamp(1, lines.len().max(1));
    let mut sums = Vec::with_capacity(lines.len());
    // Sums of the lines from one on to the end of the block, the last line's first; and of those after the block.
    let (mut ends, mut begun): (Vec<Line>, Option<Line>) = (Vec::with_capacity(size), None);
    for (last, line) in lines.iter().enumerate() {
        begun = Some(joined(begun, line, counters));
        let Some(first) = (last + 1).checked_sub(size) else { continue };
        if ends.is_empty() {
            for line in lines[first..=last].iter().rev() {
                ends.push(joined(ends.last().cloned(), line, counters));
            }
            begun = None;
        }
        let end = ends.pop().unwrap_or_default();
        sums.push(match &begun {
            Some(begun) => joined(Some(end), begun, counters),
            None => end,
        });
    }
    sums
}

fn joined(sum: Option<Line>, line: &Line, counters: CounterSet) -> Line {
    match sum {
        Some(mut sum) => {
            sum.merge(line.clone(), counters);
            sum
        }
        None => line.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::{COUNTERS, Counter};

    #[test]
    fn each_run_is_the_sum_and_the_largest_of_its_lines() {
        let line = |n: i64| {
            let mut line = Line { games: 1, ..Line::default() };
            line.counts.add(&COUNTERS[Counter::Singles as usize], n * n);
            line.counts.add(&COUNTERS[Counter::SpeedMax as usize], (n * 7) % 11);
            line
        };
        let lines: Vec<Line> = (1..=23).map(line).collect();
        let counters = CounterSet::default().with(Counter::Singles).with(Counter::SpeedMax);
        for size in [1, 2, 5, 22, 23, 24, 200] {
            let sums = windows(&lines, size, counters);
            let expected: Vec<(i64, i64, i64)> = lines
                .windows(size.min(lines.len()))
                .map(|run| {
                    let of = |counter| run.iter().map(move |line| line.get(counter));
                    (run.len() as i64, of(Counter::Singles).sum(), of(Counter::SpeedMax).max().unwrap_or(0))
                })
                .collect();
            let found = sums.iter().map(|sum| (sum.games, sum.get(Counter::Singles), sum.get(Counter::SpeedMax)));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{size}");
        }
        assert!(windows(&[], 5, counters).is_empty());
    }
}
