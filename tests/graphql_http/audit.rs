//! The endpoint passes every audit of the GraphQL-over-HTTP specification.

#[path = "../http_audits/mod.rs"]
mod http_audits;

use crate::support::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn all_audits_pass() {
    let address = Setup::default().build().listen().await;
    let url = format!("http://{address}/graphql");
    tokio::task::spawn_blocking(move || http_audits::run(&url)).await.expect("the audits end");
}
