//! What the tracking system measures of a pitch: flight, place at the plate, the swing.
//!
//! Given what happened, the measures are drawn to fit it: a pitch in the zone crosses it, a ball in the
//! dirt is low, the accelerations bend the flight from the release point to the plate. Feet, seconds,
//! mph, catcher's view: positive x is to the catcher's right.

use super::game::Thrown;
use super::person::Player;
use super::pitch::{Arsenal, Offering};
use super::random::Dice;
use super::vocabulary::{Call, Hand, PitchType};

/// Half the plate and a ball's radius.
const HALF_ZONE: f64 = 0.83;
/// How far above and below the zone a ball still touches it.
const BALL_RADIUS: f64 = 0.12;
const GRAVITY: f64 = 32.174;
/// Feet a second in a mile an hour.
const FPS: f64 = 1.466_67;

/// Measures of one pitch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    pub(super) kind: PitchType,
    pub(super) speed: f64,
    pub(super) effective_speed: f64,
    pub(super) release: [f64; 3],
    pub(super) extension: f64,
    pub(super) pfx: [f64; 2],
    pub(super) plate: [f64; 2],
    pub(super) zone: u8,
    pub(super) velocity: [f64; 3],
    pub(super) acceleration: [f64; 3],
    pub(super) strike_zone: (f64, f64),
    /// A few are lost.
    pub(super) spin: Option<u16>,
    pub(super) spin_axis: u16,
    pub(super) drop: f64,
    pub(super) arm_angle: f64,
    pub(super) foul: Option<(f64, i32, i32)>,
    pub(super) swing: Option<Swing>,
}

/// Measures of one swing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Swing {
    pub(super) speed: f64,
    pub(super) length: f64,
    pub(super) attack_angle: f64,
    pub(super) attack_direction: f64,
    pub(super) tilt: f64,
    pub(super) intercept: [f64; 2],
}

/// Measures a pitch; each has its own stream of chance, so that the order of asking does not matter.
pub(super) fn measure(people: &[Player], seed: u64, game_pk: i32, thrown: &Thrown) -> Option<Measures> {
    let mut dice = Dice::new(seed, game_pk as u64, 1000 + u64::from(thrown.at_bat) * 64 + u64::from(thrown.number));
    let pitcher = &people[usize::from(thrown.pitcher)];
    let batter = &people[usize::from(thrown.batter)];
    let arm = pitcher.arm.as_ref()?;
    let offering = arm.offerings.get(usize::from(thrown.offering))?;
    // To the glove side of a right-hander is to the catcher's right.
    let glove = if pitcher.throws == Hand::Right { 1.0 } else { -1.0 };

    let speed = round(offering.speed + 0.9 * dice.normal(), 1);
    let extension = round(arm.extension + 0.12 * dice.normal(), 1);
    let release_y = round(60.5 - extension + 0.03 * dice.normal(), 2);
    let release = [
        round(-glove * arm.release_side + 0.1 * dice.normal(), 2),
        release_y,
        round(arm.release_height + 0.08 * dice.normal(), 2),
    ];
    let pfx =
        [round(glove * offering.glove_side + 0.13 * dice.normal(), 2), round(offering.rise + 0.13 * dice.normal(), 2)];
    let (top, bottom) = batter.bat.zone;
    let strike_zone = (round(top + 0.03 * dice.normal(), 2), round(bottom + 0.02 * dice.normal(), 2));
    let plate = place(&mut dice, thrown, strike_zone).map(|x| round(x, 2));
    let (velocity, acceleration, time) = flight(&mut dice, speed, release, pfx, plate);
    Some(Measures {
        kind: offering.kind,
        speed,
        effective_speed: round(speed + 1.7 * (extension - 6.4) - 0.1, 1),
        release,
        extension,
        pfx,
        plate,
        zone: zone_of(plate, strike_zone),
        velocity,
        acceleration,
        strike_zone,
        spin: (!dice.chance(0.007)).then(|| (offering.spin + 90.0 * dice.normal()).max(400.0) as u16),
        spin_axis: axis(&mut dice, arm, offering, glove),
        drop: round(0.5 * GRAVITY * time * time - pfx[1], 2),
        arm_angle: round(arm.arm_angle + 2.5 * dice.normal(), 1),
        foul: (thrown.call == Call::Foul && dice.chance(0.88)).then(|| foul(&mut dice)),
        swing: (thrown.call.is_swing() && dice.chance(0.94)).then(|| swing(&mut dice, batter, thrown)),
    })
}

/// Where the ball crosses the plate, as the game decided.
fn place(dice: &mut Dice, thrown: &Thrown, (top, bottom): (f64, f64)) -> [f64; 2] {
    let toward_batter = if thrown.side == Hand::Right { -1.0 } else { 1.0 };
    match thrown.call {
        Call::HitByPitch => [toward_batter * dice.between(1.3, 2.6), dice.between(1.0, 4.6)],
        Call::BlockedBall | Call::SwingingStrikeBlocked if !thrown.in_zone => {
            [0.9 * dice.normal(), dice.between(-1.2, 0.7)]
        }
        _ if thrown.in_zone => [
            dice.between(-HALF_ZONE + 0.01, HALF_ZONE - 0.01),
            dice.between(bottom - BALL_RADIUS + 0.01, top + BALL_RADIUS - 0.01),
        ],
        // A strike called outside is not far outside, nor is what the batter went for.
        call => {
            let reach = if call == Call::CalledStrike {
                0.25
            } else if call == Call::Ball {
                1.4
            } else {
                0.8
            };
            let off = 0.02 + reach * dice.unit() * dice.unit();
            match dice.below(4) {
                0 => [HALF_ZONE + off, dice.between(bottom - 0.4, top + 0.3)],
                1 => [-HALF_ZONE - off, dice.between(bottom - 0.4, top + 0.3)],
                2 => [dice.between(-1.0, 1.0), top + BALL_RADIUS + off],
                _ => [dice.between(-1.0, 1.0), bottom - BALL_RADIUS - off],
            }
        }
    }
}

/// Zones 1 to 9 by rows from the top, catcher's view; 11 to 14 the quadrants outside.
pub(super) fn zone_of([x, z]: [f64; 2], (top, bottom): (f64, f64)) -> u8 {
    let inside = x.abs() <= HALF_ZONE && (bottom - BALL_RADIUS..=top + BALL_RADIUS).contains(&z);
    let third = |value: f64, low: f64, high: f64| -> u8 {
        match (value - low) / (high - low) * 3.0 {
            part if part < 1.0 => 0,
            part if part < 2.0 => 1,
            _ => 2,
        }
    };
    if inside {
        1 + third(x, -HALF_ZONE, HALF_ZONE) + 3 * (2 - third(z, bottom, top))
    } else {
        11 + u8::from(x >= 0.0) + 2 * u8::from(z < (top + bottom) / 2.0)
    }
}

/// Velocity and acceleration at y = 50 ft, and the seconds from the release to the plate.
fn flight(dice: &mut Dice, speed: f64, release: [f64; 3], pfx: [f64; 2], plate: [f64; 2]) -> ([f64; 3], [f64; 3], f64) {
    const FRONT: f64 = 17.0 / 12.0;
    let ay = 27.0 + 0.25 * (speed - 90.0) + 0.8 * dice.normal();
    // Drag has taken a little between the hand and y = 50.
    let vy0 = -(speed * FPS - 0.9 - 0.03 * ay);
    let time = {
        let reach = 50.0 - FRONT;
        let speed = -vy0;
        // reach = speed t - ay t² / 2
        (speed - (speed * speed - 2.0 * ay * reach).sqrt()) / ay
    };
    let ax = 2.0 * pfx[0] / (time * time);
    let az = 2.0 * pfx[1] / (time * time) - GRAVITY;
    // From the release the ball has drifted on a straight line to y = 50.
    let lead = (release[1] - 50.0) / (speed * FPS);
    let toward = |from: f64, to: f64, a: f64| {
        // from + v (lead + time) + a time² / 2 = to
        (to - from - 0.5 * a * time * time) / (lead + time)
    };
    let velocity = [toward(release[0], plate[0], ax), vy0, toward(release[2], plate[1], az)];
    (velocity, [ax, ay, az], lead + time)
}

fn axis(dice: &mut Dice, arm: &Arsenal, offering: &Offering, glove: f64) -> u16 {
    // Pure backspin is 180; arm-side run of a right-hander is above it.
    let tilt = -glove * offering.glove_side * if offering.rise >= 0.0 { -1.0 } else { 1.0 };
    let base = if offering.rise >= 0.0 { 180.0 - 45.0 * tilt } else { 40.0 * tilt };
    let degrees = base + 0.1 * (arm.arm_angle - 40.0) + 7.0 * dice.normal();
    (degrees + 720.0) as u16 % 360
}

fn foul(dice: &mut Dice) -> (f64, i32, i32) {
    let speed = round((74.0 + 11.0 * dice.normal()).clamp(20.0, 112.0), 1);
    let angle = (22.0 + 35.0 * dice.normal()).clamp(-85.0, 88.0) as i32;
    (speed, angle, (if angle < 5 { 12.0 } else { 2.1 * speed } + 20.0 * dice.unit()) as i32)
}

fn swing(dice: &mut Dice, batter: &Player, thrown: &Thrown) -> Swing {
    let bunt = matches!(thrown.call, Call::FoulBunt | Call::MissedBunt) || thrown.contact.is_some_and(|ball| ball.bunt);
    let speed = if bunt { 18.0 + 5.0 * dice.normal() } else { 71.0 + 1.8 * batter.bat.power + 5.5 * dice.normal() };
    Swing {
        speed: round(speed.max(3.0), 1),
        length: round((7.2 + 0.05 * (speed - 71.0) + 0.5 * dice.normal()).max(0.8), 1),
        attack_angle: 9.0 + 8.0 * dice.normal(),
        attack_direction: -2.0 + 13.0 * dice.normal(),
        tilt: 32.0 + 5.0 * dice.normal(),
        intercept: [37.0 + 6.0 * dice.normal(), 29.0 + 9.0 * dice.normal()],
    }
}

/// Rounds to a number of decimals, without a negative zero.
pub(super) fn round(x: f64, decimals: u8) -> f64 {
    let scale = [1.0, 10.0, 100.0, 1000.0, 10_000.0][usize::from(decimals.min(4))];
    (x * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_numbered_by_rows_in_the_catchers_view() {
        let zone = (3.54, 1.6);
        assert_eq!(zone_of([-0.42, 1.8], zone), 7);
        assert_eq!(zone_of([1.5, 0.67], zone), 14);
        assert_eq!(zone_of([0.0, 2.5], zone), 5);
        assert_eq!(zone_of([-0.7, 3.5], zone), 1);
        assert_eq!(zone_of([0.7, 3.6], zone), 3);
        assert_eq!(zone_of([-0.36, 3.85], zone), 11);
        assert_eq!(zone_of([-1.5, 0.5], zone), 13);
    }

    #[test]
    fn the_flight_ends_where_the_pitch_crossed_the_plate() {
        let mut dice = Dice::new(1, 1, 1);
        let (release, plate) = ([-1.5, 54.1, 5.9], [0.4, 2.2]);
        let (v, a, time) = flight(&mut dice, 95.0, release, [-0.6, 1.3], plate);
        let lead = (release[1] - 50.0) / (95.0 * FPS);
        let t = time - lead;
        for (axis, i) in [(0, 0), (2, 1)] {
            let end = release[axis] + v[axis] * time + 0.5 * a[axis] * t * t;
            assert!((end - plate[i]).abs() < 1e-9, "{end}");
        }
        assert!((50.0 + v[1] * t + 0.5 * a[1] * t * t - 17.0 / 12.0).abs() < 1e-9);
        assert!((0.36..0.44).contains(&time), "{time}");
    }
}
