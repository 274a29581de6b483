//! The constants of seasons, computed from the plays that are loaded, and kept with what they were computed from.
//!
//! A season's constants are stale when something of it, or of the two seasons its park factors look back on, changed since. They
//! are no part of a load: many loads make one computation.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool};

use super::publish::{lock, publish};
use crate::fact::park::of_site;
use crate::stat::constants::expectancy::OVER;
use crate::stat::constants::inputs::INPUTS;
use crate::stat::constants::league::RESULTS;
use crate::stat::constants::park::{ParkGames, factors};
use crate::stat::constants::{EventClass, Inputs, League, Park, RunValues, StateRuns, Transition};

/// Name of both leagues together.
const ALL: &str = "ALL";
/// Tables of results, which are replaced season by season.
const TABLES: [&str; 4] = ["season_constant", "run_expectancy", "base_out_transition", "park_factor"];
/// A season that is published can make another one stale, which then finds nothing changed.
const PASSES: usize = 3;

/// Computes the constants of every season anew of which the data changed since, and moves the version of those whose
/// constants changed by that. Gives these, each once.
///
/// # Errors
/// When the database fails; seasons that were done stay so.
pub async fn refresh(pool: &PgPool) -> Result<Vec<i16>, sqlx::Error> {
    let mut changed = Vec::new();
    for _ in 0..PASSES {
        let stale = stale(&mut *pool.acquire().await?).await?;
        if stale.is_empty() {
            break;
        }
        for season in stale {
            if refresh_season(pool, season).await? && !changed.contains(&season) {
                changed.push(season);
            }
        }
    }
    Ok(changed)
}

/// Seasons with play-by-play whose constants are older than their data, and seasons with constants but nothing to compute
/// them from any more.
async fn stale(conn: &mut PgConnection) -> Result<Vec<i16>, sqlx::Error> {
    let sql = "with played as (select distinct season from game where game_type = 'R' and is_scored) \
               select coalesce(p.season, c.season) as season \
               from played p full join constants_version c using (season) \
               where p.season is null or c.season is null \
                  or c.version < (select max(v.version) from season_version v \
                                  where v.season between p.season - 2 and p.season) \
               order by 1";
    sqlx::query_scalar(sql).fetch_all(conn).await
}

/// One season in one transaction. Says whether anything came out differently.
async fn refresh_season(pool: &PgPool, season: i16) -> Result<bool, sqlx::Error> {
    let mut tx = pool.begin().await?;
    lock(&mut tx, "constants").await?;
    // First of all: what changes while this computes makes the season stale again.
    let basis: i64 = newest(&mut tx, season).await?;
    if !stale(&mut tx).await?.contains(&season) {
        return Ok(false); // another process was faster
    }
    let computed = Computed::of(&mut tx, season).await?;
    let before = content(&mut tx, season).await?;
    let mut attempt = sqlx::Acquire::begin(&mut *tx).await?;
    computed.write(&mut attempt, season).await?;
    let is_changed = content(&mut attempt, season).await? != before;
    if is_changed {
        attempt.commit().await?;
    } else {
        attempt.rollback().await?;
    }
    let version = if is_changed { moved(&mut tx, season, basis).await? } else { basis };
    let sql = if computed.leagues.is_empty() {
        "delete from constants_version where season = $1 and $2::bigint is not null"
    } else {
        "insert into constants_version (season, version) values ($1, $2) \
         on conflict (season) do update set version = excluded.version"
    };
    sqlx::query(sql).bind(season).bind(version).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(is_changed)
}

/// The newest version of a season and the two before it.
async fn newest(conn: &mut PgConnection, season: i16) -> Result<i64, sqlx::Error> {
    let sql = "select max(version) from season_version where season between $1::smallint - 2 and $1::smallint";
    let newest: Option<i64> = sqlx::query_scalar(sql).bind(season).fetch_one(conn).await?;
    Ok(newest.unwrap_or(0))
}

/// Publishes the season. Gives the version its constants are then of: the new one, so that this alone does not make them
/// stale, or the one they were computed from if the data moved meanwhile.
async fn moved(conn: &mut PgConnection, season: i16, basis: i64) -> Result<i64, sqlx::Error> {
    // Who publishes waits here: nothing moves between the look and the move.
    sqlx::query("select from data_version for update").execute(&mut *conn).await?;
    let now = newest(conn, season).await?;
    let version = publish(conn, &[season]).await?;
    Ok(if now == basis { version } else { basis })
}

/// What the tables hold of a season, as one text to compare by.
async fn content(conn: &mut PgConnection, season: i16) -> Result<Vec<Option<String>>, sqlx::Error> {
    let mut found = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let sql = format!(
            "select md5(string_agg(t::text, '|' order by t::text collate \"C\")) from {table} t where season = $1"
        );
        found.push(sqlx::query_scalar(AssertSqlSafe(sql)).bind(season).fetch_one(&mut *conn).await?);
    }
    Ok(found)
}

/// The constants of a season with what they come from.
#[derive(Debug, Default)]
struct Computed {
    /// By name, both together first; none where nothing is loaded.
    leagues: Vec<(String, League)>,
    states: Vec<(i16, StateRuns)>,
    transitions: Vec<Transition>,
    parks: Vec<Park>,
}

impl Computed {
    async fn of(conn: &mut PgConnection, season: i16) -> Result<Self, sqlx::Error> {
        let counts = counts(conn, season).await?;
        if counts.is_empty() {
            return Ok(Self::default());
        }
        let (states, transitions) = turns(conn, season).await?;
        let mut expectancy = [0.0; OVER];
        for (state, runs) in &states {
            if let Some(place) = usize::try_from(*state).ok().and_then(|state| expectancy.get_mut(state)) {
                *place = runs.expectancy();
            }
        }
        let values = RunValues::of(&transitions, &expectancy);
        let together = counts
            .values()
            .fold([Inputs::default(); 3], |sum, of_league| [0, 1, 2].map(|n: usize| sum[n].plus(of_league[n])));
        let all = League::of(together, &values, None);
        let each = counts.into_iter().map(|(name, counted)| {
            let league = League::of(counted, &values, Some(&all));
            (name, league)
        });
        let mut leagues: Vec<(String, League)> = each.collect();
        leagues.insert(0, (ALL.to_owned(), all));
        Ok(Self { leagues, states, transitions, parks: factors(&park_games(conn, season).await?) })
    }

    /// Replaces what the tables hold of the season.
    async fn write(&self, conn: &mut PgConnection, season: i16) -> Result<(), sqlx::Error> {
        for table in TABLES {
            let sql = format!("delete from {table} where season = $1");
            sqlx::query(AssertSqlSafe(sql)).bind(season).execute(&mut *conn).await?;
        }
        let sql = insert_league();
        for (name, league) in &self.leagues {
            let counters: Vec<i64> = [league.inputs, league.pitchers, league.pitched].map(Inputs::to_array).concat();
            let mut league = league.clone();
            let results: Vec<f64> = RESULTS.iter().map(|(_, place)| *place(&mut league)).collect();
            sqlx::query(AssertSqlSafe(sql.as_str()))
                .bind(season)
                .bind(name)
                .bind(counters)
                .bind(results)
                .execute(&mut *conn)
                .await?;
        }
        sqlx::query(
            "insert into run_expectancy (season, state, turns, runs, expectancy) \
             select $1, * from unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::float8[])",
        )
        .bind(season)
        .bind(each(&self.states, |x| x.0))
        .bind(each(&self.states, |x| x.1.turns))
        .bind(each(&self.states, |x| x.1.runs))
        .bind(each(&self.states, |x| x.1.expectancy()))
        .execute(&mut *conn)
        .await?;
        sqlx::query(
            "insert into base_out_transition (season, from_state, at_state, to_state, runs_before, runs, event, turns) \
             select $1, * from unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[], \
                                      $7::text[], $8::bigint[])",
        )
        .bind(season)
        .bind(each(&self.transitions, |x| i16::from(x.from)))
        .bind(each(&self.transitions, |x| i16::from(x.at)))
        .bind(each(&self.transitions, |x| i16::from(x.to)))
        .bind(each(&self.transitions, |x| i16::from(x.runs_before)))
        .bind(each(&self.transitions, |x| i16::from(x.runs)))
        .bind(each(&self.transitions, |x| x.event.name()))
        .bind(each(&self.transitions, |x| x.turns))
        .execute(&mut *conn)
        .await?;
        sqlx::query(
            "insert into park_factor (season, venue_id, games, runs, expected, factor) \
             select $1, * from unnest($2::integer[], $3::bigint[], $4::bigint[], $5::float8[], $6::float8[])",
        )
        .bind(season)
        .bind(each(&self.parks, |x| x.venue))
        .bind(each(&self.parks, |x| x.games))
        .bind(each(&self.parks, |x| x.runs))
        .bind(each(&self.parks, |x| x.expected))
        .bind(each(&self.parks, |x| x.factor))
        .execute(conn)
        .await?;
        Ok(())
    }
}

fn each<T, V>(rows: &[T], value: impl Fn(&T) -> V) -> Vec<V> {
    rows.iter().map(value).collect()
}

/// The statement that writes a league: its counters as the array `$3`, its results as `$4`.
fn insert_league() -> String {
    let counters = INPUTS.iter().map(|(column, _)| (*column).to_owned());
    let pitchers = INPUTS.iter().map(|(column, _)| format!("pitchers_{column}"));
    let pitched = INPUTS.iter().map(|(column, _)| format!("pitched_{column}"));
    let results = RESULTS.iter().map(|(column, _)| (*column).to_owned());
    let columns: Vec<String> = counters.chain(pitchers).chain(pitched).chain(results).collect();
    let counters = (1..=3 * INPUTS.len()).map(|place| format!("($3::bigint[])[{place}]"));
    let results = (1..=RESULTS.len()).map(|place| format!("($4::float8[])[{place}]"));
    let values: Vec<String> = counters.chain(results).collect();
    let (columns, values) = (columns.join(", "), values.join(", "));
    format!("insert into season_constant (season, league, {columns}) values ($1, $2, {values})")
}

/// The counters of each league by name: its clubs at bat, their pitchers at bat, and what its clubs pitched.
async fn counts(conn: &mut PgConnection, season: i16) -> Result<BTreeMap<String, [Inputs; 3]>, sqlx::Error> {
    let sums: Vec<String> = INPUTS.iter().map(|(_, sql)| format!("({sql})::bigint")).collect();
    let sums = format!(", array[{}]", sums.join(", "));
    let sql = include_str!("sql/constants_counts.sql").replace("{sums}", &sums);
    let mut leagues: BTreeMap<String, [Inputs; 3]> = BTreeMap::new();
    for side in ["batting_team_id", "fielding_team_id"] {
        let sql = sql.replace("{side}", side);
        let rows: Vec<(String, bool, Vec<i64>)> =
            sqlx::query_as(AssertSqlSafe(sql)).bind(season).fetch_all(&mut *conn).await?;
        for (league, is_pitcher, sums) in rows {
            let sums = sums.try_into().map_err(|_| sqlx::Error::Decode("counters of a league".into()))?;
            let sums = Inputs::from_array(sums);
            let [all, pitchers, pitched] = leagues.entry(league).or_default();
            if side == "fielding_team_id" {
                *pitched = pitched.plus(sums);
                continue;
            }
            *all = all.plus(sums);
            if is_pitcher {
                *pitchers = pitchers.plus(sums);
            }
        }
    }
    Ok(leagues)
}

/// A row of `constants_turns.sql`: a transition, or what followed a state.
#[derive(Debug, FromRow)]
struct TurnRow {
    from_state: i16,
    at_state: Option<i16>,
    to_state: Option<i16>,
    runs_before: Option<i16>,
    runs: Option<i16>,
    event: Option<i16>,
    turns: i64,
    counted: i64,
    to_end: i64,
}

async fn turns(conn: &mut PgConnection, season: i16) -> Result<(Vec<(i16, StateRuns)>, Vec<Transition>), sqlx::Error> {
    let sql = include_str!("sql/constants_turns.sql");
    let rows: Vec<TurnRow> = sqlx::query_as(sql).bind(season).fetch_all(conn).await?;
    let (mut states, mut transitions) = (Vec::new(), Vec::new());
    for row in rows {
        match transition(&row) {
            Some(transition) => transitions.push(transition),
            None => states.push((row.from_state, StateRuns { turns: row.counted, runs: row.to_end })),
        }
    }
    Ok((states, transitions))
}

/// `None` of a row that has no transition.
fn transition(row: &TurnRow) -> Option<Transition> {
    let small = |value: Option<i16>| value.and_then(|value| u8::try_from(value).ok());
    Some(Transition {
        from: u8::try_from(row.from_state).ok()?,
        at: small(row.at_state)?,
        to: small(row.to_state)?,
        runs_before: small(row.runs_before)?,
        runs: small(row.runs)?,
        event: EventClass::ALL.get(usize::try_from(row.event?).ok()?)?.0,
        turns: row.turns,
    })
}

/// A row of `constants_parks.sql`.
#[derive(Debug, FromRow)]
struct ParkRow {
    season: i16,
    home_team_id: i32,
    away_team_id: i32,
    venue_id: Option<i32>,
    site: Option<String>,
    games: i64,
    runs: i64,
}

async fn park_games(conn: &mut PgConnection, season: i16) -> Result<Vec<ParkGames>, sqlx::Error> {
    let sql = include_str!("sql/constants_parks.sql");
    let rows: Vec<ParkRow> = sqlx::query_as(sql).bind(season).fetch_all(conn).await?;
    let games = rows.into_iter().map(|row| ParkGames {
        season: row.season,
        home: row.home_team_id,
        away: row.away_team_id,
        venue: row.venue_id.or_else(|| of_site(row.site.as_deref()?)).unwrap_or_default(),
        games: row.games,
        runs: row.runs,
    });
    Ok(games.collect())
}
