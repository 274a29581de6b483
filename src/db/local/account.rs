//! Which operating system account the server runs as. PostgreSQL refuses to run as root.

use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::LocalError;

/// An account to run the server as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
    /// Whether it is not our own, so that files must be handed over to it.
    pub(super) other: bool,
}

impl Account {
    /// Our own, or when we are root: the owner of the cluster if there is one, else `postgres`, else `nobody`.
    pub(super) fn choose(cluster: &Path) -> Result<Self, LocalError> {
        let uid = rustix::process::geteuid().as_raw();
        if uid != 0 {
            return Ok(Self { uid, gid: rustix::process::getegid().as_raw(), other: false });
        }
        if let Ok(owner) = std::fs::metadata(cluster)
            && owner.uid() != 0
        {
            return Ok(Self { uid: owner.uid(), gid: owner.gid(), other: true });
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"].iter().find_map(|name| look_up(&passwd, name)).ok_or(LocalError::NoAccount)
    }

    /// A command that runs as this account, away from our terminal's signals.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        // Its own process group: Ctrl-C on our terminal is for us alone.
        command.process_group(0).stdin(Stdio::null()).env("LC_ALL", "C").env("TZ", "UTC").env_remove("PGDATA");
        if self.other {
            // Dropping the user id from root also drops root's supplementary groups.
            command.uid(self.uid).gid(self.gid).env("HOME", "/");
        }
        command
    }

    /// Whether this account can enter a directory, which takes every directory above it, too.
    pub(super) fn can_enter(&self, directory: &Path) -> bool {
        let mut command = self.command(Path::new("/bin/sh"));
        command.args(["-c", "cd \"$1\"", "sh"]).arg(directory).current_dir("/").stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Makes a directory of this account's own with mode 0700, or checks that an existing one is just that.
    pub(super) fn private_directory(&self, path: &Path) -> Result<(), LocalError> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let io = |error| LocalError::io("make the directory", path, error);
        match std::fs::DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => self.own(path).map_err(io)?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(io(error)),
        }
        let found = std::fs::symlink_metadata(path).map_err(io)?;
        if !found.is_dir() || found.uid() != self.uid {
            return Err(LocalError::NotOurs { path: path.to_owned() });
        }
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(io)
    }

    fn own(&self, path: &Path) -> std::io::Result<()> {
        if self.other { std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid)) } else { Ok(()) }
    }
}

/// Finds an account in the text of `/etc/passwd`.
fn look_up(passwd: &str, name: &str) -> Option<Account> {
    let mut fields = passwd.lines().map(|line| line.split(':')).find_map(|mut fields| {
        let found = fields.next() == Some(name);
        found.then_some(fields)
    })?;
    let _password = fields.next()?;
    let uid = fields.next()?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { uid, gid, other: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_their_whole_name() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\npostgresql:x:9:9::/:/bin/sh\npostgres:x:101:104:PG:/var:/bin/sh\n";
        assert_eq!(look_up(passwd, "postgres"), Some(Account { uid: 101, gid: 104, other: true }));
        assert_eq!(look_up(passwd, "nobody"), None);
        assert_eq!(look_up("postgres:x:notanumber:1::/:", "postgres"), None);
    }
}
