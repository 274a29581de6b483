//! Proofs of the splits, on the engine itself: that the rows of a split add up to the line, that a row is the line under
//! the filter of its value, that AND, OR and NOT mean what they say, and that the codes are those that SQL tells.
//!
//! A simulated league always; recorded seasons where the recorded data is there, else skipped, visibly.

mod around;
mod asked;
mod codes;
mod hand;
mod logic;
mod partition;
mod recorded;
mod walk;
mod zero;

use std::sync::Arc;

use chrono::Datelike as _;
use scorebook::db::Db;
use scorebook::fact::rows::{GameLine, SeasonRows};
use scorebook::fact::{Filter, Question, Row, Season, Subject, Wanted};
use scorebook::job::Span;
use scorebook::query::{constants, season};
use scorebook::sim::SimConfig;
use scorebook::source::SourceId;
use scorebook::stat::constants::Constants;
use scorebook::stat::{COUNTERS, CounterSet, DimensionId, Line, Role};
use scorebook::warehouse::constants::refresh;
use scorebook::warehouse::load_retrosheet;

use crate::job::origin::{Crawl, Sim};
use crate::retrosheet::{archive, three_games};
use crate::support::TestDb;

pub const ROLES: [Role; 2] = [Role::Batting, Role::Pitching];

/// A season as it was read, and the engine's season made of it.
pub struct Told {
    pub rows: SeasonRows,
    pub constants: Option<Constants>,
    pub seasons: Vec<Arc<Season>>,
}

impl Told {
    pub fn of(rows: SeasonRows, constants: Option<Constants>) -> Self {
        let season = Season::new(rows.clone(), constants.clone());
        Self { rows, constants, seasons: vec![Arc::new(season)] }
    }

    /// Reads a season with its constants, which are computed if need be; Statcast rows alone have none.
    pub async fn read(db: &Db, year: i16) -> Self {
        refresh(&db.pool).await.unwrap();
        let constants = constants::of_season(&db.pool, year).await.unwrap();
        Self::of(season::read(&db.pool, year).await.unwrap(), constants)
    }

    /// The first games of it alone.
    pub fn first(&self, games: usize) -> Self {
        let mut rows = self.rows.clone();
        rows.games.truncate(games);
        let is_left = |game: u32| (game as usize) < games;
        rows.plays.retain(|row| is_left(row.game));
        rows.pitches.retain(|row| is_left(row.game));
        rows.lines.iter_mut().for_each(|lines| lines.retain(|row| is_left(row.game)));
        rows.fielding.retain(|row| is_left(row.game));
        Self::of(rows, self.constants.clone())
    }

    pub fn ask(&self, question: &Question) -> Vec<Row> {
        question.answer(&self.seasons).unwrap()
    }

    /// The only line of a question without dimensions; an empty one where there is no row.
    pub fn line(&self, role: Role, of: Subject, filter: Filter) -> Line {
        let mut rows = self.ask(&question(role, of, &[], filter));
        assert!(rows.len() < 2);
        rows.pop().map_or_else(Line::default, |row| row.line)
    }

    /// Players of a role: those with the most lines, and a few with the least.
    pub fn players(&self, role: Role, most: usize, least: usize) -> Vec<i32> {
        let mut lines = std::collections::BTreeMap::<i32, usize>::new();
        self.rows.lines[role as usize].iter().for_each(|line| *lines.entry(line.player).or_default() += 1);
        let mut players: Vec<(usize, i32)> = lines.into_iter().map(|(player, lines)| (lines, player)).collect();
        players.sort_unstable();
        let few = players.iter().take(least).copied().collect::<Vec<_>>();
        players.into_iter().rev().take(most).chain(few).map(|(_, player)| player).collect()
    }
}

pub fn everything() -> Filter {
    Filter::All(Vec::new())
}

/// Every counter and every exit velocity, all seasons and leagues together.
pub fn question(role: Role, of: Subject, by: &[DimensionId], filter: Filter) -> Question {
    let wanted = Wanted { counters: CounterSet::all(), parts: false, exit_velocities: true, caveats: false };
    Question { role, of, by: by.to_vec(), filter: filter.normalize(), wanted }
}

/// Values of all counters, in the order of the registry.
pub fn counts(line: &Line) -> Vec<i64> {
    COUNTERS.iter().map(|def| line.get(def.id)).collect()
}

/// A simulated league of which more happens than in real ones, loaded over the real path: with play-by-play, or as
/// Statcast alone tells it.
pub async fn simulated(with_games: bool) -> (Sim, Crawl, i16) {
    let config = SimConfig { teams: 4, days: 12, first_season: 2024, hard_cases: 20, ..SimConfig::default() };
    let sim = Sim::of(config).await;
    let crawl = Crawl::of(sim.origin.url.as_str()).await;
    let run = crawl.crawl(SourceId::Register, Span::All).await;
    assert_eq!(run.error, None, "{:?}", run.messages);
    let run = if with_games {
        crawl.crawl(SourceId::Statsapi, sim.span()).await
    } else {
        crawl.crawl_without_games(sim.span()).await
    };
    assert_eq!(run.error, None, "{:?}", run.messages);
    let run = crawl.crawl(SourceId::Savant, sim.span()).await;
    assert_eq!(run.error, None, "{:?}", run.messages);
    let year = i16::try_from(sim.league.span().0.year()).unwrap();
    (sim, crawl, year)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_simulated_season_is_cut_without_loss() {
    let (_sim, crawl, year) = simulated(true).await;
    let told = Told::read(&crawl.db, year).await;
    partition::holds("simulated", &told);
    partition::rows_are_filtered_lines("simulated", &told, 6, 60);
    zero::sums_are_zero("simulated", &told);
    codes::equal_sql("simulated", &crawl.db, &told, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_of_statcast_alone_is_cut_without_loss() {
    let (_sim, crawl, year) = simulated(false).await;
    let told = Told::read(&crawl.db, year).await;
    partition::holds("Statcast alone", &told);
    partition::rows_are_filtered_lines("Statcast alone", &told, 3, 60);
    codes::equal_sql("Statcast alone", &crawl.db, &told, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_of_event_files_over_statcast_is_cut_without_loss() {
    let (sim, crawl, year) = simulated(false).await;
    let zip = sim.league.retrosheet_zip(year.into(), None).unwrap();
    load_retrosheet(&crawl.db, &archive(&format!("{year}eve"), zip), false).await.unwrap();
    let told = Told::read(&crawl.db, year).await;
    assert!(told.rows.games.iter().all(|game| game.source == 3 && game.has_pitches));
    partition::holds("event files", &told);
    partition::rows_are_filtered_lines("event files", &told, 2, 30);
    zero::sums_are_zero("event files", &told);
    codes::equal_sql("event files", &crawl.db, &told, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_of_which_only_the_box_score_is_known_is_in_whole_games_alone() {
    let test = TestDb::new().await;
    load_retrosheet(&test.db, &three_games(), false).await.unwrap();
    let told = Told::read(&test.db, 1982).await;
    let is_boxed = |lines: &Vec<GameLine>| lines.iter().any(|line| line.is_boxed);
    assert!(told.rows.lines.iter().all(is_boxed), "batters and pitchers");
    partition::holds("box scores", &told);
    partition::rows_are_filtered_lines("box scores", &told, 6, 60);
    logic::equals_the_walk("box scores", &told, 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn random_filters_and_splits_equal_a_walk_over_the_rows() {
    let (_sim, crawl, year) = simulated(true).await;
    let told = Told::read(&crawl.db, year).await;
    logic::equals_the_walk("simulated", &told, 600);
}
