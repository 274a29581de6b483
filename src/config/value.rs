//! Parsers of single configuration values: text in, typed value or what was expected out.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use url::Url;

/// What a value should have been, for the error line: "a number from 1 to 100".
pub(super) type Expected = String;

/// A value that must not appear in a log, an error or a debug print.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Compact on a terminal, JSON otherwise.
    Auto,
    /// Several indented lines an event, for reading.
    Pretty,
    /// One line an event.
    Compact,
    /// One JSON object an event, for log collectors.
    Json,
}

impl LogFormat {
    /// The name used in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Pretty => "pretty",
            Self::Compact => "compact",
            Self::Json => "json",
        }
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, Expected> {
    [LogFormat::Auto, LogFormat::Pretty, LogFormat::Compact, LogFormat::Json]
        .into_iter()
        .find(|format| format.name() == text)
        .ok_or_else(|| "one of auto, pretty, compact, json".to_owned())
}

pub(super) fn log_filter(text: &str) -> Result<String, Expected> {
    match text.parse::<tracing_subscriber::filter::EnvFilter>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("a log filter such as info or warn,scorebook=debug".to_owned()),
    }
}

pub(super) fn boolean(text: &str) -> Result<bool, Expected> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "on" | "yes" | "1" => Ok(true),
        "false" | "off" | "no" | "0" => Ok(false),
        _ => Err("true or false".to_owned()),
    }
}

pub(super) fn number(text: &str, min: u64, max: u64) -> Result<u64, Expected> {
    let digits = text.replace('_', "");
    match digits.parse::<u64>() {
        Ok(n) if (min..=max).contains(&n) => Ok(n),
        _ => Err(format!("a whole number from {min} to {max}")),
    }
}

pub(super) fn count(text: &str, min: u32, max: u32) -> Result<u32, Expected> {
    number(text, u64::from(min), u64::from(max)).map(|n| n as u32)
}

pub(super) fn size(text: &str, min: u64, max: u64) -> Result<usize, Expected> {
    number(text, min, max).map(|n| n as usize)
}

pub(super) fn millis(text: &str, min: u64, max: u64) -> Result<Duration, Expected> {
    number(text, min, max).map(Duration::from_millis).map_err(|e| format!("{e} (milliseconds)"))
}

pub(super) fn address(text: &str) -> Result<SocketAddr, Expected> {
    text.parse().map_err(|_| "an address and port such as 127.0.0.1:8000 or [::1]:8000".to_owned())
}

/// A base URL that paths are joined to: http or https, a host, no query; always ends in a slash.
pub(super) fn base_url(text: &str) -> Result<Url, Expected> {
    let expected = || "a base URL such as https://host or http://127.0.0.1:9100".to_owned();
    let mut url: Url = text.parse().map_err(|_| expected())?;
    let plain = matches!(url.scheme(), "http" | "https") && url.has_host();
    if !plain || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err(expected());
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Origins as browsers send them: scheme and host, no path.
pub(super) fn origins(text: &str) -> Result<Vec<String>, Expected> {
    let list: Vec<String> = text.split(',').map(|origin| origin.trim().to_owned()).collect();
    let right = |origin: &String| {
        origin == "*" || origin.parse::<Url>().is_ok_and(|url| url.origin().ascii_serialization() == *origin)
    };
    if list.iter().all(right) { Ok(list) } else { Err("origins such as https://example.org, or *".to_owned()) }
}

pub(super) fn database_url(text: &str) -> Result<String, Expected> {
    let right = text.parse::<Url>().is_ok_and(|url| matches!(url.scheme(), "postgres" | "postgresql"));
    if right {
        Ok(text.to_owned())
    } else {
        Err("a URL such as postgres://USER:PASSWORD@HOST:5432/DATABASE".to_owned())
    }
}

pub(super) fn lake_url(text: &str) -> Result<String, Expected> {
    let known = match text.split_once("://") {
        None => true,
        Some((scheme, rest)) => matches!(scheme, "file" | "s3" | "gs") && !rest.is_empty(),
    };
    if known { Ok(text.to_owned()) } else { Err("a directory, s3://BUCKET/PREFIX or gs://BUCKET/PREFIX".to_owned()) }
}

/// Goes into the User-Agent inside parentheses, so only plain printable ASCII.
pub(super) fn contact(text: &str) -> Result<String, Expected> {
    let plain = text.bytes().all(|b| (b' '..=b'~').contains(&b) && !matches!(b, b'(' | b')'));
    if plain { Ok(text.to_owned()) } else { Err("a mail address or URL in plain ASCII without parentheses".to_owned()) }
}

/// A key is sent in an HTTP header. How hard it is to guess is the operator's choice; doctor warns of a short one.
pub(super) fn admin_key(text: &str) -> Result<Secret, Expected> {
    let plain = text.bytes().all(|b| b.is_ascii_graphic());
    if plain && !text.is_empty() {
        Ok(Secret::new(text))
    } else {
        Err("printable ASCII characters without spaces".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_print() {
        let secret = Secret::new("hunter2hunter2");
        assert_eq!(format!("{secret:?}"), "***");
        assert_eq!(secret.expose(), "hunter2hunter2");
    }

    #[test]
    fn base_urls_end_in_a_slash_so_that_joining_keeps_their_path() {
        assert_eq!(base_url("http://127.0.0.1:9100").unwrap().as_str(), "http://127.0.0.1:9100/");
        let mirror = base_url("https://mirror.example/mlb").unwrap();
        assert_eq!(mirror.join("api/v1/teams").unwrap().as_str(), "https://mirror.example/mlb/api/v1/teams");
        for wrong in ["ftp://host", "host", "http://", "http://host/?q=1", "http://u@host"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_keep_their_bounds() {
        assert_eq!(number("1_000", 0, 2000), Ok(1000));
        assert_eq!(number("2001", 0, 2000), Err("a whole number from 0 to 2000".to_owned()));
        assert!(number("-1", 0, 2000).is_err());
        assert!(number("1.5", 0, 2000).is_err());
    }

    #[test]
    fn origins_have_no_path() {
        let two = origins("https://a.example, http://localhost:5173").unwrap();
        assert_eq!(two, ["https://a.example", "http://localhost:5173"]);
        assert!(origins("*").is_ok());
        assert!(origins("https://a.example/").is_err());
        assert!(origins("a.example").is_err());
    }

    #[test]
    fn lake_urls_name_a_store_we_have() {
        for right in ["data/lake", "/srv/lake", "s3://bucket/scorebook", "gs://bucket", "file:///srv/lake"] {
            assert!(lake_url(right).is_ok(), "{right}");
        }
        assert!(lake_url("ftp://host/lake").is_err());
        assert!(lake_url("s3://").is_err());
    }
}
