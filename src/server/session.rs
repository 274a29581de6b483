//! `/session`: a page of ours signs in with a key, asks who is signed in, and signs out.
//!
//! The key is sent once; after that a cookie stands for it which scripts cannot read and pages of other sites cannot use:
//! it is `SameSite=Strict`, counts for pages of this server alone (`auth::is_own_page`), and so does this route.

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use cookie::{Cookie, SameSite};
use serde::{Deserialize, Serialize};

use crate::auth::{self, AuthError, Authenticator, Caller, Role};
use crate::graphql::http::Refusal;
use crate::graphql::negotiate::Media;
use crate::graphql::request_id::RequestId;

/// Bytes of a body; a key is some fifty.
const BODY: usize = 4096;

struct Sessions {
    authenticator: Authenticator,
    is_behind_proxy: bool,
}

/// What a page sends to sign in.
#[derive(Deserialize)]
struct SignIn {
    key: String,
}

/// Who is signed in, as pages are told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SignedIn {
    is_signed_in: bool,
    role: Option<&'static str>,
    name: Option<String>,
    is_key_needed: bool,
}

/// The route. A proxy that is trusted says whether the browser came by https.
pub(super) fn router(authenticator: Authenticator, is_behind_proxy: bool) -> Router {
    Router::new()
        .route("/session", get(show).post(sign_in).delete(sign_out))
        .layer(middleware::from_fn(own_pages))
        .layer(DefaultBodyLimit::max(BODY))
        .with_state(Arc::new(Sessions { authenticator, is_behind_proxy }))
}

async fn own_pages(request: Request, next: Next) -> Response {
    let mut response = if auth::is_own_page(request.headers()) {
        next.run(request).await
    } else {
        refuse(Refusal::forbidden("pages of other origins may not sign in or out here"), request.headers())
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn refuse(refusal: Refusal, headers: &HeaderMap) -> Response {
    refusal.into_response(&RequestId::of(headers), Media::Json)
}

async fn show(State(sessions): State<Arc<Sessions>>, headers: HeaderMap) -> Response {
    let caller = match sessions.authenticator.caller(&headers).await {
        Ok(caller) => caller,
        Err(AuthError::KeyNeeded) => Caller::anonymous(),
        Err(error) => return refuse(Refusal::auth(&error.into()), &headers),
    };
    Json(SignedIn {
        is_signed_in: caller.role.is_some(),
        role: caller.role.map(|role| match role {
            Role::Reader => "READER",
            Role::Admin => "ADMIN",
        }),
        name: caller.name,
        is_key_needed: sessions.authenticator.is_key_needed(),
    })
    .into_response()
}

async fn sign_in(
    State(sessions): State<Arc<Sessions>>,
    headers: HeaderMap,
    body: Result<Json<SignIn>, JsonRejection>,
) -> Response {
    let key = match body {
        Ok(Json(SignIn { key })) => key,
        Err(rejection) => return refuse(Refusal::new(rejection.status(), rejection.body_text()), &headers),
    };
    let session = async {
        let session = sessions.authenticator.sign_in(key.trim()).await?;
        // The new cookie takes the place of the old one, whose session nobody could end any more.
        sessions.authenticator.sign_out(&headers).await?;
        Ok::<_, AuthError>(session)
    };
    match session.await {
        Ok(session) => {
            let lasts = cookie::time::Duration::seconds(auth::LASTS.as_secs().cast_signed());
            sessions.answer(&headers, session.expose(), lasts)
        }
        Err(error) => refuse(Refusal::auth(&error.into()), &headers),
    }
}

async fn sign_out(State(sessions): State<Arc<Sessions>>, headers: HeaderMap) -> Response {
    match sessions.authenticator.sign_out(&headers).await {
        Ok(()) => sessions.answer(&headers, "", cookie::time::Duration::ZERO),
        Err(error) => refuse(Refusal::auth(&error.into()), &headers),
    }
}

impl Sessions {
    /// 204 with the cookie.
    fn answer(&self, request: &HeaderMap, value: &str, lasts: cookie::time::Duration) -> Response {
        let cookie = Cookie::build((auth::COOKIE, value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict)
            .max_age(lasts)
            .secure(self.is_behind_proxy && is_https(request));
        match HeaderValue::from_str(&cookie.to_string()) {
            Ok(cookie) => (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// Whether the browser came by https, as the proxy nearest to us says, which is the last of several.
fn is_https(headers: &HeaderMap) -> bool {
    let last = headers.get_all("x-forwarded-proto").iter().next_back().and_then(|value| value.to_str().ok());
    last.and_then(|list| list.rsplit(',').next()).is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxy_nearest_to_us_says_whether_it_was_https() {
        let said = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-proto", value.parse().unwrap());
            }
            is_https(&headers)
        };
        assert!(said(&["https"]) && said(&["HTTPS"]) && said(&["http, https"]) && said(&["http", "https"]));
        assert!(!said(&[]) && !said(&["http"]) && !said(&["https, http"]) && !said(&["https", "http"]));
    }
}
