//! Where sources differ, in a game.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::{Player, Team};
use crate::graphql::scalar::{LineKind, PlaySource};
use crate::query::agreement;
use crate::warehouse::precedence::Served;

/// A counter of a player's line in which plays and box score differ.
#[derive(Debug, Clone)]
pub struct BoxDifference(pub agreement::BoxDifference);

/// A counter of a player's line in which plays and box score differ.
#[Object]
impl BoxDifference {
    /// The player's team in the game.
    async fn team(&self, ctx: &Context<'_>) -> Result<Option<Team>> {
        Team::find(ctx, self.0.team_id).await
    }

    /// The player.
    async fn player(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
        Player::find(ctx, self.0.player_id).await
    }

    /// The line it is in.
    async fn line(&self) -> Option<LineKind> {
        LineKind::of(&self.0.line)
    }

    /// The counter, by its name in the box score.
    async fn counter(&self) -> &str {
        &self.0.counter
    }

    /// The number that follows from the plays; it is the one served, but for a pitcher's decisions, which are the
    /// official scorer's. Null when the plays give no such line.
    async fn derived(&self) -> Option<i32> {
        self.0.derived.map(Into::into)
    }

    /// The number the box score prints. Null when it has no such line.
    async fn box_score(&self) -> Option<i32> {
        self.0.printed.map(Into::into)
    }
}

/// What two sources say of one field of a play.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlayDifference {
    /// Number of the play in the game, from 1.
    number: i32,
    /// What differs.
    field: String,
    /// As the play-by-play has it; null where it has nothing.
    play_by_play: Option<String>,
    /// As Statcast's rows have it; null where they have nothing.
    statcast: Option<String>,
    /// The source whose value is served; null for a field this version compares no more.
    served: Option<PlaySource>,
}

impl From<&agreement::PlayDifference> for PlayDifference {
    fn from(row: &agreement::PlayDifference) -> Self {
        Self {
            number: row.number.into(),
            field: row.field.clone(),
            play_by_play: row.play_by_play.clone(),
            statcast: row.statcast.clone(),
            served: served(&row.field).map(|(source, _)| source),
        }
    }
}

/// The source whose value of a field is served, and why.
pub(super) fn served(field: &str) -> Option<(PlaySource, &'static str)> {
    let entry = agreement::precedence(field)?;
    let source = match entry.served {
        Served::PlayByPlay => PlaySource::PlayByPlay,
        Served::Statcast => PlaySource::Statcast,
    };
    Some((source, entry.reason))
}
