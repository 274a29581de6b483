//! How counters are told that take more than a field: what Statcast measured, and what the weights and parks say.

use super::constants::Constants;
use super::dimension::told::{outcome, result};
use super::fact::Fact;
use crate::domain::event::Outcome;
use crate::domain::pitch::PitchResult;

/// A measurement in whole units of its counter; 0 where there is none.
#[allow(clippy::cast_possible_truncation, reason = "measurements are far below two billion, and NaN becomes 0")]
pub(super) fn round(value: f32, scale: f64) -> i32 {
    (f64::from(value) * scale).round() as i32
}

/// A measurement of a pitch, if one was thrown.
pub(super) fn of_pitch(result: PitchResult, value: f32, scale: f64) -> i32 {
    if result.is_pitch() { round(value, scale) } else { 0 }
}

/// Whether it is a ball in play whose exit velocity and angle were measured.
pub(super) fn is_tracked(fact: &Fact<'_>, result: PitchResult) -> bool {
    result == PitchResult::InPlay && !fact.pitch.launch_speed.is_nan() && !fact.pitch.launch_angle.is_nan()
}

pub(super) fn exit_velocity(fact: &Fact<'_>, result: PitchResult) -> i32 {
    if is_tracked(fact, result) { round(fact.pitch.launch_speed, 10.0) } else { 0 }
}

/// An at bat that put the ball in play: as its pitch row says, without one as the play-by-play does.
fn is_at_bat_in_play(fact: &Fact<'_>) -> bool {
    let in_play = result(fact.pitch).map_or(fact.play.trajectory > 0, |result| result == PitchResult::InPlay);
    outcome(fact).is_at_bat() && in_play
}

pub(super) fn expected_hits(fact: &Fact<'_>) -> i32 {
    expected(fact, fact.pitch.expected_avg, outcome(fact).bases().min(1))
}

pub(super) fn expected_bases(fact: &Fact<'_>) -> i32 {
    expected(fact, fact.pitch.expected_slg, outcome(fact).bases())
}

/// Thousandths; an untracked ball counts as it ended.
fn expected(fact: &Fact<'_>, estimate: f32, actual: u8) -> i32 {
    match is_at_bat_in_play(fact) {
        false => 0,
        true if estimate.is_nan() => i32::from(actual) * 1000,
        true => round(estimate, 1000.0),
    }
}

pub(super) fn unexpected_bases(fact: &Fact<'_>) -> i32 {
    let is_in_play = result(fact.pitch) == Some(PitchResult::InPlay) && outcome(fact).is_at_bat();
    (is_in_play && !fact.pitch.expected_avg.is_nan() && fact.pitch.expected_slg.is_nan()).into()
}

/// Whether the play is in wOBA's denominator.
fn is_woba_chance(outcome: Outcome) -> bool {
    outcome.is_at_bat() || matches!(outcome, Outcome::Walk | Outcome::HitByPitch | Outcome::SacrificeFly)
}

pub(super) fn expected_woba(fact: &Fact<'_>) -> i32 {
    savant_woba(fact, fact.pitch.expected_woba, 1_000_000.0)
}

pub(super) fn statcast_woba(fact: &Fact<'_>) -> i32 {
    savant_woba(fact, fact.pitch.woba_value, 1000.0)
}

fn savant_woba(fact: &Fact<'_>, value: f32, scale: f64) -> i32 {
    let outcome = outcome(fact);
    if !is_woba_chance(outcome) {
        return 0;
    }
    let told = [value, fact.pitch.woba_value].into_iter().find(|value| !value.is_nan());
    #[allow(clippy::cast_possible_truncation, reason = "fixed weights are at most 2")]
    told.map_or((outcome.statcast_woba() * scale).round() as i32, |value| round(value, scale))
}

/// Whether the row has the result of a plate appearance.
pub(super) fn is_plate_appearance(fact: &Fact<'_>) -> bool {
    outcome(fact).is_plate_appearance()
}

pub(super) fn flew(fact: &Fact<'_>, trajectory: u8) -> i32 {
    (fact.play.trajectory == trajectory && outcome(fact).is_in_play()).into()
}

pub(super) fn park(fact: &Fact<'_>) -> i32 {
    if is_plate_appearance(fact) { park_factor(fact.constants, fact.game.venue) } else { 0 }
}

/// The factor of a park, ten-thousandths; a park nobody knows is neutral.
#[allow(clippy::cast_possible_truncation, reason = "park factors are about 1")]
pub(crate) fn park_factor(constants: Option<&Constants>, venue: i32) -> i32 {
    let factor = constants.and_then(|constants| constants.parks.get(&venue)).copied().unwrap_or(1.0);
    (factor * 10_000.0).round() as i32
}
