//! Who qualifies.

use std::collections::{BTreeMap, BTreeSet};

use super::{FIRST_SEASON, Played, SEASONS, sums};

/// Games by season and team, home games alone if so asked.
fn games(played: &Played, home_only: bool) -> BTreeMap<(i32, i32), u32> {
    let games = played.sim.league.book().games.iter();
    sums(games.flat_map(|game| {
        let away = (!home_only).then_some(((game.season, game.away), 1));
        std::iter::once(((game.season, game.home), 1)).chain(away)
    }))
}

/// A line of the book: season, game, team, player, and the count that qualifies.
type Counted = (i32, i32, i32, i32, u32);

fn batting(played: &Played) -> Vec<Counted> {
    played.sim.league.book().batting.iter().map(|x| (x.season, x.game_pk, x.team, x.player, x.counts.pa)).collect()
}

fn pitching(played: &Played) -> Vec<Counted> {
    played.sim.league.book().pitching.iter().map(|x| (x.season, x.game_pk, x.team, x.player, x.counts.outs)).collect()
}

/// Who has enough for each game of the team that played most, over the seasons together.
fn enough(
    lines: &[Counted],
    games: &BTreeMap<(i32, i32), u32>,
    seasons: &[i32],
    needed: fn(u32) -> u32,
) -> BTreeSet<i64> {
    let lines: Vec<&Counted> = lines.iter().filter(|line| seasons.contains(&line.0)).collect();
    let has = sums(lines.iter().map(|line| (line.3, line.4)));
    let of_team = |team: i32| seasons.iter().map(|season| games.get(&(*season, team)).copied().unwrap_or(0)).sum();
    let of = |player: i32| -> u32 {
        let his = lines.iter().filter(|line| line.3 == player);
        his.map(|line| of_team(line.2)).max().unwrap_or(0)
    };
    has.into_iter().filter(|(player, has)| *has >= needed(of(*player))).map(|(player, _)| player.into()).collect()
}

const PLATE_APPEARANCES: fn(u32) -> u32 = |games| (f64::from(games) * 3.1).round() as u32;
const OUTS: fn(u32) -> u32 = |games| 3 * games;

pub async fn leaves_out_who_played_too_little(played: &Played) {
    let (games, home_games) = (games(played, false), games(played, true));
    let (batting, pitching) = (batting(played), pitching(played));
    let teams = sums(batting.iter().map(|line| ((line.0, line.3, line.2), 1)));
    let traded =
        teams.keys().filter(|key| teams.keys().any(|other| (other.0, other.1) == (key.0, key.1) && other != *key));
    assert!(traded.count() >= 2, "somebody plays for two teams");

    let listed = async |field: &str, arguments: &str| -> BTreeSet<i64> {
        played.list(field, arguments).await.iter().map(|leader| leader.player.unwrap()).collect()
    };
    let first = &SEASONS[..1];
    // Everybody with enough plate appearances has on-base chances.
    for (filter, games, seasons) in [
        ("{}", &games, &SEASONS[..]),
        ("{seasons: [2024]}", &games, first),
        ("{seasons: [2024], innings: [1, 2, 3, 4, 5, 6, 7, 8, 9]}", &games, first),
    ] {
        let expected = enough(&batting, games, seasons, PLATE_APPEARANCES);
        assert_eq!(listed("batting", &format!("stat: OBP, where: {filter}")).await, expected, "{filter}");
        assert!(expected.len() > 5 && expected.len() < played.players("batting").await.len());
        let expected = enough(&pitching, games, seasons, OUTS);
        assert_eq!(listed("pitching", &format!("stat: WHIP, where: {filter}")).await, expected, "{filter}");
        assert!(!expected.is_empty());
    }
    // Against left-handers whoever qualifies for the season does, if he ever faced one.
    let season = enough(&batting, &games, first, PLATE_APPEARANCES);
    let left = listed("batting", "stat: OBP, where: {seasons: [2024], pitcherHand: LEFT}").await;
    assert!(left.is_subset(&season) && left.len() > 5, "{left:?} {season:?}");
    let faced = listed("batting", "stat: OBP, where: {seasons: [2024], pitcherHand: LEFT}, qualifier: {}").await;
    assert_eq!(left, season.intersection(&faced).copied().collect());
    // At home only home games count.
    let book = &played.sim.league.book().games;
    let home: BTreeSet<(i32, i32)> = book.iter().map(|game| (game.game_pk, game.home)).collect();
    let at_home: Vec<Counted> = batting.iter().filter(|line| home.contains(&(line.1, line.2))).copied().collect();
    let expected = enough(&at_home, &home_games, first, PLATE_APPEARANCES);
    assert_eq!(listed("batting", "stat: OBP, where: {seasons: [2024], homeAway: HOME}").await, expected);

    // By season each season has its own games; by hand the season's.
    for by in ["[SEASON]", "[SEASON, PITCHER_HAND]"] {
        let list = played.list("batting", &format!("stat: OBP, by: {by}")).await;
        let found: BTreeSet<(String, i64)> =
            list.iter().map(|leader| (leader.key[0].clone(), leader.player.unwrap())).collect();
        let of = |season: i32| {
            enough(&batting, &games, &[season], PLATE_APPEARANCES).into_iter().map(move |id| (season.to_string(), id))
        };
        let expected: BTreeSet<_> = SEASONS.into_iter().flat_map(of).collect();
        if by == "[SEASON]" {
            assert_eq!(found, expected);
        } else {
            assert!(found.is_subset(&expected) && found.len() > 5);
        }
    }

    // Counts leave nobody out, but say who would qualify.
    let all = played.list("batting", "stat: HOME_RUNS, where: {seasons: [2024]}").await;
    let qualified: BTreeSet<i64> =
        all.iter().filter(|leader| leader.is_qualified == Some(true)).map(|leader| leader.player.unwrap()).collect();
    assert_eq!(qualified, season);
    assert!(all.len() > qualified.len());
}

pub async fn minimums_are_reached_exactly(played: &Played) {
    let turns = sums(batting(played).iter().filter(|line| line.0 == FIRST_SEASON).map(|line| (line.3, line.4)));
    let outs = sums(pitching(played).iter().filter(|line| line.0 == FIRST_SEASON).map(|line| (line.3, line.4)));
    let median = |counts: &BTreeMap<i32, u32>| {
        let mut counts: Vec<u32> = counts.values().copied().collect();
        counts.sort_unstable();
        counts[counts.len() / 2]
    };
    let listed = async |field: &str, qualifier: String| {
        let stat = if field == "batting" { "PLATE_APPEARANCES" } else { "OUTS" };
        let arguments = format!("stat: {stat}, where: {{seasons: [2024]}}, qualifier: {qualifier}");
        played.list(field, &arguments).await.len()
    };
    let with = |counts: &BTreeMap<i32, u32>, least: u32| counts.values().filter(|count| **count >= least).count();
    let least = median(&turns);
    assert!(with(&turns, least) > with(&turns, least + 1), "somebody has exactly the minimum");
    for least in [least, least + 1] {
        assert_eq!(listed("batting", format!("{{minPlateAppearances: {least}}}")).await, with(&turns, least));
    }
    let least = median(&outs);
    for least in [least, least + 1] {
        let innings = (f64::from(least) / 3.0 * 100.0).floor() / 100.0;
        assert_eq!(listed("pitching", format!("{{minInnings: {innings}}}")).await, with(&outs, least));
    }
    let pitches = sums(played.sim.league.book().pitching.iter().map(|line| (line.player, line.counts.pitches)));
    let least = median(&pitches);
    let found = played.list("pitching", &format!("stat: PITCHES, qualifier: {{minPitches: {least}}}")).await;
    assert_eq!(found.len(), with(&pitches, least));
    assert_eq!(found.last().unwrap().value, f64::from(least));

    for wrong in [
        "battingLeaders(stat: AVG, qualifier: {minInnings: 3}) { totalCount }",
        "pitchingLeaders(stat: ERA, qualifier: {minPlateAppearances: 3}) { totalCount }",
        "battingLeaders(stat: AVG, of: TEAM, qualifier: {official: true}) { totalCount }",
        "battingLeaders(stat: AVG, by: [SEASON, SEASON]) { totalCount }",
        "battingLeaders(stat: AVG, first: 101) { totalCount }",
        "battingSplits(by: [SEASON], first: 1001) { line { hits } }",
    ] {
        let (code, message) = played.refusal(&format!("{{ {wrong} }}")).await;
        assert_eq!(code, "BAD_USER_INPUT", "{wrong}: {message}");
    }
}
