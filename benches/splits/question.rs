//! The questions: each as GraphQL and as the SQL one would write for it, with the same parameters.

use chrono::{Days, NaiveDate};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use sqlx::PgPool;

/// How many sets of parameters each question is asked with.
const SETS: usize = 100;
/// Fewest plate appearances of a batter who is asked for, all seasons together.
const REGULAR: i64 = 2_000;

/// What one question is asked with; each takes what it needs.
#[derive(Debug, Clone)]
pub struct Parameters {
    pub player: i32,
    pub season: i16,
    pub from: NaiveDate,
    /// Fewest plate appearances of a leader.
    pub minimum: i32,
}

/// What every question can name.
pub struct Span {
    pub seasons: Vec<i16>,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

pub struct Question {
    pub name: &'static str,
    /// What plain SQL took over thirty seasons elsewhere, ms; the API may take three times as long.
    pub yardstick: Option<f64>,
    pub document: String,
    pub variables: fn(&Parameters, &Span) -> Value,
    /// With the variables of pgbench, `{sums}` for the counters' sums and `{table}`.
    pub sql: String,
    /// The document and the statement whose numbers must be the same: those of every `plateAppearances`, `homeRuns` and
    /// `value` in the answer.
    pub check: (String, String),
}

impl Question {
    /// The body of the request.
    pub fn body(&self, document: &str, parameters: &Parameters, span: &Span) -> String {
        json!({ "query": document, "variables": (self.variables)(parameters, span) }).to_string()
    }
}

/// The value of each variable of the SQL; days count from the year 2000.
pub fn values(parameters: &Parameters) -> [(&'static str, i64); 4] {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    [
        ("player", parameters.player.into()),
        ("season", parameters.season.into()),
        ("day", (parameters.from - epoch).num_days()),
        ("minimum", parameters.minimum.into()),
    ]
}

/// Parameters from a seed: regulars, seasons, days on which there is baseball for a month to come.
pub async fn parameters(pool: &PgPool) -> (Vec<Parameters>, Span) {
    let sql =
        "select batter_id from bench_play group by batter_id having sum(plate_appearances) >= $1 order by batter_id";
    let mut players: Vec<i32> = sqlx::query_scalar(sql).bind(REGULAR).fetch_all(pool).await.unwrap();
    let sql = "select season, min(game_date), max(game_date) from bench_play group by season order by season";
    let seasons: Vec<(i16, NaiveDate, NaiveDate)> = sqlx::query_as(sql).fetch_all(pool).await.unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(5);
    players.shuffle(&mut random);
    let sets = (0..SETS)
        .map(|n| {
            let (season, first, last) = seasons[random.random_range(0..seasons.len())];
            let days = u64::try_from((last - first).num_days() - 30).unwrap();
            let from = first + Days::new(random.random_range(0..=days));
            Parameters { player: players[n % players.len()], season, from, minimum: random.random_range(40..=60) }
        })
        .collect();
    let span = Span {
        seasons: seasons.iter().map(|x| x.0).collect(),
        first: seasons[0].1,
        last: seasons[seasons.len() - 1].2,
    };
    (sets, span)
}

const LINE: &str = "plateAppearances homeRuns avg obp slg woba";
/// Weights of a usual year; the rival need not look them up.
const WOBA: &str = "(0.69 * (sum(walks) - sum(intentional_walks)) + 0.72 * sum(hit_by_pitch) + 0.88 * sum(singles) \
    + 1.25 * sum(doubles) + 1.59 * sum(triples) + 2.05 * sum(home_runs)) \
    / nullif(sum(at_bats) + sum(walks) - sum(intentional_walks) + sum(sacrifice_flies) + sum(hit_by_pitch), 0)";
const COUNTS: &str = "sum(plate_appearances), sum(at_bats), sum(singles), sum(doubles), sum(triples), sum(home_runs), \
    sum(walks), sum(intentional_walks), sum(hit_by_pitch), sum(sacrifice_flies)";
/// A window of so many days, as a condition.
fn window(days: i32) -> String {
    format!("game_date between date '2000-01-01' + :day::int and date '2000-01-01' + :day::int + {}", days - 1)
}

/// A split or a line of one batter.
fn batter(
    name: &'static str,
    yardstick: Option<f64>,
    field: (&str, &str),
    variables: fn(&Parameters, &Span) -> Value,
    by: &str,
    condition: &str,
) -> Question {
    let (types, field) = field;
    let line = if by.is_empty() { format!("{{ {LINE} }}") } else { format!("{{ key {{ value }} line {{ {LINE} }} }}") };
    let document = format!("query($player: Int!{types}) {{ player(by: {{mlbamId: $player}}) {{ {field} {line} }} }}");
    let rest = format!("from {{table}} where batter_id = :player::int and game_type = 'R'{condition}");
    let group = if by.is_empty() { String::new() } else { format!(" group by {by} order by {by}") };
    let keys = if by.is_empty() { String::new() } else { format!("{by}, ") };
    let numbers = format!(
        "select unnest(array[n, h]) from (select sum(plate_appearances)::bigint as n, sum(home_runs)::bigint as h \
         {rest}{group}) x"
    );
    let check = (document.clone(), numbers);
    Question { name, yardstick, document, variables, sql: format!("select {keys}{COUNTS} {rest}{group}"), check }
}

/// The best 25 batters.
fn leaders(
    name: &'static str,
    yardstick: Option<f64>,
    filter: (&str, &str),
    variables: fn(&Parameters, &Span) -> Value,
    minimum: &str,
    condition: &str,
) -> Question {
    let (types, filter) = filter;
    let document = |stat: &str| {
        format!(
            "query($minimum: Int!{types}) {{ battingLeaders(stat: {stat}, where: {filter}, \
             qualifier: {{minPlateAppearances: $minimum}}, first: 25) \
             {{ nodes {{ rank value player {{ name {{ full }} }} }} }} }}"
        )
    };
    let sql = |value: &str| {
        format!(
            "{value} as value from {{table}} where game_type = 'R'{condition} \
             group by batter_id having sum(plate_appearances) >= {minimum} order by value desc limit 25"
        )
    };
    let check = (document("HOME_RUNS"), format!("select {}", sql("sum(home_runs)::bigint")));
    Question {
        name,
        yardstick,
        document: document("WOBA"),
        variables,
        sql: format!("select batter_id, {}", sql(WOBA)),
        check,
    }
}

/// Every question, in the order of the table.
pub fn questions() -> Vec<Question> {
    let bases = "case bases when 0 then 0 when 1 then 1 when 7 then 3 else 2 end";
    vec![
        batter(
            "one player, two dimensions, career",
            Some(0.8),
            ("", "battingSplits(by: [PITCHER_HAND, OUTS])"),
            |x, _| json!({ "player": x.player }),
            "pitcher_hand, outs",
            "",
        ),
        batter(
            "one player, any 30 days",
            Some(0.14),
            (", $from: Date!, $to: Date!", "batting(where: {from: $from, to: $to})"),
            |x, _| json!({ "player": x.player, "from": x.from, "to": x.from + Days::new(29) }),
            "",
            &format!(" and {}", window(30)),
        ),
        batter(
            "one player, four dimensions with OR, career",
            None,
            (
                "",
                "battingSplits(by: [PITCHER_HAND, HOME_AWAY, OUTS, RUNNERS], \
                 where: {or: [{innings: [7, 8, 9]}, {runners: [SCORING_POSITION, LOADED]}]})",
            ),
            |x, _| json!({ "player": x.player }),
            &format!("pitcher_hand, is_home, outs, {bases}"),
            " and (inning in (7, 8, 9) or bases > 1)",
        ),
        leaders(
            "leaders of a season by wOBA against left-handers",
            Some(26.0),
            (", $season: Int!", "{seasons: [$season], pitcherHand: LEFT}"),
            |x, _| json!({ "minimum": x.minimum, "season": x.season }),
            ":minimum::int",
            " and season = :season::int and pitcher_hand = 'L'",
        ),
        leaders(
            "leaders of any 22 days by wOBA",
            Some(5.0),
            (", $from: Date!, $to: Date!", "{from: $from, to: $to}"),
            |x, _| json!({ "minimum": x.minimum, "from": x.from, "to": x.from + Days::new(21) }),
            ":minimum::int",
            &format!(" and {}", window(22)),
        ),
        all_seasons(),
    ]
}

/// The question that looks at everything; what is yet to be read is read for it.
pub fn all_seasons() -> Question {
    leaders(
        "leaders of all seasons by wOBA",
        Some(284.0),
        (", $seasons: [Int!]", "{seasons: $seasons}"),
        |x, span| json!({ "minimum": x.minimum, "seasons": span.seasons }),
        ":minimum::int",
        "",
    )
}

/// The same split of one player over a week and over all seasons.
pub fn week_and_career() -> [Question; 2] {
    let field = (", $from: Date!, $to: Date!", "battingSplits(by: [PITCHER_HAND], where: {from: $from, to: $to})");
    [
        batter(
            "one player, one dimension, a week",
            None,
            field,
            |x, _| json!({ "player": x.player, "from": x.from, "to": x.from + Days::new(6) }),
            "pitcher_hand",
            &format!(" and {}", window(7)),
        ),
        batter(
            "one player, one dimension, career",
            None,
            field,
            |x, span| json!({ "player": x.player, "from": span.first, "to": span.last }),
            "pitcher_hand",
            "",
        ),
    ]
}
