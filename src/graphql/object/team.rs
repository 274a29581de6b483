//! A club.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};

use crate::graphql::error::ApiError;
use crate::graphql::id::GlobalId;
use crate::graphql::store;
use crate::query::team;

/// From here on ids of clubs are our own.
const PROVISIONAL: i32 = 8_000;

/// A club, as it was in one season.
#[derive(Debug, Clone)]
pub struct Team(pub Arc<team::Team>);

impl Team {
    /// The club with this MLBAM id, as it was last.
    pub(in crate::graphql) async fn find(ctx: &Context<'_>, id: i32) -> Result<Option<Self>> {
        let team = store(ctx)?.teams.get(id).await.map_err(|error| ApiError::internal(&*error))?;
        Ok(team.map(Self))
    }
}

/// A club, as it was in one season.
#[Object]
impl Team {
    /// Global id; the same in every season.
    pub async fn id(&self) -> ID {
        GlobalId::Team(self.0.id).to_id()
    }

    /// MLBAM id, the same in every season; null for a club that only Retrosheet knows.
    async fn mlbam_id(&self) -> Option<i32> {
        Some(self.0.id).filter(|id| *id < PROVISIONAL)
    }

    /// The season these names are of.
    async fn season(&self) -> i32 {
        self.0.season.into()
    }

    /// Code, as Baseball Savant writes it, like `LAD`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Location and nickname.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// City or region.
    async fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// Nickname.
    async fn nickname(&self) -> Option<&str> {
        self.0.nickname.as_deref()
    }

    /// League.
    async fn league(&self) -> Option<&str> {
        self.0.league.as_deref()
    }

    /// Division.
    async fn division(&self) -> Option<&str> {
        self.0.division.as_deref()
    }
}
