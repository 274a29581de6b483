//! The constants of a season as they were computed.

use std::sync::Arc;

use sqlx::postgres::PgRow;
use sqlx::{FromRow, PgConnection, PgPool, Row};

use super::QueryError;
use crate::stat::constants::expectancy::OVER;
use crate::stat::constants::inputs::INPUTS;
use crate::stat::constants::league::RESULTS;
use crate::stat::constants::{Constants, EventClass, Inputs, League, Park, StateRuns, Transition, WinChances};

/// First season whose extra innings begin with a runner on second.
const AUTO_RUNNER: i16 = 2020;

/// What is kept of a season's constants beyond what others need to use them.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The constants.
    pub constants: Constants,
    /// Version of the data they were computed from.
    pub version: i64,
    /// What followed each base-out state.
    pub states: [StateRuns; OVER],
    /// The parks, by number.
    pub parks: Vec<Park>,
    /// What turns at bat did.
    pub transitions: Vec<Transition>,
}

/// The constants of a season; `None` where none are computed.
///
/// # Errors
/// When the database fails.
pub async fn of_season(pool: &PgPool, season: i16) -> Result<Option<Constants>, QueryError> {
    Ok(kept(pool, season).await?.map(|kept| kept.constants))
}

/// The constants of a season with what they come from, as of one moment; `None` where none are computed.
///
/// # Errors
/// When the database fails.
pub async fn kept(pool: &PgPool, season: i16) -> Result<Option<Kept>, QueryError> {
    let pool = pool.clone();
    // A task of its own: given up while it begins, a transaction would stay open on its connection.
    let reading = tokio::spawn(async move { read(&pool, season).await });
    reading.await.unwrap_or(Err(QueryError::Shape("season_constant")))
}

async fn read(pool: &PgPool, season: i16) -> Result<Option<Kept>, QueryError> {
    let mut tx = pool.begin_with("begin isolation level repeatable read read only").await?;
    let Some(version) = sqlx::query_scalar("select version from constants_version where season = $1")
        .bind(season)
        .fetch_optional(&mut *tx)
        .await?
    else {
        return Ok(None);
    };
    let mut all = None;
    let mut leagues = [None, None, None];
    for row in sqlx::query("select * from season_constant where season = $1").bind(season).fetch_all(&mut *tx).await? {
        let league = Some(Arc::new(league(&row)?));
        match row.try_get("league")? {
            "ALL" => all = league,
            "AL" => leagues[0] = league,
            "NL" => leagues[1] = league,
            _ => leagues[2] = league,
        }
    }
    let Some(all) = all else { return Ok(None) };
    let states = states(&mut tx, season).await?;
    let transitions = transitions(&mut tx, season).await?;
    let sql = "select venue_id, games, runs, expected, factor from park_factor where season = $1 order by venue_id";
    let parks: Vec<Park> = sqlx::query_as::<_, ParkRow>(sql)
        .bind(season)
        .fetch_all(&mut *tx)
        .await?
        .into_iter()
        .map(|row| Park {
            venue: row.venue_id,
            games: row.games,
            runs: row.runs,
            expected: row.expected,
            factor: row.factor,
        })
        .collect();
    tx.commit().await?;
    let constants = Constants {
        season,
        all,
        leagues,
        run_expectancy: states.map(StateRuns::expectancy),
        parks: parks.iter().map(|park| (park.venue, park.factor)).collect(),
        chances: Arc::new(WinChances::new(&transitions, season >= AUTO_RUNNER)),
    };
    Ok(Some(Kept { constants, version, states, parks, transitions }))
}

#[derive(Debug, FromRow)]
struct ParkRow {
    venue_id: i32,
    games: i64,
    runs: i64,
    expected: f64,
    factor: f64,
}

fn league(row: &PgRow) -> Result<League, sqlx::Error> {
    let counters = |prefix: &str| -> Result<Inputs, sqlx::Error> {
        let mut values = [0; INPUTS.len()];
        for (value, (column, _)) in values.iter_mut().zip(INPUTS) {
            *value = row.try_get(format!("{prefix}{column}").as_str())?;
        }
        Ok(Inputs::from_array(values))
    };
    let inputs = counters("")?;
    let mut league = League {
        plate_appearances: inputs.plate_appearances,
        outs: inputs.outs,
        runs: inputs.runs,
        earned_runs: inputs.earned_runs,
        inputs,
        pitchers: counters("pitchers_")?,
        pitched: counters("pitched_")?,
        ..League::default()
    };
    for (column, place) in RESULTS {
        *place(&mut league) = row.try_get(*column)?;
    }
    Ok(league)
}

async fn states(conn: &mut PgConnection, season: i16) -> Result<[StateRuns; OVER], sqlx::Error> {
    let sql = "select state, turns, runs from run_expectancy where season = $1";
    let rows: Vec<(i16, i64, i64)> = sqlx::query_as(sql).bind(season).fetch_all(conn).await?;
    let mut states = [StateRuns::default(); OVER];
    for (state, turns, runs) in rows {
        if let Some(place) = usize::try_from(state).ok().and_then(|state| states.get_mut(state)) {
            *place = StateRuns { turns, runs };
        }
    }
    Ok(states)
}

async fn transitions(conn: &mut PgConnection, season: i16) -> Result<Vec<Transition>, sqlx::Error> {
    let sql = "select from_state, at_state, to_state, runs_before, runs, event, turns from base_out_transition \
               where season = $1 order by 1, 2, 3, 4, 5, 6";
    let rows: Vec<(i16, i16, i16, i16, i16, String, i64)> = sqlx::query_as(sql).bind(season).fetch_all(conn).await?;
    let small = |value: i16| u8::try_from(value).unwrap_or_default();
    let read = |(from, at, to, before, runs, event, turns): (i16, i16, i16, i16, i16, String, i64)| Transition {
        from: small(from),
        at: small(at),
        to: small(to),
        runs_before: small(before),
        runs: small(runs),
        event: EventClass::of(&event).unwrap_or(EventClass::None),
        turns,
    };
    Ok(rows.into_iter().map(read).collect())
}
