//! The `info` records of a game.

use super::cell::{self, Cells, Wrong, wrong};
use super::game::{Info, Pitches};
use super::id::{GameId, RetroId, TeamCode};

/// What the records have said so far.
#[derive(Debug)]
pub(super) struct InfoDraft<'t> {
    info: Info<'t>,
    visitors: Option<TeamCode>,
    game_type: Option<&'static str>,
}

impl<'t> InfoDraft<'t> {
    /// Before the first record the id is all that is known.
    pub(super) fn new(id: GameId) -> Self {
        let info = Info {
            visitors: id.home,
            home: id.home,
            date: id.date,
            number: id.number,
            game_type: "R",
            site: None,
            day_night: None,
            start_time: None,
            innings: 9,
            uses_dh: None,
            home_bats_first: false,
            tiebreaker: None,
            pitches: Pitches::None,
            temperature: None,
            wind_speed: None,
            wind_direction: None,
            sky: None,
            precipitation: None,
            field: None,
            duration: None,
            attendance: None,
            winner: None,
            loser: None,
            save: None,
            game_winning_rbi: None,
        };
        Self { info, visitors: None, game_type: None }
    }

    /// Takes one record; the last of a key wins. Keys that nothing is made of are passed over.
    pub(super) fn take(&mut self, mut cells: Cells<'t>) -> Result<(), Wrong> {
        let key = cells.need("a key")?;
        let value = cells.next().unwrap_or_default().trim();
        let info = &mut self.info;
        match key {
            "visteam" => self.visitors = Some(read(key, "a club's code like ANA", value, cell::team)?),
            "hometeam" => info.home = read(key, "a club's code like ANA", value, cell::team)?,
            "date" => info.date = read(key, "a day like 2015/04/10", value, cell::day)?,
            "number" => info.number = read(key, "the number of the day's game, 0 to 3", value, number_of_day)?,
            "gametype" => self.game_type = Some(read(key, "a kind of game like worldseries", value, game_type)?),
            "site" => info.site = known(value),
            "daynight" => {
                info.day_night = match value {
                    "day" => Some("day"),
                    "night" => Some("night"),
                    _ => None,
                }
            }
            "starttime" => info.start_time = or_unknown(key, "a time like 7:12PM", value, cell::time)?.flatten(),
            "innings" => {
                let innings = or_unknown(key, "a number of innings", value, |x| x.parse().ok())?;
                info.innings = innings.filter(|x| *x > 0).unwrap_or(9);
            }
            "usedh" => info.uses_dh = or_unknown(key, "true or false", value, boolean)?,
            "htbf" => info.home_bats_first = or_unknown(key, "true or false", value, boolean)?.unwrap_or_default(),
            "tiebreaker" => {
                let base = or_unknown(key, "a base, 1 to 3", value, |x| x.parse().ok().filter(|x| *x <= 3))?;
                info.tiebreaker = base.filter(|x| *x > 0);
            }
            "pitches" => {
                info.pitches = or_unknown(key, "pitches, count or none", value, pitches)?.unwrap_or_default();
            }
            "temp" => info.temperature = measure(key, value)?.filter(|x| *x != 0),
            "windspeed" => info.wind_speed = measure(key, value)?,
            "winddir" => info.wind_direction = known(value),
            "sky" => info.sky = known(value),
            "precip" => info.precipitation = known(value),
            "fieldcond" => info.field = known(value),
            "timeofgame" => info.duration = measure(key, value)?.filter(|x| *x != 0),
            "attendance" => info.attendance = measure(key, value)?.filter(|x| *x != 0),
            "wp" => info.winner = person(key, value)?,
            "lp" => info.loser = person(key, value)?,
            "save" => info.save = person(key, value)?,
            "gwrbi" => info.game_winning_rbi = person(key, value)?,
            _ => {}
        }
        Ok(())
    }

    /// The whole of it. Postseason and All-Star games are told by the name of their file where no record says it.
    pub(super) fn finish(self, file: &str) -> Result<Info<'t>, Wrong> {
        let visitors = self.visitors.ok_or("expected a record info,visteam")?;
        let game_type = match self.game_type {
            Some(letter) => letter,
            None => by_name(file).ok_or("expected a record info,gametype, since the file's name does not tell")?,
        };
        Ok(Info { visitors, game_type, ..self.info })
    }
}

/// The kind of the games of a file.
fn by_name(file: &str) -> Option<&'static str> {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    if !extension.eq_ignore_ascii_case("EVE") {
        return Some("R");
    }
    let stem = stem.trim_start_matches(|x: char| x.is_ascii_digit()).to_ascii_uppercase();
    let league = stem.strip_prefix(['A', 'N']).unwrap_or(&stem);
    if stem.starts_with("AS") {
        Some("A")
    } else if stem.starts_with("WS") {
        Some("W")
    } else if league.starts_with("LCS") {
        Some("L")
    } else if league.starts_with("LD") || league.starts_with("D") {
        Some("D")
    } else if league.starts_with("LW") || league.starts_with("W") {
        Some("F")
    } else {
        None
    }
}

fn game_type(value: &str) -> Option<&'static str> {
    Some(match value {
        // Games to break a tie for first place count as games of the season.
        "" | "regular" | "playoff" | "negroleagues" => "R",
        "exhibition" => "E",
        "preseason" => "S",
        "allstar" => "A",
        "wildcard" => "F",
        "divisionseries" => "D",
        "lcs" => "L",
        "worldseries" => "W",
        "championship" => "W",
        _ => return None,
    })
}

/// `0a` has been seen.
fn number_of_day(value: &str) -> Option<u8> {
    match value.as_bytes() {
        [digit @ b'0'..=b'3'] | [digit @ b'0'..=b'3', b'a'..=b'z'] => Some(digit - b'0'),
        _ => None,
    }
}

fn pitches(value: &str) -> Option<Pitches> {
    match value {
        "pitches" => Some(Pitches::All),
        "count" => Some(Pitches::Count),
        "none" => Some(Pitches::None),
        _ => None,
    }
}

fn boolean(value: &str) -> Option<bool> {
    match value {
        "true" | "TRUE" => Some(true),
        "false" | "FALSE" => Some(false),
        _ => None,
    }
}

fn is_known(value: &str) -> bool {
    !matches!(value, "" | "unknown" | "?" | "(none)")
}

fn known(value: &str) -> Option<&str> {
    is_known(value).then_some(value)
}

fn read<'v, T>(key: &str, expected: &str, value: &'v str, with: impl Fn(&'v str) -> Option<T>) -> Result<T, Wrong> {
    with(value).ok_or_else(|| format!("info,{key}: {}", wrong(expected, value)))
}

fn or_unknown<'v, T>(
    key: &str,
    expected: &str,
    value: &'v str,
    with: impl Fn(&'v str) -> Option<T>,
) -> Result<Option<T>, Wrong> {
    if is_known(value) { read(key, expected, value, with).map(Some) } else { Ok(None) }
}

/// What is counted or measured; negative where it is unknown.
fn measure<T: TryFrom<i32>>(key: &str, value: &str) -> Result<Option<T>, Wrong> {
    let fits = |x: &str| x.parse::<i32>().ok().map(|x| if x < 0 { Ok(None) } else { T::try_from(x).map(Some) });
    or_unknown(key, "a number", value, |x| fits(x)?.ok()).map(Option::flatten)
}

fn person(key: &str, value: &str) -> Result<Option<RetroId>, Wrong> {
    or_unknown(key, "a person's id like escoa003", value, |x| x.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_the_kind_of_its_games() {
        let kinds = [
            ("2015ANA.EVA", "R"),
            ("1982NYN.EVN", "R"),
            ("1926CAG.EVR", "R"),
            ("1982WS.EVE", "W"),
            ("1982ALCS.EVE", "L"),
            ("2015NLD2.EVE", "D"),
            ("2015ALWC.EVE", "F"),
            ("2020NLW1.EVE", "F"),
            ("2015AS.EVE", "A"),
            ("1959as2.eve", "A"),
        ];
        for (name, kind) in kinds {
            assert_eq!(by_name(name), Some(kind), "{name}");
        }
        assert_eq!(by_name("1999XYZ.EVE"), None);
    }

    fn taken(lines: &[&'static str]) -> Result<Info<'static>, Wrong> {
        let mut draft = InfoDraft::new("ANA201504100".parse().unwrap());
        for line in lines {
            draft.take(Cells::of(line))?;
        }
        draft.finish("2015ANA.EVA")
    }

    #[test]
    fn what_is_unknown_is_none() {
        let info = taken(&[
            "visteam,KCA",
            "temp,0",
            "windspeed,-1",
            "winddir,unknown",
            "save,",
            "gwrbi",
            "attendance,0",
            "number,0a",
            "ump1b,nobody",
            "innings,",
        ])
        .unwrap();
        assert_eq!((info.temperature, info.wind_speed, info.wind_direction), (None, None, None));
        assert_eq!((info.save, info.game_winning_rbi, info.attendance, info.number), (None, None, None, 0));
        assert_eq!((info.innings, info.game_type, info.home.as_str()), (9, "R", "ANA"));
    }

    #[test]
    fn the_last_of_a_key_wins_and_a_gametype_goes_before_the_name() {
        let info = taken(&["visteam,KCA", "visteam,SEA", "gametype,lcs", "windspeed,0", "htbf,true"]).unwrap();
        assert_eq!((info.visitors.as_str(), info.game_type, info.wind_speed), ("SEA", "L", Some(0)));
        assert!(info.home_bats_first);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(taken(&[]).unwrap_err(), "expected a record info,visteam");
        let told = taken(&["date,10 April"]).unwrap_err();
        assert_eq!(told, "info,date: expected a day like 2015/04/10, found \"10 April\"");
        for line in ["number,9", "gametype,friendly", "attendance,many", "wp,nobody", "timeofgame,99999", "usedh,yes"] {
            assert!(taken(&["visteam,KCA", line]).is_err(), "{line}");
        }
    }
}
