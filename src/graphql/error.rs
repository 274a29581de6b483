//! Errors of the API: the closed list of codes, constructors for resolvers, and the one place where errors
//! get their final form before they leave the process.
//!
//! Must not know: the schema, HTTP. Invariants: every error that leaves carries `extensions.code` from [`Code`]
//! and `extensions.requestId`; text of an internal error is logged under that id and never returned.

use std::fmt::Write as _;
use std::sync::Arc;

use async_graphql::{Error, ErrorExtensionValues, Pos, ServerError, Value};

use super::request_id::RequestId;

/// Every value `errors[].extensions.code` can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The query text is not GraphQL.
    ParseFailed,
    /// The query does not fit the schema.
    ValidationFailed,
    /// A parameter, argument or variable has a value that cannot be used.
    BadUserInput,
    /// A cursor is damaged or belongs to another order.
    InvalidCursor,
    /// No key, where one is needed, or one that is not valid.
    Unauthenticated,
    /// The key is valid and its role may not do this.
    Forbidden,
    /// The price of the query, or the number of its fields, is over the limit.
    QueryTooComplex,
    /// The query is nested too deep.
    QueryTooDeep,
    /// More aliases than the limit.
    TooManyAliases,
    /// The token bucket of the caller is empty.
    RateLimited,
    /// The hash of a persisted query that this process has not seen.
    PersistedQueryNotFound,
    /// The operation took longer than the limit.
    Timeout,
    /// Anything else; its text is in the log under the request id.
    Internal,
}

impl Code {
    /// All codes, in the order of the documentation.
    pub const ALL: [Code; 13] = [
        Code::ParseFailed,
        Code::ValidationFailed,
        Code::BadUserInput,
        Code::InvalidCursor,
        Code::Unauthenticated,
        Code::Forbidden,
        Code::QueryTooComplex,
        Code::QueryTooDeep,
        Code::TooManyAliases,
        Code::RateLimited,
        Code::PersistedQueryNotFound,
        Code::Timeout,
        Code::Internal,
    ];

    /// The code as clients see it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Code::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Code::BadUserInput => "BAD_USER_INPUT",
            Code::InvalidCursor => "INVALID_CURSOR",
            Code::Unauthenticated => "UNAUTHENTICATED",
            Code::Forbidden => "FORBIDDEN",
            Code::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Code::QueryTooDeep => "QUERY_TOO_DEEP",
            Code::TooManyAliases => "TOO_MANY_ALIASES",
            Code::RateLimited => "RATE_LIMITED",
            Code::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Code::Timeout => "TIMEOUT",
            Code::Internal => "INTERNAL",
        }
    }

    /// The code of an error, if it carries one from the list.
    pub fn of(error: &ServerError) -> Option<Code> {
        let Value::String(text) = error.extensions.as_ref()?.get("code")? else { return None };
        Code::ALL.into_iter().find(|code| code.as_str() == text)
    }
}

/// Constructors for the errors resolvers return.
///
/// They give the library's own error type, so `Err(ApiError::forbidden())` and `?` both work.
#[derive(Clone, Copy, Debug)]
pub struct ApiError;

impl ApiError {
    /// The caller sent a value that cannot be used; `message` says which, and what would do.
    pub fn bad_user_input(message: impl Into<String>) -> Error {
        with_code(Code::BadUserInput, message)
    }

    /// The field needs a key and the request has none that is valid.
    pub fn unauthenticated() -> Error {
        with_code(Code::Unauthenticated, "this needs an API key: send the header `Authorization: Bearer KEY`")
    }

    /// The caller's key is valid and its role may not do this.
    pub fn forbidden() -> Error {
        with_code(Code::Forbidden, "this needs a key with the admin role")
    }

    /// A cursor that is damaged or was made under another order or filter.
    pub fn invalid_cursor() -> Error {
        with_code(Code::InvalidCursor, "the cursor does not belong to this list and order: start again without it")
    }

    /// Something failed on our side. The caller sees "internal error"; the log gets the whole chain of causes.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Error {
        let mut detail = cause.to_string();
        let mut next = cause.source();
        while let Some(cause) = next {
            // Writing to a String cannot fail.
            let _ = write!(detail, ": {cause}");
            next = cause.source();
        }
        let mut error = with_code(Code::Internal, INTERNAL_MESSAGE);
        error.source = Some(Arc::new(InternalDetail(detail)));
        error
    }
}

/// What a caller sees of an internal error.
const INTERNAL_MESSAGE: &str = "internal error";

/// The text of an internal error on its way to the log.
struct InternalDetail(String);

fn with_code(code: Code, message: impl Into<String>) -> Error {
    let mut error = Error::new(message);
    error.extensions.get_or_insert_default().set("code", code.as_str());
    error
}

/// An error found outside a resolver.
pub(crate) fn server_error(code: Code, message: impl Into<String>, at: Option<Pos>) -> ServerError {
    let mut error = ServerError::new(message, at);
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code.as_str());
    error.extensions = Some(extensions);
    error
}

/// An internal error found outside a resolver.
pub(crate) fn internal(cause: &(dyn std::error::Error + 'static)) -> ServerError {
    let error = ApiError::internal(cause);
    ServerError { source: error.source, extensions: error.extensions, ..ServerError::new(error.message, None) }
}

/// Gives errors their final form: a code, the request id, and no text of ours when they are internal.
///
/// `executed` says whether any resolver ran: what the library reports before that is about the query.
pub(crate) fn finish(errors: &mut [ServerError], executed: bool, request_id: &RequestId) {
    for error in errors {
        let code = Code::of(error).unwrap_or_else(|| classify(error, executed));
        if code == Code::Internal {
            let detail = error.source::<InternalDetail>().map_or(error.message.as_str(), |d| d.0.as_str());
            tracing::error!(%request_id, path = ?error.path, error = detail, "internal error in a GraphQL operation");
            error.message = INTERNAL_MESSAGE.to_owned();
            error.extensions = None;
        }
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", code.as_str());
        extensions.set("requestId", request_id.as_str());
    }
}

/// The code of an error the library made. It has no kinds, only texts, so those are what we go by.
fn classify(error: &ServerError, executed: bool) -> Code {
    let message = error.message.as_str();
    if message.starts_with("Failed to parse \"")
        || message.starts_with("Expected input type \"")
        || (message.starts_with("Variable ") && message.ends_with(" is not defined."))
    {
        Code::BadUserInput
    } else if executed {
        Code::Internal
    } else if message.starts_with("The recursion depth of the query") {
        Code::QueryTooDeep
    } else {
        Code::ValidationFailed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("no connection to the pool")]
    struct Pool(#[source] std::io::Error);

    fn finished(error: ServerError, executed: bool) -> ServerError {
        let mut errors = [error];
        finish(&mut errors, executed, &RequestId::from_static("r-1"));
        let [error] = errors;
        error
    }

    fn extension(error: &ServerError, name: &str) -> Option<String> {
        match error.extensions.as_ref()?.get(name)? {
            Value::String(text) => Some(text.clone()),
            _ => None,
        }
    }

    #[test]
    fn text_of_an_internal_error_stays_inside() {
        let cause = Pool(std::io::Error::other("password authentication failed for user postgres"));
        let error = ApiError::internal(&cause).into_server_error(Pos { line: 1, column: 3 });
        let detail = error.source::<InternalDetail>().map(|d| d.0.clone());
        assert_eq!(
            detail.as_deref(),
            Some("no connection to the pool: password authentication failed for user postgres")
        );
        let error = finished(error, true);
        assert_eq!(error.message, "internal error");
        assert_eq!(extension(&error, "code").as_deref(), Some("INTERNAL"));
        assert_eq!(extension(&error, "requestId").as_deref(), Some("r-1"));
    }

    #[test]
    fn an_error_without_a_code_is_internal_once_resolvers_ran() {
        let error = finished(ServerError::new("relation \"play\" does not exist", None), true);
        assert_eq!(error.message, "internal error");
        let error = finished(ServerError::new("Unknown field \"x\" on type \"Query\".", None), false);
        assert_eq!(extension(&error, "code").as_deref(), Some("GRAPHQL_VALIDATION_FAILED"));
        assert_eq!(error.message, "Unknown field \"x\" on type \"Query\".");
    }

    #[test]
    fn a_value_that_does_not_parse_is_the_callers() {
        let error = finished(ServerError::new("Failed to parse \"Date\": input is out of range", None), true);
        assert_eq!(extension(&error, "code").as_deref(), Some("BAD_USER_INPUT"));
    }

    #[test]
    fn codes_outside_the_list_do_not_leave() {
        let mut error = ServerError::new("x", None);
        error.extensions.get_or_insert_default().set("code", "HOME_MADE");
        assert_eq!(extension(&finished(error, true), "code").as_deref(), Some("INTERNAL"));
    }

    #[test]
    fn constructors_carry_their_code() {
        for (error, code) in [
            (ApiError::bad_user_input("x"), "BAD_USER_INPUT"),
            (ApiError::unauthenticated(), "UNAUTHENTICATED"),
            (ApiError::forbidden(), "FORBIDDEN"),
            (ApiError::invalid_cursor(), "INVALID_CURSOR"),
        ] {
            let error = finished(error.into_server_error(Pos::default()), true);
            assert_eq!(extension(&error, "code").as_deref(), Some(code));
        }
    }
}
