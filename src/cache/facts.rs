//! Seasons in memory, and the answers summed from them.
//!
//! A season is read when it is first asked for, and again when something of it changed. Answers themselves are not kept:
//! summing them again is cheaper than keeping them for the chance of the same question.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use futures::{StreamExt as _, TryStreamExt as _};
use moka::future::Cache;
use sqlx::PgPool;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::{Entities, Shared, Version};
use crate::fact::fielding::{FieldingBy, FieldingQuestion, FieldingRow};
use crate::fact::find::{Found, Search, Window};
use crate::fact::lacking::mark_boxed;
use crate::fact::{Filter, Question, Row, Season, Subject};
use crate::query::missing::{self, MissingGame};
use crate::query::player::Player;
use crate::query::{QueryError, constants, game, season};
use crate::stat::{FieldingLine, Line};

/// Seasons read at a time: each takes a connection.
const AT_ONCE: usize = 2;
/// How long the data must not move before seasons are read ahead.
const REST: Duration = Duration::from_secs(2);
/// Games that may lack without leaving the task.
const FEW: usize = 100;
/// Rows that may be summed without leaving the task: a fraction of a millisecond.
const INLINE: usize = 50_000;

/// The seasons. Cheap to clone.
#[derive(Clone)]
pub struct Facts {
    pool: PgPool,
    bytes: u64,
    version: Version,
    versions: Cache<i64, Arc<[(i16, i64)]>>,
    seasons: Cache<(i16, i64), Arc<Season>>,
    missing: Cache<i64, Arc<[MissingGame]>>,
    unscored: Cache<i64, Arc<[MissingGame]>>,
    parks: Cache<(i64, i32), Option<String>>,
    players: Entities<Player>,
    turns: Arc<Semaphore>,
}

impl Facts {
    /// At most so many bytes of seasons are kept; those asked for last stay.
    pub(super) fn new(pool: &PgPool, version: &Version, players: &Entities<Player>, bytes: u64) -> Self {
        let seasons = Cache::builder()
            .max_capacity(bytes / 1024)
            .weigher(|_, season: &Arc<Season>| u32::try_from(season.bytes() / 1024 + 1).unwrap_or(u32::MAX))
            .build();
        Self {
            pool: pool.clone(),
            bytes,
            version: version.clone(),
            versions: Cache::builder().max_capacity(2).build(),
            seasons,
            missing: Cache::builder().max_capacity(2).build(),
            unscored: Cache::builder().max_capacity(2).build(),
            parks: Cache::builder().max_capacity(1000).build(),
            players: players.clone(),
            turns: Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from))),
        }
    }

    /// The rows of an answer, by subject and codes. A line of somebody without plays is still a line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer(&self, question: Question) -> Result<Vec<Row>, Shared> {
        let version = self.version.get();
        let player = if let Subject::Player(player) = question.of { Some(player) } else { None };
        let seasons = self.seasons(version, &question.filter, player).await?;
        let missing =
            self.missing.try_get_with(version, async { missing::all(&self.pool).await.map(Arc::from) }).await?;
        let is_short = question.cost(&seasons) <= INLINE && !(question.wanted.caveats && missing.len() > FEW);
        let answer = move || {
            let mut rows = question.answer(&seasons).map_err(|_| QueryError::TooMany)?;
            if question.by.is_empty()
                && rows.is_empty()
                && let Some(subject) = subject(question.of)
            {
                let line = Line { keeps: question.grain(), ..Line::default() };
                rows.push(Row { subject, key: crate::fact::sum::Key::new(), line });
            }
            if question.wanted.caveats {
                mark_missing(&question, &seasons, &missing, &mut rows);
            }
            mark_boxed(&question, &seasons, &mut rows);
            question.mark_untold(&seasons, &mut rows);
            Ok(rows)
        };
        if is_short {
            return answer().map_err(Arc::new);
        }
        // No more at once than there are processors: who comes later waits.
        let _turn = self.turns.acquire().await;
        let summed = tokio::task::spawn_blocking(answer).await;
        summed.unwrap_or(Err(QueryError::Shape("season"))).map_err(Arc::new)
    }

    /// The pitches within the window, the latest first unless it runs backward, and how many the search lets through where
    /// they are to be counted: else seasons are looked at only until the window is full.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &self,
        search: Search,
        window: Window,
        counts: bool,
    ) -> Result<(Vec<Found>, Option<usize>), Shared> {
        let version = self.version.get();
        let player = if let Subject::Player(player) = search.of { Some(player) } else { None };
        let mut seasons = self.reached(version, &search.filter, player).await?;
        if !window.backward {
            seasons.reverse();
        }
        let search = Arc::new(search);
        let (mut found, mut count) = (Vec::new(), 0);
        for key in seasons {
            if found.len() == window.limit && !counts {
                break;
            }
            let season = self.season(key).await?;
            let rest = Window { limit: window.limit - found.len(), ..window };
            let (pitches, of_season) = if player.is_some() {
                // A player's are few.
                search.in_season(&season, &rest)
            } else {
                let search = Arc::clone(&search);
                let _turn = self.turns.acquire().await;
                let found = tokio::task::spawn_blocking(move || search.in_season(&season, &rest)).await;
                found.map_err(|_| Arc::new(QueryError::Shape("season")))?
            };
            found.extend(pitches);
            count += of_season;
        }
        Ok((found, counts.then_some(count)))
    }

    /// What a player did in the field, in the order of the keys; a total is always one row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fielding(&self, player: i32, question: &FieldingQuestion) -> Result<Vec<FieldingRow>, Shared> {
        if !question.is_answerable() {
            let row = FieldingRow { line: FieldingLine::unanswerable(), ..FieldingRow::default() };
            return Ok(if question.by == FieldingBy::Total { vec![row] } else { Vec::new() });
        }
        let version = self.version.get();
        let seasons = self.seasons(version, &question.filter, Some(player)).await?;
        let unscored =
            self.unscored.try_get_with(version, async { missing::unscored(&self.pool).await.map(Arc::from) }).await?;
        let mut rows = question.answer(player, &seasons);
        let of_interest = between(&unscored, question.filter.days());
        let mut teams = Teams::default();
        for game in of_interest {
            let his = teams.of(&seasons, game.season, player);
            for row in &mut rows {
                let key = if question.by == FieldingBy::Game { row.key.as_slice() } else { &[] };
                let lacks =
                    game.may_be_lacked_by(&question.filter, question.dimensions(), key, |team| his.contains(&team));
                row.line.games_not_scored += i64::from(lacks);
            }
        }
        Ok(rows)
    }

    /// Reads seasons before anybody asks, the newest first, as many as may be kept; again when the data moved and then
    /// rested. Until the token is cancelled.
    pub fn keep_ready(&self, shutdown: CancellationToken) {
        let facts = self.clone();
        tokio::spawn(shutdown.run_until_cancelled_owned(async move {
            let mut ready = None;
            let mut seen = facts.version.get();
            loop {
                if ready != Some(seen) {
                    if let Err(error) = facts.read_newest(seen).await {
                        tracing::warn!(%error, "seasons cannot be read ahead; they are read when they are asked for");
                    }
                    ready = Some(seen);
                }
                // A crawl moves the data many times.
                loop {
                    tokio::time::sleep(REST).await;
                    let now = facts.version.get();
                    if std::mem::replace(&mut seen, now) == now {
                        break;
                    }
                }
            }
        }));
    }

    async fn read_newest(&self, version: i64) -> Result<(), Shared> {
        let mut bytes = 0;
        for key in self.versions(version).await?.iter().rev() {
            let season = u64::try_from(self.season(*key).await?.bytes()).unwrap_or(u64::MAX);
            bytes += season;
            // One more of this size would push out the newest.
            if bytes + season > self.bytes {
                break;
            }
        }
        Ok(())
    }

    /// The name of a park, where a game has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn park(&self, venue: i32) -> Result<Option<String>, Shared> {
        let key = (self.version.get(), venue);
        let name = self.parks.try_get_with(key, async { game::venue_name(&self.pool, venue).await }).await;
        name.map_err(|error: Arc<QueryError>| error)
    }

    /// The seasons a filter may reach, in order; of a player those between his first game and his last.
    async fn seasons(&self, version: i64, filter: &Filter, player: Option<i32>) -> Result<Vec<Arc<Season>>, Shared> {
        let reached = self.reached(version, filter, player).await?;
        futures::stream::iter(reached).map(|key| self.season(key)).buffered(AT_ONCE).try_collect().await
    }

    /// The same seasons by their keys, which are not read yet.
    async fn reached(&self, version: i64, filter: &Filter, player: Option<i32>) -> Result<Vec<(i16, i64)>, Shared> {
        let versions = self.versions(version).await?;
        let player = match player {
            Some(player) => self.players.get(player).await?,
            None => None,
        };
        let his = player.and_then(|player| Some((player.first_game?.year(), player.last_game?.year())));
        let plays = |year: i16| his.is_none_or(|(first, last)| (first..=last).contains(&year.into()));
        let wanted = versions.iter().copied().filter(|(year, _)| plays(*year)).filter(|(year, _)| {
            let day = |month, day| NaiveDate::from_ymd_opt((*year).into(), month, day).unwrap_or_default();
            filter.reaches(*year, (day(1, 1), day(12, 31)))
        });
        Ok(wanted.collect())
    }

    /// The seasons there are, each with the version it changed at last.
    async fn versions(&self, version: i64) -> Result<Arc<[(i16, i64)]>, Shared> {
        self.versions.try_get_with(version, async { season::versions(&self.pool).await.map(Arc::from) }).await
    }

    /// A season. It is read in a task of its own: a request that is given up then neither leaves a connection inside its
    /// transaction nor makes who asks next begin from the start.
    async fn season(&self, key: (i16, i64)) -> Result<Arc<Season>, Shared> {
        if let Some(season) = self.seasons.get(&key).await {
            return Ok(season);
        }
        let (seasons, pool) = (self.seasons.clone(), self.pool.clone());
        let reading = tokio::spawn(async move { seasons.try_get_with(key, read(&pool, key.0)).await });
        reading.await.unwrap_or_else(|_| Err(Arc::new(QueryError::Shape("season"))))
    }
}

async fn read(pool: &PgPool, year: i16) -> Result<Arc<Season>, QueryError> {
    let rows = season::read(pool, year).await?;
    let constants = constants::of_season(pool, year).await?;
    let built = tokio::task::spawn_blocking(move || Arc::new(Season::new(rows, constants))).await;
    built.map_err(|_| QueryError::Shape("season"))
}

fn subject(of: Subject) -> Option<i32> {
    match of {
        Subject::Player(player) => Some(player),
        Subject::Everybody => Some(0),
        Subject::EachPlayer | Subject::EachTeam => None,
    }
}

fn between(
    games: &[MissingGame],
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> impl Iterator<Item = &MissingGame> {
    games.iter().filter(move |game| {
        from.is_none_or(|day| game.official_date >= day) && to.is_none_or(|day| game.official_date <= day)
    })
}

/// The teams of players by season, as they are asked for.
#[derive(Default)]
struct Teams(std::collections::HashMap<(i16, i32), HashSet<i32>>);

impl Teams {
    fn of(&mut self, seasons: &[Arc<Season>], year: i16, player: i32) -> &HashSet<i32> {
        self.0.entry((year, player)).or_insert_with(|| {
            seasons.iter().find(|season| season.year == year).map(|season| season.teams_of(player)).unwrap_or_default()
        })
    }
}

/// Notes on each row how many final games are not loaded that it may lack.
fn mark_missing(question: &Question, seasons: &[Arc<Season>], missing: &[MissingGame], rows: &mut [Row]) {
    let mut teams = Teams::default();
    for game in between(missing, question.filter.days()) {
        for row in rows.iter_mut() {
            let subject = row.subject;
            let his = match question.of {
                Subject::Player(_) | Subject::EachPlayer => Some(teams.of(seasons, game.season, subject)),
                Subject::EachTeam | Subject::Everybody => None,
            };
            let has_team = |team: i32| match (question.of, his) {
                (Subject::EachTeam, _) => team == subject,
                (_, Some(his)) => his.contains(&team),
                _ => true,
            };
            if game.may_be_lacked_by(&question.filter, &question.by, &row.key, has_team) {
                row.line.games_not_loaded += i64::from(!game.is_loaded);
                row.line.games_not_scored += i64::from(game.is_loaded);
            }
        }
    }
}
