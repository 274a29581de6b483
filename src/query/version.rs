//! The version of the data: moves with every commit that changes an answer.

use sqlx::PgPool;

/// Channel on which a commit announces the new version.
pub const CHANNEL: &str = "scorebook_data";

/// The version now.
///
/// # Errors
/// When the database fails.
pub async fn current(pool: &PgPool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("select version from data_version").fetch_one(pool).await
}
