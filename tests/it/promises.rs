//! What the API promises beside its numbers: the transport, one query a kind of row, names, caveats, who may do what.

use async_graphql::{Request, Response};
use scorebook::auth::Caller;
use scorebook::config::Config;
use scorebook::graphql::Schema;
use scorebook::sim::origin::{Fault, Mode};
use scorebook::source::SourceId;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::api::{ask, loaded, schema_over};
use crate::job::origin::{Crawl, Sim};
use crate::support::{TestDb, TestServer, statements};

#[path = "../http_audits/mod.rs"]
mod http_audits;

#[tokio::test(flavor = "multi_thread")]
async fn the_server_passes_the_audits_of_graphql_over_http() {
    let test = TestDb::new().await;
    let api = scorebook::server::api(&Config::defaults().unwrap(), &test.db, CancellationToken::new()).await.unwrap();
    let server = TestServer::start(test.db.clone(), api).await;
    let url = format!("http://{}/graphql", server.address);
    tokio::task::spawn_blocking(move || http_audits::run(&url)).await.unwrap();
    server.stop().await;
}

/// One thread, so that every statement is seen by its subscriber.
#[tokio::test]
async fn nested_lists_cost_no_query_a_row() {
    let (_sim, crawl) = loaded().await;
    let count = async |players: usize| {
        let schema = schema_over(&crawl.db).await;
        // The season is read once, whoever asks first.
        ask(&schema, "{ batting { hits } }").await;
        let before = statements::sent();
        let query = format!(
            "{{ players(first: {players}) {{ nodes {{ name {{ full }} batting {{ hits }} pitching {{ strikeouts }} \
             battingSplits(by: [TEAM, GAME]) {{ key {{ label }} line {{ hits caveats {{ code }} }} }} \
             battingGames(first: 5) {{ nodes {{ game {{ homeTeam {{ code }} awayTeam {{ code }} }} opponent {{ code }} }} }} }} }} }}"
        );
        let answer = ask(&schema, &query).await;
        assert_eq!(answer["players"]["nodes"].as_array().unwrap().len(), players);
        statements::sent() - before
    };
    let (few, many) = (count(3).await, count(60).await);
    assert!(few > 3, "statements are seen at all: {few}");
    assert!(many <= few + 2 && many <= 16, "{few} statements for 3 players, {many} for 60");
}

#[tokio::test(flavor = "multi_thread")]
async fn players_are_found_however_their_names_are_typed() {
    let (sim, crawl) = loaded().await;
    let schema = schema_over(&crawl.db).await;
    assert!(sim.league.players().iter().any(|player| player.name.last == "Peña"));
    for typed in ["José Peña", "jose pena", "PENA, JOSE", "Peña", "Jose Penna"] {
        let query =
            format!("{{ players(search: \"{typed}\", first: 5) {{ nodes {{ name {{ full }} }} totalCount }} }}");
        let found = ask(&schema, &query).await;
        let names: Vec<&str> = found["players"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["name"]["full"].as_str().unwrap())
            .collect();
        assert!(names.iter().any(|name| name.contains("Peña")), "{typed}: no Peña among {names:?}");
        assert!(found["players"]["totalCount"].as_i64().unwrap() >= names.len() as i64);
    }

    // Everybody is found by his name as somebody in a hurry types it.
    for player in sim.league.players() {
        let (first, last) = (&player.name.first, &player.name.last);
        let letters: Vec<char> = last.chars().collect();
        let without =
            |n: usize| letters.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, c)| c).collect::<String>();
        let mut swapped = letters.clone();
        swapped.swap(letters.len() - 2, letters.len() - 1);
        let swapped: String = swapped.iter().collect();
        let initial: String = first.chars().take(1).collect();
        let middle = letters.len() / 2;
        let typed = [
            format!("{last} {first}"),
            format!("{initial} {last}"),
            format!("{last}, {initial}."),
            format!("{first} {}", without(middle)),
            format!("{first} {swapped}"),
        ];
        for typed in typed {
            let query = format!("{{ players(search: {}, first: 100) {{ nodes {{ mlbamId }} }} }}", json!(typed));
            let found = ask(&schema, &query).await["players"]["nodes"].clone();
            let is_found = found.as_array().unwrap().iter().any(|node| node["mlbamId"] == json!(player.id));
            assert!(is_found, "{typed} finds {found}, not {first} {last}");
        }
    }

    // Pages of a search join without a gap or a repetition.
    let page = async |after: &str| {
        ask(
            &schema,
            &format!("{{ players(first: 7{after}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"),
        )
        .await["players"]
            .clone()
    };
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let page = page(&after).await;
        ids.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["id"].clone()));
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    let all: i64 = sqlx::query_scalar("select count(*) from player").fetch_one(&crawl.db.pool).await.unwrap();
    let unique: std::collections::HashSet<String> = ids.iter().map(Value::to_string).collect();
    assert_eq!((ids.len(), unique.len()), (usize::try_from(all).unwrap(), usize::try_from(all).unwrap()));

    let wrong =
        ask_as(&schema, Caller::anonymous(), &format!("{{ players(search: \"x\"{after}) {{ nodes {{ id }} }} }}"))
            .await;
    assert_eq!(code(&wrong), "INVALID_CURSOR", "a cursor holds under its own search only");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_that_is_missing_is_named_and_told_on_the_lines_it_touches() {
    let sim = Sim::play(5).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let missing = &sim.league.book().games[0];
    sim.origin.faults.add(Fault::new("/statcast_search", Mode::DropGame(missing.game_pk)));
    // The feed shows a game in progress, which is not loaded as final.
    sim.origin.faults.add(Fault::new(format!("/game/{}/feed/live", missing.game_pk), Mode::Live));
    for source in [SourceId::Statsapi, SourceId::Savant] {
        crawl.crawl(source, sim.span()).await;
    }
    let schema = schema_over(&crawl.db).await;
    let query = "{ coverage { gamesMissing missingGames { nodes { mlbamId } } \
        sources { source gamesMissing missingGames { nodes { mlbamId } } } refusedBodies { source kind unresolved } } }";
    let coverage = ask(&schema, query).await["coverage"][0].clone();
    let named = json!({ "nodes": [{ "mlbamId": missing.game_pk }] });
    assert_eq!((&coverage["gamesMissing"], &coverage["missingGames"]), (&json!(1), &named));
    for source in coverage["sources"].as_array().unwrap() {
        assert_eq!((&source["gamesMissing"], &source["missingGames"]), (&json!(1), &named), "{}", source["source"]);
    }
    let refused = coverage["refusedBodies"].as_array().unwrap();
    assert!(refused.contains(&json!({ "source": "STATSAPI", "kind": "feed", "unresolved": 1 })), "{refused:?}");

    let codes = async |player: i32| {
        let query = format!("{{ player(by: {{mlbamId: {player}}}) {{ batting {{ caveats {{ code stats }} }} }} }}");
        let answer = ask(&schema, &query).await;
        let caveats = answer["player"]["batting"]["caveats"].as_array().unwrap().clone();
        caveats.iter().map(|caveat| caveat["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let of_team = async |is_in: bool| -> i32 {
        let sql =
            "select player_id from batting_game group by 1 having bool_or(team_id = any($1)) = $2 order by 1 limit 1";
        let teams = [missing.home, missing.away];
        sqlx::query_scalar(sql).bind(&teams[..]).bind(is_in).fetch_one(&crawl.db.pool).await.unwrap()
    };
    assert!(codes(of_team(true).await).await.contains(&"GAMES_NOT_LOADED".to_owned()));
    assert!(!codes(of_team(false).await).await.contains(&"GAMES_NOT_LOADED".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_say_which_numbers_statcast_rows_cannot_give() {
    let sim = Sim::play(5).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    let schema = schema_over(&crawl.db).await;
    let query = "{ players(first: 1) { nodes { batting { runs runsBattedIn intentionalWalks stolenBases woba hits caveats { code stats message } } } } }";
    let line = ask(&schema, query).await["players"]["nodes"][0]["batting"].clone();
    for stat in ["runs", "runsBattedIn", "intentionalWalks", "stolenBases", "woba"] {
        assert_eq!(line[stat], Value::Null, "{stat}");
        let told = line["caveats"].as_array().unwrap().iter().any(|caveat| {
            caveat["stats"].as_array().unwrap().contains(&json!(stat))
                && !caveat["message"].as_str().unwrap().is_empty()
        });
        assert!(told, "{stat} is null without a caveat");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_are_for_admins() {
    let sim = Sim::play(2).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let schema = schema_over(&crawl.db).await;
    let start = "mutation { startCrawl(input: {source: REGISTER}) { status message run { id status } } }";
    assert_eq!(code(&ask_as(&schema, Caller::anonymous(), start).await), "UNAUTHENTICATED");
    assert_eq!(code(&ask_as(&schema, Caller::anonymous(), "{ crawlRuns { nodes { id } } }").await), "UNAUTHENTICATED");
    let reader = Caller { role: Some(scorebook::auth::Role::Reader), key_id: Some(1), name: Some("r".to_owned()) };
    assert_eq!(code(&ask_as(&schema, reader, start).await), "FORBIDDEN");

    let admin = async |query: &str| {
        let response = ask_as(&schema, Caller::operator(), query).await;
        assert!(response.errors.is_empty(), "{query}: {:?}", response.errors);
        response.data.into_json().unwrap()
    };
    let first = admin(start).await["startCrawl"].clone();
    assert_eq!((&first["status"], &first["run"]["status"]), (&json!("QUEUED"), &json!("QUEUED")));
    let again = admin(start).await["startCrawl"].clone();
    assert_eq!((&again["status"], &again["run"]["id"]), (&json!("EXISTING"), &first["run"]["id"]));
    let id = first["run"]["id"].as_str().unwrap();
    let cancelled = admin(&format!("mutation {{ cancelRun(id: \"{id}\") {{ status run {{ status }} }} }}")).await;
    assert_eq!(cancelled["cancelRun"], json!({"status": "DONE", "run": {"status": "CANCELLED"}}));
    let retried = admin(&format!("mutation {{ retryRun(id: \"{id}\") {{ status run {{ status }} }} }}")).await;
    assert_eq!(retried["retryRun"]["status"], "DONE");
    let refused = admin("mutation { startCrawl(input: {source: SAVANT}) { status message run { id } } }").await;
    assert_eq!(refused["startCrawl"]["status"], "REFUSED");
    assert!(refused["startCrawl"]["message"].as_str().unwrap().contains("season"));
    let rebuild = admin("mutation { rebuild(input: {season: 2024}) { status run { kind season } } }").await;
    assert_eq!(rebuild["rebuild"], json!({"status": "QUEUED", "run": {"kind": "REBUILD", "season": 2024}}));
    let runs = admin("{ crawlRuns(first: 1) { nodes { kind } pageInfo { hasNextPage endCursor } } }").await;
    assert_eq!(runs["crawlRuns"]["nodes"], json!([{"kind": "REBUILD"}]));
    let rest = admin(&format!(
        "{{ crawlRuns(after: {}) {{ nodes {{ kind source }} }} }}",
        runs["crawlRuns"]["pageInfo"]["endCursor"]
    ))
    .await;
    assert_eq!(rest["crawlRuns"]["nodes"], json!([{"kind": "CRAWL", "source": "REGISTER"}]));
}

async fn ask_as(schema: &Schema, caller: Caller, query: &str) -> Response {
    schema.execute(Request::new(query).data(caller)).await
}

fn code(response: &Response) -> String {
    let error = response.errors.first().expect("an error");
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code")).expect("a code");
    code.clone().into_json().unwrap().as_str().unwrap().to_owned()
}
