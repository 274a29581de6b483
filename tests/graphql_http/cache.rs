//! The response cache: hits, misses by version, role and variables, single flight, entity tags.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::json;

use crate::support::{Api, GRAPHQL, Setup};

fn plays(api: &Api) -> usize {
    api.runs.plays.load(Ordering::SeqCst)
}

#[tokio::test]
async fn an_equal_query_runs_once_per_version_and_role() {
    let api = Setup::default().build();
    for _ in 0..3 {
        assert_eq!(api.query("{ plays }").await.body["data"], json!({"plays": 1}));
    }
    api.version.store(2, Ordering::SeqCst);
    assert_eq!(api.query("{ plays }").await.body["data"], json!({"plays": 2}), "new data, new answer");
    let reader = [("authorization", "Bearer reader")];
    assert_eq!(api.post(&reader, json!({"query": "{ plays }"})).await.body["data"], json!({"plays": 3}));
    assert_eq!(plays(&api), 3);
}

#[tokio::test]
async fn variables_tell_queries_apart() {
    let api = Setup::default().build();
    let query = "query Q($n: Int) { plays(plus: $n) }";
    for (n, expected) in [(10, 11), (20, 22), (10, 11)] {
        let reply = api.post(&[], json!({ "query": query, "variables": {"n": n} })).await;
        assert_eq!(reply.body["data"]["plays"], expected);
    }
}

#[tokio::test]
async fn equal_queries_at_the_same_moment_run_once() {
    let api = Setup::default().build();
    let replies = join_all((0..20).map(|_| api.query("{ plays }"))).await;
    assert!(replies.iter().all(|reply| reply.body["data"] == json!({"plays": 1})));
    assert_eq!(plays(&api), 1);
}

#[tokio::test]
async fn a_waiting_query_runs_itself_when_the_first_gives_up() {
    let api = Setup::default().build();
    let (mut first, mut second) = (Box::pin(api.query("{ plays }")), Box::pin(api.query("{ plays }")));
    assert!(futures::poll!(&mut first).is_pending(), "it sleeps in its resolver");
    assert!(futures::poll!(&mut second).is_pending(), "it waits for the first");
    drop(first);
    let second = second.await;
    assert_eq!(second.body["data"], json!({"plays": 1}));
    assert_eq!(plays(&api), 1);
}

#[tokio::test]
async fn what_is_not_marked_or_fails_is_not_kept() {
    let api = Setup::default().build();
    for run in 1..=2 {
        assert_eq!(api.query("{ secret }").await.body["data"], json!({"secret": run}));
        api.query("{ failing }").await;
        assert_eq!(api.runs.failing.load(Ordering::SeqCst), run);
    }
    api.query("{ plays secret }").await;
    let reply = api.query("{ plays secret }").await;
    assert_eq!(reply.body["data"]["secret"], 4, "a marked neighbour does not make a field kept");
    let reply = api.query("mutation { bump }").await;
    let again = api.query("mutation { bump }").await;
    assert_ne!(reply.body["data"], again.body["data"]);
}

#[tokio::test]
async fn a_client_can_ask_whether_its_copy_is_still_right() {
    let api = Setup::default().build();
    let first = api.get(&[GRAPHQL], "{ plays }").await;
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let again = api.get(&[GRAPHQL, ("if-none-match", &etag)], "{ plays }").await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.header("etag"), etag);
    api.version.store(2, Ordering::SeqCst);
    let newer = api.get(&[GRAPHQL, ("if-none-match", &etag)], "{ plays }").await;
    assert_eq!(newer.status, StatusCode::OK);
    assert_ne!(newer.header("etag"), etag);
    let unmarked = api.get(&[GRAPHQL], "{ secret }").await;
    assert_eq!((unmarked.header("etag"), unmarked.header("cache-control")), ("none", "no-store"));
    let post = api.query("{ plays }").await;
    assert_eq!((post.header("etag"), post.header("cache-control")), ("none", "no-store"));
}
