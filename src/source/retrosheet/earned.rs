//! Earned runs: the official number of each pitcher stands in the `data,er` records; play by play they are only marked
//! where it matters to the team or the one who typed them thought of it.

use super::game::Game;
use super::people::People;
use crate::scoring::Scored;
use crate::scoring::account::PersonId;

/// Makes the earned runs of each pitcher what the records say, changing as few runs as it takes, the last ones first.
/// Returns what does not add up.
pub fn settle(game: &Game<'_>, people: &People, scored: &mut Scored) -> Vec<String> {
    let mut findings = Vec::new();
    for (retro, told) in &game.earned {
        let pitcher = people.person(*retro).id;
        let derived = of(scored, pitcher);
        let mut missing = told - derived;
        for part in scored.parts.iter_mut().rev().filter(|part| part.pitcher == pitcher) {
            let tally = &mut part.tally;
            let change = missing.clamp(-tally.earned_runs, tally.runs_allowed - tally.earned_runs);
            tally.earned_runs += change;
            missing -= change;
        }
        if missing != 0 {
            findings.push(format!("{retro}: {told} earned runs, but {} runs", told - missing));
        }
    }
    findings
}

fn of(scored: &Scored, pitcher: PersonId) -> i16 {
    scored.parts.iter().filter(|part| part.pitcher == pitcher).map(|part| part.tally.earned_runs).sum()
}
