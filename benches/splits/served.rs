//! The API in this process, asked over HTTP.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use scorebook::config::Config;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::client::{Client, post, requests_per_second};
use super::store::Store;

/// A server of its own caches.
pub struct Served {
    address: SocketAddr,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

/// What clients see of a question.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Half of the answers came within so many ms, one client.
    pub p50: f64,
    /// 99 of 100.
    pub p99: f64,
    /// Requests per second of all clients together.
    pub rate: f64,
}

impl Served {
    /// `cache_bytes` is what may be kept of answers; none of it and each is made anew.
    pub async fn start(store: &Store, cache_bytes: Option<u64>) -> Self {
        let mut config = Config::defaults().unwrap();
        config.cache_bytes = cache_bytes.unwrap_or(config.cache_bytes);
        config.limits.bucket_size = 0;
        // The first question reads all seasons.
        config.limits.timeout = Duration::from_secs(600);
        let shutdown = CancellationToken::new();
        let api = scorebook::server::api(&config, &store.db, shutdown.clone()).await.unwrap();
        let router = scorebook::server::router(store.db.clone(), api, shutdown.clone()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self { address, shutdown, task }
    }

    /// Ends it, so that what it keeps is given back.
    pub async fn stop(self) {
        self.shutdown.cancel();
        self.task.abort();
        // It was cancelled; there is nothing else to hear.
        let _ = self.task.await;
    }

    /// The answer and how long it took, or what was wrong with the question.
    pub async fn ask(&self, body: &str) -> Result<(Value, Duration), String> {
        let mut client = Client::connect(self.address).await;
        let begun = Instant::now();
        let text = client.ask(&post("/graphql", body)).await.to_owned();
        let time = begun.elapsed();
        let answer: Value = serde_json::from_str(&text).unwrap();
        match answer.get("errors") {
            Some(errors) => Err(errors[0]["message"].as_str().unwrap_or("errors").to_owned()),
            None => Ok((answer, time)),
        }
    }

    /// Latencies of questions asked in turn over one connection, ascending, by kind.
    pub async fn latencies<const N: usize>(&self, kinds: [&[String]; N], time: Duration) -> [Vec<Duration>; N] {
        let requests = kinds.map(|bodies| bodies.iter().map(|body| post("/graphql", body)).collect::<Vec<_>>());
        let mut client = Client::connect(self.address).await;
        for request in requests.iter().flatten() {
            let body = client.ask(request).await;
            assert!(!body.contains("\"errors\""), "{body}");
        }
        let mut out = std::array::from_fn(|_| Vec::new());
        let begun = Instant::now();
        let mut n = 0;
        while begun.elapsed() < time || n < 20 {
            for (kind, requests) in requests.iter().enumerate() {
                let asked = Instant::now();
                client.ask(&requests[n % requests.len()]).await;
                out[kind].push(asked.elapsed());
            }
            n += 1;
        }
        out.iter_mut().for_each(|latencies| latencies.sort_unstable());
        out
    }

    /// Measures a question with one client and with some.
    pub async fn measure(&self, bodies: &[String], clients: usize, time: Duration) -> Load {
        let [latencies] = self.latencies([bodies], time).await;
        let requests: Vec<_> = bodies.iter().map(|body| post("/graphql", body)).collect();
        let rate = requests_per_second(self.address, clients, time, "\"data\"", move |n| {
            requests[usize::try_from(n).unwrap() % requests.len()].clone()
        })
        .await;
        Load { p50: quantile(&latencies, 0.5), p99: quantile(&latencies, 0.99), rate }
    }
}

/// A quantile of ascending latencies, ms.
pub fn quantile(latencies: &[Duration], part: f64) -> f64 {
    latencies[((latencies.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1e3
}

/// Memory of this process, MB.
pub fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|x| x.split_whitespace().next()?.parse::<f64>().ok()).map_or(f64::NAN, |kib| kib / 1024.0)
}
