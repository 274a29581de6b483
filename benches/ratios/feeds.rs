//! Loading live feeds from the lake against `serde_json::Value` reading the same bytes, alone and from memory.

use std::time::Instant;

use bytes::Bytes;
use scorebook::sim::{League, SimConfig};
use scorebook::source::statsapi;
use serde_json::Value;

use super::store::Store;

/// Days of a league of thirty clubs: some three hundred games.
const DAYS: u32 = 21;

pub async fn run() {
    let store = Store::open().await;
    let league = League::play(&SimConfig { teams: 30, days: DAYS, ..SimConfig::default() });
    let games = &league.book().games;
    let bodies: Vec<Bytes> = games.iter().filter_map(|game| league.feed_json(game.game_pk)).map(Bytes::from).collect();
    for (game, body) in games.iter().zip(&bodies) {
        let request = statsapi::feed(&store.context.config.statsapi_url, game.date, game.game_pk);
        store.keep(&request, body.clone()).await;
    }

    let begun = Instant::now();
    for body in &bodies {
        std::hint::black_box(serde_json::from_slice::<Value>(body).unwrap());
    }
    let parsed = begun.elapsed();
    let loaded = store.rebuild().await;
    let scored: i64 =
        sqlx::query_scalar("select count(*) from game where is_scored").fetch_one(&store.db.pool).await.unwrap();
    assert_eq!(scored as usize, bodies.len());
    let bytes: usize = bodies.iter().map(Bytes::len).sum();
    let rate = |seconds: f64| bodies.len() as f64 / seconds;
    println!("feeds: {} games, {:.0} MB of JSON", bodies.len(), bytes as f64 / 1e6);
    println!(
        "feeds: serde_json::Value alone: {:.2} s ({:.0} games/s)",
        parsed.as_secs_f64(),
        rate(parsed.as_secs_f64())
    );
    println!(
        "feeds: from the lake to answers: {:.2} s ({:.0} games/s)",
        loaded.as_secs_f64(),
        rate(loaded.as_secs_f64())
    );
    println!("feeds: ratio {:.2} (aim: at least 0.5)", parsed.as_secs_f64() / loaded.as_secs_f64());
    store.close().await;
}
