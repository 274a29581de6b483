//! What a play does to the game: who ends where, who touched the ball, what is credited. By position and base; who these
//! are is [`super::account`]'s.
//!
//! The rules are Retrosheet's (<https://www.retrosheet.org/eventfile.htm>): what a primary implies holds unless an
//! advance says otherwise, runners of whom nothing is said stay.

mod scoring;

use smallvec::SmallVec;

use super::event::{Base, Event, Fielding, Flight, Modifier, Param, Primary, Segment, Touch};
use crate::scoring::account::{CreditKind, Deed};

/// What kind of play it is: the first primary, with what counts as its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the primary of its name")]
pub enum Kind {
    NoPlay,
    Out,
    Strikeout,
    Steal,
    Indifference,
    CaughtStealing,
    PickedOff,
    WildPitch,
    PassedBall,
    Balk,
    OtherAdvance,
    FoulError,
    Walk,
    IntentionalWalk,
    HitByPitch,
    Interference,
    Error,
    FieldersChoice,
    Hit(u8),
}

impl Kind {
    /// Whether the batter's turn ends with it.
    #[must_use]
    pub const fn ends_turn(self) -> bool {
        matches!(
            self,
            Self::Out
                | Self::Strikeout
                | Self::Walk
                | Self::IntentionalWalk
                | Self::HitByPitch
                | Self::Interference
                | Self::Error
                | Self::FieldersChoice
                | Self::Hit(_)
        )
    }

    /// Whether the ball was put in play.
    #[must_use]
    pub const fn is_in_play(self) -> bool {
        matches!(self, Self::Out | Self::Error | Self::FieldersChoice | Self::Hit(_))
    }
}

/// Where somebody ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Put out.
    Out,
    /// On a base.
    On(Base),
    /// Home, the run earned.
    Earned,
    /// Home, the run unearned.
    Unearned,
    /// Home, the run earned to the pitcher but not to the team.
    TeamUnearned,
}

impl End {
    /// Whether a run scored.
    #[must_use]
    pub const fn is_run(self) -> bool {
        matches!(self, Self::Earned | Self::Unearned | Self::TeamUnearned)
    }
}

/// What a fielder did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    /// The runner it was about: 0 the batter.
    pub runner: Base,
    /// The fielder's position.
    pub position: u8,
    /// What he is credited or charged with.
    pub kind: CreditKind,
}

/// What one man on the bases did, or the batter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runner {
    /// Where he ends; none: he stays.
    pub end: Option<End>,
    /// What he did on his own.
    pub deed: Deed,
    /// His run is batted in.
    pub is_batted_in: bool,
    /// Put out on the ball the batter hit, in his stead (rule 9.16(g)).
    pub is_forced: bool,
}

const STAYS: Runner = Runner { end: None, deed: Deed::None, is_batted_in: false, is_forced: false };

/// What a play does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What kind it is.
    pub kind: Kind,
    /// The batter and the runners by the base they stood on.
    pub runners: [Runner; 4],
    /// Who touched the ball.
    pub touched: SmallVec<[Touched; 6]>,
    /// A wild pitch.
    pub is_wild_pitch: bool,
    /// A passed ball.
    pub is_passed_ball: bool,
    /// A balk.
    pub is_balk: bool,
    /// Outs scored as one play: 2 a double play, 3 a triple play, else 0.
    pub multiple: u8,
    /// Scored as grounded into a double or triple play.
    pub is_grounded_into: bool,
    /// The batter is safe on an error.
    pub is_safe_on_error: bool,
    /// A sacrifice bunt.
    pub is_sacrifice_bunt: bool,
    /// A sacrifice fly.
    pub is_sacrifice_fly: bool,
    /// Bunted.
    pub is_bunt: bool,
    /// How the ball flew.
    pub flight: Option<Flight>,
    /// The batter interfered.
    pub is_batter_interference: bool,
}

/// What a play does, with runners on these bases (bit 0 first base) and so many outs.
#[must_use]
pub fn effect(event: &Event<'_>, bases: u8, outs: u8) -> Effect {
    let mut effect = Effect {
        kind: event.primaries.first().map_or(Kind::NoPlay, kind),
        runners: [STAYS; 4],
        touched: SmallVec::new(),
        is_wild_pitch: false,
        is_passed_ball: false,
        is_balk: false,
        multiple: 0,
        is_grounded_into: false,
        is_safe_on_error: false,
        is_sacrifice_bunt: false,
        is_sacrifice_fly: false,
        is_bunt: false,
        flight: None,
        is_batter_interference: false,
    };
    for primary in &event.primaries {
        effect.primary(primary, event);
    }
    effect.advances(event);
    effect.modifiers(event);
    effect.flight(event);
    effect.runs_batted_in(event, bases, outs);
    effect
}

fn kind(primary: &Primary<'_>) -> Kind {
    match primary {
        Primary::Fielded(_) => Kind::Out,
        Primary::Strikeout(_) => Kind::Strikeout,
        Primary::Steal(..) => Kind::Steal,
        Primary::Indifference => Kind::Indifference,
        Primary::CaughtStealing(..) => Kind::CaughtStealing,
        Primary::PickedOff(..) | Primary::PickedOffStealing(..) => Kind::PickedOff,
        Primary::WildPitch => Kind::WildPitch,
        Primary::PassedBall => Kind::PassedBall,
        Primary::Balk => Kind::Balk,
        Primary::OtherAdvance => Kind::OtherAdvance,
        Primary::FoulError(_) => Kind::FoulError,
        Primary::Walk => Kind::Walk,
        Primary::IntentionalWalk => Kind::IntentionalWalk,
        Primary::HitByPitch => Kind::HitByPitch,
        Primary::Interference => Kind::Interference,
        Primary::Error(_) => Kind::Error,
        Primary::FieldersChoice(_) => Kind::FieldersChoice,
        Primary::Hit(bases, _) => Kind::Hit(*bases),
        Primary::GroundRuleDouble => Kind::Hit(2),
        Primary::NoPlay => Kind::NoPlay,
    }
}

/// On a base, or home with an earned run.
const fn at(base: Base) -> End {
    if base >= 4 { End::Earned } else { End::On(base) }
}

impl Effect {
    /// Outs made.
    #[must_use]
    pub fn outs(&self) -> u8 {
        self.runners.iter().filter(|runner| runner.end == Some(End::Out)).count() as u8
    }

    fn primary(&mut self, primary: &Primary<'_>, event: &Event<'_>) {
        match primary {
            Primary::Fielded(segments) => self.fielded(segments),
            Primary::Strikeout(fielding) => self.strikeout(fielding, event),
            Primary::Steal(to, params) => {
                let runner = &mut self.runners[usize::from(to - 1)];
                runner.deed = Deed::StolenBase;
                runner.end = Some(at(*to));
                if params.contains(&Param::Unearned) && *to == 4 {
                    runner.end = Some(End::Unearned);
                }
            }
            Primary::CaughtStealing(to, params) => self.caught(to - 1, Some(*to), Deed::CaughtStealing, params),
            Primary::PickedOffStealing(to, params) => self.caught(to - 1, Some(*to), Deed::PickedOffStealing, params),
            Primary::PickedOff(on, params) => self.caught(*on, None, Deed::PickedOff, params),
            Primary::WildPitch => self.is_wild_pitch = true,
            Primary::PassedBall => self.is_passed_ball = true,
            Primary::Balk => self.is_balk = true,
            Primary::FoulError(position) => self.touch(0, *position, CreditKind::FieldingError),
            Primary::Indifference | Primary::OtherAdvance | Primary::NoPlay => {}
            Primary::Walk | Primary::IntentionalWalk | Primary::HitByPitch => self.reaches(1),
            Primary::Interference => {
                self.reaches(1);
                let told = event.modifiers.iter().find_map(|x| match x {
                    Modifier::Error(position) => Some(*position),
                    _ => None,
                });
                self.touch(0, told.unwrap_or(2), CreditKind::Interference);
            }
            // Thrown away after a third strike: the batter is out unless an advance says otherwise.
            Primary::Error(fielding) if self.kind == Kind::Strikeout => {
                let is_throw = event.modifiers.iter().any(|x| matches!(x, Modifier::Throw(_)));
                self.credits(0, fielding, false, is_throw);
            }
            Primary::Error(fielding) => {
                self.reaches(1);
                self.is_safe_on_error = true;
                let is_throw = event.modifiers.iter().any(|x| matches!(x, Modifier::Throw(_)));
                self.credits(0, fielding, false, is_throw);
            }
            Primary::FieldersChoice(_) => self.reaches(1),
            Primary::Hit(bases, _) => self.reaches(*bases),
            Primary::GroundRuleDouble => self.reaches(2),
        }
    }

    fn reaches(&mut self, base: Base) {
        self.runners[0].end = Some(at(base));
    }

    fn touch(&mut self, runner: Base, position: u8, kind: CreditKind) {
        if position > 0 {
            self.touched.push(Touched { runner, position, kind });
        }
    }

    /// Assists and errors; a putout for the last one, if somebody was put out.
    fn credits(&mut self, runner: Base, fielding: &Fielding, is_out: bool, is_throw: bool) {
        let error = if is_throw { CreditKind::ThrowingError } else { CreditKind::FieldingError };
        for (place, touch) in fielding.iter().enumerate() {
            let is_last = place + 1 == fielding.len();
            if touch.is_error {
                self.touch(runner, touch.position, error);
            } else if is_out && is_last {
                self.touch(runner, touch.position, CreditKind::Putout);
            } else {
                // One assist an out, however often he had the ball.
                let assist = Touched { runner, position: touch.position, kind: CreditKind::Assist };
                if !self.touched.contains(&assist) {
                    self.touch(runner, touch.position, CreditKind::Assist);
                }
            }
        }
    }

    fn fielded(&mut self, segments: &[Segment]) {
        let is_unknown = segments.iter().any(|x| x.fielding.iter().any(|touch| touch.position == 0));
        let begins_with_force = segments.first().is_some_and(|x| x.runner.is_some_and(|on| on > 0));
        let mut had_it: Option<u8> = None;
        let mut names_batter = false;
        for segment in segments {
            let runner = segment.runner.unwrap_or(0);
            names_batter |= runner == 0;
            let is_error = segment.fielding.iter().any(|touch| touch.is_error);
            let to = runner + 1;
            let end = if is_error { at(to) } else { End::Out };
            self.is_safe_on_error |= is_error && runner == 0;
            self.runners[usize::from(runner)].end = Some(end);
            self.runners[usize::from(runner)].is_forced = runner > 0 && begins_with_force && !is_error;
            if is_unknown {
                continue;
            }
            // Whoever made the out before has the ball.
            let mut fielding = segment.fielding.clone();
            if let Some(had) = had_it.filter(|had| fielding.first().is_none_or(|x| x.position != *had)) {
                fielding.insert(0, Touch { position: had, is_error: false });
            }
            self.credits(runner, &fielding, !is_error, false);
            had_it = fielding.last().filter(|x| !x.is_error).map(|x| x.position);
        }
        if !names_batter {
            self.reaches(1);
        }
    }

    fn strikeout(&mut self, fielding: &Fielding, event: &Event<'_>) {
        let is_error = fielding.iter().any(|touch| touch.is_error);
        // What is said of the batter's way to first is said in the advance.
        let is_told = event.advances.iter().any(|x| x.from == 0);
        if is_error {
            self.reaches(1);
            self.credits(0, fielding, false, false);
            return;
        }
        self.runners[0].end = Some(End::Out);
        if is_told {
            return;
        }
        match fielding.as_slice() {
            [] => self.touch(0, 2, CreditKind::Putout),
            _ => self.credits(0, fielding, true, false),
        }
    }

    /// Caught stealing or picked off, unless an error saved him.
    fn caught(&mut self, from: Base, to: Option<Base>, deed: Deed, params: &[Param<'_>]) {
        let is_safe = params.iter().any(Param::is_error) && !params.iter().any(Param::is_clean);
        let runner = &mut self.runners[usize::from(from)];
        runner.deed = deed;
        runner.end = if is_safe { to.map(at) } else { Some(End::Out) };
        if is_safe && params.contains(&Param::Unearned) && to == Some(4) {
            runner.end = Some(End::Unearned);
        }
        self.params(from, params, !is_safe);
    }

    /// Credits and flags of what stands in parentheses.
    fn params(&mut self, runner: Base, params: &[Param<'_>], is_out: bool) {
        for param in params {
            match param {
                Param::Fielders { fielding, is_throw } if param.is_error() => {
                    self.credits(runner, fielding, false, *is_throw);
                }
                Param::Fielders { fielding, .. } if is_out => self.credits(runner, fielding, true, false),
                Param::WildPitch => self.is_wild_pitch = true,
                Param::PassedBall => self.is_passed_ball = true,
                Param::Steal(_) => self.runners[usize::from(runner)].deed = Deed::StolenBase,
                _ => {}
            }
        }
    }

    /// Whether it is the error that is charged as interference already.
    fn is_told_interference(&self, param: &Param<'_>) -> bool {
        let Param::Fielders { fielding, .. } = param else { return false };
        let charged = self.touched.iter().find(|x| x.kind == CreditKind::Interference).map(|x| x.position);
        fielding.iter().any(|touch| touch.is_error && Some(touch.position) == charged)
    }

    fn advances(&mut self, event: &Event<'_>) {
        for advance in &event.advances {
            let place = usize::from(advance.from);
            let is_negated = advance.params.iter().any(Param::is_error) && !advance.params.iter().any(Param::is_clean);
            let is_out = advance.is_out && !is_negated;
            let end = if is_out {
                End::Out
            } else if advance.to == 4 {
                let has = |param: &Param<'_>| advance.params.iter().any(|x| x == param);
                match (has(&Param::TeamUnearned), has(&Param::Unearned)) {
                    (true, _) => End::TeamUnearned,
                    (_, true) => End::Unearned,
                    _ => End::Earned,
                }
            } else {
                End::On(advance.to)
            };
            let runner = &mut self.runners[place];
            runner.end = Some(end);
            runner.is_forced = is_out && self.kind == Kind::FieldersChoice && place > 0;
            if self.kind == Kind::Interference {
                // The interference is charged once, even if it is told again.
                let told = advance.params.iter().filter(|x| !self.is_told_interference(x)).cloned();
                self.params(advance.from, &told.collect::<SmallVec<[_; 1]>>(), is_out);
            } else {
                self.params(advance.from, &advance.params, is_out);
            }
        }
    }
}
