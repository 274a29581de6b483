//! The register: sixteen shards and the file of names, which must come from one edition.
//!
//! The upstream has no address of one edition, so the crawl looks at the end whether the first shard is still the
//! same: if so, nothing was replaced while it read.

use super::Work;
use crate::job::task::{NewTask, TaskError};
use crate::source::{BodyKind, register};
use crate::warehouse;

/// How often a register that is replaced while it is read is begun again before the task gives up for now.
const EDITIONS: usize = 3;

/// Fetches and loads all of it.
pub(super) async fn register(work: &Work<'_>) -> Result<Vec<NewTask>, TaskError> {
    let requests = register::all(&work.job.config.register_url);
    for _ in 0..EDITIONS {
        let (mut people, mut names) = (Vec::new(), None);
        for request in &requests {
            let body = work.fetch_again(request).await?;
            match request.kind {
                BodyKind::RegisterNames => names = Some(body),
                _ => people.push(body),
            }
        }
        let (Some(request), Some(first), Some(names)) = (requests.first(), people.first(), names) else {
            return Err(TaskError::never("the register has no files to ask for: a fault of this program"));
        };
        if work.fetch_again(request).await?.sha256 == first.sha256 {
            let report = warehouse::load_register(&work.job.db, &people, &names, work.force).await?;
            work.loaded(&report);
            return Ok(Vec::new());
        }
        work.task.info("the register was replaced while it was read; beginning again");
    }
    Err(TaskError::again(format!("the register was replaced {EDITIONS} times while it was read")))
}
