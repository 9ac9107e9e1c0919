//! What is wrong with a body is told the same way everywhere.

use super::stage::{ADA, Mood, Stage, by};
use actix_web::http::Method;
use orchestrasec_protocol::limits::FRAME_MAX;
use serde_json::{Value, json};

/// A call, a body it takes, and a required field of that body, if any.
fn calls(meeting: &str) -> Vec<(Method, String, Value, Option<&'static str>)> {
    let of = json!({"meeting_id": meeting});
    let with = |more: Value| {
        let mut whole = of.clone();
        whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        whole
    };
    let on = |verb: &str| format!("/api/v1/meetings/{meeting}/{verb}");
    let post = |path: &str, body: Value, field| (Method::POST, path.to_owned(), body, field);
    vec![
        post("/api/v1/meetings", json!({"title": "Weekly"}), Some("title")),
        (Method::PATCH, format!("/api/v1/meetings/{meeting}"), json!({"title": "Daily"}), None),
        post(&on("start"), json!({}), None),
        post(&on("close"), json!({}), None),
        post(&on("leave"), json!({}), None),
        post(&on("join"), json!({"role": "observer"}), None),
        post(&on("remove"), json!({"participant_id": meeting}), Some("participant_id")),
        post("/api/v1/tokens/request", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/release", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/withdraw", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/grant", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/revoke", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/deny", with(json!({"request_id": 1})), Some("request_id")),
        post("/api/v1/tokens/move", with(json!({"request_id": 1, "position": 1})), Some("position")),
        post("/api/v1/tokens/open", of.clone(), Some("meeting_id")),
        post("/api/v1/tokens/close", of.clone(), Some("meeting_id")),
        post("/api/v1/phases/advance", of.clone(), Some("meeting_id")),
        post("/api/v1/phases/back", of.clone(), Some("meeting_id")),
    ]
}

#[actix_web::test]
async fn every_call_names_what_is_wrong_with_its_body() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    for (method, path, good, required) in calls(&meeting) {
        let send = async |kind: &str, text: String| {
            let request = by(ADA, method.clone(), &path).insert_header(("Content-Type", kind.to_owned()));
            stage.call(request.set_payload(text)).await
        };
        let json = "application/json; charset=utf-8";
        let fine = send(json, good.to_string()).await;
        let not_live = path.contains("/phases/") && fine.status == 409;
        assert!(fine.status.is_success() || not_live, "{path}: {}", fine.text());

        let mut more = good.clone();
        more["surprise"] = json!(1);
        let unknown = send(json, more.to_string()).await;
        assert_eq!((unknown.code().as_str(), unknown.status.as_u16()), ("unknown_field", 400), "{path}");
        assert_eq!(unknown.json()["errors"][0]["field"], "surprise", "{path}");

        let long = send(json, format!("{{\"x\":\"{}\"}}", "x".repeat(FRAME_MAX))).await;
        assert_eq!((long.code().as_str(), long.status.as_u16()), ("too_large", 413), "{path}");
        let deep = send(json, format!("{}{}", "{\"x\":".repeat(40), "1}".repeat(40))).await;
        assert_eq!(deep.code(), "malformed_json", "{path}");
        assert_eq!(send(json, "{".into()).await.code(), "malformed_json", "{path}");
        assert_eq!(send(json, "[]".into()).await.code(), "invalid_field", "{path}");
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
            assert_eq!(send(kind, good.to_string()).await.code(), "unsupported_media_type", "{path} {kind}");
        }

        if let Some(field) = required {
            let mut less = good.clone();
            less.as_object_mut().unwrap().remove(field);
            let missing = send(json, less.to_string()).await;
            assert_eq!((missing.code().as_str(), missing.status.as_u16()), ("invalid_field", 422), "{path}");
            assert_eq!(missing.json()["errors"][0]["field"], field, "{path}");
            assert_eq!(send(json, String::new()).await.code(), "malformed_json", "{path}");
        }
        for name in good.as_object().unwrap().keys() {
            let mut wrong = good.clone();
            wrong[name] = json!({"a": []});
            let wrong = send(json, wrong.to_string()).await;
            assert_eq!(wrong.code(), "invalid_field", "{path} {name}");
            assert_eq!(wrong.json()["errors"][0]["field"], name.as_str(), "{path}");
        }
    }
}

#[actix_web::test]
async fn a_body_that_may_be_left_out_needs_no_type() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    for verb in ["start", "close", "leave", "join"] {
        let answered = stage.call(by(ADA, Method::POST, &format!("/api/v1/meetings/{meeting}/{verb}"))).await;
        assert_eq!(answered.status, 200, "{verb}: {}", answered.text());
    }
}

#[actix_web::test]
async fn a_compressed_body_is_not_taken() {
    let stage = Stage::new(Mood::Well);
    let request = by(ADA, Method::POST, "/api/v1/meetings")
        .insert_header(("Content-Type", "application/json"))
        .insert_header(("Content-Encoding", "gzip"))
        .set_payload(vec![0x1f, 0x8b]);
    assert_eq!(stage.call(request).await.code(), "unsupported_media_type");
}

#[actix_web::test]
async fn the_rules_of_a_meeting_name_their_fields() {
    let stage = Stage::new(Mood::Well);
    let create = async |body: Value| stage.call(by(ADA, Method::POST, "/api/v1/meetings").set_json(body)).await;
    let long = create(json!({"title": "x".repeat(201)})).await;
    assert_eq!((long.code().as_str(), long.json()["errors"][0]["field"].as_str()), ("invalid_field", Some("title")));
    let odd = create(json!({"title": "a", "template": "circus"})).await;
    assert_eq!((odd.code().as_str(), odd.status.as_u16()), ("template_not_found", 422));
    let both = json!({"meeting_id": uuid::Uuid::nil(), "request_id": 1, "participant_id": uuid::Uuid::nil()});
    let both = stage.call(by(ADA, Method::POST, "/api/v1/tokens/grant").set_json(both)).await;
    assert_eq!(both.code(), "invalid_field");
}
