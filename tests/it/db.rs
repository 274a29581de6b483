//! Connecting and migrating.

use scorebook::db;

use crate::support::TestDb;

/// Everything in the catalogue that a migration makes.
async fn shape(db: &db::Db) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type
         FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
         ORDER BY 1",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let test = TestDb::empty().await;
    assert!(!db::pending_migrations(&test.db).await.unwrap().is_empty());
    db::migrate(&test.db).await.unwrap();
    let first = shape(&test.db).await;
    assert!(first.iter().any(|column| column.starts_with("public.api_key.hash")), "{first:?}");
    db::migrate(&test.db).await.unwrap();
    assert_eq!(shape(&test.db).await, first);
    assert_eq!(db::pending_migrations(&test.db).await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn processes_that_start_at_once_migrate_once() {
    let test = TestDb::empty().await;
    let (a, b) = (test.another().await, test.another().await);
    let (first, second, third) = tokio::join!(db::migrate(&test.db), db::migrate(&a), db::migrate(&b));
    first.unwrap();
    second.unwrap();
    third.unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM seaql_migrations").fetch_one(&test.db.pool).await.unwrap();
    let names: i64 =
        sqlx::query_scalar("SELECT count(DISTINCT version) FROM seaql_migrations").fetch_one(&a.pool).await.unwrap();
    assert_eq!(rows, names);
    assert!(rows > 0);
}

#[tokio::test]
async fn a_cloned_database_is_migrated_and_its_own() {
    let (one, two) = (TestDb::new().await, TestDb::new().await);
    assert_eq!(db::pending_migrations(&one.db).await.unwrap(), Vec::<String>::new());
    sqlx::raw_sql("CREATE TABLE only_here ()").execute(&one.db.pool).await.unwrap();
    let there: Option<String> =
        sqlx::query_scalar("SELECT to_regclass('only_here')::text").fetch_one(&two.db.pool).await.unwrap();
    assert_eq!(there, None);
}
