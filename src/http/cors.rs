//! Which other pages may use the API: exactly those on the list, none by default. Never with cookies.

use super::headers::is_within;
use actix_web::{
    Error, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderValue},
    },
    middleware::Next,
};

const METHODS: &str = "GET, POST, PATCH, DELETE";
const SENT: &str = "authorization, content-type, idempotency-key, x-requested-with";
const SHOWN: &str = "location, retry-after, x-request-id, content-disposition";

/// Lets the pages with these origins call what is under `/api`.
pub async fn cors<B: MessageBody + 'static>(
    origins: &[String],
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if origins.is_empty() || !is_within(request.path(), "/api") {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let origin = allowed(origins, request.headers());
    let asks_first =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match &origin {
        Some(_) if asks_first => {
            let mut response = HttpResponse::NoContent();
            response.insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, METHODS));
            response.insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, SENT));
            response.insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"));
            request.into_response(response.finish()).map_into_right_body()
        }
        _ => next.call(request).await?.map_into_left_body(),
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(SHOWN));
    }
    Ok(response)
}

fn allowed(origins: &[String], headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    origins.iter().any(|one| one.as_bytes() == origin.as_bytes()).then(|| origin.clone())
}
