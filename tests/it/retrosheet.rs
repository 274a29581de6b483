//! Archives of Retrosheet, from the zip to the lines.

use bytes::Bytes;
use scorebook::db::Db;
use scorebook::warehouse::{StoredBody, load_retrosheet};
use sha2::{Digest, Sha256};

use crate::job::origin::shared;
use crate::support::TestDb;

fn archive(key: &str, bytes: Vec<u8>) -> StoredBody {
    let sha256 = hex::encode(Sha256::digest(&bytes));
    StoredBody { kind: "events", key: key.to_owned(), sha256, bytes: Bytes::from(bytes) }
}

async fn count(db: &Db, sql: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&db.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a whole season takes a minute"]
async fn a_recorded_season_loads() {
    let Some(shared) = shared() else { return };
    let key = std::env::var("RETRO_ARCHIVE").unwrap_or_else(|_| "2015eve".to_owned());
    let bytes = std::fs::read(shared.join(format!("upstream/data/retrosheet/events/{key}.zip"))).unwrap();
    let test = TestDb::new().await;
    let db = &test.db;
    let began = std::time::Instant::now();
    let report = load_retrosheet(db, &archive(&key, bytes), false).await.unwrap();
    eprintln!("{:?} {} games, {} rows", began.elapsed(), report.games_changed, report.rows_loaded);
    for note in report.notes.iter().take(80) {
        eprintln!("{note}");
    }
    eprintln!("plays {}", count(db, "select count(*) from play").await);
    eprintln!("{}", test.url);
    if let Ok(seconds) = std::env::var("RETRO_WAIT") {
        tokio::time::sleep(std::time::Duration::from_secs(seconds.parse().unwrap())).await;
    }
}
