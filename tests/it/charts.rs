//! What charts ask for: single pitches, batted balls, ranks and runs of games, over a simulated league.

use std::collections::BTreeMap;

use scorebook::auth::Caller;
use scorebook::db::Db;
use scorebook::domain::pitch::{PITCH_RESULTS, PitchResult};
use scorebook::graphql::Schema;
use scorebook::stat::{BATTING, PITCHING};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::api::{ask, loaded, schema_over};
use crate::support::statements;

#[tokio::test(flavor = "multi_thread")]
async fn charts_show_what_lines_count() {
    let (_sim, crawl) = loaded().await;
    let (schema, pool) = (schema_over(&crawl.db).await, &crawl.db.pool);
    batted_balls_are_those_of_the_line(&schema, pool).await;
    pitches_are_those_of_the_rows(&schema, pool).await;
    pages_join_and_cursors_hold_for_their_filter_alone(&schema, pool).await;
    ranks_are_those_of_the_leaders(&schema, pool).await;
    runs_of_games_are_the_lines_of_their_days(&schema, pool).await;
    the_team_is_that_of_the_last_game(&schema, &crawl.db).await;
}

/// Those with most games.
async fn players(pool: &PgPool, field: &str, most: i32) -> Vec<i32> {
    let sql = format!("select player_id from {field}_game group by 1 order by count(*) desc, 1 limit $1");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(most).fetch_all(pool).await.unwrap()
}

async fn refusal(schema: &Schema, query: &str) -> Value {
    let response = schema.execute(async_graphql::Request::new(query).data(Caller::anonymous())).await;
    let extensions = response.errors[0].extensions.clone().unwrap();
    extensions.get("code").unwrap().clone().into_json().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

async fn batted_balls_are_those_of_the_line(schema: &Schema, pool: &PgPool) {
    const FILTERS: [&str; 6] = [
        "{}",
        "{pitcherHand: LEFT}",
        "{pitchTypes: [FF, SI]}",
        "{battedBallTypes: [FLY_BALL], homeAway: HOME}",
        "{or: [{zones: [4, 5, 6]}, {innings: [1]}]}",
        "{gameTypes: [SPRING]}",
    ];
    let mut cut = 0;
    for player in players(pool, "batting", 6).await {
        for filter in FILTERS {
            let query = format!(
                "{{ player(by: {{mlbamId: {player}}}) {{ \
                 batting(where: {filter}) {{ battedBalls hits totalBases barrels averageExitVelocityMph }} \
                 battedBalls(where: {filter}, first: 10000) {{ totalCount pageInfo {{ hasNextPage }} nodes {{ date atBatNumber \
                 pitchNumber isHit bases isBarrel exitVelocityMph launchAngleDegrees type event batter {{ mlbamId }} \
                 game {{ mlbamId }} }} }} }} }}"
            );
            let answer = ask(schema, &query).await["player"].clone();
            let (line, list) = (&answer["batting"], &answer["battedBalls"]);
            let nodes = list["nodes"].as_array().unwrap();
            let what = format!("{player} {filter}");
            assert_eq!(line["battedBalls"].as_u64().unwrap_or(0), nodes.len() as u64, "{what}");
            assert_eq!((&list["totalCount"], &list["pageInfo"]["hasNextPage"]), (&json!(nodes.len()), &json!(false)));
            let count = |field: &str| nodes.iter().filter(|node| node[field] == true).count() as u64;
            assert_eq!(line["barrels"].as_u64().unwrap_or(0), count("isBarrel"), "{what}");
            // Results count with the pitch they came of, so under every filter.
            assert_eq!(line["hits"].as_u64().unwrap(), count("isHit"), "{what}");
            let bases: f64 = nodes.iter().map(|node| number(&node["bases"])).sum();
            assert_eq!(line["totalBases"].as_f64().unwrap(), bases, "{what}");
            let tracked = nodes.iter().filter(|node| !node["launchAngleDegrees"].is_null());
            let speeds: Vec<f64> =
                tracked.map(|node| number(&node["exitVelocityMph"])).filter(|mph| *mph > 0.0).collect();
            let mean = speeds.iter().sum::<f64>() / speeds.len().max(1) as f64;
            assert!((number(&line["averageExitVelocityMph"]) - mean).abs() < 1e-9, "{what}");
            assert!(nodes.iter().all(|node| node["batter"]["mlbamId"] == player), "{what}");
            let place = |node: &Value| {
                let number = |of: &Value| of.as_i64().unwrap();
                let day = node["date"].as_str().unwrap().to_owned();
                (day, number(&node["game"]["mlbamId"]), number(&node["atBatNumber"]), number(&node["pitchNumber"]))
            };
            assert!(nodes.windows(2).all(|two| place(&two[0]) > place(&two[1])), "{what}: the latest first");
            cut += usize::from(filter != "{}" && !nodes.is_empty());
        }
    }
    assert!(cut > 15, "filters leave something: {cut}");
}

/// Rows of pitches thrown (`$1`) in regular games, with the play each belongs to.
const ROWS: &str = "from staging.savant_pitch p join game g on g.id = p.game_pk \
    join play l on l.game_id = p.game_pk and l.at_bat_number = p.at_bat_number and l.share = 0 \
        and p.pitch_number > l.above and p.pitch_number <= l.upto \
    where p.description = any($1) and g.game_type = 'R'";

async fn pitches_are_those_of_the_rows(schema: &Schema, pool: &PgPool) {
    const FIELDS: &str = "date atBatNumber pitchNumber inning balls strikes outs isSwing isWhiff velocityMph spinRateRpm \
        horizontalMovementInches plateXFeet zone game { mlbamId } pitcher { mlbamId } batter { mlbamId } \
        battedBall { exitVelocityMph hitXFeet hitYFeet homeTeam { mlbamId } }";
    let sql = format!(
        "select json_build_object('date', g.official_date, 'atBatNumber', p.at_bat_number, 'pitchNumber', pitch_number, \
         'inning', l.inning, 'balls', p.balls, 'strikes', p.strikes, 'outs', outs_when_up, \
         'isSwing', p.description = any($2), 'isWhiff', p.description = any($3), 'velocityMph', release_speed, \
         'spinRateRpm', release_spin_rate, 'horizontalMovementInches', pfx_x * 12, 'plateXFeet', plate_x, 'zone', zone, \
         'game', json_build_object('mlbamId', game_pk), 'pitcher', json_build_object('mlbamId', l.pitcher_id), \
         'batter', json_build_object('mlbamId', l.batter_id), \
         'battedBall', case when p.description like 'hit_into_play%' then json_build_object( \
             'exitVelocityMph', launch_speed, 'hitXFeet', (hc_x - 125.42) * 2.495671, 'hitYFeet', (198.27 - hc_y) * 2.495671, \
             'homeTeam', json_build_object('mlbamId', g.home_team_id)) end) \
         {ROWS} and l.pitcher_id = $4 \
         order by g.official_date desc, game_pk desc, p.at_bat_number desc, pitch_number desc"
    );
    let described = |holds: fn(PitchResult) -> bool| -> Vec<&str> {
        PITCH_RESULTS.iter().filter(|(_, result)| holds(*result)).map(|(name, _)| *name).collect()
    };
    let (thrown, swung) = (described(PitchResult::is_pitch), described(PitchResult::is_swing));
    let missed = described(|result| result == PitchResult::Whiff);
    let mut whiffs = 0;
    for pitcher in players(pool, "pitching", 3).await {
        let expected: Vec<Value> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.as_str()))
            .bind(&thrown)
            .bind(&swung)
            .bind(&missed)
            .bind(pitcher)
            .fetch_all(pool)
            .await
            .unwrap();
        let query = format!(
            "{{ pitches(where: {{pitcher: {{mlbamId: {pitcher}}}}}, first: 10000) {{ totalCount nodes {{ {FIELDS} }} }} \
             home: pitches(where: {{pitcher: {{mlbamId: {pitcher}}}, homeAway: HOME}}, first: 0) {{ totalCount nodes {{ date }} }} \
             player(by: {{mlbamId: {pitcher}}}) {{ pitching {{ whiffs }} arsenal(where: {{homeAway: HOME}}) {{ pitches }} }} }}"
        );
        let answer = ask(schema, &query).await;
        let nodes = answer["pitches"]["nodes"].as_array().unwrap();
        assert!(expected.len() > 20, "{pitcher} threw enough to mean something");
        assert_eq!(answer["pitches"]["totalCount"], expected.len());
        for (node, row) in nodes.iter().zip(&expected) {
            assert!(is_close(node, row), "{pitcher}\n{node}\n{row}");
        }
        assert_eq!(nodes.len(), expected.len());
        let swings = nodes.iter().filter(|node| node["isWhiff"] == true).count();
        assert_eq!(answer["player"]["pitching"]["whiffs"], swings);
        whiffs += swings;
        // Where a pitcher is named, "the player" is he.
        let at_home: i64 =
            answer["player"]["arsenal"].as_array().unwrap().iter().map(|kind| kind["pitches"].as_i64().unwrap()).sum();
        assert_eq!(answer["home"], json!({"totalCount": at_home, "nodes": []}));
    }
    assert!(whiffs > 0);
    let all: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) {ROWS}")))
        .bind(&thrown)
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(ask(schema, "{ pitches(where: {}) { totalCount } }").await["pitches"]["totalCount"], all);
}

/// Equal; measurements to the decimals that are shown.
fn is_close(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let is_equal = |name: &str, a: &Value, b: &Value| match name {
                "hitXFeet" | "hitYFeet" if !a.is_null() => (number(a) - number(b)).abs() < 0.051,
                _ => is_close(a, b),
            };
            a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|b| is_equal(name, value, b)))
        }
        (Value::Number(a), Value::Number(b)) => (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() < 0.0051,
        (a, b) => a == b,
    }
}

async fn pages_join_and_cursors_hold_for_their_filter_alone(schema: &Schema, pool: &PgPool) {
    let batter = players(pool, "batting", 1).await[0];
    let list = async |arguments: &str| {
        let query = format!(
            "{{ pitches(where: {{batter: {{mlbamId: {batter}}}}}, {arguments}) {{ totalCount edges {{ cursor }} \
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        ask(schema, &query).await["pitches"].clone()
    };
    let cursors = |page: &Value| -> Vec<Value> {
        page["edges"].as_array().unwrap().iter().map(|edge| edge["cursor"].clone()).collect()
    };
    let whole = cursors(&list("first: 10000").await);
    assert!(whole.len() > 60, "{}", whole.len());
    for (size, cursor, end, more) in
        [("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage")]
    {
        let (mut rows, mut beyond) = (Vec::new(), String::new());
        loop {
            let page = list(&format!("{size}: 17{beyond}")).await;
            assert_eq!(page["totalCount"], whole.len());
            let found = cursors(&page);
            rows = if size == "first" { [rows, found].concat() } else { [found, rows].concat() };
            if page["pageInfo"][more] == false {
                break;
            }
            beyond = format!(", {cursor}: {}", page["pageInfo"][end]);
        }
        assert_eq!(rows, whole, "{size}");
    }
    for other in [format!("where: {{batter: {{mlbamId: {batter}}}, innings: [1]}}"), "where: {}".to_owned()] {
        let query = format!("{{ pitches({other}, after: {}) {{ totalCount }} }}", whole[3]);
        assert_eq!(refusal(schema, &query).await, "INVALID_CURSOR", "{other}");
    }
    let query = "{ pitches(where: {}, first: 10001) { totalCount } }";
    assert_eq!(refusal(schema, query).await, "BAD_USER_INPUT");
}

async fn ranks_are_those_of_the_leaders(schema: &Schema, pool: &PgPool) {
    const FIELDS: &str = "rank value percentile";
    for (field, stats) in [
        ("batting", &["HOME_RUNS", "STRIKEOUT_RATE", "AVG", "WOBA", "SOPS_PLUS", "BARRELS"][..]),
        ("pitching", &["ERA", "STRIKEOUTS", "WHIFF_RATE", "INNINGS_PITCHED", "HARD_HIT_RATE"]),
    ] {
        // More than a handful of players reach half of the official qualifier; both kinds must be there.
        for qualifier in ["", ", qualifier: {minPitches: 80}"] {
            let mut lists: BTreeMap<&str, (i64, BTreeMap<i64, Value>)> = BTreeMap::new();
            for stat in stats {
                let query = format!(
                    "{{ list: {field}Leaders(stat: {stat}, where: {{homeAway: HOME}}{qualifier}, first: 100) {{ totalCount \
                     nodes {{ {FIELDS} player {{ mlbamId }} }} }} }}"
                );
                let list = ask(schema, &query).await["list"].clone();
                let rows = list["nodes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|row| (row["player"]["mlbamId"].as_i64().unwrap(), row.clone()));
                lists.insert(*stat, (list["totalCount"].as_i64().unwrap(), rows.collect()));
                assert!(lists[stat].0 <= 100, "{stat}: one page has all");
            }
            let (mut ranked, mut unranked) = (0, 0);
            for player in players(pool, field, 1000).await {
                let query = format!(
                    "{{ player(by: {{mlbamId: {player}}}) {{ ranks: {field}Ranks(stats: [{}], where: {{homeAway: HOME}}{qualifier}) \
                     {{ stat of isQualified {FIELDS} }} }} }}",
                    stats.join(", ")
                );
                let answer = ask(schema, &query).await["player"]["ranks"].clone();
                assert_eq!(answer.as_array().unwrap().len(), stats.len());
                for (stat, rank) in stats.iter().zip(answer.as_array().unwrap()) {
                    let (count, leaders) = &lists[stat];
                    let what = format!("{player} {stat} {qualifier}: {rank}");
                    assert_eq!((&rank["stat"], &rank["of"]), (&json!(stat), &json!(count)), "{what}");
                    if let Some(leader) = leaders.get(&player.into()) {
                        let equal = ["rank", "value", "percentile"].iter().all(|name| rank[*name] == leader[*name]);
                        assert!(equal && rank["isQualified"] == true, "{what}: {leader}");
                        ranked += 1;
                    } else if let Some(value) = rank["value"].as_f64() {
                        // Somebody who does not qualify stands where he would.
                        let best =
                            leaders.values().find(|leader| leader["rank"] == 1).map(|leader| number(&leader["value"]));
                        let worst = leaders.values().map(|leader| number(&leader["value"]));
                        let is_low = best.is_some_and(|best| worst.fold(best, f64::max) > best);
                        let of = leaders.values().map(|leader| number(&leader["value"]));
                        let better = of.filter(|other| if is_low { *other < value } else { *other > value }).count();
                        assert!(leaders.len() < 2 || rank["rank"] == better + 1, "{what}");
                        assert_eq!(rank["isQualified"], false, "{what}");
                        unranked += 1;
                    } else {
                        assert!(rank["rank"].is_null() && rank["percentile"].is_null(), "{what}");
                    }
                }
            }
            assert!(ranked > 20 && unranked > 20, "{field}{qualifier}: {ranked} and {unranked}");
        }
    }
}

async fn runs_of_games_are_the_lines_of_their_days(schema: &Schema, pool: &PgPool) {
    for (field, stats, games) in [("batting", BATTING, 4), ("pitching", PITCHING, 2)] {
        let names = stats.iter().map(|stat| stat.name).filter(|name| !["topsPlus", "sopsPlus"].contains(name));
        let names = names.collect::<Vec<_>>().join(" ");
        let mut compared = 0;
        for player in players(pool, field, 3).await {
            let query = format!(
                "{{ player(by: {{mlbamId: {player}}}) {{ {field} {{ {names} }} all: {field}Rolling(games: 200) {{ games line {{ {names} }} }} \
                 runs: {field}Rolling(games: {games}) {{ from to games line {{ {names} }} }} \
                 log: {field}Games(first: 100) {{ nodes {{ game {{ date }} }} }} }} }}"
            );
            let answer = ask(schema, &query).await["player"].clone();
            let days: Vec<&str> = answer["log"]["nodes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["game"]["date"].as_str().unwrap())
                .collect();
            assert!(is_same(&answer["all"][0]["line"], &answer[field]), "{player}: of fewer games all are one run");
            assert_eq!(answer["all"].as_array().unwrap().len(), 1);
            assert_eq!(answer["all"][0]["games"], days.len());
            let runs = answer["runs"].as_array().unwrap();
            assert_eq!(runs.len(), days.len() + 1 - games);
            for (first, run) in runs.iter().enumerate() {
                let (from, to) = (days[first], days[first + games - 1]);
                assert_eq!((&run["from"], &run["to"], &run["games"]), (&json!(from), &json!(to), &json!(games)));
                if days.iter().filter(|day| (from..=to).contains(*day)).count() > games {
                    continue; // A doubleheader is cut.
                }
                let query = format!(
                    "{{ player(by: {{mlbamId: {player}}}) {{ {field}(where: {{from: \"{from}\", to: \"{to}\"}}) {{ {names} }} }} }}"
                );
                let line = ask(schema, &query).await["player"][field].clone();
                assert!(is_same(&run["line"], &line), "{player} {from} {to}\n{}\n{line}", run["line"]);
                compared += 1;
            }
        }
        assert!(compared > 5, "{field}: {compared}");
    }
    let query = "{ player(by: {mlbamId: 1}) { battingRolling { games } } }";
    assert_eq!(ask(schema, query).await["player"], Value::Null);
    let player = players(pool, "batting", 1).await[0];
    for games in [0, 201] {
        let query = format!("{{ player(by: {{mlbamId: {player}}}) {{ battingRolling(games: {games}) {{ games }} }} }}");
        assert_eq!(refusal(schema, &query).await, "BAD_USER_INPUT");
    }
}

/// Equal but for what adding in another order does to the last digits.
fn is_same(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(b)) = (a.as_object(), b.as_object()) else { return false };
    let is_equal = |a: &Value, b: &Value| match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        _ => a == b,
    };
    a.len() == b.len() && a.iter().all(|(name, value)| is_equal(value, &b[name]))
}

async fn the_team_is_that_of_the_last_game(schema: &Schema, db: &Db) {
    let pool = &db.pool;
    const PLAYERS: &str = "{ players(first: 100) { nodes { mlbamId team { mlbamId } } } }";
    let expected: Vec<(i32, i32)> = sqlx::query_as(
        "select distinct on (player_id) player_id, team_id::int from ( \
            select player_id, team_id, game_date, game_id from batting_game \
            union all select player_id, team_id, game_date, game_id from pitching_game \
            union all select player_id, team_id, game_date, game_id from fielding_game) g \
         order by player_id, game_date desc, game_id desc",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let expected: BTreeMap<i32, i32> = expected.into_iter().collect();
    let check = async |schema: &Schema, expected: &BTreeMap<i32, i32>| {
        let answer = ask(schema, PLAYERS).await;
        let nodes = answer["players"]["nodes"].as_array().unwrap();
        for node in nodes {
            let id = node["mlbamId"].as_i64().unwrap();
            let team = expected.get(&i32::try_from(id).unwrap());
            assert_eq!(node["team"]["mlbamId"].as_i64(), team.map(|team| i64::from(*team)), "{id}");
        }
        assert!(nodes.iter().filter(|node| !node["team"].is_null()).count() > 50);
    };
    check(schema, &expected).await;

    // Whoever is in an All-Star game after that stays with his club.
    sqlx::raw_sql(
        r#"insert into game select a.* from (select * from game where is_loaded limit 1) g, jsonb_populate_record(
               null::game, to_jsonb(g) || '{"id": 1, "game_type": "A", "official_date": "2024-07-16"}') a;
           insert into batting_game select a.* from
               (select distinct on (player_id) * from batting_game order by player_id) b, jsonb_populate_record(
               null::batting_game, to_jsonb(b) ||
               '{"game_id": 1, "game_type": "A", "game_date": "2024-07-16", "team_id": 159}') a;
           update player set last_game = '2024-07-16' where id in (select player_id from batting_game)"#,
    )
    .execute(pool)
    .await
    .unwrap();
    check(&schema_over(db).await, &expected).await;
}

/// One thread, so that every statement is seen by its subscriber.
#[tokio::test]
async fn what_hangs_below_flat_rows_is_gathered() {
    let (_sim, crawl) = loaded().await;
    let count = async |rows: usize| {
        let schema = schema_over(&crawl.db).await;
        ask(&schema, "{ batting { hits } }").await;
        let before = statements::sent();
        let query = format!(
            "{{ pitches(where: {{pitchResults: [IN_PLAY]}}, first: {rows}) {{ totalCount nodes {{ batter {{ name {{ full }} \
             team {{ code }} }} pitcher {{ name {{ full }} }} game {{ venue }} battedBall {{ homeTeam {{ code }} }} }} }} }}"
        );
        let answer = ask(&schema, &query).await;
        assert_eq!(answer["pitches"]["nodes"].as_array().unwrap().len(), rows);
        statements::sent() - before
    };
    let (few, many) = (count(2).await, count(400).await);
    assert!(few > 2, "statements are seen at all: {few}");
    assert!(many <= few + 2 && many <= 12, "{few} statements for 2 rows, {many} for 400");
}
