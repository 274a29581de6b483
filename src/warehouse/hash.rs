//! Content hashes of tables, to show that two stores hold the same.

use sqlx::PgPool;

/// Every table right of the lake whose content a rebuild must give again.
pub const TABLES: &[&str] = &[
    "staging.savant_pitch",
    "staging.statsapi_listing",
    "staging.statsapi_person",
    "staging.statsapi_team",
    "staging.register_person",
    "staging.register_name",
    "staging.retrosheet_person",
    "staging.retrosheet_club",
    "staging.told_game",
    "staging.told_part",
    "staging.told_appearance",
    "staging.told_fielding",
    "staging.told_inning",
    "staging.told_box",
    "statcast_game",
    "game",
    "game_inning",
    "team",
    "player",
    "play",
    "batting_game",
    "pitching_game",
    "fielding_game",
    "box_check",
    "box_difference",
    "play_difference",
    "season_constant",
    "run_expectancy",
    "base_out_transition",
    "park_factor",
];

/// Rows and hash of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHash {
    /// Its name.
    pub table: &'static str,
    /// How many rows it has.
    pub rows: i64,
    /// A sum of the hashes of its rows, whatever their order.
    pub hash: String,
}

/// The hashes of all tables, in the order of [`TABLES`].
///
/// # Errors
/// When the database fails.
pub async fn tables(pool: &PgPool) -> Result<Vec<TableHash>, sqlx::Error> {
    let mut out = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let sql =
            format!("select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from {table} t");
        let (rows, hash) = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(pool).await?;
        out.push(TableHash { table, rows, hash });
    }
    Ok(out)
}
