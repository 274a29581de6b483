//! The in-process cache between the API and the database: keyed by the version of the data, bounded in
//! bytes, one computation a key however many ask, and look-ups of the same kind gathered into one query.
//!
//! Knows what the queries return, not how GraphQL shows it. An entry of an old version is never read
//! again and leaves when room is needed.

mod entity;
mod facts;
mod gather;
mod version;

use std::sync::Arc;

use sqlx::PgPool;

use self::entity::Ids;
use crate::query::QueryError;
use crate::query::agreement::{self, BoxDifference, CounterAgreement, DifferingGame, FieldAgreement, PlayDifference};
use crate::query::game::{self, Game};
use crate::query::inning::{self, Inning};
use crate::query::player::{self, LastTeam, Player};
use crate::query::team::{self, Team};

pub use entity::{Entities, Groups};
pub use facts::Facts;
pub use version::Version;

/// An error several waiters may get.
pub type Shared = Arc<QueryError>;

/// Everything the API reads, through the cache.
#[derive(Clone)]
pub struct Store {
    /// For what is not cached: searches and lists.
    pub pool: PgPool,
    /// The version of the data this process knows of.
    pub version: Version,
    /// Players by MLBAM id.
    pub players: Entities<Player>,
    /// Games by MLBAM id.
    pub games: Entities<Game>,
    /// Teams by MLBAM id.
    pub teams: Entities<Team>,
    /// Clubs players were last with, by MLBAM id of the player.
    pub last_teams: Entities<LastTeam>,
    /// Line scores by MLBAM id of the game.
    pub innings: Groups<Inning>,
    /// Differences between lines and box score by MLBAM id of the game.
    pub box_differences: Groups<BoxDifference>,
    /// Differences between Statcast and play-by-play by MLBAM id of the game.
    pub play_differences: Groups<PlayDifference>,
    /// Agreement of counters by season.
    pub counter_agreement: Groups<CounterAgreement>,
    /// Games in which a counter differs, by season.
    pub differing_games: Groups<DifferingGame>,
    /// Agreement with Statcast by season.
    pub field_agreement: Groups<FieldAgreement>,
    /// The seasons in memory, from which lines are summed.
    pub facts: Facts,
    player_keys: Ids<player::Key>,
    team_codes: Ids<String>,
    game_keys: Ids<String>,
}

impl Store {
    /// A store over a pool, with at most so many bytes of seasons kept.
    #[must_use]
    pub fn new(pool: PgPool, version: Version, bytes: u64) -> Self {
        let players =
            Entities::new(&pool, &version, |pool, ids| async move { player::by_ids(&pool, &ids).await }, |row| row.id);
        Self {
            facts: Facts::new(&pool, &version, &players, bytes),
            players,
            games: Entities::new(
                &pool,
                &version,
                |pool, ids| async move { game::by_ids(&pool, &ids).await },
                |row| row.id,
            ),
            teams: Entities::new(
                &pool,
                &version,
                |pool, ids| async move { team::by_ids(&pool, &ids).await },
                |row| row.id,
            ),
            last_teams: Entities::new(
                &pool,
                &version,
                |pool, ids| async move { player::last_teams(&pool, &ids).await },
                |row| row.player_id,
            ),
            innings: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { inning::of_games(&pool, &ids).await },
                |row| row.game_id,
            ),
            box_differences: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { agreement::box_differences(&pool, &ids).await },
                |row| row.game_id,
            ),
            play_differences: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { agreement::play_differences(&pool, &ids).await },
                |row| row.game_id,
            ),
            counter_agreement: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { agreement::counters(&pool, &ids).await },
                |row| row.season,
            ),
            differing_games: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { agreement::differing_games(&pool, &ids).await },
                |row| row.season,
            ),
            field_agreement: Groups::new(
                &pool,
                &version,
                |pool, ids| async move { agreement::fields(&pool, &ids).await },
                |row| row.season,
            ),
            player_keys: Ids::new(),
            team_codes: Ids::new(),
            game_keys: Ids::new(),
            pool,
            version,
        }
    }

    /// The MLBAM id of the player with this key, if he is known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn player_id(&self, key: player::Key) -> Result<Option<i32>, Shared> {
        if let player::Key::Mlbam(id) = key {
            return Ok(self.players.get(id).await?.map(|player| player.id));
        }
        self.player_keys.get(self.version.get(), key.clone(), player::id_of(&self.pool, &key)).await
    }

    /// The MLBAM id of the club that last used this code, if any did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn team_id(&self, code: &str) -> Result<Option<i32>, Shared> {
        self.team_codes.get(self.version.get(), code.to_uppercase(), team::id_of_code(&self.pool, code)).await
    }

    /// The id of the game with this Retrosheet id, if it is known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn game_id(&self, retro_id: &str) -> Result<Option<i32>, Shared> {
        let key = retro_id.to_uppercase();
        self.game_keys.get(self.version.get(), key.clone(), game::id_of_retro(&self.pool, &key)).await
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("version", &self.version).finish_non_exhaustive()
    }
}
