//! A live feed: as much of it as is loaded. Nearly every member can be absent; what is unknown is skipped.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::source::{Refusal, VerdictCode};

/// A text of the feed; borrowed unless it has escapes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Str<'a>(Cow<'a, str>);

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Str<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// A member that is null is one that is absent. Not inlined: the whole feed would become one function.
#[inline(never)]
fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads a feed.
///
/// # Errors
/// A refusal where the body is not the JSON that was expected.
pub fn read(body: &[u8]) -> Result<Feed<'_>, Refusal> {
    serde_json::from_slice(body).map_err(|error| {
        Refusal::new(VerdictCode::BadJson, format!("the body is no whole live feed: {error}; ask again"))
    })
}

macro_rules! members {
    ($(#[$doc:meta])* $name:ident<$life:lifetime> { $($(#[$attr:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        #[allow(missing_docs, reason = "members of the feed, by their names there")]
        pub struct $name<$life> { $($(#[$attr])* #[serde(deserialize_with = "lenient")] pub $field: $type,)* }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        #[allow(missing_docs, reason = "members of the feed, by their names there")]
        pub struct $name { $($(#[$attr])* #[serde(deserialize_with = "lenient")] pub $field: $type,)* }
    };
}

members! {
    /// The whole feed.
    Feed<'a> {
        game_pk: i32,
        #[serde(borrow)] meta_data: MetaData<'a>,
        #[serde(borrow)] game_data: GameData<'a>,
        #[serde(borrow)] live_data: LiveData<'a>,
    }
}
members! {
    /// When the feed was made.
    MetaData<'a> { #[serde(borrow)] time_stamp: Option<Str<'a>>, }
}
members! {
    /// What is known of the game beside its plays.
    GameData<'a> {
        #[serde(borrow)] game: GameId<'a>,
        #[serde(borrow)] datetime: Datetime<'a>,
        #[serde(borrow)] status: Status<'a>,
        teams: Both<Id>,
        #[serde(borrow)] players: HashMap<Str<'a>, Person<'a>>,
        #[serde(borrow)] venue: Venue<'a>,
        #[serde(borrow)] weather: Weather<'a>,
        #[serde(borrow)] game_info: GameInfo<'a>,
    }
}
members! {
    /// Identity of the game.
    GameId<'a> { pk: i32, #[serde(borrow, rename = "type")] kind: Str<'a>, #[serde(borrow)] season: Str<'a>, }
}
members! {
    /// Days and times.
    Datetime<'a> { #[serde(borrow)] official_date: Str<'a>, }
}
members! {
    /// Where the game stands.
    Status<'a> { #[serde(borrow)] coded_game_state: Str<'a>, }
}
members! {
    /// Something that has an id.
    Id { id: i32, }
}
members! {
    /// Something that has a code.
    Code<'a> { #[serde(borrow)] code: Str<'a>, }
}
members! {
    /// A person, as far as his hands.
    Person<'a> { id: i32, #[serde(borrow)] bat_side: Option<Code<'a>>, #[serde(borrow)] pitch_hand: Option<Code<'a>>, }
}
members! {
    /// The park.
    Venue<'a> { id: Option<i32>, #[serde(borrow)] name: Option<Str<'a>>, #[serde(borrow)] field_info: FieldInfo<'a>, }
}
members! {
    /// Roof and turf.
    FieldInfo<'a> { #[serde(borrow)] turf_type: Option<Str<'a>>, #[serde(borrow)] roof_type: Option<Str<'a>>, }
}
members! {
    /// Weather at the first pitch.
    Weather<'a> {
        #[serde(borrow)] condition: Option<Str<'a>>,
        #[serde(borrow)] temp: Option<Str<'a>>,
        #[serde(borrow)] wind: Option<Str<'a>>,
    }
}
members! {
    /// Attendance and length.
    GameInfo<'a> {
        attendance: Option<i32>,
        #[serde(borrow)] first_pitch: Option<Str<'a>>,
        game_duration_minutes: Option<i16>,
        delay_duration_minutes: Option<i16>,
    }
}
members! {
    /// What happened.
    LiveData<'a> {
        #[serde(borrow)] plays: Plays<'a>,
        linescore: Linescore,
        #[serde(borrow)] boxscore: Boxscore<'a>,
        decisions: DecisionsOf,
    }
}
members! {
    /// The plays.
    Plays<'a> { #[serde(borrow)] all_plays: Vec<Play<'a>>, }
}
members! {
    /// A turn at bat.
    Play<'a> {
        #[serde(borrow)] result: PlayResult<'a>,
        #[serde(borrow)] about: About<'a>,
        #[serde(borrow)] matchup: Matchup<'a>,
        #[serde(borrow)] runners: Vec<Runner<'a>>,
        #[serde(borrow)] play_events: Vec<PlayEvent<'a>>,
    }
}
members! {
    /// How it ended.
    PlayResult<'a> { #[serde(borrow)] event_type: Option<Str<'a>>, is_out: Option<bool>, }
}
members! {
    /// Where it stands in the game.
    About<'a> { at_bat_index: i16, inning: u8, #[serde(borrow)] half_inning: Str<'a>, is_complete: bool, }
}
members! {
    /// Who was there at the end.
    Matchup<'a> {
        batter: Id,
        pitcher: Id,
        #[serde(borrow)] bat_side: Option<Code<'a>>,
        #[serde(borrow)] pitch_hand: Option<Code<'a>>,
    }
}
members! {
    /// A runner, or one leg of his way.
    Runner<'a> {
        #[serde(borrow)] movement: Movement<'a>,
        #[serde(borrow)] details: RunnerDetails<'a>,
        #[serde(borrow)] credits: Vec<Credit<'a>>,
    }
}
members! {
    /// From where to where.
    Movement<'a> { #[serde(borrow)] start: Option<Str<'a>>, #[serde(borrow)] end: Option<Str<'a>>, is_out: Option<bool>, }
}
members! {
    /// Why.
    RunnerDetails<'a> {
        #[serde(borrow)] event_type: Option<Str<'a>>,
        #[serde(borrow)] movement_reason: Option<Str<'a>>,
        runner: Id,
        responsible_pitcher: Option<Id>,
        rbi: Option<bool>,
        earned: Option<bool>,
        play_index: i16,
    }
}
members! {
    /// A fielder's part in it.
    Credit<'a> { player: Id, #[serde(borrow)] position: Code<'a>, #[serde(borrow)] credit: Str<'a>, }
}
members! {
    /// A pitch, a substitution, or something on the bases.
    PlayEvent<'a> {
        #[serde(borrow)] details: EventDetails<'a>,
        index: i16,
        pitch_number: Option<i16>,
        is_pitch: bool,
        #[serde(borrow)] hit_data: Option<HitData<'a>>,
        player: Option<Id>,
        replaced_player: Option<Id>,
        #[serde(borrow)] position: Option<Code<'a>>,
        #[serde(borrow)] batting_order: Option<Str<'a>>,
        base: Option<u8>,
    }
}
members! {
    /// What it was.
    EventDetails<'a> {
        #[serde(borrow)] event_type: Option<Str<'a>>,
        #[serde(borrow)] call: Option<Code<'a>>,
        is_in_play: Option<bool>,
        is_strike: Option<bool>,
        is_ball: Option<bool>,
    }
}
members! {
    /// How the ball was hit.
    HitData<'a> { #[serde(borrow)] trajectory: Option<Str<'a>>, }
}
members! {
    /// Line score.
    Linescore { scheduled_innings: Option<u8>, innings: Vec<Inning>, teams: Both<InningHalf>, }
}
members! {
    /// One inning of it.
    Inning { num: i16, home: InningHalf, away: InningHalf, }
}
members! {
    /// Half of an inning, or a team's total.
    InningHalf { runs: Option<i16>, hits: Option<i16>, errors: Option<i16>, left_on_base: Option<i16>, }
}
members! {
    /// Box score.
    Boxscore<'a> { #[serde(borrow)] teams: Both<BoxTeam<'a>>, }
}
members! {
    /// One team of it.
    BoxTeam<'a> { #[serde(borrow)] players: HashMap<Str<'a>, BoxPlayer<'a>>, pitchers: Vec<i32>, }
}
members! {
    /// One player of it.
    BoxPlayer<'a> {
        person: Id,
        #[serde(borrow)] batting_order: Option<Str<'a>>,
        #[serde(borrow)] position: Code<'a>,
        #[serde(borrow)] all_positions: Vec<Code<'a>>,
        #[serde(borrow)] stats: BoxStats<'a>,
    }
}
members! {
    /// His numbers in the game.
    BoxStats<'a> {
        #[serde(borrow)] batting: Counters<'a>,
        #[serde(borrow)] pitching: Counters<'a>,
        #[serde(borrow)] fielding: Counters<'a>,
    }
}
members! {
    /// Pitchers of decision.
    DecisionsOf { winner: Option<Id>, loser: Option<Id>, save: Option<Id>, }
}

/// The same of both teams.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub struct Both<T: Default> {
    /// Visitors.
    #[serde(deserialize_with = "lenient")]
    pub away: T,
    /// Home team.
    #[serde(deserialize_with = "lenient")]
    pub home: T,
}

/// The whole numbers of an object, by name.
#[derive(Debug, Clone, Default)]
pub struct Counters<'a>(Vec<(&'a str, i16)>);

impl Counters<'_> {
    /// Whether nothing is counted, as of a player who did not bat.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A number by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<i16> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Counters<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(&'de str, i16)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                #[derive(Deserialize)]
                #[serde(untagged)]
                enum Number {
                    Whole(i16),
                    Other(IgnoredAny),
                }
                let mut numbers = Vec::with_capacity(32);
                while let Some(name) = map.next_key::<&'de str>()? {
                    if let Number::Whole(number) = map.next_value()? {
                        numbers.push((name, number));
                    }
                }
                Ok(numbers)
            }
        }

        deserializer.deserialize_map(Members).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_are_null_or_unknown_are_absent() {
        let body = br#"{"gamePk": 7, "gameData": null, "liveData": {"plays": {"allPlays": [
            {"runners": null, "brandNew": [1], "playEvents": [{"position": null, "details": {"call": null}, "index": 3}]},
            {"result": {"eventType": "sin\u0067le"}, "runners": [{"credits": null, "movement": {"end": null}}]}]},
            "boxscore": {"teams": {"away": {"players": {"ID1": {"stats": {"batting": {"runs": 1, "avg": ".250"}}}}}, "home": null}}}}"#;
        let feed = read(body).expect("a feed");
        let plays = &feed.live_data.plays.all_plays;
        assert_eq!((plays.len(), plays[0].play_events[0].index, plays[0].runners.len()), (2, 3, 0));
        assert_eq!(plays[1].result.event_type.as_deref(), Some("single"));
        let player = feed.live_data.boxscore.teams.away.players.values().next().expect("a player");
        assert_eq!((player.stats.batting.get("runs"), player.stats.batting.get("avg")), (Some(1), None));
    }

    #[test]
    fn a_cut_body_is_refused() {
        assert_eq!(read(br#"{"gamePk": 7, "liveData": {"#).expect_err("cut").code, VerdictCode::BadJson);
    }
}
