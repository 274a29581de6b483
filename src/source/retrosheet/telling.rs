//! What a play did, in the words of an account.

use super::effect::{Effect, End, Kind};
use super::event::Flight;
use crate::domain::event::{self, EventDef};
use crate::scoring::account::{Credit, CreditKind, Deed, Move, PersonId, Reached, Trajectory};

/// The event of a turn's end.
#[must_use]
pub fn event_def(effect: &Effect) -> Option<&'static EventDef> {
    let outs = effect.outs();
    let sacrifice = match (effect.is_sacrifice_bunt, effect.is_sacrifice_fly, outs) {
        (true, _, 2..) => Some("sac_bunt_double_play"),
        (true, ..) => Some("sac_bunt"),
        (_, true, 2..) => Some("sac_fly_double_play"),
        (_, true, _) => Some("sac_fly"),
        _ => None,
    };
    let name = match effect.kind {
        Kind::Strikeout => match effect.multiple {
            0 => "strikeout",
            2 => "strikeout_double_play",
            _ => "strikeout_triple_play",
        },
        Kind::Walk => "walk",
        Kind::IntentionalWalk => "intent_walk",
        Kind::HitByPitch => "hit_by_pitch",
        Kind::Interference => "catcher_interf",
        Kind::Hit(1) => "single",
        Kind::Hit(2) => "double",
        Kind::Hit(3) => "triple",
        Kind::Hit(_) => "home_run",
        Kind::Out | Kind::Error | Kind::FieldersChoice => match (sacrifice, effect.multiple, effect.kind) {
            (Some(sacrifice), ..) => sacrifice,
            (_, 3, _) if effect.is_grounded_into => "grounded_into_triple_play",
            (_, 1.., _) if effect.is_grounded_into => "grounded_into_double_play",
            (_, 3, _) => "triple_play",
            (_, 1.., _) => "double_play",
            _ if effect.is_safe_on_error => "field_error",
            (_, _, Kind::FieldersChoice) if outs > 0 => "fielders_choice_out",
            (_, _, Kind::FieldersChoice) => "fielders_choice",
            _ if effect.is_batter_interference => "batter_interference",
            _ if effect.runners.iter().any(|runner| runner.is_forced) => "force_out",
            _ => "field_out",
        },
        _ => return None,
    };
    event::find(name)
}

/// As the store names it.
#[must_use]
pub const fn trajectory(flight: Flight) -> Trajectory {
    match flight {
        Flight::Ground => Trajectory::GroundBall,
        Flight::Fly => Trajectory::FlyBall,
        Flight::Line => Trajectory::LineDrive,
        Flight::Pop => Trajectory::Popup,
    }
}

/// The moves, lead runner first. `men` are the batter and who stands on the bases, `field` who plays each position.
#[must_use]
pub fn moves(effect: &Effect, men: [Option<PersonId>; 4], field: &[PersonId; 10]) -> Vec<Move> {
    let mut moves = Vec::with_capacity(4);
    for from in (0..=3_u8).rev() {
        let place = usize::from(from);
        let (runner, man) = (effect.runners[place], men[place]);
        let (Some(end), Some(man)) = (runner.end.or(stays(runner.deed, from)), man) else { continue };
        let to = match end {
            End::Out => Reached::Out,
            End::On(base) => Reached::Base(base),
            End::Earned | End::Unearned | End::TeamUnearned => Reached::Home,
        };
        let is_mine = |x: &&super::effect::Touched| x.runner == from && !is_error(x.kind);
        let credits = effect.touched.iter().filter(is_mine).map(|x| credit(x, field)).collect();
        moves.push(Move {
            runner: man,
            from,
            to,
            deed: runner.deed,
            is_forced: runner.is_forced,
            is_batted_in: runner.is_batted_in,
            // The pitcher's: what is unearned to the team alone is not his.
            is_earned: matches!(end, End::Earned | End::TeamUnearned),
            responsible: None,
            credits,
        });
    }
    moves
}

/// Who is picked off but saved by an error has done something without moving.
fn stays(deed: Deed, from: u8) -> Option<End> {
    (deed != Deed::None).then_some(End::On(from))
}

/// The errors of a play, each charged once for all runners.
#[must_use]
pub fn credits_of(effect: &Effect, field: &[PersonId; 10]) -> Vec<Credit> {
    effect.touched.iter().filter(|x| is_error(x.kind)).map(|x| credit(x, field)).collect()
}

fn credit(touched: &super::effect::Touched, field: &[PersonId; 10]) -> Credit {
    let position = touched.position;
    Credit { fielder: field[usize::from(position)], position, kind: touched.kind }
}

const fn is_error(kind: CreditKind) -> bool {
    matches!(kind, CreditKind::FieldingError | CreditKind::ThrowingError | CreditKind::Interference)
}
