//! A running server on a free port of loopback, in this process.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use scorebook::db::Db;
use scorebook::server;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::http::{self, Answer};

/// Longest wait of a test server for its requests in flight.
pub const DRAIN: Duration = Duration::from_millis(500);

/// A server of one test; it stops when dropped.
pub struct TestServer {
    pub address: SocketAddr,
    pub shutdown: CancellationToken,
    running: JoinHandle<()>,
}

impl TestServer {
    /// Serves the operator's routes and those given.
    pub async fn start(db: Db, api: Router) -> Self {
        let listener = server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = CancellationToken::new();
        let router = server::router(db, api, shutdown.clone()).unwrap();
        let stop = shutdown.clone();
        let running = tokio::spawn(async move { server::run(listener, router, stop, DRAIN).await.unwrap() });
        Self { address, shutdown, running }
    }

    /// GET of a path.
    pub async fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[], "").await
    }

    /// One request on a connection of its own.
    pub async fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        http::request(self.address, method, path, headers, body).await
    }

    /// Begins the end and waits for it.
    pub async fn stop(self) {
        self.shutdown.cancel();
        self.running.await.unwrap();
    }
}
