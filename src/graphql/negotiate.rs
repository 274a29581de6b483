//! The media types and parameters of GraphQL over HTTP, read from a request. Pure: no I/O, no state.

use async_graphql::Variables;
use axum::http::{HeaderMap, HeaderValue, header};
use serde_json::{Map, Value};

use super::gate::Params;

/// The media type of a response, which also decides its status codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// `application/json`: 200 for every well-formed request.
    Json,
    /// `application/graphql-response+json`: 400 for a request that did not run.
    GraphqlResponse,
}

impl Media {
    /// The value of `Content-Type`.
    pub const fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Media::Json => "application/json; charset=utf-8",
            Media::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        })
    }

    /// The better of the two for `Accept`; `None` when the client takes neither. Without a preference it is JSON,
    /// as the specification wants for clients older than the other type.
    pub fn accepted(headers: &HeaderMap) -> Option<Media> {
        let mut values = headers.get_all(header::ACCEPT).iter().peekable();
        if values.peek().is_none() {
            return Some(Media::Json);
        }
        let ranges: Vec<Range> = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(Range::parse)
            .collect();
        let json = quality(&ranges, "json");
        let graphql = quality(&ranges, "graphql-response+json");
        // Named beats a wildcard of the same quality; both named equally well means a client that knows both.
        match (json, graphql) {
            (None, None) => None,
            (Some(json), Some(graphql)) if json > graphql => Some(Media::Json),
            (Some(json), Some(graphql)) if json == graphql && !graphql.is_named => Some(Media::Json),
            (Some(_), None) => Some(Media::Json),
            (_, Some(_)) => Some(Media::GraphqlResponse),
        }
    }
}

/// A media range of `Accept`.
struct Range {
    kind: String,
    subtype: String,
    /// Thousandths.
    quality: u16,
}

/// How much a client wants a type: quality in thousandths, then whether it named the type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    quality: u16,
    is_named: bool,
}

impl Range {
    fn parse(text: &str) -> Option<Range> {
        let mut parts = text.split(';');
        let (kind, subtype) = parts.next()?.trim().split_once('/')?;
        let quality = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(Some(1.0), |(_, value)| value.trim().parse::<f32>().ok())?;
        let quality = (quality.clamp(0.0, 1.0) * 1000.0) as u16;
        Some(Range { kind: kind.to_ascii_lowercase(), subtype: subtype.to_ascii_lowercase(), quality })
    }

    /// 3 for the type itself, 2 for `application/*`, 1 for `*/*`, 0 for another type.
    fn fit(&self, subtype: &str) -> u8 {
        match (self.kind.as_str(), self.subtype.as_str()) {
            ("application", own) if own == subtype => 3,
            ("application", "*") => 2,
            ("*", "*") => 1,
            _ => 0,
        }
    }
}

fn quality(ranges: &[Range], subtype: &str) -> Option<Wanted> {
    let best = ranges.iter().filter(|range| range.fit(subtype) > 0).max_by_key(|range| range.fit(subtype))?;
    (best.quality > 0).then_some(Wanted { quality: best.quality, is_named: best.fit(subtype) == 3 })
}

/// Whether a request says that its body is JSON in UTF-8, not compressed.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    if headers.get(header::CONTENT_ENCODING).is_some_and(|value| value != "identity") {
        return false;
    }
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let mut parts = value.split(';');
    let is_json = parts.next().is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"));
    is_json
        && parts.filter_map(|parameter| parameter.split_once('=')).all(|(name, value)| {
            !name.trim().eq_ignore_ascii_case("charset") || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        })
}

/// What a request body holds.
pub(crate) enum Operations {
    /// One operation.
    Single(Params),
    /// An array of operations.
    Batch(Vec<Params>),
}

/// Reads the body of a POST; the error says what is wrong with it.
pub(crate) fn from_body(body: &[u8], batch_limit: usize) -> Result<Operations, String> {
    let value = serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    match value {
        Value::Object(map) => from_map(map).map(Operations::Single),
        Value::Array(items) if items.is_empty() => Err("the batch is empty".to_owned()),
        Value::Array(items) if items.len() > batch_limit => {
            Err(format!("the batch has {} operations, the limit is {batch_limit}", items.len()))
        }
        Value::Array(items) => items
            .into_iter()
            .map(|item| match item {
                Value::Object(map) => from_map(map),
                _ => Err("each operation of a batch must be an object".to_owned()),
            })
            .collect::<Result<_, _>>()
            .map(Operations::Batch),
        _ => Err("the body must be an object with a \"query\"".to_owned()),
    }
}

/// Reads the query string of a GET.
pub(crate) fn from_query(query: &str) -> Result<Params, String> {
    let mut map = Map::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = match name.as_ref() {
            "query" => Value::String(value.into_owned()),
            "operationName" if !value.is_empty() => Value::String(value.into_owned()),
            "variables" | "extensions" if !value.is_empty() => {
                serde_json::from_str(&value).map_err(|error| format!("\"{name}\" is not JSON: {error}"))?
            }
            _ => continue,
        };
        map.insert(name.into_owned(), value);
    }
    from_map(map)
}

fn from_map(mut map: Map<String, Value>) -> Result<Params, String> {
    let mut text = |name: &str| match map.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("\"{name}\" must be a string")),
    };
    let (query, operation_name) = (text("query")?, text("operationName")?);
    let mut object = |name: &str| match map.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err(format!("\"{name}\" must be an object")),
    };
    let (variables, extensions) = (object("variables")?, object("extensions")?);
    let sha256 = match extensions.get("persistedQuery").and_then(|persisted| persisted.get("sha256Hash")) {
        None => None,
        Some(Value::String(sha256)) => Some(sha256.clone()),
        Some(_) => return Err("\"extensions.persistedQuery.sha256Hash\" must be a string".to_owned()),
    };
    if query.is_none() && sha256.is_none() {
        return Err("the request has no \"query\"".to_owned());
    }
    let variables = Variables::from_json(Value::Object(variables));
    Ok(Params { query, operation_name, variables, sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<Media> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().expect("a header"));
        Media::accepted(&headers)
    }

    #[test]
    fn accept_chooses_the_media_type() {
        use Media::{GraphqlResponse, Json};
        assert_eq!(Media::accepted(&HeaderMap::new()), Some(Json));
        for (accept, expected) in [
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("application/json", Some(Json)),
            ("APPLICATION/JSON; charset=utf-8", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json, application/json", Some(GraphqlResponse)),
            ("application/json, application/graphql-response+json", Some(GraphqlResponse)),
            ("application/json, application/graphql-response+json;q=0.9", Some(Json)),
            ("application/graphql-response+json, */*;q=0.1", Some(GraphqlResponse)),
            ("application/graphql-response+json, */*", Some(GraphqlResponse)),
            ("application/json, multipart/mixed", Some(Json)),
            ("text/html, application/xhtml+xml, */*;q=0.8", Some(Json)),
            ("application/json;q=0, */*", Some(GraphqlResponse)),
            ("text/html", None),
            ("application/json;q=0", None),
            ("application/json;q=x", None),
        ] {
            assert_eq!(accepted(accept), expected, "Accept: {accept}");
        }
    }

    #[test]
    fn only_json_in_utf8_is_read() {
        let is_json = |content_type: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, content_type.parse().expect("a header"));
            is_json(&headers)
        };
        for good in ["application/json", "Application/JSON;charset=UTF-8", "application/json; charset=\"utf-8\""] {
            assert!(is_json(good), "{good}");
        }
        for bad in ["text/plain", "application/json; charset=latin1", "application/jsonp", "application/graphql"] {
            assert!(!is_json(bad), "{bad}");
        }
        let mut gzipped = HeaderMap::new();
        gzipped.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        gzipped.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        assert!(!super::is_json(&gzipped));
        assert!(!super::is_json(&HeaderMap::new()));
    }

    #[test]
    fn a_wrong_type_names_its_parameter() {
        let problem = |body: &str| from_body(body.as_bytes(), 2).err();
        assert_eq!(problem(r#"{"query": 1}"#).as_deref(), Some("\"query\" must be a string"));
        assert_eq!(problem(r#"{"query": "x", "variables": []}"#).as_deref(), Some("\"variables\" must be an object"));
        assert_eq!(problem(r#"{"query": "x", "extensions": 0}"#).as_deref(), Some("\"extensions\" must be an object"));
        assert_eq!(problem(r#"{}"#).as_deref(), Some("the request has no \"query\""));
        assert_eq!(problem(r#"[]"#).as_deref(), Some("the batch is empty"));
        assert_eq!(
            problem(r#"[{"query":"x"},{"query":"x"},{"query":"x"}]"#).as_deref(),
            Some("the batch has 3 operations, the limit is 2")
        );
        assert_eq!(problem(r#"[1]"#).as_deref(), Some("each operation of a batch must be an object"));
        assert_eq!(problem(r#"{"query": null, "variables": null}"#).as_deref(), Some("the request has no \"query\""));
        assert!(problem(r#"{"query": "x", "variables": null, "operationName": null}"#).is_none());
    }

    #[test]
    fn a_query_string_has_the_same_parameters() {
        let params = from_query("query=%7B+a+%7D&variables=%7B%22n%22%3A1%7D&operationName=&other=1").expect("params");
        assert_eq!(params.query.as_deref(), Some("{ a }"));
        assert_eq!(params.operation_name, None);
        assert_eq!(params.variables.len(), 1);
        assert!(from_query("query=x&variables=%5B1%5D").is_err());
        assert!(from_query("query=x&variables=%7B").is_err());
    }
}
