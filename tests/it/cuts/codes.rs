//! The codes are right: plate appearances and pitches by value, counted by SQL over the tables, written from what the
//! dimensions say of themselves, against the engine's split of everybody.

use std::collections::BTreeMap;

use scorebook::db::Db;
use scorebook::fact::{Question, Subject, Wanted};
use scorebook::stat::DimensionId::{self as By};
use scorebook::stat::{Counter, CounterSet, Grain, Role};
use sqlx::PgConnection;

use super::{ROLES, Told, everything, question};

/// Plate appearances, with the game, its teams and the pitch each ended on.
const TURNS: &str = "
    create temporary table turn as with ended as (
        select distinct on (game_pk, at_bat_number) * from staging.savant_pitch
        order by game_pk, at_bat_number, pitch_number desc
    ), rested as (
        select player_id, game_id,
               game_date - lag(game_date) over (partition by player_id order by game_date, game_id) - 1 as free
        from (select distinct player_id, game_id, game_date from pitching_game where game_type not in ('S', 'E', 'A')) q
    ), started as (
        select distinct on (game_id, is_home) game_id, is_home, pitcher_id
        from play where share = 0 order by game_id, is_home, number, part
    ), half as (
        select season, min(official_date) as day from game where game_type = 'A' group by season
    )
        select p.*, g.official_date, g.venue_id, g.site, g.home_score, g.away_score, g.home_team_id, g.away_team_id,
               g.turf_type, g.temperature, lower(g.day_night) as day_night, g.game_number, g.double_header,
               p.fielding_score - p.batting_score as needed, p.bases & 1 as on_first, p.bases >> 1 & 1 as on_second,
               p.bases >> 2 & 1 as on_third, bit_count(p.bases::int::bit(3)) as runners,
               home.league as home_league, away.league as away_league, half.day as all_star, rested.free,
               coalesce(named.player_id, started.pitcher_id) as starter, s.source as teller, r.number as number_of_day,
               row_number() over (partition by p.game_id, p.batter_id order by p.number, p.part) as appearance,
               p.at_bats - p.strikeouts + p.sacrifice_flies + p.sacrifice_bunts > 0
                   or coalesce(e.description like '%hit_into_play%', false) as in_play,
               p.at_bats - p.strikeouts + p.sacrifice_flies + p.sacrifice_bunts > 0 as result_in_play,
               e.pitch_type, e.pitch_number, e.description, e.balls as pitch_balls, e.strikes as pitch_strikes, e.zone, e.release_speed,
               e.plate_x, e.plate_z, e.sz_top, e.sz_bot, e.launch_speed, e.launch_angle, e.launch_speed_angle, e.hc_x,
               e.hc_y
        from play p
        join game g on g.id = p.game_id
        left join team home on home.season = g.season and home.id = g.home_team_id
        left join team away on away.season = g.season and away.id = g.away_team_id
        left join half on half.season = g.season
        left join rested on rested.game_id = p.game_id and rested.player_id = p.pitcher_id
        left join started on started.game_id = p.game_id and started.is_home = p.is_home
        left join staging.served s on s.game_id = p.game_id
        -- Who was to start may leave before he faces a batter, as in CAL198206020.
        left join staging.told_appearance named on named.source = s.source and named.game_id = p.game_id
                                                   and named.is_home <> p.is_home and named.pitching_order = 1
        left join staging.told_game r on r.game_id = p.game_id and r.source = 'retrosheet'
        left join ended e on e.game_pk = p.game_id and e.at_bat_number = p.at_bat_number
        where p.plate_appearances > 0 and p.season = {season}";

/// Pitches that were thrown, of plays.
const PITCHES: &str = "
    create temporary table pitch as
        select s.pitch_type, s.pitch_number, true as has_pitches, s.description, s.balls as pitch_balls, s.strikes as pitch_strikes, s.zone, s.release_speed,
               s.plate_x, s.plate_z, s.sz_top, s.sz_bot, s.pitcher as pitcher_id
        from staging.savant_pitch s
        join play p on p.game_id = s.game_pk and p.at_bat_number = s.at_bat_number
                       and s.pitch_number > p.above and s.pitch_number <= p.upto
                       -- Retrosheet's turns may be numbered otherwise.
                       and (p.source < 3 or p.batter_id = s.batter and (p.pitcher_id = s.pitcher or p.pitcher_id < 0))
        where p.season = {season}
          and s.description not in ('automatic_ball', 'automatic_strike', 'no_pitch')";

/// Rows by value. `mine` is whether the home team is the player's, `margin` the lead of his side.
const TURNS_BY: &str = "select value, count(*) from (
    select {value} as value from (
        select turn.*, {mine} as mine, {lead} * (batting_score - fielding_score) as margin from turn
    ) x {from}
) q group by 1";
const PITCHES_BY: &str = "select value, count(*) from (select {value} as value from pitch) q group by 1";

/// Where a run is that is `beyond` a tie.
fn place(beyond: i32) -> String {
    format!(
        "case when needed is null then 'UNKNOWN' when needed + {beyond} <= 0 then 'SCORED' \
              when needed + {beyond} <= runners then 'ON_BASE' when needed + {beyond} = runners + 1 then 'AT_BAT' \
              when needed + {beyond} = runners + 2 then 'ON_DECK' else 'FURTHER' end"
    )
}

fn yes(condition: &str) -> String {
    format!("case when {condition} then 'true' when ({condition}) is null then 'UNKNOWN' else 'false' end")
}

fn state(balls: &str, strikes: &str) -> String {
    format!(
        "case when {balls} is null then 'UNKNOWN' when ({balls}, {strikes}) = (3, 2) or {balls} = {strikes} then 'EVEN' \
              when {balls} > {strikes} then 'AHEAD' else 'BEHIND' end"
    )
}

/// Values of bands by their lower limits.
fn bands(of: &str, limits: &[(&str, &str)], below: &str, unknown: &str) -> String {
    let cases: Vec<String> =
        limits.iter().rev().map(|(limit, value)| format!("when {of} >= {limit} then '{value}'")).collect();
    format!("case when {of} is null then '{unknown}' {} else '{below}' end", cases.join(" "))
}

fn in_play(of: &str) -> String {
    format!("case when not in_play then 'NONE' else {of} end")
}

const FAMILY: &str = "case when pitch_type in ('FF', 'SI', 'FC', 'FT', 'FA') then 'FASTBALL' \
    when pitch_type in ('SL', 'ST', 'CU', 'KC', 'CS', 'SV') then 'BREAKING' \
    when pitch_type in ('CH', 'FS', 'FO', 'SC') then 'OFFSPEED' when pitch_type is not null then 'OTHER' \
    when pitch_number is null and has_pitches then 'NONE' else 'UNKNOWN' end";
const HAND: &str = "case {} when 'L' then 'LEFT' when 'R' then 'RIGHT' else 'UNKNOWN' end";
const LEAGUE: &str = "case case when mine then home_league else away_league end when 'American League' then 'AMERICAN' \
    when 'National League' then 'NATIONAL' else case when case when mine then home_league else away_league end is null \
    then 'UNKNOWN' else 'OTHER' end end";
/// In decimals, as upstream writes them.
const WAY: &str = "greatest(abs(plate_x::numeric / 0.83), abs((plate_z::numeric - (sz_top::numeric + sz_bot::numeric) / 2) \
    / nullif((sz_top::numeric - sz_bot::numeric) / 2, 0)))";

/// Dimensions of plays.
fn of_plays() -> Vec<(By, String)> {
    let at = |text: &str| text.to_owned();
    vec![
        (By::Season, at("season::text")),
        (By::Month, at("extract(month from official_date)::text")),
        (By::Date, at("official_date::text")),
        (By::Game, at("game_id::text")),
        (
            By::GameType,
            at("case game_type when 'R' then 'REGULAR' when 'F' then 'WILD_CARD' when 'D' then 'DIVISION_SERIES' \
                when 'L' then 'LEAGUE_SERIES' when 'W' then 'WORLD_SERIES' when 'A' then 'ALL_STAR' \
                when 'S' then 'SPRING' when 'E' then 'EXHIBITION' end"),
        ),
        (By::PitcherHand, HAND.replace("{}", "pitcher_hand")),
        (By::BatterSide, HAND.replace("{}", "batter_side")),
        (By::HomeAway, at("case when mine then 'HOME' else 'AWAY' end")),
        (By::Team, at("case when mine then home_team_id else away_team_id end::text")),
        (By::Opponent, at("case when mine then away_team_id else home_team_id end::text")),
        (By::Inning, at("inning::text")),
        (By::Outs, at("outs::text")),
        (
            By::Runners,
            at("case when runners = 0 then 'EMPTY' when runners = 3 then 'LOADED' \
                when on_second + on_third > 0 then 'SCORING_POSITION' else 'ON' end"),
        ),
        (By::CountAtEnd, at("coalesce(balls || '-' || strikes, 'UNKNOWN')")),
        (By::Batter, at("batter_id::text")),
        (By::Pitcher, at("pitcher_id::text")),
        (By::Catcher, at("coalesce(fielders[2], 0)::text")),
        (By::League, at(LEAGUE)),
        (By::Interleague, yes("home_league <> away_league")),
        (By::Venue, at("coalesce(venue_id::text, site, '0')")),
        (By::DayNight, at("case day_night when 'day' then 'DAY' when 'night' then 'NIGHT' else 'UNKNOWN' end")),
        (
            By::Surface,
            at(
                "case turf_type when 'Grass' then 'GRASS' when 'Artificial Turf' then 'ARTIFICIAL_TURF' else 'UNKNOWN' end",
            ),
        ),
        (
            By::Temperature,
            bands(
                "temperature",
                &[
                    ("50", "FROM_50_TO_59"),
                    ("60", "FROM_60_TO_69"),
                    ("70", "FROM_70_TO_79"),
                    ("80", "FROM_80_TO_89"),
                    ("90", "FROM_90"),
                ],
                "BELOW_50",
                "UNKNOWN",
            ),
        ),
        (By::Weekday, at("to_char(official_date, 'FMDAY')")),
        (
            By::Half,
            at(
                "case when all_star is null then 'UNKNOWN' when official_date < all_star then 'FIRST' else 'SECOND' end",
            ),
        ),
        (
            By::Doubleheader,
            at("case coalesce(case when double_header in ('Y', 'S') then game_number::int \
                                   when double_header is null then number_of_day::int end, 0) \
                when 0 then 'SINGLE' when 1 then 'FIRST' else 'SECOND' end"),
        ),
        (
            By::GameResult,
            at(
                "case when home_score is null or away_score is null then 'UNKNOWN' when home_score = away_score then 'TIED' \
                when mine = (home_score > away_score) then 'WON' else 'LOST' end",
            ),
        ),
        (
            By::RestDays,
            at("case when free is null then 'FIRST_GAME' \
                else (array['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX_OR_MORE'])[1 + least(greatest(free, 0), 6)] end"),
        ),
        (By::PitcherRole, at("case when pitcher_id = starter then 'STARTER' else 'RELIEVER' end")),
        (
            By::BatterRole,
            at("coalesce((select case bool_or(t.is_start) when true then 'STARTER' when false then 'SUBSTITUTE' end \
                from staging.told_appearance t where t.source = x.teller and t.game_id = x.game_id \
                and t.player_id = x.batter_id and t.is_home = x.is_home), 'UNKNOWN')"),
        ),
        (
            By::LineupSlot,
            at("coalesce((select max(t.slot) from staging.told_appearance t where t.source = x.teller \
                and t.game_id = x.game_id and t.player_id = x.batter_id and t.is_home = x.is_home), 0)::text"),
        ),
        (
            By::PinchHitter,
            yes("case when batter_position between 1 and 12 then batter_position = 11 and appearance = 1 end"),
        ),
        (By::PlateAppearance, at("appearance::text")),
        (
            By::TimesThrough,
            at("case when teller is null then coalesce(times_through, 0) \
                else dense_rank() over (partition by game_id, pitcher_id, slot order by number) end::text"),
        ),
        (
            By::Platoon,
            at("case when batter_side is null or pitcher_hand is null then 'UNKNOWN' \
                when batter_side = pitcher_hand then 'SAME_HAND' else 'OPPOSITE_HAND' end"),
        ),
        (By::InningGroup, at("(array['EARLY', 'MIDDLE', 'LATE', 'EXTRA'])[least((inning + 2) / 3, 4)]")),
        (
            By::Bases,
            at("coalesce(nullif(case when runners = 3 then 'LOADED' else concat_ws('_', \
                case when on_first = 1 then 'FIRST' end, case when on_second = 1 then 'SECOND' end, \
                case when on_third = 1 then 'THIRD' end) end, ''), 'EMPTY')"),
        ),
        (By::ScoreMargin, at("coalesce(margin::text, 'UNKNOWN')")),
        (
            By::ScoreState,
            at(
                "case when margin is null then 'UNKNOWN' else (array['BEHIND', 'TIED', 'AHEAD'])[2 + sign(margin)::int] end",
            ),
        ),
        (By::TyingRun, place(0)),
        (By::GoAheadRun, place(1)),
        (
            By::CloseAndLate,
            // Tied or a run ahead; or behind by no more than those on base, at bat and on deck.
            yes("inning >= 7 and (needed in (0, -1) or needed > 0 and needed <= runners + 2)"),
        ),
        (By::CountReached, at("reached")),
        (By::CountState, state("balls", "strikes")),
        (By::TwoStrikes, yes("strikes = 2")),
        (By::FullCount, yes("(balls, strikes) = (3, 2)")),
        (By::FirstPitch, yes("(balls, strikes) = (0, 0)")),
        (
            By::FinalPitchType,
            at("coalesce(pitch_type, case when pitch_number is null and has_pitches then 'NONE' else 'UNKNOWN' end)"),
        ),
        (By::FinalPitchFamily, at(FAMILY)),
        (
            By::BattedBallType,
            at("case trajectory when 'ground_ball' then 'GROUND_BALL' when 'line_drive' then 'LINE_DRIVE' \
                when 'fly_ball' then 'FLY_BALL' when 'popup' then 'POP_UP' \
                else case when result_in_play then 'UNKNOWN' else 'NONE' end end"),
        ),
        (
            By::HitDirection,
            in_play(&bands(
                "(case batter_side when 'L' then 1 when 'R' then -1 end * atan2d(hc_x - 125.42, 198.27 - hc_y))",
                &[("-15", "CENTER"), ("15", "PULL")],
                "OPPOSITE",
                "UNKNOWN",
            )),
        ),
        (
            By::ExitVelocity,
            in_play(&bands(
                "launch_speed",
                &[
                    ("80", "FROM_80_TO_89"),
                    ("90", "FROM_90_TO_94"),
                    ("95", "FROM_95_TO_99"),
                    ("100", "FROM_100_TO_104"),
                    ("105", "FROM_105"),
                ],
                "BELOW_80",
                "UNKNOWN",
            )),
        ),
        (
            By::LaunchAngle,
            in_play(&bands(
                "launch_angle",
                &[
                    ("0", "FROM_0_TO_7"),
                    ("8", "FROM_8_TO_20"),
                    ("21", "FROM_21_TO_32"),
                    ("33", "FROM_33_TO_50"),
                    ("51", "ABOVE_50"),
                ],
                "BELOW_0",
                "UNKNOWN",
            )),
        ),
        (
            By::ContactQuality,
            in_play(
                "coalesce((array['WEAK', 'TOPPED', 'UNDER', 'FLARE_OR_BURNER', 'SOLID', 'BARREL'])[launch_speed_angle], 'UNKNOWN')",
            ),
        ),
        (
            By::Barrel,
            yes(
                "case when launch_speed_angle is null then case when not in_play then false end else launch_speed_angle = 6 end",
            ),
        ),
    ]
}

/// Dimensions of single pitches; of a plate appearance by the pitch it ended on.
fn of_pitches() -> Vec<(By, String)> {
    let at = |text: &str| text.to_owned();
    let (way, result) = (WAY, "description");
    vec![
        (By::PitchCount, at("coalesce(pitch_balls || '-' || pitch_strikes, 'UNKNOWN')")),
        (By::PitchCountState, state("pitch_balls", "pitch_strikes")),
        (
            By::PitchType,
            at("coalesce(pitch_type, case when pitch_number is null and has_pitches then 'NONE' else 'UNKNOWN' end)"),
        ),
        (By::PitchFamily, at(FAMILY)),
        (
            By::PitchVelocity,
            bands(
                "release_speed",
                &[
                    ("80", "FROM_80_TO_84"),
                    ("85", "FROM_85_TO_89"),
                    ("90", "FROM_90_TO_92"),
                    ("92.5", "FROM_92_5_TO_94"),
                    ("95", "FROM_95_TO_97"),
                    ("97.5", "FROM_97_5"),
                ],
                "BELOW_80",
                "UNKNOWN",
            ),
        ),
        (By::Zone, at("coalesce(zone, 0)::text")),
        (
            By::InZone,
            at("case when zone between 1 and 9 then 'IN' when zone between 11 and 14 then 'OUT' else 'UNKNOWN' end"),
        ),
        (
            By::AttackZone,
            format!(
                "case when plate_x is null or plate_z is null or sz_top is null or sz_bot is null or sz_top <= sz_bot then 'UNKNOWN' \
             when {way} < 2.0 / 3 then 'HEART' when {way} < 4.0 / 3 then 'SHADOW' when {way} < 2 then 'CHASE' else 'WASTE' end"
            ),
        ),
        (
            By::PitchResult,
            format!(
                "case when {result} in ('ball', 'blocked_ball', 'pitchout', 'intent_ball') then 'BALL' \
             when {result} = 'called_strike' then 'CALLED_STRIKE' \
             when {result} in ('swinging_strike', 'swinging_strike_blocked', 'foul_tip', 'missed_bunt', 'bunt_foul_tip', 'swinging_pitchout') then 'WHIFF' \
             when {result} in ('foul', 'foul_bunt', 'foul_pitchout') then 'FOUL' when {result} like '%hit_into_play%' then 'IN_PLAY' \
             when {result} = 'hit_by_pitch' then 'HIT_BATTER' when {result} = 'unknown_strike' then 'STRIKE' \
             when {result} = 'automatic_ball' then 'AUTOMATIC_BALL' when {result} = 'automatic_strike' then 'AUTOMATIC_STRIKE' \
             when {result} = 'no_pitch' then 'NO_PITCH' else 'UNKNOWN' end"
            ),
        ),
    ]
}

/// Counts of a turn: as the play-by-play has them, else those its pitches were thrown at.
const REACHED: &str = "cross join lateral (
    select n / 3 || '-' || n % 3 as reached from generate_series(0, 11) n
    where x.teller is not null and x.counts_reached >> n & 1 = 1
    union all select 'UNKNOWN' where x.teller is not null and x.counts_reached = 0
    union all (
        select distinct s.balls || '-' || s.strikes from staging.savant_pitch s
        where x.teller is null and s.game_pk = x.game_id and s.at_bat_number = x.at_bat_number
    )
) c";

type Counts = BTreeMap<String, i64>;

async fn by_sql(conn: &mut PgConnection, sql: &str, value: &str, from: &str, role: Role) -> Counts {
    let (mine, lead) = if role == Role::Batting { ("is_home", "1") } else { ("not is_home", "-1") };
    let sql = sql.replace("{mine}", mine).replace("{lead}", lead).replace("{value}", value).replace("{from}", from);
    let rows: Vec<(Option<String>, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql.clone()))
        .fetch_all(conn)
        .await
        .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    rows.into_iter().map(|(value, count)| (value.unwrap_or_else(|| "null".to_owned()), count)).collect()
}

fn by_engine(told: &Told, role: Role, dimension: By, counter: Counter) -> Counts {
    let wanted = Wanted { counters: CounterSet::default().with(counter), ..Wanted::default() };
    let question = Question { wanted, ..question(role, Subject::Everybody, &[dimension], everything()) };
    let rows = told.ask(&question);
    let value = |row: &scorebook::fact::Row| (dimension.def().value(row.key[0]), row.line.get(counter));
    rows.iter().map(value).filter(|(_, count)| *count != 0).collect()
}

/// Values whose counts differ: SQL's and the engine's.
fn differ(expected: &Counts, found: &Counts) -> Vec<String> {
    let values: std::collections::BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let differs = values.into_iter().filter(|value| expected.get(*value) != found.get(*value));
    differs.take(12).map(|value| format!("{value}: {:?} {:?}", expected.get(value), found.get(value))).collect()
}

/// Every dimension but those that take the season's constants (they are worked out again in `around`), what is told of a
/// position and of a roof. `known` is what differs for a reason, to the number.
pub async fn equal_sql(what: &str, db: &Db, told: &Told, known: &[&str]) {
    let mut conn = db.pool.acquire().await.unwrap();
    let tables = ["analyze", TURNS, PITCHES].map(|sql| sql.replace("{season}", &told.rows.season.to_string()));
    sqlx::raw_sql(sqlx::AssertSqlSafe(tables.join("; "))).execute(&mut *conn).await.unwrap();
    let (mut compared, mut findings) = (0, Vec::new());
    let mut check = |role: Role, dimension: By, of: &str, expected: Counts, found: Counts| {
        compared += expected.len();
        let differing = differ(&expected, &found);
        if !differing.is_empty() {
            findings.push(format!("{role:?} {of} by {}: {differing:?}", dimension.def().name));
        }
    };
    for role in ROLES {
        for (dimension, value) in of_plays() {
            let from = if dimension == By::CountReached { REACHED } else { "" };
            let expected = by_sql(&mut conn, TURNS_BY, &value, from, role).await;
            check(role, dimension, "turns", expected, by_engine(told, role, dimension, Counter::PlateAppearances));
        }
    }
    if !told.rows.pitches.is_empty() {
        let role = Role::Pitching;
        for (dimension, value) in of_pitches() {
            assert_eq!(dimension.def().grain, Grain::Pitch);
            let expected = by_sql(&mut conn, TURNS_BY, &value, "", role).await;
            check(role, dimension, "turns", expected, by_engine(told, role, dimension, Counter::PlateAppearances));
            let expected = by_sql(&mut conn, PITCHES_BY, &value, "", role).await;
            check(role, dimension, "pitches", expected, by_engine(told, role, dimension, Counter::StatcastPitches));
        }
    }
    eprintln!("{what}: {compared} values counted by SQL");
    assert!(findings == known, "{what}:\n{}", findings.join("\n"));
}
