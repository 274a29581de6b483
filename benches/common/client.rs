//! A small HTTP load: a few connections that each send a request when the last was answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection that is kept open.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and returns the body of its answer, which must be a 200.
    pub async fn ask(&mut self, request: &[u8]) -> &str {
        self.stream.write_all(request).await.unwrap();
        self.buffer.clear();
        let (head, length) = loop {
            assert!(self.stream.read_buf(&mut self.buffer).await.unwrap() > 0, "the server closed the connection");
            if let Some(head) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                let text = std::str::from_utf8(&self.buffer[..head]).unwrap().to_ascii_lowercase();
                assert!(text.starts_with("http/1.1 200"), "{text}");
                let length = text.split("content-length: ").nth(1).unwrap();
                break (head + 4, length.split("\r\n").next().unwrap().parse::<usize>().unwrap());
            }
        };
        while self.buffer.len() < head + length {
            assert!(self.stream.read_buf(&mut self.buffer).await.unwrap() > 0, "the server closed the connection");
        }
        std::str::from_utf8(&self.buffer[head..]).unwrap()
    }
}

/// Requests per second over the given time; every answer must be a 200 without errors that contains `expect`.
pub async fn requests_per_second(
    address: SocketAddr,
    clients: usize,
    time: Duration,
    expect: &'static str,
    request: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
) -> f64 {
    let request = Arc::new(request);
    let count = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (request, count) = (Arc::clone(&request), Arc::clone(&count));
            tokio::spawn(async move {
                let mut client = Client::connect(address).await;
                while begun.elapsed() < time {
                    let n = count.fetch_add(1, Ordering::Relaxed);
                    let body = client.ask(&request(n)).await;
                    assert!(body.contains(expect) && !body.contains("\"errors\""), "{body}");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    count.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

/// A POST of a JSON body.
pub fn post(path: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
