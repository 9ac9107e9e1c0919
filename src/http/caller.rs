//! Who calls, and under which key.

use super::{engine::in_time, quota::CallerQuota, reply::ApiError};
use crate::ports::{Authenticator, Identity};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderMap},
    web::Data,
};
use futures_util::future::LocalBoxFuture;
use orchestrasec_protocol::{Code, limits::COMMAND_ID_MAX};
use std::future::{Ready, ready};

/// Somebody with a valid access token, who has not called too often.
#[derive(Debug, Clone)]
pub struct Caller(pub Identity);

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = bearer(request.headers());
        let authenticator = request.app_data::<Data<dyn Authenticator>>().cloned();
        let quota = request.app_data::<Data<CallerQuota>>().cloned();
        Box::pin(async move {
            let token = token?;
            let authenticator = authenticator.ok_or(Code::Internal)?;
            let identity = in_time(async { Ok(authenticator.verify_token(&token).await?) }).await?;
            if !authenticator.still_stands(&identity) {
                return Err(Code::InvalidToken.into());
            }
            if let Some(quota) = quota {
                quota.spend(identity.who.user_id)?;
            }
            Ok(Self(identity))
        })
    }
}

fn bearer(headers: &HeaderMap) -> Result<String, ApiError> {
    let mut all = headers.get_all(header::AUTHORIZATION);
    let (Some(only), None) = (all.next(), all.next()) else {
        return Err(Code::NotAuthenticated.into());
    };
    let (scheme, token) = only.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Code::NotAuthenticated)?;
    let token = token.trim();
    if scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() {
        return Ok(token.to_owned());
    }
    Err(Code::NotAuthenticated.into())
}

/// The header `Idempotency-Key`: the same by the same person on the same meeting happens once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

impl FromRequest for IdempotencyKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(key(request.headers()))
    }
}

fn key(headers: &HeaderMap) -> Result<IdempotencyKey, ApiError> {
    let mut all = headers.get_all("idempotency-key");
    let Some(first) = all.next() else {
        return Ok(IdempotencyKey(None));
    };
    let text = first.to_str().unwrap_or_default();
    let fits = (1..=COMMAND_ID_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits && all.next().is_none() {
        return Ok(IdempotencyKey(Some(text.to_owned())));
    }
    Err(Code::InvalidIdempotencyKey.into())
}

#[cfg(test)]
mod tests {
    use super::{IdempotencyKey, bearer, key};
    use actix_web::test::TestRequest;
    use orchestrasec_protocol::Code;

    #[test]
    fn a_key_is_1_to_64_visible_ascii_characters() {
        let long = "k".repeat(64);
        let of = |value: &str| {
            let request = TestRequest::default().insert_header(("Idempotency-Key", value)).to_http_request();
            key(request.headers()).map_err(|error| error.0.code)
        };
        assert_eq!(of("c-1"), Ok(IdempotencyKey(Some("c-1".into()))));
        assert_eq!(of(&long), Ok(IdempotencyKey(Some(long.clone()))));
        for bad in ["", "a b", "ä", "\t", &format!("{long}k")] {
            assert_eq!(of(bad), Err(Code::InvalidIdempotencyKey), "{bad:?}");
        }
        assert_eq!(key(TestRequest::default().to_http_request().headers()), Ok(IdempotencyKey(None)));
    }

    #[test]
    fn two_keys_are_none() {
        let request = TestRequest::default()
            .append_header(("Idempotency-Key", "a"))
            .append_header(("Idempotency-Key", "b"))
            .to_http_request();
        assert!(key(request.headers()).is_err());
    }

    #[test]
    fn only_one_bearer_header_counts() {
        let of = |values: &[&str]| {
            let mut request = TestRequest::default();
            for value in values {
                request = request.append_header(("Authorization", *value));
            }
            bearer(request.to_http_request().headers()).map_err(|error| error.0.code)
        };
        assert_eq!(of(&["Bearer abc"]), Ok("abc".into()));
        assert_eq!(of(&["bearer abc"]), Ok("abc".into()));
        for bad in [&[][..], &["Basic abc"], &["Bearer"], &["Bearer "], &["Bearer a", "Bearer b"]] {
            assert_eq!(of(bad), Err(Code::NotAuthenticated), "{bad:?}");
        }
    }
}
