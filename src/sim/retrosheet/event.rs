//! The text of a play: what happened, how the ball was hit, and who went where.
//!
//! Everything is told explicitly that the grammar would let a reader infer with rules of scoring: runs batted in
//! that differ from the usual, runs that are not earned, every runner who moved.

use super::super::contact::Contact;
use super::super::log::{Cause, Deed, Move};
use super::super::vocabulary::{Event, Trajectory};

/// One runner on one play: his legs, in order.
pub(super) struct Path<'a> {
    from: u8,
    legs: Vec<&'a Move>,
}

/// How a ball was hit and who had it first.
#[derive(Clone, Copy)]
pub(super) struct Ball<'a> {
    pub(super) contact: &'a Contact,
    /// 0 over the fence.
    pub(super) fielder: u8,
}

/// The runners who moved on the event with this number; who was put on base before the inning is none.
pub(super) fn paths(moves: &[Move], index: usize) -> Vec<Path<'_>> {
    let mut paths: Vec<Path<'_>> = Vec::new();
    for leg in moves.iter().filter(|leg| leg.index == index && leg.cause != Cause::RunnerPlaced) {
        match paths.iter_mut().find(|path| path.legs[0].runner == leg.runner) {
            Some(path) => path.legs.push(leg),
            None => paths.push(Path { from: leg.start, legs: vec![leg] }),
        }
    }
    // Lead runner first, the batter last.
    paths.sort_by_key(|path| (path.from == 0, 3 - path.from.min(3)));
    paths
}

impl<'a> Path<'a> {
    pub(super) fn from(&self) -> u8 {
        self.from
    }

    fn last(&self) -> &'a Move {
        self.legs[self.legs.len() - 1]
    }

    /// Base reached, 4 home; none when he was put out.
    pub(super) fn end(&self) -> Option<u8> {
        self.last().end
    }

    /// Which out of the inning he was.
    pub(super) fn out(&self) -> Option<u8> {
        self.last().out.map(|(_, number)| number)
    }

    /// `2-H(E7/TH)(UR)`, `1X2(64)`. Credits of the first leg are left away where the play before it tells them.
    fn advance(&self, told: bool, counts: Counts) -> String {
        let last = self.last();
        let to = last.out.map_or(last.end.unwrap_or(0), |(base, _)| base);
        let mut text = format!("{}{}{}", base(self.from), if last.out.is_some() { 'X' } else { '-' }, base(to));
        for leg in &self.legs[usize::from(told)..] {
            if leg.out.is_some() {
                text.push_str(&format!("({})", digits(leg)));
            }
            if let Some(error) = error(leg) {
                text.push_str(&format!("({error})"));
            }
        }
        text + &marks(last, counts)
    }
}

/// Which runs count as batted in unless something else is said.
#[derive(Clone, Copy, PartialEq)]
enum Counts {
    All,
    None,
}

/// What has to be said of a run.
fn marks(leg: &Move, counts: Counts) -> String {
    let Some(run) = leg.scoring else { return String::new() };
    let mut text = String::new();
    match (run.batted_in, counts) {
        (true, Counts::None) => text.push_str("(RBI)"),
        (false, Counts::All) => text.push_str("(NR)"),
        _ => {}
    }
    if !run.earned {
        text.push_str("(UR)");
    } else if run.team_unearned {
        text.push_str("(TUR)");
    }
    text
}

/// A base as advances name it.
fn base(number: u8) -> char {
    match number {
        0 => 'B',
        1..=3 => char::from(b'0' + number),
        _ => 'H',
    }
}

/// Assists and putout, `64`.
fn digits(leg: &Move) -> String {
    let counts = |deed: &Deed| matches!(deed, Deed::Assist | Deed::Putout);
    leg.credits.iter().filter(|(_, _, deed)| counts(deed)).map(|(_, position, _)| position.to_string()).collect()
}

/// `E6`, `E2/TH`.
fn error(leg: &Move) -> Option<String> {
    leg.credits.iter().find_map(|(_, position, deed)| match deed {
        Deed::FieldingError => Some(format!("E{position}")),
        Deed::ThrowingError => Some(format!("E{position}/TH")),
        _ => None,
    })
}

/// Puts play and advances together.
fn join(play: String, advances: Vec<String>) -> String {
    if advances.is_empty() { play } else { format!("{play}.{}", advances.join(";")) }
}

/// A play on the bases between pitches.
pub(super) fn running(cause: Cause, paths: &[Path<'_>]) -> String {
    let play = bases(cause, paths);
    // Steals and outs of them say themselves where the runner went; a wild pitch does not.
    let implied = |path: &Path<'_>| path.legs.len() == 1 && path.legs[0].cause == cause && is_implied(cause);
    let threw = |path: &Path<'_>| matches!(cause, Cause::PickoffError(base) if base == path.from);
    let told = |path: &Path<'_>| is_implied(cause) || threw(path);
    let advances = paths.iter().filter(|path| !implied(path)).map(|path| path.advance(told(path), Counts::None));
    join(play, advances.collect())
}

/// The code says where the runner went.
fn is_implied(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::StolenBase(_) | Cause::CaughtStealing(_) | Cause::Pickoff(_) | Cause::PickoffCaughtStealing(_)
    )
}

fn bases(cause: Cause, paths: &[Path<'_>]) -> String {
    let first = paths.iter().map(|path| path.legs[0]).find(|leg| leg.cause == cause);
    let thrown = first.map_or_else(String::new, digits);
    match cause {
        Cause::StolenBase(to) => {
            // Home stolen and the run not earned: nothing else is said of it.
            let alone = paths.iter().find(|path| path.legs.len() == 1 && path.legs[0].cause == cause);
            let run = alone.map(|path| marks(path.last(), Counts::None)).unwrap_or_default();
            format!("SB{}{run}", base(to))
        }
        Cause::CaughtStealing(to) => format!("CS{}({thrown})", base(to)),
        Cause::Pickoff(at) => format!("PO{}({thrown})", base(at)),
        Cause::PickoffCaughtStealing(to) => format!("POCS{}({thrown})", base(to)),
        Cause::PickoffError(at) => {
            let error = paths.iter().find_map(|path| error(path.legs[0])).unwrap_or_default();
            format!("PO{}({error})", base(at))
        }
        Cause::WildPitch => "WP".to_owned(),
        Cause::PassedBall => "PB".to_owned(),
        Cause::Balk => "BK".to_owned(),
        Cause::DefensiveIndifference => "DI".to_owned(),
        // Nothing of these stands alone in the league.
        Cause::Error | Cause::OtherOut | Cause::RunnerPlaced | Cause::Turn(_) => "OA".to_owned(),
    }
}

/// The play that ended a turn. `other` chooses between two ways in which scorers write the same.
pub(super) fn turn(event: Event, paths: &[Path<'_>], ball: Option<Ball<'_>>, other: bool) -> String {
    let batter = paths.iter().find(|path| path.from == 0);
    if event.is_strikeout() {
        return strikeout(event, paths, batter);
    }
    let fielder = ball.map_or(0, |ball| ball.fielder);
    let hit = ball.map(|ball| shape(ball, event)).unwrap_or_default();
    let mut counts = Counts::All;
    // Runners whom the play itself puts out, and the base it gives the batter.
    let mut told: Vec<u8> = Vec::new();
    let mut given = None;
    let play = match event {
        Event::Single | Event::Double | Event::Triple => {
            given = Some(event.bases_of_hit());
            if event == Event::Double && over_the_fence(paths, ball) {
                format!("DGR{hit}")
            } else {
                format!("{}{fielder}{hit}", ['S', 'D', 'T'][usize::from(event.bases_of_hit()) - 1])
            }
        }
        Event::HomeRun => {
            given = Some(4);
            format!("HR{hit}")
        }
        Event::Walk | Event::IntentWalk | Event::HitByPitch | Event::CatcherInterf => {
            given = Some(1);
            match event {
                Event::Walk => "W",
                Event::IntentWalk => "IW",
                Event::HitByPitch => "HP",
                _ => "C/E2",
            }
            .to_owned()
        }
        Event::FieldError => {
            given = Some(1);
            let error = batter.and_then(|path| error(path.legs[0])).unwrap_or_default();
            format!("{error}{hit}")
        }
        Event::FieldersChoice | Event::FieldersChoiceOut => format!("FC{fielder}{hit}"),
        Event::ForceOut => format!("{}/FO{hit}", chain(paths, false, &mut told)),
        Event::GroundedIntoDoublePlay => {
            counts = Counts::None;
            format!("{}/GDP{hit}", chain(paths, false, &mut told))
        }
        Event::GroundedIntoTriplePlay => {
            counts = Counts::None;
            format!("{}/GTP{hit}", chain(paths, false, &mut told))
        }
        Event::DoublePlay | Event::TriplePlay if other => {
            let name = if event == Event::TriplePlay { "LTP" } else { "LDP" };
            format!("{}/{name}{hit}", chain(paths, true, &mut told))
        }
        _ => {
            told.push(0);
            let caught = batter.map(|path| digits(path.legs[0])).unwrap_or_default();
            let sacrifice = match event {
                Event::SacFly | Event::SacFlyDoublePlay => "/SF",
                Event::SacBunt => "/SH",
                _ => "",
            };
            format!("{caught}{hit}{sacrifice}")
        }
    };
    let outs = paths.iter().filter(|path| path.out().is_some()).count();
    let named = play.contains("DP") || play.contains("TP");
    let more = match outs {
        2 if !named => "/DP",
        3 if !named => "/TP",
        _ => "",
    };
    let mut advances = Vec::new();
    for path in paths.iter().filter(|path| !told.contains(&path.from)) {
        let said = path.from == 0 && given.is_some();
        let implied = said && path.legs.len() == 1 && path.end() == given && marks(path.last(), counts).is_empty();
        if !implied {
            advances.push(path.advance(said, counts));
        }
    }
    join(play + more, advances)
}

/// Outs in the order they were made, `64(1)3`. Who made one begins the next; where he did not, the out is left to
/// the advances. `told` gets the runners it names.
fn chain(paths: &[Path<'_>], in_full: bool, told: &mut Vec<u8>) -> String {
    let mut outs: Vec<&Path<'_>> = paths.iter().filter(|path| path.out().is_some()).collect();
    outs.sort_by_key(|path| path.out());
    let mut text = String::new();
    let mut holder: Option<char> = None;
    for (i, path) in outs.iter().enumerate() {
        let thrown = digits(path.last());
        let begins = thrown.chars().next();
        if holder.is_some() && begins != holder {
            break;
        }
        let short = holder.is_some() && thrown.len() > 1 && !in_full;
        text.push_str(if short { &thrown[1..] } else { &thrown });
        if path.from > 0 || i + 1 < outs.len() {
            text.push_str(&format!("({})", base(path.from)));
        }
        holder = thrown.chars().last();
        told.push(path.from);
    }
    text
}

fn strikeout(event: Event, paths: &[Path<'_>], batter: Option<&Path<'_>>) -> String {
    let mut play = "K".to_owned();
    let mut told = Vec::new();
    let first = batter.map(|path| path.legs[0]);
    // The catcher's putout is not written.
    let thrown = first.filter(|leg| leg.out.is_some()).map(digits).filter(|thrown| thrown != "2").unwrap_or_default();
    play.push_str(&thrown);
    if first.is_some_and(|leg| leg.out.is_some()) {
        told.push(0);
    }
    let other = paths.iter().map(|path| path.legs[0].cause).find(|cause| !matches!(cause, Cause::Turn(_)));
    if let Some(cause) = other {
        play.push_str(&format!("+{}", bases(cause, paths)));
        if is_implied(cause) {
            told.extend(paths.iter().filter(|path| path.from > 0).map(Path::from));
        }
    } else if let Some(error) = first.and_then(error) {
        play.push_str(&format!("+{error}"));
    }
    if event == Event::StrikeoutDoublePlay {
        play.push_str("/DP");
    }
    let left = paths.iter().filter(|path| !told.contains(&path.from));
    join(play, left.map(|path| path.advance(path.from == 0, Counts::None)).collect())
}

/// It bounced over the fence: everybody two bases, and the ball far and near a line.
fn over_the_fence(paths: &[Path<'_>], ball: Option<Ball<'_>>) -> bool {
    let far = ball.is_some_and(|ball| ball.contact.distance() > 290.0 && ball.contact.spray.abs() > 20.0);
    far && paths.iter().all(|path| path.legs.len() == 1 && path.end() == Some((path.from + 2).min(4)))
}

/// `/G6-`, `/F7D`, `/BG`.
fn shape(ball: Ball<'_>, event: Event) -> String {
    if ball.contact.bunt {
        return "/BG".to_owned();
    }
    let (contact, shape) = (ball.contact, ball.contact.trajectory());
    let letter = match shape {
        Trajectory::GroundBall => 'G',
        Trajectory::LineDrive => 'L',
        Trajectory::FlyBall => 'F',
        Trajectory::Popup => 'P',
    };
    let fielder = if ball.fielder == 0 { contact.outfielder() } else { ball.fielder };
    let through = shape == Trajectory::GroundBall && fielder > 6;
    let depth = match contact.distance() {
        _ if fielder < 7 || through => "",
        feet if feet < 220.0 => "S",
        feet if feet > 385.0 => "XD",
        feet if feet > 330.0 || event == Event::HomeRun => "D",
        _ => "",
    };
    let hardness = match contact.speed {
        speed if speed > 104.0 => "+",
        speed if speed < 62.0 => "-",
        _ => "",
    };
    let place = if through { String::new() } else { format!("{fielder}{depth}") };
    format!("/{letter}{place}{hardness}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(from: u8, end: Option<u8>, out: Option<(u8, u8)>, credits: &[(u8, Deed)]) -> Move {
        let credits = credits.iter().map(|(position, deed)| (0, *position, *deed)).collect();
        let cause = Cause::Turn(Event::TriplePlay);
        let runner = u16::from(from);
        Move { runner, origin: from, start: from, end, out, cause, reason: None, scoring: None, index: 0, credits }
    }

    fn line_drive() -> Contact {
        Contact { speed: 90.0, angle: 15.0, spray: -10.0, bunt: false, tracked: true }
    }

    /// The shortstop catches it and makes two throws: the second is not the first's receiver's.
    #[test]
    fn outs_that_do_not_follow_from_one_another_are_told_apart() {
        let moves = [
            leg(0, None, Some((1, 1)), &[(6, Deed::Putout)]),
            leg(2, None, Some((2, 2)), &[(6, Deed::Assist), (4, Deed::Putout)]),
            leg(1, None, Some((1, 3)), &[(6, Deed::Assist), (3, Deed::Putout)]),
        ];
        let contact = line_drive();
        let ball = Some(Ball { contact: &contact, fielder: 6 });
        let text = |other| turn(Event::TriplePlay, &paths(&moves, 0), ball, other);
        assert_eq!(text(true), "6(B)64(2)/LTP/L6.1X1(63)");
        assert_eq!(text(false), "6/L6/TP.2X2(64);1X1(63)");
    }

    #[test]
    fn a_relay_names_who_carries_the_ball_once() {
        let moves = [
            leg(2, None, Some((3, 1)), &[(5, Deed::Putout)]),
            leg(1, None, Some((2, 2)), &[(5, Deed::Assist), (4, Deed::Putout)]),
            leg(0, None, Some((1, 3)), &[(4, Deed::Assist), (3, Deed::Putout)]),
        ];
        let contact = Contact { angle: -5.0, ..line_drive() };
        let ball = Some(Ball { contact: &contact, fielder: 5 });
        assert_eq!(turn(Event::GroundedIntoTriplePlay, &paths(&moves, 0), ball, true), "5(2)4(1)3/GTP/G5");
    }

    #[test]
    fn a_throw_that_sails_on_is_told_with_the_runner_it_moved() {
        let mut moves = [
            leg(2, Some(4), None, &[]),
            leg(0, Some(1), None, &[(8, Deed::FieldedBall)]),
            leg(1, Some(2), None, &[]),
            leg(2, Some(3), None, &[(8, Deed::ThrowingError)]),
            leg(1, Some(2), None, &[]),
        ];
        // Runner from first to second on the hit, then to third; the batter after him.
        (moves[3].runner, moves[4].runner) = (1, 0);
        moves[0].scoring =
            Some(super::super::super::log::Scoring { pitcher: 0, batted_in: true, earned: false, team_unearned: true });
        let contact = line_drive();
        let ball = Some(Ball { contact: &contact, fielder: 8 });
        let text = turn(Event::Single, &paths(&moves, 0), ball, false);
        assert_eq!(text, "S8/L8.2-H(UR);1-3(E8/TH);B-2");
    }
}
