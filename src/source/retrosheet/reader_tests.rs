//! Reading: a small game written by hand, everything that can be broken in it, and the recorded seasons.

use proptest::prelude::*;

use super::game::{Entry, Pitches, Play, Record};
use super::reader::{File, decode, read};
use crate::scoring::account::{Hand, Side};
use crate::source::recorded;

const GAME: &str = include_str!("fixture/game.eva");
const BOX: &str = include_str!("fixture/box.ebn");

fn read_one(text: &str) -> File<'_> {
    read("2015ANA.EVA", text)
}

#[test]
fn a_game_is_read_record_by_record() {
    let file = read_one(GAME);
    assert_eq!(file.refused, []);
    let [first, second] = &file.games[..] else { panic!("{} games", file.games.len()) };
    assert_eq!((first.id.to_string().as_str(), first.line), ("ANA201504100", 2));
    assert_eq!((first.info.visitors.as_str(), first.info.pitches), ("KCA", Pitches::All));
    assert_eq!(first.info.start_time.unwrap().to_string(), "19:12:00");
    assert_eq!((first.info.temperature, first.info.attendance), (Some(67), Some(44_489)));
    let records: Vec<&Record<'_>> = first.records.iter().map(|(_, record)| record).collect();
    let escobar = "escoa003".parse().unwrap();
    assert!(matches!(
        records[0],
        Record::Start(Entry { player, name: "Alcides \"Esky\" Escobar, Jr.", side: Side::Away, slot: 1, position: 6 })
            if *player == escobar
    ));
    assert!(records.contains(&&Record::Comment("a remark, with a comma")));
    assert!(records.contains(&&Record::BatterSide(escobar, Hand::Left)));
    assert!(records.contains(&&Record::OutOfOrder(Side::Home, 3)));
    assert!(records.contains(&&Record::Placed(escobar, 2)));
    assert!(records.contains(&&Record::Answers("vargj001".parse().unwrap(), 1)));
    assert!(records.contains(&&Record::Play(Play {
        inning: 1,
        batting: Side::Away,
        batter: escobar,
        count: Some((2, 2)),
        pitches: "FSBFBX",
        event: "63/G",
    })));
    let unknown = records.iter().filter(|x| matches!(x, Record::Play(Play { count: None, pitches: "", .. })));
    assert_eq!(unknown.count(), 1);
    assert_eq!(first.earned, [("vargj001".parse().unwrap(), 3), ("santh001".parse().unwrap(), 0)]);
    assert!(first.boxed.is_none());
    assert_eq!(second.id.to_string(), "ANA201504110");
}

#[test]
fn a_box_score_is_read() {
    let file = read("1931BRO.EBN", BOX);
    assert_eq!(file.refused, []);
    let boxed = file.games[0].boxed.as_ref().unwrap();
    let batter = &boxed.batting[0];
    assert_eq!((batter.slot, batter.sequence, batter.counters[0], batter.counters[13]), (1, 1, Some(4), None));
    assert_eq!(batter.counters[16], None, "the line ends before");
    assert_eq!(boxed.pitching[0].counters[..3], [Some(27), Some(0), None]);
    assert_eq!((boxed.fielding[0].position, boxed.fielding[0].counters[1]), (8, Some(3)));
    assert_eq!(boxed.innings[0], [Some(0), Some(2), Some(1)]);
    assert_eq!(boxed.innings[1], [Some(1), Some(0), None]);
    assert_eq!(boxed.left_on_base, [Some(7), None]);
}

#[test]
fn a_broken_line_refuses_its_game_alone() {
    let broken = [
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,1,0,escoa003,22,FSBFBX", "expected an event, found the end"),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,1,0,escoa003,22,FSBFBX,", "expected an event, found nothing"),
        (
            "play,1,0,escoa003,22,FSBFBX,63/G",
            "play,1,2,escoa003,22,FSBFBX,63/G",
            "expected a team, 0 or 1, found \"2\"",
        ),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,0,0,escoa003,22,FSBFBX,63/G", "expected an inning"),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,1,0,escobar,22,FSBFBX,63/G", "expected a person's id"),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,1,0,escoa003,2-2,FSBFBX,63/G", "expected balls and strikes"),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "play,1,0,escoa003,22,FSBFBX,63/G,9", "expected the end of the line"),
        ("play,1,0,escoa003,22,FSBFBX,63/G", "plya,1,0,escoa003,22,FSBFBX,63/G", "expected a record like"),
        ("badj,escoa003,L", "badj,escoa003,B", "expected a hand"),
        ("data,er,vargj001,3", "data,ra,vargj001,3", "expected er"),
        ("info,date,2015/04/10", "info,date,2015/13/10", "info,date: expected a day"),
        ("Jr.\",0,1,6", "Jr.,0,1,6", "expected a team"),
        ("info,visteam,KCA\r\n", "", "expected a record info,visteam"),
    ];
    for (good, bad, told) in broken {
        let text = GAME.replacen(good, bad, 1);
        assert_ne!(text, GAME, "{good}");
        let file = read_one(&text);
        assert_eq!(file.games.len(), 1, "{bad}");
        let [refused] = &file.refused[..] else { panic!("{bad}: {:?}", file.refused) };
        assert!(refused.what.contains(told), "{bad}: {refused}");
        assert_eq!(refused.game, "ANA201504100");
    }
    let text = GAME.replacen("play,1,0,escoa003,22", "play,1,0,escobar,22", 1);
    let told = read_one(&text).refused[0].to_string();
    let wanted = "2015ANA.EVA line 39 (ANA201504100): expected a person's id like escoa003, found \"escobar\"";
    assert_eq!(told, wanted);
}

#[test]
fn what_stands_around_games_is_told_too() {
    let refused = |text: &str| read_one(text).refused.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(refused(""), Vec::<String>::new());
    assert!(
        refused("play,1,0\nplay,1,0\n")[0].starts_with("2015ANA.EVA line 1 (before the first game): expected an id")
    );
    assert_eq!(refused("play,1,0\nplay,1,0\n").len(), 1);
    assert!(refused("id,nonsense\nversion,2\n")[0].contains("line 1 (nonsense)"));
    assert!(refused("id,ANA201504100\nversion,2\n")[0].contains("expected play records or a box score"));
    assert!(refused(&format!("{GAME}{GAME}"))[0].contains("stands in the file already"));
}

#[test]
fn a_game_twice_in_a_file_counts_once() {
    assert_eq!(read_one(&format!("{GAME}{GAME}")).games.len(), 2);
}

#[test]
fn old_encodings_are_read() {
    assert_eq!(decode(b"a\xe9b\x1a\x1a"), "a\u{e9}b");
    assert_eq!(decode("a\u{e9}b".as_bytes()), "a\u{e9}b");
    assert_eq!(decode(b"\xef\xbb\xbfid"), "id");
    assert_eq!(decode(b"\x1a"), "");
}

/// A game with pieces of it replaced by others.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[a-z0-9,\"\n\r?.-]{0,12}",
        Just("\n".to_owned()),
        Just("\"".to_owned()),
        Just(",".to_owned()),
        Just("id,ANA201504100\n".to_owned()),
    ];
    let cut = (any::<prop::sample::Index>(), 0..40_usize, piece);
    prop::collection::vec(cut, 1..6).prop_map(|cuts| {
        let mut text: Vec<char> = [GAME, BOX].concat().chars().collect();
        for (at, gone, piece) in cuts {
            let from = at.index(text.len() + 1);
            let to = (from + gone).min(text.len());
            text.splice(from..to, piece.chars());
        }
        text.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = decode(&bytes);
        let file = read("1999ANA.EVA", &text);
        prop_assert!(file.games.is_empty());
    }

    #[test]
    fn no_text_breaks_the_reader(text in "((id|info|start|sub|play|stat|line|event|data|com|[a-z]adj),\\PC{0,30}\n){0,20}") {
        for refused in read("", &text).refused {
            prop_assert!(!refused.what.is_empty());
        }
    }

    #[test]
    fn no_mutation_of_a_game_breaks_the_reader(text in mutated()) {
        let file = read("2015ANA.EVA", &text);
        for refused in &file.refused {
            prop_assert!(refused.line > 0 && !refused.to_string().is_empty());
        }
        for game in &file.games {
            prop_assert!(game.records.is_empty() || matches!(game.records[0].1, Record::Start(_)));
        }
    }
}

#[test]
fn every_recorded_game_is_read() {
    let mut games = std::collections::BTreeMap::new();
    for (key, body) in recorded::zips() {
        let archive = super::archive::open(&body).unwrap();
        assert_eq!(archive.notes, Vec::<String>::new(), "{key}");
        for member in &archive.members {
            let text = decode(&member.bytes);
            let file = read(&member.name, &text);
            assert_eq!(file.refused, [], "{key}");
            *games.entry(key.clone()).or_insert(0) += file.games.len();
            let letters = |x: &str| file.games.iter().filter(|game| game.info.game_type == x).count();
            if key.ends_with("eve") {
                assert_eq!(letters("R"), file.games.len(), "{}", member.name);
            } else {
                assert_eq!(letters("R"), 0, "{}", member.name);
            }
        }
    }
    if let Some(regular) = games.get("2015eve") {
        assert_eq!(*regular, 2_429);
    }
}
