//! The checks themselves. Each says what it saw and, where something is wrong, what to do.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta, Utc};

use super::Finding;
use crate::config::{Config, Origin, SETTINGS};
use crate::db::{self, Db};
use crate::lake::Lake;
use crate::query;
use crate::source::SourceId;
use crate::source::http::{Client, ClientConfig, FetchError};

/// Free space under which a crawl of a season may not fit, bytes.
const LITTLE_SPACE: u64 = 5 << 30;
/// Free space under which the database may stop, bytes.
const NO_SPACE: u64 = 500 << 20;
/// Longest wait for an upstream.
const PATIENCE: Duration = Duration::from_secs(5);
/// In season there are games on every day but a few around the All-Star game.
const STALE: TimeDelta = TimeDelta::days(5);

pub(super) fn configuration(config: &Config) -> Vec<Finding> {
    let what = "configuration";
    let variables = SETTINGS.iter().filter(|setting| matches!(config.origin(setting.key), Origin::Variable(_))).count();
    let file = config.file().map_or("no file".to_owned(), |file| file.display().to_string());
    let mut findings = vec![Finding::ok(what, format!("{file}, {variables} settings from the environment"))];
    for name in Config::unknown_variables() {
        findings.push(Finding::warn(what, format!("{name} is set but means nothing; is it spelled right?")));
    }
    if config.admin_key.as_ref().is_some_and(|key| key.expose().len() < 16) {
        findings.push(Finding::warn(
            what,
            "the admin key is short enough to guess; set SCOREBOOK_ADMIN_KEY to 16 characters or more",
        ));
    }
    if config.contact.is_empty() {
        findings.push(Finding::warn(
            what,
            "no contact is set; set SCOREBOOK_CONTACT to a mail address or URL, so that upstreams can reach you",
        ));
    }
    findings
}

pub(super) fn disk(config: &Config) -> Vec<Finding> {
    let what = "disk";
    // The data directory may not be there yet; the file system it will be on is.
    let absolute = std::path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone());
    let Some(there) = absolute.ancestors().find(|path| path.exists()) else { return Vec::new() };
    let finding = match rustix::fs::statvfs(there) {
        Err(error) => Finding::warn(what, format!("cannot see the free space at {}: {error}", there.display())),
        Ok(space) => {
            let free = space.f_bavail * space.f_frsize;
            let text = format!("{:.1} GB free at {}", free as f64 / 1e9, there.display());
            if free < NO_SPACE {
                Finding::fail(what, format!("{text}; make room or move SCOREBOOK_DATA_DIR"))
            } else if free < LITTLE_SPACE {
                Finding::warn(what, format!("{text}; the pitches of a season may not fit"))
            } else {
                Finding::ok(what, text)
            }
        }
    };
    vec![finding]
}

pub(super) async fn with_database(config: &Config) -> Vec<Finding> {
    let opened = match db::open(config).await {
        Ok(opened) => opened,
        Err(error) => return vec![Finding::fail("database", error.to_string())],
    };
    let place = match &opened.local {
        Some(local) => format!("managed here, log in {}", local.log().display()),
        None => db::redacted(config.database_url.as_deref().unwrap_or_default()),
    };
    let mut findings = vec![database(&opened.db, &place).await];
    let migrated = migrations(&opened.db).await;
    let usable = migrated.level == super::Level::Ok;
    findings.push(migrated);
    if usable {
        findings.push(lake(config, &opened.db).await);
        findings.extend(data(&opened.db).await);
    }
    opened.close().await;
    findings
}

async fn database(db: &Db, place: &str) -> Finding {
    let what = "database";
    let version: Result<(i32, String), _> =
        sqlx::query_as("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
            .fetch_one(&db.pool)
            .await;
    match version {
        Ok((number, text)) if number >= 140_000 => Finding::ok(what, format!("PostgreSQL {text}, {place}")),
        Ok((_, text)) => Finding::fail(what, format!("PostgreSQL {text} at {place} is too old; 14 or newer is needed")),
        Err(error) => Finding::fail(what, format!("{place} does not answer: {error}")),
    }
}

async fn migrations(db: &Db) -> Finding {
    let what = "migrations";
    match db::pending_migrations(db).await {
        Ok(pending) if pending.is_empty() => Finding::ok(what, "the schema is up to date"),
        Ok(pending) => {
            Finding::warn(what, format!("{} to do; run scorebook migrate (serve does so, too)", pending.join(", ")))
        }
        Err(error) => Finding::fail(what, error.to_string()),
    }
}

async fn lake(config: &Config, db: &Db) -> Finding {
    let what = "lake";
    let checked = async { Lake::open(&config.lake_url, db.clone()).await?.check().await }.await;
    match checked {
        Ok(()) => Finding::ok(what, format!("{} can be written", config.lake_url)),
        Err(error) => Finding::fail(
            what,
            format!("{} cannot be written: {error}; check SCOREBOOK_LAKE_URL and its credentials", config.lake_url),
        ),
    }
}

async fn data(db: &Db) -> Vec<Finding> {
    match query::coverage::seasons(&db.pool, None).await {
        Ok(seasons) => {
            let newest = seasons.iter().filter_map(|season| season.last_date).max();
            let missing = seasons.iter().map(|season| season.games_missing).sum();
            let scored = seasons.iter().map(|season| season.games_scored).sum();
            let differing = seasons.iter().map(|season| season.games_differing).sum();
            let freshness = judge_freshness(newest, missing, Utc::now().date_naive());
            [Some(freshness), judge_agreement(scored, differing)].into_iter().flatten().collect()
        }
        Err(error) => vec![Finding::fail("freshness", error.to_string())],
    }
}

/// How far play-by-play agrees with box scores, where there is any.
fn judge_agreement(scored: i64, differing: i64) -> Option<Finding> {
    let what = "box scores";
    match (scored, differing) {
        (0, _) => None,
        (_, 0) => Some(Finding::ok(what, format!("all {scored} games with play-by-play agree with theirs"))),
        _ => Some(Finding::warn(
            what,
            format!("{differing} of {scored} games differ from theirs; scorebook doctor --data names them"),
        )),
    }
}

fn judge_freshness(newest: Option<NaiveDate>, missing: i64, today: NaiveDate) -> Finding {
    use chrono::Datelike;
    let what = "freshness";
    let Some(newest) = newest else {
        return Finding::warn(
            what,
            "no game is loaded; run scorebook crawl register, then crawl statsapi and crawl savant with --season",
        );
    };
    // From April to September somebody always plays.
    let in_season = (4..=9).contains(&today.month());
    if missing > 0 {
        let text =
            format!("{missing} final games are not loaded, newest is {newest}; scorebook doctor --data names them");
        Finding::warn(what, text)
    } else if in_season && today - newest > STALE {
        Finding::warn(what, format!("the newest game is of {newest}; is a worker running?"))
    } else {
        Finding::ok(what, format!("the newest game is of {newest}, no final game is missing"))
    }
}

pub(super) async fn upstreams(config: &Config) -> Vec<Finding> {
    let client = Client::new(ClientConfig {
        delay: Duration::ZERO,
        timeout: PATIENCE.min(config.request_timeout),
        max_body_bytes: 1 << 20,
        contact: config.contact.clone(),
    });
    let client = match client {
        Ok(client) => client,
        Err(error) => return vec![Finding::fail("upstreams", error.to_string())],
    };
    let mut findings = Vec::new();
    for source in SourceId::ALL {
        let base = match source {
            SourceId::Savant => &config.savant_url,
            SourceId::Statsapi => &config.statsapi_url,
            SourceId::Register => &config.register_url,
            SourceId::Retrosheet => &config.retrosheet_url,
        };
        findings.push(reachable(&client, source, base).await);
    }
    findings
}

/// Any answer at all will do; what crawlers may read is the smallest thing to ask for.
async fn reachable(client: &Client, source: SourceId, base: &url::Url) -> Finding {
    let Ok(page) = base.join("robots.txt") else {
        return Finding::fail(source.name(), format!("{base} is no base URL"));
    };
    match client.get(&page, None).await {
        Ok(_) | Err(FetchError::Status { .. } | FetchError::TooLarge { .. }) => {
            Finding::ok(source.name(), format!("{base} answers"))
        }
        // What is stored is served all the same.
        Err(error) => Finding::warn(
            source.name(),
            format!("{error}; check the network and SCOREBOOK_{}_URL", source.name().to_ascii_uppercase()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn freshness_knows_the_season() {
        let level = |newest: Option<&str>, missing, today| judge_freshness(newest.map(day), missing, day(today)).level;
        assert_eq!(level(None, 0, "2024-06-14"), Level::Warn);
        assert_eq!(level(Some("2024-06-13"), 0, "2024-06-14"), Level::Ok);
        assert_eq!(level(Some("2024-06-13"), 2, "2024-06-14"), Level::Warn);
        assert_eq!(level(Some("2024-06-01"), 0, "2024-06-14"), Level::Warn);
        assert_eq!(level(Some("2024-10-30"), 0, "2025-01-15"), Level::Ok);
    }

    #[test]
    fn differences_from_box_scores_are_worth_a_look() {
        let level = |scored, differing| judge_agreement(scored, differing).map(|finding| finding.level);
        assert_eq!(level(0, 0), None);
        assert_eq!(level(9, 0), Some(Level::Ok));
        assert_eq!(level(9, 1), Some(Level::Warn));
    }

    #[test]
    fn the_configuration_names_what_is_not_set() {
        let findings = configuration(&Config::defaults().unwrap());
        assert_eq!(findings[0], Finding::ok("configuration", "no file, 0 settings from the environment"));
        assert!(findings.iter().any(|f| f.level == Level::Warn && f.text.contains("SCOREBOOK_CONTACT")));
    }

    #[tokio::test]
    async fn an_upstream_that_is_not_there_is_a_warning_with_its_variable() {
        let mut config = Config::defaults().unwrap();
        for url in [&mut config.savant_url, &mut config.statsapi_url, &mut config.register_url] {
            *url = "http://127.0.0.1:1/".parse().unwrap();
        }
        let findings = upstreams(&config).await;
        assert_eq!(findings.len(), SourceId::ALL.len());
        for finding in findings {
            assert_eq!(finding.level, Level::Warn);
            assert!(finding.text.contains("_URL"), "{}", finding.text);
        }
    }
}
