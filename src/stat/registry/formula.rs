//! Formulas of more than one quotient, and those that measure by the constants of season and league.
//!
//! Over several seasons each season's events are measured by its own constants, and the results added; constants are
//! never averaged by themselves.

use super::Value;
use crate::stat::constants::League;
use crate::stat::counter::Counter::*;
use crate::stat::line::{Against, Line, Part, ratio};
use crate::stat::{Counter, Counts};

/// Park factors are summed in ten-thousandths.
const PARK: f64 = 10_000.0;

#[allow(clippy::cast_precision_loss, reason = "sums of counters stay far below 2^52")]
fn real(count: i64) -> f64 {
    count as f64
}

/// A quotient of measured numbers, or nothing when there is nothing to divide by.
fn over(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator != 0.0).then(|| numerator / denominator)
}

/// Slugging percentage: TB / AB.
pub(super) fn slg(line: &Line) -> Option<f64> {
    ratio(line.total_bases(), line.get(AtBats), 1.0)
}

/// On-base percentage: (H + BB + HBP) / (AB + BB + HBP + SF).
pub(super) fn obp(line: &Line) -> Option<f64> {
    ratio(line.hits() + line.get(Walks) + line.get(HitByPitch), line.on_base_chances(), 1.0)
}

/// OBP + SLG.
pub(super) fn ops(line: &Line) -> Option<f64> {
    Some(obp(line)? + slg(line)?)
}

/// A part with the constants of its season, and of its league where they are known.
struct Measured<'a> {
    all: &'a League,
    own: &'a League,
    counts: &'a Counts,
}

/// The parts; nothing where the constants of one are not computed.
fn parts(line: &Line) -> Option<Vec<Measured<'_>>> {
    line.parts.iter().map(Measured::of).collect()
}

impl<'a> Measured<'a> {
    fn of(part: &'a Part) -> Option<Self> {
        let all = part.all.as_deref()?;
        Some(Self { all, own: part.own.as_deref().unwrap_or(all), counts: &part.counts })
    }

    fn get(&self, counter: Counter) -> f64 {
        real(self.counts.get(counter))
    }

    fn plate_appearances(&self) -> f64 {
        self.get(PlateAppearances)
    }

    /// Numerator of wOBA, by the weights of the season.
    fn weighted(&self) -> f64 {
        let weights = &self.all.weights;
        weights.walk * (self.get(Walks) - self.get(IntentionalWalks))
            + weights.hit_by_pitch * self.get(HitByPitch)
            + weights.single * self.get(Singles)
            + weights.double * self.get(Doubles)
            + weights.triple * self.get(Triples)
            + weights.home_run * self.get(HomeRuns)
    }

    /// Denominator of wOBA: AB + BB - IBB + SF + HBP.
    fn chances(&self) -> f64 {
        self.get(AtBats) + self.get(Walks) - self.get(IntentionalWalks)
            + self.get(SacrificeFlies)
            + self.get(HitByPitch)
    }

    /// (wOBA - lgwOBA) / scale · PA; 0 without a chance.
    fn runs_above_average(&self) -> f64 {
        over(self.weighted(), self.chances())
            .and_then(|woba| over(woba - self.all.woba, self.all.woba_scale))
            .map_or(0.0, |runs| runs * self.plate_appearances())
    }

    /// Mean factor of the parks of the plate appearances.
    fn park(&self) -> f64 {
        over(self.get(ParkFactorSum) / PARK, self.plate_appearances()).unwrap_or(1.0)
    }

    /// What the league would have had in so many of something of the part's: a sum to divide by.
    fn earned_runs_of_league(&self) -> f64 {
        self.own.era * self.park() * self.get(Outs)
    }
}

/// wOBA: each season's events by its own weights, over AB + BB - IBB + SF + HBP.
pub(super) fn woba(line: &Line) -> Option<f64> {
    let parts = parts(line)?;
    over(parts.iter().map(Measured::weighted).sum(), parts.iter().map(Measured::chances).sum())
}

/// wRAA: (wOBA - lgwOBA) / wOBA scale · PA.
pub(super) fn wraa(line: &Line) -> Option<f64> {
    let parts = parts(line)?;
    (!parts.is_empty()).then(|| parts.iter().map(Measured::runs_above_average).sum())
}

/// wRC: wRAA + lgR/PA · PA.
pub(super) fn wrc(line: &Line) -> Option<f64> {
    let of_league = parts(line)?.iter().map(|p| p.all.runs_per_plate_appearance * p.plate_appearances()).sum::<f64>();
    Some(wraa(line)? + of_league)
}

/// wRC+: 100 · (wRAA/PA + lgR/PA + (lgR/PA - park factor · lgR/PA)) / (wRC/PA of the league without pitchers).
pub(super) fn wrc_plus(line: &Line) -> Option<f64> {
    let parts = parts(line)?;
    let created = parts.iter().map(|part| {
        let of_league = part.all.runs_per_plate_appearance * part.plate_appearances();
        part.runs_above_average() + of_league * (2.0 - part.park())
    });
    let of_league = parts.iter().map(|part| part.own.wrc_per_plate_appearance * part.plate_appearances());
    over(100.0 * created.sum::<f64>(), of_league.sum())
}

/// OPS+: 100 · (OBP/lgOBP + SLG/lgSLG - 1) / park factor, the league without pitchers.
pub(super) fn ops_plus(line: &Line) -> Option<f64> {
    let parts = parts(line)?;
    let plate_appearances: f64 = parts.iter().map(Measured::plate_appearances).sum();
    let mean = |value: fn(&Measured<'_>) -> f64| {
        over(parts.iter().map(|part| value(part) * part.plate_appearances()).sum(), plate_appearances)
    };
    let on_base = over(obp(line)?, mean(|part| part.own.obp)?)?;
    let slugging = over(slg(line)?, mean(|part| part.own.slg)?)?;
    over(100.0 * (on_base + slugging - 1.0), mean(|part| part.park())?)
}

/// (13·HR + 3·(BB + HBP) - 2·SO) / IP + constant, with so many home runs.
fn independent(line: &Line, home_runs: f64) -> Option<f64> {
    let outs = real(line.get(Outs));
    let others = 3 * (line.get(Walks) + line.get(HitByPitch)) - 2 * line.get(Strikeouts);
    let constants = parts(line)?.iter().map(|part| part.all.fip_constant * part.get(Outs)).sum::<f64>();
    over(3.0 * (13.0 * home_runs + real(others)) + constants, outs)
}

/// FIP.
pub(super) fn fip(line: &Line) -> Option<f64> {
    independent(line, real(line.get(HomeRuns)))
}

/// xFIP: FIP with the home runs the league would have hit of his fly balls.
pub(super) fn xfip(line: &Line) -> Option<f64> {
    let parts = parts(line)?;
    let expected =
        |part: &Measured<'_>| part.own.home_runs_per_fly_ball * (part.get(FlyBalls) + part.get(OtherHomeRuns));
    // Where nobody told how balls flew there is nothing to expect.
    let is_told = parts.iter().all(|part| part.own.home_runs_per_fly_ball > 0.0 || part.get(Outs) == 0.0);
    is_told.then(|| independent(line, parts.iter().map(expected).sum()))?
}

/// ERA+: 100 · lgERA · park factor / ERA.
pub(super) fn era_plus(line: &Line) -> Option<f64> {
    let of_league: f64 = parts(line)?.iter().map(Measured::earned_runs_of_league).sum();
    over(100.0 * of_league, 27.0 * real(line.get(EarnedRuns)))
}

/// LOB%: (H + BB + HBP - R) / (H + BB + HBP - 1.4 · HR).
pub(super) fn left_on_base_rate(line: &Line) -> Option<f64> {
    let on = line.hits() + line.get(Walks) + line.get(HitByPitch);
    over(real(on - line.get(RunsAllowed)), real(on) - 1.4 * real(line.get(HomeRuns)))
}

/// 100 · (OBP / their OBP + SLG / their SLG - 1).
fn against(line: &Line, whose: fn(&Against) -> &Line) -> Option<Value> {
    let theirs = whose(line.against.as_deref()?);
    let plus = over(obp(line)?, obp(theirs)?)? + over(slg(line)?, slg(theirs)?)? - 1.0;
    Some(Value::Float(100.0 * plus))
}

/// tOPS+: against the line without the split.
pub(super) fn tops_plus(line: &Line) -> Option<Value> {
    against(line, |against| &against.total)
}

/// sOPS+: against everybody in the same split.
pub(super) fn sops_plus(line: &Line) -> Option<Value> {
    against(line, |against| &against.everybody)
}

/// The exit velocity that a share of the tracked balls does not exceed, mph; between two of them by how far it lies.
pub(super) fn exit_velocity(line: &Line, share: f64) -> Option<Value> {
    let mut speeds = line.exit_velocities.clone();
    speeds.sort_unstable();
    let place = share * real(i64::try_from(speeds.len().checked_sub(1)?).ok()?);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among the balls")]
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    let (low, high) = (f64::from(*speeds.get(below)?), f64::from(*speeds.get(above)?));
    Some(Value::Float((low + (high - low) * place.fract()) / 10.0))
}

/// Change of run expectancy plus runs, for the batting side.
pub(super) fn run_value(line: &Line) -> f64 {
    real(line.get(RunValue)) / 10_000.0
}

/// Change of the chance to win, for the batting side.
pub(super) fn win_value(line: &Line) -> f64 {
    real(line.get(WinValue)) / 1_000_000.0
}
