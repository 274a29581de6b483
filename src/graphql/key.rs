//! Natural keys of players, games and teams, as inputs.

use async_graphql::{ID, OneofObject, Result};

use super::error::ApiError;
use super::id::GlobalId;
use crate::cache::Store;
use crate::query::player;

/// One player, by exactly one of his ids.
#[derive(Debug, Clone, PartialEq, Eq, OneofObject)]
pub enum PlayerKey {
    /// Global id.
    Id(ID),
    /// MLBAM id, as in StatsAPI and Baseball Savant.
    MlbamId(i32),
    /// Retrosheet id, like `ohtas001`.
    RetroId(String),
    /// Baseball-Reference id, like `ohtansh01`.
    BbrefId(String),
    /// Baseball-Reference id of the minor leagues, like `otani-000sho`.
    BbrefMinorsId(String),
    /// FanGraphs id.
    FangraphsId(String),
    /// Id of Nippon Professional Baseball, like `01305137`.
    NpbId(String),
    /// Wikidata item, like `Q4391858`.
    WikidataId(String),
}

/// One game, by exactly one of its ids.
#[derive(Debug, Clone, PartialEq, Eq, OneofObject)]
pub enum GameKey {
    /// Global id.
    Id(ID),
    /// MLBAM id (`game_pk`).
    MlbamId(i32),
    /// Retrosheet id: home team, date and game number, like `LAN202403280`. Known of the seasons
    /// loaded from Retrosheet.
    RetroId(String),
}

/// One team, by exactly one of its ids.
#[derive(Debug, Clone, PartialEq, Eq, OneofObject)]
pub enum TeamKey {
    /// Global id.
    Id(ID),
    /// MLBAM id, the same in every season.
    MlbamId(i32),
    /// Code, like `LAD`; the club that used it last.
    Code(String),
}

fn wrong_kind(id: &ID, what: &str) -> async_graphql::Error {
    ApiError::bad_user_input(format!("id \"{}\" is not the id of a {what}", id.as_str()))
}

impl PlayerKey {
    /// The MLBAM id of the player, if he is known.
    pub(super) async fn resolve(&self, store: &Store) -> Result<Option<i32>> {
        let key = match self {
            Self::Id(id) => match GlobalId::parse(id) {
                Some(GlobalId::Player(player)) => player::Key::Mlbam(player),
                _ => return Err(wrong_kind(id, "player")),
            },
            Self::MlbamId(id) => player::Key::Mlbam(*id),
            Self::RetroId(id) => player::Key::Retro(id.clone()),
            Self::BbrefId(id) => player::Key::Bbref(id.clone()),
            Self::BbrefMinorsId(id) => player::Key::BbrefMinors(id.clone()),
            Self::FangraphsId(id) => player::Key::Fangraphs(id.clone()),
            Self::NpbId(id) => player::Key::Npb(id.clone()),
            Self::WikidataId(id) => player::Key::Wikidata(id.clone()),
        };
        store.player_id(key).await.map_err(|error| ApiError::internal(&*error))
    }
}

impl GameKey {
    /// The id of the game, if it is known.
    pub(super) async fn resolve(&self, store: &Store) -> Result<Option<i32>> {
        match self {
            Self::Id(id) => match GlobalId::parse(id) {
                Some(GlobalId::Game(game)) => Ok(Some(game)),
                _ => Err(wrong_kind(id, "game")),
            },
            Self::MlbamId(id) => Ok(Some(*id)),
            Self::RetroId(id) => store.game_id(id).await.map_err(|error| ApiError::internal(&*error)),
        }
    }
}

impl TeamKey {
    /// The MLBAM id of the team, if it is known.
    pub(super) async fn resolve(&self, store: &Store) -> Result<Option<i32>> {
        match self {
            Self::Id(id) => match GlobalId::parse(id) {
                Some(GlobalId::Team(team)) => Ok(Some(team)),
                _ => Err(wrong_kind(id, "team")),
            },
            Self::MlbamId(id) => Ok(Some(*id)),
            Self::Code(code) => store.team_id(code).await.map_err(|error| ApiError::internal(&*error)),
        }
    }
}
