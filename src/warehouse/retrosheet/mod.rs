//! Archives of Retrosheet: scores their games, compares them with what is stored and replaces those that changed.
//!
//! A few members are one transaction, so that a reader sees whole games while a season loads. A game that cannot be read
//! or scored is noted and leaves what is stored of it.

mod archive;
pub(super) mod link;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use sqlx::{FromRow, PgConnection};

use self::archive::Opened;
use self::link::Sought;
use super::build::{build, lock_games, players_of};
use super::publish::{is_loaded, publish, remember};
use super::{LoadError, LoadReport, StoredBody, change, reference};
use crate::db::Db;
use crate::source::retrosheet::{account, reader};
use crate::staging::retrosheet::{Numbers, Read, boxed};
use crate::staging::told::{self, Teller, ToldRows};

const SOURCE: &str = "retrosheet";
/// Kind of what is remembered of a member, beside the bodies.
const MEMBER: &str = "member";
/// Members loaded in one transaction: some 400 games.
const MEMBERS_AT_ONCE: usize = 5;
/// Findings named in a report; every game names its own.
const NAMED_FINDINGS: usize = 50;

/// Loads one archive. With `force` every game is replaced even when it is the same.
///
/// # Errors
/// See [`LoadError`]. What was committed before the error stays, whole games of it.
pub async fn load_retrosheet(db: &Db, body: &StoredBody, force: bool) -> Result<LoadReport, LoadError> {
    let mut report = LoadReport::default();
    if !force && is_loaded(&mut *db.pool.acquire().await?, SOURCE, body.kind, &body.key, &body.sha256).await? {
        let sql =
            "select count(*) from staging.told_game where source = 'retrosheet' and split_part(origin, '/', 1) = $1";
        report.games_unchanged = sqlx::query_scalar(sql).bind(&body.key).fetch_one(&db.pool).await?;
        return Ok(report);
    }
    let (name, bytes) = (body.key.clone(), body.bytes.clone());
    let opened = Arc::new(computed(move || Opened::new(&name, &bytes)).await??);
    report.notes.extend(opened.notes.iter().cloned());
    let (seasons, people) = begin(db, &opened, &mut report).await?;
    let mut people: BTreeSet<i32> = people.into_iter().collect();

    let places: Vec<usize> = (0..opened.members.len()).collect();
    let (mut refused, mut findings) = (0, Vec::new());
    let mut places = places.chunks(MEMBERS_AT_ONCE);
    let mut read = async || match places.next() {
        Some(places) => Batch::of(db, &opened, places, force).await.map(Some),
        None => Ok(None),
    };
    let mut next = read().await?;
    while let Some(batch) = next {
        refused += batch.refused.len();
        report.notes.extend(batch.refused.iter().map(|(_, why)| why.clone()));
        // While the database writes one batch, the next one is read and scored.
        let load = batch.load(db, &opened, force, &mut report, &mut findings, &mut people);
        let (loaded, following) = tokio::join!(load, read());
        loaded?;
        next = following?;
    }
    let more = findings.len().saturating_sub(NAMED_FINDINGS);
    report.notes.extend(findings.into_iter().take(NAMED_FINDINGS));
    if more > 0 {
        report.notes.push(format!("and {more} findings more; each game names its own"));
    }

    let mut tx = db.pool.begin().await?;
    let mut changed = tell_hands(&mut tx).await?;
    changed.extend(reference::refresh_teams(&mut tx, &seasons).await?);
    let people: Vec<i32> = people.into_iter().collect();
    reference::refresh_players(&mut tx, Some(&people)).await?;
    // An archive with refused games is tried again when it comes again.
    if refused == 0 {
        remember(&mut tx, SOURCE, body.kind, &body.key, &body.sha256).await?;
    }
    publish(&mut tx, &changed).await?;
    tx.commit().await?;
    Ok(report)
}

/// Drops the games, people and clubs of archives that are not among these: after a rebuild those the lake has not.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn finish_retrosheet(db: &Db, archives: &[String]) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    link::lock_links(&mut tx).await?;
    let sql =
        "select game_id from staging.told_game where source = 'retrosheet' and split_part(origin, '/', 1) <> all($1)";
    let games: Vec<i32> = sqlx::query_scalar(sql).bind(archives).fetch_all(&mut *tx).await?;
    let people: Vec<i32> = sqlx::query_scalar("select id from staging.retrosheet_person where archive <> all($1)")
        .bind(archives)
        .fetch_all(&mut *tx)
        .await?;
    let mut changed = drop_games(&mut tx, &games).await?;
    for table in ["staging.retrosheet_person where archive", "staging.retrosheet_club where archive"] {
        let sql = format!("delete from {table} <> all($1)");
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(archives).execute(&mut *tx).await?;
    }
    changed.extend(forget_hands(&mut tx).await?);
    let forget = "delete from loaded_body where source = 'retrosheet' and split_part(key, '/', 1) <> all($1)";
    sqlx::query(forget).bind(archives).execute(&mut *tx).await?;
    let seasons: Vec<i32> = sqlx::query_scalar("select distinct season::int from team").fetch_all(&mut *tx).await?;
    changed.extend(reference::refresh_teams(&mut tx, &seasons).await?);
    reference::refresh_players(&mut tx, Some(&people)).await?;
    publish(&mut tx, &changed).await?;
    tx.commit().await?;
    let notes = (!games.is_empty()).then(|| format!("{} games dropped: the lake has no archive of them", games.len()));
    Ok(LoadReport { games_changed: games.len() as i64, notes: notes.into_iter().collect(), ..LoadReport::default() })
}

/// Pure computation leaves the async threads alone.
async fn computed<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, LoadError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| LoadError::Database(sqlx::Error::Protocol(format!("scoring stopped: {error}"))))
}

/// Stages people and clubs, and drops the games of members the archive has no more. Returns seasons and people to refresh.
async fn begin(db: &Db, opened: &Opened, report: &mut LoadReport) -> Result<(Vec<i32>, Vec<i32>), LoadError> {
    let mut tx = db.pool.begin().await?;
    link::lock_links(&mut tx).await?;
    let staged = opened.stage(&mut tx).await?;
    let members: Vec<String> = opened.members.iter().map(|member| opened.origin(&member.name)).collect();
    let sql = "select game_id from staging.told_game where source = 'retrosheet' \
               and split_part(origin, '/', 1) = $1 and origin <> all($2)";
    let gone: Vec<i32> = sqlx::query_scalar(sql).bind(&opened.name).bind(&members).fetch_all(&mut *tx).await?;
    if !gone.is_empty() {
        let changed = drop_games(&mut tx, &gone).await?;
        report.games_changed += gone.len() as i64;
        report.notes.push(format!("{} games are gone with their files", gone.len()));
        publish(&mut tx, &changed).await?;
    }
    let forget =
        "delete from loaded_body where source = $1 and kind = $2 and split_part(key, '/', 1) = $3 and key <> all($4)";
    sqlx::query(forget).bind(SOURCE).bind(MEMBER).bind(&opened.name).bind(&members).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(staged)
}

/// Builds games again of which another archive's rosters, or StatsAPI, now tell a hand that theirs did not. Returns their
/// seasons.
///
/// # Errors
/// When the database fails.
pub(super) async fn tell_hands(conn: &mut PgConnection) -> Result<Vec<i16>, sqlx::Error> {
    let sql = "select distinct p.game_id from play p \
               left join staging.hand t on t.id = p.pitcher_id left join staging.hand b on b.id = p.at_bat_id \
               where (p.pitcher_hand is null or p.batter_side is null) and p.source > 2 \
                 and (p.pitcher_hand is null and t.throws is not null or p.batter_side is null \
                      and (b.bats in ('L', 'R') or b.bats = 'S' and coalesce(p.pitcher_hand, t.throws) is not null))";
    let games: Vec<i32> = sqlx::query_scalar(sql).fetch_all(&mut *conn).await?;
    if games.is_empty() {
        return Ok(Vec::new());
    }
    lock_games(conn, &games).await?;
    build(conn, &games).await
}

/// Builds games again whose hands came from elsewhere than their own archive: that may be gone. Returns their seasons.
async fn forget_hands(conn: &mut PgConnection) -> Result<Vec<i16>, sqlx::Error> {
    let sql = "select distinct p.game_id from staging.told_part t \
               join play p on p.game_id = t.game_id and p.number = t.number and p.part = t.part \
               where t.source = 'retrosheet' and p.source > 2 \
                 and (t.pitcher_hand is null and p.pitcher_hand is not null \
                      or t.batter_side is null and p.batter_side is not null)";
    let games: Vec<i32> = sqlx::query_scalar(sql).fetch_all(&mut *conn).await?;
    lock_games(conn, &games).await?;
    build(conn, &games).await
}

/// Returns the seasons of the games.
async fn drop_games(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<i16>, sqlx::Error> {
    lock_games(conn, games).await?;
    let players = players_of(conn, games).await?;
    told::delete(conn, Teller::Retrosheet, games).await?;
    let seasons = build(conn, games).await?;
    reference::refresh_players(conn, Some(&players)).await?;
    Ok(seasons)
}

/// A game of Retrosheet as it is stored.
#[derive(Debug, FromRow)]
struct Stored {
    retro_id: String,
    game_id: i32,
    provisional_id: i32,
    content_hash: Vec<u8>,
    origin: String,
    is_boxed: bool,
}

/// Some members, read and scored.
struct Batch {
    /// Origin and fingerprint of each that is to be loaded.
    members: Vec<(String, String)>,
    games: Vec<Read>,
    /// Id as written and why.
    refused: Vec<(String, String)>,
}

impl Batch {
    async fn of(db: &Db, opened: &Arc<Opened>, places: &[usize], force: bool) -> Result<Self, LoadError> {
        let mut conn = db.pool.acquire().await?;
        let (mut wanted, mut members) = (Vec::new(), Vec::new());
        for place in places {
            let name = &opened.members[*place].name;
            let (origin, print) = (opened.origin(name), opened.prints[name].clone());
            if force || !is_loaded(&mut conn, SOURCE, MEMBER, &origin, &print).await? {
                wanted.push(*place);
                members.push((origin, print));
            }
        }
        drop(conn);
        let opened = Arc::clone(opened);
        computed(move || {
            let mut batch = Self { members, games: Vec::new(), refused: Vec::new() };
            wanted.into_iter().for_each(|place| batch.read(&opened, place));
            batch
        })
        .await
    }

    fn read(&mut self, opened: &Opened, place: usize) {
        let member = &opened.members[place];
        let text = reader::decode(&member.bytes);
        let file = reader::read(&member.name, &text);
        self.refused.extend(file.refused.iter().map(|game| (game.game.clone(), game.to_string())));
        for game in &file.games {
            let origin = opened.origin(&member.name);
            if let Some(read) = boxed(game, &opened.people, origin.clone()) {
                self.games.push(read);
                continue;
            }
            match account::score(game, &opened.people) {
                Ok((scored, findings)) => {
                    self.games.push(Read::scored(game, &opened.people, origin, scored, findings));
                }
                Err(error) => {
                    let why = format!("{} line {} ({}): {}", member.name, error.line, game.id, error.what);
                    self.refused.push((game.id.to_string(), why));
                }
            }
        }
    }

    /// Replaces what changed.
    async fn load(
        self,
        db: &Db,
        opened: &Opened,
        force: bool,
        report: &mut LoadReport,
        findings: &mut Vec<String>,
        people_touched: &mut BTreeSet<i32>,
    ) -> Result<(), LoadError> {
        if self.members.is_empty() {
            return Ok(());
        }
        let mut tx = db.pool.begin().await?;
        link::lock_links(&mut tx).await?;
        let stored = self.stored(&mut tx).await?;
        let sought: Vec<Sought> = self.games.iter().map(|game| Sought::of(game.header())).collect();
        let numbers = link::numbers_of(&mut tx, &sought).await?;
        let people = opened.numbers(&mut tx).await?;
        let chosen = self.choose(&stored, report);
        let changed = encoded(&chosen, &stored, &numbers, &people, force);
        report.games_unchanged += (chosen.len() - changed.len()) as i64;

        let mut old: Vec<i32> = self.gone(&stored).map(|game| game.game_id).collect();
        report.games_changed += (old.len() + changed.len()) as i64;
        let known: HashSet<&str> = changed.iter().map(|(retro, _)| retro.as_str()).collect();
        old.extend(stored.values().filter(|game| known.contains(game.retro_id.as_str())).map(|game| game.game_id));
        let rows: Vec<&ToldRows> = changed.iter().map(|(_, rows)| rows).collect();
        let touched: BTreeSet<i32> = old.iter().copied().chain(rows.iter().map(|x| x.game_id)).collect();
        let touched: Vec<i32> = touched.into_iter().collect();
        let mut changed_seasons = Vec::new();
        if !touched.is_empty() {
            lock_games(&mut tx, &touched).await?;
            let corrected: &[i32] = if force { &[] } else { &old };
            let before = change::lines(&mut tx, corrected).await?;
            let mut players = players_of(&mut tx, &touched).await?;
            told::delete(&mut tx, Teller::Retrosheet, &old).await?;
            report.rows_loaded += told::copy_games(&mut tx, &rows).await? as i64;
            changed_seasons = build(&mut tx, &touched).await?;
            report.notes.extend(change::describe(&before, &change::lines(&mut tx, corrected).await?));
            let seasons: BTreeSet<i32> = chosen.iter().map(|game| game.header().season.into()).collect();
            let seasons: Vec<i32> = seasons.into_iter().collect();
            changed_seasons.extend(reference::refresh_teams(&mut tx, &seasons).await?);
            players.extend(rows.iter().flat_map(|game| &game.people));
            // Everybody once, at the end of the archive; only who is new must be there with his games.
            let sql =
                "select distinct id from unnest($1::int[]) id where not exists (select from player p where p.id = id)";
            let new: Vec<i32> = sqlx::query_scalar(sql).bind(&players).fetch_all(&mut *tx).await?;
            if !new.is_empty() {
                reference::refresh_players(&mut tx, Some(&new)).await?;
            }
            people_touched.extend(players);
        }
        for (retro, rows) in &changed {
            findings.extend(rows.findings.iter().map(|finding| format!("game {retro}: {finding}")));
        }
        let names: Vec<&str> = self.refused.iter().map(|(_, why)| why.as_str()).collect();
        for (origin, print) in &self.members {
            let file = origin.rsplit('/').next().unwrap_or_default();
            if !names.iter().any(|why| why.starts_with(file)) {
                remember(&mut tx, SOURCE, MEMBER, origin, print).await?;
            }
        }
        if !touched.is_empty() {
            publish(&mut tx, &changed_seasons).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// What is stored of these members and of these games, by Retrosheet id.
    async fn stored(&self, conn: &mut PgConnection) -> Result<BTreeMap<String, Stored>, sqlx::Error> {
        let sql = "select retro_id, game_id, provisional_id, content_hash, origin, is_boxed from staging.told_game \
                   where source = 'retrosheet' and (origin = any($1) or retro_id = any($2) or provisional_id = any($3))";
        let ids: Vec<&str> = self.games.iter().filter_map(|game| game.header().retro_id.as_deref()).collect();
        let rows: Vec<Stored> = sqlx::query_as(sql)
            .bind(self.members.iter().map(|(origin, _)| origin.as_str()).collect::<Vec<_>>())
            .bind(ids)
            .bind(self.games.iter().filter_map(|game| game.header().provisional_id).collect::<Vec<_>>())
            .fetch_all(conn)
            .await?;
        Ok(rows.into_iter().map(|game| (game.retro_id.clone(), game)).collect())
    }

    /// The games that are to be kept of those read. Of a game in two archives the one with plays is, else the one of a
    /// season rather than a decade, else that of the last name; of two games with one provisional number the one that is there.
    fn choose<'a>(&'a self, stored: &BTreeMap<String, Stored>, report: &mut LoadReport) -> Vec<&'a Read> {
        let mut owners: BTreeMap<i32, &str> =
            stored.values().map(|game| (game.provisional_id, game.retro_id.as_str())).collect();
        let mut seen = BTreeSet::new();
        let mut chosen = Vec::new();
        for read in &self.games {
            let header = read.header();
            let (Some(retro), Some(own), Some(origin)) = (&header.retro_id, header.provisional_id, &header.origin)
            else {
                continue;
            };
            let owner = owners.entry(own).or_insert(retro);
            if *owner != retro {
                report.notes.push(format!("game {retro} has the same provisional number as {owner} and is not loaded"));
            } else if !seen.insert(retro) {
                report.notes.push(format!("game {retro} stands twice in {origin}; the first counts"));
            } else if stored
                .get(retro)
                .is_some_and(|there| rank(there.is_boxed, &there.origin) > rank(header.is_boxed, origin))
            {
                report.games_unchanged += 1;
            } else {
                chosen.push(read);
            }
        }
        chosen
    }

    /// Games stored of these members that are in them no more. Where a game could not even be named, nothing is gone.
    fn gone<'a>(&'a self, stored: &'a BTreeMap<String, Stored>) -> impl Iterator<Item = &'a Stored> {
        let here: HashSet<&str> = self.games.iter().filter_map(|game| game.header().retro_id.as_deref()).collect();
        let refused: HashSet<&str> = self.refused.iter().map(|(game, _)| game.as_str()).collect();
        let is_named =
            |game: &&str| stored.contains_key(*game) || game.parse::<crate::source::retrosheet::id::GameId>().is_ok();
        let all_named = refused.iter().all(is_named);
        let is_mine = |game: &Stored| self.members.iter().any(|(origin, _)| *origin == game.origin);
        stored.values().filter(move |game| {
            let named = game.retro_id.as_str();
            all_named && is_mine(game) && !here.contains(named) && !refused.contains(named)
        })
    }
}

/// Which of two archives tells a game: plays before a box score, a season before its decade.
fn rank(is_boxed: bool, origin: &str) -> (bool, bool, &str) {
    let archive = origin.split('/').next().unwrap_or_default();
    (!is_boxed, !archive.ends_with("seve"), origin)
}

/// Encodes those of the games that changed, under the numbers they are kept by.
fn encoded(
    chosen: &[&Read],
    stored: &BTreeMap<String, Stored>,
    numbers: &std::collections::HashMap<String, i32>,
    people: &Numbers,
    force: bool,
) -> Vec<(String, ToldRows)> {
    let changed = chosen.iter().filter_map(|read| {
        let retro = read.header().retro_id.clone()?;
        let number = numbers.get(&retro).copied().unwrap_or(read.header().game_id);
        let is_same = |there: &Stored| there.content_hash == read.content_hash() && there.game_id == number;
        let same = !force && stored.get(&retro).is_some_and(is_same);
        (!same).then(|| (retro, read.encode(number, people)))
    });
    changed.collect()
}
