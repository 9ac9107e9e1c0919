//! Prometheus metrics: on an address of their own (S40), under the names that are documented.

use crate::support::{Person, ServerProcess, free_ports};
use serde_json::json;
use std::collections::BTreeSet;
use tempfile::TempDir;

const DOCUMENTATION: &str = include_str!("../../docs/operations.md");

/// The names in the first column of the table of metrics.
fn documented() -> BTreeSet<String> {
    let (_, section) = DOCUMENTATION.split_once("## Metrics").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let cells = section.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The names that have a type.
fn served(text: &str) -> BTreeSet<String> {
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    types.map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

/// What the line says that begins with this name and labels.
pub fn value(text: &str, name: &str) -> Option<usize> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).map(|value| value.parse().unwrap())
}

async fn get(port: u16, path: &str) -> (u16, String, String) {
    let asked = reqwest::Client::new().get(format!("http://127.0.0.1:{port}{path}")).header("Accept", "text/html");
    let answer = asked.send().await.unwrap();
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
    (answer.status().as_u16(), kind, answer.text().await.unwrap())
}

#[actix::test]
async fn metrics_are_served_on_an_address_of_their_own_under_their_documented_names() {
    let ports: Vec<u16> = free_ports().take(2).collect();
    let listen = format!("127.0.0.1:{}", ports[1]);
    let dir = TempDir::new().unwrap();
    let server = ServerProcess::start_with(dir.path(), Some(ports[0]), &[("ORCHESTRASEC_METRICS_LISTEN", &listen)]);
    assert_eq!(server.listens_on(), ports.iter().copied().collect());
    let ada = Person::sign_up(server.address, "Ada", None).await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut at = ada.in_meeting(&meeting).await;
    assert_eq!(at.command("release_floor", json!({})).await["type"], "refusal");

    for path in ["/", "/meetings/1", "/favicon.svg", "/nothing.js"] {
        get(ports[0], path).await;
    }
    let (status, kind, text) = get(ports[1], "/metrics").await;
    assert_eq!((status, kind.as_str()), (200, "text/plain; version=0.0.4; charset=utf-8"));
    assert_eq!(served(&text), documented());
    for (name, expected) in [
        ("sessions_open", 1),
        ("meetings_running", 1),
        ("commands_refused_total", 1),
        ("meetings_crashed_total", 0),
        ("password_hashes_running", 0),
        (r#"http_requests_total{method="POST",route="/api/v1/meetings/{id}/start",status="200"}"#, 1),
    ] {
        assert_eq!(value(&text, name), Some(expected), "{name}\n{text}");
    }
    assert!(!text.contains(&meeting), "a path is not a route");

    let public = get(ports[0], "/metrics").await;
    assert_eq!((public.0, public.1.as_str()), (404, "application/problem+json"), "{}", public.2);
    for path in ["/", "/api/v1/meetings", "/healthz", "/ws"] {
        assert_eq!(get(ports[1], path).await.0, 404, "{path} beside the metrics");
    }
}

#[actix::test]
async fn files_and_views_of_the_user_interface_are_counted_apart_from_what_there_is_not() {
    let ports: Vec<u16> = free_ports().take(2).collect();
    let listen = format!("127.0.0.1:{}", ports[1]);
    let dir = TempDir::new().unwrap();
    let _server = ServerProcess::start_with(dir.path(), Some(ports[0]), &[("ORCHESTRASEC_METRICS_LISTEN", &listen)]);
    let mut expected = Vec::new();
    for (path, route) in [("/", "view"), ("/meetings/1", "view"), ("/index.html", "static")] {
        let status = get(ports[0], path).await.0;
        // Where the user interface was not built there is no file, and every page says so.
        expected.push((if status == 200 { route } else { "view" }, status));
    }
    get(ports[0], "/assets/gone.js").await;
    expected.push(("unmatched", 404));
    let (_, _, text) = get(ports[1], "/metrics").await;
    for (route, status) in &expected {
        let count = expected.iter().filter(|one| *one == &(*route, *status)).count();
        let line = format!(r#"http_requests_total{{method="GET",route="{route}",status="{status}"}}"#);
        assert_eq!(value(&text, &line), Some(count), "{line}\n{text}");
    }
}

#[actix::test]
async fn metrics_that_are_off_are_served_nowhere() {
    let dir = TempDir::new().unwrap();
    let server = ServerProcess::start_with(dir.path(), None, &[("ORCHESTRASEC_METRICS_LISTEN", "off")]);
    assert_eq!(server.listens_on(), BTreeSet::from([server.address.port()]));
    assert_eq!(get(server.address.port(), "/metrics").await.0, 404);
}
