//! One game: innings, outs, runs, and the record of every pitch.
//!
//! Playing a fixture twice gives the same game twice: that is how rows are written long after the book.

use super::book::{GameRecord, PlateAppearance};
use super::charge::{self, Charge, Runner};
use super::contact::Contact;
use super::fixture::{Fixture, Slot};
use super::lines::{Batting, Pitching};
use super::person::Player;
use super::random::Dice;
use super::roster::PlayerIndex;
use super::running::To;
use super::situation::Situation;
use super::vocabulary::{Call, Event, Hand};
use std::collections::BTreeMap;

/// One pitch as the game knows it, before the tracking system measures it.
#[derive(Debug, Clone)]
pub(super) struct Thrown {
    pub(super) at_bat: u16,
    pub(super) number: u8,
    pub(super) batter: PlayerIndex,
    pub(super) pitcher: PlayerIndex,
    pub(super) side: Hand,
    pub(super) inning: u8,
    pub(super) top: bool,
    pub(super) balls: u8,
    pub(super) strikes: u8,
    pub(super) outs: u8,
    pub(super) on: [Option<PlayerIndex>; 3],
    /// Away and home runs before and after.
    pub(super) score: [u8; 2],
    pub(super) post_score: [u8; 2],
    /// Outs and occupied bases after.
    pub(super) post_outs: u8,
    pub(super) post_runners: u8,
    /// Index into the pitcher's repertoire.
    pub(super) offering: u8,
    pub(super) in_zone: bool,
    pub(super) call: Call,
    pub(super) event: Option<Event>,
    pub(super) contact: Option<Contact>,
    pub(super) fielder: Option<u8>,
    pub(super) fielders: [PlayerIndex; 8],
    pub(super) times_through: u8,
    pub(super) prior_pa: u8,
    pub(super) reached_on_strikeout: bool,
}

/// One team during a game.
pub(super) struct Side {
    pub(super) order: [Slot; 9],
    pub(super) next: usize,
    pub(super) bench: Vec<PlayerIndex>,
    pub(super) bullpen: Vec<PlayerIndex>,
    pub(super) pitcher: PlayerIndex,
    /// Pitchers in the order they came, with the lead their team had then.
    pub(super) staff: Vec<(PlayerIndex, i32)>,
    pub(super) batting: BTreeMap<PlayerIndex, Batting>,
    pub(super) pitching: BTreeMap<PlayerIndex, Pitching>,
}

/// What comes out of a game.
pub(super) struct Played {
    pub(super) record: GameRecord,
    pub(super) turns: Vec<PlateAppearance>,
    pub(super) batting: [BTreeMap<PlayerIndex, Batting>; 2],
    pub(super) pitching: [BTreeMap<PlayerIndex, Pitching>; 2],
    pub(super) thrown: Vec<Thrown>,
    /// Description of each turn at bat; the first is number 1.
    pub(super) descriptions: Vec<String>,
}

/// A game in progress. Side 0 is away, 1 home.
pub(super) struct Game<'a> {
    pub(super) people: &'a [Player],
    pub(super) fixture: &'a Fixture,
    pub(super) dice: Dice,
    pub(super) sides: [Side; 2],
    pub(super) inning: u8,
    /// Side at bat.
    pub(super) bat: usize,
    pub(super) outs: u8,
    /// Outs the inning would have without errors.
    pub(super) clean_outs: u8,
    pub(super) bases: [Option<Runner>; 3],
    pub(super) score: [u8; 2],
    pub(super) turns: Vec<PlateAppearance>,
    pub(super) thrown: Vec<Thrown>,
    pub(super) descriptions: Vec<String>,
    /// Pitchers of record since the last tie: winner's, loser's.
    pub(super) of_record: Option<(usize, PlayerIndex, PlayerIndex)>,
    line_score: Vec<(u8, Option<u8>)>,
}

/// Plays a fixture to its end.
pub(super) fn play(people: &[Player], fixture: &Fixture) -> Played {
    let mut game = Game::new(people, fixture);
    game.play_ball();
    game.finish()
}

impl<'a> Game<'a> {
    fn new(people: &'a [Player], fixture: &'a Fixture) -> Self {
        let side = |lineup: &super::fixture::Lineup| {
            let batting = lineup.order.iter().map(|slot| (slot.player, Batting::default())).collect();
            let pitching = BTreeMap::from([(lineup.starter, Pitching { g: 1, gs: 1, ..Pitching::default() })]);
            Side {
                order: lineup.order,
                next: 0,
                bench: lineup.bench.clone(),
                bullpen: lineup.bullpen.clone(),
                pitcher: lineup.starter,
                staff: vec![(lineup.starter, 0)],
                batting,
                pitching,
            }
        };
        Self {
            people,
            fixture,
            dice: Dice::new(fixture.seed, fixture.game_pk as u64, 2),
            sides: [side(&fixture.away), side(&fixture.home)],
            inning: 0,
            bat: 0,
            outs: 0,
            clean_outs: 0,
            bases: [None; 3],
            score: [0; 2],
            turns: Vec::with_capacity(90),
            thrown: Vec::with_capacity(340),
            descriptions: Vec::with_capacity(90),
            of_record: None,
            line_score: Vec::new(),
        }
    }

    fn play_ball(&mut self) {
        loop {
            self.inning += 1;
            let before = self.score;
            self.half_inning(0);
            let away = self.score[0] - before[0];
            if self.inning >= self.fixture.scheduled_innings && self.score[1] > self.score[0] {
                self.line_score.push((away, None));
                return;
            }
            self.half_inning(1);
            self.line_score.push((away, Some(self.score[1] - before[1])));
            if self.inning >= self.fixture.scheduled_innings && self.score[0] != self.score[1] {
                return;
            }
        }
    }

    fn half_inning(&mut self, bat: usize) {
        self.bat = bat;
        self.outs = 0;
        self.clean_outs = 0;
        self.bases = [None; 3];
        self.manage();
        if self.fixture.automatic_runner && self.inning > self.fixture.scheduled_innings {
            let side = &self.sides[bat];
            let player = side.order[(side.next + 8) % 9].player;
            let pitcher = self.sides[1 - bat].pitcher;
            self.bases[1] = Some(Runner { player, charge: Charge { pitcher, earned: false } });
        }
        loop {
            self.turn_at_bat();
            if self.outs >= 3 || self.walked_off() {
                return;
            }
            self.manage();
        }
    }

    pub(super) fn fielding(&mut self) -> &mut Side {
        &mut self.sides[1 - self.bat]
    }

    pub(super) fn walked_off(&self) -> bool {
        self.bat == 1 && self.inning >= self.fixture.scheduled_innings && self.score[1] > self.score[0]
    }

    /// Runs the home team still needs to end the game at once; `None` when it cannot.
    pub(super) fn runs_to_walk_off(&self) -> Option<u8> {
        (self.bat == 1 && self.inning >= self.fixture.scheduled_innings).then(|| self.score[0] + 1 - self.score[1])
    }

    pub(super) fn id(&self, player: PlayerIndex) -> i32 {
        self.people[usize::from(player)].id
    }

    pub(super) fn situation(&self) -> Situation {
        Situation {
            outs: self.outs,
            on: self.bases.map(|runner| runner.map(|runner| self.id(runner.player))),
            away_score: self.score[0],
            home_score: self.score[1],
        }
    }

    pub(super) fn batting_of(&mut self, side: usize, player: PlayerIndex) -> &mut Batting {
        self.sides[side].batting.entry(player).or_default()
    }

    pub(super) fn pitching_of(&mut self, player: PlayerIndex) -> &mut Pitching {
        self.fielding().pitching.entry(player).or_default()
    }

    /// Puts somebody out.
    pub(super) fn record_out(&mut self) {
        self.outs += 1;
        self.clean_outs += 1;
        let pitcher = self.fielding().pitcher;
        self.pitching_of(pitcher).outs += 1;
    }

    /// Moves the batter (if he takes part) and the runners, lead runner first. Returns the runs.
    pub(super) fn advance(&mut self, batter: Option<Runner>, to: [To; 4], shifts: bool) -> u8 {
        let before = self.score[self.bat];
        let mut batter = batter;
        if shifts {
            let out = [to[1], to[2], to[3]].map(|end| end == To::Out);
            if let Some(runner) = &mut batter {
                runner.charge = charge::shift(&mut self.bases, runner.charge, out);
            }
        }
        let was = std::mem::take(&mut self.bases);
        for from in (0..4).rev() {
            let Some(runner) = (if from == 0 { batter } else { was[from - 1] }) else { continue };
            match to[from] {
                To::Stays if from > 0 => self.bases[from - 1] = Some(runner),
                To::Stays => {}
                To::Base(base) => self.bases[usize::from(base) - 1] = Some(runner),
                // The game is over with the winning run; only a home run brings in everybody.
                To::Home if self.walked_off() && to[0] != To::Home => {
                    if from > 0 {
                        self.bases[from - 1] = Some(runner);
                    }
                }
                To::Home => self.score_run(runner),
                To::Out => self.record_out(),
            }
        }
        self.score[self.bat] - before
    }

    fn score_run(&mut self, runner: Runner) {
        let (us, them) = (self.bat, 1 - self.bat);
        self.score[us] += 1;
        self.batting_of(us, runner.player).r += 1;
        let earned = runner.charge.earned && self.clean_outs < 3;
        let line = self.pitching_of(runner.charge.pitcher);
        line.r += 1;
        line.er += u32::from(earned);
        if self.score[us] == self.score[them] + 1 {
            self.of_record = Some((us, self.sides[us].pitcher, runner.charge.pitcher));
        } else if self.score[us] == self.score[them] {
            self.of_record = None;
        }
    }

    fn finish(mut self) -> Played {
        let decisions = self.decide();
        let rows = self.thrown.len() as u32;
        let fixture = self.fixture;
        let [away, home] = self.sides;
        let record = GameRecord {
            game_pk: fixture.game_pk,
            date: fixture.date,
            postponed_from: fixture.postponed_from,
            season: fixture.season,
            number: fixture.number,
            doubleheader: fixture.doubleheader,
            scheduled_innings: fixture.scheduled_innings,
            home: fixture.home.club.id,
            away: fixture.away.club.id,
            venue: fixture.home.club.venue_id,
            home_score: self.score[1],
            away_score: self.score[0],
            innings: self.inning,
            at_bats: self.turns.len() as u16,
            rows,
            decisions,
            line_score: self.line_score,
        };
        Played {
            record,
            turns: self.turns,
            batting: [away.batting, home.batting],
            pitching: [away.pitching, home.pitching],
            thrown: self.thrown,
            descriptions: self.descriptions,
        }
    }
}
