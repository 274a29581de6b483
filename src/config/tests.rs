use super::*;

fn load(variables: &[(&str, &str)], file: Option<&str>) -> Result<Config, ConfigError> {
    let lookup =
        |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()).filter(|v| !v.is_empty());
    Config::from_parts(lookup, file.map(|text| (PathBuf::from("scorebook.toml"), text.to_owned())))
}

fn refused(variables: &[(&str, &str)], file: Option<&str>) -> String {
    let line = load(variables, file).unwrap_err().to_string();
    assert!(!line.contains('\n'), "one line: {line}");
    line
}

#[test]
fn defaults_are_complete_and_valid() {
    let config = Config::defaults().unwrap();
    assert_eq!(config.database_url, None);
    assert_eq!(config.listen.to_string(), "127.0.0.1:8000");
    assert_eq!(config.crawl_delay, Duration::from_secs(1));
    assert_eq!(config.retry_base, Duration::from_secs(2));
    assert_eq!(config.lake_url, "data/lake");
    assert_eq!(config.register_url.as_str(), "https://raw.githubusercontent.com/");
    assert!(config.anonymous_reads && config.schedule);
    for setting in SETTINGS {
        assert_eq!(config.origin(setting.key), &Origin::Default);
    }
}

#[test]
fn every_default_shows_as_it_is_written() {
    let config = Config::defaults().unwrap();
    for setting in SETTINGS {
        let shown = setting.shown(&config);
        let same = shown == setting.default || shown.trim_end_matches('/') == setting.default;
        assert!(same || setting.key == "lake_url", "{}: {shown}", setting.key);
    }
}

#[test]
fn the_environment_is_stronger_than_the_file() {
    let file = "listen = \"0.0.0.0:1\"\ncrawl_delay_ms = 5\n[limits]\ndepth = 7\n";
    let config = load(&[("SCOREBOOK_LISTEN", "[::1]:9"), ("SCOREBOOK_LIMITS_BATCH", "3")], Some(file)).unwrap();
    assert_eq!(config.listen.to_string(), "[::1]:9");
    assert_eq!(config.origin("listen"), &Origin::Variable("SCOREBOOK_LISTEN".to_owned()));
    assert_eq!(config.crawl_delay, Duration::from_millis(5));
    assert_eq!(config.origin("crawl_delay_ms"), &Origin::File);
    assert_eq!((config.limits.depth, config.limits.batch), (7, 3));
}

#[test]
fn our_variable_is_stronger_than_the_common_one() {
    let common = ("DATABASE_URL", "postgres://a/common");
    assert_eq!(load(&[common], None).unwrap().database_url.as_deref(), Some("postgres://a/common"));
    let both = load(&[common, ("SCOREBOOK_DATABASE_URL", "postgres://a/own")], None).unwrap();
    assert_eq!(both.database_url.as_deref(), Some("postgres://a/own"));
}

#[test]
fn the_lake_follows_the_data_directory_unless_set() {
    assert_eq!(load(&[("SCOREBOOK_DATA_DIR", "/srv/sb")], None).unwrap().lake_url, "/srv/sb/lake");
    let own = [("SCOREBOOK_DATA_DIR", "/srv/sb"), ("SCOREBOOK_LAKE_URL", "s3://b/p")];
    assert_eq!(load(&own, None).unwrap().lake_url, "s3://b/p");
}

#[test]
fn a_wrong_value_names_its_place_itself_and_what_is_expected() {
    assert_eq!(
        refused(&[("SCOREBOOK_LISTEN", "8000")], None),
        "SCOREBOOK_LISTEN is \"8000\", but must be an address and port such as 127.0.0.1:8000 or [::1]:8000"
    );
    assert_eq!(
        refused(&[], Some("crawl_delay_ms = -1")),
        "scorebook.toml: crawl_delay_ms is \"-1\", but must be a whole number from 0 to 3600000 (milliseconds)"
    );
    assert_eq!(
        refused(&[], Some("schedule = [true]")),
        "scorebook.toml: schedule is of type array, but must be a string, a whole number or a boolean"
    );
}

#[test]
fn wrong_secrets_are_not_repeated() {
    let line = refused(&[("SCOREBOOK_DATABASE_URL", "mysql://root:hunter2@db/x")], None);
    assert!(line.contains("SCOREBOOK_DATABASE_URL") && line.contains("postgres://"), "{line}");
    assert!(!line.contains("hunter2"), "{line}");
    let line = refused(&[("SCOREBOOK_ADMIN_KEY", "two words")], None);
    assert!(line.contains("without spaces") && !line.contains("two words"), "{line}");
}

#[test]
fn debug_output_holds_no_secret() {
    let secret = [("SCOREBOOK_DATABASE_URL", "postgres://u:hunter2@db/x"), ("SCOREBOOK_ADMIN_KEY", "0123456789abcdef")];
    let shown = format!("{:?}", load(&secret, None).unwrap());
    assert!(shown.contains("\"database_url\": \"***\""), "{shown}");
    assert!(!shown.contains("hunter2") && !shown.contains("0123456789abcdef"), "{shown}");
}

#[test]
fn unknown_keys_and_broken_files_stop_the_program() {
    assert!(refused(&[], Some("listn = \"x\"")).contains("unknown key listn"));
    assert!(refused(&[], Some("[limits]\ndeep = 1")).contains("unknown key limits.deep"));
    assert!(refused(&[], Some("[server]\nport = 1")).contains("unknown key server"));
    let line = refused(&[], Some("listen = \"x\"\nlake_url = \n"));
    assert!(line.starts_with("scorebook.toml:2: not valid TOML"), "{line}");
}

fn is_assignment(text: &str) -> bool {
    text.split_once(" = ").is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

#[test]
fn the_example_names_every_setting_and_says_nothing_but_defaults() {
    let example = Config::example_toml();
    for setting in SETTINGS {
        assert!(example.contains(&setting.variables()[0]), "{}", setting.key);
    }
    // Taking the comment signs off the values gives a file that loads and changes nothing.
    let live: String = example
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|text| is_assignment(text)).unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n");
    let written = load(&[], Some(&live)).unwrap();
    assert_eq!(format!("{written:?}"), format!("{:?}", Config::defaults().unwrap()));
}

#[test]
fn the_checked_in_example_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorebook.example.toml");
    let on_disk = std::fs::read_to_string(path).unwrap();
    assert!(on_disk == Config::example_toml(), "run: cargo run -- doctor --example > scorebook.example.toml");
}
