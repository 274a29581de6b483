//! Stats of batting lines.

use super::formula::{obp, ops, ops_plus, run_value, slg, win_value, wraa, wrc, wrc_plus};
use super::{Stat, Value};
use crate::stat::counter::Counter::{self, *};
use crate::stat::line::ratio;

/// The stats of a batting line, in the order of the API.
pub const BATTING: &[Stat] = with_shared_stats![
    stat!(
        "games",
        Count,
        Results,
        "Games he appeared in; under a filter or split that needs single plays, games with at least one such play.",
        |line| Some(Value::Int(line.games))
    ),
    counter!(
        "plateAppearances",
        EveryPlateAppearance,
        PlateAppearances,
        "Plate appearances: AB + BB + HBP + SF + SH + CI."
    ),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats."),
    counter!("runs", PlayByPlay, Runs, "Runs scored; in splits, by the play on which he scored."),
    counter!("runsBattedIn", PlayByPlay, RunsBattedIn, "Runs batted in (rule 9.04)."),
    counter!("hitByPitch", Results, HitByPitch, "Times hit by a pitch."),
    counter!(
        "stolenBases",
        PlayByPlay,
        StolenBases,
        "Stolen bases (rule 9.07); in splits, by the play during which he stole."
    ),
    counter!(
        "caughtStealing",
        PlayByPlay,
        CaughtStealing,
        "Times caught stealing (rule 9.07(h)), when picked off on the way too."
    ),
    counter!("pickedOff", PlayByPlay, PickedOff, "Times picked off."),
    counter!(
        "leftOnBase",
        PlayByPlay,
        LeftOnBase,
        "Runners on base when he made an out, less those who scored on it; sacrifices do not count."
    ),
    rate!("avg", Results, "Batting average: H / AB.", |line| line.hits(), line.get(AtBats)),
    measured!("obp", EveryPlateAppearance, "On-base percentage: (H + BB + HBP) / (AB + BB + HBP + SF).", obp),
    measured!("slg", Results, "Slugging percentage: TB / AB.", slg),
    measured!("ops", EveryPlateAppearance, "OBP + SLG.", ops),
    rate!("iso", Results, "Isolated power: SLG - AVG.", |line| line.total_bases() - line.hits(), line.get(AtBats)),
    measured!(
        "wraa",
        Weights,
        "Weighted runs above average: (wOBA - lgwOBA) / wOBA scale · PA, each season by its own constants.",
        wraa
    ),
    measured!("wrc", Weights, "Weighted runs created: wRAA + lgR/PA · PA.", wrc),
    measured!(
        "wrcPlus",
        Weights,
        "wRC+: 100 · (wRAA/PA + lgR/PA + (lgR/PA - park factor · lgR/PA)) / (wRC/PA of his league without pitchers). The park factor is the mean of the parks of his plate appearances.",
        wrc_plus
    ),
    measured!(
        "opsPlus",
        Weights,
        "OPS+: 100 · (OBP / lgOBP + SLG / lgSLG - 1) / park factor, his league without pitchers; the park factor is the mean of the parks of his plate appearances.",
        ops_plus
    ),
    measured!(
        "re24",
        Turns,
        "RE24: change of run expectancy over his turns at bat plus the runs that scored, what runners did meanwhile included.",
        |line| Some(run_value(line))
    ),
    measured!(
        "wpa",
        Turns,
        "Win probability added over his turns at bat, in wins; what runners did meanwhile included.",
        |line| Some(win_value(line))
    ),
];
