//! The lake: bodies kept once, given back as received, recoverable from the store alone.

use std::path::Path;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use scorebook::lake::{Lake, LakeError, ManifestRow};
use scorebook::source::http::{Fetched, ResponseHeaders};
use scorebook::source::{BodyKind, BodyRequest, Judgement, Refusal, SourceId, VerdictCode};
use tempfile::TempDir;

use crate::support::TestDb;

const DAY: (SourceId, BodyKind) = (SourceId::Savant, BodyKind::SavantDay);

struct Fixture {
    test: TestDb,
    dir: TempDir,
    lake: Lake,
    begin: DateTime<Utc>,
}

impl Fixture {
    async fn new() -> Self {
        let (test, dir) = (TestDb::new().await, tempfile::tempdir().unwrap());
        let lake = Lake::open(&format!("file://{}", dir.path().display()), test.db.clone()).await.unwrap();
        Self { test, dir, lake, begin: "2024-06-01T12:00:00.123456789Z".parse().unwrap() }
    }

    fn fetched(&self, body: &str, minutes: i64) -> Fetched {
        let headers = ResponseHeaders { etag: Some("\"e\"".to_owned()), ..ResponseHeaders::default() };
        let fetched_at = self.begin + TimeDelta::minutes(minutes);
        Fetched { status: 200, headers, body: Bytes::from(body.to_owned()), fetched_at, not_modified: false }
    }

    async fn put(&self, key: &str, body: &str, minutes: i64, code: VerdictCode) -> bool {
        let judgement = match code {
            VerdictCode::Accepted => Judgement { columns: vec!["a".to_owned()], ..Judgement::accepted("1 row", 1) },
            code => Judgement::refused(Refusal::new(code, "not good")),
        };
        self.lake.put(&day(key), &self.fetched(body, minutes), &judgement, None).await.unwrap().new
    }

    async fn current(&self, key: &str) -> ManifestRow {
        self.lake.current(DAY.0, DAY.1, key).await.unwrap().unwrap()
    }

    /// Every row of the manifest but its number, as text.
    async fn manifest(&self) -> Vec<String> {
        let sql = "SELECT (to_jsonb(b) - 'body_id')::text FROM lake.body b ORDER BY fetched_at, key, sha256";
        sqlx::query_scalar(sql).fetch_all(&self.test.db.pool).await.unwrap()
    }
}

fn day(key: &str) -> BodyRequest {
    BodyRequest::new(BodyKind::SavantDay, key, "http://upstream.test/csv".parse().unwrap())
}

fn files(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![dir.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|x| x.unwrap().path()) {
            if entry.is_dir() {
                left.push(entry)
            } else {
                found.push(entry.strip_prefix(dir).unwrap().display().to_string())
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_body_is_kept_with_its_sidecar_and_given_back_as_received() {
    let fixture = Fixture::new().await;
    assert!(fixture.put("2024-03-28", "a\n1\n", 0, VerdictCode::Accepted).await);
    let row = fixture.current("2024-03-28").await;
    assert_eq!(fixture.lake.read(&row).await.unwrap(), "a\n1\n");
    assert_eq!((row.bytes, row.rows, row.seen_count, row.status), (4, 1, 1, 200));
    assert_eq!((row.columns.clone(), row.etag.as_deref()), (vec!["a".to_owned()], Some("\"e\"")));
    let stem = format!("savant/details/2024-03-28/{}", row.sha256);
    assert_eq!(files(fixture.dir.path()), [format!("{stem}.csv.gz"), format!("{stem}.manifest.json")]);
}

#[tokio::test]
async fn the_same_bytes_are_stored_once_and_seen_twice() {
    let fixture = Fixture::new().await;
    assert!(fixture.put("2024-03-28", "a\n1\n", 0, VerdictCode::Accepted).await);
    let first = fixture.current("2024-03-28").await;
    assert!(!fixture.put("2024-03-28", "a\n1\n", 5, VerdictCode::Accepted).await);
    let again = fixture.current("2024-03-28").await;
    assert_eq!((again.body_id, again.seen_count, again.fetched_at), (first.body_id, 2, first.fetched_at));
    assert_eq!(again.last_seen_at - first.last_seen_at, TimeDelta::minutes(5));
    assert_eq!(files(fixture.dir.path()).len(), 2);
    fixture.lake.seen(&again, &fixture.fetched("", 9)).await.unwrap();
    let third = fixture.current("2024-03-28").await;
    assert_eq!((third.seen_count, third.last_seen_at - first.last_seen_at), (3, TimeDelta::minutes(9)));
}

#[tokio::test]
async fn the_current_body_is_the_accepted_one_seen_last() {
    let fixture = Fixture::new().await;
    fixture.put("2024-03-28", "old", 0, VerdictCode::Accepted).await;
    fixture.put("2024-03-28", "new", 1, VerdictCode::Accepted).await;
    fixture.put("2024-03-28", "<html>", 2, VerdictCode::Html).await;
    let read = async |key| fixture.lake.read(&fixture.current(key).await).await.unwrap();
    assert_eq!(read("2024-03-28").await, "new");
    // A correction that was taken back.
    fixture.put("2024-03-28", "old", 3, VerdictCode::Accepted).await;
    assert_eq!(read("2024-03-28").await, "old");
    assert!(fixture.lake.current(DAY.0, DAY.1, "2024-03-29").await.unwrap().is_none());
    // The refused one is there too.
    assert_eq!(fixture.manifest().await.len(), 3);
}

#[tokio::test]
async fn keys_are_found_by_their_first_characters() {
    let fixture = Fixture::new().await;
    for key in ["2024-03-28", "2024-03-31", "2024-04-01", "2024-05-01"] {
        fixture.put(key, key, 0, VerdictCode::Accepted).await;
    }
    let keys = async |range| -> Vec<String> {
        let rows = fixture.lake.currents(DAY.0, DAY.1, range).await.unwrap();
        rows.into_iter().map(|x| x.key).collect()
    };
    assert_eq!(keys(Some(("2024-03-29", "2024-04-01"))).await, ["2024-03-31", "2024-04-01"]);
    assert_eq!(keys(Some(("2024-03", "2024-04"))).await, ["2024-03-28", "2024-03-31", "2024-04-01"]);
    assert_eq!(keys(None).await.len(), 4);
}

#[tokio::test]
async fn a_damaged_body_is_never_given() {
    let fixture = Fixture::new().await;
    fixture.put("2024-03-28", "one", 0, VerdictCode::Accepted).await;
    fixture.put("2024-03-29", "two", 0, VerdictCode::Accepted).await;
    let (one, two) = (fixture.current("2024-03-28").await, fixture.current("2024-03-29").await);
    std::fs::copy(fixture.dir.path().join(&two.path), fixture.dir.path().join(&one.path)).unwrap();
    let error = fixture.lake.read(&one).await.unwrap_err();
    assert!(matches!(&error, LakeError::Damaged { key, .. } if key == "2024-03-28"), "{error}");
    std::fs::write(fixture.dir.path().join(&two.path), "no gzip").unwrap();
    assert!(matches!(fixture.lake.read(&two).await.unwrap_err(), LakeError::Damaged { .. }));
    std::fs::remove_file(fixture.dir.path().join(&two.path)).unwrap();
    assert!(matches!(fixture.lake.read(&two).await.unwrap_err(), LakeError::Store { .. }));
}

#[tokio::test]
async fn the_manifest_is_recovered_from_the_store_alone() {
    let fixture = Fixture::new().await;
    fixture.put("2024-03-28", "old", 0, VerdictCode::Accepted).await;
    fixture.put("2024-03-28", "new", 1, VerdictCode::Accepted).await;
    fixture.put("2024-03-28", "old", 2, VerdictCode::Accepted).await;
    fixture.put("2024-03-29", "<html>", 3, VerdictCode::Html).await;
    let before = fixture.manifest().await;
    sqlx::query("DELETE FROM lake.body").execute(&fixture.test.db.pool).await.unwrap();
    assert_eq!(fixture.lake.recover_manifest().await.unwrap(), 3);
    assert_eq!(fixture.manifest().await, before);
    assert_eq!(fixture.lake.read(&fixture.current("2024-03-28").await).await.unwrap(), "old");
    assert_eq!(fixture.lake.recover_manifest().await.unwrap(), 0);
}

#[tokio::test]
async fn an_address_that_is_no_store_is_refused_with_what_to_do() {
    let test = TestDb::new().await;
    for url in ["ftp://somewhere/lake", "http://somewhere/lake"] {
        let error = Lake::open(url, test.db.clone()).await.unwrap_err();
        assert!(error.to_string().contains("SCOREBOOK_LAKE_URL") && error.to_string().contains("s3://"), "{error}");
    }
}
