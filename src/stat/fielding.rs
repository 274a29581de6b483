//! The registry of fielding: what is counted of a fielder, and each stat of a fielding line once.
//!
//! Fielding is kept by game and position, not by play, so a question that single plays must answer has no numbers.

use super::caveat::Caveat;
use super::line::{Teller, ratio};
use super::registry::{Kind, Value};

macro_rules! counters {
    ($($(#[$doc:meta])* $id:ident = $column:literal),* $(,)?) => {
        /// What is counted of a fielder.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum FieldingCounter { $($(#[$doc])* $id),* }

        /// The columns of `fielding_game` the counters are kept in, in the order of the counters.
        pub const FIELDING_COLUMNS: &[&str] = &[$($column),*];
    };
}

counters! {
    /// Outs made while he stood there.
    Outs = "outs",
    /// Putouts (rule 9.09).
    Putouts = "putouts",
    /// Assists (rule 9.10).
    Assists = "assists",
    /// Errors (rule 9.12).
    Errors = "errors",
    /// Double plays he took part in (rule 9.11).
    DoublePlays = "double_plays",
    /// Triple plays he took part in (rule 9.11).
    TriplePlays = "triple_plays",
    /// Passed balls (rule 9.13).
    PassedBalls = "passed_balls",
    /// Bases stolen while he caught.
    StolenBases = "stolen_bases",
    /// Runners caught stealing while he caught.
    CaughtStealing = "caught_stealing",
    /// Runners he picked off.
    Pickoffs = "pickoffs",
    /// Interferences with a batter (rule 5.05(b)(3)).
    CatcherInterferences = "catcher_interferences",
}

/// The sums over some games of one fielder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldingLine {
    /// Games he was in the field.
    pub games: i64,
    /// Games among them in which he started at a position counted here.
    pub games_started: i64,
    /// Games among them told by plays of Retrosheet.
    pub games_of_retrosheet: i64,
    /// Games among them told by a box score of Retrosheet alone.
    pub games_of_box_scores: i64,
    /// Games of his teams in the days asked for that are final and whose play-by-play is not loaded.
    pub games_not_scored: i64,
    /// Whether games and positions can answer the question; if not, no number is known.
    pub is_answerable: bool,
    /// The sums, in the order of the counters.
    pub counts: [i64; FIELDING_COLUMNS.len()],
}

impl Default for FieldingLine {
    fn default() -> Self {
        Self {
            games: 0,
            games_started: 0,
            games_of_retrosheet: 0,
            games_of_box_scores: 0,
            games_not_scored: 0,
            is_answerable: true,
            counts: [0; FIELDING_COLUMNS.len()],
        }
    }
}

impl FieldingLine {
    /// Where the games come from: games of each source that tells any.
    #[must_use]
    pub fn sources(&self) -> Vec<(Teller, i64)> {
        let of_feeds = self.games - self.games_of_retrosheet - self.games_of_box_scores;
        [
            (Teller::Statsapi, of_feeds),
            (Teller::Retrosheet, self.games_of_retrosheet),
            (Teller::RetrosheetBox, self.games_of_box_scores),
        ]
        .into_iter()
        .filter(|(_, games)| *games > 0)
        .collect()
    }

    /// The line of a question about single plays: nothing is known.
    #[must_use]
    pub fn unanswerable() -> Self {
        Self { is_answerable: false, ..Self::default() }
    }

    /// A counter as a number to compute with.
    #[must_use]
    pub fn get(&self, counter: FieldingCounter) -> i64 {
        self.counts[counter as usize]
    }

    fn chances(&self) -> i64 {
        self.handled() + self.get(FieldingCounter::Errors)
    }

    fn handled(&self) -> i64 {
        self.get(FieldingCounter::Putouts) + self.get(FieldingCounter::Assists)
    }

    /// Whether there are numbers: the question can be answered, and something to answer it with is loaded or there
    /// is nothing to load.
    fn is_known(&self) -> bool {
        self.is_answerable && (self.games > 0 || self.games_not_scored == 0)
    }
}

/// One stat of a fielding line.
#[derive(Clone, Copy)]
pub struct FieldingStat {
    /// Field name in the API.
    pub name: &'static str,
    /// Type in the API.
    pub kind: Kind,
    /// Formula, unit and source, for people.
    pub description: &'static str,
    value: fn(&FieldingLine) -> Option<Value>,
}

impl std::fmt::Debug for FieldingStat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FieldingStat").field("name", &self.name).field("kind", &self.kind).finish()
    }
}

impl FieldingStat {
    /// The stat of a line; `None` is "not known", never zero.
    #[must_use]
    pub fn value(&self, line: &FieldingLine) -> Option<Value> {
        if line.is_known() { (self.value)(line) } else { None }
    }
}

macro_rules! stat {
    ($name:literal, $kind:ident, $description:literal, $value:expr) => {
        FieldingStat { name: $name, kind: Kind::$kind, description: $description, value: $value }
    };
}

/// A stat that is one counter.
macro_rules! counter {
    ($name:literal, $counter:ident, $description:literal) => {
        stat!($name, Count, $description, |line| Some(Value::Int(line.get(FieldingCounter::$counter))))
    };
}

/// The stats of a fielding line, in the order of the API.
pub const FIELDING: &[FieldingStat] = &[
    stat!("games", Count, "Games in the field.", |line| Some(Value::Int(line.games))),
    stat!("gamesStarted", Count, "Games among them in which he started at the position, or at any.", |line| Some(
        Value::Int(line.games_started)
    )),
    counter!("outs", Outs, "Outs made while he was in the field; the number to compute with."),
    stat!("innings", Innings, "Innings in the field in base 3: \"5.2\" is five and two thirds.", |line| Some(
        Value::Innings(line.get(FieldingCounter::Outs))
    )),
    stat!("chances", Count, "Total chances: PO + A + E.", |line| Some(Value::Int(line.chances()))),
    counter!("putouts", Putouts, "Putouts (rule 9.09)."),
    counter!("assists", Assists, "Assists (rule 9.10)."),
    counter!("errors", Errors, "Errors (rule 9.12)."),
    counter!("doublePlays", DoublePlays, "Double plays he took part in (rule 9.11)."),
    counter!("triplePlays", TriplePlays, "Triple plays he took part in (rule 9.11)."),
    counter!("passedBalls", PassedBalls, "Passed balls (rule 9.13)."),
    counter!("stolenBases", StolenBases, "Bases stolen while he caught."),
    counter!("caughtStealing", CaughtStealing, "Runners caught stealing while he caught."),
    counter!("pickoffs", Pickoffs, "Runners picked off by his throw."),
    counter!("catcherInterferences", CatcherInterferences, "Batters awarded first base because he interfered."),
    stat!("fieldingPercentage", Rate, "(PO + A) / (PO + A + E), 0 to 1.", |line| {
        ratio(line.handled(), line.chances(), 1.0).map(Value::Float)
    }),
    stat!("rangeFactorPerNine", Rate, "9 · (PO + A) / innings in the field.", |line| {
        ratio(27 * line.handled(), line.get(FieldingCounter::Outs), 1.0).map(Value::Float)
    }),
    stat!("caughtStealingRate", Rate, "CS / (SB + CS), 0 to 1, of steals tried while he caught.", |line| {
        let caught = line.get(FieldingCounter::CaughtStealing);
        ratio(caught, caught + line.get(FieldingCounter::StolenBases), 1.0).map(Value::Float)
    }),
];

/// Why numbers of a fielding line are partial or null.
#[must_use]
pub fn fielding_caveats(line: &FieldingLine) -> Vec<Caveat> {
    let reason = if !line.is_answerable {
        Some((
            "FIELDING_NEEDS_WHOLE_GAMES",
            "fielding is kept by game and position: filter by what holds for a whole game, like days, seasons, teams \
             or homeAway"
                .to_owned(),
        ))
    } else if !line.is_known() {
        Some((
            "NEEDS_PLAY_BY_PLAY",
            format!("none of the {} final games of the days asked for has play-by-play loaded", line.games_not_scored),
        ))
    } else if line.games_not_scored > 0 {
        Some((
            "GAMES_NOT_LOADED",
            format!("{} final games of the days asked for have no play-by-play loaded", line.games_not_scored),
        ))
    } else {
        None
    };
    let stats = || FIELDING.iter().map(|stat| stat.name).collect();
    reason.map(|(code, message)| Caveat { code, stats: stats(), message }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(counts: &[(FieldingCounter, i64)]) -> FieldingLine {
        let mut line = FieldingLine { games: 1, ..FieldingLine::default() };
        for (counter, count) in counts {
            line.counts[*counter as usize] = *count;
        }
        line
    }

    fn value(name: &str, line: &FieldingLine) -> Option<Value> {
        FIELDING.iter().find(|stat| stat.name == name).expect("a stat").value(line)
    }

    #[test]
    fn rates_are_those_of_the_book() {
        use FieldingCounter::{Assists, CaughtStealing, Errors, Outs, Putouts, StolenBases};
        let line = line(&[(Outs, 81), (Putouts, 10), (Assists, 8), (Errors, 2), (StolenBases, 3), (CaughtStealing, 1)]);
        assert_eq!(value("chances", &line), Some(Value::Int(20)));
        assert_eq!(value("fieldingPercentage", &line), Some(Value::Float(0.9)));
        assert_eq!(value("rangeFactorPerNine", &line), Some(Value::Float(6.0)));
        assert_eq!(value("caughtStealingRate", &line), Some(Value::Float(0.25)));
        assert_eq!(value("innings", &line), Some(Value::Innings(81)));
    }

    #[test]
    fn nothing_to_divide_by_is_not_known_and_nothing_done_is_zero() {
        let line = line(&[]);
        assert_eq!(value("fieldingPercentage", &line), None);
        assert_eq!(value("rangeFactorPerNine", &line), None);
        assert_eq!(value("putouts", &line), Some(Value::Int(0)));
        assert!(fielding_caveats(&line).is_empty());
    }

    #[test]
    fn what_is_not_known_is_null_and_says_why() {
        let code = |line: &FieldingLine| fielding_caveats(line)[0].code;
        let plays = FieldingLine::unanswerable();
        assert_eq!((value("putouts", &plays), code(&plays)), (None, "FIELDING_NEEDS_WHOLE_GAMES"));
        let unscored = FieldingLine { games_not_scored: 3, ..FieldingLine::default() };
        assert_eq!((value("putouts", &unscored), code(&unscored)), (None, "NEEDS_PLAY_BY_PLAY"));
        let partly = FieldingLine { games: 1, ..unscored };
        assert_eq!((value("putouts", &partly), code(&partly)), (Some(Value::Int(0)), "GAMES_NOT_LOADED"));
    }
}
