//! Which rows a filter lets through.

use std::ops::Range;

use super::column::Column;
use super::filter::Filter;
use super::season::RoleTables;
use super::table::Table;
use crate::stat::dimension::{UNKNOWN_COUNT, day};
use crate::stat::{DimensionId, Grain};

/// A table with what its dimensions refer to.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The tables of the role.
    pub role: &'a RoleTables,
    /// The rows.
    pub table: &'a Table,
    /// Of pitches the place of the play of each.
    pub play_of: Option<&'a [u32]>,
}

/// Rows of a range that pass.
enum Mask {
    Same(bool),
    Rows(Vec<bool>),
}

impl<'a> View<'a> {
    /// The rows of these ranges that the filter lets through, in order.
    #[must_use]
    pub fn select(&self, filter: &Filter, ranges: &[Range<usize>]) -> Vec<u32> {
        let place = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        let mut rows = Vec::new();
        for range in ranges {
            match self.mask(filter, range) {
                Mask::Same(false) => {}
                Mask::Same(true) => rows.extend(range.clone().map(place)),
                Mask::Rows(passes) => {
                    rows.extend(range.clone().zip(passes).filter(|(_, passes)| *passes).map(|(row, _)| place(row)));
                }
            }
        }
        rows
    }

    /// The codes of these rows.
    #[must_use]
    pub fn codes(&self, dimension: DimensionId, rows: &[u32]) -> Vec<i32> {
        if let Some(by_side) = self.role.by_side(dimension) {
            return rows.iter().map(|row| by_side.get(self.table.sides[*row as usize].into())).collect();
        }
        match (self.table.codes(dimension), self.play_of, self.role.plays.codes(dimension)) {
            (Some(codes), _, _) => {
                let mut out = Vec::with_capacity(rows.len());
                codes.each(rows, |_, code| out.push(code));
                out
            }
            (None, Some(play_of), Some(codes)) => {
                rows.iter().map(|row| codes.get(play_of[*row as usize] as usize)).collect()
            }
            _ => vec![0; rows.len()],
        }
    }

    /// Whether some row of the season has this code; of counts that overlap whether some has none.
    #[must_use]
    pub fn has(&self, dimension: DimensionId, code: i32) -> bool {
        let code = if dimension.def().overlaps() { 0 } else { code };
        let codes = self.role.by_side(dimension).or(self.table.codes(dimension)).or(self.role.plays.codes(dimension));
        codes.is_some_and(|codes| codes.contains(code))
    }

    fn mask(&self, filter: &Filter, range: &Range<usize>) -> Mask {
        match filter {
            Filter::All(parts) => self.joined(parts, range, true),
            Filter::Any(parts) => self.joined(parts, range, false),
            Filter::Not(part) => match self.mask(part, range) {
                Mask::Same(passes) => Mask::Same(!passes),
                Mask::Rows(mut passes) => {
                    passes.iter_mut().for_each(|passes| *passes = !*passes);
                    Mask::Rows(passes)
                }
            },
            Filter::From(from) => {
                let from = day(*from);
                self.test(DimensionId::Date, range, &|code| code >= from)
            }
            Filter::To(to) => {
                let to = day(*to);
                self.test(DimensionId::Date, range, &|code| code <= to)
            }
            Filter::In(dimension, codes) if dimension.def().overlaps() => {
                let bits = codes.iter().filter(|code| **code != UNKNOWN_COUNT).fold(0, |bits, code| bits | bit(*code));
                let takes_unknown = codes.contains(&UNKNOWN_COUNT);
                self.test(*dimension, range, &|code| code & bits != 0 || (takes_unknown && code == 0))
            }
            Filter::In(dimension, codes) => match codes.as_slice() {
                [only] => self.test(*dimension, range, &|code| code == *only),
                codes => self.test(*dimension, range, &|code| codes.binary_search(&code).is_ok()),
            },
        }
    }

    /// All of the parts, or any of them.
    fn joined(&self, parts: &[Filter], range: &Range<usize>, all: bool) -> Mask {
        let mut out = Mask::Same(all);
        for part in parts {
            out = match (out, self.mask(part, range)) {
                (Mask::Same(so_far), part) if so_far == all => part,
                (so_far, Mask::Same(passes)) if passes == all => so_far,
                (Mask::Rows(mut so_far), Mask::Rows(part)) => {
                    so_far.iter_mut().zip(part).for_each(|(a, b)| *a = if all { *a & b } else { *a | b });
                    Mask::Rows(so_far)
                }
                _ => return Mask::Same(!all),
            };
        }
        out
    }

    fn test(&self, dimension: DimensionId, range: &Range<usize>, passes: &dyn Fn(i32) -> bool) -> Mask {
        if let Some(by_side) = self.role.by_side(dimension) {
            if let Column::Same(code) = by_side {
                return Mask::Same(passes(*code));
            }
            // A player's games are fewer than the season's.
            return Mask::Rows(
                self.table.sides[range.clone()]
                    .iter()
                    .map(by_last(|side: u16| passes(by_side.get(side.into()))))
                    .collect(),
            );
        }
        match (self.table.codes(dimension), self.play_of, self.role.plays.codes(dimension)) {
            (Some(Column::Same(code)), _, _) => Mask::Same(passes(*code)),
            (Some(codes), _, _) => Mask::Rows(codes.test(range.clone(), passes)),
            (None, Some(play_of), Some(codes)) => Mask::Rows(
                play_of[range.clone()].iter().map(by_last(|play: u32| passes(codes.get(play as usize)))).collect(),
            ),
            _ => Mask::Same(false),
        }
    }
}

/// Rows of one game stand together: what held for the last one is not asked again.
fn by_last<T: Copy + PartialEq>(mut passes: impl FnMut(T) -> bool) -> impl FnMut(&T) -> bool {
    let mut last: Option<(T, bool)> = None;
    move |value| match last {
        Some((same, passes)) if same == *value => passes,
        _ => {
            let passes = passes(*value);
            last = Some((*value, passes));
            passes
        }
    }
}

/// The bit of a count's code in the codes of a dimension that overlaps.
pub(super) fn bit(code: i32) -> i32 {
    1 << (3 * (code / 10) + code % 10)
}

/// The facts that answer a question of a grain.
#[must_use]
pub fn view(role: &RoleTables, grain: Grain) -> View<'_> {
    let table = if grain == Grain::Game { &role.lines } else { &role.plays };
    View { role, table, play_of: None }
}

/// The pitches, for what they tell of a question of their grain.
#[must_use]
pub fn pitches(role: &RoleTables) -> View<'_> {
    View { role, table: &role.pitches, play_of: Some(&role.play_of_pitch) }
}
