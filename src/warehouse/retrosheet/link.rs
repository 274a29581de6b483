//! Retrosheet's games and people under the numbers the other sources know them by, in whichever order they are loaded.
//!
//! Both have a provisional number until the schedule, Statcast rows or the register name them; a load of those
//! renumbers what is staged, and the games are built again. So the order of loads makes no difference.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sqlx::{FromRow, PgConnection};

use crate::staging::told::{Header, Teller, renumber};
use crate::warehouse::LoadError;
use crate::warehouse::build::{build, lock_games};
use crate::warehouse::publish::{lock, lock_shared};

/// Held by loads of Retrosheet alone, and shared by those that may know its games by another number.
const LINKS: &str = "retrosheet/links";
/// Games built by one statement.
const GAMES_AT_ONCE: usize = 400;

/// Waits for every load that may renumber games or people, and makes them wait.
pub(super) async fn lock_links(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    lock(conn, LINKS).await
}

/// Waits for loads of Retrosheet, and makes them wait. To be called before games are locked.
///
/// # Errors
/// When the database fails.
pub(in crate::warehouse) async fn share_links(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    lock_shared(conn, LINKS).await
}

/// What a game is found by.
#[derive(Debug, Clone, FromRow)]
pub(super) struct Sought {
    retro_id: String,
    game_id: i32,
    provisional_id: i32,
    official_date: NaiveDate,
    home_team_id: i32,
    away_team_id: i32,
    number: i16,
    home_runs: i16,
    away_runs: i16,
}

impl Sought {
    pub(super) fn of(header: &Header) -> Self {
        Self {
            retro_id: header.retro_id.clone().unwrap_or_default(),
            game_id: header.game_id,
            provisional_id: header.provisional_id.unwrap_or(header.game_id),
            official_date: header.official_date,
            home_team_id: header.home_team_id,
            away_team_id: header.away_team_id,
            number: header.number.unwrap_or(0),
            home_runs: header.home[0].unwrap_or(0),
            away_runs: header.away[0].unwrap_or(0),
        }
    }
}

/// The numbers games are to be kept by, by their Retrosheet ids: `gamePk`, else provisional.
pub(super) async fn numbers_of(conn: &mut PgConnection, games: &[Sought]) -> Result<HashMap<String, i32>, sqlx::Error> {
    let each = |of: fn(&Sought) -> i32| games.iter().map(of).collect::<Vec<_>>();
    let small = |of: fn(&Sought) -> i16| games.iter().map(of).collect::<Vec<_>>();
    let found: Vec<(String, i32)> = sqlx::query_as(include_str!("../sql/retrosheet_link.sql"))
        .bind(games.iter().map(|x| x.retro_id.as_str()).collect::<Vec<_>>())
        .bind(games.iter().map(|x| x.official_date).collect::<Vec<_>>())
        .bind(each(|x| x.home_team_id))
        .bind(each(|x| x.away_team_id))
        .bind(small(|x| x.number))
        .bind(small(|x| x.home_runs))
        .bind(small(|x| x.away_runs))
        .fetch_all(conn)
        .await?;
    let mut numbers: HashMap<String, i32> = games.iter().map(|x| (x.retro_id.clone(), x.provisional_id)).collect();
    numbers.extend(found);
    Ok(numbers)
}

/// Renumbers the games of these days and those kept by these numbers, where they are known by others now, and returns
/// both the old and the new numbers; what is derived of them is still to be built.
///
/// # Errors
/// When the database fails.
pub(in crate::warehouse) async fn relink_games(
    conn: &mut PgConnection,
    days: &[NaiveDate],
    games: &[i32],
) -> Result<Vec<i32>, sqlx::Error> {
    let sql = "select retro_id, game_id, provisional_id, official_date, home_team_id, away_team_id, \
                      coalesce(number, 0::smallint) as number, home_runs, away_runs \
               from staging.told_game \
               where source = 'retrosheet' and (official_date = any($1) or game_id = any($2))";
    let stored: Vec<Sought> = sqlx::query_as(sql).bind(days).bind(games).fetch_all(&mut *conn).await?;
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    let numbers = numbers_of(conn, &stored).await?;
    let moved: Vec<(i32, i32, i32)> = stored
        .iter()
        .filter_map(|x| Some((x.game_id, x.provisional_id, *numbers.get(&x.retro_id)?)))
        .filter(|(old, _, new)| old != new)
        .collect();
    if moved.is_empty() {
        return Ok(Vec::new());
    }
    let affected: BTreeSet<i32> = moved.iter().flat_map(|(old, _, new)| [*old, *new]).collect();
    let affected: Vec<i32> = affected.into_iter().collect();
    lock_games(conn, &affected).await?;
    // A number may be another game's until that one has moved too: all of them go by their own in between.
    let aside: Vec<(i32, i32)> =
        moved.iter().map(|(old, own, _)| (*old, *own)).filter(|(old, own)| old != own).collect();
    let there: Vec<(i32, i32)> =
        moved.iter().map(|(_, own, new)| (*own, *new)).filter(|(own, new)| own != new).collect();
    renumber(conn, Teller::Retrosheet, &aside).await?;
    renumber(conn, Teller::Retrosheet, &there).await?;
    Ok(affected)
}

/// The MLBAM ids of people, by their Retrosheet ids.
pub(super) async fn registered(conn: &mut PgConnection, people: &[&str]) -> Result<HashMap<String, i32>, sqlx::Error> {
    let sql = include_str!("../sql/retrosheet_people.sql");
    let found: Vec<(String, i32)> = sqlx::query_as(sql).bind(people).fetch_all(conn).await?;
    Ok(found.into_iter().collect())
}

/// Two people who go by one number, if there are such: among those of an archive and everybody, or of all.
pub(super) async fn refuse_same_number(conn: &mut PgConnection, archive: Option<&str>) -> Result<(), LoadError> {
    let sql = "select a.retro_id, b.retro_id, a.id from staging.retrosheet_person a \
               join staging.retrosheet_person b on b.id = a.id and b.retro_id <> a.retro_id \
               where $1::text is null or a.archive = $1 order by 1, 2 limit 1";
    let found: Option<(String, String, i32)> = sqlx::query_as(sql).bind(archive).fetch_optional(conn).await?;
    found.map_or(Ok(()), |(one, other, id)| Err(LoadError::SameNumber(one, other, id)))
}

/// Renumbers people whom the register knows by another number now, and builds their games again. Returns how many games
/// these are, and their seasons.
///
/// # Errors
/// When the database fails, or two of them would go by one number.
pub(in crate::warehouse) async fn relink_people(conn: &mut PgConnection) -> Result<(i64, Vec<i16>), LoadError> {
    lock_links(conn).await?;
    let sql = "select distinct retro_id, id, provisional_id from staging.retrosheet_person";
    let people: Vec<(String, i32, i32)> = sqlx::query_as(sql).fetch_all(&mut *conn).await?;
    let known = registered(conn, &people.iter().map(|x| x.0.as_str()).collect::<Vec<_>>()).await?;
    let (old, new): (Vec<i32>, Vec<i32>) = people
        .iter()
        .map(|(retro, old, own)| (*old, known.get(retro).copied().unwrap_or(*own)))
        .filter(|(old, new)| old != new)
        .unzip();
    if old.is_empty() {
        return Ok((0, Vec::new()));
    }
    sqlx::query("create temporary table moved_person (old integer primary key, new integer not null) on commit drop")
        .execute(&mut *conn)
        .await?;
    let sql = "insert into moved_person select * from unnest($1::int[], $2::int[])";
    sqlx::query(sql).bind(&old).bind(&new).execute(&mut *conn).await?;
    let sql = "select distinct a.game_id from staging.told_appearance a join moved_person m on m.old = a.player_id \
               where a.source = 'retrosheet'";
    let games: Vec<i32> = sqlx::query_scalar(sql).fetch_all(&mut *conn).await?;
    lock_games(conn, &games).await?;
    for sql in include_str!("../sql/retrosheet_renumber.sql").split(";\n").filter(|sql| !sql.trim().is_empty()) {
        sqlx::query(sql).bind(&games).execute(&mut *conn).await?;
    }
    refuse_same_number(conn, None).await?;
    let mut seasons = Vec::new();
    for games in games.chunks(GAMES_AT_ONCE) {
        seasons.extend(build(conn, games).await?);
    }
    sqlx::query("drop table moved_person").execute(&mut *conn).await?;
    Ok((games.len() as i64, seasons))
}
