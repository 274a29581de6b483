//! Park factors.
//!
//! Runs of both sides a game in the park, over those of its clubs' games away, pooled over the season and up to two before
//! it. Two clubs' worth of luck remains in that, so it is drawn towards 1 as if [`NEUTRAL_GAMES`] games more had been played
//! there without any effect: three seasons of 81 games keep .80 of what they show, one keeps .57, much as FanGraphs regresses
//! ("Park factors", FanGraphs Library: .8 and .6). It is not halved: it says what the park does, not what it does to
//! a club that plays half its games there.

use std::collections::BTreeMap;

use super::expectancy::count;

/// Neutral games added to those played.
pub const NEUTRAL_GAMES: f64 = 60.0;
/// A park with fewer games than these is neutral.
pub const LEAST_GAMES: i64 = 30;

/// Games of one season between two clubs in one park.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParkGames {
    /// The season.
    pub season: i16,
    /// The home club.
    pub home: i32,
    /// The visitors.
    pub away: i32,
    /// The park, as `fact::rows::Game::venue`.
    pub venue: i32,
    /// Games.
    pub games: i64,
    /// Runs of both sides.
    pub runs: i64,
}

/// One park.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Park {
    /// The park.
    pub venue: i32,
    /// Games there.
    pub games: i64,
    /// Runs of both sides there.
    pub runs: i64,
    /// Runs had they been as many a game as in its clubs' games away.
    pub expected: f64,
    /// Runs there for each run elsewhere, regressed.
    pub factor: f64,
}

/// The parks of these games, by number. Those with too few games, or whose clubs never played elsewhere, are left out.
#[must_use]
pub fn factors(games: &[ParkGames]) -> Vec<Park> {
    // Games and runs: of each club away, and of each club in each park.
    let mut away: BTreeMap<(i16, i32), (i64, i64)> = BTreeMap::new();
    let mut home: BTreeMap<(i32, i16, i32), (i64, i64)> = BTreeMap::new();
    for row in games.iter().filter(|row| row.venue != 0) {
        for sum in [
            away.entry((row.season, row.away)).or_default(),
            home.entry((row.venue, row.season, row.home)).or_default(),
        ] {
            *sum = (sum.0 + row.games, sum.1 + row.runs);
        }
    }
    let mut parks: BTreeMap<i32, Park> = BTreeMap::new();
    for ((venue, season, club), (games, runs)) in home {
        let Some((away_games, away_runs)) = away.get(&(season, club)).filter(|(games, _)| *games > 0) else { continue };
        let empty = Park { venue, games: 0, runs: 0, expected: 0.0, factor: 1.0 };
        let park = parks.entry(venue).or_insert(empty);
        park.games += games;
        park.runs += runs;
        park.expected += count(games) * count(*away_runs) / count(*away_games);
    }
    let mut parks: Vec<Park> =
        parks.into_values().filter(|park| park.games >= LEAST_GAMES && park.expected > 0.0).collect();
    for park in &mut parks {
        let ratio = count(park.runs) / park.expected;
        park.factor = (count(park.games) * ratio + NEUTRAL_GAMES) / (count(park.games) + NEUTRAL_GAMES);
    }
    parks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn games(season: i16, home: i32, away: i32, venue: i32, games: i64, runs: i64) -> ParkGames {
        ParkGames { season, home, away, venue, games, runs }
    }

    #[test]
    fn a_park_is_compared_with_the_games_away_and_drawn_towards_one() {
        let found = factors(&[
            games(2015, 1, 2, 10, 60, 720),
            games(2015, 2, 1, 20, 60, 480),
            games(2015, 1, 2, 30, 2, 100), // two games on neutral ground
        ]);
        let venues: Vec<i32> = found.iter().map(|park| park.venue).collect();
        assert_eq!(venues, [10, 20], "two games show nothing");
        // 12 runs a game there and 8 away: 1.5, of which 60 of 120 games are kept.
        assert!((found[0].factor - 1.25).abs() < 1e-12);
        assert!((found[0].expected - 480.0).abs() < 1e-12);
        // Away they saw 820 runs in 62 games.
        assert!((found[1].factor - (8.0 / (820.0 / 62.0) + 1.0) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn seasons_are_pooled_each_against_its_own_games_away() {
        let found = factors(&[
            games(2014, 1, 2, 10, 30, 300),
            games(2014, 2, 1, 20, 30, 300),
            games(2015, 1, 2, 10, 30, 150),
            games(2015, 2, 1, 20, 30, 150),
        ]);
        assert!(found.iter().all(|park| park.games == 60 && (park.factor - 1.0).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn clubs_that_never_left_and_parks_nobody_knows_are_left_out() {
        assert_eq!(factors(&[games(2015, 1, 2, 10, 90, 900), games(2015, 2, 1, 0, 90, 900)]), []);
    }
}
