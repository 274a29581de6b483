//! Run expectancy and what events were worth by it.
//!
//! Tango, Lichtman and Dolphin, "The Book" (2007), chapter 1: the value of an event is the mean, over its plays, of the
//! run expectancy after it, less that before it, plus the runs that scored on it. Half innings that were cut short tell
//! too little of what would have come, and those of the home team from the last inning on are played for one run: the
//! expectancy is counted over the others.

use super::inputs::ratio;

/// Base-out states; also the state after the third out.
pub const OVER: usize = 24;

/// What a turn at bat was to the batter, as the table of transitions spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventClass {
    /// No plate appearance: the inning ended on the bases.
    None,
    /// Any plate appearance without a hit, walk, hit batter, interference or sacrifice bunt; errors and sacrifice flies are here.
    Out,
    /// A sacrifice bunt.
    SacrificeBunt,
    /// First base by interference.
    Interference,
    /// An intentional walk.
    IntentionalWalk,
    /// An unintentional walk.
    Walk,
    /// Hit by a pitch.
    HitByPitch,
    /// A single.
    Single,
    /// A double.
    Double,
    /// A triple.
    Triple,
    /// A home run.
    HomeRun,
}

impl EventClass {
    /// Every class with its spelling.
    pub const ALL: [(Self, &str); 11] = [
        (Self::None, "none"),
        (Self::Out, "out"),
        (Self::SacrificeBunt, "sacrifice_bunt"),
        (Self::Interference, "interference"),
        (Self::IntentionalWalk, "intentional_walk"),
        (Self::Walk, "walk"),
        (Self::HitByPitch, "hit_by_pitch"),
        (Self::Single, "single"),
        (Self::Double, "double"),
        (Self::Triple, "triple"),
        (Self::HomeRun, "home_run"),
    ];

    /// The class of this spelling.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, spelling)| *spelling == name).map(|(class, _)| *class)
    }

    /// Its spelling.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("none", |(_, name)| name)
    }
}

/// Turns at bat that did the same: states are `8 · outs + bases` (bit 0 first base), [`OVER`] after the third out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// When the batter came up.
    pub from: u8,
    /// When his event happened.
    pub at: u8,
    /// When the next batter came up, or the inning was over.
    pub to: u8,
    /// Runs between `from` and `at`: on stolen bases, wild pitches and the like.
    pub runs_before: u8,
    /// Runs on the event.
    pub runs: u8,
    /// The event.
    pub event: EventClass,
    /// How many turns.
    pub turns: i64,
}

/// What followed one base-out state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateRuns {
    /// Turns at bat that began in it.
    pub turns: i64,
    /// Runs from there to the end of the half inning.
    pub runs: i64,
}

impl StateRuns {
    /// Mean runs; 0 where there was no turn.
    #[must_use]
    pub fn expectancy(self) -> f64 {
        ratio(self.runs, self.turns)
    }
}

/// Mean change of run expectancy, runs included, by event.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RunValues {
    /// Unintentional walk.
    pub walk: f64,
    /// Hit by pitch.
    pub hit_by_pitch: f64,
    /// Single.
    pub single: f64,
    /// Double.
    pub double: f64,
    /// Triple.
    pub triple: f64,
    /// Home run.
    pub home_run: f64,
    /// Any other at bat or sacrifice fly.
    pub out: f64,
}

impl RunValues {
    /// What the events of these turns were worth.
    #[must_use]
    pub fn of(transitions: &[Transition], expectancy: &[f64; OVER]) -> Self {
        let after = |state: u8| expectancy.get(usize::from(state)).copied().unwrap_or(0.0);
        let mean = |event: EventClass| {
            let of_event = || transitions.iter().filter(move |x| x.event == event);
            let turns: i64 = of_event().map(|x| x.turns).sum();
            if turns == 0 {
                return 0.0;
            }
            let worth = |x: &Transition| after(x.to) - after(x.at) + f64::from(x.runs);
            of_event().map(|x| count(x.turns) * worth(x)).sum::<f64>() / count(turns)
        };
        Self {
            walk: mean(EventClass::Walk),
            hit_by_pitch: mean(EventClass::HitByPitch),
            single: mean(EventClass::Single),
            double: mean(EventClass::Double),
            triple: mean(EventClass::Triple),
            home_run: mean(EventClass::HomeRun),
            out: mean(EventClass::Out),
        }
    }
}

/// A count as a factor.
#[allow(clippy::cast_precision_loss, reason = "counts of a season are far below 2^53")]
pub(super) fn count(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(from: u8, to: u8, runs: u8, event: EventClass, turns: i64) -> Transition {
        Transition { from, at: from, to, runs_before: 0, runs, event, turns }
    }

    #[test]
    fn an_event_is_worth_what_it_changes() {
        let mut expectancy = [0.0; OVER];
        // Nobody on: .5, .3 and .1; a runner on first: .9.
        (expectancy[0], expectancy[8], expectancy[16], expectancy[1]) = (0.5, 0.3, 0.1, 0.9);
        let turns = [
            turn(0, 1, 0, EventClass::Single, 3),
            turn(16, 17, 0, EventClass::Single, 1),
            turn(0, 0, 1, EventClass::HomeRun, 1),
            turn(1, 0, 2, EventClass::HomeRun, 1),
            turn(0, 8, 0, EventClass::Out, 2),
            turn(16, 24, 0, EventClass::Out, 2),
            turn(0, 1, 0, EventClass::IntentionalWalk, 9),
        ];
        let values = RunValues::of(&turns, &expectancy);
        // Singles: (3 * .4 + (0 - .1)) / 4; home runs: (1 + (.5 - .9 + 2)) / 2; outs: (2 * -.2 + 2 * -.1) / 4.
        assert!((values.single - 0.275).abs() < 1e-12);
        assert!((values.home_run - 1.3).abs() < 1e-12);
        assert!((values.out + 0.15).abs() < 1e-12);
        assert!(values.walk.abs() < 1e-12, "an intentional walk is no walk");
    }

    #[test]
    fn what_runners_did_before_is_not_the_batters() {
        let mut expectancy = [0.0; OVER];
        (expectancy[1], expectancy[2], expectancy[3]) = (0.8, 1.0, 1.4);
        // A stolen base, then a walk: the walk found a runner on second.
        let walk = Transition { from: 1, at: 2, to: 3, runs_before: 0, runs: 0, event: EventClass::Walk, turns: 1 };
        assert!((RunValues::of(&[walk], &expectancy).walk - 0.4).abs() < 1e-12);
    }

    #[test]
    fn classes_are_spelled_and_read() {
        for (class, name) in EventClass::ALL {
            assert_eq!((EventClass::of(name), class.name()), (Some(class), name));
        }
        assert_eq!(EventClass::of("bunt"), None);
        assert!((StateRuns { turns: 4, runs: 2 }.expectancy() - 0.5).abs() < 1e-12);
    }
}
