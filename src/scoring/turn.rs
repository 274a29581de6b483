//! A turn at bat in progress: who had which part of it, and to whom its result belongs.

use super::account::{Call, Hand, PersonId, Pitch};
use super::part::{Part, Share, Situation, Tally};
use crate::domain::event::Outcome;

/// Somebody's entry into a turn, with the count he found.
#[derive(Debug, Clone, Copy)]
struct Joined {
    who: PersonId,
    balls: i16,
    strikes: i16,
}

/// What the game knows about one part when it begins.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    pub(super) at_bat: PersonId,
    pub(super) is_home: bool,
    pub(super) inning: i16,
    pub(super) batter_side: Option<Hand>,
    pub(super) pitcher_hand: Option<Hand>,
    pub(super) slot: Option<i16>,
    pub(super) batter_position: Option<i16>,
    pub(super) batter_is_start: bool,
    pub(super) pitcher_is_start: bool,
    pub(super) times_through: i16,
    pub(super) fielders: [PersonId; 9],
}

/// The turn in progress.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) number: i16,
    pub(super) batter: PersonId,
    pub(super) pitcher: PersonId,
    pub(super) balls: i16,
    pub(super) strikes: i16,
    /// Whether balls and strikes are known.
    pub(super) knows_count: bool,
    /// Balls and strikes before the last pitch.
    pub(super) before_pitch: Option<(i16, i16)>,
    pub(super) parts: Vec<Part>,
    /// Runners each new pitcher found.
    pub(super) inherited: Vec<(PersonId, i16)>,
    batters: Vec<Joined>,
    pitchers: Vec<Joined>,
    counts: i16,
    /// Outs and bases when it began.
    pub(super) start: (i16, i16),
}

impl Turn {
    pub(super) fn new(number: i16, batter: PersonId, pitcher: PersonId, start: (i16, i16)) -> Self {
        let joined = |who| vec![Joined { who, balls: 0, strikes: 0 }];
        Self {
            number,
            batter,
            pitcher,
            balls: 0,
            strikes: 0,
            knows_count: true,
            before_pitch: None,
            parts: Vec::new(),
            inherited: Vec::new(),
            batters: joined(batter),
            pitchers: joined(pitcher),
            counts: 1,
            start,
        }
    }

    pub(super) fn new_batter(&mut self, who: PersonId) {
        join(&mut self.batters, Joined { who, balls: self.balls, strikes: self.strikes });
        self.batter = who;
    }

    pub(super) fn new_pitcher(&mut self, who: PersonId) {
        join(&mut self.pitchers, Joined { who, balls: self.balls, strikes: self.strikes });
        self.pitcher = who;
    }

    /// The count without the pitches that led to it.
    pub(super) fn told_count(&mut self, count: Option<(u8, u8)>) {
        self.knows_count = count.is_some();
        self.counts = 0;
        (self.balls, self.strikes) = count.map_or((0, 0), |(balls, strikes)| (i16::from(balls), i16::from(strikes)));
    }

    /// Counts a pitch.
    pub(super) fn pitch(&mut self, pitch: &Pitch) {
        if !pitch.is_intentional {
            self.before_pitch = Some((self.balls, self.strikes));
        }
        match pitch.call {
            Call::Ball if !pitch.is_intentional => self.balls += 1,
            Call::Strike => self.strikes += 1,
            Call::Foul => self.strikes = (self.strikes + 1).min(2),
            Call::Ball | Call::InPlay => {}
        }
        if self.balls < 4 && self.strikes < 3 {
            self.counts |= 1 << (3 * self.balls + self.strikes);
        }
    }

    /// The batter the result belongs to: a strikeout belongs to whoever had two strikes when he left (rule 9.15(b)).
    pub(super) fn responsible_batter(&self, outcome: Outcome) -> PersonId {
        let inherits = |joined: &&Joined| outcome == Outcome::Strikeout && joined.strikes == 2;
        self.batters.iter().rev().find(|joined| !inherits(joined)).map_or(self.batter, |joined| joined.who)
    }

    /// The pitcher the result belongs to: a walk belongs to whoever left with the count 2-0, 2-1 or three balls
    /// (rule 9.16(h)).
    pub(super) fn responsible_pitcher(&self, outcome: Outcome) -> PersonId {
        let behind = |joined: &Joined| joined.balls == 3 || (joined.balls == 2 && joined.strikes < 2);
        let inherits = |joined: &&Joined| outcome.is_walk() && behind(joined);
        self.pitchers.iter().rev().find(|joined| !inherits(joined)).map_or(self.pitcher, |joined| joined.who)
    }

    /// The place of the part of a batter, or a runner, and a pitcher.
    pub(super) fn find(&self, share: Share, batter: PersonId, pitcher: PersonId) -> Option<usize> {
        self.parts.iter().position(|x| x.share == share && x.batter == batter && x.pitcher == pitcher)
    }

    /// Begins a part; its place.
    pub(super) fn begin(
        &mut self,
        share: Share,
        (batter, pitcher): (PersonId, PersonId),
        before: Situation,
        setting: Setting,
    ) -> usize {
        self.parts.push(Part {
            number: self.number,
            part: self.parts.len() as i16,
            share,
            batter,
            pitcher,
            at_bat: setting.at_bat,
            is_home: setting.is_home,
            batter_side: setting.batter_side,
            pitcher_hand: setting.pitcher_hand,
            inning: setting.inning,
            before,
            slot: setting.slot,
            batter_position: setting.batter_position,
            batter_is_start: setting.batter_is_start,
            pitcher_is_start: setting.pitcher_is_start,
            times_through: setting.times_through,
            event: None,
            trajectory: None,
            pitches: None,
            fielders: setting.fielders,
            tally: Tally::default(),
            counts_reached: 0,
            start: self.start,
            end: self.start,
        });
        self.parts.len() - 1
    }

    /// The parts of the finished turn.
    pub(super) fn finish(mut self, end: (i16, i16)) -> Vec<Part> {
        for part in &mut self.parts {
            part.counts_reached = self.counts;
            part.end = end;
        }
        self.parts
    }
}

/// Somebody who is replaced before anything happened never joined.
fn join(list: &mut Vec<Joined>, joined: Joined) {
    if let Some(last) = list.last_mut()
        && (last.balls, last.strikes) == (joined.balls, joined.strikes)
        && list.len() > 1
    {
        list.pop();
    }
    if list.last().is_none_or(|last| last.who != joined.who) {
        list.push(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(calls: &[Call]) -> Turn {
        let mut turn = Turn::new(1, 1, 100, (0, 0));
        for call in calls {
            turn.pitch(&Pitch { number: None, call: *call, is_intentional: false });
        }
        turn
    }

    #[test]
    fn a_strikeout_belongs_to_the_batter_who_left_with_two_strikes() {
        let mut two = turn(&[Call::Strike, Call::Foul]);
        two.new_batter(2);
        assert_eq!(two.responsible_batter(Outcome::Strikeout), 1);
        assert_eq!(two.responsible_batter(Outcome::Walk), 2);
        let mut one = turn(&[Call::Strike]);
        one.new_batter(2);
        assert_eq!(one.responsible_batter(Outcome::Strikeout), 2);
    }

    #[test]
    fn a_walk_belongs_to_the_pitcher_who_left_behind_in_the_count() {
        use Call::{Ball, Strike};
        let cases: &[(&[Call], i32)] = &[
            (&[Ball, Ball], 100),
            (&[Ball, Ball, Strike], 100),
            (&[Ball, Ball, Ball], 100),
            (&[Ball, Ball, Ball, Strike, Strike], 100),
            (&[Ball, Ball, Strike, Strike], 101),
            (&[Ball], 101),
            (&[Ball, Strike], 101),
        ];
        for (calls, responsible) in cases {
            let mut turn = turn(calls);
            turn.new_pitcher(101);
            assert_eq!(turn.responsible_pitcher(Outcome::Walk), *responsible, "{calls:?}");
            assert_eq!(turn.responsible_pitcher(Outcome::Hit(1)), 101, "{calls:?}");
        }
    }

    #[test]
    fn a_count_is_reached_once_it_stood() {
        let turn = turn(&[Call::Ball, Call::Strike, Call::Strike, Call::Foul, Call::InPlay]);
        assert_eq!(turn.counts, 1 | 1 << 3 | 1 << 4 | 1 << 5);
    }
}
