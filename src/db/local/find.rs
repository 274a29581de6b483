//! Finding an installed PostgreSQL server.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::LocalError;

/// Where distributions put the server programs, when they are not on PATH.
const ROOTS: &[(&str, &str)] =
    &[("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin")];
/// Oldest major version the schema works on.
const OLDEST: u32 = 14;

/// Server programs of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    /// Directory of `initdb` and `postgres`.
    pub(super) bin: PathBuf,
    /// Major version.
    pub(super) major: u32,
}

/// The programs to use: those of the cluster's version when there is a cluster, else the first on PATH,
/// else the newest installed.
pub(super) fn find(cluster_major: Option<u32>, search_path: &[PathBuf]) -> Result<Programs, LocalError> {
    let installed: Vec<Programs> = candidates(search_path).into_iter().filter_map(probe).collect();
    match cluster_major {
        Some(major) => {
            installed.into_iter().find(|programs| programs.major == major).ok_or(LocalError::OtherVersion { major })
        }
        None => {
            let newest = installed.iter().map(|programs| programs.major).max();
            match installed.into_iter().find(|programs| programs.major >= OLDEST) {
                Some(programs) => Ok(programs),
                None => Err(LocalError::NotInstalled { found: newest }),
            }
        }
    }
}

/// Directories that hold both programs, best first, without repetitions.
fn candidates(search_path: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut versioned: Vec<(u32, PathBuf)> = Vec::new();
    for (root, bin) in ROOTS {
        let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let digits: String = name.chars().skip_while(|c| !c.is_ascii_digit()).collect();
            let known = ["", "pgsql-", "postgresql@"].iter().any(|prefix| name == format!("{prefix}{digits}"));
            if let (true, Ok(version)) = (known, digits.parse()) {
                versioned.push((version, entry.path().join(bin)));
            }
        }
    }
    versioned.sort_by(|a, b| b.cmp(a));
    for directory in search_path.iter().cloned().chain(versioned.into_iter().map(|(_, path)| path)) {
        let both = directory.join("initdb").is_file() && directory.join("postgres").is_file();
        // A link on PATH stands for the directory it leads to.
        let real = directory.join("postgres").canonicalize().ok().and_then(|p| p.parent().map(Path::to_path_buf));
        if let (true, Some(real)) = (both, real)
            && !found.contains(&real)
        {
            found.push(real);
        }
    }
    found
}

fn probe(bin: PathBuf) -> Option<Programs> {
    let output = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
    let major = major_version(&String::from_utf8_lossy(&output.stdout))?;
    Some(Programs { bin, major })
}

/// The major version in `postgres (PostgreSQL) 16.4 (Debian 16.4-1)` or `17beta1`.
fn major_version(text: &str) -> Option<u32> {
    let version = text.split(") ").nth(1)?;
    version.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_banner() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major_version("no such thing"), None);
    }

    #[test]
    fn a_cluster_of_a_version_that_is_not_installed_says_what_to_install() {
        let line = find(Some(9), &[]).unwrap_err().to_string();
        assert!(line.contains("PostgreSQL 9") && line.contains("postgresql-9"), "{line}");
    }
}
