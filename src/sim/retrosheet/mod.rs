//! Retrosheet's event files: each game as records, the games of a home club in one file, a season in one zip; and the
//! index page that names the zips.
//!
//! Written from the same log as the live feed, in the words of the grammar (<https://www.retrosheet.org/eventfile.htm>)
//! alone. What the league does and the format cannot tell, and the nearest that is written:
//! - Everybody has an id in event files; the register does not know a tenth of them yet.
//! - Nobody says that a pinch hitter or runner for the designated hitter stays, as in the real files.
//! - A pitcher who also bats is there as two `start` records in every season, not only from 2022 on, and stays the
//!   designated hitter when another comes to pitch.
//! - An intentional walk is four automatic balls (`VVVV`) in every season: the league throws none, so `I`, which counts
//!   as thrown, would be a pitch too many.
//! - Steps off the rubber and mound visits have no sign. A foul on which the catcher interferes is an `X`.
//! - No batter and no pitcher departs from his listed side: there is no `badj` and no `padj`. Nor does the league know
//!   batting out of order, rundowns, appeals, errors on fouls or interference by runners.
//! - The league plays no postseason and no All-Star game: its index names such zips of a season before its first, which
//!   are not to be had.

mod answers;
mod clubs;
mod event;
mod game;
mod index;
#[cfg(test)]
mod tests;
mod zip;

use super::fixture::Fixture;
use super::game as play;
use super::league::League;
use super::names;
use super::person::{BatSide, Player};
use super::roster::PlayerIndex;
use std::collections::{BTreeMap, BTreeSet};

/// What goes wrong with an event file, for tests of who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// One game is missing.
    Game(i32),
    /// A play in the middle of the first game of each file is missing.
    Play,
    /// A play in the middle of the first game of each file is no play.
    Line,
    /// The archive has rosters and no event file.
    Files,
}

impl League {
    /// The records of a game, lines ending in CRLF; `None` for a game the league did not play.
    #[must_use]
    pub fn retrosheet_game(&self, game_pk: i32) -> Option<String> {
        let fixture = self.fixtures.iter().find(|fixture| fixture.game_pk == game_pk)?;
        Some(text(&self.retrosheet_lines(fixture)))
    }

    /// The id Retrosheet gives a game, `ANA202504100`.
    #[must_use]
    pub fn retrosheet_id(&self, game_pk: i32) -> Option<String> {
        self.fixtures.iter().find(|fixture| fixture.game_pk == game_pk).map(game::id)
    }

    fn retrosheet_lines(&self, fixture: &Fixture) -> Vec<String> {
        game::write(&self.people, fixture, &play::play(&self.people, fixture))
    }

    /// The files of a season, by name: event files by home club, rosters, clubs. Empty for a season not played.
    #[must_use]
    pub fn retrosheet_files(&self, season: i32, damage: Option<Damage>) -> BTreeMap<String, Vec<u8>> {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for fixture in self.fixtures.iter().filter(|fixture| fixture.season == season) {
            let home = clubs::names(season, fixture.home.club);
            if damage == Some(Damage::Files) || damage == Some(Damage::Game(fixture.game_pk)) {
                continue;
            }
            let file = files.entry(format!("{season}{}.EV{}", home.code, home.league)).or_default();
            let mut lines = self.retrosheet_lines(fixture);
            if file.is_empty() {
                spoil(&mut lines, damage);
            }
            file.extend(text(&lines).into_bytes());
        }
        // Some files of old end in the end-of-file sign of CP/M.
        files.iter_mut().filter(|(name, _)| name.ends_with('N')).for_each(|(_, file)| file.push(0x1a));
        if self.fixtures.iter().any(|fixture| fixture.season == season) {
            files.extend(self.rosters(season));
        }
        files
    }

    /// The zip of a season's regular games, the same bytes for the same league; `None` for a season not played.
    #[must_use]
    pub fn retrosheet_zip(&self, season: i32, damage: Option<Damage>) -> Option<Vec<u8>> {
        let files = self.retrosheet_files(season, damage);
        (!files.is_empty()).then(|| zip::pack(&files))
    }

    /// `ANA2025.ROS` of each club and `TEAM2025`.
    fn rosters(&self, season: i32) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut teams = Vec::new();
        let of_season = self.book.games.iter().filter(|game| game.season == season).map(|game| game.game_pk);
        let games: BTreeSet<i32> = of_season.collect();
        let seen = self.book.appearances.iter().filter(|seen| games.contains(&seen.game_pk));
        let played: BTreeSet<(i32, i32)> = seen.map(|seen| (seen.team, seen.player)).collect();
        for squad in &self.squads {
            let club = squad.club;
            let names = clubs::names(season, club);
            let regulars = squad.regulars.iter().chain(&squad.bench).chain(&squad.rotation).chain(&squad.bullpen);
            let mut members: BTreeSet<PlayerIndex> = regulars.copied().collect();
            // Who was traded is on both rosters.
            let others = (0..).zip(&self.people).filter(|(_, player)| played.contains(&(club.id, player.id)));
            members.extend(others.map(|(index, _)| index));
            let mut lines: Vec<String> =
                members.iter().map(|index| roster_line(&self.people[usize::from(*index)], names.code)).collect();
            lines.sort_unstable();
            files.insert(format!("{}{season}.ROS", names.code), text(&lines).into_bytes());
            teams.push((names.league, names.code, format!("{},{}", names.city, club.nickname)));
        }
        teams.sort_unstable();
        let teams: Vec<String> = teams.iter().map(|(league, code, name)| format!("{code},{league},{name}")).collect();
        files.insert(format!("TEAM{season}"), text(&teams).into_bytes());
        files
    }
}

fn roster_line(player: &Player, club: &str) -> String {
    let bats = if player.bats == BatSide::Switch { "B" } else { player.bats.code() };
    let position = ["P", "C", "1B", "2B", "3B", "SS", "OF", "OF", "OF", "DH"];
    let position = position.get(usize::from(player.position).wrapping_sub(1)).copied().unwrap_or("X");
    let [last, first] = [player.name.last_with_suffix(), player.name.first.clone()].map(|name| names::plain(&name));
    format!("{},{last},{first},{bats},{},{club},{position}", player.retrosheet_id, player.throws.code())
}

/// Lines as the files have them.
fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line, "\r\n"]).collect()
}

/// Does the damage that is done within a game.
fn spoil(lines: &mut Vec<String>, damage: Option<Damage>) {
    let plays: Vec<usize> =
        (0..lines.len()).filter(|i| lines[*i].starts_with("play,") && !lines[*i].ends_with(",NP")).collect();
    let Some(&middle) = plays.get(plays.len() / 2) else { return };
    match damage {
        Some(Damage::Play) => {
            lines.remove(middle);
        }
        Some(Damage::Line) => {
            let (head, _) = lines[middle].rsplit_once(',').unwrap_or_default();
            lines[middle] = format!("{head},Q9/G");
        }
        _ => {}
    }
}
