//! PostgreSQL's own programs.

use std::path::PathBuf;
use std::process::Command;

/// The newest of a name: Debian keeps most of them off the PATH.
pub fn program(name: &str) -> Command {
    let mut found: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .map(|version| version.unwrap().path().join("bin").join(name))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    Command::new(found.pop().unwrap_or_else(|| PathBuf::from(name)))
}
