//! The measurements, one question after the other.

use std::time::Duration;

use serde_json::Value;

use super::question::{Parameters, Question, Span, all_seasons, parameters, questions, week_and_career};
use super::report::{Row, ms, print};
use super::rival::Rival;
use super::served::{Load, Served, quantile, resident};
use super::store::Store;

const CLIENTS: usize = 8;

/// Measures every question whose name contains `only`.
pub async fn run(store: &Store, time: Duration, only: Option<&str>) {
    let is_wanted = |question: &Question| only.is_none_or(|only| question.name.contains(only));
    let pool = &store.db.pool;
    let has_data: bool =
        sqlx::query_scalar("select to_regclass('bench_play') is not null").fetch_one(pool).await.unwrap();
    assert!(has_data, "there are no seasons; make them with: cargo bench --bench splits -- --data DIR build");
    println!("{}", store.size().await);
    println!("{CLIENTS} connections, {} s each", time.as_secs());
    let (sets, span) = parameters(pool).await;
    let questions: Vec<_> = questions().into_iter().filter(is_wanted).collect();

    let rivals = [Rival::play(pool).await, Rival::bare()];
    let uncached = Served::start(store, Some(0)).await;
    warm(&uncached, &sets, &span).await;
    let windows = week_and_career();
    let has_windows = windows.iter().all(is_wanted);
    for question in questions.iter().chain(windows.iter().filter(|_| has_windows)) {
        check(store, &uncached, &rivals, question, &sets[0], &span).await;
    }
    let plain = loads(&uncached, &questions, &sets, &span, time).await;
    if has_windows {
        week_against_career(&uncached, &windows, &sets, &span, time).await;
    }
    println!("memory: {:.0} MB after the questions", resident());
    uncached.stop().await;

    let cached = Served::start(store, None).await;
    let kept = loads(&cached, &questions, &sets, &span, time).await;
    cached.stop().await;

    let mut rows = Vec::new();
    for ((question, uncached), cached) in questions.iter().zip(plain).zip(kept) {
        let [play, bare] =
            [&rivals[0], &rivals[1]].map(|rival| rival.measure(store, &question.sql, &sets, CLIENTS, time));
        rows.push(Row { name: question.name, yardstick: question.yardstick, uncached, cached, play, bare });
    }
    print(&rows);
}

/// The first question about all seasons, and the second.
async fn warm(served: &Served, sets: &[Parameters], span: &Span) {
    let question = all_seasons();
    println!("memory: {:.0} MB before the first question", resident());
    for (what, set) in ["first", "second"].iter().zip(sets) {
        match served.ask(&question.body(&question.document, set, span)).await {
            Ok((_, took)) => println!("{}, asked the {what} time: {} ms", question.name, ms(took.as_secs_f64() * 1e3)),
            Err(error) => println!("{}: {error}", question.name),
        }
    }
    println!("memory: {:.0} MB with all seasons", resident());
}

/// Compares the counts of an answer with those of the SQL over both tables.
async fn check(store: &Store, served: &Served, rivals: &[Rival], question: &Question, set: &Parameters, span: &Span) {
    let (document, sql) = &question.check;
    let mut answers = Vec::new();
    for rival in rivals {
        answers.push((rival.name, rival.numbers(&store.db.pool, sql, set).await));
    }
    match served.ask(&question.body(document, set, span)).await {
        Ok((answer, _)) => {
            let mut numbers = Vec::new();
            collect(&answer["data"], &mut numbers);
            numbers.sort_unstable();
            answers.push(("the API", numbers));
        }
        Err(error) => println!("skipped: {}: {error}", question.name),
    }
    let (_, expected) = &answers[0];
    assert!(!expected.is_empty(), "{}: no counts for {set:?}", question.name);
    for (name, numbers) in &answers {
        assert_eq!(numbers, expected, "{}: {name} counts otherwise than {} for {set:?}", question.name, answers[0].0);
    }
}

/// The numbers that are compared, from anywhere in an answer.
fn collect(value: &Value, numbers: &mut Vec<i64>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, numbers)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_f64()) {
                    ("plateAppearances" | "homeRuns" | "value", Some(number)) => numbers.push(number as i64),
                    _ => collect(value, numbers),
                }
            }
        }
        _ => {}
    }
}

async fn loads(
    served: &Served,
    questions: &[Question],
    sets: &[Parameters],
    span: &Span,
    time: Duration,
) -> Vec<Option<Load>> {
    let mut out = Vec::new();
    for question in questions {
        let bodies: Vec<_> = sets.iter().map(|set| question.body(&question.document, set, span)).collect();
        out.push(match served.ask(&bodies[0]).await {
            Ok(_) => Some(served.measure(&bodies, CLIENTS, time).await),
            Err(_) => None,
        });
    }
    out
}

/// What the length of the window costs: the same player and dimension, in turn.
async fn week_against_career(
    served: &Served,
    windows: &[Question; 2],
    sets: &[Parameters],
    span: &Span,
    time: Duration,
) {
    let bodies = windows
        .each_ref()
        .map(|question| sets.iter().map(|set| question.body(&question.document, set, span)).collect::<Vec<_>>());
    if let Err(error) = served.ask(&bodies[0][0]).await {
        println!("skipped: a week against a career: {error}");
        return;
    }
    let [week, career] = served.latencies([&bodies[0], &bodies[1]], time).await.map(|x| quantile(&x, 0.5));
    println!(
        "one player, one dimension: a week {} ms, all seasons {} ms: ratio {:.2} (aim: at most 2)",
        ms(week),
        ms(career),
        career / week
    );
}
