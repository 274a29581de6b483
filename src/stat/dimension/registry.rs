//! The entries.

use chrono::Datelike;

use super::{Dimension, FilterType, Grain, Role, Values, day, told, values};

macro_rules! dimensions {
    ($($id:ident, $name:literal, $filter:literal: $ty:literal $many:ident, $grain:ident, $values:expr, $code:expr, $description:literal;)*) => {
        /// A dimension.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum DimensionId { $(#[doc = $description] $id),* }

        /// Every dimension, in the order of the API.
        pub const DIMENSIONS: &[Dimension] = &[$(Dimension {
            id: DimensionId::$id, name: $name, filter: ($filter, $ty, FilterType::$many), description: $description,
            grain: Grain::$grain, values: $values, code: $code,
        }),*];
    };
}

dimensions! {
    Season, "SEASON", "seasons": "[Int!]" List, Game, Values::Number(""), |f| f.season.into(),
        "The season, by its year.";
    Month, "MONTH", "months": "[Int!]" List, Game, Values::Closed(values::MONTHS), |f| f.game.day.month().cast_signed(),
        "The calendar month of the league day, 1 to 12; with SEASON for the months of single seasons.";
    Date, "DATE", "dates": "[Date!]" List, Game, Values::Date, |f| day(f.game.day),
        "The league day.";
    Game, "GAME", "games": "[GameKey!]" List, Game, Values::Game, |f| f.game.id,
        "The game, by its MLBAM id.";
    GameType, "GAME_TYPE", "gameTypes": "[GameType!]" List, Game, Values::Closed(values::GAME_TYPES), |f| f.game.game_type.into(),
        "Regular season, a round of the postseason, or another kind of game.";
    PitcherHand, "PITCHER_HAND", "pitcherHand": "Hand" One, Play, Values::Closed(values::HANDS), |f| f.play.pitcher_hand.into(),
        "The hand the pitcher threw with in the plate appearance.";
    BatterSide, "BATTER_SIDE", "batterSide": "Hand" One, Play, Values::Closed(values::HANDS), |f| f.play.batter_side.into(),
        "The side the batter stood on in the plate appearance, whatever his listed side; what a runner does counts by the batter at the plate.";
    HomeAway, "HOME_AWAY", "homeAway": "HomeAway" One, Game, Values::Closed(values::HOME_AWAY), |f| told::flag(f.is_home()),
        "Whether the player's team was the home team of the game.";
    Team, "TEAM", "teams": "[TeamKey!]" List, Game, Values::Team, |f| if f.is_home() { f.game.home_team } else { f.game.away_team },
        "The team the player played for in the game, by its MLBAM id.";
    Opponent, "OPPONENT", "opponents": "[TeamKey!]" List, Game, Values::Team, |f| if f.is_home() { f.game.away_team } else { f.game.home_team },
        "The team the player played against, by its MLBAM id.";
    Inning, "INNING", "innings": "[Int!]" List, Inning, Values::Number("Inning"), |f| f.play.inning.into(),
        "The inning.";
    Outs, "OUTS", "outs": "[Int!]" List, Play, Values::Closed(values::OUTS), |f| f.play.outs.into(),
        "Outs before the last pitch of the plate appearance.";
    Runners, "RUNNERS", "runners": "[Runners!]" List, Play, Values::Closed(values::RUNNERS), told::runners,
        "Runners before the last pitch of the plate appearance; the values do not overlap.";
    CountAtEnd, "COUNT_AT_END", "countAtEnd": "[String!]" List, Play, Values::Count, |f| f.play.count.into(),
        "The count the plate appearance ended on: balls and strikes before its last pitch, like \"3-2\"; \"UNKNOWN\" where nobody told it.";
    BatterPosition, "BATTER_POSITION", "batterPositions": "[BatterPosition!]" List, Play, Values::Closed(values::BATTER_POSITIONS), |f| f.play.batter_position.into(),
        "The position the batter played in the plate appearance: who bats or runs for another does so until he takes the field; what a runner does counts by his own. From Statcast rows alone it is not known.";
    Batter, "BATTER", "batter": "PlayerKey" One, Play, Values::Player, |f| if f.role == Role::Batting { f.play.batter } else { f.play.at_bat },
        "The batter, by his MLBAM id; of a pitcher's line the man at bat, whoever ran.";
    Pitcher, "PITCHER", "pitcher": "PlayerKey" One, Inning, Values::Player, |f| f.play.pitcher,
        "The pitcher, by his MLBAM id.";
    Catcher, "CATCHER", "catcher": "PlayerKey" One, Play, Values::Player, |f| f.play.catcher,
        "Who caught, by his MLBAM id.";
    League, "LEAGUE", "leagues": "[League!]" List, Game, Values::Closed(values::LEAGUES), |f| if f.is_home() { f.game.home_league.into() } else { f.game.away_league.into() },
        "The league of the player's team in the season.";
    Interleague, "INTERLEAGUE", "interleague": "Boolean" One, Game, Values::Closed(values::NO_YES_UNKNOWN), told::interleague,
        "Whether the teams are of different leagues.";
    Venue, "VENUE", "venues": "[ID!]" List, Game, Values::Park, |f| f.game.venue,
        "The park, by its MLBAM id, or by Retrosheet's code where the game is known from there alone; 0 not known.";
    DayNight, "DAY_NIGHT", "dayNight": "DayNight" One, Game, Values::Closed(values::DAY_NIGHT), |f| f.game.day_night.into(),
        "Whether the game began by day or by night.";
    Roof, "ROOF", "roofs": "[Roof!]" List, Game, Values::Closed(values::ROOFS), |f| f.game.roof.into(),
        "What was above the field.";
    Surface, "SURFACE", "surfaces": "[Surface!]" List, Game, Values::Closed(values::SURFACES), |f| f.game.surface.into(),
        "What the field was of.";
    Temperature, "TEMPERATURE", "temperatures": "[TemperatureBand!]" List, Game, Values::Closed(values::TEMPERATURES), |f| told::temperature(f.game.temperature),
        "The temperature at the start of the game, degrees Fahrenheit, in bands.";
    Weekday, "WEEKDAY", "weekdays": "[Weekday!]" List, Game, Values::Closed(values::WEEKDAYS), |f| f.game.day.weekday().number_from_monday().cast_signed(),
        "The day of the week of the league day.";
    Half, "SEASON_HALF", "seasonHalves": "[SeasonHalf!]" List, Game, Values::Closed(values::HALVES), |f| f.half.into(),
        "Before or after the first All-Star game of the season; not known where that game is not in the schedule or the store.";
    Doubleheader, "DOUBLEHEADER", "doubleheaders": "[DoubleheaderGame!]" List, Game, Values::Closed(values::DOUBLEHEADERS), |f| f.game.doubleheader.into(),
        "Whether the game was one of a doubleheader, and which.";
    GameResult, "GAME_RESULT", "gameResults": "[GameResult!]" List, Game, Values::Closed(values::GAME_RESULTS), told::game_result,
        "How the game ended for the player's team.";
    RestDays, "REST_DAYS", "restDays": "[RestDays!]" List, Inning, Values::Closed(values::REST_DAYS), told::rest_days,
        "Days between the pitcher's last game of the season and this one; 0 is yesterday or the same day.";
    PitcherRole, "PITCHER_ROLE", "pitcherRoles": "[PitcherRole!]" List, Inning, Values::Closed(values::PITCHER_ROLES), |f| told::flag(!f.play.pitcher_started),
        "Whether the pitcher started the game or relieved.";
    BatterRole, "BATTER_ROLE", "batterRoles": "[BatterRole!]" List, Play, Values::Closed(values::BATTER_ROLES), |f| f.play.batter_started.into(),
        "Whether the batter started the game or came in; what a runner does counts by his own. From Statcast rows alone it is not known.";
    PinchHitter, "PINCH_HITTER", "pinchHitter": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), told::pinch_hitter,
        "Whether it is the first plate appearance of somebody who bats for another; a second one after batting around is not.";
    LineupSlot, "LINEUP_SLOT", "lineupSlots": "[Int!]" List, Play, Values::Number("Batting"), |f| f.play.slot.into(),
        "The place in the batting order, 1 to 9; what a runner does counts by his own; 0 where it is not known.";
    PlateAppearance, "PLATE_APPEARANCE", "plateAppearanceNumbers": "[Int!]" List, Play, Values::Number("Plate appearance"), |f| f.around.plate_appearance.into(),
        "Which plate appearance of the batter's game it is: 1 his first; what a runner does counts by his last, 0 where he had none.";
    TimesThrough, "TIMES_THROUGH_ORDER", "timesThroughOrder": "[Int!]" List, Play, Values::Number("Time"), |f| f.play.times_through.into(),
        "How often the pitcher has come to the batter's place in the order, this time included; 0 where it is not known.";
    Platoon, "PLATOON", "platoon": "Platoon" One, Play, Values::Closed(values::PLATOONS), told::platoon,
        "Who has the platoon advantage, by the side the batter stood on and the pitcher's hand.";
    InningGroup, "INNING_GROUP", "inningGroups": "[InningGroup!]" List, Inning, Values::Closed(values::INNING_GROUPS), told::inning_group,
        "Early (1 to 3), middle (4 to 6), late (7 to 9) or extra innings.";
    Bases, "BASES", "bases": "[Bases!]" List, Play, Values::Closed(values::BASES), |f| f.play.bases.into(),
        "Which bases are taken before the last pitch of the plate appearance.";
    ScoreMargin, "SCORE_MARGIN", "scoreMargins": "[Int!]" List, Play, Values::Number("Margin"), told::margin,
        "Runs of the player's side less those of the other, before the last pitch of the plate appearance.";
    ScoreState, "SCORE_STATE", "scoreStates": "[ScoreState!]" List, Play, Values::Closed(values::SCORE_STATES), told::score_state,
        "Whether the player's side leads before the last pitch of the plate appearance.";
    TyingRun, "TYING_RUN", "tyingRuns": "[RunPlace!]" List, Play, Values::Closed(values::RUN_PLACES), |f| told::run_place(f, 0),
        "Where the run is that would tie the game for the side at bat.";
    GoAheadRun, "GO_AHEAD_RUN", "goAheadRuns": "[RunPlace!]" List, Play, Values::Closed(values::RUN_PLACES), |f| told::run_place(f, 1),
        "Where the run is that would give the side at bat the lead.";
    CloseAndLate, "CLOSE_AND_LATE", "closeAndLate": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), told::close_and_late,
        "The seventh inning or later, with the side at bat tied, a run ahead, or the tying run at least on deck.";
    Leverage, "LEVERAGE", "leverages": "[LeverageBand!]" List, Play, Values::Closed(values::LEVERAGES), told::leverage,
        "Leverage index of the turn at bat in bands: low below 0.85, high above 2. Needs play-by-play and the constants of the season.";
    CountReached, "COUNT_REACHED", "countReached": "[String!]" List, Play, Values::Counts, |f| f.play.counts_reached.into(),
        "Counts the plate appearance passed through, its first and its last included, like \"0-2\" for after 0-2. A plate appearance passes through several: the values overlap, and their sum is more than the line.";
    CountState, "COUNT_STATE", "countStates": "[CountState!]" List, Play, Values::Closed(values::COUNT_STATES), |f| told::count_state(f.play.count),
        "Whether the batter was ahead (more balls than strikes), even (0-0, 1-1, 2-2 and 3-2) or behind in the count the plate appearance ended on.";
    TwoStrikes, "TWO_STRIKES", "twoStrikes": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), |f| told::of_count(f, |count| count % 10 == 2),
        "Whether the plate appearance ended on a pitch with two strikes.";
    FullCount, "FULL_COUNT", "fullCount": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), |f| told::of_count(f, |count| count == 32),
        "Whether the plate appearance ended on a full count, 3-2.";
    FirstPitch, "FIRST_PITCH", "firstPitch": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), |f| told::of_count(f, |count| count == 0),
        "Whether the plate appearance ended at 0-0.";
    FinalPitchType, "FINAL_PITCH_TYPE", "finalPitchTypes": "[PitchType!]" List, Play, Values::PitchType, told::kind_of_pitch,
        "The kind of pitch the plate appearance ended on; all its pitches count with it. Baseball Savant's classification.";
    FinalPitchFamily, "FINAL_PITCH_FAMILY", "finalPitchFamilies": "[PitchFamily!]" List, Play, Values::Closed(values::PITCH_FAMILIES), told::pitch_family,
        "The family of the pitch the plate appearance ended on; all its pitches count with it.";
    BattedBallType, "BATTED_BALL_TYPE", "battedBallTypes": "[BattedBallType!]" List, Play, Values::Closed(values::BATTED_BALL_TYPES), told::batted_ball,
        "How the batted ball flew.";
    HitDirection, "HIT_DIRECTION", "hitDirections": "[HitDirection!]" List, Play, Values::Closed(values::DIRECTIONS), told::direction,
        "Pulled, up the middle or to the opposite field: by the spot where Statcast has the ball fielded, 15 degrees to each side of second base up the middle.";
    ExitVelocity, "EXIT_VELOCITY", "exitVelocities": "[ExitVelocityBand!]" List, Play, Values::Closed(values::EXIT_VELOCITIES), told::exit_velocity,
        "Exit velocity of the ball in play, mph, in bands.";
    LaunchAngle, "LAUNCH_ANGLE", "launchAngles": "[LaunchAngleBand!]" List, Play, Values::Closed(values::LAUNCH_ANGLES), told::launch_angle,
        "Launch angle of the ball in play, degrees, in bands; 8 to 32 is the sweet spot.";
    ContactQuality, "CONTACT_QUALITY", "contactQualities": "[ContactQuality!]" List, Play, Values::Closed(values::CONTACT), told::contact_quality,
        "Quality of contact by exit velocity and launch angle: Baseball Savant's `launch_speed_angle`.";
    Barrel, "BARREL", "barrel": "Boolean" One, Play, Values::Closed(values::NO_YES_UNKNOWN), told::barrel,
        "Whether the ball in play was a barrel.";
    OpponentClass, "OPPONENT_CLASS", "opponentClasses": "[OpponentClass!]" List, Play, Values::Closed(values::CLASSES), told::opponent_class,
        "Third of the season the opponent belongs to: pitchers by ERA (of those with at least 90 outs), batters by wOBA (of those with at least 100 plate appearances), regular season. Needs play-by-play and the constants of the season.";
    PitchCount, "PITCH_COUNT", "pitchCounts": "[String!]" List, Pitch, Values::Count, |f| f.pitch.count.into(),
        "The count each pitch was thrown at, like \"0-2\". Results count with the pitch the plate appearance ended on.";
    PitchCountState, "PITCH_COUNT_STATE", "pitchCountStates": "[CountState!]" List, Pitch, Values::Closed(values::COUNT_STATES), |f| told::count_state(f.pitch.count),
        "Whether the batter was ahead, even or behind when the pitch was thrown, as COUNT_STATE.";
    PitchType, "PITCH_TYPE", "pitchTypes": "[PitchType!]" List, Pitch, Values::PitchType, told::kind_of_pitch,
        "The kind of each pitch, by Baseball Savant's classification. Results count with the pitch the plate appearance ended on.";
    PitchFamily, "PITCH_FAMILY", "pitchFamilies": "[PitchFamily!]" List, Pitch, Values::Closed(values::PITCH_FAMILIES), told::pitch_family,
        "The family of each pitch: fastballs (four-seam, sinker, cutter), breaking balls (slider, sweeper, curve), offspeed (changeup, splitter).";
    PitchVelocity, "PITCH_VELOCITY", "pitchVelocities": "[VelocityBand!]" List, Pitch, Values::Closed(values::VELOCITIES), told::velocity,
        "The speed of each pitch out of the hand, mph, in bands.";
    Zone, "ZONE", "zones": "[Int!]" List, Pitch, Values::Number("Zone"), |f| f.pitch.zone.into(),
        "The zone each pitch crossed: 1 to 9 the strike zone from the upper left of the catcher's view, 11 to 14 outside of it; 0 not known.";
    InZone, "IN_ZONE", "inZone": "ZoneSide" One, Pitch, Values::Closed(values::IN_ZONE), told::in_zone,
        "Whether each pitch crossed the strike zone (zones 1 to 9).";
    AttackZone, "ATTACK_ZONE", "attackZones": "[AttackZone!]" List, Pitch, Values::Closed(values::ATTACK_ZONES), told::attack_zone,
        "Heart, shadow (the edge), chase or waste, by how far from the middle of the batter's zone each pitch crossed: two thirds, four thirds and twice the way to its edge (Tango's attack zones).";
    PitchResult, "PITCH_RESULT", "pitchResults": "[PitchResult!]" List, Pitch, Values::Closed(values::PITCH_RESULTS), told::pitch_result,
        "What came of each pitch; foul tips and missed bunts are whiffs.";
}
