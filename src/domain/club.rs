//! The thirty major-league clubs and the codes they have gone by.
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
    ("CAL", 1965, 1996, 108),
    ("ANA", 1997, 2004, 108),
    ("SLB", 1902, 1953, 110),
    ("BRO", 1884, 1957, 119),
    ("MON", 1969, 2004, 120),
    ("PHA", 1901, 1954, 133),
    ("KCA", 1955, 1967, 133),
    ("NYG", 1883, 1957, 137),
    ("WSH", 1961, 1971, 140),
    ("WSH", 1901, 1960, 142),
    ("BSN", 1876, 1952, 144),
    ("MLN", 1953, 1965, 144),
    ("BLA", 1901, 1902, 147),
    ("SEP", 1969, 1969, 158),
];

/// Codes Retrosheet writes: (code, first season, last season, MLBAM id). A club that moved has one id.
const RETROSHEET: &[(&str, i32, i32, i32)] = &[
    ("ANA", 1961, 9999, 108),
    ("CAL", 1961, 9999, 108),
    ("LAA", 1961, 9999, 108),
    ("ARI", 1998, 9999, 109),
    ("BAL", 1954, 9999, 110),
    ("SLA", 1902, 1953, 110),
    ("BOS", 1901, 9999, 111),
    ("CHN", 1876, 9999, 112),
    ("CIN", 1890, 9999, 113),
    ("CLE", 1901, 9999, 114),
    ("COL", 1993, 9999, 115),
    ("DET", 1901, 9999, 116),
    ("HOU", 1962, 9999, 117),
    ("KCA", 1969, 9999, 118),
    ("BRO", 1890, 1957, 119),
    ("LAN", 1958, 9999, 119),
    ("MON", 1969, 2004, 120),
    ("WAS", 2005, 9999, 120),
    ("NYN", 1962, 9999, 121),
    ("PHA", 1901, 1954, 133),
    ("KC1", 1955, 1967, 133),
    ("OAK", 1968, 9999, 133),
    ("ATH", 2025, 9999, 133),
    ("PIT", 1887, 9999, 134),
    ("SDN", 1969, 9999, 135),
    ("SEA", 1977, 9999, 136),
    ("NY1", 1883, 1957, 137),
    ("SFN", 1958, 9999, 137),
    ("SLN", 1892, 9999, 138),
    ("TBA", 1998, 9999, 139),
    ("WS2", 1961, 1971, 140),
    ("TEX", 1972, 9999, 140),
    ("TOR", 1977, 9999, 141),
    ("WS1", 1901, 1960, 142),
    ("MIN", 1961, 9999, 142),
    ("PHI", 1883, 9999, 143),
    ("BSN", 1876, 1952, 144),
    ("MLN", 1953, 1965, 144),
    ("ATL", 1966, 9999, 144),
    ("CHA", 1901, 9999, 145),
    ("FLO", 1993, 2011, 146),
    ("MIA", 2012, 9999, 146),
    ("BLA", 1901, 1902, 147),
    ("NYA", 1903, 9999, 147),
    ("SE1", 1969, 1969, 158),
    ("MIL", 1970, 9999, 158),
    ("ALS", 1933, 9999, 159),
    ("NLS", 1933, 9999, 160),
];

/// The MLBAM id of the club that Retrosheet writes so in this season, all-star teams included; none for clubs of other
/// leagues.
#[must_use]
pub fn by_retrosheet(season: i32, code: &str) -> Option<i32> {
    RETROSHEET.iter().find(|(c, from, to, _)| *c == code && (*from..=*to).contains(&season)).map(|(.., id)| *id)
}

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
        (108, 1965..=1996) => Some("CAL"),
        (108, 1997..=2004) => Some("ANA"),
        (110, ..=1953) => Some("SLB"),
        (119, ..=1957) => Some("BRO"),
        (120, ..=2004) => Some("MON"),
        (133, ..=1954) => Some("PHA"),
        (133, ..=1967) => Some("KCA"),
        (133, ..=2024) => Some("OAK"),
        (137, ..=1957) => Some("NYG"),
        (140, ..=1971) | (142, ..=1960) => Some("WSH"),
        (144, ..=1952) => Some("BSN"),
        (144, ..=1965) => Some("MLN"),
        (146, ..=2011) => Some("FLA"),
        (147, ..=1902) => Some("BLA"),
        (158, ..=1969) => Some("SEP"),
        _ => CLUBS.iter().find(|club| club.id == id).map(|club| club.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_club_in_every_season() {
        for season in 1901..=2026 {
            let known = RETROSHEET.iter().filter(|(_, from, to, _)| (*from..=*to).contains(&season));
            let ids: Vec<i32> = known.map(|(.., id)| *id).collect();
            for club in CLUBS.iter().filter(|club| ids.contains(&club.id)) {
                let code = code_in(season, club.id).expect("a listed club");
                assert_eq!(by_code(season, code), Some(club), "{season} {code}");
            }
        }
    }

    #[test]
    fn retrosheets_codes_name_one_club_a_season() {
        for (code, season, id) in [
            ("CAL", 1982, Some(108)),
            ("MON", 1982, Some(120)),
            ("KCA", 1982, Some(118)),
            ("KC1", 1960, Some(133)),
            ("WS1", 1924, Some(142)),
            ("WS2", 1965, Some(140)),
            ("ALS", 1982, Some(159)),
            ("HOM", 1930, None),
            ("BAL", 1914, None),
        ] {
            assert_eq!(by_retrosheet(season, code), id, "{season} {code}");
        }
        assert_eq!(
            (code_in(1982, 120), code_in(1982, 108), code_in(1982, 133)),
            (Some("MON"), Some("CAL"), Some("OAK"))
        );
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
