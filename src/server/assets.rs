//! The pages built by `make web`, embedded in the program: GraphiQL and the files it loads.
//!
//! Nothing is loaded from elsewhere: the Content-Security-Policy allows this server alone. Without Node.js at build
//! time there are no pages, and the page says how to get them.

use std::borrow::Cow;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use rust_embed::Embed;

/// The output of Vite; read from disk in debug builds.
#[derive(Embed)]
#[folder = "web/dist"]
struct Dist;

/// A built file.
struct File {
    data: Cow<'static, [u8]>,
    sha256: [u8; 32],
}

/// Where files come from: a path below `web/dist` to its content.
type Find = Arc<dyn Fn(&str) -> Option<File> + Send + Sync>;

/// What a page may load. Monaco, the editor of GraphiQL, writes style elements, so inline styles must be allowed;
/// scripts never are. The fonts of GraphiQL stand in its style sheet as data.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self' data:; worker-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What stands at `/graphiql` when the page has not been built.
const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Scorebook</title></head>
<body>
<h1>The explorer page is not built into this program</h1>
<p>Install Node.js 20 or newer and run <code>make web</code>, then build and start the program again.</p>
<p>The API itself works: send queries to <a href=\"/graphql?query=%7B__typename%7D\"><code>/graphql</code></a>.</p>
<footer>The information used here was obtained free of charge from and is copyrighted by Retrosheet. Interested parties
may contact Retrosheet at \"www.retrosheet.org\".</footer>
</body>
</html>
";

/// The routes of the pages: `/graphiql` and `/assets/...`.
pub fn router() -> Router {
    routes(Arc::new(|path| {
        let file = Dist::get(path)?;
        Some(File { sha256: file.metadata.sha256_hash(), data: file.data })
    }))
}

fn routes(find: Find) -> Router {
    Router::new().route("/graphiql", get(graphiql)).route("/assets/{*path}", get(asset)).with_state(find)
}

async fn graphiql(State(find): State<Find>, headers: HeaderMap) -> Response {
    match find("graphiql.html") {
        Some(file) => answer(file, "text/html; charset=utf-8", &headers, "no-cache"),
        None => {
            let mut response = Html(NOT_BUILT).into_response();
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            secured(response)
        }
    }
}

/// Names below `assets/` carry a hash of the content: what a name stands for never changes.
async fn asset(State(find): State<Find>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    match find(&format!("assets/{path}")) {
        Some(file) => answer(file, media_type(&path), &headers, "public, max-age=31536000, immutable"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The media type of what Vite writes.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "map") => "application/json",
        Some("png") => "image/png",
        Some("ttf") => "font/ttf",
        Some("woff") => "font/woff",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn answer(file: File, media_type: &'static str, request: &HeaderMap, cache_control: &'static str) -> Response {
    // Weak, because the same file may leave compressed or not.
    let etag = format!("W/\"{}\"", hex::encode(&file.sha256[..16]));
    let is_known = request.get_all(header::IF_NONE_MATCH).iter().any(|known| {
        known.to_str().is_ok_and(|known| known.split(',').any(|tag| tag.trim() == etag || tag.trim() == "*"))
    });
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(file.data).into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    secured(response)
}

fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;

    #[test]
    fn the_page_that_stands_in_has_retrosheets_notice() {
        let words = NOT_BUILT.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(crate::source::notice::NOTICES[0].text));
    }

    fn pages() -> Router {
        routes(Arc::new(|path| {
            let data = match path {
                "graphiql.html" => "<div id=root>",
                "assets/graphiql-1a2b.js" => "run()",
                _ => return None,
            };
            Some(File { data: data.as_bytes().into(), sha256: [7; 32] })
        }))
    }

    async fn fetch(router: Router, path: &str, known: Option<&str>) -> (StatusCode, HeaderMap, String) {
        let mut request = Request::get(path);
        if let Some(known) = known {
            request = request.header("if-none-match", known);
        }
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn the_page_is_asked_for_again_and_its_files_are_kept() {
        let (status, headers, body) = fetch(pages(), "/graphiql", None).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "<div id=root>"));
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(headers["cache-control"], "no-cache");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self';") && !policy.contains("http"), "{policy}");
        let etag = headers["etag"].to_str().unwrap();
        let (status, _, body) = fetch(pages(), "/graphiql", Some(etag)).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let (status, headers, _) = fetch(pages(), "/assets/graphiql-1a2b.js", None).await;
        assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &HeaderValue::from_static(media_type(".js"))));
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(fetch(pages(), "/assets/other.js", None).await.0, StatusCode::NOT_FOUND);
        assert_eq!(fetch(pages(), "/assets/../graphiql.html", None).await.0, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn without_node_the_page_says_what_to_install() {
        let (status, headers, body) = fetch(routes(Arc::new(|_| None)), "/graphiql", None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/html"));
        assert!(body.contains("Install Node.js 20 or newer and run <code>make web</code>"), "{body}");
    }

    #[tokio::test]
    async fn the_page_as_built_loads_nothing_from_elsewhere() {
        let (status, _, page) = fetch(router(), "/graphiql", None).await;
        assert_eq!(status, StatusCode::OK);
        let Some(_) = Dist::get("graphiql.html") else {
            eprintln!("skipped: the page is not built, run `make web`");
            return;
        };
        let loaded: Vec<_> = page.split('"').filter(|part| part.starts_with("/assets/")).collect();
        // The notices link to the upstreams' terms, which loads nothing by itself.
        let links = page.matches("<a href=\"http").count();
        assert!(!loaded.is_empty() && page.matches("http").count() == links, "{page}");
        for path in loaded {
            assert_eq!(fetch(router(), path, None).await.0, StatusCode::OK, "{path}");
        }
    }
}
