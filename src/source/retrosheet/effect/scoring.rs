//! What the official scorer made of a play: modifiers, how the ball flew, runs batted in.

use super::super::event::{Event, Flight, Modifier, Param, Primary, Segment};
use super::{Effect, End, Kind};

impl Effect {
    pub(super) fn modifiers(&mut self, event: &Event<'_>) {
        for modifier in &event.modifiers {
            match modifier {
                Modifier::Ball { is_bunt, .. } => self.is_bunt |= *is_bunt,
                Modifier::Multiple { outs, flight, is_bunt } => {
                    self.is_bunt |= *is_bunt;
                    self.multiple = self.multiple.max(*outs);
                    self.is_grounded_into |= *flight == Some(Flight::Ground);
                }
                Modifier::SacrificeBunt => (self.is_sacrifice_bunt, self.is_bunt) = (true, true),
                Modifier::SacrificeFly => self.is_sacrifice_fly = true,
                Modifier::BatterInterference => self.is_batter_interference = true,
                _ => {}
            }
        }
    }

    /// Told by a modifier; else by who fielded the ball and how.
    pub(super) fn flight(&mut self, event: &Event<'_>) {
        if !self.kind.is_in_play() && !matches!(self.kind, Kind::FoulError | Kind::Interference) {
            return;
        }
        let told = event.modifiers.iter().find_map(|x| match x {
            Modifier::Ball { flight, .. } | Modifier::Multiple { flight, .. } => *flight,
            _ => None,
        });
        let has = |modifier: Modifier<'_>| event.modifiers.contains(&modifier);
        self.flight = told.or_else(|| {
            if has(Modifier::SacrificeFly) {
                return Some(Flight::Fly);
            }
            if has(Modifier::SacrificeBunt) {
                return Some(Flight::Ground);
            }
            match event.primaries.first() {
                Some(Primary::Fielded(segments)) => fielded_flight(segments),
                Some(Primary::FieldersChoice(_)) => Some(Flight::Ground),
                Some(Primary::Error(fielding)) => match fielding.first()?.position {
                    7..=9 => Some(Flight::Fly),
                    _ => Some(Flight::Ground),
                },
                Some(Primary::FoulError(7..=9)) => Some(Flight::Fly),
                Some(Primary::FoulError(_)) => Some(Flight::Pop),
                _ => None,
            }
        });
    }

    /// A run is batted in unless the play or the advance says otherwise (rule 9.04).
    pub(super) fn runs_batted_in(&mut self, event: &Event<'_>, bases: u8, outs: u8) {
        let mut by_error = false;
        for from in (0..=3_u8).rev() {
            let advance = event.advances.iter().find(|x| x.from == from);
            let params = advance.map_or(&[][..], |x| &x.params);
            by_error |= params.iter().any(Param::is_error);
            let runner = &mut self.runners[usize::from(from)];
            if !runner.end.is_some_and(End::is_run) {
                continue;
            }
            let denied = |x: &Param<'_>| matches!(x, Param::NotBattedIn | Param::WildPitch | Param::PassedBall);
            let is_given = match self.kind {
                Kind::Out if self.is_safe_on_error => from == 3 && outs < 2,
                Kind::Out => !(self.is_grounded_into && self.multiple > 1),
                Kind::FieldersChoice | Kind::Hit(_) => true,
                Kind::Walk | Kind::IntentionalWalk | Kind::HitByPitch | Kind::Interference => from == 3 && bases == 7,
                Kind::Error => from == 3 && outs < 2,
                _ => false,
            };
            let by_himself = from == 0 && self.kind == Kind::Hit(4);
            runner.is_batted_in = params.contains(&Param::BattedIn)
                || (is_given && !params.iter().any(denied) && (!by_error || by_himself));
        }
    }
}

/// More than one fielder or a force is a ball on the ground.
fn fielded_flight(segments: &[Segment]) -> Option<Flight> {
    let first = segments.first()?;
    let fielder = first.fielding.first()?.position;
    match (first.runner, first.fielding.len()) {
        (Some(1..=3), _) => Some(Flight::Ground),
        _ if fielder == 0 => None,
        (_, 1) => Some(Flight::Fly),
        _ => Some(Flight::Ground),
    }
}
