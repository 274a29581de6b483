//! The recorded Statcast days of 2024, where the folder of recorded data is there: skipped, visibly, elsewhere.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use scorebook::query::Filter;
use scorebook::query::line::{Spec, splits};
use scorebook::stat::{Counter, DimensionId, Role};
use scorebook::warehouse::{StoredBody, load_day};

use crate::support::TestDb;

fn shared() -> Option<PathBuf> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    dir.join("upstream/data/savant").is_dir().then_some(dir)
}

fn gunzip(path: &std::path::Path) -> Vec<u8> {
    let mut out = Vec::new();
    let file = std::fs::File::open(path).unwrap();
    flate2::read::GzDecoder::new(file).read_to_end(&mut out).unwrap();
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_by_hand_and_park_equal_the_independent_results() {
    let Some(shared) = shared() else {
        eprintln!("skipped: no recorded data beside the project");
        return;
    };
    let test = TestDb::new().await;
    let mut files: Vec<_> =
        std::fs::read_dir(shared.join("upstream/data/savant")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let start = std::time::Instant::now();
    for file in &files {
        let day: chrono::NaiveDate = file.file_name().unwrap().to_str().unwrap()[..10].parse().unwrap();
        let body = StoredBody { kind: "details", key: day.to_string(), sha256: day.to_string(), bytes: gunzip(file).into() };
        let report = load_day(&test.db, day, &[body], false).await.unwrap();
        assert!(report.notes.is_empty(), "{day}: {:?}", report.notes);
    }
    eprintln!("loaded in {:?}", start.elapsed());

    for (role, file, side) in [(Role::Batting, "batters", DimensionId::PitcherHand), (Role::Pitching, "pitchers", DimensionId::BatterSide)] {
        let body = gunzip(&shared.join(format!("expected/statcast-2024/{file}-2024-03-28_06-13.csv.gz")));
        let mut expected: BTreeMap<(i32, i32, i32), [i64; 5]> = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(body.as_slice());
        for row in reader.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            let (id, split, place) = match role {
                Role::Batting => ("batter_id", "batter_split", "home_away_batting"),
                Role::Pitching => ("pitcher_id", "pitcher_split", "home_away_pitching"),
            };
            let key = (row[id].parse().unwrap(), i32::from(row[split].starts_with("vs_R")), i32::from(row[place] == "home"));
            let sums = expected.entry(key).or_default();
            for (sum, column) in sums.iter_mut().zip(["singles", "doubles", "triples", "HR", "HBP"]) {
                *sum += row[column].parse::<i64>().unwrap();
            }
        }
        let players: Vec<i32> = expected.keys().map(|k| k.0).collect();
        let spec = Spec { role, by: vec![side, DimensionId::HomeAway], filter: Filter::All(vec![]) };
        let mut found = BTreeMap::new();
        for (player, rows) in splits(&test.db.pool, &spec, &players).await.unwrap() {
            for row in rows {
                use Counter::*;
                found.insert((player, row.key[0], row.key[1]), [Singles, Doubles, Triples, HomeRuns, HitByPitch].map(|c| row.line.get(c)));
            }
        }
        expected.retain(|_, v| v.iter().any(|n| *n > 0));
        found.retain(|_, v| v.iter().any(|n| *n > 0));
        assert_eq!(found.len(), expected.len());
        for (key, sums) in &expected {
            assert_eq!(found.get(key), Some(sums), "{role:?} {key:?}");
        }
    }
}
