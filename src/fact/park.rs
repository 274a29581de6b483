//! Parks as numbers: MLBAM ids as they are, the codes of Retrosheet below zero.

/// Letters and digits of a code, in the order of their places.
const DIGITS: &[u8; 37] = b" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Most characters of a code.
const LENGTH: usize = 5;

/// The number of a park that is known by Retrosheet's code alone, like `BOS07`; `None` where it is no such code.
#[must_use]
pub fn of_site(site: &str) -> Option<i32> {
    if site.is_empty() || site.len() > LENGTH {
        return None;
    }
    let number = site.bytes().try_fold(0, |number, letter| {
        let place = DIGITS.iter().position(|digit| *digit == letter.to_ascii_uppercase()).filter(|place| *place > 0)?;
        Some(number * 37 + i32::try_from(place).ok()?)
    })?;
    Some(-number)
}

/// The park as the API writes it: the MLBAM id, or Retrosheet's code.
#[must_use]
pub fn name(venue: i32) -> String {
    if venue >= 0 {
        return venue.to_string();
    }
    let mut rest = venue.unsigned_abs() as usize;
    let mut letters = Vec::with_capacity(LENGTH);
    while rest > 0 {
        letters.push(char::from(DIGITS[rest % 37]));
        rest /= 37;
    }
    letters.iter().rev().collect()
}

/// The number of what the API writes.
#[must_use]
pub fn of_name(name: &str) -> Option<i32> {
    name.parse().ok().filter(|id| *id >= 0).or_else(|| of_site(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_numbers() {
        for park in ["BOS07", "ANA01", "ZZZZZ", "22", "0"] {
            assert_eq!(of_name(park).map(name).as_deref(), Some(park));
        }
        assert_eq!([of_name(""), of_name("TOOLONG"), of_name("a-b")], [None; 3]);
    }
}
