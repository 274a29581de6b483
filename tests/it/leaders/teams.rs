//! Lines of teams, of leagues and of everybody, and arsenals.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Played, SEASONS, number, sums};
use crate::api::ask;

const COUNTS: &str = "plateAppearances hits homeRuns walks strikeouts runs stolenBases";

pub async fn are_the_sums_of_their_players(played: &Played) {
    let book = played.sim.league.book();
    let by_team = sums(book.batting.iter().map(|line| (i64::from(line.team), line.counts.r)));
    let teams = played.list("batting", "stat: RUNS, of: TEAM").await;
    let found: BTreeMap<i64, u32> = teams.iter().map(|row| (row.team.unwrap(), row.value as u32)).collect();
    assert_eq!(found, by_team);
    assert!(teams.iter().all(|row| row.player.is_none() && row.is_qualified.is_none()));

    // Of players by team: who was traded has a row for each of his teams.
    let players = played.list("batting", "stat: RUNS, by: [TEAM]").await;
    let of_players = sums(players.iter().map(|row| (row.team.unwrap(), row.value as u32)));
    assert_eq!(of_players, by_team);
    let of_player = |id: Option<i64>| players.iter().filter(|row| row.player == id).count();
    assert!(players.iter().any(|row| of_player(row.player) == 2));

    let leagues = played.list("batting", "stat: RUNS, of: LEAGUE").await;
    assert_eq!(leagues.iter().map(|row| row.value as u32).sum::<u32>(), by_team.values().sum::<u32>());
    for league in &leagues {
        let name = league.league.as_deref().unwrap();
        let query = format!("{{ batting(where: {{leagues: [{name}]}}) {{ runs }} }}");
        assert_eq!(ask(&played.schema, &query).await["batting"]["runs"].as_f64(), Some(league.value), "{name}");
    }
    let split = played.list("batting", "stat: RUNS, of: LEAGUE, by: [SEASON]").await;
    assert_eq!(split.len(), leagues.len() * SEASONS.len());
    assert_eq!(split.iter().map(|row| row.value as u32).sum::<u32>(), by_team.values().sum::<u32>());

    // One number against another way to it.
    let staffs = played.list("pitching", "stat: ERA, of: TEAM").await;
    for row in staffs {
        let his = book.pitching.iter().filter(|line| i64::from(line.team) == row.team.unwrap());
        let (runs, outs) = his.fold((0, 0), |sum, line| (sum.0 + line.counts.er, sum.1 + line.counts.outs));
        assert!((row.value - 27.0 * f64::from(runs) / f64::from(outs)).abs() < 1e-12, "{row:?}");
    }
}

pub async fn count_their_season(played: &Played) {
    let book = played.sim.league.book();
    for season in SEASONS {
        let expected =
            sums(book.batting.iter().filter(|x| x.season == season).map(|x| (i64::from(x.team), x.counts.pa)));
        let allowed =
            sums(book.pitching.iter().filter(|x| x.season == season).map(|x| (i64::from(x.team), x.counts.r)));
        let query =
            format!("{{ teams(season: {season}) {{ mlbamId batting {{ plateAppearances }} pitching {{ runs }} }} }}");
        let teams = ask(&played.schema, &query).await;
        let line = |field: &'static str, stat: &'static str| -> BTreeMap<i64, u32> {
            let teams = teams["teams"].as_array().unwrap().iter();
            let numbers =
                teams.map(|team| (team["mlbamId"].as_i64().unwrap(), team[field][stat].as_u64().unwrap_or(0)));
            numbers.filter(|(_, number)| *number > 0).map(|(team, number)| (team, number as u32)).collect()
        };
        assert_eq!(line("batting", "plateAppearances"), expected, "{season}");
        assert_eq!(line("pitching", "runs"), allowed, "{season}");
    }
    let team = book.games[0].home;
    let all = sums(book.batting.iter().filter(|x| x.team == team).map(|x| (x.season.to_string(), x.counts.pa)));
    let query = format!(
        "{{ team(by: {{mlbamId: {team}}}) {{ season one: batting {{ plateAppearances }} \
         other: batting(where: {{seasons: [2024]}}) {{ plateAppearances }} \
         both: batting(where: {{from: \"2024-01-01\"}}) {{ plateAppearances }} \
         rows: battingSplits(by: [SEASON]) {{ key {{ value }} line {{ plateAppearances }} }} \
         months: pitchingSplits(by: [MONTH], minBattersFaced: 1) {{ line {{ battersFaced }} }} }} }}"
    );
    let answer = ask(&played.schema, &query).await["team"].clone();
    let turns = |line: &Value| u32::try_from(line["plateAppearances"].as_u64().unwrap()).unwrap();
    assert_eq!(answer["season"], 2025);
    assert_eq!((turns(&answer["one"]), turns(&answer["other"])), (all["2025"], all["2024"]));
    assert_eq!(turns(&answer["both"]), all.values().sum::<u32>());
    let rows = answer["rows"].as_array().unwrap().iter();
    let rows: BTreeMap<String, u32> =
        rows.map(|row| (row["key"][0]["value"].as_str().unwrap().to_owned(), turns(&row["line"]))).collect();
    assert_eq!(rows, all);
    let faced: u64 =
        answer["months"].as_array().unwrap().iter().map(|row| row["line"]["battersFaced"].as_u64().unwrap()).sum();
    let expected: u32 = book.pitching.iter().filter(|x| (x.team, x.season) == (team, 2025)).map(|x| x.counts.bf).sum();
    assert_eq!(faced, u64::from(expected));

    // A team is measured against everybody, not against itself.
    let query = format!(
        "{{ team(by: {{mlbamId: {team}}}) {{ batting {{ ops topsPlus sopsPlus obp slg }} }} all: batting(where: {{seasons: [2025]}}) {{ obp slg sopsPlus }} }}"
    );
    let answer = ask(&played.schema, &query).await;
    let (his, all) = (&answer["team"]["batting"], &answer["all"]);
    let of = |line: &Value, stat: &str| number(&line[stat]).unwrap();
    let expected = 100.0 * (of(his, "obp") / of(all, "obp") + of(his, "slg") / of(all, "slg") - 1.0);
    assert!((of(his, "sopsPlus") - expected).abs() < 1e-9, "{his} {all}");
    assert!((of(his, "topsPlus") - 100.0).abs() < 1e-9 && (of(all, "sopsPlus") - 100.0).abs() < 1e-9);
}

pub async fn splits_stand_in_the_order_asked_for(played: &Played) {
    let rows = async |arguments: &str| {
        let query = format!("{{ battingSplits({arguments}) {{ key {{ value }} line {{ {COUNTS} slg }} }} }}");
        ask(&played.schema, &query).await["battingSplits"].as_array().unwrap().clone()
    };
    let natural = rows("by: [BATTER]").await;
    let best = rows("by: [BATTER], where: {countAtEnd: [\"3-1\"]}, orderBy: {stat: SLG}").await;
    let numbers: Vec<Option<f64>> = best.iter().map(|row| number(&row["line"]["slg"])).collect();
    let known: Vec<f64> = numbers.iter().flatten().copied().collect();
    assert!(known.is_sorted_by(|a, b| a >= b) && numbers[..known.len()].iter().all(Option::is_some));
    assert!(known.len() < numbers.len(), "somebody only walked");
    let ordered = rows("by: [BATTER], orderBy: {stat: SLG, direction: ASC}, minPlateAppearances: 5").await;
    let slg = |row: &Value| number(&row["line"]["slg"]);
    assert!(ordered.is_sorted_by(|a, b| slg(a) <= slg(b)) && ordered.len() < natural.len());
    let worst = rows("by: [BATTER], orderBy: {stat: SLG, direction: ASC}, minPlateAppearances: 5, first: 4").await;
    assert_eq!(worst, ordered[..4]);

    // Everybody's together are the rows of a split together.
    let fields: Vec<&str> = COUNTS.split(' ').collect();
    let total = ask(&played.schema, &format!("{{ batting {{ {COUNTS} }} }}")).await["batting"].clone();
    for field in fields {
        let sum: i64 = natural.iter().map(|row| row["line"][field].as_i64().unwrap()).sum();
        assert_eq!(total[field], sum, "{field}");
    }
    let (code, message) = played.refusal("{ battingSplits(by: [BATTER, GAME, INNING]) { line { hits } } }").await;
    assert!(code == "BAD_USER_INPUT" && message.contains("first") && message.contains("1000"), "{code}: {message}");
    assert_eq!(rows("by: [BATTER, GAME, INNING], first: 3").await.len(), 3);
    let pitching = "{ pitchingSplits(by: [PITCHER], orderBy: {stat: OUTS}, first: 2) { line { outs } } }";
    let outs = sums(played.sim.league.book().pitching.iter().map(|x| (x.player, x.counts.outs)));
    let mut outs: Vec<u32> = outs.into_values().collect();
    outs.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(
        ask(&played.schema, pitching).await["pitchingSplits"],
        json!([{ "line": { "outs": outs[0] } }, { "line": { "outs": outs[1] } }])
    );
}

pub async fn arsenals_are_all_pitches(played: &Played) {
    let sql = "select pitcher from staging.savant_pitch group by 1 order by count(*) desc, 1 limit 3";
    let pitchers: Vec<i32> = sqlx::query_scalar(sql).fetch_all(&played.crawl.db.pool).await.unwrap();
    for pitcher in pitchers {
        let query = format!(
            "{{ player(by: {{mlbamId: {pitcher}}}) {{ arsenal {{ pitchType {{ code name family }} pitches usage line {{ pitches whiffs averageVelocityMph }} }} \
             pitching {{ whiffs }} pitchingSplits(by: [PITCH_TYPE]) {{ key {{ value }} line {{ swings whiffs }} }} \
             fast: arsenal(where: {{pitchFamilies: [FASTBALL]}}) {{ pitchType {{ family }} usage }} }} }}"
        );
        let answer = ask(&played.schema, &query).await["player"].clone();
        let arsenal = answer["arsenal"].as_array().unwrap();
        assert!(arsenal.len() > 1, "{arsenal:?}");
        let sql = "select coalesce(nullif(pitch_type, ''), 'UNKNOWN'), count(*) from staging.savant_pitch \
                   where pitcher = $1 and description not in ('automatic_ball', 'automatic_strike') group by 1";
        let stored: Vec<(String, i64)> =
            sqlx::query_as(sql).bind(pitcher).fetch_all(&played.crawl.db.pool).await.unwrap();
        let of = |pitch: &Value| {
            (pitch["pitchType"]["code"].as_str().unwrap().to_owned(), pitch["pitches"].as_i64().unwrap())
        };
        let found: BTreeMap<String, i64> = arsenal.iter().map(of).collect();
        assert_eq!(found, stored.into_iter().collect());
        let all: i64 = found.values().sum();
        let known = arsenal.iter().filter(|pitch| pitch["pitchType"]["code"] != "UNKNOWN");
        let usage: Vec<f64> = known.map(|pitch| pitch["usage"].as_f64().unwrap()).collect();
        assert!(usage.is_sorted_by(|a, b| a >= b), "{usage:?}");
        for pitch in arsenal {
            assert!((pitch["usage"].as_f64().unwrap() - of(pitch).1 as f64 / all as f64).abs() < 1e-12);
            assert_eq!(pitch["line"]["pitches"], pitch["pitches"]);
        }
        let whiffs: i64 = arsenal.iter().map(|pitch| pitch["line"]["whiffs"].as_i64().unwrap()).sum();
        assert_eq!(answer["pitching"]["whiffs"], whiffs);
        let fast = answer["fast"].as_array().unwrap();
        let shares: f64 = fast.iter().map(|pitch| pitch["usage"].as_f64().unwrap()).sum();
        assert!((shares - 1.0).abs() < 1e-12 && fast.iter().all(|pitch| pitch["pitchType"]["family"] == "FASTBALL"));
    }
}
