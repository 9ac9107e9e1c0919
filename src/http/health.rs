//! Whether the process lives, and whether it can work.

use super::{HttpState, reply::ApiError};
use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use orchestrasec_protocol::{Code, Problem};
use serde::Serialize;
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use utoipa::ToSchema;

/// How long the store may take to answer.
const CHECK_WITHIN: Duration = Duration::from_secs(2);
/// How long an answer of the store counts, so that asking costs a stranger's curiosity nothing.
const CHECK_COUNTS: Duration = Duration::from_secs(1);

/// `{"status":"ok"}`
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`
    status: &'static str,
}

const OK: Health = Health { status: "ok" };

/// Whether calls should be sent here.
#[derive(Debug, Default)]
pub struct Readiness {
    going_down: AtomicBool,
    last: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    /// From now on `/readyz` says no.
    pub fn go_down(&self) {
        self.going_down.store(true, Ordering::Release);
    }

    fn known(&self) -> Option<bool> {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|(at, _)| at.elapsed() < CHECK_COUNTS).map(|(_, ok)| ok)
    }

    fn note(&self, ok: bool) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), ok));
    }
}

/// The process lives.
#[utoipa::path(get, path = "/healthz", tag = "operations", security(()),
    responses((status = 200, description = "It lives", body = Health)))]
pub async fn alive() -> Json<Health> {
    Json(OK)
}

/// The process can work: its store can be written, and it is not going down.
#[utoipa::path(get, path = "/readyz", tag = "operations", security(()),
    responses((status = 200, description = "It can work", body = Health)))]
pub async fn ready(state: Data<HttpState>) -> Result<HttpResponse, ApiError> {
    if state.readiness.going_down.load(Ordering::Acquire) {
        return Err(Problem::new(Code::Busy, "the server is going down").into());
    }
    let ok = if let Some(ok) = state.readiness.known() {
        ok
    } else {
        let checked = tokio::time::timeout(CHECK_WITHIN, state.journal.check()).await;
        let ok = matches!(checked, Ok(Ok(())));
        if !ok {
            tracing::error!(?checked, "the store does not answer");
        }
        state.readiness.note(ok);
        ok
    };
    if ok { Ok(HttpResponse::Ok().json(OK)) } else { Err(Code::StorageUnavailable.into()) }
}
