//! `scorebook doctor --data` over the same rows.

use std::process::Command;

use super::league;
use crate::support::TestDb;

/// The report and the exit code.
fn report(test: &TestDb, args: &[&str]) -> (String, Option<i32>) {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.env_clear().env("SCOREBOOK_DATA_DIR", dir.path()).env("SCOREBOOK_DATABASE_URL", &test.url);
    let output = command.current_dir(dir.path()).args(["doctor", "--data"]).args(args).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_names_what_is_missing_and_what_differs() {
    let (test, _) = league().await;
    let (text, code) = report(&test, &["--season", "2024"]);
    insta::assert_snapshot!(text);
    assert_eq!(code, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_in_which_all_agrees_needs_no_attention() {
    let (test, _) = league().await;
    let settle = "delete from box_difference; delete from play_difference; delete from lake.body where verdict <> 'ACCEPTED'; \
        update game set is_scored = true, has_pitches = true where status = 'FINAL'";
    sqlx::raw_sql(settle).execute(&test.db.pool).await.unwrap();
    let (text, code) = report(&test, &[]);
    assert!(text.ends_with("nothing needs attention\n"), "{text}");
    assert_eq!(code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_says_what_to_do() {
    let test = TestDb::new().await;
    let (text, code) = report(&test, &[]);
    assert!(text.contains("scorebook crawl statsapi"), "{text}");
    assert_eq!(code, Some(1));
}
