//! One team during a game: who bats where, who plays where, and what each did in the field.

use std::collections::BTreeMap;

use super::account::{CreditKind, Entry, Event, Move, PersonId, Position, Starter};

/// First and last positions that are in the field.
const FIELD: std::ops::RangeInclusive<Position> = 1..=9;

/// One player of one team in one game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// Who.
    pub player: PersonId,
    /// Place in the batting order; none for a pitcher who is not in it.
    pub slot: Option<u8>,
    /// 0 started in the slot, 1 was the first to replace him, ...
    pub sequence: Option<u8>,
    /// Started the game.
    pub is_start: bool,
    /// Positions in the order he played them.
    pub positions: Vec<Position>,
    /// 1 for the starting pitcher, 2 for the first reliever, ...
    pub pitching_order: Option<u8>,
}

/// What one player did at one position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fielding {
    /// Began the game there.
    pub is_start: bool,
    /// Outs made while he was there.
    pub outs: i16,
    /// Putouts.
    pub putouts: i16,
    /// Assists.
    pub assists: i16,
    /// Errors.
    pub errors: i16,
    /// Double plays he had a hand in.
    pub double_plays: i16,
    /// Triple plays he had a hand in.
    pub triple_plays: i16,
    /// Passed balls.
    pub passed_balls: i16,
    /// Bases stolen against him as catcher.
    pub stolen_bases: i16,
    /// Runners caught stealing against him as catcher.
    pub caught_stealing: i16,
    /// Runners picked off by him.
    pub pickoffs: i16,
    /// Interferences with the batter.
    pub catcher_interferences: i16,
}

/// Somebody's time at a position.
#[derive(Debug, Clone, Copy, Default)]
struct Spell {
    /// Something happened while he was there.
    has_played: bool,
    outs: i16,
}

/// A team.
#[derive(Debug, Clone, Default)]
pub(super) struct Team {
    /// Who bats in each slot.
    order: [PersonId; 9],
    /// Where the one in each slot plays.
    places: [Position; 9],
    /// How often each slot changed hands.
    changes: [u8; 9],
    /// Who plays each position, by its number; 0 is nobody.
    field: [PersonId; 10],
    /// What happened since whoever plays each position has done so.
    spells: [Spell; 10],
    pub(super) appearances: Vec<Appearance>,
    pub(super) fielding: BTreeMap<(PersonId, Position), Fielding>,
    pub(super) runs: i16,
    pitchers: u8,
}

impl Team {
    pub(super) fn new(starters: &[Starter]) -> Self {
        let mut team = Self::default();
        for starter in starters {
            team.appear(starter.player, starter.slot, true, starter.position);
            if let Some(place) = starter.slot.and_then(place_of) {
                // Who starts twice, as designated hitter and as pitcher, bats as the first.
                if team.order[place] != starter.player {
                    team.places[place] = starter.position;
                }
                team.order[place] = starter.player;
            }
            if FIELD.contains(&starter.position) {
                team.take_position(starter.player, starter.position);
                team.at(starter.player, starter.position).is_start = true;
            }
        }
        team
    }

    /// Who bats in a slot.
    pub(super) fn occupant(&self, slot: u8) -> Option<PersonId> {
        place_of(slot).map(|place| self.order[place]).filter(|player| *player != 0)
    }

    /// The pitcher now.
    pub(super) fn pitcher(&self) -> PersonId {
        self.field[1]
    }

    /// The catcher now.
    pub(super) fn catcher(&self) -> PersonId {
        self.field[2]
    }

    /// Pitcher, catcher, ... right fielder.
    pub(super) fn fielders(&self) -> [PersonId; 9] {
        let mut fielders = [0; 9];
        fielders.copy_from_slice(&self.field[1..]);
        fielders
    }

    /// Place of a player in the batting order, 1 to 9.
    pub(super) fn slot_of(&self, player: PersonId) -> Option<u8> {
        self.order.iter().position(|x| *x == player).map(|place| place as u8 + 1)
    }

    /// Where a player plays now: by his place in the batting order, else the position he took last. Who starts as
    /// designated hitter and as pitcher bats as that.
    pub(super) fn position_of(&self, player: PersonId) -> Option<Position> {
        if let Some(place) = self.slot_of(player).and_then(place_of) {
            return Some(self.places[place]);
        }
        self.find(player).and_then(|found| found.positions.last().copied())
    }

    pub(super) fn find(&self, player: PersonId) -> Option<&Appearance> {
        self.appearances.iter().find(|x| x.player == player)
    }

    /// Somebody enters the game or moves to another position.
    pub(super) fn enter(&mut self, entry: &Entry) {
        let replaced = entry.replaced.and_then(|old| self.slot_of(old));
        let slot = entry.slot.or(self.slot_of(entry.player)).or(replaced);
        if let Some(place) = slot.and_then(place_of)
            && self.order[place] != entry.player
        {
            // A designated hitter who goes to the field, or a pitcher who begins to bat, leaves no second place behind.
            self.changes[place] += 1;
            self.order[place] = entry.player;
        }
        if let Some(place) = slot.and_then(place_of) {
            self.places[place] = entry.position;
        }
        self.appear(entry.player, slot, false, entry.position);
        if FIELD.contains(&entry.position) {
            self.take_position(entry.player, entry.position);
        }
    }

    fn appear(&mut self, player: PersonId, slot: Option<u8>, is_start: bool, position: Position) {
        let sequence = slot.and_then(place_of).map(|place| self.changes[place]);
        match self.appearances.iter_mut().find(|x| x.player == player) {
            Some(known) => {
                if known.slot.is_none() {
                    (known.slot, known.sequence) = (slot, sequence);
                }
                if known.positions.last() != Some(&position) {
                    known.positions.push(position);
                }
            }
            None => self.appearances.push(Appearance {
                player,
                slot,
                sequence,
                is_start,
                positions: vec![position],
                pitching_order: None,
            }),
        }
    }

    fn take_position(&mut self, player: PersonId, position: Position) {
        // He leaves the place he had; whoever takes it is told of later.
        for place in 1..self.field.len() {
            if self.field[place] == player || place == usize::from(position) {
                self.end_spell(place as Position);
                self.field[place] = 0;
            }
        }
        self.field[usize::from(position)] = player;
        if position == 1 {
            self.at(player, position);
            let order = self.pitchers + 1;
            if let Some(known) = self.appearances.iter_mut().find(|x| x.player == player)
                && known.pitching_order.is_none()
            {
                known.pitching_order = Some(order);
                self.pitchers = order;
            }
        }
    }

    /// Writes down what happened while the one who plays a position did: he played there if anything did.
    fn end_spell(&mut self, position: Position) {
        let spell = std::mem::take(&mut self.spells[usize::from(position)]);
        let player = self.field[usize::from(position)];
        if player != 0 && spell.has_played {
            self.at(player, position).outs += spell.outs;
        }
    }

    /// The game is over.
    pub(super) fn finish(&mut self) {
        FIELD.for_each(|position| self.end_spell(position));
    }

    fn at(&mut self, player: PersonId, position: Position) -> &mut Fielding {
        self.fielding.entry((player, position)).or_default()
    }

    /// What the nine in the field did on one event; `multiple` outs are scored as one play.
    pub(super) fn field_event(&mut self, event: &Event, multiple: i16, outs: i16) {
        let moves = &event.moves;
        for spell in &mut self.spells {
            spell.has_played = true;
            spell.outs += outs;
        }
        let mut hands = Vec::new();
        let mut errors = Vec::new();
        let legs = moves.iter().map(|x| &x.credits).chain([&event.credits]).enumerate();
        for (leg, credit) in legs.flat_map(|(leg, credits)| credits.iter().map(move |credit| (leg, credit))) {
            let fielding = self.at(credit.fielder, credit.position);
            match credit.kind {
                CreditKind::Putout => fielding.putouts += 1,
                CreditKind::Assist => fielding.assists += 1,
                // One error may let several runners go; it stands with each of them.
                CreditKind::FieldingError | CreditKind::ThrowingError | CreditKind::Interference => {
                    let is_told =
                        |x: &&(usize, i32, CreditKind)| x.0 != leg && (x.1, x.2) == (credit.fielder, credit.kind);
                    if !errors.iter().any(|x| is_told(&x)) {
                        errors.push((leg, credit.fielder, credit.kind));
                        fielding.errors += 1;
                    }
                }
            }
            if matches!(credit.kind, CreditKind::Putout | CreditKind::Assist)
                && !hands.contains(&(credit.fielder, credit.position))
            {
                hands.push((credit.fielder, credit.position));
            }
        }
        for (player, position) in hands {
            let fielding = self.at(player, position);
            fielding.double_plays += i16::from(multiple == 2);
            fielding.triple_plays += i16::from(multiple == 3);
        }
        let catcher = self.catcher();
        if catcher != 0 {
            let behind = self.at(catcher, 2);
            behind.passed_balls += i16::from(event.is_passed_ball);
            for x in moves {
                behind.stolen_bases += i16::from(x.deed == super::account::Deed::StolenBase);
                behind.caught_stealing += i16::from(x.deed.is_caught());
            }
        }
    }

    /// The catcher got in the batter's way.
    pub(super) fn interfere(&mut self) {
        let catcher = self.catcher();
        if catcher != 0 {
            self.at(catcher, 2).catcher_interferences += 1;
        }
    }

    /// A runner was picked off; whoever began the play is credited, the pitcher where nobody is told.
    pub(super) fn pick_off(&mut self, runner: &Move) {
        let begun = runner.credits.iter().find(|x| x.kind == CreditKind::Assist);
        let (player, position) = begun.map_or((self.pitcher(), 1), |x| (x.fielder, x.position));
        if player != 0 {
            self.at(player, position).pickoffs += 1;
        }
    }
}

fn place_of(slot: u8) -> Option<usize> {
    (1..=9).contains(&slot).then(|| usize::from(slot) - 1)
}
