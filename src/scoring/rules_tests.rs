//! Short games told by hand, one rule each.

use super::account::{
    Account, Call, Credit, CreditKind, Deed, Entry, Event, Happening, Move, Pitch, Reached, Side, Starter, TurnResult,
};
use super::{Scored, Share, Tally, score};
use crate::domain::event;

/// Nine visitors 1 to 9 against nine at home 11 to 19; a starter's number ends in his position, 1 pitches and bats.
fn account(happenings: Vec<Happening>) -> Account {
    let team = |first: i32| (1..=9).map(|n| starter(first + i32::from(n), n)).collect();
    Account { starters: [team(0), team(10)], scheduled_innings: 9, happenings, ..Account::default() }
}

fn starter(player: i32, position: u8) -> Starter {
    Starter { player, slot: Some(position), position }
}

fn turn(number: i16, batter: i32) -> Happening {
    Happening::Turn { number, batter, pitcher: None }
}

fn pitch(call: Call) -> Happening {
    Happening::Pitch(Pitch { number: Some(1), call, is_intentional: false })
}

fn enter(side: Side, player: i32, position: u8, slot: Option<u8>) -> Happening {
    Happening::Entry(Entry { side, player, replaced: None, position, slot })
}

fn moved(runner: i32, from: u8, to: Reached) -> Move {
    let is_earned = to == Reached::Home;
    let deed = Deed::None;
    let is_forced = to == Reached::Out;
    Move { runner, from, to, deed, is_forced, is_batted_in: false, is_earned, responsible: None, credits: Vec::new() }
}

fn ended(name: &str, moves: Vec<Move>) -> Happening {
    let event = event::find(name).expect("an event");
    let is_out = moves.iter().any(|x| x.to == Reached::Out);
    let result = TurnResult { event, is_out, trajectory: None, batter_side: None, pitcher_hand: None };
    Happening::Event(Event { moves, result: Some(result), ..Event::default() })
}

fn sum(scored: &Scored, mine: impl Fn(Share, i32, i32) -> bool, of: fn(&Tally) -> i16) -> i16 {
    scored.parts.iter().filter(|x| mine(x.share, x.batter, x.pitcher)).map(|x| of(&x.tally)).sum()
}

const TOP: Happening = Happening::Half { inning: 10, batting: Side::Away };

/// The runner an extra inning begins with is the new pitcher's, whichever was told first; he inherits nobody.
#[test]
fn a_pitcher_who_begins_the_half_answers_for_the_automatic_runner() {
    let placed = Happening::Placed { runner: 9, base: 2 };
    let comes = enter(Side::Home, 31, 1, None);
    for first in [[placed.clone(), comes.clone()], [comes, placed]] {
        let home = ended("single", vec![moved(1, 0, Reached::Base(1)), moved(9, 2, Reached::Home)]);
        let told = [TOP, turn(1, 1)].into_iter().chain(first).chain([pitch(Call::InPlay), home]).collect();
        let scored = score(&account(told));
        assert_eq!(scored.findings, [] as [String; 0]);
        assert_eq!(sum(&scored, |_, _, pitcher| pitcher == 31, |x| x.runs_allowed), 1);
        assert_eq!(sum(&scored, |_, _, _| true, |x| x.inherited_runners + x.inherited_runners_scored), 0);
        assert_eq!(sum(&scored, |_, batter, _| batter == 9, |x| x.runs), 1);
    }
}

#[test]
fn a_pinch_runner_who_is_told_by_his_slot_takes_the_base() {
    let told = vec![
        TOP,
        turn(1, 1),
        ended("single", vec![moved(1, 0, Reached::Base(1))]),
        turn(2, 2),
        enter(Side::Away, 41, 12, Some(1)),
        ended("home_run", vec![moved(41, 1, Reached::Home), moved(2, 0, Reached::Home)]),
    ];
    let scored = score(&account(told));
    assert_eq!(scored.findings, [] as [String; 0]);
    assert_eq!(sum(&scored, |share, batter, _| share == Share::Runner && batter == 41, |x| x.runs), 1);
    assert_eq!((scored.runs, scored.parts.last().map(|x| x.end)), ([2, 0], Some((0, 0))));
    let appearance = scored.appearances[0].iter().find(|x| x.player == 41).expect("he appeared");
    assert_eq!((appearance.slot, appearance.sequence, appearance.positions.as_slice()), (Some(1), Some(1), &[12][..]));
}

#[test]
fn a_pinch_hitter_who_is_told_by_his_slot_bats_there_and_a_stranger_is_a_finding() {
    let out = |batter| ended("field_out", vec![moved(batter, 0, Reached::Out)]);
    let told = vec![TOP, turn(1, 41), enter(Side::Away, 41, 11, Some(1)), out(41), turn(2, 77), out(77)];
    let scored = score(&account(told));
    assert_eq!((scored.parts[0].slot, scored.parts[0].batter_position), (Some(1), Some(11)));
    assert_eq!(scored.findings, ["at bat 2: 77 bats, but he is not in the batting order"]);
}

#[test]
fn an_error_that_moves_nobody_is_an_error() {
    let dropped = Credit { fielder: 13, position: 3, kind: CreditKind::FieldingError };
    let told = vec![
        TOP,
        turn(1, 1),
        Happening::Event(Event { credits: vec![dropped], ..Event::default() }),
        ended("strikeout", vec![moved(1, 0, Reached::Out)]),
    ];
    let scored = score(&account(told));
    assert_eq!(scored.fielding[1][&(13, 3)].errors, 1);
    assert_eq!(scored.parts.len(), 1);
}

/// One throw that lets two runners go is one error; two muffs on one play are two.
#[test]
fn an_error_told_with_two_runners_is_one() {
    let wild = Credit { fielder: 16, position: 6, kind: CreditKind::ThrowingError };
    let leg = |runner, from, to, credits: &[Credit]| Move { credits: credits.to_vec(), ..moved(runner, from, to) };
    let game = |second: &[Credit], first: &[Credit]| {
        let reached = leg(2, 0, Reached::Base(1), first);
        let told = vec![
            TOP,
            turn(1, 1),
            ended("walk", vec![moved(1, 0, Reached::Base(1))]),
            turn(2, 2),
            ended("field_error", vec![leg(1, 1, Reached::Base(3), second), reached]),
        ];
        score(&account(told)).fielding[1][&(16, 6)].errors
    };
    assert_eq!(game(&[wild], &[wild]), 1);
    assert_eq!(game(&[], &[wild, wild]), 2);
}
