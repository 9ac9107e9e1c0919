//! What every answer tells the browser not to do.

use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
};

/// Nothing but what this server itself serves; no inline script or style.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// Swagger UI sets styles from its scripts.
const CSP_OF_DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str =
    "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()";
const HSTS: &str = "max-age=31536000; includeSubDomains";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::PERMISSIONS_POLICY, PERMISSIONS),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

/// How browsers reach this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// By TLS, here or at a proxy: they shall never try without.
    Https,
    /// Without.
    Http,
}

/// Puts the headers on every answer, errors included.
pub async fn headers<B: MessageBody + 'static>(
    transport: Transport,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let (docs, api) = (is_within(request.path(), "/docs"), is_within(request.path(), "/api"));
    let answer = next.call(request).await;
    with_headers(answer, |map| {
        for (name, value) in ALWAYS {
            map.insert(name, HeaderValue::from_static(value));
        }
        let csp = if docs { CSP_OF_DOCS } else { CSP };
        map.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp));
        if transport == Transport::Https {
            map.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
        }
        if api && !map.contains_key(header::CACHE_CONTROL) {
            map.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    })
}

/// Whether the path is the folder or lies in it.
pub(super) fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Changes the headers of an answer, or of the answer that an error becomes.
pub(super) fn with_headers<B>(
    answer: Result<ServiceResponse<B>, Error>,
    change: impl FnOnce(&mut HeaderMap),
) -> Result<ServiceResponse<B>, Error> {
    match answer {
        Ok(mut response) => {
            change(response.headers_mut());
            Ok(response)
        }
        Err(error) => {
            let mut response: HttpResponse = error.error_response();
            change(response.headers_mut());
            Err(InternalError::from_response(error.to_string(), response).into())
        }
    }
}
