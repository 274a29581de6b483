//! The three meanings of a count and the two of a kind of pitch, on a few turns at bat written by hand.

use chrono::NaiveDate;
use scorebook::domain::event::EVENTS;
use scorebook::domain::pitch::{PITCH_RESULTS, PITCH_TYPES};
use scorebook::fact::rows::{Game, GameLine, Pitch, Play, SeasonRows};
use scorebook::fact::{Filter, Subject};
use scorebook::stat::counter::STORED;
use scorebook::stat::{Counter, DimensionId, Line, Role};

use super::{Told, everything, question};

/// Who starts, and who comes in.
const PITCHER: i32 = 900;
const RELIEVER: i32 = 901;

/// A pitch: its kind, what came of it, and the count before it.
type Thrown = (&'static str, &'static str, u8);

/// The turns, by batter: event, count at the end, pitches, and of the reliever's pitches the first.
///
/// 1. 0-0 called strike, 0-1 foul, 0-2 ball, 1-2 single.
/// 2. 0-0 ball, 1-0 out.
/// 3. 0-0 whiff, 0-1 foul tip, 0-2 strikeout.
/// 4. Walked on purpose, without a pitch.
/// 5. 0-0, 1-0 balls; the reliever throws balls three and four: the walk is the first pitcher's (rule 9.16(h)).
const TURNS: [(&str, u8, &[Thrown]); 5] = [
    ("single", 12, &[("FF", "called_strike", 0), ("SL", "foul", 1), ("SL", "ball", 2), ("FF", "hit_into_play", 12)]),
    ("field_out", 10, &[("FF", "ball", 0), ("CH", "hit_into_play", 10)]),
    ("strikeout", 2, &[("SL", "swinging_strike", 0), ("SL", "foul_tip", 1), ("CU", "swinging_strike_blocked", 2)]),
    ("intent_walk", 99, &[]),
    ("walk", 30, &[("CH", "ball", 0), ("CH", "ball", 10), ("SI", "ball", 20), ("SI", "ball", 30)]),
];
/// The turn in which the reliever comes in, and after how many pitches.
const CHANGE: (i16, i16) = (5, 2);

fn event(name: &str) -> u8 {
    u8::try_from(EVENTS.iter().position(|event| event.name == name).unwrap() + 1).unwrap()
}

fn pitch(number: i16, place: usize, thrown: Thrown) -> Pitch {
    let (kind, result, count) = thrown;
    let pitch_number = i16::try_from(place).unwrap() + 1;
    let is_relieved = number == CHANGE.0 && pitch_number > CHANGE.1;
    Pitch {
        at_bat_number: number,
        pitch_number,
        batter: number.into(),
        pitcher: if is_relieved { RELIEVER } else { PITCHER },
        pitch_type: u8::try_from(PITCH_TYPES.iter().position(|x| x.code == kind).unwrap() + 1).unwrap(),
        result: u8::try_from(PITCH_RESULTS.iter().position(|x| x.0 == result).unwrap() + 1).unwrap(),
        count,
        ..Pitch::default()
    }
}

fn play(number: i16, turn: &(&str, u8, &[Thrown])) -> Play {
    let (name, count, thrown) = turn;
    let mut counts = [0; STORED.len()];
    // The play-by-play counts a pitch more in the first turn than Statcast has rows.
    let told = i16::try_from(thrown.len()).unwrap() + i16::from(number == 1);
    counts[STORED.iter().position(|(id, _)| *id == Counter::Pitches).unwrap()] = told;
    Play {
        number,
        batter: number.into(),
        at_bat: number.into(),
        pitcher: PITCHER,
        pitcher_started: true,
        inning: 1,
        count: *count,
        event: event(name),
        counts_reached: thrown.iter().fold(0, |bits, (_, _, count)| bits | 1 << (3 * (count / 10) + count % 10)),
        at_bat_number: number,
        upto: i16::MAX,
        counts,
        ..Play::default()
    }
}

fn game() -> Told {
    let game = Game {
        id: 1,
        day: NaiveDate::from_ymd_opt(2024, 5, 1).unwrap(),
        game_type: b'R',
        is_scored: true,
        has_pitches: true,
        scheduled_innings: 9,
        source: 2,
        ..Game::default()
    };
    let mut plays: Vec<Play> = (1..).zip(&TURNS).map(|(number, turn)| play(number, turn)).collect();
    // The pitches of the last turn are of two pitchers, its result of the first.
    let last = plays.last_mut().unwrap();
    let place = STORED.iter().position(|(id, _)| *id == Counter::Pitches).unwrap();
    let mut relieved =
        Play { part: 1, pitcher: RELIEVER, pitcher_started: false, event: 0, above: CHANGE.1, ..last.clone() };
    (last.upto, last.counts[place], relieved.counts[place]) = (CHANGE.1, 2, 2);
    relieved.upto = i16::MAX;
    plays.push(relieved);
    let pitches = (1..).zip(&TURNS).flat_map(|(number, (_, _, thrown))| {
        thrown.iter().enumerate().map(move |(place, thrown)| pitch(number, place, *thrown))
    });
    let line = |player, is_home| GameLine { player, is_home, is_start: player != RELIEVER, ..GameLine::default() };
    let rows = SeasonRows {
        season: 2024,
        games: vec![game],
        pitches: pitches.collect(),
        plays,
        lines: [
            (1..=5).map(|batter| line(batter, false)).collect(),
            [PITCHER, RELIEVER].map(|id| line(id, true)).into(),
        ],
        ..SeasonRows::default()
    };
    Told::of(rows, None)
}

/// What is looked at of a line: plate appearances, hits, walks, strikeouts; pitches with a Statcast row, swings, whiffs.
fn seen(line: &Line) -> [i64; 7] {
    let of = |counter| line.get(counter);
    [
        of(Counter::PlateAppearances),
        line.hits(),
        of(Counter::Walks),
        of(Counter::Strikeouts),
        of(Counter::StatcastPitches),
        of(Counter::Swings),
        of(Counter::Whiffs),
    ]
}

/// The rows of a split, by the values of the API, in the order of their codes.
fn split(told: &Told, role: Role, of: Subject, dimension: DimensionId) -> Vec<(String, [i64; 7])> {
    let rows = told.ask(&question(role, of, &[dimension], everything()));
    rows.iter().map(|row| (dimension.def().value(row.key[0]), seen(&row.line))).collect()
}

fn everybody(told: &Told, dimension: DimensionId) -> Vec<(String, [i64; 7])> {
    split(told, Role::Batting, Subject::Everybody, dimension)
}

fn rows<const N: usize>(expected: [(&str, [i64; 7]); N]) -> Vec<(String, [i64; 7])> {
    expected.into_iter().map(|(value, counts)| (value.to_owned(), counts)).collect()
}

#[test]
fn a_count_is_where_a_turn_ends_what_it_passed_or_where_a_pitch_is_thrown() {
    let told = game();
    // Where it ended: all the turn's pitches count there.
    let ended = [
        ("0-2", [1, 0, 0, 1, 3, 3, 3]),
        ("1-0", [1, 0, 0, 0, 2, 1, 0]),
        ("1-2", [1, 1, 0, 0, 4, 2, 0]),
        ("3-0", [1, 0, 1, 0, 4, 0, 0]),
        ("UNKNOWN", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(everybody(&told, DimensionId::CountAtEnd), rows(ended));
    // What it passed: a turn is in several rows, whole in each.
    let passed = [
        ("0-0", [4, 1, 1, 1, 13, 6, 3]),
        ("0-1", [2, 1, 0, 1, 7, 5, 3]),
        ("0-2", [2, 1, 0, 1, 7, 5, 3]),
        ("1-0", [2, 0, 1, 0, 6, 1, 0]),
        ("1-2", [1, 1, 0, 0, 4, 2, 0]),
        ("2-0", [1, 0, 1, 0, 4, 0, 0]),
        ("3-0", [1, 0, 1, 0, 4, 0, 0]),
        ("UNKNOWN", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(everybody(&told, DimensionId::CountReached), rows(passed));
    // Where pitches are thrown: each pitch once, results with the last.
    let thrown = [
        ("0-0", [0, 0, 0, 0, 4, 1, 1]),
        ("0-1", [0, 0, 0, 0, 2, 2, 1]),
        ("0-2", [1, 0, 0, 1, 2, 1, 1]),
        ("1-0", [1, 0, 0, 0, 2, 1, 0]),
        ("1-2", [1, 1, 0, 0, 1, 1, 0]),
        ("2-0", [0, 0, 0, 0, 1, 0, 0]),
        ("3-0", [1, 0, 1, 0, 1, 0, 0]),
        ("UNKNOWN", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(everybody(&told, DimensionId::PitchCount), rows(thrown));

    // As filters, and against each other.
    let line = |filter| seen(&told.line(Role::Batting, Subject::Everybody, filter));
    let after = |codes: &[i32]| Filter::In(DimensionId::CountReached, codes.to_vec());
    assert_eq!(line(after(&[2])), [2, 1, 0, 1, 7, 5, 3]);
    assert_eq!(line(after(&[2, 10])), [4, 1, 1, 1, 13, 6, 3], "a turn that passed both counts once");
    assert_eq!(line(Filter::Not(Box::new(after(&[2])))), [3, 0, 2, 0, 6, 1, 0]);
    let through = vec![after(&[2]), Filter::In(DimensionId::CountAtEnd, vec![12])];
    assert_eq!(line(Filter::All(through)), [1, 1, 0, 0, 4, 2, 0], "through 0-2 and ended on 1-2");
    let at = vec![after(&[2]), Filter::In(DimensionId::PitchCount, vec![0])];
    assert_eq!(line(Filter::All(at)), [0, 0, 0, 0, 2, 1, 1], "first pitches of turns that went through 0-2");
}

#[test]
fn a_kind_of_pitch_is_what_a_turn_ended_on_or_what_each_pitch_was() {
    let told = game();
    // In the order of the registry: FF SI ... SL ... CU ... CH.
    let ended = [
        ("FF", [1, 1, 0, 0, 4, 2, 0]),
        // A turn with two pitchers is two rows, each with its pitches; both ended on the sinker.
        ("SI", [1, 0, 1, 0, 4, 0, 0]),
        ("CU", [1, 0, 0, 1, 3, 3, 3]),
        ("CH", [1, 0, 0, 0, 2, 1, 0]),
        ("NONE", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(everybody(&told, DimensionId::FinalPitchType), rows(ended));
    let each = [
        ("FF", [1, 1, 0, 0, 3, 1, 0]),
        ("SI", [1, 0, 1, 0, 2, 0, 0]),
        ("SL", [0, 0, 0, 0, 4, 3, 2]),
        ("CU", [1, 0, 0, 1, 1, 1, 1]),
        ("CH", [1, 0, 0, 0, 3, 1, 0]),
        ("NONE", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(everybody(&told, DimensionId::PitchType), rows(each));

    // The walk is the first pitcher's, though the reliever threw its last pitch; the pitches are each one's own.
    let of = |pitcher| split(&told, Role::Pitching, Subject::Player(pitcher), DimensionId::PitchType);
    let started = [
        ("FF", [1, 1, 0, 0, 3, 1, 0]),
        ("SI", [1, 0, 1, 0, 0, 0, 0]),
        ("SL", [0, 0, 0, 0, 4, 3, 2]),
        ("CU", [1, 0, 0, 1, 1, 1, 1]),
        ("CH", [1, 0, 0, 0, 3, 1, 0]),
        ("NONE", [1, 0, 1, 0, 0, 0, 0]),
    ];
    assert_eq!(of(PITCHER), rows(started));
    assert_eq!(of(RELIEVER), rows([("SI", [0, 0, 0, 0, 2, 0, 0])]));

    // Pitches by the play-by-play in the line, by Statcast's rows where single pitches are asked for.
    let pitches = |filter| told.line(Role::Batting, Subject::Player(1), filter).get(Counter::Pitches);
    assert_eq!(pitches(everything()), 5);
    assert_eq!(pitches(Filter::In(DimensionId::PitchType, (0..30).collect())), 4);
    // Usage: the share of a kind in all pitches of the group without it.
    let sliders = told.line(Role::Batting, Subject::Player(1), Filter::In(DimensionId::PitchType, vec![6]));
    let all = told.line(Role::Batting, Subject::Player(1), everything());
    assert_eq!((sliders.get(Counter::StatcastPitches), all.get(Counter::StatcastPitches)), (2, 4));
}
