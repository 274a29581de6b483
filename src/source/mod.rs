//! The registry of upstreams: what can be asked of each, how a body is judged, how it is parsed.
//!
//! Pure but for [`http`], the only user of the network. Knows nothing of the lake, the database or the job queue.
//! To add a source: an entry in [`SourceId`] and [`BodyKind`], and a folder with its requests, verdict and parser.

pub mod http;
pub mod notice;
pub mod register;
pub mod retrosheet;
pub mod savant;
pub mod statsapi;
mod value;
mod verdict;

pub use value::{Cell, Kind};
pub use verdict::{Context, Judgement, LONG_STOP, Refusal, Retry, Verdict, VerdictCode};

#[cfg(test)]
pub(crate) mod recorded;

use http::Fetched;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use url::Url;

/// An upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum SourceId {
    /// Baseball Savant: Statcast pitches.
    Savant,
    /// MLB StatsAPI: schedule, teams, people, play-by-play.
    Statsapi,
    /// The Chadwick register: ids of people across systems.
    Register,
    /// Retrosheet: event files of every season.
    Retrosheet,
}

impl SourceId {
    /// Every upstream.
    pub const ALL: [Self; 4] = [Self::Savant, Self::Statsapi, Self::Register, Self::Retrosheet];

    /// The name it has on the command line, in the lake and in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Savant => "savant",
            Self::Statsapi => "statsapi",
            Self::Register => "register",
            Self::Retrosheet => "retrosheet",
        }
    }
}

impl TryFrom<String> for SourceId {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl From<SourceId> for String {
    fn from(source: SourceId) -> Self {
        source.name().to_owned()
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no known source or kind of body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a {what}; known: {known}")]
pub struct UnknownName {
    what: &'static str,
    given: String,
    known: String,
}

impl FromStr for SourceId {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|x| x.name() == s).ok_or_else(|| UnknownName {
            what: "source",
            given: s.to_owned(),
            known: Self::ALL.map(Self::name).join(", "),
        })
    }
}

/// What a body holds. As text its source and name, `savant/details`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum BodyKind {
    /// Every pitch of a day; key `2024-03-28`.
    SavantDay,
    /// Every pitch of one game; key `2024-03-28/747224`.
    SavantGame,
    /// Listings of games of a span of days; key `2024-03-01..2024-03-31`.
    Schedule,
    /// The clubs of a season; key `2024`.
    Teams,
    /// A batch of people; see [`statsapi::people`] for its key.
    People,
    /// Play-by-play and box score of one game; key `2024-07-01/744914`, its official date and id.
    Feed,
    /// One of the sixteen shards of the register; key `0` to `f`.
    RegisterPeople,
    /// Other names of people; key `names`.
    RegisterNames,
    /// The page that lists the zips of event files; key `game`.
    RetrosheetIndex,
    /// A zip of event files; key its name without ending, as `2015eve`.
    RetrosheetEvents,
}

impl BodyKind {
    /// Every kind of body.
    pub const ALL: [Self; 10] = [
        Self::SavantDay,
        Self::SavantGame,
        Self::Schedule,
        Self::Teams,
        Self::People,
        Self::Feed,
        Self::RegisterPeople,
        Self::RegisterNames,
        Self::RetrosheetIndex,
        Self::RetrosheetEvents,
    ];

    /// The name it has in the lake; unique within its source.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SavantDay => "details",
            Self::SavantGame => "game",
            Self::Schedule => "schedule",
            Self::Teams => "teams",
            Self::People | Self::RegisterPeople => "people",
            Self::Feed => "feed",
            Self::RegisterNames => "names",
            Self::RetrosheetIndex => "index",
            Self::RetrosheetEvents => "events",
        }
    }

    /// The upstream it comes from.
    #[must_use]
    pub const fn source(self) -> SourceId {
        match self {
            Self::SavantDay | Self::SavantGame => SourceId::Savant,
            Self::Schedule | Self::Teams | Self::People | Self::Feed => SourceId::Statsapi,
            Self::RegisterPeople | Self::RegisterNames => SourceId::Register,
            Self::RetrosheetIndex | Self::RetrosheetEvents => SourceId::Retrosheet,
        }
    }

    /// File name ending of the body, without a dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::RetrosheetIndex => "html",
            Self::RetrosheetEvents => "zip",
            _ => match self.source() {
                SourceId::Statsapi => "json",
                _ => "csv",
            },
        }
    }
}

impl fmt::Display for BodyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.source(), self.name())
    }
}

impl TryFrom<String> for BodyKind {
    type Error = UnknownName;

    fn try_from(given: String) -> Result<Self, Self::Error> {
        let found = Self::ALL.into_iter().find(|x| x.to_string() == given);
        let known = || Self::ALL.map(|x| x.to_string()).join(", ");
        found.ok_or_else(|| UnknownName { what: "kind of body", given, known: known() })
    }
}

impl From<BodyKind> for String {
    fn from(kind: BodyKind) -> Self {
        kind.to_string()
    }
}

/// One request: what it asks, and where its body is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRequest {
    /// The upstream.
    pub source: SourceId,
    /// What the body will hold.
    pub kind: BodyKind,
    /// Unique within its kind; the same question always has the same key.
    pub key: String,
    /// The address, with its parameters in a fixed order.
    pub url: Url,
}

impl BodyRequest {
    /// A request of a kind; the source follows from it.
    #[must_use]
    pub fn new(kind: BodyKind, key: impl Into<String>, url: Url) -> Self {
        Self { source: kind.source(), kind, key: key.into(), url }
    }
}

/// The verdict on the body of an answer.
#[must_use]
pub fn judge(request: &BodyRequest, fetched: &Fetched, context: &Context) -> Judgement {
    let body = &fetched.body[..];
    if !(200..300).contains(&fetched.status) {
        let said: String = String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned();
        let detail =
            format!("HTTP status {}: {}", fetched.status, said.split_whitespace().collect::<Vec<_>>().join(" "));
        let code = match request.kind {
            BodyKind::Feed if fetched.status == 404 && statsapi::is_envelope(body) => VerdictCode::NotFound,
            _ => VerdictCode::Status,
        };
        return Judgement::refused(Refusal::new(code, detail));
    }
    match request.kind {
        BodyKind::SavantDay | BodyKind::SavantGame => match savant::asked(request.kind, &request.key) {
            Some(asked) => savant::judge(body, asked, context),
            None => Judgement::refused(Refusal::new(VerdictCode::WrongAnswer, format!("no day is {:?}", request.key))),
        },
        BodyKind::Schedule | BodyKind::Teams | BodyKind::People => statsapi::judge(request, body, context),
        BodyKind::Feed => statsapi::judge_feed(&request.key, body),
        BodyKind::RegisterPeople | BodyKind::RegisterNames => register::judge(request, body, context),
        BodyKind::RetrosheetIndex | BodyKind::RetrosheetEvents => retrosheet::judge(request, body, context),
    }
}

/// The address of a path below a base, which may have a path of its own.
pub(crate) fn at(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/{path}", base.path().trim_end_matches('/')));
    url.set_query(None);
    url
}
