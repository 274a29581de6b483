//! Each code of the list, and that no text of ours leaves with an internal error.

use std::time::Duration;

use axum::http::StatusCode;
use scorebook::graphql::limit::Limits;
use serde_json::json;

use crate::support::{GRAPHQL, JSON, Setup};

#[tokio::test]
async fn the_code_says_what_was_wrong_with_a_query() {
    let limits = Limits { depth: 4, aliases: 2, root_fields: 3, directives: 1, complexity: 500, ..Limits::default() };
    let api = Setup::limits(limits).build();
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ players { name ", "GRAPHQL_PARSE_FAILED"),
        ("{ nested { nested { nested { nested { me } } } } }", "QUERY_TOO_DEEP"),
        ("{ a: me b: me c: me }", "TOO_MANY_ALIASES"),
        ("{ me secret players { name } adminOnly }", "QUERY_TOO_COMPLEX"),
        ("{ me @skip(if: false) secret @skip(if: false) }", "QUERY_TOO_COMPLEX"),
        (
            "{ nested { a: players(first: 100) { name rank } } b: players(first: 100) { name rank } players(first: 100) { rank } }",
            "QUERY_TOO_COMPLEX",
        ),
        ("{ ...F } fragment F on Query { ...F }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { ticks(count: 1) }", "BAD_USER_INPUT"),
    ] {
        let reply = api.query(query).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, code), "{query}: {}", reply.body);
        assert!(reply.body["errors"][0]["extensions"]["requestId"].is_string(), "{query}");
        assert!(reply.body["extensions"]["cost"]["limit"].is_number(), "{query}");
    }
    let reply = api.query("{ a: players(first: 100) { name rank } b: players(first: 100) { name rank } players(first: 100) { name } }").await;
    assert_eq!(reply.message(), "the query is priced 503, the limit is 500: ask for less");
    assert_eq!(reply.body["extensions"]["cost"]["requested"], 503);
}

#[tokio::test]
async fn codes_of_resolvers_arrive_and_unknown_errors_do_not() {
    let api = Setup::default().build();
    let reply = api.query("{ adminOnly }").await;
    assert_eq!((reply.status, reply.code()), (StatusCode::OK, "FORBIDDEN"));
    for query in ["{ leaky }", "{ failing }"] {
        let reply = api.query(query).await;
        assert_eq!((reply.status, reply.code(), reply.message()), (StatusCode::OK, "INTERNAL", "internal error"));
        assert_eq!(reply.body["errors"][0]["path"].as_array().map(Vec::len), Some(1));
        let text = reply.body.to_string();
        assert!(!text.contains("postgres") && !text.contains("relation"), "{text}");
    }
}

#[tokio::test]
async fn a_slow_operation_ends() {
    let api = Setup::limits(Limits { timeout: Duration::from_millis(50), ..Limits::default() }).build();
    let reply = api.query("{ slow }").await;
    assert_eq!((reply.status, reply.code()), (StatusCode::GATEWAY_TIMEOUT, "TIMEOUT"));
    assert!(reply.body["extensions"]["cost"]["requested"].as_u64() > Some(0), "what ran is paid");
    let reply = api.post(&[JSON], json!({"query": "{ slow }"})).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::OK, "TIMEOUT"));
}

#[tokio::test]
async fn without_anonymous_reads_a_key_is_needed() {
    let api = Setup { anonymous_reads: false, ..Setup::default() }.build();
    for headers in [&[GRAPHQL][..], &[GRAPHQL, ("authorization", "Bearer guess")]] {
        let reply = api.post(headers, json!({"query": "{ me }"})).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
        assert_eq!(reply.header("www-authenticate"), "Bearer realm=\"scorebook\"");
    }
    let reply = api.post(&[("authorization", "Bearer admin")], json!({"query": "{ me }"})).await;
    assert_eq!(reply.body["data"], json!({"me": "admin"}));
    let reply = api.post(&[("authorization", "Bearer storm")], json!({"query": "{ me }"})).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::SERVICE_UNAVAILABLE, "INTERNAL"));
    assert!(!reply.body.to_string().contains("10.0.0.1"));
}

#[tokio::test]
async fn a_failed_field_is_null_or_makes_null_what_is_above_it() {
    let api = Setup::default().build();
    for (query, data) in [
        // Of type Int: null itself.
        ("{ me maybe }", json!({"me": "anonymous", "maybe": null})),
        // Of type Int!: the nearest object that may be null.
        ("{ me optional { me leaky } }", json!({"me": "anonymous", "optional": null})),
        ("{ me optional { leaky } }", json!({"me": "anonymous", "optional": null})),
        ("{ me nested { maybe } }", json!({"me": "anonymous", "nested": {"maybe": null}})),
        // Nothing above may be null.
        ("{ me nested { me leaky } }", json!(null)),
        ("{ me ...F } fragment F on Query { nested { ... on Query { broken: leaky } } }", json!(null)),
    ] {
        let reply = api.query(query).await;
        assert_eq!((reply.status, reply.body.get("data")), (StatusCode::OK, Some(&data)), "{query}");
        assert_eq!(reply.code(), "INTERNAL");
    }
}

#[tokio::test]
async fn fields_stand_in_the_order_of_the_query() {
    let api = Setup::default().build();
    let reply = api.query("{ plays me nested { plays echo(number: 1) } }").await;
    assert!(
        reply.text.starts_with(r#"{"data":{"plays":1,"me":"anonymous","nested":{"plays":2,"echo":1}}"#),
        "{}",
        reply.text
    );
}
