//! The names of the zips of event files, which are their keys in the lake.

use std::fmt;
use std::ops::RangeInclusive;

/// A zip of event files by its name without ending, as `2015eve`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Zip {
    season: i32,
    category: &'static str,
}

/// `eve` the regular season, `box` its games without play-by-play, `post` the postseason, `as` the All-Star game, `seve`
/// the regular seasons of a decade that begins with the year.
const CATEGORIES: [&str; 5] = ["eve", "box", "post", "as", "seve"];

impl Zip {
    /// The zips of a season that may be listed, in the order in which they are loaded.
    #[must_use]
    pub fn of_season(season: i32) -> [Self; 4] {
        ["eve", "box", "post", "as"].map(|category| Self { season, category })
    }

    /// The zip of the decade of a season.
    #[must_use]
    pub fn of_decade(season: i32) -> Self {
        Self { season: season - season.rem_euclid(10), category: "seve" }
    }

    /// The zip of a name without ending.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let (season, category) = key.split_at_checked(4)?;
        let digits = season.bytes().all(|x| x.is_ascii_digit());
        let category = CATEGORIES.into_iter().find(|x| *x == category)?;
        digits.then(|| season.parse().ok()).flatten().map(|season| Self { season, category })
    }

    /// The zip of a file name as the upstream has it.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::of_key(name.strip_suffix(".zip")?)
    }

    /// The zip that an event file belongs to, by the file's name: `2015ANA.EVA`, `2015WS.EVE`.
    #[must_use]
    pub fn of_member(name: &str) -> Option<Self> {
        let name = name.to_ascii_uppercase();
        let (stem, extension) = name.rsplit_once('.')?;
        let (season, rest) = stem.split_at_checked(4)?;
        let season = season.bytes().all(|x| x.is_ascii_digit()).then(|| season.parse().ok()).flatten()?;
        let category = match extension.as_bytes() {
            b"EVE" if rest.starts_with("AS") => "as",
            b"EVE" => "post",
            [b'E', b'B', _] => "box",
            [b'E', b'V' | b'D', _] => "eve",
            _ => return None,
        };
        Some(Self { season, category })
    }

    /// The ending of the name: `eve`, `box`, `post`, `as`, `seve`.
    #[must_use]
    pub const fn category(&self) -> &'static str {
        self.category
    }

    /// Place in the order in which zips are loaded: decades, then by season as [`Zip::of_season`] has them.
    #[must_use]
    pub fn order(&self) -> (bool, i32, usize) {
        let place = CATEGORIES.iter().position(|x| *x == self.category).unwrap_or_default();
        (self.category != "seve", self.season, place)
    }

    /// The seasons its games may be of.
    #[must_use]
    pub fn seasons(&self) -> RangeInclusive<i32> {
        self.season..=if self.category == "seve" { self.season + 9 } else { self.season }
    }
}

impl fmt::Display for Zip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{}", self.season, self.category)
    }
}

/// The season of a roster or a list of clubs, by the file's name: `ANA2015.ROS`, `TEAM2015`.
#[must_use]
pub fn member_season(name: &str) -> Option<i32> {
    let stem = name.split('.').next().unwrap_or(name);
    let season = stem.get(stem.len().checked_sub(4)?..)?;
    season.bytes().all(|x| x.is_ascii_digit()).then(|| season.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for key in ["2015eve", "1931box", "1982post", "1982as", "1910seve"] {
            assert_eq!(Zip::of_key(key).unwrap().to_string(), key);
        }
        for key in ["", "2015", "15eve", "2015evé", "20155eve", "allpost", "+201eve", "é15eve"] {
            assert_eq!(Zip::of_key(key), None, "{key}");
        }
        assert_eq!(Zip::of_file("2015EVE.ZIP").unwrap().to_string(), "2015eve");
        assert_eq!(Zip::of_file("2015eve.txt"), None);
    }

    #[test]
    fn seasons_have_their_zips_and_files_their_zip() {
        assert_eq!(Zip::of_season(2015).map(|x| x.to_string()).join(" "), "2015eve 2015box 2015post 2015as");
        assert_eq!(Zip::of_decade(1917).to_string(), "1910seve");
        assert_eq!(Zip::of_decade(1917).seasons(), 1910..=1919);
        let of = |name| Zip::of_member(name).map(|x| x.to_string());
        assert_eq!(of("2015ANA.EVA").as_deref(), Some("2015eve"));
        assert_eq!(of("1931BRO.EBN").as_deref(), Some("1931box"));
        assert_eq!(of("1931BRO.EDN").as_deref(), Some("1931eve"));
        assert_eq!(of("2015ALCS.EVE").as_deref(), Some("2015post"));
        assert_eq!(of("2015as.eve").as_deref(), Some("2015as"));
        assert_eq!(of("ANA2015.ROS"), None);
        assert_eq!(["ANA2015.ROS", "TEAM1982", "x.ROS"].map(member_season), [Some(2015), Some(1982), None]);
    }
}
