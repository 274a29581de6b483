//! Methods, media types, status codes and headers.

use axum::http::{Method, StatusCode};
use scorebook::graphql::http::HttpOptions;
use scorebook::graphql::limit::Limits;
use serde_json::json;

use crate::support::{GRAPHQL, JSON, Setup};

#[tokio::test]
async fn the_media_type_decides_the_status_of_a_query_that_does_not_run() {
    let api = Setup::default().build();
    for query in ["{", "{ nothing }", "query Q($n: Int!) { echo(number: $n) }", "{ echo(number: \"x\") }"] {
        let reply = api.post(&[GRAPHQL], json!({ "query": query })).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(reply.body.get("data").is_none(), "{query}: {}", reply.body);
        assert_eq!(reply.header("content-type"), "application/graphql-response+json; charset=utf-8");
        let reply = api.post(&[JSON], json!({ "query": query })).await;
        assert_eq!(reply.status, StatusCode::OK, "{query}");
        assert_eq!(reply.header("content-type"), "application/json; charset=utf-8");
    }
    let reply = api.query("{ me leaky }").await;
    assert_eq!(reply.status, StatusCode::OK, "a query that ran is answered 200, whatever its resolvers said");
    assert_eq!(reply.body["data"], json!(null));
}

#[tokio::test]
async fn variables_that_do_not_fit_are_found_before_anything_runs() {
    let api = Setup::default().build();
    for variables in [json!({}), json!({"n": null}), json!({"n": "x"})] {
        let body = json!({ "query": "query Q($n: Int!) { echo(number: $n) }", "variables": variables });
        let reply = api.post(&[GRAPHQL], body).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{variables}: {}", reply.body);
    }
    let body = json!({ "query": "query Q($n: Int! = 3) { echo(number: $n) }" });
    assert_eq!(api.post(&[GRAPHQL], body).await.body["data"], json!({"echo": 3}));
}

#[tokio::test]
async fn only_queries_run_over_get() {
    let api = Setup::default().build();
    let reply = api.get(&[GRAPHQL], "{ me }").await;
    assert_eq!((reply.status, &reply.body["data"]), (StatusCode::OK, &json!({"me": "anonymous"})));
    let reply = api.get(&[JSON], "mutation { bump }").await;
    assert_eq!((reply.status, reply.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
    let reply = api.post(&[JSON], json!({"query": "mutation { bump }"})).await;
    assert_eq!(reply.body["data"], json!({"bump": 0}), "the mutation over GET did not run");
    for method in [Method::PUT, Method::DELETE, Method::HEAD] {
        let reply = api.send(method, "/graphql", &[], "").await;
        assert_eq!((reply.status, reply.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, POST"));
    }
}

#[tokio::test]
async fn other_media_types_are_refused() {
    let api = Setup::default().build();
    let body = r#"{"query": "{ me }"}"#;
    for headers in [&[][..], &[("content-type", "text/plain")], &[("content-type", "application/json; charset=utf-16")]]
    {
        let reply = api.send(Method::POST, "/graphql", headers, body).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "BAD_USER_INPUT"));
    }
    let reply = api.post(&[("accept", "text/html")], json!({"query": "{ me }"})).await;
    assert_eq!(reply.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_announced_or_not() {
    let api = Setup::limits(Limits { body_bytes: 100, ..Limits::default() }).build();
    let body = json!({ "query": "{ me }", "operationName": "x".repeat(100) });
    let reply = api.post(&[], body.clone()).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::PAYLOAD_TOO_LARGE, "BAD_USER_INPUT"));
    let chunks =
        body.to_string().into_bytes().chunks(10).map(|c| Ok::<_, std::io::Error>(c.to_vec())).collect::<Vec<_>>();
    let body = axum::body::Body::from_stream(futures::stream::iter(chunks));
    let reply = api.send(Method::POST, "/graphql", &[("content-type", "application/json")], body).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_batch_is_answered_in_its_order_and_limited() {
    let api = Setup::limits(Limits { batch: 2, ..Limits::default() }).build();
    let reply = api.post(&[GRAPHQL], json!([{"query": "{ echo(number: 1) }"}, {"query": "{"}])).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.body[0]["data"], json!({"echo": 1}));
    assert_eq!(reply.body[1]["errors"][0]["extensions"]["code"], "GRAPHQL_PARSE_FAILED");
    let reply = api.post(&[], json!([{"query": "{ me }"}, {"query": "{ me }"}, {"query": "{ me }"}])).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
}

#[tokio::test]
async fn of_several_operations_the_named_one_runs_with_its_own_variables() {
    let api = Setup::default().build();
    let query = "query A { me } query B($n: Int!) { players(first: $n) { ...F } } fragment F on Player { name }";
    let reply = api.post(&[GRAPHQL], json!({ "query": query, "operationName": "A" })).await;
    assert_eq!(reply.body["data"], json!({"me": "anonymous"}), "{}", reply.body);
    let body = json!({ "query": query, "operationName": "B", "variables": {"n": 1} });
    assert_eq!(api.post(&[GRAPHQL], body).await.body["data"], json!({"players": [{"name": "P1"}]}));
    for name in [json!(null), json!("C")] {
        let reply = api.post(&[GRAPHQL], json!({ "query": query, "operationName": name })).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
    }
}

#[tokio::test]
async fn a_persisted_query_is_sent_once() {
    let api = Setup::default().build();
    let query = "{ echo(number: 7) }";
    let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(query));
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
    let reply = api.post(&[JSON], json!({ "extensions": extensions })).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::OK, "PERSISTED_QUERY_NOT_FOUND"));
    let reply = api.post(&[JSON], json!({ "extensions": extensions, "query": "{ me }" })).await;
    assert_eq!(reply.code(), "BAD_USER_INPUT", "a hash of another text");
    api.post(&[JSON], json!({ "extensions": extensions, "query": query })).await;
    let reply = api.post(&[JSON], json!({ "extensions": extensions })).await;
    assert_eq!(reply.body["data"], json!({"echo": 7}));
}

#[tokio::test]
async fn pages_of_listed_origins_alone_may_call_from_a_browser() {
    let options = HttpOptions { cors_origins: vec!["https://good.example".to_owned()], ..HttpOptions::default() };
    let api = Setup { options, ..Setup::default() }.build();
    for (origin, allowed) in [("https://good.example", "https://good.example"), ("https://bad.example", "none")] {
        let headers = [("origin", origin), ("access-control-request-method", "POST")];
        let reply = api.send(Method::OPTIONS, "/graphql", &headers, "").await;
        assert_eq!(reply.header("access-control-allow-origin"), allowed);
    }
}

#[tokio::test]
async fn the_request_id_comes_back_in_header_and_errors() {
    let api = Setup::default().build();
    let reply = api.post(&[("x-request-id", "abc-1")], json!({"query": "{"})).await;
    assert_eq!(reply.header("x-request-id"), "abc-1");
    assert_eq!(reply.body["errors"][0]["extensions"]["requestId"], "abc-1");
    let reply = api.query("{ me }").await;
    assert_eq!(reply.header("x-request-id").len(), 16);
}
