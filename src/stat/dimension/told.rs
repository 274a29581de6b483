//! How the codes are told, where that takes more than a field.

use crate::domain::event::{EVENTS, EventDef, Outcome};
use crate::domain::field::from_plate;
use crate::domain::pitch::{PITCH_RESULTS, PITCH_TYPES, PitchFamily, PitchResult, PitchType};
use crate::fact::rows::{Pitch, Play};
use crate::stat::fact::Fact;

use super::{UNKNOWN_COUNT, UNKNOWN_NUMBER};

/// Half the width of the plate plus half a ball, feet: where the zone's edge is (17 and 2.9 inches).
const EDGE: f32 = 0.83;
/// What a way computed from hundredths of a foot may fall short of a limit it reaches.
const ROUNDING: f32 = 1e-5;

pub(super) fn flag(holds: bool) -> i32 {
    i32::from(holds)
}

/// Yes or no by the count at the end, where it is known.
pub(super) fn of_count(fact: &Fact<'_>, holds: fn(u8) -> bool) -> i32 {
    if i32::from(fact.play.count) == UNKNOWN_COUNT { 2 } else { flag(holds(fact.play.count)) }
}

pub(super) fn interleague(fact: &Fact<'_>) -> i32 {
    match (fact.game.home_league, fact.game.away_league) {
        (3, _) | (_, 3) => 2,
        (home, away) => flag(home != away),
    }
}

pub(super) fn barrel(fact: &Fact<'_>) -> i32 {
    match fact.pitch.launch_speed_angle {
        0 if is_in_play(fact) => 2,
        quality => flag(quality == 6),
    }
}

/// The code of what is no pitch, in games whose pitches are known: a runner's share, a walk without a pitch.
pub(super) const NO_PITCH: i32 = 200;

/// Whether there is no pitch of a fact whose pitches are known.
fn is_no_pitch(fact: &Fact<'_>) -> bool {
    fact.pitch.pitch_number == 0 && fact.game.has_pitches
}

pub(super) fn kind_of_pitch(fact: &Fact<'_>) -> i32 {
    if is_no_pitch(fact) { NO_PITCH } else { fact.pitch.pitch_type.into() }
}

pub(super) fn pitch_type(code: i32) -> Option<&'static PitchType> {
    PITCH_TYPES.get(usize::try_from(code).ok()?.checked_sub(1)?)
}

pub(super) fn pitch_type_code(value: &str) -> Option<i32> {
    match value {
        "UNKNOWN" => return Some(0),
        "NONE" => return Some(NO_PITCH),
        _ => {}
    }
    PITCH_TYPES.iter().position(|kind| kind.code == value).and_then(|place| i32::try_from(place + 1).ok())
}

pub(super) fn temperature(degrees: Option<i16>) -> i32 {
    match degrees {
        None => 6,
        Some(..50) => 0,
        Some(50..90) => i32::from(degrees.unwrap_or_default()) / 10 - 4,
        Some(90..) => 5,
    }
}

pub(super) fn game_result(fact: &Fact<'_>) -> i32 {
    let (Some(home), Some(away)) = (fact.game.home_score, fact.game.away_score) else { return 3 };
    let lead = if fact.is_home() { home - away } else { away - home };
    match lead {
        1.. => 0,
        0 => 2,
        _ => 1,
    }
}

pub(super) fn rest_days(fact: &Fact<'_>) -> i32 {
    match fact.around.rest_days {
        ..0 => 7,
        days => i32::from(days.min(6)),
    }
}

pub(super) fn inning_group(fact: &Fact<'_>) -> i32 {
    match fact.play.inning {
        ..4 => 0,
        4..7 => 1,
        7..10 => 2,
        10.. => 3,
    }
}

pub(super) fn runners(fact: &Fact<'_>) -> i32 {
    match fact.play.bases {
        0 => 0,
        1 => 1,
        7 => 3,
        _ => 2,
    }
}

pub(super) fn margin(fact: &Fact<'_>) -> i32 {
    fact.margin().map_or(UNKNOWN_NUMBER, Into::into)
}

pub(super) fn score_state(fact: &Fact<'_>) -> i32 {
    match fact.margin() {
        None => 3,
        Some(1..) => 0,
        Some(0) => 1,
        Some(..0) => 2,
    }
}

/// Where the run is that brings the side at bat `beyond` a tie.
pub(super) fn run_place(fact: &Fact<'_>, beyond: i16) -> i32 {
    let Some((deficit, runners)) = fact.deficit() else { return 5 };
    match deficit + beyond {
        ..=0 => 0,
        needed if needed <= runners => 1,
        needed if needed == runners + 1 => 2,
        needed if needed == runners + 2 => 3,
        _ => 4,
    }
}

/// The seventh or later, with the side at bat tied, a run ahead, or the tying run at least on deck.
pub(super) fn close_and_late(fact: &Fact<'_>) -> i32 {
    match fact.deficit() {
        _ if fact.play.inning < 7 => 0,
        None => 2,
        Some((deficit, runners)) => flag(deficit >= -1 && deficit <= runners + 2),
    }
}

pub(super) fn leverage(fact: &Fact<'_>) -> i32 {
    match fact.around.leverage {
        ..0 => 3,
        0..8500 => 0,
        8500..=20000 => 1,
        _ => 2,
    }
}

/// First time the man at bat comes up in the game, and he bats for another. A runner's share is no plate appearance.
pub(super) fn pinch_hitter(fact: &Fact<'_>) -> i32 {
    match fact.play.batter_position {
        0 => 2,
        position => flag(position == 11 && fact.around.plate_appearance == 1),
    }
}

pub(super) fn platoon(fact: &Fact<'_>) -> i32 {
    match (fact.play.batter_side, fact.play.pitcher_hand) {
        (side @ 0..2, hand @ 0..2) => flag(side == hand),
        _ => 2,
    }
}

pub(super) fn count_state(count: u8) -> i32 {
    if i32::from(count) == UNKNOWN_COUNT {
        return 3;
    }
    let (balls, strikes) = (count / 10, count % 10);
    match () {
        () if balls == strikes || (balls, strikes) == (3, 2) => 1,
        () if balls > strikes => 0,
        () => 2,
    }
}

/// What the play was to its batter; nothing in the rows that have no result.
#[must_use]
pub fn outcome(fact: &Fact<'_>) -> Outcome {
    outcome_of(fact.play)
}

/// What a row was to its batter.
#[must_use]
pub fn outcome_of(play: &Play) -> Outcome {
    event_of(play.event.into()).map_or(Outcome::None, |event| event.outcome)
}

/// The event of a code: its place among all, plus one.
#[must_use]
pub fn event_of(code: i32) -> Option<&'static EventDef> {
    EVENTS.get(usize::try_from(code).ok()?.checked_sub(1)?)
}

/// What came of the pitch.
#[must_use]
pub fn result(pitch: &Pitch) -> Option<PitchResult> {
    PITCH_RESULTS.get(usize::from(pitch.result).checked_sub(1)?).map(|(_, result)| *result)
}

pub(super) fn pitch_result(fact: &Fact<'_>) -> i32 {
    code_of_result(result(fact.pitch))
}

/// The code of PITCH_RESULT for what came of a pitch.
#[must_use]
pub fn code_of_result(result: Option<PitchResult>) -> i32 {
    match result {
        None => 0,
        Some(PitchResult::Ball) => 1,
        Some(PitchResult::CalledStrike) => 2,
        Some(PitchResult::Whiff) => 3,
        Some(PitchResult::Foul) => 4,
        Some(PitchResult::InPlay) => 5,
        Some(PitchResult::HitBatter) => 6,
        Some(PitchResult::Strike) => 7,
        Some(PitchResult::AutomaticBall) => 8,
        Some(PitchResult::AutomaticStrike) => 9,
        Some(PitchResult::None) => 10,
    }
}

pub(super) fn pitch_family(fact: &Fact<'_>) -> i32 {
    if is_no_pitch(fact) {
        return 5;
    }
    match pitch_type(fact.pitch.pitch_type.into()).map(|kind| kind.family) {
        Some(PitchFamily::Fastball) => 0,
        Some(PitchFamily::Breaking) => 1,
        Some(PitchFamily::Offspeed) => 2,
        Some(PitchFamily::Other) => 3,
        None => 4,
    }
}

pub(super) fn velocity(fact: &Fact<'_>) -> i32 {
    band(fact.pitch.release_speed, &[80.0, 85.0, 90.0, 92.5, 95.0, 97.5]).unwrap_or(7)
}

pub(super) fn in_zone(fact: &Fact<'_>) -> i32 {
    match fact.pitch.zone {
        0 => 2,
        zone => flag(zone > 9),
    }
}

/// Attack zones: the zone scaled to 1 on each axis, with a ball's width of shadow on both sides of its edge (two thirds and
/// four thirds of the way from its middle), chase out to twice the way, waste beyond.
pub(super) fn attack_zone(fact: &Fact<'_>) -> i32 {
    let pitch = fact.pitch;
    let (middle, half) = ((pitch.sz_top + pitch.sz_bot) / 2.0, (pitch.sz_top - pitch.sz_bot) / 2.0);
    let way = (pitch.plate_x / EDGE).abs().max(((pitch.plate_z - middle) / half).abs());
    // The larger of a number and of none would be the number.
    if pitch.plate_x.is_nan() || pitch.plate_z.is_nan() || half.is_nan() || half <= 0.0 {
        return 4;
    }
    band(way + ROUNDING, &[2.0 / 3.0, 4.0 / 3.0, 2.0]).unwrap_or(4)
}

pub(super) fn batted_ball(fact: &Fact<'_>) -> i32 {
    match fact.play.trajectory {
        0 => 5 * flag(outcome(fact).is_in_play()),
        trajectory => trajectory.into(),
    }
}

/// Whether the play ended with a ball in play that a pitch row may tell of.
fn is_in_play(fact: &Fact<'_>) -> bool {
    result(fact.pitch) == Some(PitchResult::InPlay) || outcome(fact).is_in_play()
}

/// By the angle from second base, 15 degrees to each side up the middle.
pub(super) fn direction(fact: &Fact<'_>) -> i32 {
    if !is_in_play(fact) {
        return 4;
    }
    let (x, y) = from_plate(fact.pitch.hc_x, fact.pitch.hc_y);
    let angle = x.atan2(y).to_degrees();
    // Below zero is left field, where right-handed batters pull to.
    let pulled = match fact.play.batter_side {
        0 => angle,
        1 => -angle,
        _ => return 3,
    };
    match pulled {
        angle if angle.is_nan() => 3,
        15.0.. => 0,
        -15.0..15.0 => 1,
        _ => 2,
    }
}

pub(super) fn exit_velocity(fact: &Fact<'_>) -> i32 {
    contact(fact, band(fact.pitch.launch_speed, &[80.0, 90.0, 95.0, 100.0, 105.0]))
}

pub(super) fn launch_angle(fact: &Fact<'_>) -> i32 {
    contact(fact, band(fact.pitch.launch_angle, &[0.0, 8.0, 21.0, 33.0, 51.0]))
}

fn contact(fact: &Fact<'_>, band: Option<i32>) -> i32 {
    if is_in_play(fact) { band.unwrap_or(6) } else { 7 }
}

pub(super) fn contact_quality(fact: &Fact<'_>) -> i32 {
    match fact.pitch.launch_speed_angle {
        _ if !is_in_play(fact) => 0,
        0 => 7,
        quality => quality.into(),
    }
}

pub(super) fn opponent_class(fact: &Fact<'_>) -> i32 {
    match fact.role {
        super::Role::Batting => fact.around.pitcher_class.into(),
        super::Role::Pitching => fact.around.batter_class.into(),
    }
}

/// The number of limits a value is not below.
fn band(value: f32, limits: &[f32]) -> Option<i32> {
    (!value.is_nan()).then(|| limits.iter().map(|limit| i32::from(value >= *limit)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_count_is_even() {
        let states: Vec<_> = [0, 10, 1, 31, 32, 22, 99].into_iter().map(count_state).collect();
        assert_eq!(states, [1, 0, 2, 0, 1, 1, 3]);
    }

    #[test]
    fn bands_take_their_lower_limit() {
        assert_eq!(band(94.9, &[90.0, 95.0]), Some(1));
        assert_eq!(band(95.0, &[90.0, 95.0]), Some(2));
        assert_eq!(band(f32::NAN, &[90.0]), None);
        assert_eq!([49, 50, 89, 90].map(|degrees| temperature(Some(degrees))), [0, 1, 4, 5]);
    }
}
