//! Recorded games: what is derived from the plays equals the box score in the same feed.

use std::collections::BTreeMap;

use super::{Decisions, Scored, Tally, score};
use crate::domain::event::Outcome;
use crate::sim::{League, SimConfig};
use crate::source::recorded;
use crate::source::statsapi::account::account;
use crate::source::statsapi::feed::{self, Counters};

type Line = BTreeMap<&'static str, i16>;

fn add(line: &mut Line, name: &'static str, number: i16) {
    *line.entry(name).or_default() += number;
}

fn add_result(line: &mut Line, outcome: Outcome) {
    let flags = [
        ("atBats", outcome.is_at_bat()),
        ("hits", outcome.bases() > 0),
        ("doubles", outcome.bases() == 2),
        ("triples", outcome.bases() == 3),
        ("homeRuns", outcome.bases() == 4),
        ("baseOnBalls", outcome.is_walk()),
        ("intentionalWalks", outcome == Outcome::IntentionalWalk),
        ("strikeOuts", outcome == Outcome::Strikeout),
        ("hitByPitch", outcome == Outcome::HitByPitch),
        ("sacFlies", outcome == Outcome::SacrificeFly),
        ("sacBunts", outcome == Outcome::SacrificeBunt),
        ("catchersInterference", outcome == Outcome::CatcherInterference),
    ];
    for (name, is) in flags {
        add(line, name, i16::from(is));
    }
}

fn batted(line: &mut Line, tally: &Tally) {
    add(line, "groundOuts", tally.ground_outs);
    add(line, "flyOuts", tally.fly_outs);
    add(line, "lineOuts", tally.line_outs);
    add(line, "popOuts", tally.pop_outs);
    add(line, "airOuts", tally.fly_outs + tally.line_outs + tally.pop_outs);
}

fn lines(scored: &Scored) -> [BTreeMap<i32, Line>; 2] {
    let (mut batting, mut pitching) = (BTreeMap::new(), BTreeMap::new());
    for part in &scored.parts {
        let tally = &part.tally;
        let b: &mut Line = batting.entry(part.batter).or_default();
        add(b, "runs", tally.runs);
        add(b, "rbi", tally.runs_batted_in);
        add(b, "stolenBases", tally.stolen_bases);
        add(b, "caughtStealing", tally.caught_stealing);
        add(b, "pickoffs", tally.picked_off);
        add(b, "leftOnBase", tally.left_on_base);
        batted(b, tally);
        let p: &mut Line = pitching.entry(part.pitcher).or_default();
        for (name, number) in [
            ("outs", tally.outs_made),
            ("runs", tally.runs_allowed),
            ("earnedRuns", tally.earned_runs),
            ("rbi", tally.runs_batted_in),
            ("stolenBases", tally.stolen_bases),
            ("caughtStealing", tally.caught_stealing),
            ("pickoffs", tally.picked_off),
            ("wildPitches", tally.wild_pitches),
            ("balks", tally.balks),
            ("inheritedRunners", tally.inherited_runners),
            ("inheritedRunnersScored", tally.inherited_runners_scored),
            ("numberOfPitches", tally.pitches),
            ("pitchesThrown", tally.pitches),
            ("strikes", tally.strikes_thrown),
            ("balls", tally.balls_thrown),
        ] {
            add(p, name, number);
        }
        batted(p, tally);
        if let Some(event) = part.event {
            for line in [batting.entry(part.batter).or_default(), pitching.entry(part.pitcher).or_default()] {
                add_result(line, event.outcome);
            }
            let is_pa = i16::from(event.outcome.is_plate_appearance());
            add(batting.entry(part.batter).or_default(), "plateAppearances", is_pa);
            add(batting.entry(part.batter).or_default(), "totalBases", event.outcome.bases().into());
            let gidp = i16::from(event.outcome == Outcome::GroundedIntoDoublePlay);
            add(batting.entry(part.batter).or_default(), "groundIntoDoublePlay", gidp);
            add(pitching.entry(part.pitcher).or_default(), "battersFaced", is_pa);
        }
    }
    [batting, pitching]
}

fn compare(game: i32, player: i32, kind: &str, line: &Line, printed: &Counters<'_>, wrong: &mut Vec<String>) -> usize {
    let mut compared = 0;
    for (name, derived) in line {
        if let Some(number) = printed.get(name) {
            compared += 1;
            if number != *derived {
                wrong.push(format!("{game} {kind} {player} {name}: {derived} from plays, {number} printed"));
            }
        }
    }
    compared
}

/// Scores a feed and compares every counter with the box score in it: how many were compared, and what differs.
fn check(body: &[u8]) -> (usize, Vec<String>) {
    let feed = feed::read(body).expect("a feed");
    let game = feed.game_data.game.pk;
    let (account, unknown) = account(&feed);
    let scored = score(&account);
    let findings = unknown.iter().chain(&scored.findings);
    let mut wrong: Vec<String> = findings.map(|finding| format!("{game}: {finding}")).collect();
    let mut compared = 0;
    let [batting, pitching] = lines(&scored);
    let both = [&feed.live_data.boxscore.teams.away, &feed.live_data.boxscore.teams.home];
    for (side, team) in both.into_iter().enumerate() {
        for player in team.players.values() {
            let id = player.person.id;
            let none = Line::new();
            let line = batting.get(&id).unwrap_or(&none);
            compared += compare(game, id, "batting", line, &player.stats.batting, &mut wrong);
            let mut line = pitching.get(&id).cloned().unwrap_or_default();
            for (name, is) in scored.decisions[side].get(&id).into_iter().flat_map(decisions) {
                if let Some(is) = is {
                    add(&mut line, name, i16::from(is));
                }
            }
            compared += compare(game, id, "pitching", &line, &player.stats.pitching, &mut wrong);
            let line = fielding(&scored, side, id);
            compared += compare(game, id, "fielding", &line, &player.stats.fielding, &mut wrong);
        }
    }
    (compared, wrong)
}

fn decisions(decisions: &Decisions) -> [(&'static str, Option<bool>); 8] {
    [
        ("wins", decisions.win),
        ("losses", decisions.loss),
        ("saves", decisions.save),
        ("holds", decisions.hold),
        ("blownSaves", decisions.blown_save),
        ("gamesFinished", Some(decisions.finished)),
        ("completeGames", Some(decisions.complete)),
        ("shutouts", Some(decisions.shutout)),
    ]
}

fn fielding(scored: &Scored, side: usize, player: i32) -> Line {
    let mut line = Line::new();
    for (_, x) in scored.fielding[side].iter().filter(|((who, _), _)| *who == player) {
        let started = line.get("gamesStarted").copied().unwrap_or_default().max(i16::from(x.is_start));
        line.insert("gamesStarted", started);
        for (name, number) in [
            ("putOuts", x.putouts),
            ("assists", x.assists),
            ("errors", x.errors),
            ("chances", x.putouts + x.assists + x.errors),
            ("passedBall", x.passed_balls),
            ("pickoffs", x.pickoffs),
            ("stolenBases", x.stolen_bases),
            ("caughtStealing", x.caught_stealing),
        ] {
            add(&mut line, name, number);
        }
    }
    line
}

#[test]
fn recorded_games_add_up_to_their_box_scores() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for game in [744_914, 747_175, 718_096, 718_263] {
        let Some(body) = recorded::body(&format!("statsapi/game/{game}.feed-live.json.gz")) else { return };
        let (more, differs) = check(&body);
        compared += more;
        wrong.extend(differs);
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 4_000, "{compared}");
}

/// The simulated league writes its box scores from its own book, and has every hard case.
#[test]
fn simulated_games_add_up_to_their_box_scores_whatever_the_seed() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for seed in 1..=SEEDS {
        let config = SimConfig { seed, teams: 4, days: 8, hard_cases: 6, ..SimConfig::default() };
        let league = League::play(&config);
        for game in &league.book().games {
            let Some(body) = league.feed_json(game.game_pk) else { continue };
            let (more, differs) = check(&body);
            compared += more;
            wrong.extend(differs.into_iter().map(|what| format!("seed {seed}, {what}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many leagues.
const SEEDS: u64 = 10;
