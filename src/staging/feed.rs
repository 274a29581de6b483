//! Live feeds, scored: the parts of turns, appearances, fielding, line score and box score of a game, encoded for COPY.
//!
//! The same body always gives the same bytes and the same hash; the hash leaves out the feed's revision.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::copy::{Tuples, copy, statement};
use crate::scoring::account::Hand;
use crate::scoring::{Appearance, Decisions, Fielding, Part, Scored};
use crate::source::statsapi::box_score;
use crate::source::statsapi::feed::{BoxTeam, Counters, Feed, InningHalf};
use crate::source::{Cell, Refusal, VerdictCode};

/// One game, ready to be copied.
#[derive(Debug, Clone)]
pub struct FeedRows {
    /// StatsAPI `gamePk`.
    pub game_pk: i32,
    /// blake3 of everything but the revision.
    pub content_hash: [u8; 32],
    /// When the feed was made, as it says.
    pub revision: Option<String>,
    /// Turns at bat.
    pub plays: i16,
    /// Everybody who played.
    pub people: Vec<i32>,
    /// Where the feed contradicts itself, or says what nobody knows.
    pub findings: Vec<String>,
    /// Tuples of each of [`TABLES`].
    tuples: [Vec<u8>; TABLES.len()],
}

/// A table: its name and columns.
struct Table {
    name: &'static str,
    columns: fn() -> Vec<&'static str>,
}

/// The tables of a feed.
const TABLES: [Table; 6] = [
    Table { name: "statsapi_feed", columns: || HEADER.to_vec() },
    Table { name: "statsapi_part", columns: || names(PART) },
    Table { name: "statsapi_appearance", columns: || names(APPEARANCE) },
    Table { name: "statsapi_fielding", columns: || names(FIELDING) },
    Table { name: "statsapi_inning", columns: || INNING.to_vec() },
    Table { name: "statsapi_box", columns: || BOX.to_vec() },
];

const HEADER: [&str; 32] = [
    "game_pk",
    "season",
    "game_type",
    "official_date",
    "home_team_id",
    "away_team_id",
    "plays",
    "venue_id",
    "venue_name",
    "roof_type",
    "turf_type",
    "weather",
    "temperature",
    "wind",
    "attendance",
    "first_pitch",
    "duration",
    "delay",
    "winner_id",
    "loser_id",
    "save_id",
    "home_runs",
    "home_hits",
    "home_errors",
    "home_left_on_base",
    "away_runs",
    "away_hits",
    "away_errors",
    "away_left_on_base",
    "findings",
    "content_hash",
    "revision",
];

const INNING: [&str; 7] = ["game_pk", "inning", "is_home", "runs", "hits", "errors", "left_on_base"];

const BOX: [&str; 5] = ["game_pk", "team_id", "player_id", "line", "numbers"];

/// Every row begins with its game.
fn names<T>(columns: &[Column<T>]) -> Vec<&'static str> {
    ["game_pk"].into_iter().chain(columns.iter().map(|x| x.0)).collect()
}

/// A column and its cell.
type Column<T> = (&'static str, for<'a> fn(&'a T) -> Cell<'a>);

/// A counter of a part under its own name.
macro_rules! tally {
    ($counter:ident) => {
        (stringify!($counter), |x| Cell::Int2(x.tally.$counter))
    };
}

/// A counter of a fielder under its own name.
macro_rules! fielding {
    ($counter:ident) => {
        (stringify!($counter), |x| Cell::Int2(x.fielding.$counter))
    };
}

const PART: &[Column<Part>] = &[
    ("number", |x| Cell::Int2(x.number)),
    ("part", |x| Cell::Int2(x.part)),
    ("share", |x| Cell::Int2(x.share as i16)),
    ("batter_id", |x| Cell::Int4(x.batter)),
    ("pitcher_id", |x| Cell::Int4(x.pitcher)),
    ("at_bat_id", |x| Cell::Int4(x.at_bat)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("batter_side", |x| text(x.batter_side.map(Hand::letter))),
    ("pitcher_hand", |x| text(x.pitcher_hand.map(Hand::letter))),
    ("inning", |x| Cell::Int2(x.inning)),
    ("outs", |x| Cell::Int2(x.before.outs)),
    ("bases", |x| Cell::Int2(x.before.bases)),
    ("balls", |x| maybe(x.before.count.map(|x| x.0))),
    ("strikes", |x| maybe(x.before.count.map(|x| x.1))),
    ("counts_reached", |x| Cell::Int2(x.counts_reached)),
    ("start_outs", |x| Cell::Int2(x.start.0)),
    ("start_bases", |x| Cell::Int2(x.start.1)),
    ("end_outs", |x| Cell::Int2(x.end.0)),
    ("end_bases", |x| Cell::Int2(x.end.1)),
    ("batting_score", |x| Cell::Int2(x.before.batting_score)),
    ("fielding_score", |x| Cell::Int2(x.before.fielding_score)),
    ("slot", |x| maybe(x.slot)),
    ("batter_position", |x| maybe(x.batter_position)),
    ("batter_is_start", |x| Cell::Bool(x.batter_is_start)),
    ("is_start", |x| Cell::Bool(x.pitcher_is_start)),
    ("times_through", |x| Cell::Int2(x.times_through)),
    ("event", |x| x.event.map_or(Cell::Null, |event| Cell::Text(event.name.as_bytes()))),
    ("trajectory", |x| x.trajectory.map_or(Cell::Null, |x| Cell::Text(x.name().as_bytes()))),
    ("first_pitch", |x| maybe(x.pitches.map(|x| x.0))),
    ("last_pitch", |x| maybe(x.pitches.map(|x| x.1))),
    ("fielders", |x| Cell::Int4s(&x.fielders)),
    tally!(runs),
    tally!(runs_batted_in),
    tally!(stolen_bases),
    tally!(caught_stealing),
    tally!(picked_off),
    tally!(left_on_base),
    tally!(ground_outs),
    tally!(fly_outs),
    tally!(line_outs),
    tally!(pop_outs),
    tally!(outs_made),
    tally!(runs_allowed),
    tally!(earned_runs),
    tally!(inherited_runners),
    tally!(inherited_runners_scored),
    tally!(wild_pitches),
    tally!(passed_balls),
    tally!(balks),
    tally!(pitches),
    tally!(strikes_thrown),
    tally!(balls_thrown),
];

/// A player of a team in a game.
struct Played {
    team: i32,
    is_home: bool,
    appearance: Appearance,
    positions: Vec<i16>,
    decisions: Option<Decisions>,
}

const APPEARANCE: &[Column<Played>] = &[
    ("player_id", |x| Cell::Int4(x.appearance.player)),
    ("team_id", |x| Cell::Int4(x.team)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("slot", |x| maybe(x.appearance.slot.map(i16::from))),
    ("sequence", |x| maybe(x.appearance.sequence.map(i16::from))),
    ("is_start", |x| Cell::Bool(x.appearance.is_start)),
    ("positions", |x| Cell::Int2s(&x.positions)),
    ("pitching_order", |x| maybe(x.appearance.pitching_order.map(i16::from))),
    ("wins", |x| decided(x.decisions.and_then(|x| x.win))),
    ("losses", |x| decided(x.decisions.and_then(|x| x.loss))),
    ("saves", |x| decided(x.decisions.and_then(|x| x.save))),
    ("holds", |x| decided(x.decisions.and_then(|x| x.hold))),
    ("blown_saves", |x| decided(x.decisions.and_then(|x| x.blown_save))),
    ("games_finished", |x| decided(x.decisions.map(|x| x.finished))),
    ("complete_games", |x| decided(x.decisions.map(|x| x.complete))),
    ("shutouts", |x| decided(x.decisions.map(|x| x.shutout))),
];

/// A fielder at a position in a game.
struct Fielded {
    team: i32,
    is_home: bool,
    player: i32,
    position: i16,
    fielding: Fielding,
}

const FIELDING: &[Column<Fielded>] = &[
    ("player_id", |x| Cell::Int4(x.player)),
    ("team_id", |x| Cell::Int4(x.team)),
    ("is_home", |x| Cell::Bool(x.is_home)),
    ("position", |x| Cell::Int2(x.position)),
    ("is_start", |x| Cell::Bool(x.fielding.is_start)),
    fielding!(outs),
    fielding!(putouts),
    fielding!(assists),
    fielding!(errors),
    fielding!(double_plays),
    fielding!(triple_plays),
    fielding!(passed_balls),
    fielding!(stolen_bases),
    fielding!(caught_stealing),
    fielding!(pickoffs),
    fielding!(catcher_interferences),
];

fn maybe(number: Option<i16>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Int2)
}

fn decided(is: Option<bool>) -> Cell<'static> {
    maybe(is.map(i16::from))
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.filter(|text| !text.is_empty()).map_or(Cell::Null, |text| Cell::Text(text.as_bytes()))
}

/// Encodes a feed and what the scorer made of it.
///
/// # Errors
/// A refusal where the feed does not say which game of which day it is.
pub fn encode(feed: &Feed<'_>, scored: &Scored, findings: Vec<String>) -> Result<FeedRows, Refusal> {
    let game_pk = feed.game_data.game.pk;
    let teams = [feed.game_data.teams.away.id, feed.game_data.teams.home.id];
    let mut tuples: [Tuples; TABLES.len()] = Default::default();
    let [header, parts, appearances, fielding, innings, boxes] = &mut tuples;

    for part in &scored.parts {
        row(parts, game_pk, PART, part);
    }
    let both = [&feed.live_data.boxscore.teams.away, &feed.live_data.boxscore.teams.home];
    for (side, team) in teams.into_iter().enumerate() {
        let is_home = side == 1;
        for appearance in &scored.appearances[side] {
            let positions = appearance.positions.iter().map(|x| i16::from(*x)).collect();
            let decisions = scored.decisions[side].get(&appearance.player).copied();
            let appearance = appearance.clone();
            row(appearances, game_pk, APPEARANCE, &Played { team, is_home, appearance, positions, decisions });
        }
        for ((player, position), there) in &scored.fielding[side] {
            let (player, position) = (*player, i16::from(*position));
            let fielded = Fielded { team, is_home, player, position, fielding: *there };
            row(fielding, game_pk, FIELDING, &fielded);
        }
        for inning in &feed.live_data.linescore.innings {
            let half = if is_home { &inning.home } else { &inning.away };
            innings.begin(INNING.len() as i16);
            innings.cell(Cell::Int4(game_pk));
            innings.cell(Cell::Int2(inning.num));
            innings.cell(Cell::Bool(is_home));
            for number in totals(half) {
                innings.cell(maybe(number));
            }
        }
        box_rows(boxes, game_pk, team, both[side]);
    }
    let mut hasher = blake3::Hasher::new();
    head(header, feed, &findings)?;
    for table in &[&*header, parts, appearances, fielding, innings, boxes] {
        hasher.update(&table.bytes);
    }
    let content_hash = *hasher.finalize().as_bytes();
    let revision = feed.meta_data.time_stamp.as_deref().map(str::to_owned);
    header.cell(Cell::Bytes(&content_hash));
    header.cell(text(revision.as_deref()));
    let people = scored.appearances.iter().flatten().map(|x| x.player).collect();
    let plays = feed.live_data.plays.all_plays.len() as i16;
    Ok(FeedRows { game_pk, content_hash, revision, plays, people, findings, tuples: tuples.map(|x| x.bytes) })
}

/// Copies games; deletes nothing. Returns the number of rows.
///
/// # Errors
/// What the database says; a game that is there already is an error.
pub async fn copy_feeds(conn: &mut PgConnection, feeds: &[&FeedRows]) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    for (place, table) in TABLES.iter().enumerate() {
        let parts: Vec<&[u8]> = feeds.iter().map(|x| x.tuples[place].as_slice()).collect();
        rows += copy(conn, &statement(table.name, (table.columns)().into_iter()), &parts).await?;
    }
    Ok(rows)
}

/// Removes games from the tables of feeds.
///
/// # Errors
/// What the database says.
pub async fn delete_feeds(conn: &mut PgConnection, games: &[i32]) -> Result<(), sqlx::Error> {
    for table in TABLES {
        let sql = format!("DELETE FROM staging.{} WHERE game_pk = ANY($1)", table.name);
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(games).execute(&mut *conn).await?;
    }
    Ok(())
}

fn row<T>(to: &mut Tuples, game_pk: i32, columns: &[Column<T>], from: &T) {
    to.begin(columns.len() as i16 + 1);
    to.cell(Cell::Int4(game_pk));
    for (_, cell) in columns {
        to.cell(cell(from));
    }
}

fn totals(half: &InningHalf) -> [Option<i16>; 4] {
    [half.runs, half.hits, half.errors, half.left_on_base]
}

fn head(to: &mut Tuples, feed: &Feed<'_>, findings: &[String]) -> Result<(), Refusal> {
    let data = &feed.game_data;
    let wrong = |what: &str, said: &str| {
        let detail = format!("game {}: {what} is {said:?}; ask again", data.game.pk);
        Refusal::new(VerdictCode::BadValue, detail)
    };
    let day: &str = &data.datetime.official_date;
    let date: NaiveDate = day.parse().map_err(|_| wrong("officialDate", day))?;
    let season: i16 = data.game.season.parse().map_err(|_| wrong("season", &data.game.season))?;
    let info = &data.game_info;
    let instant = info.first_pitch.as_deref().and_then(|x| x.parse::<DateTime<Utc>>().ok());
    let decisions = &feed.live_data.decisions;
    let id = |id: &Option<crate::source::statsapi::feed::Id>| id.as_ref().map_or(Cell::Null, |id| Cell::Int4(id.id));
    let temperature = data.weather.temp.as_deref().and_then(|x| x.parse().ok());
    to.begin(HEADER.len() as i16);
    for cell in [
        Cell::Int4(data.game.pk),
        Cell::Int2(season),
        Cell::Text(data.game.kind.as_bytes()),
        Cell::Date(date),
        Cell::Int4(data.teams.home.id),
        Cell::Int4(data.teams.away.id),
        Cell::Int2(feed.live_data.plays.all_plays.len() as i16),
        data.venue.id.map_or(Cell::Null, Cell::Int4),
        text(data.venue.name.as_deref()),
        text(data.venue.field_info.roof_type.as_deref()),
        text(data.venue.field_info.turf_type.as_deref()),
        text(data.weather.condition.as_deref()),
        maybe(temperature),
        text(data.weather.wind.as_deref()),
        info.attendance.map_or(Cell::Null, Cell::Int4),
        instant.map_or(Cell::Null, Cell::Instant),
        maybe(info.game_duration_minutes),
        maybe(info.delay_duration_minutes),
        id(&decisions.winner),
        id(&decisions.loser),
        id(&decisions.save),
    ] {
        to.cell(cell);
    }
    for half in [&feed.live_data.linescore.teams.home, &feed.live_data.linescore.teams.away] {
        for number in totals(half) {
            to.cell(Cell::Int2(number.unwrap_or(0)));
        }
    }
    to.cell(Cell::Texts(findings));
    Ok(())
}

fn box_rows(to: &mut Tuples, game_pk: i32, team: i32, printed: &BoxTeam<'_>) {
    let mut players: Vec<_> = printed.players.values().collect();
    players.sort_unstable_by_key(|player| player.person.id);
    for player in players {
        // Everybody on the roster has a fielding line of zeros; only those who played are kept.
        let played = !player.all_positions.is_empty();
        let lines: [(&str, &[&str], &Counters<'_>); 3] = [
            ("batting", box_score::BATTING, &player.stats.batting),
            ("pitching", box_score::PITCHING, &player.stats.pitching),
            ("fielding", box_score::FIELDING, &player.stats.fielding),
        ];
        for (line, names, counters) in lines {
            if counters.is_empty() || (line == "fielding" && !played) {
                continue;
            }
            let numbers: Vec<Option<i16>> = names.iter().map(|name| counters.get(name)).collect();
            to.begin(BOX.len() as i16);
            to.cell(Cell::Int4(game_pk));
            to.cell(Cell::Int4(team));
            to.cell(Cell::Int4(player.person.id));
            to.cell(Cell::Text(line.as_bytes()));
            to.cell(Cell::Int2Options(&numbers));
        }
    }
}
