//! The fields of StatsAPI records that are kept: column, place in the record, type, need.

use crate::source::Kind::{self, Bool, Date, Instant, Int2, Int4, Real, Text};
use crate::source::{BodyKind, Cell, value};
use serde_json::Value;

/// One field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Column of the table.
    pub column: &'static str,
    /// JSON pointer in the record.
    pub pointer: &'static str,
    /// How it is stored.
    pub kind: Kind,
    /// Whether a record without it is refused.
    pub needed: bool,
}

impl Field {
    /// The field of a record; `None` if it cannot be read as its kind.
    #[must_use]
    pub fn read<'a>(&self, record: &'a Value) -> Option<Cell<'a>> {
        value::json(self.kind, record.pointer(self.pointer))
    }
}

const fn needed(column: &'static str, pointer: &'static str, kind: Kind) -> Field {
    Field { column, pointer, kind, needed: true }
}

const fn perhaps(column: &'static str, pointer: &'static str, kind: Kind) -> Field {
    Field { column, pointer, kind, needed: false }
}

/// A listing of a game in the schedule.
pub const LISTING: &[Field] = &[
    needed("game_pk", "/gamePk", Int4),
    needed("official_date", "/officialDate", Date),
    perhaps("game_date", "/gameDate", Instant),
    needed("season", "/season", Int2),
    needed("game_type", "/gameType", Text),
    needed("coded_state", "/status/codedGameState", Text),
    perhaps("status_code", "/status/statusCode", Text),
    perhaps("detailed_state", "/status/detailedState", Text),
    perhaps("reason", "/status/reason", Text),
    needed("home_team_id", "/teams/home/team/id", Int4),
    needed("away_team_id", "/teams/away/team/id", Int4),
    perhaps("home_team_name", "/teams/home/team/name", Text),
    perhaps("away_team_name", "/teams/away/team/name", Text),
    perhaps("home_score", "/teams/home/score", Int2),
    perhaps("away_score", "/teams/away/score", Int2),
    perhaps("is_tie", "/isTie", Bool),
    perhaps("game_number", "/gameNumber", Int2),
    perhaps("double_header", "/doubleHeader", Text),
    perhaps("day_night", "/dayNight", Text),
    perhaps("scheduled_innings", "/scheduledInnings", Int2),
    perhaps("venue_id", "/venue/id", Int4),
    perhaps("venue_name", "/venue/name", Text),
    perhaps("series_description", "/seriesDescription", Text),
    perhaps("reschedule_date", "/rescheduleGameDate", Date),
    perhaps("rescheduled_from", "/rescheduledFromDate", Date),
    perhaps("resume_date", "/resumeGameDate", Date),
    perhaps("resumed_from", "/resumedFromDate", Date),
];

/// A person.
pub const PERSON: &[Field] = &[
    needed("id", "/id", Int4),
    needed("full_name", "/fullName", Text),
    perhaps("first_name", "/firstName", Text),
    perhaps("last_name", "/lastName", Text),
    perhaps("use_name", "/useName", Text),
    perhaps("use_last_name", "/useLastName", Text),
    perhaps("middle_name", "/middleName", Text),
    perhaps("name_suffix", "/nameSuffix", Text),
    perhaps("boxscore_name", "/boxscoreName", Text),
    perhaps("nick_name", "/nickName", Text),
    perhaps("name_slug", "/nameSlug", Text),
    perhaps("primary_number", "/primaryNumber", Text),
    perhaps("birth_date", "/birthDate", Date),
    perhaps("birth_city", "/birthCity", Text),
    perhaps("birth_state_province", "/birthStateProvince", Text),
    perhaps("birth_country", "/birthCountry", Text),
    perhaps("death_date", "/deathDate", Date),
    perhaps("height", "/height", Text),
    perhaps("weight", "/weight", Int2),
    perhaps("active", "/active", Bool),
    perhaps("primary_position", "/primaryPosition/abbreviation", Text),
    perhaps("bat_side", "/batSide/code", Text),
    perhaps("pitch_hand", "/pitchHand/code", Text),
    perhaps("mlb_debut_date", "/mlbDebutDate", Date),
    perhaps("last_played_date", "/lastPlayedDate", Date),
    perhaps("draft_year", "/draftYear", Int2),
    perhaps("strike_zone_top", "/strikeZoneTop", Real),
    perhaps("strike_zone_bottom", "/strikeZoneBottom", Real),
];

/// A club in a season.
pub const TEAM: &[Field] = &[
    needed("season", "/season", Int2),
    needed("id", "/id", Int4),
    needed("abbreviation", "/abbreviation", Text),
    perhaps("team_code", "/teamCode", Text),
    perhaps("file_code", "/fileCode", Text),
    needed("name", "/name", Text),
    perhaps("team_name", "/teamName", Text),
    perhaps("location_name", "/locationName", Text),
    perhaps("short_name", "/shortName", Text),
    perhaps("franchise_name", "/franchiseName", Text),
    perhaps("club_name", "/clubName", Text),
    perhaps("first_year_of_play", "/firstYearOfPlay", Int2),
    perhaps("league_id", "/league/id", Int4),
    perhaps("league_name", "/league/name", Text),
    perhaps("division_id", "/division/id", Int4),
    perhaps("division_name", "/division/name", Text),
    perhaps("venue_id", "/venue/id", Int4),
    perhaps("venue_name", "/venue/name", Text),
    perhaps("active", "/active", Bool),
];

/// The fields of a kind's records; none for another source's.
#[must_use]
pub const fn of(kind: BodyKind) -> &'static [Field] {
    match kind {
        BodyKind::Schedule => LISTING,
        BodyKind::People => PERSON,
        BodyKind::Teams => TEAM,
        BodyKind::Feed
        | BodyKind::SavantDay
        | BodyKind::SavantGame
        | BodyKind::RegisterPeople
        | BodyKind::RegisterNames
        | BodyKind::RetrosheetIndex
        | BodyKind::RetrosheetEvents => &[],
    }
}
