//! Live feeds from the body to the API.

use bytes::Bytes;
use scorebook::db::Db;
use scorebook::warehouse::{StoredBody, hash, load_feeds};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::api::{ask, schema_over};
use crate::job::origin::shared;
use crate::support::TestDb;

/// The recorded games.
pub const GAMES: [i32; 4] = [718_096, 718_263, 744_914, 747_175];

fn body(key: &str, bytes: Vec<u8>) -> StoredBody {
    let sha256 = hex::encode(Sha256::digest(&bytes));
    StoredBody { kind: "feed", key: key.to_owned(), sha256, bytes: Bytes::from(bytes) }
}

pub fn recorded(game: i32) -> Option<StoredBody> {
    use std::io::Read as _;
    let path = shared()?.join(format!("upstream/data/statsapi/game/{game}.feed-live.json.gz"));
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    Some(body(&game.to_string(), bytes))
}

async fn count(db: &Db, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&db.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_games_agree_with_their_box_scores_on_every_counter() {
    let Some(bodies) = GAMES.into_iter().map(recorded).collect::<Option<Vec<_>>>() else { return };
    let test = TestDb::new().await;
    let db = &test.db;
    let report = load_feeds(db, &bodies, false).await.unwrap();
    assert_eq!((report.games_changed, report.games_unchanged, report.notes.len()), (4, 0, 0), "{:?}", report.notes);
    let differences: Vec<(String,)> =
        sqlx::query_as("select d::text from box_difference d order by 1").fetch_all(&db.pool).await.unwrap();
    assert_eq!(differences, []);
    let (batting, pitching, fielding): (i64, i64, i64) =
        sqlx::query_as("select sum(batting_lines), sum(pitching_lines), sum(fielding_lines) from box_check")
            .fetch_one(&db.pool)
            .await
            .unwrap();
    // Counted over the recorded bodies by another program: players with a batting, a pitching line, and who appeared.
    assert_eq!((batting, pitching, fielding), (83, 36, 119));

    let before = hash::tables(&db.pool).await.unwrap();
    let again = load_feeds(db, &bodies, false).await.unwrap();
    assert_eq!((again.games_changed, again.games_unchanged, again.rows_loaded), (0, 4, 0));
    let forced = load_feeds(db, &bodies, true).await.unwrap();
    assert_eq!((forced.games_changed, forced.games_unchanged), (4, 0));
    assert_eq!(hash::tables(&db.pool).await.unwrap(), before);
    assert_eq!(count(db, "game_inning").await, 2 * 36);

    let schema = schema_over(db).await;
    let answer = ask(
        &schema,
        "{ player(by: {mlbamId: 592866}) { pitching { games gamesStarted outs inningsPitched runs earnedRuns era whip \
           strikeouts walks balks wins losses caveats { code } } \
           pitchingSplits(by: [BATTER_SIDE]) { line { earnedRuns wins caveats { code } } } } }",
    )
    .await;
    assert_eq!(
        answer["player"]["pitching"],
        json!({
            "games": 1, "gamesStarted": 1, "outs": 13, "inningsPitched": "4.1", "runs": 5, "earnedRuns": 5,
            "era": 27.0 * 5.0 / 13.0, "whip": 27.0 / 13.0, "strikeouts": 5, "walks": 2, "balks": 1, "wins": 0, "losses": 0,
            "caveats": [{"code": "NEEDS_SEASON_CONSTANTS"}, {"code": "STATCAST_NOT_LOADED"}],
        })
    );
    let split = &answer["player"]["pitchingSplits"][0]["line"];
    assert_eq!((&split["earnedRuns"], &split["wins"]), (&json!(null), &json!(null)), "{split}");
    let codes: Vec<&str> = split["caveats"].as_array().unwrap().iter().map(|x| x["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"NEEDS_WHOLE_INNINGS") && codes.contains(&"NEEDS_WHOLE_GAMES"), "{codes:?}");
}
