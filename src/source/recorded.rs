//! Recorded upstream bodies for tests, where they are at hand.

use flate2::read::GzDecoder;
use std::io::Read;
use std::path::PathBuf;

/// The folder of recorded bodies: `SCOREBOOK_SHARED`, else `../shared`; says so when it is absent.
#[allow(clippy::disallowed_methods, reason = "tests find recorded data without a configuration")]
pub(crate) fn upstream() -> Option<PathBuf> {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("SCOREBOOK_SHARED").map_or_else(default, PathBuf::from).join("upstream/data");
    if !path.is_dir() {
        eprintln!("skipped: no recorded bodies at {}", path.display());
        return None;
    }
    Some(path)
}

/// Every recorded body of a folder, by file name.
pub(crate) fn bodies(folder: &str) -> Vec<(String, Vec<u8>)> {
    let Some(path) = upstream() else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(path.join(folder)).unwrap().map(|x| x.unwrap().path()).collect();
    files.sort();
    let files = files.into_iter().filter(|x| x.extension().is_some_and(|x| x == "gz"));
    files.map(|x| (x.file_name().unwrap().to_string_lossy().into_owned(), unzip(&x))).collect()
}

/// One recorded body.
pub(crate) fn body(name: &str) -> Option<Vec<u8>> {
    upstream().map(|x| unzip(&x.join(name)))
}

/// Every recorded zip of Retrosheet's event files, by key, as `2015eve`.
pub(crate) fn zips() -> Vec<(String, Vec<u8>)> {
    let Some(path) = upstream() else { return Vec::new() };
    let mut files: Vec<_> =
        std::fs::read_dir(path.join("retrosheet/events")).unwrap().map(|x| x.unwrap().path()).collect();
    files.sort();
    let key = |x: &std::path::Path| x.file_stem().unwrap().to_string_lossy().into_owned();
    files.into_iter().map(|x| (key(&x), std::fs::read(&x).unwrap())).collect()
}

fn unzip(path: &std::path::Path) -> Vec<u8> {
    let mut out = Vec::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut out).unwrap();
    out
}
