//! Global ids: opaque to clients, a type and a key within.

use async_graphql::ID;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What a global id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlobalId {
    /// A player, by MLBAM id.
    Player(i32),
    /// A game, by MLBAM id.
    Game(i32),
    /// A team, by MLBAM id.
    Team(i32),
    /// A park, by MLBAM id.
    Venue(i32),
    /// A run.
    Run(i64),
}

impl GlobalId {
    /// The id as clients see it.
    #[must_use]
    pub fn to_id(self) -> ID {
        let text = match self {
            Self::Player(id) => format!("player:{id}"),
            Self::Game(id) => format!("game:{id}"),
            Self::Team(id) => format!("team:{id}"),
            Self::Venue(id) => format!("venue:{id}"),
            Self::Run(id) => format!("run:{id}"),
        };
        ID(URL_SAFE_NO_PAD.encode(text))
    }

    /// Reads an id; `None` when it is not one of ours.
    #[must_use]
    pub fn parse(id: &ID) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id.as_str()).ok()?).ok()?;
        let (kind, key) = text.split_once(':')?;
        Some(match kind {
            "player" => Self::Player(key.parse().ok()?),
            "game" => Self::Game(key.parse().ok()?),
            "team" => Self::Team(key.parse().ok()?),
            "venue" => Self::Venue(key.parse().ok()?),
            "run" => Self::Run(key.parse().ok()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_what_it_names() {
        use GlobalId::{Game, Player, Run, Team, Venue};
        for id in [Player(660_271), Game(1), Team(119), Venue(22), Run(i64::MAX)] {
            assert_eq!(GlobalId::parse(&id.to_id()), Some(id));
        }
        assert_eq!(GlobalId::parse(&ID("cGxheWVyOng".to_owned())), None);
    }
}
