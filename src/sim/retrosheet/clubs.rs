//! Retrosheet's codes of clubs and parks.

use crate::domain::club::Club;

/// MLBAM id, code, league, city, park.
const CODES: [(i32, &str, &str, &str, &str); 30] = [
    (108, "ANA", "A", "Anaheim", "ANA01"),
    (109, "ARI", "N", "Arizona", "PHO01"),
    (110, "BAL", "A", "Baltimore", "BAL12"),
    (111, "BOS", "A", "Boston", "BOS07"),
    (112, "CHN", "N", "Chicago", "CHI11"),
    (113, "CIN", "N", "Cincinnati", "CIN09"),
    (114, "CLE", "A", "Cleveland", "CLE08"),
    (115, "COL", "N", "Colorado", "DEN02"),
    (116, "DET", "A", "Detroit", "DET05"),
    (117, "HOU", "A", "Houston", "HOU03"),
    (118, "KCA", "A", "Kansas City", "KAN06"),
    (119, "LAN", "N", "Los Angeles", "LOS03"),
    (120, "WAS", "N", "Washington", "WAS11"),
    (121, "NYN", "N", "New York", "NYC20"),
    (133, "ATH", "A", "Sacramento", "SAC01"),
    (134, "PIT", "N", "Pittsburgh", "PIT08"),
    (135, "SDN", "N", "San Diego", "SAN02"),
    (136, "SEA", "A", "Seattle", "SEA03"),
    (137, "SFN", "N", "San Francisco", "SFO03"),
    (138, "SLN", "N", "St. Louis", "STL10"),
    (139, "TBA", "A", "Tampa Bay", "STP01"),
    (140, "TEX", "A", "Texas", "ARL03"),
    (141, "TOR", "A", "Toronto", "TOR02"),
    (142, "MIN", "A", "Minnesota", "MIN04"),
    (143, "PHI", "N", "Philadelphia", "PHI13"),
    (144, "ATL", "N", "Atlanta", "ATL03"),
    (145, "CHA", "A", "Chicago", "CHI12"),
    (146, "MIA", "N", "Miami", "MIA02"),
    (147, "NYA", "A", "New York", "NYC21"),
    (158, "MIL", "N", "Milwaukee", "MIL06"),
];

/// How Retrosheet names a club in a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) code: &'static str,
    /// `A` or `N`.
    pub(super) league: &'static str,
    pub(super) city: &'static str,
    pub(super) park: &'static str,
}

/// The names of a club in a season.
pub(super) fn names(season: i32, club: &Club) -> Names {
    let known = CODES.iter().find(|(id, ..)| *id == club.id);
    let &(_, code, league, city, park) = known.unwrap_or(&(0, "ZZZ", "A", "", ""));
    let (code, city, park) = match (club.id, season) {
        (133, ..=2024) => ("OAK", "Oakland", "OAK01"),
        (146, ..=2011) => ("FLO", "Florida", "MIA01"),
        _ => (code, city, park),
    };
    Names { code, league, city, park }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::club::CLUBS;
    use std::collections::BTreeSet;

    #[test]
    fn every_club_has_a_code_and_a_park_of_its_own() {
        for season in [2008, 2012, 2026] {
            let all: Vec<Names> = CLUBS.iter().map(|club| names(season, club)).collect();
            assert!(all.iter().all(|names| names.code.len() == 3 && names.park.len() == 5));
            for part in [|names: &Names| names.code, |names: &Names| names.park] {
                assert_eq!(all.iter().map(part).collect::<BTreeSet<_>>().len(), CLUBS.len());
            }
        }
        let league = |id| if id == 103 { "A" } else { "N" };
        assert!(CLUBS.iter().all(|club| names(2025, club).league == league(club.league_id)));
    }
}
