//! The recorded schedule of 2024: every game once, whatever became of its listings, and clubs by any code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use chrono::NaiveDate;
use scorebook::db::Db;
use scorebook::warehouse::{self, StoredBody};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::api::{ask, schema_over};
use crate::job::origin::shared;
use crate::support::TestDb;

/// The recorded season's listings, as the bodies of its months; none without the recorded data.
fn months() -> Option<Vec<StoredBody>> {
    let file = std::fs::File::open(shared()?.join("upstream/data/statsapi/schedule-2024.json.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let season: Value = serde_json::from_str(&text).unwrap();
    let mut months: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for day in season["dates"].as_array().unwrap() {
        months.entry(day["date"].as_str().unwrap()[..7].to_owned()).or_default().push(day.clone());
    }
    let body = |(key, dates): (String, Vec<Value>)| {
        let bytes = serde_json::json!({ "dates": dates }).to_string().into_bytes();
        let sha256 = hex::encode(Sha256::digest(&bytes));
        StoredBody { kind: "schedule", key, sha256, bytes: bytes.into() }
    };
    Some(months.into_iter().map(body).collect())
}

async fn load(db: &Db, bodies: impl IntoIterator<Item = &StoredBody>) {
    for body in bodies {
        warehouse::load_schedule(db, body, false).await.unwrap();
    }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&db.pool).await.unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[tokio::test]
async fn every_game_of_the_recorded_season_is_there_once() {
    let Some(months) = months() else { return };
    let test = TestDb::new().await;
    let db = &test.db;
    load(db, &months).await;
    assert_eq!(count(db, "select count(*) from staging.statsapi_listing").await, 2_469);
    let by_status: Vec<(String, i64)> =
        sqlx::query_as("select status, count(*) from game group by 1 order by 1").fetch_all(&db.pool).await.unwrap();
    assert_eq!(by_status, [("CANCELLED".to_owned(), 1), ("FINAL".to_owned(), 2_429)]);
    // A game is one home club, one day and one number.
    let twice = "select count(*) from (select from game group by home_team_id, official_date, game_number \
                 having count(*) > 1) g";
    assert_eq!(count(db, twice).await, 0);

    // 36 postponements of 34 games, all of them played on another day, which both days lead to.
    let postponed = "select count(*) from staging.statsapi_listing l join game g on g.id = l.game_pk \
                     where l.coded_state = 'D' and g.status = 'FINAL' and g.original_date <= l.listed_date \
                       and l.listed_date < g.official_date and g.reason is not null";
    assert_eq!(count(db, postponed).await, 36);
    assert_eq!(count(db, "select count(*) from game where original_date is not null").await, 34);
    type Moved = (NaiveDate, Option<NaiveDate>, Option<NaiveDate>, Option<String>);
    let game = async |id: i32| -> Moved {
        sqlx::query_as("select official_date, original_date, resumed_date, reason from game where id = $1")
            .bind(id)
            .fetch_one(&db.pool)
            .await
            .unwrap()
    };
    let inclement = Some("Inclement Weather".to_owned());
    assert_eq!(game(747_139).await, (day("2024-09-30"), Some(day("2024-04-10")), None, inclement), "moved twice");
    assert_eq!(game(746_577).await, (day("2024-09-29"), None, None, Some("Rain".to_owned())), "cancelled");
    assert_eq!(game(744_914).await, (day("2024-07-01"), None, None, None), "as planned");

    // Suspended and resumed: one game of its first day. In one of them Danny Jansen played for both teams.
    let resumed: Vec<(i32, NaiveDate, NaiveDate)> = sqlx::query_as(
        "select id, official_date, resumed_date from game where resumed_date is not null order by official_date",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    let expected = [
        (745_180, day("2024-05-21"), day("2024-05-22")),
        (746_942, day("2024-06-26"), day("2024-08-26")),
        (746_755, day("2024-08-27"), day("2024-08-28")),
    ];
    assert_eq!(resumed, expected);

    // Played games are asked for by their official date, a resumed one also by the day it ended.
    let played = warehouse::games_played(db, day("2024-08-26"), day("2024-08-26")).await.unwrap();
    let resumed = played.iter().find(|game| game.game_pk == 746_942).unwrap();
    assert_eq!((resumed.official_date, resumed.played_date), (day("2024-06-26"), day("2024-08-26")));
    let season = warehouse::games_played(db, day("2024-01-01"), day("2024-12-31")).await.unwrap();
    assert_eq!(season.iter().map(|game| game.game_pk).collect::<BTreeSet<_>>().len(), 2_429);
    assert_eq!(season.len(), 2_429);
}

#[tokio::test]
async fn the_order_in_which_months_come_makes_no_difference() {
    let Some(months) = months() else { return };
    let (there, back) = (TestDb::new().await, TestDb::new().await);
    load(&there.db, &months).await;
    load(&back.db, months.iter().rev()).await;
    let games = async |db: &Db| -> Vec<String> {
        sqlx::query_scalar("select game::text from game order by id").fetch_all(&db.pool).await.unwrap()
    };
    let there = games(&there.db).await;
    assert_eq!(there.len(), 2_430);
    assert_eq!(there, games(&back.db).await);
}

#[tokio::test]
async fn a_month_alone_names_the_days_a_game_was_moved_from_and_resumed_on() {
    let Some(months) = months() else { return };
    let alone = async |month: &str, id: i32| -> (NaiveDate, Option<NaiveDate>, Option<NaiveDate>) {
        let test = TestDb::new().await;
        load(&test.db, months.iter().filter(|body| body.key == month)).await;
        sqlx::query_as("select official_date, original_date, resumed_date from game where id = $1")
            .bind(id)
            .fetch_one(&test.db.pool)
            .await
            .unwrap()
    };
    // Postponed from 3 April to 27 June, and suspended on 26 June until 26 August.
    assert_eq!(alone("2024-06", 746_816).await, (day("2024-06-27"), Some(day("2024-04-03")), None));
    for month in ["2024-06", "2024-08"] {
        assert_eq!(alone(month, 746_942).await, (day("2024-06-26"), None, Some(day("2024-08-26"))), "{month}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_club_is_found_by_every_code_it_goes_by() {
    let Some(months) = months() else { return };
    let test = TestDb::new().await;
    load(&test.db, &months[..1]).await;
    let schema = schema_over(&test.db).await;
    for (code, id, written) in [
        ("OAK", 133, "OAK"),
        ("ATH", 133, "OAK"),
        ("ARI", 109, "AZ"),
        ("AZ", 109, "AZ"),
        ("az", 109, "AZ"),
        ("LA", 119, "LAD"),
    ] {
        let answer = ask(&schema, &format!("{{ team(by: {{code: \"{code}\"}}) {{ mlbamId code season }} }}")).await;
        let expected = serde_json::json!({"mlbamId": id, "code": written, "season": 2024});
        assert_eq!(answer["team"], expected, "{code}");
    }
    assert_eq!(ask(&schema, "{ team(by: {code: \"XXX\"}) { mlbamId } }").await["team"], Value::Null);
}
