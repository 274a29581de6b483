//! What upstreams sent that was refused or not known.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};

use super::run::Source;
use crate::graphql::scalar::int;
use crate::query::lake;
use crate::source::SourceId;

/// Refused bodies of one kind and verdict.
#[derive(Debug, Clone, SimpleObject)]
pub struct RefusedBodies {
    /// The upstream; null for one this version does not know.
    source: Option<Source>,
    /// What the bodies were to hold, as the lake names it, like `details` or `feed`.
    kind: String,
    /// Why they were refused, like TRUNCATED.
    verdict: String,
    /// How many.
    bodies: i32,
    /// How many of them no accepted body of the same thing came after.
    unresolved: i32,
    /// When the last of them was received (UTC).
    last_seen_at: DateTime<Utc>,
}

impl From<&lake::RefusedBodies> for RefusedBodies {
    fn from(row: &lake::RefusedBodies) -> Self {
        Self {
            source: source(&row.source),
            kind: row.kind.clone(),
            verdict: row.verdict.clone(),
            bodies: int(row.bodies),
            unresolved: int(row.unresolved),
            last_seen_at: row.last_seen_at,
        }
    }
}

/// Names in bodies of one kind that this version does not know.
#[derive(Debug, Clone, SimpleObject)]
pub struct SchemaDrift {
    /// The upstream; null for one this version does not know.
    source: Option<Source>,
    /// What the bodies hold, as the lake names it, like `details` or `feed`.
    kind: String,
    /// The names: of columns, or of values of a vocabulary.
    names: Vec<String>,
    /// Bodies with at least one of them.
    bodies: i32,
    /// When the last of them was received (UTC).
    last_seen_at: DateTime<Utc>,
}

impl From<&lake::SchemaDrift> for SchemaDrift {
    fn from(row: &lake::SchemaDrift) -> Self {
        Self {
            source: source(&row.source),
            kind: row.kind.clone(),
            names: row.names.clone(),
            bodies: int(row.bodies),
            last_seen_at: row.last_seen_at,
        }
    }
}

fn source(name: &str) -> Option<Source> {
    name.parse::<SourceId>().ok().map(Source::from)
}
