//! Retrosheet's event files, in memory on one core: reading and scoring them against splitting the same bytes into
//! lines; then from the lake to answers against writing the plays as CSV.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use scorebook::sim::{League, SimConfig};
use scorebook::source::retrosheet::people::{People, Person};
use scorebook::source::retrosheet::{Zip, account, archive, events, reader};

use super::store::Store;

/// How often each measurement is repeated; the best counts.
const TIMES: usize = 5;

/// `zip` is a season as Retrosheet publishes it, named `YYYYeve.zip`; without one the simulated league's.
pub async fn run(zip: Option<PathBuf>) {
    let (name, bytes) = zip.map_or_else(simulated, |path| {
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
    });
    let archive = archive::open(&bytes).unwrap();
    let texts: Vec<_> = archive.members.iter().map(|x| (x.name.as_str(), reader::decode(&x.bytes))).collect();
    let size: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let mut people = People::default();
    for (place, line) in archive.rosters.iter().enumerate() {
        people.enter(line.id, Person { id: place as i32 + 1, bats: line.bats, throws: line.throws });
    }

    let split = best(|| texts.iter().map(|(_, text)| text.lines().count()).sum());
    let read = best(|| texts.iter().map(|(name, text)| reader::read(name, text).games.len()).sum());
    let scored = best(|| {
        let files = texts.iter().map(|(name, text)| reader::read(name, text));
        files.flat_map(|file| file.games).map(|game| account::score(&game, &people).unwrap().0.parts.len()).sum()
    });
    let rate = |(time, _): (Duration, usize)| size as f64 / 1e6 / time.as_secs_f64();
    println!("events: {name}, {} games, {:.1} MB of event files, one core", read.1, size as f64 / 1e6);
    println!("events: splitting {} lines: {:.3} s ({:.0} MB/s)", split.1, split.0.as_secs_f64(), rate(split));
    println!("events: reading the records: {:.3} s ({:.0} MB/s)", read.0.as_secs_f64(), rate(read));
    println!(
        "events: reading and scoring, {} parts of turns: {:.3} s ({:.0} MB/s)",
        scored.1,
        scored.0.as_secs_f64(),
        rate(scored)
    );
    println!(
        "events: ratio {:.1} of splitting (aim: a season in at most 0.31 s)",
        scored.0.as_secs_f64() / split.0.as_secs_f64()
    );

    let store = Store::open().await;
    let zip = Zip::of_key(&name).unwrap();
    store.keep(&events(&zip, "https://www.retrosheet.org/events/season.zip".parse().unwrap()), bytes.into()).await;
    let loaded = store.rebuild().await;
    let begun = Instant::now();
    let status = store
        .program("psql")
        .args(["-X", "-d", &store.url, "-q", "-c", "copy play to stdout csv header"])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    println!("events: from the lake to answers: {:.2} s", loaded.as_secs_f64());
    println!("events: writing the plays as CSV: {:.2} s", begun.elapsed().as_secs_f64());
    store.close().await;
}

/// The shortest time of several, and what came out.
fn best(work: impl Fn() -> usize) -> (Duration, usize) {
    let timed = || {
        let begun = Instant::now();
        let out = std::hint::black_box(work());
        (begun.elapsed(), out)
    };
    (0..TIMES).map(|_| timed()).min_by_key(|x| x.0).unwrap()
}

fn simulated() -> (String, Vec<u8>) {
    let league = League::play(&SimConfig { teams: 30, days: 186, ..SimConfig::default() });
    let season = league.days()[0].format("%Y").to_string().parse().unwrap();
    (format!("{season}eve"), league.retrosheet_zip(season, None).unwrap())
}
