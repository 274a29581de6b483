//! A season as it is read into memory, against plain SQL over the same tables, whoever told it.

use chrono::{Datelike as _, NaiveDate};
use scorebook::db::Db;
use scorebook::domain::event::EVENTS;
use scorebook::domain::pitch::{PITCH_RESULTS, PITCH_TYPES};
use scorebook::fact::rows::{Fielder, Game, GameLine, Pitch, Play, SeasonRows};
use scorebook::fact::{Filter, Question, Subject, Wanted};
use scorebook::job::Span;
use scorebook::query::season;
use scorebook::source::SourceId;
use scorebook::stat::counter::{GAME_COUNTERS, RESULTS, STORED};
use scorebook::stat::fielding::FIELDING_COLUMNS;
use scorebook::stat::{Counter, CounterSet, Role};
use scorebook::warehouse::constants::refresh;
use scorebook::warehouse::{alias, load_retrosheet, load_schedule, publish};

use crate::job::origin::{Crawl, Sim};
use crate::retrosheet::{LISTED, archive, game, register_into, schedule, season as archive_of, three_games};
use crate::support::TestDb;

/// A column: its SQL as an integer, and the same of the row that was read.
type Column<T> = (String, Box<dyn Fn(&T) -> i64>);

fn column<T>(sql: &str, of: impl Fn(&T) -> i64 + 'static) -> Column<T> {
    (sql.to_owned(), Box::new(of))
}

const HAND: &str = "case {} when 'L' then 0 when 'R' then 1 else 2 end";

fn place(list: impl Iterator<Item = &'static str>, of: &str) -> String {
    let names: Vec<String> = list.map(|name| format!("'{name}'")).collect();
    format!("coalesce(array_position(array[{}], {of}), 0)", names.join(", "))
}

fn plays() -> Vec<Column<Play>> {
    let mut columns = vec![
        column("number", |x: &Play| x.number.into()),
        column("part", |x: &Play| x.part.into()),
        column("share", |x: &Play| x.share.into()),
        column("batter_id", |x: &Play| x.batter.into()),
        column("pitcher_id", |x: &Play| x.pitcher.into()),
        column("at_bat_id", |x: &Play| x.at_bat.into()),
        column("is_home::int", |x: &Play| x.home_bats.into()),
        column("is_start::int", |x: &Play| x.pitcher_started.into()),
        column(&HAND.replace("{}", "batter_side"), |x: &Play| x.batter_side.into()),
        column(&HAND.replace("{}", "pitcher_hand"), |x: &Play| x.pitcher_hand.into()),
        column("inning", |x: &Play| x.inning.into()),
        column("outs", |x: &Play| x.outs.into()),
        column("bases", |x: &Play| x.bases.into()),
        column("coalesce(10 * balls + strikes, 99)", |x: &Play| x.count.into()),
        column(&place(EVENTS.iter().map(|event| event.name), "event"), |x: &Play| x.event.into()),
        column("counts_reached", |x: &Play| x.counts_reached.into()),
        column("coalesce(start_outs, 255)", |x: &Play| x.start_outs.into()),
        column("coalesce(start_bases, 255)", |x: &Play| x.start_bases.into()),
        column("coalesce(end_outs, 255)", |x: &Play| x.end_outs.into()),
        column("coalesce(end_bases, 255)", |x: &Play| x.end_bases.into()),
        column("batting_score", |x: &Play| x.batting_score.unwrap_or(0).into()),
        column("fielding_score", |x: &Play| x.fielding_score.unwrap_or(0).into()),
        column("slot", |x: &Play| x.slot.into()),
        column("batter_position", |x: &Play| x.batter_position.into()),
        column("coalesce(batter_is_start::int, 2)", |x: &Play| x.batter_started.into()),
        column("times_through", |x: &Play| x.times_through.into()),
        column(&place(["ground_ball", "line_drive", "fly_ball", "popup"].into_iter(), "trajectory"), |x: &Play| {
            x.trajectory.into()
        }),
        column("fielders[2]", |x: &Play| x.catcher.into()),
        column("at_bat_number", |x: &Play| x.at_bat_number.into()),
        column("above", |x: &Play| x.above.into()),
        column("upto", |x: &Play| x.upto.into()),
    ];
    columns.extend(STORED.iter().enumerate().map(|(at, (_, sql))| column(sql, move |x: &Play| x.counts[at].into())));
    columns
}

fn pitches() -> Vec<Column<Pitch>> {
    /// Thousandths, where there is a number.
    fn thousandths(value: f32) -> i64 {
        if value.is_nan() { 0 } else { (f64::from(value) * 1000.0).floor() as i64 }
    }
    type Measure = (&'static str, fn(&Pitch) -> f32);
    let floats: [Measure; 18] = [
        ("release_speed", |x| x.release_speed),
        ("release_spin_rate", |x| x.spin_rate),
        ("release_extension", |x| x.extension),
        ("pfx_x", |x| x.pfx_x),
        ("pfx_z", |x| x.pfx_z),
        ("plate_x", |x| x.plate_x),
        ("plate_z", |x| x.plate_z),
        ("sz_top", |x| x.sz_top),
        ("sz_bot", |x| x.sz_bot),
        ("launch_speed", |x| x.launch_speed),
        ("launch_angle", |x| x.launch_angle),
        ("hc_x", |x| x.hc_x),
        ("hc_y", |x| x.hc_y),
        ("estimated_ba_using_speedangle", |x| x.expected_avg),
        ("estimated_slg_using_speedangle", |x| x.expected_slg),
        ("estimated_woba_using_speedangle", |x| x.expected_woba),
        ("bat_speed", |x| x.bat_speed),
        ("swing_length", |x| x.swing_length),
    ];
    let mut columns = vec![
        column("at_bat_number", |x: &Pitch| x.at_bat_number.into()),
        column("pitch_number", |x: &Pitch| x.pitch_number.into()),
        column("batter", |x: &Pitch| x.batter.into()),
        column("pitcher", |x: &Pitch| x.pitcher.into()),
        column("coalesce(10 * balls + strikes, 99)", |x: &Pitch| x.count.into()),
        column("zone", |x: &Pitch| x.zone.into()),
        column("launch_speed_angle", |x: &Pitch| x.launch_speed_angle.into()),
        column(&place(["ground_ball", "line_drive", "fly_ball", "popup"].into_iter(), "bb_type"), |x: &Pitch| {
            x.trajectory.into()
        }),
        column("floor(woba_value::float8 * 1000)::int", |x: &Pitch| thousandths(x.woba_value)),
    ];
    for (sql, of) in floats {
        columns.push(column(&format!("floor({sql}::float8 * 1000)::int"), move |x: &Pitch| thousandths(of(x))));
        columns.push(column(&format!("({sql} is null)::int"), move |x: &Pitch| of(x).is_nan().into()));
    }
    for (code, (name, _)) in (1..).zip(PITCH_RESULTS) {
        columns.push(column(&format!("(description = '{name}')::int"), move |x: &Pitch| (x.result == code).into()));
    }
    for (code, kind) in (1..).zip(PITCH_TYPES) {
        columns.push(column(&format!("(pitch_type = '{}')::int", kind.code), move |x: &Pitch| {
            (x.pitch_type == code).into()
        }));
    }
    columns
}

fn lines(table: &str) -> Vec<Column<GameLine>> {
    let mut columns = vec![
        column("player_id", |x: &GameLine| x.player.into()),
        column("is_home::int", |x: &GameLine| x.is_home.into()),
        column("is_start::int", |x: &GameLine| x.is_start.into()),
        column("(source = 4)::int", |x: &GameLine| x.is_boxed.into()),
    ];
    let boxed = |sql: &str| format!("case when source = 4 then {sql} end");
    for (at, (_, sql)) in STORED.iter().enumerate() {
        columns.push(column(&boxed(sql), move |x: &GameLine| x.counts[at].into()));
    }
    for (at, (_, sql)) in RESULTS.iter().enumerate() {
        columns.push(column(&boxed(sql), move |x: &GameLine| x.results[at].into()));
    }
    for (at, (_, sql)) in GAME_COUNTERS.iter().enumerate() {
        let sql = if table == "pitching_game" { sql } else { "0" };
        columns.push(column(sql, move |x: &GameLine| x.decisions[at].into()));
    }
    columns
}

fn fielders() -> Vec<Column<Fielder>> {
    let mut columns = vec![
        column("player_id", |x: &Fielder| x.player.into()),
        column("is_home::int", |x: &Fielder| x.is_home.into()),
        column("is_start::int", |x: &Fielder| x.is_start.into()),
        column("position", |x: &Fielder| x.position.into()),
    ];
    let counters = FIELDING_COLUMNS.iter().enumerate();
    columns.extend(counters.map(|(at, sql)| column(sql, move |x: &Fielder| x.counts[at].into())));
    columns
}

fn games() -> Vec<Column<Game>> {
    let league = |side: &str| {
        format!(
            "(select case t.league when 'American League' then 0 when 'National League' then 1 else 3 end \
              from team t where t.season = game.season and t.id = {side}_team_id)"
        )
    };
    vec![
        column("ascii(game_type)", |x: &Game| x.game_type.into()),
        column("case day_night when 'day' then 0 when 'night' then 1 else 2 end", |x: &Game| x.day_night.into()),
        column("temperature", |x: &Game| x.temperature.unwrap_or(0).into()),
        column("coalesce(scheduled_innings, 9)", |x: &Game| x.scheduled_innings.into()),
        column("home_team_id", |x: &Game| x.home_team.into()),
        column("away_team_id", |x: &Game| x.away_team.into()),
        column("home_score", |x: &Game| x.home_score.unwrap_or(0).into()),
        column("away_score", |x: &Game| x.away_score.unwrap_or(0).into()),
        column(&league("home"), |x: &Game| x.home_league.into()),
        column(&league("away"), |x: &Game| x.away_league.into()),
        column("is_scored::int", |x: &Game| x.is_scored.into()),
        column("has_pitches::int", |x: &Game| x.has_pitches.into()),
        column("coalesce((select max(source) from batting_game b where b.game_id = game.id), 0)", |x: &Game| {
            x.source.into()
        }),
        column("coalesce((select max(game_gaps) from play p where p.game_id = game.id), 0)", |x: &Game| x.gaps.into()),
        column("venue_id", |x: &Game| x.venue.max(0).into()),
    ]
}

/// Compares rows and the sum of each column, game by game.
async fn compare<T>(db: &Db, table: &str, id: &str, columns: &[Column<T>], of_game: impl Fn(i32) -> Vec<T>) -> usize {
    let sums: Vec<String> = columns.iter().map(|(sql, _)| format!("coalesce(sum({sql}), 0)::bigint")).collect();
    let sql = format!("select {id}, count(*), array[{}] from {table} group by {id}", sums.join(", "));
    let expected: Vec<(i32, i64, Vec<i64>)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&db.pool).await.unwrap();
    for (game, rows, sums) in &expected {
        let read = of_game(*game);
        assert_eq!(read.len() as i64, *rows, "rows of {table} in game {game}");
        for ((sql, of), sum) in columns.iter().zip(sums) {
            assert_eq!(read.iter().map(of).sum::<i64>(), *sum, "{table}: {sql} in game {game}");
        }
    }
    expected.iter().map(|(_, rows, _)| *rows as usize).sum()
}

/// Compares everything that was read of the only season with the tables.
async fn read_equals_tables(db: &Db, year: i16) -> SeasonRows {
    let rows = season::read(&db.pool, year).await.unwrap();
    let of = |id: i32| {
        let found = rows.games.iter().position(|game| game.id == id);
        found.unwrap_or_else(|| panic!("game {id} was not read")) as u32
    };
    let told = "(select * from game where is_loaded or is_boxed) game";
    compare(db, told, "id", &games(), |id| vec![rows.games[of(id) as usize].clone()]).await;
    let own = |id| rows.plays.iter().filter(|x| x.game == of(id)).cloned().collect::<Vec<_>>();
    assert_eq!(compare(db, "play", "game_id", &plays(), own).await, rows.plays.len());
    let own = |id| rows.pitches.iter().filter(|x| x.game == of(id)).cloned().collect::<Vec<_>>();
    assert_eq!(compare(db, "staging.savant_pitch", "game_pk", &pitches(), own).await, rows.pitches.len());
    for (table, all) in ["batting_game", "pitching_game"].into_iter().zip(&rows.lines) {
        let own = |id| all.iter().filter(|x| x.game == of(id)).cloned().collect::<Vec<_>>();
        assert_eq!(compare(db, table, "game_id", &lines(table), own).await, all.len());
    }
    let own = |id| rows.fielding.iter().filter(|x| x.game == of(id)).cloned().collect::<Vec<_>>();
    assert_eq!(compare(db, "fielding_game", "game_id", &fielders(), own).await, rows.fielding.len());
    assert!(rows.games.is_sorted_by_key(|x| (x.day, x.id)));
    assert!(rows.plays.is_sorted_by_key(|x| (x.game, x.number, x.part)));
    assert!(rows.pitches.is_sorted_by_key(|x| (x.game, x.at_bat_number, x.pitch_number)));
    rows
}

async fn number(db: &Db, sql: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&db.pool).await.unwrap()
}

/// Statcast rows by how many plays they are of: of none, one, several.
async fn owners(db: &Db) -> [i64; 3] {
    let sql = "select array[count(*) filter (where n = 0), count(*) filter (where n = 1), count(*) filter (where n > 1)] \
               from (select (select count(*) from play p where p.game_id = s.game_pk and p.at_bat_number = s.at_bat_number \
                             and s.pitch_number > p.above and s.pitch_number <= p.upto \
                             and (p.source < 3 or p.batter_id = s.batter and (p.pitcher_id = s.pitcher or p.pitcher_id < 0))) n \
                     from staging.savant_pitch s) owned";
    let owners: Vec<i64> = sqlx::query_scalar(sql).fetch_one(&db.pool).await.unwrap();
    owners.try_into().unwrap()
}

/// What plays say of their pitches, as they are built and as the migration fills them in.
async fn migration_fills_the_same(db: &Db) {
    let sql = "select game_id, number, part, at_bat_number, above, upto from play order by 1, 2, 3";
    type Told = (i32, i16, i16, Option<i16>, Option<i16>, Option<i16>);
    let built: Vec<Told> = sqlx::query_as(sql).fetch_all(&db.pool).await.unwrap();
    let back = "alter table play drop column at_bat_number, drop column above, drop column upto; \
                drop index game_season, game_site, game_unnamed_site";
    sqlx::raw_sql(back).execute(&db.pool).await.unwrap();
    let migration = include_str!("../../migration/src/sql/0012_play_pitches.sql");
    sqlx::raw_sql(migration).execute(&db.pool).await.unwrap();
    let filled: Vec<Told> = sqlx::query_as(sql).fetch_all(&db.pool).await.unwrap();
    assert!(filled == built, "{:?}", filled.iter().zip(&built).find(|(filled, built)| filled != built));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_of_feeds_and_statcast_is_read_as_stored() {
    let sim = Sim::play(6).await;
    let year = sim.league.span().0.year() as i16;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let db = &crawl.db;
    // Statcast rows alone, then with the play-by-play.
    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    let rows = read_equals_tables(db, year).await;
    assert!(rows.games.iter().all(|game| game.source == 1 && game.has_pitches && !game.is_scored));
    assert!(rows.plays.len() > 500 && rows.pitches.len() > 2_000, "{} plays", rows.plays.len());
    assert_eq!(owners(db).await, [0, rows.pitches.len() as i64, 0]);
    migration_fills_the_same(db).await;

    assert_eq!(crawl.crawl(SourceId::Statsapi, sim.span()).await.error, None);
    let rows = read_equals_tables(db, year).await;
    assert!(rows.games.iter().all(|game| game.source == 2 && game.is_scored && game.venue > 0));
    assert_eq!(owners(db).await, [0, rows.pitches.len() as i64, 0]);
    assert_eq!(number(db, "select count(*) from play where share > 0 and at_bat_number is not null").await, 0);
    assert_eq!(number(db, "select count(*) from play where event is not null and at_bat_number is null").await, 0);
    migration_fills_the_same(db).await;
    let none = season::read(&db.pool, 1901).await.unwrap();
    assert!(none.games.is_empty() && none.plays.is_empty() && none.pitches.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_of_retrosheet_is_read_as_stored() {
    let sim = Sim::play(6).await;
    let year = sim.league.span().0.year();
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let db = &crawl.db;
    assert_eq!(crawl.crawl(SourceId::Register, Span::All).await.error, None);
    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    let zip = sim.league.retrosheet_zip(year, None).unwrap();
    load_retrosheet(db, &archive(&format!("{year}eve"), zip), false).await.unwrap();
    let rows = read_equals_tables(db, year as i16).await;
    assert!(rows.games.iter().all(|game| game.source == 3 && game.is_scored && game.has_pitches));
    // Batters whom the register does not join have no pitches.
    let of_strangers = "select count(*) from staging.savant_pitch where batter not in (select batter_id from play)";
    let strangers = number(db, of_strangers).await;
    let [none, one, several] = owners(db).await;
    assert_eq!((one + none, several), (rows.pitches.len() as i64, 0));
    assert!(none <= strangers && strangers < one, "{none} pitches have no play, {strangers} are of strangers");
    migration_fills_the_same(db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn games_without_an_id_or_plays_are_read_as_stored() {
    let test = TestDb::new().await;
    load_retrosheet(&test.db, &three_games(), false).await.unwrap();
    let rows = read_equals_tables(&test.db, 1982).await;
    let told: Vec<(u32, u8, u8)> =
        rows.games.iter().map(|game| (chrono::Datelike::day(&game.day), game.doubleheader, game.source)).collect();
    // By id, and the provisional ones fall.
    assert_eq!(told, [(1, 0, 5), (2, 2, 5), (2, 1, 5), (3, 0, 4)]);
    assert!(rows.games.iter().all(|game| scorebook::fact::park::name(game.venue) == "ANA01"), "{:?}", rows.games);
    assert_eq!(rows.all_star_day, None);
    let boxed = rows.lines[0].iter().filter(|line| line.is_boxed);
    assert_eq!(boxed.map(|line| i64::from(line.results[0])).sum::<i64>(), 5 * 18);

    // Another season's game names the park, and an All-Star game is on a day.
    let sql = "insert into game (id, season, game_type, official_date, status, venue_id, home_team_id, away_team_id, \
               is_scheduled, is_loaded, site) \
               values (1, 1990, 'R', '1990-05-01', 'FINAL', 1, 108, 120, true, false, 'ANA01'), \
                      (2, 1982, 'A', '1982-07-13', 'FINAL', 2, 159, 160, true, false, null)";
    sqlx::query(sql).execute(&test.db.pool).await.unwrap();
    let rows = season::read(&test.db.pool, 1982).await.unwrap();
    assert!(rows.games.len() == 4 && rows.games.iter().all(|game| game.venue == 1));
    assert_eq!(rows.all_star_day, NaiveDate::from_ymd_opt(1982, 7, 13));
}

/// What happened, and which of the versions of 1982 and 2024 it moved; those that moved are the data's.
async fn moved(db: &Db, before: &mut Vec<(i16, i64)>, what: &str) -> Vec<i16> {
    let now = season::versions(&db.pool).await.unwrap();
    let version = number(db, "select version from data_version").await;
    let moved: Vec<i16> = now.iter().filter(|row| !before.contains(row)).map(|(season, _)| *season).collect();
    assert!(now.iter().filter(|row| !before.contains(row)).all(|row| row.1 <= version), "{what}: {now:?}, {version}");
    *before = now;
    moved
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_moves_the_version_of_its_season_and_no_other() {
    let sim = Sim::play(3).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let (db, versions) = (&crawl.db, &mut Vec::new());
    load_retrosheet(db, &three_games(), false).await.unwrap();
    // What the end of a run would make up for by itself.
    refresh(&db.pool).await.unwrap();
    assert_eq!(moved(db, versions, "an archive").await, [1982]);
    assert_eq!(crawl.crawl(SourceId::Savant, sim.span()).await.error, None);
    assert_eq!(moved(db, versions, "Statcast days").await, [2024]);
    assert_eq!(crawl.crawl(SourceId::Statsapi, sim.span()).await.error, None);
    assert_eq!(moved(db, versions, "feeds").await, [2024]);

    load_retrosheet(db, &three_games(), false).await.unwrap();
    assert_eq!(moved(db, versions, "the same archive").await, [0; 0]);
    let corrected = game("1982/06/01", 0).replace(",??,,S8\r\n", ",??,,D8\r\n");
    load_retrosheet(db, &archive_of(&[corrected]), false).await.unwrap();
    assert_eq!(moved(db, versions, "a release").await, [1982]);
    load_schedule(db, &schedule(&LISTED), false).await.unwrap();
    assert_eq!(moved(db, versions, "a schedule").await, [1982]);
    register_into(db, &[1]).await;
    assert_eq!(moved(db, versions, "a register that names a batter").await, [1982]);

    let before = number(db, "select version from data_version").await;
    register_into(db, &[1]).await;
    let player: i32 = sqlx::query_scalar("select min(id) from player").fetch_one(&db.pool).await.unwrap();
    alias::import(db, &[alias::Alias { player_id: player, name: "Nobody".to_owned(), language: None }]).await.unwrap();
    assert!(number(db, "select version from data_version").await > before);
    assert_eq!(moved(db, versions, "a register and a name").await, [0; 0]);

    // A park's number is told by a game of another season.
    let sql = "update game set site = 'ANA01' where id = (select min(id) from game where venue_id is not null)";
    sqlx::query(sql).execute(&db.pool).await.unwrap();
    publish::publish(&mut db.pool.acquire().await.unwrap(), &[2024]).await.unwrap();
    assert_eq!(moved(db, versions, "a park").await, [1982, 2024]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_given_up_leaves_no_transaction_on_its_connection() {
    let (sim, crawl) = crate::api::loaded().await;
    let db = scorebook::db::connect(crawl.db.url(), 6).await.unwrap();
    let shutdown = tokio_util::sync::CancellationToken::new();
    let version = scorebook::cache::Version::follow(&db.pool, shutdown.clone()).await.unwrap();
    let year = i16::try_from(sim.league.span().0.year()).unwrap();
    let question = Question {
        role: Role::Batting,
        of: Subject::Everybody,
        by: Vec::new(),
        filter: Filter::All(Vec::new()),
        wanted: Wanted { counters: CounterSet::default().with(Counter::PlateAppearances), ..Wanted::default() },
    };
    for wait in (0..40).map(|n| std::time::Duration::from_micros(100 * n)) {
        // With nothing in memory: it reads the season.
        let store = scorebook::cache::Store::new(db.pool.clone(), version.clone(), 16 << 20);
        let asked = async {
            let constants = scorebook::query::constants::kept(&db.pool, year);
            tokio::join!(store.facts.answer(question.clone()), constants)
        };
        drop(tokio::time::timeout(wait, asked).await);
    }
    // Whatever connection comes: it can begin, and write. What still reads gives its own back first.
    let mut held = Vec::new();
    for _ in 0..5 {
        let mut connection = db.pool.acquire().await.unwrap();
        let is_read_only: String = sqlx::query_scalar("select current_setting('transaction_read_only')")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(is_read_only, "off");
        held.push(connection);
    }
    shutdown.cancel();
}
