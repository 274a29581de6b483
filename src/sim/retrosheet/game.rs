//! One game as records: `id`, `version`, `info`, `start`, `play`, `sub`, `radj`, `presadj`, `com`, `data`.

use super::super::conditions::Conditions;
use super::super::fixture::Fixture;
use super::super::game::Played;
use super::super::log::{Action, ActionKind, Cause, Move, TurnLog, What};
use super::super::names;
use super::super::person::Player;
use super::super::roster::PlayerIndex;
use super::super::schedule_json::is_western;
use super::super::vocabulary::{Call, Event};
use super::answers::Answers;
use super::clubs;
use super::event::{self, Ball};
use chrono::Duration;

/// A game being written.
pub(super) struct Sheet<'a> {
    pub(super) people: &'a [Player],
    pub(super) fixture: &'a Fixture,
    pub(super) played: &'a Played,
    lines: Vec<String>,
    /// Positions by place in the order, away and home.
    positions: [[u8; 9]; 2],
    pitchers: [PlayerIndex; 2],
    answers: Answers,
}

/// A turn at bat as far as it is written.
struct Turn<'a> {
    log: &'a TurnLog,
    batter: PlayerIndex,
    /// The pitcher who walked him, if another came with the count in the batter's favor.
    walks: Option<PlayerIndex>,
    pitches: String,
    /// Balls and strikes before the last pitch.
    before: (u8, u8),
}

/// The lines of a game.
pub(super) fn write(people: &[Player], fixture: &Fixture, played: &Played) -> Vec<String> {
    let lineups = [&fixture.away, &fixture.home];
    let mut sheet = Sheet {
        people,
        fixture,
        played,
        lines: Vec::with_capacity(200),
        positions: lineups.map(|lineup| lineup.order.map(|slot| slot.position)),
        pitchers: lineups.map(|lineup| lineup.starter),
        answers: Answers::default(),
    };
    sheet.head();
    sheet.start();
    for log in &played.logs {
        sheet.turn(log);
    }
    sheet.earned();
    sheet.lines
}

/// `ANA202504100` of a game.
pub(super) fn id(fixture: &Fixture) -> String {
    let home = clubs::names(fixture.season, fixture.home.club).code;
    format!("{home}{}{}", fixture.date.format("%Y%m%d"), number(fixture))
}

/// 0 the only game of the day, 1 and 2 of a doubleheader.
fn number(fixture: &Fixture) -> u8 {
    if fixture.doubleheader { fixture.number } else { 0 }
}

impl Sheet<'_> {
    fn id_of(&self, player: PlayerIndex) -> &str {
        &self.people[usize::from(player)].retrosheet_id
    }

    fn head(&mut self) {
        let fixture = self.fixture;
        let [away, home] = [&fixture.away, &fixture.home].map(|side| clubs::names(fixture.season, side.club));
        self.lines.push(format!("id,{}", id(fixture)));
        self.lines.push("version,2".to_owned());
        let local = fixture.start() - Duration::hours(if is_western(fixture.home.club.id) { 7 } else { 4 });
        let day = Conditions::of(fixture);
        let sky = day.sky.map_or("dome", |sky| ["sunny", "cloudy", "cloudy", "sunny"][sky]);
        let (speed, direction) =
            day.wind.map_or((0, "unknown"), |(speed, to)| (speed, ["fromcf", "tolf", "ltor", "rtol"][to]));
        let decided = &self.played.record.decisions;
        let pitcher = |id: i32| self.people.iter().find(|player| player.id == id).map(|p| p.retrosheet_id.clone());
        let text = str::to_owned;
        let mut info = vec![
            ("visteam", text(away.code)),
            ("hometeam", text(home.code)),
            ("site", text(home.park)),
            ("date", fixture.date.format("%Y/%m/%d").to_string()),
            ("number", number(fixture).to_string()),
            ("starttime", local.format("%-I:%M%p").to_string()),
            ("daynight", text(if fixture.is_day_game() { "day" } else { "night" })),
            ("innings", fixture.scheduled_innings.to_string()),
        ];
        if fixture.automatic_runner {
            info.push(("tiebreaker", text("2")));
        }
        info.extend([
            ("usedh", text("true")),
            ("htbf", text("false")),
            ("gametype", text("regular")),
            ("umphome", text("(none)")),
            ("ump1b", text("(none)")),
            ("ump2b", text("(none)")),
            ("ump3b", text("(none)")),
            ("howscored", text("park")),
            ("pitches", text("pitches")),
            ("oscorer", String::new()),
            ("temp", day.temperature.to_string()),
            ("winddir", text(direction)),
            ("windspeed", speed.to_string()),
            ("fieldcond", text("unknown")),
            ("precip", text("unknown")),
            ("sky", text(sky)),
            ("timeofgame", day.minutes.to_string()),
            ("attendance", day.attendance.to_string()),
            ("wp", pitcher(decided.winner).unwrap_or_default()),
            ("lp", pitcher(decided.loser).unwrap_or_default()),
            ("save", decided.save.and_then(pitcher).unwrap_or_default()),
        ]);
        self.lines.extend(info.into_iter().map(|(key, value)| format!("info,{key},{value}")));
    }

    /// `start` and `sub` look alike.
    fn enter(&mut self, kind: &str, player: PlayerIndex, side: usize, place: u8, position: u8) {
        let name = names::plain(&self.people[usize::from(player)].name.full());
        self.lines.push(format!("{kind},{},\"{name}\",{side},{place},{position}", self.id_of(player)));
    }

    fn start(&mut self) {
        for (side, lineup) in [&self.fixture.away, &self.fixture.home].into_iter().enumerate() {
            for (place, slot) in (1..).zip(&lineup.order) {
                self.enter("start", slot.player, side, place, slot.position);
            }
            // A pitcher who bats for himself is there twice.
            self.enter("start", lineup.starter, side, 0, 1);
        }
    }

    fn earned(&mut self) {
        for side in &self.played.sides {
            for pitcher in &side.staff {
                let earned = side.pitching.get(pitcher).map_or(0, |line| line.er);
                self.lines.push(format!("data,er,{},{earned}", self.people[usize::from(*pitcher)].retrosheet_id));
            }
        }
    }

    fn play(&mut self, turn: &mut Turn<'_>, (balls, strikes): (u8, u8), text: &str) {
        let (inning, side) = (turn.log.inning, u8::from(!turn.log.top));
        let (batter, pitches) = (self.id_of(turn.batter), &turn.pitches);
        self.lines.push(format!("play,{inning},{side},{batter},{balls}{strikes},{pitches},{text}"));
        // What follows in this turn follows a play without the batter.
        turn.pitches.push('.');
    }

    fn turn(&mut self, log: &TurnLog) {
        let replaced = log.events.iter().find_map(|event| match &event.what {
            What::Action(action) if action.position == Some(11) => action.replaced,
            _ => None,
        });
        let mut turn =
            Turn { log, batter: replaced.unwrap_or(log.batter), walks: None, pitches: String::new(), before: (0, 0) };
        let mut ball = None;
        for (i, event) in log.events.iter().enumerate() {
            let now = (event.balls, event.strikes);
            match &event.what {
                What::Pitch(number) => {
                    let Some(thrown) = self.played.thrown.get(*number) else { continue };
                    turn.before = (thrown.balls, thrown.strikes);
                    if somebody_goes(log, i) {
                        turn.pitches.push('>');
                    }
                    let interfered = thrown.event == Some(Event::CatcherInterf);
                    turn.pitches.push_str(if interfered { "X" } else { letter(thrown.call) });
                    let fielder = thrown.fielder.unwrap_or(0);
                    ball = thrown.contact.as_ref().map(|contact| Ball { contact, fielder });
                }
                What::AutomaticBall => {
                    turn.before = (event.balls.saturating_sub(1), event.strikes);
                    turn.pitches.push('V');
                }
                What::PickoffThrow { base, catcher } => {
                    turn.pitches.push_str(if *catcher { "+" } else { "" });
                    turn.pitches.push_str(&base.to_string());
                }
                What::StepOff => {}
                What::Action(action) => self.action(&mut turn, action, i, now),
            }
        }
        if let Cause::Turn(event) = log.cause {
            let paths = event::paths(&log.moves, log.events.len().saturating_sub(1));
            let text = event::turn(event, &paths, ball, log.inning.is_multiple_of(2));
            let before = turn.before;
            self.play(&mut turn, before, &text);
            let batter = turn.walks.filter(|_| event.is_walk()).unwrap_or(log.pitcher);
            self.answers.play(Some(event), &paths, batter);
        }
        for (base, pitcher) in self.answers.correct(log.answers) {
            self.lines.push(format!("presadj,{},{base}", self.id_of(pitcher)));
        }
    }

    fn action(&mut self, turn: &mut Turn<'_>, action: &Action, index: usize, now: (u8, u8)) {
        match action.kind {
            ActionKind::Running(Cause::RunnerPlaced) => {
                let Some(runner) = action.player else { return };
                self.lines.push(format!("radj,{},2", self.id_of(runner)));
                self.answers.place(self.pitchers[usize::from(turn.log.top)]);
            }
            ActionKind::Running(cause) => {
                let paths = event::paths(&turn.log.moves, index);
                let count = match cause {
                    Cause::Pickoff(base) | Cause::PickoffError(base) => {
                        turn.pitches.push_str(&base.to_string());
                        now
                    }
                    Cause::PickoffCaughtStealing(base) => {
                        turn.pitches.push_str(&base.saturating_sub(1).to_string());
                        now
                    }
                    Cause::Balk => {
                        turn.pitches.push('N');
                        now
                    }
                    Cause::DefensiveIndifference => now,
                    _ => turn.before,
                };
                self.play(turn, count, &event::running(cause, &paths));
                self.answers.play(None, &paths, turn.log.pitcher);
            }
            ActionKind::PitchingSubstitution
            | ActionKind::OffensiveSubstitution
            | ActionKind::DefensiveSubstitution
            | ActionKind::DefensiveSwitch => self.substitute(turn, action, now),
            ActionKind::GameAdvisory if action.text.contains("Suspended") => {
                if let Some(resumption) = &self.fixture.resumes {
                    let [away, home] = self.score_before(turn.log);
                    let outs = 6 * (u32::from(turn.log.inning) - 1);
                    let date = resumption.date.format("%Y%m%d");
                    self.lines.push(format!("com,\"Suspend={date},,{away},{home},{outs}\""));
                }
            }
            ActionKind::GameAdvisory | ActionKind::MoundVisit => {}
        }
    }

    fn score_before(&self, log: &TurnLog) -> [u8; 2] {
        let at = self.played.logs.iter().position(|known| std::ptr::eq(known, log)).unwrap_or(0);
        at.checked_sub(1).map_or([0, 0], |before| self.played.logs[before].score)
    }

    fn substitute(&mut self, turn: &mut Turn<'_>, action: &Action, now: (u8, u8)) {
        let (Some(player), Some(position)) = (action.player, action.position) else { return };
        let batting = usize::from(!turn.log.top);
        let side = if matches!(position, 11 | 12) { batting } else { 1 - batting };
        let place = action.order.map_or(0, |order| (order / 100) as u8);
        if let Some(known) = self.positions[side].get_mut(usize::from(place).wrapping_sub(1)) {
            let was = std::mem::replace(known, position);
            if position > 10 && was == 10 {
                // He is the designated hitter from now on, which is not written.
                *known = 10;
            } else if position == 10 && was == 10 {
                return;
            }
        }
        self.play(turn, now, "NP");
        self.enter("sub", player, side, place, position);
        if place == 0 {
            // Rule 9.16(h): the count was in the batter's favor.
            let ahead = matches!(now, (2, 0 | 1) | (3, _));
            turn.walks = turn.walks.or(ahead.then_some(self.pitchers[side]));
            self.pitchers[side] = player;
        } else if position == 11 {
            turn.batter = player;
        }
    }
}

/// A runner was off with this pitch.
fn somebody_goes(log: &TurnLog, index: usize) -> bool {
    let steals = |cause: Cause| matches!(cause, Cause::StolenBase(_) | Cause::CaughtStealing(_));
    let with_it = |leg: &Move| leg.index == index && steals(leg.cause);
    let after = log.events.get(index + 1).is_some_and(|event| match &event.what {
        What::Action(Action { kind: ActionKind::Running(cause), .. }) => steals(*cause),
        _ => false,
    });
    after || log.moves.iter().any(with_it)
}

/// A pitch in the sequence.
fn letter(call: Call) -> &'static str {
    match call {
        Call::Ball => "B",
        Call::BlockedBall => "*B",
        Call::CalledStrike => "C",
        Call::SwingingStrike => "S",
        Call::SwingingStrikeBlocked => "*S",
        Call::Foul => "F",
        Call::FoulTip => "T",
        Call::FoulBunt => "L",
        Call::MissedBunt => "M",
        Call::HitByPitch => "H",
        Call::HitIntoPlay => "X",
    }
}
