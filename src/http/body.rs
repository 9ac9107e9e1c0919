//! What a call carries: JSON bodies and parameters in the address, bounded and strict.

use super::reply::ApiError;
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderMap},
    web::{BytesMut, Query as Parameters},
};
use futures_util::StreamExt as _;
use orchestrasec_protocol::{Code, Problem, decode::decode, limits::FRAME_MAX};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    future::{Ready, ready},
    time::Duration,
};
use utoipa::ToSchema;

/// How long a body may take to come.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// Reads a body that has to be there.
///
/// # Errors
/// `unsupported_media_type`, `too_large`, and those of [`decode`]
pub async fn read_json<T: DeserializeOwned>(request: &HttpRequest, payload: Payload) -> Result<T, ApiError> {
    check_is_json(request.headers())?;
    let bytes = read_bytes(request.headers(), payload).await?;
    Ok(decode(&bytes)?)
}

/// Reads a body that may be left out.
///
/// # Errors
/// As [`read_json`], except that an empty body is the default, whatever its type.
pub async fn read_optional_json<T: DeserializeOwned + Default>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<T, ApiError> {
    let bytes = read_bytes(request.headers(), payload).await?;
    if bytes.is_empty() {
        return Ok(T::default());
    }
    check_is_json(request.headers())?;
    Ok(decode(&bytes)?)
}

/// Reads a body of any type, of at most 64 KiB.
///
/// # Errors
/// `too_large`, `malformed_json` when it breaks off
pub async fn read_bytes(headers: &HeaderMap, payload: Payload) -> Result<BytesMut, ApiError> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > FRAME_MAX as u64) {
        return Err(Code::TooLarge.into());
    }
    let late = |_| ApiError(Problem::new(Code::MalformedJson, "the body did not come in time"));
    tokio::time::timeout(BODY_WITHIN, gather(payload)).await.map_err(late)?
}

async fn gather(mut payload: Payload) -> Result<BytesMut, ApiError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let broken = |_| ApiError(Problem::new(Code::MalformedJson, "the body broke off"));
        let chunk = chunk.map_err(broken)?;
        if bytes.len() + chunk.len() > FRAME_MAX {
            return Err(Code::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn check_is_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    // A compressed body would have to be bounded a second time; nobody needs one of 64 KiB.
    let plain = headers.get(header::CONTENT_ENCODING).is_none_or(|coding| coding == "identity");
    if essence.eq_ignore_ascii_case("application/json") && plain {
        return Ok(());
    }
    Err(Problem::new(Code::UnsupportedMediaType, "this call takes application/json, uncompressed").into())
}

/// The body of a call, not read yet: so that nobody's bytes are read before it is known who sends them.
pub struct Body {
    request: HttpRequest,
    payload: Payload,
}

impl Body {
    /// See [`read_json`].
    pub async fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        read_json(&self.request, self.payload).await
    }

    /// See [`read_optional_json`].
    pub async fn optional_json<T: DeserializeOwned + Default>(self) -> Result<T, ApiError> {
        read_optional_json(&self.request, self.payload).await
    }

    /// Reads a body without anything in it: `{}` or nothing at all.
    pub async fn nothing(self) -> Result<(), ApiError> {
        self.optional_json::<Nothing>().await.map(|Nothing {}| ())
    }
}

impl FromRequest for Body {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self { request: request.clone(), payload: payload.take() }))
    }
}

/// `{}`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The parameters in the address. What does not fit is `invalid_query`.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = Parameters::<T>::from_query(request.query_string());
        ready(match read {
            Ok(query) => Ok(Self(query.into_inner())),
            Err(error) => Err(invalid_query(error.to_string().chars().take(200).collect::<String>())),
        })
    }
}

/// A parameter in the address that is wrong.
pub fn invalid_query(detail: impl Into<String>) -> ApiError {
    ApiError(Problem::new(Code::InvalidQuery, detail))
}
