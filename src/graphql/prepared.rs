//! Tests of the queries the GraphiQL page sends: the prepared ones, and its look at the schema.

use std::path::Path;
use std::sync::{Arc, Mutex};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::{Response, ServerError, ValidationResult};

use super::limit::{Limits, check_document, check_text};

/// Keeps the price of an operation and lets none run.
#[derive(Clone, Default)]
struct PriceOnly(Arc<Mutex<usize>>);

impl ExtensionFactory for PriceOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(self.clone())
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for PriceOnly {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let validated = next.run(ctx).await?;
        *self.0.lock().unwrap() = validated.complexity;
        Ok(validated)
    }

    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::default()
    }
}

/// The price of a query, or what is wrong with it.
async fn price(query: &str) -> Result<usize, Vec<ServerError>> {
    let limits = Limits::default();
    check_text(query, &limits)?;
    check_document(&async_graphql::parser::parse_query(query).map_err(ServerError::from)?, &limits)?;
    let price = PriceOnly::default();
    let schema = super::builder().extension(price.clone()).limit_recursive_depth(limits.levels()).finish();
    schema.execute(query).await.into_result()?;
    Ok(*price.0.lock().unwrap())
}

#[tokio::test]
async fn prepared_queries_fit_the_schema_and_cost_little() {
    let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/explorer/queries");
    for file in std::fs::read_dir(queries).unwrap().flatten() {
        let query = std::fs::read_to_string(file.path()).unwrap();
        let price = price(&query).await.unwrap_or_else(|errors| panic!("{}: {errors:?}", file.path().display()));
        // A visitor can run each of them a hundred times before a bucket of the default size is empty.
        assert!(price <= 1_000, "{} costs {price}", file.path().display());
    }
}

#[tokio::test]
async fn leaders_and_lines_of_many_cost_more_than_a_players() {
    let of = async |query: &str| price(query).await.unwrap_or_else(|errors| panic!("{query}: {errors:?}"));
    let leaders = of("{ battingLeaders(stat: HOME_RUNS) { nodes { line { hits } } } }").await;
    let more = of("{ battingLeaders(stat: HOME_RUNS, first: 100) { nodes { line { hits } } } }").await;
    let split = of("{ battingLeaders(stat: HOME_RUNS, by: [SEASON, TEAM]) { nodes { line { hits } } } }").await;
    assert!(leaders > 100, "everybody is looked at: {leaders}");
    assert_eq!((more - leaders) % 75, 0, "by the row: {leaders} and {more}");
    assert_eq!(split, leaders + 200, "as much again for each dimension");

    let player = of("{ player(by: {mlbamId: 1}) { batting { hits } } }").await;
    let team = of("{ team(by: {mlbamId: 1}) { batting { hits } } }").await;
    assert!(team > player && team < leaders, "{player}, {team}, {leaders}");
    let all = of("{ battingSplits(by: [BATTER], first: 1000) { line { hits } } }").await;
    assert!(all > 1000 && all <= 5000, "a thousand rows cost {all}");
    // No argument makes a price overflow or vanish.
    let most = of("{ battingSplits(by: [BATTER], first: 2147483647) { line { hits } } }").await;
    assert_eq!(most, all);
    assert!(of("{ battingSplits(by: [BATTER], first: -1) { line { hits } } }").await >= team);
}

#[tokio::test]
async fn charts_cost_little_and_what_hangs_below_their_rows_its_whole_price() {
    let of = async |query: &str| price(query).await.unwrap_or_else(|errors| panic!("{query}: {errors:?}"));
    let balls = async |rows: i64, fields: &str| {
        of(&format!("{{ player(by: {{mlbamId: 1}}) {{ battedBalls(first: {rows}) {{ nodes {{ {fields} }} }} }} }}"))
            .await
    };
    let flat =
        balls(3000, "date exitVelocityMph launchAngleDegrees hitXFeet hitYFeet type event isHit expectedWoba").await;
    assert!((60..80).contains(&flat), "{flat}");
    assert_eq!(balls(3000, "date").await, flat, "fields of a flat row are free");
    let nested = balls(3000, "date batter { mlbamId }").await;
    assert!(nested > 2 * 3000, "{nested}");
    let most = balls(i32::MAX.into(), "date").await;
    assert_eq!(most, balls(10_000, "date").await, "no argument makes a price overflow");
    let pitches = of("{ pitches(where: {}, first: 10000) { nodes { velocityMph battedBall { bases } } } }").await;
    assert!(pitches > 200 && pitches < 1000, "{pitches}");
    let ranks = of("{ player(by: {mlbamId: 1}) { battingRanks(stats: [HOME_RUNS, AVG]) { value } } }").await;
    let leaders = of("{ battingLeaders(stat: HOME_RUNS, first: 0) { nodes { value } } }").await;
    assert!(ranks >= leaders && ranks < leaders + 20, "one pass over everybody: {ranks}, {leaders}");
}

#[tokio::test]
async fn the_look_at_the_schema_is_within_the_limits() {
    // As graphql-js 16 writes it, with nine levels of wrapped types.
    let wrapped = "kind name ofType { ".repeat(9) + "kind name" + &" }".repeat(9);
    let query = format!(
        "query IntrospectionQuery {{ __schema {{ description queryType {{ name kind }} mutationType {{ name kind }}
           subscriptionType {{ name kind }} types {{ ...FullType }}
           directives {{ name description locations args(includeDeprecated: true) {{ ...InputValue }} }} }} }}
         fragment FullType on __Type {{ kind name description
           fields(includeDeprecated: true) {{ name description args(includeDeprecated: true) {{ ...InputValue }}
             type {{ ...TypeRef }} isDeprecated deprecationReason }}
           inputFields(includeDeprecated: true) {{ ...InputValue }} interfaces {{ ...TypeRef }}
           enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }}
           possibleTypes {{ ...TypeRef }} }}
         fragment InputValue on __InputValue {{ name description type {{ ...TypeRef }} defaultValue isDeprecated
           deprecationReason }}
         fragment TypeRef on __Type {{ {wrapped} }}"
    );
    let price = price(&query).await.unwrap_or_else(|errors| panic!("{errors:?}"));
    assert!(price <= 500, "it costs {price}");
}
