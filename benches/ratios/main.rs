//! Ratios against PostgreSQL's own programs and a bare HTTP route, measured in one run on one machine.
//!
//! ```text
//! cargo bench --bench ratios [-- --bodies DIR --events ZIP --only events|feeds|store]
//! ```
//!
//! Without `--bodies` and `--events` the rows and plays are a simulated league's; DIR is a directory of Statcast days as
//! received, gzip'd, named `YYYY-MM-DD.csv.gz`, ZIP a season of Retrosheet, named `YYYYeve.zip`. Needs `psql` and `pgbench`. Prints; asserts nothing about time.

#![allow(clippy::unwrap_used, missing_docs)]

mod events;
mod feeds;
mod load;
#[path = "../common/program.rs"]
mod program;
mod store;

use std::path::PathBuf;

fn main() {
    let (mut bodies, mut zip, mut only) = (None, None, None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bodies" => bodies = args.next().map(PathBuf::from),
            "--events" => zip = args.next().map(PathBuf::from),
            "--only" => only = args.next(),
            // What cargo bench adds.
            "--bench" => {}
            other => panic!("unknown argument {other}: only --bodies DIR, --events ZIP and --only NAME are known"),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let is_wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
        if is_wanted("events") {
            events::run(zip).await;
        }
        if is_wanted("feeds") {
            feeds::run().await;
        }
        if is_wanted("store") {
            let store = store::Store::open().await;
            store.keep_days(bodies).await;
            load::run(&store).await;
            store.close().await;
        }
    });
}
