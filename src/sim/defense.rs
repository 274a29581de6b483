//! Who makes the play: putouts, assists and errors by position.

use super::contact::Contact;
use super::log::{Credit, Deed};
use super::running::{Play, To};
use super::vocabulary::{Event, Trajectory};

/// Who covers a base (4 home) when somebody else has the ball.
fn cover(base: u8, fielder: u8) -> u8 {
    match (base, fielder) {
        (1, 3) => 1,
        (1, _) => 3,
        (2, 5..=8) => 4,
        (2, _) => 6,
        (3, _) => 5,
        _ => 2,
    }
}

/// An out at a base by a throw, or unassisted by who stands there.
pub(super) fn out_at(base: u8, fielder: u8) -> Vec<Credit> {
    let own = matches!((base, fielder), (1, 3) | (3, 5) | (4, 2));
    if own {
        return vec![(fielder, Deed::Putout)];
    }
    let mut credits = vec![(fielder, Deed::Assist)];
    if fielder >= 7 {
        credits.push((fielder, Deed::OutfieldAssist));
    }
    credits.push((cover(base, fielder), Deed::Putout));
    credits
}

/// The credits of a ball in play: batter, then the runners on first, second and third.
pub(super) fn credits(play: &Play, ball: &Contact) -> [Vec<Credit>; 4] {
    let mut credits: [Vec<Credit>; 4] = Default::default();
    let fielder = play.fielder;
    let on_ground = ball.bunt || ball.trajectory() == Trajectory::GroundBall;
    match play.event {
        Event::HomeRun => return credits,
        Event::FieldError => {
            credits[0] = vec![(fielder, if play.thrown_away { Deed::ThrowingError } else { Deed::FieldingError })];
            return credits;
        }
        Event::Single | Event::Double | Event::Triple | Event::FieldersChoice => {
            credits[0] = vec![(fielder, Deed::FieldedBall)];
        }
        Event::GroundedIntoDoublePlay | Event::GroundedIntoTriplePlay => return relay(play),
        _ if play.to[0] == To::Out(1) => {
            credits[0] = if on_ground { out_at(1, fielder) } else { vec![(fielder, Deed::Putout)] };
        }
        _ => {}
    }
    for (of_runner, to) in credits.iter_mut().zip(play.to).skip(1) {
        if let To::Out(base) = to {
            *of_runner = out_at(base, fielder);
        }
    }
    credits
}

/// Lead runner first, each out begun by who made the one before.
fn relay(play: &Play) -> [Vec<Credit>; 4] {
    let mut credits: [Vec<Credit>; 4] = Default::default();
    let mut ball = play.fielder;
    for from in (0..4).rev() {
        if let To::Out(base) = play.to[from] {
            credits[from] = out_at(base, ball);
            ball = credits[from].last().map_or(ball, |(position, _)| *position);
        }
    }
    credits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_double_play_goes_around_the_infield() {
        let to = [To::Out(1), To::Out(2), To::Stays, To::Stays];
        let play = Play { event: Event::GroundedIntoDoublePlay, to, batted_in: false, fielder: 6, thrown_away: false };
        let ball = Contact { speed: 90.0, angle: -5.0, spray: 0.0, bunt: false, tracked: true };
        let credits = credits(&play, &ball);
        assert_eq!(credits[1], [(6, Deed::Assist), (4, Deed::Putout)]);
        assert_eq!(credits[0], [(4, Deed::Assist), (3, Deed::Putout)]);
        assert_eq!(out_at(1, 3), [(3, Deed::Putout)]);
        assert_eq!(out_at(4, 8), [(8, Deed::Assist), (8, Deed::OutfieldAssist), (2, Deed::Putout)]);
    }
}
