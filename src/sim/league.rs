//! The league: its people, its games, its book.

use super::book::{Appearance, Book, Cancelled};
use super::config::SimConfig;
use super::fixture::{Fixture, Lineup, Resumption, Slot};
use super::game::{self, Played};
use super::lines::{BattingLine, FieldingLine, PitchingLine};
use super::person::Player;
use super::random::Dice;
use super::roster::{self, PlayerIndex, Squad};
use super::season::{self, Planned};
use crate::domain::club::Club;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A league that has been played.
#[derive(Debug, Clone)]
pub struct League {
    pub(super) config: SimConfig,
    pub(super) people: Vec<Player>,
    pub(super) squads: Vec<Squad>,
    /// In the order they were played.
    pub(super) fixtures: Vec<Fixture>,
    /// Called off for good.
    pub(super) cancelled: Vec<Fixture>,
    pub(super) book: Book,
    /// Days each player pitched, and days he was in a batting order, ascending.
    pub(super) pitched: Vec<Vec<NaiveDate>>,
    pub(super) batted: Vec<Vec<NaiveDate>>,
}

/// How much a pitcher has worked lately.
#[derive(Debug, Clone, Default)]
struct Work {
    /// Day and pitches of his last two games.
    last: [Option<(NaiveDate, u32)>; 2],
}

impl Work {
    fn rested(&self, today: NaiveDate) -> bool {
        let days = |at: Option<(NaiveDate, u32)>| at.map(|(day, pitches)| ((today - day).num_days(), pitches));
        match (days(self.last[0]), days(self.last[1])) {
            (Some((0, _)), _) => false,
            (Some((1, pitches)), _) if pitches > 25 => false,
            (Some((1, _)), Some((2, _))) => false,
            _ => true,
        }
    }
}

impl League {
    /// Plays a league. A configuration out of range is brought to the nearest that can be played; see
    /// [`SimConfig::validate`] to refuse it instead.
    #[must_use]
    pub fn play(cfg: &SimConfig) -> Self {
        let config = cfg.clamped();
        let (people, squads) = roster::draw(&config);
        let n = people.len();
        let mut league = Self {
            config,
            people,
            squads,
            fixtures: Vec::new(),
            cancelled: Vec::new(),
            book: Book::default(),
            pitched: vec![Vec::new(); n],
            batted: vec![Vec::new(); n],
        };
        let mut work = vec![Work::default(); n];
        for year in 0..league.config.seasons as i32 {
            let season = league.config.first_season + year;
            let plan = season::plan(&league.config, season);
            let mut turn = vec![0; league.squads.len()];
            for (i, planned) in plan.games.iter().enumerate() {
                if i == plan.deadline && year == 0 {
                    league.trade();
                }
                let mut fixture = league.fixture(season, planned, &mut turn, &work);
                let trades = year == 0 && i < plan.deadline;
                fixture.resumes = planned.resumes.map(|date| league.resumption(planned, date, trades));
                let played = game::play(&league.people, &fixture);
                league.remember(&fixture, &played, &mut work);
                let page = league.page(&fixture, played);
                league.book.append(page);
                league.fixtures.push(fixture);
            }
            for planned in &plan.cancelled {
                let fixture = league.fixture(season, planned, &mut turn, &work);
                league.book.cancelled.push(Cancelled {
                    game_pk: fixture.game_pk,
                    date: fixture.date,
                    season,
                    home: fixture.home.club.id,
                    away: fixture.away.club.id,
                    venue: fixture.home.club.venue_id,
                });
                league.cancelled.push(fixture);
            }
        }
        league
    }

    /// The book the league kept.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The configuration it was played with.
    #[must_use]
    pub fn config(&self) -> &SimConfig {
        &self.config
    }

    /// Everybody, whether he played or not.
    #[must_use]
    pub fn players(&self) -> &[Player] {
        &self.people
    }

    /// The clubs, by MLBAM id.
    pub fn clubs(&self) -> impl Iterator<Item = &'static Club> + '_ {
        self.squads.iter().map(|squad| squad.club)
    }

    /// The days on which games were played, ascending.
    #[must_use]
    pub fn days(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self.fixtures.iter().map(|fixture| fixture.date).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// First and last day of the calendar, days off included.
    #[must_use]
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let last_season = self.config.first_season + self.config.seasons as i32 - 1;
        let last = self.config.opening_day_of(last_season) + chrono::Days::new(u64::from(self.config.days) - 1);
        (self.config.opening_day_of(self.config.first_season), last)
    }

    /// The seasons played.
    #[must_use]
    pub fn seasons(&self) -> Vec<i32> {
        (0..self.config.seasons as i32).map(|year| self.config.first_season + year).collect()
    }

    /// At the deadline two clubs swap a left fielder and a reliever.
    fn trade(&mut self) {
        if let [one, two, ..] = &mut self.squads[..] {
            std::mem::swap(&mut one.regulars[5], &mut two.regulars[5]);
            std::mem::swap(&mut one.bullpen[2], &mut two.bullpen[2]);
        }
    }

    /// How a game goes on that was suspended early; over the deadline with a left fielder of club 0 who went
    /// to club 1.
    fn resumption(&self, planned: &Planned, date: NaiveDate, trades: bool) -> Resumption {
        let crosses = trades && planned.home.max(planned.away) == 1;
        let traded = crosses.then(|| (usize::from(planned.home == 0), self.squads[0].regulars[5]));
        Resumption { date, inning: 3, traded }
    }

    fn fixture(&self, season: i32, planned: &Planned, turn: &mut [usize], work: &[Work]) -> Fixture {
        let mut dice = Dice::new(self.config.seed, planned.game_pk as u64, 4);
        let mut lineup = |club: usize, against: usize| {
            let squad = &self.squads[club];
            let starter = squad.rotation[turn[club] % squad.rotation.len()];
            turn[club] += 1;
            let opponent = &self.squads[against];
            let other = opponent.rotation[turn[against] % opponent.rotation.len()];
            self.lineup(&mut dice, squad, starter, other, planned.date, work)
        };
        let away = lineup(planned.away, planned.home);
        let home = lineup(planned.home, planned.away);
        let short = planned.doubleheader && (2020..=2021).contains(&season);
        Fixture {
            game_pk: planned.game_pk,
            season,
            date: planned.date,
            postponed_from: planned.postponed_from,
            number: planned.number,
            doubleheader: planned.doubleheader,
            split: planned.split,
            scheduled_innings: if short { 7 } else { 9 },
            automatic_runner: season >= 2020,
            hard_cases: self.config.hard_cases,
            resumes: None,
            corrected: None,
            seed: self.config.seed,
            away,
            home,
        }
    }

    fn lineup(
        &self,
        dice: &mut Dice,
        squad: &Squad,
        starter: PlayerIndex,
        other: PlayerIndex,
        day: NaiveDate,
        work: &[Work],
    ) -> Lineup {
        let person = |player: PlayerIndex| &self.people[usize::from(player)];
        let hand = person(other).throws;
        let mut bench = squad.bench.clone();
        let mut order: Vec<Slot> = Vec::with_capacity(9);
        for (i, &player) in squad.regulars.iter().enumerate() {
            let position = i as u8 + 2;
            let platoon = person(player).bats.against(hand) == hand;
            let rests = if position == 2 {
                0.25
            } else if platoon {
                0.10
            } else {
                0.04
            };
            let player = if !person(player).two_way && dice.chance(rests) && !bench.is_empty() {
                let i = if position == 2 { 0 } else { bench.len() - 1 };
                std::mem::replace(&mut bench[i], player)
            } else {
                player
            };
            order.push(Slot { player, position });
        }
        // A regular who rests sits on the bench but is not called upon.
        bench.retain(|player| squad.bench.contains(player));
        // Best batters first; the order of equals is that of their positions.
        let worth = |slot: &Slot| person(slot.player).bat.worth() + 0.15 * person(slot.player).bat.speed;
        order.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        let mut bullpen: Vec<PlayerIndex> =
            squad.bullpen.iter().copied().filter(|&player| work[usize::from(player)].rested(day)).collect();
        let early = bullpen.len().saturating_sub(2);
        dice.shuffle(&mut bullpen[..early]);
        let order = std::array::from_fn(|i| order[i]);
        Lineup { club: squad.club, order, bench, starter, bullpen }
    }

    /// Who worked on that day, for the days to come.
    fn remember(&mut self, fixture: &Fixture, played: &Played, work: &mut [Work]) {
        for side in &played.sides {
            for player in side.batting.keys() {
                self.batted[usize::from(*player)].push(fixture.date);
            }
            for (player, counts) in &side.pitching {
                self.pitched[usize::from(*player)].push(fixture.date);
                let last = &mut work[usize::from(*player)].last;
                *last = [Some((fixture.date, counts.pitches)), last[0]];
            }
        }
    }

    /// The page of the book for one game.
    pub(super) fn page(&self, fixture: &Fixture, played: Played) -> Book {
        let clubs = [fixture.away.club, fixture.home.club];
        let id = |player: PlayerIndex| self.people[usize::from(player)].id;
        let mut page = Book::default();
        for (side, lines) in played.sides.iter().enumerate() {
            let (team, opponent) = (clubs[side].id, clubs[1 - side].id);
            let (game_pk, date, season, home) = (fixture.game_pk, fixture.date, fixture.season, side == 1);
            for (&player, &counts) in &lines.batting {
                let player = id(player);
                page.batting.push(BattingLine { game_pk, date, season, player, team, opponent, home, counts });
            }
            for (&player, &counts) in &lines.pitching {
                let player = id(player);
                page.pitching.push(PitchingLine { game_pk, date, season, player, team, opponent, home, counts });
            }
            for (&(player, position), &counts) in &lines.fielding {
                let player = id(player);
                page.fielding.push(FieldingLine { game_pk, date, season, player, team, position, counts });
            }
            for known in &lines.participants {
                page.appearances.push(Appearance {
                    game_pk,
                    player: id(known.player),
                    team,
                    order: known.order,
                    positions: known.positions.clone(),
                    substitute: known.substitute,
                });
            }
        }
        page.plate_appearances = played.turns;
        page.games.push(played.record);
        page
    }

    /// The games of a day, in the order they were played.
    pub(super) fn fixtures_on(&self, day: NaiveDate) -> impl Iterator<Item = &Fixture> + '_ {
        let from = self.fixtures.partition_point(|fixture| fixture.date < day);
        self.fixtures[from..].iter().take_while(move |fixture| fixture.date == day)
    }

    /// Wins and losses of a team in the season once this game was over.
    pub(super) fn record_after(&self, fixture: &Fixture, team: i32) -> (u32, u32) {
        let mut record = (0, 0);
        for game in self.book.games.iter().filter(|game| game.season == fixture.season) {
            if game.home == team || game.away == team {
                let won = (game.home == team) == (game.home_score > game.away_score);
                record = if won { (record.0 + 1, record.1) } else { (record.0, record.1 + 1) };
            }
            if game.game_pk == fixture.game_pk {
                break;
            }
        }
        record
    }

    /// Teams and their wins and losses before the first game, for standings.
    pub(super) fn clean_slate(&self) -> BTreeMap<i32, (u32, u32)> {
        self.clubs().map(|club| (club.id, (0, 0))).collect()
    }
}
