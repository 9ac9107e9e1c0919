//! Who was away gets exactly what was missed.

use crate::support::TestServer;
use serde_json::json;

#[actix::test]
async fn resuming_from_any_point_gives_exactly_what_follows() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut live = ada.in_meeting(&meeting).await;
    for _ in 0..10 {
        live.command("request_floor", json!({})).await;
        let released = live.command("release_floor", json!({})).await;
        live.until(released["seq"].as_u64().unwrap()).await;
    }
    let head = live.seq;
    assert!(head > 30);
    let mut back = ada.socket().await;
    for after in 0..=head {
        back.events.clear();
        back.resume(&meeting, after).await;
        back.until(head).await;
        let got: Vec<_> = back.events.iter().map(|event| event["seq"].as_u64().unwrap()).collect();
        assert_eq!(got, (after + 1..=head).collect::<Vec<_>>());
    }
    back.resume(&meeting, head + 5).await;
    assert_eq!(back.other("snapshot").await["seq"], head, "a future that never was: the whole state");
}

#[actix::test]
async fn resuming_after_a_restart_goes_on_where_it_was() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut before = ada.in_meeting(&meeting).await;
    let asked = before.command("request_floor", json!({})).await;
    let seen = asked["seq"].as_u64().unwrap();
    let server = server.restart().await;
    assert_eq!(before.other("going_down").await["resume_after_ms"], 500);
    assert_eq!(before.close_code().await, Some(1012));
    let ada = crate::support::Person::log_in(server.address, "Ada").await;
    let mut after = ada.socket().await;
    after.resume(&meeting, seen - 1).await;
    assert_eq!(after.event("floor_granted").await["seq"], seen);
    assert_eq!(after.command("release_floor", json!({})).await["seq"], seen + 1);
}

#[actix::test]
async fn who_is_not_in_the_meeting_cannot_resume_it() {
    let server = TestServer::start().await;
    let (ada, eve) = tokio::join!(server.person("Ada"), server.person("Eve"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut socket = eve.socket().await;
    socket.resume(&meeting, 0).await;
    assert_eq!(socket.other("refusal").await["code"], "not_a_participant");
    socket.resume("01935a00-0000-7000-8000-0000000000aa", 0).await;
    assert_eq!(socket.other("refusal").await["code"], "meeting_not_found");
}

#[actix::test]
async fn presence_tells_who_has_a_connection() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let bo_at = bo.in_meeting(&meeting).await;
    let mut came = ada_at.other("presence").await;
    if came["changes"][0]["participant_id"] == ada.id.as_str() && came["changes"].as_array().unwrap().len() == 1 {
        came = ada_at.other("presence").await;
    }
    let bo_came = json!({"participant_id": bo.id, "connected": true});
    assert!(came["changes"].as_array().unwrap().contains(&bo_came), "{came}");
    drop(bo_at);
    let went = ada_at.other("presence").await;
    assert_eq!(went["changes"], json!([{"participant_id": bo.id, "connected": false}]));
}
