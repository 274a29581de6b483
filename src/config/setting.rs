//! The table of settings: one entry each, read by the loader, the example file and `doctor`.
//!
//! A setting's file key also gives its variable: `limits.depth` is `SCOREBOOK_LIMITS_DEPTH`.

use std::path::PathBuf;

use super::Config;
use super::value::{self, Expected};

/// One setting.
pub struct Setting {
    /// Key in the TOML file; a dot stands for a table.
    pub key: &'static str,
    /// Other variables that are read when `SCOREBOOK_...` is not set.
    pub aliases: &'static [&'static str],
    /// What it does, for the example file.
    pub doc: &'static str,
    /// The value when nothing is set, as text; empty = not set.
    pub default: &'static str,
    /// Whether the value must never be printed.
    pub secret: bool,
    /// Parses the text into its field.
    pub(super) apply: fn(&mut Config, &str) -> Result<(), Expected>,
    /// The value in force as text; empty = not set. Never called for secrets.
    pub(super) show: fn(&Config) -> String,
}

impl Setting {
    /// The variables that set it, strongest first.
    pub fn variables(&self) -> Vec<String> {
        let own = format!("SCOREBOOK_{}", self.key.replace('.', "_").to_ascii_uppercase());
        std::iter::once(own).chain(self.aliases.iter().map(|&name| name.to_owned())).collect()
    }

    /// The value in force, fit to print: secrets only say that they are set.
    pub fn shown(&self, config: &Config) -> String {
        if self.secret {
            let set = config.origin(self.key) != &super::Origin::Default;
            return if set { "***".to_owned() } else { String::new() };
        }
        (self.show)(config)
    }
}

/// `plain!(key, default, doc, field, parser, shown)`: an entry without aliases that is no secret.
macro_rules! plain {
    ($key:literal, $default:literal, $doc:literal, |$c:ident| $field:expr, $parse:expr, $show:expr) => {
        Setting {
            key: $key,
            aliases: &[],
            doc: $doc,
            default: $default,
            secret: false,
            apply: |$c, text| {
                $field = ($parse)(text)?;
                Ok(())
            },
            show: |$c| ($show)(&$field),
        }
    };
}

fn text(value: &impl ToString) -> String {
    value.to_string()
}

fn millis(value: &std::time::Duration) -> String {
    value.as_millis().to_string()
}

const HOUR_MS: u64 = 3_600_000;
const GIB: u64 = 1 << 30;

/// Every setting, in the order of the example file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "database_url",
        aliases: &["DATABASE_URL"],
        doc: "PostgreSQL (14 or newer) to keep everything in: postgres://USER:PASSWORD@HOST:5432/DATABASE.\n\
              Not set: a managed local PostgreSQL under the data directory.",
        default: "",
        secret: true,
        apply: |c, text| {
            c.database_url = Some(value::database_url(text)?);
            Ok(())
        },
        show: |_| String::new(),
    },
    plain!(
        "data_dir",
        "data",
        "Directory for the lake and the managed local PostgreSQL; relative to the working directory.",
        |c| c.data_dir,
        |text: &str| Ok::<_, Expected>(PathBuf::from(text)),
        |path: &PathBuf| path.display().to_string()
    ),
    plain!(
        "lake_url",
        "",
        "Where every upstream body is kept: a directory, s3://BUCKET/PREFIX or gs://BUCKET/PREFIX.\n\
         Not set: the directory lake under the data directory.",
        |c| c.lake_url,
        value::lake_url,
        text
    ),
    plain!("listen", "127.0.0.1:8000", "Address and port of the API.", |c| c.listen, value::address, text),
    plain!(
        "database_connections",
        "16",
        "Most connections one process opens to the database.",
        |c| c.database_connections,
        |t| value::count(t, 2, 1000),
        text
    ),
    Setting {
        key: "admin_key",
        aliases: &[],
        doc: "A key with the admin role that is valid while it stands here: to make the first keys with.",
        default: "",
        secret: true,
        apply: |c, text| {
            c.admin_key = Some(value::admin_key(text)?);
            Ok(())
        },
        show: |_| String::new(),
    },
    plain!(
        "anonymous_reads",
        "true",
        "Whether queries are answered without a key. Mutations always need an admin key.",
        |c| c.anonymous_reads,
        value::boolean,
        text
    ),
    plain!(
        "contact",
        "",
        "Mail address or URL of whoever runs this, sent to the upstreams in the User-Agent. Please set it.",
        |c| c.contact,
        value::contact,
        text
    ),
    plain!(
        "cors_origins",
        "",
        "Other origins whose pages may call the API from a browser, with commas between; * for all.",
        |c| c.cors_origins,
        value::origins,
        |list: &Vec<String>| list.join(",")
    ),
    plain!(
        "behind_proxy",
        "false",
        "Whether a proxy in front appends the client's address to X-Forwarded-For, sets X-Forwarded-Proto, and can be trusted to.",
        |c| c.behind_proxy,
        value::boolean,
        text
    ),
    plain!(
        "savant_url",
        "https://baseballsavant.mlb.com",
        "Base URL of Baseball Savant (Statcast).",
        |c| c.savant_url,
        value::base_url,
        text
    ),
    plain!(
        "statsapi_url",
        "https://statsapi.mlb.com",
        "Base URL of MLB StatsAPI.",
        |c| c.statsapi_url,
        value::base_url,
        text
    ),
    plain!(
        "retrosheet_url",
        "https://www.retrosheet.org",
        "Base URL of Retrosheet.",
        |c| c.retrosheet_url,
        value::base_url,
        text
    ),
    plain!(
        "register_url",
        "https://raw.githubusercontent.com",
        "Base URL of the Chadwick register's host; the path /chadwickbureau/register/... is ours.",
        |c| c.register_url,
        value::base_url,
        text
    ),
    plain!(
        "crawl_delay_ms",
        "1000",
        "Pause between two requests to one upstream host.",
        |c| c.crawl_delay,
        |t| value::millis(t, 0, HOUR_MS),
        millis
    ),
    plain!(
        "retry_base_ms",
        "2000",
        "First pause before a failed request is tried again; it doubles with every attempt, with jitter.",
        |c| c.retry_base,
        |t| value::millis(t, 0, HOUR_MS),
        millis
    ),
    plain!(
        "request_timeout_ms",
        "120000",
        "Longest time one upstream request may take.",
        |c| c.request_timeout,
        |t| value::millis(t, 100, HOUR_MS),
        millis
    ),
    plain!(
        "max_body_bytes",
        "268435456",
        "Largest upstream body that is read.",
        |c| c.max_body_bytes,
        |t| value::size(t, 1024, 4 * GIB),
        text
    ),
    plain!(
        "schedule",
        "true",
        "Whether the worker starts the daily crawls by itself.",
        |c| c.schedule,
        value::boolean,
        text
    ),
    plain!(
        "cache_bytes",
        "134217728",
        "Memory for cached answers, in each server process; 0 turns the cache off.",
        |c| c.cache_bytes,
        |t| value::number(t, 0, 1024 * GIB),
        text
    ),
    plain!(
        "season_bytes",
        "4294967296",
        "Memory for seasons, in each server process: ten seasons with every pitch took 1.7 GiB. Those asked for last stay.",
        |c| c.season_bytes,
        |t| value::number(t, 0, 1024 * GIB),
        text
    ),
    plain!(
        "drain_timeout_ms",
        "10000",
        "How long a stopping server waits for requests in flight.",
        |c| c.drain_timeout,
        |t| value::millis(t, 0, HOUR_MS),
        millis
    ),
    Setting {
        key: "log",
        aliases: &["RUST_LOG"],
        doc: "What is logged: a level, or levels by module such as warn,scorebook=debug.",
        default: "info",
        secret: false,
        apply: |c, text| {
            c.log = value::log_filter(text)?;
            Ok(())
        },
        show: |c| c.log.clone(),
    },
    plain!(
        "log_format",
        "auto",
        "auto (compact on a terminal, JSON otherwise), pretty, compact or json.",
        |c| c.log_format,
        value::log_format,
        |f: &value::LogFormat| f.name().to_owned()
    ),
    plain!(
        "limits.body_bytes",
        "262144",
        "Largest GraphQL request body.",
        |c| c.limits.body_bytes,
        |t| value::size(t, 1024, GIB),
        text
    ),
    plain!(
        "limits.depth",
        "16",
        "Deepest nesting of a GraphQL query.",
        |c| c.limits.depth,
        |t| value::size(t, 1, 1000),
        text
    ),
    plain!(
        "limits.complexity",
        "20000",
        "Highest price of one GraphQL query, in cost points.",
        |c| c.limits.complexity,
        |t| value::number(t, 1, 1_000_000_000),
        text
    ),
    plain!(
        "limits.aliases",
        "50",
        "Most aliases in one GraphQL query.",
        |c| c.limits.aliases,
        |t| value::size(t, 0, 100_000),
        text
    ),
    plain!(
        "limits.root_fields",
        "20",
        "Most fields at the root of one GraphQL query.",
        |c| c.limits.root_fields,
        |t| value::size(t, 1, 100_000),
        text
    ),
    plain!(
        "limits.directives",
        "50",
        "Most directives in one GraphQL query.",
        |c| c.limits.directives,
        |t| value::size(t, 0, 100_000),
        text
    ),
    plain!(
        "limits.fields",
        "2000",
        "Most fields in one GraphQL query, fragments expanded.",
        |c| c.limits.fields,
        |t| value::size(t, 1, 1_000_000),
        text
    ),
    plain!(
        "limits.batch",
        "10",
        "Most operations in one batched GraphQL request; 0 refuses batches.",
        |c| c.limits.batch,
        |t| value::size(t, 0, 1000),
        text
    ),
    plain!(
        "limits.timeout_ms",
        "20000",
        "Longest time one GraphQL request may take.",
        |c| c.limits.timeout,
        |t| value::millis(t, 10, HOUR_MS),
        millis
    ),
    plain!(
        "limits.bucket_size",
        "100000",
        "Cost points a key or address may spend at once; 0 = no such limit.",
        |c| c.limits.bucket_size,
        |t| value::number(t, 0, 1_000_000_000_000),
        text
    ),
    plain!(
        "limits.restore_rate",
        "5000",
        "Cost points a key or address gets back each second.",
        |c| c.limits.restore_rate,
        |t| value::number(t, 1, 1_000_000_000_000),
        text
    ),
    plain!(
        "limits.socket_operations",
        "50",
        "Most operations at once on one WebSocket.",
        |c| c.limits.socket_operations,
        |t| value::size(t, 1, 100_000),
        text
    ),
];
