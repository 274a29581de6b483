//! Pitch sequences. The field of a record repeats what the records of the same turn before it had.

use crate::scoring::account::{Call, Pitch};

/// What was told of a turn's pitches so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sequence<'t> {
    told: &'t str,
    thrown: i16,
}

impl<'t> Sequence<'t> {
    /// Takes the field of the next record and hands on what is new in it. Automatic balls of an intentional walk belong
    /// to the result.
    pub fn go_on(&mut self, field: &'t str, is_intentional: bool, mut pitch: impl FnMut(Pitch)) {
        let new = match field.strip_prefix(self.told) {
            Some(new) => new,
            None => field.rsplit_once('.').map_or("", |(_, new)| new),
        };
        if field.len() >= self.told.len() {
            self.told = field;
        }
        for letter in new.bytes() {
            let Some(call) = call(letter) else { continue };
            let is_thrown = !matches!(letter, b'A' | b'V');
            self.thrown = self.thrown.saturating_add(i16::from(is_thrown));
            pitch(Pitch {
                number: is_thrown.then_some(self.thrown),
                call,
                is_intentional: letter == b'V' && is_intentional,
            });
        }
    }
}

/// What a letter counts as; none for what is no pitch.
const fn call(letter: u8) -> Option<Call> {
    Some(match letter {
        b'B' | b'I' | b'P' | b'V' | b'H' => Call::Ball,
        b'C' | b'S' | b'K' | b'L' | b'M' | b'O' | b'Q' | b'T' | b'A' => Call::Strike,
        b'F' | b'R' => Call::Foul,
        b'X' | b'Y' => Call::InPlay,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_before_is_not_told_again() {
        let mut sequence = Sequence::default();
        let mut calls = Vec::new();
        for field in ["CB1", "CB1.>F", "CB1.>F.*BVX"] {
            sequence.go_on(field, false, |pitch| calls.push((pitch.call, pitch.number)));
        }
        assert_eq!(
            calls,
            [
                (Call::Strike, Some(1)),
                (Call::Ball, Some(2)),
                (Call::Foul, Some(3)),
                (Call::Ball, Some(4)),
                (Call::Ball, None),
                (Call::InPlay, Some(5)),
            ]
        );
    }
}
