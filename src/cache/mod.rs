//! The in-process cache between the API and the database: keyed by the version of the data, bounded in
//! bytes, one computation a key however many ask, and look-ups of the same kind gathered into one query.
//!
//! Knows what the queries return, not how GraphQL shows it. An entry of an old version is never read
//! again and leaves when room is needed.

mod entity;
mod fielding;
mod gather;
mod version;

use std::collections::HashMap;
use std::sync::Arc;

use futures::FutureExt as _;
use moka::future::Cache;
use sqlx::PgPool;

use self::entity::Ids;
use self::gather::Gather;
use crate::query::QueryError;
use crate::query::agreement::{self, BoxDifference, CounterAgreement, DifferingGame, FieldAgreement, PlayDifference};
use crate::query::game::{self, Game};
use crate::query::inning::{self, Inning};
use crate::query::line::{self, Spec, SplitRow};
use crate::query::missing::{self, MissingGame};
use crate::query::player::{self, Player};
use crate::query::team::{self, Team};
use crate::stat::{Grain, Line};

pub use entity::{Entities, Groups};
pub use fielding::Fielding;
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
    /// What players did in the field.
    pub fielding: Fielding,
    player_keys: Ids<player::Key>,
    team_codes: Ids<String>,
    game_keys: Ids<String>,
    lines: Cache<LineKey, Arc<[SplitRow]>>,
    gather: Arc<Gather<LineKey, Arc<[SplitRow]>>>,
}

/// What loading lines takes.
#[derive(Clone)]
struct Lines {
    pool: PgPool,
    missing: Cache<i64, Arc<[MissingGame]>>,
}

/// A question about one player.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct LineKey {
    version: i64,
    player: i32,
    spec: Arc<Spec>,
}

impl Store {
    /// A store over a pool, with at most so many bytes of lines kept.
    #[must_use]
    pub fn new(pool: PgPool, version: Version, bytes: u64) -> Self {
        let lines = Cache::builder()
            .max_capacity(bytes)
            .weigher(|key: &LineKey, rows: &Arc<[SplitRow]>| {
                let row = size_of::<SplitRow>() + key.spec.by.len() * size_of::<i32>();
                u32::try_from(size_of::<LineKey>() + 256 + rows.len() * row).unwrap_or(u32::MAX)
            })
            .build();
        let lines_of = Lines { pool: pool.clone(), missing: Cache::builder().max_capacity(2).build() };
        Self {
            players: Entities::new(
                &pool,
                &version,
                |pool, ids| async move { player::by_ids(&pool, &ids).await },
                |row| row.id,
            ),
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
            fielding: Fielding::new(&pool, &version, bytes / 8),
            player_keys: Ids::new(),
            team_codes: Ids::new(),
            game_keys: Ids::new(),
            lines,
            gather: Arc::new(Gather::new(move |keys| {
                let lines = lines_of.clone();
                async move { lines.load(&keys).await }.boxed()
            })),
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

    /// The rows of a player's split, in the order of their codes; for a line without dimensions one row, or
    /// none when the filter lets no play through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn splits(&self, player: i32, spec: Arc<Spec>) -> Result<Arc<[SplitRow]>, Shared> {
        let key = LineKey { version: self.version.get(), player, spec };
        let load = self.gather.load(key.clone());
        self.lines
            .try_get_with(key, async { Ok(load.await?.unwrap_or_else(|| Arc::from([]))) })
            .await
            .map_err(|error: Arc<Shared>| Shared::clone(&error))
    }
}

impl Lines {
    /// Lines of many players, with one statement a question.
    async fn load(&self, keys: &[LineKey]) -> Result<HashMap<LineKey, Arc<[SplitRow]>>, Shared> {
        let mut questions: HashMap<(i64, &Arc<Spec>), Vec<i32>> = HashMap::new();
        for key in keys {
            questions.entry((key.version, &key.spec)).or_default().push(key.player);
        }
        let mut out = HashMap::with_capacity(keys.len());
        for ((version, spec), players) in questions {
            let mut found = line::splits(&self.pool, spec, &players).await?;
            if spec.by.is_empty() {
                // A line without plays is still a line, and games may be missing from it.
                for player in &players {
                    found.entry(*player).or_insert_with(|| vec![SplitRow { key: Vec::new(), line: Line::default() }]);
                }
            }
            self.mark_missing(version, spec, &players, &mut found).await?;
            if spec.grain() > Grain::Game {
                let boxed = missing::boxed(&self.pool, spec.role, &players).await?;
                missing::mark_boxed(&boxed, spec, &mut found);
            }
            for (player, rows) in found {
                out.insert(LineKey { version, player, spec: Arc::clone(spec) }, rows.into());
            }
        }
        Ok(out)
    }

    /// Notes on each row how many final games are not loaded that it may lack.
    async fn mark_missing(
        &self,
        version: i64,
        spec: &Spec,
        players: &[i32],
        found: &mut HashMap<i32, Vec<SplitRow>>,
    ) -> Result<(), Shared> {
        let missing =
            self.missing.try_get_with(version, async { missing::all(&self.pool).await.map(Arc::from) }).await?;
        let (from, to) = spec.filter.days();
        let of_interest = |game: &&MissingGame| {
            from.is_none_or(|day| game.official_date >= day) && to.is_none_or(|day| game.official_date <= day)
        };
        let missing: Vec<MissingGame> = missing.iter().filter(of_interest).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let teams = missing::teams_of(&self.pool, spec.role, players).await?;
        for (player, rows) in found {
            if let Some(teams) = teams.get(player) {
                missing::mark(&missing, spec, teams, rows);
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("version", &self.version).finish_non_exhaustive()
    }
}
