//! Crawls and imports of event files, from an origin with a page and zips made here.

use std::fmt::Write as _;
use std::path::Path;

use scorebook::job::*;
use scorebook::source::SourceId;
use scorebook::source::retrosheet::archive::pack;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::origin::{Crawl, Sim};
use super::process::program;

const REGULAR: &str = "2015ANA.EVA";

/// A whole game: a home run leads off, everybody else strikes out.
fn game(id: &str, visitors: &str, extra: &str) -> String {
    let (home, date) = (&id[..3], format!("{}/{}/{}", &id[3..7], &id[7..9], &id[9..11]));
    let mut text = format!(
        "id,{id}\r\nversion,2\r\ninfo,visteam,{visitors}\r\ninfo,hometeam,{home}\r\ninfo,date,{date}\r\n\
         info,number,0\r\ninfo,usedh,true\r\ninfo,wp,pitca001\r\ninfo,lp,pitch001\r\n{extra}"
    );
    for (team, side) in ["a", "h"].iter().enumerate() {
        for slot in 1..=9 {
            let position = if slot == 9 { 10 } else { slot + 1 };
            let _ = write!(text, "start,batt{side}00{slot},\"Batter {slot}\",{team},{slot},{position}\r\n");
        }
        let _ = write!(text, "start,pitc{side}001,\"Pitcher\",{team},0,1\r\n");
    }
    let mut turns = [0, 0];
    for inning in 1..=9 {
        for (team, side) in ["a", "h"].iter().enumerate() {
            let mut play = |event: &str| {
                let slot = turns[team] % 9 + 1;
                turns[team] += 1;
                let _ = write!(text, "play,{inning},{team},batt{side}00{slot},??,,{event}\r\n");
            };
            if (inning, team) == (1, 0) {
                play("HR/F");
            }
            (0..3).for_each(|_| play("K"));
        }
    }
    text + "data,er,pitca001,0\r\ndata,er,pitch001,1\r\n"
}

fn rosters() -> [(&'static str, Vec<u8>); 3] {
    let roster = |side: &str, team: &str| {
        let batters: String = (1..=9).map(|x| format!("batt{side}00{x},Batter,{x},R,R,{team},X\r\n")).collect();
        format!("{batters}pitc{side}001,Pitcher,P,R,L,{team},P\r\n").into_bytes()
    };
    let clubs = b"ANA,A,Anaheim,Angels\r\nKCA,A,Kansas City,Royals\r\n".to_vec();
    [("ANA2015.ROS", roster("h", "ANA")), ("KCA2015.ROS", roster("a", "KCA")), ("TEAM2015", clubs)]
}

fn zip(name: &str, text: &str) -> Vec<u8> {
    let rosters = rosters();
    let files = rosters.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
    pack(files.chain([(name, text.as_bytes())])).unwrap()
}

/// The zips of 2015 by name; the regular season has so many games.
fn season(games: usize) -> [(&'static str, Vec<u8>); 3] {
    let regular: String = (0..games).map(|day| game(&format!("ANA201504{:02}0", day + 10), "KCA", "")).collect();
    [
        ("2015eve.zip", zip(REGULAR, &regular)),
        ("2015post.zip", zip("2015ALD1.EVE", &game("ANA201510100", "KCA", ""))),
        ("2015as.zip", zip("2015AS.EVE", &game("ANA201507140", "KCA", "info,gametype,allstar\r\n"))),
    ]
}

/// Serves a page that links to these zips, and the zips.
async fn serve(origin: &MockServer, zips: &[(&str, Vec<u8>)]) {
    origin.reset().await;
    let get = |at: &str| Mock::given(method("GET")).and(path(at));
    let links: String =
        zips.iter().map(|(name, _)| format!("<td><a href=\"events/{name}\">x</a>&nbsp;</td>")).collect();
    let page = format!("<HTML><TABLE BORDER>\n<tr>{links}</tr></TABLE><a href='mailto:info'>mail</a></HTML>");
    get("/game.htm").respond_with(ResponseTemplate::new(200).set_body_string(page)).mount(origin).await;
    for (name, bytes) in zips {
        let answer = ResponseTemplate::new(200).set_body_bytes(bytes.clone());
        get(&format!("/events/{name}")).respond_with(answer).mount(origin).await;
    }
}

struct Upstreams {
    sim: Sim,
    origin: MockServer,
    crawl: Crawl,
}

/// A league that has the register, and an origin of event files beside it.
async fn upstreams() -> Upstreams {
    let (sim, origin) = (Sim::play(1).await, MockServer::start().await);
    let crawl = Crawl::with_retrosheet(sim.origin.url.as_str(), &origin.uri()).await;
    Upstreams { sim, origin, crawl }
}

impl Upstreams {
    async fn crawl(&self, span: Span) -> Run {
        self.crawl.crawl(SourceId::Retrosheet, span).await
    }

    /// What the lake has of Retrosheet: kind, key, verdict and games.
    async fn bodies(&self) -> Vec<String> {
        let sql = "SELECT kind || ' ' || key || ' ' || verdict || ' ' || rows FROM lake.body \
                   WHERE source = 'retrosheet' ORDER BY kind DESC, key, body_id";
        sqlx::query_scalar(sql).fetch_all(&self.crawl.db.pool).await.unwrap()
    }

    async fn tasks(&self, run: &Run) -> Vec<String> {
        let sql = "SELECT name FROM job.task WHERE run_id = $1 ORDER BY seq";
        sqlx::query_scalar(sql).bind(run.id).fetch_all(&self.crawl.db.pool).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_is_crawled_from_the_page_to_the_lake_and_then_nothing_changes() {
    let all = upstreams().await;
    serve(&all.origin, &season(4)).await;
    let run = all.crawl(Span::Season(2015)).await;
    assert_eq!((run.status, &run.error), (Status::Succeeded, &None), "{:?}", run.messages);
    let tasks = ["register", "retrosheet index", "retrosheet 2015eve", "retrosheet 2015post", "retrosheet 2015as"];
    assert_eq!(all.tasks(&run).await[1..], tasks);
    let kept = [
        "index game ACCEPTED 3",
        "events 2015as ACCEPTED 1",
        "events 2015eve ACCEPTED 4",
        "events 2015post ACCEPTED 1",
    ];
    assert_eq!(all.bodies().await, kept);
    let again = all.crawl(Span::Season(2015)).await;
    assert_eq!((again.status, again.counters.bodies_new, again.counters.bodies_unchanged), (Status::Succeeded, 0, 4));
    assert_eq!(all.tasks(&again).await[1..], tasks[1..], "the register is known");
    // A release with one more game.
    serve(&all.origin, &season(5)).await;
    let later = all.crawl(Span::Season(2015)).await;
    assert_eq!((later.status, later.counters.bodies_new, later.counters.bodies_unchanged), (Status::Succeeded, 1, 3));
    let rebuilt = all.crawl.run(Work::Rebuild { span: Span::Season(2015) }).await;
    assert_eq!(rebuilt.status, Status::Succeeded, "{:?}", rebuilt.error);
    let tasks = ["rebuild retrosheet 2015eve", "rebuild retrosheet 2015post", "rebuild retrosheet 2015as"];
    assert!(all.tasks(&rebuilt).await.ends_with(&tasks.map(str::to_owned)));
    let other = all.crawl.run(Work::Rebuild { span: Span::Season(2014) }).await;
    assert!(!all.tasks(&other).await.iter().any(|task| task.contains("retrosheet")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_does_not_list_is_told() {
    let all = upstreams().await;
    serve(&all.origin, &season(1)).await;
    let run = all.crawl(Span::Season(1999)).await;
    assert_eq!(run.status, Status::Failed);
    let error = run.error.unwrap();
    assert!(error.contains("lists no event files of 1999; it has files of 2015 to 2015"), "{error}");
    let days = Span::Days { from: "2014-01-01".parse().unwrap(), to: "2015-12-31".parse().unwrap() };
    let run = all.crawl(days).await;
    assert_eq!(run.status, Status::Succeeded);
    assert!(run.messages.iter().any(|message| message.text.contains("no event files of 2014")));
    serve(&all.origin, &season(1)[..2]).await;
    let run = all.crawl(Span::Season(2015)).await;
    assert_eq!(run.status, Status::Failed);
    assert!(run.error.unwrap().contains("links to no YYYYas.zip"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_zip_is_kept_and_refused_and_the_others_are_loaded() {
    let all = upstreams().await;
    let mut zips = season(4);
    zips[0].1.truncate(400);
    zips[1].1 = zip("2015ALD1.EVE", &game("ANA201410100", "KCA", ""));
    serve(&all.origin, &zips).await;
    let run = all.crawl(Span::Season(2015)).await;
    assert_eq!((run.status, run.tasks_failed), (Status::Failed, 2));
    let bodies = all.bodies().await;
    let wanted = ["events 2015as ACCEPTED 1", "events 2015eve TRUNCATED 0", "events 2015post WRONG_ANSWER 0"];
    assert_eq!(bodies[1..], wanted);
    let error = run.error.unwrap();
    assert!(error.contains("ANA201410100, which is not of 2015post"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_cannot_be_read_is_told_with_its_place_and_costs_its_game_alone() {
    let all = upstreams().await;
    let mut zips = season(4);
    let text: String = ["ANA201504100", "ANA201504110"].map(|id| game(id, "KCA", "")).concat();
    zips[0].1 = zip(REGULAR, &text.replacen("play,1,0,batta001,??", "play,1,0,batta001,31x", 1));
    serve(&all.origin, &zips).await;
    let run = all.crawl(Span::Season(2015)).await;
    assert_eq!(run.status, Status::Succeeded, "{:?}", run.error);
    let told = "2015ANA.EVA line 30 (ANA201504100): expected balls and strikes like 32, or ??, found \"31x\"";
    assert!(run.messages.iter().any(|message| message.text.contains(told)), "{:?}", run.messages);
    assert!(all.bodies().await.contains(&"events 2015eve ACCEPTED 1".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn downloaded_files_are_imported_as_if_they_had_been_fetched() {
    let all = upstreams().await;
    all.crawl.crawl(SourceId::Register, Span::All).await;
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let [eve, post, _] = season(2);
    write(eve.0, &eve.1);
    write("2015ALD1.EVE", game("ANA201510100", "KCA", "").as_bytes());
    for (name, bytes) in rosters() {
        write(name, &bytes);
    }
    let import = async |path: &Path| {
        let words = ["import", "retrosheet", path.to_str().unwrap()];
        let output = program(&all.crawl, &all.sim, &words).output().await.unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, out, err) = import(folder.path()).await;
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.starts_with("import retrosheet: done in") && out.contains("bodies: 2 new, 0 unchanged"), "{out}");
    assert_eq!(all.bodies().await, ["events 2015eve ACCEPTED 2", "events 2015post ACCEPTED 1"]);
    let urls: Vec<String> = sqlx::query_scalar("SELECT url FROM lake.body WHERE source = 'retrosheet'")
        .fetch_all(&all.crawl.db.pool)
        .await
        .unwrap();
    assert!(urls.iter().all(|url| url.starts_with("file:///")), "{urls:?}");
    let (code, out, _) = import(folder.path()).await;
    assert!(code == Some(0) && out.contains("bodies: 0 new, 2 unchanged"), "{out}");
    // One file of a season of which another is kept would take that away.
    let alone = tempfile::tempdir().unwrap();
    let other = alone.path().join("2015BOS.EVA");
    std::fs::write(&other, game("BOS201504130", "WAS", "")).unwrap();
    let (code, out, err) = import(&other).await;
    assert!(code == Some(1) && err.contains("2015ANA.EVA for one; name all of the season"), "{out}{err}");
    // The files of a zip, packed in their order, are the zip.
    serve(&all.origin, &[eve, post, ("2015as.zip", season(1)[2].1.clone())]).await;
    let run = all.crawl(Span::Season(2015)).await;
    assert_eq!((run.counters.bodies_new, run.counters.bodies_unchanged), (2, 2), "{:?}", run.error);
    let broken = folder.path().join("1982eve.zip");
    std::fs::write(&broken, b"<html>").unwrap();
    let (code, out, err) = import(&broken).await;
    assert!(code == Some(1) && out.contains("FAILED (1 of 1 zips)") && err.contains("refused as HTML"), "{out}{err}");
}

/// The league's own page and zip, as its origin serves them; the page names no other zip of the season.
#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_leagues_event_files_are_crawled() {
    let sim = Sim::play(2).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let run = crawl.crawl(SourceId::Retrosheet, Span::Season(2024)).await;
    assert_eq!((run.status, &run.error), (Status::Succeeded, &None), "{:?}", run.messages);
    let sql =
        "SELECT rows::bigint FROM lake.body WHERE source = 'retrosheet' AND key = '2024eve' AND verdict = 'ACCEPTED'";
    let games: Vec<i64> = sqlx::query_scalar(sql).fetch_all(&crawl.db.pool).await.unwrap();
    assert_eq!(games, [sim.league.book().games.len() as i64]);
}
