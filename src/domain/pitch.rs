//! Pitches as Baseball Savant names them: what was thrown, and what came of it.

/// A kind of pitch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PitchType {
    /// Code upstream: `FF`.
    pub code: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: PitchFamily,
}

/// What kinds of pitches have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PitchFamily {
    /// Four-seamers, sinkers, cutters.
    Fastball,
    /// Sliders, sweepers, curves, knuckle curves, slurves.
    Breaking,
    /// Changeups, splitters, forkballs, screwballs.
    Offspeed,
    /// Knuckleballs, eephuses, pitchouts, automatic and unknown ones.
    Other,
}

const fn kind(code: &'static str, name: &'static str, family: PitchFamily) -> PitchType {
    PitchType { code, name, family }
}

/// Every known kind of pitch.
pub const PITCH_TYPES: &[PitchType] = &[
    kind("FF", "4-seam fastball", PitchFamily::Fastball),
    kind("SI", "Sinker", PitchFamily::Fastball),
    kind("FC", "Cutter", PitchFamily::Fastball),
    kind("FT", "2-seam fastball", PitchFamily::Fastball),
    kind("FA", "Fastball", PitchFamily::Fastball),
    kind("SL", "Slider", PitchFamily::Breaking),
    kind("ST", "Sweeper", PitchFamily::Breaking),
    kind("CU", "Curveball", PitchFamily::Breaking),
    kind("KC", "Knuckle curve", PitchFamily::Breaking),
    kind("CS", "Slow curve", PitchFamily::Breaking),
    kind("SV", "Slurve", PitchFamily::Breaking),
    kind("CH", "Changeup", PitchFamily::Offspeed),
    kind("FS", "Split-finger", PitchFamily::Offspeed),
    kind("FO", "Forkball", PitchFamily::Offspeed),
    kind("SC", "Screwball", PitchFamily::Offspeed),
    kind("KN", "Knuckleball", PitchFamily::Other),
    kind("EP", "Eephus", PitchFamily::Other),
    kind("PO", "Pitchout", PitchFamily::Other),
    kind("IN", "Intentional ball", PitchFamily::Other),
    kind("AB", "Automatic ball", PitchFamily::Other),
    kind("UN", "Unknown", PitchFamily::Other),
];

/// What came of a pitch. A foul tip and a missed bunt are whiffs, as Baseball Savant counts them; an automatic ball or
/// strike is a call without a pitch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PitchResult {
    /// A ball, pitchouts and intentional ones included.
    Ball,
    /// A called strike.
    CalledStrike,
    /// A swing that missed, caught foul tips and missed bunts included.
    Whiff,
    /// A foul ball.
    Foul,
    /// The ball was put in play.
    InPlay,
    /// The batter was hit.
    HitBatter,
    /// A strike that upstream does not describe.
    Strike,
    /// A ball without a pitch.
    AutomaticBall,
    /// A strike without a pitch.
    AutomaticStrike,
    /// No pitch.
    None,
}

impl PitchResult {
    /// Whether a pitch was thrown.
    #[must_use]
    pub const fn is_pitch(self) -> bool {
        !matches!(self, Self::AutomaticBall | Self::AutomaticStrike | Self::None)
    }

    /// Whether the batter swung or tried to bunt.
    #[must_use]
    pub const fn is_swing(self) -> bool {
        matches!(self, Self::Whiff | Self::Foul | Self::InPlay)
    }

    /// Whether it counts as a strike, balls in play included.
    #[must_use]
    pub const fn is_strike(self) -> bool {
        matches!(self, Self::CalledStrike | Self::Whiff | Self::Foul | Self::InPlay | Self::Strike)
    }
}

/// Every known `description` of a pitch and what it means.
pub const PITCH_RESULTS: &[(&str, PitchResult)] = &[
    ("ball", PitchResult::Ball),
    ("blocked_ball", PitchResult::Ball),
    ("pitchout", PitchResult::Ball),
    ("intent_ball", PitchResult::Ball),
    ("called_strike", PitchResult::CalledStrike),
    ("unknown_strike", PitchResult::Strike),
    ("swinging_strike", PitchResult::Whiff),
    ("swinging_strike_blocked", PitchResult::Whiff),
    ("foul_tip", PitchResult::Whiff),
    ("missed_bunt", PitchResult::Whiff),
    ("bunt_foul_tip", PitchResult::Whiff),
    ("swinging_pitchout", PitchResult::Whiff),
    ("foul", PitchResult::Foul),
    ("foul_bunt", PitchResult::Foul),
    ("foul_pitchout", PitchResult::Foul),
    ("hit_into_play", PitchResult::InPlay),
    ("hit_into_play_no_out", PitchResult::InPlay),
    ("hit_into_play_score", PitchResult::InPlay),
    ("pitchout_hit_into_play", PitchResult::InPlay),
    ("pitchout_hit_into_play_no_out", PitchResult::InPlay),
    ("pitchout_hit_into_play_score", PitchResult::InPlay),
    ("hit_by_pitch", PitchResult::HitBatter),
    ("automatic_ball", PitchResult::AutomaticBall),
    ("automatic_strike", PitchResult::AutomaticStrike),
    ("no_pitch", PitchResult::None),
];
