//! Loading from the lake against `psql \copy` of the same pitches, already parsed, into a bare table.

use std::time::Instant;

use super::store::Store;

pub async fn run(store: &Store) {
    let ours = store.rebuild().await;
    let rows: i64 =
        sqlx::query_scalar("select count(*) from staging.savant_pitch").fetch_one(&store.db.pool).await.unwrap();

    let file = store.dir().join("pitches.csv");
    psql(store, &format!("\\copy staging.savant_pitch to '{}' csv", file.display()));
    psql(store, "create table bare as table staging.savant_pitch with no data");
    psql(store, "checkpoint");
    let begun = Instant::now();
    psql(store, &format!("\\copy bare from '{}' csv", file.display()));
    let copy = begun.elapsed();
    psql(store, "drop table bare");
    std::fs::remove_file(file).unwrap();

    println!(
        "load: {rows} pitches from the lake to answers in {:.2} s ({:.0} pitches/s)",
        ours.as_secs_f64(),
        rows as f64 / ours.as_secs_f64()
    );
    println!("load: psql \\copy of the same pitches, parsed, into a bare table: {:.2} s", copy.as_secs_f64());
    println!("load: ratio {:.2} (aim: at most 2)", ours.as_secs_f64() / copy.as_secs_f64());
}

fn psql(store: &Store, command: &str) {
    let output = store
        .program("psql")
        .args(["-X", "-d", &store.url, "-q", "-v", "ON_ERROR_STOP=1", "-c", command])
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}
