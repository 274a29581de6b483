//! The id of a request: in the log, in every error and in the `x-request-id` response header.
//!
//! Taken from the caller (or the proxy before us) when it is short and harmless, else made here.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id, in both directions.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// At most this many characters of a caller's own id are taken over.
const MAX_LENGTH: usize = 64;

/// The id of one request: 1 to 64 ASCII letters, digits, `-`, `_`, `.` or `:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The id the request came with, or a new random one.
    pub fn of(headers: &HeaderMap) -> RequestId {
        headers
            .get(HEADER)
            .and_then(|value| value.to_str().ok())
            .filter(|text| is_harmless(text))
            .map_or_else(RequestId::random, |text| RequestId(text.into()))
    }

    /// A new id: 16 hexadecimal digits.
    pub fn random() -> RequestId {
        RequestId(format!("{:016x}", rand::random::<u64>()).into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a header value.
    pub(crate) fn header_value(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0).ok()
    }

    #[cfg(test)]
    pub(crate) fn from_static(text: &'static str) -> RequestId {
        RequestId(text.into())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_harmless(text: &str) -> bool {
    (1..=MAX_LENGTH).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_harmless_id_is_taken_over_and_anything_else_replaced() {
        let mut headers = HeaderMap::new();
        headers.insert(HEADER, HeaderValue::from_static("abc-123"));
        assert_eq!(RequestId::of(&headers).as_str(), "abc-123");
        for bad in ["", "a b", "\"quoted\""] {
            headers.insert(HEADER, HeaderValue::from_static(bad));
            let id = RequestId::of(&headers);
            assert_ne!(id.as_str(), bad);
            assert_eq!(id.as_str().len(), 16);
        }
        assert_ne!(RequestId::of(&HeaderMap::new()), RequestId::of(&HeaderMap::new()));
    }
}
