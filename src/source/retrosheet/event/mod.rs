//! The text of a play, parsed: primaries, modifiers and advances, as written. What they do to the game is
//! [`super::effect`]'s.
//!
//! ```text
//! event    := primary ( "+" | ";" primary )* ( "/" modifier )* [ "." advance ( ";" advance )* ]
//! advance  := from ( "-" | "X" ) to ( "(" param ")" )*
//! ```

mod modifier;
mod parse;

#[cfg(test)]
mod tests;

use smallvec::SmallVec;

pub use modifier::{Flight, Modifier};
pub use parse::{BadEvent, clean, parse};

/// The plate or a base: 0 the batter's, 1 to 3, 4 home.
pub type Base = u8;

/// A fielder who touched the ball.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// His position, 1 to 9; 0 nobody knows whose.
    pub position: u8,
    /// He is charged with an error.
    pub is_error: bool,
}

/// The fielders who touched the ball, in order.
pub type Fielding = SmallVec<[Touch; 4]>;

/// A play as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event<'t> {
    /// What happened; more than one after `K+`, `W+` or between semicolons.
    pub primaries: SmallVec<[Primary<'t>; 2]>,
    /// How.
    pub modifiers: SmallVec<[Modifier<'t>; 3]>,
    /// Who moved, as far as the primaries do not say.
    pub advances: SmallVec<[Advance<'t>; 3]>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Primary<'t> {
    /// The ball was fielded and somebody put out, `8`, `64(1)3`, or not, `6E3`.
    Fielded(SmallVec<[Segment; 2]>),
    /// `K`, with the fielders where they are told.
    Strikeout(Fielding),
    /// `SB2`: the base stolen, 2 to 4.
    Steal(Base, Params<'t>),
    /// `DI`: moved on while nobody cared.
    Indifference,
    /// `CS2(26)`: the base he tried to steal.
    CaughtStealing(Base, Params<'t>),
    /// `PO1(13)`: the base he stood on.
    PickedOff(Base, Params<'t>),
    /// `POCS2(1361)`: the base he tried to steal.
    PickedOffStealing(Base, Params<'t>),
    /// `WP`
    WildPitch,
    /// `PB`
    PassedBall,
    /// `BK`
    Balk,
    /// `OA`: something else on the bases.
    OtherAdvance,
    /// `FLE5`: dropped a foul ball.
    FoulError(u8),
    /// `W`
    Walk,
    /// `IW`, `I`
    IntentionalWalk,
    /// `HP`
    HitByPitch,
    /// `C`: got in the batter's way.
    Interference,
    /// `E6`: safe on an error.
    Error(Fielding),
    /// `FC6`: safe on a fielder's choice.
    FieldersChoice(Fielding),
    /// `S8`, `D7`, `T9`, `HR`: bases, and who fielded the ball.
    Hit(u8, Fielding),
    /// `DGR`: a double by the rules of the ground.
    GroundRuleDouble,
    /// `NP`: somebody enters the game.
    NoPlay,
}

/// One leg of a fielded ball.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Who touched it; empty where nobody knows.
    pub fielding: Fielding,
    /// The runner it was about, where he is marked: 0 the batter.
    pub runner: Option<Base>,
}

/// A runner's move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance<'t> {
    /// 0 the batter, 1 to 3.
    pub from: Base,
    /// 1 to 4.
    pub to: Base,
    /// `X`: he was put out, unless an error says otherwise.
    pub is_out: bool,
    /// What else is said.
    pub params: Params<'t>,
}

/// What is said in parentheses.
pub type Params<'t> = SmallVec<[Param<'t>; 1]>;

/// One parenthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Param<'t> {
    /// Who touched the ball; whether the errors in it were throws.
    Fielders {
        /// In order.
        fielding: Fielding,
        /// `/TH`
        is_throw: bool,
    },
    /// `UR`
    Unearned,
    /// `TUR`: unearned to the team, earned to the pitcher.
    TeamUnearned,
    /// `NR`, `NORBI`
    NotBattedIn,
    /// `RBI`
    BattedIn,
    /// `WP`
    WildPitch,
    /// `PB`
    PassedBall,
    /// `TH`, `TH3`, `THH`: on the throw to a base.
    Throw(Option<Base>),
    /// `SB2`: a steal inside another play.
    Steal(Base),
    /// Anything else, as written: `INT`, `AP`, ...
    Note(&'t str),
}

impl Param<'_> {
    /// Fielders of whom one erred.
    #[must_use]
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Fielders { fielding, .. } if fielding.iter().any(|touch| touch.is_error))
    }

    /// Fielders of whom none erred.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        matches!(self, Self::Fielders { fielding, .. } if fielding.iter().all(|touch| !touch.is_error))
    }
}
