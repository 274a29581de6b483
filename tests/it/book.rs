//! The simulated league through the real path: every counter of every line equals the league's own book.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use scorebook::db::Db;
use scorebook::job::Span;
use scorebook::sim::{Batting, Book, Fielding, Pitching, SimConfig};
use scorebook::source::SourceId;

use crate::api::{ask, schema_over};
use crate::job::origin::{Crawl, Sim};

/// (game, team, player, position of a fielder), then each counter by name.
type Lines = BTreeMap<(i32, i32, i32, i32), BTreeMap<&'static str, i64>>;

/// SQL of a counter over a stored line, and the same from the book.
type Counter<T> = (&'static str, fn(&T) -> u32);

const BATTING: &[Counter<Batting>] = &[
    ("plate_appearances", |x| x.pa),
    ("at_bats", |x| x.ab),
    ("runs", |x| x.r),
    ("singles + doubles + triples + home_runs", |x| x.h),
    ("doubles", |x| x.doubles),
    ("triples", |x| x.triples),
    ("home_runs", |x| x.hr),
    ("runs_batted_in", |x| x.rbi),
    ("walks", |x| x.bb),
    ("intentional_walks", |x| x.ibb),
    ("strikeouts", |x| x.so),
    ("hit_by_pitch", |x| x.hbp),
    ("sacrifice_flies", |x| x.sf),
    ("sacrifice_bunts", |x| x.sh),
    ("catcher_interferences", |x| x.ci),
    ("grounded_into_double_plays", |x| x.gidp),
    ("grounded_into_triple_plays", |x| x.gitp),
    ("reached_on_error", |x| x.roe),
    ("stolen_bases", |x| x.sb),
    ("caught_stealing", |x| x.cs),
    ("picked_off", |x| x.po),
    ("left_on_base", |x| x.lob),
    ("ground_outs", |x| x.ground_outs),
    ("fly_outs", |x| x.fly_outs),
    ("line_outs", |x| x.line_outs),
    ("pop_outs", |x| x.pop_outs),
];

const PITCHING: &[Counter<Pitching>] = &[
    ("is_start::int", |x| x.gs),
    ("plate_appearances", |x| x.bf),
    ("outs_made", |x| x.outs),
    ("at_bats", |x| x.ab),
    ("runs_allowed", |x| x.r),
    ("earned_runs", |x| x.er),
    ("singles + doubles + triples + home_runs", |x| x.h),
    ("doubles", |x| x.doubles),
    ("triples", |x| x.triples),
    ("home_runs", |x| x.hr),
    ("runs_batted_in", |x| x.rbi),
    ("walks", |x| x.bb),
    ("intentional_walks", |x| x.ibb),
    ("strikeouts", |x| x.so),
    ("hit_by_pitch", |x| x.hbp),
    ("sacrifice_flies", |x| x.sf),
    ("sacrifice_bunts", |x| x.sh),
    ("catcher_interferences", |x| x.ci),
    ("stolen_bases", |x| x.sb),
    ("caught_stealing", |x| x.cs),
    ("picked_off", |x| x.pk),
    ("wild_pitches", |x| x.wp),
    ("balks", |x| x.bk),
    ("inherited_runners", |x| x.ir),
    ("inherited_runners_scored", |x| x.irs),
    ("pitches", |x| x.pitches),
    ("strikes_thrown", |x| x.strikes),
    ("balls_thrown", |x| x.balls),
    ("ground_outs", |x| x.ground_outs),
    ("fly_outs", |x| x.fly_outs),
    ("line_outs", |x| x.line_outs),
    ("pop_outs", |x| x.pop_outs),
    ("wins", |x| x.w),
    ("losses", |x| x.l),
    ("saves", |x| x.sv),
    ("holds", |x| x.hld),
    ("blown_saves", |x| x.bs),
    ("save_opportunities", |x| x.svo),
    ("games_finished", |x| x.gf),
    ("complete_games", |x| x.cg),
    ("shutouts", |x| x.sho),
];

const FIELDING: &[Counter<Fielding>] = &[
    ("is_start::int", |x| x.gs),
    ("outs", |x| x.outs),
    ("putouts", |x| x.po),
    ("assists", |x| x.a),
    ("errors", |x| x.e),
    ("double_plays", |x| x.dp),
    ("triple_plays", |x| x.tp),
    ("passed_balls", |x| x.pb),
    ("stolen_bases", |x| x.sb),
    ("caught_stealing", |x| x.cs),
    ("pickoffs", |x| x.pk),
];

fn expected<'a, T: 'a>(counters: &[Counter<T>], lines: impl Iterator<Item = ((i32, i32, i32, i32), &'a T)>) -> Lines {
    lines.map(|(key, x)| (key, counters.iter().map(|(name, of)| (*name, i64::from(of(x)))).collect())).collect()
}

async fn stored<T>(db: &Db, table: &str, position: &str, counters: &[Counter<T>]) -> Lines {
    let columns: Vec<String> = counters.iter().map(|(sql, _)| format!("({sql})::bigint")).collect();
    let sql =
        format!("select game_id, team_id::int, player_id, {position}::int, array[{}] from {table}", columns.join(", "));
    let rows: Vec<(i32, i32, i32, i32, Vec<i64>)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&db.pool).await.unwrap();
    let names = || counters.iter().map(|(name, _)| *name);
    rows.into_iter()
        .map(|(game, team, player, position, numbers)| ((game, team, player, position), names().zip(numbers).collect()))
        .collect()
}

/// Fails with the first lines that differ, counter by counter; returns how many counters were compared.
fn compare(table: &str, expected: &Lines, found: &Lines) -> usize {
    let mut wrong = Vec::new();
    for (key, line) in expected {
        match found.get(key) {
            None if line.values().all(|number| *number == 0) => {}
            None => wrong.push(format!("{table} {key:?} is missing: {line:?}")),
            Some(other) => {
                wrong.extend(line.iter().filter(|(name, number)| other[**name] != **number).map(|(name, number)| {
                    format!("{table} {key:?} {name}: {} loaded, {number} in the book", other[name])
                }))
            }
        }
    }
    wrong.extend(
        found.keys().filter(|key| !expected.contains_key(key)).map(|key| format!("{table} {key:?} is not in the book")),
    );
    let some = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} differ:\n{some}", wrong.len());
    expected.values().map(BTreeMap::len).sum()
}

/// Compares a store with a book; returns how many counters were compared.
pub async fn compare_with(db: &Db, book: &Book) -> usize {
    let batting = expected(BATTING, book.batting.iter().map(|x| ((x.game_pk, x.team, x.player, 0), &x.counts)));
    let pitching = expected(PITCHING, book.pitching.iter().map(|x| ((x.game_pk, x.team, x.player, 0), &x.counts)));
    let fielding = expected(
        FIELDING,
        book.fielding.iter().map(|x| ((x.game_pk, x.team, x.player, i32::from(x.position)), &x.counts)),
    );
    compare("batting_game", &batting, &stored(db, "batting_game", "0", BATTING).await)
        + compare("pitching_game", &pitching, &stored(db, "pitching_game", "0", PITCHING).await)
        + compare("fielding_game", &fielding, &stored(db, "fielding_game", "position", FIELDING).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_counter_of_every_line_equals_the_leagues_book() {
    // Rare cases twenty times as often as in real leagues.
    let config = SimConfig { teams: 4, days: 30, first_season: 2024, hard_cases: 20, ..SimConfig::default() };
    let sim = Sim::of(config).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    for source in [SourceId::Statsapi, SourceId::Savant] {
        let run = crawl.crawl(source, sim.span()).await;
        assert_eq!(run.error, None, "{:?}", run.messages);
    }
    let compared = compare_with(&crawl.db, sim.league.book()).await;
    assert!(compared > 50_000, "{compared}");
    let differences: i64 =
        sqlx::query_scalar("select count(*) from box_difference").fetch_one(&crawl.db.pool).await.unwrap();
    assert_eq!(differences, 0);
    let by_field: Vec<(String, i64)> =
        sqlx::query_as("select field, count(*) from play_difference group by 1 order by 1")
            .fetch_all(&crawl.db.pool)
            .await
            .unwrap();
    eprintln!("{compared} counters equal; Statcast differs: {by_field:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_changes_exactly_the_game_it_touches() {
    let sim = Sim::play(6).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    for source in [SourceId::Statsapi, SourceId::Savant] {
        assert_eq!(crawl.crawl(source, sim.span()).await.error, None);
    }
    let before = games(&crawl.db).await;
    let game = *before.keys().nth(3).unwrap();
    let correction = sim.origin.correct(game).expect("a single the scorer may see otherwise");
    // As if it had been crawled the day after: the mornings on which corrections are due have come since.
    let sql = "update lake.body set last_seen_at = $1";
    let (_, last) = sim.league.span();
    let then = last.succ_opt().unwrap().and_time(NaiveTime::MIN).and_utc();
    sqlx::query(sql).bind(then).execute(&crawl.db.pool).await.unwrap();
    let mut told = Vec::new();
    for source in [SourceId::Statsapi, SourceId::Savant] {
        let run = crawl.crawl(source, sim.span()).await;
        assert_eq!((run.error, run.counters.games_changed), (None, 1), "{source}");
        told.extend(run.messages.iter().map(|message| format!("{message:?}")));
    }
    let what = format!("game {game}: batting of {}: ", correction.batter);
    let report: Vec<&String> = told.iter().filter(|text| text.contains(&what)).collect();
    assert!(report.iter().any(|text| text.contains("singles 1 -> 0") || text.contains("singles 2 -> 1")), "{told:#?}");
    let after = games(&crawl.db).await;
    let changed: Vec<i32> = before.iter().filter(|(id, text)| after[id] != **text).map(|(id, _)| *id).collect();
    assert_eq!(changed, [correction.game_pk]);
    assert!(compare_with(&crawl.db, sim.origin.league().book()).await > 5_000);
}

/// Everything derived of each game, as text.
async fn games(db: &Db) -> BTreeMap<i32, String> {
    let mut games: BTreeMap<i32, String> = BTreeMap::new();
    for table in ["play", "batting_game", "pitching_game", "fielding_game", "game_inning", "play_difference"] {
        let sql = format!("select game_id, string_agg(t::text, ';' order by t::text) from {table} t group by 1");
        let rows: Vec<(i32, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&db.pool).await.unwrap();
        for (game, text) in rows {
            games.entry(game).or_default().push_str(&text);
        }
    }
    games
}

/// Thirty clubs and a whole season; `make season` runs it, since it takes minutes.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: make season"]
async fn a_whole_season_equals_the_leagues_book() {
    let config = SimConfig { teams: 30, days: 186, hard_cases: 3, ..SimConfig::default() };
    let sim = Sim::of(config).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    for source in [SourceId::Statsapi, SourceId::Savant] {
        let run = crawl.crawl(source, sim.span()).await;
        assert_eq!(run.error, None, "{:?}", run.messages);
    }
    let league = &sim.league;
    let compared = compare_with(&crawl.db, league.book()).await;
    let differences: i64 =
        sqlx::query_scalar("select count(*) from box_difference").fetch_one(&crawl.db.pool).await.unwrap();
    assert_eq!(differences, 0);
    eprintln!("{} games, {compared} counters equal", league.book().games.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn half_the_play_by_play_gives_no_whole_runs() {
    let sim = Sim::play(10).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let (from, _) = sim.league.span();
    let half = from + chrono::Days::new(4);
    assert_eq!(crawl.crawl(SourceId::Statsapi, Span::Days { from, to: half }).await.error, None);
    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    let player: i32 = sqlx::query_scalar(
        "select player_id from batting_game group by 1 having count(distinct is_scored) = 2 order by sum(runs) desc, 1 limit 1",
    )
    .fetch_one(&crawl.db.pool)
    .await
    .unwrap();
    let schema = schema_over(&crawl.db).await;
    let line = async |filter: &str| {
        let query = format!(
            "{{ player(by: {{mlbamId: {player}}}) {{ batting(where: {filter}) {{ games runs homeRuns caveats {{ code stats }} }} }} }}"
        );
        ask(&schema, &query).await["player"]["batting"].clone()
    };
    let codes = |line: &serde_json::Value, stat: &str| -> Vec<String> {
        let caveats = line["caveats"].as_array().unwrap();
        let touches = |caveat: &&serde_json::Value| caveat["stats"].as_array().unwrap().contains(&stat.into());
        caveats.iter().filter(touches).map(|caveat| caveat["code"].as_str().unwrap().to_owned()).collect()
    };
    let all = line("{}").await;
    assert!(all["runs"].is_null() && all["homeRuns"].is_i64(), "{all}");
    assert_eq!(codes(&all, "runs"), ["NEEDS_PLAY_BY_PLAY"], "{all}");
    let first = line(&format!("{{to: \"{half}\"}}")).await;
    let his = sim.league.book().batting.iter().filter(|x| x.player == player && x.date <= half);
    let runs: u32 = his.map(|x| x.counts.r).sum();
    assert_eq!(first["runs"], runs, "{first}");
    assert!(codes(&first, "runs").is_empty(), "{first}");
}
