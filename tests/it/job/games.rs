//! Crawls of live feeds: recorded games behind an origin that can change, cut and withhold them.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use scorebook::job::*;
use scorebook::source::SourceId;
use scorebook::warehouse::hash;
use serde_json::{Value, json};

use super::origin::*;

/// Toronto at home on 1 July 2024, and Arizona on 12 July.
const RECORDED: [(i32, &str); 2] = [(744_914, "2024-07-01"), (747_175, "2024-07-12")];
/// On 1 July, too: the schedule calls it final.
const ABSENT: i32 = 700_001;

/// What the upstream has.
#[derive(Default)]
struct Upstream {
    listings: Vec<Value>,
    feeds: BTreeMap<i32, String>,
    asked: Vec<i32>,
}

/// The origin; it ends with the test's runtime.
struct Games {
    url: String,
    upstream: Arc<Mutex<Upstream>>,
}

type Shared = State<Arc<Mutex<Upstream>>>;

fn listing(game: i32, listed: &str, state: &str, more: &Value) -> Value {
    let mut listing = json!({
        "gamePk": game, "officialDate": listed, "season": "2024", "gameType": "R", "gameDate": format!("{listed}T23:07:00Z"),
        "status": {"codedGameState": state}, "gameNumber": 1,
        "teams": {"home": {"team": {"id": 141}}, "away": {"team": {"id": 117}}}
    });
    let members = more.as_object().unwrap().clone();
    listing.as_object_mut().unwrap().extend(members);
    json!({"date": listed, "games": [listing]})
}

async fn schedule(State(upstream): Shared, Query(query): Query<BTreeMap<String, String>>) -> String {
    let within = |day: &Value| {
        let date = day["date"].as_str().unwrap();
        query["startDate"].as_str() <= date && date <= query["endDate"].as_str()
    };
    let listings: Vec<Value> = upstream.lock().unwrap().listings.iter().filter(|day| within(day)).cloned().collect();
    json!({ "dates": listings }).to_string()
}

async fn feed(State(upstream): Shared, Path(game): Path<i32>) -> (StatusCode, String) {
    let mut upstream = upstream.lock().unwrap();
    upstream.asked.push(game);
    let absent = || (StatusCode::NOT_FOUND, json!({"messageNumber": 2, "message": "Game not found"}).to_string());
    upstream.feeds.get(&game).map_or_else(absent, |feed| (StatusCode::OK, feed.clone()))
}

async fn people(Query(query): Query<BTreeMap<String, String>>) -> String {
    let ids = query["personIds"].split(',').map(|id| id.parse::<i32>().unwrap());
    let people: Vec<Value> = ids.map(|id| json!({"id": id, "fullName": format!("Player {id}")})).collect();
    json!({ "people": people }).to_string()
}

async fn teams(Query(query): Query<BTreeMap<String, String>>) -> String {
    json!({"teams": [{"season": query["season"], "id": 141, "abbreviation": "TOR", "name": "Toronto Blue Jays"}]})
        .to_string()
}

impl Games {
    /// The recorded games of July 2024, and one that is absent; none without the recorded data.
    async fn open() -> Option<Self> {
        let folder = shared()?.join("upstream/data/statsapi/game");
        let mut feeds = BTreeMap::new();
        for (game, _) in RECORDED {
            let file = std::fs::File::open(folder.join(format!("{game}.feed-live.json.gz"))).unwrap();
            let mut text = String::new();
            flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
            feeds.insert(game, text);
        }
        let mut listings: Vec<Value> =
            RECORDED.iter().map(|(game, day)| listing(*game, day, "F", &json!({}))).collect();
        listings.push(listing(ABSENT, "2024-07-01", "F", &json!({})));
        listings.push(listing(700_002, "2024-07-12", "D", &json!({})));
        let upstream = Arc::new(Mutex::new(Upstream { listings, feeds, asked: Vec::new() }));
        let router = Router::new()
            .route("/api/v1/schedule", get(schedule))
            .route("/api/v1/people", get(people))
            .route("/api/v1/teams", get(teams))
            .route("/api/v1.1/game/{game}/feed/live", get(feed))
            .with_state(Arc::clone(&upstream));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Some(Self { url, upstream })
    }

    fn feed(&self, game: i32) -> String {
        self.upstream.lock().unwrap().feeds[&game].clone()
    }

    /// Rewrites the feed of a game.
    fn set(&self, game: i32, change: impl FnOnce(&str) -> String) {
        let mut upstream = self.upstream.lock().unwrap();
        let changed = change(&upstream.feeds[&game]);
        upstream.feeds.insert(game, changed);
    }

    /// The games whose feed was asked for since the last time, in order.
    fn asked(&self) -> Vec<i32> {
        std::mem::take(&mut self.upstream.lock().unwrap().asked)
    }
}

fn july() -> Span {
    Span::Days { from: "2024-07-01".parse().unwrap(), to: "2024-07-31".parse().unwrap() }
}

fn said(run: &Run, what: &str) -> bool {
    run.messages.iter().any(|message| message.text.contains(what))
}

/// With another state, as it was during the game.
fn in_state(feed: &str, state: &str) -> String {
    let mut feed: Value = serde_json::from_str(feed).unwrap();
    feed["gameData"]["status"]["codedGameState"] = json!(state);
    feed.to_string()
}

async fn verdicts(crawl: &Crawl, game: i32) -> Vec<String> {
    let sql = "SELECT verdict FROM lake.body WHERE source = 'statsapi' AND kind = 'feed' AND key LIKE '%/' || $1 \
               ORDER BY body_id";
    sqlx::query_scalar(sql).bind(game.to_string()).fetch_all(&crawl.db.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn played_games_are_fetched_once_and_rebuilt_without_the_upstream() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    let first = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((first.status, first.counters.games_changed), (Status::Succeeded, 2), "{first:#?}");
    assert_eq!(games.asked(), [ABSENT, 744_914, 747_175], "a postponed game is not asked for");
    assert!(said(&first, "has no play-by-play of 700001"), "{:#?}", first.messages);
    assert_eq!(verdicts(&crawl, ABSENT).await, ["NOT_FOUND"]);
    let before = hash::tables(&crawl.db.pool).await.unwrap();

    let again = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((again.status, again.counters.games_changed, again.counters.games_unchanged), (Status::Succeeded, 0, 2));
    assert_eq!(games.asked(), [ABSENT], "what is in the lake is not asked for again");

    let forced = crawl.run_by(Work::Crawl { source: SourceId::Statsapi, span: july() }, true).await;
    assert_eq!(forced.status, Status::Succeeded, "{forced:#?}");
    assert_eq!(games.asked(), [ABSENT, 744_914, 747_175], "but by force");

    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!((rebuilt.status, rebuilt.counters.requests), (Status::Succeeded, 0), "{rebuilt:#?}");
    assert_eq!(rebuilt.counters.games_changed, 2);
    assert_eq!(games.asked(), [0i32; 0]);
    assert_eq!(hash::tables(&crawl.db.pool).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_drops_a_game_whose_feed_the_lake_has_lost() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    crawl.crawl(SourceId::Statsapi, july()).await;
    let lake = std::path::Path::new(&crawl.context.config.lake_url);
    std::fs::remove_dir_all(lake.join("statsapi/feed/2024-07-01/744914")).unwrap();
    sqlx::query("DELETE FROM lake.body WHERE key = '2024-07-01/744914'").execute(&crawl.db.pool).await.unwrap();
    let rebuilt = crawl.run(Work::Rebuild { span: Span::All }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{rebuilt:#?}");
    assert!(said(&rebuilt, "1 games dropped"), "{:#?}", rebuilt.messages);
    let scored: Vec<(i32, bool)> = sqlx::query_as("SELECT id, is_scored FROM game WHERE status = 'FINAL' ORDER BY id")
        .fetch_all(&crawl.db.pool)
        .await
        .unwrap();
    assert_eq!(scored, [(ABSENT, false), (744_914, false), (747_175, true)]);
    let again = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((again.counters.games_changed, again.counters.games_unchanged), (1, 1), "{again:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_can_be_had_without_its_games() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    let run = crawl.crawl_without_games(july()).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 4), "{run:#?}");
    assert_eq!(games.asked(), [0i32; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_in_progress_is_kept_marked_and_loaded_once_it_is_over() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    let over = games.feed(747_175);
    games.set(747_175, |feed| in_state(feed, "I"));
    let run = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 1), "{run:#?}");
    assert!(said(&run, "747175: the game is not finished"), "{:#?}", run.messages);
    assert_eq!(verdicts(&crawl, 747_175).await, ["UNFINISHED"]);

    games.asked();
    games.set(747_175, |_| over);
    let run = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((run.counters.games_changed, run.counters.games_unchanged), (1, 1), "{run:#?}");
    assert_eq!(games.asked(), [ABSENT, 747_175]);
    assert_eq!(verdicts(&crawl, 747_175).await, ["UNFINISHED", "ACCEPTED"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_is_refused_keeps_no_other_game_out_and_heals() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    let whole = games.feed(744_914);
    let other = games.feed(747_175);
    for (change, verdict) in [
        (whole[..whole.len() / 2].to_owned(), "BAD_JSON"),
        ("<!DOCTYPE html><html>".to_owned(), "HTML"),
        (
            whole.replacen("\"atBatIndex\": 5,", "\"atBatIndex\": 6,", 1).replacen(
                "\"atBatIndex\":5,",
                "\"atBatIndex\":6,",
                1,
            ),
            "ROWS_MISSING",
        ),
        (other, "WRONG_GAME"),
    ] {
        games.set(744_914, |_| change);
        let run = crawl.crawl(SourceId::Statsapi, july()).await;
        assert_eq!((run.status, run.tasks_failed), (Status::Failed, 1), "{verdict}: {run:#?}");
        let error = run.error.clone().unwrap();
        assert!(error.contains("statsapi games 2024-07-01") && error.contains(verdict), "{error}");
        assert_eq!(verdicts(&crawl, 747_175).await, ["ACCEPTED"]);
        assert!(verdicts(&crawl, 744_914).await.contains(&verdict.to_owned()));
    }
    games.set(744_914, |_| whole);
    games.asked();
    let run = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!((run.status, run.counters.games_changed, run.counters.games_unchanged), (Status::Succeeded, 1, 1));
    assert_eq!(games.asked(), [ABSENT, 744_914]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_read_on_the_morning_it_is_due_and_changes_its_game_alone() {
    let Some(games) = Games::open().await else { return };
    let crawl = Crawl::of(&games.url).await;
    crawl.crawl(SourceId::Statsapi, july()).await;
    games.asked();
    // As if the games had been fetched in their own nights.
    let sql = "UPDATE lake.body SET last_seen_at = left(key, 10)::date + interval '30 hours' WHERE kind = 'feed'";
    sqlx::query(sql).execute(&crawl.db.pool).await.unwrap();
    games.set(747_175, |feed| feed.replacen("20240713_041909", "20240715_120000", 1));
    let run = crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!(run.status, Status::Succeeded, "{run:#?}");
    assert_eq!(games.asked(), [ABSENT, 744_914, 747_175]);
    assert_eq!(verdicts(&crawl, 747_175).await, ["ACCEPTED", "ACCEPTED"], "both revisions are kept");
    assert_eq!(verdicts(&crawl, 744_914).await, ["ACCEPTED"]);
    crawl.crawl(SourceId::Statsapi, july()).await;
    assert_eq!(games.asked(), [ABSENT], "read again, and settled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resumed_game_is_fetched_with_the_day_it_ended_and_filed_under_its_first() {
    let Some(games) = Games::open().await else { return };
    let more = json!({"officialDate": "2024-07-12", "resumedFromDate": "2024-07-12"});
    games.upstream.lock().unwrap().listings = vec![listing(747_175, "2024-08-26", "F", &more)];
    let crawl = Crawl::of(&games.url).await;
    let day = "2024-08-26".parse().unwrap();
    let run = crawl.crawl(SourceId::Statsapi, Span::Days { from: day, to: day }).await;
    assert_eq!((run.status, run.counters.games_changed), (Status::Succeeded, 1), "{run:#?}");
    let keys: Vec<String> =
        sqlx::query_scalar("SELECT key FROM lake.body WHERE kind = 'feed'").fetch_all(&crawl.db.pool).await.unwrap();
    assert_eq!(keys, ["2024-07-12/747175"]);
}
