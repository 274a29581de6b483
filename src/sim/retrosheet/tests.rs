//! The files against the league's book, read by a reader that knows no more than where outs, runs and credits stand.

use crate::sim::{Book, League, SimConfig};
use std::collections::BTreeMap;

/// What a game's records add up to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    /// Runs by inning and side.
    runs: BTreeMap<(u8, u8), u32>,
    /// Putouts, assists and errors by side in the field and position.
    fielding: BTreeMap<(u8, u8), [u32; 3]>,
    pitches: usize,
    earned: BTreeMap<String, u32>,
    /// Steals, times caught, batted in.
    running: [u32; 3],
}

/// A half inning in progress.
#[derive(Default)]
struct Half {
    key: (u8, u8),
    outs: u8,
    on: [bool; 4],
}

/// Reads the credits of an out or a series of outs, `64(1)3`, `862`; how many outs.
fn credits(text: &str, side: u8, sums: &mut Sums) -> u8 {
    let (mut outs, mut holder, mut rest) = (0, None, text);
    while !rest.is_empty() {
        let (thrown, after) = match rest.split_once('(') {
            Some((thrown, after)) => (thrown, after.split_once(')').expect("a closed mark").1),
            None => (rest, ""),
        };
        rest = after;
        let mut chain: Vec<u8> = thrown.bytes().map(|x| x - b'0').collect();
        assert!(!chain.is_empty() && chain.iter().all(|x| (1..=9).contains(x)), "{text}");
        if let Some(holder) = holder.filter(|holder| *holder != chain[0]) {
            chain.insert(0, holder);
        }
        let putout = chain.pop().expect("a putout");
        sums.fielding.entry((side, putout)).or_default()[0] += 1;
        chain.iter().for_each(|x| sums.fielding.entry((side, *x)).or_default()[1] += 1);
        holder = Some(putout);
        outs += 1;
    }
    outs
}

/// Charges the error of `E6`, `E2/TH`.
fn charge(text: &str, side: u8, sums: &mut Sums) {
    let position = text.strip_prefix('E').and_then(|x| x.bytes().next()).expect("an error") - b'0';
    sums.fielding.entry((side, position)).or_default()[2] += 1;
}

fn base(x: u8) -> usize {
    match x {
        b'B' => 0,
        b'H' => 4,
        x => usize::from(x - b'0'),
    }
}

fn inside(text: &str) -> &str {
    text.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or_default()
}

impl Half {
    /// Plays an event; every runner it moves must be there, and nobody may stand where he comes to.
    fn play(&mut self, event: &str, sums: &mut Sums) {
        let field = 1 - self.key.1;
        let (play, advances) = event.split_once('.').unwrap_or((event, ""));
        let name = play.split('/').next().unwrap_or_default();
        let mut goes: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        let mut is_batting = true;
        let mut parts = vec![name];
        if let Some((strikeout, more)) = name.split_once('+') {
            parts = vec![strikeout, more];
        }
        for part in parts {
            match part.as_bytes() {
                [b'S', b'B', to, rest @ ..] => {
                    assert!(rest.is_empty() || rest == b"(UR)");
                    goes.insert(base(*to) - 1, Some(base(*to)));
                    sums.running[0] += 1;
                    is_batting = is_batting && name.contains('+');
                }
                [b'C', b'S', to, ..] | [b'P', b'O', b'C', b'S', to, ..] => {
                    goes.insert(base(*to) - 1, None);
                    sums.running[1] += 1;
                    self.outs += credits(inside(part), field, sums);
                    is_batting = is_batting && name.contains('+');
                }
                [b'P', b'O', at, ..] => {
                    is_batting = false;
                    match inside(&play[..play.find(')').map_or(play.len(), |end| end + 1)]) {
                        error if error.starts_with('E') => charge(error, field, sums),
                        thrown => {
                            goes.insert(base(*at), None);
                            self.outs += credits(thrown, field, sums);
                        }
                    }
                }
                b"WP" | b"PB" | b"BK" | b"DI" => is_batting = is_batting && name.contains('+'),
                b"W" | b"IW" | b"HP" => drop(goes.insert(0, Some(1))),
                b"C" => {
                    goes.insert(0, Some(1));
                    charge(play.split_once('/').expect("who").1, field, sums);
                }
                [b'E', ..] => {
                    goes.insert(0, Some(1));
                    charge(part, field, sums);
                }
                [b'F', b'C', ..] => drop(goes.insert(0, Some(1))),
                [b'D', b'G', b'R'] | [b'D', _] => drop(goes.insert(0, Some(2))),
                [b'S', _] => drop(goes.insert(0, Some(1))),
                [b'T', _] => drop(goes.insert(0, Some(3))),
                b"HR" => drop(goes.insert(0, Some(4))),
                [b'K', thrown @ ..] => {
                    // Put out, unless an advance says otherwise.
                    if advances.split(';').any(|x| x.starts_with("B-")) {
                        continue;
                    }
                    let thrown = if thrown.is_empty() { "2" } else { std::str::from_utf8(thrown).unwrap() };
                    self.outs += credits(thrown, field, sums);
                }
                [b'1'..=b'9', ..] => {
                    self.outs += credits(part, field, sums);
                    for (i, from) in ["B", "1", "2", "3"].into_iter().enumerate() {
                        if part.contains(&format!("({from})")) {
                            goes.insert(i, None);
                        }
                    }
                    if part.ends_with(')') && !part.contains("(B)") {
                        goes.insert(0, Some(1));
                    }
                }
                _ => panic!("{event}"),
            }
        }
        for advance in advances.split(';').filter(|x| !x.is_empty()) {
            let [from, how, to, ..] = *advance.as_bytes() else { panic!("{event}") };
            let (from, to) = (base(from), base(to));
            goes.insert(from, (how == b'-').then_some(to));
            for param in advance[3..].split(['(', ')']).filter(|x| !x.is_empty()) {
                match param.as_bytes()[0] {
                    b'E' => charge(param, field, sums),
                    b'1'..=b'9' => {
                        assert_eq!(how, b'X', "{event}");
                        self.outs += credits(param, field, sums);
                    }
                    _ => assert!(["NR", "UR", "TUR", "RBI"].contains(&param), "{event}"),
                }
            }
            let counts = is_batting && !name.starts_with('K') && !play.contains("/GDP");
            if to == 4 && how == b'-' && counts && !advance.contains("(NR)") {
                sums.running[2] += 1;
            }
        }
        if name == "HR" && !advances.contains("B-H") {
            sums.running[2] += 1;
        }
        let was = self.on;
        goes.keys().for_each(|from| assert!(*from == 0 || was[*from], "nobody on {from}: {event}"));
        goes.keys().for_each(|from| self.on[*from] = false);
        for to in goes.values().flatten() {
            if *to == 4 {
                *sums.runs.entry(self.key).or_default() += 1;
            } else {
                assert!(!self.on[*to], "two on {to}: {event}");
                self.on[*to] = true;
            }
        }
    }
}

fn read(text: &str) -> Sums {
    let mut sums = Sums::default();
    let mut half = Half::default();
    let mut pitches = String::new();
    let thrown = |pitches: &str| pitches.bytes().filter(|x| b"BCSFTLMXH".contains(x)).count();
    for line in text.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        match fields[0] {
            "play" => {
                assert_eq!(fields.len(), 7, "{line}");
                let key = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
                if key != half.key {
                    assert!(half.key.0 == 0 || half.outs == 3, "{} outs before {line}", half.outs);
                    half = Half { key, on: [false, half.key == (0, 9), false, false], ..Half::default() };
                }
                assert!(half.outs < 3, "{line}");
                if let Some(more) = fields[5].strip_prefix(&pitches[..]) {
                    assert!(pitches.is_empty() || more.starts_with('.'), "{line}");
                } else {
                    sums.pitches += thrown(&pitches);
                }
                pitches = fields[5].to_owned();
                if fields[6] != "NP" {
                    half.play(fields[6], &mut sums);
                }
                let ended = half.outs == 3 || is_turn(fields[6]);
                if ended {
                    sums.pitches += thrown(&pitches);
                    pitches.clear();
                }
            }
            "radj" => {
                // The half inning has not begun yet in the records.
                let next = text.lines().skip_while(|other| *other != line).find(|other| other.starts_with("play"));
                let next: Vec<&str> = next.expect("a play").split(',').collect();
                let key = (next[1].parse().unwrap(), next[2].parse().unwrap());
                if key != half.key {
                    assert_eq!(half.outs, 3, "{line}");
                    half = Half { key, ..Half::default() };
                }
                half.on[2] = true;
            }
            "data" => drop(sums.earned.insert(fields[2].to_owned(), fields[3].parse().unwrap())),
            _ => {}
        }
    }
    sums
}

/// It ends the batter's turn.
fn is_turn(event: &str) -> bool {
    let running = ["NP", "SB", "CS", "PO", "WP", "PB", "BK", "DI"];
    !running.iter().any(|name| event.starts_with(name))
}

/// The same of the book.
fn expected(league: &League, book: &Book, game: i32) -> Sums {
    let record = book.games.iter().find(|record| record.game_pk == game).unwrap();
    let retro = |id: i32| &league.players().iter().find(|player| player.id == id).unwrap().retrosheet_id;
    let mut sums = Sums { pitches: record.rows as usize, ..Sums::default() };
    for (inning, frames) in (1..).zip(&record.frames) {
        for (side, frame) in (0..).zip(frames) {
            if let Some(runs) = frame.runs.filter(|runs| *runs > 0) {
                sums.runs.insert((inning, side), runs.into());
            }
        }
    }
    for line in book.fielding.iter().filter(|line| line.game_pk == game) {
        let all = sums.fielding.entry((u8::from(line.team == record.home), line.position)).or_default();
        for (sum, counter) in all.iter_mut().zip([line.counts.po, line.counts.a, line.counts.e]) {
            *sum += counter;
        }
    }
    sums.fielding.retain(|_, counters| *counters != [0; 3]);
    for line in book.pitching.iter().filter(|line| line.game_pk == game) {
        sums.earned.insert(retro(line.player).clone(), line.counts.er);
    }
    for line in book.batting.iter().filter(|line| line.game_pk == game) {
        for (sum, counter) in sums.running.iter_mut().zip([line.counts.sb, line.counts.cs, line.counts.rbi]) {
            *sum += counter;
        }
    }
    sums
}

/// Checks every game of a league.
fn check(league: &League) {
    let book = league.book();
    for game in &book.games {
        let text = league.retrosheet_game(game.game_pk).unwrap();
        assert!(text.is_ascii());
        let found = std::panic::catch_unwind(|| read(&text));
        let found = found.unwrap_or_else(|_| panic!("of game\n{text}"));
        let expected = expected(league, book, game.game_pk);
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn files_add_up_to_the_book() {
    for seed in 1..=4 {
        let first_season = if seed == 1 { 2019 } else { 2023 };
        let hard_cases = [1, 6, 30, 100][seed as usize - 1];
        check(&League::play(&SimConfig { seed, teams: 4, days: 8, hard_cases, first_season, ..SimConfig::default() }));
    }
}

/// Everything of the grammar that the league has occurs.
#[test]
fn all_kinds_of_plays_are_written() {
    let mut all = String::new();
    for seed in 1..=6 {
        let league = League::play(&SimConfig { seed, days: 30, hard_cases: 100, ..SimConfig::default() });
        all.extend(league.book().games.iter().filter_map(|game| league.retrosheet_game(game.game_pk)));
    }
    let wanted = [
        ",NP\r\nsub,",
        ",12\r\n",
        ",11\r\n",
        "\r\nradj,",
        "\r\npresadj,",
        "com,\"Suspend=",
        ",VVVV,IW",
        "+1",
        ">",
        "*B",
        "+WP",
        "+PB",
        "+E2/TH.",
        "+SB2",
        "+CS2(2",
        "/DP",
        ",K23",
        ",C/E2",
        ",SBH",
        ",SB2.1-3(E2/TH)",
        ",CS3(25)",
        ",PO1(13)",
        ",PO1(E1/TH).",
        ",POCS2(136)",
        ",BK.",
        ",WP.",
        ",PB.",
        ",DI.",
        ",DGR/",
        "/SH",
        "/SF",
        "/BG",
        "/GDP",
        "/LDP",
        "/DP.2X2(",
        "/GTP",
        "/FO/",
        ",FC",
        "XH(",
        "BX2(",
        "(UR)",
        "(TUR)",
        "(NR)",
        "/TH/G",
        ",HR/",
        ",HP",
    ];
    let missing: Vec<&str> = wanted.into_iter().filter(|wanted| !all.contains(wanted)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn zips_are_the_same_for_the_same_league() {
    let cfg = SimConfig { teams: 4, days: 4, ..SimConfig::default() };
    let league = League::play(&cfg);
    let packed = league.retrosheet_zip(2025, None).unwrap();
    assert_eq!(packed, League::play(&cfg).retrosheet_zip(2025, None).unwrap());
    assert_eq!(league.retrosheet_zip(2024, None), None);
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.ends_with(".ROS")).count(), 4);
    assert!(names.contains(&"TEAM2025".to_owned()));
    let files = league.retrosheet_files(2025, None);
    for (name, bytes) in &files {
        let mut unpacked = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut unpacked).unwrap();
        assert_eq!(&unpacked, bytes);
    }
    let lines = files.values().flat_map(|file| file.split(|x| *x == b'\n'));
    assert_eq!(lines.filter(|line| line.starts_with(b"id,")).count(), league.book().games.len());
}
