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

/// Least word similarity of what is like a name as a whole.
const SIMILAR: &str = "0.45";

/// Letters below which what is typed is like too many names: it begins a word or stands within one, or does not.
const SHORT: usize = 4;

/// How a name typed in `$1`, as a pattern in `$2` and its words in `$4`, is found in names that stand folded between
/// bars: a whole name of several words, a nickname or a first or last name, the beginning of one or of each word, anything
/// else. Who has plays in the store comes first, then the latest;
/// of the rest those that fewer letters are wrong of, with plays in the store, the likest.
const SCORE: &str = "case when $2 like '% %' and search_name like '%|' || $2 || '|%' then 1600000000 \
          when search_name like '%|' || $2 || '|%' or search_name like '%|' || $2 || ' %' or search_name like '% ' || $2 || '|%' then 1200000000 \
          when search_name like '%|' || $2 || '%' or search_name like '% ' || $2 || '%' or search_name ~ $4 then 800000000 \
          else 400000000 + 200000 * (1900 - least(1900, 20 * name_distance($1, search_name)) \
               + 10 * (last_game is not null)::int + (9 * word_similarity($1, search_name))::int) end \
     + (last_game is not null)::int * 100000 + coalesce(last_active - date '1800-01-01', 0)";

/// A name as it is looked for; nothing in it finds everybody.
#[derive(Default, FromRow)]
struct Typed {
    /// Folded the way stored names are.
    folded: Option<String>,
    /// The same as a pattern of `like`.
    pattern: Option<String>,
    /// Words that begin words of the name or are mistyped ones, as a `tsquery`.
    words: Option<String>,
    /// A regular expression of names in which each word typed begins one; null for a single word.
    begun: Option<String>,
}

impl Typed {
    /// Reads what was typed, and lets names that are like it be found in the transaction, which is done before other
    /// processes could be started to help.
    async fn read(conn: &mut PgConnection, text: Option<&str>) -> Result<Self, QueryError> {
        const SQL: &str = r"
            select folded, regexp_replace(folded, '([\\%_])', '\\\1', 'g') as pattern, name_query(folded)::text as words,
                   case when folded like '% %' then
                       '\|' || (select string_agg('(?=(?:[^|]* )?' || regexp_replace(word, '(\W)', '\\\1', 'g') || ')', '')
                                from string_to_table(folded, ' ') word) end as begun
            from fold_name($1) folded, set_config('pg_trgm.word_similarity_threshold', $2, true) as likeness,
                 set_config('max_parallel_workers_per_gather', '0', true) as workers";
        let Some(text) = text else { return Ok(Self::default()) };
        let text = first_last(text).replace('|', " ");
        Ok(sqlx::query_as(SQL).bind(text).bind(SIMILAR).fetch_one(conn).await?)
    }

    /// Narrows `player p` to whom it finds. What folds to nothing finds nobody.
    fn join(&self) -> String {
        let near = "select id from player where name_words(search_name) @@ $3::tsquery";
        let like = match &self.folded {
            None => return "cross join (select $1::text, $2::text, $3::text, $4::text) everybody".to_owned(),
            Some(folded) if folded.is_empty() => "false",
            Some(folded) if folded.chars().count() >= SHORT => "$1 <% search_name or search_name like '%' || $2 || '%'",
            // Two letters are much of a Japanese name. Of others they would be looked for in every row.
            Some(folded) if folded.chars().count() == SHORT - 1 || !folded.is_ascii() => {
                "search_name like '%' || $2 || '%'"
            }
            Some(_) => "false",
        };
        format!(
            "join (select id, $1::text, $2::text, $4::text from ({near} union select id from player where {like}) either) \
             found using (id)"
        )
    }
}

/// Players by name: a whole name before a first or last name before the beginning of one before a typo (accents, case,
/// order and width forgiven, and a wrong, missing, extra or swapped letter in each word, two in longer ones); of equals
/// those with plays in the store first, then the latest. Without a text those with plays first, latest first.
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
    let mut tx = pool.begin().await?;
    let typed = Typed::read(&mut tx, text).await?;
    let (comparison, order) = if page.backward { (">", "score asc, id desc") } else { ("<", "score desc, id asc") };
    let id_comparison = if page.backward { "<" } else { ">" };
    let sql = format!(
        "select * from (select {COLUMNS}, {score} as score from player p {join} where {NARROWED}) scored \
         where $10::int is null or score {comparison} $10 or (score = $10 and id {id_comparison} $11) \
         order by {order} limit $9",
        join = typed.join(),
        score = if text.is_some() { SCORE } else { "coalesce(last_game - date '1800-01-01', 0)" },
    );
    let rows = bind(sqlx::query_as(sqlx::AssertSqlSafe(sql)), &typed, filter)
        .bind(page.fetch())
        .bind(bound.map(|(score, _)| score))
        .bind(bound.map(|(_, id)| id))
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(Ok(page.cut(rows)))
}

const NARROWED: &str = "($5::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.team_id = any($5)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.team_id = any($5))) \
         and ($6::int[] is null or exists (select from batting_game g where g.player_id = p.id and g.season = any($6)) \
             or exists (select from pitching_game g where g.player_id = p.id and g.season = any($6))) \
         and ($7::text is null or bats = $7) and ($8::text is null or coalesce(throws, 'U') = $8)";

type QueryAs<'q, T> = sqlx::query::QueryAs<'q, sqlx::Postgres, T, sqlx::postgres::PgArguments>;

fn bind<'q, T>(query: QueryAs<'q, T>, typed: &'q Typed, filter: &'q PlayerFilter) -> QueryAs<'q, T> {
    let query = query.bind(&typed.folded).bind(&typed.pattern).bind(&typed.words).bind(&typed.begun);
    query.bind(&filter.teams).bind(&filter.seasons).bind(&filter.bats).bind(&filter.throws)
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
    let mut tx = pool.begin().await?;
    let typed = Typed::read(&mut tx, text).await?;
    let join = typed.join();
    let sql = format!("select count(*) from player p {join} where {NARROWED}");
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let (count,): (i64,) = bind(query, &typed, filter).fetch_one(&mut *tx).await?;
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
