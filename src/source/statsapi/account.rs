//! A live feed, told as the account of a game.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::feed::{BoxTeam, Code, Feed, Play, PlayEvent, Runner};
use crate::domain::event::{self, EventDef};
use crate::scoring::account::{
    Account, Bats, Call, Credit, CreditKind, Deed, Entry, Event, Hand, Hands, Happening, Move, Pitch, Position,
    Reached, Side, Starter, Trajectory, TurnResult,
};

/// The account, and what of the feed could not be understood.
#[must_use]
pub fn account(feed: &Feed<'_>) -> (Account, Vec<String>) {
    let mut unknown = BTreeSet::new();
    let teams = &feed.live_data.boxscore.teams;
    let scheduled_innings = feed.live_data.linescore.scheduled_innings.unwrap_or(9);
    let mut account = Account {
        starters: [starters(&teams.away), starters(&teams.home)],
        hands: hands(feed),
        scheduled_innings,
        happenings: Vec::with_capacity(feed.live_data.plays.all_plays.len() * 7),
    };
    let members = [members(&teams.away), members(&teams.home)];
    let mut half = None;
    for play in &feed.live_data.plays.all_plays {
        let batting = if &*play.about.half_inning == "bottom" { Side::Home } else { Side::Away };
        if half != Some((play.about.inning, batting)) {
            half = Some((play.about.inning, batting));
            account.happenings.push(Happening::Half { inning: play.about.inning, batting });
        }
        Teller { play, batting, members: &members, happenings: &mut account.happenings, unknown: &mut unknown }.tell();
    }
    let findings = unknown.into_iter().map(|what| format!("{what} is unknown and was passed over")).collect();
    (account, findings)
}

fn hand(code: Option<&Code<'_>>) -> Option<Hand> {
    match code.map(|x| &*x.code) {
        Some("L") => Some(Hand::Left),
        Some("R") => Some(Hand::Right),
        _ => None,
    }
}

fn hands(feed: &Feed<'_>) -> HashMap<i32, Hands> {
    let of = |person: &super::feed::Person<'_>| {
        let bats = person.bat_side.as_ref().and_then(|code| match &*code.code {
            "L" => Some(Bats::Left),
            "R" => Some(Bats::Right),
            "S" => Some(Bats::Both),
            _ => None,
        });
        (person.id, Hands { bats, throws: hand(person.pitch_hand.as_ref()) })
    };
    feed.game_data.players.values().map(of).collect()
}

fn members(team: &BoxTeam<'_>) -> BTreeSet<i32> {
    team.players.values().map(|player| player.person.id).collect()
}

/// Slot and place in it of a batting order like "401".
fn batting_order(order: &str) -> Option<(u8, u8)> {
    let number: u16 = order.parse().ok()?;
    u8::try_from(number / 100).ok().zip(u8::try_from(number % 100).ok())
}

fn position(code: &Code<'_>) -> Option<Position> {
    code.code.parse().ok().filter(|position| (1..=12).contains(position))
}

/// Those whose batting order ends in 00, and the first pitcher.
fn starters(team: &BoxTeam<'_>) -> Vec<Starter> {
    let mut starters: Vec<Starter> = team
        .players
        .values()
        .filter_map(|player| {
            let (slot, sequence) = batting_order(player.batting_order.as_deref()?)?;
            let first = player.all_positions.first().unwrap_or(&player.position);
            // A pitcher who starts in the order as designated hitter, too, bats as that.
            let both = player.all_positions.iter().find(|x| &*x.code == "10").filter(|_| &*first.code == "1");
            let first = both.unwrap_or(first);
            (sequence == 0).then_some(Starter {
                player: player.person.id,
                slot: Some(slot),
                position: position(first)?,
            })
        })
        .collect();
    starters.sort_unstable_by_key(|starter| starter.slot);
    if let Some(pitcher) = team.pitchers.first() {
        let slot = starters.iter().find(|starter| starter.player == *pitcher).and_then(|starter| starter.slot);
        starters.push(Starter { player: *pitcher, slot, position: 1 });
    }
    starters
}

/// Tells one play.
struct Teller<'t, 'f> {
    play: &'t Play<'f>,
    batting: Side,
    members: &'t [BTreeSet<i32>; 2],
    happenings: &'t mut Vec<Happening>,
    unknown: &'t mut BTreeSet<String>,
}

impl Teller<'_, '_> {
    fn tell(mut self) {
        let play = self.play;
        let mut groups: BTreeMap<i16, Vec<&Runner<'_>>> = BTreeMap::new();
        for runner in &play.runners {
            groups.entry(runner.details.play_index).or_default().push(runner);
        }
        let ending = self.ending(&groups);
        self.begin();
        for event in &play.play_events {
            self.play_event(event);
            let result = (ending == Some(event.index)).then(|| self.result()).flatten();
            let runners = groups.remove(&event.index).unwrap_or_default();
            self.bases(&runners, event.details.event_type.as_deref(), result);
        }
        // Runners of a moment that is no event of the play, and a turn without events: a walk waved through.
        let told = ending.is_some_and(|ending| play.play_events.iter().any(|event| event.index == ending));
        let late: Vec<_> = groups.into_iter().collect();
        for (index, runners) in &late {
            let result = (ending == Some(*index)).then(|| self.result()).flatten();
            self.bases(runners, None, result);
        }
        if !told && ending.is_none_or(|ending| late.iter().all(|(index, _)| *index != ending)) {
            let result = self.result();
            self.bases(&[], None, result);
        }
    }

    fn begin(&mut self) {
        let events = &self.play.play_events;
        let is = |event: &&PlayEvent<'_>, kind: &str| event.details.event_type.as_deref() == Some(kind);
        let hit_for = events.iter().find(|event| is(event, "offensive_substitution") && position_of(event) == Some(11));
        let batter = hit_for.and_then(|event| event.replaced_player.as_ref()).unwrap_or(&self.play.matchup.batter).id;
        let changes = events.iter().any(|event| {
            position_of(event) == Some(1) && event.details.event_type.as_deref().is_some_and(is_substitution)
        });
        let pitcher = (!changes).then_some(self.play.matchup.pitcher.id);
        self.happenings.push(Happening::Turn { number: self.play.about.at_bat_index + 1, batter, pitcher });
    }

    /// The index of the moment at which the turn ended.
    fn ending(&self, groups: &BTreeMap<i16, Vec<&Runner<'_>>>) -> Option<i16> {
        let result = self.play.result.event_type.as_deref();
        let batter = self.play.matchup.batter.id;
        let is_it = |x: &&Runner<'_>| x.details.runner.id == batter && x.details.event_type.as_deref() == result;
        let of_batter = groups.iter().rev().find(|(_, runners)| runners.iter().any(is_it)).map(|(index, _)| *index);
        of_batter.or_else(|| groups.keys().next_back().copied()).or(self
            .play
            .play_events
            .last()
            .map(|event| event.index))
    }

    fn result(&mut self) -> Option<TurnResult> {
        let name = self.play.result.event_type.as_deref()?;
        let event = self.event(name)?;
        if name.starts_with("os_ruling_pending") {
            self.unknown.insert(format!("the ruling on at bat {}, still pending,", self.play.about.at_bat_index + 1));
        }
        let mut in_play = self.play.play_events.iter().rev().filter(|event| event.details.is_in_play == Some(true));
        let hit = in_play.find_map(|event| event.hit_data.as_ref());
        let trajectory = hit.and_then(|hit| hit.trajectory.as_deref()).and_then(trajectory);
        Some(TurnResult {
            event,
            is_out: self.play.result.is_out.unwrap_or(false),
            trajectory,
            batter_side: hand(self.play.matchup.bat_side.as_ref()),
            pitcher_hand: hand(self.play.matchup.pitch_hand.as_ref()),
        })
    }

    fn event(&mut self, name: &str) -> Option<&'static EventDef> {
        let found = event::find(name);
        if found.is_none() {
            self.unknown.insert(format!("event \"{name}\""));
        }
        found
    }

    fn play_event(&mut self, event: &PlayEvent<'_>) {
        if let Some(call) = &event.details.call
            && let Some(pitch) = pitch(event, &call.code)
        {
            self.happenings.push(Happening::Pitch(pitch));
            return;
        }
        let Some(kind) = event.details.event_type.as_deref() else { return };
        if kind == "runner_placed"
            && let Some(player) = &event.player
        {
            self.happenings.push(Happening::Placed { runner: player.id, base: event.base.unwrap_or(2) });
        } else if is_substitution(kind) {
            self.substitution(event, kind);
        } else {
            self.event(kind);
        }
    }

    fn substitution(&mut self, event: &PlayEvent<'_>, kind: &str) {
        let (Some(player), Some(position)) = (&event.player, position_of(event)) else { return };
        let usual = if kind == "offensive_substitution" { self.batting } else { self.batting.other() };
        let is_member = |side: Side| self.members[side as usize].contains(&player.id);
        let side = if !is_member(usual) && is_member(usual.other()) { usual.other() } else { usual };
        let slot = event.batting_order.as_deref().and_then(batting_order).map(|(slot, _)| slot);
        self.happenings.push(Happening::Entry(Entry {
            side,
            player: player.id,
            replaced: event.replaced_player.as_ref().map(|x| x.id),
            position,
            slot,
        }));
    }

    fn bases(&mut self, runners: &[&Runner<'_>], kind: Option<&str>, result: Option<TurnResult>) {
        let is = |wanted: &[&str]| {
            let kinds = runners.iter().filter_map(|x| x.details.event_type.as_deref()).chain(kind);
            kinds.into_iter().any(|kind| wanted.contains(&kind))
        };
        let event = Event {
            is_wild_pitch: is(&["wild_pitch"]),
            is_passed_ball: is(&["passed_ball"]),
            is_balk: is(&["balk", "forced_balk"]),
            multiple: None,
            moves: Vec::new(),
            credits: Vec::new(),
            result,
        };
        if runners.is_empty() && event == Event::default() {
            return;
        }
        let batter = self.play.matchup.batter.id;
        let (mut moves, mut credits): (Vec<Move>, _) = (Vec::with_capacity(runners.len()), Vec::new());
        for runner in runners {
            // An entry may only tell who handled the ball, or muffed it.
            let Some(to) = reached(runner) else {
                credits.extend(self.credits(runner));
                continue;
            };
            let placed = runner.details.event_type.as_deref() == Some("runner_placed");
            let from = runner.movement.start.as_deref().map_or(0, base);
            if placed {
                if let Reached::Base(base) = to {
                    self.happenings.push(Happening::Placed { runner: runner.details.runner.id, base });
                }
                continue;
            }
            if from == 0 && runner.details.runner.id != batter {
                self.unknown.insert(format!("where runner {} comes from", runner.details.runner.id));
            }
            // A second leg on the throw may repeat the word.
            let deed = match deed(runner) {
                deed if moves.iter().any(|x| x.runner == runner.details.runner.id && x.deed == deed) => Deed::None,
                deed => deed,
            };
            moves.push(Move {
                runner: runner.details.runner.id,
                from,
                to,
                deed,
                is_forced: to == Reached::Out && !deed.is_caught() && !deed.is_picked_off(),
                is_batted_in: runner.details.rbi.unwrap_or(false),
                is_earned: runner.details.earned.unwrap_or(false),
                responsible: runner.details.responsible_pitcher.as_ref().map(|x| x.id),
                credits: self.credits(runner),
            });
        }
        self.happenings.push(Happening::Event(Event { moves, credits, ..event }));
    }

    fn credits(&mut self, runner: &Runner<'_>) -> Vec<Credit> {
        let mut credits = Vec::new();
        for credit in &runner.credits {
            let kind = match &*credit.credit {
                "f_putout" => CreditKind::Putout,
                "f_assist" => CreditKind::Assist,
                "f_throwing_error" => CreditKind::ThrowingError,
                "f_fielding_error"
                | "f_error_dropped_ball"
                | "f_foul_error"
                | "f_error"
                | "f_defensive_shift_violation_error" => CreditKind::FieldingError,
                "f_interference" | "c_catcher_interf" => CreditKind::Interference,
                // An outfielder's assist is told twice; the others are no credits of the rules.
                "f_assist_of" | "f_fielded_ball" | "f_deflection" | "f_touch" => continue,
                other => {
                    self.unknown.insert(format!("credit \"{other}\""));
                    continue;
                }
            };
            if let Some(position) = position(&credit.position).filter(|position| *position <= 9) {
                credits.push(Credit { fielder: credit.player.id, position, kind });
            }
        }
        credits
    }
}

fn is_substitution(kind: &str) -> bool {
    matches!(kind, "pitching_substitution" | "offensive_substitution" | "defensive_substitution" | "defensive_switch")
}

fn position_of(event: &PlayEvent<'_>) -> Option<Position> {
    event.position.as_ref().and_then(position)
}

fn base(name: &str) -> u8 {
    match name {
        "1B" => 1,
        "2B" => 2,
        "3B" => 3,
        _ => 0,
    }
}

fn reached(runner: &Runner<'_>) -> Option<Reached> {
    if runner.movement.is_out == Some(true) {
        return Some(Reached::Out);
    }
    match runner.movement.end.as_deref()? {
        "score" => Some(Reached::Home),
        name => Some(Reached::Base(base(name))),
    }
}

/// By the reason of the move; without one, by the event of the entry.
fn deed(runner: &Runner<'_>) -> Deed {
    let reason = runner.details.movement_reason.as_deref().map(|reason| reason.trim_start_matches("r_"));
    let kind = reason.or(runner.details.event_type.as_deref()).unwrap_or_default();
    if kind.starts_with("stolen_base") {
        Deed::StolenBase
    } else if kind.starts_with("caught_stealing") {
        Deed::CaughtStealing
    } else if kind.starts_with("pickoff_caught_stealing") {
        Deed::PickedOffStealing
    } else if kind.starts_with("pickoff") && !kind.starts_with("pickoff_error") {
        Deed::PickedOff
    } else {
        Deed::None
    }
}

fn pitch(event: &PlayEvent<'_>, code: &str) -> Option<Pitch> {
    let details = &event.details;
    let call = if details.is_in_play == Some(true) {
        Call::InPlay
    } else if details.is_ball == Some(true) {
        Call::Ball
    } else if details.is_strike == Some(true) {
        // Fouls, but neither a foul tip nor a foul bunt, leave two strikes two.
        if matches!(code, "F" | "R") { Call::Foul } else { Call::Strike }
    } else {
        return None;
    };
    let number = event.pitch_number.filter(|_| event.is_pitch);
    Some(Pitch { number, call, is_intentional: number.is_none() && code == "VB" })
}

fn trajectory(name: &str) -> Option<Trajectory> {
    match name {
        "ground_ball" | "bunt_grounder" => Some(Trajectory::GroundBall),
        "fly_ball" => Some(Trajectory::FlyBall),
        "line_drive" | "bunt_line_drive" => Some(Trajectory::LineDrive),
        "popup" | "bunt_popup" => Some(Trajectory::Popup),
        _ => None,
    }
}
