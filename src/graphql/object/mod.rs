//! The objects of the API, one file each.

pub mod agreement;
pub mod arsenal;
pub mod body;
pub mod charts;
pub mod constants;
pub mod coverage;
pub mod difference;
pub mod fielding;
pub mod game;
pub mod leader;
pub mod league;
pub mod line_score;
mod lines;
pub mod notice;
pub mod pitch;
pub mod player;
pub mod rolling;
pub mod run;
pub mod split;
pub mod team;

use async_graphql::{ID, Interface};

pub use constants::SeasonConstants;
pub use coverage::SeasonCoverage;
pub use game::Game;
pub use notice::Notice;
pub use pitch::{BattedBall, Pitch};
pub use player::Player;
pub use run::CrawlRun;
pub use split::{BattingSplit, PitchingSplit};
pub use team::Team;

/// Anything with a global id.
#[derive(Debug, Clone, Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Global id, opaque."))]
pub enum Node {
    /// A player.
    Player(Player),
    /// A game.
    Game(Game),
    /// A team.
    Team(Team),
    /// A run.
    CrawlRun(CrawlRun),
}
