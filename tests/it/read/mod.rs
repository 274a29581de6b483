//! What the API says of games, fielding and coverage, over a few rows written by hand.

mod coverage;
mod doctor;

mod fielding;
mod game;
mod recorded;

use scorebook::graphql::Schema;

use crate::api::schema_over;
use crate::support::TestDb;

/// A database with the rows, and a schema over it.
async fn league() -> (TestDb, Schema) {
    let test = TestDb::new().await;
    sqlx::raw_sql(include_str!("rows.sql")).execute(&test.db.pool).await.unwrap();
    let schema = schema_over(&test.db).await;
    (test, schema)
}
