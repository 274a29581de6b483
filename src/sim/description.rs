//! The sentence about a turn at bat: Savant's `des`, with its doubled blanks.

use super::closing::Ending;
use super::contact::Contact;
use super::game::Game;
use super::log::What;
use super::plate_appearance::Turn;
use super::roster::PlayerIndex;
use super::running::{Play, To};
use super::vocabulary::{Event, Trajectory};

const FIELDERS: [&str; 9] = [
    "pitcher",
    "catcher",
    "first baseman",
    "second baseman",
    "third baseman",
    "shortstop",
    "left fielder",
    "center fielder",
    "right fielder",
];

/// Describes a turn.
pub(super) fn of(game: &Game<'_>, turn: &Turn, event: Event, ball: Option<(&Contact, &Play)>, runs: u8) -> String {
    let batter = name(game, turn.batter);
    let mut text = match (event, ball) {
        (Event::Walk, _) => format!("{batter} walks."),
        (Event::IntentWalk, _) => format!("{} intentionally walks {batter}.", name(game, turn.pitcher)),
        (Event::HitByPitch, _) => format!("{batter} hit by pitch."),
        (Event::CatcherInterf, _) => {
            format!("{batter} reaches on catcher interference by {}.", fielder_name(game, turn, 2))
        }
        (Event::Strikeout, _) => format!("{batter} strikes out."),
        (Event::StrikeoutDoublePlay, _) => {
            format!("{batter} strikes out and a runner is caught stealing, catcher {}.", fielder_name(game, turn, 2))
        }
        (event, None) if !event.is_plate_appearance() => cut_short(game, &batter),
        (_, Some((contact, play))) => in_play(game, turn, &batter, contact, play),
        (_, None) => format!("{batter} is out."),
    };
    if let (Some((_, play)), Some(thrown)) = (ball, game.thrown.last()) {
        let mut home = runs;
        for from in (1..4).rev() {
            let Some(runner) = thrown.on[from - 1] else { continue };
            let what = match play.to[from] {
                To::Home if home > 0 => {
                    home -= 1;
                    "scores"
                }
                To::Base(2) => "to 2nd",
                To::Base(3) => "to 3rd",
                To::Out(_) => "out",
                _ => continue,
            };
            text.push_str(&format!("   {} {what}.", name(game, runner)));
        }
    }
    text
}

/// What the last runner did, when it was the third out.
fn cut_short(game: &Game<'_>, batter: &str) -> String {
    match game.events.last().map(|event| &event.what) {
        Some(What::Action(action)) => format!("With {batter} batting, {}", action.text),
        _ => format!("With {batter} batting, runner out."),
    }
}

/// What follows a strikeout on which the batter reached first.
pub(super) fn reached_on_strikeout(game: &Game<'_>, turn: &Turn, ending: &Ending) -> String {
    let how = if ending.passed {
        format!("Passed ball by catcher {}.", fielder_name(game, turn, 2))
    } else if ending.by_error {
        format!("Throwing error by catcher {}.", fielder_name(game, turn, 2))
    } else {
        format!("Wild pitch by pitcher {}.", name(game, turn.pitcher))
    };
    format!("  {how}   {} to 1st.", name(game, turn.batter))
}

fn in_play(game: &Game<'_>, turn: &Turn, batter: &str, contact: &Contact, play: &Play) -> String {
    let by = format!("{} {}", position(play.fielder), fielder_name(game, turn, play.fielder));
    let ball = match contact.trajectory() {
        Trajectory::GroundBall => "ground ball",
        Trajectory::LineDrive => "line drive",
        Trajectory::FlyBall => "fly ball",
        Trajectory::Popup => "pop up",
    };
    let sharp = if contact.speed >= 95.0 { "sharp " } else { "" };
    let out = match contact.trajectory() {
        Trajectory::GroundBall => "grounds",
        Trajectory::LineDrive => "lines",
        Trajectory::FlyBall => "flies",
        Trajectory::Popup => "pops",
    };
    match play.event {
        Event::Single => format!("{batter} singles on a {sharp}{ball} to {by}."),
        Event::Double => format!("{batter} doubles on a {sharp}{ball} to {by}."),
        Event::Triple => format!("{batter} triples on a {sharp}{ball} to {by}."),
        Event::HomeRun => format!("{batter} homers on a {ball} to {}.", field(contact.spray)),
        Event::FieldError if play.thrown_away => format!("{batter} reaches on a throwing error by {by}."),
        Event::FieldError => format!("{batter} reaches on a fielding error by {by}."),
        Event::ForceOut => format!("{batter} {out} into a force out, fielded by {by}."),
        Event::GroundedIntoTriplePlay | Event::TriplePlay => format!("{batter} {out} into a triple play, {by}."),
        Event::GroundedIntoDoublePlay | Event::DoublePlay => format!("{batter} {out} into a double play, {by}."),
        Event::FieldersChoice => format!("{batter} reaches on a fielder's choice, fielded by {by}."),
        Event::FieldersChoiceOut => format!("{batter} reaches on a fielder's choice out, {by}."),
        Event::SacFly => format!("{batter} out on a sacrifice fly to {by}."),
        Event::SacFlyDoublePlay => format!("{batter} out on a sacrifice fly, double play, {by}."),
        Event::SacBunt => format!("{batter} out on a sacrifice bunt, {by}."),
        _ => format!("{batter} {out} out to {by}."),
    }
}

fn field(spray: f64) -> &'static str {
    match spray {
        s if s < -27.0 => "left field",
        s if s < -9.0 => "left center field",
        s if s < 9.0 => "center field",
        s if s < 27.0 => "right center field",
        _ => "right field",
    }
}

fn position(number: u8) -> &'static str {
    FIELDERS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("pitcher")
}

fn name(game: &Game<'_>, player: PlayerIndex) -> String {
    game.people[usize::from(player)].name.full()
}

fn fielder_name(game: &Game<'_>, turn: &Turn, position: u8) -> String {
    match usize::from(position).checked_sub(2) {
        Some(i) if i < 8 => name(game, turn.fielders[i]),
        _ => name(game, turn.pitcher),
    }
}
