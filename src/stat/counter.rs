//! The registry of counters: everything about a fact that can be added up.
//!
//! Each entry says how its value is told: by the result of the plate appearance, by a stored column of the
//! play-by-play, by each pitch, or by the play with all that is around it. Sums are integers in the unit named, so that
//! they are exact in any order.

use std::sync::{Arc, Mutex, PoisonError};

use super::dimension::told::outcome;
use super::fact::Fact;
use super::measured;
use crate::domain::event::Outcome;
use crate::domain::pitch::PitchResult;

/// How the values of several facts become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// They are added.
    Sum,
    /// The largest counts; 0 where there is none.
    Max,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// The result of the plate appearance, in the row that has it. Stored in the column of the counter.
    Result(fn(Outcome) -> bool),
    /// The play-by-play; 0 without it. Stored in the column of the counter.
    Told,
    /// The play-by-play, stored; without it, and by single pitches, the sum over the pitches.
    ToldOrPitch(fn(&Fact<'_>, PitchResult) -> i32),
    /// Each pitch that Statcast has a row of.
    Pitch(fn(&Fact<'_>, PitchResult) -> i32),
    /// The play, with the pitch it ended on.
    Play(fn(&Fact<'_>) -> i32),
}

/// One entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct CounterDef {
    /// Which counter it is.
    pub id: Counter,
    /// Its name; of a stored one the column of the tables `play`, `batting_game` and `pitching_game`.
    pub column: &'static str,
    /// How facts combine.
    pub combine: Combine,
    /// How a value is told.
    pub source: Source,
}

impl CounterDef {
    /// Whether the tables keep it.
    #[must_use]
    pub const fn is_stored(&self) -> bool {
        matches!(self.source, Source::Result(_) | Source::Told | Source::ToldOrPitch(_))
    }
}

/// What is asked for of the counters: a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CounterSet(u128);

impl CounterSet {
    /// Every counter.
    #[must_use]
    pub fn all() -> Self {
        COUNTERS.iter().fold(Self::default(), |set, def| set.with(def.id))
    }

    /// This and one more.
    #[must_use]
    pub const fn with(self, counter: Counter) -> Self {
        Self(self.0 | 1 << counter as u32)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is asked for.
    #[must_use]
    pub const fn has(self, counter: Counter) -> bool {
        self.0 & (1 << counter as u32) != 0
    }
}

macro_rules! counters {
    ($($id:ident, $column:literal, $combine:ident, $source:ident $(($told:expr))?, $doc:literal;)*) => {
        /// A counter, which is also its place in [`Counts`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Counter { $(#[doc = $doc] $id),* }

        /// Every counter, in the order of [`Counts`].
        pub const COUNTERS: &[CounterDef] = &[$(CounterDef {
            id: Counter::$id, column: $column, combine: Combine::$combine, source: Source::$source $(($told))?,
        }),*];
    };
}

counters! {
    PlateAppearances, "plate_appearances", Sum, Result(Outcome::is_plate_appearance), "Plate appearances completed.";
    AtBats, "at_bats", Sum, Result(Outcome::is_at_bat), "At bats (rule 9.02(a)(1)).";
    Singles, "singles", Sum, Result(|o| o.bases() == 1), "Singles.";
    Doubles, "doubles", Sum, Result(|o| o.bases() == 2), "Doubles.";
    Triples, "triples", Sum, Result(|o| o.bases() == 3), "Triples.";
    HomeRuns, "home_runs", Sum, Result(|o| o.bases() == 4), "Home runs.";
    Walks, "walks", Sum, Result(Outcome::is_walk), "Walks, intentional ones included.";
    IntentionalWalks, "intentional_walks", Sum, Result(|o| o == Outcome::IntentionalWalk), "Intentional walks.";
    Strikeouts, "strikeouts", Sum, Result(|o| o == Outcome::Strikeout), "Strikeouts.";
    HitByPitch, "hit_by_pitch", Sum, Result(|o| o == Outcome::HitByPitch), "Batters hit by a pitch.";
    SacrificeFlies, "sacrifice_flies", Sum, Result(|o| o == Outcome::SacrificeFly), "Sacrifice flies.";
    SacrificeBunts, "sacrifice_bunts", Sum, Result(|o| o == Outcome::SacrificeBunt), "Sacrifice bunts.";
    CatcherInterferences, "catcher_interferences", Sum, Result(|o| o == Outcome::CatcherInterference), "First base by interference.";
    GroundedIntoDoublePlays, "grounded_into_double_plays", Sum, Result(|o| o == Outcome::GroundedIntoDoublePlay), "Grounded into double plays.";
    ReachedOnError, "reached_on_error", Sum, Result(|o| o == Outcome::ReachedOnError), "Reached base on an error.";
    GroundedIntoTriplePlays, "grounded_into_triple_plays", Sum, Result(|o| o == Outcome::GroundedIntoTriplePlay), "Grounded into triple plays.";
    Runs, "runs", Sum, Told, "Runs scored.";
    RunsBattedIn, "runs_batted_in", Sum, Told, "Runs batted in (rule 9.04).";
    StolenBases, "stolen_bases", Sum, Told, "Stolen bases (rule 9.07).";
    CaughtStealing, "caught_stealing", Sum, Told, "Times caught stealing (rule 9.07(h)).";
    PickedOff, "picked_off", Sum, Told, "Runners picked off.";
    LeftOnBase, "left_on_base", Sum, Told, "Runners on base when the batter made an out, those who scored on it not counted.";
    GroundOuts, "ground_outs", Sum, Told, "Ground balls that were no hit.";
    FlyOuts, "fly_outs", Sum, Told, "Fly balls that were no hit.";
    LineOuts, "line_outs", Sum, Told, "Line drives that were no hit.";
    PopOuts, "pop_outs", Sum, Told, "Pop-ups that were no hit.";
    Outs, "outs_made", Sum, Told, "Outs made while the pitcher pitched.";
    RunsAllowed, "runs_allowed", Sum, Told, "Runs charged to the pitcher (rule 9.16).";
    EarnedRuns, "earned_runs", Sum, Told, "Earned runs charged to the pitcher (rule 9.16).";
    InheritedRunners, "inherited_runners", Sum, Told, "Runners a reliever found on base.";
    InheritedRunnersScored, "inherited_runners_scored", Sum, Told, "Runs charged to others that scored while the pitcher pitched.";
    WildPitches, "wild_pitches", Sum, Told, "Wild pitches (rule 9.13).";
    PassedBalls, "passed_balls", Sum, Told, "Passed balls (rule 9.13).";
    Balks, "balks", Sum, Told, "Balks.";
    StrikesThrown, "strikes_thrown", Sum, ToldOrPitch(|_, r| r.is_strike().into()), "Strikes, balls in play included.";
    BallsThrown, "balls_thrown", Sum, ToldOrPitch(|_, r| matches!(r, PitchResult::Ball | PitchResult::HitBatter).into()), "Balls, pitches that hit the batter included.";
    Pitches, "pitches", Sum, ToldOrPitch(|_, r| r.is_pitch().into()), "Pitches thrown; automatic balls and strikes are not.";
    StatcastPitches, "statcast_pitches", Sum, Pitch(|_, r| r.is_pitch().into()), "Pitches that have a Statcast row.";
    Swings, "swings", Sum, Pitch(|_, r| r.is_swing().into()), "Swings, bunt attempts included.";
    Whiffs, "whiffs", Sum, Pitch(|_, r| (r == PitchResult::Whiff).into()), "Swings that missed, caught foul tips included.";
    CalledStrikes, "called_strikes", Sum, Pitch(|_, r| (r == PitchResult::CalledStrike).into()), "Called strikes.";
    LocatedPitches, "located_pitches", Sum, Pitch(|f, r| (r.is_pitch() && f.pitch.zone > 0).into()), "Pitches whose zone is known.";
    OutOfZonePitches, "out_of_zone_pitches", Sum, Pitch(|f, r| (r.is_pitch() && f.pitch.zone > 9).into()), "Pitches outside the strike zone (zones 11 to 14).";
    Chases, "chases", Sum, Pitch(|f, r| (r.is_swing() && f.pitch.zone > 9).into()), "Swings at pitches outside the strike zone.";
    BattedBalls, "batted_balls", Sum, Pitch(|_, r| (r == PitchResult::InPlay).into()), "Balls put in play, caught fouls included.";
    TrackedBattedBalls, "tracked_batted_balls", Sum, Pitch(|f, r| measured::is_tracked(f, r).into()), "Balls in play whose exit velocity and angle were measured.";
    ExitVelocitySum, "exit_velocity_sum", Sum, Pitch(measured::exit_velocity), "Exit velocities of tracked balls, tenths of mph.";
    ExitVelocityMax, "exit_velocity_max", Max, Pitch(measured::exit_velocity), "Hardest tracked ball, tenths of mph.";
    LaunchAngleSum, "launch_angle_sum", Sum, Pitch(|f, r| if measured::is_tracked(f, r) { measured::round(f.pitch.launch_angle, 1.0) } else { 0 }), "Launch angles of tracked balls, degrees.";
    HardHitBalls, "hard_hit_balls", Sum, Pitch(|f, r| (measured::is_tracked(f, r) && f.pitch.launch_speed >= 95.0).into()), "Tracked balls hit at 95 mph or more.";
    Barrels, "barrels", Sum, Pitch(|f, r| (r == PitchResult::InPlay && f.pitch.launch_speed_angle == 6).into()), "Barrels (`launch_speed_angle` 6).";
    SweetSpotBalls, "sweet_spot_balls", Sum, Pitch(|f, r| (measured::is_tracked(f, r) && (8.0..=32.0).contains(&f.pitch.launch_angle)).into()), "Tracked balls at 8 to 32 degrees.";
    InZoneSwings, "in_zone_swings", Sum, Pitch(|f, r| (r.is_swing() && (1..=9).contains(&f.pitch.zone)).into()), "Swings at pitches in the strike zone.";
    InZoneWhiffs, "in_zone_whiffs", Sum, Pitch(|f, r| (r == PitchResult::Whiff && (1..=9).contains(&f.pitch.zone)).into()), "Whiffs at pitches in the strike zone.";
    FirstPitches, "first_pitches", Sum, Pitch(|f, r| (r.is_pitch() && f.pitch.count == 0).into()), "Pitches thrown at 0-0.";
    FirstPitchStrikes, "first_pitch_strikes", Sum, Pitch(|f, r| (r.is_strike() && f.pitch.count == 0).into()), "Strikes at 0-0, balls in play included.";
    SpeedPitches, "speed_pitches", Sum, Pitch(|f, r| (r.is_pitch() && !f.pitch.release_speed.is_nan()).into()), "Pitches whose speed was measured.";
    SpeedSum, "speed_sum", Sum, Pitch(|f, r| measured::of_pitch(r, f.pitch.release_speed, 10.0)), "Speeds out of the hand, tenths of mph.";
    SpeedMax, "speed_max", Max, Pitch(|f, r| measured::of_pitch(r, f.pitch.release_speed, 10.0)), "Fastest pitch, tenths of mph.";
    SpinPitches, "spin_pitches", Sum, Pitch(|f, r| (r.is_pitch() && !f.pitch.spin_rate.is_nan()).into()), "Pitches whose spin was measured.";
    SpinSum, "spin_sum", Sum, Pitch(|f, r| measured::of_pitch(r, f.pitch.spin_rate, 1.0)), "Spin rates, rpm.";
    ExtensionPitches, "extension_pitches", Sum, Pitch(|f, r| (r.is_pitch() && !f.pitch.extension.is_nan()).into()), "Pitches whose extension was measured.";
    ExtensionSum, "extension_sum", Sum, Pitch(|f, r| measured::of_pitch(r, f.pitch.extension, 100.0)), "Extensions, hundredths of a foot.";
    MovementPitches, "movement_pitches", Sum, Pitch(|f, r| (r.is_pitch() && !f.pitch.pfx_x.is_nan() && !f.pitch.pfx_z.is_nan()).into()), "Pitches whose movement was measured.";
    HorizontalMovementSum, "horizontal_movement_sum", Sum, Pitch(|f, r| if f.pitch.pfx_z.is_nan() { 0 } else { measured::of_pitch(r, f.pitch.pfx_x, 100.0) }), "Horizontal movement, hundredths of a foot, to the right in the catcher's view.";
    VerticalMovementSum, "vertical_movement_sum", Sum, Pitch(|f, r| if f.pitch.pfx_x.is_nan() { 0 } else { measured::of_pitch(r, f.pitch.pfx_z, 100.0) }), "Vertical movement against a pitch without spin, hundredths of a foot.";
    BatSpeedSwings, "bat_speed_swings", Sum, Pitch(|f, r| (r.is_swing() && !f.pitch.bat_speed.is_nan()).into()), "Swings whose bat speed was measured.";
    BatSpeedSum, "bat_speed_sum", Sum, Pitch(|f, r| if r.is_swing() { measured::round(f.pitch.bat_speed, 10.0) } else { 0 }), "Bat speeds, tenths of mph.";
    FastSwings, "fast_swings", Sum, Pitch(|f, r| (r.is_swing() && f.pitch.bat_speed >= 75.0).into()), "Swings of 75 mph or more.";
    SwingLengthSwings, "swing_length_swings", Sum, Pitch(|f, r| (r.is_swing() && !f.pitch.swing_length.is_nan()).into()), "Swings whose length was measured.";
    SwingLengthSum, "swing_length_sum", Sum, Pitch(|f, r| if r.is_swing() { measured::round(f.pitch.swing_length, 100.0) } else { 0 }), "Swing lengths, hundredths of a foot.";
    ExpectedHits, "expected_hits", Sum, Play(measured::expected_hits), "Expected hits on at bats, thousandths; untracked balls count as they ended.";
    ExpectedBases, "expected_bases", Sum, Play(measured::expected_bases), "Expected total bases on at bats, thousandths; untracked balls count as they ended.";
    UnexpectedBases, "unexpected_bases", Sum, Play(measured::unexpected_bases), "At bats whose tracked ball came without expected bases (files before July 2024).";
    ExpectedWobaSum, "expected_woba_sum", Sum, Play(measured::expected_woba), "Expected wOBA value of plays in wOBA's denominator, millionths; a play without Statcast rows has Savant's fixed weight.";
    StatcastWobaSum, "statcast_woba_sum", Sum, Play(measured::statcast_woba), "Baseball Savant's `woba_value` of plays in wOBA's denominator, thousandths; a play without Statcast rows has its fixed weight.";
    GroundBalls, "ground_balls", Sum, Play(|f| measured::flew(f, 1)), "Ground balls put in play.";
    LineDrives, "line_drives", Sum, Play(|f| measured::flew(f, 2)), "Line drives put in play.";
    FlyBalls, "fly_balls", Sum, Play(|f| measured::flew(f, 3)), "Fly balls put in play, home runs included.";
    OtherHomeRuns, "other_home_runs", Sum, Play(|f| (outcome(f).bases() == 4 && f.play.trajectory != 3).into()), "Home runs that are not told as fly balls.";
    Popups, "popups", Sum, Play(|f| measured::flew(f, 4)), "Pop-ups put in play.";
    LeveragePlays, "leverage_plays", Sum, Play(|f| (measured::is_plate_appearance(f) && f.around.leverage >= 0).into()), "Plate appearances whose leverage is known.";
    LeverageSum, "leverage_sum", Sum, Play(|f| if measured::is_plate_appearance(f) { f.around.leverage.max(0) } else { 0 }), "Leverage of plate appearances, ten-thousandths.";
    RunValue, "run_value", Sum, Play(|f| f.around.run_value), "Change of run expectancy plus runs over turns at bat, ten-thousandths of a run, for the batting side.";
    WinValue, "win_value", Sum, Play(|f| f.around.win_value), "Change of the chance to win over turns at bat, millionths, for the batting side.";
    ParkFactorSum, "park_factor_sum", Sum, Play(measured::park), "Park factors of plate appearances, ten-thousandths.";
}

/// Counters of the result of a plate appearance, with their columns.
pub const RESULTS: &[(Counter, &str)] = &[
    (Counter::PlateAppearances, "plate_appearances"),
    (Counter::AtBats, "at_bats"),
    (Counter::Singles, "singles"),
    (Counter::Doubles, "doubles"),
    (Counter::Triples, "triples"),
    (Counter::HomeRuns, "home_runs"),
    (Counter::Walks, "walks"),
    (Counter::IntentionalWalks, "intentional_walks"),
    (Counter::Strikeouts, "strikeouts"),
    (Counter::HitByPitch, "hit_by_pitch"),
    (Counter::SacrificeFlies, "sacrifice_flies"),
    (Counter::SacrificeBunts, "sacrifice_bunts"),
    (Counter::CatcherInterferences, "catcher_interferences"),
    (Counter::GroundedIntoDoublePlays, "grounded_into_double_plays"),
    (Counter::ReachedOnError, "reached_on_error"),
    (Counter::GroundedIntoTriplePlays, "grounded_into_triple_plays"),
];

/// Counters that the play-by-play tells and `play` stores, with their columns.
pub const STORED: &[(Counter, &str)] = &[
    (Counter::Runs, "runs"),
    (Counter::RunsBattedIn, "runs_batted_in"),
    (Counter::StolenBases, "stolen_bases"),
    (Counter::CaughtStealing, "caught_stealing"),
    (Counter::PickedOff, "picked_off"),
    (Counter::LeftOnBase, "left_on_base"),
    (Counter::GroundOuts, "ground_outs"),
    (Counter::FlyOuts, "fly_outs"),
    (Counter::LineOuts, "line_outs"),
    (Counter::PopOuts, "pop_outs"),
    (Counter::Outs, "outs_made"),
    (Counter::RunsAllowed, "runs_allowed"),
    (Counter::EarnedRuns, "earned_runs"),
    (Counter::InheritedRunners, "inherited_runners"),
    (Counter::InheritedRunnersScored, "inherited_runners_scored"),
    (Counter::WildPitches, "wild_pitches"),
    (Counter::PassedBalls, "passed_balls"),
    (Counter::Balks, "balks"),
    (Counter::StrikesThrown, "strikes_thrown"),
    (Counter::BallsThrown, "balls_thrown"),
    (Counter::Pitches, "pitches"),
];

macro_rules! game_counters {
    ($($id:ident, $column:literal, $doc:literal;)*) => {
        /// What is counted for a pitcher by whole games, which is also its place in [`GameCounts`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum GameCounter { $(#[doc = $doc] $id),* }

        /// Column of `pitching_game` for each, in the order of [`GameCounts`].
        pub const GAME_COUNTERS: &[(GameCounter, &str)] = &[$((GameCounter::$id, $column)),*];
    };
}

game_counters! {
    Wins, "wins", "Games won (rule 9.17).";
    Losses, "losses", "Games lost (rule 9.17).";
    Saves, "saves", "Saves (rule 9.19).";
    Holds, "holds", "Holds.";
    BlownSaves, "blown_saves", "Blown saves.";
    SaveOpportunities, "save_opportunities", "Saves and blown saves.";
    GamesFinished, "games_finished", "Games he was the last of several pitchers.";
    CompleteGames, "complete_games", "Games he was the only pitcher.";
    Shutouts, "shutouts", "Complete games without a run.";
}

/// The value of every [`GameCounter`].
pub type GameCounts = [i64; GAME_COUNTERS.len()];

/// The value of every counter.
#[derive(Debug, Clone)]
pub struct Counts {
    values: [i64; COUNTERS.len()],
    asked: Option<Arc<Mutex<CounterSet>>>,
}

impl Default for Counts {
    fn default() -> Self {
        Self { values: [0; COUNTERS.len()], asked: None }
    }
}

impl PartialEq for Counts {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl Eq for Counts {}

impl Counts {
    /// The same value for every counter, with a note of which are asked for: a formula tried on it tells what it needs.
    #[must_use]
    pub fn watched(value: i64) -> (Self, Arc<Mutex<CounterSet>>) {
        let asked = Arc::default();
        (Self { values: [value; COUNTERS.len()], asked: Some(Arc::clone(&asked)) }, asked)
    }

    /// The value of one counter.
    #[must_use]
    pub fn get(&self, counter: Counter) -> i64 {
        if let Some(asked) = &self.asked {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            *asked = asked.with(counter);
        }
        self.values[counter as usize]
    }

    /// Combines one more value.
    pub fn add(&mut self, def: &CounterDef, value: i64) {
        let mine = &mut self.values[def.id as usize];
        match def.combine {
            Combine::Sum => *mine += value,
            Combine::Max => *mine = (*mine).max(value),
        }
    }

    /// Combines with the counts of other facts.
    pub fn merge(&mut self, other: &Self) {
        for def in COUNTERS {
            self.add(def, other.values[def.id as usize]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_its_own_place() {
        for (place, def) in COUNTERS.iter().enumerate() {
            assert_eq!(def.id as usize, place, "{}", def.column);
        }
        for (place, (id, column)) in GAME_COUNTERS.iter().enumerate() {
            assert_eq!(*id as usize, place, "{column}");
        }
        assert!(COUNTERS.len() <= 128, "a set of counters has 128 places");
    }

    #[test]
    fn stored_counters_are_listed_once() {
        let listed = RESULTS.iter().chain(STORED).map(|(id, column)| (*id, *column));
        let stored = COUNTERS.iter().filter(|def| def.is_stored()).map(|def| (def.id, def.column));
        assert_eq!(listed.collect::<Vec<_>>(), stored.collect::<Vec<_>>());
    }

    #[test]
    fn merging_adds_sums_and_keeps_the_largest() {
        let mut a = Counts::default();
        a.values[Counter::Pitches as usize] = 3;
        a.values[Counter::ExitVelocityMax as usize] = 1001;
        let mut b = a.clone();
        b.values[Counter::ExitVelocityMax as usize] = 994;
        a.merge(&b);
        assert_eq!(a.get(Counter::Pitches), 6);
        assert_eq!(a.get(Counter::ExitVelocityMax), 1001);
    }
}
