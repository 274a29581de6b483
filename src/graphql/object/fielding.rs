//! What a player did in the field: in all, by position, by game.

use async_graphql::connection::EmptyFields;
use async_graphql::{Context, Object, Result, SimpleObject};

use super::{Game, Team};
use crate::fact::fielding::{FieldingBy, FieldingQuestion, FieldingRow};
use crate::graphql::connection::{LOG_KEY, Page, connection, log_key, page_error, slice};
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::line::FieldingLine;
use crate::graphql::scalar::Position;
use crate::graphql::store;
use crate::query::page::PageArgs;

/// A fielder's numbers at one position.
#[derive(Debug, Clone, SimpleObject)]
pub struct FieldingPosition {
    /// The position.
    position: Position,
    /// The line over the games he played there.
    line: FieldingLine,
}

/// A game of a fielder's game log.
#[derive(Debug, Clone)]
pub struct FieldingGame(FieldingRow);

/// A game of a fielder's game log.
#[Object]
impl FieldingGame {
    /// The game.
    async fn game(&self, ctx: &Context<'_>) -> Result<Option<Game>> {
        Game::find(ctx, self.0.key[1]).await
    }

    /// The player's team in the game.
    async fn team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        Team::find(ctx, self.0.key[2]).await
    }

    /// The other team.
    async fn opponent(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        Team::find(ctx, self.0.key[3]).await
    }

    /// Whether the player's team was the home team.
    async fn is_home(&self) -> bool {
        self.0.key[4] == 1
    }

    /// The positions he played, pitcher first.
    async fn positions(&self) -> Vec<Position> {
        self.0.positions.iter().copied().filter_map(Position::of).collect()
    }

    /// The line over the positions he played in the game.
    async fn line(&self) -> FieldingLine {
        FieldingLine(self.0.line.clone())
    }
}

async fn question(ctx: &Context<'_>, by: FieldingBy, filter: Option<&PlayFilter>) -> Result<FieldingQuestion> {
    let filter = PlayFilter::resolve(filter, store(ctx)?).await?;
    Ok(FieldingQuestion { by, filter })
}

async fn rows(ctx: &Context<'_>, player: i32, question: &FieldingQuestion) -> Result<Vec<FieldingRow>> {
    store(ctx)?.facts.fielding(player, question).await.map_err(|error| ApiError::internal(&*error))
}

/// A list has no place for a caveat: an empty one would say that he never played.
async fn list(ctx: &Context<'_>, player: i32, by: FieldingBy, filter: Option<&PlayFilter>) -> Result<Vec<FieldingRow>> {
    let question = question(ctx, by, filter).await?;
    if !question.is_answerable() {
        return Err(ApiError::bad_user_input(
            "where: fielding is kept by game and position: filter by what holds for a whole game, like days, seasons, \
             teams or homeAway",
        ));
    }
    rows(ctx, player, &question).await
}

/// A player's line over all positions.
pub(super) async fn total(ctx: &Context<'_>, player: i32, filter: Option<&PlayFilter>) -> Result<FieldingLine> {
    let rows = rows(ctx, player, &question(ctx, FieldingBy::Total, filter).await?).await?;
    Ok(FieldingLine(rows.first().map(|row| row.line.clone()).unwrap_or_default()))
}

/// A player's line at each position.
pub(super) async fn by_position(
    ctx: &Context<'_>,
    player: i32,
    filter: Option<&PlayFilter>,
) -> Result<Vec<FieldingPosition>> {
    let rows = list(ctx, player, FieldingBy::Position, filter).await?;
    let position = |row: &FieldingRow| {
        let position = Position::of(*row.key.first()?)?;
        Some(FieldingPosition { position, line: FieldingLine(row.line.clone()) })
    };
    Ok(rows.iter().filter_map(position).collect())
}

/// A page of a player's games in the field.
pub(super) async fn games(
    ctx: &Context<'_>,
    player: i32,
    filter: Option<&PlayFilter>,
    args: PageArgs,
) -> Result<Page<FieldingGame>> {
    const ORDER: &str = "log/date";
    let page = args.page(ORDER).map_err(page_error)?;
    let rows = list(ctx, player, FieldingBy::Game, filter).await?;
    let cut = slice(&rows, &page, |row| &row.key[..LOG_KEY])?;
    Ok(connection(ORDER, cut, EmptyFields, |row| log_key(&row.key), FieldingGame))
}
