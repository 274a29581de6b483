//! Stats of pitching lines.

use super::formula::{era_plus, fip, left_on_base_rate, obp, ops, run_value, slg, win_value, xfip};
use super::{Stat, Value};
use crate::stat::counter::Counter::{self, *};
use crate::stat::counter::GameCounter;
use crate::stat::line::ratio;

/// The stats of a pitching line, in the order of the API.
pub const PITCHING: &[Stat] = with_shared_stats![
    stat!(
        "games",
        Count,
        Results,
        "Games he appeared in; under a filter or split that needs single plays, games with at least one such play.",
        |line| Some(Value::Int(line.games))
    ),
    stat!("gamesStarted", Count, Results, "Games among them in which he threw his team's first pitch.", |line| Some(
        Value::Int(line.games_started)
    )),
    counter!("battersFaced", EveryPlateAppearance, PlateAppearances, "Batters faced."),
    counter!("atBats", EveryPlateAppearance, AtBats, "At bats against."),
    counter!("outs", PlayByPlay, Outs, "Outs made while he pitched; the number to compute with."),
    stat!(
        "inningsPitched",
        Innings,
        PlayByPlay,
        "Innings pitched in base 3: \"5.2\" is five and two thirds.",
        |line| Some(Value::Innings(line.get(Outs)))
    ),
    counter!("runs", WholeInnings, RunsAllowed, "Runs charged to him (rule 9.16), those of runners he left too."),
    counter!("earnedRuns", WholeInnings, EarnedRuns, "Earned runs charged to him (rule 9.16)."),
    counter!("runsBattedIn", PlayByPlay, RunsBattedIn, "Runs batted in against him."),
    counter!("hitBatters", Results, HitByPitch, "Batters hit by a pitch."),
    counter!("wildPitches", PlayByPlay, WildPitches, "Wild pitches (rule 9.13)."),
    counter!("passedBalls", PlayByPlay, PassedBalls, "Passed balls of his catchers (rule 9.13)."),
    counter!("balks", PlayByPlay, Balks, "Balks."),
    counter!("stolenBases", PlayByPlay, StolenBases, "Bases stolen while he pitched."),
    counter!("caughtStealing", PlayByPlay, CaughtStealing, "Runners caught stealing while he pitched."),
    counter!("pickoffs", PlayByPlay, PickedOff, "Runners picked off while he pitched."),
    counter!("inheritedRunners", PlayByPlay, InheritedRunners, "Runners he found on base when he came."),
    counter!(
        "inheritedRunnersScored",
        PlayByPlay,
        InheritedRunnersScored,
        "Runs that scored while he pitched and are charged to others."
    ),
    counter!("strikes", EveryCall, StrikesThrown, "Strikes he threw, balls in play included."),
    counter!("balls", EveryCall, BallsThrown, "Balls he threw, pitches that hit the batter included."),
    game_counter!("wins", Wins, "Games won (rule 9.17)."),
    game_counter!("losses", Losses, "Games lost (rule 9.17)."),
    game_counter!("saves", Saves, "Saves (rule 9.19)."),
    game_counter!("holds", Holds, "Holds: came with a save to win, made an out and left with the lead."),
    game_counter!("blownSaves", BlownSaves, "Came with a save to win and lost the lead."),
    game_counter!("saveOpportunities", SaveOpportunities, "Saves and blown saves."),
    game_counter!("gamesFinished", GamesFinished, "Games he was the last of several pitchers."),
    game_counter!("completeGames", CompleteGames, "Games he was his team's only pitcher."),
    game_counter!("shutouts", Shutouts, "Complete games without a run."),
    rate!("era", WholeInnings, "Earned run average: 9 · ER / IP.", |line| line.get(EarnedRuns) * 27, line.get(Outs)),
    rate!("whip", PlayByPlay, "(BB + H) / IP.", |line| (line.get(Walks) + line.hits()) * 3, line.get(Outs)),
    measured!(
        "fip",
        Weights,
        "Fielding independent pitching: (13·HR + 3·(BB + HBP) - 2·SO) / IP + the season's constant.",
        fip
    ),
    measured!(
        "xfip",
        Weights,
        "xFIP: FIP with fly balls · the league's HR/FB for HR. Null where nobody told how balls flew.",
        xfip
    ),
    measured!(
        "eraPlus",
        WeightsOfInnings,
        "ERA+: 100 · lgERA · park factor / ERA, by his league; the park factor is the mean of the parks of his batters faced.",
        era_plus
    ),
    measured!(
        "leftOnBaseRate",
        WholeInnings,
        "LOB%: (H + BB + HBP - R) / (H + BB + HBP - 1.4·HR), about 0 to 1.",
        left_on_base_rate
    ),
    rate!(
        "strikeoutMinusWalkRate",
        EveryPlateAppearance,
        "K-BB%: (SO - BB) / batters faced.",
        |line| line.get(Strikeouts) - line.get(Walks),
        line.get(PlateAppearances)
    ),
    measured!(
        "re24",
        Turns,
        "RE24 from the pitcher's side: runs saved against run expectancy over the turns at bat he pitched; the batters' sum with the other sign.",
        |line| Some(0.0 - run_value(line))
    ),
    measured!("wpa", Turns, "Win probability added over the turns at bat he pitched, in wins.", |line| Some(
        0.0 - win_value(line)
    )),
    rate!("homeRunsPerNine", PlayByPlay, "9 · HR / IP.", |line| line.get(HomeRuns) * 27, line.get(Outs)),
    rate!("hitsPerNine", PlayByPlay, "9 · H / IP.", |line| line.hits() * 27, line.get(Outs)),
    rate!("strikeoutsPerWalk", EveryPlateAppearance, "SO / BB.", |line| line.get(Strikeouts), line.get(Walks)),
    rate!("strikeoutsPerNine", PlayByPlay, "9 · SO / IP.", |line| line.get(Strikeouts) * 27, line.get(Outs)),
    rate!("walksPerNine", PlayByPlay, "9 · BB / IP.", |line| line.get(Walks) * 27, line.get(Outs)),
    rate!("opponentAvg", Results, "Batting average against: H / AB.", |line| line.hits(), line.get(AtBats)),
    measured!("opponentObp", EveryPlateAppearance, "On-base percentage against.", obp),
    measured!("opponentSlg", Results, "Slugging percentage against.", slg),
    measured!("opponentOps", EveryPlateAppearance, "OBP + SLG against.", ops),
];
