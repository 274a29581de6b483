//! One Statcast day: compares each game with what is stored and replaces those that changed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use sqlx::{FromRow, PgConnection};

use super::build::{build, delete_statcast, lock_games, players_of};
use super::publish::{is_loaded, lock, publish, remember};
use super::retrosheet::link::{relink_games, share_links};
use super::{LoadError, LoadReport, StoredBody, change, reference};
use crate::db::Db;
use crate::domain::club;
use crate::domain::event::EVENTS;
use crate::domain::pitch::PITCH_RESULTS;
use crate::staging::savant::{DayRows, GameRows, copy_games, encode};

/// What is stored of a game of the day.
#[derive(Debug, Clone, FromRow)]
struct StoredGame {
    game_id: i32,
    content_hash: Vec<u8>,
    rows: i32,
    gaps: i32,
    /// What the schedule says, if it knows the game.
    is_final: Option<bool>,
    on_this_day: bool,
}

/// Loads the bodies of one day: the day's own, or those of its games when the day had to be split.
///
/// With `force` every game is replaced even when it is the same, and even by a poorer body.
///
/// # Errors
/// See [`LoadError`]; on any error nothing has changed.
pub async fn load_day(db: &Db, day: NaiveDate, bodies: &[StoredBody], force: bool) -> Result<LoadReport, LoadError> {
    let mut tx = db.pool.begin().await?;
    lock(&mut tx, &format!("savant/{day}")).await?;
    if !force && all_loaded(&mut tx, bodies).await? {
        let games: i64 = sqlx::query_scalar("select count(*) from statcast_game where day = $1")
            .bind(day)
            .fetch_one(&mut *tx)
            .await?;
        return Ok(LoadReport { games_unchanged: games, ..LoadReport::default() });
    }
    let incoming = encode_all(bodies).await?;
    let mut games: Vec<i32> =
        sqlx::query_scalar("select game_id from statcast_game where day = $1").bind(day).fetch_all(&mut *tx).await?;
    games.extend(incoming.games.keys());
    share_links(&mut tx).await?;
    lock_games(&mut tx, &games).await?;
    let stored = stored_games(&mut tx, day, &incoming).await?;
    if !force {
        refuse_poorer(&incoming, &stored)?;
    }

    let changed: Vec<&GameRows> =
        incoming.games.values().filter(|game| force || !is_same(game, stored.get(&game.game_pk))).collect();
    let gone: Vec<i32> = stored
        .values()
        .filter(|g| g.on_this_day && !incoming.games.contains_key(&g.game_id))
        .map(|g| g.game_id)
        .collect();
    let replaced: Vec<i32> = changed.iter().map(|game| game.game_pk).chain(gone.iter().copied()).collect();

    let mut report =
        LoadReport { games_unchanged: (incoming.games.len() - changed.len()) as i64, ..LoadReport::default() };
    if incoming.duplicates > 0 {
        report.notes.push(format!("{} repeated rows dropped", incoming.duplicates));
    }
    let mut seasons = Vec::new();
    if !replaced.is_empty() {
        report.games_changed = replaced.len() as i64;
        let corrected: Vec<i32> = replaced.iter().copied().filter(|game| !force && stored.contains_key(game)).collect();
        let before = change::lines(&mut tx, &corrected).await?;
        (report.rows_loaded, seasons) = replace(&mut tx, day, &replaced, &changed, &mut report.notes).await?;
        report.notes.extend(change::describe(&before, &change::lines(&mut tx, &corrected).await?));
    }
    for body in bodies {
        remember(&mut tx, "savant", body.kind, &body.key, &body.sha256).await?;
    }
    if !replaced.is_empty() {
        publish(&mut tx, &seasons).await?;
    }
    tx.commit().await?;
    Ok(report)
}

async fn all_loaded(conn: &mut PgConnection, bodies: &[StoredBody]) -> Result<bool, LoadError> {
    for body in bodies {
        if !is_loaded(conn, "savant", body.kind, &body.key, &body.sha256).await? {
            return Ok(false);
        }
    }
    Ok(!bodies.is_empty())
}

/// Encoding is pure computation, so it leaves the async threads alone.
async fn encode_all(bodies: &[StoredBody]) -> Result<DayRows, LoadError> {
    let bytes: Vec<_> = bodies.iter().map(|body| body.bytes.clone()).collect();
    let encoded =
        tokio::task::spawn_blocking(move || bytes.iter().map(|body| encode(body)).collect::<Result<Vec<_>, _>>())
            .await
            .map_err(|error| LoadError::Database(sqlx::Error::Protocol(format!("encoding stopped: {error}"))))??;
    let mut all = DayRows { games: BTreeMap::new(), unknown_columns: Vec::new(), duplicates: 0 };
    for one in encoded {
        all.duplicates += one.duplicates;
        all.games.extend(one.games);
    }
    Ok(all)
}

async fn stored_games(
    conn: &mut PgConnection,
    day: NaiveDate,
    incoming: &DayRows,
) -> Result<BTreeMap<i32, StoredGame>, LoadError> {
    let ids: Vec<i32> = incoming.games.keys().copied().collect();
    let games = sqlx::query_as::<_, StoredGame>(
        "select s.game_id, s.content_hash, s.rows, s.missing_pitches + cardinality(s.missing_plays) as gaps, \
                a.is_final and a.official_date = $1 as is_final, s.day = $1 as on_this_day \
         from statcast_game s left join staging.statsapi_game a on a.game_pk = s.game_id \
         where s.day = $1 or s.game_id = any($2)",
    )
    .bind(day)
    .bind(&ids)
    .fetch_all(conn)
    .await?;
    Ok(games.into_iter().map(|game| (game.game_id, game)).collect())
}

fn is_same(game: &GameRows, stored: Option<&StoredGame>) -> bool {
    stored.is_some_and(|stored| stored.on_this_day && stored.content_hash == game.content_hash)
}

/// A correction may remove rows, but it leaves no holes; a body that lost rows or games is a fault.
fn refuse_poorer(incoming: &DayRows, stored: &BTreeMap<i32, StoredGame>) -> Result<(), LoadError> {
    let mut lost = Vec::new();
    for old in stored.values() {
        match incoming.games.get(&old.game_id) {
            Some(new) => {
                let gaps = new.missing_pitches + new.missing_at_bats.len() as i32;
                if (new.rows as i32) < old.rows && gaps > old.gaps {
                    lost.push(format!("game {} lost {} rows", old.game_id, old.rows - new.rows as i32));
                }
            }
            None if old.on_this_day && old.is_final != Some(false) => {
                lost.push(format!("game {} is missing", old.game_id))
            }
            None => {}
        }
    }
    if lost.is_empty() { Ok(()) } else { Err(LoadError::Regressed(lost.join(", "))) }
}

/// Returns the rows written and the seasons of which something changed.
async fn replace(
    conn: &mut PgConnection,
    day: NaiveDate,
    replaced: &[i32],
    changed: &[&GameRows],
    notes: &mut Vec<String>,
) -> Result<(i64, Vec<i16>), LoadError> {
    let mut players = players_of(conn, replaced).await?;
    delete_statcast(conn, replaced).await?;
    let rows = copy_games(conn, changed).await?;
    let ids: Vec<i32> = changed.iter().map(|game| game.game_pk).collect();
    for game in changed {
        insert_game(conn, day, game).await?;
    }
    notes.extend(mark_unknown_events(conn, &ids).await?);
    notes.extend(unknown_descriptions(conn, &ids).await?);
    let mut days: Vec<NaiveDate> = changed.iter().map(|game| game.game_date).collect();
    days.push(day);
    let moved = relink_games(conn, &days, replaced).await?;
    let mut seasons = build(conn, &[replaced, moved.as_slice()].concat()).await?;
    // Of the rows, not of the plays: these may come from a feed.
    let completed: Vec<&str> =
        EVENTS.iter().filter(|event| event.outcome.is_plate_appearance()).map(|event| event.name).collect();
    sqlx::query(
        "update statcast_game s set plate_appearances = p.n from \
         (select game_pk, count(*) as n from staging.savant_pitch \
          where game_pk = any($1) and events = any($2) group by 1) p \
         where p.game_pk = s.game_id",
    )
    .bind(&ids)
    .bind(completed)
    .execute(&mut *conn)
    .await?;
    seasons.extend(reference::refresh_teams(conn, &[day.year()]).await?);
    players.extend(players_of(conn, replaced).await?);
    players.sort_unstable();
    players.dedup();
    reference::refresh_players(conn, Some(&players)).await?;
    Ok((rows as i64, seasons))
}

async fn insert_game(conn: &mut PgConnection, day: NaiveDate, game: &GameRows) -> Result<(), LoadError> {
    let scheduled: Option<(i32, i32)> =
        sqlx::query_as("select home_team_id, away_team_id from staging.statsapi_game where game_pk = $1")
            .bind(game.game_pk)
            .fetch_optional(&mut *conn)
            .await?;
    let (home, away) = match scheduled {
        Some(teams) => teams,
        None => (club_id(game, &game.home_code)?, club_id(game, &game.away_code)?),
    };
    sqlx::query(
        "insert into statcast_game (game_id, day, content_hash, game_date, game_type, home_team_id, away_team_id, \
         home_code, away_code, home_score, away_score, rows, missing_plays, unended_plays, missing_pitches) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(game.game_pk)
    .bind(day)
    .bind(game.content_hash.as_slice())
    .bind(game.game_date)
    .bind(game.game_type.to_string())
    .bind(home)
    .bind(away)
    .bind(&game.home_code)
    .bind(&game.away_code)
    .bind(game.home_score)
    .bind(game.away_score)
    .bind(game.rows as i32)
    .bind(&game.missing_at_bats)
    .bind(&game.unended_at_bats)
    .bind(game.missing_pitches)
    .execute(conn)
    .await?;
    Ok(())
}

fn club_id(game: &GameRows, code: &str) -> Result<i32, LoadError> {
    club::by_code(game.game_date.year(), code)
        .map(|club| club.id)
        .ok_or_else(|| LoadError::UnknownClub { game: game.game_pk, code: code.to_owned() })
}

/// A result nobody knows counts as no result: the play stays without one and its game says so.
async fn mark_unknown_events(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<String>, sqlx::Error> {
    let unknown: Vec<(i32, i16, String)> = sqlx::query_as(
        "select p.game_pk, p.at_bat_number, p.events from staging.savant_pitch p \
         where p.game_pk = any($1) and p.events is not null \
           and p.events <> all($2) order by 1, 2",
    )
    .bind(games)
    .bind(EVENTS.iter().map(|event| event.name).collect::<Vec<_>>())
    .fetch_all(&mut *conn)
    .await?;
    for (game, play, _) in &unknown {
        sqlx::query(
            "update statcast_game set unended_plays = array(select distinct n from unnest(unended_plays || $2) n order by n) \
             where game_id = $1",
        )
        .bind(game)
        .bind(play)
        .execute(&mut *conn)
        .await?;
    }
    Ok(unknown
        .into_iter()
        .map(|(game, play, event)| {
            format!(
                "game {game}, at bat {play}: unknown event \"{event}\" counts as no result; add it to domain::event"
            )
        })
        .collect())
}

/// Pitches whose result nobody knows count as no pitch of any kind; that is said.
async fn unknown_descriptions(conn: &mut PgConnection, games: &[i32]) -> Result<Vec<String>, sqlx::Error> {
    let unknown: Vec<(String, i64)> = sqlx::query_as(
        "select coalesce(p.description, ''), count(*) from staging.savant_pitch p \
         where p.game_pk = any($1) and (p.description is null or p.description <> all ($2)) \
         group by 1 order by 1",
    )
    .bind(games)
    .bind(PITCH_RESULTS.iter().map(|(name, _)| *name).collect::<Vec<_>>())
    .fetch_all(conn)
    .await?;
    Ok(unknown
        .into_iter()
        .map(|(description, rows)| {
            format!(
                "{rows} pitches with the unknown description \"{description}\" are not counted; add it to domain::pitch"
            )
        })
        .collect())
}
