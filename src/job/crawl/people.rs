//! People who are seen in plays and of whom nothing is known yet.

use super::{Step, Work};
use crate::job::task::{NewTask, TaskError};
use crate::source::statsapi::{self, PEOPLE_BATCH};
use crate::warehouse;

/// A task for each batch of them; none when everybody is known.
pub(super) async fn missing(work: &Work<'_>) -> Result<Vec<NewTask>, TaskError> {
    let missing = warehouse::people_missing(&work.job.db).await?;
    work.tasks(missing.chunks(PEOPLE_BATCH).map(|ids| Step::People { ids: ids.to_vec() }))
}

/// Fetches and loads one batch.
pub(super) async fn people(work: &Work<'_>, ids: &[i32]) -> Result<Vec<NewTask>, TaskError> {
    for request in statsapi::people(&work.job.config.statsapi_url, ids) {
        let body = work.fetch_again(&request).await?;
        let report = warehouse::load_people(&work.job.db, &body, work.force).await?;
        work.loaded(&report);
    }
    Ok(Vec::new())
}
