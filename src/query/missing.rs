//! Games the schedule calls final but the store lacks, and the lines they are missing from.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use sqlx::{FromRow, PgPool};

use super::QueryError;
use super::filter::Filter;
use super::line::{Spec, SplitRow};
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::stat::{DimensionId, Role};

/// A final game without plays.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct MissingGame {
    /// MLBAM id.
    pub id: i32,
    /// Season.
    pub season: i16,
    /// Letter of the game type.
    pub game_type: String,
    /// League day.
    pub official_date: NaiveDate,
    /// Home team.
    pub home_team_id: i32,
    /// Visiting team.
    pub away_team_id: i32,
    /// Its plays are known from Statcast rows.
    pub is_loaded: bool,
}

/// Every final game without plays, in seasons of which something is loaded; and those known from Statcast rows alone, in
/// seasons of which other games have their play-by-play.
///
/// # Errors
/// When the database fails.
pub async fn all(pool: &PgPool) -> Result<Vec<MissingGame>, QueryError> {
    let sql = "select id, season, game_type, official_date, home_team_id, away_team_id, is_loaded from game g \
               where status = 'FINAL' and not is_scored and not is_boxed and game_type = any($1) \
                 and exists (select from game l where l.season = g.season \
                             and case when g.is_loaded then l.is_scored else l.is_loaded end) \
               order by official_date, id";
    Ok(sqlx::query_as(sql).bind(COUNTED_GAME_TYPES).fetch_all(pool).await?)
}

/// Every final game without play-by-play, in seasons of which something is loaded.
///
/// # Errors
/// When the database fails.
pub async fn unscored(pool: &PgPool) -> Result<Vec<MissingGame>, QueryError> {
    let sql = "select id, season, game_type, official_date, home_team_id, away_team_id, is_loaded from game g \
               where status = 'FINAL' and not is_scored and not is_boxed and game_type = any($1) \
                 and exists (select from game l where l.season = g.season and (l.is_scored or l.is_loaded)) \
               order by official_date, id";
    Ok(sqlx::query_as(sql).bind(COUNTED_GAME_TYPES).fetch_all(pool).await?)
}

/// (season, team) pairs each player has a line for.
///
/// # Errors
/// When the database fails.
pub async fn teams_of(
    pool: &PgPool,
    role: Role,
    players: &[i32],
) -> Result<HashMap<i32, HashSet<(i16, i32)>>, QueryError> {
    let sql = match role {
        Role::Batting => "select distinct player_id, season, team_id::int from batting_game where player_id = any($1)",
        Role::Pitching => {
            "select distinct player_id, season, team_id::int from pitching_game where player_id = any($1)"
        }
    };
    let mut out: HashMap<i32, HashSet<(i16, i32)>> = HashMap::new();
    for (player, season, team) in sqlx::query_as::<_, (i32, i16, i32)>(sql).bind(players).fetch_all(pool).await? {
        out.entry(player).or_default().insert((season, team));
    }
    Ok(out)
}

/// A game of which only the box score is known, with a player of it and his team.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct BoxedGame {
    player_id: i32,
    team_id: i32,
    #[sqlx(flatten)]
    game: MissingGame,
}

/// The games of these players of which only the box score is known.
///
/// # Errors
/// When the database fails.
pub async fn boxed(pool: &PgPool, role: Role, players: &[i32]) -> Result<Vec<BoxedGame>, QueryError> {
    let table = match role {
        Role::Batting => "batting_game",
        Role::Pitching => "pitching_game",
    };
    let sql = format!(
        "select l.player_id, l.team_id::int as team_id, g.id, g.season, g.game_type, g.official_date, g.home_team_id, \
                g.away_team_id, g.is_loaded \
         from {table} l join game g on g.id = l.game_id where l.source = 4 and l.player_id = any($1)"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(players).fetch_all(pool).await?)
}

/// Writes into the rows of each player how many games are left out because only their box score is known.
pub fn mark_boxed(boxed: &[BoxedGame], spec: &Spec, found: &mut HashMap<i32, Vec<SplitRow>>) {
    for lacking in boxed {
        for row in found.get_mut(&lacking.player_id).into_iter().flatten() {
            let touches = lacking.game.touches(&spec.filter, &spec.by, &row.key, lacking.team_id);
            row.line.games_left_out += i64::from(touches);
        }
    }
}

impl MissingGame {
    /// The code of a dimension for a player of this team, where the schedule alone tells it.
    fn code(&self, dimension: DimensionId, team: i32) -> Option<i32> {
        let is_home = team == self.home_team_id;
        Some(match dimension {
            DimensionId::Season => self.season.into(),
            DimensionId::Month => self.official_date.month().try_into().ok()?,
            DimensionId::Date => DimensionId::Date.def().code(&self.official_date.to_string()).ok()?,
            DimensionId::Game => self.id,
            DimensionId::GameType => self.game_type.bytes().next()?.into(),
            DimensionId::HomeAway => is_home.into(),
            DimensionId::Team => team,
            DimensionId::Opponent => {
                if is_home {
                    self.away_team_id
                } else {
                    self.home_team_id
                }
            }
            _ => return None,
        })
    }

    /// Whether plays of this game could pass: `None` is "cannot be told from the schedule".
    fn passes(&self, filter: &Filter, team: i32) -> Option<bool> {
        match filter {
            Filter::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.passes(part, team)).collect();
                if parts.contains(&Some(false)) {
                    Some(false)
                } else {
                    parts.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
                }
            }
            Filter::Any(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.passes(part, team)).collect();
                if parts.contains(&Some(true)) {
                    Some(true)
                } else {
                    parts.into_iter().collect::<Option<Vec<_>>>().map(|_| false)
                }
            }
            Filter::Not(part) => self.passes(part, team).map(|passes| !passes),
            Filter::In(dimension, codes) => self.code(*dimension, team).map(|code| codes.contains(&code)),
            Filter::From(day) => Some(self.official_date >= *day),
            Filter::To(day) => Some(self.official_date <= *day),
            Filter::Batter(_) | Filter::Pitcher(_) => None,
        }
    }

    /// Whether a line with this key, of a player of this team, may lack this game.
    fn touches(&self, filter: &Filter, by: &[DimensionId], key: &[i32], team: i32) -> bool {
        self.passes(filter, team) != Some(false)
            && by.iter().zip(key).all(|(dimension, code)| self.code(*dimension, team).is_none_or(|c| c == *code))
    }

    /// Whether a line with this key, of a player who had these teams in those seasons, may lack this game.
    pub(super) fn may_be_lacked_by(
        &self,
        filter: &Filter,
        by: &[DimensionId],
        key: &[i32],
        teams: &HashSet<(i16, i32)>,
    ) -> bool {
        [self.home_team_id, self.away_team_id]
            .into_iter()
            .any(|team| teams.contains(&(self.season, team)) && self.touches(filter, by, key, team))
    }
}

/// Writes into each row how many final games it may lack.
pub fn mark(missing: &[MissingGame], spec: &Spec, teams: &HashSet<(i16, i32)>, rows: &mut [SplitRow]) {
    for row in rows {
        let lacking = missing.iter().filter(|game| game.may_be_lacked_by(&spec.filter, &spec.by, &row.key, teams));
        let (mut not_loaded, mut not_scored) = (0, 0);
        for game in lacking {
            not_loaded += i64::from(!game.is_loaded);
            not_scored += i64::from(game.is_loaded);
        }
        (row.line.games_not_loaded, row.line.games_not_scored) = (not_loaded, not_scored);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::Line;

    #[test]
    fn only_the_rows_a_missing_game_belongs_to_are_marked() {
        let game = MissingGame {
            id: 7,
            season: 2024,
            game_type: "R".to_owned(),
            official_date: NaiveDate::from_ymd_opt(2024, 5, 2).expect("a date"),
            home_team_id: 119,
            away_team_id: 109,
            is_loaded: false,
        };
        let spec = Spec {
            role: Role::Batting,
            by: vec![DimensionId::Month, DimensionId::PitcherHand],
            filter: Filter::In(DimensionId::GameType, vec![82]),
        };
        let row = |month, hand| SplitRow { key: vec![month, hand], line: Line::default() };
        let mut rows = vec![row(4, 0), row(5, 0), row(5, 1)];
        mark(std::slice::from_ref(&game), &spec, &HashSet::from([(2024, 109)]), &mut rows);
        assert_eq!(rows.iter().map(|row| row.line.games_not_loaded).collect::<Vec<_>>(), [0, 1, 1]);

        mark(&[game], &spec, &HashSet::from([(2023, 109), (2024, 111)]), &mut rows);
        assert!(rows.iter().all(|row| row.line.games_not_loaded == 0), "not his team, not his season");
    }
}
