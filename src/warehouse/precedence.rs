//! Where play-by-play and Statcast both tell a turn, and which of them is served, per field.

use std::sync::LazyLock;

use crate::domain::pitch::PITCH_RESULTS;

/// Which source is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// StatsAPI's play-by-play.
    PlayByPlay,
    /// Statcast rows.
    Statcast,
}

/// A field that both tell.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Which one is served.
    pub served: Served,
    /// Why.
    pub reason: &'static str,
    /// SQL over the play, alias `s`.
    play_by_play: &'static str,
    /// SQL over the turn's last Statcast row, alias `l`.
    statcast: &'static str,
}

macro_rules! fields {
    ($($name:literal, $served:ident, $play:literal, $statcast:literal, $reason:literal;)*) => {
        /// Every field that both tell.
        pub const FIELDS: &[Field] = &[$(Field {
            name: $name, served: Served::$served, reason: $reason, play_by_play: $play, statcast: $statcast,
        },)*];
    };
}

fields! {
    "event", PlayByPlay, "s.event", "l.events",
        "Statcast leaves out walks without a pitch and calls turns cut short truncated.";
    "batter", PlayByPlay, "s.batter_id", "l.batter",
        "The result may belong to a batter who left with two strikes (rule 9.15(b)).";
    "pitcher", PlayByPlay, "s.pitcher_id", "l.pitcher",
        "A walk may belong to a pitcher who left behind in the count (rule 9.16(h)).";
    "batterSide", PlayByPlay, "s.batter_side", "l.stand", "One source for every turn, those without a pitch too.";
    "pitcherHand", PlayByPlay, "s.pitcher_hand", "l.p_throws", "One source for every turn, those without a pitch too.";
    "inning", PlayByPlay, "s.inning", "l.inning", "One source for every turn, those without a pitch too.";
    "outs", PlayByPlay, "s.outs", "l.outs_when_up", "Derived from every out of the half.";
    "bases", PlayByPlay, "s.bases",
        "(l.on_1b is not null)::int + 2 * (l.on_2b is not null)::int + 4 * (l.on_3b is not null)::int",
        "Derived from every move of the half.";
    "count", PlayByPlay, "s.balls || '-' || s.strikes", "l.balls || '-' || l.strikes", "Derived from every call of the turn.";
    "pitches", PlayByPlay, "(select sum(p.pitches) from play p where p.game_id = s.game_id and p.number = s.number)",
        "(select count(*) from staging.savant_pitch c \
          where c.game_pk = s.game_id and c.at_bat_number = s.number and c.description = any(array[{pitches}]))",
        "Box scores count them so; Statcast misses a few.";
    "trajectory", PlayByPlay, "s.trajectory", "l.bb_type", "It is what box scores count ground outs and fly outs by.";
}

/// The statement that stores what differs in the games bound to `$1`.
pub static MODEL: LazyLock<String> = LazyLock::new(|| {
    let field = |x: &Field| format!("('{}', ({})::text, ({})::text)", x.name, x.play_by_play, x.statcast);
    let fields: Vec<String> = FIELDS.iter().map(field).collect();
    let pitches: Vec<String> =
        PITCH_RESULTS.iter().filter(|(_, result)| result.is_pitch()).map(|(name, _)| format!("'{name}'")).collect();
    include_str!("sql/play_difference.sql")
        .replace("{fields}", &fields.join(",\n    "))
        .replace("{pitches}", &pitches.join(", "))
});
