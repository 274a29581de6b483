//! Whole recorded seasons against what another program, Chadwick, makes of the same files.

mod events;
mod lines;

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::PathBuf;

use super::game::Game;
use super::id::RetroId;
use super::people::{Bats, People, Person};
use super::reader;
use crate::scoring::account::Hand;
use crate::source::recorded;

/// The event files of a zip as text, with everybody of its rosters; each person's number is his place.
struct Season {
    files: Vec<(String, String)>,
    people: People,
    ids: HashMap<i32, RetroId>,
}

fn season(stem: &str) -> Option<Season> {
    let path = recorded::upstream()?.join(format!("retrosheet/events/{stem}.zip"));
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut season = Season { files: Vec::new(), people: People::default(), ids: HashMap::new() };
    let mut rosters = Vec::new();
    for place in 0..zip.len() {
        let mut member = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        let text = reader::decode(&bytes).into_owned();
        let name = member.name().unwrap().into_owned();
        if name.ends_with(".ROS") {
            rosters.push(text);
        } else if name.contains(".E") {
            season.files.push((name, text));
        }
    }
    season.files.sort();
    for line in rosters.iter().flat_map(|text| text.lines()) {
        let cells: Vec<&str> = line.split(',').collect();
        let id: RetroId = cells[0].parse().unwrap();
        let bats = match cells[3] {
            "L" => Some(Bats::Left),
            "R" => Some(Bats::Right),
            "B" => Some(Bats::Both),
            _ => None,
        };
        let throws = match cells[4] {
            "L" => Some(Hand::Left),
            "R" => Some(Hand::Right),
            _ => None,
        };
        let number = season.ids.len() as i32 + 1;
        let person = Person { id: number, bats, throws };
        season.people.enter(id, person);
        if season.people.person(id).id == number {
            season.ids.insert(number, id);
        }
    }
    Some(season)
}

impl Season {
    fn games(&self) -> Vec<Game<'_>> {
        let mut games = Vec::new();
        for (name, text) in &self.files {
            let file = reader::read(name, text);
            assert!(file.refused.is_empty(), "{}", file.refused[0]);
            games.extend(file.games);
        }
        games
    }

    fn name(&self, id: i32) -> String {
        self.ids.get(&id).map(ToString::to_string).unwrap_or_default()
    }
}

fn expected(name: &str) -> Option<csv::Reader<Box<dyn Read>>> {
    let path: PathBuf = recorded::upstream()?.join("../../expected/retrosheet").join(name);
    let file = std::fs::File::open(path).ok()?;
    Some(csv::Reader::from_reader(Box::new(flate2::read::GzDecoder::new(file))))
}

/// How often each column differs, with the first cases.
#[derive(Debug, Default)]
struct Differences(BTreeMap<&'static str, (usize, Vec<String>)>);

impl Differences {
    fn compare(&mut self, column: &'static str, theirs: &str, ours: &str, what: impl FnOnce() -> String) {
        if theirs != ours {
            let (count, cases) = self.0.entry(column).or_default();
            *count += 1;
            if cases.len() < 4 {
                cases.push(format!("{theirs} not {ours}: {}", what()));
            }
        }
    }

    fn report(&self) {
        for (column, (count, cases)) in &self.0 {
            println!("{column}: {count}");
            for case in cases {
                println!("    {case}");
            }
        }
    }

    fn counts(&self) -> Vec<(&'static str, usize)> {
        self.0.iter().map(|(column, (count, _))| (*column, *count)).collect()
    }
}
