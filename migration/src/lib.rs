//! The database schema, one SQL file a migration, in the order they run.
//!
//! A migration that has shipped is never edited: a change is a new file and a new line below.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Every migration of the program.
#[derive(Debug)]
pub struct Migrator;

/// One migration: its name, which is its key in the database, and its SQL.
struct SqlFile {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for SqlFile {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SqlFile {
    // async_trait matches the trait's own signature only when written just so.
    #[allow(elided_lifetimes_in_paths)]
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(self.sql).await?;
        Ok(())
    }
}

macro_rules! sql_files {
    ($($name:literal),* $(,)?) => {
        vec![$(Box::new(SqlFile { name: $name, sql: include_str!(concat!("sql/", $name, ".sql")) })),*]
    };
}

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        sql_files![
            "0001_lake",
            "0002_staging",
            "0003_warehouse",
            "0004_job",
            "0005_auth",
            "0006_play_by_play",
            "0007_games",
            "0008_people",
            "0009_retrosheet",
            "0010_season_version",
            "0011_constants",
            "0012_play_pitches",
            "0013_stored_counters",
            "0014_session",
            "0015_name_search"
        ]
    }
}
