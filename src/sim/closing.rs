//! The end of a turn at bat: who answers for it, and what is written down.

use super::book::PlateAppearance;
use super::contact::Contact;
use super::description;
use super::game::{Game, cause_of};
use super::log::{Cause, TurnLog};
use super::plate_appearance::Turn;
use super::roster::PlayerIndex;
use super::running::Play;
use super::situation::Situation;
use super::vocabulary::{Event, Trajectory};

/// How the turn ended, for the book.
#[derive(Default)]
pub(super) struct Ending {
    pub(super) runs: u8,
    pub(super) rbi: u8,
    pub(super) outs: u8,
    pub(super) fielder: Option<u8>,
    pub(super) reached_on_strikeout: bool,
    /// The third strike was a passed ball, or the throw to first an error.
    pub(super) passed: bool,
    pub(super) by_error: bool,
    /// Runners the batter left on.
    pub(super) left: u8,
    pub(super) batted_out: Option<Trajectory>,
}

impl Game<'_> {
    /// Rule 9.16(h): a walk is charged to the pitcher who was relieved with the count in the batter's favour.
    pub(super) fn charged_pitcher(&self, turn: &Turn, event: Event) -> PlayerIndex {
        turn.first_pitcher.filter(|_| event.is_walk()).unwrap_or(turn.pitcher)
    }

    /// Rule 9.15(b): a strikeout is charged to the batter who was replaced with two strikes.
    fn charged_batter(&self, turn: &Turn, event: Event) -> PlayerIndex {
        turn.first_batter.filter(|_| event.is_strikeout()).map_or(turn.batter, |(player, ..)| player)
    }

    /// What was written as one result turned out to be another.
    pub(super) fn retitle(&mut self, event: Event) {
        let index = self.events.len().saturating_sub(1);
        for leg in self.moves.iter_mut().filter(|leg| leg.index == index) {
            if matches!(leg.cause, Cause::Turn(_)) {
                leg.cause = Cause::Turn(event);
            }
        }
    }

    /// Ends the turn: the batter's and pitcher's lines, the book, the last row.
    pub(super) fn close(
        &mut self,
        turn: &Turn,
        event: Event,
        at_end: Situation,
        ending: &Ending,
        ball: Option<(&Contact, &Play)>,
    ) {
        self.note_state();
        self.tally_double_play();
        let has_event_row = event != Event::IntentWalk;
        let mut text = description::of(self, turn, event, ball, ending.runs);
        if ending.reached_on_strikeout {
            text.push_str(&description::reached_on_strikeout(self, turn, ending));
        }
        if has_event_row && let Some(thrown) = self.thrown.last_mut() {
            thrown.event = Some(event);
            thrown.fielder = ending.fielder;
            thrown.reached_on_strikeout = ending.reached_on_strikeout;
        }
        let batter = self.charged_batter(turn, event);
        let pitcher = self.charged_pitcher(turn, event);
        self.credit(batter, pitcher, event, ending);
        if event.is_hit() {
            let side = self.bat;
            self.frame(side).hits += 1;
        }
        let entry = self.book_entry(turn, event, at_end, ending, (batter, pitcher));
        self.write_log(turn, event, text, ending, ball);
        self.turns.push(entry);
        if event.is_plate_appearance() {
            let side = &mut self.sides[self.bat];
            side.next = (side.next + 1) % 9;
        }
        self.count = (0, 0);
    }

    fn book_entry(
        &self,
        turn: &Turn,
        event: Event,
        at_end: Situation,
        ending: &Ending,
        (batter, pitcher): (PlayerIndex, PlayerIndex),
    ) -> PlateAppearance {
        let fixture = self.fixture;
        let (team, opponent) =
            if self.bat == 1 { (&fixture.home, &fixture.away) } else { (&fixture.away, &fixture.home) };
        let own = self.sides[self.bat].order[turn.place].position;
        let (batter_position, batter_side) = match turn.first_batter {
            Some((player, position, side)) if player == batter => (position, side),
            _ => (own, turn.side),
        };
        let has_event_row = event != Event::IntentWalk;
        let (balls, strikes) = match self.thrown.last().filter(|_| turn.pitches > 0 && has_event_row) {
            Some(thrown) => (thrown.balls, thrown.strikes),
            None => (turn.balls, turn.strikes),
        };
        PlateAppearance {
            game_pk: fixture.game_pk,
            date: fixture.date,
            season: fixture.season,
            at_bat_number: self.turns.len() as u16 + 1,
            batter: self.id(batter),
            pitcher: self.id(pitcher),
            batter_at_end: self.id(turn.batter),
            pitcher_at_end: self.id(turn.pitcher),
            pairings: turn.pairings.clone(),
            counts: turn.counts.clone(),
            slot: turn.place as u8 + 1,
            batter_position,
            batter_side,
            pitcher_hand: self.people[usize::from(pitcher)].throws,
            batter_home: self.bat == 1,
            team: team.club.id,
            opponent: opponent.club.id,
            venue: fixture.home.club.venue_id,
            inning: self.inning,
            at_start: turn.at_start,
            at_end,
            balls,
            strikes,
            pitches: turn.pitches,
            event,
            has_event_row,
            has_rows: turn.pitches > 0,
            runs: ending.runs,
            rbi: ending.rbi,
            outs: ending.outs,
            reached_on_strikeout: ending.reached_on_strikeout,
            left_on_base: ending.left,
            batted_out: ending.batted_out,
        }
    }

    fn write_log(
        &mut self,
        turn: &Turn,
        event: Event,
        description: String,
        ending: &Ending,
        ball: Option<(&Contact, &Play)>,
    ) {
        let mut cause = cause_of(event);
        if event == Event::TruncatedPa {
            // The newer vocabulary is Savant's alone: the feed names what the runner did.
            cause = self.moves.last().map_or(cause, |leg| leg.cause);
        }
        let (balls, strikes) = self.count;
        let bases = if self.outs >= 3 { [None; 3] } else { self.bases };
        let log = TurnLog {
            inning: self.inning,
            top: self.bat == 0,
            batter: turn.batter,
            pitcher: turn.pitcher,
            side: turn.side,
            cause,
            title: title(event, ball.map(|(contact, _)| contact)),
            description,
            balls,
            strikes,
            outs: self.outs,
            score: self.score,
            rbi: ending.rbi,
            out: ending.outs > 0,
            on: bases.map(|runner| runner.map(|runner| runner.player)),
            answers: bases.map(|runner| runner.map(|runner| runner.charge.pitcher)),
            events: std::mem::take(&mut self.events),
            moves: std::mem::take(&mut self.moves),
        };
        self.logs.push(log);
    }
}

/// `event` of the feed for a result.
fn title(event: Event, ball: Option<&Contact>) -> &'static str {
    let shape = ball.map(|ball| (ball.bunt, ball.trajectory()));
    match event {
        Event::Single => "Single",
        Event::Double => "Double",
        Event::Triple => "Triple",
        Event::HomeRun => "Home Run",
        Event::Walk => "Walk",
        Event::IntentWalk => "Intent Walk",
        Event::HitByPitch => "Hit By Pitch",
        Event::Strikeout => "Strikeout",
        Event::StrikeoutDoublePlay => "Strikeout Double Play",
        Event::ForceOut => "Forceout",
        Event::GroundedIntoDoublePlay => "Grounded Into DP",
        Event::GroundedIntoTriplePlay | Event::TriplePlay => "Triple Play",
        Event::DoublePlay => "Double Play",
        Event::FieldError => "Field Error",
        Event::FieldersChoice => "Fielders Choice",
        Event::FieldersChoiceOut => "Fielders Choice Out",
        Event::SacFly => "Sac Fly",
        Event::SacFlyDoublePlay => "Sac Fly Double Play",
        Event::SacBunt => "Sac Bunt",
        Event::CatcherInterf => "Catcher Interference",
        Event::FieldOut => match shape {
            Some((true, _)) => "Bunt Groundout",
            Some((_, Trajectory::GroundBall)) => "Groundout",
            Some((_, Trajectory::LineDrive)) => "Lineout",
            Some((_, Trajectory::Popup)) => "Pop Out",
            _ => "Flyout",
        },
        Event::CaughtStealing2b
        | Event::CaughtStealing3b
        | Event::CaughtStealingHome
        | Event::Pickoff1b
        | Event::Pickoff2b
        | Event::Pickoff3b
        | Event::PickoffCaughtStealing2b
        | Event::TruncatedPa => "Runner Out",
    }
}
