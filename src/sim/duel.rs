//! Pitcher against batter: what becomes of one pitch.

use super::game::Game;
use super::plate_appearance::Turn;
use super::vocabulary::Call;

impl Game<'_> {
    /// Throws: whether the pitch is in the zone, and the call.
    pub(super) fn duel(&mut self, turn: &Turn) -> (bool, Call) {
        let people = self.people;
        let bat = people[usize::from(turn.batter)].bat;
        let pitcher = &people[usize::from(turn.pitcher)];
        let (stuff, control) = pitcher.arm.as_ref().map_or((-1.0, -1.0), |arm| (arm.stuff, arm.control));
        // A tired arm misses the zone.
        let tired = self.sides[1 - self.bat].pitching.get(&turn.pitcher).map_or(0.0, |line| f64::from(line.pitches));
        let control = control - (tired - 60.0).max(0.0) / 60.0;
        let same_hand = if turn.side == pitcher.throws { 1.0 } else { 0.0 };
        let dice = &mut self.dice;

        let zone =
            0.512 + 0.028 * control + BALLS_ZONE[usize::from(turn.balls)] + STRIKES_ZONE[usize::from(turn.strikes)];
        let in_zone = dice.chance(zone);
        if turn.bunts && turn.strikes < 2 {
            return (in_zone, bunt_call(dice.unit(), in_zone));
        }
        let eager = match (turn.balls, turn.strikes) {
            (3, 0) => -0.55,
            (0, 0) => -0.20,
            (_, 0) => -0.06,
            (_, 1) => 0.02,
            _ => 0.17,
        };
        let swings = if in_zone { 0.67 + eager } else { 0.295 - 0.04 * bat.eye + 0.8 * eager };
        if !dice.chance(swings.max(0.01)) {
            return (in_zone, taken(dice.unit(), in_zone));
        }
        let skill = 0.035 * (stuff - bat.contact) + 0.012 * bat.power + 0.02 * same_hand;
        let miss = if in_zone { 0.130 + skill } else { 0.325 + 1.3 * skill };
        if dice.chance(miss.max(0.03)) {
            let call = match dice.unit() {
                x if x < 0.075 => Call::FoulTip,
                x if x < 0.16 && !in_zone => Call::SwingingStrikeBlocked,
                _ => Call::SwingingStrike,
            };
            return (in_zone, call);
        }
        let foul = if in_zone { 0.515 } else { 0.56 } + if turn.strikes == 2 { 0.02 } else { 0.0 };
        (in_zone, if dice.chance(foul) { Call::Foul } else { Call::HitIntoPlay })
    }
}

/// How much more often a pitch is in the zone by balls, and by strikes.
const BALLS_ZONE: [f64; 4] = [0.0, 0.015, 0.05, 0.10];
const STRIKES_ZONE: [f64; 3] = [0.0, -0.02, -0.08];

fn taken(luck: f64, in_zone: bool) -> Call {
    match luck {
        x if in_zone && x < 0.93 => Call::CalledStrike,
        _ if in_zone => Call::Ball,
        x if x < 0.0085 => Call::HitByPitch,
        x if x < 0.07 => Call::CalledStrike,
        x if x < 0.13 => Call::BlockedBall,
        _ => Call::Ball,
    }
}

fn bunt_call(luck: f64, in_zone: bool) -> Call {
    match luck {
        _ if !in_zone && luck < 0.55 => Call::Ball,
        x if x < 0.25 => Call::FoulBunt,
        x if x < 0.31 || !in_zone && x < 0.65 => Call::MissedBunt,
        _ => Call::HitIntoPlay,
    }
}
