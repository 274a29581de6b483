//! Archives with the same bytes whenever they are packed.

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, ZipWriter};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};

/// Packs files in the order of their names, all of the same long-ago time.
pub(super) fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files {
        // Writing to memory does not fail, and names are short.
        if writer.start_file(name, options).is_ok() {
            let _ = writer.write_all(bytes);
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
