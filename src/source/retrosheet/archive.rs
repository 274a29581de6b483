//! What a zip of event files holds: the files, the rosters of the clubs, the clubs.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::cell::{Cells, Wrong};
use super::id::{RetroId, TeamCode};
use super::people::Bats;
use super::reader::decode;
use crate::scoring::account::Hand;
use crate::source::{Refusal, VerdictCode};

/// Longest member that is unpacked, in bytes; the longest real one has about two million.
const MEMBER_BYTES: u64 = 64 << 20;

/// Most that is unpacked of a zip, in bytes; the files of a decade have about 300 million.
const ALL_BYTES: u64 = 1 << 30;

/// Most members; the files of a decade are about 700.
const MEMBERS: usize = 2_000;

/// What a zip of event files holds.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The event files, by name.
    pub members: Vec<Member>,
    /// Everybody on a roster, once, by id.
    pub rosters: Vec<RosterLine>,
    /// The clubs, by season and code.
    pub clubs: Vec<ClubLine>,
    /// Lines of rosters and of the list of clubs that cannot be read, and other oddities.
    pub notes: Vec<String>,
}

/// An event file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name without folders, as `2015ANA.EVA`.
    pub name: String,
    /// As it was packed.
    pub bytes: Vec<u8>,
}

/// A person on a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// Who.
    pub id: RetroId,
    /// Surname.
    pub last: String,
    /// First name as he used it.
    pub first: String,
    /// None where it is unknown.
    pub bats: Option<Bats>,
    /// None where it is unknown, and for the few who pitched with both.
    pub throws: Option<Hand>,
}

/// A club of a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClubLine {
    /// The season.
    pub season: i16,
    /// Its code.
    pub code: TeamCode,
    /// Letter of its league, as `A`.
    pub league: String,
    /// As `Anaheim`.
    pub city: String,
    /// As `Angels`.
    pub nickname: String,
}

/// What a member is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    /// An event file.
    Events,
    /// A club's roster.
    Roster,
    /// The clubs of a season.
    Clubs(i16),
}

impl MemberKind {
    /// The kind of a file of that name, without folders; none of those that are of no use here.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_uppercase();
        if let Some(season) = name.strip_prefix("TEAM") {
            return (season.len() == 4).then(|| season.parse().ok().map(Self::Clubs)).flatten();
        }
        let (_, extension) = name.rsplit_once('.')?;
        match extension.as_bytes() {
            b"ROS" => Some(Self::Roster),
            [b'E', b'V' | b'D' | b'B', b'A'..=b'Z'] => Some(Self::Events),
            _ => None,
        }
    }
}

/// Opens a zip and reads its rosters and clubs. The event files are unpacked and not read.
///
/// # Errors
/// What is no zip, or none of event files, or is larger than such can be.
pub fn open(bytes: &[u8]) -> Result<Archive, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(VerdictCode::Empty, "the body has no bytes; ask again later"));
    }
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(Refusal::new(VerdictCode::Html, "an HTML page instead of a zip; ask again later"));
    }
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::new(VerdictCode::NotATable, "not a zip of event files; ask again"));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("its list of members", &error))?;
    if zip.len() > MEMBERS {
        let detail = format!("a zip of {} files; event files are at most {MEMBERS}", zip.len());
        return Err(Refusal::new(VerdictCode::WrongAnswer, detail));
    }
    let mut archive = Archive::default();
    let mut people = BTreeMap::new();
    let mut names = HashSet::new();
    let mut left = ALL_BYTES;
    for place in 0..zip.len() {
        let Some((name, bytes)) = unpack(&mut zip, place, &mut left)? else { continue };
        if !names.insert(name.clone()) {
            archive.notes.push(format!("{name} stands twice in the zip, and the first counts"));
            continue;
        }
        match MemberKind::of(&name) {
            Some(MemberKind::Events) => archive.members.push(Member { name, bytes }),
            Some(MemberKind::Roster) => roster(&name, &decode(&bytes), &mut people, &mut archive.notes),
            Some(MemberKind::Clubs(season)) => clubs(&name, season, &decode(&bytes), &mut archive),
            None => {}
        }
    }
    if archive.members.is_empty() {
        let detail = "a zip without event files (names that end in .EVA, .EVN, .EVE and the like)";
        return Err(Refusal::new(VerdictCode::WrongAnswer, detail));
    }
    archive.members.sort_by(|a, b| a.name.cmp(&b.name));
    archive.clubs.sort_by_key(|x| (x.season, x.code));
    archive.rosters = people.into_values().collect();
    Ok(archive)
}

/// A member of use: its name and its bytes.
fn unpack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    left: &mut u64,
) -> Result<Option<(String, Vec<u8>)>, Refusal> {
    let too_large = |name: &str| {
        Refusal::new(VerdictCode::WrongAnswer, format!("{name} unpacks to more than event files have; not read"))
    };
    let (name, size) = {
        let raw = zip.by_index_raw(place).map_err(|error| damaged("its list of members", &error))?;
        let path = String::from_utf8_lossy(raw.name_raw()).into_owned();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        if raw.is_dir() || MemberKind::of(&name).is_none() {
            return Ok(None);
        }
        if raw.encrypted() {
            return Err(Refusal::new(VerdictCode::WrongAnswer, format!("{name} in the zip is encrypted")));
        }
        (name, raw.size())
    };
    let most = MEMBER_BYTES.min(*left);
    if size > most {
        return Err(too_large(&name));
    }
    let member = zip.by_index(place).map_err(|error| damaged(&name, &error))?;
    // What a zip says of its sizes need not be true.
    let mut bytes = Vec::new();
    member.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(&name, &error.into()))?;
    if bytes.len() as u64 > most {
        return Err(too_large(&name));
    }
    *left -= bytes.len() as u64;
    Ok(Some((name, bytes)))
}

fn damaged(what: &str, error: &ZipError) -> Refusal {
    Refusal::new(VerdictCode::Truncated, format!("the zip is cut or damaged at {what}: {error}; ask again"))
}

/// Each line of a text with its number, but for empty ones.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().map(|line| line.trim_end_matches(['\r', ' ', '\u{1a}']));
    lines.enumerate().map(|(place, line)| (place + 1, line)).filter(|(_, line)| !line.is_empty())
}

fn roster(name: &str, text: &str, people: &mut BTreeMap<RetroId, RosterLine>, notes: &mut Vec<String>) {
    for (number, line) in lines(text) {
        match roster_line(line) {
            // Somebody of two clubs: what one roster does not know the other may.
            Ok(line) => match people.get_mut(&line.id) {
                Some(known) => {
                    known.bats = known.bats.or(line.bats);
                    known.throws = known.throws.or(line.throws);
                }
                None => {
                    people.insert(line.id, line);
                }
            },
            Err(what) => notes.push(format!("{name} line {number} is left out: {what}")),
        }
    }
}

fn roster_line(line: &str) -> Result<RosterLine, Wrong> {
    let mut cells = Cells::of(line);
    Ok(RosterLine {
        id: cells.person()?,
        last: cells.need("a surname")?.trim().to_owned(),
        first: cells.need("a first name")?.trim().to_owned(),
        bats: match cells.next() {
            Some("L") => Some(Bats::Left),
            Some("R") => Some(Bats::Right),
            Some("B") => Some(Bats::Both),
            _ => None,
        },
        throws: match cells.next() {
            Some("L") => Some(Hand::Left),
            Some("R") => Some(Hand::Right),
            _ => None,
        },
    })
}

fn clubs(name: &str, season: i16, text: &str, archive: &mut Archive) {
    for (number, line) in lines(text) {
        match club_line(season, line) {
            Ok(line) if archive.clubs.iter().any(|x| (x.season, x.code) == (line.season, line.code)) => {}
            Ok(line) => archive.clubs.push(line),
            Err(what) => archive.notes.push(format!("{name} line {number} is left out: {what}")),
        }
    }
}

fn club_line(season: i16, line: &str) -> Result<ClubLine, Wrong> {
    let mut cells = Cells::of(line);
    let code = cells.read("a club's code like ANA", super::cell::team)?;
    let mut text = |what| cells.need(what).map(|x| x.trim().to_owned());
    Ok(ClubLine { season, code, league: text("a league")?, city: text("a city")?, nickname: text("a nickname")? })
}

/// Packs loose files as a zip would come from the upstream. The same files give the same bytes, by whatever version of
/// this program: nothing is compressed, since the lake does that.
///
/// # Errors
/// Files whose sizes no zip can hold.
pub fn pack<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Result<Vec<u8>, ZipError> {
    let files: BTreeMap<&str, &[u8]> = files.into_iter().collect();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: (&str, &[u8]) = ("2015ANA.EVA", b"id,ANA201504100\r\n\x1a");

    fn code(bytes: &[u8]) -> VerdictCode {
        open(bytes).unwrap_err().code
    }

    #[test]
    fn files_rosters_and_clubs_are_told_apart() {
        let zip = pack([
            ("x/2015BOS.EVA", &b""[..]),
            EVENTS,
            (
                "ANA2015.ROS",
                b"venditte,x\r\nvendp001,Venditte,Pat,L,B,ANA,P\r\ntrouM001,Trout,\"Mike\",R,,ANA,OF\r\n\x1a",
            ),
            ("BOS2015.ROS", b"trouM001,Trout,Mike,R,R,BOS,OF\n"),
            ("TEAM2015", b"ANA,A,Anaheim,Angels\r\n\r\nAN,A,Anaheim,Angels\r\n"),
            ("readme.txt", b"hello"),
        ])
        .unwrap();
        let archive = open(&zip).unwrap();
        let names: Vec<&str> = archive.members.iter().map(|x| x.name.as_str()).collect();
        assert_eq!(names, ["2015ANA.EVA", "2015BOS.EVA"]);
        let people: Vec<_> = archive.rosters.iter().map(|x| (x.id.as_str(), x.bats, x.throws)).collect();
        let trout = ("trouM001", Some(Bats::Right), Some(Hand::Right));
        assert_eq!(people, [trout, ("vendp001", Some(Bats::Left), None)]);
        assert_eq!((archive.rosters[0].last.as_str(), archive.rosters[0].first.as_str()), ("Trout", "Mike"));
        let [club] = &archive.clubs[..] else { panic!("{:?}", archive.clubs) };
        assert_eq!((club.season, club.code.as_str(), club.nickname.as_str()), (2015, "ANA", "Angels"));
        let notes = [
            "ANA2015.ROS line 1 is left out: expected a person's id",
            "TEAM2015 line 3 is left out: expected a club's",
        ];
        assert_eq!(archive.notes.len(), 2);
        for (note, told) in archive.notes.iter().zip(notes) {
            assert!(note.starts_with(told), "{note}");
        }
    }

    #[test]
    fn the_same_files_give_the_same_zip() {
        let other: (&str, &[u8]) = ("TEAM2015", b"ANA,A,Anaheim,Angels");
        assert_eq!(pack([EVENTS, other]).unwrap(), pack([other, EVENTS]).unwrap());
    }

    #[test]
    fn what_is_no_zip_of_event_files_is_refused() {
        let zip = pack([EVENTS]).unwrap();
        assert_eq!(code(b""), VerdictCode::Empty);
        assert_eq!(code(b" <html>"), VerdictCode::Html);
        assert_eq!(code(b"hello"), VerdictCode::NotATable);
        assert_eq!(code(&zip[..zip.len() - 30]), VerdictCode::Truncated);
        assert_eq!(code(&zip[..20]), VerdictCode::Truncated);
        assert_eq!(code(&pack([("readme.txt", &b"hello"[..])]).unwrap()), VerdictCode::WrongAnswer);
        let mut spoilt = zip.clone();
        spoilt[45] ^= 1;
        assert_eq!(code(&spoilt), VerdictCode::Truncated, "the checksum does not fit");
    }

    #[test]
    fn a_zip_that_unpacks_to_too_much_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("2015ANA.EVA", SimpleFileOptions::default()).unwrap();
        let piece = vec![b'x'; 1 << 20];
        for _ in 0..65 {
            zip.write_all(&piece).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        assert!(open(&bytes).unwrap_err().detail.contains("unpacks to more"));
        let names: Vec<String> = (0..=MEMBERS).map(|x| format!("{x}.EVA")).collect();
        let many = pack(names.iter().map(|x| (x.as_str(), &b""[..]))).unwrap();
        assert!(open(&many).unwrap_err().detail.contains("a zip of 2001 files"));
    }
}
