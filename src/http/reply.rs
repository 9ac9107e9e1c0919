//! Errors over HTTP: every one is a [`Problem`], whoever raises it.

use crate::ports::JournalError;
use actix_web::{
    HttpResponse, ResponseError,
    http::{Method, StatusCode, header},
};
use orchestrasec_domain::Refusal;
use orchestrasec_protocol::{Code, Problem};
use std::fmt;

/// The content type of every error.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A [`Problem`] as the answer to a call.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiError(pub Problem);

impl ApiError {
    /// An error with its code's own sentence.
    pub fn of(code: Code) -> Self {
        Self(Problem::of(code))
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Code> for ApiError {
    fn from(code: Code) -> Self {
        Self::of(code)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into())
    }
}

impl From<JournalError> for ApiError {
    fn from(error: JournalError) -> Self {
        Self(match error {
            JournalError::Busy => Problem::of(Code::Busy).retry_after_ms(1_000),
            JournalError::Fenced => Problem::of(Code::MeetingUnavailable).retry_after_ms(500),
            JournalError::Exists => Problem::of(Code::Internal),
            JournalError::Unavailable(why) => {
                tracing::error!(%why, "the store failed");
                Problem::of(Code::StorageUnavailable).retry_after_ms(1_000)
            }
        })
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(ms) = self.0.retry_after_ms {
            response.insert_header((header::RETRY_AFTER, ms.div_ceil(1_000).max(1).to_string()));
        }
        if self.0.status == StatusCode::UNAUTHORIZED.as_u16() {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.content_type(PROBLEM_JSON);
        if self.0.code == Code::Internal {
            tracing::error!(detail = %self.0.detail, "a call failed");
            return response.body(text(&Problem::of(Code::Internal)));
        }
        response.body(text(&self.0))
    }
}

fn text(problem: &Problem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}

/// The answer at an address that does not take the method.
pub fn method_not_allowed(allowed: &[Method]) -> HttpResponse {
    let mut response = ApiError::of(Code::MethodNotAllowed).error_response();
    let list = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    if let Ok(value) = header::HeaderValue::from_str(&list) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{ApiError, PROBLEM_JSON};
    use actix_web::{ResponseError, body::to_bytes, http::header};
    use orchestrasec_protocol::{Code, Problem};

    async fn sent(error: ApiError) -> (u16, header::HeaderMap, serde_json::Value) {
        let response = error.error_response();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.unwrap();
        (status, headers, serde_json::from_slice(&body).unwrap())
    }

    #[actix_web::test]
    async fn an_error_is_problem_json_with_its_stable_code() {
        let (status, headers, body) =
            sent(Problem::field("title", Code::InvalidField, "must not be empty").into()).await;
        assert_eq!(status, 422);
        assert_eq!(headers.get(header::CONTENT_TYPE).unwrap(), PROBLEM_JSON);
        assert_eq!(body["type"], "urn:orchestrasec:problem:invalid_field");
        assert_eq!(body["errors"][0]["field"], "title");
    }

    #[actix_web::test]
    async fn waiting_is_told_in_whole_seconds_rounded_up() {
        let (status, headers, body) = sent(Problem::of(Code::Busy).retry_after_ms(1_200).into()).await;
        assert_eq!(status, 503);
        assert_eq!(headers.get(header::RETRY_AFTER).unwrap(), "2");
        assert_eq!(body["retry_after_ms"], 1_200);
    }

    #[actix_web::test]
    async fn unauthenticated_names_the_scheme() {
        let (status, headers, _) = sent(ApiError::of(Code::InvalidToken)).await;
        assert_eq!(status, 401);
        assert_eq!(headers.get(header::WWW_AUTHENTICATE).unwrap(), "Bearer");
    }

    #[actix_web::test]
    async fn an_internal_error_tells_nothing_internal() {
        let (status, _, body) = sent(Problem::new(Code::Internal, "table meeting_event is gone").into()).await;
        assert_eq!(status, 500);
        assert!(!body.to_string().contains("meeting_event"));
    }
}
