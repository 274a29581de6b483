//! Single pitches and batted balls: flat rows for charts.
//!
//! Who, when and what came of it is told as lines count it; what was measured is told by the pitch's Statcast row.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Object, Result};

use super::lines::{LEAGUE_PRICE, and};
use super::{Game, Player, Team};
use crate::domain::field::feet_from_plate;
use crate::fact::Subject;
use crate::fact::find::{Found, Place, Search, Window, thrown};
use crate::graphql::closed::{BattedBallTypeCode, ContactQualityCode, PitchResultCode, PitchTypeCode};
use crate::graphql::connection::{Page, connection, page_error};
use crate::graphql::cost;
use crate::graphql::error::ApiError;
use crate::graphql::filter::PlayFilter;
use crate::graphql::scalar::{Date, Hand, int};
use crate::graphql::store;
use crate::query::page::{MAX_FLAT, PageArgs, Paged};
use crate::query::pitch::{Measured, measured};
use crate::stat::dimension::{day, day_of};
use crate::stat::{DimensionId, Role, event_of};

/// A pitch as lines count it, with what was measured of it.
#[derive(Debug, Clone)]
pub struct Row {
    found: Found,
    measured: Measured,
}

/// Every pitch.
#[derive(Debug, Clone, Copy)]
pub struct PitchQuery;

/// Every pitch.
#[Object]
impl PitchQuery {
    /// Pitches that have a Statcast row, the latest first: as many as `statcastPitches` counts. Fields of the filter that speak
    /// of "the player" or his team mean the batter; with `pitcher` at its top they mean that pitcher.
    #[graphql(complexity = "LEAGUE_PRICE + cost::flat_page(first, last, 25, 10_000, child_complexity)")]
    async fn pitches(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which pitches count.")] filter: PlayFilter,
        #[graphql(
            desc = "Rows from the start, 25 when not given; at most 10,000, where other lists have 100: these are flat rows for \
            charts, which show a season at once."
        )]
        first: Option<i32>,
        #[graphql(desc = "The cursor to start behind; it holds under the same filter only.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, at most 10,000.")] last: Option<i32>,
        #[graphql(desc = "The cursor to end before.")] before: Option<String>,
    ) -> Result<Page<Pitch, PitchCount>> {
        let filter = and(PlayFilter::resolve(Some(&filter), store(ctx)?).await?, thrown());
        let (role, of) = match (filter.only(DimensionId::Pitcher), filter.only(DimensionId::Batter)) {
            (Some(pitcher), _) => (Role::Pitching, Subject::Player(pitcher)),
            (None, Some(batter)) => (Role::Batting, Subject::Player(batter)),
            (None, None) => (Role::Batting, Subject::Everybody),
        };
        list(ctx, Search { role, of, filter }, &PageArgs { first, after, last, before }, Pitch).await
    }
}

/// How many there are, where that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct PitchCount(Option<usize>);

/// How many there are, where that was asked for.
#[Object]
impl PitchCount {
    /// How many the list has on all its pages.
    async fn total_count(&self) -> Option<i32> {
        self.0.map(|count| int(i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

/// The page of a list of pitches, the latest first.
pub async fn list<T: async_graphql::OutputType>(
    ctx: &Context<'_>,
    search: Search,
    args: &PageArgs,
    node: fn(Arc<Row>) -> T,
) -> Result<Page<T, PitchCount>> {
    let order = format!("pitches/{}", &blake3::hash(format!("{search:?}").as_bytes()).to_hex()[..16]);
    let page = args.page_of(&order, MAX_FLAT).map_err(page_error)?;
    let bound = page.bound.as_deref().map(|key| place(key).ok_or_else(ApiError::invalid_cursor)).transpose()?;
    let counts = ctx.look_ahead().field("totalCount").exists();
    let window = Window { limit: page.limit + 1, backward: page.backward, bound };
    let (facts, pool) = (&store(ctx)?.facts, &store(ctx)?.pool);
    let (found, count) = facts.find(search, window, counts).await.map_err(|error| ApiError::internal(&*error))?;
    let Paged { rows: found, has_previous, has_next } = page.cut(found);
    let measured = measured(pool, found.iter().map(|found| found.place)).await;
    let measured = measured.map_err(|error| ApiError::internal(&error))?;
    let mut measured: HashMap<_, _> = measured.into_iter().map(|row| (row.key(), row)).collect();
    // What was replaced between the two looks is in the list of the next version.
    let row = |found: Found| {
        let Place { game, at_bat, pitch, .. } = found.place;
        measured.remove(&(game, at_bat, pitch)).map(|measured| Arc::new(Row { found, measured }))
    };
    let page = Paged { rows: found.into_iter().filter_map(row).collect(), has_previous, has_next };
    Ok(connection(&order, page, PitchCount(count), |row| key(row.found.place), node))
}

/// The cursor's key of a pitch.
fn key(place: Place) -> Vec<String> {
    let numbers = [day(place.day), place.game, place.at_bat.into(), place.pitch.into()];
    numbers.iter().map(i32::to_string).collect()
}

fn place(key: &[String]) -> Option<Place> {
    let [day, game, at_bat, pitch] = key else { return None };
    Some(Place {
        day: day_of(day.parse().ok()?)?,
        game: game.parse().ok()?,
        at_bat: at_bat.parse().ok()?,
        pitch: pitch.parse().ok()?,
    })
}

/// A measurement as upstream writes it: four decimals at most, which a 32-bit number holds and a 64-bit one shows wrong.
fn decimal(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

fn inches(feet: f32) -> f64 {
    (decimal(feet) * 1200.0).round() / 100.0
}

fn hand(code: i32) -> Option<Hand> {
    match code {
        0 => Some(Hand::Left),
        1 => Some(Hand::Right),
        _ => None,
    }
}

impl Row {
    /// Feet from home plate, to a tenth, to the right and towards centre field.
    fn spot(&self) -> Option<(f64, f64)> {
        let (x, y) = feet_from_plate(self.measured.hc_x?, self.measured.hc_y?);
        Some(((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0))
    }

    /// Bases of the hit it was; none of a play whose result nobody told.
    fn bases(&self) -> Option<i32> {
        event_of(self.found.event).map(|event| event.outcome.bases().into())
    }
}

/// An object over the row of a pitch: what both have, then fields of its own, which are free, then objects.
macro_rules! of_pitch {
    (
        $(#[doc = $about:literal])* $type:ident |$row:ident, $ctx:ident|
        { $($(#[doc = $doc:literal])* $field:ident: $ty:ty = $value:expr;)* }
        { $($(#[doc = $below:literal])* $object:ident: $of:ty = $found:expr;)* }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone)]
        pub struct $type(pub Arc<Row>);

        $(#[doc = $about])*
        #[Object]
        impl $type {
            /// League day of the game.
            #[graphql(complexity = "child_complexity")]
            async fn date(&self) -> Date {
                Date(self.0.found.place.day)
            }

            /// The game.
            #[graphql(complexity = "cost::below_flat(child_complexity)")]
            async fn game(&self, ctx: &Context<'_>) -> Result<Option<Game>> {
                Game::find(ctx, self.0.found.place.game).await
            }

            /// Inning.
            #[graphql(complexity = "child_complexity")]
            async fn inning(&self) -> Option<i32> {
                Some(self.0.found.inning).filter(|inning| *inning > 0)
            }

            /// Number of the turn at bat in the game, from 1, as Statcast counts.
            #[graphql(complexity = "child_complexity")]
            async fn at_bat_number(&self) -> i32 {
                self.0.found.place.at_bat.into()
            }

            /// Number of the pitch in the turn, from 1. From Statcast.
            #[graphql(complexity = "child_complexity")]
            async fn pitch_number(&self) -> i32 {
                self.0.found.place.pitch.into()
            }

            /// The batter whose line has the pitch.
            #[graphql(complexity = "cost::below_flat(child_complexity)")]
            async fn batter(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
                Player::find(ctx, self.0.found.batter).await
            }

            /// The pitcher whose line has the pitch.
            #[graphql(complexity = "cost::below_flat(child_complexity)")]
            async fn pitcher(&self, ctx: &Context<'_>) -> Result<Option<Player>> {
                Player::find(ctx, self.0.found.pitcher).await
            }

            /// The side the batter stood on in the plate appearance.
            #[graphql(complexity = "child_complexity")]
            async fn batter_side(&self) -> Option<Hand> {
                hand(self.0.found.batter_side)
            }

            /// The hand the pitcher threw with in the plate appearance.
            #[graphql(complexity = "child_complexity")]
            async fn pitcher_hand(&self) -> Option<Hand> {
                hand(self.0.found.pitcher_hand)
            }

            $(
                $(#[doc = $doc])*
                #[graphql(complexity = "child_complexity")]
                async fn $field(&self) -> $ty {
                    let $row = &self.0;
                    $value
                }
            )*

            $(
                $(#[doc = $below])*
                #[graphql(complexity = "cost::below_flat(child_complexity)")]
                async fn $object(&self, $ctx: &Context<'_>) -> Result<Option<$of>> {
                    let $row = &self.0;
                    $found.await
                }
            )*
        }
    };
}

of_pitch! {
    /// A pitch that has a Statcast row. Automatic balls and strikes are none.
    Pitch |row, ctx| {
        /// Balls before the pitch. From Statcast.
        balls: Option<i32> = row.measured.balls.map(Into::into);
        /// Strikes before the pitch. From Statcast.
        strikes: Option<i32> = row.measured.strikes.map(Into::into);
        /// Outs before the pitch. From Statcast.
        outs: Option<i32> = row.measured.outs_when_up.map(Into::into);
        /// Kind of pitch, by Baseball Savant's classification; null where it says none.
        pitch_type: Option<PitchTypeCode> = Some(row.found.pitch_type).filter(|code| *code > 0).map(PitchTypeCode);
        /// What came of it; foul tips and missed bunts are whiffs. From Statcast.
        result: Option<PitchResultCode> = Some(row.found.result).filter(|code| *code > 0).map(PitchResultCode);
        /// Whether the batter swung or tried to bunt, as `swings` of a line counts.
        is_swing: Option<bool> = Some(row.found.is_swing);
        /// Whether he swung and missed, as `whiffs` of a line counts: caught foul tips and missed bunts too.
        is_whiff: Option<bool> = Some(row.found.is_whiff);
        /// Speed out of the hand, mph. From Statcast (`release_speed`).
        velocity_mph: Option<f64> = row.measured.release_speed.map(decimal);
        /// Spin out of the hand, rpm. From Statcast (`release_spin_rate`).
        spin_rate_rpm: Option<f64> = row.measured.release_spin_rate.map(Into::into);
        /// How far before the rubber the ball left the hand, feet. From Statcast (`release_extension`).
        extension_feet: Option<f64> = row.measured.release_extension.map(decimal);
        /// Movement to the right as the catcher sees it, against a pitch without spin, inches. From Statcast (`pfx_x` times 12).
        horizontal_movement_inches: Option<f64> = row.measured.pfx_x.map(inches);
        /// Movement upward against a pitch without spin, inches. From Statcast (`pfx_z` times 12).
        vertical_movement_inches: Option<f64> = row.measured.pfx_z.map(inches);
        /// Where it left the hand: feet to the right of the plate's middle as the catcher sees it. From Statcast
        /// (`release_pos_x`).
        release_x_feet: Option<f64> = row.measured.release_pos_x.map(decimal);
        /// Height at which it left the hand, feet. From Statcast (`release_pos_z`).
        release_z_feet: Option<f64> = row.measured.release_pos_z.map(decimal);
        /// Where it crossed the plate: feet to the right of its middle as the catcher sees it. From Statcast (`plate_x`).
        plate_x_feet: Option<f64> = row.measured.plate_x.map(decimal);
        /// Height at which it crossed the plate, feet. From Statcast (`plate_z`).
        plate_z_feet: Option<f64> = row.measured.plate_z.map(decimal);
        /// Top of the batter's zone, feet. From Statcast (`sz_top`).
        zone_top_feet: Option<f64> = row.measured.sz_top.map(decimal);
        /// Bottom of the batter's zone, feet. From Statcast (`sz_bot`).
        zone_bottom_feet: Option<f64> = row.measured.sz_bot.map(decimal);
        /// 1 to 9 the strike zone from the upper left of the catcher's view, 11 to 14 outside of it. From Statcast.
        zone: Option<i32> = row.measured.zone.map(Into::into);
        /// What became of the ball; null unless it was put in play.
        batted_ball: Option<BattedBall> = row.found.is_in_play().then(|| BattedBall(Arc::clone(row)));
    } {}
}

of_pitch! {
    /// A ball put in play that has a Statcast row, caught fouls included: what `battedBalls` of a line counts.
    BattedBall |row, ctx| {
        /// How it flew, as BATTED_BALL_TYPE tells it; null where nobody did. From play-by-play, else Statcast.
        r#type: Option<BattedBallTypeCode> =
            Some(row.found.batted_ball).filter(|code| (1..=4).contains(code)).map(BattedBallTypeCode);
        /// Exit velocity, mph. From Statcast (`launch_speed`); balls that were not tracked have none, or an estimate upstream
        /// made.
        exit_velocity_mph: Option<f64> = row.measured.launch_speed.map(decimal);
        /// Launch angle, degrees; above zero is upward. From Statcast.
        launch_angle_degrees: Option<f64> = row.measured.launch_angle.map(Into::into);
        /// Projected distance, feet. From Statcast (`hit_distance_sc`).
        distance_feet: Option<f64> = row.measured.hit_distance_sc.map(Into::into);
        /// Feet from home plate, to the right of the line to second base as the catcher sees it, of the spot where the ball was
        /// fielded. From Statcast (`hc_x`; 2.495671 feet a unit).
        hit_x_feet: Option<f64> = row.spot().map(|(x, _)| x);
        /// Feet from home plate towards centre field of the spot where the ball was fielded. From Statcast (`hc_y`;
        /// 2.495671 feet a unit).
        hit_y_feet: Option<f64> = row.spot().map(|(_, y)| y);
        /// Whether it was a barrel: `contactQuality` BARREL. From Statcast; null where that is.
        is_barrel: Option<bool> = row.measured.launch_speed_angle.map(|quality| quality == 6);
        /// Quality of contact by exit velocity and launch angle. From Statcast (`launch_speed_angle`).
        contact_quality: Option<ContactQualityCode> =
            row.measured.launch_speed_angle.map(|quality| ContactQualityCode(quality.into()));
        /// What the plate appearance ended in, as upstream spells it, like `home_run`. From play-by-play, else Statcast.
        event: Option<&'static str> = event_of(row.found.event).map(|event| event.name);
        /// Whether it was a hit.
        is_hit: Option<bool> = row.bases().map(|bases| bases > 0);
        /// Bases of the hit, 0 to 4; an error gives none.
        bases: Option<i32> = row.bases();
        /// Expected batting average, 0 to 1, by exit velocity, launch angle and, of weakly hit ones, the batter's speed. From
        /// Statcast (`estimated_ba_using_speedangle`).
        expected_avg: Option<f64> = row.measured.estimated_ba_using_speedangle.map(decimal);
        /// Expected bases, 0 to 4. From Statcast (`estimated_slg_using_speedangle`).
        expected_slg: Option<f64> = row.measured.estimated_slg_using_speedangle.map(decimal);
        /// Expected wOBA of the ball. From Statcast (`estimated_woba_using_speedangle`).
        expected_woba: Option<f64> = row.measured.estimated_woba_using_speedangle.map(decimal);
        /// What it was worth by Baseball Savant's fixed weights of wOBA (`woba_value`): 0.9 a single, 2 a home run.
        woba: Option<f64> = row.measured.woba_value.map(decimal);
    } {
        /// The home team, whose park it mostly is.
        home_team: Team = Team::find(ctx, row.found.home_team);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measurements_are_shown_as_upstream_writes_them() {
        assert_eq!([97.3_f32, -0.41, 1.2345, 250.07].map(decimal), [97.3, -0.41, 1.2345, 250.07]);
        assert_eq!([0.72_f32, -1.3, 0.0].map(inches), [8.64, -15.6, 0.0]);
    }

    #[test]
    fn a_cursor_leads_back_to_its_pitch() {
        let of = Place { day: "2024-03-28".parse().expect("a day"), game: -7, at_bat: 81, pitch: 12 };
        assert_eq!(place(&key(of)), Some(of));
        assert_eq!(place(&key(of)[..3]), None);
        assert_eq!(place(&["x".to_owned(), String::new(), String::new(), String::new()]), None);
    }
}
