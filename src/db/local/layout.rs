//! Where the files of the local server are.
//!
//! `DATA_DIR/postgres/` holds the locks, always. The cluster, its log and its socket are there too, unless
//! another account must run the server and cannot get there, or the socket's path would be too long.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::LocalError;
use super::account::Account;

/// A socket's path has at most 108 bytes, on some systems 104, of which the file name takes 15.
const LONGEST_SOCKET_DIR: usize = 88;
/// Where clusters go when the account that runs them cannot reach the data directory.
const ELSEWHERE: &str = "/var/lib/scorebook";

/// The paths of one data directory's server, all absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Locked shared by every user of the server.
    pub(super) users_lock: PathBuf,
    /// Locked exclusively by whoever starts or stops it.
    pub(super) start_lock: PathBuf,
    /// Directory of the cluster, its log and its socket directory.
    pub(super) home: PathBuf,
    /// The cluster itself (PGDATA).
    pub(super) cluster: PathBuf,
    /// Directory of the socket.
    pub(super) socket_dir: PathBuf,
    /// What the server says.
    pub(super) log: PathBuf,
    /// The account that runs it.
    pub(super) account: Account,
}

impl Layout {
    /// Finds or makes the places for a data directory. Idempotent; needs no lock.
    pub(super) fn prepare(data_dir: &Path) -> Result<Self, LocalError> {
        let here = data_dir.join("postgres");
        std::fs::create_dir_all(&here).map_err(|error| LocalError::io("make the directory", &here, error))?;
        let here = here.canonicalize().map_err(|error| LocalError::io("find the directory", &here, error))?;
        let pointer = here.join("location");
        let pointed = std::fs::read_to_string(&pointer).ok().map(|text| PathBuf::from(text.trim()));
        let home = pointed.clone().unwrap_or_else(|| here.clone());
        let account = Account::choose(&home.join("cluster"))?;
        let home = if pointed.is_none() && account.other && !account.can_enter(&here) {
            let elsewhere = Path::new(ELSEWHERE).join(short_hash(&here));
            std::fs::write(&pointer, format!("{}\n", elsewhere.display()))
                .map_err(|error| LocalError::io("write", &pointer, error))?;
            elsewhere
        } else {
            home
        };
        // The pointer may outlive what it points to, and our umask may be strict.
        std::fs::create_dir_all(&home).map_err(|error| LocalError::io("make the directory", &home, error))?;
        if home != here {
            for open in [Path::new(ELSEWHERE), &home] {
                std::fs::set_permissions(open, std::fs::Permissions::from_mode(0o755))
                    .map_err(|error| LocalError::io("open the way to", open, error))?;
            }
        }
        let home = home.canonicalize().map_err(|error| LocalError::io("find the directory", &home, error))?;
        let socket_dir = socket_dir(&home, account.uid);
        Ok(Self {
            users_lock: here.join("users.lock"),
            start_lock: here.join("start.lock"),
            cluster: home.join("cluster"),
            log: home.join("postgres.log"),
            home,
            socket_dir,
            account,
        })
    }

    /// The socket itself. The port is only part of its name: nothing listens on TCP.
    pub(super) fn socket(&self) -> PathBuf {
        self.socket_dir.join(".s.PGSQL.5432")
    }
}

fn socket_dir(home: &Path, uid: u32) -> PathBuf {
    let near = home.join("socket");
    if near.as_os_str().len() <= LONGEST_SOCKET_DIR {
        return near;
    }
    PathBuf::from(format!("/tmp/scorebook-{uid}-{}", short_hash(home)))
}

fn short_hash(path: &Path) -> String {
    blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_get_a_short_socket_directory_of_their_own() {
        let near = Path::new("/srv/scorebook/postgres");
        assert_eq!(socket_dir(near, 7), near.join("socket"));
        let far = PathBuf::from(format!("/srv/{}/postgres", "x".repeat(90)));
        let other = PathBuf::from(format!("/srv/{}/postgres", "y".repeat(90)));
        let short = socket_dir(&far, 7);
        assert!(short.starts_with("/tmp") && short.as_os_str().len() <= LONGEST_SOCKET_DIR, "{short:?}");
        assert_ne!(short, socket_dir(&other, 7));
    }
}
