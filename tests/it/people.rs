//! People: names, ids and searches, of a few made by hand and of the recorded register.

use std::io::Read as _;
use std::path::Path;

use scorebook::db::Db;
use scorebook::graphql::Schema;
use scorebook::warehouse::{self, StoredBody, alias};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::api::{ask, schema_over};
use crate::job::origin::shared;
use crate::support::TestDb;

const OHTANI: i64 = 660_271;

fn body(kind: &'static str, key: &str, bytes: Vec<u8>) -> StoredBody {
    StoredBody { kind, key: key.to_owned(), sha256: hex::encode(Sha256::digest(&bytes)), bytes: bytes.into() }
}

/// A few people, as StatsAPI tells of them.
async fn few(db: &Db) {
    let person = |id: i32, first: &str, last: &str, full: &str, played: &str| json!({"id": id, "fullName": full, "firstName": first, "useName": first, "lastName": last, "lastPlayedDate": played});
    let mut ohtani = person(660_271, "Shohei", "Ohtani", "Shohei Ohtani", "2024-06-13");
    for (member, value) in [
        ("nickName", json!("Showtime")),
        ("birthDate", json!("1994-07-05")),
        ("birthCity", json!("Oshu")),
        ("birthCountry", json!("Japan")),
        ("height", json!("6' 4\"")),
        ("weight", json!(210)),
        ("primaryPosition", json!({"code": "Y", "abbreviation": "TWP"})),
        ("batSide", json!({"code": "L"})),
        ("pitchHand", json!({"code": "R"})),
        ("mlbDebutDate", json!("2018-03-29")),
    ] {
        ohtani[member] = value;
    }
    let mut craghead = person(3, "Howard", "Craghead", "Howard Craghead", "1933-09-30");
    craghead["nickName"] = json!("Judge");
    let people = [
        ohtani,
        craghead,
        person(592_450, "Aaron", "Judge", "Aaron Judge", "2024-06-13"),
        person(115_135, "Vladimir", "Guerrero", "Vladimir Guerrero", "2011-09-28"),
        person(665_489, "Vladimir", "Guerrero", "Vladimir Guerrero Jr.", "2024-06-13"),
        person(502_110, "J.D.", "Martinez", "J.D. Martinez", "2024-06-13"),
        person(608_070, "José", "Ramírez", "José Ramírez", "2024-06-13"),
        person(541_645, "José", "Ramírez", "José Ramírez", "2018-05-06"),
        person(1, "Will", "Smithson", "Will Smithson", "2024-06-13"),
        person(2, "Bob", "Smith", "Bob Smith", "1990-06-13"),
    ];
    let bytes = json!({ "people": people }).to_string().into_bytes();
    warehouse::load_people(db, &body("people", "1-8", bytes), false).await.unwrap();
}

/// Ids that a search finds, best first.
async fn found(schema: &Schema, typed: &str) -> Vec<i64> {
    let query = format!("{{ players(search: {}, first: 10) {{ nodes {{ mlbamId }} totalCount }} }}", json!(typed));
    let players = ask(schema, &query).await["players"].clone();
    let ids: Vec<i64> =
        players["nodes"].as_array().unwrap().iter().map(|node| node["mlbamId"].as_i64().unwrap()).collect();
    assert!(players["totalCount"].as_u64().unwrap() >= ids.len() as u64);
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_names_come_before_parts_and_parts_before_typos_the_latest_first() {
    let test = TestDb::new().await;
    few(&test.db).await;
    let schema = schema_over(&test.db).await;
    for (typed, best) in [
        ("Shohei Ohtani", vec![OHTANI]),
        ("Ohtani, Shohei", vec![OHTANI]),
        ("Ohtani Shohei", vec![OHTANI]),
        ("Shohi Otani", vec![OHTANI]),
        ("OHTANNI", vec![OHTANI]),
        ("showtime", vec![OHTANI]),
        ("Showtime Ohtani", vec![OHTANI]),
        ("Ｏｈｔａｎｉ", vec![OHTANI]),
        ("Vladimir Guerrero", vec![665_489, 115_135]),
        ("Vladimir Guerrero Jr", vec![665_489]),
        ("Guerrero, Vladimir Jr.", vec![665_489]),
        ("Vladimir Guerrero, Jr.", vec![665_489]),
        ("Vladamir Gurrero", vec![665_489, 115_135]),
        ("jd martinez", vec![502_110]),
        ("J. D. Martinez", vec![502_110]),
        ("jose ramirez", vec![608_070, 541_645]),
        ("Judge", vec![592_450, 3]), // whose nickname it is played long ago
        ("Smith", vec![2, 1]),       // his name, though the other played later
        // Initials and beginnings, in either order.
        ("S. Ohtani", vec![OHTANI]),
        ("Ohtani S", vec![OHTANI]),
        ("sho oht", vec![OHTANI]),
        ("V Guerrero", vec![665_489, 115_135]),
        ("o", vec![OHTANI]),
        // A letter wrong, missing, too many, swapped; two in longer words.
        ("Otani", vec![OHTANI]),
        ("Ohtnai", vec![OHTANI]),
        ("Otnai", vec![OHTANI]),
        ("Ohhtani", vec![OHTANI]),
        ("Obtani", vec![OHTANI]),
        ("Smtih", vec![2]),
        ("Vladimri", vec![665_489, 115_135]),
        ("Rameriz", vec![608_070, 541_645]),
        ("Ramriez", vec![608_070, 541_645]),
        ("Gurerro", vec![665_489, 115_135]),
        ("Ramírz José", vec![608_070, 541_645]),
    ] {
        let ids = found(&schema, typed).await;
        assert!(ids.starts_with(&best), "{typed}: {ids:?}");
    }
    for nobody in ["", "...", "|", "%", "_", "大谷翔平", "Xyzzy Qwfp"] {
        assert_eq!(found(&schema, nobody).await, [0i64; 0], "{nobody:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_statsapi_tells_of_a_person_is_shown() {
    let test = TestDb::new().await;
    few(&test.db).await;
    let schema = schema_over(&test.db).await;
    let query = "{ player(by: {mlbamId: 660271}) { name { full first last nick others } birthDate \
                 birthPlace { city region country } height weightPounds primaryPosition bats throws debut } }";
    let expected = json!({
        "name": {"full": "Shohei Ohtani", "first": "Shohei", "last": "Ohtani", "nick": "Showtime", "others": []},
        "birthDate": "1994-07-05", "birthPlace": {"city": "Oshu", "region": null, "country": "Japan"},
        "height": "6' 4\"", "weightPounds": 210, "primaryPosition": "TWP", "bats": "LEFT", "throws": "RIGHT",
        "debut": "2018-03-29"
    });
    assert_eq!(ask(&schema, query).await["player"], expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_an_admin_gives_is_found_in_every_width_and_outlives_a_reload() {
    let test = TestDb::new().await;
    few(&test.db).await;
    let aliases =
        alias::read("mlbam_id,name,language\n660271,大谷翔平,ja\n660271,オオタニ,ja\n999999,誰か,ja\n".as_bytes())
            .unwrap();
    let imported = alias::import(&test.db, &aliases).await.unwrap();
    assert_eq!((imported.changed, imported.unchanged, imported.unknown), (3, 0, vec![999_999]));
    let schema = schema_over(&test.db).await;
    for typed in ["大谷翔平", "大谷 翔平", "大谷　翔平", "大谷", "オオタニ", "ｵｵﾀﾆ", "おおたに", "shohei ohtani"]
    {
        assert_eq!(found(&schema, typed).await.first(), Some(&OHTANI), "{typed}");
    }
    let version = || sqlx::query_scalar::<_, i64>("select version from data_version").fetch_one(&test.db.pool);
    let before = version().await.unwrap();
    let again = alias::import(&test.db, &aliases).await.unwrap();
    assert_eq!((again.changed, again.unchanged), (0, 3));
    assert_eq!(version().await.unwrap(), before, "nothing changed, so no cache is emptied");

    few(&test.db).await;
    warehouse::finish_rebuild(&test.db, &[], &[]).await.unwrap();
    let schema = schema_over(&test.db).await;
    assert_eq!(found(&schema, "大谷翔平").await, [OHTANI]);
    let names = ask(&schema, "{ player(by: {mlbamId: 660271}) { name { others } } }").await;
    assert_eq!(names["player"]["name"]["others"], json!(["オオタニ", "大谷翔平"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn aliases_are_imported_on_the_command_line() {
    let test = TestDb::new().await;
    few(&test.db).await;
    let data = tempfile::tempdir().unwrap();
    let import = |text: &str| {
        let file = data.path().join("aliases.csv");
        std::fs::write(&file, text).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_scorebook"));
        command.env_clear().env("SCOREBOOK_DATABASE_URL", &test.url).env("SCOREBOOK_DATA_DIR", data.path());
        let output = command.current_dir(data.path()).args(["aliases", "import"]).arg(&file).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (done, said, _) = import("mlbam_id,name\n660271,大谷翔平\n");
    assert!(done && said.starts_with("1 names imported, 0 were there already."), "{said}");
    let (done, said, _) = import("mlbam_id,name\n660271,大谷翔平\n");
    assert!(done && said.starts_with("0 names imported, 1 were there already."), "{said}");
    let (done, _, told) = import("mlbam_id,name\n660271,A B\nx,y\n");
    assert!(!done && told.contains("line 3: mlbam_id \"x\""), "{told}");
    let names: i64 = sqlx::query_scalar("select count(*) from player_alias").fetch_one(&test.db.pool).await.unwrap();
    assert_eq!(names, 1, "a file with a fault imports nothing");
}

fn unzipped(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recorded_register_is_merged_with_the_recorded_people() {
    let Some(data) = shared().map(|path| path.join("upstream/data")) else { return };
    let test = TestDb::new().await;
    let shard =
        |key: char| body("people", &key.to_string(), unzipped(&data.join(format!("register/people-{key}.csv.gz"))));
    let shards: Vec<StoredBody> = "0123456789abcdef".chars().map(shard).collect();
    let names = body("names", "names", unzipped(&data.join("register/names.csv.gz")));
    warehouse::load_register(&test.db, &shards, &names, false).await.unwrap();
    let people: Value = serde_json::from_slice(&unzipped(&data.join("statsapi/people.json.gz"))).unwrap();
    let people: Vec<&Value> = people.as_object().unwrap().values().collect();
    let people = body("people", "all", json!({ "people": people }).to_string().into_bytes());
    warehouse::load_people(&test.db, &people, false).await.unwrap();

    let schema = schema_over(&test.db).await;
    for key in [
        "mlbamId: 660271",
        "retroId: \"ohtas001\"",
        "bbrefId: \"ohtansh01\"",
        "bbrefMinorsId: \"otani-000sho\"",
        "fangraphsId: \"19755\"",
        "npbId: \"01305137\"",
        "wikidataId: \"Q4391858\"",
    ] {
        let query = format!(
            "{{ player(by: {{{key}}}) {{ mlbamId retroId bbrefId bbrefMinorsId fangraphsId npbId wikidataId }} }}"
        );
        let expected = json!({
            "mlbamId": OHTANI, "retroId": "ohtas001", "bbrefId": "ohtansh01", "bbrefMinorsId": "otani-000sho",
            "fangraphsId": "19755", "npbId": "01305137", "wikidataId": "Q4391858"
        });
        assert_eq!(ask(&schema, &query).await["player"], expected, "{key}");
    }
    for (typed, best) in [
        ("shohei ohtani", OHTANI),
        ("Shohi Otani", OHTANI),
        ("Fausto Carmona", 433_584),    // a former name
        ("Country Breakfast", 456_714), // a nickname
        ("JD Martinez", 502_110),
        ("Jose Ramirez", 608_070),
        ("Peña, Jeremy", 665_161),
        ("vladimir guerrero jr.", 665_489),
        ("Luis Robert", 673_357),
    ] {
        assert_eq!(found(&schema, typed).await.first(), Some(&best), "{typed}");
    }
    // The register's names once more change nothing.
    let rows = async || -> Vec<String> {
        sqlx::query_scalar("select player::text from player order by id").fetch_all(&test.db.pool).await.unwrap()
    };
    let before = rows().await;
    warehouse::load_register(&test.db, &shards, &names, true).await.unwrap();
    assert_eq!(before, rows().await);
}
