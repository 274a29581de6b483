//! The scorer: what a finished turn at bat adds to the lines of batter and pitcher.

use super::game::Game;
use super::plate_appearance::Turn;
use super::vocabulary::Event;

impl Game<'_> {
    /// Credits the batter and charges the pitcher. Written out event by event, apart from the
    /// classification in [`Event`], so that the two check each other in tests.
    pub(super) fn credit(&mut self, turn: &Turn, event: Event, rbi: u8) {
        let side = self.bat;
        let mut batting = *self.batting_of(side, turn.batter);
        let mut pitching = *self.pitching_of(turn.pitcher);
        if matches!(event, Event::CaughtStealing2b | Event::CaughtStealing3b | Event::TruncatedPa) {
            return;
        }
        batting.pa += 1;
        batting.rbi += u32::from(rbi);
        pitching.bf += 1;
        match event {
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
            Event::SacFly | Event::SacFlyDoublePlay => batting.sf += 1,
            Event::SacBunt => batting.sh += 1,
            Event::CatcherInterf => batting.ci += 1,
            Event::GroundedIntoDoublePlay => {
                batting.ab += 1;
                batting.gidp += 1;
            }
            Event::FieldError => {
                batting.ab += 1;
                batting.roe += 1;
            }
            _ => batting.ab += 1,
        }
        *self.batting_of(side, turn.batter) = batting;
        *self.pitching_of(turn.pitcher) = pitching;
    }
}
