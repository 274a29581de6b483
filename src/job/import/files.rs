//! Which files of some paths are zips of event files, and which belong into one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use url::Url;

use crate::source::retrosheet::archive::{MemberKind, pack};
use crate::source::retrosheet::{Zip, member_season};

/// How deep directories are looked into.
const DEPTH: usize = 4;

/// Largest zip that is read; the largest of the upstream has forty million bytes.
const ZIP_BYTES: u64 = 1 << 30;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A path that cannot be read.
    #[error("{path} cannot be read: {reason}", path = path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A zip whose name does not say what it is.
    #[error("{path} is not named like a zip of event files (2015eve.zip, 2015post.zip, 2015as.zip, 2015box.zip)", path = path.display())]
    Name {
        /// The path.
        path: PathBuf,
    },
    /// No path led to event files.
    #[error("there are no event files in {0}: give zips as 2015eve.zip, files as 2015ANA.EVA, or directories of such")]
    Nothing(String),
}

/// What the paths led to.
#[derive(Debug)]
pub struct Found {
    /// The zips, in the order in which they are loaded.
    pub parcels: Vec<Parcel>,
    /// What was passed over.
    pub notes: Vec<String>,
}

/// A zip of event files, as it would have been fetched.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// What it holds.
    pub zip: Zip,
    /// Where it was found, as a `file:` address.
    pub url: Url,
    /// The zip.
    pub bytes: Bytes,
    /// It was packed here, of the files that were named.
    pub is_packed: bool,
}

/// Reads the paths: zips by name, directories with all that is in them, loose event files packed into the zip they
/// belong to, with the rosters and clubs that lie beside them.
///
/// # Errors
/// See [`ImportError`].
pub fn find(paths: &[PathBuf]) -> Result<Found, ImportError> {
    let mut files = BTreeSet::new();
    for path in paths {
        let path = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
        let data = std::fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
        if data.is_dir() {
            walk(&path, DEPTH, &mut files)?;
        } else if is_zip(&path) && zip_of(&path).is_none() {
            return Err(ImportError::Name { path });
        } else {
            files.insert(path);
        }
    }
    let mut zips: BTreeMap<Zip, Parcel> = BTreeMap::new();
    let mut notes = Vec::new();
    for path in files.iter().filter(|path| is_zip(path)) {
        let Some(zip) = zip_of(path) else {
            notes.push(format!("{} is passed over: it is not named like a zip of event files", path.display()));
            continue;
        };
        let bytes = read(path)?;
        if zips.contains_key(&zip) {
            notes.push(format!("{} is passed over: there is another {zip}", path.display()));
            continue;
        }
        zips.insert(zip.clone(), Parcel { zip, url: url_of(path)?, bytes: bytes.into(), is_packed: false });
    }
    for (zip, members) in loose(&files) {
        let beside = members.first().and_then(|path| path.parent()).unwrap_or(Path::new("/"));
        if zips.contains_key(&zip) {
            notes.push(format!("event files in {} are passed over: there is {zip}.zip", beside.display()));
            continue;
        }
        let url = Url::from_directory_path(beside).map_err(|()| ImportError::Name { path: beside.to_owned() })?;
        let mut contents = Vec::new();
        for path in &members {
            contents.push((name(path), read(path)?));
        }
        let packed = pack(contents.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        let bytes = packed.map_err(|error| unreadable(beside, &error))?;
        zips.insert(zip.clone(), Parcel { zip, url, bytes: bytes.into(), is_packed: true });
    }
    if zips.is_empty() {
        let given: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(ImportError::Nothing(given.join(", ")));
    }
    let mut parcels: Vec<Parcel> = zips.into_values().collect();
    parcels.sort_by_key(|parcel| parcel.zip.order());
    Ok(Found { parcels, notes })
}

/// The event files of each zip, and the rosters and clubs of its season that lie in the same directories.
fn loose(files: &BTreeSet<PathBuf>) -> BTreeMap<Zip, Vec<PathBuf>> {
    let mut zips: BTreeMap<Zip, Vec<PathBuf>> = BTreeMap::new();
    let kind = |path: &Path| MemberKind::of(&name(path));
    for path in files.iter().filter(|path| kind(path) == Some(MemberKind::Events)) {
        if let Some(zip) = Zip::of_member(&name(path)) {
            zips.entry(zip).or_default().push(path.clone());
        }
    }
    for (zip, members) in &mut zips {
        let folders: BTreeSet<PathBuf> = members.iter().filter_map(|x| x.parent().map(Path::to_owned)).collect();
        // A file may have been named alone: what lies beside it is looked for.
        let beside = folders.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
        let mut more: Vec<PathBuf> = beside
            .map(|entry| entry.path())
            .filter(|path| matches!(kind(path), Some(MemberKind::Roster | MemberKind::Clubs(_))))
            .filter(|path| member_season(&name(path)).is_some_and(|season| zip.seasons().contains(&season)))
            .collect();
        more.sort();
        members.append(&mut more);
    }
    zips
}

fn walk(folder: &Path, depth: usize, files: &mut BTreeSet<PathBuf>) -> Result<(), ImportError> {
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.is_file() {
            files.insert(path);
        } else if depth > 0 && path.is_dir() {
            walk(&path, depth - 1, files)?;
        }
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|x| x.eq_ignore_ascii_case("zip"))
}

/// The zip of a file's name; browsers may have added to it, as in `2015eve (1).zip`.
fn zip_of(path: &Path) -> Option<Zip> {
    let name = name(path).to_ascii_lowercase();
    let stem = name.strip_suffix(".zip")?;
    let end = stem.find(|x: char| !x.is_ascii_alphanumeric()).unwrap_or(stem.len());
    Zip::of_key(&stem[..end])
}

fn read(path: &Path) -> Result<Vec<u8>, ImportError> {
    let length = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if length > ZIP_BYTES {
        return Err(unreadable(path, &format!("{length} bytes are more than event files have")));
    }
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

fn url_of(path: &Path) -> Result<Url, ImportError> {
    Url::from_file_path(path).map_err(|()| ImportError::Name { path: path.to_owned() })
}

fn unreadable(path: &Path, error: &impl ToString) -> ImportError {
    ImportError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::retrosheet::archive;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, file).unwrap();
        }
        folder
    }

    fn keys(found: &Found) -> Vec<String> {
        found.parcels.iter().map(|x| x.zip.to_string()).collect()
    }

    #[test]
    fn loose_files_are_packed_with_what_lies_beside_them() {
        let folder = folder(&[
            "a/2015ANA.EVA",
            "a/2015BOS.EVA",
            "a/ANA2015.ROS",
            "a/TEAM2015",
            "a/TEAM1982",
            "a/2015WS.EVE",
            "b/1982NYN.EVN",
            "notes.txt",
        ]);
        let found = find(&[folder.path().to_owned()]).unwrap();
        assert_eq!(keys(&found), ["1982eve", "2015eve", "2015post"]);
        let eve = &found.parcels[1];
        assert!(eve.url.as_str().starts_with("file:///") && eve.url.as_str().ends_with("/a/"), "{}", eve.url);
        let names: Vec<String> = archive::open(&eve.bytes).unwrap().members.into_iter().map(|x| x.name).collect();
        assert_eq!(names, ["2015ANA.EVA", "2015BOS.EVA"]);
        let text = String::from_utf8_lossy(&eve.bytes);
        assert!(text.contains("ANA2015.ROS") && text.contains("TEAM2015") && !text.contains("TEAM1982"));
        let again = find(&[folder.path().join("a")]).unwrap();
        assert_eq!(again.parcels[0].bytes, eve.bytes, "the same files give the same zip");
        let alone = find(&[folder.path().join("a/2015ANA.EVA")]).unwrap();
        assert!(String::from_utf8_lossy(&alone.parcels[0].bytes).contains("ANA2015.ROS"));
    }

    #[test]
    fn a_zip_goes_before_files_unpacked_from_it() {
        let folder = folder(&["2015eve (1).zip", "2015ANA.EVA", "1910seve.zip", "holidays.zip"]);
        let found = find(&[folder.path().to_owned()]).unwrap();
        assert_eq!(keys(&found), ["1910seve", "2015eve"]);
        assert!(found.parcels[1].url.as_str().ends_with("/2015eve%20(1).zip"), "{}", found.parcels[1].url);
        assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
    }

    #[test]
    fn what_holds_no_event_files_is_told() {
        let folder = folder(&["holidays.zip", "x/notes.txt"]);
        let told = |path: &str| find(&[folder.path().join(path)]).unwrap_err().to_string();
        assert!(told("holidays.zip").contains("not named like a zip of event files"));
        assert!(told("x").contains("there are no event files in"));
        assert!(told("nowhere").contains("cannot be read"));
    }
}
