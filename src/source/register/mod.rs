//! The Chadwick register: people's ids across systems, in sixteen shards by the first digit of their UUID, and their
//! other names. CSV with a header, read by name; blank is missing.

mod read;

#[cfg(test)]
mod tests;

pub use read::{Column, NAMES, PEOPLE, RecordSink, judge, read};

use super::{BodyKind, BodyRequest, at};
use url::Url;

/// The sixteen shards of people and the file of names.
#[must_use]
pub fn all(base: &Url) -> Vec<BodyRequest> {
    let shards = "0123456789abcdef".chars().map(|shard| {
        let url = at(base, &format!("{FOLDER}/people-{shard}.csv"));
        BodyRequest::new(BodyKind::RegisterPeople, shard, url)
    });
    let names = BodyRequest::new(BodyKind::RegisterNames, "names", at(base, &format!("{FOLDER}/names.csv")));
    shards.chain([names]).collect()
}

const FOLDER: &str = "chadwickbureau/register/master/data";
