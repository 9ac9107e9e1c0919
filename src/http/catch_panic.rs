//! A panic in a handler costs its caller an answer, not the connection.

use super::{metrics::PANICS, reply::ApiError};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use futures_util::FutureExt as _;
use orchestrasec_protocol::Code;
use std::{any::Any, panic::AssertUnwindSafe};

/// Answers `internal` when what is inside panics.
pub async fn catch_panic<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let call = AssertUnwindSafe(async { next.call(request).await });
    call.catch_unwind().await.unwrap_or_else(|panic| {
        tracing::error!(panic = said(panic.as_ref()), "a handler panicked");
        metrics::counter!(PANICS).increment(1);
        Err(ApiError::of(Code::Internal).into())
    })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("something that is no text")
}
