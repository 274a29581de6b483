//! StatsAPI's teams and people.

use super::league::League;
use super::names::plain;
use super::person::Player;
use super::vocabulary::Hand;
use crate::domain::club::{self, CLUBS, Club};
use chrono::NaiveDate;
use serde_json::{Value, json};

pub(super) const COPYRIGHT: &str = "Copyright 2026 MLB Advanced Media, L.P.  Use of any content on this page acknowledges agreement to the terms posted here http://gdx.mlb.com/components/copyright.txt";

/// The club with this MLBAM id.
pub(super) fn club(id: i32) -> Option<&'static Club> {
    CLUBS.iter().find(|club| club.id == id)
}

impl League {
    /// The body of `/api/v1/teams` for a season: the clubs of the league, with the codes of that year.
    #[must_use]
    pub fn teams_json(&self, season: i32) -> Vec<u8> {
        let teams: Vec<Value> = self.clubs().map(|club| team(club, season)).collect();
        json!({"copyright": COPYRIGHT, "teams": teams}).to_string().into_bytes()
    }

    /// The body of `/api/v1/people` for these ids; unknown ones are left out.
    #[must_use]
    pub fn people_json(&self, ids: &[i32]) -> Vec<u8> {
        let today = self.span().1;
        let people: Vec<Value> = ids
            .iter()
            .filter_map(|id| self.people.iter().find(|player| player.id == *id))
            .map(|player| person(player, today))
            .collect();
        json!({"copyright": COPYRIGHT, "people": people}).to_string().into_bytes()
    }
}

pub(super) fn team(club: &Club, season: i32) -> Value {
    let code = club::code_in(season, club.id).unwrap_or(club.code);
    let league = if club.league_id == 103 { "American League" } else { "National League" };
    let location = if club.location.is_empty() { club.nickname } else { club.location };
    json!({
        "allStarStatus": "N",
        "id": club.id,
        "name": club.name(),
        "link": format!("/api/v1/teams/{}", club.id),
        "season": season,
        "venue": {"id": club.venue_id, "name": club.venue, "link": format!("/api/v1/venues/{}", club.venue_id)},
        "teamCode": code.to_lowercase(),
        "fileCode": code.to_lowercase(),
        "abbreviation": code,
        "teamName": club.nickname,
        "locationName": location,
        "firstYearOfPlay": "1901",
        "league": {"id": club.league_id, "name": league, "link": format!("/api/v1/league/{}", club.league_id)},
        "division": division(club),
        "sport": {"id": 1, "link": "/api/v1/sports/1", "name": "Major League Baseball"},
        "shortName": location,
        "franchiseName": location,
        "clubName": club.nickname,
        "active": true,
    })
}

fn division(club: &Club) -> Value {
    let (id, name) = match club.id {
        110 | 111 | 139 | 141 | 147 => (201, "American League East"),
        114 | 116 | 118 | 142 | 145 => (202, "American League Central"),
        108 | 117 | 133 | 136 | 140 => (200, "American League West"),
        120 | 121 | 143 | 144 | 146 => (204, "National League East"),
        112 | 113 | 134 | 138 | 158 => (205, "National League Central"),
        _ => (203, "National League West"),
    };
    json!({"id": id, "name": name, "link": format!("/api/v1/divisions/{id}")})
}

pub(super) fn person(player: &Player, today: NaiveDate) -> Value {
    let name = &player.name;
    let (first, last) = (&name.first, name.last_with_suffix());
    let middle = name.middle().map(|middle| format!("{middle} ")).unwrap_or_default();
    let slug: String = plain(&name.full())
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    let initial = first.chars().next().unwrap_or_default();
    let (top, bottom) = player.bat.zone;
    let mut person = json!({
        "id": player.id,
        "fullName": name.full(),
        "link": format!("/api/v1/people/{}", player.id),
        "firstName": first,
        "lastName": name.last,
        "primaryNumber": player.number.to_string(),
        "birthDate": player.born.to_string(),
        "currentAge": player.age_on(today),
        "birthCity": player.birth_city,
        "birthCountry": player.birth_country,
        "height": format!("{}' {}\"", player.height / 12, player.height % 12),
        "weight": player.weight,
        "active": true,
        "primaryPosition": position_of(player),
        "useName": first,
        "useLastName": last,
        "boxscoreName": last,
        "gender": "M",
        "isPlayer": true,
        "isVerified": true,
        "mlbDebutDate": player.debut.to_string(),
        "batSide": side_json(player.bats.code()),
        "pitchHand": side_json(if player.throws == Hand::Left { "L" } else { "R" }),
        "nameFirstLast": name.full(),
        "nameSlug": format!("{slug}-{}", player.id),
        "firstLastName": name.full(),
        "lastFirstName": name.last_first(),
        "lastInitName": format!("{last}, {initial}"),
        "initLastName": format!("{initial} {last}"),
        "fullFMLName": format!("{first} {middle}{last}"),
        "fullLFMName": format!("{last}, {first} {middle}").trim_end(),
        "strikeZoneTop": top,
        "strikeZoneBottom": bottom,
    });
    if let Some(middle) = name.middle() {
        person["middleName"] = json!(middle);
    }
    if let Some(suffix) = &name.suffix {
        person["nameSuffix"] = json!(suffix);
    }
    if let Some(nick) = &name.nick {
        person["nickName"] = json!(nick);
    }
    person
}

/// A side of the plate or a hand.
pub(super) fn side_json(code: &str) -> Value {
    let description = match code {
        "L" => "Left",
        "R" => "Right",
        _ => "Switch",
    };
    json!({"code": code, "description": description})
}

/// The position a player is listed at.
pub(super) fn position_of(player: &Player) -> Value {
    if player.two_way {
        return json!({"code": "Y", "name": "Two-Way Player", "type": "Two-Way Player", "abbreviation": "TWP"});
    }
    position_json(player.position)
}

/// A position by its number; 10 designated hitter, 11 pinch hitter, 12 pinch runner.
pub(super) fn position_json(number: u8) -> Value {
    let (name, kind, short) = match number {
        1 => ("Pitcher", "Pitcher", "P"),
        2 => ("Catcher", "Catcher", "C"),
        3 => ("First Base", "Infielder", "1B"),
        4 => ("Second Base", "Infielder", "2B"),
        5 => ("Third Base", "Infielder", "3B"),
        6 => ("Shortstop", "Infielder", "SS"),
        7 => ("Outfielder", "Outfielder", "LF"),
        8 => ("Outfielder", "Outfielder", "CF"),
        9 => ("Outfielder", "Outfielder", "RF"),
        10 => ("Designated Hitter", "Hitter", "DH"),
        11 => ("Pinch Hitter", "Hitter", "PH"),
        _ => ("Pinch Runner", "Runner", "PR"),
    };
    json!({"code": number.to_string(), "name": name, "type": kind, "abbreviation": short})
}
