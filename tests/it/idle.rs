//! A meeting that nobody needs is let go, and comes back when somebody asks. Time is moved by the test.

use crate::support::{ManualClock, TestServer};
use serde_json::json;
use std::{sync::Arc, time::Duration};

const LINGER_MS: i64 = 120_000;

async fn start() -> (TestServer, ManualClock) {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    (TestServer::start_with(Arc::new(clock.clone()), |_| {}).await, clock)
}

/// Ends when the meeting is in memory no more.
async fn let_go(server: &TestServer, meeting: &str) {
    let gone = async {
        while server.runs(meeting) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("the meeting is let go");
}

#[actix::test]
async fn a_meeting_that_nobody_needs_is_let_go_and_comes_back_as_it_was() {
    let (server, clock) = start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({"granting": "chaired"})).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    bo_at.command("request_floor", json!({"note": "About the budget"})).await;
    let seq = bo_at.seq.max(bo_at.event("floor_requested").await["seq"].as_u64().unwrap());
    let status = format!("/api/v1/tokens/status?meeting_id={meeting}");
    let before = ada.get(&status).await;
    assert_eq!(before["queue"][0]["display_name"], "Bo");
    drop(bo_at);
    // When the last connection's end is known is for the network to say: time goes on until then.
    let hours = async {
        while server.runs(&meeting) {
            clock.advance_ms(LINGER_MS);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), hours).await.expect("the meeting is let go");

    assert_eq!(ada.get(&status).await, before);
    assert!(server.runs(&meeting));
    let mut bo_at = bo.socket().await;
    bo_at.resume(&meeting, seq).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    ada_at.command("grant_floor", json!({})).await;
    assert_eq!(bo_at.event("floor_granted").await["seq"], seq + 1, "nothing was written meanwhile");
}

#[actix::test]
async fn a_meeting_with_a_follower_or_a_deadline_stays() {
    let (server, clock) = start().await;
    let ada = server.person("Ada").await;
    let unneeded = ada.live_meeting(json!({})).await;
    let followed = ada.live_meeting(json!({})).await;
    let timed = ada.live_meeting(json!({"turn_limit_ms": 600_000, "warning_ms": 0, "overtime": "revoke"})).await;
    ada.post("/api/v1/tokens/request", json!({"meeting_id": timed})).await;
    let mut at = ada.in_meeting(&followed).await;
    for round in 0..2 {
        for step in 0..4 {
            clock.advance_ms(LINGER_MS / 4);
            at.send(&json!({"type": "ping", "t": step})).await;
            at.other("pong").await;
        }
        let_go(&server, &unneeded).await;
        assert!(server.runs(&followed) && server.runs(&timed), "round {round}");
        ada.get(&format!("/api/v1/tokens/status?meeting_id={unneeded}")).await;
        assert!(server.runs(&unneeded));
    }
    assert_eq!(at.command("request_floor", json!({})).await["type"], "ack");
    assert_eq!(at.event("floor_granted").await["payload"]["grant_no"], 1);

    // The turn ends on time though nobody is there; then nothing is left to wait for.
    clock.advance_ms(600_000 - 2 * LINGER_MS);
    let path = format!("/api/v1/meetings/{timed}/audit");
    let revoked = loop {
        let record = ada.get(&path).await;
        let found = record["items"].as_array().unwrap().iter().find(|item| item["kind"] == "floor_revoked").cloned();
        if let Some(revoked) = found {
            break revoked;
        }
    };
    assert_eq!(revoked["at"], "2026-11-23T09:40:00.000Z");
    clock.advance_ms(LINGER_MS);
    let_go(&server, &timed).await;
}
