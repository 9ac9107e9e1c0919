//! Logs and metrics.

use crate::config::LogFormat;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Upper bounds of latency buckets, in seconds.
const LATENCY_BUCKETS: &[f64] =
    &[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Counts panics anywhere in the process.
const PANICS: &str = "panics_total";

/// Counts every panic of this process from now on. Most are caught and cost one caller an answer; each is a defect.
pub fn count_panics() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        metrics::counter!(PANICS).increment(1);
        report(panic);
    }));
}

/// Starts logging to the standard error output. A second call changes nothing.
pub fn start_logging(filter: &str, format: LogFormat) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let started = match format {
        LogFormat::Text => registry.with(fmt::layer().with_writer(std::io::stderr)).try_init(),
        LogFormat::Json => registry.with(fmt::layer().json().with_writer(std::io::stderr)).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}

/// Starts collecting metrics; `None` when something in this process collects them already.
pub fn start_metrics() -> Option<PrometheusHandle> {
    let builder =
        PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".into()), LATENCY_BUCKETS).ok()?;
    let handle = builder.install_recorder().ok()?;
    describe();
    Some(handle)
}

/// What goes up and down, and what it means.
const GAUGES: &[(&str, &str)] = &[
    ("sessions_open", "WebSocket connections"),
    ("meetings_running", "Meetings that run on this node"),
    ("password_hashes_running", "Password hashes that are computed now"),
    ("password_hashes_waiting", "Log-ins and sign-ups that wait for that"),
];

/// What only goes up, and what it means.
const COUNTERS: &[(&str, &str)] = &[
    ("meetings_crashed_total", "Meetings that were rebuilt after a crash"),
    ("commands_refused_total", "Commands that the rules refused"),
    ("sessions_dropped_total", "Connections dropped because they were slow or gone"),
    ("password_hashes_refused_total", "Log-ins and sign-ups that were told to come back"),
    ("http_handler_panics_total", "Panics that ended a call"),
    (PANICS, "Panics anywhere, also those that were caught"),
];

/// All are there from the start: who watches could not tell one that is missing from one that is zero.
fn describe() {
    for &(name, meaning) in GAUGES {
        metrics::describe_gauge!(name, meaning);
        metrics::gauge!(name).increment(0.0);
    }
    for &(name, meaning) in COUNTERS {
        metrics::describe_counter!(name, meaning);
        metrics::counter!(name).increment(0);
    }
}
