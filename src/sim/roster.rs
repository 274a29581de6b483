//! The people of the league and the club each plays for.

use super::config::SimConfig;
use super::names;
use super::person::{BatSide, BatSkill, Identifiers, Player};
use super::pitch::Arsenal;
use super::random::Dice;
use super::vocabulary::Hand;
use crate::domain::club::{CLUBS, Club};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Index of a player in the league's list of people.
pub(super) type PlayerIndex = u16;

/// A club and the players it has.
#[derive(Debug, Clone)]
pub(super) struct Squad {
    pub(super) club: &'static Club,
    /// Everyday players by position: catcher to right fielder, then the designated hitter.
    pub(super) regulars: [PlayerIndex; 9],
    /// Reserves; the first is a catcher.
    pub(super) bench: Vec<PlayerIndex>,
    pub(super) rotation: [PlayerIndex; 5],
    /// Relievers; the last closes.
    pub(super) bullpen: Vec<PlayerIndex>,
}

/// First MLBAM id of the league.
const FIRST_ID: i32 = 900_001;
const BENCH: usize = 4;
const BULLPEN: usize = 8;

/// Draws the clubs and everybody in them.
pub(super) fn draw(cfg: &SimConfig) -> (Vec<Player>, Vec<Squad>) {
    let mut dice = Dice::new(cfg.seed, 0, 1);
    let mut clubs: Vec<&'static Club> = CLUBS.iter().collect();
    dice.shuffle(&mut clubs);
    clubs.truncate(cfg.teams);
    clubs.sort_by_key(|club| club.id);

    let mut people = Vec::new();
    let mut squads = Vec::new();
    for (c, club) in clubs.into_iter().enumerate() {
        let mut hire = |position: u8, starter: bool, two_way: bool| {
            let index = people.len();
            people.push(person(&mut dice, cfg, position, starter, two_way));
            PlayerIndex::try_from(index).unwrap_or(PlayerIndex::MAX)
        };
        let rotation = std::array::from_fn(|i| hire(1, true, c == 0 && i == 0));
        let mut regulars: [PlayerIndex; 9] = std::array::from_fn(|i| {
            let position = i as u8 + 2;
            hire(position, false, false)
        });
        if c == 0 {
            // One club has a man who bats on the days he does not pitch, and on those he does.
            regulars[8] = rotation[0];
        }
        let bench = (0..BENCH).map(|i| hire([2, 6, 8, 3][i], false, false)).collect();
        let bullpen = (0..BULLPEN).map(|_| hire(1, false, false)).collect();
        squads.push(Squad { club, regulars, bench, rotation, bullpen });
    }
    number(&mut dice, &mut people);
    (people, squads)
}

fn person(dice: &mut Dice, cfg: &SimConfig, position: u8, starter: bool, two_way: bool) -> Player {
    let origin = names::draw(dice);
    let pitcher = position == 1;
    let throws = if dice.chance(if pitcher { 0.29 } else { 0.08 }) && !matches!(position, 4..=6) {
        Hand::Left
    } else {
        Hand::Right
    };
    let bats = match dice.unit() {
        x if x < 0.13 => BatSide::Switch,
        x if x < if throws == Hand::Left { 0.85 } else { 0.42 } => BatSide::Left,
        _ => BatSide::Right,
    };
    let opening = cfg.opening_day_of(cfg.first_season);
    let born = before(opening, 20 * 365 + dice.below(19 * 365) as u64);
    // One in eight has not played before the first simulated season.
    let debut = if dice.chance(0.125) { opening } else { before(opening, 30 + dice.below(9 * 365) as u64) };
    let height = (73.5 + 2.2 * dice.normal()) as u8;
    let bat = BatSkill {
        contact: 0.9 * dice.normal() + if two_way { 0.8 } else { 0.0 },
        power: 0.9 * dice.normal()
            + if two_way { 1.8 } else { 0.0 }
            + if matches!(position, 3 | 7 | 10) { 0.3 } else { 0.0 },
        eye: 0.9 * dice.normal(),
        speed: dice.normal() + if matches!(position, 4 | 6 | 8) { 0.5 } else { -0.1 },
        pull: 4.0 + 5.0 * dice.normal(),
        zone: {
            let tall = f64::from(height);
            (round2(tall * 0.0462 + 0.03 * dice.normal()), round2(tall * 0.0218 + 0.03 * dice.normal()))
        },
    };
    Player {
        id: 0,
        name: origin.name,
        identifiers: Identifiers { uuid: String::new(), retro: None, bbref: None, fangraphs: None },
        retrosheet_id: String::new(),
        born,
        birth_city: origin.city,
        birth_country: origin.country,
        bats,
        throws,
        position,
        two_way,
        debut,
        number: 1 + dice.below(70) as u8,
        height,
        weight: (120 + i32::from(height) + (12.0 * dice.normal()) as i32) as u16,
        bat,
        arm: pitcher.then(|| Arsenal::draw(dice, starter)),
    }
}

/// Gives everybody his ids, in no order that tells his club, and gives the first their fixed names.
fn number(dice: &mut Dice, people: &mut [Player]) {
    let mut order: Vec<usize> = (0..people.len()).collect();
    dice.shuffle(&mut order);
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for (n, who) in order.into_iter().enumerate() {
        let player = &mut people[who];
        player.id = FIRST_ID + n as i32;
        if let Some(name) = names::fixed(n) {
            player.name = name;
        }
        let letters = |text: &str, n: usize| -> String {
            names::plain(text).to_lowercase().chars().filter(char::is_ascii_lowercase).take(n).collect()
        };
        let (last, first) = (&player.name.last, &player.name.first);
        let bytes = dice.bytes16();
        let hex = hex::encode(bytes);
        let uuid = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-");
        // Ids made of letters are told apart by a number.
        let mut numbered = |letters: String, width: usize| {
            let n = taken.entry(letters.clone()).and_modify(|n| *n += 1).or_insert(1);
            format!("{letters}{n:0width$}")
        };
        let retro = numbered(format!("{:-<4}{}", letters(last, 4), letters(first, 1)), 3);
        let bbref = numbered(format!("{}{}", letters(last, 5), letters(first, 2)), 2);
        // New players have an MLBAM id long before any other.
        let known = |dice: &mut Dice, share: f64| dice.chance(share);
        player.retrosheet_id.clone_from(&retro);
        player.identifiers = Identifiers {
            uuid,
            retro: known(dice, 0.9).then_some(retro),
            bbref: known(dice, 0.95).then_some(bbref),
            fangraphs: known(dice, 0.93).then(|| format!("{}", 70_000 + n)),
        };
    }
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn round2(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_some_people_lack_some() {
        let (people, squads) = draw(&SimConfig { teams: 30, ..SimConfig::default() });
        assert_eq!(squads.len(), 30);
        let ids: std::collections::BTreeSet<i32> = people.iter().map(|p| p.id).collect();
        assert_eq!(ids.len(), people.len());
        for key in [|p: &Player| p.identifiers.retro.clone(), |p: &Player| p.identifiers.bbref.clone()] {
            let present: Vec<String> = people.iter().filter_map(key).collect();
            let distinct: std::collections::BTreeSet<&String> = present.iter().collect();
            assert!(present.len() < people.len() && present.len() > people.len() / 2);
            assert_eq!(distinct.len(), present.len());
        }
        let retro: std::collections::BTreeSet<&str> = people.iter().map(|p| &p.retrosheet_id[..]).collect();
        assert_eq!(retro.len(), people.len());
        for id in retro {
            let (letters, digits) = id.split_at(5);
            assert!(letters.bytes().all(|x| x.is_ascii_lowercase() || x == b'-') && id.len() == 8, "{id}");
            assert!(digits.bytes().all(|x| x.is_ascii_digit()), "{id}");
        }
        for p in &people {
            assert!(p.identifiers.retro.as_ref().is_none_or(|retro| *retro == p.retrosheet_id));
        }
        let penas = people.iter().filter(|p| p.name.full() == "José Peña").count();
        assert!(penas >= 2, "{penas}");
        assert!(people.iter().any(|p| p.bats == BatSide::Switch));
    }
}
