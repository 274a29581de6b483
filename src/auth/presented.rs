//! The key or the session in the headers of a request. Pure.

use axum::http::{HeaderMap, header};
use base64::Engine;
use cookie::Cookie;

use crate::config::Secret;

/// The cookie of a session.
pub const COOKIE: &str = "scorebook_session";

/// What a request brought.
#[derive(Debug, PartialEq, Eq)]
pub enum Presented {
    /// Neither an Authorization header nor a cookie that counts.
    Nothing,
    /// A key; whether it is one of ours is another question.
    Key(Secret),
    /// The cookie of a session; whether there is one is another question.
    Session(Secret),
    /// An Authorization header that holds no key.
    Malformed,
}

/// Reads `Authorization: Bearer KEY`, or `Basic` with the key as the password and any user name; without the header the
/// cookie of a session.
pub fn presented(headers: &HeaderMap) -> Presented {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (None, _) => session(headers).map_or(Presented::Nothing, Presented::Session),
        (Some(value), None) => value.to_str().ok().and_then(key).map_or(Presented::Malformed, Presented::Key),
        // Two headers may name two callers.
        (Some(_), Some(_)) => Presented::Malformed,
    }
}

/// The session's cookie, where it counts: browsers attach it to what pages of other origins ask, too, if those are on
/// the same site (another port, another subdomain). Such pages may call the API with a key of their own, but never with
/// this one's session.
fn session(headers: &HeaderMap) -> Option<Secret> {
    let mut sessions = sessions(headers);
    match (sessions.next(), sessions.next()) {
        // Two cookies may name two callers, and either may have been planted by a neighbouring site: none counts.
        (Some(session), None) if is_own_page(headers) => Some(session),
        _ => None,
    }
}

/// Every cookie of a session in a request.
pub(super) fn sessions(headers: &HeaderMap) -> impl Iterator<Item = Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .filter(|cookie| cookie.name() == COOKIE && !cookie.value().is_empty())
        .map(|cookie| Secret::new(cookie.value()))
}

/// Whether a request comes from a page of this server, or from no page at all, as programs do and browsers whose user
/// typed the address.
pub fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // Browsers say it themselves where the connection is safe; no script can set this header.
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match headers.get(header::ORIGIN) {
        None => true,
        Some(_) => {
            let authority = text(header::ORIGIN).and_then(|origin| origin.split_once("://")).map(|(_, rest)| rest);
            authority.is_some() && authority == text(header::HOST)
        }
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

    fn of(pairs: &[(&'static str, &str)]) -> Presented {
        presented(&headers(pairs))
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn with(values: &[&str]) -> Presented {
        of(&values.iter().map(|value| ("authorization", *value)).collect::<Vec<_>>())
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

    #[test]
    fn a_cookie_counts_where_there_is_no_authorization() {
        let session = || Presented::Session(Secret::new("s1"));
        assert_eq!(of(&[("cookie", "scorebook_session=s1")]), session());
        assert_eq!(of(&[("cookie", "theme=dark; scorebook_session=s1; x")]), session());
        assert_eq!(of(&[("cookie", "theme=dark"), ("cookie", "scorebook_session=s1")]), session());
        assert_eq!(of(&[("cookie", "scorebook_session=s1"), ("authorization", "Bearer k")]), key("k"));
        assert_eq!(of(&[("cookie", "scorebook_session=s1"), ("authorization", "nonsense")]), Presented::Malformed);
        for nothing in ["scorebook_session=", "scorebook_session", "Scorebook_Session=s1", "scorebook_session_=s1"] {
            assert_eq!(of(&[("cookie", nothing)]), Presented::Nothing, "{nothing}");
        }
        let two = "scorebook_session=s1; scorebook_session=s2";
        assert_eq!(of(&[("cookie", two)]), Presented::Nothing, "neither can be believed");
    }

    #[test]
    fn a_cookie_counts_for_pages_of_this_server_alone() {
        let asked = |more: &[(&'static str, &str)]| {
            of(&[&[("host", "127.0.0.1:8000"), ("cookie", "scorebook_session=s1")], more].concat())
        };
        let counts = |more| matches!(asked(more), Presented::Session(_));
        assert!(counts(&[]), "a program");
        assert!(counts(&[("origin", "http://127.0.0.1:8000")]));
        assert!(!counts(&[("origin", "http://127.0.0.1:8001")]), "another port is another page on the same site");
        assert!(!counts(&[("origin", "https://evil.example")]));
        assert!(!counts(&[("origin", "null")]));
        assert!(counts(&[("sec-fetch-site", "none")]));
        assert!(!counts(&[("sec-fetch-site", "cross-site")]), "a GET has no Origin");
        assert!(!counts(&[("sec-fetch-site", "same-site")]));
        let renamed = [("origin", "https://scores.example"), ("sec-fetch-site", "same-origin")];
        assert!(counts(&renamed), "behind a proxy that does not pass the Host");
    }
}
