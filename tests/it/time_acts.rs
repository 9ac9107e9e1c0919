//! Turn limits and heartbeats: time is moved by the test.

use crate::support::{ManualClock, TestServer};
use serde_json::json;
use std::sync::Arc;

#[actix::test]
async fn a_turn_is_warned_then_overruns_and_stays_with_its_holder() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({"turn_limit_ms": 60_000, "warning_ms": 10_000, "overtime": "notify"})).await;
    let mut at = ada.in_meeting(&meeting).await;
    at.command("request_floor", json!({})).await;
    let granted = at.event("floor_granted").await;
    assert_eq!(granted["payload"]["ends_at"], "2026-11-23T09:31:00.000Z");
    clock.advance_ms(49_999);
    clock.advance_ms(1);
    assert_eq!(at.event("turn_warned").await["at"], "2026-11-23T09:30:50.000Z");
    clock.advance_ms(10_000);
    assert_eq!(at.event("turn_overran").await["at"], "2026-11-23T09:31:00.000Z");
    let released = at.command("release_floor", json!({})).await;
    assert_eq!(released["type"], "ack");
    assert_eq!(at.event("floor_released").await["payload"]["spoke_ms"], 60_000);
}

#[actix::test]
async fn a_turn_over_its_limit_is_taken_and_the_next_speaks() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({"turn_limit_ms": 60_000, "warning_ms": 0, "overtime": "revoke"})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    ada_at.command("request_floor", json!({})).await;
    bo_at.command("request_floor", json!({})).await;
    clock.advance_ms(60_000);
    let revoked = bo_at.event("floor_revoked").await;
    assert_eq!((&revoked["payload"]["cause"], &revoked["actor"]), (&json!("overtime"), &json!(null)));
    assert_eq!(bo_at.event("floor_granted").await["payload"]["participant_id"], bo.id.as_str());
}

#[actix::test]
async fn a_deadline_acts_on_time_after_a_restart_though_nobody_is_there() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let ada = server.person("Ada").await;
    // The clock is not to stand for Ada, who is nowhere for most of the time.
    let settings = json!({"turn_limit_ms": 60_000, "warning_ms": 0, "overtime": "revoke", "hold_ms": 0});
    let meeting = ada.live_meeting(settings).await;
    ada.post("/api/v1/tokens/request", json!({"meeting_id": meeting})).await;
    let server = server.restart().await;
    let ada = crate::support::Person::log_in(server.address, "Ada").await;
    clock.advance_ms(59_000);
    let floor = ada.get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
    assert_eq!(floor["holder"]["ends_at"], "2026-11-23T09:31:00.000Z", "the remaining time is what it was");
    let mut at = ada.in_meeting(&meeting).await;
    clock.advance_ms(1_000);
    assert_eq!(at.event("floor_revoked").await["payload"]["spoke_ms"], 60_000);
}

#[actix::test]
async fn who_gives_no_sign_of_life_is_closed_after_two_heartbeats() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let ada = server.person("Ada").await;
    let mut at = ada.socket().await;
    for t in 0..3 {
        clock.advance_ms(39_000);
        at.send(&json!({"type": "ping", "t": t})).await;
        assert_eq!(at.other("pong").await["t"], t, "a sign of life counts");
    }
    clock.advance_ms(40_001);
    assert_eq!(at.close_code().await, Some(4408));
}
