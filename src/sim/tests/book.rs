//! The identities of a box score.

use crate::sim::{Batting, Event, League, Pitching};
use std::collections::BTreeMap;

/// Checks the book against itself.
pub(super) fn check(league: &League) {
    let book = league.book();
    for line in &book.batting {
        let c = line.counts;
        assert_eq!(c.ab + c.bb + c.hbp + c.sf + c.sh + c.ci, c.pa, "{line:?}");
        assert!(c.doubles + c.triples + c.hr <= c.h && c.h <= c.ab && c.ibb <= c.bb);
    }
    // The scorer's lines against the turns at bat, which are classified elsewhere.
    let turns = book.batting_by(|pa| Some((pa.game_pk, pa.batter, pa.team)));
    for line in &book.batting {
        let from_turns = turns.get(&(line.game_pk, line.player, line.team)).copied().unwrap_or_default();
        let of_the_bat = Batting { g: 0, r: 0, sb: 0, cs: 0, po: 0, ..line.counts };
        assert_eq!(of_the_bat, from_turns, "{line:?}");
    }
    let batting = book.batting_lines_by(|line| Some((line.game_pk, line.team)));
    let pitching = book.pitching_lines_by(|line| Some((line.game_pk, line.team)));
    for game in &book.games {
        let sides = [(game.home, game.away, game.home_score), (game.away, game.home, game.away_score)];
        for (team, opponent, runs) in sides {
            check_side(league, game.game_pk, &batting[&(game.game_pk, team)], &pitching[&(game.game_pk, opponent)]);
            assert_eq!(batting[&(game.game_pk, team)].r, u32::from(runs));
        }
        check_outs(game, &pitching);
        let decisions: Pitching = [game.home, game.away].iter().fold(Pitching::default(), |mut sum, team| {
            sum += pitching[&(game.game_pk, *team)];
            sum
        });
        assert_eq!((decisions.w, decisions.l, decisions.gs), (1, 1, 2));
        assert!(decisions.sv <= 1 && game.home_score != game.away_score);
        check_walk_off(league, game);
        let misplays = book.fielding_lines_by(|line| (line.game_pk == game.game_pk).then_some(()));
        let clean = misplays[&()].e == 0 && misplays[&()].pb == 0;
        if clean && game.innings == game.scheduled_innings {
            let arms = [game.home, game.away].map(|team| pitching[&(game.game_pk, team)]);
            assert!(arms.iter().all(|arm| arm.r == arm.er), "without errors every run is earned");
        }
        let line = |side: fn(&(u8, Option<u8>)) -> u8| game.line_score.iter().map(side).sum::<u8>();
        assert_eq!((line(|half| half.0), line(|half| half.1.unwrap_or(0))), (game.away_score, game.home_score));
    }
    check_half_innings(league);
}

/// What one side's batters did is what the other side's pitchers allowed.
fn check_side(league: &League, game_pk: i32, bat: &Batting, arm: &Pitching) {
    assert_eq!((bat.pa, bat.h, bat.hr, bat.so), (arm.bf, arm.h, arm.hr, arm.so));
    assert_eq!((bat.bb, bat.ibb, bat.hbp, bat.r), (arm.bb, arm.ibb, arm.hbp, arm.r));
    assert_eq!((bat.doubles, bat.triples), (arm.doubles, arm.triples));
    assert!(arm.er <= arm.r && bat.rbi <= bat.r && arm.strikes <= arm.pitches);
    let pitches: u32 = league.book().games.iter().filter(|game| game.game_pk == game_pk).map(|game| game.rows).sum();
    assert!(arm.pitches < pitches);
}

/// Three outs an inning; the last half inning may be cut short or not be played.
fn check_outs(game: &crate::sim::GameRecord, pitching: &BTreeMap<(i32, i32), Pitching>) {
    let innings = u32::from(game.innings);
    let home = pitching[&(game.game_pk, game.home)].outs;
    let away = pitching[&(game.game_pk, game.away)].outs;
    assert!(game.innings >= game.scheduled_innings);
    assert_eq!(home, 3 * innings, "the visitors bat in every inning");
    if game.home_score < game.away_score {
        assert_eq!(away, 3 * innings);
    } else if game.line_score.last().is_some_and(|last| last.1.is_none()) {
        assert_eq!(away, 3 * (innings - 1), "the home team ahead does not bat in the last");
    } else {
        // A double play may be turned while the winning run scores, but never the third out.
        assert!((3 * (innings - 1)..3 * innings).contains(&away), "{away} outs in a walk-off");
    }
}

/// The game is over with the winning run, unless it came in with a home run; a hit is worth no more
/// bases than the winning runner needed.
fn check_walk_off(league: &League, game: &crate::sim::GameRecord) {
    let last = league.book().plate_appearances.iter().rfind(|pa| pa.game_pk == game.game_pk).expect("a turn at bat");
    if !last.batter_home || game.home_score < game.away_score || last.event == Event::HomeRun {
        return;
    }
    assert_eq!(game.home_score, game.away_score + 1);
    if last.event.is_hit() {
        let lead: Vec<u8> = (1..=3).rev().filter(|base| last.at_end.on[usize::from(*base) - 1].is_some()).collect();
        let winner = lead[usize::from(last.at_end.away_score - last.at_end.home_score)];
        assert!(last.event.bases_of_hit() <= 4 - winner, "{last:?}");
    }
}

/// A half inning, summed up.
#[derive(Default)]
struct Half {
    outs: u32,
    batters: u32,
}

/// Turn by turn: outs add up to three, runs to the score, runners to somewhere.
fn check_half_innings(league: &League) {
    let mut halves: BTreeMap<(i32, u8, bool), Half> = BTreeMap::new();
    for pa in &league.book().plate_appearances {
        let half = halves.entry((pa.game_pk, pa.inning, pa.batter_home)).or_default();
        // Outs on the bases during a turn show in the scoreboard, the last ones in `outs`.
        half.outs = u32::from(pa.at_end.outs) + u32::from(pa.outs);
        half.batters += u32::from(pa.event.is_plate_appearance());
        assert!(pa.at_end.outs < 3 && pa.at_start.outs <= pa.at_end.outs);
        assert!(pa.rbi <= pa.runs);
        assert!(!(pa.event == Event::IntentWalk && pa.has_event_row));
    }
    let games: BTreeMap<i32, _> = league.book().games.iter().map(|game| (game.game_pk, game)).collect();
    for ((game_pk, inning, home), half) in &halves {
        let game = games[game_pk];
        let walk_off = *home && *inning == game.innings && game.home_score > game.away_score;
        assert!(half.outs == 3 || walk_off && half.outs < 3, "{} outs in {game_pk}, inning {inning}", half.outs);
        // Everybody who batted is out, home, or left on one of three bases.
        let placed = u32::from(game.season >= 2020 && *inning > game.scheduled_innings);
        let runs = game.line_score[usize::from(*inning) - 1];
        let runs = if *home { runs.1.unwrap_or(0) } else { runs.0 };
        let left = i64::from(half.batters + placed) - i64::from(half.outs) - i64::from(runs);
        assert!((0..=3).contains(&left), "{left} left on base in {game_pk}, inning {inning}");
    }
}
