//! The same of recorded seasons, where the recorded data is there.

use scorebook::job::Span;
use scorebook::source::SourceId;
use scorebook::warehouse::{load_feeds, load_retrosheet};

use super::{Told, codes, logic, partition, zero};
use crate::feed::recorded;
use crate::job::origin::{Crawl, Replay, shared};
use crate::seasons::{body, bytes};
use crate::support::TestDb;

/// Games of a part of a season, for what is asked of every value.
const PART: usize = 450;

async fn of_retrosheet(year: i16, archives: &[&str]) {
    let Some(shared) = shared() else { return };
    let test = TestDb::new().await;
    for key in archives {
        let zip = bytes(&shared.join(format!("upstream/data/retrosheet/events/{key}.zip")));
        load_retrosheet(&test.db, &body("events", key, zip), false).await.unwrap();
    }
    let what = format!("Retrosheet {year}");
    let told = Told::read(&test.db, year).await;
    codes::equal_sql(&what, &test.db, &told, &[]).await;
    zero::sums_are_zero(&what, &told);
    partition::holds(&what, &told);
    let part = told.first(PART);
    partition::rows_are_filtered_lines(&what, &part, 2, 30);
    logic::equals_the_walk(&what, &part, 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_2015_is_cut_without_loss() {
    of_retrosheet(2015, &["2015eve", "2015post", "2015as"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_1982_is_cut_without_loss() {
    of_retrosheet(1982, &["1982eve", "1982post", "1982as"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_days_of_2024_are_cut_without_loss() {
    let (Some(_), Some(origin)) = (shared(), Replay::start()) else { return };
    let crawl = Crawl::of(&origin.url()).await;
    let days = |from: &str, to: &str| Span::Days { from: from.parse().unwrap(), to: to.parse().unwrap() };
    assert_eq!(crawl.crawl_without_games(days("2024-01-01", "2024-12-31")).await.error, None);
    assert_eq!(crawl.crawl(SourceId::Savant, days("2024-05-01", "2024-05-10")).await.error, None);
    // Two games of July by their play-by-play alone.
    let feeds: Vec<_> = [744_914, 747_175].into_iter().map(|game| recorded(game).unwrap()).collect();
    load_feeds(&crawl.db, &feeds, false).await.unwrap();
    let what = "Statcast and feeds 2024";
    let told = Told::read(&crawl.db, 2024).await;
    codes::equal_sql(what, &crawl.db, &told, &[]).await;
    zero::sums_are_zero(what, &told);
    partition::holds(what, &told);
    partition::rows_are_filtered_lines(what, &told, 2, 30);
    logic::equals_the_walk(what, &told, 60);
}
