//! A batted ball: how hard, how high and where, and what such balls are worth.
//!
//! The expected values and the real outcomes come from one set of curves, so that over a season a
//! batter's results and his expected results agree but for luck and the park's fence.

use super::random::Dice;
use super::vocabulary::Trajectory;

/// A ball in play as it left the bat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    /// Exit velocity in mph, to a tenth.
    pub(super) speed: f64,
    /// Launch angle in whole degrees.
    pub(super) angle: f64,
    /// Degrees from the middle, negative to left field, within ±47.
    pub(super) spray: f64,
    /// A bunt.
    pub(super) bunt: bool,
    /// The tracking system saw it; a few it misses.
    pub(super) tracked: bool,
}

/// What balls hit like this become on average.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    pub(super) average: f64,
    pub(super) woba: f64,
    pub(super) slugging: f64,
}

/// Shares of single, double and triple among hits that stay in the park.
pub(super) type HitShares = [f64; 3];

/// From 0 to 1 as x goes from well below 0 to well above.
fn step(x: f64) -> f64 {
    0.5 + 0.5 * x / (1.0 + x * x).sqrt()
}

impl Contact {
    /// Draws a ball off a swing; `quality` and `loft` are about ±3, 0 the average.
    pub(super) fn swing(dice: &mut Dice, quality: f64, loft: f64, lean: f64) -> Self {
        let angle = (11.0 + 2.5 * loft + 25.5 * dice.normal()).clamp(-82.0, 86.0).round();
        let luck = dice.normal();
        let off_center = (angle - 13.0) / 45.0;
        let speed = 92.5 + 2.2 * quality + if luck > 0.0 { 8.9 } else { 14.5 } * luck - 7.0 * off_center * off_center;
        Self {
            speed: tenth(speed.clamp(22.0, 121.5)),
            angle,
            spray: tenth((lean * if angle < 10.0 { 1.6 } else { 1.0 } + 21.0 * dice.normal()).clamp(-46.0, 46.0)),
            bunt: false,
            tracked: !dice.chance(0.005),
        }
    }

    /// Draws a bunt.
    pub(super) fn bunt(dice: &mut Dice) -> Self {
        Self {
            speed: tenth((38.0 + 9.0 * dice.normal()).clamp(15.0, 70.0)),
            angle: (-38.0 + 12.0 * dice.normal()).clamp(-80.0, -5.0).round(),
            spray: tenth((22.0 * dice.normal()).clamp(-46.0, 46.0)),
            bunt: true,
            tracked: !dice.chance(0.02),
        }
    }

    /// Shape by launch angle.
    pub(super) fn trajectory(&self) -> Trajectory {
        match self.angle {
            a if a < 10.0 => Trajectory::GroundBall,
            a if a < 25.0 => Trajectory::LineDrive,
            a if a <= 50.0 => Trajectory::FlyBall,
            _ => Trajectory::Popup,
        }
    }

    /// Projected distance in feet.
    pub(super) fn distance(&self) -> f64 {
        let best = (400.0 + 6.0 * (self.speed - 100.0)).max(40.0);
        let off = if self.angle < 28.0 { (28.0 - self.angle) / 31.0 } else { (self.angle - 28.0) / 47.0 };
        (best * (1.0 - off * off)).max(3.0 + 0.1 * self.speed)
    }

    /// Distance of the fence where the ball was going, in feet.
    pub(super) fn fence(&self) -> f64 {
        335.0 + (1.0 - (self.spray / 46.0) * (self.spray / 46.0)) * 76.0
    }

    /// Chance of a home run wherever it may have been hit.
    fn home_run_chance(&self) -> f64 {
        if (18.0..=50.0).contains(&self.angle) { step((self.distance() - 387.0) / 11.0) } else { 0.0 }
    }

    /// Over the fence, where it was really hit.
    pub(super) fn clears_fence(&self, dice: &mut Dice) -> bool {
        (18.0..=50.0).contains(&self.angle) && self.distance() + 7.0 * dice.normal() > self.fence()
    }

    /// Chance of a hit for a ball that stays in the park, for a runner of average speed.
    pub(super) fn hit_chance(&self) -> f64 {
        let ev = self.speed;
        match self.trajectory() {
            Trajectory::GroundBall if self.angle < -25.0 => 0.14,
            Trajectory::GroundBall if ev < 65.0 => 0.20,
            Trajectory::GroundBall => {
                0.13 + 0.42 * step((ev - 102.0) / 12.0) + if self.angle > 3.0 { 0.08 } else { 0.0 }
            }
            Trajectory::LineDrive if self.angle < 18.0 => 0.70 + 0.08 * step((ev - 95.0) / 10.0),
            Trajectory::LineDrive => 0.60 + 0.18 * step((ev - 101.0) / 6.0) - 0.22 * step((ev - 82.0) / 6.0),
            Trajectory::FlyBall if ev < 78.0 && self.angle < 38.0 => 0.42,
            Trajectory::FlyBall => 0.07 + 0.30 * step((ev - 99.0) / 4.0),
            Trajectory::Popup => 0.015,
        }
    }

    /// How hits of this kind divide into singles, doubles and triples.
    pub(super) fn hit_shares(&self, speed: f64) -> HitShares {
        let triple = 0.012 + 0.012 * speed.max(0.0);
        match self.trajectory() {
            Trajectory::GroundBall => [0.92, 0.075, 0.005],
            Trajectory::LineDrive => [0.72 - triple, 0.28, triple],
            Trajectory::FlyBall if self.speed < 78.0 => [0.85, 0.14, 0.01],
            Trajectory::FlyBall => [0.20, 0.70, 3.0 * triple],
            Trajectory::Popup => [0.9, 0.1, 0.0],
        }
    }

    /// Expected batting average, wOBA (with Savant's weights) and slugging.
    pub(super) fn expected(&self) -> Expected {
        let home_run = self.home_run_chance();
        let rest = (1.0 - home_run) * self.hit_chance();
        let shares = self.hit_shares(0.0);
        let total: f64 = shares.iter().sum();
        let [one, two, three] = shares.map(|share| rest * share / total);
        Expected {
            average: home_run + rest,
            woba: 0.9 * one + 1.25 * two + 1.6 * three + 2.0 * home_run,
            slugging: one + 2.0 * two + 3.0 * three + 4.0 * home_run,
        }
    }

    /// Savant's contact class: 1 weak, 2 topped, 3 under, 4 flare or burner, 5 solid, 6 barrel.
    pub(super) fn class(&self) -> u8 {
        let (ev, la) = (self.speed, self.angle);
        if ev >= 97.5 && 1.5 * ev - la >= 117.0 && ev + la >= 123.0 && la <= 50.0 {
            6
        } else if ev >= 94.5 && 1.5 * ev - la >= 111.0 && ev + la >= 119.0 && la <= 52.0 {
            5
        } else if ev < 60.0 {
            1
        } else if la >= 40.0 || (la > 27.0 && ev > 75.0) || (la > 21.0 && (80.0..94.5).contains(&ev)) {
            3
        } else if la < 0.0 || (la < 6.0 && ev < 94.0) {
            2
        } else {
            4
        }
    }

    /// The fielder nearest to it, as a scorer's number.
    pub(super) fn fielder(&self) -> u8 {
        let deep = !matches!(self.trajectory(), Trajectory::GroundBall) && self.distance() > 165.0;
        if deep {
            return if self.spray < -15.0 {
                7
            } else if self.spray > 15.0 {
                9
            } else {
                8
            };
        }
        if self.distance() < 40.0 && self.speed < 60.0 {
            return match self.spray {
                s if s.abs() < 12.0 => 1,
                s if s < -30.0 => 5,
                s if s > 30.0 => 3,
                _ => 2,
            };
        }
        match self.spray {
            s if s < -24.0 => 5,
            s if s < -2.5 => 6,
            s if s < 2.5 => 1,
            s if s < 26.0 => 4,
            _ => 3,
        }
    }

    /// Picture coordinates of where it was fielded: the plate near (125.42, 198.27), 2.5 ft to a point.
    pub(super) fn place(&self) -> (f64, f64) {
        // The direction as a unit vector; the tangent by its series is exact enough within 47 degrees.
        let turn = self.spray * std::f64::consts::PI / 180.0;
        let square = turn * turn;
        let tangent = turn * (1.0 + square * (1.0 / 3.0 + square * (2.0 / 15.0 + square * 17.0 / 315.0)));
        let length = (1.0 + tangent * tangent).sqrt();
        let reach = self.distance().max(25.0) / 2.5;
        let hundredth = |x: f64| (x * 100.0).round() / 100.0;
        (hundredth(125.42 + reach * tangent / length), hundredth(198.27 - reach / length))
    }

    /// The outfielder who picks it up when it gets through.
    pub(super) fn outfielder(&self) -> u8 {
        match self.spray {
            s if s < -15.0 => 7,
            s if s > 15.0 => 9,
            _ => 8,
        }
    }
}

fn tenth(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ball(speed: f64, angle: f64) -> Contact {
        Contact { speed, angle, spray: 0.0, bunt: false, tracked: true }
    }

    #[test]
    fn barrels_are_what_the_published_formula_calls_barrels() {
        assert_eq!(ball(98.0, 28.0).class(), 6);
        assert_eq!(ball(98.0, 33.0).class(), 5);
        assert_eq!(ball(97.0, 28.0).class(), 5);
        assert_eq!(ball(116.0, 8.0).class(), 6);
        assert_eq!(ball(116.0, 51.0).class(), 5);
        assert_eq!(ball(50.0, 20.0).class(), 1);
        assert_eq!(ball(95.0, -10.0).class(), 2);
        assert_eq!(ball(92.0, 60.0).class(), 3);
        assert_eq!(ball(100.0, 10.0).class(), 4);
    }

    #[test]
    fn better_contact_is_worth_more() {
        assert!(ball(105.0, 28.0).expected().woba > 1.4);
        assert!(ball(85.0, 60.0).expected().woba < 0.05);
        assert!(ball(105.0, 28.0).distance() > 410.0);
        for class in [ball(70.0, -20.0), ball(103.0, 12.0)] {
            let expected = class.expected();
            assert!(expected.average <= expected.slugging && expected.average < 1.0);
        }
    }
}
