//! The HTTP API: REST by noun, one file per noun.
//!
//! [`app`] is the whole of it. What one call goes through: `trace`, `headers`, `catch_panic`, `cors`, then its handler, which reads
//! who calls ([`caller`]), what was sent ([`body`]), and asks the meeting ([`engine`]).

pub mod assets;
pub mod auth;
pub mod body;
pub mod caller;
pub mod catch_panic;
pub mod commands;
pub mod cors;
pub mod csv;
pub mod engine;
pub mod headers;
pub mod health;
pub mod ledgers;
pub mod meetings;
pub mod metrics;
pub mod openapi;
pub mod participants;
pub mod path;
pub mod phases;
pub mod quota;
pub mod record;
pub mod reply;
pub mod stats;
pub mod steering;
pub mod templates;
pub mod tokens;
pub mod totals;
pub mod trace;

#[cfg(test)]
mod tests;

use crate::{
    messages::registry::Locator,
    ports::{Authenticator, Clock, Journal, TemplateStore},
};
use actix_web::{
    App, Error, Resource, Route,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::Method,
    middleware::{Compress, from_fn},
    web::{self, Data, ServiceConfig},
};
use headers::Transport;
use health::Readiness;
use ledgers::Ledgers;
use quota::CallerQuota;
use std::{future::ready, sync::Arc};
use utoipa::openapi::OpenApi;

/// What the handlers need of the world.
#[derive(Clone)]
pub struct HttpState {
    /// Where meetings are asked for.
    pub locator: Locator,
    /// The record of all meetings.
    pub journal: Arc<dyn Journal>,
    /// Who is behind a token.
    pub authenticator: Arc<dyn Authenticator>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// People's own templates.
    pub templates: Arc<dyn TemplateStore>,
    /// What records say for statistics.
    pub ledgers: Arc<Ledgers>,
    /// How often one account may call.
    pub quota: Arc<CallerQuota>,
    /// Whether calls should still be sent here.
    pub readiness: Arc<Readiness>,
    /// The origins of other pages that may use the API.
    pub origins: Arc<[String]>,
    /// How browsers reach this server.
    pub transport: Transport,
    /// The description of the API, from [`openapi::document`].
    pub document: Arc<OpenApi>,
}

/// The whole server, as one worker runs it. `more` mounts what is not in this folder.
pub fn app<F: FnOnce(&mut ServiceConfig)>(
    state: &HttpState,
    more: F,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<F>>,
        Error = Error,
        InitError = (),
    > + use<F>,
> {
    let (transport, origins) = (state.transport, Arc::clone(&state.origins));
    App::new()
        .configure(more)
        .configure(|cfg| configure(cfg, state))
        .wrap(Compress::default())
        .wrap(from_fn(move |request, next| {
            let origins = Arc::clone(&origins);
            async move { cors::cors(&origins, request, next).await }
        }))
        .wrap(from_fn(catch_panic::catch_panic))
        .wrap(from_fn(move |request, next| headers::headers(transport, request, next)))
        .wrap(from_fn(trace::trace))
}

/// Mounts the routes of this folder.
pub fn configure(cfg: &mut ServiceConfig, state: &HttpState) {
    cfg.app_data(Data::new(state.clone()))
        .app_data(Data::from(Arc::clone(&state.authenticator)))
        .app_data(Data::from(Arc::clone(&state.quota)))
        .configure(routes)
        .configure(|cfg| openapi::configure(cfg, &state.document))
        .default_service(web::to(assets::fallback));
}

fn routes(cfg: &mut ServiceConfig) {
    const V1: &str = "/api/v1";
    let post = |path: &str, route: Route| at(&format!("{V1}{path}"), [(Method::POST, route)]);
    let get = |path: &str, route: Route| at(&format!("{V1}{path}"), [(Method::GET, route)]);
    cfg.service(at(
        "/api/v1/meetings",
        [(Method::GET, web::to(meetings::list)), (Method::POST, web::to(meetings::create))],
    ))
    .service(at(
        "/api/v1/meetings/{id}",
        [(Method::GET, web::to(meetings::read)), (Method::PATCH, web::to(meetings::update))],
    ))
    .service(post("/meetings/{id}/start", web::to(meetings::start)))
    .service(post("/meetings/{id}/close", web::to(meetings::close)))
    .service(post("/meetings/{id}/join", web::to(participants::join)))
    .service(post("/meetings/{id}/leave", web::to(participants::leave)))
    .service(post("/meetings/{id}/remove", web::to(participants::remove)))
    .service(post("/meetings/{id}/commands", web::to(commands::act)))
    .service(get("/meetings/{id}/audit", web::to(record::audit)))
    .service(get("/meetings/{id}/export", web::to(record::download)))
    .service(get("/meetings/{id}/stats", web::to(stats::read)))
    .service(get("/stats/me", web::to(totals::mine)))
    .service(get("/stats/people/{user_id}", web::to(totals::person)))
    .service(get("/stats/organisation", web::to(totals::organisation)))
    .service(at(
        "/api/v1/templates",
        [(Method::GET, web::to(templates::list)), (Method::POST, web::to(templates::bring))],
    ))
    // Before `{key}`, which neither is: a key has no hyphen, and nobody can make one that is called `schema`.
    .service(get("/templates/schema", web::to(templates::schema)))
    .service(post("/templates/from-meeting", web::to(templates::save)))
    .service(at(
        "/api/v1/templates/{key}",
        [(Method::GET, web::to(templates::read)), (Method::DELETE, web::to(templates::remove))],
    ))
    .service(post("/tokens/request", web::to(tokens::request)))
    .service(post("/tokens/release", web::to(tokens::release)))
    .service(post("/tokens/withdraw", web::to(tokens::withdraw)))
    .service(get("/tokens/status", web::to(tokens::status)))
    .service(post("/tokens/grant", web::to(steering::grant)))
    .service(post("/tokens/revoke", web::to(steering::revoke)))
    .service(post("/tokens/deny", web::to(steering::deny)))
    .service(post("/tokens/move", web::to(steering::relocate)))
    .service(post("/tokens/open", web::to(steering::open)))
    .service(post("/tokens/close", web::to(steering::close)))
    .service(post("/phases/advance", web::to(phases::advance)))
    .service(post("/phases/back", web::to(phases::back)))
    .service(get("/phases/current", web::to(phases::current)))
    .service(at("/healthz", [(Method::GET, web::to(health::alive)), (Method::HEAD, web::to(health::alive))]))
    .service(at("/readyz", [(Method::GET, web::to(health::ready)), (Method::HEAD, web::to(health::ready))]));
}

/// An address and the methods it takes; all others are `method_not_allowed`.
pub fn at<const N: usize>(path: &str, routes: [(Method, Route); N]) -> Resource {
    let methods: Vec<Method> = routes.iter().map(|(method, _)| method.clone()).collect();
    let resource =
        routes.into_iter().fold(web::resource(path), |resource, (method, route)| resource.route(route.method(method)));
    resource.default_service(web::to(move || ready(reply::method_not_allowed(&methods))))
}
