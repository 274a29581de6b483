//! The origin over a plain socket: what a crawler meets, without a crawler.

use super::table::Table;
use crate::sim::origin::{Fault, Faults, Mode, Origin, serve_capped};
use crate::sim::{League, SimConfig};
use serde_json::Value;
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

async fn send(origin: &Origin, method: &str, path: &str, headers: &str, body: &str) -> Reply {
    let address = origin.url.socket_addrs(|| None).unwrap()[0];
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A reset in the middle of the body is an answer, too.
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Reply { status, head, body: bytes[end + 4..].to_vec() }
}

async fn get(origin: &Origin, path: &str) -> Reply {
    send(origin, "GET", path, "User-Agent: test\r\n", "").await
}

fn league() -> Arc<League> {
    Arc::new(League::play(&SimConfig { teams: 4, days: 3, ..SimConfig::default() }))
}

fn day_path(league: &League, day: usize) -> String {
    let day = league.days()[day];
    format!("/statcast_search/csv?all=true&type=details&hfGT=R%7C&game_date_gt={day}&game_date_lt={day}")
}

#[tokio::test]
async fn savant_answers_by_day_game_and_type() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let path = day_path(&league, 1);
    let reply = get(&origin, &path).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/csv;charset=UTF-8")));
    assert_eq!(reply.body, league.savant_csv(league.days()[1]));
    assert_eq!(reply.header("etag"), None, "Savant has no validators");

    let game = league.book().games[0].game_pk;
    let reply = get(&origin, &format!("/statcast_search/csv?all=true&type=details&game_pk={game}")).await;
    let table = Table::read(&reply.body);
    assert_eq!(table.rows().len() as u32, league.book().games[0].rows);
    assert!(table.rows().iter().all(|row| row.int("game_pk") == game));

    let postseason = get(&origin, &path.replace("R%7C", "PO%7C")).await;
    assert_eq!(Table::read(&postseason.body).rows().len(), 0);

    let batter = league.book().plate_appearances[0].batter;
    let reply = get(&origin, &format!("/statcast_search/csv?batters_lookup%5B%5D={batter}&player_type=batter")).await;
    let table = Table::read(&reply.body);
    assert!(!table.rows().is_empty() && table.rows().iter().all(|row| row.int("batter") == batter));
    let dates: Vec<&str> = table.rows().iter().map(|row| row.text("game_date")).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "newest first");

    let packed = send(&origin, "GET", &path, "Accept-Encoding: gzip\r\n", "").await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut plain).unwrap();
    assert_eq!(plain, league.savant_csv(league.days()[1]));
}

#[tokio::test]
async fn savant_cuts_at_its_row_cap_without_saying_so() {
    let league = league();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = serve_capped(Arc::clone(&league), listener, Faults::none(), 500).await.unwrap();
    let all = get(&origin, "/statcast_search/csv?hfGT=R%7C").await;
    let rows = Table::read(&all.body).rows().len();
    assert_eq!((all.status, rows), (200, 500));
}

#[tokio::test]
async fn statsapi_and_register_answer_with_validators() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let (from, to) = league.span();
    let path = format!("/api/v1/schedule?sportId=1&startDate={from}&endDate={to}");
    let reply = get(&origin, &path).await;
    assert_eq!(reply.json()["dates"].as_array().unwrap().len(), 3);
    let tag = reply.header("etag").unwrap().to_owned();
    let again = send(&origin, "GET", &path, &format!("If-None-Match: {tag}\r\n"), "").await;
    assert_eq!((again.status, again.body.len()), (304, 0));

    let american = get(&origin, &format!("/api/v1/schedule?sportId=1&date={}", from.format("%m/%d/%Y"))).await;
    assert_eq!(american.json()["dates"][0]["date"], from.to_string());
    assert_eq!(get(&origin, "/api/v1/schedule?date=2025-03-27").await.json()["messageNumber"], 7);
    let game = league.book().games[1].game_pk;
    let one = get(&origin, &format!("/api/v1/schedule?gamePks={game}")).await.json();
    assert_eq!(one["dates"][0]["games"][0]["gamePk"], game);

    let ids: Vec<String> = league.players().iter().take(3).map(|player| player.id.to_string()).collect();
    let people = get(&origin, &format!("/api/v1/people?personIds={}", ids.join(","))).await.json();
    assert_eq!(people["people"].as_array().unwrap().len(), 3);
    assert_eq!(
        get(&origin, &format!("/api/v1/people/{}", ids[0])).await.json()["people"][0]["fullName"].as_str(),
        Some(league.players()[0].name.full().as_str())
    );
    assert_eq!(get(&origin, "/api/v1/people/1").await.status, 404);
    assert_eq!(get(&origin, "/api/v1/teams?sportId=1&season=2025").await.json()["teams"].as_array().unwrap().len(), 4);

    let shard = get(&origin, "/chadwickbureau/register/master/data/people-a.csv").await;
    assert_eq!(shard.body, league.register_people_csv(10));
    assert_eq!(get(&origin, "/chadwickbureau/register/master/data/people-g.csv").await.status, 404);
    assert_eq!(get(&origin, "/somewhere/else").await.status, 404);
}

#[tokio::test]
async fn faults_of_the_answer() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let path = day_path(&league, 1);
    let clean = league.savant_csv(league.days()[1]);
    let whole = Table::read(&clean);
    let with = async |mode: Mode| {
        origin.faults.add(Fault::new("/statcast_search", mode).times(1).retry_after(7));
        get(&origin, &path).await
    };
    let busy = with(Mode::Status(503)).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("7")));
    assert!(with(Mode::Html200).await.body.starts_with(b"<!DOCTYPE"));
    assert!(with(Mode::ErrorCsv).await.body.starts_with(b"\"error\"\n"));
    assert_eq!(with(Mode::Empty200).await.body.len(), 0);
    assert_eq!(Table::read(&with(Mode::HeaderOnly).await.body).rows().len(), 0);
    let cut = with(Mode::Truncate).await;
    assert!(cut.body.len() < clean.len() && clean.starts_with(&cut.body));
    assert_eq!(cut.header("content-length"), Some(cut.body.len().to_string().as_str()));
    let reset = with(Mode::Reset).await;
    assert_eq!(reset.header("content-length"), Some(clean.len().to_string().as_str()));
    assert!(reset.body.len() < clean.len());

    let rows = whole.rows().len();
    let table = |reply: Reply| Table::read(&reply.body);
    assert_eq!(table(with(Mode::DuplicateRows).await).rows().len(), 2 * rows);
    assert_eq!(table(with(Mode::DropRows(10)).await).rows().len(), rows - rows / 10);
    let game = whole.rows()[0].int("game_pk");
    assert!(table(with(Mode::DropGame(game)).await).rows().iter().all(|row| row.int("game_pk") != game));
    let other_day = table(with(Mode::IgnoreFilter).await);
    assert_ne!(other_day.rows()[0].text("game_date"), league.days()[1].to_string());
    let count = |table: &Table, event: &str| table.rows().iter().filter(|row| row.text("events") == event).count();
    let restated = table(with(Mode::Restate(3)).await);
    let changed = count(&whole, "single") / 3;
    assert_eq!(count(&restated, "single"), count(&whole, "single") - changed);
    assert_eq!(count(&restated, "field_error"), count(&whole, "field_error") + changed);

    assert_eq!(get(&origin, &path).await.body, clean, "the faults are used up");
}

#[tokio::test]
async fn faults_of_the_header() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let path = day_path(&league, 0);
    let with = async |mode: Mode| {
        origin.faults.add(Fault::new("/statcast_search", mode).times(1));
        Table::read(&get(&origin, &path).await.body)
    };
    let dropped = with(Mode::DropColumn("events".into())).await;
    assert_eq!((dropped.columns.len(), dropped.columns.iter().any(|c| c == "events")), (117, false));
    let added = with(Mode::AddColumn).await;
    assert_eq!((added.columns.len(), added.rows()[0].text("brand_new_metric")), (119, "1.5"));
    let shuffled = with(Mode::ShuffleColumns).await;
    let clean = Table::read(&league.savant_csv(league.days()[0]));
    assert_eq!(shuffled.columns[117], "pitch_type");
    for column in ["des", "batter", "launch_speed", "post_home_score"] {
        assert!(shuffled.rows().iter().zip(clean.rows()).all(|(a, b)| a.text(column) == b.text(column)));
    }
    let nulls = with(Mode::NullWord).await;
    assert!(nulls.rows().iter().all(|row| row.text("umpire") == "null"));
    let old = with(Mode::Era(89)).await;
    assert_eq!(old.columns.len(), 89);
    assert!(!old.columns.iter().any(|column| column == "delta_run_exp"));
    assert!(old.rows().iter().zip(clean.rows()).all(|(a, b)| a.text("fielder_2") == b.text("fielder_2")));
    let new = with(Mode::Era(119)).await;
    assert_eq!((new.columns.len(), new.columns[118].as_str()), (119, "miss_distance"));
}

#[tokio::test]
async fn faults_of_time_and_json_and_the_log() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let rules = r#"[{"match": "/api/v1/teams", "mode": "bad_json", "times": 1}, {"match": "people-0", "mode": "hang", "delay": 0.3}]"#;
    assert_eq!(send(&origin, "POST", "/__faults", "", rules).await.status, 200);
    let cut = get(&origin, "/api/v1/teams?sportId=1").await;
    assert_eq!(cut.status, 200);
    assert!(serde_json::from_slice::<Value>(&cut.body).is_err());

    let started = Instant::now();
    let slow = "/chadwickbureau/register/master/data/people-0.csv";
    let (one, two) = tokio::join!(get(&origin, slow), get(&origin, slow));
    assert_eq!((one.status, two.status), (200, 200));
    assert!(started.elapsed() >= Duration::from_millis(300));
    assert_eq!(origin.log.peak_in_flight(), 2);
    let log = get(&origin, "/__log").await.json();
    assert_eq!(log.as_array().unwrap().len(), 3, "its own pages are not in the log");
    assert_eq!((log[0]["user_agent"].as_str(), log[0]["status"].as_u64()), (Some("test"), Some(200)));
    assert_eq!(origin.log.paths("people-0"), [slow, slow]);

    assert_eq!(send(&origin, "POST", "/__faults", "", r#"[{"mode": "unheard_of"}]"#).await.status, 400);
    assert_eq!(send(&origin, "DELETE", "/__faults", "", "").await.status, 200);
    assert!(origin.log.requests().is_empty());
    let started = Instant::now();
    get(&origin, slow).await;
    assert!(started.elapsed() < Duration::from_millis(300), "the faults are cleared");
}

#[tokio::test]
async fn a_stopped_origin_does_not_answer() {
    let origin = Origin::start(league()).await.unwrap();
    let address = origin.url.socket_addrs(|| None).unwrap()[0];
    assert_eq!(get(&origin, "/api/v1/teams").await.status, 200);
    origin.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn live_feeds_right_and_wrong() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let (game, other) = (league.book().games[0].game_pk, league.book().games[1].game_pk);
    let path = format!("/api/v1.1/game/{game}/feed/live");
    let right = get(&origin, &path).await;
    assert_eq!((right.status, &right.body), (200, &league.feed_json(game).unwrap()));
    let plays = |reply: &Reply| reply.json()["liveData"]["plays"]["allPlays"].as_array().unwrap().len();
    let all = plays(&right);
    assert_eq!(right.json()["gameData"]["status"]["abstractGameState"], "Final");
    let unknown = get(&origin, "/api/v1.1/game/1/feed/live").await;
    assert_eq!((unknown.status, unknown.json()["messageNumber"].as_i64()), (404, Some(2)));
    let stamps = get(&origin, &format!("{path}/timestamps")).await.json();
    assert_eq!(stamps.as_array().unwrap().last().unwrap(), &right.json()["metaData"]["timeStamp"]);

    let with = |mode: &str| {
        let (origin, path, rule) = (&origin, path.clone(), format!(r#"[{{"match": "/feed/live", "mode": "{mode}"}}]"#));
        async move {
            send(origin, "DELETE", "/__faults", "", "").await;
            assert_eq!(send(origin, "POST", "/__faults", "", &rule).await.status, 200);
            get(origin, &path).await
        }
    };
    let live = with("live").await;
    assert_eq!(live.json()["gameData"]["status"]["abstractGameState"], "Live");
    assert!(plays(&live) < all && plays(&live) > 0 && live.json()["liveData"]["decisions"].is_null());
    let preview = with("preview").await;
    assert_eq!(preview.json()["gameData"]["status"]["abstractGameState"], "Preview");
    assert_eq!(plays(&preview), 0);
    assert_eq!(with("wrong_game").await.json()["gamePk"], other);
    assert_eq!(plays(&with("drop_play").await), all - 1);
    assert!(serde_json::from_slice::<Value>(&with("bad_json").await.body).is_err());
    assert!(with("html_200").await.body.starts_with(b"<"));
}

#[tokio::test]
async fn a_scoring_change_is_served_from_then_on() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let game = league.book().games[0].game_pk;
    let path = format!("/api/v1.1/game/{game}/feed/live");
    let before = get(&origin, &path).await;
    let rows = get(&origin, &day_path(&league, 0)).await;
    let answer = send(&origin, "POST", "/__corrections", "", &format!(r#"{{"game_pk": {game}}}"#)).await;
    let number = answer.json()["at_bat_number"].as_i64().unwrap() as usize;
    let after = get(&origin, &path).await;
    let event =
        |reply: &Reply| reply.json()["liveData"]["plays"]["allPlays"][number - 1]["result"]["eventType"].clone();
    assert_eq!((event(&before), event(&after)), (Value::from("single"), Value::from("field_error")));
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_ne!(get(&origin, &day_path(&league, 0)).await.body, rows.body);
    let hits = |league: &League| league.book().batting_lines_by(|_| Some(()))[&()].h;
    assert_eq!(hits(&origin.league()), hits(&league) - 1);
    assert_eq!(send(&origin, "POST", "/__corrections", "", &format!(r#"{{"game_pk": {game}}}"#)).await.status, 404);
    assert_eq!(send(&origin, "POST", "/__corrections", "", "nothing").await.status, 400);
    assert!(origin.correct(league.book().games[1].game_pk).is_some());
}

#[tokio::test]
async fn event_files_are_named_on_a_page_and_served_right_and_wrong() {
    let league = league();
    let origin = Origin::start(Arc::clone(&league)).await.unwrap();
    let page = get(&origin, "/game.htm").await;
    let season = league.seasons()[0];
    let zip = format!("events/{season}eve.zip");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html")));
    let text = String::from_utf8(page.body.clone()).unwrap();
    assert!(text.contains(&format!("href=\"{zip}\"")) && text.contains("<A HREF="));
    let path = format!("/{zip}");
    let right = get(&origin, &path).await;
    assert_eq!((right.status, &right.body), (200, &league.retrosheet_zip(season, None).unwrap()));
    assert!(right.header("etag").is_some());
    assert_eq!(get(&origin, "/events/1910seve.zip").await.status, 404);
    assert_eq!(get(&origin, &format!("/events/{}post.zip", season - 1)).await.status, 404);

    let with = |mode: &str| {
        let (origin, path, rule) = (&origin, path.clone(), format!(r#"[{{"match": "/events/", "mode": "{mode}"}}]"#));
        async move {
            send(origin, "DELETE", "/__faults", "", "").await;
            assert_eq!(send(origin, "POST", "/__faults", "", &rule).await.status, 200);
            get(origin, &path).await.body
        }
    };
    let names = |body: Vec<u8>| -> Vec<String> {
        let archive = zip::ZipArchive::new(std::io::Cursor::new(body)).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect()
    };
    assert!(names(right.body.clone()).iter().any(|name| name.contains(".EV")));
    assert!(names(with("no_files").await).iter().all(|name| !name.contains(".EV")));
    for mode in ["drop_play", "bad_line"] {
        let body = with(mode).await;
        assert_ne!(body, right.body);
        assert_eq!(names(body), names(right.body.clone()));
    }
    assert!(with("truncate").await.len() < right.body.len());
    assert!(with("html_200").await.starts_with(b"<"));
    send(&origin, "DELETE", "/__faults", "", "").await;
    // A scoring change is in the zip of the next release.
    origin.correct(league.book().games[0].game_pk).unwrap();
    assert_ne!(get(&origin, &path).await.body, right.body);
}
