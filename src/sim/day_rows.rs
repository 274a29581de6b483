//! The rows of a day: every game played again, every pitch measured, in Savant's order.

use super::fixture::Fixture;
use super::game::{self, Thrown};
use super::league::League;
use super::savant_csv::{self, NameOf, RowContext};
use super::tracking;
use chrono::NaiveDate;

/// One row, ready to be written, with what it is sorted by.
struct Row {
    at_bat: u16,
    game: usize,
    number: u8,
    line: Vec<u8>,
}

impl League {
    /// The rows of a day, newest first: at-bat and pitch numbers descend in a game, games are interleaved.
    pub(super) fn rows_of_day(&self, day: NaiveDate, game_pk: Option<i32>, name: NameOf) -> Vec<Vec<u8>> {
        let mut rows: Vec<Row> = Vec::new();
        for (g, fixture) in self.fixtures_on(day).enumerate() {
            if game_pk.is_none_or(|pk| pk == fixture.game_pk) {
                self.rows_of_game(g, fixture, name, &mut rows);
            }
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.at_bat, row.game, row.number)));
        rows.into_iter().map(|row| row.line).collect()
    }

    fn rows_of_game(&self, g: usize, fixture: &Fixture, name: NameOf, rows: &mut Vec<Row>) {
        let played = game::play(&self.people, fixture);
        // The win expectancy a turn at bat began with, for the change over it.
        let mut win_at_start = (0, 0.5);
        for (i, thrown) in played.thrown.iter().enumerate() {
            let win = savant_csv::win_before(fixture, thrown);
            if win_at_start.0 != thrown.at_bat {
                win_at_start = (thrown.at_bat, win);
            }
            let next = played.thrown.get(i + 1);
            let last_of_turn = next.is_none_or(|next| next.at_bat != thrown.at_bat);
            let win_after = match next {
                Some(next) => savant_csv::win_before(fixture, next),
                None => f64::from(played.record.home_score > played.record.away_score),
            };
            let Some(measures) = tracking::measure(&self.people, fixture.seed, fixture.game_pk, thrown) else {
                continue;
            };
            let context = RowContext {
                league: self,
                fixture,
                thrown,
                measures: &measures,
                description: played.logs.get(usize::from(thrown.at_bat) - 1).map_or("", |log| log.description.as_str()),
                win,
                win_change: if last_of_turn { win_after - win_at_start.1 } else { 0.0 },
                name,
            };
            let mut line = Vec::with_capacity(900);
            savant_csv::write_row(&context, &mut line);
            rows.push(Row { at_bat: thrown.at_bat, game: g, number: thrown.number, line });
        }
    }

    /// Days between a day and the nearest in `days` after or before it.
    pub(super) fn days_apart(days: &[NaiveDate], day: NaiveDate) -> (Option<i64>, Option<i64>) {
        let before = days[..days.partition_point(|d| *d < day)].last();
        let after = days.get(days.partition_point(|d| *d <= day));
        (before.map(|d| (day - *d).num_days()), after.map(|d| (*d - day).num_days()))
    }
}

/// Outs of the game left before a pitch.
pub(super) fn outs_left(fixture: &Fixture, thrown: &Thrown) -> i32 {
    let innings = i32::from(fixture.scheduled_innings.max(thrown.inning)) - i32::from(thrown.inning);
    innings * 6 + if thrown.top { 6 - i32::from(thrown.outs) } else { 3 - i32::from(thrown.outs) }
}
