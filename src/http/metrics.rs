//! What Prometheus reads. Served on an address of its own, never beside the API.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use metrics::{Unit, describe_counter, describe_histogram};
use metrics_exporter_prometheus::PrometheusHandle;

/// Counts answers, by `method`, `route` (a pattern) and `status`.
pub const REQUESTS: &str = "http_requests_total";
/// How long answering took, by the same.
pub const DURATION: &str = "http_request_duration_seconds";
/// Counts panics that ended a call.
pub const PANICS: &str = "http_handler_panics_total";

/// Mounts `/metrics`.
pub fn configure(cfg: &mut ServiceConfig, handle: PrometheusHandle) {
    describe();
    cfg.app_data(Data::new(handle)).route("/metrics", web::get().to(scrape));
}

async fn scrape(handle: Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(handle.render())
}

/// Tells what the numbers of this folder mean.
pub fn describe() {
    describe_counter!(REQUESTS, "Answers by method, route and status");
    describe_histogram!(DURATION, Unit::Seconds, "Time from a request's head to its answer's head");
}
