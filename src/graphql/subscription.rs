//! The root of subscriptions.

use async_graphql::{Context, ID, Result, Subscription};
use futures::{Stream, StreamExt as _};

use super::error::ApiError;
use super::id::GlobalId;
use super::object::CrawlRun;
use super::{admin, api};

/// The root of subscriptions.
#[derive(Debug, Clone, Copy)]
pub struct Subscription;

/// The root of subscriptions.
#[Subscription]
impl Subscription {
    /// A run as it stands now, then after each change, until it is over. Needs an admin key.
    async fn run_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id of the run.")] id: ID,
    ) -> Result<impl Stream<Item = Result<CrawlRun>> + use<>> {
        admin(ctx)?;
        let Some(GlobalId::Run(id)) = GlobalId::parse(&id) else {
            return Err(ApiError::bad_user_input(format!("id \"{}\" is not the id of a run", id.as_str())));
        };
        let runs = api(ctx)?.runs.watch(id);
        Ok(runs.map(|run| match run {
            Ok(run) => Ok(CrawlRun(Box::new(run))),
            Err(error) => Err(ApiError::internal(&error)),
        }))
    }
}
