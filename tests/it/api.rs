//! The API over a simulated league: its numbers against the league's own book, and what it promises.

use std::collections::BTreeMap;

use scorebook::auth::Caller;
use scorebook::cache::{Store, Version};
use scorebook::db::Db;
use scorebook::graphql::{ApiContext, Gate, GateOptions, Schema, schema};
use scorebook::job::{RunFeed, Span};
use scorebook::sim::{Hand, PlateAppearance, Player};
use scorebook::source::SourceId;
use scorebook::stat::registry::{Kind, Needs};
use scorebook::stat::{BATTING, DIMENSIONS, Grain, PITCHING, Stat};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::job::origin::{Crawl, Sim};

/// Days of the league: enough for every kind of event.
const DAYS: u32 = 12;

/// A league with everything crawled and loaded over the real path.
pub async fn loaded() -> (Sim, Crawl) {
    let sim = Sim::play(DAYS).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    for (source, span) in
        [(SourceId::Register, Span::All), (SourceId::Statsapi, sim.span()), (SourceId::Savant, sim.span())]
    {
        let run = crawl.crawl(source, span).await;
        assert_eq!(run.error, None, "{:?}", run.messages);
    }
    (sim, crawl)
}

/// A server's schema of its own, as each process has.
pub async fn schema_over(db: &Db) -> Schema {
    let version = Version::follow(&db.pool, CancellationToken::new()).await.unwrap();
    let store = Store::new(db.pool.clone(), version.clone(), 16 << 20);
    let gate = Gate::new(GateOptions {
        limits: scorebook::graphql::limit::Limits { complexity: 1_000_000, bucket_size: 0, ..Default::default() },
        cache_bytes: 0,
        data_version: std::sync::Arc::new(move || version.get()),
        request_data: None,
    });
    schema(ApiContext { store, db: db.clone(), runs: RunFeed::start(db.clone()) }, &gate)
}

/// Runs an operation and insists on an answer without errors.
pub async fn ask(schema: &Schema, query: &str) -> Value {
    let request = async_graphql::Request::new(query).data(Caller::anonymous());
    let response = schema.execute(request).await;
    assert!(response.errors.is_empty(), "{query}\n{:?}", response.errors);
    response.data.into_json().unwrap()
}

const COUNTS: [(&str, &str); 13] = [
    ("plateAppearances", "battersFaced"),
    ("atBats", "atBats"),
    ("hits", "hits"),
    ("doubles", "doubles"),
    ("triples", "triples"),
    ("homeRuns", "homeRuns"),
    ("walks", "walks"),
    ("strikeouts", "strikeouts"),
    ("hitByPitch", "hitBatters"),
    ("sacrificeFlies", "sacrificeFlies"),
    ("sacrificeBunts", "sacrificeBunts"),
    ("groundedIntoDoublePlays", "groundedIntoDoublePlays"),
    ("reachedOnError", "reachedOnError"),
];

#[tokio::test(flavor = "multi_thread")]
async fn lines_and_splits_equal_the_leagues_own_book() {
    let (sim, crawl) = loaded().await;
    equal_the_book(&sim, &crawl, |pa| Some((pa.batter, pa.batter_side, pa.pitcher, pa.pitcher_hand))).await;
}

/// Without play-by-play everything is there that Statcast has a result of: all but walks without a pitch.
#[tokio::test(flavor = "multi_thread")]
async fn without_play_by_play_lines_equal_what_statcast_has_of_the_book() {
    let sim = Sim::play(DAYS).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let schedule = crawl.crawl_without_games(sim.span()).await;
    let days = crawl.crawl(SourceId::Savant, sim.span()).await;
    assert_eq!((schedule.error, days.error), (None, None));
    let people: BTreeMap<i32, &Player> = sim.league.players().iter().map(|player| (player.id, player)).collect();
    equal_the_book(&sim, &crawl, |pa| {
        // Its rows name those who ended the turn.
        let (batter, pitcher) = (people[&pa.batter_at_end], people[&pa.pitcher_at_end]);
        let hand = pitcher.throws;
        pa.has_event_row.then_some((batter.id, batter.bats.against(hand), pitcher.id, hand))
    })
    .await;
}

/// Batter and his side, pitcher and his hand.
type Pairing = (i32, Hand, i32, Hand);

async fn equal_the_book(sim: &Sim, crawl: &Crawl, told: impl Fn(&PlateAppearance) -> Option<Pairing>) {
    let schema = schema_over(&crawl.db).await;
    let book = sim.league.book();
    for (field, role) in [("batting", 0), ("pitching", 1)] {
        let mut expected: BTreeMap<(i32, String, String), [i64; 13]> = BTreeMap::new();
        for pa in &book.plate_appearances {
            let Some((batter, side, pitcher, hand)) = told(pa) else { continue };
            let (player, hand, home) = match role {
                0 => (batter, hand, pa.batter_home),
                _ => (pitcher, side, !pa.batter_home),
            };
            let hand = if format!("{hand:?}").starts_with('L') { "LEFT" } else { "RIGHT" };
            let key = (player, hand.to_owned(), if home { "HOME" } else { "AWAY" }.to_owned());
            let line = pa.batting();
            let counts = [
                line.pa,
                line.ab,
                line.h,
                line.doubles,
                line.triples,
                line.hr,
                line.bb,
                line.so,
                line.hbp,
                line.sf,
                line.sh,
                line.gidp,
                line.roe,
            ];
            for (sum, count) in expected.entry(key).or_default().iter_mut().zip(counts) {
                *sum += i64::from(count);
            }
        }
        let names: Vec<&str> = COUNTS.iter().map(|names| if role == 0 { names.0 } else { names.1 }).collect();
        let hand = if role == 0 { "PITCHER_HAND" } else { "BATTER_SIDE" };
        let mut found = BTreeMap::new();
        for player in expected.keys().map(|key| key.0).collect::<std::collections::BTreeSet<_>>() {
            let query = format!(
                "{{ player(by: {{mlbamId: {player}}}) {{ {field}Splits(by: [{hand}, HOME_AWAY]) {{ key {{ value }} line {{ {} }} }} }} }}",
                names.join(" ")
            );
            let answer = ask(&schema, &query).await;
            for row in answer["player"][format!("{field}Splits")].as_array().unwrap() {
                let key = |n: usize| row["key"][n]["value"].as_str().unwrap().to_owned();
                let counts: Vec<i64> = names.iter().map(|name| row["line"][*name].as_i64().unwrap()).collect();
                found.insert((player, key(0), key(1)), <[i64; 13]>::try_from(counts).unwrap());
            }
        }
        found.retain(|_, counts| counts.iter().any(|n| *n > 0));
        expected.retain(|_, counts| counts.iter().any(|n| *n > 0));
        let differ: Vec<_> = expected
            .iter()
            .filter(|(key, counts)| found.get(*key) != Some(counts))
            .map(|(key, counts)| (key, counts, found.get(key)))
            .collect();
        assert!(differ.is_empty() && found.len() == expected.len(), "{field}: {differ:?}");
        assert!(found.len() > 50, "{field}: the league is large enough to mean something");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sum_over_any_dimension_is_the_line_without_it() {
    let (_sim, crawl) = loaded().await;
    let schema = schema_over(&crawl.db).await;
    for (field, stats) in [("batting", BATTING), ("pitching", PITCHING)] {
        let ids: Vec<i32> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select player_id from {field}_game group by 1 order by count(*) desc, 1 limit 8"
        )))
        .fetch_all(&crawl.db.pool)
        .await
        .unwrap();
        let counts: Vec<&Stat> = stats
            .iter()
            .filter(|stat| stat.kind == Kind::Count && !matches!(stat.name, "games" | "gamesStarted"))
            .collect();
        let fields = counts.iter().map(|stat| stat.name).collect::<Vec<_>>().join(" ");
        for player in ids {
            // What overlaps is held against its filters in `cuts`.
            for dimension in DIMENSIONS.iter().filter(|dimension| !dimension.overlaps()) {
                let query = format!(
                    "{{ player(by: {{mlbamId: {player}}}) {{ line: {field} {{ {fields} }} \
                     rows: {field}Splits(by: [{}]) {{ line {{ {fields} }} }} }} }}",
                    dimension.name
                );
                let answer = ask(&schema, &query).await;
                let rows = answer["player"]["rows"].as_array().unwrap();
                assert!(!rows.is_empty());
                for stat in &counts {
                    let count = &stat.name;
                    // What is charged by the game or the inning is not told apart by less.
                    let cuts = match stat.needs {
                        Needs::WholeGames => dimension.grain > Grain::Game,
                        Needs::WholeInnings => dimension.grain > Grain::Inning,
                        _ => false,
                    };
                    if cuts {
                        assert!(rows.iter().all(|row| row["line"][*count].is_null()), "{count} by {}", dimension.name);
                        continue;
                    }
                    // A row whose balls in play were all untracked knows no barrels: null, and none are counted.
                    let row_count = |row: &Value| row["line"][*count].as_i64().or((*count == "barrels").then_some(0));
                    let sum: Option<i64> = rows.iter().map(row_count).sum();
                    let whole = answer["player"]["line"][*count].as_i64();
                    assert_eq!(sum, whole, "{player} {count} by {}", dimension.name);
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_compose_and_agree_with_the_split_they_cut() {
    let (_sim, crawl) = loaded().await;
    let schema = schema_over(&crawl.db).await;
    let player: i32 =
        sqlx::query_scalar("select player_id from batting_game group by 1 order by count(*) desc, 1 limit 1")
            .fetch_one(&crawl.db.pool)
            .await
            .unwrap();
    let line = async |filter: &str| {
        let query = format!(
            "{{ player(by: {{mlbamId: {player}}}) {{ batting(where: {filter}) {{ plateAppearances pitches }} }} }}"
        );
        let line = ask(&schema, &query).await["player"]["batting"].clone();
        (line["plateAppearances"].as_i64().unwrap(), line["pitches"].as_i64().unwrap())
    };
    let add = |a: (i64, i64), b: (i64, i64)| (a.0 + b.0, a.1 + b.1);
    let all = line("{}").await;
    let lefties = line("{pitcherHand: LEFT}").await;
    assert_eq!(all, add(lefties, line("{not: {pitcherHand: LEFT}}").await));
    let early = line("{innings: [1, 2, 3]}").await;
    let both = line("{and: [{pitcherHand: LEFT}, {innings: [1, 2, 3]}]}").await;
    assert_eq!(both, line("{pitcherHand: LEFT, innings: [3, 2, 1]}").await);
    let either = line("{or: [{pitcherHand: LEFT}, {innings: [1, 2, 3]}]}").await;
    assert_eq!(add(either, both), add(lefties, early), "inclusion and exclusion");
    assert_eq!(line("{gameTypes: [SPRING]}").await, (0, 0));
    assert_eq!(line("{innings: []}").await, (0, 0));
    assert_eq!(line("{pitcher: {mlbamId: 1}}").await, (0, 0));

    let splits = format!(
        "{{ player(by: {{mlbamId: {player}}}) {{ battingSplits(by: [COUNT_AT_END, RUNNERS]) {{ key {{ value }} line {{ plateAppearances pitches }} }} }} }}"
    );
    for row in ask(&schema, &splits).await["player"]["battingSplits"].as_array().unwrap() {
        let (count, runners) = (row["key"][0]["value"].as_str().unwrap(), row["key"][1]["value"].as_str().unwrap());
        let cut = line(&format!("{{countAtEnd: [\"{count}\"], runners: [{runners}]}}")).await;
        assert_eq!(
            json!([cut.0, cut.1]),
            json!([row["line"]["plateAppearances"], row["line"]["pitches"]]),
            "{count} {runners}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_sees_new_data_at_once() {
    let sim = Sim::play(DAYS).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let mine = schema_over(&crawl.db).await;
    let other_pool = scorebook::db::connect(crawl.db.url(), 4).await.unwrap();
    let other = schema_over(&other_pool).await;
    const QUERY: &str =
        "{ coverage { season gamesLoaded } players(first: 100) { nodes { batting { plateAppearances } } } }";
    let before = (ask(&mine, QUERY).await, ask(&other, QUERY).await);
    assert_eq!(before.0["players"]["nodes"], json!([]));

    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    let expected: i64 = sqlx::query_scalar(
        "select sum(plate_appearances) from batting_game where player_id in \
            (select id from player order by last_game desc nulls last, id limit 100)",
    )
    .fetch_one(&crawl.db.pool)
    .await
    .unwrap();
    for schema in [&mine, &other] {
        // The notification travels beside the answer of the load; a moment is enough.
        let mut sum = 0;
        for _ in 0..50 {
            let answer = ask(schema, QUERY).await;
            sum = answer["players"]["nodes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|node| node["batting"]["plateAppearances"].as_i64().unwrap())
                .sum();
            if sum == expected {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(sum, expected);
    }
}
