//! The registry of counters: everything about a play that can be added up.
//!
//! Each entry says in which column it is kept and how it is computed when a play is built: from each
//! pitch (`p`, with what its description means as `r`) or from the last pitch of the play (`l`, with what
//! its event means as `e`). Sums are integers in the unit named, so that they are exact in any order.

/// How the values of several plays become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// They are added.
    Sum,
    /// The largest counts; 0 where there is none.
    Max,
}

/// Where the value of a play comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// SQL over one pitch; the pitches of the play are summed.
    Pitch(&'static str),
    /// SQL over the last pitch of the play and its event.
    Play(&'static str),
    /// A column of the play-by-play; 0 without it.
    Told(&'static str),
    /// A column of the play-by-play; without it SQL over one pitch, summed.
    ToldOrPitch(&'static str, &'static str),
}

/// One entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct CounterDef {
    /// Which counter it is.
    pub id: Counter,
    /// Column of the tables `play`, `batting_game` and `pitching_game`.
    pub column: &'static str,
    /// How plays combine.
    pub combine: Combine,
    /// How a play's value is computed.
    pub source: Source,
}

impl CounterDef {
    /// The SQL that combines this counter over rows of alias `p`.
    #[must_use]
    pub fn aggregate(&self) -> String {
        match self.combine {
            Combine::Sum => format!("sum(p.{})", self.column),
            Combine::Max => format!("max(p.{})", self.column),
        }
    }
}

macro_rules! counters {
    ($($id:ident, $column:literal, $combine:ident, $source:ident($($sql:literal),*), $doc:literal;)*) => {
        /// A counter, which is also its place in [`Counts`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Counter { $(#[doc = $doc] $id),* }

        /// Every counter, in the order of [`Counts`].
        pub const COUNTERS: &[CounterDef] = &[$(CounterDef {
            id: Counter::$id, column: $column, combine: Combine::$combine, source: Source::$source($($sql),*),
        }),*];
    };
}

counters! {
    PlateAppearances, "plate_appearances", Sum, Play("e.is_pa::int"), "Plate appearances completed.";
    AtBats, "at_bats", Sum, Play("e.is_ab::int"), "At bats (rule 9.02(a)(1)).";
    Singles, "singles", Sum, Play("(e.bases = 1)::int"), "Singles.";
    Doubles, "doubles", Sum, Play("(e.bases = 2)::int"), "Doubles.";
    Triples, "triples", Sum, Play("(e.bases = 3)::int"), "Triples.";
    HomeRuns, "home_runs", Sum, Play("(e.bases = 4)::int"), "Home runs.";
    Walks, "walks", Sum, Play("e.is_bb::int"), "Walks, intentional ones included.";
    IntentionalWalks, "intentional_walks", Sum, Play("e.is_ibb::int"), "Intentional walks.";
    Strikeouts, "strikeouts", Sum, Play("e.is_so::int"), "Strikeouts.";
    HitByPitch, "hit_by_pitch", Sum, Play("e.is_hbp::int"), "Batters hit by a pitch.";
    SacrificeFlies, "sacrifice_flies", Sum, Play("e.is_sf::int"), "Sacrifice flies.";
    SacrificeBunts, "sacrifice_bunts", Sum, Play("e.is_sh::int"), "Sacrifice bunts.";
    CatcherInterferences, "catcher_interferences", Sum, Play("e.is_ci::int"), "First base by interference.";
    GroundedIntoDoublePlays, "grounded_into_double_plays", Sum, Play("e.is_gidp::int"), "Grounded into double plays.";
    ReachedOnError, "reached_on_error", Sum, Play("e.is_roe::int"), "Reached base on an error.";
    GroundedIntoTriplePlays, "grounded_into_triple_plays", Sum, Play("e.is_gitp::int"), "Grounded into triple plays.";
    Runs, "runs", Sum, Told("runs"), "Runs scored.";
    RunsBattedIn, "runs_batted_in", Sum, Told("runs_batted_in"), "Runs batted in (rule 9.04).";
    StolenBases, "stolen_bases", Sum, Told("stolen_bases"), "Stolen bases (rule 9.07).";
    CaughtStealing, "caught_stealing", Sum, Told("caught_stealing"), "Times caught stealing (rule 9.07(h)).";
    PickedOff, "picked_off", Sum, Told("picked_off"), "Runners picked off.";
    LeftOnBase, "left_on_base", Sum, Told("left_on_base"), "Runners on base when the batter made an out, those who scored on it not counted.";
    GroundOuts, "ground_outs", Sum, Told("ground_outs"), "Ground balls that were no hit.";
    FlyOuts, "fly_outs", Sum, Told("fly_outs"), "Fly balls that were no hit.";
    LineOuts, "line_outs", Sum, Told("line_outs"), "Line drives that were no hit.";
    PopOuts, "pop_outs", Sum, Told("pop_outs"), "Pop-ups that were no hit.";
    Outs, "outs_made", Sum, Told("outs_made"), "Outs made while the pitcher pitched.";
    RunsAllowed, "runs_allowed", Sum, Told("runs_allowed"), "Runs charged to the pitcher (rule 9.16).";
    EarnedRuns, "earned_runs", Sum, Told("earned_runs"), "Earned runs charged to the pitcher (rule 9.16).";
    InheritedRunners, "inherited_runners", Sum, Told("inherited_runners"), "Runners a reliever found on base.";
    InheritedRunnersScored, "inherited_runners_scored", Sum, Told("inherited_runners_scored"), "Runs charged to others that scored while the pitcher pitched.";
    WildPitches, "wild_pitches", Sum, Told("wild_pitches"), "Wild pitches (rule 9.13).";
    PassedBalls, "passed_balls", Sum, Told("passed_balls"), "Passed balls (rule 9.13).";
    Balks, "balks", Sum, Told("balks"), "Balks.";
    StrikesThrown, "strikes_thrown", Sum, Told("strikes_thrown"), "Strikes, balls in play included.";
    BallsThrown, "balls_thrown", Sum, Told("balls_thrown"), "Balls, pitches that hit the batter included.";
    Pitches, "pitches", Sum, ToldOrPitch("pitches", "r.is_pitch::int"), "Pitches thrown; automatic balls and strikes are not.";
    StatcastPitches, "statcast_pitches", Sum, Pitch("r.is_pitch::int"), "Pitches that have a Statcast row.";
    Swings, "swings", Sum, Pitch("r.is_swing::int"), "Swings, bunt attempts included.";
    Whiffs, "whiffs", Sum, Pitch("r.is_whiff::int"), "Swings that missed, caught foul tips included.";
    CalledStrikes, "called_strikes", Sum, Pitch("r.is_called_strike::int"), "Called strikes.";
    LocatedPitches, "located_pitches", Sum, Pitch("(r.is_pitch and p.zone is not null)::int"), "Pitches whose zone is known.";
    OutOfZonePitches, "out_of_zone_pitches", Sum, Pitch("(r.is_pitch and p.zone >= 11)::int"), "Pitches outside the strike zone (zones 11 to 14).";
    Chases, "chases", Sum, Pitch("(r.is_swing and p.zone >= 11)::int"), "Swings at pitches outside the strike zone.";
    BattedBalls, "batted_balls", Sum, Pitch("r.is_in_play::int"), "Balls put in play, caught fouls included.";
    TrackedBattedBalls, "tracked_batted_balls", Sum, Pitch("(r.is_in_play and p.launch_speed is not null and p.launch_angle is not null)::int"), "Balls in play whose exit velocity and angle were measured.";
    ExitVelocitySum, "exit_velocity_sum", Sum, Pitch("case when r.is_in_play and p.launch_angle is not null then round(p.launch_speed::numeric * 10)::int end"), "Exit velocities of tracked balls, tenths of mph.";
    ExitVelocityMax, "exit_velocity_max", Max, Pitch("case when r.is_in_play and p.launch_angle is not null then round(p.launch_speed::numeric * 10)::int end"), "Hardest tracked ball, tenths of mph.";
    LaunchAngleSum, "launch_angle_sum", Sum, Pitch("case when r.is_in_play and p.launch_speed is not null then round(p.launch_angle)::int end"), "Launch angles of tracked balls, degrees.";
    HardHitBalls, "hard_hit_balls", Sum, Pitch("(r.is_in_play and p.launch_angle is not null and p.launch_speed >= 95)::int"), "Tracked balls hit at 95 mph or more.";
    Barrels, "barrels", Sum, Pitch("(r.is_in_play and p.launch_speed_angle = 6)::int"), "Barrels (`launch_speed_angle` 6).";
    SweetSpotBalls, "sweet_spot_balls", Sum, Pitch("(r.is_in_play and p.launch_speed is not null and p.launch_angle between 8 and 32)::int"), "Tracked balls at 8 to 32 degrees.";
    ExpectedHits, "expected_hits", Sum, Play("case when e.is_ab and coalesce(r.is_in_play, s.trajectory is not null) then round(coalesce(l.estimated_ba_using_speedangle::numeric, (e.bases > 0)::int) * 1000)::int end"), "Expected hits on at bats, thousandths; untracked balls count as they ended.";
    ExpectedBases, "expected_bases", Sum, Play("case when e.is_ab and coalesce(r.is_in_play, s.trajectory is not null) then round(coalesce(l.estimated_slg_using_speedangle::numeric, e.bases) * 1000)::int end"), "Expected total bases on at bats, thousandths; untracked balls count as they ended.";
    UnexpectedBases, "unexpected_bases", Sum, Play("(e.is_ab and r.is_in_play and l.estimated_ba_using_speedangle is not null and l.estimated_slg_using_speedangle is null)::int"), "At bats whose tracked ball came without expected bases (files before July 2024).";
    ExpectedWobaSum, "expected_woba_sum", Sum, Play("case when e.is_ab or (e.is_bb and not e.is_ibb) or e.is_hbp or e.is_sf then round(coalesce(l.estimated_woba_using_speedangle::numeric, l.woba_value::numeric, e.woba, 0) * 1000000)::int end"), "Expected wOBA value of plays in wOBA's denominator, millionths; a play without Statcast rows has Savant's fixed weight.";
    StatcastWobaSum, "statcast_woba_sum", Sum, Play("case when e.is_ab or (e.is_bb and not e.is_ibb) or e.is_hbp or e.is_sf then round(coalesce(l.woba_value::numeric, e.woba, 0) * 1000)::int end"), "Baseball Savant's `woba_value` of plays in wOBA's denominator, thousandths; a play without Statcast rows has its fixed weight.";
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts([i64; COUNTERS.len()]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; COUNTERS.len()])
    }
}

impl Counts {
    /// Takes values in the order of [`COUNTERS`]; `None` when their number is not that of the registry.
    #[must_use]
    pub fn from_slice(values: &[i64]) -> Option<Self> {
        values.try_into().ok().map(Self)
    }

    /// The value of one counter.
    #[must_use]
    pub fn get(&self, counter: Counter) -> i64 {
        self.0[counter as usize]
    }

    /// The values in the order of [`COUNTERS`].
    #[must_use]
    pub fn as_slice(&self) -> &[i64] {
        &self.0
    }

    /// Combines with the counts of other plays.
    pub fn merge(&mut self, other: &Self) {
        for def in COUNTERS {
            let (mine, theirs) = (&mut self.0[def.id as usize], other.0[def.id as usize]);
            match def.combine {
                Combine::Sum => *mine += theirs,
                Combine::Max => *mine = (*mine).max(theirs),
            }
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
    }

    #[test]
    fn merging_adds_sums_and_keeps_the_largest() {
        let mut a = Counts::default();
        a.0[Counter::Pitches as usize] = 3;
        a.0[Counter::ExitVelocityMax as usize] = 1001;
        let mut b = a.clone();
        b.0[Counter::ExitVelocityMax as usize] = 994;
        a.merge(&b);
        assert_eq!(a.get(Counter::Pitches), 6);
        assert_eq!(a.get(Counter::ExitVelocityMax), 1001);
    }
}
