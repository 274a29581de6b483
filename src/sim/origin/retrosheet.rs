//! The answers of Retrosheet: the page that names the zips, and the zips.

use super::fault::Mode;
use super::{Answer, HTML};
use crate::sim::{Damage, League};

/// Answers the page and everything under `/events/`; `None` for other paths.
pub(super) fn answer(league: &League, path: &str, mode: Option<&Mode>) -> Option<Answer> {
    if path == "/game.htm" {
        return Some(Answer::new(200, "text/html", league.retrosheet_index()));
    }
    let file = path.strip_prefix("/events/")?;
    let damage = match mode {
        Some(Mode::DropGame(game)) => Some(Damage::Game(*game)),
        Some(Mode::DropPlay) => Some(Damage::Play),
        Some(Mode::BadLine) => Some(Damage::Line),
        Some(Mode::NoFiles) => Some(Damage::Files),
        _ => None,
    };
    let season = file.strip_suffix("eve.zip").and_then(|season| season.parse().ok());
    let zip = season.and_then(|season| league.retrosheet_zip(season, damage));
    Some(zip.map_or_else(|| Answer::new(404, "text/html", HTML), |zip| Answer::new(200, "application/zip", zip)))
}
