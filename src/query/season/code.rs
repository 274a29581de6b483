//! The numbers of what the tables spell out.

use std::collections::HashMap;

use crate::domain::event::EVENTS;
use crate::domain::pitch::{PITCH_RESULTS, PITCH_TYPES};
use crate::fact::rows::TRAJECTORIES;

/// Places of names in a list, from 1.
#[derive(Debug)]
pub(super) struct Codes(HashMap<&'static [u8], u8>);

impl Codes {
    fn of(names: impl Iterator<Item = &'static str>) -> Self {
        Self(names.zip(1..=u8::MAX).map(|(name, place)| (name.as_bytes(), place)).collect())
    }

    pub(super) fn events() -> Self {
        Self::of(EVENTS.iter().map(|event| event.name))
    }

    pub(super) fn pitch_types() -> Self {
        Self::of(PITCH_TYPES.iter().map(|kind| kind.code))
    }

    pub(super) fn pitch_results() -> Self {
        Self::of(PITCH_RESULTS.iter().map(|(name, _)| *name))
    }

    /// The code; 0 for what is empty or unknown.
    #[inline]
    pub(super) fn get(&self, name: Option<&[u8]>) -> u8 {
        name.and_then(|name| self.0.get(name)).copied().unwrap_or(0)
    }
}

/// The code of a batted ball's shape.
#[inline]
pub(super) fn trajectory(name: Option<&[u8]>) -> u8 {
    let Some(name) = name else { return 0 };
    TRAJECTORIES.iter().position(|known| known.as_bytes() == name).map_or(0, |place| place as u8 + 1)
}

/// 0 left, 1 right, 2 not known.
#[inline]
pub(super) fn hand(letter: Option<&[u8]>) -> u8 {
    match letter {
        Some(b"L") => 0,
        Some(b"R") => 1,
        _ => 2,
    }
}

/// `10 · balls + strikes`; 99 not known.
#[inline]
pub(super) fn count(balls: Option<i16>, strikes: Option<i16>) -> u8 {
    const UNKNOWN: u8 = 99;
    match (balls, strikes) {
        (Some(balls @ 0..=9), Some(strikes @ 0..=9)) => (10 * balls + strikes) as u8,
        _ => UNKNOWN,
    }
}

/// 0 American, 1 National, 2 another, 3 not known.
pub(super) fn league(name: Option<&[u8]>) -> u8 {
    match name {
        Some(b"American League") => 0,
        Some(b"National League") => 1,
        Some(_) => 2,
        None => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_places_from_one_and_zero_is_none() {
        for (place, (name, _)) in PITCH_RESULTS.iter().enumerate() {
            assert_eq!(usize::from(Codes::pitch_results().get(Some(name.as_bytes()))), place + 1);
        }
        assert_eq!(Codes::events().get(Some(b"single")), 1);
        assert_eq!([Codes::pitch_types().get(Some(b"??")), Codes::pitch_types().get(None)], [0, 0]);
        assert_eq!([trajectory(Some(b"ground_ball")), trajectory(Some(b"popup")), trajectory(None)], [1, 4, 0]);
        assert!(EVENTS.len() < u8::MAX.into());
    }

    #[test]
    fn counts_that_nobody_told_are_unknown() {
        assert_eq!([count(Some(3), Some(2)), count(None, Some(2)), count(Some(-1), Some(0))], [32, 99, 99]);
    }
}
