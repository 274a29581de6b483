//! Makes sure that the directory of built pages exists, so that the program builds without Node.js; `make web` fills
//! it, and the server says so where a page is missing.

use std::fs;
use std::path::Path;

/// What Vite writes, and `server::assets` embeds.
const DIST: &str = "web/dist";

fn main() {
    println!("cargo:rerun-if-changed={DIST}");
    if let Err(error) = fs::create_dir_all(Path::new(DIST)) {
        println!("cargo:warning=cannot create {DIST}: {error}");
    }
}
