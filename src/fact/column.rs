//! A column: whole numbers of many rows in the least room that holds them.

use std::ops::Range;

/// Whole numbers of many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The same for every row.
    Same(i32),
    /// 0 or 1: a bit a row, 64 a word.
    Bits(Vec<u64>),
    /// Up to 255.
    Bytes(Vec<u8>),
    /// Up to 16 bits.
    Shorts(Vec<i16>),
    /// Anything.
    Ints(Vec<i32>),
}

impl Default for Column {
    fn default() -> Self {
        Self::Same(0)
    }
}

impl Column {
    /// Takes the values of all rows.
    #[must_use]
    pub fn new(values: Vec<i32>) -> Self {
        let (least, most) = values.iter().fold((i32::MAX, i32::MIN), |(least, most), v| (least.min(*v), most.max(*v)));
        match (least, most) {
            (least, most) if least >= most => Self::Same(values.first().copied().unwrap_or_default()),
            (0, 1) => Self::Bits(values.chunks(64).map(word).collect()),
            (0.., ..=0xff) => Self::Bytes(values.iter().map(|v| u8::try_from(*v).unwrap_or(u8::MAX)).collect()),
            (-0x8000.., ..=0x7fff) => {
                Self::Shorts(values.iter().map(|v| i16::try_from(*v).unwrap_or(i16::MAX)).collect())
            }
            _ => Self::Ints(values),
        }
    }

    /// The value of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> i32 {
        match self {
            Self::Same(value) => *value,
            Self::Bits(words) => bit(words, row),
            Self::Bytes(values) => values[row].into(),
            Self::Shorts(values) => values[row].into(),
            Self::Ints(values) => values[row],
        }
    }

    /// Calls with the value of each of these rows, in their order.
    pub fn each(&self, rows: &[u32], mut with: impl FnMut(usize, i32)) {
        match self {
            Self::Same(value) => (0..rows.len()).for_each(|n| with(n, *value)),
            Self::Bits(words) => {
                rows.iter().enumerate().for_each(|(n, row)| with(n, bit(words, *row as usize)));
            }
            Self::Bytes(values) => {
                rows.iter().enumerate().for_each(|(n, row)| with(n, values[*row as usize].into()));
            }
            Self::Shorts(values) => {
                rows.iter().enumerate().for_each(|(n, row)| with(n, values[*row as usize].into()));
            }
            Self::Ints(values) => rows.iter().enumerate().for_each(|(n, row)| with(n, values[*row as usize])),
        }
    }

    /// Calls with the value of each of these ascending rows that is not zero: what adds up takes nothing from the others.
    pub fn each_counted(&self, rows: &[u32], mut with: impl FnMut(usize, i32)) {
        match (self, rows) {
            (Self::Same(0), _) | (_, []) => {}
            // Rows without a gap are whole words, of which most have few bits.
            (Self::Bits(words), [first, .., last]) if (last - first) as usize == rows.len() - 1 => {
                let (first, last) = (*first as usize, *last as usize);
                for (place, word) in (first / 64..).zip(&words[first / 64..=last / 64]) {
                    let mut rest = *word;
                    while rest != 0 {
                        let row = 64 * place + rest.trailing_zeros() as usize;
                        if (first..=last).contains(&row) {
                            with(row - first, 1);
                        }
                        rest &= rest - 1;
                    }
                }
            }
            _ => self.each(rows, |n, value| {
                if value != 0 {
                    with(n, value);
                }
            }),
        }
    }

    /// Whether the value of each row of a range passes.
    #[must_use]
    pub fn test(&self, rows: Range<usize>, passes: impl Fn(i32) -> bool) -> Vec<bool> {
        match self {
            Self::Same(value) => vec![passes(*value); rows.len()],
            Self::Bits(words) => {
                let [no, yes] = [passes(0), passes(1)];
                rows.map(|row| if bit(words, row) == 1 { yes } else { no }).collect()
            }
            Self::Bytes(values) => {
                let table: Vec<bool> = (0..=0xff).map(passes).collect();
                values[rows].iter().map(|v| table[usize::from(*v)]).collect()
            }
            Self::Shorts(values) => values[rows].iter().map(|v| passes((*v).into())).collect(),
            Self::Ints(values) => values[rows].iter().map(|v| passes(*v)).collect(),
        }
    }

    /// Whether some row has this value.
    #[must_use]
    pub fn contains(&self, value: i32) -> bool {
        match self {
            Self::Same(same) => *same == value,
            Self::Bits(_) => value == 0 || value == 1,
            Self::Bytes(values) => u8::try_from(value).is_ok_and(|value| values.contains(&value)),
            Self::Shorts(values) => i16::try_from(value).is_ok_and(|value| values.contains(&value)),
            Self::Ints(values) => values.contains(&value),
        }
    }

    /// Bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::Bits(words) => 8 * words.len(),
            Self::Bytes(values) => values.len(),
            Self::Shorts(values) => 2 * values.len(),
            Self::Ints(values) => 4 * values.len(),
        }
    }
}

/// The bits of up to 64 rows.
fn word(values: &[i32]) -> u64 {
    values.iter().enumerate().fold(0, |word, (n, value)| word | u64::from(*value == 1) << n)
}

fn bit(words: &[u64], row: usize) -> i32 {
    i32::from(words[row / 64] >> (row % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_takes_the_least_room_and_keeps_its_values() {
        for (values, bytes) in [
            (vec![7; 4], 0),
            ([vec![0; 64], vec![1]].concat(), 16),
            (vec![0, 255], 2),
            (vec![-1, 3], 4),
            (vec![0, 256], 4),
            (vec![0, 40_000], 8),
            (vec![], 0),
        ] {
            let column = Column::new(values.clone());
            assert_eq!(column.bytes(), bytes, "{values:?}");
            assert_eq!((0..values.len()).map(|row| column.get(row)).collect::<Vec<_>>(), values);
            let mut seen = Vec::new();
            let rows: Vec<u32> = (0..u32::try_from(values.len()).expect("few")).rev().collect();
            column.each(&rows, |_, value| seen.push(value));
            seen.reverse();
            assert_eq!(seen, values);
            let rows: Vec<u32> = (0..u32::try_from(values.len()).expect("few")).collect();
            for rows in
                [&rows[..], rows.get(1..).unwrap_or_default(), &rows.iter().copied().step_by(2).collect::<Vec<_>>()]
            {
                let mut counted = vec![0; rows.len()];
                column.each_counted(rows, |n, value| counted[n] += value);
                assert_eq!(counted, rows.iter().map(|row| values[*row as usize]).collect::<Vec<_>>());
            }
            let expected: Vec<bool> = values.iter().map(|v| *v > 2).collect();
            assert_eq!(column.test(0..values.len(), |v| v > 2), expected);
        }
    }
}
