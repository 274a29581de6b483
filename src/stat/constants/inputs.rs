//! What constants are computed from: the counters of a league.

macro_rules! inputs {
    ($($field:ident, $sql:literal, $doc:literal;)*) => {
        /// Counters of a league at bat in a season.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct Inputs { $(#[doc = $doc] pub $field: i64),* }

        /// Columns of the table of constants with the SQL that sums each over plays `p`, in the order of
        /// [`Inputs::to_array`].
        pub const INPUTS: &[(&str, &str)] = &[$((stringify!($field), $sql)),*];

        impl Inputs {
            /// The counters in the order of [`INPUTS`].
            #[must_use]
            pub fn to_array(self) -> [i64; INPUTS.len()] {
                [$(self.$field),*]
            }

            /// Takes the counters in the order of [`INPUTS`].
            #[must_use]
            pub fn from_array(values: [i64; INPUTS.len()]) -> Self {
                let [$($field),*] = values;
                Self { $($field),* }
            }
        }
    };
}

inputs! {
    plate_appearances, "sum(p.plate_appearances)", "Plate appearances.";
    at_bats, "sum(p.at_bats)", "At bats.";
    singles, "sum(p.singles)", "Singles.";
    doubles, "sum(p.doubles)", "Doubles.";
    triples, "sum(p.triples)", "Triples.";
    home_runs, "sum(p.home_runs)", "Home runs.";
    walks, "sum(p.walks)", "Walks, intentional ones included.";
    intentional_walks, "sum(p.intentional_walks)", "Intentional walks.";
    hit_by_pitch, "sum(p.hit_by_pitch)", "Batters hit by a pitch.";
    sacrifice_flies, "sum(p.sacrifice_flies)", "Sacrifice flies.";
    sacrifice_bunts, "sum(p.sacrifice_bunts)", "Sacrifice bunts.";
    strikeouts, "sum(p.strikeouts)", "Strikeouts.";
    outs, "sum(p.outs_made)", "Outs.";
    runs, "sum(p.runs)", "Runs.";
    earned_runs, "sum(p.earned_runs)", "Earned runs.";
    fly_balls, "count(*) filter (where p.trajectory = 'fly_ball')", "Plays whose ball is told to have been a fly ball.";
    fly_ball_home_runs, "coalesce(sum(p.home_runs) filter (where p.trajectory = 'fly_ball'), 0)", "Home runs among them.";
}

impl Inputs {
    /// Hits.
    #[must_use]
    pub fn hits(&self) -> i64 {
        self.singles + self.doubles + self.triples + self.home_runs
    }

    /// Unintentional walks.
    #[must_use]
    pub fn unintentional_walks(&self) -> i64 {
        self.walks - self.intentional_walks
    }

    /// The denominator of wOBA: AB + BB − IBB + SF + HBP.
    #[must_use]
    pub fn woba_denominator(&self) -> i64 {
        self.at_bats + self.unintentional_walks() + self.sacrifice_flies + self.hit_by_pitch
    }

    /// Times on base that wOBA counts: H + BB − IBB + HBP.
    #[must_use]
    pub fn woba_times_on_base(&self) -> i64 {
        self.hits() + self.unintentional_walks() + self.hit_by_pitch
    }

    /// OBP: (H + BB + HBP) / (AB + BB + HBP + SF).
    #[must_use]
    pub fn obp(&self) -> f64 {
        let on_base = self.hits() + self.walks + self.hit_by_pitch;
        ratio(on_base, self.at_bats + self.walks + self.hit_by_pitch + self.sacrifice_flies)
    }

    /// SLG: total bases / AB.
    #[must_use]
    pub fn slg(&self) -> f64 {
        ratio(self.singles + 2 * self.doubles + 3 * self.triples + 4 * self.home_runs, self.at_bats)
    }

    /// These and others together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    /// These without others.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    fn zip(self, other: Self, with: impl Fn(i64, i64) -> i64) -> Self {
        let mut values = self.to_array();
        for (value, other) in values.iter_mut().zip(other.to_array()) {
            *value = with(*value, other);
        }
        Self::from_array(values)
    }
}

/// A quotient of counts, 0 where there is nothing to divide by.
#[allow(clippy::cast_precision_loss, reason = "counts of a season are far below 2^53")]
pub(super) fn ratio(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
