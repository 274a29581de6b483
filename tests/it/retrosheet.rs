//! Archives of Retrosheet, from the zip to the lines.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use scorebook::db::Db;
use scorebook::job::Span;
use scorebook::source::SourceId;
use scorebook::source::register::{NAMES, PEOPLE};
use scorebook::source::retrosheet::archive::pack;
use scorebook::warehouse::{self, StoredBody, finish_retrosheet, hash, load_retrosheet};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::api::{ask, schema_over};
use crate::book::compare_with;
use crate::job::origin::{Crawl, Sim};
use crate::support::TestDb;

fn body(kind: &'static str, key: &str, bytes: Vec<u8>) -> StoredBody {
    let sha256 = hex::encode(Sha256::digest(&bytes));
    StoredBody { kind, key: key.to_owned(), sha256, bytes: bytes.into() }
}

pub fn archive(key: &str, bytes: Vec<u8>) -> StoredBody {
    body("events", key, bytes)
}

/// The ids of nine batters of a club and of its pitcher: `calap001` to `calap010`.
fn player(club: &str, place: usize) -> String {
    format!("{}ap{place:03}", club.to_lowercase())
}

/// One inning of California against Montreal: a home run by the second batter of the home team wins it 1 to 0.
pub fn game(day: &str, number: u8) -> String {
    let mut text = format!(
        "id,CAL{}{number}\r\nversion,2\r\ninfo,visteam,MON\r\ninfo,hometeam,CAL\r\ninfo,site,ANA01\r\ninfo,date,{day}\r\n\
         info,number,{number}\r\ninfo,daynight,night\r\ninfo,usedh,true\r\ninfo,pitches,none\r\ninfo,temp,71\r\n\
         info,winddir,tocf\r\ninfo,windspeed,9\r\ninfo,sky,cloudy\r\ninfo,attendance,25000\r\ninfo,timeofgame,120\r\n\
         info,wp,calap010\r\ninfo,lp,monap010\r\ninfo,save,\r\n",
        day.replace('/', "")
    );
    for (side, club) in ["MON", "CAL"].into_iter().enumerate() {
        for place in 1..=9 {
            let position = if place == 1 { 10 } else { place };
            text += &format!("start,{},\"First Last{place}\",{side},{place},{position}\r\n", player(club, place));
        }
        text += &format!("start,{},\"Some Pitcher\",{side},0,1\r\n", player(club, 10));
    }
    for (batter, event) in [(1, "K"), (2, "8"), (3, "63")] {
        text += &format!("play,1,0,{},??,,{event}\r\n", player("MON", batter));
    }
    for (batter, event) in [(1, "S8"), (2, "E6.1-2"), (3, "K"), (4, "S7.2-H;1-2"), (5, "64(1)3/GDP")] {
        text += &format!("play,1,1,{},??,,{event}\r\n", player("CAL", batter));
    }
    text + "data,er,calap010,0\r\ndata,er,monap010,0\r\n"
}

/// A game of which only the box score is known: California beats Montreal 3 to 2.
fn boxed(day: &str) -> String {
    let mut text = format!(
        "id,CAL{}0\r\nversion,2\r\ninfo,visteam,MON\r\ninfo,hometeam,CAL\r\ninfo,site,ANA01\r\ninfo,date,{day}\r\n\
         info,number,0\r\ninfo,usedh,true\r\ninfo,pitches,none\r\ninfo,wp,calap010\r\ninfo,lp,monap010\r\ninfo,save,\r\n",
        day.replace('/', "")
    );
    for (side, club) in ["MON", "CAL"].into_iter().enumerate() {
        for place in 1..=9 {
            let position = if place == 1 { 10 } else { place };
            text += &format!("start,{},\"First Last{place}\",{side},{place},{position}\r\n", player(club, place));
        }
        text += &format!("start,{},\"Some Pitcher\",{side},0,1\r\n", player(club, 10));
    }
    for (side, club) in ["MON", "CAL"].into_iter().enumerate() {
        for place in 1..=9 {
            let (hits, runs) = if place <= 2 + side { (2, 1) } else { (0, 0) };
            let line =
                format!("{},{side},{place},1,4,{runs},{hits},1,0,0,-1,0,-1,0,1,-1,1,0,0,0,0", player(club, place));
            text +=
                &format!("stat,bline,{}\r\n", if hits > 0 { line } else { line.replace(",0,1,0,0,-1", ",0,0,0,0,-1") });
        }
        let runs = 3 - side;
        text +=
            &format!("stat,pline,{},{side},1,27,0,40,6,2,0,0,{runs},{runs},9,-1,9,0,0,0,0,-1\r\n", player(club, 10));
        for place in 2..=9 {
            text += &format!("stat,dline,{},{side},1,{place},27,3,1,0,0,0,0\r\n", player(club, place));
        }
        text += &format!("stat,dline,{},{side},1,1,27,3,1,1,0,0,0\r\n", player(club, 10));
    }
    text + "line,0,1,0,0,0,0,0,0,1,0\r\nline,1,3,0,0,0,0,0,0,0,x\r\n"
}

/// An archive of games of 1982, with rosters and clubs.
pub fn season(games: &[String]) -> StoredBody {
    let roster = |club: &str| -> String {
        (1..=10)
            .map(|place| format!("{},Last{place},First,{},R,{club},OF\r\n", player(club, place), ["L", "B"][place % 2]))
            .collect()
    };
    let (cal, mon, events) = (roster("CAL"), roster("MON"), games.concat());
    let clubs = "CAL,A,California,Angels\r\nMON,N,Montreal,Expos\r\n";
    let files = [
        ("1982CAL.EVA", events.as_bytes()),
        ("CAL1982.ROS", cal.as_bytes()),
        ("MON1982.ROS", mon.as_bytes()),
        ("TEAM1982", clubs.as_bytes()),
    ];
    archive("1982eve", pack(files).unwrap())
}

/// A schedule with the games: (gamePk, day, number).
pub fn schedule(games: &[(i32, &str, i32)]) -> StoredBody {
    let mut days: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (id, day, number) in games {
        days.entry(day).or_default().push(json!({
            "gamePk": id, "officialDate": day, "season": "1982", "gameType": "R", "gameNumber": number,
            "status": {"codedGameState": "F"},
            "teams": {"home": {"team": {"id": 108}, "score": 1}, "away": {"team": {"id": 120}, "score": 0}},
        }));
    }
    let dates: Vec<Value> = days.into_iter().map(|(day, games)| json!({"date": day, "games": games})).collect();
    body("schedule", "1982-06", json!({ "dates": dates }).to_string().into_bytes())
}

/// A register that knows some of California's batters, by their places.
fn register(places: &[usize]) -> (StoredBody, StoredBody) {
    let names: Vec<&str> = PEOPLE.iter().map(|x| x.upstream).collect();
    let mut people = names.join(",") + "\n";
    for place in places {
        let cell = |name: &&str| match *name {
            "key_uuid" => format!("0000000{place}-0000-0000-0000-000000000000"),
            "key_person" => format!("0000000{place}"),
            "key_mlbam" => (110_000 + place).to_string(),
            "key_retro" => player("CAL", *place),
            "name_last" => format!("Registered{place}"),
            _ => String::new(),
        };
        people += &(names.iter().map(cell).collect::<Vec<_>>().join(",") + "\n");
    }
    let others = NAMES.iter().map(|x| x.upstream).collect::<Vec<_>>().join(",") + "\n";
    (body("people", "0", people.into_bytes()), body("names", "names", others.into_bytes()))
}

pub async fn register_into(db: &Db, places: &[usize]) {
    let (people, names) = register(places);
    warehouse::load_register(db, &[people], &names, true).await.unwrap();
}

/// Content of every table, and which bodies are loaded.
async fn content(db: &Db) -> Vec<String> {
    hash::tables(&db.pool).await.unwrap().iter().map(|x| format!("{x:?}")).collect()
}

pub fn three_games() -> StoredBody {
    season(&[game("1982/06/01", 0), game("1982/06/02", 1), game("1982/06/02", 2), boxed("1982/06/03")])
}

pub const LISTED: [(i32, &str, i32); 3] = [(7001, "1982-06-01", 1), (7002, "1982-06-02", 1), (7003, "1982-06-02", 2)];

#[tokio::test(flavor = "multi_thread")]
async fn the_order_of_loads_makes_no_difference() {
    let orders: [[usize; 3]; 4] = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]];
    let mut first: Option<Vec<String>> = None;
    for order in orders {
        let test = TestDb::new().await;
        let db = &test.db;
        for step in order {
            match step {
                0 => register_into(db, &[1, 2, 10]).await,
                1 => drop(warehouse::load_schedule(db, &schedule(&LISTED), false).await.unwrap()),
                _ => {
                    let report = load_retrosheet(db, &three_games(), false).await.unwrap();
                    assert_eq!((report.games_changed, report.games_unchanged), (4, 0), "{:?}", report.notes);
                }
            }
        }
        let content = content(db).await;
        match &first {
            None => first = Some(content),
            Some(first) => assert_eq!(&content, first, "{order:?}"),
        }
        let games: Vec<(i32, Option<String>)> =
            sqlx::query_as("select id, retro_id from game where id > 0 order by id").fetch_all(&db.pool).await.unwrap();
        let ids = ["CAL198206010", "CAL198206021", "CAL198206022"];
        assert_eq!(games, [7001, 7002, 7003].into_iter().zip(ids.map(|x| Some(x.to_owned()))).collect::<Vec<_>>());
        assert_eq!(count(db, "select count(*) from game").await, 4);
        assert_eq!(
            count(db, "select count(*) from play").await,
            count(db, "select count(*) from staging.told_part").await
        );
        assert_eq!(count(db, "select count(*) from batting_game where player_id = 110001").await, 4);

        // Loaded again, forced too, nothing changes; a schedule and a register that know nothing any more undo it all.
        let again = load_retrosheet(db, &three_games(), false).await.unwrap();
        assert_eq!((again.games_changed, again.games_unchanged), (0, 4));
        load_retrosheet(db, &three_games(), true).await.unwrap();
        assert_eq!(Some(&self::content(db).await), first.as_ref());
        warehouse::load_schedule(db, &schedule(&LISTED[..1]), false).await.unwrap();
        register_into(db, &[1]).await;
        assert_eq!(count(db, "select count(*) from game where id > 0").await, 1);
        assert_eq!(count(db, "select count(distinct player_id) from batting_game where player_id > 0").await, 1);
    }
}

/// A postseason comes with the rosters of few of its clubs.
#[tokio::test(flavor = "multi_thread")]
async fn hands_are_found_on_the_rosters_of_another_archive_of_the_season() {
    let october = game("1982/10/05", 0);
    let postseason = archive("1982post", pack([("1982ALCS.EVE", october.as_bytes())]).unwrap());
    let plays = "select count(*) from play where game_date = '1982-10-05'";
    let unknown = format!("{plays} and batter_side is null and pitcher_hand is null");
    // Everybody throws right-handed, and who is a switch hitter stands on the left then as those do who always do.
    let known = format!("{plays} and batter_side = 'L' and pitcher_hand = 'R'");
    let mut contents = Vec::new();
    for is_first in [true, false] {
        let test = TestDb::new().await;
        let db = &test.db;
        if is_first {
            load_retrosheet(db, &postseason, false).await.unwrap();
            assert_eq!(count(db, &unknown).await, count(db, plays).await);
        }
        load_retrosheet(db, &three_games(), false).await.unwrap();
        load_retrosheet(db, &postseason, false).await.unwrap();
        assert_eq!(count(db, &known).await, count(db, plays).await);
        contents.push(content(db).await);
        finish_retrosheet(db, &["1982post".to_owned()]).await.unwrap();
        assert_eq!(count(db, &unknown).await, count(db, plays).await);
    }
    assert_eq!(contents[0], contents[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_release_replaces_the_games_it_changes() {
    let test = TestDb::new().await;
    let db = &test.db;
    load_retrosheet(db, &three_games(), false).await.unwrap();
    // One game is corrected, one cannot be read any more, one is gone.
    let corrected = game("1982/06/01", 0).replace(",??,,S8\r\n", ",??,,D8\r\n");
    let broken = game("1982/06/02", 1).replace("play,1,0", "play,first,0");
    let release = season(&[corrected, broken, boxed("1982/06/03")]);
    let report = load_retrosheet(db, &release, false).await.unwrap();
    assert_eq!((report.games_changed, report.games_unchanged), (2, 1), "{:?}", report.notes);
    assert!(report.notes.iter().any(|note| note.contains("1982CAL.EVA line")), "{:?}", report.notes);
    assert!(report.notes.iter().any(|note| note.contains("doubles 0 -> 1")), "{:?}", report.notes);
    let left: Vec<String> =
        sqlx::query_scalar("select retro_id from game order by 1").fetch_all(&db.pool).await.unwrap();
    assert_eq!(left, ["CAL198206010", "CAL198206021", "CAL198206030"]);

    let report = finish_retrosheet(db, &[]).await.unwrap();
    assert_eq!(report.games_changed, 3);
    for table in ["game", "play", "batting_game", "player", "team", "staging.retrosheet_person"] {
        assert_eq!(count(db, &format!("select count(*) from {table}")).await, 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_tells_where_numbers_come_from() {
    let test = TestDb::new().await;
    let db = &test.db;
    load_retrosheet(db, &three_games(), false).await.unwrap();
    let schema = schema_over(db).await;
    let answer = ask(
        &schema,
        "{ game(by: {retroId: \"CAL198206010\"}) { mlbamId retroId hasPlayByPlay isBoxScoreOnly homeScore awayScore \
             homeLine { hits errors leftOnBase } weather { condition temperatureFahrenheit wind } attendance gameNumber \
             homeTeam { mlbamId code name league } winningPitcher { retroId } innings { home { runs hits leftOnBase } } } \
           boxed: game(by: {retroId: \"CAL198206030\"}) { isBoxScoreOnly hasPlayByPlay homeScore homeLine { hits errors } } }",
    )
    .await;
    assert_eq!(
        answer["game"],
        json!({
            "mlbamId": null, "retroId": "CAL198206010", "hasPlayByPlay": true, "isBoxScoreOnly": false,
            "homeScore": 1, "awayScore": 0, "homeLine": {"hits": 2, "errors": 0, "leftOnBase": 1},
            "weather": {"condition": "Cloudy", "temperatureFahrenheit": 71, "wind": "9 mph, Out To CF"},
            "attendance": 25000, "gameNumber": 1,
            "homeTeam": {"mlbamId": 108, "code": "CAL", "name": "California Angels", "league": "American League"},
            "winningPitcher": {"retroId": "calap010"}, "innings": [{"home": {"runs": 1, "hits": 2, "leftOnBase": 1}}],
        })
    );
    assert_eq!(
        answer["boxed"],
        json!({"isBoxScoreOnly": true, "hasPlayByPlay": false, "homeScore": 3, "homeLine": {"hits": 6, "errors": 1}})
    );
    let answer = ask(
        &schema,
        "{ batter: player(by: {retroId: \"calap001\"}) { mlbamId name { full } bats throws \
             batting { games plateAppearances hits doubles sources { source games } caveats { code } } \
             batting2: batting(where: {innings: [1]}) { games hits sources { source games } caveats { code message } } \
             battingSplits(by: [PITCHER_HAND, COUNT_AT_END]) { line { hits } } } \
           pitcher: player(by: {retroId: \"calap010\"}) { pitching { games wins losses saves completeGames inningsPitched \
             sources { source games } } fielding { games errors sources { source games } } } }",
    )
    .await;
    let batter = &answer["batter"];
    assert_eq!((&batter["mlbamId"], &batter["name"]["full"]), (&json!(null), &json!("First Last1")));
    assert_eq!((&batter["bats"], &batter["throws"]), (&json!("SWITCH"), &json!("RIGHT")));
    let both = json!([{"source": "RETROSHEET", "games": 3}, {"source": "RETROSHEET_BOX", "games": 1}]);
    assert_eq!(batter["batting"]["sources"], both);
    assert_eq!((&batter["batting"]["hits"], &batter["batting"]["plateAppearances"]), (&json!(5), &json!(8)));
    assert_eq!((&batter["batting2"]["games"], &batter["batting2"]["hits"]), (&json!(3), &json!(3)));
    let left_out = batter["batting2"]["caveats"].as_array().unwrap().iter().find(|x| x["code"] == "BOX_SCORE_ONLY");
    assert!(left_out.unwrap()["message"].as_str().unwrap().contains("1 games"), "{left_out:?}");
    assert_eq!(batter["battingSplits"].as_array().unwrap().len(), 1);
    let pitching = &answer["pitcher"]["pitching"];
    assert_eq!(
        (&pitching["games"], &pitching["wins"], &pitching["losses"], &pitching["saves"], &pitching["completeGames"]),
        (&json!(4), &json!(4), &json!(0), &json!(0), &json!(4))
    );
    assert_eq!((&pitching["inningsPitched"], &pitching["sources"]), (&json!("12.0"), &both));
    assert_eq!(answer["pitcher"]["fielding"]["sources"], both);
}

async fn count(db: &Db, sql: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&db.pool).await.unwrap()
}

/// Sums over every line of a store: of batters, pitchers and fielders.
async fn sums(db: &Db) -> Vec<i64> {
    let mut all = Vec::new();
    for (table, columns) in [
        (
            "batting_game",
            "plate_appearances, at_bats, runs, singles, home_runs, runs_batted_in, walks, strikeouts, stolen_bases",
        ),
        (
            "pitching_game",
            "plate_appearances, outs_made, runs_allowed, earned_runs, wild_pitches, pitches, wins, losses, saves, complete_games",
        ),
        ("fielding_game", "outs, putouts, assists, errors, double_plays"),
        ("game", "home_hits, home_errors, home_left_on_base, away_hits, away_errors, away_left_on_base"),
        ("game_inning", "runs, hits, left_on_base"),
    ] {
        let columns: Vec<String> =
            columns.split(", ").map(|column| format!("coalesce(sum({column}), 0)::bigint")).collect();
        let sql = format!("select array[{}] from {table}", columns.join(", "));
        let sums: Vec<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&db.pool).await.unwrap();
        all.extend(sums);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_of_two_tellers_is_counted_once_and_is_the_same_from_either() {
    let sim = Sim::play(6).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let db = &crawl.db;
    for (source, span) in [(SourceId::Register, Span::All), (SourceId::Statsapi, sim.span())] {
        assert_eq!(crawl.crawl(source, span).await.error, None);
    }
    let derived = async || -> Vec<String> {
        let tables = hash::tables(&db.pool).await.unwrap().into_iter();
        let of_games = ["play", "batting_game", "pitching_game", "fielding_game", "game_inning", "box_check"];
        tables.filter(|x| of_games.contains(&x.table)).map(|x| format!("{x:?}")).collect()
    };
    let (before, told) = (derived().await, sums(db).await);
    let season = sim.league.span().0.year();
    let zip = sim.league.retrosheet_zip(season, None).unwrap();
    let report = load_retrosheet(db, &archive(&format!("{season}eve"), zip), false).await.unwrap();
    let played = count(db, "select count(*) from game where is_scored").await;
    assert_eq!((report.games_changed, report.games_unchanged), (played, 0), "{:?}", report.notes);
    assert_eq!(derived().await, before, "StatsAPI is served");
    assert_eq!(count(db, "select count(*) from game where is_scored and retro_id is null").await, 0);
    assert_eq!(count(db, "select count(*) from game where id < 0").await, 0);
    assert!(compare_with(db, sim.league.book()).await > 5_000);

    // Without the feeds Retrosheet is served, and tells the same.
    warehouse::finish_rebuild(db, &[], &[]).await.unwrap();
    assert_eq!(count(db, "select count(*) from play where source <> 3").await, 0);
    assert_eq!(count(db, "select count(*) from game where is_scored").await, played);
    assert_eq!(sums(db).await, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn statcast_rows_before_or_after_make_no_difference() {
    let sim = Sim::play(4).await;
    let season = sim.league.span().0.year();
    let zip = archive(&format!("{season}eve"), sim.league.retrosheet_zip(season, None).unwrap());
    let mut contents = Vec::new();
    for retrosheet_first in [true, false] {
        let crawl = Crawl::of(sim.origin.url.as_str()).await;
        assert_eq!(crawl.crawl(SourceId::Register, Span::All).await.error, None);
        if retrosheet_first {
            load_retrosheet(&crawl.db, &zip, false).await.unwrap();
        }
        assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
        if !retrosheet_first {
            load_retrosheet(&crawl.db, &zip, false).await.unwrap();
        }
        assert_eq!(count(&crawl.db, "select count(*) from game where id < 0").await, 0);
        assert_eq!(count(&crawl.db, "select count(*) from play where source <> 3 or not has_pitches").await, 0);
        // Every pitch to a batter whom the register joins is found, whoever pitched.
        let lost = "select count(*) from play where share = 0 and batter_id > 0 and pitches > 0 and upto is null";
        assert_eq!(count(&crawl.db, lost).await, 0);
        let found = "select count(*) from play p join staging.savant_pitch s on s.game_pk = p.game_id \
                     and s.at_bat_number = p.at_bat_number and s.pitch_number > p.above and s.pitch_number <= p.upto";
        assert!(count(&crawl.db, found).await > 1_000);
        warehouse::constants::refresh(&crawl.db.pool).await.unwrap();
        // Whom StatsAPI was asked for depends on who was known when.
        let of_people = |text: &String| text.contains("\"staging.statsapi_person\"") || text.contains("\"player\"");
        contents.push(content(&crawl.db).await.into_iter().filter(|text| !of_people(text)).collect::<Vec<_>>());
    }
    assert_eq!(contents[0], contents[1]);
}
