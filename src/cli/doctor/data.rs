//! `scorebook doctor --data`: what is loaded, what agrees and what does not, season by season, with names.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::bail;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;

use crate::config::Config;
use crate::db;
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::query::agreement::{self, CounterAgreement};
use crate::query::coverage::{self, SeasonCoverage};
use crate::query::game::{self, Game, GameFilter};
use crate::query::lake::{self, RefusedBodies, SchemaDrift};
use crate::query::page::Page;
use crate::query::{QueryError, team};

/// Games and differences named in a list; of the others it says how many they are.
const NAMED: usize = 10;

/// Prints the report; fails when something in it needs attention.
pub(super) async fn run(config: &Config, season: Option<i32>) -> anyhow::Result<ExitCode> {
    let opened = db::open(config).await?;
    let pending = db::pending_migrations(&opened.db).await?;
    if !pending.is_empty() {
        opened.close().await;
        bail!("the database lacks {}; run scorebook migrate", pending.join(", "));
    }
    let report = Report::over(&opened.db.pool, season).await;
    opened.close().await;
    let report = report?;
    print!("{}", report.text);
    Ok(if report.attention.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The report as it grows, and what in it needs attention.
#[derive(Debug, Default)]
struct Report {
    text: String,
    attention: Vec<String>,
}

impl Report {
    async fn over(pool: &PgPool, season: Option<i32>) -> Result<Self, QueryError> {
        let mut report = Self::default();
        let seasons = coverage::seasons(pool, season).await?;
        if seasons.is_empty() {
            let what = season.map_or_else(|| "any season".to_owned(), |season| format!("season {season}"));
            report.attention.push(format!("no game of {what} is known; run scorebook crawl statsapi --season YEAR"));
        }
        for season in &seasons {
            report.season(pool, season).await?;
        }
        report.bodies(&lake::refused(pool, season).await?, &lake::drift(pool, season).await?);
        match report.attention.as_slice() {
            [] => report.text.push_str("nothing needs attention\n"),
            points => report.text.push_str(&format!("needs attention: {}\n", points.join("; "))),
        }
        Ok(report)
    }

    /// One line of a section.
    fn line(&mut self, section: &str, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "  {section:<14}{text}");
    }

    async fn season(&mut self, pool: &PgPool, season: &SeasonCoverage) -> Result<(), QueryError> {
        let year = i32::from(season.season);
        let _ = writeln!(self.text, "season {year}");
        self.line(
            "games",
            &format!(
                "{} scheduled, {} played, {} postponed, {} suspended, {} cancelled",
                season.games_scheduled,
                season.games_played,
                season.games_postponed,
                season.games_suspended,
                season.games_cancelled
            ),
        );
        let days = (season.first_scored, season.last_scored);
        self.source("play-by-play", season.games_scored, season.games_unscored, days, season.feeds_crawled_at);
        let filter = GameFilter { is_scored: Some(false), ..finals(year) };
        self.missing(pool, season, "play-by-play", (season.games_scored, season.games_unscored), filter).await?;
        let days = (season.first_pitches, season.last_pitches);
        self.source(
            "Statcast",
            season.games_with_pitches,
            season.games_without_pitches,
            days,
            season.pitches_crawled_at,
        );
        let filter = GameFilter { has_pitches: Some(false), ..finals(year) };
        self.missing(pool, season, "Statcast rows", (season.games_with_pitches, season.games_without_pitches), filter)
            .await?;
        if season.games_with_gaps > 0 {
            let gaps = format!(
                "{} without rows, {} without a result, in {}",
                count(season.missing_plays, "plate appearance", "plate appearances"),
                season.unended_plays,
                count(season.games_with_gaps, "game", "games")
            );
            self.line("", &gaps);
        }
        if season.games_scored > 0 {
            self.box_scores(pool, season).await?;
            let fields = agreement::fields(pool, &[year]).await?;
            for field in fields.iter().filter(|field| field.plays > 0) {
                let text = format!(
                    "tells {} otherwise in {} of {}",
                    field.field,
                    count(field.plays, "play", "plays"),
                    count(field.games, "game", "games")
                );
                self.line("Statcast", &text);
            }
        }
        Ok(())
    }

    fn source(
        &mut self,
        name: &str,
        loaded: i64,
        missing: i64,
        days: (Option<NaiveDate>, Option<NaiveDate>),
        read: Option<DateTime<Utc>>,
    ) {
        let mut text = format!(
            "{} loaded, {} missing",
            count(loaded, "game", "games"),
            count(missing, "final game", "final games")
        );
        if let (Some(first), Some(last)) = days {
            let _ = write!(text, ", {first} to {last}");
        }
        if let Some(read) = read {
            let _ = write!(text, ", read {}", read.format("%Y-%m-%d %H:%M UTC"));
        }
        self.line(name, &text);
    }

    /// Names final games a source lacks. Not one of them may be wanted from it: then nothing is amiss.
    async fn missing(
        &mut self,
        pool: &PgPool,
        season: &SeasonCoverage,
        what: &str,
        (loaded, missing): (i64, i64),
        filter: GameFilter,
    ) -> Result<(), QueryError> {
        if missing == 0 || (loaded == 0 && season.games_loaded > 0) {
            return Ok(());
        }
        self.attention.push(format!(
            "{} of {} without {what}",
            count(missing, "final game", "final games"),
            season.season
        ));
        let codes: HashMap<i32, String> = team::of_season(pool, Some(season.season.into()))
            .await?
            .into_iter()
            .map(|team| (team.id, team.code))
            .collect();
        let page = Page { limit: NAMED, backward: false, bound: None };
        // Without a bound there is none that could be wrong.
        let games = game::list(pool, &filter, false, &page).await?.map(|page| page.rows).unwrap_or_default();
        for game in &games {
            self.line("", &name(game, &codes));
        }
        self.more(missing, games.len());
        Ok(())
    }

    fn more(&mut self, all: i64, named: usize) {
        let more = all - i64::try_from(named).unwrap_or(i64::MAX);
        if more > 0 {
            self.line("", &format!("and {more} more"));
        }
    }

    async fn box_scores(&mut self, pool: &PgPool, season: &SeasonCoverage) -> Result<(), QueryError> {
        let year = i32::from(season.season);
        self.line(
            "box scores",
            &format!(
                "{} of {} agree in every counter; {} from plays, {} printed",
                season.games_complete,
                count(season.games_final, "final game", "final games"),
                count(season.scored_plate_appearances, "plate appearance", "plate appearances"),
                season.box_plate_appearances
            ),
        );
        let counters = agreement::counters(pool, &[year]).await?;
        for lines in counters.chunk_by(|a, b| a.line == b.line) {
            self.line(&lines[0].line, &agreement_of(lines));
        }
        let differences: i64 = counters.iter().map(|counter| counter.differing).sum();
        if differences > 0 {
            self.attention.push(format!("{} of {year} off the box scores", count(differences, "number", "numbers")));
        }
        let named = agreement::named(pool, year, NAMED as i64).await?;
        for (place, row) in named.iter().enumerate() {
            let number = |number: Option<i16>| number.map_or_else(|| "no line".to_owned(), |number| number.to_string());
            let text = format!(
                "{} {} @ {} ({})  {} {}, {} {}: {} from plays, {} printed",
                row.official_date,
                row.away,
                row.home,
                row.game_id,
                row.team,
                row.player,
                row.line,
                row.counter,
                number(row.derived),
                number(row.printed)
            );
            self.line(if place == 0 { "differences" } else { "" }, &text);
        }
        self.more(differences, named.len());
        Ok(())
    }

    fn bodies(&mut self, refused: &[RefusedBodies], drift: &[SchemaDrift]) {
        let of = |season: Option<i32>| season.map_or_else(String::new, |season| format!(" {season}"));
        let at = |time: DateTime<Utc>| time.format("%Y-%m-%d %H:%M UTC").to_string();
        if !refused.is_empty() {
            self.text.push_str("bodies refused\n");
        }
        for row in refused {
            let text = format!(
                "{} of {}/{}{}, {} not resolved since, last {}",
                row.bodies,
                row.source,
                row.kind,
                of(row.season),
                row.unresolved,
                at(row.last_seen_at)
            );
            let _ = writeln!(self.text, "  {:<22}{text}", row.verdict);
        }
        let unresolved: i64 = refused.iter().map(|row| row.unresolved).sum();
        if unresolved > 0 {
            self.attention
                .push(format!("{} without an accepted one since", count(unresolved, "refused body", "refused bodies")));
        }
        if !drift.is_empty() {
            self.text.push_str("names not known\n");
        }
        for row in drift {
            let kind = format!("{}/{}{}", row.source, row.kind, of(row.season));
            let _ = writeln!(
                self.text,
                "  {kind:<22}{} in {}, last {}",
                row.names.join(", "),
                count(row.bodies, "body", "bodies"),
                at(row.last_seen_at)
            );
        }
    }
}

/// Final games of a season.
fn finals(season: i32) -> GameFilter {
    GameFilter {
        seasons: Some(vec![season]),
        game_types: Some(COUNTED_GAME_TYPES.map(str::to_owned).to_vec()),
        statuses: Some(vec!["FINAL".to_owned()]),
        ..GameFilter::default()
    }
}

/// A number with its noun.
fn count(number: i64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// A game as people write it.
fn name(game: &Game, codes: &HashMap<i32, String>) -> String {
    let code = |id: i32| codes.get(&id).map_or_else(|| id.to_string(), String::clone);
    format!("{} {} @ {} ({})", game.official_date, code(game.away_team_id), code(game.home_team_id), game.id)
}

/// How far the counters of one kind of line agree.
fn agreement_of(counters: &[CounterAgreement]) -> String {
    let differing: Vec<String> = counters
        .iter()
        .filter(|counter| counter.differing > 0)
        .map(|counter| format!("{} differs in {}", counter.counter, counter.differing))
        .collect();
    let compared = counters.iter().map(|counter| counter.compared).max().unwrap_or(0);
    let agreeing = i64::try_from(counters.len() - differing.len()).unwrap_or(i64::MAX);
    match differing.as_slice() {
        [] => format!("{}, all {} agree", count(compared, "line", "lines"), count(agreeing, "counter", "counters")),
        _ => {
            let of = count(i64::try_from(counters.len()).unwrap_or(i64::MAX), "counter", "counters");
            format!("{}, {agreeing} of {of} agree; {}", count(compared, "line", "lines"), differing.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_that_differ_are_named_and_the_others_counted() {
        let counter = |name: &str, differing| CounterAgreement {
            season: 2024,
            line: "batting".to_owned(),
            counter: name.to_owned(),
            compared: 50,
            differing,
        };
        assert_eq!(agreement_of(&[counter("hits", 0), counter("rbi", 0)]), "50 lines, all 2 counters agree");
        assert_eq!(
            agreement_of(&[counter("hits", 0), counter("rbi", 2), counter("runs", 1)]),
            "50 lines, 1 of 3 counters agree; rbi differs in 2, runs differs in 1"
        );
    }
}
