//! What surrounds every call.

use super::stage::{ADA, Mood, Stage, by, call, panics};
use crate::http::{app, headers::Transport, quota::CallerQuota};
use actix_web::{HttpServer, http::Method};
use std::{num::NonZeroU32, sync::Arc};

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let stage = Stage::new(Mood::Well);
    for path in ["/", "/healthz", "/api/v1/templates", "/api/nothing", "/panics", "/openapi.json", "/docs/"] {
        let answered = stage.call(call(Method::GET, path)).await;
        for (name, part) in [
            ("content-security-policy", "default-src 'none'"),
            ("content-security-policy", "frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("permissions-policy", "microphone=(self)"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age="),
        ] {
            assert!(answered.header(name).contains(part), "{path}: {name} is {:?}", answered.header(name));
        }
        assert!(!answered.header("x-request-id").is_empty(), "{path}");
        let inline = answered.header("content-security-policy").contains("unsafe");
        assert_eq!(inline, path.starts_with("/docs"), "{path}");
        assert_eq!(answered.header("cache-control") == "no-store", path.starts_with("/api") || answered.status == 503);
    }
}

#[actix_web::test]
async fn without_tls_browsers_are_not_told_to_insist_on_it() {
    let mut stage = Stage::new(Mood::Well);
    stage.state.transport = Transport::Http;
    assert_eq!(stage.call(call(Method::GET, "/healthz")).await.header("strict-transport-security"), "");
}

#[actix_web::test]
async fn a_panic_is_an_internal_error_that_tells_nothing() {
    let answered = Stage::new(Mood::Well).call(call(Method::GET, "/panics")).await;
    assert_eq!((answered.code().as_str(), answered.status.as_u16()), ("internal", 500));
    assert!(!answered.text().contains("secret"));
}

#[actix_web::test]
async fn a_request_id_is_taken_over_only_when_it_looks_like_one() {
    let stage = Stage::new(Mood::Well);
    let with = async |id: &str| {
        let request = call(Method::GET, "/healthz").insert_header(("x-request-id", id.to_owned()));
        stage.call(request).await.header("x-request-id").to_owned()
    };
    assert_eq!(with("trace-7").await, "trace-7");
    for bad in ["a b", "a\"b", &"x".repeat(65)] {
        assert_ne!(with(bad).await, bad);
    }
}

#[actix_web::test]
async fn wrong_methods_and_addresses_are_problems() {
    let stage = Stage::new(Mood::Well);
    let deleted = stage.call(by(ADA, Method::DELETE, "/api/v1/meetings")).await;
    assert_eq!((deleted.code().as_str(), deleted.status.as_u16()), ("method_not_allowed", 405));
    assert_eq!(deleted.header("allow"), "GET, POST");
    for path in ["/api", "/api/v1/nothing", "/api/v2/meetings", "/assets/gone.js", "/README.md", "/../Cargo.toml"] {
        let answered = stage.call(call(Method::GET, path).insert_header(("Accept", "*/*"))).await;
        assert_eq!((answered.code().as_str(), answered.status.as_u16()), ("not_found", 404), "{path}");
    }
    let api = stage.call(call(Method::GET, "/api/v1/nothing").insert_header(("Accept", "text/html"))).await;
    assert_eq!(api.code(), "not_found");
    assert_eq!(stage.call(call(Method::POST, "/nothing")).await.code(), "not_found");
}

#[actix_web::test]
async fn a_view_of_the_user_interface_is_a_page() {
    let stage = Stage::new(Mood::Well);
    for path in ["/", "/meetings/7"] {
        let answered = stage.call(call(Method::GET, path).insert_header(("Accept", "text/html"))).await;
        assert_eq!(answered.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(answered.status == 200 || answered.text().contains("make web"), "{path}");
    }
}

#[actix_web::test]
async fn only_listed_origins_may_call_and_only_the_api() {
    let stage = Stage::new(Mood::Well);
    let from = async |origin: &str, path: &str| {
        let request = by(ADA, Method::GET, path).insert_header(("Origin", origin.to_owned()));
        stage.call(request).await.header("access-control-allow-origin").to_owned()
    };
    assert_eq!(from("https://other.example", "/api/v1/templates").await, "https://other.example");
    assert_eq!(from("https://other.example", "/healthz").await, "");
    for stranger in ["https://evil.example", "https://other.example.evil.example", "http://other.example", "null"] {
        assert_eq!(from(stranger, "/api/v1/templates").await, "", "{stranger}");
    }
}

#[actix_web::test]
async fn a_browser_that_asks_first_is_answered_by_the_list() {
    let stage = Stage::new(Mood::Well);
    let asks = |origin: &str| {
        call(Method::OPTIONS, "/api/v1/meetings")
            .insert_header(("Origin", origin.to_owned()))
            .insert_header(("Access-Control-Request-Method", "POST"))
    };
    let yes = stage.call(asks("https://other.example")).await;
    assert_eq!((yes.status.as_u16(), yes.header("access-control-allow-methods")), (204, "GET, POST, PATCH, DELETE"));
    assert!(yes.header("access-control-allow-headers").contains("idempotency-key"));
    assert_eq!(yes.header("access-control-allow-credentials"), "");
    let no = stage.call(asks("https://evil.example")).await;
    assert_eq!((no.status.as_u16(), no.header("access-control-allow-origin")), (405, ""));
}

#[actix_web::test]
async fn text_is_compressed_for_who_takes_it() {
    let stage = Stage::new(Mood::Well);
    let packed = stage.call(by(ADA, Method::GET, "/api/v1/templates").insert_header(("Accept-Encoding", "gzip"))).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(stage.call(by(ADA, Method::GET, "/api/v1/templates")).await.header("content-encoding"), "");
}

#[actix_web::test]
async fn who_calls_too_often_has_to_wait() {
    let mut stage = Stage::new(Mood::Well);
    stage.state.quota = Arc::new(CallerQuota::new(NonZeroU32::MIN, NonZeroU32::MIN));
    assert_eq!(stage.call(by(ADA, Method::GET, "/api/v1/templates")).await.status, 200);
    let refused = stage.call(by(ADA, Method::GET, "/api/v1/templates")).await;
    assert_eq!((refused.code().as_str(), refused.status.as_u16()), ("too_many_requests", 429));
    assert_eq!(refused.header("retry-after"), "1");
}

#[actix_web::test]
async fn the_api_describes_itself() {
    let stage = Stage::new(Mood::Well);
    let described = stage.call(call(Method::GET, "/openapi.json")).await.json();
    assert!(described["paths"]["/api/v1/tokens/request"]["post"].is_object());
    assert!(stage.call(call(Method::GET, "/docs/")).await.text().contains("swagger"));
    let drawn = stage.call(call(Method::GET, "/docs/swagger-initializer.js")).await;
    assert!(drawn.text().contains("/openapi.json"));
    assert_eq!(stage.call(call(Method::GET, "/docs")).await.header("location"), "/docs/");
}

#[actix_web::test]
async fn over_a_real_connection_a_panic_and_a_body_too_large_are_answered() {
    let stage = Stage::new(Mood::Well);
    let state = stage.state.clone();
    let server = HttpServer::new(move || app(&state, panics)).workers(1).bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", server.addrs()[0]);
    let running = server.disable_signals().run();
    let handle = running.handle();
    actix_web::rt::spawn(running);
    let client = reqwest::Client::new();
    for _ in 0..2 {
        let panicked = client.get(format!("{address}/panics")).send().await.unwrap();
        assert_eq!(panicked.status(), 500);
        assert!(panicked.headers().contains_key("content-security-policy"));
        assert!(panicked.headers().contains_key("x-request-id"));
        assert_eq!(panicked.json::<serde_json::Value>().await.unwrap()["code"], "internal");
    }
    let post = client.post(format!("{address}/api/v1/meetings")).bearer_auth(ADA);
    let large = post.header("content-type", "application/json").body(vec![b'x'; 1 << 20]).send().await.unwrap();
    assert_eq!(large.json::<serde_json::Value>().await.unwrap()["code"], "too_large");
    handle.stop(false).await;
}
