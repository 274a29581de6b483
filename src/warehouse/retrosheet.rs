//! Event files: not loaded yet.

use super::{LoadError, LoadReport, StoredBody};
use crate::db::Db;

/// Loads a zip of event files.
///
/// # Errors
/// None yet.
pub async fn load_retrosheet(_: &Db, _: &StoredBody, _: bool) -> Result<LoadReport, LoadError> {
    Ok(LoadReport::default())
}
