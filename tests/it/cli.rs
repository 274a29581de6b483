//! The program as a person runs it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::json;

use crate::support::http;

/// The program with nothing set but a data directory.
fn scorebook(data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("SCOREBOOK_DATA_DIR", data_dir);
    // Where no configuration file lies.
    command.current_dir(data_dir).stdin(Stdio::null());
    command
}

fn run(data_dir: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    scorebook(data_dir).args(args).envs(variables.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn data_dir() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    // The account of the local server must get through.
    std::fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    dir
}

/// A running `serve` or `demo`, stopped by a signal.
struct Running {
    child: Child,
    said: BufReader<ChildStdout>,
    address: SocketAddr,
    lines: Vec<String>,
}

impl Running {
    /// Starts it and waits until it says that it is ready.
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let mut running = Self { child, said, address: ([127, 0, 0, 1], 0).into(), lines: Vec::new() };
        while running.address.port() == 0 {
            let mut line = String::new();
            let read = running.said.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended before it was ready: {:?}", running.lines);
            if let Some(rest) = line.strip_prefix("ready: http://") {
                running.address = rest.split('/').next().unwrap().parse().unwrap();
            }
            running.lines.push(line.trim_end().to_owned());
        }
        running
    }

    async fn query(&self, query: &str) -> serde_json::Value {
        let body = json!({ "query": query }).to_string();
        let headers = [("content-type", "application/json")];
        let answer = http::request(self.address, "POST", "/graphql", &headers, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Sends a signal and gives the exit code.
    fn stop(mut self, signal: &str) -> Option<i32> {
        self.signal(signal);
        self.child.wait().unwrap().code()
    }

    fn signal(&self, signal: &str) {
        Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
    }
}

impl Drop for Running {
    /// A test that failed leaves nothing running.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal("-INT");
            let _ = self.child.wait();
        }
    }
}

/// Processes that have a directory on their command line.
fn processes_of(directory: &Path) -> Vec<String> {
    let name = directory.display().to_string();
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok())
        .map(|line| text(&line).replace('\0', " "))
        .filter(|line| line.contains(&name))
        .collect()
}

#[test]
fn a_wrong_configuration_is_one_line_and_exit_2() {
    let dir = data_dir();
    let refused = |output: Output| {
        let line = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert_eq!(line.trim_end().lines().count(), 1, "{line}");
        line
    };
    let line = refused(run(dir.path(), &["serve"], &[("SCOREBOOK_LISTEN", "8000")]));
    assert!(line.contains("SCOREBOOK_LISTEN") && line.contains("127.0.0.1:8000"), "{line}");
    let line = refused(run(dir.path(), &["migrate"], &[("SCOREBOOK_DATABASE_URL", "mysql://u:hunter2@h/d")]));
    assert!(line.contains("SCOREBOOK_DATABASE_URL") && !line.contains("hunter2"), "{line}");

    std::fs::write(dir.path().join("scorebook.toml"), "listn = \"127.0.0.1:1\"\n").unwrap();
    let line = refused(run(dir.path(), &["migrate"], &[]));
    assert!(line.contains("scorebook.toml") && line.contains("listn"), "{line}");
    let line = refused(run(dir.path(), &["--config", "/nowhere.toml", "migrate"], &[]));
    assert!(line.contains("/nowhere.toml"), "{line}");
    let line = refused(run(dir.path(), &["--config", "/dev/null", "demo", "--teams", "3"], &[]));
    assert!(line.contains("teams is 3"), "{line}");
    assert!(!dir.path().join("postgres").exists(), "nothing was started");
}

#[test]
fn a_database_that_is_not_there_is_one_line_and_exit_1() {
    let dir = data_dir();
    let nowhere = [("DATABASE_URL", "postgres://u:hunter2@127.0.0.1:1/x")];
    let output = run(dir.path(), &["keys", "list"], &nowhere);
    let line = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(line.contains("127.0.0.1:1") && !line.contains("hunter2"), "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");

    let report = run(dir.path(), &["doctor"], &nowhere);
    assert_eq!(report.status.code(), Some(1));
    let report = text(&report.stdout);
    assert!(report.lines().any(|line| line.starts_with("FAIL  database")), "{report}");
    assert!(report.lines().all(|line| ["OK  ", "WARN", "FAIL"].contains(&&line[..4])), "{report}");
}

#[test]
fn the_schema_needs_nothing() {
    let dir = data_dir();
    let output = run(dir.path(), &["schema"], &[("SCOREBOOK_LISTEN", "wrong")]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("type Query"));
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_share_the_database_of_a_server_and_it_ends_with_the_last() {
    let dir = data_dir();
    let mut serve = scorebook(dir.path());
    serve.args(["serve", "--no-worker"]).env("SCOREBOOK_LISTEN", "127.0.0.1:0").env("SCOREBOOK_ANONYMOUS_READS", "no");
    serve.env("SCOREBOOK_LOG", "warn");
    let server = Running::start(serve);

    let made = run(dir.path(), &["keys", "create", "--name", "one", "--role", "reader"], &[]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let key = text(&made.stdout).trim().to_owned();
    assert!(key.starts_with("sb_") && !text(&made.stderr).contains(&key));

    let ask = async |authorization: &str| {
        let headers = [("content-type", "application/json"), ("authorization", authorization)];
        http::request(server.address, "POST", "/graphql", &headers, r#"{"query":"{ __typename }"}"#).await
    };
    assert_eq!(ask(&format!("Bearer {key}")).await.json()["data"]["__typename"], "Query");
    let wrong = ask("Bearer sb_wrong").await;
    assert_eq!(wrong.json()["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{}", wrong.body);

    let list = text(&run(dir.path(), &["keys", "list"], &[]).stdout);
    assert!(list.contains(&key[..9]) && list.contains("reader"), "{list}");
    assert!(run(dir.path(), &["keys", "revoke", "1"], &[]).status.success());
    assert_eq!(run(dir.path(), &["keys", "revoke", "99"], &[]).status.code(), Some(1));

    let taken = server.address.to_string();
    let second = run(dir.path(), &["serve"], &[("SCOREBOOK_LISTEN", &taken)]);
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains(&taken), "{}", text(&second.stderr));

    assert!(!processes_of(dir.path()).is_empty(), "the database runs for the server");
    assert_eq!(server.stop("-TERM"), Some(0));
    assert_eq!(processes_of(dir.path()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_ready_answers_and_leaves_nothing_running() {
    let dir = data_dir();
    let mut demo = scorebook(dir.path());
    demo.args(["demo", "--teams", "2", "--days", "3", "--listen", "127.0.0.1:0"]);
    // It must not be used, and could not be.
    demo.env("SCOREBOOK_DATABASE_URL", "postgres://127.0.0.1:1/real");
    let demo = Running::start(demo);
    assert!(demo.lines.iter().any(|line| line.starts_with("admin key for this demo: sb_")), "{:?}", demo.lines);

    let page = http::request(demo.address, "GET", "/graphiql", &[], "").await;
    assert_eq!(page.status, 200);
    let ready = http::request(demo.address, "GET", "/readyz", &[], "").await;
    assert_eq!(ready.json()["status"], "ready");
    let answer = demo
        .query("{ games(first: 1) { nodes { id } } players(first: 1) { nodes { batting { plateAppearances } } } }")
        .await;
    assert_eq!(answer["errors"], json!(null), "{answer}");
    assert!(answer["data"]["games"]["nodes"][0]["id"].is_string(), "{answer}");

    assert_eq!(demo.stop("-INT"), Some(0));
    assert_eq!(processes_of(dir.path()), Vec::<String>::new());
}
