//! Who may call, what reaches a meeting, and what comes back.

use super::stage::{ADA, Answered, BO, Mood, Stage, by, call};
use actix_web::http::Method;
use orchestrasec_domain::{Command, UserId};
use serde_json::json;
use uuid::Uuid;

async fn create(stage: &Stage, who: &str, key: &str, title: &str) -> Answered {
    let request = by(who, Method::POST, "/api/v1/meetings").insert_header(("Idempotency-Key", key.to_owned()));
    stage.call(request.set_json(json!({"title": title}))).await
}

#[actix_web::test]
async fn every_described_call_is_there_and_needs_a_token_unless_it_says_so() {
    let stage = Stage::new(Mood::Well);
    let api: serde_json::Value = serde_json::from_str(&stage.state.document.to_json().unwrap()).unwrap();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace("{id}", &Uuid::nil().to_string());
            let query = if path.ends_with("status") || path.ends_with("current") { "?meeting_id=" } else { "" };
            let query = if query.is_empty() { String::new() } else { format!("{query}{}", Uuid::nil()) };
            let answered = stage.call(call(method.clone(), &format!("{path}{query}"))).await;
            if operation["security"] == json!([{}]) {
                assert_eq!(answered.status, 200, "{method} {path}");
            } else {
                assert_eq!(answered.code(), "not_authenticated", "{method} {path}");
                assert_eq!(answered.header("www-authenticate"), "Bearer");
            }
        }
    }
}

#[actix_web::test]
async fn a_token_has_to_be_valid_and_its_log_in_still_stand() {
    let stage = Stage::new(Mood::Well);
    for bad in ["nobody", "signed-out", ""] {
        let answered = stage.call(by(bad, Method::GET, "/api/v1/templates")).await;
        assert_eq!(answered.code(), if bad.is_empty() { "not_authenticated" } else { "invalid_token" }, "{bad:?}");
    }
    let fine = stage.call(by(ADA, Method::GET, "/api/v1/templates")).await;
    assert_eq!(fine.json()["items"][0]["key"], "corporate_decision");
}

#[actix_web::test]
async fn a_meeting_made_twice_with_one_key_is_one_meeting() {
    let stage = Stage::new(Mood::Well);
    let first = create(&stage, ADA, "k1", "Weekly").await;
    let again = create(&stage, ADA, "k1", " Weekly ").await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!(first.json()["my_role"], "facilitator");
    assert_eq!(first.header("location"), format!("/api/v1/meetings/{}", first.json()["id"].as_str().unwrap()));
    let other = create(&stage, ADA, "k1", "Daily").await;
    assert_eq!((other.code().as_str(), other.status.as_u16()), ("idempotency_key_reused", 422));
    let hers = create(&stage, BO, "k1", "Weekly").await;
    assert_ne!(hers.json()["id"], first.json()["id"]);
    assert_ne!(create(&stage, ADA, "k2", "Weekly").await.json()["id"], first.json()["id"]);
    assert_eq!(create(&stage, ADA, "k 3", "Weekly").await.code(), "invalid_idempotency_key");
}

#[actix_web::test]
async fn a_command_carries_the_caller_and_the_key() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    let request = by(BO, Method::POST, "/api/v1/tokens/request").insert_header(("Idempotency-Key", "c7"));
    let answered = stage.call(request.set_json(json!({"meeting_id": meeting, "note": "why"}))).await;
    assert_eq!(answered.json(), json!({"request_id": 1, "state": "accepted", "position": 1}));
    let told = stage.told.lock().unwrap();
    let (who, key, command) = told.last().unwrap();
    assert_eq!((*who, key.as_deref()), (UserId(Uuid::from_u128(2)), Some("c7")));
    assert!(matches!(command, Command::RequestFloor(wish) if wish.note.as_deref() == Some("why")));
}

#[actix_web::test]
async fn who_is_not_in_a_meeting_sees_its_summary_only() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    let path = format!("/api/v1/meetings/{meeting}");
    let summary = stage.call(by(BO, Method::GET, &path)).await.json();
    assert_eq!((summary["id"].as_str(), summary["my_role"].is_null()), (Some(meeting.as_str()), true));
    for part in ["stats", "audit", "export"] {
        let refused = stage.call(by(BO, Method::GET, &format!("{path}/{part}"))).await;
        assert_eq!((refused.code().as_str(), refused.status.as_u16()), ("not_a_participant", 403), "{part}");
    }
    for path in ["tokens/status", "phases/current"] {
        let refused = stage.call(by(BO, Method::GET, &format!("/api/v1/{path}?meeting_id={meeting}"))).await;
        assert_eq!(refused.code(), "not_a_participant", "{path}");
    }
    for id in ["nonsense", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(
            stage.call(by(ADA, Method::GET, &format!("/api/v1/meetings/{id}"))).await.code(),
            "meeting_not_found"
        );
    }
}

#[actix_web::test]
async fn parameters_in_the_address_are_checked() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    let audit = format!("/api/v1/meetings/{meeting}/audit");
    let wrong = [
        "/api/v1/meetings?page=0".to_owned(),
        "/api/v1/meetings?per_page=201".to_owned(),
        "/api/v1/meetings?status=lost".to_owned(),
        "/api/v1/meetings?order=up".to_owned(),
        "/api/v1/tokens/status".to_owned(),
        "/api/v1/phases/current?meeting_id=1".to_owned(),
        format!("{audit}?limit=0"),
        format!("{audit}?after=-1"),
        format!("{audit}?after=18446744073709551615"),
    ];
    for path in wrong {
        let answered = stage.call(by(ADA, Method::GET, &path)).await;
        assert_eq!((answered.code().as_str(), answered.status.as_u16()), ("invalid_query", 400), "{path}");
    }
    let list = stage.call(by(ADA, Method::GET, "/api/v1/meetings?status=scheduled&per_page=1")).await.json();
    assert_eq!((&list["page"], &list["per_page"], &list["total"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(list["items"][0]["my_role"], "facilitator");
    assert!(stage.call(by(BO, Method::GET, "/api/v1/meetings")).await.json()["items"][0]["my_role"].is_null());
}

#[actix_web::test]
async fn the_record_comes_by_the_page_and_as_a_file() {
    let stage = Stage::new(Mood::Well);
    let meeting = stage.meeting().await;
    let page = stage.call(by(ADA, Method::GET, &format!("/api/v1/meetings/{meeting}/audit"))).await.json();
    assert_eq!((&page["head_seq"], &page["next_after"]), (&json!(1), &json!(null)));
    assert_eq!(page["items"][0]["kind"], "meeting_created");
    assert_eq!(page["items"][0]["hash"], page["head_hash"]);
    let export = format!("/api/v1/meetings/{meeting}/export");
    let file = stage.call(by(ADA, Method::GET, &format!("{export}?format=jsonl"))).await;
    assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"meeting-{meeting}.jsonl\""));
    assert_eq!(file.text().lines().count(), 2, "{}", file.text());
    let other = stage.call(by(ADA, Method::GET, &format!("{export}?format=pdf"))).await;
    assert_eq!((other.code().as_str(), other.status.as_u16()), ("not_acceptable", 406));
}

#[actix_web::test]
async fn a_meeting_that_does_not_answer_is_told_as_what_it_is() {
    for (mood, code, status) in [
        (Mood::Forgetful, "meeting_unavailable", 503),
        (Mood::Overrun, "busy", 503),
        (Mood::Dead, "meeting_unavailable", 503),
    ] {
        let stage = Stage::new(mood);
        let meeting = stage.meeting().await;
        for method in [Method::GET, Method::PATCH] {
            let request = by(ADA, method.clone(), &format!("/api/v1/meetings/{meeting}")).set_json(json!({}));
            let answered = stage.call(request).await;
            assert_eq!((answered.code().as_str(), answered.status.as_u16()), (code, status), "{mood:?} {method}");
            assert_eq!(answered.header("retry-after"), "1");
        }
    }
}

#[actix_web::test]
async fn a_meeting_that_was_reborn_is_found_at_its_new_address() {
    let stage = Stage::new(Mood::Reborn);
    let meeting = stage.meeting().await;
    let answered = stage.call(by(ADA, Method::GET, &format!("/api/v1/meetings/{meeting}"))).await;
    assert_eq!(answered.status, 200, "{}", answered.text());
}

#[actix_web::test]
async fn a_broken_store_is_told_without_its_reason() {
    let stage = Stage::new(Mood::Well);
    assert_eq!(stage.call(call(Method::GET, "/readyz")).await.json(), json!({"status": "ok"}));
    let stage = Stage::new(Mood::Well);
    *stage.journal.broken.lock().unwrap() = true;
    let created = create(&stage, ADA, "k", "Weekly").await;
    assert_eq!((created.code().as_str(), created.status.as_u16()), ("storage_unavailable", 503));
    assert!(!created.text().contains("secret"));
    assert_eq!(stage.call(call(Method::GET, "/readyz")).await.code(), "storage_unavailable");
    assert_eq!(stage.call(call(Method::GET, "/healthz")).await.json(), json!({"status": "ok"}));
}

#[actix_web::test]
async fn a_server_that_goes_down_is_not_ready() {
    let stage = Stage::new(Mood::Well);
    stage.state.readiness.go_down();
    assert_eq!(stage.call(call(Method::GET, "/readyz")).await.status, 503);
}
