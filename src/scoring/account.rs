//! What an upstream tells of a game, in the order it happened.

use std::collections::HashMap;

use crate::domain::event::EventDef;

/// A person's id, whichever system the account uses.
pub type PersonId = i32;

/// Which team: the visitors bat first as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The visiting team.
    Away,
    /// The home team.
    Home,
}

impl Side {
    /// The other team.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Away => Self::Home,
            Self::Home => Self::Away,
        }
    }
}

/// Left or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Hand {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `L` or `R`.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Left => "L",
            Self::Right => "R",
        }
    }
}

/// The side somebody bats from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bats {
    /// Always the left side.
    Left,
    /// Always the right side.
    Right,
    /// A switch hitter: the side away from the hand the pitcher throws with.
    Both,
}

impl Bats {
    /// The side he stands on against a pitcher; none where it takes the pitcher's hand and that is unknown.
    #[must_use]
    pub fn against(self, pitcher: Option<Hand>) -> Option<Hand> {
        match self {
            Self::Left => Some(Hand::Left),
            Self::Right => Some(Hand::Right),
            Self::Both => pitcher.map(Hand::other),
        }
    }
}

/// The hands of a person; none is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hands {
    /// The side he bats from.
    pub bats: Option<Bats>,
    /// The hand he throws with.
    pub throws: Option<Hand>,
}

/// A position: 1 pitcher to 9 right fielder, 10 designated hitter, 11 pinch hitter, 12 pinch runner.
pub type Position = u8;

/// A player who started the game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Starter {
    /// Who.
    pub player: PersonId,
    /// Place in the batting order, 1 to 9; none for a pitcher who does not bat.
    pub slot: Option<u8>,
    /// Where he played first.
    pub position: Position,
}

/// A game as told.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Who started, away and home.
    pub starters: [Vec<Starter>; 2],
    /// Hands of everybody who batted or pitched.
    pub hands: HashMap<PersonId, Hands>,
    /// Innings the game was scheduled for.
    pub scheduled_innings: u8,
    /// What happened, in order.
    pub happenings: Vec<Happening>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// Half an inning begins.
    Half {
        /// From 1.
        inning: u8,
        /// Who bats.
        batting: Side,
    },
    /// A batter comes to bat.
    Turn {
        /// Number of the turn in the game, from 1.
        number: i16,
        /// Who bats when the turn begins.
        batter: PersonId,
        /// Who pitches when the turn begins; none where the pitcher changes during it.
        pitcher: Option<PersonId>,
    },
    /// Somebody enters the game or changes his position.
    Entry(Entry),
    /// A runner is put on a base to begin an extra inning.
    Placed {
        /// Who.
        runner: PersonId,
        /// 1 to 3.
        base: u8,
    },
    /// A pitcher is made to answer for the runner on a base, 1 to 3.
    Answers {
        /// Who.
        pitcher: PersonId,
        /// The base of the runner.
        base: u8,
    },
    /// The count as it is told where the pitches are not; none where nobody knows it.
    Count(Option<(u8, u8)>),
    /// A pitch, or a ball or strike that is called without one.
    Pitch(Pitch),
    /// Something happens on the bases, or the turn ends.
    Event(Event),
}

/// A substitution or a change of position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// His team.
    pub side: Side,
    /// Who.
    pub player: PersonId,
    /// Whom he replaces, when he is new.
    pub replaced: Option<PersonId>,
    /// Where he plays now.
    pub position: Position,
    /// Place in the batting order, 1 to 9, where it is told.
    pub slot: Option<u8>,
}

/// A pitch or a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pitch {
    /// Number within the turn; none for a call without a pitch.
    pub number: Option<i16>,
    /// What it was called.
    pub call: Call,
    /// An automatic ball of an intentional walk: it belongs to the result, not to the count.
    pub is_intentional: bool,
}

/// What a pitch was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// A ball, or the pitch that hit the batter.
    Ball,
    /// A strike that counts: called, swinging, or a foul.
    Strike,
    /// A foul with two strikes.
    Foul,
    /// Put in play.
    InPlay,
}

/// What one moment changed on the bases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// The runners who moved or were put out, the batter among them.
    pub moves: Vec<Move>,
    /// Fielders' parts in what moved nobody: a foul ball dropped.
    pub credits: Vec<Credit>,
    /// A wild pitch.
    pub is_wild_pitch: bool,
    /// A passed ball.
    pub is_passed_ball: bool,
    /// A balk.
    pub is_balk: bool,
    /// Outs scored as one play, 2 a double play; where it is not told, as many as were made.
    pub multiple: Option<i16>,
    /// How the turn ended, if it did.
    pub result: Option<TurnResult>,
}

/// How a turn at bat ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnResult {
    /// The event.
    pub event: &'static EventDef,
    /// Whether an out was made on it.
    pub is_out: bool,
    /// How the ball was hit.
    pub trajectory: Option<Trajectory>,
    /// The side the batter stood on.
    pub batter_side: Option<Hand>,
    /// The hand the pitcher threw with.
    pub pitcher_hand: Option<Hand>,
}

/// How a ball was hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trajectory {
    /// On the ground, bunts included.
    GroundBall,
    /// In the air to the outfield.
    FlyBall,
    /// A line drive, bunts included.
    LineDrive,
    /// A pop-up, bunts included.
    Popup,
}

impl Trajectory {
    /// As Statcast spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GroundBall => "ground_ball",
            Self::FlyBall => "fly_ball",
            Self::LineDrive => "line_drive",
            Self::Popup => "popup",
        }
    }
}

/// How a runner went, or one leg of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub runner: PersonId,
    /// 0 the plate, for the batter; 1 to 3 a base.
    pub from: u8,
    /// Where to.
    pub to: Reached,
    /// What he is credited or charged with.
    pub deed: Deed,
    /// Put out on the ball the batter hit and in his stead: by a force or a fielder's choice (rule 9.16(g)).
    pub is_forced: bool,
    /// The run is batted in.
    pub is_batted_in: bool,
    /// The run is earned, as to the pitcher.
    pub is_earned: bool,
    /// The pitcher the run is charged to, where it is told.
    pub responsible: Option<PersonId>,
    /// Who handled the ball.
    pub credits: Vec<Credit>,
}

/// Where a runner ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// On a base, 1 to 3.
    Base(u8),
    /// Home: a run.
    Home,
    /// Put out.
    Out,
}

/// What a runner does on his own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Nothing of the kind.
    None,
    /// A stolen base (rule 9.07).
    StolenBase,
    /// Caught stealing (rule 9.07(h)).
    CaughtStealing,
    /// Picked off.
    PickedOff,
    /// Picked off while he tried to steal: both.
    PickedOffStealing,
}

impl Deed {
    /// Whether it is charged as caught stealing.
    #[must_use]
    pub const fn is_caught(self) -> bool {
        matches!(self, Self::CaughtStealing | Self::PickedOffStealing)
    }

    /// Whether he was picked off.
    #[must_use]
    pub const fn is_picked_off(self) -> bool {
        matches!(self, Self::PickedOff | Self::PickedOffStealing)
    }
}

/// A fielder's part in it (rules 9.09 to 9.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// Who.
    pub fielder: PersonId,
    /// Where he played.
    pub position: Position,
    /// What he is credited or charged with.
    pub kind: CreditKind,
}

/// What a fielder is credited or charged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CreditKind {
    /// A putout.
    Putout,
    /// An assist.
    Assist,
    /// A fielding error: muffed, dropped.
    FieldingError,
    /// A throwing error.
    ThrowingError,
    /// Interference, charged as an error.
    Interference,
}
