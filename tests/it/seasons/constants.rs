//! The constants of 2015 against those FanGraphs publishes, and what run expectancy and win chances add up to.

use scorebook::db::Db;
use scorebook::query::constants;
use scorebook::stat::constants::{Constants, Moment, published};
use scorebook::warehouse::constants::refresh;
use scorebook::warehouse::load_retrosheet;

use super::{body, bytes};
use crate::job::origin::shared;
use crate::support::TestDb;

const SEASON: i16 = 2015;

/// A turn at bat as plays have it.
#[derive(Debug, sqlx::FromRow)]
struct Turn {
    game_id: i32,
    is_home: bool,
    inning: i16,
    start_outs: i16,
    start_bases: i16,
    end_outs: i16,
    end_bases: i16,
    runs: i64,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_constants_of_2015_are_those_that_are_published() {
    let Some(shared) = shared() else { return };
    let test = TestDb::new().await;
    let zip = bytes(&shared.join("upstream/data/retrosheet/events/2015eve.zip"));
    load_retrosheet(&test.db, &body("events", "2015eve", zip), false).await.unwrap();
    let started = std::time::Instant::now();
    assert_eq!(refresh(&test.db.pool).await.unwrap(), [SEASON]);
    eprintln!("computed in {:.1} s", started.elapsed().as_secs_f64());

    let constants = constants::of_season(&test.db.pool, SEASON).await.unwrap().unwrap();
    let (ours, theirs) = (&constants.all, published::of_season(SEASON).unwrap());
    eprintln!("weights less the published: {:+.4?}", ours.weights.less(theirs.weights));
    eprintln!("measured weights less the published: {:+.4?}", ours.measured.less(theirs.weights));
    eprintln!("constant of FIP less the published: {:+.4}", ours.fip_constant - theirs.fip_constant);
    assert!(ours.weights.less(theirs.weights).iter().all(|difference| difference.abs() < 0.01));
    assert!((ours.fip_constant - theirs.fip_constant).abs() < 0.05);
    assert!((ours.woba - theirs.woba).abs() < 0.001 && (ours.woba_scale - theirs.woba_scale).abs() < 0.01);
    assert!((ours.runs_per_win - theirs.runs_per_win).abs() < 0.001);
    assert!((ours.runs_per_plate_appearance - theirs.runs_per_plate_appearance).abs() < 0.001);

    let turns = turns(&test.db).await;
    runs_add_up(&constants, &turns);
    chances_add_up(&constants, &turns);
}

async fn turns(db: &Db) -> Vec<Turn> {
    sqlx::query_as(
        "select game_id, is_home, inning, start_outs, start_bases, end_outs, end_bases, sum(runs) as runs \
         from play where season = 2015 and game_type = 'R' and share < 2 \
         group by game_id, number, is_home, inning, start_outs, start_bases, end_outs, end_bases \
         order by game_id, number",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap()
}

fn runs_add_up(constants: &Constants, turns: &[Turn]) {
    let worth = |outs: i16, bases: i16| {
        if outs >= 3 { 0.0 } else { constants.run_expectancy[usize::try_from(8 * outs + bases).unwrap()] }
    };
    let change: f64 = turns
        .iter()
        .map(|turn| {
            let runs = f64::from(i32::try_from(turn.runs).unwrap());
            worth(turn.end_outs, turn.end_bases) - worth(turn.start_outs, turn.start_bases) + runs
        })
        .sum();
    let runs: i64 = turns.iter().map(|turn| turn.runs).sum();
    eprintln!("{} turns, {runs} runs; runs above expectancy in all {change:+.1}", turns.len());
    assert_eq!(runs, constants.all.runs);
    // What is left are the innings the expectancy is not counted over.
    assert!(change.abs() < 0.005 * f64::from(i32::try_from(runs).unwrap()));
}

fn chances_add_up(constants: &Constants, turns: &[Turn]) {
    let chances = &constants.chances;
    let at = |inning, home_bats, outs, bases, home_lead| Moment { inning, home_bats, outs, bases, home_lead };
    let start = at(1, false, 0, 0, 0);
    let full = at(9, true, 2, 7, 0);
    eprintln!(
        "at the start {:.4}, leverage {:.3}; three ahead with an out to get {:.4}; leverage of bases loaded, two out, bottom \
         of the ninth, tied {:.2}",
        chances.home_wins(start),
        chances.leverage(start),
        chances.home_wins(at(9, false, 2, 0, 3)),
        chances.leverage(full)
    );
    assert!((chances.home_wins(start) - 0.5).abs() < 0.01);
    assert!(chances.home_wins(at(9, false, 2, 0, 3)) > 0.97);
    assert!((0.8..1.0).contains(&chances.leverage(start)));
    assert!(chances.leverage(full) > 5.0);

    let (mut leverage, mut games, mut short) = (0.0, 0, 0);
    for game in turns.chunk_by(|a, b| a.game_id == b.game_id) {
        let (mut lead, mut added) = (0, 0.0);
        for turn in game {
            let small = |value: i16| u8::try_from(value).unwrap();
            let before = at(small(turn.inning), turn.is_home, small(turn.start_outs), small(turn.start_bases), lead);
            let runs = i16::try_from(turn.runs).unwrap();
            lead += if turn.is_home { runs } else { -runs };
            let after = Moment { outs: small(turn.end_outs), bases: small(turn.end_bases), home_lead: lead, ..before };
            added += chances.home_wins(after) - chances.home_wins(before);
            leverage += chances.leverage(before);
        }
        // Rain ends a game before it is decided.
        if game.last().is_some_and(|turn| turn.inning < 9) {
            short += 1;
            continue;
        }
        games += 1;
        let half: f64 = if lead > 0 { 0.5 } else { -0.5 };
        assert!((added - half).abs() < 1e-9, "game {}: {added}", game[0].game_id);
    }
    let mean = leverage / f64::from(i32::try_from(turns.len()).unwrap());
    eprintln!("{games} games add up to half a win, {short} were cut short; mean leverage {mean:.3}");
    assert!(games > 2400 && short < 20);
    assert!((0.95..1.05).contains(&mean));
}
