//! Whether a body answers what was asked, and whole.

use chrono::Datelike;

use super::reader::{decode, read};
use super::{Zip, archive, index};
use crate::source::{BodyKind, BodyRequest, Context, Judgement, Refusal, VerdictCode};

/// A new release may take games away, but not many of a season.
const LEAST_KEPT: f64 = 0.9;

/// Refused games told one by one.
const TOLD: usize = 20;

/// The verdict on a body.
#[must_use]
pub fn judge(request: &BodyRequest, body: &[u8], context: &Context) -> Judgement {
    let judged = match request.kind {
        BodyKind::RetrosheetIndex => index::read(&request.url, body)
            .map(|zips| Judgement::accepted(format!("{} zips of event files", zips.len()), zips.len())),
        _ => events(&request.key, body, context),
    };
    judged.unwrap_or_else(Judgement::refused)
}

fn events(key: &str, body: &[u8], context: &Context) -> Result<Judgement, Refusal> {
    let asked = Zip::of_key(key)
        .ok_or_else(|| Refusal::new(VerdictCode::WrongAnswer, format!("no zip of event files is {key:?}")))?;
    let archive = archive::open(body)?;
    let (mut games, mut refused) = (0, Vec::new());
    for member in &archive.members {
        let text = decode(&member.bytes);
        let file = read(&member.name, &text);
        let others = |season: i32| !asked.seasons().contains(&season);
        if let Some(game) = file.games.iter().find(|game| others(game.id.date.year())) {
            let detail = format!("{} has the game {}, which is not of {asked}; ask again", member.name, game.id);
            return Err(Refusal::new(VerdictCode::WrongAnswer, detail));
        }
        games += file.games.len();
        refused.extend(file.refused);
    }
    if games == 0 {
        let first = refused.first().map_or_else(|| "there is none".to_owned(), ToString::to_string);
        return Err(Refusal::new(VerdictCode::BadValue, format!("no game of the zip can be read: {first}")));
    }
    let before = context.rows_before.unwrap_or(0);
    if (games as f64) < f64::from(before) * LEAST_KEPT {
        let detail = format!("{games} games, but the body accepted before had {before}; ask again");
        return Err(Refusal::new(VerdictCode::RowsMissing, detail));
    }
    let files = archive.members.len();
    let detail = format!("{games} games in {files} {}", if files == 1 { "file" } else { "files" });
    let mut judgement = Judgement::accepted(detail, games);
    judgement.notes = archive.notes;
    judgement.notes.extend(refused.iter().take(TOLD).map(|x| format!("a game is refused: {x}")));
    if refused.len() > TOLD {
        judgement.notes.push(format!("{} more games are refused", refused.len() - TOLD));
    }
    Ok(judgement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::recorded;

    const GAME: &str = include_str!("fixture/game.eva");

    fn on(key: &str, body: &[u8], rows_before: Option<i32>) -> Judgement {
        let request = BodyRequest::new(BodyKind::RetrosheetEvents, key, "http://upstream.test/".parse().unwrap());
        judge(&request, body, &Context { rows_before, ..Context::default() })
    }

    fn zip(text: &str) -> Vec<u8> {
        archive::pack([("2015ANA.EVA", text.as_bytes())]).unwrap()
    }

    #[test]
    fn a_zip_of_the_season_is_accepted_and_its_refused_games_are_told() {
        let judgement = on("2015eve", &zip(GAME), None);
        assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 2), "{}", judgement.detail);
        assert_eq!(judgement.detail, "2 games in 1 file");
        assert!(on("2010seve", &zip(GAME), None).is_accepted());
        let spoilt = on("2015eve", &zip(&GAME.replacen("play,1,0", "play,1,7", 1)), None);
        assert_eq!((spoilt.rows, spoilt.notes.len()), (1, 1));
        assert!(spoilt.notes[0].starts_with("a game is refused: 2015ANA.EVA line"), "{:?}", spoilt.notes);
    }

    #[test]
    fn a_zip_of_something_else_is_refused() {
        assert_eq!(on("2014eve", &zip(GAME), None).code, VerdictCode::WrongAnswer);
        assert_eq!(on("2015eve", &zip("version,2"), None).code, VerdictCode::BadValue);
        assert_eq!(on("2015eve", &zip(GAME), Some(3)).code, VerdictCode::RowsMissing);
        assert_eq!(on("2015eve", b"<html>", None).code, VerdictCode::Html);
        assert_eq!(on("2015", &zip(GAME), None).code, VerdictCode::WrongAnswer);
    }

    #[test]
    fn recorded_zips_are_accepted() {
        for (key, body) in recorded::zips() {
            let judgement = on(&key, &body, None);
            assert!(judgement.is_accepted() && judgement.notes.is_empty(), "{key}: {}", judgement.detail);
        }
    }
}
