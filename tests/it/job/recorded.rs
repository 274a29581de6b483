//! Crawls of recorded days through the replay origin, where the recorded data is there.

use scorebook::job::*;
use scorebook::source::SourceId;
use scorebook::warehouse::hash;

use super::origin::*;

/// Lines of the recorded file less its header.
fn recorded_rows(day: &str) -> i64 {
    use std::io::Read;
    let file = std::fs::File::open(shared().unwrap().join(format!("upstream/data/savant/{day}.csv.gz"))).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    i64::try_from(text.trim_end().lines().count()).unwrap() - 1
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_days_are_crawled_kept_and_loaded_and_rebuilt() {
    let Some(origin) = Replay::start() else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let (from, to) = ("2024-04-17", "2024-04-18"); // the second is the recorded day with the fewest games
    let span = Span::Days { from: from.parse().unwrap(), to: to.parse().unwrap() };
    let run = crawl.crawl(SourceId::Savant, span).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    assert_eq!(crawl.rows().await, recorded_rows(from) + recorded_rows(to));
    let games: i64 = sqlx::query_scalar("SELECT count(DISTINCT game_pk) FROM staging.savant_pitch")
        .fetch_one(&crawl.db.pool)
        .await
        .unwrap();
    assert_eq!(run.counters.games_changed, games);
    let (paths, in_flight) = origin.log().await;
    assert_eq!(in_flight, 1, "one connection a host");
    assert!(paths[0].contains("/schedule"), "the schedule comes first: {paths:?}");
    assert_eq!(paths.iter().filter(|path| path.contains("/statcast_search")).count(), 2);
    assert!(paths.iter().any(|path| path.contains("/people")), "people seen are asked for");

    drop(origin);
    let before = hash::tables(&crawl.db.pool).await.unwrap();
    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!((rebuilt.status, rebuilt.counters.requests), (Status::Succeeded, 0), "{rebuilt:#?}");
    assert_eq!(hash::tables(&crawl.db.pool).await.unwrap(), before);
}
