//! Making, starting and stopping the server. Callers hold the start lock.

use std::fs::File;
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::find::{self, Programs};
use super::layout::Layout;
use super::{LocalError, NAME, Options};

/// Longest wait for a start: recovery after a crash replays up to `max_wal_size` of log.
const START_TIMEOUT: Duration = Duration::from_secs(150);
/// How long the children of a killed server may take to leave its shared memory.
const ORPHAN_TIMEOUT: Duration = Duration::from_secs(20);
/// Longest wait for an orderly stop (it writes a checkpoint) before a hard one.
const STOP_TIMEOUT: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(15);
/// A log larger than this is begun anew at the next start, bytes.
const LOG_SIZE: u64 = 10 << 20;

/// Settings that differ from PostgreSQL's own. One user, one machine, large loads and short reads.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "port=5432",
    "shared_buffers=256MB",
    "work_mem=32MB",
    "maintenance_work_mem=256MB",
    "effective_cache_size=2GB",
    "random_page_cost=1.1",
    "jit=off",
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    // Nobody replicates from it, and a load into a table made in the same transaction needs no log then.
    "wal_level=minimal",
    "max_wal_senders=0",
    "logging_collector=off",
    "log_destination=stderr",
    "log_checkpoints=off",
    "log_timezone=UTC",
    "timezone=UTC",
];

/// Makes the cluster if there is none and starts the server if none runs.
pub(super) fn ensure_running(layout: &Layout, options: &Options) -> Result<(), LocalError> {
    if running(layout).is_some() {
        match wait_ready(layout, None) {
            // It was on its way out.
            Err(_) if running(layout).is_none() => {}
            outcome => return outcome,
        }
    }
    let programs = find::find(cluster_version(&layout.cluster), &crate::config::search_path())?;
    if !layout.cluster.exists() {
        make_cluster(layout, &programs, options)?;
    }
    layout.account.private_directory(&layout.socket_dir)?;
    clear_stale(layout);
    start(layout, &programs, options)
}

/// Process id of the server that runs on our cluster, if one does.
pub(super) fn running(layout: &Layout) -> Option<u32> {
    let pid = pid_file(layout).lines().next()?.trim().parse().ok()?;
    serves(pid, &layout.cluster).then_some(pid)
}

/// Stops the server: open transactions are rolled back, what is committed is on disk.
pub(super) fn stop(layout: &Layout) {
    let Some(pid) = running(layout) else { return };
    for (signal, patience) in [(Signal::INT, STOP_TIMEOUT), (Signal::QUIT, Duration::from_secs(10))] {
        let Some(process) = Pid::from_raw(pid.cast_signed()) else { return };
        // An error means that it is gone already, which the loop sees.
        let _ = kill_process(process, signal);
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if !serves(pid, &layout.cluster) {
                // Only a socket directory under /tmp would be litter, but no start minds its absence.
                let _ = std::fs::remove_dir(&layout.socket_dir);
                return;
            }
            std::thread::sleep(POLL);
        }
    }
    tracing::warn!(pid, log = %layout.log.display(), "the local PostgreSQL does not stop");
}

fn pid_file(layout: &Layout) -> String {
    std::fs::read_to_string(layout.cluster.join("postmaster.pid")).unwrap_or_default()
}

/// Whether a process is a server on this cluster. Process ids are used again, so that one lives is not enough:
/// the server's command line names its cluster. (Its working directory may be hidden from root in a container.)
fn serves(pid: u32, cluster: &Path) -> bool {
    let line = match std::fs::read(format!("/proc/{pid}/cmdline")) {
        Ok(line) => line,
        Err(_) if Path::new("/proc/self").exists() => return false,
        Err(_) => {
            let mut ps = std::process::Command::new("ps");
            ps.args(["-o", "command=", "-p", &pid.to_string()]).output().map(|out| out.stdout).unwrap_or_default()
        }
    };
    let line = String::from_utf8_lossy(&line);
    line.contains("postgres") && line.contains(&*cluster.as_os_str().to_string_lossy())
}

fn cluster_version(cluster: &Path) -> Option<u32> {
    std::fs::read_to_string(cluster.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// Makes the cluster under another name and renames it when it is complete, so that a half-made one is never used.
fn make_cluster(layout: &Layout, programs: &Programs, options: &Options) -> Result<(), LocalError> {
    remove_half_made(&layout.home);
    let half = layout.home.join(format!("cluster.new-{}", std::process::id()));
    tracing::info!(cluster = %layout.cluster.display(), version = programs.major, "making the local database");
    // Not every system has the locale C.UTF-8; plain C only loses the case of letters beyond ASCII.
    let mut outcome = Ok(());
    for ctype in ["C.UTF-8", "C"] {
        let _ = std::fs::remove_dir_all(&half);
        layout.account.private_directory(&half)?;
        outcome = initdb(layout, programs, &half, ctype);
        if outcome.is_ok() {
            break;
        }
    }
    outcome.map_err(|reason| LocalError::Init { path: half.clone(), reason })?;
    if options.durable {
        settle(&half).map_err(|error| LocalError::io("write to disk", &half, error))?;
    }
    std::fs::rename(&half, &layout.cluster).map_err(|error| LocalError::io("rename", &half, error))
}

fn remove_half_made(home: &Path) {
    for entry in std::fs::read_dir(home).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with("cluster.new-") {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Brings what was written to disk. One call for all files takes a fraction of what initdb's own call a file does.
fn settle(path: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(path)?)?;
    #[cfg(not(target_os = "linux"))]
    rustix::fs::sync();
    Ok(())
}

/// Makes a cluster with our database in it; nothing is forced to disk yet.
fn initdb(layout: &Layout, programs: &Programs, cluster: &Path, ctype: &str) -> Result<(), String> {
    let mut command = layout.account.command(&programs.bin.join("initdb"));
    command.current_dir("/").arg("-D").arg(cluster).args(["-U", NAME, "--encoding=UTF8", "--lc-collate=C"]);
    command.arg(format!("--lc-ctype={ctype}")).args(["--lc-messages=C", "--auth-local=trust", "--auth-host=reject"]);
    command.arg("--no-sync");
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(last_line(&String::from_utf8_lossy(&output.stderr)));
    }
    // The database is made before anybody can see the cluster, in single-user mode.
    let mut single = layout.account.command(&programs.bin.join("postgres"));
    single.current_dir("/").args(["--single", "-F", "-D"]).arg(cluster).arg("postgres");
    let mut child = single
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut stdin) = child.stdin.take() {
        // A server that is gone already says why on its error output.
        let _ = writeln!(stdin, "CREATE DATABASE {NAME};");
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || said.contains("ERROR:") {
        return Err(last_line(&said));
    }
    Ok(())
}

/// Takes away what a killed server left, once it is sure that none stands behind it. PostgreSQL does so by itself
/// unless the process id in the file belongs to some other process by now.
fn clear_stale(layout: &Layout) {
    let mut socket_lock = layout.socket().into_os_string();
    socket_lock.push(".lock");
    for path in [layout.cluster.join("postmaster.pid"), layout.socket(), PathBuf::from(socket_lock)] {
        if std::fs::remove_file(&path).is_ok() {
            tracing::info!(path = %path.display(), "removed what a killed PostgreSQL left");
        }
    }
}

fn start(layout: &Layout, programs: &Programs, options: &Options) -> Result<(), LocalError> {
    let orphans_gone = Instant::now() + ORPHAN_TIMEOUT;
    loop {
        let child = launch(layout, programs, options)?;
        match wait_ready(layout, Some(child)) {
            // Children of a killed server notice within moments and leave.
            Err(LocalError::Start { reason, .. })
                if reason.contains("shared memory block") && Instant::now() < orphans_gone =>
            {
                std::thread::sleep(Duration::from_millis(200));
            }
            outcome => return outcome,
        }
    }
}

fn launch(layout: &Layout, programs: &Programs, options: &Options) -> Result<Child, LocalError> {
    let io = |error| LocalError::io("write", &layout.log, error);
    let large = std::fs::metadata(&layout.log).is_ok_and(|log| log.len() > LOG_SIZE);
    let log = File::options().create(true).append(true).open(&layout.log).map_err(io)?;
    if large {
        log.set_len(0).map_err(io)?;
    }
    let mut command = layout.account.command(&programs.bin.join("postgres"));
    command.current_dir("/").arg("-D").arg(&layout.cluster);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    // The value is a list: quotes keep commas and blanks of the path in it.
    let directory = layout.socket_dir.display().to_string().replace('"', "\"\"");
    command.arg("-c").arg(format!("unix_socket_directories=\"{directory}\""));
    command.arg("-c").arg(format!("max_connections={}", options.max_connections));
    if !options.durable {
        command.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
    }
    let errors = log.try_clone().map_err(io)?;
    command.stdout(log).stderr(errors);
    command.spawn().map_err(|error| LocalError::Start { reason: error.to_string(), log: layout.log.clone() })
}

/// Waits until the server takes connections. A child of ours that came up is left to a thread that reaps it.
fn wait_ready(layout: &Layout, mut child: Option<Child>) -> Result<(), LocalError> {
    let deadline = Instant::now() + START_TIMEOUT;
    let failed = |reason: String| LocalError::Start { reason, log: layout.log.clone() };
    loop {
        // Line 8 of the file is the server's own word on its state.
        let ready = pid_file(layout).lines().nth(7).is_some_and(|state| state.trim() == "ready");
        if ready && running(layout).is_some() && UnixStream::connect(layout.socket()).is_ok() {
            if let Some(mut child) = child {
                std::thread::spawn(move || child.wait());
            }
            return Ok(());
        }
        let gone = match &mut child {
            Some(child) => matches!(child.try_wait(), Ok(Some(_)) | Err(_)),
            None => running(layout).is_none(),
        };
        if gone {
            return Err(failed(last_complaint(&layout.log)));
        }
        if Instant::now() >= deadline {
            return Err(failed(format!("it is not ready after {} s", START_TIMEOUT.as_secs())));
        }
        std::thread::sleep(POLL);
    }
}

/// The last FATAL or ERROR line of the log, or its last line.
fn last_complaint(log: &Path) -> String {
    let text = std::fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let complaint = text.lines().rev().find(|line| line.contains("FATAL:") || line.contains("ERROR:"));
    complaint.map_or_else(|| last_line(&text), str::to_owned)
}

fn last_line(text: &str) -> String {
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gives no reason").trim().to_owned()
}
