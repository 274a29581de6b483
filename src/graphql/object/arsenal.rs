//! What a pitcher throws.

use async_graphql::{Context, Result, SimpleObject};

use super::lines::Lines;
use crate::domain::pitch::PITCH_TYPES;
use crate::graphql::closed::{PitchFamilyCode, PitchTypeCode};
use crate::graphql::filter::PlayFilter;
use crate::graphql::line::PitchingLine;
use crate::graphql::scalar::int;
use crate::graphql::wanted::wanted;
use crate::stat::line::ratio;
use crate::stat::{Counter, DimensionId};

/// A kind of pitch.
#[derive(Debug, Clone, SimpleObject)]
pub struct PitchKind {
    /// Code, as Baseball Savant writes it, like `FF`.
    code: PitchTypeCode,
    /// Name for people.
    name: String,
    /// The family it belongs to.
    family: PitchFamilyCode,
}

/// A kind of pitch in a pitcher's arsenal.
#[derive(Debug, Clone, SimpleObject)]
pub struct ArsenalPitch {
    /// The kind, by Baseball Savant's classification.
    pitch_type: PitchKind,
    /// How many of them he threw that have a Statcast row.
    pitches: i32,
    /// Their share of his pitches that the filter lets through, 0 to 1.
    usage: f64,
    /// The line over these pitches: speed, spin, movement, whiffs. Results count with the pitch the plate appearance ended
    /// on.
    line: PitchingLine,
}

/// The kinds of pitches of these lines, most used first, those of unknown kind last.
pub async fn arsenal(ctx: &Context<'_>, lines: Lines, filter: Option<&PlayFilter>) -> Result<Vec<ArsenalPitch>> {
    let mut selected = wanted(ctx, lines.role, &["line"]);
    selected.wanted.counters = selected.wanted.counters.with(Counter::StatcastPitches);
    let by = [DimensionId::PitchType, DimensionId::PitchFamily];
    let mut rows = lines.rows(ctx, &by, filter, selected).await?;
    // What happened without a pitch is of no kind.
    rows.retain(|row| row.line.get(Counter::StatcastPitches) > 0);
    rows.sort_by_key(|row| (is_unknown(row.key[0]), -row.line.get(Counter::StatcastPitches), row.key[0]));
    let all = rows.iter().map(|row| row.line.get(Counter::StatcastPitches)).sum();
    let pitch = |row: crate::fact::Row| {
        let pitches = row.line.get(Counter::StatcastPitches);
        Some(ArsenalPitch {
            pitch_type: PitchKind {
                code: PitchTypeCode(row.key[0]),
                name: DimensionId::PitchType.def().label(row.key[0]),
                family: PitchFamilyCode(row.key[1]),
            },
            pitches: int(pitches),
            usage: ratio(pitches, all, 1.0)?,
            line: PitchingLine(row.line),
        })
    };
    Ok(rows.into_iter().filter_map(pitch).collect())
}

/// No kind is told, or upstream says it does not know.
fn is_unknown(code: i32) -> bool {
    let kind = usize::try_from(code).ok().and_then(|code| PITCH_TYPES.get(code.checked_sub(1)?));
    kind.is_none_or(|kind| kind.code == "UN")
}
