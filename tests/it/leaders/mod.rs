//! Leaders, and the lines of teams and of everybody, over two seasons of a simulated league, against what single players'
//! lines and the league's own book say.

mod lists;
mod official;
mod paging;
mod teams;

use std::collections::BTreeMap;

use async_graphql::{Request, Response};
use scorebook::auth::Caller;
use scorebook::graphql::Schema;
use scorebook::job::Span;
use scorebook::sim::SimConfig;
use scorebook::source::SourceId;
use serde_json::Value;

use crate::api::{ask, schema_over};
use crate::job::origin::{Crawl, Sim};

const FIRST_SEASON: i32 = 2024;
const SEASONS: [i32; 2] = [FIRST_SEASON, FIRST_SEASON + 1];

/// Both seasons, loaded.
struct Played {
    sim: Sim,
    crawl: Crawl,
    schema: Schema,
}

#[tokio::test(flavor = "multi_thread")]
async fn leaders_of_a_league_of_two_seasons() {
    let played = Played::new().await;
    lists::equal_those_made_of_single_lines(&played).await;
    lists::stand_with_the_better_end_first(&played).await;
    official::leaves_out_who_played_too_little(&played).await;
    official::minimums_are_reached_exactly(&played).await;
    paging::pages_join_and_cursors_hold_for_their_list_alone(&played).await;
    teams::are_the_sums_of_their_players(&played).await;
    teams::count_their_season(&played).await;
    teams::splits_stand_in_the_order_asked_for(&played).await;
    teams::arsenals_are_all_pitches(&played).await;
}

impl Played {
    async fn new() -> Self {
        let config = SimConfig { teams: 4, days: 9, seasons: 2, first_season: FIRST_SEASON, ..SimConfig::default() };
        let sim = Sim::of(config).await;
        let crawl = Crawl::of(sim.origin.url.as_str()).await;
        let mut spans = vec![(SourceId::Register, Span::All)];
        for season in SEASONS {
            let days = sim.league.book().games.iter().filter(|game| game.season == season);
            let days = days.flat_map(|game| [game.postponed_from, Some(game.date), game.resumed_on]).flatten();
            let days: Vec<_> = days.collect();
            let span = Span::Days { from: *days.iter().min().unwrap(), to: *days.iter().max().unwrap() };
            spans.extend([(SourceId::Statsapi, span), (SourceId::Savant, span)]);
        }
        for (source, span) in spans {
            let run = crawl.crawl(source, span).await;
            assert_eq!(run.error, None, "{:?}", run.messages);
        }
        let schema = schema_over(&crawl.db).await;
        Self { sim, crawl, schema }
    }

    /// Who has a line of the role.
    async fn players(&self, field: &str) -> Vec<i32> {
        let sql = format!("select distinct player_id from {field}_game order by 1");
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&self.crawl.db.pool).await.unwrap()
    }

    /// The rows of a whole list.
    async fn list(&self, field: &str, arguments: &str) -> Vec<Leader> {
        self.pages(field, arguments, 100).await
    }

    /// The same by pages of a size.
    async fn pages(&self, field: &str, arguments: &str, first: usize) -> Vec<Leader> {
        let (mut rows, mut after) = (Vec::new(), String::new());
        loop {
            let query = format!(
                "{{ {field}Leaders({arguments}, first: {first}{after}) {{ nodes {{ rank value percentile isTied \
                 isQualified player {{ mlbamId }} team {{ mlbamId }} league key {{ value }} }} totalCount \
                 pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }}"
            );
            let page = ask(&self.schema, &query).await[format!("{field}Leaders")].clone();
            assert_eq!(page["pageInfo"]["hasPreviousPage"], !rows.is_empty());
            rows.extend(page["nodes"].as_array().unwrap().iter().map(Leader::of));
            if page["pageInfo"]["hasNextPage"] == false {
                assert_eq!(page["totalCount"], rows.len());
                return rows;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
    }

    async fn execute(&self, query: &str) -> Response {
        self.schema.execute(Request::new(query).data(Caller::anonymous())).await
    }

    /// Code and message of the error a query must give.
    async fn refusal(&self, query: &str) -> (String, String) {
        let error = self.execute(query).await.errors.remove(0);
        let code = error.extensions.as_ref().unwrap().get("code").unwrap().clone();
        (code.into_json().unwrap().as_str().unwrap().to_owned(), error.message)
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
struct Leader {
    rank: i64,
    value: f64,
    percentile: Option<f64>,
    is_tied: bool,
    is_qualified: Option<bool>,
    player: Option<i64>,
    team: Option<i64>,
    league: Option<String>,
    key: Vec<String>,
}

impl Leader {
    fn of(node: &Value) -> Self {
        let key = node["key"].as_array().unwrap().iter().map(|value| value["value"].as_str().unwrap().to_owned());
        Self {
            rank: node["rank"].as_i64().unwrap(),
            value: node["value"].as_f64().unwrap(),
            percentile: node["percentile"].as_f64(),
            is_tied: node["isTied"].as_bool().unwrap(),
            is_qualified: node["isQualified"].as_bool(),
            player: node["player"]["mlbamId"].as_i64(),
            team: node["team"]["mlbamId"].as_i64(),
            league: node["league"].as_str().map(str::to_owned),
            key: key.collect(),
        }
    }
}

/// A number of a line, innings too; none where it is null.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(innings) => {
            let (whole, thirds) = innings.split_once('.').unwrap();
            Some((3.0 * whole.parse::<f64>().unwrap() + thirds.parse::<f64>().unwrap()) / 3.0)
        }
        value => value.as_f64(),
    }
}

/// The name of a field as a value of an enum.
fn enum_name(field: &str) -> String {
    let letters = field
        .chars()
        .flat_map(|letter| letter.is_ascii_uppercase().then_some('_').into_iter().chain([letter.to_ascii_uppercase()]));
    letters.collect()
}

/// What the book says by player, or by anything else of a line.
fn sums<K: Ord>(rows: impl Iterator<Item = (K, u32)>) -> BTreeMap<K, u32> {
    let mut sums = BTreeMap::new();
    for (key, count) in rows {
        *sums.entry(key).or_default() += count;
    }
    sums
}
