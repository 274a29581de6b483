//! Two whole seasons of Retrosheet's, 1982 and 2015, loaded and asked for through the API, against independent results:
//! splits (retrosplits) and lines of player and game (cwdaily) of Chadwick Bureau, official season lines (Lahman). Where
//! the recorded data is not there, skipped, visibly.

mod constants;
mod official;
mod splits;
mod sums;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use scorebook::graphql::Schema;
use scorebook::warehouse::{self, StoredBody, load_retrosheet};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::api::{ask, schema_over};
use crate::job::origin::shared;
use crate::support::TestDb;

const SEASONS: [i32; 2] = [1982, 2015];
/// Players a query asks for: the most fields it may have at its root.
const AT_ONCE: usize = 20;

/// A row of a file, by the names of its columns.
type Cells = BTreeMap<String, String>;

pub fn bytes(file: &Path) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    if file.extension().is_none_or(|x| x != "gz") {
        return bytes;
    }
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).unwrap();
    plain
}

fn rows(file: &Path) -> Vec<Cells> {
    csv::Reader::from_reader(bytes(file).as_slice()).deserialize().map(Result::unwrap).collect()
}

pub fn body(kind: &'static str, key: &str, bytes: Vec<u8>) -> StoredBody {
    StoredBody { kind, key: key.to_owned(), sha256: hex::encode(Sha256::digest(&bytes)), bytes: bytes.into() }
}

/// A database with the register, both seasons and their postseasons.
async fn loaded(shared: &Path) -> TestDb {
    let test = TestDb::new().await;
    let register = shared.join("upstream/data/register");
    let shard = |key: char| body("people", &key.to_string(), bytes(&register.join(format!("people-{key}.csv.gz"))));
    let shards: Vec<StoredBody> = "0123456789abcdef".chars().map(shard).collect();
    let names = body("names", "names", bytes(&register.join("names.csv.gz")));
    warehouse::load_register(&test.db, &shards, &names, false).await.unwrap();
    for (key, games) in [("1982eve", 2107), ("1982post", 15), ("2015eve", 2429), ("2015post", 36)] {
        let zip = bytes(&shared.join(format!("upstream/data/retrosheet/events/{key}.zip")));
        let report = load_retrosheet(&test.db, &body("events", key, zip), false).await.unwrap();
        assert_eq!(report.games_changed, games, "{key}: {:?}", report.notes);
    }
    test
}

/// Asks `what` of every player of an id, a few at a time.
async fn of_each(schema: &Schema, id: &str, players: &[&str], what: &str) -> Vec<Value> {
    let mut found = Vec::with_capacity(players.len());
    for players in players.chunks(AT_ONCE) {
        let fields = players.iter().enumerate();
        let fields: Vec<String> =
            fields.map(|(place, key)| format!("p{place}: player(by: {{{id}: \"{key}\"}}) {{ {what} }}")).collect();
        let mut answer = ask(schema, &format!("{{ {} }}", fields.join(" "))).await;
        for (place, player) in players.iter().enumerate() {
            let line = answer[format!("p{place}")].take();
            assert!(!line.is_null(), "{player} is not known");
            found.push(line);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn two_seasons_equal_the_independent_results() {
    let Some(shared) = shared() else { return };
    let test = loaded(&shared).await;
    let schema = schema_over(&test.db).await;
    sums::equal_those_of_single_games(&test.db, &shared).await;
    splits::equal_those_of_chadwick(&schema, &shared).await;
    official::equal_but_for_the_differences_of_the_books(&schema, &shared).await;
}
