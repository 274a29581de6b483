//! Splits and leaders over ten seasons through the API, against the same SQL under `pgbench`.
//!
//! ```text
//! cargo bench --bench splits -- --data DIR build          makes the seasons, some minutes and some GB
//! cargo bench --bench splits -- --data DIR [--time SECONDS] [--only WORD]
//! ```
//!
//! The first season is a simulated league's, crawled as any other; nine more are copies of it, shifted by years, so
//! that everybody has a career. The rivals are the program's own table `play` and `bench_play`, a bare table of the same
//! plays clustered by batter and day. Needs `pgbench`. Prints; asserts nothing about time, but every answer's counts are
//! compared with the SQL's.

#![allow(clippy::unwrap_used, missing_docs)]

mod bare;
#[path = "../common/client.rs"]
mod client;
mod copies;
mod measure;
#[path = "../common/program.rs"]
mod program;
mod question;
mod report;
mod rival;
mod served;
mod store;

use std::path::PathBuf;
use std::time::Duration;

fn main() {
    let (mut data, mut time, mut only, mut is_build) = (None, 5.0, None, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--time" => time = args.next().unwrap().parse().unwrap(),
            "--only" => only = args.next(),
            "build" => is_build = true,
            // What cargo bench adds.
            "--bench" => {}
            other => {
                panic!("unknown argument {other}: only --data DIR, --time SECONDS, --only WORD and build are known")
            }
        }
    }
    let Some(data) = data else {
        println!("splits: skipped without --data DIR; `-- --data DIR build` makes it");
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = store::Store::open(&data).await;
        if is_build {
            store.build().await;
        } else {
            measure::run(&store, Duration::from_secs_f64(time), only.as_deref()).await;
        }
        store.close().await;
    });
}
