//! The constants of a simulated season: what they are computed from, and when.

use scorebook::db::Db;
use scorebook::query::{constants, version};
use scorebook::stat::constants::{EventClass, Moment};
use scorebook::warehouse::constants::refresh;
use scorebook::warehouse::publish::publish;

use crate::api::{ask, loaded, schema_over};

const SEASON: i16 = 2024;

async fn number(db: &Db, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&db.pool).await.unwrap()
}

/// As a load would that changed the season.
async fn move_season(db: &Db) {
    let mut tx = db.pool.begin().await.unwrap();
    publish(&mut tx, &[SEASON]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Versions of the season's data and of its constants.
async fn versions(db: &Db) -> (i64, i64) {
    let of_data = number(db, "select version from season_version where season = 2024").await;
    (of_data, number(db, "select version from constants_version where season = 2024").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_leaves_the_constants_of_its_season_and_only_a_change_moves_them() {
    let (_sim, crawl) = loaded().await;
    let db: &Db = &crawl.db;
    adds_up(db).await;

    let (data, computed) = versions(db).await;
    assert_eq!(data, computed, "the run computed them, and that alone does not make them stale");
    let before = version::current(&db.pool).await.unwrap();
    assert_eq!(refresh(&db.pool).await.unwrap(), [] as [i16; 0]);
    move_season(db).await;
    assert_eq!(refresh(&db.pool).await.unwrap(), [] as [i16; 0], "nothing came out differently");
    assert_eq!(version::current(&db.pool).await.unwrap(), before + 1, "the load's own");
    let (data, computed) = versions(db).await;
    assert_eq!(data, computed);

    // A game less is another season.
    let turns = constants::of_season(&db.pool, SEASON).await.unwrap().unwrap().all.plate_appearances;
    sqlx::query("update game set game_type = 'S' where id = (select min(id) from game where is_scored)")
        .execute(&db.pool)
        .await
        .unwrap();
    move_season(db).await;
    let (first, second) = tokio::join!(refresh(&db.pool), refresh(&db.pool));
    assert_eq!([first.unwrap(), second.unwrap()].concat(), [SEASON], "whoever comes first");
    let (data, computed) = versions(db).await;
    assert_eq!((data, computed), (before + 3, before + 3), "the load's and this one's");
    assert!(constants::of_season(&db.pool, SEASON).await.unwrap().unwrap().all.plate_appearances < turns);

    // No game, no constants.
    sqlx::query("update game set game_type = 'S'").execute(&db.pool).await.unwrap();
    move_season(db).await;
    assert_eq!(refresh(&db.pool).await.unwrap(), [SEASON]);
    assert_eq!(refresh(&db.pool).await.unwrap(), [] as [i16; 0]);
    assert_eq!(constants::of_season(&db.pool, SEASON).await.unwrap(), None);
    let schema = schema_over(db).await;
    assert!(ask(&schema, "{ constants(season: 2024) { season } }").await["constants"].is_null());
}

/// The inputs against the lines of players and the scores of games, which are summed apart from them.
async fn adds_up(db: &Db) {
    let kept = constants::kept(&db.pool, SEASON).await.unwrap().unwrap();
    let all = &kept.constants.all;
    let lines = "select sum(plate_appearances)::bigint from batting_game where game_type = 'R'";
    assert_eq!(all.plate_appearances, number(db, lines).await);
    let lines = "select sum(earned_runs)::bigint from pitching_game where game_type = 'R'";
    assert_eq!(all.earned_runs, number(db, lines).await);
    let scores = "select sum(home_score + away_score)::bigint from game where game_type = 'R' and is_scored";
    assert_eq!(all.runs, number(db, scores).await);
    let each = kept.constants.leagues.iter().flatten();
    let sums = each.fold([0; 4], |sum, league| {
        let of = league.inputs;
        [sum[0] + of.plate_appearances, sum[1] + of.home_runs, sum[2] + of.outs, sum[3] + of.runs]
    });
    assert_eq!(sums, [all.plate_appearances, all.inputs.home_runs, all.outs, all.runs], "the leagues are the whole");
    assert!((all.weights.woba(&all.inputs) - all.woba).abs() < 1e-12);
    assert!((all.measured.woba(&all.inputs) - all.woba).abs() < 1e-12, "both weights make one league");

    let turns: i64 = kept.transitions.iter().map(|x| x.turns).sum();
    let numbered = "select count(distinct (game_id, number)) from play where game_type = 'R'";
    assert_eq!(turns, number(db, numbered).await);
    let runs: i64 = kept.transitions.iter().map(|x| x.turns * i64::from(x.runs_before + x.runs)).sum();
    assert_eq!(runs, all.runs);
    let of_class = |class| -> i64 { kept.transitions.iter().filter(|x| x.event == class).map(|x| x.turns).sum() };
    assert_eq!(of_class(EventClass::HomeRun), all.inputs.home_runs);
    assert_eq!(of_class(EventClass::Walk), all.inputs.unintentional_walks());
    assert!(kept.transitions.iter().any(|x| x.runs_before > 0 || x.from != x.at), "something happened on the bases");

    let chances = &kept.constants.chances;
    let tenth = Moment { inning: 10, home_bats: true, outs: 0, bases: 0, home_lead: -1 };
    let over = Moment { home_bats: false, outs: 3, ..tenth };
    assert!(chances.home_wins(over) > chances.home_wins(tenth), "a runner begins extra innings on second");

    let schema = schema_over(db).await;
    let asked = "{ constants(season: 2024) { season version published { source } runExpectancy { outs bases turns expectancy } \
                 leagues { league inputs { plateAppearances } weights { homeRun } woba fipConstant } } }";
    let answer = &ask(&schema, asked).await["constants"];
    assert_eq!(answer["leagues"][0]["league"], "ALL");
    assert_eq!(answer["leagues"][0]["inputs"]["plateAppearances"].as_i64(), Some(all.plate_appearances));
    assert_eq!(answer["leagues"][0]["weights"]["homeRun"].as_f64(), Some(all.weights.home_run));
    assert_eq!(answer["runExpectancy"].as_array().map(Vec::len), Some(24));
    assert_eq!(answer["runExpectancy"][9]["bases"], 1);
    assert_eq!(answer["published"]["source"], "FanGraphs Guts!");
    assert_eq!(answer["version"], kept.version.to_string());
}
