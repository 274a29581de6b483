//! The league's averages, printed to tune them by hand, and held within what real leagues show.

use crate::sim::{League, SimConfig};

use crate::sim::{Batting, Pitching};
use std::collections::BTreeMap;

fn of(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole)
}

/// Rates of a league, with the range that major leagues of the 2020s lie well within.
fn rates(bat: &Batting, arm: &Pitching, team_games: u32) -> BTreeMap<&'static str, (f64, std::ops::Range<f64>)> {
    BTreeMap::from([
        ("strikeouts per PA", (of(bat.so, bat.pa), 0.20..0.26)),
        ("walks per PA", (of(bat.bb, bat.pa), 0.07..0.10)),
        ("hit batters per PA", (of(bat.hbp, bat.pa), 0.008..0.014)),
        ("home runs per PA", (of(bat.hr, bat.pa), 0.025..0.040)),
        ("batting average", (of(bat.h, bat.ab), 0.230..0.260)),
        ("on-base", (of(bat.h + bat.bb + bat.hbp, bat.ab + bat.bb + bat.hbp + bat.sf), 0.300..0.335)),
        ("slugging", (of(bat.total_bases(), bat.ab), 0.380..0.440)),
        ("BABIP", (of(bat.h - bat.hr, bat.ab - bat.so - bat.hr + bat.sf), 0.275..0.310)),
        ("runs per team and game", (of(bat.r, team_games), 4.0..5.2)),
        ("earned share", (of(arm.er, arm.r), 0.88..0.97)),
        ("pitches per PA", (of(arm.pitches, bat.pa), 3.7..4.0)),
        ("intentional walks per PA", (of(bat.ibb, bat.pa), 0.0015..0.0045)),
        ("double plays per PA", (of(bat.gidp, bat.pa), 0.015..0.025)),
        ("errors per PA", (of(bat.roe, bat.pa), 0.005..0.012)),
        ("steals per team and game", (of(bat.sb, team_games), 0.4..0.9)),
        ("steals that succeed", (of(bat.sb, bat.sb + bat.cs), 0.70..0.85)),
        ("sacrifice flies per PA", (of(bat.sf, bat.pa), 0.004..0.009)),
    ])
}

#[test]
fn a_large_league_has_the_rates_of_a_real_one() {
    let league = League::play(&SimConfig { teams: 30, days: 40, ..SimConfig::default() });
    let bat = league.book().batting_lines_by(|_| Some(()))[&()];
    let arm = league.book().pitching_lines_by(|_| Some(()))[&()];
    for (name, (rate, range)) in rates(&bat, &arm, 2 * league.book().games.len() as u32) {
        println!("{name}: {rate:.4}");
        assert!(range.contains(&rate), "{name} is {rate:.4}, outside {range:?}");
    }
}

#[test]
fn better_batters_are_told_from_worse_ones() {
    let league = League::play(&SimConfig { days: 90, ..SimConfig::default() });
    let regulars = league.book().batting_lines_by(|line| Some(line.player));
    let mut average: Vec<f64> = regulars.values().filter(|c| c.pa >= 200).map(|c| of(c.total_bases(), c.ab)).collect();
    average.sort_by(f64::total_cmp);
    assert!(average[average.len() - 1] > 1.5 * average[0], "{average:?}");
}
