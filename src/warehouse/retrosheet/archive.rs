//! What an archive says of people and clubs, before any of its games is loaded.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::PgConnection;

use super::link;
use crate::scoring::account::{Bats, Hand};
use crate::source::Refusal;
use crate::source::retrosheet::archive::{self, ClubLine, Member};
use crate::source::retrosheet::game::Record;
use crate::source::retrosheet::id::RetroId;
use crate::source::retrosheet::people::{People, Person};
use crate::source::retrosheet::reader;
use crate::staging::retrosheet::{Numbers, team_id};
use crate::warehouse::LoadError;

/// Somebody of the rosters, or who played and is on none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    last: String,
    first: String,
    bats: Option<Bats>,
    throws: Option<Hand>,
}

/// An archive, opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// As `2015eve`.
    pub(super) name: String,
    pub(super) members: Vec<Member>,
    /// By name: the fingerprint of a member and of what else its games are scored by.
    pub(super) prints: HashMap<String, String>,
    /// People by the numbers they are scored by.
    pub(super) people: People,
    scored_by: BTreeMap<RetroId, i32>,
    named: BTreeMap<RetroId, Named>,
    clubs: Vec<ClubLine>,
    pub(super) notes: Vec<String>,
}

impl Opened {
    /// Opens an archive. Pure computation.
    pub(super) fn new(name: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let archive = archive::open(bytes)?;
        let mut named: BTreeMap<RetroId, Named> = BTreeMap::new();
        let mut rosters = blake3::Hasher::new();
        for line in archive.rosters {
            rosters.update(format!("{line:?}").as_bytes());
            let person = Named { last: line.last, first: line.first, bats: line.bats, throws: line.throws };
            named.insert(line.id, person);
        }
        for member in &archive.members {
            let text = reader::decode(&member.bytes);
            for game in reader::read(&member.name, &text).games {
                for (_, record) in &game.records {
                    if let Record::Start(entry) | Record::Sub(entry) = record {
                        named.entry(entry.player).or_insert_with(|| unlisted(entry.name));
                    }
                }
                for player in boxed(&game) {
                    named.entry(player).or_insert_with(|| unlisted(""));
                }
            }
        }
        let scored_by = scored_by(named.keys().copied());
        let mut people = People::default();
        for (retro, person) in &named {
            people.enter(*retro, Person { id: scored_by[retro], bats: person.bats, throws: person.throws });
        }
        let rosters = rosters.finalize();
        let print = |member: &Member| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(rosters.as_bytes()).update(&member.bytes);
            (member.name.clone(), hasher.finalize().to_hex().to_string())
        };
        let prints = archive.members.iter().map(print).collect();
        Ok(Self {
            name: name.to_owned(),
            members: archive.members,
            prints,
            people,
            scored_by,
            named,
            clubs: archive.clubs,
            notes: archive.notes,
        })
    }

    /// The origin of a member's games.
    pub(super) fn origin(&self, member: &str) -> String {
        format!("{}/{member}", self.name)
    }

    /// Stages people and clubs in the stead of those of the same archive. Returns the seasons of the clubs and everybody's
    /// number.
    ///
    /// # Errors
    /// When two people would go by one number, or the database fails.
    pub(super) async fn stage(&self, conn: &mut PgConnection) -> Result<(Vec<i32>, Vec<i32>), LoadError> {
        for table in ["staging.retrosheet_person", "staging.retrosheet_club"] {
            let sql = format!("delete from {table} where archive = $1");
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&self.name).execute(&mut *conn).await?;
        }
        let retro: Vec<&str> = self.named.keys().map(RetroId::as_str).collect();
        let known = link::registered(conn, &retro).await?;
        let provisional: Vec<i32> = self.named.keys().map(RetroId::provisional).collect();
        let ids: Vec<i32> =
            retro.iter().zip(&provisional).map(|(retro, own)| known.get(*retro).copied().unwrap_or(*own)).collect();
        let hands = |of: fn(&Named) -> Option<&'static str>| self.named.values().map(of).collect::<Vec<_>>();
        sqlx::query(
            "insert into staging.retrosheet_person \
                 (archive, retro_id, id, provisional_id, last_name, first_name, bats, throws) \
             select $1, * from unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[])",
        )
        .bind(&self.name)
        .bind(&retro)
        .bind(&ids)
        .bind(&provisional)
        .bind(self.named.values().map(|x| x.last.as_str()).collect::<Vec<_>>())
        .bind(self.named.values().map(|x| x.first.as_str()).collect::<Vec<_>>())
        .bind(hands(|x| {
            x.bats.map(|bats| match bats {
                Bats::Left => "L",
                Bats::Right => "R",
                Bats::Both => "S",
            })
        }))
        .bind(hands(|x| x.throws.map(Hand::letter)))
        .execute(&mut *conn)
        .await?;
        link::refuse_same_number(conn, Some(&self.name)).await?;
        sqlx::query(
            "insert into staging.retrosheet_club (archive, season, code, id, league, city, nickname) \
             select $1, * from unnest($2::smallint[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[])",
        )
        .bind(&self.name)
        .bind(self.clubs.iter().map(|x| x.season).collect::<Vec<_>>())
        .bind(self.clubs.iter().map(|x| x.code.as_str()).collect::<Vec<_>>())
        .bind(self.clubs.iter().map(|x| team_id(x.season.into(), x.code)).collect::<Vec<_>>())
        .bind(self.clubs.iter().map(|x| x.league.as_str()).collect::<Vec<_>>())
        .bind(self.clubs.iter().map(|x| x.city.as_str()).collect::<Vec<_>>())
        .bind(self.clubs.iter().map(|x| x.nickname.as_str()).collect::<Vec<_>>())
        .execute(conn)
        .await?;
        let seasons: BTreeSet<i32> = self.clubs.iter().map(|club| club.season.into()).collect();
        Ok((seasons.into_iter().collect(), ids))
    }

    /// The numbers people are kept by, by those they are scored by.
    pub(super) async fn numbers(&self, conn: &mut PgConnection) -> Result<Numbers, sqlx::Error> {
        let sql = "select retro_id, id from staging.retrosheet_person where archive = $1";
        let rows: Vec<(String, i32)> = sqlx::query_as(sql).bind(&self.name).fetch_all(conn).await?;
        let of = |(retro, id): (String, i32)| Some((*self.scored_by.get(&retro.parse().ok()?)?, id));
        Ok(rows.into_iter().filter_map(of).collect())
    }
}

/// Somebody on no roster, by the name he was entered with.
fn unlisted(name: &str) -> Named {
    let (first, last) = name.trim().rsplit_once(' ').unwrap_or(("", name.trim()));
    Named { last: last.to_owned(), first: first.to_owned(), bats: None, throws: None }
}

/// Everybody of a box score without plays.
fn boxed(game: &crate::source::retrosheet::game::Game<'_>) -> Vec<RetroId> {
    game.boxed.as_ref().map_or_else(Vec::new, |told| {
        let batting = told.batting.iter().map(|line| line.player);
        let pitching = told.pitching.iter().map(|line| line.player);
        batting.chain(pitching).chain(told.fielding.iter().map(|line| line.player)).collect()
    })
}

/// The provisional numbers; of two people with the same one the later goes by the next free.
fn scored_by(people: impl Iterator<Item = RetroId>) -> BTreeMap<RetroId, i32> {
    let mut taken = BTreeSet::new();
    people
        .map(|retro| {
            let mut number = retro.provisional();
            while !taken.insert(number) {
                number = number.wrapping_add(1);
            }
            (retro, number)
        })
        .collect()
}
