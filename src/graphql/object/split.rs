//! Rows of splits and of game logs.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::{Game, Player, Team};
use crate::fact::Row as SplitRow;
use crate::graphql::dimension::DimensionName;
use crate::graphql::error::ApiError;
use crate::graphql::line::{BattingLine, PitchingLine};
use crate::graphql::store;
use crate::stat::DimensionId;
use crate::stat::dimension::Values;

/// One value of one dimension.
#[derive(Debug, Clone, Copy)]
pub struct DimensionValue {
    dimension: DimensionId,
    code: i32,
}

/// One value of one dimension.
#[Object]
impl DimensionValue {
    /// The dimension.
    async fn dimension(&self) -> DimensionName {
        DimensionName(self.dimension)
    }

    /// The value as filters take it: an enum value, a number, a day, a count, a kind of pitch, or the MLBAM id of a team, game, player or park.
    async fn value(&self) -> String {
        self.dimension.def().value(self.code)
    }

    /// The value for people.
    async fn label(&self, ctx: &Context<'_>) -> Result<String> {
        let def = self.dimension.def();
        let looked_up = match def.values {
            Values::Team => Team::find(ctx, self.code).await?.map(|team| team.0.name.clone()),
            Values::Game => match Game::find(ctx, self.code).await? {
                Some(game) => {
                    let (away, home) =
                        futures::try_join!(Team::find(ctx, game.0.away_team_id), Team::find(ctx, game.0.home_team_id))?;
                    let code = |team: Option<Team>| team.map_or_else(|| "?".to_owned(), |team| team.0.code.clone());
                    Some(format!("{} {} @ {}", game.0.official_date, code(away), code(home)))
                }
                None => None,
            },
            Values::Player => Player::find(ctx, self.code).await?.map(|player| player.0.full_name.clone()),
            Values::Park => store(ctx)?.facts.park(self.code).await.map_err(|error| ApiError::internal(&*error))?,
            _ => None,
        };
        Ok(looked_up.unwrap_or_else(|| def.label(self.code)))
    }
}

/// A value for each dimension of a row.
pub fn key(by: &[DimensionId], row: &SplitRow) -> Vec<DimensionValue> {
    by.iter().zip(&row.key).map(|(dimension, code)| DimensionValue { dimension: *dimension, code: *code }).collect()
}

/// A row of a batter's split.
#[derive(Debug, Clone, SimpleObject)]
pub struct BattingSplit {
    /// A value for each dimension asked for, in their order.
    key: Vec<DimensionValue>,
    /// The line over the plays with these values.
    line: BattingLine,
}

impl BattingSplit {
    /// Makes the row of a split by these dimensions.
    #[must_use]
    pub fn new(by: &[DimensionId], row: &SplitRow) -> Self {
        Self { key: key(by, row), line: BattingLine(row.line.clone()) }
    }
}

/// A row of a pitcher's split.
#[derive(Debug, Clone, SimpleObject)]
pub struct PitchingSplit {
    /// A value for each dimension asked for, in their order.
    key: Vec<DimensionValue>,
    /// The line over the plays with these values.
    line: PitchingLine,
}

impl PitchingSplit {
    /// Makes the row of a split by these dimensions.
    #[must_use]
    pub fn new(by: &[DimensionId], row: &SplitRow) -> Self {
        Self { key: key(by, row), line: PitchingLine(row.line.clone()) }
    }
}

macro_rules! game_row {
    ($type:ident, $line:ident, $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone)]
        pub struct $type(pub SplitRow);

        #[doc = $description]
        #[Object]
        impl $type {
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

            /// The line over the plays of the game that the filter lets through.
            async fn line(&self) -> $line {
                $line(self.0.line.clone())
            }
        }
    };
}

game_row!(BattingGame, BattingLine, "A game of a batter's game log.");
game_row!(PitchingGame, PitchingLine, "A game of a pitcher's game log.");
