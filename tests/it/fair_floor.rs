//! The floor over real sockets: who waits where is the same for everybody, interruptions, lost connections, roles changed live.

use crate::support::{ManualClock, Person, Socket, TestServer};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// What a client that never sorts takes the queue to be, after each event.
#[derive(Default)]
struct Mirror {
    queue: Vec<u64>,
    after: BTreeMap<u64, Vec<u64>>,
}

impl Mirror {
    fn of(socket: &Socket) -> Self {
        let queue = socket.state["floor"]["queue"].as_array().unwrap();
        let queue = queue.iter().map(|request| request["request_id"].as_u64().unwrap()).collect();
        Self { queue, after: BTreeMap::new() }
    }

    fn follow(&mut self, event: &Value) {
        let (kind, payload) = (event["kind"].as_str().unwrap(), &event["payload"]);
        let request = payload["request_id"].as_u64();
        match (kind, request) {
            ("floor_requested", Some(id)) => self.queue.push(id),
            ("request_withdrawn" | "request_denied", Some(id)) => self.queue.retain(|one| *one != id),
            ("floor_granted", Some(id)) if payload["resumes"].is_null() => self.queue.retain(|one| *one != id),
            ("meeting_closed", _) => self.queue.clear(),
            _ => {}
        }
        if let Some(places) = event["queue"].as_array() {
            self.queue = places.iter().map(|place| place["request_id"].as_u64().unwrap()).collect();
        }
        self.after.insert(event["seq"].as_u64().unwrap(), self.queue.clone());
    }

    fn follow_all(&mut self, socket: &mut Socket) {
        for event in std::mem::take(&mut socket.events) {
            self.follow(&event);
        }
    }
}

async fn people(server: &TestServer, count: usize) -> Vec<Person> {
    let names: Vec<_> = (0..count).map(|number| format!("P{number}")).collect();
    let mut people = Vec::new();
    for name in &names {
        people.push(server.person(name).await);
    }
    people
}

#[actix::test]
async fn twenty_who_ask_at_once_see_the_same_order_at_every_seq() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let ada = server.person("Ada").await;
    let settings = json!({"granting": "chaired", "queue_order": "least_time", "protected_positions": 2});
    let meeting = ada.live_meeting(settings).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let people = people(&server, 20).await;
    let mut sockets: Vec<Socket> = join_all(people.iter().map(|person| person.in_meeting(&meeting))).await;
    // Some have spoken before, so that the order is not that of asking.
    for (index, socket) in sockets.iter_mut().enumerate().take(8) {
        ada_at.command("grant_floor", json!({"participant_id": people[index].id})).await;
        clock.advance_ms(1_000 * (8 - i64::try_from(index).unwrap()));
        assert_eq!(socket.command("release_floor", json!({})).await["type"], "ack");
    }
    let start = ada.get(&format!("/api/v1/meetings/{meeting}/audit?limit=1")).await["head_seq"].as_u64().unwrap();
    for socket in &mut sockets {
        socket.until(start).await;
        socket.events.clear();
    }
    let mut mirrors: Vec<_> = (0..20).map(|_| Mirror::default()).collect();
    for round in 0..3 {
        let kind = ["contribution", "clarifying_question", "contribution"][round];
        for socket in &mut sockets {
            socket.send_command(&format!("r{round}"), "request_floor", json!({"kind": kind})).await;
        }
        // Meanwhile the facilitator moves, grants and denies.
        ada_at.command("move_request", json!({"request_id": 3 + 20 * round, "position": 1})).await;
        ada_at.command("grant_floor", json!({})).await;
        ada_at.command("deny_request", json!({"request_id": 5 + 20 * round})).await;
        ada_at.command("revoke_floor", json!({})).await;
        ada_at.command("revoke_floor", json!({})).await;
        for socket in &mut sockets {
            socket.answer_to(&format!("r{round}")).await;
        }
    }
    let head = ada.get(&format!("/api/v1/meetings/{meeting}/audit?limit=1")).await["head_seq"].as_u64().unwrap();
    for (socket, mirror) in sockets.iter_mut().zip(&mut mirrors) {
        socket.until(head).await;
        mirror.follow_all(socket);
    }
    let first = &mirrors[0].after;
    assert!(first.len() > 40, "{}", first.len());
    for (number, mirror) in mirrors.iter().enumerate() {
        assert_eq!(&mirror.after, first, "client {number}");
    }
    let status = ada.get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
    let queue: Vec<_> =
        status["queue"].as_array().unwrap().iter().map(|one| one["request_id"].as_u64().unwrap()).collect();
    assert_eq!(mirrors[0].queue, queue, "and the server's");
    // Nobody who spoke more waits in front, within a kind and among those whom no rule holds in place.
    let spoke = |one: &Value| one["explanation"]["spoke_ms"].as_u64();
    for kind in ["clarifying_question", "contribution"] {
        let rank = status["queue"].as_array().unwrap().iter().filter(|one| one["kind"] == kind);
        let spoken: Vec<_> = rank.filter_map(spoke).collect();
        assert!(spoken.len() > 10 && spoken.is_sorted(), "{kind}: {spoken:?}");
    }
}

#[actix::test]
async fn who_resumes_learns_the_order_as_who_stayed_also_after_a_restart() {
    let server = TestServer::start().await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let meeting = ada.live_meeting(json!({"granting": "chaired"})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut mirror = Mirror::of(&ada_at);
    let from = ada_at.seq;
    for person in [&bo, &cy] {
        person.post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
        person.post("/api/v1/tokens/request", json!({"meeting_id": meeting})).await;
    }
    cy.post("/api/v1/tokens/request", json!({"meeting_id": meeting, "kind": "point_of_order"})).await;
    let moved = ada_at.command("move_request", json!({"request_id": 2, "position": 1})).await;
    ada_at.until(moved["seq"].as_u64().unwrap()).await;
    mirror.follow_all(&mut ada_at);
    assert_eq!(mirror.queue, [2, 3, 1]);
    let server = server.restart().await;
    let ada = Person::log_in(server.address, "Ada").await;
    let mut again = ada.socket().await;
    again.resume(&meeting, from).await;
    again.until(moved["seq"].as_u64().unwrap()).await;
    let mut after = Mirror::default();
    after.follow_all(&mut again);
    assert_eq!(after.after, mirror.after);
}

#[actix::test]
async fn a_clarifying_question_interposes_and_the_speaker_goes_on_with_what_was_left() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let meeting = ada.live_meeting(json!({"turn_limit_ms": 60_000, "warning_ms": 0})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    let mut cy_at = cy.in_meeting(&meeting).await;
    bo_at.command("request_floor", json!({})).await;
    clock.advance_ms(20_000);
    cy_at.command("request_floor", json!({"kind": "clarifying_question"})).await;
    assert_eq!(ada_at.command("grant_floor", json!({})).await["type"], "ack");
    let suspended = bo_at.event("floor_suspended").await;
    assert_eq!(
        (&suspended["payload"]["participant_id"], &suspended["payload"]["spoke_ms"]),
        (&json!(bo.id), &json!(20_000))
    );
    assert_eq!(bo_at.command("release_floor", json!({})).await["code"], "not_the_holder");
    clock.advance_ms(15_000);
    cy_at.command("release_floor", json!({})).await;
    let back = bo_at.wait_for_grant(&bo.id).await;
    assert_eq!((&back["payload"]["resumes"], &back["payload"]["limit_ms"]), (&json!(1), &json!(40_000)));
    assert_eq!(back["payload"]["ends_at"], "2026-11-23T09:31:15.000Z");
}

#[actix::test]
async fn the_clock_stands_while_the_holder_is_away_and_frees_the_floor_after_the_hold_time() {
    let clock = ManualClock::starting_at("2026-11-23T09:30:00Z");
    let server = TestServer::start_with(Arc::new(clock.clone()), |_| {}).await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({"turn_limit_ms": 60_000, "warning_ms": 0, "hold_ms": 30_000})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    bo_at.command("request_floor", json!({})).await;
    ada_at.command("request_floor", json!({})).await;
    clock.advance_ms(10_000);
    drop(bo_at);
    ada_at.presence(&bo.id, false).await;
    clock.advance_ms(2_000);
    let paused = ada_at.event("turn_paused").await;
    assert_eq!((&paused["payload"]["cause"], &paused["payload"]["spoke_ms"]), (&json!("disconnected"), &json!(12_000)));
    clock.advance_ms(20_000);
    let mut bo_at = bo.in_meeting(&meeting).await;
    let resumed = ada_at.event("turn_resumed").await;
    assert_eq!(resumed["payload"]["ends_at"], "2026-11-23T09:31:20.000Z", "twenty seconds later than it was");
    bo_at.until(resumed["seq"].as_u64().unwrap()).await;
    // Away for a second only: nothing is recorded.
    drop(bo_at);
    ada_at.presence(&bo.id, false).await;
    clock.advance_ms(1_000);
    let bo_at = bo.in_meeting(&meeting).await;
    ada_at.presence(&bo.id, true).await;
    clock.advance_ms(5_000);
    drop(bo_at);
    ada_at.presence(&bo.id, false).await;
    clock.advance_ms(2_000);
    assert_eq!(ada_at.event("turn_paused").await["payload"]["spoke_ms"], 20_000);
    clock.advance_ms(30_000);
    let revoked = ada_at.event("floor_revoked").await;
    assert_eq!(
        (&revoked["payload"]["cause"], &revoked["payload"]["spoke_ms"]),
        (&json!("disconnected"), &json!(20_000))
    );
    assert_eq!(ada_at.event("floor_granted").await["payload"]["participant_id"], json!(ada.id));
}

#[actix::test]
async fn a_role_that_is_changed_acts_on_open_connections_at_once() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    bo_at.command("request_floor", json!({})).await;
    let change = |role: &str| json!({"participant_id": bo.id, "role": role});
    ada_at.command("change_role", change("observer")).await;
    assert_eq!(ada_at.event("floor_revoked").await["payload"]["cause"], "role");
    let you = bo_at.other("you").await;
    assert_eq!((&you["you"]["role"], &you["meeting_id"]), (&json!("observer"), &json!(meeting)));
    assert_eq!(bo_at.command("request_floor", json!({})).await["code"], "not_permitted");
    ada_at.command("change_role", change("facilitator")).await;
    let you = bo_at.other("you").await;
    assert!(you["you"]["rights"].as_array().unwrap().contains(&json!("grant_floor")));
    // From now on Bo sees what only facilitators see.
    let eve = server.person("Eve").await;
    let mut eve_at = eve.socket().await;
    eve_at.join(&meeting, "observer").await;
    eve_at.command("grant_floor", json!({})).await;
    assert_eq!(bo_at.event("command_refused").await["payload"]["command"], "grant_floor");
    assert_eq!(eve_at.event("redacted").await["payload"], json!({}));
}

#[actix::test]
async fn every_command_of_the_socket_is_one_call_as_well() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({})).await;
    let at = format!("/api/v1/meetings/{meeting}/commands");
    let guest = ada.post(&at, json!({"type": "add_guest", "display_name": "Eve"})).await;
    assert_eq!(guest["result"], json!(null));
    let mut ada_at = ada.in_meeting(&meeting).await;
    let eve = ada_at.state["participants"][1].clone();
    assert_eq!((&eve["guest"], &eve["display_name"]), (&json!(true), &json!("Eve")));
    let asked = ada.post(&at, json!({"type": "request_floor", "beneficiary": eve["participant_id"]})).await;
    assert_eq!(asked["result"]["state"], "granted");
    ada.post(&at, json!({"type": "release_floor"})).await;
    assert_eq!(ada_at.event("floor_released").await["payload"]["cause"], "on_behalf");
    for (body, status, code) in [
        (json!({"type": "dance"}), 400, "unknown_message"),
        (json!({"type": "extend_turn"}), 422, "invalid_field"),
        (json!({"type": "extend_turn", "by_ms": 1_000, "id": "c"}), 400, "unknown_field"),
        (json!({"type": "extend_turn", "by_ms": 1_000}), 409, "floor_is_free"),
    ] {
        let (answered, problem) = ada.try_post(&at, body.clone()).await;
        assert_eq!((answered, problem["code"].as_str()), (status, Some(code)), "{body}");
    }
}
