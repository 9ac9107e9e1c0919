//! A whole meeting, over the socket and over HTTP, and its record.

use crate::support::{Person, Socket, TestServer};
use orchestrasec::audit::verify;
use reqwest::Method;
use serde_json::{Value, json};

fn queue_of(state: &Value) -> Vec<String> {
    state["floor"]["queue"].as_array().unwrap().iter().map(|r| r["display_name"].as_str().unwrap().into()).collect()
}

#[actix::test]
async fn five_people_run_a_meeting_and_its_record_verifies() {
    let server = TestServer::start().await;
    let (ada, bo, cy, di, eve) = tokio::join!(
        server.person("Ada"),
        server.person("Bo"),
        server.person("Cy"),
        server.person("Di"),
        server.person("Eve")
    );
    let meeting = ada.post("/api/v1/meetings", json!({"title": "Where we meet"})).await;
    assert_eq!((&meeting["status"], &meeting["phase"]), (&json!("scheduled"), &json!(null)));
    let meeting = meeting["id"].as_str().unwrap().to_owned();
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    let mut cy_at = cy.in_meeting(&meeting).await;
    let mut di_at = di.in_meeting(&meeting).await;
    let mut eve_at = eve.socket().await;
    eve_at.join(&meeting, "observer").await;

    assert_eq!(ada_at.command("start_meeting", json!({})).await["type"], "ack");
    // The floor is free: the first who asks has it, the others wait in the order in which they asked.
    let granted = bo_at.command("request_floor", json!({})).await;
    assert_eq!(granted["result"], json!({"request_id": 1, "state": "granted", "position": 0}));
    let waiting = cy_at.command("request_floor", json!({"note": "About the budget"})).await;
    assert_eq!(waiting["result"], json!({"request_id": 2, "state": "accepted", "position": 1}));
    assert_eq!(di_at.command("request_floor", json!({})).await["result"]["position"], 2);

    // All see the same, in the same order.
    let mut seen = Vec::new();
    for socket in [&mut ada_at, &mut bo_at, &mut cy_at, &mut di_at, &mut eve_at] {
        socket.event("floor_granted").await;
        let first = socket.event("floor_requested").await;
        let second = socket.event("floor_requested").await;
        seen.push((first["payload"]["participant_id"].clone(), second["payload"]["participant_id"].clone()));
    }
    assert!(seen.iter().all(|one| *one == (json!(cy.id), json!(di.id))), "{seen:?}");

    bo_at.command("release_floor", json!({})).await;
    let granted = eve_at.event("floor_granted").await;
    assert_eq!(granted["payload"]["participant_id"], cy.id.as_str());
    assert_eq!(granted["payload"]["grant_no"], 2);
    assert_eq!(eve_at.command("request_floor", json!({})).await["code"], "not_permitted");
    ada_at.command("revoke_floor", json!({"reason": "Lunch"})).await;
    let revoked = di_at.event("floor_revoked").await;
    assert_eq!((&revoked["payload"]["cause"], &revoked["payload"]["reason"]), (&json!("facilitator"), &json!("Lunch")));
    assert_eq!(di_at.event("floor_granted").await["payload"]["participant_id"], di.id.as_str());

    for key in ["clarification", "decision", "feedback"] {
        ada_at.command("advance_phase", json!({})).await;
        assert_eq!(ada.get(&format!("/api/v1/phases/current?meeting_id={meeting}")).await["key"], key);
    }
    assert_eq!(ada_at.command("advance_phase", json!({})).await["code"], "last_phase");
    ada_at.command("close_meeting", json!({})).await;
    bo_at.event("meeting_closed").await;
    assert_eq!(bo_at.command("request_floor", json!({})).await["code"], "meeting_closed");

    let record = bo.export(&meeting).await;
    let verified = verify(record.as_bytes()).expect("the record of a participant is whole");
    assert_eq!(verified.meeting_id.to_string(), meeting);
    assert_eq!(verified.redacted, 1, "Eve's attempt is confidential");
    let whole = ada.export(&meeting).await;
    assert_eq!(verify(whole.as_bytes()).expect("the facilitator's is whole, too").redacted, 0);
    let tampered = whole.replacen("Lunch", "Launch", 1);
    let broken = verify(tampered.as_bytes()).expect_err("a changed word is noticed");
    assert!(broken.to_string().contains("event "), "{broken}");
}

#[actix::test]
async fn the_http_api_runs_a_meeting() {
    let server = TestServer::start().await;
    let (ada, bo, eve) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Eve"));
    let meeting = ada.live_meeting(json!({"granting": "chaired"})).await;
    let of_meeting = json!({"meeting_id": meeting});
    let (status, problem) = bo.try_post("/api/v1/tokens/request", of_meeting.clone()).await;
    assert_eq!((status, &problem["code"]), (403, &json!("not_a_participant")));
    bo.post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
    eve.post(&format!("/api/v1/meetings/{meeting}/join"), json!({"role": "observer"})).await;
    let asked = bo.post("/api/v1/tokens/request", json!({"meeting_id": meeting, "note": "Hello"})).await;
    assert_eq!(asked, json!({"request_id": 1, "state": "accepted", "position": 1}));
    let (status, problem) = bo.try_post("/api/v1/tokens/grant", of_meeting.clone()).await;
    assert_eq!((status, &problem["code"]), (403, &json!("not_permitted")));
    let floor = ada.post("/api/v1/tokens/grant", of_meeting.clone()).await;
    assert_eq!(floor["holder"]["participant_id"], bo.id.as_str());
    assert_eq!(floor["holder"]["grant_no"], 1);
    let status = eve.get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
    assert_eq!(status, floor, "everybody sees the same floor");
    let floor = bo.post("/api/v1/tokens/release", of_meeting.clone()).await;
    assert_eq!((&floor["holder"], &floor["open"]), (&json!(null), &json!(true)));
    let (status, problem) = bo.try_post("/api/v1/tokens/release", of_meeting.clone()).await;
    assert_eq!(
        (status, &problem["code"], &problem["type"]),
        (409, &json!("not_the_holder"), &json!("urn:orchestrasec:problem:not_the_holder"))
    );
    let changed = ada.request(Method::PATCH, &format!("/api/v1/meetings/{meeting}")).json(&json!({"title": "Monthly"}));
    assert_eq!(changed.send().await.unwrap().json::<Value>().await.unwrap()["title"], "Monthly");
    let list = bo.get("/api/v1/meetings?status=live").await;
    assert_eq!(
        (&list["total"], &list["items"][0]["title"], &list["items"][0]["my_role"]),
        (&json!(1), &json!("Monthly"), &json!("participant"))
    );
    let stats = ada.get(&format!("/api/v1/meetings/{meeting}/stats")).await;
    assert_eq!((&stats["turns"], &stats["participants"][1]["turns"]), (&json!(1), &json!(1)));
    let page = ada.get(&format!("/api/v1/meetings/{meeting}/audit?limit=3")).await;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next_after"]), (3, &json!(3)));
    assert_eq!(page["items"][1]["prev_hash"], page["items"][0]["hash"]);
    ada.post(&format!("/api/v1/meetings/{meeting}/close"), json!({})).await;
    let (status, problem) = bo.try_post("/api/v1/tokens/request", of_meeting).await;
    assert_eq!((status, &problem["code"]), (409, &json!("meeting_closed")));
    assert!(verify(ada.export(&meeting).await.as_bytes()).is_ok());
}

#[actix::test]
async fn a_repeated_command_happens_once_and_is_answered_the_same() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    let first = bo_at.command_as("once", "request_floor", json!({})).await;
    let again = bo_at.command_as("once", "request_floor", json!({})).await;
    assert_eq!(first, again);
    bo_at.command("release_floor", json!({})).await;
    // The same key over HTTP is the same command; another person's is another.
    let post = |person: &Person| {
        person
            .request(Method::POST, "/api/v1/tokens/request")
            .header("Idempotency-Key", "once")
            .json(&json!({"meeting_id": meeting}))
    };
    let over_http: Value = post(&bo).send().await.unwrap().json().await.unwrap();
    assert_eq!(over_http, first["result"]);
    let of_ada: Value = post(&ada).send().await.unwrap().json().await.unwrap();
    assert_eq!(of_ada["request_id"], 2);
    let server = server.restart().await;
    let bo = Person::log_in(server.address, "Bo").await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    assert_eq!(bo_at.command_as("once", "request_floor", json!({})).await, first, "also after a restart");
}

#[actix::test]
async fn the_same_idempotency_key_creates_one_meeting() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let create = |title: &str| {
        ada.request(Method::POST, "/api/v1/meetings").header("Idempotency-Key", "k1").json(&json!({"title": title}))
    };
    let first = create("Weekly").send().await.unwrap();
    assert_eq!(first.status(), 201);
    let first: Value = first.json().await.unwrap();
    let again: Value = create("Weekly").send().await.unwrap().json().await.unwrap();
    assert_eq!(first["id"], again["id"]);
    let other = create("Monthly").send().await.unwrap();
    assert_eq!(other.status(), 422);
    assert_eq!(other.json::<Value>().await.unwrap()["code"], "idempotency_key_reused");
    assert_eq!(ada.get("/api/v1/meetings").await["total"], 1);
}

#[actix::test]
async fn a_snapshot_shows_what_the_events_made() {
    let server = TestServer::start().await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut first: Vec<Socket> =
        vec![ada.in_meeting(&meeting).await, bo.in_meeting(&meeting).await, cy.in_meeting(&meeting).await];
    for socket in &mut first {
        socket.command("request_floor", json!({})).await;
    }
    first[0].command("move_request", json!({"request_id": 3, "position": 1})).await;
    let again = bo.in_meeting(&meeting).await;
    assert_eq!(again.state["floor"]["holder"]["display_name"], "Ada");
    assert_eq!(queue_of(&again.state), ["Cy", "Bo"]);
    assert_eq!(again.state["participants"].as_array().unwrap().len(), 3);
}
