//! The recorded Statcast days of 2024 through the whole path, from the replay origin to the API, against independent
//! results. Where the recorded data is not there, skipped, visibly.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use scorebook::graphql::id::GlobalId;
use scorebook::job::Span;
use scorebook::source::SourceId;

use crate::api::{ask, schema_over};
use crate::job::origin::{Crawl, Replay, shared};

const FIRST: &str = "2024-03-28";
const LAST: &str = "2024-06-13";
/// What the independent results agree on with Statcast rows: by player, by hand and by home and away.
const COLUMNS: [&str; 5] = ["H", "doubles", "triples", "HR", "HBP"];

/// Counts by player and group: `ALL`, `LEFT`, `RIGHT`, `HOME`, `AWAY`.
type Counts = BTreeMap<(i32, String), [i64; 5]>;

fn expected(file: &Path, id: &str, split: &str, place: &str) -> Counts {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    let mut counts = Counts::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let hand = if row[split].starts_with("vs_L") { "LEFT" } else { "RIGHT" };
        for group in ["ALL", hand, &row[place].to_uppercase()] {
            let sums = counts.entry((row[id].parse().unwrap(), group.to_owned())).or_default();
            for (sum, column) in sums.iter_mut().zip(COLUMNS) {
                *sum += row[column].parse::<i64>().unwrap();
            }
        }
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hit_by_player_hand_and_park_equals_the_independent_results() {
    let (Some(shared), Some(origin)) = (shared(), Replay::start()) else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let span = Span::Days { from: FIRST.parse().unwrap(), to: LAST.parse().unwrap() };
    let schedule = crawl.crawl_without_games(span).await;
    assert_eq!(schedule.error, None);
    let days = crawl.crawl(SourceId::Savant, span).await;
    assert_eq!((days.error, crawl.rows().await), (None, 299_593));
    let again = crawl.crawl(SourceId::Savant, span).await;
    assert_eq!((again.error, again.counters.rows_loaded, again.counters.games_changed), (None, 0, 0));

    let schema = schema_over(&crawl.db).await;
    let coverage = ask(
        &schema,
        "{ coverage(season: 2024) { gamesLoaded pitchRows missingPlateAppearances unendedPlateAppearances } }",
    )
    .await;
    let coverage = &coverage["coverage"][0];
    assert_eq!(coverage["gamesLoaded"], 1028);
    assert_eq!(coverage["pitchRows"], 299_593);
    // Counted over the recorded bodies by another program.
    assert_eq!(
        (&coverage["missingPlateAppearances"], &coverage["unendedPlateAppearances"]),
        (&178.into(), &126.into())
    );

    for (file, role, dimension, hit_by_pitch, columns) in [
        ("batters", "batting", "PITCHER_HAND", "hitByPitch", ["batter_id", "batter_split", "home_away_batting"]),
        ("pitchers", "pitching", "BATTER_SIDE", "hitBatters", ["pitcher_id", "pitcher_split", "home_away_pitching"]),
    ] {
        let [id, split, place] = columns;
        let path = shared.join(format!("expected/statcast-2024/{file}-{FIRST}_{}.csv.gz", &LAST[5..]));
        let mut expected = expected(&path, id, split, place);
        let players: Vec<i32> = expected.keys().map(|key| key.0).collect::<BTreeSet<_>>().into_iter().collect();
        let line = format!("line {{ hits doubles triples homeRuns {hit_by_pitch} }}");
        let mut found = Counts::new();
        for players in players.chunks(100) {
            let ids: Vec<String> = players.iter().map(|id| format!("{:?}", GlobalId::Player(*id).to_id().0)).collect();
            let query = format!(
                "{{ nodes(ids: [{}]) {{ ... on Player {{ mlbamId all: {role} {} hand: {role}Splits(by: [{dimension}]) {{ key {{ value }} {line} }} \
                 place: {role}Splits(by: [HOME_AWAY]) {{ key {{ value }} {line} }} }} }} }}",
                ids.join(", "),
                line.trim_start_matches("line"),
            );
            for player in ask(&schema, &query).await["nodes"].as_array().unwrap() {
                let id = i32::try_from(player["mlbamId"].as_i64().unwrap()).unwrap();
                let counts = |line: &serde_json::Value| {
                    ["hits", "doubles", "triples", "homeRuns", hit_by_pitch].map(|name| line[name].as_i64().unwrap())
                };
                found.insert((id, "ALL".to_owned()), counts(&player["all"]));
                for row in ["hand", "place"].iter().flat_map(|split| player[*split].as_array().unwrap()) {
                    found.insert((id, row["key"][0]["value"].as_str().unwrap().to_owned()), counts(&row["line"]));
                }
            }
        }
        expected.retain(|_, counts| counts.iter().any(|n| *n > 0));
        found.retain(|_, counts| counts.iter().any(|n| *n > 0));
        assert_eq!(found, expected, "{file}");
        eprintln!("{file}: {} players, {} groups, {} counters equal", players.len(), found.len(), found.len() * 5);
    }
}
