//! The yardstick: a bare table of plays clustered by batter and day, with an index that covers each question.

use scorebook::domain::event::{EVENTS, Outcome};
use sqlx::PgPool;

/// A counter by its column, and the events that count.
type Counted = (&'static str, fn(Outcome) -> bool);

/// The counters of which rates are made.
pub const COUNTED: &[Counted] = &[
    ("plate_appearances", Outcome::is_plate_appearance),
    ("at_bats", Outcome::is_at_bat),
    ("singles", |x| x == Outcome::Hit(1)),
    ("doubles", |x| x == Outcome::Hit(2)),
    ("triples", |x| x == Outcome::Hit(3)),
    ("home_runs", |x| x == Outcome::Hit(4)),
    ("walks", |x| matches!(x, Outcome::Walk | Outcome::IntentionalWalk)),
    ("intentional_walks", |x| x == Outcome::IntentionalWalk),
    ("hit_by_pitch", |x| x == Outcome::HitByPitch),
    ("sacrifice_flies", |x| x == Outcome::SacrificeFly),
];

/// What each counter is in the table `play`: its column, or by the event where there is none.
pub async fn counters_of_play(pool: &PgPool) -> Vec<(&'static str, String)> {
    let sql = "select column_name::text from information_schema.columns \
               where table_schema = 'public' and table_name = 'play'";
    let columns: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.unwrap();
    let value = |(name, counts): &Counted| {
        if columns.iter().any(|column| column == name) {
            return (*name, (*name).to_owned());
        }
        let events = EVENTS.iter().filter(|event| counts(event.outcome));
        let names: Vec<_> = events.map(|event| format!("'{}'", event.name)).collect();
        (*name, format!("coalesce(event in ({}), false)::int", names.join(", ")))
    };
    COUNTED.iter().map(value).collect()
}

pub async fn drop(pool: &PgPool) {
    sqlx::raw_sql("drop table if exists bench_play").execute(pool).await.unwrap();
}

pub async fn make(pool: &PgPool) {
    let names: Vec<_> = COUNTED.iter().map(|(name, _)| *name).collect();
    let values: Vec<_> =
        counters_of_play(pool).await.into_iter().map(|(name, sql)| format!("({sql})::smallint as {name}")).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    let sql = format!(
        "create table bench_play as \
         select batter_id, pitcher_id, game_date, season, inning, outs, bases, is_home, game_type::\"char\", \
                pitcher_hand::\"char\", batter_side::\"char\", {values} \
         from play where share < 2 order by batter_id, game_date, game_id, number, part; \
         create index on bench_play (batter_id, game_date); \
         create index on bench_play (season, pitcher_hand) include (batter_id, game_type, {names}); \
         create index on bench_play (game_date) include (batter_id, game_type, {names})"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(pool).await.unwrap();
}
