//! What is read from the process environment beyond single settings. Nothing else in the program does.
#![allow(clippy::disallowed_methods)]

use std::path::PathBuf;

/// A variable that is set and not blank. An empty one counts as not set: compose files pass those on.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|text| text.to_string_lossy().into_owned()).filter(|text| !text.trim().is_empty())
}

/// The names of all variables that begin with a prefix, sorted.
pub(super) fn names_with_prefix(prefix: &str) -> Vec<String> {
    let mut names: Vec<String> = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with(prefix))
        .collect();
    names.sort();
    names
}

/// The directories of `PATH`, for finding other programs.
pub fn search_path() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

/// Whether we were started with SIGHUP ignored, as `nohup` does; then it must stay ignored.
pub fn ignores_hangup() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return false };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}
