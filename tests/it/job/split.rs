//! An origin whose answers for a whole day are cut at the cap.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::Uri;
use axum::routing::get;
use scorebook::source::http::{Client, ClientConfig};
use scorebook::source::savant::ROW_CAP;
use url::Url;

use super::origin::Sim;

/// The origin; it ends with the test's runtime.
pub struct Capped {
    pub url: String,
}

#[derive(Clone)]
struct Behind {
    url: Url,
    client: Client,
}

/// In front of a simulated league: days of pitches are blown up to the cap, games and all else pass.
pub async fn capped(sim: &Sim) -> Capped {
    let config = ClientConfig {
        delay: std::time::Duration::ZERO,
        timeout: std::time::Duration::from_secs(20),
        max_body_bytes: 100 << 20,
        contact: "test@example.org".to_owned(),
    };
    let behind = Behind { url: sim.origin.url.clone(), client: Client::new(config).unwrap() };
    let router = Router::new().route("/statcast_search/csv", get(pitches)).fallback(pass).with_state(behind);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Capped { url }
}

async fn pitches(State(behind): State<Behind>, RawQuery(query): RawQuery, uri: Uri) -> Vec<u8> {
    let body = fetch(&behind, &uri).await;
    if query.unwrap().contains("game_pk=") {
        return body;
    }
    let text = String::from_utf8(body).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().cycle().take(ROW_CAP).collect();
    format!("{header}\n{}", rows.join("\n")).into_bytes()
}

async fn pass(State(behind): State<Behind>, uri: Uri) -> Vec<u8> {
    fetch(&behind, &uri).await
}

async fn fetch(behind: &Behind, uri: &Uri) -> Vec<u8> {
    let url = behind.url.join(uri.path_and_query().unwrap().as_str()).unwrap();
    behind.client.get(&url, None).await.unwrap().body.to_vec()
}
