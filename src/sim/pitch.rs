//! A pitcher's repertoire: which pitches, how often, how fast and with which movement.

use super::random::Dice;
use super::vocabulary::PitchType;

/// One pitch of a repertoire.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offering {
    pub(super) kind: PitchType,
    /// Share among his pitches.
    pub(super) share: f64,
    /// Mean release speed in mph.
    pub(super) speed: f64,
    /// Mean movement in feet; horizontal is positive to the glove side.
    pub(super) glove_side: f64,
    pub(super) rise: f64,
    /// Mean spin in rpm.
    pub(super) spin: f64,
}

/// How somebody pitches. Skills are about -2.5 to 2.5, 0 the average.
#[derive(Debug, Clone)]
pub(super) struct Arsenal {
    pub(super) offerings: Vec<Offering>,
    /// Misses bats.
    pub(super) stuff: f64,
    /// Finds the zone.
    pub(super) control: f64,
    /// Pitches he lasts.
    pub(super) stamina: u16,
    /// Release point: feet to his arm side, feet high; extension in feet; arm angle in degrees.
    pub(super) release_side: f64,
    pub(super) release_height: f64,
    pub(super) extension: f64,
    pub(super) arm_angle: f64,
}

/// Means over the league, for a fastball of 94 mph: mph off the fastball, glove side and rise in feet, rpm.
const MEANS: [(PitchType, f64, f64, f64, f64); 9] = [
    (PitchType::FourSeam, 0.0, -0.60, 1.30, 2300.0),
    (PitchType::Sinker, -0.7, -1.25, 0.60, 2130.0),
    (PitchType::Cutter, -4.5, 0.20, 0.70, 2430.0),
    (PitchType::Slider, -8.5, 0.42, 0.20, 2440.0),
    (PitchType::Sweeper, -12.5, 1.20, 0.05, 2600.0),
    (PitchType::Curve, -15.5, 0.90, -0.82, 2580.0),
    (PitchType::KnuckleCurve, -12.0, 0.75, -0.75, 2520.0),
    (PitchType::Change, -8.5, -1.16, 0.33, 1820.0),
    (PitchType::Splitter, -8.0, -0.79, 0.24, 1290.0),
];

impl Arsenal {
    /// Draws a pitcher; a starter lasts longer and throws more kinds of pitches.
    pub(super) fn draw(dice: &mut Dice, starter: bool) -> Self {
        let stuff = dice.normal() * 0.9 + if starter { 0.0 } else { 0.2 };
        let fastball = 93.6 + 1.1 * stuff + 1.4 * dice.normal() + if starter { 0.0 } else { 1.0 };
        let lead = if dice.chance(0.7) { 0 } else { 1 };
        let mut others: Vec<usize> = (0..MEANS.len()).filter(|i| *i != lead).collect();
        dice.shuffle(&mut others);
        others.truncate(if starter { 3 + dice.below(2) } else { 1 + dice.below(2) });
        others.sort_unstable();
        let share = 0.42 + dice.between(-0.05, 0.15);
        let mut offerings = vec![Self::offer(dice, lead, fastball, share)];
        for i in others {
            let share = dice.between(0.06, 0.26);
            offerings.push(Self::offer(dice, i, fastball, share));
        }
        let arm_angle = 40.0 + 12.0 * dice.normal();
        Self {
            offerings,
            stuff,
            control: dice.normal() * 0.9,
            stamina: if starter { (92.0 + 6.0 * dice.normal()) as u16 } else { 28 },
            release_side: (3.1 - 0.032 * arm_angle + 0.25 * dice.normal()).max(0.3),
            release_height: 4.75 + 0.024 * arm_angle + 0.15 * dice.normal(),
            extension: 6.45 + 0.3 * dice.normal(),
            arm_angle,
        }
    }

    fn offer(dice: &mut Dice, mean: usize, fastball: f64, share: f64) -> Offering {
        let (kind, off, glove_side, rise, spin) = MEANS[mean];
        Offering {
            kind,
            share,
            speed: fastball + off + 0.8 * dice.normal(),
            glove_side: glove_side + 0.12 * dice.normal(),
            rise: rise + 0.12 * dice.normal(),
            spin: spin + 120.0 * dice.normal(),
        }
    }

    /// Chooses the next pitch: the fastball more often when behind, the rest with two strikes.
    pub(super) fn choose(&self, dice: &mut Dice, balls: u8, strikes: u8) -> usize {
        let mut weights = [0.0; 8];
        for (weight, offering) in weights.iter_mut().zip(&self.offerings) {
            *weight = offering.share;
        }
        weights[0] *= match (balls, strikes) {
            (3, 0 | 1) | (2, 0) => 1.9,
            (_, 2) => 0.8,
            _ => 1.0,
        };
        dice.weighted(&weights[..self.offerings.len().min(weights.len())])
    }
}
