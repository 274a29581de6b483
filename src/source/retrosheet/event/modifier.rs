//! Modifiers: how a ball was hit, what the play is scored as, what happened besides.

use super::Base;

/// How a ball flew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flight {
    /// `G`
    Ground,
    /// `F`
    Fly,
    /// `L`
    Line,
    /// `P`
    Pop,
}

/// What stands behind a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier<'t> {
    /// `G6M`, `BG`, `B`: how the ball was hit and where to; `B` alone is a bunt.
    Ball {
        /// How it flew, where it is told.
        flight: Option<Flight>,
        /// Bunted.
        is_bunt: bool,
        /// Where, as written: `78XD`, `7LSF`.
        location: &'t str,
    },
    /// `GDP`, `LDP`, `BGDP`, `DP`, `GTP`, `TP`: two or three outs scored as one play.
    Multiple {
        /// 2 or 3.
        outs: u8,
        /// How the ball flew, where it is told.
        flight: Option<Flight>,
        /// Bunted.
        is_bunt: bool,
    },
    /// `NDP`: two outs, but no double play.
    NoDoublePlay,
    /// `FL`
    Foul,
    /// `IF`: infield fly.
    InfieldFly,
    /// `SH`
    SacrificeBunt,
    /// `SF`
    SacrificeFly,
    /// `E5`: an error of that position.
    Error(u8),
    /// `TH`, `TH1`: a throw.
    Throw(Option<Base>),
    /// `FO`
    Force,
    /// `IPHR`
    InsidePark,
    /// `AP`
    Appeal,
    /// `BOOT`: batted out of turn.
    OutOfTurn,
    /// `PASS`: passed a runner.
    Passed,
    /// `BINT`
    BatterInterference,
    /// `INT`, `RINT`, `UINT`, `FINT`: interference of somebody else.
    Interference,
    /// `OBS`
    Obstruction,
    /// `BR`: hit by his own ball.
    HitByBall,
    /// `MREV`, `UREV`, `REV`
    Review,
    /// `C`: the third strike was called.
    CalledStrike,
    /// `R6`, `R643`: relays.
    Relay(&'t str),
    /// `COUB`, `COUF`, `COUR`: by courtesy.
    Courtesy,
    /// A place and nothing else: `78`, `9LS`.
    Location(&'t str),
    /// None of these, as written.
    Other(&'t str),
}

impl<'t> Modifier<'t> {
    /// Reads one modifier; hardness (`+`, `-`) is dropped.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let text = text.trim_end_matches(['+', '-']);
        if let Some(known) = word(text) {
            return known;
        }
        let bytes = text.as_bytes();
        match bytes {
            [b'E', digit @ b'0'..=b'9'] => Self::Error(digit - b'0'),
            [b'T', b'H', to] if base(*to).is_some() => Self::Throw(base(*to)),
            [b'R', rest @ ..] if rest.iter().all(|x| x.is_ascii_digit() || *x == b'U') => Self::Relay(&text[1..]),
            [b'B', kind @ (b'G' | b'F' | b'L' | b'P'), ..] if is_place(&text[2..]) => {
                Self::Ball { flight: flight(*kind), is_bunt: true, location: &text[2..] }
            }
            [b'B', ..] if is_place(&text[1..]) => Self::Ball { flight: None, is_bunt: true, location: &text[1..] },
            [kind @ (b'G' | b'F' | b'L' | b'P'), ..] if is_place(&text[1..]) => {
                Self::Ball { flight: flight(*kind), is_bunt: false, location: &text[1..] }
            }
            [b'0'..=b'9', ..] if is_place(text) => Self::Location(text),
            _ => Self::Other(text),
        }
    }
}

fn word(text: &str) -> Option<Modifier<'_>> {
    use Flight::{Fly, Ground, Line, Pop};
    let multiple = |outs, flight, is_bunt| Modifier::Multiple { outs, flight, is_bunt };
    Some(match text {
        "GDP" => multiple(2, Some(Ground), false),
        "LDP" => multiple(2, Some(Line), false),
        "FDP" => multiple(2, Some(Fly), false),
        "PDP" => multiple(2, Some(Pop), false),
        "BGDP" => multiple(2, Some(Ground), true),
        "BPDP" => multiple(2, Some(Pop), true),
        "BFDP" => multiple(2, Some(Fly), true),
        "BLDP" => multiple(2, Some(Line), true),
        "DP" => multiple(2, None, false),
        "GTP" => multiple(3, Some(Ground), false),
        "LTP" => multiple(3, Some(Line), false),
        "FTP" => multiple(3, Some(Fly), false),
        "BGTP" => multiple(3, Some(Ground), true),
        "BPTP" => multiple(3, Some(Pop), true),
        "TP" => multiple(3, None, false),
        "NDP" => Modifier::NoDoublePlay,
        "FL" => Modifier::Foul,
        "IF" => Modifier::InfieldFly,
        "SH" => Modifier::SacrificeBunt,
        "SF" => Modifier::SacrificeFly,
        "TH" => Modifier::Throw(None),
        "FO" => Modifier::Force,
        "IPHR" => Modifier::InsidePark,
        "AP" => Modifier::Appeal,
        "BOOT" => Modifier::OutOfTurn,
        "PASS" => Modifier::Passed,
        "BINT" => Modifier::BatterInterference,
        "INT" | "RINT" | "UINT" | "FINT" => Modifier::Interference,
        "OBS" => Modifier::Obstruction,
        "BR" => Modifier::HitByBall,
        "MREV" | "UREV" | "REV" => Modifier::Review,
        "C" => Modifier::CalledStrike,
        "COUB" | "COUF" | "COUR" => Modifier::Courtesy,
        _ => return None,
    })
}

const fn flight(letter: u8) -> Option<Flight> {
    match letter {
        b'G' => Some(Flight::Ground),
        b'F' => Some(Flight::Fly),
        b'L' => Some(Flight::Line),
        b'P' => Some(Flight::Pop),
        _ => None,
    }
}

/// Digits of one or two positions, then letters of depth and direction; or nothing.
fn is_place(text: &str) -> bool {
    let letters = text.trim_start_matches(|x: char| x.is_ascii_digit());
    text.len() - letters.len() <= 3 && letters.bytes().all(|x| b"SDXMLFW".contains(&x))
}

/// The base of a digit or `H`.
pub(super) const fn base(letter: u8) -> Option<Base> {
    match letter {
        b'1'..=b'3' => Some(letter - b'0'),
        b'H' | b'4' => Some(4),
        _ => None,
    }
}
