//! People: look-up by any id, and search by name.

use chrono::NaiveDate;
use sqlx::{FromRow, PgPool};

use super::QueryError;
use super::page::{Page, PageError, Paged};

/// A player.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Player {
    /// MLBAM id.
    pub id: i32,
    /// Retrosheet id.
    pub retro_id: Option<String>,
    /// Baseball-Reference id.
    pub bbref_id: Option<String>,
    /// FanGraphs id.
    pub fangraphs_id: Option<String>,
    /// First name in use.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Name in use.
    pub full_name: String,
    /// Given names in full.
    pub given_name: Option<String>,
    /// Nickname.
    pub nickname: Option<String>,
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// L, R or S.
    pub bats: Option<String>,
    /// L or R.
    pub throws: Option<String>,
    /// First day with a play in the store.
    pub first_game: Option<NaiveDate>,
    /// Last day with a play in the store.
    pub last_game: Option<NaiveDate>,
}

const COLUMNS: &str = "id, retro_id, bbref_id, fangraphs_id, first_name, last_name, full_name, given_name, nickname, \
                       birth_date, bats, throws, first_game, last_game";

/// A natural key of a player.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// MLBAM id.
    Mlbam(i32),
    /// Retrosheet id.
    Retro(String),
    /// Baseball-Reference id.
    Bbref(String),
    /// FanGraphs id.
    Fangraphs(String),
}

/// The players with these MLBAM ids, in any order.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(pool: &PgPool, ids: &[i32]) -> Result<Vec<Player>, QueryError> {
    let sql = format!("select {COLUMNS} from player where id = any($1)");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(pool).await?)
}

/// The MLBAM id of the player with this key.
///
/// # Errors
/// When the database fails.
pub async fn id_of(pool: &PgPool, key: &Key) -> Result<Option<i32>, QueryError> {
    let (sql, value) = match key {
        Key::Mlbam(id) => {
            return Ok(sqlx::query_scalar("select id from player where id = $1").bind(id).fetch_optional(pool).await?);
        }
        Key::Retro(value) => ("select id from player where retro_id = $1", value),
        Key::Bbref(value) => ("select id from player where bbref_id = $1", value),
        Key::Fangraphs(value) => ("select id from player where fangraphs_id = $1", value),
    };
    Ok(sqlx::query_scalar(sql).bind(value).fetch_optional(pool).await?)
}

/// What `players` may be narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PlayerFilter {
    /// MLBAM team ids he had a play for.
    pub teams: Option<Vec<i32>>,
    /// Seasons he had a play in.
    pub seasons: Option<Vec<i32>>,
    /// L, R or S.
    pub bats: Option<String>,
    /// L or R.
    pub throws: Option<String>,
}

/// A row of a player list with its place in the order.
#[derive(Debug, Clone, FromRow)]
pub struct Found {
    /// The player.
    #[sqlx(flatten)]
    pub player: Player,
    /// Larger is better; see [`search`].
    pub score: i32,
}

impl Found {
    /// The sort key of the row.
    #[must_use]
    pub fn key(&self) -> Vec<String> {
        vec![self.score.to_string(), self.player.id.to_string()]
    }
}

/// Turns `Last, First` around.
fn first_last(text: &str) -> String {
    match text.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => text.trim().to_owned(),
    }
}

/// Players by likeness of name (accents, case, order and typos forgiven), best first; without a text,
/// those with plays first, latest first. Players with plays in the store come before equals without.
///
/// # Errors
/// When the database fails or the page's bound is not one of this list.
pub async fn search(
    pool: &PgPool,
    text: Option<&str>,
    filter: &PlayerFilter,
    page: &Page,
) -> Result<Result<Paged<Found>, PageError>, QueryError> {
    let bound = match page.bound.as_deref().map(bound_of).transpose() {
        Ok(bound) => bound,
        Err(error) => return Ok(Err(error)),
    };
    let text = text.map(first_last);
    let (comparison, order) = if page.backward { (">", "score asc, id desc") } else { ("<", "score desc, id asc") };
    let id_comparison = if page.backward { "<" } else { ">" };
    let sql = format!(
        "select * from (select {COLUMNS}, {score} as score from player p where {found} and {narrowed}) found \
         where $7::int is null or score {comparison} $7 or (score = $7 and id {id_comparison} $8) \
         order by {order} limit $6",
        score = if text.is_some() {
            "(1000 * word_similarity(fold_name($1), search_name))::int \
             + 300 * (search_name = fold_name($1) or search_name like fold_name($1) || ' %')::int \
             + 50 * (last_game is not null)::int"
        } else {
            "coalesce(last_game - date '1800-01-01', 0)"
        },
        found = found(text.is_some()),
        narrowed = NARROWED,
    );
    let rows = bind(sqlx::query_as(sqlx::AssertSqlSafe(sql)), text.as_deref(), filter)
        .bind(page.fetch())
        .bind(bound.map(|(score, _)| score))
        .bind(bound.map(|(_, id)| id))
        .fetch_all(pool)
        .await?;
    Ok(Ok(page.cut(rows)))
}

/// Whether the name in `$1`, if there is one, is like the player's. What folds to nothing is like nobody.
fn found(has_text: bool) -> &'static str {
    if has_text {
        r"(fold_name($1) <> '' and (fold_name($1) <% search_name
            or search_name like '%' || regexp_replace(fold_name($1), '([\%_])', '\\\1', 'g') || '%'))"
    } else {
        "$1::text is null"
    }
}

const NARROWED: &str = "($2::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.team_id = any($2)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.team_id = any($2))) \
         and ($3::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.season = any($3)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.season = any($3))) \
         and ($4::text is null or bats = $4) and ($5::text is null or throws = $5)";

type QueryAs<'q, T> = sqlx::query::QueryAs<'q, sqlx::Postgres, T, sqlx::postgres::PgArguments>;

fn bind<'q, T>(query: QueryAs<'q, T>, text: Option<&'q str>, filter: &'q PlayerFilter) -> QueryAs<'q, T> {
    query.bind(text).bind(&filter.teams).bind(&filter.seasons).bind(&filter.bats).bind(&filter.throws)
}

fn bound_of(key: &[String]) -> Result<(i32, i32), PageError> {
    match key {
        [score, id] => score.parse().ok().zip(id.parse().ok()),
        _ => None,
    }
    .ok_or_else(|| PageError::Cursor(key.join("/")))
}

/// How many players the search finds.
///
/// # Errors
/// When the database fails.
pub async fn count(pool: &PgPool, text: Option<&str>, filter: &PlayerFilter) -> Result<i64, QueryError> {
    let text = text.map(first_last);
    let sql = format!("select count(*) from player p where {} and {NARROWED}", found(text.is_some()));
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let (count,): (i64,) = bind(query, text.as_deref(), filter).fetch_one(pool).await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::first_last;

    #[test]
    fn last_comma_first_is_turned_around() {
        assert_eq!(first_last("Ohtani, Shohei"), "Shohei Ohtani");
        assert_eq!(first_last(" shohei ohtani "), "shohei ohtani");
    }
}
