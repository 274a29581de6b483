use proptest::prelude::*;

use super::*;

fn fielding(text: &str) -> Fielding {
    let mut out = Fielding::new();
    let mut is_error = false;
    for x in text.bytes() {
        if x == b'E' {
            is_error = true;
        } else {
            out.push(Touch { position: x - b'0', is_error: std::mem::take(&mut is_error) });
        }
    }
    out
}

#[track_caller]
fn read(text: &str) -> Event<'_> {
    parse(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_double_play_has_two_segments() {
    let event = read("64(1)3/GDP/G6+.3-H(NR)");
    let segments =
        [Segment { fielding: fielding("64"), runner: Some(1) }, Segment { fielding: fielding("3"), runner: None }];
    assert_eq!(event.primaries[0], Primary::Fielded(segments.into_iter().collect()));
    let grounder = Modifier::Ball { flight: Some(Flight::Ground), is_bunt: false, location: "6" };
    assert_eq!(
        event.modifiers[..],
        [Modifier::Multiple { outs: 2, flight: Some(Flight::Ground), is_bunt: false }, grounder]
    );
    assert_eq!(event.advances[0].params[..], [Param::NotBattedIn]);
}

#[test]
fn what_goes_with_a_strikeout_or_a_walk_is_a_primary_of_its_own() {
    let event = read("K+CS2(26)/DP");
    let clean = Param::Fielders { fielding: fielding("26"), is_throw: false };
    assert_eq!(
        event.primaries[..],
        [Primary::Strikeout(Fielding::new()), Primary::CaughtStealing(2, [clean].into_iter().collect())]
    );
    assert_eq!(read("W+WP.2-3").primaries[..], [Primary::Walk, Primary::WildPitch]);
    assert_eq!(read("SB3;SB2").primaries.len(), 2);
    assert_eq!(read("K2E3").primaries[0], Primary::Strikeout(fielding("2E3")));
}

#[test]
fn errors_are_told_from_throws() {
    let event = read("PO1(E1/TH).1-3");
    let Primary::PickedOff(1, params) = &event.primaries[0] else { panic!("{event:?}") };
    assert_eq!(params[..], [Param::Fielders { fielding: fielding("E1"), is_throw: true }]);
    assert!(params[0].is_error() && !params[0].is_clean());
    let muffed = Segment { fielding: fielding("5E3"), runner: None };
    assert_eq!(read("5E3").primaries[0], Primary::Fielded([muffed].into_iter().collect()));
    let event = read("S9.BX3(E5/TH)(2)");
    assert!(event.advances[0].is_out && event.advances[0].params[1].is_clean());
}

#[test]
fn an_unknown_modifier_is_kept_as_text() {
    assert_eq!(read("8/XYZ+").modifiers[0], Modifier::Other("XYZ"));
    assert_eq!(
        read("S7/L78XD").modifiers[0],
        Modifier::Ball { flight: Some(Flight::Line), is_bunt: false, location: "78XD" }
    );
    assert_eq!(
        read("13/BG15").modifiers[0],
        Modifier::Ball { flight: Some(Flight::Ground), is_bunt: true, location: "15" }
    );
}

#[test]
fn marks_of_doubt_and_lower_case_do_not_matter() {
    let text = clean("s9#/g?.1-3!");
    assert_eq!(read(&text), read("S9/G.1-3"));
}

#[test]
fn a_bad_text_says_where_and_what_was_expected() {
    for (text, expected) in [
        ("", "a play"),
        ("Q7", "a play"),
        ("SB9", "a base"),
        ("64(4)3", "(B), (1), (2) or (3)"),
        ("S8.1+3", "- or X"),
        ("S8.1-5", "1, 2, 3 or H"),
        ("S8.1-3(E5", ")"),
        ("SX", "fielders"),
        ("6E", "who erred"),
    ] {
        let error = parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}") {
        let _ = parse(&clean(&text));
    }

    #[test]
    fn nor_one_that_is_nearly_right(text in "(K|W|[1-9]{1,4}|S[0-9]|E[1-9]|SB[23H]|CS2|PO1|FC)([(][B1-3EHTUR/]{0,4}[)])?([+;/.][A-Z0-9()X-]{0,8}){0,4}") {
        let _ = parse(&clean(&text));
    }
}
