//! One game: innings, outs, runs, and the record of every pitch.
//!
//! Playing a fixture twice gives the same game twice: that is how rows are written long after the book.

use super::book::{Frame, GameRecord, PlateAppearance};
use super::charge::{Charge, Reconstruction, Runner};
use super::contact::Contact;
use super::fixture::Fixture;
use super::lines::{Batting, Fielding, Pitching};
use super::log::{Cause, Happening, Move, TurnLog};
use super::person::Player;
use super::random::Dice;
use super::roster::PlayerIndex;
use super::side::{Participant, Side};
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

/// What comes out of a game.
pub(super) struct Played {
    pub(super) record: GameRecord,
    pub(super) turns: Vec<PlateAppearance>,
    pub(super) sides: [PlayedSide; 2],
    pub(super) thrown: Vec<Thrown>,
    pub(super) logs: Vec<TurnLog>,
}

/// What one team did.
pub(super) struct PlayedSide {
    pub(super) batting: BTreeMap<PlayerIndex, Batting>,
    pub(super) pitching: BTreeMap<PlayerIndex, Pitching>,
    /// By player and position.
    pub(super) fielding: BTreeMap<(PlayerIndex, u8), Fielding>,
    /// Everybody who took part, in the order he came in.
    pub(super) participants: Vec<Participant>,
    /// Pitchers in the order they came.
    pub(super) staff: Vec<PlayerIndex>,
    /// Who was there and did not play.
    pub(super) bench: Vec<PlayerIndex>,
    pub(super) bullpen: Vec<PlayerIndex>,
}

/// A game in progress. Side 0 is away, 1 home.
pub(super) struct Game<'a> {
    pub(super) people: &'a [Player],
    pub(super) fixture: &'a Fixture,
    pub(super) dice: Dice,
    /// A stream of its own for the hard cases, so that their number changes nothing else by itself.
    pub(super) rare: Dice,
    pub(super) sides: [Side; 2],
    pub(super) inning: u8,
    /// Side at bat.
    pub(super) bat: usize,
    pub(super) outs: u8,
    pub(super) reconstruction: Reconstruction,
    pub(super) bases: [Option<Runner>; 3],
    pub(super) score: [u8; 2],
    /// Balls and strikes of the turn in progress.
    pub(super) count: (u8, u8),
    pub(super) turns: Vec<PlateAppearance>,
    pub(super) thrown: Vec<Thrown>,
    pub(super) logs: Vec<TurnLog>,
    /// What has happened since the last turn ended, and who moved.
    pub(super) events: Vec<Happening>,
    pub(super) moves: Vec<Move>,
    /// Pitchers of record since the last tie: winner's, loser's.
    pub(super) of_record: Option<(usize, PlayerIndex, PlayerIndex)>,
    pub(super) frames: Vec<[Frame; 2]>,
}

/// Plays a fixture to its end.
pub(super) fn play(people: &[Player], fixture: &Fixture) -> Played {
    let mut game = Game::new(people, fixture);
    game.play_ball();
    game.finish()
}

impl<'a> Game<'a> {
    fn new(people: &'a [Player], fixture: &'a Fixture) -> Self {
        Self {
            people,
            fixture,
            dice: Dice::new(fixture.seed, fixture.game_pk as u64, 2),
            rare: Dice::new(fixture.seed, fixture.game_pk as u64, 5),
            sides: [Side::new(&fixture.away), Side::new(&fixture.home)],
            inning: 0,
            bat: 0,
            outs: 0,
            reconstruction: Reconstruction::default(),
            bases: [None; 3],
            score: [0; 2],
            count: (0, 0),
            turns: Vec::with_capacity(90),
            thrown: Vec::with_capacity(340),
            logs: Vec::with_capacity(90),
            events: Vec::new(),
            moves: Vec::new(),
            of_record: None,
            frames: Vec::new(),
        }
    }

    /// A chance that the league's `hard_cases` multiplies.
    pub(super) fn rarely(&mut self, chance: f64) -> bool {
        let chance = (chance * f64::from(self.fixture.hard_cases)).min(0.45);
        self.rare.chance(chance)
    }

    fn play_ball(&mut self) {
        loop {
            self.inning += 1;
            self.frames.push([Frame::default(); 2]);
            self.half_inning(0);
            if self.inning >= self.fixture.scheduled_innings && self.score[1] > self.score[0] {
                return;
            }
            self.half_inning(1);
            if self.inning >= self.fixture.scheduled_innings && self.score[0] != self.score[1] {
                return;
            }
        }
    }

    fn half_inning(&mut self, bat: usize) {
        self.bat = bat;
        self.outs = 0;
        self.reconstruction = Reconstruction::default();
        self.bases = [None; 3];
        self.count = (0, 0);
        let before = self.score[bat];
        self.take_the_field();
        self.manage();
        if self.fixture.automatic_runner && self.inning > self.fixture.scheduled_innings {
            self.place_runner();
        }
        loop {
            self.turn_at_bat();
            if self.outs >= 3 || self.walked_off() {
                break;
            }
            self.manage();
        }
        let left = self.bases.iter().flatten().count() as u8;
        let runs = self.score[bat] - before;
        let frame = self.frame(bat);
        (frame.runs, frame.left_on_base) = (Some(runs), left);
        self.settle_runs();
    }

    /// The inning in progress of one side.
    pub(super) fn frame(&mut self, side: usize) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push([Frame::default(); 2]);
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last][side]
    }

    /// Writes down which runs of the half inning were earned.
    fn settle_runs(&mut self) {
        for run in std::mem::take(&mut self.reconstruction.runs) {
            self.pitching_of(run.pitcher).er += u32::from(run.earned);
            let entry = self.logs.get_mut(run.turn).and_then(|log| log.moves.get_mut(run.movement));
            if let Some(scoring) = entry.and_then(|entry| entry.scoring.as_mut()) {
                scoring.earned = run.earned;
                scoring.team_unearned = !run.team_earned;
            }
        }
    }

    fn place_runner(&mut self) {
        let side = &self.sides[self.bat];
        let player = side.order[(side.next + 8) % 9].player;
        let pitcher = self.sides[1 - self.bat].pitcher;
        let shadow = self.reconstruction.appear(2);
        self.bases[1] = Some(Runner { player, charge: Charge { pitcher, earned: false }, shadow });
        self.log_placed_runner(player);
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
        let side = self.fielding();
        let pitcher = side.pitcher;
        side.field_out();
        self.pitching_of(pitcher).outs += 1;
    }

    fn finish(mut self) -> Played {
        let decisions = self.decide();
        let fixture = self.fixture;
        let sides = self.sides.map(Side::finish);
        let line_score = self.frames.iter().map(|[away, home]| (away.runs.unwrap_or(0), home.runs)).collect();
        let record = GameRecord {
            game_pk: fixture.game_pk,
            date: fixture.date,
            postponed_from: fixture.postponed_from,
            resumed_on: fixture.resumes.as_ref().map(|resumes| resumes.date),
            season: fixture.season,
            number: fixture.number,
            doubleheader: fixture.doubleheader,
            split: fixture.split,
            scheduled_innings: fixture.scheduled_innings,
            home: fixture.home.club.id,
            away: fixture.away.club.id,
            venue: fixture.home.club.venue_id,
            home_score: self.score[1],
            away_score: self.score[0],
            innings: self.inning,
            at_bats: self.turns.len() as u16,
            rows: self.thrown.len() as u32,
            decisions,
            line_score,
            frames: self.frames,
        };
        Played { record, turns: self.turns, sides, thrown: self.thrown, logs: self.logs }
    }
}

/// The event of the feed a turn ended with.
pub(super) fn cause_of(event: Event) -> Cause {
    match event {
        Event::CaughtStealing2b => Cause::CaughtStealing(2),
        Event::CaughtStealing3b => Cause::CaughtStealing(3),
        Event::CaughtStealingHome => Cause::CaughtStealing(4),
        Event::Pickoff1b => Cause::Pickoff(1),
        Event::Pickoff2b => Cause::Pickoff(2),
        Event::Pickoff3b => Cause::Pickoff(3),
        Event::PickoffCaughtStealing2b => Cause::PickoffCaughtStealing(2),
        event => Cause::Turn(event),
    }
}
