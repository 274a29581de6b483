//! The words of Baseball Savant's `events`, `description`, `type`, `pitch_type` and `bb_type` that the
//! league uses.

/// A hand or a side of the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hand {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Hand {
    /// `L` or `R`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Left => "L",
            Self::Right => "R",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// The word as Baseball Savant writes it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words! {
    /// How a turn at bat ended: Savant's `events`.
    Event {
        /// Batter on first by a hit.
        Single = "single",
        /// Batter on second by a hit.
        Double = "double",
        /// Batter on third by a hit.
        Triple = "triple",
        /// Over the fence.
        HomeRun = "home_run",
        /// Four balls.
        Walk = "walk",
        /// Waved to first; never written in a row.
        IntentWalk = "intent_walk",
        /// Struck by a pitch.
        HitByPitch = "hit_by_pitch",
        /// Three strikes; the batter may still reach on a wild third strike.
        Strikeout = "strikeout",
        /// Three strikes and a runner caught stealing.
        StrikeoutDoublePlay = "strikeout_double_play",
        /// Batter out on a ball in play.
        FieldOut = "field_out",
        /// Runner forced, batter safe.
        ForceOut = "force_out",
        /// Two outs on a ground ball.
        GroundedIntoDoublePlay = "grounded_into_double_play",
        /// Three outs on a ground ball.
        GroundedIntoTriplePlay = "grounded_into_triple_play",
        /// Three outs, not on a ground ball.
        TriplePlay = "triple_play",
        /// Two outs, not on a ground ball.
        DoublePlay = "double_play",
        /// Batter safe by an error.
        FieldError = "field_error",
        /// Nobody out, batter safe.
        FieldersChoice = "fielders_choice",
        /// Runner tagged out, batter safe.
        FieldersChoiceOut = "fielders_choice_out",
        /// Caught fly that scores the runner from third.
        SacFly = "sac_fly",
        /// A sacrifice fly on which a second runner is put out.
        SacFlyDoublePlay = "sac_fly_double_play",
        /// Bunt out that moves a runner.
        SacBunt = "sac_bunt",
        /// Batter awarded first because the catcher was in the way.
        CatcherInterf = "catcher_interf",
        /// Third out on the bases: the turn at bat does not count.
        CaughtStealing2b = "caught_stealing_2b",
        /// Third out on the bases: the turn at bat does not count.
        CaughtStealing3b = "caught_stealing_3b",
        /// Third out on the bases: the turn at bat does not count.
        CaughtStealingHome = "caught_stealing_home",
        /// Third out by a throw to first: the turn at bat does not count.
        Pickoff1b = "pickoff_1b",
        /// Third out by a throw to second: the turn at bat does not count.
        Pickoff2b = "pickoff_2b",
        /// Third out by a throw to third: the turn at bat does not count.
        Pickoff3b = "pickoff_3b",
        /// Third out, picked off first and tagged going on: the turn at bat does not count.
        PickoffCaughtStealing2b = "pickoff_caught_stealing_2b",
        /// Third out on the bases, in the newer vocabulary: the turn at bat does not count.
        TruncatedPa = "truncated_pa",
    }
}

impl Event {
    /// A plate appearance, not a turn cut short on the bases.
    #[must_use]
    pub fn is_plate_appearance(self) -> bool {
        !matches!(
            self,
            Self::CaughtStealing2b
                | Self::CaughtStealing3b
                | Self::CaughtStealingHome
                | Self::Pickoff1b
                | Self::Pickoff2b
                | Self::Pickoff3b
                | Self::PickoffCaughtStealing2b
                | Self::TruncatedPa
        )
    }

    /// One of the four hits.
    #[must_use]
    pub fn is_hit(self) -> bool {
        self.bases_of_hit() > 0
    }

    /// Total bases of the hit; 0 if it is none.
    #[must_use]
    pub fn bases_of_hit(self) -> u8 {
        match self {
            Self::Single => 1,
            Self::Double => 2,
            Self::Triple => 3,
            Self::HomeRun => 4,
            _ => 0,
        }
    }

    /// An official at-bat.
    #[must_use]
    pub fn is_at_bat(self) -> bool {
        self.is_plate_appearance()
            && !matches!(
                self,
                Self::Walk
                    | Self::IntentWalk
                    | Self::HitByPitch
                    | Self::SacFly
                    | Self::SacFlyDoublePlay
                    | Self::SacBunt
                    | Self::CatcherInterf
            )
    }

    /// A strikeout of either kind.
    #[must_use]
    pub fn is_strikeout(self) -> bool {
        matches!(self, Self::Strikeout | Self::StrikeoutDoublePlay)
    }

    /// A sacrifice, fly or bunt.
    #[must_use]
    pub fn is_sacrifice(self) -> bool {
        matches!(self, Self::SacFly | Self::SacFlyDoublePlay | Self::SacBunt)
    }

    /// A walk of either kind.
    #[must_use]
    pub fn is_walk(self) -> bool {
        matches!(self, Self::Walk | Self::IntentWalk)
    }
}

words! {
    /// What became of one pitch: Savant's `description`.
    Call {
        /// Taken outside the zone.
        Ball = "ball",
        /// In the dirt, stopped by the catcher.
        BlockedBall = "blocked_ball",
        /// Taken for a strike.
        CalledStrike = "called_strike",
        /// Missed.
        SwingingStrike = "swinging_strike",
        /// Missed, in the dirt.
        SwingingStrikeBlocked = "swinging_strike_blocked",
        /// Hit foul.
        Foul = "foul",
        /// Tipped into the catcher's glove.
        FoulTip = "foul_tip",
        /// Bunted foul.
        FoulBunt = "foul_bunt",
        /// Bunt attempt that missed.
        MissedBunt = "missed_bunt",
        /// Struck the batter.
        HitByPitch = "hit_by_pitch",
        /// Fair, or caught.
        HitIntoPlay = "hit_into_play",
    }
}

impl Call {
    /// Savant's `type`: `B`, `S` or `X`.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Ball | Self::BlockedBall | Self::HitByPitch => "B",
            Self::HitIntoPlay => "X",
            _ => "S",
        }
    }

    pub(super) fn is_swing(self) -> bool {
        !matches!(self, Self::Ball | Self::BlockedBall | Self::HitByPitch | Self::CalledStrike)
    }
}

words! {
    /// Shape of a batted ball: Savant's `bb_type`.
    Trajectory {
        /// Launched below 10 degrees.
        GroundBall = "ground_ball",
        /// 10 to 25 degrees.
        LineDrive = "line_drive",
        /// 25 to 50 degrees.
        FlyBall = "fly_ball",
        /// Above 50 degrees.
        Popup = "popup",
    }
}

words! {
    /// Kind of pitch: Savant's `pitch_type`.
    PitchType {
        /// Four-seam fastball.
        FourSeam = "FF",
        /// Sinker.
        Sinker = "SI",
        /// Cutter.
        Cutter = "FC",
        /// Slider.
        Slider = "SL",
        /// Sweeper.
        Sweeper = "ST",
        /// Curveball.
        Curve = "CU",
        /// Knuckle curve.
        KnuckleCurve = "KC",
        /// Changeup.
        Change = "CH",
        /// Splitter.
        Splitter = "FS",
    }
}

impl PitchType {
    /// Savant's `pitch_name`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::FourSeam => "4-Seam Fastball",
            Self::Sinker => "Sinker",
            Self::Cutter => "Cutter",
            Self::Slider => "Slider",
            Self::Sweeper => "Sweeper",
            Self::Curve => "Curveball",
            Self::KnuckleCurve => "Knuckle Curve",
            Self::Change => "Changeup",
            Self::Splitter => "Split-Finger",
        }
    }
}
