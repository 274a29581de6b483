//! Ratios against PostgreSQL's own programs and a bare HTTP route, measured in one run on one machine.
//!
//! ```text
//! cargo bench [-- --bodies DIR]
//! ```
//!
//! Without `--bodies` the rows are a simulated league's; DIR is a directory of Statcast days as received, gzip'd,
//! named `YYYY-MM-DD.csv.gz`. Needs `psql` and `pgbench`. Prints; asserts nothing about time.

#![allow(clippy::unwrap_used, missing_docs)]

mod answer;
mod client;
mod feeds;
mod load;
mod store;

use std::path::PathBuf;

fn main() {
    let mut bodies = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bodies" => bodies = args.next().map(PathBuf::from),
            // What cargo bench adds.
            "--bench" => {}
            other => panic!("unknown argument {other}: only --bodies DIR is known"),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        feeds::run().await;
        let store = store::Store::open().await;
        store.keep_days(bodies).await;
        load::run(&store).await;
        answer::run(&store).await;
        store.close().await;
    });
}
