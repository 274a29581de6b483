//! Earned runs: the official number of each pitcher stands in the `data,er` records; play by play they are only marked
//! where it matters to the team or the one who typed them thought of it.

use super::game::Game;
use super::people::People;
use crate::scoring::account::PersonId;
use crate::scoring::{Part, Scored, Share, Tally};

/// What the records say of a pitcher, against what the plays say.
struct Account {
    pitcher: PersonId,
    told: i16,
    derived: i16,
    runs: i16,
}

/// Makes the earned runs of each pitcher what the records say, changing as few runs as it takes, the last ones first.
/// Who has more earned runs than runs by rule 9.16(g) was charged with one more by the official scorer: the first that the
/// pitcher after him has too many. Returns what does not add up.
pub fn settle(game: &Game<'_>, people: &People, scored: &mut Scored) -> Vec<String> {
    let mut findings = Vec::new();
    let mut accounts: Vec<Account> = game
        .earned
        .iter()
        .map(|(retro, told)| {
            let pitcher = people.person(*retro).id;
            let sum = |of: fn(&Tally) -> i16| {
                scored.parts.iter().filter(|part| part.pitcher == pitcher).map(|part| of(&part.tally)).sum()
            };
            Account { pitcher, told: *told, derived: sum(|x| x.earned_runs), runs: sum(|x| x.runs_allowed) }
        })
        .collect();
    let short: Vec<(PersonId, i16, i16)> =
        accounts.iter().filter(|x| x.told > x.runs).map(|x| (x.pitcher, x.runs, x.told)).collect();
    for (pitcher, runs, told) in short {
        for _ in runs..told {
            let next = accounts.iter_mut().find(|x| x.told < x.derived && charge(scored, pitcher, x.pitcher));
            match next {
                Some(next) => next.derived -= 1,
                None => findings.push(format!("pitcher {pitcher}: {told} earned runs, but {runs} runs")),
            }
        }
    }
    for account in &accounts {
        let mine = |part: &&mut Part| part.pitcher == account.pitcher;
        let now: i16 = scored.parts.iter_mut().filter(mine).map(|part| part.tally.earned_runs).sum();
        let mut missing = account.told - now;
        for part in scored.parts.iter_mut().rev().filter(mine) {
            let tally = &mut part.tally;
            let change = missing.clamp(-tally.earned_runs, tally.runs_allowed - tally.earned_runs);
            tally.earned_runs += change;
            missing -= change;
        }
    }
    findings
}

/// Charges a pitcher with the first run of the one after him in the same half; whether there was one.
fn charge(scored: &mut Scored, pitcher: PersonId, next: PersonId) -> bool {
    let Some(left) = scored.parts.iter().rposition(|part| part.pitcher == pitcher) else { return false };
    let (half, start) = ((scored.parts[left].inning, scored.parts[left].is_home), scored.parts[left].pitcher_is_start);
    let is_run =
        |part: &Part| part.pitcher == next && part.tally.runs_allowed > 0 && (part.inning, part.is_home) == half;
    let Some(place) = (left..scored.parts.len()).find(|place| is_run(&scored.parts[*place])) else { return false };
    let run = &mut scored.parts[place];
    let was_earned = run.tally.earned_runs.min(1);
    run.tally.runs_allowed -= 1;
    run.tally.earned_runs -= was_earned;
    run.tally.inherited_runners_scored += 1;
    let number = run.number;
    let mut mine = run.clone();
    mine.share = Share::Charge;
    mine.pitcher = pitcher;
    mine.pitcher_is_start = start;
    (mine.event, mine.trajectory, mine.pitches) = (None, None, None);
    mine.tally = Tally { runs_allowed: 1, earned_runs: 1, ..Tally::default() };
    let end = scored.parts[place..].iter().position(|part| part.number != number);
    let end = end.map_or(scored.parts.len(), |after| place + after);
    mine.part = scored.parts[..end].iter().rev().take_while(|part| part.number == number).count() as i16;
    scored.parts.insert(end, mine);
    true
}
