//! What a task has done, in numbers.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::JobError;

/// Counts kept per task and summed per run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Requests sent to the upstream, failed ones included.
    pub requests: i64,
    /// Bodies kept that differ from the one before.
    pub bodies_new: i64,
    /// Bodies that were the same as the one before, and "not modified" answers.
    pub bodies_unchanged: i64,
    /// Bodies kept for diagnosis and not loaded.
    pub bodies_refused: i64,
    /// Rows written by loads.
    pub rows_loaded: i64,
    /// Games that a load replaced or added.
    pub games_changed: i64,
    /// Games that a load found as they were.
    pub games_unchanged: i64,
}

impl Counters {
    pub(crate) fn from_row(row: &PgRow) -> Result<Self, JobError> {
        Ok(Self {
            requests: row.try_get("requests")?,
            bodies_new: row.try_get("bodies_new")?,
            bodies_unchanged: row.try_get("bodies_unchanged")?,
            bodies_refused: row.try_get("bodies_refused")?,
            rows_loaded: row.try_get("rows_loaded")?,
            games_changed: row.try_get("games_changed")?,
            games_unchanged: row.try_get("games_unchanged")?,
        })
    }

    /// In the order of the columns, for one array parameter.
    pub(crate) fn to_array(self) -> [i64; 7] {
        [
            self.requests,
            self.bodies_new,
            self.bodies_unchanged,
            self.bodies_refused,
            self.rows_loaded,
            self.games_changed,
            self.games_unchanged,
        ]
    }

    /// Whether there is nothing in it.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Counters {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.bodies_new += other.bodies_new;
        self.bodies_unchanged += other.bodies_unchanged;
        self.bodies_refused += other.bodies_refused;
        self.rows_loaded += other.rows_loaded;
        self.games_changed += other.games_changed;
        self.games_unchanged += other.games_unchanged;
    }
}
