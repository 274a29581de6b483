//! Answers: an uncached split against `pgbench` on the same SQL, a cached one against a bare route.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use scorebook::config::Config;
use scorebook::query::Filter;
use scorebook::query::filter::Bind;
use scorebook::query::line::Spec;
use scorebook::stat::{DimensionId, Role};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::client::{post as request, requests_per_second};
use super::store::Store;

const CLIENTS: usize = 8;
/// pgbench takes at most 128 scripts, one a player.
const PLAYERS: i64 = 100;
const TIME: Duration = Duration::from_secs(8);
const FIELDS: &str = "key { value } line { plateAppearances hits homeRuns avg obp slg expectedWoba whiffRate }";

pub async fn run(store: &Store) {
    let sql =
        "select player_id from (select distinct player_id from batting_game) p order by hashint4(player_id) limit $1";
    let players: Vec<i32> = sqlx::query_scalar(sql).bind(PLAYERS).fetch_all(&store.db.pool).await.unwrap();
    println!("split: {} batters, {CLIENTS} connections, {} s each", players.len(), TIME.as_secs());

    let tps = pgbench(store, &players);
    let players = Arc::new(players);
    // Without room to keep anything, every question goes to the database.
    let uncached = serve(store, 0).await;
    let all = Arc::clone(&players);
    let plain = requests_per_second(uncached, CLIENTS, TIME, "\"line\"", move |n| {
        request("/graphql", &body(all[usize::try_from(n).unwrap() % all.len()]))
    })
    .await;
    println!("split, uncached: {plain:.0} requests/s; pgbench -M prepared on the same SQL: {tps:.0} tps");
    println!("split, uncached: ratio {:.2} (aim: at least 0.5)", plain / tps);

    let cached = serve(store, 64 << 20).await;
    let one = request("/graphql", &body(players[0]));
    let hit = requests_per_second(cached, CLIENTS, TIME, "\"line\"", move |_| one.clone()).await;
    let bare = bare_route().await;
    let same = request("/bare", &body(players[0]));
    let bare = requests_per_second(bare, CLIENTS, TIME, "\"line\"", move |_| same.clone()).await;
    println!("split, cached: {hit:.0} requests/s; a bare axum route with a body of that size: {bare:.0} requests/s");
    println!("split, cached: ratio {:.2} (aim: at least 0.33)", hit / bare);
}

fn body(player: i32) -> String {
    let query =
        format!("{{ player(by: {{mlbamId: {player}}}) {{ battingSplits(by: [PITCHER_HAND]) {{ {FIELDS} }} }} }}");
    serde_json::json!({ "query": query }).to_string()
}

/// pgbench with a random batter, on the statement the API sends.
fn pgbench(store: &Store, players: &[i32]) -> f64 {
    let spec = Spec {
        role: Role::Batting,
        by: vec![DimensionId::PitcherHand],
        filter: Filter::In(DimensionId::GameType, vec![i32::from(b'R')]),
    };
    let mut sql = spec.sql(&[0]);
    assert_eq!(sql.binds, [Bind::Ints(vec![0]), Bind::Ints(vec![82])]);
    // pgbench binds scalars; the statement takes arrays.
    sql.text = sql.text.replace("any($1)", "any(array[:player]::int[])").replace("any($2)", "any(array[82])");
    let output = store
        .program("pgbench")
        .args(["-n", "-M", "prepared", "-c", &CLIENTS.to_string(), "-j", "2", "-T", &TIME.as_secs().to_string()])
        .args(players.iter().map(|player| script(store, *player, &sql.text)))
        .arg(&store.url)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let tps = text.lines().find_map(|line| line.strip_prefix("tps = ")).unwrap();
    tps.split_whitespace().next().unwrap().parse().unwrap()
}

/// A script file that asks for one player; pgbench picks one of the files each time.
fn script(store: &Store, player: i32, sql: &str) -> String {
    let file = store.dir().join(format!("split-{player}.sql"));
    std::fs::write(&file, format!("\\set player {player}\n{sql};\n")).unwrap();
    format!("-f{}", file.display())
}

async fn serve(store: &Store, cache_bytes: u64) -> SocketAddr {
    let mut config = Config::defaults().unwrap();
    config.cache_bytes = cache_bytes;
    config.limits.bucket_size = 0;
    let shutdown = CancellationToken::new();
    let api = scorebook::server::api(&config, &store.db, shutdown.clone()).await.unwrap();
    let router = scorebook::server::router(store.db.clone(), api, shutdown.clone()).unwrap();
    listen(router).await
}

async fn bare_route() -> SocketAddr {
    let answer = "{\"data\":{\"line\":[".to_owned() + &"0,".repeat(250) + "0]}}";
    let answer: &'static str = answer.leak();
    listen(Router::new().route("/bare", post(move |_: String| async move { answer }))).await
}

async fn listen(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    address
}
