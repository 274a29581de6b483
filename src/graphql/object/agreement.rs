//! How far sources agree over a season.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::Game;
use super::difference::served;
use super::game::GameCount;
use crate::graphql::connection::{Page, connection, page_error};
use crate::graphql::error::ApiError;
use crate::graphql::scalar::{LineKind, PlaySource, int};
use crate::graphql::store;
use crate::query::agreement;
use crate::query::page::{PageArgs, Paged};

/// How often a counter of lines derived from plays agrees with the box score.
#[derive(Debug, Clone)]
pub struct CounterAgreement(pub agreement::CounterAgreement);

/// How often a counter of lines derived from plays agrees with the box score.
#[Object]
impl CounterAgreement {
    /// The lines it is in.
    async fn line(&self) -> Option<LineKind> {
        LineKind::of(&self.0.line)
    }

    /// The counter, by its name in the box score.
    async fn counter(&self) -> &str {
        &self.0.counter
    }

    /// Player-game lines compared.
    async fn lines_compared(&self) -> i32 {
        int(self.0.compared)
    }

    /// Lines among them with the same number.
    async fn lines_agreeing(&self) -> i32 {
        int(self.0.compared - self.0.differing)
    }

    /// Lines among them with another number, or without one on either side.
    async fn lines_differing(&self) -> i32 {
        int(self.0.differing)
    }

    /// The games with such a line, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn games(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let CounterAgreement(of) = self;
        let order = format!("differing/{}/{}", of.line, of.counter);
        let page = PageArgs { first, after, ..PageArgs::default() }.page(&order).map_err(page_error)?;
        let store = store(ctx)?;
        let found = store.differing_games.get(of.season).await.map_err(|error| ApiError::internal(&*error))?;
        let mut found: Vec<_> =
            found.iter().filter(|row| row.line == of.line && row.counter == of.counter).map(key).collect();
        let count = GameCount::Known(found.len());
        if let Some(bound) = &page.bound {
            // Days sort as text; ids of one day are compared as numbers.
            let [day, id] = bound.as_slice() else { return Err(ApiError::invalid_cursor()) };
            let bound = (day.clone(), id.parse().map_err(|_| ApiError::invalid_cursor())?);
            found.retain(|key| *key > bound);
        }
        let has_next = found.len() > page.limit;
        found.truncate(page.limit);
        let games = futures::future::try_join_all(found.into_iter().map(async |(_, id)| Game::find(ctx, id).await));
        let rows: Vec<Game> = games.await?.into_iter().flatten().collect();
        let cut = Paged { rows, has_previous: page.bound.is_some(), has_next };
        Ok(connection(&order, cut, count, |game| game.0.key(), |game| game))
    }
}

fn key(row: &agreement::DifferingGame) -> (String, i32) {
    (row.official_date.to_string(), row.game_id)
}

/// How often Statcast's rows tell a field of plays differently than the play-by-play.
#[derive(Debug, Clone, SimpleObject)]
pub struct FieldAgreement {
    /// The field.
    field: String,
    /// Games both sources tell.
    games_compared: i32,
    /// Plays in which the field differs.
    plays_differing: i32,
    /// Games with such a play.
    games_differing: i32,
    /// The source whose value is served.
    served: Option<PlaySource>,
    /// Why that one.
    reason: Option<&'static str>,
}

impl From<&agreement::FieldAgreement> for FieldAgreement {
    fn from(row: &agreement::FieldAgreement) -> Self {
        let (served, reason) = served(&row.field).unzip();
        Self {
            field: row.field.clone(),
            games_compared: int(row.compared),
            plays_differing: int(row.plays),
            games_differing: int(row.games),
            served,
            reason,
        }
    }
}
