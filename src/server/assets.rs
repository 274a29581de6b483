//! The pages built by `make web`, embedded in the program: the dashboard, GraphiQL, and the files they load.
//!
//! Nothing is loaded from elsewhere: the Content-Security-Policy allows this server alone. Without Node.js at build
//! time there are no pages, and in their place stands how to get them.

use std::borrow::Cow;
use std::io::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use moka::future::Cache;
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

/// A page of the program.
struct Page {
    /// Where it stands.
    paths: &'static [&'static str],
    /// Below `web/dist`.
    file: &'static str,
    /// What it may load.
    policy: &'static str,
    /// What it is called where it is missing.
    name: &'static str,
}

/// One page that shows by its address what it is asked for.
const DASHBOARD: Page = Page {
    paths: &["/", "/players/{id}", "/compare", "/leaders", "/coverage", "/admin", "/sign-in"],
    file: "index.html",
    policy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
        connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    name: "dashboard",
};

/// Monaco, the editor of GraphiQL, writes style elements, so inline styles must be allowed; scripts never are. The fonts
/// of GraphiQL stand in its style sheet as data.
const GRAPHIQL: Page = Page {
    paths: &["/graphiql"],
    file: "graphiql.html",
    policy: "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
        font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'",
    name: "GraphiQL explorer",
};

/// What stands in the place of a page that has not been built; `NAME` is the page's.
const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Scorebook</title></head>
<body>
<h1>The NAME is not built into this program</h1>
<p>Install Node.js 20.19 or newer and run <code>make web</code>, then build and start the program again.</p>
<p>The API itself works: send queries to <a href=\"/graphql?query=%7B__typename%7D\"><code>/graphql</code></a>.</p>
<footer>The information used here was obtained free of charge from and is copyrighted by Retrosheet. Interested parties
may contact Retrosheet at \"www.retrosheet.org\".</footer>
</body>
</html>
";

/// Bytes of compressed files kept at most; all of them are some two megabytes.
const KEPT: u64 = 32 << 20;

/// The routes of the pages and of `/assets/...`.
pub fn router() -> Router {
    routes(Arc::new(|path| {
        let file = Dist::get(path)?;
        Some(File { sha256: file.metadata.sha256_hash(), data: file.data })
    }))
}

fn routes(find: Find) -> Router {
    let mut router = Router::new();
    for page in [&DASHBOARD, &GRAPHIQL] {
        for path in page.paths {
            let find = Arc::clone(&find);
            router = router.route(path, get(async move |headers: HeaderMap| page.answer(&find, &headers)));
        }
    }
    let compressed = Cache::builder()
        .weigher(|_, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX))
        .max_capacity(KEPT)
        .build();
    let assets = Router::new().route("/assets/{*path}", get(asset)).with_state(Assets { find, compressed });
    router.merge(assets)
}

impl Page {
    fn answer(&self, find: &Find, headers: &HeaderMap) -> Response {
        match find(self.file) {
            Some(file) => {
                let body = Body::from(file.data);
                answer(body, &file.sha256, "text/html; charset=utf-8", headers, "no-cache", self.policy)
            }
            None => {
                let mut response = Html(NOT_BUILT.replace("NAME", self.name)).into_response();
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                secured(response, self.policy)
            }
        }
    }
}

/// The files that pages load.
#[derive(Clone)]
struct Assets {
    find: Find,
    /// Files compressed as well as can be, each once, by hash: doing so anew costs more than everything else about a
    /// request.
    compressed: Cache<[u8; 32], Bytes>,
}

/// Names below `assets/` carry a hash of the content: what a name stands for never changes.
async fn asset(State(assets): State<Assets>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = (assets.find)(&format!("assets/{path}")) else { return StatusCode::NOT_FOUND.into_response() };
    let (media_type, sha256) = (media_type(&path), file.sha256);
    let is_compressed = is_text(media_type) && takes_gzip(&headers);
    let body = if is_compressed { assets.gzip(file).await.map(Body::from) } else { Ok(Body::from(file.data)) };
    let Ok(body) = body else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let for_good = "public, max-age=31536000, immutable";
    let mut response = answer(body, &sha256, media_type, &headers, for_good, DASHBOARD.policy);
    if is_compressed && response.status() == StatusCode::OK {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

impl Assets {
    async fn gzip(&self, file: File) -> Result<Bytes, Arc<std::io::Error>> {
        let data = file.data;
        let compress = async move {
            let compress = move || {
                let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                gzip.write_all(&data)?;
                gzip.finish().map(Bytes::from)
            };
            tokio::task::spawn_blocking(compress).await.unwrap_or_else(|panic| Err(std::io::Error::other(panic)))
        };
        self.compressed.try_get_with(file.sha256, compress).await
    }
}

/// Whether a client takes what is compressed.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let encodings = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    encodings.flat_map(|value| value.split(',')).any(|encoding| {
        let (name, quality) = encoding.split_once(';').unwrap_or((encoding, ""));
        let is_refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case("gzip") && !is_refused
    })
}

/// Whether a media type is worth compressing; fonts and images are compressed by themselves.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || matches!(media_type, "application/json" | "application/wasm" | "image/svg+xml" | "font/ttf")
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

fn answer(
    body: Body,
    sha256: &[u8; 32],
    media_type: &'static str,
    request: &HeaderMap,
    cache_control: &'static str,
    policy: &'static str,
) -> Response {
    // Weak, because the same file may leave compressed or not.
    let etag = format!("W/\"{}\"", hex::encode(&sha256[..16]));
    let is_known = request.get_all(header::IF_NONE_MATCH).iter().any(|known| {
        known.to_str().is_ok_and(|known| known.split(',').any(|tag| tag.trim() == etag || tag.trim() == "*"))
    });
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    secured(response, policy)
}

fn secured(mut response: Response, policy: &'static str) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

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
            let (data, number) = match path {
                "index.html" => ("<div id=dashboard>", 1),
                "graphiql.html" => ("<div id=explorer>", 2),
                "assets/graphiql-1a2b.js" => ("run()", 3),
                "assets/font-1a2b.woff2" => ("font", 4),
                _ => return None,
            };
            Some(File { data: data.as_bytes().into(), sha256: [number; 32] })
        }))
    }

    async fn ask(router: Router, path: &str, headers: &[(&'static str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    async fn fetch(router: Router, path: &str, known: Option<&str>) -> (StatusCode, HeaderMap, String) {
        let known: Vec<_> = known.into_iter().map(|known| ("if-none-match", known)).collect();
        let (status, headers, body) = ask(router, path, &known).await;
        (status, headers, String::from_utf8(body).unwrap())
    }

    #[tokio::test]
    async fn a_page_is_asked_for_again_and_its_files_are_kept() {
        for (path, page) in [
            ("/", "<div id=dashboard>"),
            ("/players/UGxheWVyOjY2MDI3MQ", "<div id=dashboard>"),
            ("/compare?players=1,2", "<div id=dashboard>"),
            ("/leaders", "<div id=dashboard>"),
            ("/coverage", "<div id=dashboard>"),
            ("/admin", "<div id=dashboard>"),
            ("/sign-in", "<div id=dashboard>"),
            ("/graphiql", "<div id=explorer>"),
        ] {
            let (status, headers, body) = fetch(pages(), path, None).await;
            assert_eq!((status, body.as_str()), (StatusCode::OK, page), "{path}");
            assert_eq!(headers["content-type"], "text/html; charset=utf-8");
            assert_eq!(headers["cache-control"], "no-cache");
            let etag = headers["etag"].to_str().unwrap();
            let (status, _, body) = fetch(pages(), path, Some(etag)).await;
            assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        }
        let (status, headers, _) = fetch(pages(), "/assets/graphiql-1a2b.js", None).await;
        assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &HeaderValue::from_static(media_type(".js"))));
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        for nothing in ["/assets/other.js", "/assets/../graphiql.html", "/index.html", "/players", "/players/1/2"] {
            assert_eq!(fetch(pages(), nothing, None).await.0, StatusCode::NOT_FOUND, "{nothing}");
        }
    }

    #[tokio::test]
    async fn nothing_inline_runs_and_only_the_explorer_may_style_inline() {
        for (path, is_strict) in
            [("/", true), ("/admin", true), ("/assets/graphiql-1a2b.js", true), ("/graphiql", false)]
        {
            let (_, headers, _) = fetch(pages(), path, None).await;
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("http"),
                "{policy}"
            );
            assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{policy}");
            assert_eq!(!policy.contains("'unsafe-inline'"), is_strict, "{path}: {policy}");
            assert!(!policy.contains("unsafe-eval"), "{policy}");
        }
    }

    #[tokio::test]
    async fn files_leave_compressed_for_who_takes_that() {
        let gzip = |accept: &'static str| async move {
            let (_, headers, body) = ask(pages(), "/assets/graphiql-1a2b.js", &[("accept-encoding", accept)]).await;
            (headers.get("content-encoding").is_some_and(|value| value == "gzip"), body)
        };
        for accept in ["gzip", "br, GZIP;q=0.5", "deflate, gzip, br, zstd"] {
            let (is_compressed, body) = gzip(accept).await;
            assert!(is_compressed, "{accept}");
            let mut text = String::new();
            flate2::read::GzDecoder::new(body.as_slice()).read_to_string(&mut text).unwrap();
            assert_eq!(text, "run()");
        }
        for accept in ["br", "gzip;q=0", "identity, gzip; q=0.0"] {
            assert_eq!(gzip(accept).await, (false, b"run()".to_vec()), "{accept}");
        }
        let (_, headers, _) = ask(pages(), "/assets/font-1a2b.woff2", &[("accept-encoding", "gzip")]).await;
        assert!(!headers.contains_key("content-encoding"), "it is compressed by itself");
    }

    #[tokio::test]
    async fn without_node_each_page_says_what_to_install() {
        for (path, name) in [("/", "dashboard"), ("/sign-in", "dashboard"), ("/graphiql", "GraphiQL explorer")] {
            let (status, headers, body) = fetch(routes(Arc::new(|_| None)), path, None).await;
            assert_eq!(status, StatusCode::OK);
            assert!(headers["content-type"].to_str().unwrap().starts_with("text/html"));
            assert!(body.contains(&format!("The {name} is not built into this program")), "{body}");
            assert!(body.contains("Install Node.js 20.19 or newer and run <code>make web</code>"), "{body}");
        }
    }

    #[tokio::test]
    async fn the_page_as_built_loads_nothing_from_elsewhere() {
        for page in [&DASHBOARD, &GRAPHIQL] {
            let (status, _, text) = fetch(router(), page.paths[0], None).await;
            assert_eq!(status, StatusCode::OK);
            let Some(_) = Dist::get(page.file) else {
                eprintln!("skipped: the {} is not built, run `make web`", page.name);
                continue;
            };
            let loaded: Vec<_> = text.split('"').filter(|part| part.starts_with("/assets/")).collect();
            // The notices link to the upstreams' terms, which loads nothing by itself.
            let links = text.matches("<a href=\"http").count();
            assert!(!loaded.is_empty() && text.matches("http").count() == links, "{text}");
            for path in loaded {
                assert_eq!(fetch(router(), path, None).await.0, StatusCode::OK, "{path}");
            }
        }
    }
}
