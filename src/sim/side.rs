//! One team during a game: its order, its fielders, its pitchers, and their lines.

use super::fixture::{Lineup, Slot};
use super::game::PlayedSide;
use super::lines::{Batting, Fielding, Pitching};
use super::roster::PlayerIndex;
use std::collections::BTreeMap;

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Participant {
    pub(super) player: PlayerIndex,
    /// Place in the order in hundreds plus how many came before him in it; `None` for pitchers who do not bat.
    pub(super) order: Option<u16>,
    /// Positions in the order he took them; 11 pinch hitter, 12 pinch runner.
    pub(super) positions: Vec<u8>,
    pub(super) substitute: bool,
}

/// A pitcher's time on the mound, for decisions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stint {
    pub(super) pitcher: PlayerIndex,
    /// Runs his team was ahead when he came, and when he left.
    pub(super) lead: i32,
    pub(super) lead_after: i32,
    /// He came to protect a lead that a save is given for.
    pub(super) save_situation: bool,
    /// The tying run was on base, at bat or on deck.
    pub(super) tying_near: bool,
    pub(super) blew: bool,
}

/// One team during a game.
pub(super) struct Side {
    pub(super) order: [Slot; 9],
    /// Substitutes each place of the order has had.
    pub(super) entered: [u16; 9],
    pub(super) next: usize,
    pub(super) bench: Vec<PlayerIndex>,
    pub(super) bullpen: Vec<PlayerIndex>,
    pub(super) pitcher: PlayerIndex,
    pub(super) staff: Vec<Stint>,
    pub(super) batting: BTreeMap<PlayerIndex, Batting>,
    pub(super) pitching: BTreeMap<PlayerIndex, Pitching>,
    pub(super) fielding: BTreeMap<(PlayerIndex, u8), Fielding>,
    pub(super) participants: Vec<Participant>,
}

impl Side {
    pub(super) fn new(lineup: &Lineup) -> Self {
        let mut participants: Vec<Participant> = (1..)
            .zip(&lineup.order)
            .map(|(place, slot)| Participant {
                player: slot.player,
                order: Some(100 * place),
                positions: vec![slot.position],
                substitute: false,
            })
            .collect();
        // A two-way player pitches and bats; the mound is then his first position.
        match participants.iter_mut().find(|participant| participant.player == lineup.starter) {
            Some(two_way) => two_way.positions.insert(0, 1),
            None => participants.push(Participant {
                player: lineup.starter,
                order: None,
                positions: vec![1],
                substitute: false,
            }),
        }
        let started = |player, position| ((player, position), Fielding { g: 1, gs: 1, ..Fielding::default() });
        let fielding = lineup.order.iter().filter(|slot| slot.position < 10);
        let fielding = fielding.map(|slot| started(slot.player, slot.position));
        Self {
            order: lineup.order,
            entered: [0; 9],
            next: 0,
            bench: lineup.bench.clone(),
            bullpen: lineup.bullpen.clone(),
            pitcher: lineup.starter,
            staff: vec![Stint {
                pitcher: lineup.starter,
                lead: 0,
                lead_after: 0,
                save_situation: false,
                tying_near: false,
                blew: false,
            }],
            batting: lineup.order.iter().map(|slot| (slot.player, Batting { g: 1, ..Batting::default() })).collect(),
            pitching: BTreeMap::from([(lineup.starter, Pitching { g: 1, gs: 1, ..Pitching::default() })]),
            fielding: fielding.chain([started(lineup.starter, 1)]).collect(),
            participants,
        }
    }

    /// Who stands at a position, 1 to 9.
    pub(super) fn fielder(&self, position: u8) -> PlayerIndex {
        let slot = self.order.iter().find(|slot| slot.position == position);
        slot.map_or(self.pitcher, |slot| slot.player)
    }

    /// Catcher to right fielder.
    pub(super) fn fielders(&self) -> [PlayerIndex; 8] {
        std::array::from_fn(|i| self.fielder(i as u8 + 2))
    }

    /// His line at a position; he plays there from now on if he has not before.
    pub(super) fn fielding_of(&mut self, player: PlayerIndex, position: u8) -> &mut Fielding {
        self.fielding.entry((player, position)).or_insert(Fielding { g: 1, ..Fielding::default() })
    }

    /// Every fielder was there for an out.
    pub(super) fn field_out(&mut self) {
        for position in 1..=9 {
            let player = self.fielder(position);
            self.fielding_of(player, position).outs += 1;
        }
    }

    /// Somebody takes a place in the order; returns his number in it, `401` the first substitute in fourth.
    pub(super) fn substitute(&mut self, place: usize, player: PlayerIndex, position: u8) -> u16 {
        self.entered[place] += 1;
        self.order[place].player = player;
        let order = 100 * (place as u16 + 1) + self.entered[place];
        self.batting.insert(player, Batting { g: 1, ..Batting::default() });
        self.participants.push(Participant { player, order: Some(order), positions: vec![position], substitute: true });
        self.stand(place, position);
        order
    }

    /// Who has this place in the order takes a position; 11 and 12 are none in the field.
    pub(super) fn stand(&mut self, place: usize, position: u8) {
        let player = self.order[place].player;
        self.order[place].position = position;
        if let Some(participant) = self.participants.iter_mut().rfind(|known| known.player == player)
            && participant.positions.last() != Some(&position)
        {
            participant.positions.push(position);
        }
        if position < 10 {
            self.fielding_of(player, position);
        }
    }

    /// A reliever comes in with his team this far ahead.
    pub(super) fn relieve(&mut self, pitcher: PlayerIndex, lead: i32, inherited: u32) {
        if let Some(stint) = self.staff.last_mut() {
            stint.lead_after = lead;
        }
        self.pitcher = pitcher;
        let tying_near = lead > 0 && lead <= inherited as i32 + 2;
        let save_situation = (1..=3).contains(&lead) || tying_near;
        self.staff.push(Stint { pitcher, lead, lead_after: lead, save_situation, tying_near, blew: false });
        self.pitching.insert(pitcher, Pitching { g: 1, ir: inherited, ..Pitching::default() });
        self.fielding_of(pitcher, 1);
        self.participants.push(Participant { player: pitcher, order: None, positions: vec![1], substitute: true });
    }

    pub(super) fn finish(self) -> PlayedSide {
        PlayedSide {
            batting: self.batting,
            pitching: self.pitching,
            fielding: self.fielding,
            participants: self.participants,
            staff: self.staff.iter().map(|stint| stint.pitcher).collect(),
            bench: self.bench,
            bullpen: self.bullpen,
        }
    }
}
