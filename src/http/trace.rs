//! One line and two numbers for every call; never what was in it.

use super::{
    headers::with_headers,
    metrics::{DURATION, REQUESTS},
};
use actix_web::{
    Error, HttpMessage as _,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderName, HeaderValue},
    },
    middleware::Next,
};
use std::time::Instant;
use tracing::Instrument as _;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest request id that is taken over from a proxy.
const REQUEST_ID_MAX: usize = 64;

/// The route of a call that has no pattern: the fallback answers for files and views, and their paths are many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedAs(pub &'static str);

/// Gives the call an id, and tells what became of it.
pub async fn trace<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let began = Instant::now();
    let id = request_id(&request);
    let method = method_name(request.method());
    let span = tracing::info_span!("http", request_id = %id);
    let answer = next.call(request).instrument(span.clone()).await;
    let (status, route) = match &answer {
        Ok(response) => (response.status(), route_of(response)),
        Err(error) => (error.as_response_error().status_code(), None),
    };
    let route = route.unwrap_or_else(|| "unmatched".into());
    let took = began.elapsed();
    span.in_scope(|| {
        let (status, ms) = (status.as_u16(), took.as_secs_f64() * 1_000.0);
        if status >= 500 {
            tracing::warn!(method, route, status, ms, "answered");
        } else {
            tracing::info!(method, route, status, ms, "answered");
        }
    });
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.as_str().to_owned())];
    metrics::counter!(REQUESTS, &labels).increment(1);
    metrics::histogram!(DURATION, &labels).record(took.as_secs_f64());
    with_headers(answer, |headers| {
        if let Ok(value) = HeaderValue::from_str(&id) {
            headers.insert(REQUEST_ID, value);
        }
    })
}

fn route_of<B>(response: &ServiceResponse<B>) -> Option<String> {
    let request = response.request();
    request.match_pattern().or_else(|| request.extensions().get::<CountedAs>().map(|route| route.0.to_owned()))
}

/// That of a proxy, when it looks like one.
fn request_id(request: &ServiceRequest) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let plain = |text: &&str| {
        (1..=REQUEST_ID_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    given.filter(plain).map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)
}

/// Strangers may invent methods; the numbers shall not grow with them.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
