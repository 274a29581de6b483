//! Configuration: the only reader of the environment.
//!
//! The environment is stronger than the TOML file, which is stronger than the defaults. One table
//! ([`SETTINGS`]) drives loading, the example file and `doctor`. A value that cannot be right, or a key
//! that does not exist, stops the program with one line; nothing is guessed. Secrets never print.

mod environment;
mod example;
mod setting;
mod value;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

pub use environment::{ignores_hangup, search_path};
pub use setting::{SETTINGS, Setting};
pub use value::{LogFormat, Secret};

/// The file that is read when none is named and it exists.
pub const DEFAULT_FILE: &str = "scorebook.toml";
/// The variable that names another file.
pub const FILE_VARIABLE: &str = "SCOREBOOK_CONFIG";

/// Everything the operator can set, checked.
#[derive(Clone)]
pub struct Config {
    /// PostgreSQL to use; none = the managed local one. May hold a password: never print it.
    pub database_url: Option<String>,
    /// Directory of the lake and the local PostgreSQL.
    pub data_dir: PathBuf,
    /// Where bodies are kept: a directory path, `s3://` or `gs://`.
    pub lake_url: String,
    /// Address of the API.
    pub listen: SocketAddr,
    /// Most connections to the database of this process.
    pub database_connections: u32,
    /// Bootstrap key with the admin role.
    pub admin_key: Option<Secret>,
    /// Whether queries are answered without a key.
    pub anonymous_reads: bool,
    /// Other origins whose pages may call the API; `*` = all.
    pub cors_origins: Vec<String>,
    /// Whether `X-Forwarded-For` is believed.
    pub behind_proxy: bool,
    /// Contact in the User-Agent; empty when the operator set none.
    pub contact: String,
    /// Base URL of Baseball Savant, ends in a slash (as all base URLs here).
    pub savant_url: Url,
    /// Base URL of MLB StatsAPI.
    pub statsapi_url: Url,
    /// Base URL of Retrosheet.
    pub retrosheet_url: Url,
    /// Base URL of the host of the Chadwick register.
    pub register_url: Url,
    /// Pause between two requests to one host.
    pub crawl_delay: Duration,
    /// First pause before a retry.
    pub retry_base: Duration,
    /// Longest time of one upstream request.
    pub request_timeout: Duration,
    /// Largest upstream body, decoded.
    pub max_body_bytes: usize,
    /// Whether the worker starts the daily crawls.
    pub schedule: bool,
    /// Memory for cached answers; 0 = no cache.
    pub cache_bytes: u64,
    /// Memory for seasons.
    pub season_bytes: u64,
    /// How long a stopping server waits for requests in flight.
    pub drain_timeout: Duration,
    /// Log filter.
    pub log: String,
    /// Log format.
    pub log_format: LogFormat,
    /// Limits on GraphQL requests.
    pub limits: LimitConfig,
    origins: BTreeMap<&'static str, Origin>,
    file: Option<PathBuf>,
}

/// Limits on GraphQL requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitConfig {
    /// Largest request body, bytes.
    pub body_bytes: usize,
    /// Deepest nesting.
    pub depth: usize,
    /// Highest price of one query, cost points.
    pub complexity: u64,
    /// Most aliases in a query.
    pub aliases: usize,
    /// Most fields at the root.
    pub root_fields: usize,
    /// Most directives in a query.
    pub directives: usize,
    /// Most fields in a query, fragments expanded.
    pub fields: usize,
    /// Most operations in a batch; 0 refuses batches.
    pub batch: usize,
    /// Longest time of a request.
    pub timeout: Duration,
    /// Cost points a caller may spend at once; 0 = no such limit.
    pub bucket_size: u64,
    /// Cost points a caller gets back each second.
    pub restore_rate: u64,
    /// Most operations at once on one WebSocket.
    pub socket_operations: usize,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// This variable.
    Variable(String),
    /// The TOML file.
    File,
}

/// Why the configuration cannot be used. Each displays as one line.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value that does not parse.
    #[error("{place} is {value}, but must be {expected}")]
    Value {
        /// The variable, or file and key.
        place: String,
        /// The value in quotes, or that it is not shown.
        value: String,
        /// What would be right.
        expected: String,
    },
    /// A key the program does not know.
    #[error("{file}: unknown key {key}; scorebook.example.toml lists every key")]
    UnknownKey {
        /// The file.
        file: String,
        /// The key with its table.
        key: String,
    },
    /// The file is not TOML.
    #[error("{file}:{line}: not valid TOML: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// Line number from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A file that was named cannot be read.
    #[error("cannot read the configuration file {file}: {error}; check the path given by --config or SCOREBOOK_CONFIG")]
    Unreadable {
        /// The file.
        file: String,
        /// The system's reason.
        error: std::io::Error,
    },
}

/// A configuration file: its path and text.
type FileText = (PathBuf, String);

impl Config {
    /// Loads from the environment and the file it names, or `scorebook.toml` here if there is one.
    pub fn load() -> Result<Self, ConfigError> {
        Self::load_from(None)
    }

    /// As [`Config::load`], with the file from the command line, which is stronger than the variable.
    pub fn load_from(file: Option<&Path>) -> Result<Self, ConfigError> {
        let named = file.map(Path::to_owned).or_else(|| environment::variable(FILE_VARIABLE).map(PathBuf::from));
        let path = named.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => Some((path, text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
            Err(error) => return Err(ConfigError::Unreadable { file: path.display().to_string(), error }),
        };
        Self::from_parts(environment::variable, text)
    }

    /// The pure part of loading: a look-up of variables and the text of a file.
    pub fn from_parts(variable: impl Fn(&str) -> Option<String>, file: Option<FileText>) -> Result<Self, ConfigError> {
        let mut in_file = match &file {
            Some((path, text)) => file_values(path, text)?,
            None => BTreeMap::new(),
        };
        let mut config = Self::unset();
        for setting in SETTINGS {
            // As in the environment, an empty text counts as not set.
            let from_file = in_file.remove(setting.key).filter(|text| !text.trim().is_empty());
            let from_variable =
                setting.variables().into_iter().find_map(|name| variable(&name).map(|text| (name, text)));
            let (origin, place, text) = match (from_variable, from_file, &file) {
                (Some((name, text)), _, _) => (Origin::Variable(name.clone()), name, text),
                (None, Some(text), Some((path, _))) => {
                    (Origin::File, format!("{}: {}", path.display(), setting.key), text)
                }
                _ => (Origin::Default, String::new(), setting.default.to_owned()),
            };
            if origin == Origin::Default && text.is_empty() {
                continue;
            }
            (setting.apply)(&mut config, text.trim()).map_err(|expected| ConfigError::Value {
                place,
                value: if setting.secret { "set (not shown here)".to_owned() } else { format!("{text:?}") },
                expected,
            })?;
            config.origins.insert(setting.key, origin);
        }
        if let (Some(key), Some((path, _))) = (in_file.into_keys().next(), &file) {
            return Err(ConfigError::UnknownKey { file: path.display().to_string(), key });
        }
        if config.lake_url.is_empty() {
            config.lake_url = config.data_dir.join("lake").display().to_string();
        }
        config.file = file.map(|(path, _)| path);
        Ok(config)
    }

    /// The defaults alone, whatever the environment says: what tests and the demo start from.
    pub fn defaults() -> Result<Self, ConfigError> {
        Self::from_parts(|_| None, None)
    }

    /// The example file: every setting with its meaning and default.
    pub fn example_toml() -> String {
        example::render()
    }

    /// Where the value of a setting came from.
    pub fn origin(&self, key: &str) -> &Origin {
        self.origins.get(key).unwrap_or(&Origin::Default)
    }

    /// The file that was read, if any.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Moves the data directory, and the lake with it.
    pub fn set_data_dir(&mut self, data_dir: PathBuf) {
        self.lake_url = data_dir.join("lake").display().to_string();
        self.data_dir = data_dir;
    }

    /// Variables that look like ours but are none: spelling mistakes.
    pub fn unknown_variables() -> Vec<String> {
        let known: Vec<String> = SETTINGS.iter().flat_map(Setting::variables).collect();
        environment::names_with_prefix("SCOREBOOK_")
            .into_iter()
            .filter(|name| name != FILE_VARIABLE && name != "SCOREBOOK_SHARED" && !known.contains(name))
            .collect()
    }

    /// What the table fills in; every setting without a default stays as it is here.
    fn unset() -> Self {
        // Any URL will do: the table gives each base URL its default before anybody sees it.
        let url = Url::from_directory_path("/").unwrap_or_else(|()| unreachable!("/ is an absolute path"));
        Self {
            database_url: None,
            data_dir: PathBuf::new(),
            lake_url: String::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            database_connections: 0,
            admin_key: None,
            anonymous_reads: false,
            cors_origins: Vec::new(),
            behind_proxy: false,
            contact: String::new(),
            savant_url: url.clone(),
            statsapi_url: url.clone(),
            retrosheet_url: url.clone(),
            register_url: url,
            crawl_delay: Duration::ZERO,
            retry_base: Duration::ZERO,
            request_timeout: Duration::ZERO,
            max_body_bytes: 0,
            schedule: false,
            cache_bytes: 0,
            season_bytes: 0,
            drain_timeout: Duration::ZERO,
            log: String::new(),
            log_format: LogFormat::Auto,
            limits: LimitConfig {
                body_bytes: 0,
                depth: 0,
                complexity: 0,
                aliases: 0,
                root_fields: 0,
                directives: 0,
                fields: 0,
                batch: 0,
                timeout: Duration::ZERO,
                bucket_size: 0,
                restore_rate: 0,
                socket_operations: 0,
            },
            origins: BTreeMap::new(),
            file: None,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(SETTINGS.iter().map(|s| (s.key, s.shown(self)))).finish()
    }
}

/// The values of a TOML file as text by dotted key.
fn file_values(path: &Path, text: &str) -> Result<BTreeMap<String, String>, ConfigError> {
    let file = path.display().to_string();
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| ConfigError::Syntax {
        file: file.clone(),
        line: error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
        message: error.message().replace('\n', "; "),
    })?;
    let mut values = BTreeMap::new();
    flatten("", table, &file, &mut values)?;
    Ok(values)
}

fn flatten(
    prefix: &str,
    table: toml::Table,
    file: &str,
    values: &mut BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    for (name, value) in table {
        let key = format!("{prefix}{name}");
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(yes) => yes.to_string(),
            toml::Value::Table(inner) => {
                if prefix.is_empty() && SETTINGS.iter().any(|s| s.key.starts_with(&format!("{key}."))) {
                    flatten(&format!("{key}."), inner, file, values)?;
                    continue;
                }
                return Err(ConfigError::UnknownKey { file: file.to_owned(), key });
            }
            other => {
                return Err(ConfigError::Value {
                    place: format!("{file}: {key}"),
                    value: format!("of type {}", other.type_str()),
                    expected: "a string, a whole number or a boolean".to_owned(),
                });
            }
        };
        values.insert(key, text);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
