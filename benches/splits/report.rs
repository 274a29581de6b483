//! What was measured, as a table.

use super::rival::Speed;
use super::served::Load;

/// One question's line.
pub struct Row {
    pub name: &'static str,
    /// See [`super::question::Question::yardstick`].
    pub yardstick: Option<f64>,
    pub uncached: Option<Load>,
    pub cached: Option<Load>,
    /// The table `play`.
    pub play: Speed,
    /// The table `bench_play`.
    pub bare: Speed,
}

const HEAD: [&str; 11] = [
    "question",
    "uncached p50 / p99 ms",
    "aim ms",
    "requests/s",
    "cached p50 / p99 ms",
    "requests/s",
    "SQL on play: ms, tps",
    "on bench_play: ms, tps",
    "p50 : bench_play (aim 3)",
    "requests : tps, play (aim 0.5)",
    "the same, bench_play",
];

/// Prints the lines in columns.
pub fn print(rows: &[Row]) {
    let mut lines: Vec<[String; HEAD.len()]> = vec![HEAD.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let widths: [usize; HEAD.len()] =
        std::array::from_fn(|n| lines.iter().map(|line| line[n].chars().count()).max().unwrap_or(0));
    for (place, line) in lines.iter().enumerate() {
        let cells: Vec<_> = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        println!("| {} |", cells.join(" | "));
        if place == 0 {
            println!("|{}", widths.map(|width| "-".repeat(width + 2) + "|").concat());
        }
    }
}

fn cells(row: &Row) -> [String; HEAD.len()] {
    let times = |load: &Option<Load>| load.map_or("-".to_owned(), |x| format!("{} / {}", ms(x.p50), ms(x.p99)));
    let rate = |load: &Option<Load>| load.map_or("-".to_owned(), |x| format!("{:.0}", x.rate));
    let speed = |x: Speed| format!("{}, {:.0}", ms(x.latency), x.tps);
    let ratio = |by: &dyn Fn(Load) -> f64| row.uncached.map_or("-".to_owned(), |x| format!("{:.2}", by(x)));
    [
        row.name.to_owned(),
        times(&row.uncached),
        row.yardstick.map_or("-".to_owned(), |x| format!("{:.2}", 3.0 * x)),
        rate(&row.uncached),
        times(&row.cached),
        rate(&row.cached),
        speed(row.play),
        speed(row.bare),
        ratio(&|x| x.p50 / row.bare.latency),
        ratio(&|x| x.rate / row.play.tps),
        ratio(&|x| x.rate / row.bare.tps),
    ]
}

/// Milliseconds to three digits.
pub fn ms(x: f64) -> String {
    match x {
        x if x < 1.0 => format!("{x:.3}"),
        x if x < 10.0 => format!("{x:.2}"),
        x => format!("{x:.1}"),
    }
}
