//! Results of plate appearances and what happens on the bases, as StatsAPI and Baseball Savant spell them, with what each
//! adds to a line.
//!
//! Official Baseball Rules 9.02 (at bats), 9.05 (hits), 9.06, 9.08 (sacrifices), 9.14 (walks), 9.15 (strikeouts).

/// One kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventDef {
    /// The word upstream uses.
    pub name: &'static str,
    /// What it is to the batter.
    pub outcome: Outcome,
}

/// What an event is to the batter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A hit of so many bases.
    Hit(u8),
    /// A walk.
    Walk,
    /// An intentional walk.
    IntentionalWalk,
    /// Hit by a pitch.
    HitByPitch,
    /// First base by catcher's interference.
    CatcherInterference,
    /// A strikeout, whether or not he reached base.
    Strikeout,
    /// A sacrifice fly.
    SacrificeFly,
    /// A sacrifice bunt.
    SacrificeBunt,
    /// A ground ball into a double play.
    GroundedIntoDoublePlay,
    /// A ground ball into a triple play.
    GroundedIntoTriplePlay,
    /// First base by an error.
    ReachedOnError,
    /// Another at bat without a hit.
    AtBat,
    /// Not his doing: something on the bases, a substitution, or a turn that was cut short.
    None,
}

impl Outcome {
    /// Whether it completes a plate appearance.
    #[must_use]
    pub const fn is_plate_appearance(self) -> bool {
        !matches!(self, Self::None)
    }

    /// Whether it is an at bat (rule 9.02(a)(1)).
    #[must_use]
    pub const fn is_at_bat(self) -> bool {
        matches!(
            self,
            Self::Hit(_)
                | Self::Strikeout
                | Self::GroundedIntoDoublePlay
                | Self::GroundedIntoTriplePlay
                | Self::ReachedOnError
                | Self::AtBat
        )
    }

    /// Whether it is a sacrifice (rule 9.08).
    #[must_use]
    pub const fn is_sacrifice(self) -> bool {
        matches!(self, Self::SacrificeFly | Self::SacrificeBunt)
    }

    /// Whether the batter put the ball in play.
    #[must_use]
    pub const fn is_in_play(self) -> bool {
        !matches!(
            self,
            Self::None
                | Self::Walk
                | Self::IntentionalWalk
                | Self::HitByPitch
                | Self::Strikeout
                | Self::CatcherInterference
        )
    }

    /// Whether it is a walk, intentional or not.
    #[must_use]
    pub const fn is_walk(self) -> bool {
        matches!(self, Self::Walk | Self::IntentionalWalk)
    }

    /// Baseball Savant's `woba_value`: fixed weights, the same in every season.
    #[must_use]
    pub const fn statcast_woba(self) -> f64 {
        match self {
            Self::Walk | Self::HitByPitch => 0.7,
            Self::Hit(1) | Self::ReachedOnError => 0.9,
            Self::Hit(2) => 1.25,
            Self::Hit(3) => 1.6,
            Self::Hit(_) => 2.0,
            _ => 0.0,
        }
    }

    /// Bases of the hit; 0 where there is none.
    #[must_use]
    pub const fn bases(self) -> u8 {
        match self {
            Self::Hit(bases) => bases,
            _ => 0,
        }
    }
}

const fn event(name: &'static str, outcome: Outcome) -> EventDef {
    EventDef { name, outcome }
}

/// Every known event.
pub const EVENTS: &[EventDef] = &[
    event("single", Outcome::Hit(1)),
    event("double", Outcome::Hit(2)),
    event("triple", Outcome::Hit(3)),
    event("home_run", Outcome::Hit(4)),
    event("walk", Outcome::Walk),
    event("intent_walk", Outcome::IntentionalWalk),
    event("hit_by_pitch", Outcome::HitByPitch),
    event("catcher_interf", Outcome::CatcherInterference),
    event("strikeout", Outcome::Strikeout),
    event("strike_out", Outcome::Strikeout),
    event("strikeout_double_play", Outcome::Strikeout),
    event("strikeout_triple_play", Outcome::Strikeout),
    event("sac_fly", Outcome::SacrificeFly),
    event("sac_fly_double_play", Outcome::SacrificeFly),
    event("sac_bunt", Outcome::SacrificeBunt),
    event("sac_bunt_double_play", Outcome::SacrificeBunt),
    event("grounded_into_double_play", Outcome::GroundedIntoDoublePlay),
    event("grounded_into_triple_play", Outcome::GroundedIntoTriplePlay),
    event("field_error", Outcome::ReachedOnError),
    event("field_out", Outcome::AtBat),
    event("force_out", Outcome::AtBat),
    event("double_play", Outcome::AtBat),
    event("triple_play", Outcome::AtBat),
    event("fielders_choice", Outcome::AtBat),
    event("fielders_choice_out", Outcome::AtBat),
    event("batter_interference", Outcome::AtBat),
    event("fan_interference", Outcome::AtBat),
    event("truncated_pa", Outcome::None),
    event("other_out", Outcome::None),
    event("caught_stealing_2b", Outcome::None),
    event("caught_stealing_3b", Outcome::None),
    event("caught_stealing_home", Outcome::None),
    event("pickoff_1b", Outcome::None),
    event("pickoff_2b", Outcome::None),
    event("pickoff_3b", Outcome::None),
    event("pickoff_caught_stealing_2b", Outcome::None),
    event("pickoff_caught_stealing_3b", Outcome::None),
    event("pickoff_caught_stealing_home", Outcome::None),
    event("pickoff_error_1b", Outcome::None),
    event("pickoff_error_2b", Outcome::None),
    event("pickoff_error_3b", Outcome::None),
    event("cs_double_play", Outcome::None),
    event("runner_double_play", Outcome::None),
    event("stolen_base", Outcome::None),
    event("stolen_base_2b", Outcome::None),
    event("stolen_base_3b", Outcome::None),
    event("stolen_base_home", Outcome::None),
    event("wild_pitch", Outcome::None),
    event("passed_ball", Outcome::None),
    event("balk", Outcome::None),
    event("forced_balk", Outcome::None),
    event("defensive_indiff", Outcome::None),
    event("other_advance", Outcome::None),
    event("error", Outcome::None),
    event("runner_placed", Outcome::None),
    event("runner_interference", Outcome::None),
    event("fielder_interference", Outcome::None),
    event("game_advisory", Outcome::None),
    event("ejection", Outcome::None),
    event("injury", Outcome::None),
    event("pitching_substitution", Outcome::None),
    event("offensive_substitution", Outcome::None),
    event("defensive_substitution", Outcome::None),
    event("defensive_switch", Outcome::None),
    event("pitcher_switch", Outcome::None),
    event("batter_turn", Outcome::None),
    event("umpire_substitution", Outcome::None),
    event("mound_visit", Outcome::None),
    event("batter_timeout", Outcome::None),
    event("pitcher_step_off", Outcome::None),
    event("no_pitch", Outcome::None),
    event("at_bat_start", Outcome::None),
    event("os_ruling_pending_prior", Outcome::None),
    event("os_ruling_pending_primary", Outcome::None),
];

/// The event of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static EventDef> {
    EVENTS.iter().find(|event| event.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_there_once() {
        for event in EVENTS {
            assert_eq!(EVENTS.iter().filter(|other| other.name == event.name).count(), 1, "{}", event.name);
        }
    }

    #[test]
    fn a_plate_appearance_is_an_at_bat_or_one_of_the_five_that_are_not() {
        for event in EVENTS.iter().filter(|event| event.outcome.is_plate_appearance()) {
            let free = event.outcome.is_walk()
                || event.outcome.is_sacrifice()
                || matches!(event.outcome, Outcome::HitByPitch | Outcome::CatcherInterference);
            assert!(event.outcome.is_at_bat() != free, "{}", event.name);
        }
    }
}
