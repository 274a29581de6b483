//! Baseball Savant's search CSV in its 118-column header of 2025, quoted as the service quotes.

use super::day_rows::outs_left;
use super::expectancy;
use super::fixture::Fixture;
use super::game::Thrown;
use super::league::League;
use super::person::Player;
use super::situation::runner_bits;
use super::tracking::{Measures, round};
use super::vocabulary::{Call, Event, Hand};
use crate::domain::club;
use chrono::{Datelike, NaiveDate};
use std::io::Write;

/// The columns, in the order of the header.
#[rustfmt::skip]
pub const COLUMNS: [&str; 118] = [
    "pitch_type", "game_date", "release_speed", "release_pos_x", "release_pos_z", "player_name", "batter", "pitcher",
    "events", "description", "spin_dir", "spin_rate_deprecated", "break_angle_deprecated", "break_length_deprecated",
    "zone", "des", "game_type", "stand", "p_throws", "home_team", "away_team", "type", "hit_location", "bb_type",
    "balls", "strikes", "game_year", "pfx_x", "pfx_z", "plate_x", "plate_z", "on_3b", "on_2b", "on_1b",
    "outs_when_up", "inning", "inning_topbot", "hc_x", "hc_y", "tfs_deprecated", "tfs_zulu_deprecated", "umpire",
    "sv_id", "vx0", "vy0", "vz0", "ax", "ay", "az", "sz_top", "sz_bot", "hit_distance_sc", "launch_speed",
    "launch_angle", "effective_speed", "release_spin_rate", "release_extension", "game_pk", "fielder_2", "fielder_3",
    "fielder_4", "fielder_5", "fielder_6", "fielder_7", "fielder_8", "fielder_9", "release_pos_y",
    "estimated_ba_using_speedangle", "estimated_woba_using_speedangle", "woba_value", "woba_denom", "babip_value",
    "iso_value", "launch_speed_angle", "at_bat_number", "pitch_number", "pitch_name", "home_score", "away_score",
    "bat_score", "fld_score", "post_away_score", "post_home_score", "post_bat_score", "post_fld_score",
    "if_fielding_alignment", "of_fielding_alignment", "spin_axis", "delta_home_win_exp", "delta_run_exp", "bat_speed",
    "swing_length", "estimated_slg_using_speedangle", "delta_pitcher_run_exp", "hyper_speed", "home_score_diff",
    "bat_score_diff", "home_win_exp", "bat_win_exp", "age_pit_legacy", "age_bat_legacy", "age_pit", "age_bat",
    "n_thruorder_pitcher", "n_priorpa_thisgame_player_at_bat", "pitcher_days_since_prev_game",
    "batter_days_since_prev_game", "pitcher_days_until_next_game", "batter_days_until_next_game",
    "api_break_z_with_gravity", "api_break_x_arm", "api_break_x_batter_in", "arm_angle", "attack_angle",
    "attack_direction", "swing_path_tilt", "intercept_ball_minus_batter_pos_x_inches",
    "intercept_ball_minus_batter_pos_y_inches",
];

/// Whose name stands in `player_name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameOf {
    /// The pitcher's (`player_type=pitcher`).
    #[default]
    Pitcher,
    /// The batter's (`player_type=batter`).
    Batter,
}

/// Everything a row is written from.
pub(super) struct RowContext<'a> {
    pub(super) league: &'a League,
    pub(super) fixture: &'a Fixture,
    pub(super) thrown: &'a Thrown,
    pub(super) measures: &'a Measures,
    pub(super) description: &'a str,
    /// Chance of the home team to win before the pitch, and its change over the turn at bat.
    pub(super) win: f64,
    pub(super) win_change: f64,
    pub(super) name: NameOf,
}

impl League {
    /// The CSV of one day: byte order mark, header, rows date-descending, no final newline. A day without
    /// games has the header only.
    #[must_use]
    pub fn savant_csv(&self, day: NaiveDate) -> Vec<u8> {
        assemble(&self.rows_of_day(day, None, NameOf::Pitcher))
    }
}

/// The byte order mark and the header.
pub(super) fn header() -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    for (i, column) in COLUMNS.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\"" } else { b",\"" });
        out.extend_from_slice(column.as_bytes());
        out.push(b'"');
    }
    out
}

/// Header and rows, without a final newline.
pub(super) fn assemble(rows: &[Vec<u8>]) -> Vec<u8> {
    let mut out = header();
    out.reserve(rows.iter().map(|row| row.len() + 1).sum());
    for row in rows {
        out.push(b'\n');
        out.extend_from_slice(row);
    }
    out
}

/// Home win expectancy before a pitch.
pub(super) fn win_before(fixture: &Fixture, thrown: &Thrown) -> f64 {
    let runs =
        expectancy::runs(runner_bits(thrown.on.map(|on| on.is_some())), thrown.outs, thrown.balls, thrown.strikes);
    let lead = i32::from(thrown.score[1]) - i32::from(thrown.score[0]);
    expectancy::home_win(lead, outs_left(fixture, thrown), runs, !thrown.top)
}

/// A row being written: fields in order, each quoted or bare as the service does it.
struct Line<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Line<'_> {
    fn next(&mut self) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
    }

    fn blank(&mut self, fields: usize) {
        for _ in 0..fields {
            self.next();
        }
    }

    fn text(&mut self, text: &str) {
        self.next();
        self.out.push(b'"');
        for part in text.split_inclusive('"') {
            self.out.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                self.out.push(b'"');
            }
        }
        self.out.push(b'"');
    }

    fn display(&mut self, value: impl std::fmt::Display) {
        self.next();
        // Writing to memory does not fail.
        let _ = write!(self.out, "{value}");
    }

    fn quoted(&mut self, value: f64) {
        self.next();
        let _ = write!(self.out, "\"{value}\"");
    }

    fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => write(self, value),
            None => self.next(),
        }
    }
}

/// Writes one row.
pub(super) fn write_row(row: &RowContext<'_>, out: &mut Vec<u8>) {
    let (thrown, m, fixture) = (row.thrown, row.measures, row.fixture);
    let people = &row.league.people;
    let (batter, pitcher) = (&people[usize::from(thrown.batter)], &people[usize::from(thrown.pitcher)]);
    let mut line = Line { out, first: true };
    let team = |id: i32| club::code_in(fixture.season, id).unwrap_or_default();
    line.text(m.kind.word());
    line.text(&fixture.date.to_string());
    line.quoted(m.speed);
    line.quoted(m.release[0]);
    line.quoted(m.release[2]);
    line.text(&if row.name == NameOf::Pitcher { pitcher } else { batter }.name.last_first());
    line.display(batter.id);
    line.display(pitcher.id);
    line.maybe(thrown.event, |line, event| line.text(event.word()));
    line.text(thrown.call.word());
    line.blank(4);
    line.display(m.zone);
    line.text(row.description);
    line.text("R");
    line.text(thrown.side.code());
    line.text(pitcher.throws.code());
    line.text(team(fixture.home.club.id));
    line.text(team(fixture.away.club.id));
    line.text(thrown.call.kind());
    line.maybe(thrown.fielder, |line, fielder| line.display(fielder));
    line.maybe(thrown.contact, |line, ball| line.text(ball.trajectory().word()));
    line.display(thrown.balls);
    line.display(thrown.strikes);
    line.display(fixture.date.year());
    for value in m.pfx.into_iter().chain(m.plate) {
        line.quoted(value);
    }
    for runner in thrown.on.iter().rev() {
        line.maybe(*runner, |line, runner| line.display(people[usize::from(runner)].id));
    }
    line.display(thrown.outs);
    line.display(thrown.inning);
    line.text(if thrown.top { "Top" } else { "Bot" });
    batted_ball_place(&mut line, thrown);
    line.blank(4);
    for value in m.velocity.into_iter().chain(m.acceleration) {
        line.display(value);
    }
    line.quoted(m.strike_zone.0);
    line.quoted(m.strike_zone.1);
    launch(&mut line, thrown, m);
    line.quoted(m.effective_speed);
    line.maybe(m.spin, |line, spin| line.display(spin));
    line.quoted(m.extension);
    line.display(fixture.game_pk);
    for fielder in thrown.fielders {
        line.display(people[usize::from(fielder)].id);
    }
    line.quoted(m.release[1]);
    values(&mut line, thrown);
    line.display(thrown.at_bat);
    line.display(thrown.number);
    line.text(m.kind.name());
    score(&mut line, thrown);
    alignment(&mut line, thrown);
    line.display(m.spin_axis);
    line.quoted(round(row.win_change, 3));
    let run_change = run_change(thrown);
    line.quoted(run_change);
    line.maybe(m.swing, |line, swing| line.quoted(swing.speed));
    line.maybe(m.swing, |line, swing| line.quoted(swing.length));
    let slugging = thrown.contact.filter(|ball| ball.tracked).map(|ball| ball.expected().slugging);
    line.maybe(slugging, |line, slugging| line.display(round(slugging, 3)));
    line.quoted(0.0 - run_change + 0.0);
    let exit = thrown.contact.filter(|ball| ball.tracked).map(|ball| ball.speed).or(m.foul.map(|foul| foul.0));
    line.maybe(exit, |line, exit| line.text(&format!("{:.1}", exit.max(88.0))));
    expectations(&mut line, row);
    people_columns(&mut line, row, batter, pitcher);
    line.quoted(m.drop);
    let arm_side = if pitcher.throws == Hand::Right { -m.pfx[0] } else { m.pfx[0] };
    let batter_in = if thrown.side == Hand::Left { m.pfx[0] } else { -m.pfx[0] };
    line.quoted(arm_side + 0.0);
    line.quoted(batter_in + 0.0);
    line.quoted(m.arm_angle);
    let swing = m.swing.map(|s| [s.attack_angle, s.attack_direction, s.tilt, s.intercept[0], s.intercept[1]]);
    match swing {
        Some(values) => values.into_iter().for_each(|value| line.display(value)),
        None => line.blank(5),
    }
}

/// Where a batted ball was fielded.
fn batted_ball_place(line: &mut Line<'_>, thrown: &Thrown) {
    match thrown.contact {
        Some(ball) => {
            let (x, y) = ball.place();
            line.display(x);
            line.display(y);
        }
        None => line.blank(2),
    }
}

fn launch(line: &mut Line<'_>, thrown: &Thrown, m: &Measures) {
    match (thrown.contact, m.foul) {
        (Some(ball), _) if ball.tracked => {
            line.display(ball.distance().round());
            line.quoted(ball.speed);
            line.display(ball.angle + 0.0);
        }
        (None, Some((speed, angle, distance))) => {
            line.display(distance);
            line.quoted(speed);
            line.display(angle);
        }
        _ => line.blank(3),
    }
}

/// `estimated_ba...` to `launch_speed_angle`.
fn values(line: &mut Line<'_>, thrown: &Thrown) {
    let tracked = thrown.contact.filter(|ball| ball.tracked);
    line.maybe(tracked, |line, ball| line.display(round(ball.expected().average, 3)));
    let Some(event) = thrown.event else {
        return line.blank(6);
    };
    let bunt_out = event == Event::SacBunt;
    let woba = match event {
        Event::Strikeout | Event::StrikeoutDoublePlay => Some(0.0),
        Event::Walk => Some(0.690_992),
        Event::HitByPitch => Some(0.722_174),
        _ if bunt_out => None,
        _ => tracked.map(|ball| round(ball.expected().woba, 3)),
    };
    line.maybe(woba, |line, woba| line.display(woba));
    line.quoted(match event {
        Event::Single | Event::FieldError | Event::FieldersChoice => 0.9,
        Event::Double => 1.25,
        Event::Triple => 1.6,
        Event::HomeRun => 2.0,
        Event::Walk | Event::HitByPitch | Event::CatcherInterf => 0.7,
        Event::Strikeout if thrown.reached_on_strikeout => 0.7,
        Event::SacBunt => 0.2,
        _ => 0.0,
    });
    let counts = event.is_plate_appearance() && !bunt_out;
    let denominator = (thrown.contact.is_none() || tracked.is_some()).then_some(u8::from(counts));
    line.maybe(denominator, |line, denominator| line.display(denominator));
    line.display(u8::from(event.is_hit() && event != Event::HomeRun));
    line.display(event.bases_of_hit().saturating_sub(1));
    line.maybe(tracked, |line, ball| line.display(ball.class()));
}

/// `home_score` to `post_fld_score`.
fn score(line: &mut Line<'_>, thrown: &Thrown) {
    let sides = |[away, home]: [u8; 2]| if thrown.top { (away, home) } else { (home, away) };
    let [away, home] = thrown.score;
    let (bat, field) = sides(thrown.score);
    for runs in [home, away, bat, field] {
        line.display(runs);
    }
    let [away, home] = thrown.post_score;
    let (bat, field) = sides(thrown.post_score);
    for runs in [away, home, bat, field] {
        line.display(runs);
    }
}

fn alignment(line: &mut Line<'_>, thrown: &Thrown) {
    // Shaded against left-handers, drawn in with a runner on third.
    line.text(match (thrown.side, thrown.on[2].is_some() && thrown.outs < 2) {
        (_, true) => "Strategic",
        (Hand::Left, _) if thrown.times_through > 1 => "Infield shade",
        _ => "Standard",
    });
    line.text(if thrown.inning >= 9 && thrown.on[2].is_some() { "Strategic" } else { "Standard" });
}

/// Change of run expectancy by the pitch for the side at bat.
fn run_change(thrown: &Thrown) -> f64 {
    let before =
        expectancy::runs(runner_bits(thrown.on.map(|on| on.is_some())), thrown.outs, thrown.balls, thrown.strikes);
    let (balls, strikes) = match (thrown.event, thrown.call) {
        (Some(_), _) => (0, 0),
        (None, call) if call.kind() == "B" => (thrown.balls + 1, thrown.strikes),
        (None, Call::Foul) if thrown.strikes == 2 => (thrown.balls, 2),
        _ => (thrown.balls, thrown.strikes + 1),
    };
    let bat = usize::from(!thrown.top);
    let scored = f64::from(thrown.post_score[bat] - thrown.score[bat]);
    round(scored + expectancy::runs(thrown.post_runners, thrown.post_outs, balls, strikes) - before, 3)
}

/// `home_score_diff` to `bat_win_exp`.
fn expectations(line: &mut Line<'_>, row: &RowContext<'_>) {
    let [away, home] = row.thrown.score.map(i32::from);
    line.display(home - away);
    line.display(if row.thrown.top { away - home } else { home - away });
    let win = round(row.win, 3);
    line.quoted(win);
    line.quoted(if row.thrown.top { round(1.0 - win, 3) } else { win });
}

/// Ages, turns through the order, days of rest.
fn people_columns(line: &mut Line<'_>, row: &RowContext<'_>, batter: &Player, pitcher: &Player) {
    let year = row.fixture.date.year();
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(row.fixture.date);
    for reference in [day(6, 30), day(12, 31)] {
        line.display(pitcher.age_on(reference));
        line.display(batter.age_on(reference));
    }
    line.display(row.thrown.times_through);
    line.display(row.thrown.prior_pa);
    let rest = |days: &[Vec<NaiveDate>], player: u16| League::days_apart(&days[usize::from(player)], row.fixture.date);
    let (pitcher_since, pitcher_until) = rest(&row.league.pitched, row.thrown.pitcher);
    let (batter_since, batter_until) = rest(&row.league.batted, row.thrown.batter);
    for days in [pitcher_since, batter_since, pitcher_until, batter_until] {
        line.maybe(days, |line, days| line.display(days));
    }
}
