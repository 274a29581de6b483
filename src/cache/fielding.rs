//! Fielding lines: cached by version, one statement a question however many players ask it at once.

use std::collections::HashMap;
use std::sync::Arc;

use futures::FutureExt as _;
use moka::future::Cache;
use sqlx::PgPool;

use super::gather::Gather;
use super::{Shared, Version};
use crate::query::fielding::{self, FieldingBy, FieldingRow, FieldingSpec};
use crate::query::missing::{self, MissingGame};
use crate::stat::FieldingLine;

/// What players did in the field. Cheap to clone.
#[derive(Clone)]
pub struct Fielding(Arc<Inner>);

struct Inner {
    version: Version,
    kept: Cache<Key, Arc<[FieldingRow]>>,
    gather: Gather<Key, Arc<[FieldingRow]>>,
}

/// A question about one player.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    version: i64,
    player: i32,
    spec: Arc<FieldingSpec>,
}

/// What loading takes.
#[derive(Clone)]
struct Load {
    pool: PgPool,
    unscored: Cache<i64, Arc<[MissingGame]>>,
}

impl Fielding {
    pub(super) fn new(pool: &PgPool, version: &Version, bytes: u64) -> Self {
        let kept = Cache::builder()
            .max_capacity(bytes)
            .weigher(|_: &Key, rows: &Arc<[FieldingRow]>| {
                u32::try_from(size_of::<Key>() + 256 + rows.len() * (size_of::<FieldingRow>() + 32)).unwrap_or(u32::MAX)
            })
            .build();
        let load = Load { pool: pool.clone(), unscored: Cache::builder().max_capacity(2).build() };
        let gather = Gather::new(move |keys: Vec<Key>| {
            let load = load.clone();
            async move { load.all(&keys).await }.boxed()
        });
        Self(Arc::new(Inner { version: version.clone(), kept, gather }))
    }

    /// The rows of a player, in the order of their keys; a total is always one row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, player: i32, spec: Arc<FieldingSpec>) -> Result<Arc<[FieldingRow]>, Shared> {
        if !spec.is_answerable() {
            let row = FieldingRow { line: FieldingLine::unanswerable(), ..FieldingRow::default() };
            return Ok(if spec.by == FieldingBy::Total { Arc::from([row]) } else { Arc::from([]) });
        }
        let key = Key { version: self.0.version.get(), player, spec };
        let load = self.0.gather.load(key.clone());
        self.0
            .kept
            .try_get_with(key, async { Ok(load.await?.unwrap_or_else(|| Arc::from([]))) })
            .await
            .map_err(|error: Arc<Shared>| Shared::clone(&error))
    }
}

impl Load {
    /// Rows of many players, with one statement a question.
    async fn all(&self, keys: &[Key]) -> Result<HashMap<Key, Arc<[FieldingRow]>>, Shared> {
        let mut questions: HashMap<(i64, &Arc<FieldingSpec>), Vec<i32>> = HashMap::new();
        for key in keys {
            questions.entry((key.version, &key.spec)).or_default().push(key.player);
        }
        let mut out = HashMap::with_capacity(keys.len());
        for ((version, spec), players) in questions {
            let mut found = fielding::lines(&self.pool, spec, &players).await?;
            if spec.by == FieldingBy::Total {
                // A line without games is still a line, and games may be missing from it.
                for player in &players {
                    found.entry(*player).or_insert_with(|| vec![FieldingRow::default()]);
                }
            }
            self.mark(version, spec, &players, &mut found).await?;
            for (player, rows) in found {
                out.insert(Key { version, player, spec: Arc::clone(spec) }, rows.into());
            }
        }
        Ok(out)
    }

    /// Notes on each row how many final games without play-by-play it may lack.
    async fn mark(
        &self,
        version: i64,
        spec: &FieldingSpec,
        players: &[i32],
        found: &mut HashMap<i32, Vec<FieldingRow>>,
    ) -> Result<(), Shared> {
        let unscored =
            self.unscored.try_get_with(version, async { missing::unscored(&self.pool).await.map(Arc::from) }).await?;
        let (from, to) = spec.filter.days();
        let of_interest = |game: &&MissingGame| {
            from.is_none_or(|day| game.official_date >= day) && to.is_none_or(|day| game.official_date <= day)
        };
        let unscored: Vec<MissingGame> = unscored.iter().filter(of_interest).cloned().collect();
        if unscored.is_empty() {
            return Ok(());
        }
        let teams = fielding::teams_of(&self.pool, players).await?;
        for (player, rows) in found {
            if let Some(teams) = teams.get(player) {
                fielding::mark(&unscored, spec, teams, rows);
            }
        }
        Ok(())
    }
}
