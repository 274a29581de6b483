//! Games the schedule calls final but the store lacks, and the lines they are missing from.

use chrono::{Datelike, NaiveDate};
use sqlx::{FromRow, PgPool};

use super::QueryError;
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::fact::Filter;
use crate::fact::lacking::may_have;
use crate::stat::DimensionId;
use crate::stat::dimension::day;

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

impl MissingGame {
    /// The code of a dimension for a player of this team, where the schedule alone tells it.
    fn code(&self, dimension: DimensionId, team: i32) -> Option<i32> {
        let is_home = team == self.home_team_id;
        Some(match dimension {
            DimensionId::Season => self.season.into(),
            DimensionId::Month => self.official_date.month().try_into().ok()?,
            DimensionId::Date => day(self.official_date),
            DimensionId::Game => self.id,
            DimensionId::Weekday => self.official_date.weekday().number_from_monday().cast_signed(),
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

    /// Whether a line with these codes, of somebody who had these teams in the season, may lack this game.
    #[must_use]
    pub fn may_be_lacked_by(
        &self,
        filter: &Filter,
        by: &[DimensionId],
        key: &[i32],
        has_team: impl Fn(i32) -> bool,
    ) -> bool {
        [self.home_team_id, self.away_team_id]
            .into_iter()
            .any(|team| has_team(team) && may_have(filter, by, key, &|dimension| self.code(dimension, team)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_a_missing_game_belongs_to_may_lack_it() {
        let game = MissingGame {
            id: 7,
            season: 2024,
            game_type: "R".to_owned(),
            official_date: NaiveDate::from_ymd_opt(2024, 5, 2).expect("a date"),
            home_team_id: 119,
            away_team_id: 109,
            is_loaded: false,
        };
        let by = [DimensionId::Month, DimensionId::PitcherHand];
        let filter = Filter::In(DimensionId::GameType, vec![82]);
        let lacked = |key: [i32; 2], team| game.may_be_lacked_by(&filter, &by, &key, |had| had == team);
        assert_eq!([lacked([4, 0], 109), lacked([5, 0], 109), lacked([5, 1], 109)], [false, true, true]);
        assert!(!lacked([5, 0], 111), "not his team");
        let spring = Filter::In(DimensionId::GameType, vec![83]);
        assert!(!game.may_be_lacked_by(&spring, &[], &[], |_| true), "not of this kind");
    }
}
