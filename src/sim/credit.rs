//! The scorer: what a finished turn at bat adds to the lines of batter and pitcher.

use super::closing::Ending;
use super::game::Game;
use super::lines::{Batting, Pitching};
use super::roster::PlayerIndex;
use super::vocabulary::{Event, Trajectory};

impl Game<'_> {
    /// Credits the batter and charges the pitcher. Written out event by event, apart from the
    /// classification in [`Event`], so that the two check each other in tests.
    pub(super) fn credit(&mut self, batter: PlayerIndex, pitcher: PlayerIndex, event: Event, ending: &Ending) {
        let side = self.bat;
        let mut batting = *self.batting_of(side, batter);
        let mut pitching = *self.pitching_of(pitcher);
        if !score(&mut batting, &mut pitching, event) {
            return;
        }
        batting.pa += 1;
        batting.rbi += u32::from(ending.rbi);
        batting.lob += u32::from(ending.left);
        pitching.bf += 1;
        if let Some(shape) = ending.batted_out {
            match shape {
                Trajectory::GroundBall => {
                    batting.ground_outs += 1;
                    pitching.ground_outs += 1;
                }
                Trajectory::FlyBall => {
                    batting.fly_outs += 1;
                    pitching.fly_outs += 1;
                }
                Trajectory::LineDrive => {
                    batting.line_outs += 1;
                    pitching.line_outs += 1;
                }
                Trajectory::Popup => {
                    batting.pop_outs += 1;
                    pitching.pop_outs += 1;
                }
            }
            let in_the_air = u32::from(shape != Trajectory::GroundBall);
            batting.air_outs += in_the_air;
            pitching.air_outs += in_the_air;
        }
        *self.batting_of(side, batter) = batting;
        *self.pitching_of(pitcher) = pitching;
    }
}

/// The result itself; false when the turn does not count.
fn score(batting: &mut Batting, pitching: &mut Pitching, event: Event) -> bool {
    let at_bats = batting.ab;
    match event {
        Event::CaughtStealing2b
        | Event::CaughtStealing3b
        | Event::CaughtStealingHome
        | Event::Pickoff1b
        | Event::Pickoff2b
        | Event::Pickoff3b
        | Event::PickoffCaughtStealing2b
        | Event::TruncatedPa => return false,
        Event::Single | Event::Double | Event::Triple | Event::HomeRun => {
            batting.ab += 1;
            batting.h += 1;
            pitching.h += 1;
            match event {
                Event::Double => {
                    batting.doubles += 1;
                    pitching.doubles += 1;
                }
                Event::Triple => {
                    batting.triples += 1;
                    pitching.triples += 1;
                }
                Event::HomeRun => {
                    batting.hr += 1;
                    pitching.hr += 1;
                }
                _ => {}
            }
        }
        Event::Walk | Event::IntentWalk => {
            let intentional = u32::from(event == Event::IntentWalk);
            batting.bb += 1;
            batting.ibb += intentional;
            pitching.bb += 1;
            pitching.ibb += intentional;
        }
        Event::HitByPitch => {
            batting.hbp += 1;
            pitching.hbp += 1;
        }
        Event::Strikeout | Event::StrikeoutDoublePlay => {
            batting.ab += 1;
            batting.so += 1;
            pitching.so += 1;
        }
        Event::SacFly | Event::SacFlyDoublePlay => {
            batting.sf += 1;
            pitching.sf += 1;
        }
        Event::SacBunt => {
            batting.sh += 1;
            pitching.sh += 1;
        }
        Event::CatcherInterf => {
            batting.ci += 1;
            pitching.ci += 1;
        }
        Event::GroundedIntoDoublePlay => {
            batting.ab += 1;
            batting.gidp += 1;
        }
        Event::GroundedIntoTriplePlay => {
            batting.ab += 1;
            batting.gitp += 1;
        }
        Event::FieldError => {
            batting.ab += 1;
            batting.roe += 1;
        }
        _ => batting.ab += 1,
    }
    pitching.ab += batting.ab - at_bats;
    true
}
