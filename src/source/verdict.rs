//! Verdicts on bodies: whether one may be loaded, and if not why, and what to do about it.

use std::fmt;
use std::time::Duration;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What the judge found; `ACCEPTED` or the reason of a refusal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum VerdictCode { $($(#[$doc])* $variant),* }

        impl VerdictCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name it has in the manifest and in the API.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

codes! {
    /// May be loaded.
    Accepted = "ACCEPTED",
    /// The HTTP status was not a success.
    Status = "STATUS",
    /// An HTML page where data was expected.
    Html = "HTML",
    /// A table whose only column is `error`.
    ErrorColumn = "ERROR_COLUMN",
    /// Neither a table nor a known failure.
    NotATable = "NOT_A_TABLE",
    /// A header and no rows, for a day that should have some.
    HeaderOnly = "HEADER_ONLY",
    /// No bytes.
    Empty = "EMPTY",
    /// The last line is cut off.
    Truncated = "TRUNCATED",
    /// Rows of another date than asked for.
    WrongDates = "WRONG_DATES",
    /// Rows of another game than asked for, or a game that contradicts itself.
    WrongGame = "WRONG_GAME",
    /// Rows of a type of game not asked for.
    WrongGameType = "WRONG_GAME_TYPE",
    /// A record has more or fewer cells than the header.
    WrongWidth = "WRONG_WIDTH",
    /// As many rows as the upstream ever sends: the rest is missing; ask by game.
    RowCap = "ROW_CAP",
    /// A column without which nothing can be loaded is missing.
    MissingCoreColumn = "MISSING_CORE_COLUMN",
    /// Pitches or at-bats in the middle of games are missing.
    RowsMissing = "ROWS_MISSING",
    /// One pitch twice with different content.
    DuplicateConflict = "DUPLICATE_CONFLICT",
    /// A column that had values in the body before is gone from the header.
    ColumnsLost = "COLUMNS_LOST",
    /// Not the JSON that was expected.
    BadJson = "BAD_JSON",
    /// The upstream's own error message.
    ErrorEnvelope = "ERROR_ENVELOPE",
    /// Records of another season, person or span than asked for.
    WrongAnswer = "WRONG_ANSWER",
    /// A value that cannot be read as its column's type.
    BadValue = "BAD_VALUE",
    /// A game that was not over when it was asked for: it is asked for again by a later crawl.
    Unfinished = "UNFINISHED",
    /// The upstream has nothing on what was asked for.
    NotFound = "NOT_FOUND",
}

/// What to do about a failure. The client and the judge never retry; the job queue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Ask again, with backoff.
    Now,
    /// Ask again, not before this long.
    After(Duration),
    /// Asking the same again cannot help.
    Never,
}

/// How long a host that forbids or limits us is left alone when it names no time itself.
pub const LONG_STOP: Duration = Duration::from_secs(2 * 60 * 60);

impl VerdictCode {
    /// The code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|x| x.name() == name)
    }

    /// What to do about a refusal. Failures that an upstream shows at random are asked again; a changed format or a
    /// capped answer would only come again.
    #[must_use]
    pub const fn retry(self) -> Retry {
        match self {
            Self::Accepted
            | Self::Status
            | Self::RowCap
            | Self::MissingCoreColumn
            | Self::ColumnsLost
            | Self::BadValue
            | Self::ErrorEnvelope
            | Self::WrongAnswer
            | Self::Unfinished
            | Self::NotFound => Retry::Never,
            Self::Html
            | Self::ErrorColumn
            | Self::NotATable
            | Self::HeaderOnly
            | Self::Empty
            | Self::Truncated
            | Self::WrongDates
            | Self::WrongGame
            | Self::WrongGameType
            | Self::WrongWidth
            | Self::RowsMissing
            | Self::DuplicateConflict
            | Self::BadJson => Retry::Now,
        }
    }
}

impl fmt::Display for VerdictCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a body may not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Refusal {
    /// The reason.
    pub code: VerdictCode,
    /// What, where, and what to do.
    pub detail: String,
}

impl Refusal {
    /// A refusal with its detail.
    #[must_use]
    pub fn new(code: VerdictCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

/// Whether a body may be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Accepted,
    /// It may not, for this reason.
    Refused(VerdictCode),
}

/// What the judge may know besides the body.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Columns that carried values in the body accepted before for the same key; empty if there was none.
    pub filled_before: Vec<String>,
    /// Records of that body; `None` if there was none.
    pub rows_before: Option<i32>,
    /// Number of completed games the schedule has for the day; `None` where it is not known.
    pub games_expected: Option<usize>,
}

/// The verdict on one body, with what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// `ACCEPTED`, or why not.
    pub code: VerdictCode,
    /// One line for a person: what was found, and for a refusal where and what to do.
    pub detail: String,
    /// Oddities that do not stand in the way of loading.
    pub notes: Vec<String>,
    /// Distinct records.
    pub rows: i32,
    /// Header names as received, each once; empty for JSON.
    pub columns: Vec<String>,
    /// Known columns with at least one value.
    pub filled_columns: Vec<String>,
    /// What the registries do not know: header names, and in JSON words of closed vocabularies as `eventType=word`.
    pub unknown_columns: Vec<String>,
    /// Games that have records in the body, ascending.
    pub games: Vec<i32>,
}

impl Judgement {
    /// An accepted body.
    #[must_use]
    pub fn accepted(detail: impl Into<String>, rows: usize) -> Self {
        Self {
            code: VerdictCode::Accepted,
            detail: detail.into(),
            notes: Vec::new(),
            rows: i32::try_from(rows).unwrap_or(i32::MAX),
            columns: Vec::new(),
            filled_columns: Vec::new(),
            unknown_columns: Vec::new(),
            games: Vec::new(),
        }
    }

    /// A refused body.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self { code: refusal.code, ..Self::accepted(refusal.detail, 0) }
    }

    /// Whether the body may be loaded.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self.code {
            VerdictCode::Accepted => Verdict::Accepted,
            code => Verdict::Refused(code),
        }
    }

    /// Whether the body may be loaded.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.code == VerdictCode::Accepted
    }

    /// blake3 of the header names in order, hex; `None` without a header.
    #[must_use]
    pub fn header_hash(&self) -> Option<String> {
        (!self.columns.is_empty()).then(|| blake3::hash(self.columns.join("\n").as_bytes()).to_hex().to_string())
    }
}
