//! A line: the counters of some plays, with what is known of how complete they are.

use std::sync::{Arc, Mutex};

use super::constants::League;
use super::counter::{COUNTERS, Counter, CounterSet, Counts, GameCounter, GameCounts};
use super::dimension::Grain;

/// The sums over some plays of one player, from which every stat is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Games with at least one of the plays.
    pub games: i64,
    /// Games among them that the player began as his team's pitcher.
    pub games_started: i64,
    /// Games among them in which plate appearances are missing or have no result.
    pub games_with_gaps: i64,
    /// Games among them whose play-by-play is loaded.
    pub games_scored: i64,
    /// Games among them whose Statcast rows are loaded.
    pub games_with_pitches: i64,
    /// Games among them told by plays of Retrosheet.
    pub games_of_retrosheet: i64,
    /// Games among them told by a box score of Retrosheet alone.
    pub games_of_box_scores: i64,
    /// Games among them of which nobody told the pitches.
    pub games_without_counts: i64,
    /// Games of his of which only the box score is known, and which single plays would have to answer for.
    pub games_left_out: i64,
    /// Games that do not tell what the filter asks for: which hand, which count, which pitch.
    pub games_untold: i64,
    /// Games of his teams in the days asked for that are final but not loaded.
    pub games_not_loaded: i64,
    /// Games of his teams among those asked for that are known from Statcast rows alone.
    pub games_not_scored: i64,
    /// What the question keeps or leaves as a whole.
    pub keeps: Grain,
    /// What is counted by whole games; of a pitcher.
    pub game_counts: GameCounts,
    /// The sums.
    pub counts: Counts,
    /// The same apart by season and league, where they were asked for that way.
    pub parts: Vec<Part>,
    /// Every exit velocity, tenths of mph, where they were asked for.
    pub exit_velocities: Vec<i16>,
    /// The lines it is measured against, where that was asked for.
    pub against: Option<Arc<Against>>,
}

/// The sums of a line in one season and league, with their constants where they are computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The season.
    pub season: i16,
    /// The constants of both leagues together.
    pub all: Option<Arc<League>>,
    /// Those of the league.
    pub own: Option<Arc<League>>,
    /// The sums.
    pub counts: Counts,
}

/// What a line of a split is measured against.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The same player's, team's or league's line without the split.
    pub total: Line,
    /// Everybody's line in the same split.
    pub everybody: Line,
}

/// Who told a game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// Statcast rows alone.
    Statcast,
    /// StatsAPI's play-by-play.
    Statsapi,
    /// Plays of Retrosheet.
    Retrosheet,
    /// A box score of Retrosheet.
    RetrosheetBox,
}

impl Part {
    /// Whether the other is of the same season and league.
    fn is_of_same(&self, other: &Self) -> bool {
        let is_same = match (&self.own, &other.own) {
            (Some(mine), Some(other)) => Arc::ptr_eq(mine, other),
            (mine, other) => mine.is_none() && other.is_none(),
        };
        self.season == other.season && is_same
    }
}

impl Default for Line {
    fn default() -> Self {
        Self {
            games: 0,
            games_started: 0,
            games_with_gaps: 0,
            games_scored: 0,
            games_with_pitches: 0,
            games_of_retrosheet: 0,
            games_of_box_scores: 0,
            games_without_counts: 0,
            games_left_out: 0,
            games_untold: 0,
            games_not_loaded: 0,
            games_not_scored: 0,
            keeps: Grain::Game,
            game_counts: GameCounts::default(),
            counts: Counts::default(),
            parts: Vec::new(),
            exit_velocities: Vec::new(),
            against: None,
        }
    }
}

impl Line {
    /// A line of which every counter has this value, with a note of which are asked for.
    #[must_use]
    pub fn watched(value: i64) -> (Self, Arc<Mutex<CounterSet>>) {
        let (counts, asked) = Counts::watched(value);
        let league = Some(Arc::new(League::of_ones()));
        let part = Part { season: 0, all: league.clone(), own: league, counts: counts.clone() };
        let line = Self {
            games: 1,
            games_scored: 1,
            games_with_pitches: 1,
            parts: vec![part],
            exit_velocities: vec![1],
            counts,
            ..Self::default()
        };
        let against = Against { total: line.clone(), everybody: line.clone() };
        (Self { against: Some(Arc::new(against)), ..line }, asked)
    }

    /// Takes the sums of other games into this line.
    pub fn merge(&mut self, other: Self, counters: CounterSet) {
        self.games += other.games;
        self.games_started += other.games_started;
        self.games_with_gaps += other.games_with_gaps;
        self.games_scored += other.games_scored;
        self.games_with_pitches += other.games_with_pitches;
        self.games_of_retrosheet += other.games_of_retrosheet;
        self.games_of_box_scores += other.games_of_box_scores;
        self.games_without_counts += other.games_without_counts;
        self.games_left_out += other.games_left_out;
        self.games_untold += other.games_untold;
        self.games_not_loaded += other.games_not_loaded;
        self.games_not_scored += other.games_not_scored;
        self.game_counts.iter_mut().zip(other.game_counts).for_each(|(mine, theirs)| *mine += theirs);
        for def in COUNTERS.iter().filter(|def| counters.has(def.id)) {
            self.counts.add(def, other.counts.get(def.id));
        }
        for part in other.parts {
            match self.parts.iter_mut().find(|mine| mine.is_of_same(&part)) {
                Some(mine) => mine.counts.merge(&part.counts),
                None => self.parts.push(part),
            }
        }
        self.exit_velocities.extend(other.exit_velocities);
        if let (Some(mine), Some(other)) = (&mut self.against, other.against) {
            // The whole stays the whole.
            Arc::make_mut(mine).everybody.merge(Arc::unwrap_or_clone(other).everybody, counters);
        }
    }

    /// A counter as a number to compute with.
    #[must_use]
    pub fn get(&self, counter: Counter) -> i64 {
        self.counts.get(counter)
    }

    /// A counter of whole games.
    #[must_use]
    pub fn get_game(&self, counter: GameCounter) -> i64 {
        self.game_counts[counter as usize]
    }

    /// Whether every game has its play-by-play.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.games_scored == self.games
    }

    /// Where the games come from: games of each source that tells any.
    #[must_use]
    pub fn sources(&self) -> Vec<(Teller, i64)> {
        let of_feeds = self.games_scored - self.games_of_retrosheet - self.games_of_box_scores;
        [
            (Teller::Statcast, self.games - self.games_scored),
            (Teller::Statsapi, of_feeds),
            (Teller::Retrosheet, self.games_of_retrosheet),
            (Teller::RetrosheetBox, self.games_of_box_scores),
        ]
        .into_iter()
        .filter(|(_, games)| *games > 0)
        .collect()
    }

    /// Whether the constants of every season it is of are computed.
    #[must_use]
    pub fn has_constants(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.all.is_some())
    }

    /// Whether there are games, but no Statcast rows of any.
    #[must_use]
    pub fn lacks_pitches(&self) -> bool {
        self.games > 0 && self.games_with_pitches == 0
    }

    /// Hits: singles, doubles, triples and home runs.
    #[must_use]
    pub fn hits(&self) -> i64 {
        use Counter::{Doubles, HomeRuns, Singles, Triples};
        self.get(Singles) + self.get(Doubles) + self.get(Triples) + self.get(HomeRuns)
    }

    /// Total bases.
    #[must_use]
    pub fn total_bases(&self) -> i64 {
        use Counter::{Doubles, HomeRuns, Singles, Triples};
        self.get(Singles) + 2 * self.get(Doubles) + 3 * self.get(Triples) + 4 * self.get(HomeRuns)
    }

    /// Denominator of on-base percentage: AB + BB + HBP + SF (rule 9.21(f)).
    #[must_use]
    pub fn on_base_chances(&self) -> i64 {
        use Counter::{AtBats, HitByPitch, SacrificeFlies, Walks};
        self.get(AtBats) + self.get(Walks) + self.get(HitByPitch) + self.get(SacrificeFlies)
    }

    /// Balls in play whose flight is told.
    #[must_use]
    pub fn told_flights(&self) -> i64 {
        use Counter::{FlyBalls, GroundBalls, LineDrives, Popups};
        [GroundBalls, LineDrives, FlyBalls, Popups].into_iter().map(|flight| self.get(flight)).sum()
    }

    /// Denominator of wOBA: AB + BB - IBB + HBP + SF.
    #[must_use]
    pub fn woba_chances(&self) -> i64 {
        self.on_base_chances() - self.get(Counter::IntentionalWalks)
    }
}

/// `numerator / denominator / scale`, or nothing when there is nothing to divide by.
#[must_use]
pub fn ratio(numerator: i64, denominator: i64, scale: f64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "sums of counters stay far below 2^52")]
    (denominator != 0).then(|| numerator as f64 / denominator as f64 / scale)
}
