//! Live feeds: scores each game, compares it with what is stored and replaces those that changed.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use super::build::{build, lock_games, players_of, seasons_of};
use super::publish::{is_loaded, publish, remember};
use super::{LoadError, LoadReport, StoredBody, change, reference};
use crate::db::Db;
use crate::scoring::score;
use crate::source::Refusal;
use crate::source::statsapi::account::account;
use crate::source::statsapi::feed;
use crate::staging::feed::encode;
use crate::staging::told::{self, Teller, ToldRows};

/// Loads the feeds of some games, all of them or none.
///
/// With `force` every game is replaced even when it is the same, and even by a feed with fewer plays.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_feeds(db: &Db, bodies: &[StoredBody], force: bool) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    let mut report = LoadReport::default();
    let mut fresh = Vec::new();
    for body in bodies {
        if !force && is_loaded(&mut tx, "statsapi", body.kind, &body.key, &body.sha256).await? {
            report.games_unchanged += 1;
        } else {
            fresh.push(body);
        }
    }
    if fresh.is_empty() {
        return Ok(report);
    }
    let rows = score_all(&fresh).await?;
    let games: Vec<i32> = rows.iter().map(|x| x.game_id).collect();
    lock_games(&mut tx, &games).await?;
    let stored = stored_games(&mut tx, &games).await?;

    let is_same = |x: &&ToldRows| stored.get(&x.game_id).is_some_and(|(hash, _)| *hash == x.content_hash);
    let (same, changed): (Vec<&ToldRows>, Vec<&ToldRows>) = rows.iter().partition(|x| !force && is_same(x));
    if !force {
        refuse_poorer(&changed, &stored)?;
    }
    report.games_unchanged += same.len() as i64;
    report.games_changed = changed.len() as i64;
    for game in same {
        let sql = "update staging.told_game set revision = $2 where source = 'statsapi' and game_id = $1";
        sqlx::query(sql).bind(game.game_id).bind(&game.revision).execute(&mut *tx).await?;
    }
    let mut seasons = Vec::new();
    if !changed.is_empty() {
        let corrected: Vec<i32> = changed.iter().map(|x| x.game_id).filter(|game| stored.contains_key(game)).collect();
        let before = change::lines(&mut tx, if force { &[] } else { &corrected }).await?;
        (report.rows_loaded, seasons) = replace(&mut tx, &changed).await?;
        if !force {
            report.notes = change::describe(&before, &change::lines(&mut tx, &corrected).await?);
        }
    }
    for game in &changed {
        report.notes.extend(game.findings.iter().map(|finding| format!("game {}: {finding}", game.game_id)));
    }
    for body in fresh {
        remember(&mut tx, "statsapi", body.kind, &body.key, &body.sha256).await?;
    }
    if !changed.is_empty() {
        publish(&mut tx, &seasons).await?;
    }
    tx.commit().await?;
    Ok(report)
}

/// Scoring is pure computation, so it leaves the async threads alone.
async fn score_all(bodies: &[&StoredBody]) -> Result<Vec<ToldRows>, LoadError> {
    let bytes: Vec<_> = bodies.iter().map(|body| body.bytes.clone()).collect();
    tokio::task::spawn_blocking(move || bytes.iter().map(|body| scored(body)).collect::<Result<Vec<_>, _>>())
        .await
        .map_err(|error| LoadError::Database(sqlx::Error::Protocol(format!("scoring stopped: {error}"))))?
        .map_err(LoadError::Refused)
}

fn scored(body: &[u8]) -> Result<ToldRows, Refusal> {
    let feed = feed::read(body)?;
    let (account, mut findings) = account(&feed);
    let scored = score(&account);
    findings.extend(scored.findings.iter().cloned());
    encode(&feed, &scored, findings)
}

async fn stored_games(conn: &mut PgConnection, games: &[i32]) -> Result<BTreeMap<i32, (Vec<u8>, i16)>, LoadError> {
    let sql =
        "select game_id, content_hash, plays from staging.told_game where source = 'statsapi' and game_id = any($1)";
    let rows: Vec<(i32, Vec<u8>, i16)> = sqlx::query_as(sql).bind(games).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(game, hash, plays)| (game, (hash, plays))).collect())
}

/// A correction changes plays; it does not take turns at bat away.
fn refuse_poorer(changed: &[&ToldRows], stored: &BTreeMap<i32, (Vec<u8>, i16)>) -> Result<(), LoadError> {
    let lost = |x: &&&ToldRows| stored.get(&x.game_id).is_some_and(|(_, plays)| x.plays < *plays);
    let lost: Vec<String> = changed.iter().filter(lost).map(|x| format!("game {} lost plays", x.game_id)).collect();
    if lost.is_empty() { Ok(()) } else { Err(LoadError::Regressed(lost.join(", "))) }
}

/// Returns the rows written and the seasons of which something changed.
async fn replace(conn: &mut PgConnection, changed: &[&ToldRows]) -> Result<(i64, Vec<i16>), LoadError> {
    let games: Vec<i32> = changed.iter().map(|x| x.game_id).collect();
    let mut players = players_of(conn, &games).await?;
    told::delete(conn, Teller::Statsapi, &games).await?;
    let rows = told::copy_games(conn, changed).await?;
    let mut seasons = build(conn, &games).await?;
    let of_teams: Vec<i32> = seasons_of(conn, &games).await?.into_iter().map(i32::from).collect();
    seasons.extend(reference::refresh_teams(conn, &of_teams).await?);
    players.extend(changed.iter().flat_map(|x| &x.people));
    players.sort_unstable();
    players.dedup();
    reference::refresh_players(conn, Some(&players)).await?;
    Ok((rows as i64, seasons))
}
