//! API keys against a database.

use axum::http::{HeaderMap, HeaderValue, header};
use scorebook::auth::{self, AuthError, Authenticator, Caller, Role};
use scorebook::config::Secret;

use crate::support::TestDb;

fn bearer(key: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {key}")).unwrap());
    headers
}

#[tokio::test]
async fn a_key_is_shown_once_and_names_its_caller() {
    let test = TestDb::new().await;
    let (id, key) = auth::create(&test.db, " nightly job ", Role::Admin).await.unwrap();
    assert!(key.expose().starts_with("sb_") && key.expose().len() == 46, "256 bits in base64");
    let stored: String =
        sqlx::query_scalar("SELECT row_to_json(k)::text FROM api_key k").fetch_one(&test.db.pool).await.unwrap();
    assert!(!stored.contains(&key.expose()[10..]), "only its hash and a hint are kept");

    let who = Authenticator::new(test.db.clone(), None, true);
    let caller = who.caller(&bearer(key.expose())).await.unwrap();
    assert_eq!(caller, Caller { role: Some(Role::Admin), key_id: Some(id), name: Some("nightly job".to_owned()) });
    caller.require_admin().unwrap();

    let listed = auth::list(&test.db).await.unwrap();
    assert_eq!((listed[0].id, listed[0].role, listed[0].hint.as_str()), (id, Role::Admin, &key.expose()[..9]));
    assert!(listed[0].last_used_at.is_some() && listed[0].revoked_at.is_none());
}

#[tokio::test]
async fn who_may_do_what() {
    let test = TestDb::new().await;
    let (_, reader) = auth::create(&test.db, "reader", Role::Reader).await.unwrap();
    let bootstrap = Secret::new("bootstrap-key-0123456789");
    let open = Authenticator::new(test.db.clone(), Some(&bootstrap), true);
    let closed = Authenticator::new(test.db.clone(), Some(&bootstrap), false);

    let anonymous = open.caller(&HeaderMap::new()).await.unwrap();
    assert!(matches!(anonymous.require_admin(), Err(AuthError::KeyNeeded)));
    assert!(matches!(closed.caller(&HeaderMap::new()).await, Err(AuthError::KeyNeeded)));

    let caller = closed.caller(&bearer(reader.expose())).await.unwrap();
    assert!(matches!(caller.require_admin(), Err(AuthError::NotAdmin)));

    assert_eq!(closed.caller(&bearer(bootstrap.expose())).await.unwrap(), Caller::operator());
    let none = Authenticator::new(test.db.clone(), None, true);
    for wrong in [bootstrap.expose(), "sb_unknown"] {
        let refused = none.caller(&bearer(wrong)).await.unwrap_err();
        assert!(matches!(refused, AuthError::UnknownKey), "a wrong key is not an anonymous caller");
        assert!(refused.is_unauthenticated());
    }
}

#[tokio::test]
async fn a_revoked_key_stops_working_within_seconds() {
    let test = TestDb::new().await;
    let (id, key) = auth::create(&test.db, "gone soon", Role::Reader).await.unwrap();
    let who = Authenticator::new(test.db.clone(), None, true);
    who.caller(&bearer(key.expose())).await.unwrap();
    auth::revoke(&test.db, id).await.unwrap();
    auth::revoke(&test.db, id).await.unwrap();
    let fresh = Authenticator::new(test.db.clone(), None, true);
    assert!(fresh.caller(&bearer(key.expose())).await.is_err(), "at once where it was not looked up before");
    tokio::time::sleep(std::time::Duration::from_millis(5200)).await;
    assert!(matches!(who.caller(&bearer(key.expose())).await, Err(AuthError::UnknownKey)));
    assert!(matches!(auth::revoke(&test.db, id + 1).await, Err(AuthError::NoSuchKey(_))));
}

#[tokio::test]
async fn hot_requests_cost_no_query_and_one_write_a_minute() {
    let test = TestDb::new().await;
    let (_, key) = auth::create(&test.db, "hot", Role::Reader).await.unwrap();
    let who = Authenticator::new(test.db.clone(), None, true);
    who.caller(&bearer(key.expose())).await.unwrap();
    let used = auth::list(&test.db).await.unwrap()[0].last_used_at;
    // Without a table, only what is remembered can answer.
    sqlx::raw_sql("ALTER TABLE api_key RENAME TO api_key_away").execute(&test.db.pool).await.unwrap();
    for _ in 0..100 {
        who.caller(&bearer(key.expose())).await.unwrap();
    }
    sqlx::raw_sql("ALTER TABLE api_key_away RENAME TO api_key").execute(&test.db.pool).await.unwrap();
    // Another process looks it up itself, but does not write within the minute.
    let other = Authenticator::new(test.db.clone(), None, true);
    other.caller(&bearer(key.expose())).await.unwrap();
    assert_eq!(auth::list(&test.db).await.unwrap()[0].last_used_at, used);
    sqlx::raw_sql("UPDATE api_key SET last_used_at = now() - interval '2 minutes'")
        .execute(&test.db.pool)
        .await
        .unwrap();
    let third = Authenticator::new(test.db.clone(), None, true);
    third.caller(&bearer(key.expose())).await.unwrap();
    assert!(auth::list(&test.db).await.unwrap()[0].last_used_at > used);
}

#[tokio::test]
async fn names_are_checked() {
    let test = TestDb::new().await;
    assert!(matches!(auth::create(&test.db, "  ", Role::Reader).await, Err(AuthError::Name)));
    assert!(matches!(auth::create(&test.db, &"n".repeat(101), Role::Reader).await, Err(AuthError::Name)));
}
