//! A player's form: his lines over each run of so many consecutive games.

use async_graphql::{Context, Result, SimpleObject};

use super::lines::{LINE_PRICE, Lines};
use crate::fact::Row;
use crate::graphql::cost;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::line::{BattingLine, PitchingLine};
use crate::graphql::scalar::{Date, int};
use crate::graphql::wanted::wanted;
use crate::stat::dimension::day_of;
use crate::stat::window::windows;
use crate::stat::{DimensionId, Line};

/// Most games of a run.
const MOST_GAMES: i32 = 200;
/// Points a list is priced by: about a season of games.
const POINTS: usize = 160;

/// Price of the lines over a career's runs of games.
pub fn rolling_price(child_complexity: usize) -> usize {
    LINE_PRICE + cost::times(POINTS, child_complexity)
}

/// The run of games a line is of.
#[derive(Debug)]
pub struct Run {
    from: Date,
    to: Date,
    games: i32,
    line: Line,
}

/// The lines over each run of so many consecutive games that have a play the filter lets through, earliest first.
///
/// # Errors
/// When the number of games is out of range, or the database fails.
pub async fn rolling(ctx: &Context<'_>, lines: Lines, games: i32, filter: Option<&PlayFilter>) -> Result<Vec<Run>> {
    let size = usize::try_from(games).ok().filter(|_| (1..=MOST_GAMES).contains(&games));
    let size = size.ok_or_else(|| ApiError::bad_user_input(format!("games: {games}; give 1 to {MOST_GAMES}")))?;
    let selected = wanted(ctx, lines.role, &["line"]);
    let rows = lines.rows(ctx, &[DimensionId::Date, DimensionId::Game], filter, selected).await?;
    let day = |row: &Row| row.key.first().and_then(|code| day_of(*code)).map(Date);
    let days: Vec<Option<Date>> = rows.iter().map(day).collect();
    let of_games: Vec<Line> = rows.into_iter().map(|row| row.line).collect();
    let sums = windows(&of_games, size, selected.wanted.counters);
    let size = size.min(of_games.len());
    let run = |(first, line)| {
        Some(Run { from: days[first]?, to: days[first + size - 1]?, games: int(i64::try_from(size).ok()?), line })
    };
    Ok(sums.into_iter().enumerate().filter_map(run).collect())
}

macro_rules! rolling {
    ($type:ident($line:ident), $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone, SimpleObject)]
        pub struct $type {
            /// League day of the first game of the run.
            #[graphql(complexity = "0")]
            from: Date,
            /// League day of the last game of the run.
            #[graphql(complexity = "0")]
            to: Date,
            /// How many games it has: as many as were asked for, or all of somebody who has fewer.
            #[graphql(complexity = "0")]
            games: i32,
            /// The line over the plays of these games that the filter lets through.
            line: $line,
        }

        impl From<Run> for $type {
            fn from(run: Run) -> Self {
                Self { from: run.from, to: run.to, games: run.games, line: $line(run.line) }
            }
        }
    };
}

rolling!(RollingBatting(BattingLine), "A batter's line over a run of consecutive games.");
rolling!(RollingPitching(PitchingLine), "A pitcher's line over a run of consecutive games.");
