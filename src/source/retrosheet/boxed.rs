//! The records of a box score without plays: `stat`, `line`, `event`.

use super::cell::{Cells, Wrong, count, wrong};
use super::game::{BattingBox, BoxScore, FieldingBox, PitchingBox};

/// Most innings a line may have; the longest game had 26.
const INNINGS: usize = 60;

impl BoxScore {
    /// Takes a `stat` record.
    pub(super) fn stat(&mut self, mut cells: Cells<'_>) -> Result<(), Wrong> {
        let what = cells.need("bline, pline, dline, phline, prline or tline")?;
        match what {
            "bline" => self.batting.push(BattingBox {
                player: cells.person()?,
                side: cells.side()?,
                slot: cells.number("a batting slot, 0 to 9", 0, 9)?,
                sequence: cells.number("a place in the slot", 0, 99)?,
                counters: cells.counters()?,
            }),
            "pline" => self.pitching.push(PitchingBox {
                player: cells.person()?,
                side: cells.side()?,
                sequence: cells.number("a place among the pitchers", 0, 99)?,
                counters: cells.counters()?,
            }),
            "dline" => self.fielding.push(FieldingBox {
                player: cells.person()?,
                side: cells.side()?,
                sequence: cells.number("a place among his positions", 0, 99)?,
                position: cells.number("a position, 1 to 12", 1, 12)?,
                counters: cells.counters()?,
            }),
            // What a pinch hitter or runner did is in his batting line already.
            "phline" | "prline" => {
                cells.person()?;
                cells.counter("an inning")?;
                cells.side()?;
                cells.counters::<17>()?;
            }
            "tline" => {
                let side = cells.side()?;
                let [left, ..] = cells.counters::<4>()?;
                self.left_on_base[side as usize] = left;
            }
            other => return Err(wrong("bline, pline, dline, phline, prline or tline", other)),
        }
        cells.end()
    }

    /// Takes a `line` record: the runs of a team by inning.
    pub(super) fn line(&mut self, mut cells: Cells<'_>) -> Result<(), Wrong> {
        let side = cells.side()?;
        let mut innings = Vec::new();
        for cell in cells.by_ref().take(INNINGS) {
            innings.push(count(cell.trim()).ok_or_else(|| wrong("the runs of an inning", cell))?);
        }
        self.innings[side as usize] = innings;
        cells.end()
    }
}

/// Checks an `event` record: double plays, home runs and the like by name, which the lines count already.
pub(super) fn event(mut cells: Cells<'_>) -> Result<(), Wrong> {
    let what = cells.need("a kind of event like dpline")?;
    if !what.ends_with("line") {
        return Err(wrong("a kind of event like dpline", what));
    }
    cells.side().map(|_| ())
}
