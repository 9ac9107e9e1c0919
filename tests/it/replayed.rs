//! All that Ada said, said again by Bo with his own token, yields nothing of hers: nothing to see, and nothing happens (S22).

use crate::support::{Person, TestServer};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// In what only people of Ada's meeting may see.
const SECRET: &str = "the-rocket-fails";

/// A call as it was recorded.
struct Call {
    method: &'static str,
    /// As the API's description has it.
    route: &'static str,
    path: String,
    body: Value,
    /// What Bo gets: nothing, or what is his own.
    for_bo: ForBo,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ForBo {
    Refused,
    HisOwn,
}

/// What is not replayed, with why.
const LEFT_OUT: &[(&str, &str)] = &[
    // These carry Ada's password or refresh token: whoever has them is Ada.
    ("post", "/api/v1/auth/signup"),
    ("post", "/api/v1/auth/login"),
    ("post", "/api/v1/auth/refresh"),
    ("post", "/api/v1/auth/logout"),
    // Open to everybody.
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/api/v1/templates/schema"),
    // Open to every account, so that people find a meeting and come in; who is in is there by a right of their own.
    ("get", "/api/v1/meetings"),
    ("get", "/api/v1/meetings/{id}"),
    ("post", "/api/v1/meetings/{id}/join"),
    // For admins.
    ("get", "/api/v1/stats/organisation"),
];

fn calls(meeting: &str, ada: &str, cy: &str) -> Vec<Call> {
    let call = |for_bo, method, route: &'static str, query: String, body: Value| {
        let key = if method == "get" { "saved" } else { "ours" };
        let path = route.replace("{id}", meeting).replace("{user_id}", ada).replace("{key}", key);
        Call { method, route, path: format!("{path}{query}"), body, for_bo }
    };
    let refused = |method, route, body| call(ForBo::Refused, method, route, String::new(), body);
    let own = |method, route, body| call(ForBo::HisOwn, method, route, String::new(), body);
    let asked = |route, query: &str| call(ForBo::Refused, "get", route, query.to_owned(), Value::Null);
    let of_meeting = format!("?meeting_id={meeting}");
    let here = |more: Value| {
        let mut body = json!({"meeting_id": meeting});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    vec![
        own("get", "/api/v1/auth/me", Value::Null),
        own("post", "/api/v1/auth/ticket", json!({})),
        own("get", "/api/v1/templates", Value::Null),
        own("get", "/api/v1/stats/me", Value::Null),
        own("post", "/api/v1/meetings", json!({"title": "Weekly"})),
        refused("post", "/api/v1/templates/from-meeting", here(json!({"key": "again", "title": "Saved again"}))),
        refused("get", "/api/v1/templates/{key}", Value::Null),
        refused("delete", "/api/v1/templates/{key}", Value::Null),
        own(
            "post",
            "/api/v1/templates",
            json!({"key": "ours", "title": "Ours", "phases": [{"key": "a", "title": "A"}]}),
        ),
        asked("/api/v1/stats/people/{user_id}", ""),
        asked("/api/v1/tokens/status", &of_meeting),
        asked("/api/v1/phases/current", &of_meeting),
        asked("/api/v1/meetings/{id}/audit", ""),
        asked("/api/v1/meetings/{id}/export", "?format=jsonl"),
        asked("/api/v1/meetings/{id}/stats", ""),
        refused("patch", "/api/v1/meetings/{id}", json!({"title": "Renamed"})),
        refused("post", "/api/v1/tokens/request", here(json!({"note": SECRET}))),
        refused("post", "/api/v1/tokens/release", here(json!({}))),
        refused("post", "/api/v1/tokens/move", here(json!({"request_id": 2, "position": 1}))),
        refused("post", "/api/v1/tokens/deny", here(json!({"request_id": 2}))),
        refused("post", "/api/v1/tokens/grant", here(json!({"request_id": 3}))),
        refused("post", "/api/v1/tokens/revoke", here(json!({}))),
        refused("post", "/api/v1/tokens/withdraw", here(json!({"request_id": 4}))),
        refused("post", "/api/v1/tokens/close", here(json!({}))),
        refused("post", "/api/v1/tokens/open", here(json!({}))),
        refused("post", "/api/v1/phases/advance", here(json!({}))),
        refused("post", "/api/v1/phases/back", here(json!({}))),
        refused("post", "/api/v1/meetings/{id}/commands", json!({"type": "add_guest", "display_name": "Guest"})),
        refused("post", "/api/v1/meetings/{id}/remove", json!({"participant_id": cy})),
        refused("post", "/api/v1/meetings/{id}/start", json!({})),
        refused("post", "/api/v1/meetings/{id}/leave", json!({})),
        refused("post", "/api/v1/meetings/{id}/close", json!({})),
    ]
}

/// Makes the call under a key of its own, which is part of what is replayed.
async fn make(person: &Person, call: &Call, number: usize) -> (u16, String) {
    let method: Method = call.method.to_uppercase().parse().unwrap();
    let mut request = person.request(method, &call.path).header("Idempotency-Key", format!("k-{number}"));
    if !call.body.is_null() {
        request = request.json(&call.body);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// Everything of Ada's that could have changed.
async fn state(ada: &Person, meeting: &str) -> (Value, Value, Value, Vec<String>) {
    let record = ada.export(meeting).await;
    // That somebody tried may be noted; the first line says when it was exported.
    let lines = record.lines().skip(1).filter(|line| !line.contains("\"command_refused\""));
    (
        ada.get(&format!("/api/v1/meetings/{meeting}")).await,
        ada.get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await,
        ada.get("/api/v1/templates").await,
        lines.map(str::to_owned).collect(),
    )
}

#[actix::test]
async fn adas_calls_made_by_bo_yield_nothing_of_hers() {
    let server = TestServer::start().await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let settings = json!({"granting": "chaired"});
    let body = json!({"title": "Weekly", "description": SECRET, "template": "retrospective", "settings": settings});
    let meeting = ada.post("/api/v1/meetings", body).await["id"].as_str().unwrap().to_owned();
    ada.post(&format!("/api/v1/meetings/{meeting}/start"), json!({})).await;
    let save = json!({"meeting_id": meeting, "key": "saved", "title": SECRET});
    ada.post("/api/v1/templates/from-meeting", save).await;
    cy.post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
    cy.post("/api/v1/tokens/request", json!({"meeting_id": meeting, "note": SECRET})).await;

    let calls = calls(&meeting, &ada.id, &cy.id);
    let described = ada.get("/openapi.json").await;
    let described: BTreeSet<(String, String)> = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())))
        .collect();
    let known = calls.iter().map(|call| (call.method, call.route)).chain(LEFT_OUT.iter().copied());
    let known = known.map(|(method, route)| (method.to_owned(), route.to_owned())).collect();
    assert_eq!(described, known, "every call is replayed, or left out for a reason");

    let before = state(&ada, &meeting).await;
    for (number, call) in calls.iter().enumerate() {
        let (status, answer) = make(&bo, call, number).await;
        let what = format!("{} {}: {status} {answer}", call.method, call.path);
        match call.for_bo {
            ForBo::Refused => assert!([403, 404].contains(&status), "{what}"),
            ForBo::HisOwn => assert!((200..300).contains(&status), "{what}"),
        }
        for hers in [SECRET, &meeting, &ada.id, &cy.id] {
            // A problem names what was asked for.
            assert!(!answer.replace(&call.path, "").contains(hers), "{hers} in {what}");
        }
    }
    assert_eq!(state(&ada, &meeting).await, before, "nothing of hers changed");
    let mut done = 0;
    for (number, call) in calls.iter().enumerate() {
        let (status, answer) = make(&ada, call, number).await;
        assert!(status < 500 && !answer.contains("idempotency_key_reused"), "{} {}: {answer}", call.method, call.path);
        done += usize::from(status < 300);
    }
    assert!(done >= calls.len() - 8, "most of it works for her: {done} of {}", calls.len());
}

#[actix::test]
async fn adas_messages_sent_by_bo_yield_nothing_of_hers() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let messages = [
        ("a-1", "resume", json!({"after": 0})),
        ("a-2", "request_floor", json!({"note": SECRET})),
        ("a-3", "close_queue", json!({})),
        ("a-4", "add_guest", json!({"display_name": SECRET})),
        ("a-5", "update_meeting", json!({"description": SECRET})),
        ("a-6", "release_floor", json!({})),
    ];
    let mut ada_at = ada.socket().await;
    ada_at.meeting.clone_from(&meeting);
    for (id, kind, more) in &messages {
        assert_eq!(ada_at.command_as(id, kind, more.clone()).await["type"], "ack", "{kind}");
    }
    let before = state(&ada, &meeting).await;
    let mut bo_at = bo.socket().await;
    bo_at.meeting.clone_from(&meeting);
    for (id, kind, more) in &messages {
        let answer = bo_at.command_as(id, kind, more.clone()).await;
        // Whoever is refused to follow the meeting follows nothing.
        let code = if *kind == "resume" { "not_a_participant" } else { "not_following" };
        assert_eq!((&answer["type"], &answer["code"]), (&json!("refusal"), &json!(code)), "{answer}");
        assert!(!answer.to_string().contains(SECRET), "{answer}");
    }
    bo_at.send(&json!({"type": "ping", "t": 1})).await;
    bo_at.other("pong").await;
    assert!(bo_at.others.is_empty() && bo_at.events.is_empty(), "{:?} {:?}", bo_at.others, bo_at.events);
    assert_eq!(state(&ada, &meeting).await, before, "nothing of hers changed");
}

#[actix::test]
async fn ids_of_adas_commands_are_her_own_also_in_a_meeting_that_both_are_in() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let (mut ada_at, mut bo_at) = (ada.in_meeting(&meeting).await, bo.in_meeting(&meeting).await);
    let hers = ada_at.command_as("c-1", "request_floor", json!({})).await;
    assert_eq!(hers["result"], json!({"request_id": 1, "state": "granted", "position": 0}));
    let his = bo_at.command_as("c-1", "request_floor", json!({})).await;
    assert_eq!(his["result"], json!({"request_id": 2, "state": "accepted", "position": 1}), "his, not her answer");
    let again = bo.request(Method::POST, "/api/v1/tokens/request").header("Idempotency-Key", "c-1");
    let again = again.json(&json!({"meeting_id": meeting})).send().await.unwrap();
    assert_eq!(
        again.json::<Value>().await.unwrap(),
        his["result"],
        "the same id by the same person is answered the same"
    );
    // What she may do with her floor and her request he may not.
    assert_eq!(bo_at.command("release_floor", json!({})).await["type"], "refusal");
    assert_eq!(ada_at.command_as("c-2", "release_floor", json!({})).await["type"], "ack");
    let waiting = ada_at.command_as("c-3", "request_floor", json!({})).await["result"]["request_id"].clone();
    let withdrawn = bo_at.command_as("c-4", "withdraw_request", json!({"request_id": waiting})).await;
    assert_eq!(withdrawn["code"], "not_permitted", "{withdrawn}");
}
