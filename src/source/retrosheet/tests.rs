//! The simulated league's event files, scored, against the book it kept while it played.

mod tellings;

use std::collections::BTreeMap;

use super::account::score;
use super::archive::{self, Archive};
use super::people::{People, Person};
use super::reader::{decode, read};
use super::{Zip, judge};
use crate::domain::event::Outcome;
use crate::scoring::{Decisions, Scored};
use crate::sim::{Batting, Book, Damage, Fielding, League, Pitching, SimConfig};
use crate::source::Context;

/// Of one game: batting, pitching (position 0) and fielding lines by side, player, position; counters by name.
type Lines = BTreeMap<(&'static str, usize, i32, u8), BTreeMap<&'static str, i64>>;

type Counter<T> = (&'static str, fn(&T) -> u32);

const BATTING: &[Counter<Batting>] = &[
    ("pa", |x| x.pa),
    ("ab", |x| x.ab),
    ("r", |x| x.r),
    ("h", |x| x.h),
    ("2b", |x| x.doubles),
    ("3b", |x| x.triples),
    ("hr", |x| x.hr),
    ("rbi", |x| x.rbi),
    ("bb", |x| x.bb),
    ("ibb", |x| x.ibb),
    ("so", |x| x.so),
    ("hbp", |x| x.hbp),
    ("sf", |x| x.sf),
    ("sh", |x| x.sh),
    ("ci", |x| x.ci),
    ("gdp", |x| x.gidp),
    ("gtp", |x| x.gitp),
    ("roe", |x| x.roe),
    ("sb", |x| x.sb),
    ("cs", |x| x.cs),
    ("po", |x| x.po),
    ("lob", |x| x.lob),
    ("ground", |x| x.ground_outs),
    ("fly", |x| x.fly_outs),
    ("line", |x| x.line_outs),
    ("pop", |x| x.pop_outs),
];

const PITCHING: &[Counter<Pitching>] = &[
    ("pa", |x| x.bf),
    ("ab", |x| x.ab),
    ("h", |x| x.h),
    ("2b", |x| x.doubles),
    ("3b", |x| x.triples),
    ("hr", |x| x.hr),
    ("rbi", |x| x.rbi),
    ("bb", |x| x.bb),
    ("ibb", |x| x.ibb),
    ("so", |x| x.so),
    ("hbp", |x| x.hbp),
    ("sf", |x| x.sf),
    ("sh", |x| x.sh),
    ("ci", |x| x.ci),
    ("sb", |x| x.sb),
    ("cs", |x| x.cs),
    ("po", |x| x.pk),
    ("ground", |x| x.ground_outs),
    ("fly", |x| x.fly_outs),
    ("line", |x| x.line_outs),
    ("pop", |x| x.pop_outs),
    ("outs", |x| x.outs),
    ("runs", |x| x.r),
    ("er", |x| x.er),
    ("ir", |x| x.ir),
    ("irs", |x| x.irs),
    ("wp", |x| x.wp),
    ("bk", |x| x.bk),
    ("pitches", |x| x.pitches),
    ("strikes", |x| x.strikes),
    ("balls", |x| x.balls),
    ("w", |x| x.w),
    ("l", |x| x.l),
    ("sv", |x| x.sv),
    ("hld", |x| x.hld),
    ("bs", |x| x.bs),
    ("gf", |x| x.gf),
    ("cg", |x| x.cg),
    ("sho", |x| x.sho),
];

const FIELDING: &[Counter<Fielding>] = &[
    ("gs", |x| x.gs),
    ("outs", |x| x.outs),
    ("po", |x| x.po),
    ("a", |x| x.a),
    ("e", |x| x.e),
    ("dp", |x| x.dp),
    ("tp", |x| x.tp),
    ("pb", |x| x.pb),
    ("sb", |x| x.sb),
    ("cs", |x| x.cs),
    ("pk", |x| x.pk),
];

fn told<T>(counters: &[Counter<T>], line: &T) -> BTreeMap<&'static str, i64> {
    counters.iter().map(|(name, of)| (*name, i64::from(of(line)))).collect()
}

fn of_book(book: &Book, game: i32, home: i32) -> Lines {
    let side = |team: i32| usize::from(team == home);
    let mut lines = Lines::new();
    for x in book.batting.iter().filter(|x| x.game_pk == game) {
        lines.insert(("batting", side(x.team), x.player, 0), told(BATTING, &x.counts));
    }
    for x in book.pitching.iter().filter(|x| x.game_pk == game) {
        lines.insert(("pitching", side(x.team), x.player, 0), told(PITCHING, &x.counts));
    }
    for x in book.fielding.iter().filter(|x| x.game_pk == game) {
        lines.insert(("fielding", side(x.team), x.player, x.position), told(FIELDING, &x.counts));
    }
    lines
}

fn result(outcome: Outcome) -> Vec<(&'static str, bool)> {
    vec![
        ("pa", outcome.is_plate_appearance()),
        ("ab", outcome.is_at_bat()),
        ("h", outcome.bases() > 0),
        ("2b", outcome.bases() == 2),
        ("3b", outcome.bases() == 3),
        ("hr", outcome.bases() == 4),
        ("bb", outcome.is_walk()),
        ("ibb", outcome == Outcome::IntentionalWalk),
        ("so", outcome == Outcome::Strikeout),
        ("hbp", outcome == Outcome::HitByPitch),
        ("sf", outcome == Outcome::SacrificeFly),
        ("sh", outcome == Outcome::SacrificeBunt),
        ("ci", outcome == Outcome::CatcherInterference),
        ("gdp", outcome == Outcome::GroundedIntoDoublePlay),
        ("gtp", outcome == Outcome::GroundedIntoTriplePlay),
        ("roe", outcome == Outcome::ReachedOnError),
    ]
}

fn of_scored(scored: &Scored) -> Lines {
    let mut lines = Lines::new();
    for part in &scored.parts {
        let (side, tally) = (usize::from(part.is_home), &part.tally);
        let mut both = vec![
            ("rbi", tally.runs_batted_in),
            ("sb", tally.stolen_bases),
            ("cs", tally.caught_stealing),
            ("po", tally.picked_off),
            ("ground", tally.ground_outs),
            ("fly", tally.fly_outs),
            ("line", tally.line_outs),
            ("pop", tally.pop_outs),
        ];
        let outcome = part.event.map(|event| result(event.outcome)).unwrap_or_default();
        both.extend(outcome.iter().map(|(name, is)| (*name, i16::from(*is))));
        let batting = [("r", tally.runs), ("lob", tally.left_on_base)];
        let pitching = [
            ("outs", tally.outs_made),
            ("runs", tally.runs_allowed),
            ("er", tally.earned_runs),
            ("ir", tally.inherited_runners),
            ("irs", tally.inherited_runners_scored),
            ("wp", tally.wild_pitches),
            ("bk", tally.balks),
            ("pitches", tally.pitches),
            ("strikes", tally.strikes_thrown),
            ("balls", tally.balls_thrown),
        ];
        let mut add = |key, counters: &mut dyn Iterator<Item = (&'static str, i16)>| {
            let line = lines.entry(key).or_default();
            counters.for_each(|(name, number)| *line.entry(name).or_default() += i64::from(number));
        };
        add(("batting", side, part.batter, 0), &mut both.iter().copied().chain(batting));
        add(("pitching", 1 - side, part.pitcher, 0), &mut both.iter().copied().chain(pitching));
    }
    for (side, decided) in scored.decisions.iter().enumerate() {
        for (pitcher, decisions) in decided {
            let line = lines.entry(("pitching", side, *pitcher, 0)).or_default();
            let decided = decisions_of(decisions).into_iter();
            line.extend(decided.filter_map(|(name, is)| Some((name, i64::from(is?)))));
        }
    }
    for (side, fielders) in scored.fielding.iter().enumerate() {
        for ((player, position), x) in fielders {
            let counters = [
                ("gs", i16::from(x.is_start)),
                ("outs", x.outs),
                ("po", x.putouts),
                ("a", x.assists),
                ("e", x.errors),
                ("dp", x.double_plays),
                ("tp", x.triple_plays),
                ("pb", x.passed_balls),
                ("sb", x.stolen_bases),
                ("cs", x.caught_stealing),
                ("pk", x.pickoffs),
            ];
            let line = counters.map(|(name, number)| (name, i64::from(number))).into();
            lines.insert(("fielding", side, *player, *position), line);
        }
    }
    lines
}

const DECISIONS: [&str; 8] = ["w", "l", "sv", "hld", "bs", "gf", "cg", "sho"];

/// None where a rule leaves it to the official scorer.
fn decisions_of(x: &Decisions) -> [(&'static str, Option<bool>); 8] {
    let all = [x.win, x.loss, x.save, x.hold, x.blown_save, Some(x.finished), Some(x.complete), Some(x.shutout)];
    std::array::from_fn(|i| (DECISIONS[i], all[i]))
}

/// The names of a kind of line's counters.
fn counters(kind: &str) -> Vec<&'static str> {
    match kind {
        "batting" => BATTING.iter().map(|(name, _)| *name).collect(),
        "pitching" => PITCHING.iter().map(|(name, _)| *name).collect(),
        _ => FIELDING.iter().map(|(name, _)| *name).collect(),
    }
}

/// Everybody on the rosters by his MLBAM id, also who is not in the register yet.
fn people(league: &League, archive: &Archive) -> People {
    let mut people = People::default();
    for line in &archive.rosters {
        let player = league.players().iter().find(|player| player.retrosheet_id == line.id.as_str());
        let player = player.expect("somebody of the league");
        people.enter(line.id, Person { id: player.id, bats: line.bats, throws: line.throws });
    }
    people
}

fn check(config: &SimConfig) -> (usize, Vec<String>) {
    check_league(&League::play(config))
}

/// Scores every game of a season's zip and compares it with the book: how many counters, and what differs.
fn check_league(league: &League) -> (usize, Vec<String>) {
    let config = league.config();
    let zip = league.retrosheet_zip(config.first_season, None).expect("a season");
    let archive = archive::open(&zip).expect("an archive");
    assert!(archive.notes.is_empty(), "{:?}", archive.notes);
    let people = people(league, &archive);
    let mut records: BTreeMap<String, _> =
        league.book().games.iter().map(|game| (league.retrosheet_id(game.game_pk).unwrap(), game)).collect();
    let (mut compared, mut wrong) = (0, Vec::new());
    for member in &archive.members {
        let text = decode(&member.bytes);
        let file = read(&member.name, &text);
        wrong.extend(file.refused.iter().map(ToString::to_string));
        for game in &file.games {
            let Some(record) = records.remove(&game.id.to_string()) else {
                wrong.push(format!("{} was not played", game.id));
                continue;
            };
            let place = format!("seed {}, {}", config.seed, game.id);
            let (scored, findings) = match score(game, &people) {
                Ok(scored) => scored,
                Err(bad) => {
                    let line = text.lines().nth(bad.line as usize - 1).unwrap_or_default();
                    wrong.push(format!("{place}: {bad}: {line}"));
                    continue;
                }
            };
            wrong.extend(findings.iter().map(|finding| format!("{place}: {finding}")));
            let decided = [game.info.winner, game.info.loser, game.info.save];
            let decided = decided.map(|pitcher| pitcher.map(|pitcher| people.person(pitcher).id));
            let book = &record.decisions;
            if decided != [Some(book.winner), Some(book.loser), book.save] {
                wrong.push(format!("{place}: {decided:?} decided, {book:?}"));
            }
            if scored.runs != [i16::from(record.away_score), i16::from(record.home_score)] {
                wrong.push(format!("{place}: {:?} runs", scored.runs));
            }
            let expected = of_book(league.book(), record.game_pk, record.home);
            compared += compare(&place, &expected, &of_scored(&scored), &mut wrong);
        }
    }
    wrong.extend(records.keys().map(|game| format!("{game} is missing")));
    (compared, wrong)
}

fn compare(place: &str, expected: &Lines, found: &Lines, wrong: &mut Vec<String>) -> usize {
    let (mut compared, none) = (0, BTreeMap::new());
    for key in expected.keys().chain(found.keys().filter(|key| !expected.contains_key(key))) {
        let (book, ours) = (expected.get(key).unwrap_or(&none), found.get(key).unwrap_or(&none));
        // Not every decision is one by rule.
        let undecided = |name: &str| key.0 == "pitching" && DECISIONS.contains(&name) && !ours.contains_key(name);
        for name in counters(key.0).into_iter().filter(|name| !undecided(name)) {
            compared += 1;
            let [book, ours] = [book, ours].map(|line| line.get(name).copied().unwrap_or_default());
            if book != ours {
                wrong.push(format!("{place}: {key:?} {name}: {ours} scored, {book} in the book"));
            }
        }
    }
    compared
}

#[test]
fn simulated_event_files_add_up_to_the_leagues_book_whatever_the_seed() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for seed in 1..=10 {
        let config = SimConfig { seed, teams: 4, days: 8, hard_cases: 6, ..SimConfig::default() };
        let (more, differs) = check(&config);
        compared += more;
        wrong.extend(differs);
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 100_000, "{compared}");
}

/// Doubleheaders of seven innings, a suspended game, a player traded meanwhile, and no end of hard cases.
#[test]
fn leagues_of_other_rules_add_up_too() {
    for (seed, hard_cases, first_season) in [(1, 100, 2020), (2, 40, 2015), (3, 200, 2026)] {
        let config = SimConfig { seed, teams: 4, days: 30, hard_cases, first_season, ..SimConfig::default() };
        let (compared, wrong) = check(&config);
        assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn the_leagues_page_and_zips_are_accepted() {
    let league = League::play(&SimConfig { teams: 4, days: 4, seasons: 3, ..SimConfig::default() });
    let base: url::Url = "http://127.0.0.1:9100/".parse().unwrap();
    let asked = super::index(&base);
    let page = league.retrosheet_index();
    assert!(judge(&asked, &page, &Context::default()).is_accepted());
    let zips = super::index::read(&asked.url, &page).unwrap();
    for season in league.seasons() {
        let zip = Zip::of_key(&format!("{season}eve")).unwrap();
        assert_eq!(zips[&zip].as_str(), format!("http://127.0.0.1:9100/events/{season}eve.zip"));
        let body = league.retrosheet_zip(season, None).unwrap();
        let judgement = judge(&super::events(&zip, zips[&zip].clone()), &body, &Context::default());
        assert!(judgement.is_accepted() && judgement.notes.is_empty(), "{} {:?}", judgement.detail, judgement.notes);
        let games = league.book().games.iter().filter(|game| game.season == season).count();
        assert!(judgement.detail.starts_with(&format!("{games} games")), "{}", judgement.detail);
    }
}

#[test]
fn a_scoring_change_is_in_the_next_release() {
    let league = League::play(&SimConfig { teams: 2, days: 3, ..SimConfig::default() });
    let (corrected, correction) = league.corrected(league.book().games[0].game_pk).expect("a single");
    let (before, after) = (league.retrosheet_game(correction.game_pk), corrected.retrosheet_game(correction.game_pk));
    let (before, after) = (before.unwrap(), after.unwrap());
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    assert!(changed[0].0.contains(",S") && changed[0].1.contains(",E"), "{changed:?}");
    let (_, wrong) = check_league(&corrected);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One bad line costs its game, and no other.
#[test]
fn a_game_with_a_bad_line_is_refused_and_the_others_are_not() {
    let league = League::play(&SimConfig { teams: 4, days: 4, ..SimConfig::default() });
    let zip = league.retrosheet_zip(2025, Some(Damage::Line)).unwrap();
    let archive = archive::open(&zip).unwrap();
    let people = people(&league, &archive);
    let (mut good, mut bad) = (0, 0);
    for member in &archive.members {
        let text = decode(&member.bytes);
        let file = read(&member.name, &text);
        for (i, scored) in file.games.iter().map(|game| score(game, &people)).enumerate() {
            match scored {
                Ok(_) => good += 1,
                Err(error) => {
                    assert!(i == 0 && error.to_string().contains("Q9"), "{error}");
                    bad += 1;
                }
            }
        }
    }
    assert_eq!((good + bad, bad), (league.book().games.len(), archive.members.len()));
}
