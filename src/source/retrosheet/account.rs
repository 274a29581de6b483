//! From records to an account: follows lineups, bases and the half inning to say who did what.

use super::earned;
use super::effect::{Effect, Kind, effect};
use super::event::{clean, parse};
use super::game::{Entry as EntryRecord, Game, Pitches, Play, Record};
use super::id::RetroId;
use super::people::People;
use super::pitches::Sequence;
use super::telling::{credits_of, event_def, moves, trajectory};
use crate::scoring::account::{
    Account, Entry, Event, Hand, Hands, Happening, PersonId, Position, Reached, Side, Starter, TurnResult,
};
use crate::scoring::{self, Scored};

/// A line that cannot be understood; its game is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct BadLine {
    /// Line of the file, from 1.
    pub line: u32,
    /// What was expected and what stands there.
    pub what: String,
}

/// A play with what it did and who was there, for checks against other programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'t> {
    /// The record.
    pub play: Play<'t>,
    /// What it did.
    pub effect: Effect,
    /// Number of the turn at bat.
    pub turn: i16,
    /// Outs before.
    pub outs: u8,
    /// Who stood on first, second and third base before.
    pub bases: [Option<PersonId>; 3],
    /// The batter.
    pub batter: PersonId,
    /// Where he plays.
    pub batter_position: Position,
    /// The pitcher.
    pub pitcher: PersonId,
    /// The side the batter stood on.
    pub batter_side: Option<Hand>,
    /// The hand the pitcher threw with.
    pub pitcher_hand: Option<Hand>,
}

/// A game told: the account, and where its records contradict each other.
#[derive(Debug, Clone, Default)]
pub struct Telling<'t> {
    /// What happened.
    pub account: Account,
    /// Contradictions.
    pub findings: Vec<String>,
    /// Every play; empty unless it was asked for.
    pub plays: Vec<Told<'t>>,
}

/// Tells a game. `keep_plays` keeps every play for a check.
///
/// # Errors
/// [`BadLine`] names the first record that cannot be understood.
pub fn tell<'t>(game: &Game<'t>, people: &People, keep_plays: bool) -> Result<Telling<'t>, BadLine> {
    let mut teller = Teller::new(game, people, keep_plays);
    for (place, (line, record)) in game.records.iter().enumerate() {
        teller.line = *line;
        teller.record(place, record)?;
    }
    Ok(teller.told)
}

/// Scores a game; the findings say where its records contradict each other.
///
/// # Errors
/// [`BadLine`] names the first record that cannot be understood.
pub fn score(game: &Game<'_>, people: &People) -> Result<(Scored, Vec<String>), BadLine> {
    let Telling { account, mut findings, .. } = tell(game, people, false)?;
    let mut scored = scoring::score(&account);
    findings.append(&mut scored.findings);
    findings.extend(earned::settle(game, people, &mut scored));
    Ok((scored, findings))
}

/// Somebody in the batting order.
#[derive(Debug, Clone, Copy)]
struct Batting {
    retro: RetroId,
    id: PersonId,
    position: Position,
}

/// A turn at bat under way.
#[derive(Debug, Clone, Copy)]
struct Turn<'t> {
    batter: RetroId,
    pitches: Sequence<'t>,
}

struct Teller<'g, 't> {
    game: &'g Game<'t>,
    people: &'g People,
    told: Telling<'t>,
    keep_plays: bool,
    line: u32,
    /// By slot; 0 a pitcher who does not bat.
    lineups: [[Option<Batting>; 10]; 2],
    /// By position.
    fields: [[PersonId; 10]; 2],
    /// The slot the designated hitter bats in.
    designated: [Option<u8>; 2],
    half: Option<(u8, Side)>,
    outs: u8,
    bases: [Option<PersonId>; 3],
    turn: Option<Turn<'t>>,
    turns: i16,
    side: Option<(RetroId, Hand)>,
    hand: Option<(PersonId, Hand)>,
}

impl<'g, 't> Teller<'g, 't> {
    fn new(game: &'g Game<'t>, people: &'g People, keep_plays: bool) -> Self {
        let mut told = Telling::default();
        told.account.scheduled_innings = game.info.innings;
        Self {
            game,
            people,
            told,
            keep_plays,
            line: game.line,
            lineups: Default::default(),
            fields: Default::default(),
            designated: Default::default(),
            half: None,
            outs: 0,
            bases: Default::default(),
            turn: None,
            turns: 0,
            side: None,
            hand: None,
        }
    }

    fn happens(&mut self, happening: Happening) {
        self.told.account.happenings.push(happening);
    }

    fn finding(&mut self, text: &str) {
        self.told.findings.push(format!("line {}: {text}", self.line));
    }

    fn record(&mut self, place: usize, record: &Record<'t>) -> Result<(), BadLine> {
        match record {
            Record::Start(entry) => self.start(entry),
            Record::Sub(entry) => self.substitute(entry),
            Record::Play(play) if play.event == "NP" => {
                // It announces a change; the turn has begun only if it goes on.
                if let Some(next) = self.coming(place).filter(|next| same_half(next, play)) {
                    self.enter_half(next);
                    self.come_to_bat(play);
                    self.pitches(play);
                }
            }
            Record::Play(play) => self.play(play)?,
            Record::BatterSide(batter, side) => self.side = Some((*batter, *side)),
            Record::PitcherHand(pitcher, hand) => self.hand = Some((self.person(*pitcher), *hand)),
            Record::Placed(runner, base) => {
                if let Some(next) = self.coming(place) {
                    self.enter_half(next);
                }
                let runner = self.person(*runner);
                if let Some(there) = self.bases.get_mut(usize::from(*base).wrapping_sub(1)) {
                    *there = Some(runner);
                }
                self.happens(Happening::Placed { runner, base: *base });
            }
            Record::Answers(pitcher, base) => {
                let pitcher = self.person(*pitcher);
                self.happens(Happening::Answers { pitcher, base: *base });
            }
            // Who bats out of order is named by his play.
            Record::OutOfOrder(..) | Record::Comment(_) => {}
        }
        Ok(())
    }

    /// The next play after a record that is one.
    fn coming(&self, place: usize) -> Option<&'g Play<'t>> {
        let game: &'g Game<'t> = self.game;
        game.records[place + 1..].iter().find_map(|(_, record)| match record {
            Record::Play(play) if play.event != "NP" => Some(play),
            _ => None,
        })
    }

    /// The store's number of a person, whose hands it notes.
    fn person(&mut self, retro: RetroId) -> PersonId {
        let person = self.people.person(retro);
        let hands = Hands { bats: person.bats, throws: person.throws };
        self.told.account.hands.insert(person.id, hands);
        person.id
    }

    /// The batter of a play, who as a rule is in the batting order.
    fn batter(&mut self, play: &Play<'t>) -> PersonId {
        let lineup = &self.lineups[play.batting as usize];
        let known = lineup.iter().flatten().find(|there| there.retro == play.batter).map(|there| there.id);
        known.unwrap_or_else(|| self.person(play.batter))
    }

    fn start(&mut self, entry: &EntryRecord<'_>) {
        let id = self.person(entry.player);
        let slot = (entry.slot > 0).then_some(entry.slot);
        let team = entry.side as usize;
        self.told.account.starters[team].push(Starter { player: id, slot, position: entry.position });
        self.take_place(entry, id);
    }

    fn take_place(&mut self, entry: &EntryRecord<'_>, id: PersonId) {
        let team = entry.side as usize;
        let position = entry.position;
        if let Some(place) = self.lineups[team].get_mut(usize::from(entry.slot)) {
            *place = Some(Batting { retro: entry.player, id, position });
        }
        if (1..=9).contains(&position) {
            self.fields[team][usize::from(position)] = id;
        }
        // He who goes to the field, or a pitcher who bats, ends the designated hitter.
        let ends = (1..=9).contains(&position)
            && (self.designated[team] == Some(entry.slot) || (position == 1 && entry.slot > 0));
        if position == 10 {
            self.designated[team] = Some(entry.slot);
        } else if ends {
            self.designated[team] = None;
        }
    }

    fn substitute(&mut self, entry: &EntryRecord<'_>) {
        let id = self.person(entry.player);
        let team = entry.side as usize;
        let replaced = self.lineups[team].get(usize::from(entry.slot)).copied().flatten();
        self.take_place(entry, id);
        if let Some(old) = replaced {
            if let Some(turn) = &mut self.turn
                && entry.position == 11
                && turn.batter == old.retro
            {
                turn.batter = entry.player;
            }
            for there in self.bases.iter_mut().filter(|there| entry.position == 12 && **there == Some(old.id)) {
                *there = Some(id);
            }
        }
        let slot = (entry.slot > 0).then_some(entry.slot);
        let (side, position) = (entry.side, entry.position);
        self.happens(Happening::Entry(Entry { side, player: id, replaced: None, position, slot }));
        // Who bats or runs for the designated hitter is that at once.
        if position > 10
            && slot.is_some()
            && self.designated[team] == slot
            && let Some(Some(there)) = self.lineups[team].get_mut(usize::from(entry.slot))
        {
            there.position = 10;
            self.happens(Happening::Entry(Entry { side, player: id, replaced: None, position: 10, slot }));
        }
    }

    fn enter_half(&mut self, play: &Play<'t>) {
        let half = (play.inning, play.batting);
        if self.half == Some(half) {
            return;
        }
        if self.half.is_some() && self.outs < 3 {
            self.finding(&format!("the half before has {} outs", self.outs));
        }
        self.half = Some(half);
        self.outs = 0;
        self.bases = Default::default();
        self.turn = None;
        self.happens(Happening::Half { inning: play.inning, batting: play.batting });
    }

    /// Begins the turn of a play's batter unless he is at bat.
    fn come_to_bat(&mut self, play: &Play<'t>) {
        if self.turn.is_some_and(|turn| turn.batter == play.batter) {
            return;
        }
        self.turns = self.turns.saturating_add(1);
        self.turn = Some(Turn { batter: play.batter, pitches: Sequence::default() });
        let batter = self.batter(play);
        let pitcher = self.fields[play.batting.other() as usize][1];
        self.happens(Happening::Turn { number: self.turns, batter, pitcher: Some(pitcher) });
    }

    /// The pitches a record adds to those told before.
    fn pitches(&mut self, play: &Play<'t>) {
        let Some(turn) = &mut self.turn else { return };
        let is_followed = play.pitches.bytes().any(|x| x.is_ascii_uppercase());
        // In a game with its pitches an empty field says nothing, but for a count that pitches must have led to.
        let says_nothing = self.game.info.pitches == Pitches::All && (play.event == "NP" || play.count == Some((0, 0)));
        if !is_followed && says_nothing {
            return;
        }
        if !is_followed {
            self.happens(Happening::Count(play.count));
            return;
        }
        let is_intentional = play.event.starts_with('I');
        let happenings = &mut self.told.account.happenings;
        turn.pitches.go_on(play.pitches, is_intentional, |pitch| happenings.push(Happening::Pitch(pitch)));
    }

    fn play(&mut self, play: &Play<'t>) -> Result<(), BadLine> {
        self.enter_half(play);
        self.come_to_bat(play);
        self.pitches(play);
        let text = clean(play.event);
        let event = parse(&text).map_err(|error| BadLine { line: self.line, what: error.to_string() })?;
        let occupied = (0..3).map(|place| u8::from(self.bases[place].is_some()) << place).sum();
        let effect = effect(&event, occupied, self.outs);
        if effect.kind == Kind::NoPlay {
            return Ok(());
        }
        let batter = self.batter(play);
        let fielding = play.batting.other() as usize;
        let pitcher = self.fields[fielding][1];
        let pitcher_hand = self.pitcher_hand(pitcher);
        let batter_side = self.batter_side(play.batter, pitcher_hand);
        if self.keep_plays {
            let team = play.batting as usize;
            let batting = self.lineups[team].iter().skip(1).flatten().find(|x| x.id == batter);
            self.told.plays.push(Told {
                play: *play,
                effect: effect.clone(),
                turn: self.turns,
                outs: self.outs,
                bases: self.bases,
                batter,
                batter_position: batting.map_or(0, |x| x.position),
                pitcher,
                batter_side,
                pitcher_hand,
            });
        }
        let outs = effect.outs();
        let result = event_def(&effect).map(|event| TurnResult {
            event,
            is_out: outs > 0,
            trajectory: effect.flight.map(trajectory),
            batter_side,
            pitcher_hand,
        });
        let men = [Some(batter), self.bases[0], self.bases[1], self.bases[2]];
        for (from, man) in men.iter().enumerate() {
            if effect.runners[from].end.is_some() && man.is_none() {
                self.finding(&format!("{}: nobody is on base {from}", play.event));
            }
        }
        let moves = moves(&effect, men, &self.fields[fielding]);
        for x in &moves {
            if let Some(place) = usize::from(x.from).checked_sub(1) {
                self.bases[place] = None;
            }
        }
        for x in &moves {
            if let Reached::Base(base @ 1..=3) = x.to {
                let there = &mut self.bases[usize::from(base) - 1];
                // After the third out nobody says where the others were forced to.
                if there.is_some_and(|who| who != x.runner) && self.outs.saturating_add(outs) < 3 {
                    self.told.findings.push(format!("line {}: {}: two runners on base {base}", self.line, play.event));
                }
                *there = Some(x.runner);
            }
        }
        self.outs = self.outs.saturating_add(outs);
        self.happens(Happening::Event(Event {
            moves,
            credits: credits_of(&effect, &self.fields[fielding]),
            is_wild_pitch: effect.is_wild_pitch,
            is_passed_ball: effect.is_passed_ball,
            is_balk: effect.is_balk,
            multiple: Some(i16::from(effect.multiple)),
            result,
        }));
        if effect.kind.ends_turn() {
            self.turn = None;
        }
        if effect.kind.ends_turn() || self.outs >= 3 {
            (self.side, self.hand) = (None, None);
        }
        Ok(())
    }

    fn pitcher_hand(&self, pitcher: PersonId) -> Option<Hand> {
        let told = self.hand.filter(|(who, _)| *who == pitcher).map(|(_, hand)| hand);
        told.or_else(|| self.told.account.hands.get(&pitcher)?.throws)
    }

    fn batter_side(&mut self, batter: RetroId, pitcher: Option<Hand>) -> Option<Hand> {
        let told = self.side.filter(|(who, _)| *who == batter).map(|(_, side)| side);
        told.or_else(|| self.people.person(batter).bats?.against(pitcher))
    }
}

fn same_half(a: &Play<'_>, b: &Play<'_>) -> bool {
    (a.inning, a.batting) == (b.inning, b.batting)
}
