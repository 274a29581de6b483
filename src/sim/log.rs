//! The scorer's log of a game: every turn at bat with all that happened in it and who moved where.
//! The live feed and the event file are written from it; the book is not.

use super::roster::PlayerIndex;
use super::vocabulary::{Event, Hand};

/// What moved a runner, or cut a turn at bat short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The result of the turn at bat.
    Turn(Event),
    /// To this base, 4 home.
    StolenBase(u8),
    /// Going to this base.
    CaughtStealing(u8),
    /// Off this base.
    Pickoff(u8),
    /// Picked off and put out going to this base.
    PickoffCaughtStealing(u8),
    /// A bad throw to this base.
    PickoffError(u8),
    WildPitch,
    PassedBall,
    Balk,
    DefensiveIndifference,
    /// A misplay after the play proper.
    Error,
    /// Put out going further than the play gave.
    OtherOut,
    /// The runner an extra inning starts with.
    RunnerPlaced,
}

/// Base by number in the words of the feed.
pub(super) const BASES: [&str; 4] = ["1B", "2B", "3B", "4B"];

impl Cause {
    /// `event` and `eventType` of StatsAPI; of a turn at bat its `title` is the former.
    pub(super) fn names(self, title: &str) -> (String, String) {
        let at = |base: u8| BASES[usize::from(base.clamp(1, 4)) - 1];
        let based = |event: &str, word: &str, base: u8| {
            if base == 4 {
                (format!("{event} Home"), format!("{word}_home"))
            } else {
                (format!("{event} {}", at(base)), format!("{word}_{}", at(base).to_lowercase()))
            }
        };
        let plain = |event: &str, word: &str| (event.to_owned(), word.to_owned());
        match self {
            Self::Turn(event) => (title.to_owned(), event.word().to_owned()),
            Self::StolenBase(base) => based("Stolen Base", "stolen_base", base),
            Self::CaughtStealing(base) => based("Caught Stealing", "caught_stealing", base),
            Self::Pickoff(base) => based("Pickoff", "pickoff", base),
            Self::PickoffCaughtStealing(base) => based("Pickoff Caught Stealing", "pickoff_caught_stealing", base),
            Self::PickoffError(base) => based("Pickoff Error", "pickoff_error", base),
            Self::WildPitch => plain("Wild Pitch", "wild_pitch"),
            Self::PassedBall => plain("Passed Ball", "passed_ball"),
            Self::Balk => plain("Balk", "balk"),
            Self::DefensiveIndifference => plain("Defensive Indiff", "defensive_indiff"),
            Self::Error => plain("Error", "error"),
            Self::OtherOut => plain("Runner Out", "other_out"),
            Self::RunnerPlaced => plain("Runner Placed On Base", "runner_placed"),
        }
    }
}

/// What an action that moves nobody is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionKind {
    /// Something on the bases.
    Running(Cause),
    PitchingSubstitution,
    OffensiveSubstitution,
    DefensiveSubstitution,
    DefensiveSwitch,
    MoundVisit,
    GameAdvisory,
}

/// An entry of the feed that is no pitch.
#[derive(Debug, Clone)]
pub(super) struct Action {
    pub(super) kind: ActionKind,
    pub(super) text: String,
    pub(super) player: Option<PlayerIndex>,
    /// Position he takes: 1 to 10, 11 pinch hitter, 12 pinch runner.
    pub(super) position: Option<u8>,
    /// Place in the order in hundreds, plus how many came before him in it.
    pub(super) order: Option<u16>,
    pub(super) replaced: Option<PlayerIndex>,
    /// Base a pinch runner or a placed runner starts from.
    pub(super) base: Option<u8>,
}

impl Action {
    pub(super) fn new(kind: ActionKind, text: String) -> Self {
        Self { kind, text, player: None, position: None, order: None, replaced: None, base: None }
    }
}

/// Something that happened in a turn at bat.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Index into the pitches of the game.
    Pitch(usize),
    /// A ball without a pitch.
    AutomaticBall,
    /// A throw to this base, by the catcher or the pitcher, that did nothing.
    PickoffThrow {
        base: u8,
        catcher: bool,
    },
    StepOff,
    Action(Action),
}

/// An entry of the turn's list of events, with the scoreboard after it.
#[derive(Debug, Clone)]
pub(super) struct Happening {
    pub(super) what: What,
    pub(super) balls: u8,
    pub(super) strikes: u8,
    pub(super) outs: u8,
    pub(super) score: [u8; 2],
    /// It brought in a run, or put somebody out.
    pub(super) scoring: bool,
    pub(super) out: bool,
}

/// What a fielder did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Putout,
    Assist,
    /// An assist from the outfield; written beside the plain one.
    OutfieldAssist,
    FieldedBall,
    FieldingError,
    ThrowingError,
    Interference,
}

impl Deed {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Putout => "f_putout",
            Self::Assist => "f_assist",
            Self::OutfieldAssist => "f_assist_of",
            Self::FieldedBall => "f_fielded_ball",
            Self::FieldingError => "f_fielding_error",
            Self::ThrowingError => "f_throwing_error",
            Self::Interference => "c_catcher_interf",
        }
    }

    pub(super) fn is_error(self) -> bool {
        matches!(self, Self::FieldingError | Self::ThrowingError | Self::Interference)
    }
}

/// A credit by position, before it is known who stands there.
pub(super) type Credit = (u8, Deed);

/// A run, as it is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scoring {
    pub(super) pitcher: PlayerIndex,
    pub(super) batted_in: bool,
    pub(super) earned: bool,
    pub(super) team_unearned: bool,
}

/// One runner from one base to another, or out.
#[derive(Debug, Clone)]
pub(super) struct Move {
    pub(super) runner: PlayerIndex,
    /// Base before the event; 0 the plate.
    pub(super) origin: u8,
    pub(super) start: u8,
    /// Base reached, 4 home; `None` when out.
    pub(super) end: Option<u8>,
    /// Base where he was put out, and which out of the inning it was.
    pub(super) out: Option<(u8, u8)>,
    pub(super) cause: Cause,
    pub(super) reason: Option<&'static str>,
    pub(super) scoring: Option<Scoring>,
    /// The event that caused it.
    pub(super) index: usize,
    pub(super) credits: Vec<(PlayerIndex, u8, Deed)>,
}

/// A finished turn at bat.
#[derive(Debug, Clone)]
pub(super) struct TurnLog {
    pub(super) inning: u8,
    pub(super) top: bool,
    /// Batter and pitcher at the end of it.
    pub(super) batter: PlayerIndex,
    pub(super) pitcher: PlayerIndex,
    pub(super) side: Hand,
    pub(super) cause: Cause,
    /// `event` of the feed.
    pub(super) title: &'static str,
    pub(super) description: String,
    pub(super) balls: u8,
    pub(super) strikes: u8,
    pub(super) outs: u8,
    pub(super) score: [u8; 2],
    pub(super) rbi: u8,
    /// The batter, or a runner on the deciding event, was put out.
    pub(super) out: bool,
    pub(super) on: [Option<PlayerIndex>; 3],
    /// The pitchers who answer for them.
    pub(super) answers: [Option<PlayerIndex>; 3],
    pub(super) events: Vec<Happening>,
    pub(super) moves: Vec<Move>,
}
