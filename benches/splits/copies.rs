//! Seasons that are copies of one, with the same people: whatever has a season or a game, shifted by years.

use sqlx::PgPool;

/// How many seasons there are in the end.
pub const SEASONS: i32 = 10;
/// Days of a year of whole weeks, so that Mondays stay Mondays.
const DAYS: i32 = 364;
/// More than any game id of the first season; the games of each copy are so much higher.
const GAMES: i32 = 10_000_000;

/// What is computed of each season by itself, from its plays.
const COMPUTED: [&str; 5] =
    ["constants_version", "season_constant", "run_expectancy", "base_out_transition", "park_factor"];

/// Copies the season that is so many years later, unless that was done.
pub async fn copy(pool: &PgPool, base: i32, years: i32) {
    let season = i16::try_from(base - years).unwrap();
    let sql = "select exists (select from game where season = $1)";
    if sqlx::query_scalar(sql).bind(season).fetch_one(pool).await.unwrap() {
        return;
    }
    let mut transaction = pool.begin().await.unwrap();
    for (table, columns) in tables(pool).await {
        let (names, values): (Vec<_>, Vec<_>) =
            columns.iter().map(|x| (x.0.as_str(), shifted(&table, x, years))).unzip();
        // Rows without a game, like clubs, go by their season.
        let which = match columns.iter().find(|(name, _)| is_game(&table, name)) {
            Some((name, _)) => format!("{name} < {GAMES}"),
            None => format!("season = {base}"),
        };
        let (names, values) = (names.join(", "), values.join(", "));
        let sql = format!("insert into {table} ({names}) select {values} from {table} where {which}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

/// What people look like from their games, once all seasons are there; and that everything is new.
pub async fn finish(pool: &PgPool) {
    sqlx::raw_sql(
        "update player p set first_game = l.first_game \
         from (select player_id, min(game_date) as first_game from batting_game group by player_id) l \
         where l.player_id = p.id; \
         update data_version set version = version + 1",
    )
    .execute(pool)
    .await
    .unwrap();
}

/// Tables of which a season is part, each with the names and types of its columns.
async fn tables(pool: &PgPool) -> Vec<(String, Vec<(String, String)>)> {
    let sql = "select format('%I.%I', c.table_schema, c.table_name), \
                      array_agg(format('%I', c.column_name) order by c.ordinal_position), \
                      array_agg(c.data_type::text order by c.ordinal_position) \
               from information_schema.columns c \
               join information_schema.tables t using (table_schema, table_name) \
               where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'staging') and c.table_name <> all($1) \
               group by c.table_schema, c.table_name order by 1";
    let rows: Vec<(String, Vec<String>, Vec<String>)> =
        sqlx::query_as(sql).bind(COMPUTED).fetch_all(pool).await.unwrap();
    rows.into_iter()
        .map(|(table, names, types)| (table, names.into_iter().zip(types).collect::<Vec<_>>()))
        .filter(|(table, columns)| columns.iter().any(|(name, _)| name == "season" || is_game(table, name)))
        .collect()
}

fn is_game(table: &str, column: &str) -> bool {
    matches!((table, column), ("public.game", "id") | (_, "game_id" | "game_pk"))
}

fn shifted(table: &str, (name, kind): &(String, String), years: i32) -> String {
    if is_game(table, name) {
        return format!("{name} + {}", GAMES * years);
    }
    match (name.as_str(), kind.as_str()) {
        ("season" | "game_year", _) => format!("{name} - {years}"),
        (_, "date") => format!("{name} - {}", DAYS * years),
        (_, "timestamp with time zone") => format!("{name} - interval '{} days'", DAYS * years),
        _ => name.clone(),
    }
}
