//! StatsAPI's live feed of a game (`/api/v1.1/game/ID/feed/live`), as it stands after the last out.
//!
//! Plays are written from the scorer's log and box score and line score from the lines kept beside it, so
//! that who reads the feed can hold the one against the other.

mod boxscore;
mod game_data;
mod linescore;
mod pitch;
mod plays;
mod runners;

use super::fixture::Fixture;
use super::game::{self, Played};
use super::league::League;
use super::person::Player;
use super::roster::PlayerIndex;
use super::statsapi_json::COPYRIGHT;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

/// Which moment of a game a feed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FeedState {
    /// Finished.
    #[default]
    Final,
    /// In progress: only the first so many hundredths of its plays.
    Live(u8),
    /// Not begun.
    Preview,
}

/// Everything a feed is written from.
struct Sheet<'a> {
    league: &'a League,
    fixture: &'a Fixture,
    played: &'a Played,
    start: DateTime<Utc>,
}

impl Sheet<'_> {
    fn player(&self, index: PlayerIndex) -> &Player {
        &self.league.people[usize::from(index)]
    }

    /// Id and link.
    fn short(&self, index: PlayerIndex) -> Value {
        let id = self.player(index).id;
        json!({"id": id, "link": format!("/api/v1/people/{id}")})
    }

    /// Id, name and link.
    fn named(&self, index: PlayerIndex) -> Value {
        let player = self.player(index);
        json!({"id": player.id, "fullName": player.name.full(), "link": format!("/api/v1/people/{}", player.id)})
    }
}

impl League {
    /// The body of the live feed of a game; `None` for a game the league does not have.
    #[must_use]
    pub fn feed_json(&self, game_pk: i32) -> Option<Vec<u8>> {
        self.feed(game_pk, FeedState::Final).map(|feed| feed.to_string().into_bytes())
    }

    /// The live feed of a game at some moment; `None` for a game the league does not have.
    #[must_use]
    pub fn feed(&self, game_pk: i32, state: FeedState) -> Option<Value> {
        if let Some(fixture) = self.cancelled.iter().find(|fixture| fixture.game_pk == game_pk) {
            let mut feed = self.feed_of(fixture, FeedState::Preview);
            feed["gameData"]["status"] = json!({"abstractGameState": "Final", "codedGameState": "C",
                "detailedState": "Cancelled", "statusCode": "CR", "startTimeTBD": false, "reason": "Rain",
                "abstractGameCode": "F"});
            return Some(feed);
        }
        let fixture = self.fixtures.iter().find(|fixture| fixture.game_pk == game_pk)?;
        Some(self.feed_of(fixture, state))
    }

    fn feed_of(&self, fixture: &Fixture, state: FeedState) -> Value {
        let game_pk = fixture.game_pk;
        let played = game::play(&self.people, fixture);
        let start = fixture.start();
        let sheet = Sheet { league: self, fixture, played: &played, start };
        let mut plays = plays::all(&sheet);
        let shown = match state {
            FeedState::Final => plays.len(),
            FeedState::Live(share) => plays.len() * usize::from(share.min(99)) / 100,
            FeedState::Preview => 0,
        };
        plays.truncate(shown);
        let ended = fixture.ended();
        // A correction is published days later.
        let ended = if fixture.corrected.is_some() { ended + Duration::days(3) } else { ended };
        let stamp = match state {
            FeedState::Final => ended,
            FeedState::Live(_) => start + Duration::seconds(plays::SECONDS * shown as i64 * 4),
            FeedState::Preview => start - Duration::hours(2),
        };
        let status = status(state);
        let scoring: Vec<usize> =
            (0..plays.len()).filter(|i| plays[*i]["about"]["isScoringPlay"] == Value::Bool(true)).collect();
        let mut live = json!({
            "plays": {
                "currentPlay": plays.last().cloned(),
                "scoringPlays": scoring,
                "playsByInning": plays::by_inning(&plays),
                "allPlays": plays,
            },
            "linescore": linescore::write(&sheet, state),
            "boxscore": boxscore::write(&sheet, state),
            "leaders": {},
        });
        if state == FeedState::Final {
            live["decisions"] = linescore::decisions(&sheet);
        }
        json!({
            "copyright": COPYRIGHT,
            "gamePk": game_pk,
            "link": format!("/api/v1.1/game/{game_pk}/feed/live"),
            "metaData": {"wait": 10, "timeStamp": stamp.format("%Y%m%d_%H%M%S").to_string(), "gameEvents": [],
                "logicalEvents": []},
            "gameData": game_data::write(&sheet, &status),
            "liveData": live,
        })
    }

    /// The body of `/feed/live/timestamps`: the revisions of the feed, oldest first.
    #[must_use]
    pub fn feed_timestamps_json(&self, game_pk: i32) -> Option<Vec<u8>> {
        let fixture = self.fixtures.iter().find(|fixture| fixture.game_pk == game_pk)?;
        let start = fixture.start();
        let mut stamps = vec![start - Duration::hours(2), fixture.ended()];
        if fixture.corrected.is_some() {
            stamps.push(fixture.ended() + Duration::days(3));
        }
        let stamps: Vec<String> = stamps.iter().map(|stamp| stamp.format("%Y%m%d_%H%M%S").to_string()).collect();
        Some(json!(stamps).to_string().into_bytes())
    }
}

fn status(state: FeedState) -> Value {
    let (abstracted, short, coded, detailed) = match state {
        FeedState::Final => ("Final", "F", "F", "Final"),
        FeedState::Live(_) => ("Live", "L", "I", "In Progress"),
        FeedState::Preview => ("Preview", "P", "S", "Scheduled"),
    };
    json!({"abstractGameState": abstracted, "codedGameState": coded, "detailedState": detailed, "statusCode": coded,
        "startTimeTBD": false, "abstractGameCode": short})
}
