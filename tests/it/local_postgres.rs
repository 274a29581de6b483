//! The managed local PostgreSQL: sharing, and starting again after anything died.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use scorebook::db;
use scorebook::db::local::{LocalPostgres, Options};

fn quick() -> Options {
    Options { durable: false, max_connections: 20 }
}

async fn acquire(data_dir: &Path) -> LocalPostgres {
    LocalPostgres::acquire(data_dir, quick()).await.unwrap()
}

fn alive(pid: u32) -> bool {
    // A process that ended but was not waited for yet is not alive.
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| stat.rsplit(") ").next().is_some_and(|rest| !rest.starts_with('Z')))
}

/// Whether a process ends within moments: the kernel takes its memory, by which it is known, before it lists it as ended.
fn is_gone(pid: u32) -> bool {
    (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        !alive(pid)
    })
}

async fn answer(local: &LocalPostgres) -> i32 {
    let db = db::connect(&local.url(), 2).await.unwrap();
    let answer = sqlx::query_scalar("SELECT 41 + 1").fetch_one(&db.pool).await.unwrap();
    db.pool.close().await;
    answer
}

fn kill(signal: &str, pid: u32) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
    let deadline = Instant::now() + Duration::from_secs(10);
    while alive(pid) && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(is_gone(pid));
}

/// Where the cluster is: beside the locks, or where the pointer says.
fn cluster(data_dir: &Path) -> std::path::PathBuf {
    let here = data_dir.join("postgres");
    let home = std::fs::read_to_string(here.join("location")).map(|text| text.trim().into()).unwrap_or(here);
    home.join("cluster")
}

/// A data directory whose cluster goes with it, also when it is elsewhere.
struct DataDir(tempfile::TempDir);

impl DataDir {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        // Others may pass through, so that the account of the server can.
        std::fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        Self(dir)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for DataDir {
    fn drop(&mut self) {
        if self.path().join("postgres/location").exists() {
            let _ = std::fs::remove_dir_all(cluster(self.path()).parent().unwrap());
        }
    }
}

#[tokio::test]
async fn the_first_starts_it_and_the_last_stops_it() {
    let dir = DataDir::new();
    let (first, second) = tokio::join!(acquire(dir.path()), acquire(dir.path()));
    let pid = first.pid().unwrap();
    assert_eq!(second.pid(), Some(pid), "one server for both");
    assert_eq!(first.url(), second.url());
    first.release().await;
    assert_eq!(answer(&second).await, 42, "it still runs for the second");
    second.release().await;
    assert!(is_gone(pid), "the last one stopped it");
    let again = acquire(dir.path()).await;
    assert_ne!(again.pid(), Some(pid));
    assert_eq!(answer(&again).await, 42);
    // Dropped without release, as on an error's way out.
    let pid = again.pid().unwrap();
    drop(again);
    assert!(is_gone(pid));
}

#[tokio::test]
async fn nothing_listens_on_tcp_and_the_socket_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let dir = DataDir::new();
    let local = acquire(dir.path()).await;
    let db = db::connect(&local.url(), 2).await.unwrap();
    let (addresses, directory): (String, String) =
        sqlx::query_as("SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')")
            .fetch_one(&db.pool)
            .await
            .unwrap();
    assert_eq!(addresses, "");
    let mode = std::fs::metadata(directory.trim_matches('"')).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    db.pool.close().await;
    local.release().await;
}

#[tokio::test]
async fn a_killed_server_does_not_block_the_next_start() {
    let dir = DataDir::new();
    let local = LocalPostgres::acquire(dir.path(), Options::default()).await.unwrap();
    let db = db::connect(&local.url(), 2).await.unwrap();
    sqlx::raw_sql("CREATE TABLE kept AS SELECT 7 AS n").execute(&db.pool).await.unwrap();
    let pid = local.pid().unwrap();
    kill("-KILL", pid);
    assert_eq!(local.pid(), None);
    // Its user is still there, as a server process would be.
    let next = acquire(dir.path()).await;
    assert_ne!(next.pid(), Some(pid));
    let db = db::connect(&next.url(), 2).await.unwrap();
    let kept: i32 = sqlx::query_scalar("SELECT n FROM kept").fetch_one(&db.pool).await.unwrap();
    assert_eq!(kept, 7);
    db.pool.close().await;
    next.release().await;
    assert!(local.pid().is_some(), "the first user still holds it");
    local.release().await;
}

#[tokio::test]
async fn a_stale_pid_file_with_a_reused_pid_is_no_server() {
    let dir = DataDir::new();
    acquire(dir.path()).await.release().await;
    // A process of the server's own account lives under the pid in the file: PostgreSQL alone would refuse to start.
    let owner = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(cluster(dir.path())).unwrap());
    let mut sleeper = Command::new("sleep");
    sleeper.arg("60").current_dir("/");
    if owner != std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) {
        std::os::unix::process::CommandExt::uid(&mut sleeper, owner);
    }
    let mut sleeper = sleeper.spawn().unwrap();
    let stale =
        format!("{}\n{}\n1700000000\n5432\n/nowhere\n\n 1 1\nready   \n", sleeper.id(), cluster(dir.path()).display());
    std::fs::write(cluster(dir.path()).join("postmaster.pid"), stale).unwrap();
    let local = acquire(dir.path()).await;
    assert_ne!(local.pid(), Some(sleeper.id()));
    assert_eq!(answer(&local).await, 42);
    assert!(alive(sleeper.id()), "a stranger's process is left alone");
    local.release().await;
    sleeper.kill().unwrap();
    sleeper.wait().unwrap();
}

#[tokio::test]
async fn a_half_made_cluster_is_made_anew() {
    let dir = DataDir::new();
    let home = dir.path().join("postgres");
    std::fs::create_dir_all(home.join("cluster.new-12345/base")).unwrap();
    std::fs::write(home.join("cluster.new-12345/PG_VERSION"), "15\n").unwrap();
    let local = acquire(dir.path()).await;
    assert_eq!(answer(&local).await, 42);
    local.release().await;
    if cluster(dir.path()).starts_with(&home) {
        assert!(!home.join("cluster.new-12345").exists());
    }
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_works_all_the_same() {
    let dir = DataDir::new();
    let long = dir.path().join("d".repeat(60)).join("e f,g".repeat(9));
    let local = acquire(&long).await;
    assert_eq!(answer(&local).await, 42);
    assert!(local.url().contains("%2Ftmp%2Fscorebook-"), "{}", local.url());
    local.release().await;
}

#[tokio::test]
async fn a_path_with_blanks_and_commas_works_all_the_same() {
    let dir = DataDir::new();
    let local = acquire(&dir.path().join("a b,c+d%20\"e")).await;
    assert_eq!(answer(&local).await, 42);
    local.release().await;
}

#[tokio::test]
async fn a_directory_the_servers_account_cannot_reach_only_points_to_the_cluster() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        eprintln!("skipped: only root runs the server as another account");
        return;
    }
    let dir = DataDir::new();
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let local = acquire(dir.path()).await;
    assert_eq!(answer(&local).await, 42);
    assert!(cluster(dir.path()).starts_with("/var/lib/scorebook"), "{:?}", cluster(dir.path()));
    let pid = local.pid();
    let second = acquire(dir.path()).await;
    assert_eq!(second.pid(), pid, "shared there, too");
    local.release().await;
    second.release().await;
}
