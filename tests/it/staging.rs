//! Rows by binary COPY: what stands in the table is what stood in the body.

use scorebook::source::Kind;
use scorebook::source::savant::column::{COLUMNS, Need};
use scorebook::staging::savant::{GameRows, copy_games, encode};
use scorebook::staging::{register, statsapi};
use sqlx::{PgConnection, Row};

use crate::support::TestDb;

/// A pitch as the newest header has it, every column with a value that its type can hold.
fn row(game_pk: i32, at_bat: i32, pitch: i32, changes: &[(&str, &str)]) -> String {
    let cell = |name: &str, kind: Kind| match (name, kind) {
        ("game_pk", _) => game_pk.to_string(),
        ("at_bat_number", _) => at_bat.to_string(),
        ("pitch_number", _) => pitch.to_string(),
        ("game_type", _) => "R".to_owned(),
        (_, Kind::Int2) => "7.0".to_owned(),
        (_, Kind::Int4) => "660271".to_owned(),
        (_, Kind::Real) => "-131.134156065719".to_owned(),
        (_, Kind::Date) => "2024-03-28".to_owned(),
        (_, Kind::Retired) => String::new(),
        _ => format!("\"{name}, \"\"quoted\"\" ñ \""),
    };
    let changed = |name: &str| changes.iter().find(|x| x.0 == name).map(|x| x.1.to_owned());
    COLUMNS.iter().map(|x| changed(x.name).unwrap_or_else(|| cell(x.name, x.kind))).collect::<Vec<_>>().join(",")
}

fn body(rows: &[String]) -> String {
    let header = COLUMNS.iter().map(|x| format!("\"{}\"", x.name)).collect::<Vec<_>>().join(",");
    format!("\u{feff}{header}\n{}", rows.join("\n"))
}

async fn copied(conn: &mut PgConnection, body: &str) -> u64 {
    let day = encode(body.as_bytes()).unwrap();
    copy_games(conn, &day.games.values().collect::<Vec<&GameRows>>()).await.unwrap()
}

#[tokio::test]
async fn every_column_arrives_as_it_was_written() {
    let test = TestDb::new().await;
    let mut conn = test.db.pool.acquire().await.unwrap();
    let nulls: Vec<_> =
        COLUMNS.iter().filter(|x| matches!(x.need, Need::Core | Need::Optional)).map(|x| (x.name, "null")).collect();
    let names: Vec<_> = nulls.iter().filter(|x| x.0 != "player_name").copied().chain([("player_name", "")]).collect();
    let rows = [row(2, 1, 2, &[("spin_dir", "4.5")]), row(2, 1, 1, &names), row(1, 3, 1, &[])];
    assert_eq!(copied(&mut conn, &body(&rows)).await, 3);
    let sql = "SELECT * FROM staging.savant_pitch ORDER BY game_pk, at_bat_number, pitch_number";
    let stored = sqlx::query(sql).fetch_all(&mut *conn).await.unwrap();
    let keys: Vec<(i32, i16, i16)> =
        stored.iter().map(|x| (x.get("game_pk"), x.get("at_bat_number"), x.get("pitch_number"))).collect();
    assert_eq!(keys, [(1, 3, 1), (2, 1, 1), (2, 1, 2)]);
    for column in COLUMNS.iter().filter(|x| x.kind != Kind::Retired && x.need != Need::Key) {
        let (full, empty, name) = (&stored[0], &stored[1], column.name);
        match column.kind {
            Kind::Int2 => assert_eq!(full.get::<i16, _>(name), 7, "{name}"),
            Kind::Int4 => assert_eq!(full.get::<i32, _>(name), 660_271, "{name}"),
            Kind::Real => assert_eq!(full.get::<f32, _>(name), -131.134_16, "{name}"),
            Kind::Date => assert_eq!(full.get::<chrono::NaiveDate, _>(name).to_string(), "2024-03-28"),
            _ if name == "game_type" => assert_eq!(full.get::<String, _>(name), "R"),
            _ => assert_eq!(full.get::<String, _>(name), format!("{name}, \"quoted\" ñ ")),
        }
        let sql = format!("SELECT {name:?} IS NULL FROM staging.savant_pitch WHERE game_pk = 2 AND pitch_number = 1");
        let null: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *conn).await.unwrap();
        assert_eq!(null, column.need != Need::Filled, "{name}");
        assert_eq!(empty.get::<i32, _>("batter"), 660_271);
    }
    let extra: Vec<Option<serde_json::Value>> = stored.iter().map(|x| x.get("extra")).collect();
    assert_eq!(extra, [None, None, Some(serde_json::json!({"spin_dir": "4.5"}))]);
}

#[tokio::test]
async fn a_pitch_that_is_there_already_is_an_error() {
    let test = TestDb::new().await;
    let mut conn = test.db.pool.acquire().await.unwrap();
    let body = body(&[row(1, 1, 1, &[])]);
    copied(&mut conn, &body).await;
    let day = encode(body.as_bytes()).unwrap();
    let error = copy_games(&mut conn, &day.games.values().collect::<Vec<_>>()).await.unwrap_err();
    assert!(error.as_database_error().is_some_and(|x| x.is_unique_violation()), "{error}");
}

#[tokio::test]
async fn of_two_listings_of_a_game_the_completed_then_the_later_counts() {
    let listing = |pk: i32, state: &str, score: &str| {
        format!(
            r#"{{"gamePk":{pk},"officialDate":"2024-04-03","season":"2024","gameType":"R",
                "status":{{"codedGameState":"{state}"}},"gameDate":"2024-04-03T23:05:00Z",
                "teams":{{"home":{{"team":{{"id":147}}{score}}},"away":{{"team":{{"id":111}}}}}}}}"#
        )
    };
    let dates = |days: &[(&str, Vec<String>)]| {
        let days: Vec<_> =
            days.iter().map(|x| format!(r#"{{"date":"{}","games":[{}]}}"#, x.0, x.1.join(","))).collect();
        format!(r#"{{"dates":[{}]}}"#, days.join(","))
    };
    let test = TestDb::new().await;
    let mut conn = test.db.pool.acquire().await.unwrap();
    let april = dates(&[
        ("2024-04-02", vec![listing(1, "D", ""), listing(2, "F", ",\"score\":3"), listing(3, "D", "")]),
        ("2024-04-03", vec![listing(1, "F", ",\"score\":5"), listing(2, "D", "")]),
    ]);
    let may = dates(&[("2024-05-03", vec![listing(3, "O", "")])]);
    assert_eq!(statsapi::replace_schedule(&mut conn, "2024-04", "aa", april.as_bytes()).await.unwrap(), 5);
    assert_eq!(statsapi::replace_schedule(&mut conn, "2024-05", "bb", may.as_bytes()).await.unwrap(), 1);
    let sql =
        "SELECT game_pk, listed_date::text, is_final, home_score, body_sha256 FROM staging.statsapi_game ORDER BY 1";
    let games: Vec<(i32, String, bool, Option<i16>, String)> = sqlx::query_as(sql).fetch_all(&mut *conn).await.unwrap();
    let expected = [
        (1, "2024-04-03".to_owned(), true, Some(5), "aa".to_owned()),
        (2, "2024-04-02".to_owned(), true, Some(3), "aa".to_owned()),
        (3, "2024-05-03".to_owned(), true, None, "bb".to_owned()),
    ];
    assert_eq!(games, expected);
    let instant: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("SELECT game_date FROM staging.statsapi_game WHERE game_pk = 1")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
    assert_eq!(instant.to_rfc3339(), "2024-04-03T23:05:00+00:00");
    // The month again without its games.
    assert_eq!(statsapi::replace_schedule(&mut conn, "2024-04", "cc", br#"{"dates":[]}"#).await.unwrap(), 0);
    let left: i64 =
        sqlx::query_scalar("SELECT count(*) FROM staging.statsapi_game").fetch_one(&mut *conn).await.unwrap();
    assert_eq!(left, 1);
}

#[tokio::test]
async fn people_clubs_and_the_register_are_replaced() {
    let test = TestDb::new().await;
    let mut conn = test.db.pool.acquire().await.unwrap();
    let people = r#"{"people":[{"id":2,"fullName":"B C","weight":210,"active":true,"batSide":{"code":"L"},
        "strikeZoneTop":3.369,"birthDate":"1994-07-05","height":"6' 4\""},{"id":1,"fullName":"A B"}]}"#;
    assert_eq!(statsapi::replace_people(&mut conn, people.as_bytes()).await.unwrap(), [1, 2]);
    let renamed = people.replace("A B", "A. B.");
    assert_eq!(statsapi::replace_people(&mut conn, renamed.as_bytes()).await.unwrap(), [1, 2]);
    let sql = "SELECT full_name, weight, active, bat_side, strike_zone_top, birth_date::text, height FROM staging.statsapi_person ORDER BY id";
    type Person = (String, Option<i16>, Option<bool>, Option<String>, Option<f32>, Option<String>, Option<String>);
    let stored: Vec<Person> = sqlx::query_as(sql).fetch_all(&mut *conn).await.unwrap();
    let some = |x: &str| Some(x.to_owned());
    let second = ("B C".to_owned(), Some(210), Some(true), some("L"), Some(3.369), some("1994-07-05"), some("6' 4\""));
    assert_eq!(stored, [("A. B.".to_owned(), None, None, None, None, None, None), second]);

    let teams =
        r#"{"teams":[{"season":2024,"id":133,"abbreviation":"OAK","name":"Athletics","firstYearOfPlay":"1901"}]}"#;
    for _ in 0..2 {
        assert_eq!(statsapi::replace_teams(&mut conn, teams.as_bytes()).await.unwrap(), 1);
    }

    let header = scorebook::source::register::PEOPLE.iter().map(|x| x.upstream).collect::<Vec<_>>().join(",");
    let shard = |key: &str, id: &str| bytes::Bytes::from(format!("{header}\n{key},k,{id}{}\n", ",".repeat(22)));
    for _ in 0..2 {
        let shards = [shard("0a", "660271"), shard("1b", "")];
        assert_eq!(register::replace_people(&mut conn, &shards).await.unwrap(), 2);
    }
    let ids: Vec<(String, Option<i32>, Option<String>)> =
        sqlx::query_as("SELECT key_uuid, key_mlbam, name_last FROM staging.register_person ORDER BY 1")
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    assert_eq!(ids, [("0a".to_owned(), Some(660_271), None), ("1b".to_owned(), None, None)]);

    let header = scorebook::source::register::NAMES.iter().map(|x| x.upstream).collect::<Vec<_>>().join(",");
    let names = bytes::Bytes::from(format!("{header}\nk,alias,en,Null,,,,\nk,birth,en,Other,,,,\n"));
    assert_eq!(register::replace_names(&mut conn, &names).await.unwrap(), 2);
    let last: Vec<(i32, String)> = sqlx::query_as("SELECT line, name_last FROM staging.register_name ORDER BY 1")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    assert_eq!(last, [(1, "Null".to_owned()), (2, "Other".to_owned())]);
}
