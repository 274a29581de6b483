//! The schedule of a month, the clubs of a season.

use chrono::NaiveDate;

use super::Work;
use crate::job::task::{NewTask, TaskError};
use crate::source::statsapi;
use crate::warehouse;

/// Fetches and loads the schedule of the month of a day.
pub(super) async fn schedule(work: &Work<'_>, month: NaiveDate) -> Result<Vec<NewTask>, TaskError> {
    for request in statsapi::schedules(&work.job.config.statsapi_url, month, month) {
        let body = work.fetch_again(&request).await?;
        let report = warehouse::load_schedule(&work.job.db, &body, work.force).await?;
        work.loaded_schedule(report);
    }
    Ok(Vec::new())
}

/// Fetches and loads the clubs of a season.
pub(super) async fn teams(work: &Work<'_>, season: i32) -> Result<Vec<NewTask>, TaskError> {
    let request = statsapi::teams(&work.job.config.statsapi_url, season);
    let body = work.fetch_again(&request).await?;
    let report = warehouse::load_teams(&work.job.db, &body, work.force).await?;
    work.loaded(&report);
    Ok(Vec::new())
}
