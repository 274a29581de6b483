//! Whether a live feed is the finished game that was asked for, whole.
//!
//! Reads only what the verdict needs, so that judging costs little beside loading.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::vocabulary::{CODED_STATES, Drift, OVER};
use super::{feed_of, judge};
use crate::domain::event;
use crate::source::{Judgement, Refusal, VerdictCode};

/// Fewest players a side has in a box score.
const LINEUP: usize = 9;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Feed<'a> {
    game_pk: Option<i32>,
    #[serde(borrow, default)]
    meta_data: MetaData<'a>,
    #[serde(borrow)]
    game_data: Option<GameData<'a>>,
    #[serde(borrow)]
    live_data: Option<LiveData<'a>>,
    // Of the upstream's own error messages.
    #[serde(borrow)]
    message: Option<Cow<'a, str>>,
    #[serde(borrow)]
    error: Option<Cow<'a, str>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct MetaData<'a> {
    #[serde(borrow)]
    time_stamp: Cow<'a, str>,
}

#[derive(Deserialize)]
struct GameData<'a> {
    game: Option<Game>,
    #[serde(borrow, default)]
    status: Status<'a>,
}

#[derive(Deserialize)]
struct Game {
    pk: Option<i32>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Status<'a> {
    #[serde(borrow)]
    coded_game_state: Cow<'a, str>,
    #[serde(borrow)]
    status_code: Cow<'a, str>,
    #[serde(borrow)]
    detailed_state: Cow<'a, str>,
}

#[derive(Deserialize)]
struct LiveData<'a> {
    #[serde(borrow)]
    plays: Option<Plays<'a>>,
    linescore: Option<Sides<Runs>>,
    #[serde(borrow)]
    boxscore: Option<Sides<BoxScore<'a>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plays<'a> {
    #[serde(borrow, default)]
    all_plays: Vec<Play<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Play<'a> {
    #[serde(borrow, default)]
    result: PlayResult<'a>,
    #[serde(default)]
    about: About,
    #[serde(borrow, default)]
    runners: Vec<Happening<'a>>,
    #[serde(borrow, default)]
    play_events: Vec<Happening<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct PlayResult<'a> {
    #[serde(borrow)]
    event_type: Option<Cow<'a, str>>,
    home_score: Option<i32>,
    away_score: Option<i32>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct About {
    at_bat_index: Option<usize>,
    is_complete: bool,
}

/// A runner's movement, or an event within a play.
#[derive(Deserialize)]
struct Happening<'a> {
    #[serde(borrow, default)]
    details: Details<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Details<'a> {
    #[serde(borrow)]
    event_type: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Sides<T> {
    teams: Option<Pair<T>>,
}

#[derive(Deserialize)]
struct Pair<T> {
    home: T,
    away: T,
}

#[derive(Deserialize)]
struct Runs {
    runs: Option<i32>,
}

#[derive(Deserialize)]
struct BoxScore<'a> {
    #[serde(borrow, default)]
    players: BTreeMap<Cow<'a, str>, IgnoredAny>,
}

/// The verdict on the body of a feed, by the key it was asked for.
#[must_use]
pub fn judge_feed(key: &str, body: &[u8]) -> Judgement {
    match examine(key, body) {
        Ok(judgement) => judgement,
        Err(refusal) => Judgement::refused(refusal),
    }
}

fn examine(key: &str, body: &[u8]) -> Result<Judgement, Refusal> {
    let Some((_, asked)) = feed_of(key) else {
        return Err(Refusal::new(VerdictCode::WrongAnswer, format!("no game is {key:?}")));
    };
    let feed: Feed<'_> = judge::parse(body)?;
    let (Some(game), Some(live)) = (&feed.game_data, &feed.live_data) else {
        return Err(match feed.message.or(feed.error) {
            Some(said) => Refusal::new(VerdictCode::ErrorEnvelope, format!("the upstream says: {said}")),
            None => Refusal::new(VerdictCode::BadJson, "the body has no gameData and liveData; ask again"),
        });
    };
    let inner = game.game.as_ref().and_then(|game| game.pk);
    if let Some(other) = [feed.game_pk, inner].into_iter().flatten().find(|pk| *pk != asked) {
        let detail = format!("the feed is of game {other}, asked for {asked}; ask again");
        return Err(Refusal::new(VerdictCode::WrongGame, detail));
    }
    let mut drift = Drift::default();
    let state = &*game.status.coded_game_state;
    drift.note("codedGameState", state, CODED_STATES.contains(&state));
    if !OVER.contains(&&*game.status.coded_game_state) {
        let state = [&game.status.detailed_state, &game.status.coded_game_state];
        let state = state.into_iter().find(|x| !x.is_empty()).map_or("without a state", |x| &**x);
        let detail = format!("the game is not finished ({state}); a later crawl asks again");
        let refused = Judgement::refused(Refusal::new(VerdictCode::Unfinished, detail));
        return Ok(Judgement { unknown_columns: drift.words(), ..refused });
    }
    let plays = live.plays.as_ref().map_or(&[][..], |plays| &plays.all_plays);
    let mut notes = Vec::new();
    whole(&game.status, plays, &mut notes)?;
    let (home, away) = score(live, plays)?;
    boxed(live)?;
    for play in plays {
        let inside = play.runners.iter().chain(&play.play_events).filter_map(|x| x.details.event_type.as_deref());
        for word in inside.chain(play.result.event_type.as_deref()) {
            drift.note("eventType", word, event::find(word).is_some());
        }
    }
    let detail = format!("{} plays, {away}-{home}, revision {}", plays.len(), feed.meta_data.time_stamp);
    Ok(Judgement {
        notes,
        games: vec![asked],
        unknown_columns: drift.words(),
        ..Judgement::accepted(detail, plays.len())
    })
}

/// Every play from the first to the last, which is complete. A game that was ended early may end in the middle of one.
fn whole(status: &Status<'_>, plays: &[Play<'_>], notes: &mut Vec<String>) -> Result<(), Refusal> {
    let missing = |detail: String| Err(Refusal::new(VerdictCode::RowsMissing, format!("{detail}; ask again")));
    for (place, play) in plays.iter().enumerate() {
        match play.about.at_bat_index {
            Some(index) if index == place => {}
            Some(index) => return missing(format!("plays are missing: atBatIndex {index} stands in place {place}")),
            None => return missing(format!("the play in place {place} has no atBatIndex")),
        }
    }
    match plays.last() {
        None => missing("a finished game without plays".to_owned()),
        Some(last) if last.about.is_complete => Ok(()),
        Some(_) if matches!(&*status.status_code, "F" | "O" | "") => {
            missing(format!("the last play, atBatIndex {}, of a finished game is not complete", plays.len() - 1))
        }
        Some(_) => {
            notes.push(format!("the game ended early ({}) in the middle of its last play", status.detailed_state));
            Ok(())
        }
    }
}

/// Home and away runs, on which the line score and the last play agree.
fn score(live: &LiveData<'_>, plays: &[Play<'_>]) -> Result<(i32, i32), Refusal> {
    let missing = |what: &str| Refusal::new(VerdictCode::RowsMissing, format!("the feed has no {what}; ask again"));
    let line = live.linescore.as_ref().and_then(|line| line.teams.as_ref());
    let line = line.and_then(|teams| teams.home.runs.zip(teams.away.runs)).ok_or_else(|| missing("line score"))?;
    let result = plays.last().map(|play| &play.result);
    let last = result.and_then(|x| x.home_score.zip(x.away_score)).ok_or_else(|| missing("score of its last play"))?;
    if line != last {
        let detail = format!(
            "the line score has {}-{}, the last play {}-{}: plays are missing; ask again",
            line.1, line.0, last.1, last.0
        );
        return Err(Refusal::new(VerdictCode::RowsMissing, detail));
    }
    Ok(line)
}

fn boxed(live: &LiveData<'_>) -> Result<(), Refusal> {
    let sides = live.boxscore.as_ref().and_then(|sides| sides.teams.as_ref());
    match sides {
        Some(sides) if sides.home.players.len().min(sides.away.players.len()) >= LINEUP => Ok(()),
        _ => Err(Refusal::new(VerdictCode::RowsMissing, "the feed has no box score; ask again")),
    }
}
