//! Two upstreams, one game: what comes of the event file and of the live feed, part by part.

use std::collections::BTreeMap;

use super::people;
use crate::domain::event::Outcome;
use crate::scoring::{Part, Share, Situation, Tally};
use crate::sim::{League, SimConfig};
use crate::source::retrosheet::account::score;
use crate::source::retrosheet::archive;
use crate::source::retrosheet::reader::{decode, read};
use crate::source::statsapi::account::account;
use crate::source::statsapi::feed;

/// A part without what the two upstreams tell differently by their nature. An event file gives a turn that was cut short
/// no result, and the count at that moment, not before the last pitch; the pitch that a catcher interferes with is in
/// play. A throw that gets away begins a part of the runner's, though nothing is counted in it.
fn alike(part: &Part) -> Option<Part> {
    let mut part = Part { part: 0, ..part.clone() };
    part.event = part.event.filter(|event| event.outcome.is_plate_appearance());
    if part.event.is_none() {
        part.before.count = None;
    }
    if part.event.is_some_and(|event| event.outcome == Outcome::CatcherInterference) {
        part.counts_reached = 0;
    }
    // Who bats or runs for the designated hitter is that at once in an event file, and not before he stays in a feed.
    part.batter_position = part.batter_position.map(|position| position.min(10));
    if part.share == Share::Runner {
        (part.before, part.times_through) = (Situation::default(), 0);
    }
    (part.share != Share::Runner || part.tally != Tally::default()).then_some(part)
}

/// The feed and the event file of a game are two tellings of one account: part by part the same comes of them.
#[test]
fn event_files_and_live_feeds_tell_the_same_plays() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (seed, hard_cases) in [(1, 1), (2, 20), (3, 100)] {
        let league = League::play(&SimConfig { seed, teams: 4, days: 8, hard_cases, ..SimConfig::default() });
        let zip = league.retrosheet_zip(2025, None).unwrap();
        let archive = archive::open(&zip).unwrap();
        let people = people(&league, &archive);
        let games: BTreeMap<String, i32> =
            league.book().games.iter().map(|x| (league.retrosheet_id(x.game_pk).unwrap(), x.game_pk)).collect();
        for member in &archive.members {
            let text = decode(&member.bytes);
            for game in &read(&member.name, &text).games {
                let (scored, _) = score(game, &people).unwrap();
                let body = league.feed_json(games[&game.id.to_string()]).unwrap();
                let feed = feed::read(&body).unwrap();
                let told = crate::scoring::score(&account(&feed).0);
                let [ours, feeds] = [&scored, &told].map(|scored| -> BTreeMap<_, String> {
                    let key = |x: &Part| (x.number, x.share as u8, x.batter, x.pitcher);
                    scored.parts.iter().filter_map(alike).map(|x| (key(&x), format!("{x:#?}"))).collect()
                });
                compared += ours.len();
                for key in ours.keys().chain(feeds.keys().filter(|key| !ours.contains_key(key))) {
                    match (ours.get(key), feeds.get(key)) {
                        (Some(ours), Some(feeds)) if ours == feeds => {}
                        (Some(ours), Some(feeds)) => {
                            let lines = ours.lines().zip(feeds.lines()).filter(|(a, b)| a != b);
                            let lines: Vec<_> = lines.map(|(a, b)| format!("{} / {}", a.trim(), b.trim())).collect();
                            wrong.push(format!("{} {key:?}: {}", game.id, lines.join("; ")));
                        }
                        (Some(_), _) => wrong.push(format!("{} {key:?} is not in the feed", game.id)),
                        (None, _) => wrong.push(format!("{} {key:?} is not in the file", game.id)),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
}
