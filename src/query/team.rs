//! Clubs by season.

use sqlx::{FromRow, PgPool};

use super::QueryError;
use crate::domain::club;

/// A club in one season.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Team {
    /// The season this row is of.
    pub season: i16,
    /// MLBAM id, the same in every season.
    pub id: i32,
    /// Code in that season.
    pub code: String,
    /// Location and nickname.
    pub name: String,
    /// City or region.
    pub location: Option<String>,
    /// Nickname.
    pub nickname: Option<String>,
    /// League.
    pub league: Option<String>,
    /// Division.
    pub division: Option<String>,
}

const COLUMNS: &str = "season, id, code, name, location, nickname, league, division";

/// The clubs of a season, by code; without a season, each club as it was last.
///
/// # Errors
/// When the database fails.
pub async fn of_season(pool: &PgPool, season: Option<i32>) -> Result<Vec<Team>, QueryError> {
    let sql = format!(
        "select * from (select distinct on (id) {COLUMNS} from team where $1::int is null or season = $1 \
         order by id, season desc) t order by code"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(season).fetch_all(pool).await?)
}

/// The clubs with these MLBAM ids, each as it was last.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(pool: &PgPool, ids: &[i32]) -> Result<Vec<Team>, QueryError> {
    let sql = format!("select distinct on (id) {COLUMNS} from team where id = any($1) order by id, season desc");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(pool).await?)
}

/// The MLBAM id of the club that last used this code in a loaded season; else of the one known by it elsewhere or in
/// another season (ARI for AZ, OAK before ATH).
///
/// # Errors
/// When the database fails.
pub async fn id_of_code(pool: &PgPool, code: &str) -> Result<Option<i32>, QueryError> {
    let sql = "select id from team where code = upper($1) order by season desc limit 1";
    let used: Option<i32> = sqlx::query_scalar(sql).bind(code).fetch_optional(pool).await?;
    Ok(used.or_else(|| club::by_any_code(&code.to_uppercase()).map(|club| club.id)))
}
