//! Who plays whom on which day, and what the rain moves.

use super::config::SimConfig;
use super::random::Dice;
use chrono::{Days, NaiveDate};

/// A game on the calendar. Clubs are indices into the league's squads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) game_pk: i32,
    pub(super) date: NaiveDate,
    /// Day it was to be played, when rain moved it.
    pub(super) postponed_from: Option<NaiveDate>,
    pub(super) home: usize,
    pub(super) away: usize,
    pub(super) number: u8,
    pub(super) doubleheader: bool,
    /// A doubleheader with two admissions.
    pub(super) split: bool,
    /// Day it was finished, if it was suspended.
    pub(super) resumes: Option<NaiveDate>,
}

/// A season's calendar.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// In the order they are played.
    pub(super) games: Vec<Planned>,
    /// Never played, on the day they were to be.
    pub(super) cancelled: Vec<Planned>,
    /// Number of the game before which clubs 0 and 1 trade.
    pub(super) deadline: usize,
}

const SERIES: u32 = 3;
/// Every fourteenth day nobody plays.
const CYCLE: u32 = 14;
/// Share of games that rain moves; at least two a season where they can be made up.
const RAIN: f64 = 0.013;

/// The games of a season.
pub(super) fn plan(cfg: &SimConfig, season: i32) -> Plan {
    let mut dice = Dice::new(cfg.seed, season as u64, 3);
    let opening = cfg.opening_day_of(season);
    let mut games = Vec::new();
    // Games that can be made up on the next day, against the same opponent.
    let mut movable = Vec::new();
    let mut played = 0;
    for day in 0..cfg.days {
        if is_off(day) {
            continue;
        }
        let Some(date) = opening.checked_add_days(Days::new(u64::from(day))) else { break };
        let (series, leg) = (played / SERIES, played % SERIES);
        played += 1;
        for (home, away) in pairs(cfg.teams, series as usize) {
            if leg + 1 < SERIES && day + 1 < cfg.days && !is_off(day + 1) {
                movable.push((games.len(), series));
            }
            let number = 1;
            games.push(Planned {
                game_pk: 0,
                date,
                postponed_from: None,
                home,
                away,
                number,
                doubleheader: false,
                split: false,
                resumes: None,
            });
        }
    }
    rain(&mut dice, &mut games, &mut movable);
    if let Some(off) = opening.checked_add_days(Days::new(u64::from(2 * CYCLE - 1))).filter(|_| cfg.days > 2 * CYCLE) {
        make_up_on(&mut games, off);
    }
    games.sort_by_key(|game| (game.date, game.home, game.number));
    // Numbers do not tell the order of play.
    let mut order: Vec<i32> = (0..games.len() as i32).collect();
    dice.shuffle(&mut order);
    for (game, n) in games.iter_mut().zip(order) {
        game.game_pk = 500_000 + (season - 2000) * 10_000 + n;
    }
    let mut plan = Plan { games, ..Plan::default() };
    if cfg.teams >= 4 && cfg.days >= 20 {
        // On the last day nothing can be made up any more.
        plan.cancelled.extend(plan.games.pop_if(|last| last.postponed_from.is_none()));
    }
    plan.deadline = plan.games.len() / 2;
    if cfg.teams >= 4 && cfg.days >= 20 {
        suspend(&mut plan);
    }
    plan
}

/// A game of the day before an off day is made up on it, as a single game.
fn make_up_on(games: &mut [Planned], off: NaiveDate) {
    let eve = games.iter_mut().rfind(|game| game.date.succ_opt() == Some(off) && !game.doubleheader);
    if let Some(game) = eve {
        game.postponed_from = Some(game.date);
        game.date = off;
    }
}

/// One game is suspended and finished when the clubs next meet in the same park, if possible on the other
/// side of the day on which clubs 0 and 1 trade.
fn suspend(plan: &mut Plan) {
    let traded = |game: &Planned| game.home.max(game.away) == 1;
    let single = |game: &Planned| !game.doubleheader && game.postponed_from.is_none();
    let again = |from: usize, after: usize| {
        let game = &plan.games[from];
        let later = plan.games.get(after..).unwrap_or_default().iter();
        let mut later = later.filter(|other| other.date > game.date && !other.doubleheader);
        later.find(|other| (other.home, other.away) == (game.home, game.away)).map(|other| other.date)
    };
    let over_the_deadline = (0..plan.deadline)
        .filter(|i| traded(&plan.games[*i]) && single(&plan.games[*i]))
        .find_map(|i| again(i, plan.deadline + 1).map(|date| (i, date)));
    let found = over_the_deadline.or_else(|| {
        let from = plan.games.len() / 3;
        (from..plan.games.len()).filter(|i| single(&plan.games[*i])).find_map(|i| again(i, i + 1).map(|date| (i, date)))
    });
    if let Some((i, date)) = found {
        plan.games[i].resumes = Some(date);
    }
}

fn is_off(day: u32) -> bool {
    day % CYCLE == CYCLE - 1
}

/// Moves some games to the next day, as the first game of a doubleheader.
fn rain(dice: &mut Dice, games: &mut [Planned], movable: &mut [(usize, u32)]) {
    dice.shuffle(movable);
    let wanted = ((games.len() as f64 * RAIN) as usize).max(2);
    let mut wet: Vec<(usize, u32)> = Vec::new();
    for &(index, series) in movable.iter() {
        if wet.len() == wanted {
            break;
        }
        let home = games[index].home;
        if wet.contains(&(home, series)) {
            continue;
        }
        let (from, away) = (games[index].date, games[index].away);
        let Some(next) = from.succ_opt() else { continue };
        let Some(second) = games.iter().position(|game| game.date == next && (game.home, game.away) == (home, away))
        else {
            continue;
        };
        // Every other doubleheader has two admissions.
        let split = wet.len() % 2 == 1;
        games[second].number = 2;
        games[second].doubleheader = true;
        games[second].split = split;
        let moved = &mut games[index];
        moved.date = next;
        moved.postponed_from = Some(from);
        moved.doubleheader = true;
        moved.split = split;
        wet.push((home, series));
    }
}

/// The pairs of a round of an even number of clubs, by the circle method; (home, away).
fn pairs(teams: usize, round: usize) -> Vec<(usize, usize)> {
    let rounds = teams - 1;
    let place = |i: usize| if i == 0 { 0 } else { 1 + (i - 1 + round) % rounds };
    (0..teams / 2)
        .map(|i| {
            let (a, b) = (place(i), place(rounds - i));
            if (round / rounds + i + round).is_multiple_of(2) { (a, b) } else { (b, a) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_club_meets_every_other_and_plays_once_a_day_but_for_doubleheaders() {
        let cfg = SimConfig { teams: 6, days: 60, ..SimConfig::default() };
        let games = plan(&cfg, 2025).games;
        let mut days: BTreeMap<(NaiveDate, usize), Vec<&Planned>> = BTreeMap::new();
        let mut met = std::collections::BTreeSet::new();
        for game in &games {
            met.insert((game.home.min(game.away), game.home.max(game.away)));
            days.entry((game.date, game.home)).or_default().push(game);
            days.entry((game.date, game.away)).or_default().push(game);
        }
        assert_eq!(met.len(), 15);
        for games in days.values() {
            match games[..] {
                [one] => assert!(!one.doubleheader),
                [one, two] => assert!(one.doubleheader && two.doubleheader && (one.number, two.number) == (1, 2)),
                _ => panic!("{games:?}"),
            }
        }
        assert!(games.iter().any(|game| game.postponed_from.is_some() && game.doubleheader));
        assert!(games.iter().any(|game| game.postponed_from.is_some() && !game.doubleheader));
        assert!(games.iter().any(|game| game.split));
    }

    #[test]
    fn one_game_is_cancelled_and_one_resumed_after_the_trade() {
        let plan = plan(&SimConfig { teams: 4, days: 30, ..SimConfig::default() }, 2025);
        assert_eq!(plan.cancelled.len(), 1);
        let resumed: Vec<&Planned> = plan.games.iter().filter(|game| game.resumes.is_some()).collect();
        assert_eq!(resumed.len(), 1);
        assert_eq!((resumed[0].home.min(resumed[0].away), resumed[0].home.max(resumed[0].away)), (0, 1));
        let traded = plan.games[plan.deadline].date;
        assert!(resumed[0].date <= traded && resumed[0].resumes >= Some(traded));
    }
}
