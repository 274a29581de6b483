//! Grouping: rows with the same codes get the same number.

use std::collections::{HashMap, HashSet};

use super::mask::bit;
use crate::stat::dimension::UNKNOWN_COUNT;

/// Most numbers a table of groups may have before they are hashed.
const TABLE: usize = 1 << 16;

/// The groups so far: each key once, in the order they came.
#[derive(Debug, Default)]
pub struct Groups {
    keys: Vec<Vec<i32>>,
    places: HashMap<Vec<i32>, u32>,
}

impl Groups {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The key of each.
    #[must_use]
    pub fn keys(self) -> Vec<Vec<i32>> {
        self.keys
    }

    /// The key of one.
    #[must_use]
    pub fn key(&self, group: usize) -> &[i32] {
        &self.keys[group]
    }

    /// The group of a key.
    pub fn place(&mut self, key: &[i32]) -> u32 {
        if let Some(place) = self.places.get(key) {
            return *place;
        }
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.push(key.to_vec());
        self.places.insert(key.to_vec(), next);
        next
    }

    /// The group of each of so many rows. `keys` are columns of codes, as long as there are rows; without any all rows are
    /// one group.
    pub fn of(&mut self, rows: usize, keys: &[Vec<i32>]) -> Vec<u32> {
        if keys.is_empty() {
            return vec![self.place(&[]); rows];
        }
        let (mut numbers, mut many) = (vec![0_u64; rows], 1_u64);
        for codes in keys {
            let mut dictionary = Dictionary::default();
            let dense: Vec<u32> = codes.iter().map(|code| dictionary.number(*code)).collect();
            let count = dictionary.count();
            // More than 64 bits of combinations are no combinations of four dimensions.
            many = many.saturating_mul(count);
            numbers.iter_mut().zip(dense).for_each(|(number, code)| *number = *number * count + u64::from(code));
        }
        let mut known = Known::new(many);
        let mut group = |row: usize| {
            let key: Vec<i32> = keys.iter().map(|codes| codes[row]).collect();
            self.place(&key)
        };
        numbers.iter().enumerate().map(|(row, number)| known.get(*number, || group(row))).collect()
    }
}

/// Groups by number of combination.
enum Known {
    Table(Vec<u32>),
    Hashed(HashMap<u64, u32>),
}

impl Known {
    fn new(many: u64) -> Self {
        match usize::try_from(many) {
            Ok(many) if many <= TABLE => Self::Table(vec![u32::MAX; many]),
            _ => Self::Hashed(HashMap::new()),
        }
    }

    fn get(&mut self, number: u64, group: impl FnOnce() -> u32) -> u32 {
        match self {
            Self::Table(table) => {
                let place = &mut table[usize::try_from(number).unwrap_or(0)];
                if *place == u32::MAX {
                    *place = group();
                }
                *place
            }
            Self::Hashed(map) => *map.entry(number).or_insert_with(group),
        }
    }
}

/// Numbers for codes, in the order they come.
#[derive(Default)]
struct Dictionary {
    small: Vec<u32>,
    large: HashMap<i32, u32>,
    last: Option<(i32, u32)>,
    next: u32,
}

impl Dictionary {
    fn number(&mut self, code: i32) -> u32 {
        // Codes come in runs: by player, by game.
        if let Some((same, number)) = self.last
            && same == code
        {
            return number;
        }
        let next = self.next;
        let number = match usize::try_from(code) {
            Ok(place) if place < TABLE => {
                if self.small.len() <= place {
                    self.small.resize(place + 1, u32::MAX);
                }
                let number = &mut self.small[place];
                if *number == u32::MAX {
                    *number = next;
                }
                *number
            }
            _ => *self.large.entry(code).or_insert(next),
        };
        self.next += u32::from(number == next);
        self.last = Some((code, number));
        number
    }

    fn count(&self) -> u64 {
        self.next.max(1).into()
    }
}

/// Which games a group has.
#[derive(Debug, Default)]
pub struct Seen {
    bits: Vec<u64>,
    rest: HashSet<(u32, usize)>,
}

/// Most bits before pairs are hashed.
const BITS: usize = 1 << 26;

impl Seen {
    /// Whether it is the first time that this group has this game, of so many.
    pub fn is_new(&mut self, group: u32, game: usize, games: usize) -> bool {
        let place = group as usize * games + game;
        if place >= BITS {
            return self.rest.insert((group, game));
        }
        if self.bits.len() <= place / 64 {
            self.bits.resize(place / 64 + 1, 0);
        }
        let (word, bit) = (&mut self.bits[place / 64], 1 << (place % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

/// Gives rows whose code in one column has several bits once for each of them.
pub fn spread(column: usize, rows: &mut Vec<u32>, keys: &mut [Vec<i32>]) {
    let codes: Vec<i32> = (0..=3).flat_map(|balls| (0..=2).map(move |strikes| 10 * balls + strikes)).collect();
    let mut places: Vec<(usize, i32)> = Vec::with_capacity(3 * rows.len());
    for (place, bits) in keys[column].iter().enumerate() {
        let before = places.len();
        places.extend(codes.iter().filter(|code| bits & bit(**code) != 0).map(|code| (place, *code)));
        if places.len() == before {
            places.push((place, UNKNOWN_COUNT));
        }
    }
    *rows = places.iter().map(|(place, _)| rows[*place]).collect();
    for (n, codes) in keys.iter_mut().enumerate() {
        *codes = places.iter().map(|(place, code)| if n == column { *code } else { codes[*place] }).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_codes_are_the_same_group() {
        let mut groups = Groups::default();
        let numbers = groups.of(4, &[vec![7, 7, 660_271, 7], vec![-1, 2, 2, -1]]);
        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!(groups.of(2, &[vec![660_271, 1], vec![2, 1]]), [2, 3]);
        assert_eq!(groups.place(&[7, 2]), 1);
        assert_eq!(groups.key(1), [7, 2]);
        assert_eq!(Groups::default().of(3, &[]), [0; 3]);
        assert_eq!(groups.keys(), [vec![7, -1], vec![7, 2], vec![660_271, 2], vec![1, 1]]);
    }

    #[test]
    fn a_game_is_new_once() {
        let mut seen = Seen::default();
        assert!(seen.is_new(1, 5, 10));
        assert!(!seen.is_new(1, 5, 10));
        assert!(seen.is_new(2, 5, 10));
        assert!(seen.is_new(u32::MAX, 5, 1000) && !seen.is_new(u32::MAX, 5, 1000));
    }

    #[test]
    fn a_plate_appearance_has_every_count_it_passed() {
        let (mut rows, mut keys) = (vec![4, 9], vec![vec![1, 2], vec![0b1001, 0]]);
        spread(1, &mut rows, &mut keys);
        assert_eq!(rows, [4, 4, 9]);
        assert_eq!(keys, [vec![1, 1, 2], vec![0, 10, 99]]);
    }
}
