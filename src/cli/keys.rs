//! `scorebook keys`: make, list and revoke API keys.

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Subcommand;

use super::session::with_database;
use crate::auth::{self, ApiKey, Role};
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a key and show it, once.
    Create {
        /// Who or what it is for.
        #[arg(long)]
        name: String,
        /// What it may do: reader or admin.
        #[arg(long)]
        role: Role,
    },
    /// List all keys, revoked ones included.
    List,
    /// End a key; servers that know it stop taking it within seconds.
    Revoke {
        /// The number that `keys list` shows.
        id: i64,
    },
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    with_database(config, async |db| {
        match command {
            Command::Create { name, role } => {
                let (id, key) = auth::create(&db, &name, role).await?;
                // The key alone on standard output, so that a script can keep it.
                eprintln!("Key {id} ({}) for {name}. It is not shown again:", role.name());
                println!("{}", key.expose());
            }
            Command::List => print!("{}", table(&auth::list(&db).await?)),
            Command::Revoke { id } => {
                auth::revoke(&db, id).await?;
                println!("Key {id} is revoked.");
            }
        }
        Ok(ExitCode::SUCCESS)
    })
    .await
}

fn table(keys: &[ApiKey]) -> String {
    if keys.is_empty() {
        return "No keys. Make one with: scorebook keys create --name NAME --role reader\n".to_owned();
    }
    let day = |time: DateTime<Utc>| time.format("%Y-%m-%d %H:%M").to_string();
    let mut out =
        format!("{:>4}  {:6}  {:11}  {:16}  {:16}  {}\n", "ID", "ROLE", "KEY", "CREATED", "LAST USED", "NAME");
    for key in keys {
        let used = match (key.revoked_at, key.last_used_at) {
            (Some(_), _) => "revoked".to_owned(),
            (None, Some(time)) => day(time),
            (None, None) => "never".to_owned(),
        };
        let hint = format!("{}..", key.hint);
        out += &format!(
            "{:>4}  {:6}  {hint:11}  {:16}  {used:16}  {}\n",
            key.id,
            key.role.name(),
            day(key.created_at),
            key.name
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_line_up_and_say_what_is_revoked() {
        let at = |text: &str| Some(text.parse::<DateTime<Utc>>().unwrap());
        let key = |id, role, last_used_at, revoked_at| ApiKey {
            id,
            name: format!("name {id}"),
            role,
            hint: "sb_abcdef".to_owned(),
            created_at: "2024-03-28T12:00:00Z".parse().unwrap(),
            last_used_at,
            revoked_at,
        };
        let keys = [
            key(1, Role::Admin, at("2024-03-29T01:02:03Z"), None),
            key(22, Role::Reader, None, None),
            key(3, Role::Reader, None, at("2024-03-30T00:00:00Z")),
        ];
        assert_eq!(
            table(&keys),
            "  ID  ROLE    KEY          CREATED           LAST USED         NAME\n   \
             1  admin   sb_abcdef..  2024-03-28 12:00  2024-03-29 01:02  name 1\n  \
             22  reader  sb_abcdef..  2024-03-28 12:00  never             name 22\n   \
             3  reader  sb_abcdef..  2024-03-28 12:00  revoked           name 3\n"
        );
        assert!(table(&[]).starts_with("No keys."));
    }
}
