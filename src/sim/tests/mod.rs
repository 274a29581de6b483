//! The league against itself: what it wrote down while playing, and what its rows say.

use super::*;

#[test]
#[ignore = "prints the league's averages, for tuning by hand"]
fn averages() {
    let started = std::time::Instant::now();
    let league = League::play(&SimConfig { teams: 30, days: 60, ..SimConfig::default() });
    println!("played {} games in {:?}", league.book().games.len(), started.elapsed());
    let all = league.book().batting_lines_by(|_| Some(()))[&()];
    let arms = league.book().pitching_lines_by(|_| Some(()))[&()];
    let pa = f64::from(all.pa);
    let games = league.book().games.len() as f64 * 2.0;
    println!("{all:?}\n{arms:?}");
    println!(
        "K {:.3} BB {:.3} HBP {:.4} HR {:.4} AVG {:.3} OBP {:.3} SLG {:.3} BABIP {:.3} R/G {:.2} ER/R {:.3} SB/G {:.2} CS {:.2} pitches/PA {:.2} IBB/PA {:.4} GIDP/PA {:.4} SF {:.4} SH {:.4} ROE {:.4}",
        f64::from(all.so) / pa,
        f64::from(all.bb) / pa,
        f64::from(all.hbp) / pa,
        f64::from(all.hr) / pa,
        f64::from(all.h) / f64::from(all.ab),
        f64::from(all.h + all.bb + all.hbp) / f64::from(all.ab + all.bb + all.hbp + all.sf),
        f64::from(all.total_bases()) / f64::from(all.ab),
        f64::from(all.h - all.hr) / f64::from(all.ab - all.so - all.hr + all.sf),
        f64::from(all.r) / games,
        f64::from(arms.er) / f64::from(arms.r),
        f64::from(all.sb) / games,
        f64::from(all.cs) / games,
        f64::from(arms.pitches) / pa,
        f64::from(all.ibb) / pa,
        f64::from(all.gidp) / pa,
        f64::from(all.sf) / pa,
        f64::from(all.sh) / pa,
        f64::from(all.roe) / pa,
    );
    let mut events = std::collections::BTreeMap::new();
    for pa in &league.book().plate_appearances {
        *events.entry(pa.event.word()).or_insert(0) += 1;
    }
    println!("{events:?}");
    let started = std::time::Instant::now();
    let day = league.days()[20];
    let csv = league.savant_csv(day);
    println!("{} bytes for {day} in {:?}", csv.len(), started.elapsed());
    let text = String::from_utf8(csv).unwrap();
    println!("{}", text.lines().skip(1).take(12).collect::<Vec<_>>().join("\n"));
    let mut batters: Vec<_> = league.book().batting_lines_by(|line| Some(line.player)).into_iter().collect();
    batters.sort_by_key(|(_, line)| std::cmp::Reverse(line.hr));
    for (id, line) in &batters[..5] {
        println!("{id} {line:?}");
    }
    println!("max innings {:?}", league.book().games.iter().map(|g| g.innings).max());
}
