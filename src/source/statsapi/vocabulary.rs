//! The closed vocabularies of StatsAPI that the loads depend on, and what was seen outside them.

use std::collections::BTreeSet;

/// `codedGameState` of a game that was played to an end: over, final, and the two forfeits.
pub const OVER: &[&str] = &["O", "F", "Q", "R"];

/// Every `codedGameState` (the letters of `/api/v1/gameStatus`).
pub const CODED_STATES: &[&str] = &["S", "P", "I", "M", "N", "O", "F", "D", "C", "T", "U", "Q", "R", "X", "W"];

/// Every `gameType` (`/api/v1/gameTypes`).
pub const GAME_TYPES: &[&str] = &["S", "E", "R", "F", "D", "L", "W", "A", "P", "C", "N", "I"];

/// Every `eventType` of plays, runners and events within plays (`/api/v1/eventTypes`).
pub const EVENT_TYPES: &[&str] = &[
    "at_bat_start",
    "balk",
    "batter_interference",
    "batter_timeout",
    "batter_turn",
    "catcher_interf",
    "caught_stealing",
    "caught_stealing_2b",
    "caught_stealing_3b",
    "caught_stealing_home",
    "cs_double_play",
    "defensive_indiff",
    "defensive_substitution",
    "defensive_switch",
    "double",
    "double_play",
    "ejection",
    "error",
    "fan_interference",
    "field_error",
    "field_out",
    "fielder_interference",
    "fielders_choice",
    "fielders_choice_out",
    "force_out",
    "forced_balk",
    "game_advisory",
    "grounded_into_double_play",
    "grounded_into_triple_play",
    "hit_by_pitch",
    "home_run",
    "injury",
    "intent_walk",
    "mound_visit",
    "no_pitch",
    "offensive_substitution",
    "os_ruling_pending_primary",
    "os_ruling_pending_prior",
    "other_advance",
    "other_out",
    "passed_ball",
    "pickoff_1b",
    "pickoff_2b",
    "pickoff_3b",
    "pickoff_caught_stealing_2b",
    "pickoff_caught_stealing_3b",
    "pickoff_caught_stealing_home",
    "pickoff_error_1b",
    "pickoff_error_2b",
    "pickoff_error_3b",
    "pitcher_step_off",
    "pitcher_switch",
    "pitching_substitution",
    "runner_double_play",
    "runner_interference",
    "runner_placed",
    "sac_bunt",
    "sac_bunt_double_play",
    "sac_fly",
    "sac_fly_double_play",
    "single",
    "stolen_base",
    "stolen_base_2b",
    "stolen_base_3b",
    "stolen_base_home",
    "strike_out",
    "strikeout",
    "strikeout_double_play",
    "strikeout_triple_play",
    "triple",
    "triple_play",
    "umpire_substitution",
    "walk",
    "wild_pitch",
];

/// Words that were in no vocabulary, each once.
#[derive(Debug, Default)]
pub(super) struct Drift(BTreeSet<String>);

impl Drift {
    /// Notes a word of a member, if its vocabulary lacks it; an absent word is none.
    pub(super) fn note(&mut self, member: &str, word: &str, known: &[&str]) {
        if !word.is_empty() && !known.contains(&word) {
            self.0.insert(format!("{member}={word}"));
        }
    }

    /// What was noted, as `member=word`.
    pub(super) fn words(self) -> Vec<String> {
        self.0.into_iter().collect()
    }
}
