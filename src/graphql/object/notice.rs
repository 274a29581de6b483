//! What the upstreams want said.

use async_graphql::SimpleObject;

use crate::source::notice;

/// What an upstream wants said wherever its data is shown. Show it with what you publish of this API.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct Notice {
    /// The upstream.
    source: &'static str,
    /// The words; Retrosheet's are to be shown as they are.
    text: &'static str,
    /// Where the terms stand.
    url: &'static str,
}

impl From<notice::Notice> for Notice {
    fn from(notice: notice::Notice) -> Self {
        Self { source: notice.source, text: notice.text, url: notice.url }
    }
}
