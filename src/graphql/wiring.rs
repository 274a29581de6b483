//! The program's own callers, keys and settings, as the transport sees them.

use axum::http::HeaderMap;

use super::gate::Identity;
use super::http::{AuthError, Authenticator};
use super::limit::Limits;
use crate::auth::{self, Caller, Role};
use crate::config::LimitConfig;

impl From<&LimitConfig> for Limits {
    fn from(config: &LimitConfig) -> Limits {
        Limits {
            body_bytes: config.body_bytes,
            depth: config.depth,
            aliases: config.aliases,
            root_fields: config.root_fields,
            directives: config.directives,
            fields: config.fields,
            complexity: config.complexity,
            batch: config.batch,
            timeout: config.timeout,
            bucket_size: config.bucket_size,
            restore_per_second: config.restore_rate,
            socket_operations: config.socket_operations,
        }
    }
}

impl Identity for Caller {
    fn key_id(&self) -> Option<i64> {
        self.key_id
    }

    fn role_class(&self) -> &'static str {
        self.role.map_or("anonymous", Role::name)
    }
}

impl Authenticator for auth::Authenticator {
    type Caller = Caller;

    async fn authenticate(&self, headers: &HeaderMap) -> Result<Caller, AuthError> {
        Ok(self.caller(headers).await?)
    }
}

impl From<auth::AuthError> for AuthError {
    fn from(error: auth::AuthError) -> Self {
        match error {
            auth::AuthError::KeyNeeded => AuthError::Missing,
            error if error.is_unauthenticated() => AuthError::Invalid(error.to_string()),
            error => AuthError::Unavailable(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_of_one_role_share_answers_and_each_key_pays_for_itself() {
        let anonymous = Caller::anonymous();
        assert_eq!((anonymous.role_class(), anonymous.key_id()), ("anonymous", None));
        let reader = Caller { role: Some(Role::Reader), key_id: Some(7), name: None };
        assert_eq!((reader.role_class(), Identity::key_id(&reader)), ("reader", Some(7)));
        assert_eq!(Caller::operator().role_class(), "admin");
    }
}
