//! Coverage of a season.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};

use super::Game;
use super::agreement::{CounterAgreement, FieldAgreement};
use super::body::{RefusedBodies, SchemaDrift};
use super::game::{GameCount, list_games};
use crate::domain::game_type::COUNTED_GAME_TYPES;
use crate::graphql::connection::Page;
use crate::graphql::error::ApiError;
use crate::graphql::scalar::{Date, LineKind, PlaySource, int};
use crate::graphql::store;
use crate::query::game::GameFilter;
use crate::query::page::PageArgs;
use crate::query::{agreement, coverage, lake};

/// Counters a list of them is priced by.
const COUNTERS: usize = 80;
/// Fields a list of them is priced by.
const FIELDS: usize = 11;
/// Kinds of bodies a list of them is priced by.
const KINDS: usize = 5;

/// What is loaded of one regular season and postseason, how fresh and how complete.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SeasonCoverage {
    /// The season.
    season: i32,
    /// Games the schedule lists, a postponed one once.
    games_scheduled: i32,
    /// Games the schedule calls final.
    games_final: i32,
    /// Games that were played, or forfeited.
    games_played: i32,
    /// Games moved from the day they were first listed for, made up or not.
    games_postponed: i32,
    /// Games that will never be played.
    games_cancelled: i32,
    /// Games that were stopped to be resumed another day, completed or not.
    games_suspended: i32,
    /// Games whose plays are loaded, from whichever source.
    games_loaded: i32,
    /// Final games whose plays are not loaded from any source.
    games_missing: i32,
    /// Final games with play-by-play in which every counter of every line that follows from the plays is the one the
    /// box score prints.
    games_complete: i32,
    /// Games in which at least one counter differs from the box score.
    games_differing: i32,
    /// Plate appearances that follow from play-by-play, in the games compared with their box score.
    scored_plate_appearances: i32,
    /// Plate appearances the box scores of the same games print.
    box_score_plate_appearances: i32,
    /// What is loaded from each source of plays.
    sources: Vec<SourceCoverage>,
    /// Games with Statcast rows in which plate appearances are missing or have no result.
    games_with_gaps: i32,
    /// Plate appearances without a Statcast row; mostly intentional walks.
    missing_plate_appearances: i32,
    /// Plate appearances whose Statcast rows end without a result.
    unended_plate_appearances: i32,
    /// Pitch numbers without a row.
    missing_pitches: i32,
    /// Pitch rows loaded.
    pitch_rows: i32,
    /// Plate appearances with a result in Statcast's rows.
    plate_appearances: i32,
    /// First league day loaded.
    first_date: Option<Date>,
    /// Last league day loaded.
    last_date: Option<Date>,
    /// When a day of the season was last read upstream (UTC).
    last_crawled_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    refused: Arc<[lake::RefusedBodies]>,
    #[graphql(skip)]
    drift: Arc<[lake::SchemaDrift]>,
}

/// What is loaded of a season from one source of plays.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SourceCoverage {
    /// The source.
    source: PlaySource,
    /// Games loaded from it.
    games_loaded: i32,
    /// Final games not loaded from it.
    games_missing: i32,
    /// First league day loaded.
    first_date: Option<Date>,
    /// Last league day loaded.
    last_date: Option<Date>,
    /// When a game of the season was last read upstream (UTC).
    last_crawled_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    season: i32,
}

/// Coverage by season, latest first.
pub(in crate::graphql) async fn seasons(ctx: &Context<'_>, season: Option<i32>) -> Result<Vec<SeasonCoverage>> {
    let pool = &store(ctx)?.pool;
    let internal = |error| ApiError::internal(&error);
    let rows = coverage::seasons(pool, season).await.map_err(internal)?;
    // What came of bodies is read for all seasons at once, and only when it is asked for.
    let asked = |field| ctx.look_ahead().field(field).exists();
    let refused =
        if asked("refusedBodies") { lake::refused(pool, season).await.map_err(internal)? } else { Vec::new() };
    let drift = if asked("schemaDrift") { lake::drift(pool, season).await.map_err(internal)? } else { Vec::new() };
    let (refused, drift) = (Arc::from(refused), Arc::from(drift));
    Ok(rows.into_iter().map(|row| SeasonCoverage::new(row, &refused, &drift)).collect())
}

impl SeasonCoverage {
    fn new(
        row: coverage::SeasonCoverage,
        refused: &Arc<[lake::RefusedBodies]>,
        drift: &Arc<[lake::SchemaDrift]>,
    ) -> Self {
        let season = row.season.into();
        let sources = vec![
            SourceCoverage {
                source: PlaySource::PlayByPlay,
                games_loaded: int(row.games_scored),
                games_missing: int(row.games_unscored),
                first_date: row.first_scored.map(Date),
                last_date: row.last_scored.map(Date),
                last_crawled_at: row.feeds_crawled_at,
                season,
            },
            SourceCoverage {
                source: PlaySource::Statcast,
                games_loaded: int(row.games_with_pitches),
                games_missing: int(row.games_without_pitches),
                first_date: row.first_pitches.map(Date),
                last_date: row.last_pitches.map(Date),
                last_crawled_at: row.pitches_crawled_at,
                season,
            },
        ];
        Self {
            season,
            games_scheduled: int(row.games_scheduled),
            games_final: int(row.games_final),
            games_played: int(row.games_played),
            games_postponed: int(row.games_postponed),
            games_cancelled: int(row.games_cancelled),
            games_suspended: int(row.games_suspended),
            games_loaded: int(row.games_loaded),
            games_missing: int(row.games_missing),
            games_complete: int(row.games_complete),
            games_differing: int(row.games_differing),
            scored_plate_appearances: int(row.scored_plate_appearances),
            box_score_plate_appearances: int(row.box_plate_appearances),
            sources,
            games_with_gaps: int(row.games_with_gaps),
            missing_plate_appearances: int(row.missing_plays),
            unended_plate_appearances: int(row.unended_plays),
            missing_pitches: int(row.missing_pitches),
            pitch_rows: int(row.pitch_rows),
            plate_appearances: int(row.plate_appearances),
            first_date: row.first_date.map(Date),
            last_date: row.last_date.map(Date),
            last_crawled_at: row.feeds_crawled_at.max(row.pitches_crawled_at),
            refused: Arc::clone(refused),
            drift: Arc::clone(drift),
        }
    }
}

/// The regular season and postseason games of a season.
fn of_season(season: i32) -> GameFilter {
    GameFilter {
        seasons: Some(vec![season]),
        game_types: Some(COUNTED_GAME_TYPES.map(str::to_owned).to_vec()),
        ..GameFilter::default()
    }
}

fn finals() -> Option<Vec<String>> {
    Some(vec!["FINAL".to_owned()])
}

#[ComplexObject]
impl SourceCoverage {
    /// The final games not loaded from this source, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn missing_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { statuses: finals(), ..of_season(self.season) };
        let filter = match self.source {
            PlaySource::PlayByPlay => GameFilter { is_scored: Some(false), ..filter },
            PlaySource::Statcast => GameFilter { has_pitches: Some(false), ..filter },
        };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }
}

#[ComplexObject]
impl SeasonCoverage {
    /// The final games that are not loaded, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn missing_games(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { statuses: finals(), is_loaded: Some(false), ..of_season(self.season) };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }

    /// The games in which at least one counter differs from the box score, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn games_with_differences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { has_differences: Some(true), ..of_season(self.season) };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }

    /// The loaded games with plate appearances that are missing or have no result, by day.
    #[graphql(complexity = "crate::graphql::cost::page(first, None, 25, 100, child_complexity)")]
    async fn games_having_gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, at most 100; 25 when not given.")] first: Option<i32>,
        #[graphql(desc = "The cursor to start behind.")] after: Option<String>,
    ) -> Result<Page<Game, GameCount>> {
        let filter = GameFilter { has_gaps: Some(true), ..of_season(self.season) };
        list_games(ctx, filter, false, PageArgs { first, after, ..PageArgs::default() }).await
    }

    /// How far lines that follow from the plays agree with the box scores: every counter that is compared.
    #[graphql(
        complexity = "crate::graphql::cost::times(if counter.is_some() { 1 } else { COUNTERS }, child_complexity)"
    )]
    async fn agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only the counters of these lines.")] line: Option<LineKind>,
        #[graphql(desc = "Only the counter of this name; with `line`, to page through its games.")] counter: Option<
            String,
        >,
    ) -> Result<Vec<CounterAgreement>> {
        let found = store(ctx)?.counter_agreement.get(self.season).await;
        let found = found.map_err(|error| ApiError::internal(&*error))?;
        let wanted = |row: &&agreement::CounterAgreement| {
            line.is_none_or(|line| LineKind::of(&row.line) == Some(line))
                && counter.as_ref().is_none_or(|counter| *counter == row.counter)
        };
        Ok(found.iter().filter(wanted).cloned().map(CounterAgreement).collect())
    }

    /// How far Statcast's rows agree with the play-by-play: every field that both tell.
    #[graphql(complexity = "crate::graphql::cost::times(FIELDS, child_complexity)")]
    async fn statcast_agreement(&self, ctx: &Context<'_>) -> Result<Vec<FieldAgreement>> {
        let found = store(ctx)?.field_agreement.get(self.season).await;
        let found = found.map_err(|error| ApiError::internal(&*error))?;
        Ok(found.iter().map(FieldAgreement::from).collect())
    }

    /// Bodies that were refused, by verdict. Those of people and of the register, which belong to no season, are in
    /// the list of every season.
    #[graphql(complexity = "crate::graphql::cost::times(KINDS, child_complexity)")]
    async fn refused_bodies(&self) -> Vec<RefusedBodies> {
        self.refused.iter().filter(|row| self.concerns(row.season)).map(RefusedBodies::from).collect()
    }

    /// Names in bodies that this version does not know. Those of people and of the register, which belong to no
    /// season, are in the list of every season.
    #[graphql(complexity = "crate::graphql::cost::times(KINDS, child_complexity)")]
    async fn schema_drift(&self) -> Vec<SchemaDrift> {
        self.drift.iter().filter(|row| self.concerns(row.season)).map(SchemaDrift::from).collect()
    }
}

impl SeasonCoverage {
    /// Whether bodies of this season, or of none, belong into the list.
    fn concerns(&self, season: Option<i32>) -> bool {
        season.is_none_or(|season| season == self.season)
    }
}
