//! Counters of a batting and a pitching line, and the line of one player in one game.

use chrono::NaiveDate;
use std::ops::AddAssign;

macro_rules! counters {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $name { $($(#[$fdoc])* pub $field: u32),* }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) { $(self.$field += other.$field;)* }
        }
    };
}

counters! {
    /// What a batter and runner is credited with. Every field is a count.
    Batting {
        /// Games (1 in a line of one game).
        g,
        /// Plate appearances.
        pa,
        /// At-bats.
        ab,
        /// Runs.
        r,
        /// Hits.
        h,
        /// Doubles.
        doubles,
        /// Triples.
        triples,
        /// Home runs.
        hr,
        /// Runs batted in.
        rbi,
        /// Walks, intentional ones included.
        bb,
        /// Intentional walks.
        ibb,
        /// Strikeouts.
        so,
        /// Times hit by a pitch.
        hbp,
        /// Sacrifice flies.
        sf,
        /// Sacrifice bunts (sacrifice hits).
        sh,
        /// Times awarded first by catcher's interference.
        ci,
        /// Times grounded into a double play.
        gidp,
        /// Times reached on an error.
        roe,
        /// Stolen bases.
        sb,
        /// Times caught stealing.
        cs,
        /// Times picked off, caught stealing after it included.
        po,
        /// Runners on base when he made an out (or another was put out on his ball) who did not score;
        /// none on a sacrifice.
        lob,
        /// Times grounded into a triple play.
        gitp,
        /// Ground balls and bunts in play that were no hit; those that were errors count, as in box scores.
        ground_outs,
        /// Balls in the air in play that were no hit: `fly_outs`, `line_outs` and `pop_outs`.
        air_outs,
        /// Fly balls among them, sacrifice flies included.
        fly_outs,
        /// Line drives among them.
        line_outs,
        /// Pop-ups among them.
        pop_outs,
    }
}

impl Batting {
    /// Total bases.
    #[must_use]
    pub fn total_bases(&self) -> u32 {
        self.h + self.doubles + 2 * self.triples + 3 * self.hr
    }
}

counters! {
    /// What a pitcher is charged with. Every field is a count.
    Pitching {
        /// Games (1 in a line of one game).
        g,
        /// Games started.
        gs,
        /// Batters faced.
        bf,
        /// Outs recorded while pitching; three to an inning.
        outs,
        /// Hits.
        h,
        /// Doubles.
        doubles,
        /// Triples.
        triples,
        /// Runs of runners he put on base.
        r,
        /// Earned runs among them.
        er,
        /// Home runs.
        hr,
        /// Walks, intentional ones included.
        bb,
        /// Intentional walks.
        ibb,
        /// Strikeouts.
        so,
        /// Batters hit.
        hbp,
        /// Wild pitches.
        wp,
        /// Pitches thrown.
        pitches,
        /// Strikes among them, balls in play included.
        strikes,
        /// Wins.
        w,
        /// Losses.
        l,
        /// Saves.
        sv,
        /// Holds.
        hld,
        /// Blown saves.
        bs,
        /// Save opportunities: saves and blown saves.
        svo,
        /// Games finished in relief.
        gf,
        /// Complete games.
        cg,
        /// Shutouts.
        sho,
        /// Runners on base when he came in.
        ir,
        /// Runs charged to an earlier pitcher that came in while he pitched.
        irs,
        /// Balls thrown; balls without a pitch are not among them.
        balls,
        /// Balks.
        bk,
        /// Runners he picked off.
        pk,
        /// Bases stolen while he pitched.
        sb,
        /// Runners caught stealing while he pitched.
        cs,
        /// At-bats against him.
        ab,
        /// Runs batted in against him.
        rbi,
        /// Sacrifice flies against him.
        sf,
        /// Sacrifice bunts against him.
        sh,
        /// Batters awarded first by catcher's interference.
        ci,
        /// Ground balls and bunts in play that were no hit; those that were errors count, as in box scores.
        ground_outs,
        /// Balls in the air in play that were no hit.
        air_outs,
        /// Fly balls among them.
        fly_outs,
        /// Line drives among them.
        line_outs,
        /// Pop-ups among them.
        pop_outs,
    }
}

counters! {
    /// What a fielder did at one position. Every field is a count.
    Fielding {
        /// Games (1 in a line of one game).
        g,
        /// Games started there.
        gs,
        /// Outs made while he stood there; three to an inning.
        outs,
        /// Putouts.
        po,
        /// Assists.
        a,
        /// Errors.
        e,
        /// Double plays taken part in.
        dp,
        /// Triple plays taken part in.
        tp,
        /// Passed balls (catchers).
        pb,
        /// Bases stolen against him (catchers).
        sb,
        /// Runners caught stealing (catchers), also after a pickoff.
        cs,
        /// Runners picked off by his throw.
        pk,
    }
}

macro_rules! line_of_a_game {
    ($(#[$doc:meta])* $name:ident, $counts:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name {
            /// The game.
            pub game_pk: i32,
            /// League day of the game.
            pub date: NaiveDate,
            /// Season.
            pub season: i32,
            /// MLBAM id of the player.
            pub player: i32,
            /// MLBAM id of his team.
            pub team: i32,
            /// MLBAM id of the other team.
            pub opponent: i32,
            /// He played for the home team.
            pub home: bool,
            /// The counters.
            pub counts: $counts,
        }
    };
}

line_of_a_game! {
    /// Batting line of one player in one game; present for everybody who was in the batting order.
    BattingLine, Batting
}
line_of_a_game! {
    /// Pitching line of one player in one game.
    PitchingLine, Pitching
}

/// What one player did at one position in one game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldingLine {
    /// The game.
    pub game_pk: i32,
    /// League day of the game.
    pub date: NaiveDate,
    /// Season.
    pub season: i32,
    /// MLBAM id of the player.
    pub player: i32,
    /// MLBAM id of his team.
    pub team: i32,
    /// Scorer's number of the position, 1 to 9.
    pub position: u8,
    /// The counters.
    pub counts: Fielding,
}
