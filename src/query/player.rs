//! People: look-up by any id, and search by name.

use chrono::NaiveDate;
use sqlx::{FromRow, PgConnection, PgPool};

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
    /// Baseball-Reference id of the minor leagues.
    pub bbref_minors_id: Option<String>,
    /// FanGraphs id.
    pub fangraphs_id: Option<String>,
    /// Id of Nippon Professional Baseball.
    pub npb_id: Option<String>,
    /// Wikidata item.
    pub wikidata_id: Option<String>,
    /// First name in use.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Jr., III.
    pub suffix: Option<String>,
    /// Name in use.
    pub full_name: String,
    /// Given names in full.
    pub given_name: Option<String>,
    /// Nickname.
    pub nickname: Option<String>,
    /// Other names: of the register and the aliases, in the order of the alphabet.
    pub other_names: Vec<String>,
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// City of birth.
    pub birth_city: Option<String>,
    /// State or province of birth.
    pub birth_region: Option<String>,
    /// Country of birth.
    pub birth_country: Option<String>,
    /// Day of death.
    pub death_date: Option<NaiveDate>,
    /// Feet and inches, as written.
    pub height: Option<String>,
    /// Pounds.
    pub weight: Option<i16>,
    /// Abbreviation of the position he is listed at.
    pub primary_position: Option<String>,
    /// Day of his first major-league game.
    pub debut: Option<NaiveDate>,
    /// L, R or S.
    pub bats: Option<String>,
    /// L or R.
    pub throws: Option<String>,
    /// First day with a play in the store.
    pub first_game: Option<NaiveDate>,
    /// Last day with a play in the store.
    pub last_game: Option<NaiveDate>,
}

const COLUMNS: &str = "id, retro_id, bbref_id, bbref_minors_id, fangraphs_id, npb_id, wikidata_id, first_name, last_name, \
     suffix, full_name, given_name, nickname, other_names, birth_date, birth_city, birth_region, birth_country, death_date, \
     height, weight, primary_position, debut, bats, throws, first_game, last_game";

/// A natural key of a player.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// MLBAM id.
    Mlbam(i32),
    /// Retrosheet id.
    Retro(String),
    /// Baseball-Reference id.
    Bbref(String),
    /// Baseball-Reference id of the minor leagues.
    BbrefMinors(String),
    /// FanGraphs id.
    Fangraphs(String),
    /// Id of Nippon Professional Baseball.
    Npb(String),
    /// Wikidata item.
    Wikidata(String),
}

/// The players with these MLBAM ids, in any order.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(pool: &PgPool, ids: &[i32]) -> Result<Vec<Player>, QueryError> {
    let sql = format!("select {COLUMNS} from player where id = any($1)");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(pool).await?)
}

/// The club somebody was last with.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct LastTeam {
    /// MLBAM id of the player.
    pub player_id: i32,
    /// MLBAM id of the club.
    pub team_id: i32,
}

/// The clubs of the last loaded games of these players, at bat, on the mound or in the field; All-Star teams are none.
///
/// # Errors
/// When the database fails.
pub async fn last_teams(pool: &PgPool, ids: &[i32]) -> Result<Vec<LastTeam>, QueryError> {
    Ok(sqlx::query_as(include_str!("sql/last_team.sql")).bind(ids).fetch_all(pool).await?)
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
        Key::BbrefMinors(value) => ("select id from player where bbref_minors_id = $1", value),
        Key::Fangraphs(value) => ("select id from player where fangraphs_id = $1", value),
        Key::Npb(value) => ("select id from player where npb_id = $1", value),
        Key::Wikidata(value) => ("select id from player where wikidata_id = $1", value),
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

/// What stands behind a last name, also after a comma.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// Turns `Last, First` around, and leaves `First Last, Jr.` as it is.
fn first_last(text: &str) -> String {
    match text.split_once(',') {
        Some((name, after)) if SUFFIXES.contains(&after.trim().trim_end_matches('.').to_lowercase().as_str()) => {
            format!("{} {}", name.trim(), after.trim())
        }
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => text.trim().to_owned(),
    }
}

/// Least word similarity of what counts as a typo: "Shohi Otani" is 0.58 like "Shohei Ohtani", "otani" 0.5.
const TYPO: &str = "0.45";

/// How a name typed in `$1`, as a pattern in `$9`, is found in names that stand folded between bars: a whole name, a
/// first or last name, the beginning of one, anything else. The latest come first; among typos the likest.
const SCORE: &str = "(case when search_name like '%|' || $9 || '|%' then 4 \
          when search_name like '%|' || $9 || ' %' or search_name like '% ' || $9 || '|%' then 3 \
          when search_name like '%|' || $9 || '%' or search_name like '% ' || $9 || '%' then 2 else 1 end * 400000000 \
     + case when search_name like '%|' || $9 || '%' or search_name like '% ' || $9 || '%' then 0 \
            else (1000 * word_similarity($1, search_name))::int end * 200000 \
     + (last_game is not null)::int * 100000 + coalesce(last_active - date '1800-01-01', 0))";

/// A name as it is looked for.
struct Wanted {
    folded: Option<String>,
    /// The same as a pattern of `like`.
    pattern: Option<String>,
}

/// Folds a name the way stored names are folded, and lets typos be found in the transaction.
async fn wanted(conn: &mut PgConnection, text: Option<&str>) -> Result<Wanted, QueryError> {
    let Some(text) = text else { return Ok(Wanted { folded: None, pattern: None }) };
    let sql = "select fold_name($1), set_config('pg_trgm.word_similarity_threshold', $2, true)";
    let text = first_last(text).replace('|', " ");
    let (folded, _): (String, String) = sqlx::query_as(sql).bind(text).bind(TYPO).fetch_one(conn).await?;
    let mut pattern = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if matches!(letter, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    Ok(Wanted { folded: Some(folded), pattern: Some(pattern) })
}

/// Players by name: a whole name before a first or last name before the beginning of one before a typo (accents, case,
/// order and width forgiven); of equals those with plays in the store first, then the latest. Without a text those with
/// plays first, latest first.
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
    let (comparison, order) = if page.backward { (">", "score asc, id desc") } else { ("<", "score desc, id asc") };
    let id_comparison = if page.backward { "<" } else { ">" };
    let sql = format!(
        "select * from (select {COLUMNS}, {score} as score from player p where {FOUND} and {NARROWED}) found \
         where $7::int is null or score {comparison} $7 or (score = $7 and id {id_comparison} $8) \
         order by {order} limit $6",
        score = if text.is_some() { SCORE } else { "coalesce(last_game - date '1800-01-01', 0)" },
    );
    let mut tx = pool.begin().await?;
    let wanted = wanted(&mut tx, text).await?;
    let rows = bind(sqlx::query_as(sqlx::AssertSqlSafe(sql)), &wanted, filter)
        .bind(page.fetch())
        .bind(bound.map(|(score, _)| score))
        .bind(bound.map(|(_, id)| id))
        .bind(&wanted.pattern)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(Ok(page.cut(rows)))
}

/// Whether the name in `$1`, if there is one, is like the player's. What folds to nothing is like nobody.
const FOUND: &str = "($1::text is null or ($1 <> '' and ($1 <% search_name or search_name like '%' || $9 || '%')))";

const NARROWED: &str = "($2::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.team_id = any($2)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.team_id = any($2))) \
         and ($3::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.season = any($3)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.season = any($3))) \
         and ($4::text is null or bats = $4) and ($5::text is null or coalesce(throws, 'U') = $5)";

type QueryAs<'q, T> = sqlx::query::QueryAs<'q, sqlx::Postgres, T, sqlx::postgres::PgArguments>;

fn bind<'q, T>(query: QueryAs<'q, T>, wanted: &'q Wanted, filter: &'q PlayerFilter) -> QueryAs<'q, T> {
    query.bind(&wanted.folded).bind(&filter.teams).bind(&filter.seasons).bind(&filter.bats).bind(&filter.throws)
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
    let sql = format!("select count(*) from player p where {FOUND} and {NARROWED}").replace("$9", "$6");
    let mut tx = pool.begin().await?;
    let wanted = wanted(&mut tx, text).await?;
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let (count,): (i64,) = bind(query, &wanted, filter).bind(&wanted.pattern).fetch_one(&mut *tx).await?;
    tx.commit().await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::first_last;

    #[test]
    fn last_comma_first_is_turned_around() {
        assert_eq!(first_last("Ohtani, Shohei"), "Shohei Ohtani");
        assert_eq!(first_last(" shohei ohtani "), "shohei ohtani");
        assert_eq!(first_last("Guerrero Jr., Vladimir"), "Vladimir Guerrero Jr.");
        assert_eq!(first_last("Vladimir Guerrero, Jr."), "Vladimir Guerrero Jr.");
    }
}
