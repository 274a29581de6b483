//! Wins, losses, saves, holds and blown saves by the rules (9.17 and 9.19), as far as they leave nothing to the official
//! scorer's judgement.

use std::collections::BTreeMap;

use super::account::{PersonId, Side};

/// What one pitcher is credited with; `None` is left to the scorer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decisions {
    /// Winning pitcher.
    pub win: Option<bool>,
    /// Losing pitcher.
    pub loss: Option<bool>,
    /// Save.
    pub save: Option<bool>,
    /// Hold: came with a save to win, made an out, left with the lead.
    pub hold: Option<bool>,
    /// Came with a save to win and lost the lead.
    pub blown_save: Option<bool>,
    /// Last of several pitchers.
    pub finished: bool,
    /// Only pitcher of his team.
    pub complete: bool,
    /// Complete, without a run.
    pub shutout: bool,
}

/// One pitcher's time in the game.
#[derive(Debug, Clone)]
struct Stint {
    pitcher: PersonId,
    /// Outs he made.
    outs: i16,
    /// Lead of his team when he came.
    lead: i16,
    /// Runners he found.
    runners: i16,
    /// Came with at least an inning of the scheduled ones left, or in extra innings with three outs to get.
    whole_inning: bool,
    /// Lost the lead.
    lost_lead: bool,
    is_starter: bool,
}

impl Stint {
    /// A save is to be won (rule 9.19(c)).
    fn has_save_to_win(&self) -> bool {
        self.lead > 0 && ((self.lead <= 3 && self.whole_inning) || self.lead <= self.runners + 2)
    }
}

/// What the rules need to know of a game.
#[derive(Debug)]
pub(super) struct Record {
    scheduled_innings: u8,
    stints: [Vec<Stint>; 2],
    /// Since the lead last changed: who leads, his pitcher of record, and the pitcher charged with the go-ahead run.
    ahead: Option<(Side, PersonId, PersonId)>,
}

impl Record {
    pub(super) fn new(scheduled_innings: u8, starters: [PersonId; 2]) -> Self {
        let stint = |pitcher| {
            vec![Stint {
                pitcher,
                outs: 0,
                lead: 0,
                runners: 0,
                whole_inning: true,
                lost_lead: false,
                is_starter: true,
            }]
        };
        Self { scheduled_innings, stints: starters.map(stint), ahead: None }
    }

    pub(super) fn new_pitcher(
        &mut self,
        side: Side,
        pitcher: PersonId,
        inning: i16,
        outs: i16,
        runners: i16,
        lead: i16,
    ) {
        self.stints[side as usize].push(Stint {
            pitcher,
            outs: 0,
            lead,
            runners,
            whole_inning: inning < i16::from(self.scheduled_innings) || outs == 0,
            lost_lead: false,
            is_starter: false,
        });
    }

    pub(super) fn outs(&mut self, side: Side, pitcher: PersonId, outs: i16) {
        if let Some(stint) = self.stints[side as usize].iter_mut().rev().find(|stint| stint.pitcher == pitcher) {
            stint.outs += outs;
        }
    }

    /// A run: `lead` is that of the side at bat after it.
    pub(super) fn run(&mut self, batting: Side, lead: i16, charged: PersonId, pitchers: [PersonId; 2]) {
        if lead == 0 {
            self.ahead = None;
            if let Some(stint) = self.stints[batting.other() as usize].last_mut() {
                stint.lost_lead = true;
            }
        } else if lead == 1 {
            self.ahead = Some((batting, pitchers[batting as usize], charged));
        }
    }

    pub(super) fn decide(
        &self,
        runs: [i16; 2],
        charged: impl Fn(PersonId) -> i16,
    ) -> [BTreeMap<PersonId, Decisions>; 2] {
        let mut all = [BTreeMap::new(), BTreeMap::new()];
        for side in [Side::Away, Side::Home] {
            let stints = &self.stints[side as usize];
            for (place, stint) in stints.iter().enumerate() {
                let is_last = place + 1 == stints.len();
                let complete = stints.len() == 1;
                let decisions: &mut Decisions = all[side as usize].entry(stint.pitcher).or_default();
                decisions.finished |= is_last && !complete;
                decisions.complete = complete;
                decisions.shutout = complete && runs[side.other() as usize] == 0 && charged(stint.pitcher) == 0;
                let [win, loss] = self.decision(side, stint, &charged);
                decisions.win = win;
                decisions.loss = loss;
                let won = runs[side as usize] > runs[side.other() as usize];
                let may_save = !stint.is_starter && stint.outs > 0;
                let three_innings = stint.outs >= 9 && stint.lead > 0;
                let kept = may_save && !stint.lost_lead;
                decisions.save = match (is_last && won && kept, win) {
                    (true, Some(false)) => Some(stint.has_save_to_win() || three_innings),
                    (true, None) => None,
                    _ => Some(false),
                };
                let hold = kept && !is_last && stint.has_save_to_win();
                decisions.hold = if hold && win != Some(false) { None } else { Some(hold) };
                decisions.blown_save = Some(!stint.is_starter && stint.has_save_to_win() && stint.lost_lead);
            }
        }
        all
    }

    /// Whether a pitcher won and whether he lost; `None` is left to the scorer (rule 9.17(b) and (c)).
    fn decision(&self, side: Side, stint: &Stint, charged: &impl Fn(PersonId) -> i16) -> [Option<bool>; 2] {
        let Some((winner, of_record, loser)) = self.ahead else { return [Some(false), Some(false)] };
        if winner != side {
            return [Some(false), Some(stint.pitcher == loser)];
        }
        let stints = &self.stints[side as usize];
        // Of a game of five innings on defense four are enough.
        let played: i16 = stints.iter().map(|x| x.outs).sum();
        let needed = if played <= 15 { 12 } else { 15 };
        let starter_falls_short =
            stints.len() > 1 && stints.first().is_some_and(|first| first.pitcher == of_record && first.outs < needed);
        let win = if !starter_falls_short {
            // A reliever who was brief and ineffective loses it to another, if the scorer thinks so.
            let is_open = |x: &Stint| x.pitcher == of_record && !x.is_starter && x.outs < 3 && charged(of_record) >= 2;
            let is_open = stints.iter().any(is_open) && !stint.is_starter;
            (!is_open).then_some(stint.pitcher == of_record)
        } else if stint.is_starter {
            Some(false)
        } else if stints.len() == 2 {
            Some(true)
        } else {
            None
        };
        [win, Some(false)]
    }
}
