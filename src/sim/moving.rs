//! Moving runners, with everything the scorer writes down about it.

use super::charge::{self, Clean, Runner};
use super::game::Game;
use super::log::{Action, ActionKind, BASES, Cause, Credit, Deed, Happening, Move, Scoring, What};
use super::roster::PlayerIndex;
use super::running::To;
use super::vocabulary::Event;

/// What a movement is due to.
#[derive(Debug, Clone)]
pub(super) struct How {
    pub(super) cause: Cause,
    pub(super) batted_in: bool,
    /// A runner put out hands his pitcher's responsibility on.
    pub(super) shifts: bool,
    /// The batter is put out before the runners move.
    pub(super) batter_first: bool,
    pub(super) credits: [Vec<Credit>; 4],
}

impl How {
    pub(super) fn new(cause: Cause) -> Self {
        Self { cause, batted_in: false, shifts: false, batter_first: false, credits: Default::default() }
    }

    /// What fielders did, to whoever left this base.
    pub(super) fn credit(mut self, from: usize, credits: Vec<Credit>) -> Self {
        self.credits[from] = credits;
        self
    }

    pub(super) fn batted_in(mut self, batted_in: bool) -> Self {
        self.batted_in = batted_in;
        self
    }
}

impl Game<'_> {
    /// Adds to the list of events, with the scoreboard as it is.
    pub(super) fn happen(&mut self, what: What) {
        let (balls, strikes) = self.count;
        let (outs, score) = (self.outs, self.score);
        self.events.push(Happening { what, balls, strikes, outs, score, scoring: false, out: false });
    }

    pub(super) fn act(&mut self, action: Action) {
        self.happen(What::Action(action));
    }

    /// The scoreboard after the last event, once it has moved somebody.
    pub(super) fn update_last(&mut self, outs: u8, score: [u8; 2]) {
        let now = (self.outs, self.score);
        if let Some(last) = self.events.last_mut() {
            last.out = now.0 > outs;
            last.scoring = now.1 != score;
            last.score = now.1;
            if !matches!(last.what, What::Pitch(_)) {
                last.outs = now.0;
            }
        }
    }

    /// An event on the bases between pitches: the action, and what it does to the runners.
    pub(super) fn run_bases(&mut self, text: String, player: PlayerIndex, to: [To; 4], how: How) -> u8 {
        let mut action = Action::new(ActionKind::Running(how.cause), text);
        action.player = Some(player);
        self.act(action);
        let (outs, score) = (self.outs, self.score);
        let runs = self.advance(None, to, how);
        self.update_last(outs, score);
        runs
    }

    pub(super) fn log_placed_runner(&mut self, player: PlayerIndex) {
        let name = self.people[usize::from(player)].name.full();
        let mut action =
            Action::new(ActionKind::Running(Cause::RunnerPlaced), format!("{name} starts inning at 2nd base."));
        (action.player, action.base) = (Some(player), Some(2));
        self.act(action);
        self.moves.push(Move {
            runner: player,
            origin: 0,
            start: 0,
            end: Some(2),
            out: None,
            cause: Cause::RunnerPlaced,
            reason: None,
            scoring: None,
            index: self.events.len() - 1,
            credits: Vec::new(),
        });
    }

    /// Moves the batter (if he takes part) and the runners, lead runner first. Returns the runs.
    pub(super) fn advance(&mut self, batter: Option<Runner>, to: [To; 4], how: How) -> u8 {
        let before = self.score[self.bat];
        let mut batter = batter;
        if how.shifts {
            let out = [to[1], to[2], to[3]].map(|end| matches!(end, To::Out(_)));
            if let Some(runner) = &mut batter {
                runner.charge = charge::shift(&mut self.bases, runner.charge, out);
            }
        }
        let clean = charge::clean(how.cause);
        if let Clean::Hit(bases) = clean {
            self.reconstruction.hit(bases);
            self.reconstruction.settle(self.outs);
        }
        let was = std::mem::take(&mut self.bases);
        let pushed = |from: usize| batter.is_some() && was[..from - 1].iter().all(Option::is_some);
        let order: [usize; 4] = if how.batter_first { [0, 3, 2, 1] } else { [3, 2, 1, 0] };
        for from in order {
            let Some(runner) = (if from == 0 { batter } else { was[from - 1] }) else { continue };
            let forced = from > 0 && pushed(from);
            let end = match to[from] {
                // The game is over with the winning run; only a home run brings in everybody.
                To::Home if self.walked_off() && to[0] != To::Home => To::Stays,
                To::Base(base) if usize::from(base) == from => To::Stays,
                end => end,
            };
            match end {
                To::Stays if from > 0 => self.bases[from - 1] = Some(runner),
                To::Stays => {}
                To::Base(base) => {
                    self.bases[usize::from(base) - 1] = Some(runner);
                    self.reconstruction.advance(runner.shadow, from as u8, base, clean);
                    self.write_move(from, runner, Some(base), forced, &how);
                }
                To::Home => {
                    self.reconstruction.advance(runner.shadow, from as u8, 4, clean);
                    self.write_move(from, runner, Some(4), forced, &how);
                    self.score_run(runner, how.batted_in);
                }
                To::Out(base) => {
                    self.record_out();
                    self.write_move(from, runner, None, forced, &how);
                    if let Some(entry) = self.moves.last_mut() {
                        entry.out = Some((base, self.outs));
                    }
                }
            }
        }
        self.score[self.bat] - before
    }

    fn write_move(&mut self, from: usize, runner: Runner, end: Option<u8>, forced: bool, how: &How) {
        let index = self.events.len().saturating_sub(1);
        // A second leg on one event began where the first did.
        let first = self.moves.iter().find(|leg| leg.index == index && leg.runner == runner.player);
        let origin = first.map_or(from as u8, |leg| leg.origin);
        let out = end.is_none();
        let to = how.cause;
        let reason = match to {
            Cause::StolenBase(base) => Some(STOLEN[usize::from(base).clamp(2, 4) - 2]),
            Cause::CaughtStealing(base) => Some(CAUGHT[usize::from(base).clamp(2, 4) - 2]),
            Cause::Pickoff(base) => Some(PICKED[usize::from(base).clamp(1, 3) - 1]),
            Cause::PickoffCaughtStealing(_) => Some("r_pickoff_caught_stealing_2b"),
            Cause::DefensiveIndifference => Some("r_defensive_indiff"),
            Cause::RunnerPlaced => None,
            Cause::Turn(_) if from == 0 => None,
            Cause::Turn(Event::DoublePlay | Event::TriplePlay) if out => Some("r_doubled_off"),
            Cause::Turn(Event::Single | Event::Double) if out && origin == 0 => Some("r_out_stretching"),
            Cause::Turn(
                Event::ForceOut | Event::GroundedIntoDoublePlay | Event::GroundedIntoTriplePlay | Event::SacBunt,
            ) if out && forced => Some("r_force_out"),
            _ if out => Some("r_thrown_out"),
            Cause::Turn(_) if forced => Some("r_adv_force"),
            _ => Some("r_adv_play"),
        };
        let credits = how.credits[from]
            .iter()
            .map(|(position, deed)| (self.sides[1 - self.bat].fielder(*position), *position, *deed))
            .collect::<Vec<_>>();
        for (player, position, deed) in &credits {
            self.credit_fielder(*player, *position, *deed);
        }
        self.moves.push(Move {
            runner: runner.player,
            origin,
            start: from as u8,
            end,
            out: None,
            cause: how.cause,
            reason,
            scoring: None,
            index,
            credits,
        });
    }

    fn credit_fielder(&mut self, player: PlayerIndex, position: u8, deed: Deed) {
        let line = self.fielding().fielding_of(player, position);
        match deed {
            Deed::Putout => line.po += 1,
            Deed::Assist => line.a += 1,
            _ if deed.is_error() => {
                line.e += 1;
                let side = 1 - self.bat;
                self.frame(side).errors += 1;
            }
            _ => {}
        }
    }

    fn score_run(&mut self, runner: Runner, batted_in: bool) {
        let (us, them) = (self.bat, 1 - self.bat);
        self.score[us] += 1;
        self.batting_of(us, runner.player).r += 1;
        let charged = runner.charge.pitcher;
        self.pitching_of(charged).r += 1;
        let pitcher = self.sides[them].pitcher;
        let line = self.pitching_of(pitcher);
        line.irs += u32::from(pitcher != charged);
        line.rbi += u32::from(batted_in);
        let (turn, movement) = (self.logs.len(), self.moves.len() - 1);
        if let Some(entry) = self.moves.last_mut() {
            entry.scoring = Some(Scoring { pitcher: charged, batted_in, earned: false, team_unearned: true });
        }
        self.reconstruction.score(runner.shadow, runner.charge, turn, movement);
        self.reconstruction.settle(self.outs);
        if self.score[us] == self.score[them] + 1 {
            self.of_record = Some((us, self.sides[us].pitcher, charged));
        } else if self.score[us] == self.score[them] {
            self.of_record = None;
            if let Some(stint) = self.sides[them].staff.last_mut() {
                stint.blew |= stint.save_situation;
            }
        }
    }

    /// Credits a double or triple play to everybody who had a part in the outs of the last event.
    pub(super) fn tally_double_play(&mut self) {
        let index = self.events.len().saturating_sub(1);
        let outs: Vec<&Move> = self.moves.iter().filter(|leg| leg.index == index && leg.out.is_some()).collect();
        if outs.len() < 2 {
            return;
        }
        let triple = outs.len() == 3;
        let mut part: Vec<(PlayerIndex, u8)> = outs
            .iter()
            .flat_map(|leg| &leg.credits)
            .filter(|(_, _, deed)| matches!(deed, Deed::Putout | Deed::Assist))
            .map(|(player, position, _)| (*player, *position))
            .collect();
        part.sort_unstable();
        part.dedup();
        for (player, position) in part {
            let line = self.fielding().fielding_of(player, position);
            if triple {
                line.tp += 1;
            } else {
                line.dp += 1;
            }
        }
    }
}

const STOLEN: [&str; 3] = ["r_stolen_base_2b", "r_stolen_base_3b", "r_stolen_base_home"];
const CAUGHT: [&str; 3] = ["r_caught_stealing_2b", "r_caught_stealing_3b", "r_caught_stealing_home"];
const PICKED: [&str; 3] = ["r_pickoff_1b", "r_pickoff_2b", "r_pickoff_3b"];

/// `2nd base`, `home`.
pub(super) fn base_name(base: u8) -> &'static str {
    match BASES.get(usize::from(base).wrapping_sub(1)) {
        Some(&"1B") => "1st base",
        Some(&"2B") => "2nd base",
        Some(&"3B") => "3rd base",
        _ => "home",
    }
}
