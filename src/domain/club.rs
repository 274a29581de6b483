//! The thirty major-league clubs and the codes they have gone by since 2008.
//!
//! A club's MLBAM id is stable; its code is not (the Athletics were OAK until 2024, Arizona is AZ or
//! ARI, depending on who writes it), so a code is always read together with its season.

/// One club.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Club {
    /// MLBAM team id, the same in every season.
    pub id: i32,
    /// The code the club has now, as Baseball Savant writes it.
    pub code: &'static str,
    /// City or region.
    pub location: &'static str,
    /// The name on the shirt.
    pub nickname: &'static str,
    /// MLBAM league id: 103 American, 104 National.
    pub league_id: i32,
    /// MLBAM id of the home park.
    pub venue_id: i32,
    /// Name of the home park.
    pub venue: &'static str,
}

impl Club {
    /// Location and nickname, `Los Angeles Dodgers`; one word for a club without a city.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.location, self.nickname).trim().to_owned()
    }
}

const AL: i32 = 103;
const NL: i32 = 104;

macro_rules! clubs {
    ($(($id:literal, $code:literal, $location:literal, $nickname:literal, $league:ident, $venue_id:literal, $venue:literal)),* $(,)?) => {
        /// Every club, by MLBAM id.
        pub const CLUBS: &[Club] = &[$(Club {
            id: $id, code: $code, location: $location, nickname: $nickname,
            league_id: $league, venue_id: $venue_id, venue: $venue,
        }),*];
    };
}

clubs![
    (108, "LAA", "Los Angeles", "Angels", AL, 1, "Angel Stadium"),
    (109, "AZ", "Arizona", "Diamondbacks", NL, 15, "Chase Field"),
    (110, "BAL", "Baltimore", "Orioles", AL, 2, "Oriole Park at Camden Yards"),
    (111, "BOS", "Boston", "Red Sox", AL, 3, "Fenway Park"),
    (112, "CHC", "Chicago", "Cubs", NL, 17, "Wrigley Field"),
    (113, "CIN", "Cincinnati", "Reds", NL, 2602, "Great American Ball Park"),
    (114, "CLE", "Cleveland", "Guardians", AL, 5, "Progressive Field"),
    (115, "COL", "Colorado", "Rockies", NL, 19, "Coors Field"),
    (116, "DET", "Detroit", "Tigers", AL, 2394, "Comerica Park"),
    (117, "HOU", "Houston", "Astros", AL, 2392, "Daikin Park"),
    (118, "KC", "Kansas City", "Royals", AL, 7, "Kauffman Stadium"),
    (119, "LAD", "Los Angeles", "Dodgers", NL, 22, "Dodger Stadium"),
    (120, "WSH", "Washington", "Nationals", NL, 3309, "Nationals Park"),
    (121, "NYM", "New York", "Mets", NL, 3289, "Citi Field"),
    (133, "ATH", "", "Athletics", AL, 2529, "Sutter Health Park"),
    (134, "PIT", "Pittsburgh", "Pirates", NL, 31, "PNC Park"),
    (135, "SD", "San Diego", "Padres", NL, 2680, "Petco Park"),
    (136, "SEA", "Seattle", "Mariners", AL, 680, "T-Mobile Park"),
    (137, "SF", "San Francisco", "Giants", NL, 2395, "Oracle Park"),
    (138, "STL", "St. Louis", "Cardinals", NL, 2889, "Busch Stadium"),
    (139, "TB", "Tampa Bay", "Rays", AL, 12, "Tropicana Field"),
    (140, "TEX", "Texas", "Rangers", AL, 5325, "Globe Life Field"),
    (141, "TOR", "Toronto", "Blue Jays", AL, 14, "Rogers Centre"),
    (142, "MIN", "Minnesota", "Twins", AL, 3312, "Target Field"),
    (143, "PHI", "Philadelphia", "Phillies", NL, 2681, "Citizens Bank Park"),
    (144, "ATL", "Atlanta", "Braves", NL, 4705, "Truist Park"),
    (145, "CWS", "Chicago", "White Sox", AL, 4, "Rate Field"),
    (146, "MIA", "Miami", "Marlins", NL, 4169, "loanDepot park"),
    (147, "NYY", "New York", "Yankees", AL, 3313, "Yankee Stadium"),
    (158, "MIL", "Milwaukee", "Brewers", NL, 32, "American Family Field"),
];

/// Codes other than the present one: (code, first season, last season, MLBAM id).
const FORMER_CODES: &[(&str, i32, i32, i32)] = &[
    ("OAK", 1968, 2024, 133),
    ("FLA", 1993, 2011, 146),
    ("ARI", 1998, 9999, 109),
    ("LA", 1958, 9999, 119),
    ("CHW", 1901, 9999, 145),
    ("KCR", 1969, 9999, 118),
    ("SDP", 1969, 9999, 135),
    ("SFG", 1958, 9999, 137),
    ("TBR", 1998, 9999, 139),
    ("WSN", 2005, 9999, 120),
    ("WAS", 2005, 9999, 120),
];

/// The club that used this code in this season.
#[must_use]
pub fn by_code(season: i32, code: &str) -> Option<&'static Club> {
    let id = FORMER_CODES
        .iter()
        .find(|(c, from, to, _)| *c == code && (*from..=*to).contains(&season))
        .map(|(_, _, _, id)| *id);
    match id {
        Some(id) => CLUBS.iter().find(|club| club.id == id),
        None => CLUBS.iter().find(|club| club.code == code),
    }
}

/// The club that used this code last, in whatever season.
#[must_use]
pub fn by_any_code(code: &str) -> Option<&'static Club> {
    let former = FORMER_CODES.iter().filter(|(c, ..)| *c == code).max_by_key(|(_, _, to, _)| *to);
    CLUBS.iter().find(|club| club.code == code || former.is_some_and(|(_, _, _, id)| *id == club.id))
}

/// The code the club used in this season, as Baseball Savant writes it.
#[must_use]
pub fn code_in(season: i32, id: i32) -> Option<&'static str> {
    match (id, season) {
        (133, ..=2024) => Some("OAK"),
        (146, ..=2011) => Some("FLA"),
        _ => CLUBS.iter().find(|club| club.id == id).map(|club| club.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_club_in_every_season() {
        for season in 2008..=2026 {
            for club in CLUBS {
                let code = code_in(season, club.id).expect("a listed club");
                assert_eq!(by_code(season, code), Some(club), "{season} {code}");
            }
        }
    }

    #[test]
    fn a_moved_club_keeps_its_id() {
        assert_eq!(by_code(2024, "OAK").map(|c| c.id), Some(133));
        assert_eq!(by_code(2025, "ATH").map(|c| c.id), Some(133));
        assert_eq!(by_code(2025, "OAK"), None);
        let ids = ["OAK", "ATH", "ARI", "AZ", "FLA", "XXX"].map(|code| by_any_code(code).map(|c| c.id));
        assert_eq!(ids, [Some(133), Some(133), Some(109), Some(109), Some(146), None]);
    }
}
