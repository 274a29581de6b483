//! Schedule, teams, people and register: replaces their staging rows and refreshes what is built from them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sqlx::{FromRow, PgConnection};

use super::build::{build, delete_statcast, lock_games};
use super::publish::{is_loaded, lock, publish, remember};
use super::retrosheet::link::{relink_games, relink_people, share_links};
use super::retrosheet::tell_hands;
use super::{LoadError, LoadReport, StoredBody, model};
use crate::db::Db;
use crate::domain::club::{self, CLUBS};
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::staging::told::{self, Teller};
use crate::staging::{register, statsapi};

/// What is computed from rows of several loads (clubs, players) is computed by one load at a time: a load that waits
/// sees what the one before it committed.
const DERIVED: &str = "derived";

/// A game as the schedule has it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ScheduledGame {
    /// MLBAM id.
    pub game_pk: i32,
    /// League day.
    pub official_date: NaiveDate,
    /// Played to an end.
    pub is_final: bool,
}

/// The games the schedule lists with league days in the range, each once: those of the regular season and the
/// postseason, which are the ones Savant is asked for.
///
/// # Errors
/// When the database fails.
pub async fn games_expected(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<Vec<ScheduledGame>, LoadError> {
    let sql = "select game_pk, official_date, is_final from staging.statsapi_game \
               where official_date between $1 and $2 and game_type = any($3) order by official_date, game_pk";
    Ok(sqlx::query_as(sql).bind(from).bind(to).bind(COUNTED_GAME_TYPES).fetch_all(&db.pool).await?)
}

/// A game as the schedule has it once it was played.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct PlayedGame {
    /// MLBAM id.
    pub game_pk: i32,
    /// League day, which a game keeps when it is resumed on another.
    pub official_date: NaiveDate,
    /// The day it ended.
    pub played_date: NaiveDate,
}

/// The games of the regular season and the postseason that the schedule calls played to an end or forfeited, with a
/// league day in the range or ended on a day in it, each once.
///
/// # Errors
/// When the database fails.
pub async fn games_played(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<Vec<PlayedGame>, LoadError> {
    let sql = "select game_pk, official_date, greatest(official_date, listed_date, resumed_date) as played_date \
               from staging.statsapi_game \
               where (is_final or coded_state in ('Q', 'R')) and game_type = any($3) \
                 and (official_date between $1 and $2 or listed_date between $1 and $2 or resumed_date between $1 and $2) \
               order by official_date, game_pk";
    Ok(sqlx::query_as(sql).bind(from).bind(to).bind(COUNTED_GAME_TYPES).fetch_all(&db.pool).await?)
}

/// Ids of everybody with a play or an appearance in a game of StatsAPI or Statcast but without a StatsAPI person.
///
/// # Errors
/// When the database fails.
pub async fn people_missing(db: &Db) -> Result<Vec<i32>, LoadError> {
    let sql = "select player_id from (select player_id from batting_game where source < 3 or has_pitches \
                                      union select player_id from pitching_game where source < 3 or has_pitches \
                                      union select player_id from staging.told_appearance where source = 'statsapi') p \
               where player_id > 0 and not exists (select from staging.statsapi_person a where a.id = p.player_id) order by 1";
    Ok(sqlx::query_scalar(sql).fetch_all(&db.pool).await?)
}

/// Loads one schedule body.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_schedule(db: &Db, body: &StoredBody, force: bool) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    lock(&mut tx, "statsapi/schedule").await?;
    if !force && is_loaded(&mut tx, "statsapi", body.kind, &body.key, &body.sha256).await? {
        return Ok(LoadReport::default());
    }
    share_links(&mut tx).await?;
    let (mut games, mut days) = listed(&mut tx, &body.key).await?;
    let rows = statsapi::replace_schedule(&mut tx, &body.key, &body.sha256, &body.bytes).await?;
    let now = listed(&mut tx, &body.key).await?;
    games.extend(now.0);
    days.extend(now.1);
    let days: Vec<NaiveDate> = days.into_iter().collect();
    let games: Vec<i32> = games.into_iter().collect();
    lock_games(&mut tx, &games).await?;

    let before = game_rows(&mut tx, &games).await?;
    sqlx::query("delete from game where id = any($1)").bind(&games).execute(&mut *tx).await?;
    sqlx::query(model::GAME).bind(&games).execute(&mut *tx).await?;
    let moved = relink_games(&mut tx, &days, &games).await?;
    let mut changed_seasons = build(&mut tx, &moved).await?;
    let after = game_rows(&mut tx, &games).await?;
    let is_changed = |id: &&i32| before.get(*id) != after.get(*id);
    let changed = games.iter().filter(is_changed).count() as i64;
    let of_changed = games.iter().filter(is_changed).flat_map(|id| [before.get(id), after.get(id)]);
    changed_seasons.extend(of_changed.flatten().map(|(season, _)| season));

    let seasons: Vec<i32> = sqlx::query_scalar("select distinct season::int from game where id = any($1)")
        .bind([games.as_slice(), &moved].concat())
        .fetch_all(&mut *tx)
        .await?;
    changed_seasons.extend(refresh_teams(&mut tx, &seasons).await?);
    finish(tx, "statsapi", body, rows, (changed, games.len() as i64 - changed), &changed_seasons).await
}

/// Loads one body of teams.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_teams(db: &Db, body: &StoredBody, force: bool) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    lock(&mut tx, "statsapi/teams").await?;
    if !force && is_loaded(&mut tx, "statsapi", body.kind, &body.key, &body.sha256).await? {
        return Ok(LoadReport::default());
    }
    let rows = statsapi::replace_teams(&mut tx, &body.bytes).await?;
    let seasons: Vec<i32> = sqlx::query_scalar("select distinct season::int from game").fetch_all(&mut *tx).await?;
    let changed = refresh_teams(&mut tx, &seasons).await?;
    finish(tx, "statsapi", body, rows, (0, 0), &changed).await
}

/// Loads one body of people.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_people(db: &Db, body: &StoredBody, force: bool) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    lock(&mut tx, "statsapi/people").await?;
    if !force && is_loaded(&mut tx, "statsapi", body.kind, &body.key, &body.sha256).await? {
        return Ok(LoadReport::default());
    }
    let ids = statsapi::replace_people(&mut tx, &body.bytes).await?;
    let changed = tell_hands(&mut tx).await?;
    refresh_players(&mut tx, Some(&ids)).await?;
    finish(tx, "statsapi", body, ids.len() as u64, (0, 0), &changed).await
}

/// Loads the register: its people shards and its names, all of them together.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_register(
    db: &Db,
    people: &[StoredBody],
    names: &StoredBody,
    force: bool,
) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    lock(&mut tx, "register").await?;
    let mut same = !force;
    for body in people.iter().chain([names]) {
        same = same && is_loaded(&mut tx, "register", body.kind, &body.key, &body.sha256).await?;
    }
    if same {
        return Ok(LoadReport::default());
    }
    let shards: Vec<_> = people.iter().map(|body| body.bytes.clone()).collect();
    let mut rows = register::replace_people(&mut tx, &shards).await?;
    rows += register::replace_names(&mut tx, &names.bytes).await?;
    // Without statistics of what was just copied the look-up of each player reads the whole table.
    sqlx::query("analyze staging.register_person").execute(&mut *tx).await?;
    let (games, seasons) = relink_people(&mut tx).await?;
    refresh_players(&mut tx, None).await?;
    for body in people {
        remember(&mut tx, "register", body.kind, &body.key, &body.sha256).await?;
    }
    finish(tx, "register", names, rows, (games, 0), &seasons).await
}

async fn finish(
    mut tx: sqlx::Transaction<'_, sqlx::Postgres>,
    source: &str,
    body: &StoredBody,
    rows: u64,
    (games_changed, games_unchanged): (i64, i64),
    seasons: &[i16],
) -> Result<LoadReport, LoadError> {
    remember(&mut tx, source, body.kind, &body.key, &body.sha256).await?;
    publish(&mut tx, seasons).await?;
    tx.commit().await?;
    Ok(LoadReport { rows_loaded: rows as i64, games_changed, games_unchanged, notes: Vec::new() })
}

/// The games a body lists, and their league days.
async fn listed(conn: &mut PgConnection, body_key: &str) -> Result<(BTreeSet<i32>, BTreeSet<NaiveDate>), sqlx::Error> {
    let sql = "select distinct game_pk, official_date from staging.statsapi_listing where body_key = $1";
    let rows: Vec<(i32, NaiveDate)> = sqlx::query_as(sql).bind(body_key).fetch_all(conn).await?;
    Ok(rows.into_iter().unzip())
}

/// Season of each game, and the game as text, to see whether anything about it changed.
async fn game_rows(conn: &mut PgConnection, games: &[i32]) -> Result<BTreeMap<i32, (i16, String)>, sqlx::Error> {
    let sql = "select id, season, game::text from game where id = any($1)";
    let rows: Vec<(i32, i16, String)> = sqlx::query_as(sql).bind(games).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(id, season, text)| (id, (season, text))).collect())
}

/// Builds the clubs of some seasons again. Returns the seasons of which a club changed.
pub(super) async fn refresh_teams(conn: &mut PgConnection, seasons: &[i32]) -> Result<Vec<i16>, sqlx::Error> {
    lock(conn, DERIVED).await?;
    let gone = "delete from team t where season = any($1) and not exists (select from game g \
                where g.season = t.season and t.id in (g.home_team_id, g.away_team_id)) returning season";
    let mut changed: Vec<i16> = sqlx::query_scalar(gone).bind(seasons).fetch_all(&mut *conn).await?;
    for season in seasons {
        let ids: Vec<i32> = CLUBS.iter().map(|club| club.id).collect();
        let codes: Vec<&str> = CLUBS.iter().map(|c| club::code_in(*season, c.id).unwrap_or(c.code)).collect();
        let names: Vec<String> = CLUBS.iter().map(club::Club::name).collect();
        let clubs = sqlx::query_scalar::<_, i16>(model::TEAM).bind([*season]).bind(&ids).bind(&codes).bind(&names);
        changed.extend(clubs.fetch_all(&mut *conn).await?);
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

/// Builds some players again, or everybody.
pub(super) async fn refresh_players(conn: &mut PgConnection, ids: Option<&[i32]>) -> Result<(), sqlx::Error> {
    lock(conn, DERIVED).await?;
    let gone = "delete from player p where ($1::int[] is null or id = any($1)) \
                and not exists (select from staging.statsapi_person a where a.id = p.id) \
                and not exists (select from staging.register_person r where r.key_mlbam = p.id) \
                and not exists (select from batting_game b where b.player_id = p.id) \
                and not exists (select from pitching_game b where b.player_id = p.id) \
                and not exists (select from fielding_game b where b.player_id = p.id)";
    sqlx::query(gone).bind(ids).execute(&mut *conn).await?;
    sqlx::query(model::PLAYER).bind(ids).execute(&mut *conn).await?;
    Ok(())
}

/// After everything was loaded again from the lake: drops the days and the feeds whose body the lake does not have.
///
/// `days` are the days of which it has pitches, `feeds` the games of which it has a feed.
///
/// # Errors
/// When the database fails.
pub async fn finish_rebuild(db: &Db, days: &[NaiveDate], feeds: &[i32]) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    let without_pitches: Vec<i32> = sqlx::query_scalar("select game_id from statcast_game where day <> all($1)")
        .bind(days)
        .fetch_all(&mut *tx)
        .await?;
    let without_feed: Vec<i32> =
        sqlx::query_scalar("select game_id from staging.told_game where source = 'statsapi' and game_id <> all($1)")
            .bind(feeds)
            .fetch_all(&mut *tx)
            .await?;
    let mut games = [without_pitches.as_slice(), &without_feed].concat();
    games.sort_unstable();
    games.dedup();
    share_links(&mut tx).await?;
    lock_games(&mut tx, &games).await?;
    delete_statcast(&mut tx, &without_pitches).await?;
    told::delete(&mut tx, Teller::Statsapi, &without_feed).await?;
    let changed = games.len();
    games.extend(relink_games(&mut tx, &[], &games).await?);
    let mut changed_seasons = build(&mut tx, &games).await?;
    let kept: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
    let forget = "delete from loaded_body where source = 'savant' and left(key, 10) <> all($1)";
    sqlx::query(forget).bind(&kept).execute(&mut *tx).await?;
    let forget = "delete from loaded_body where source = 'statsapi' and kind = 'feed' \
                  and split_part(key, '/', 2) <> all($1::int[]::text[])";
    sqlx::query(forget).bind(feeds).execute(&mut *tx).await?;
    let seasons: Vec<i32> = sqlx::query_scalar("select season::int from game union select season::int from team")
        .fetch_all(&mut *tx)
        .await?;
    changed_seasons.extend(refresh_teams(&mut tx, &seasons).await?);
    refresh_players(&mut tx, None).await?;
    publish(&mut tx, &changed_seasons).await?;
    tx.commit().await?;
    Ok(LoadReport {
        games_changed: changed as i64,
        notes: (changed > 0)
            .then(|| format!("{changed} games dropped in part or whole: the lake has no body of them"))
            .into_iter()
            .collect(),
        ..LoadReport::default()
    })
}
