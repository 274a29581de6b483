//! Prices, buckets and the report of both.

use axum::http::StatusCode;
use scorebook::graphql::http::HttpOptions;
use scorebook::graphql::limit::Limits;
use serde_json::json;

use crate::support::{GRAPHQL, JSON, Setup};

fn limits(bucket_size: u64) -> Limits {
    Limits { bucket_size, restore_per_second: 1, complexity: 10, ..Limits::default() }
}

#[tokio::test]
async fn every_response_says_what_it_cost() {
    let api = Setup::limits(limits(100)).build();
    let reply = api.query("{ players(first: 2) { name rank } }").await;
    let cost = json!({"requested": 5, "actual": 2, "limit": 10, "remaining": 95, "restoreRate": 1});
    assert_eq!(reply.body["extensions"]["cost"], cost);
    for query in ["{", "{ nothing }"] {
        let reply = api.query(query).await;
        let cost = json!({"requested": 0, "actual": 0, "limit": 10, "remaining": 95, "restoreRate": 1});
        assert_eq!(reply.body["extensions"]["cost"], cost, "{query}");
    }
    let off = Setup::limits(limits(0)).build();
    let cost = &off.query("{ me }").await.body["extensions"]["cost"];
    assert_eq!((&cost["remaining"], &cost["restoreRate"]), (&json!(null), &json!(null)));
}

#[tokio::test]
async fn an_empty_bucket_answers_429_and_says_when() {
    let api = Setup::limits(limits(10)).build();
    let query = "{ players(first: 3) { name rank } }";
    assert_eq!(api.query(query).await.status, StatusCode::OK);
    for accept in [GRAPHQL, JSON] {
        let reply = api.post(&[accept], json!({ "query": query })).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
        assert_eq!(reply.header("retry-after"), "4");
        assert!(reply.body.get("data").is_none());
    }
    let reply = api.post(&[("authorization", "Bearer reader")], json!({ "query": query })).await;
    assert_eq!(reply.status, StatusCode::OK, "a key pays from its own bucket");
    let reply = api.post(&[], json!([{ "query": query }, { "query": "{ me }" }])).await;
    assert_eq!(reply.status, StatusCode::OK, "one operation of the batch could be paid");
    assert_eq!(reply.body[0]["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    assert_eq!(reply.body[1]["data"], json!({"me": "anonymous"}));
}

#[tokio::test]
async fn a_response_from_the_cache_is_paid_too() {
    let api = Setup::limits(limits(12)).build();
    let remaining = |reply: &crate::support::Reply| reply.body["extensions"]["cost"]["remaining"].as_u64();
    assert_eq!(remaining(&api.query("{ plays }").await), Some(11));
    assert_eq!(remaining(&api.query("{ plays }").await), Some(10));
    api.query("{ players(first: 4) { name rank } }").await;
    api.query("{ me }").await;
    let reply = api.query("{ plays }").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_a_proxy_the_address_it_saw_pays() {
    let options = HttpOptions { is_behind_proxy: true, ..HttpOptions::default() };
    let api = Setup { limits: limits(10), options, ..Setup::default() }.build();
    let query = json!({ "query": "{ players(first: 4) { name rank } }" });
    let status = async |forwarded| api.post(&[("x-forwarded-for", forwarded)], query.clone()).await.status;
    assert_eq!(status("203.0.113.1").await, StatusCode::OK);
    assert_eq!(
        status("198.51.100.7, 203.0.113.1").await,
        StatusCode::TOO_MANY_REQUESTS,
        "the client's word is not heard"
    );
    assert_eq!(status("203.0.113.2").await, StatusCode::OK);
    let direct = Setup::limits(limits(10)).build();
    let status = async |forwarded| direct.post(&[("x-forwarded-for", forwarded)], query.clone()).await.status;
    assert_eq!(status("203.0.113.1").await, StatusCode::OK);
    assert_eq!(status("203.0.113.2").await, StatusCode::TOO_MANY_REQUESTS, "without a proxy the header says nothing");
}
