//! The key in the headers of a request. Pure.

use axum::http::{HeaderMap, header};
use base64::Engine;

use crate::config::Secret;

/// What a request brought.
#[derive(Debug, PartialEq, Eq)]
pub enum Presented {
    /// No Authorization header.
    Nothing,
    /// A key; whether it is one of ours is another question.
    Key(Secret),
    /// An Authorization header that holds no key.
    Malformed,
}

/// Reads `Authorization: Bearer KEY`, or `Basic` with the key as the password and any user name.
pub fn presented(headers: &HeaderMap) -> Presented {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (None, _) => Presented::Nothing,
        (Some(value), None) => value.to_str().ok().and_then(key).map_or(Presented::Malformed, Presented::Key),
        // Two headers may name two callers.
        (Some(_), Some(_)) => Presented::Malformed,
    }
}

fn key(value: &str) -> Option<Secret> {
    let (scheme, rest) = value.trim().split_once(' ')?;
    let rest = rest.trim();
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let decoded = base64::engine::general_purpose::STANDARD.decode(rest).ok()?;
        String::from_utf8(decoded).ok()?.split_once(':')?.1.to_owned()
    } else {
        return None;
    };
    let plausible = !key.is_empty() && key.bytes().all(|b| b.is_ascii_graphic());
    plausible.then(|| Secret::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(values: &[&str]) -> Presented {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::AUTHORIZATION, value.parse().unwrap());
        }
        presented(&headers)
    }

    fn key(text: &str) -> Presented {
        Presented::Key(Secret::new(text))
    }

    #[test]
    fn a_key_travels_as_bearer_or_as_password_of_basic() {
        assert_eq!(with(&[]), Presented::Nothing);
        assert_eq!(with(&["Bearer sb_abc"]), key("sb_abc"));
        assert_eq!(with(&["bearer   sb_abc "]), key("sb_abc"));
        // printf user:sb_abc | base64; and with an empty user name, and with a colon in the password
        assert_eq!(with(&["Basic dXNlcjpzYl9hYmM="]), key("sb_abc"));
        assert_eq!(with(&["Basic OnNiX2FiYw=="]), key("sb_abc"));
        assert_eq!(with(&["Basic dTphOmI="]), key("a:b"));
    }

    #[test]
    fn anything_else_is_malformed_not_anonymous() {
        for wrong in [
            "Bearer",
            "Bearer ",
            "sb_abc",
            "Digest sb_abc",
            "Basic ???",
            "Basic dXNlcg==",
            "Basic dXNlcjo=",
            "Bearer a b",
        ] {
            assert_eq!(with(&[wrong]), Presented::Malformed, "{wrong}");
        }
        assert_eq!(with(&["Bearer a", "Bearer b"]), Presented::Malformed);
    }
}
