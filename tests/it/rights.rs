//! Every command by everybody, in every state of the meeting: what is not listed is refused.

use crate::support::{Person, Socket, TestServer};
use serde_json::{Value, json};

/// Commands with fields that would work if the person might.
fn commands(target: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("request_floor", json!({})),
        ("withdraw_request", json!({"request_id": 99})),
        ("release_floor", json!({})),
        ("grant_floor", json!({})),
        ("deny_request", json!({"request_id": 99})),
        ("revoke_floor", json!({})),
        ("move_request", json!({"request_id": 99, "position": 1})),
        ("open_queue", json!({})),
        ("close_queue", json!({})),
        ("yield_floor", json!({})),
        ("hand_over_floor", json!({"participant_id": target})),
        ("undo_grant", json!({})),
        ("extend_turn", json!({"by_ms": 1_000})),
        ("pause_turn", json!({})),
        ("resume_turn", json!({})),
        ("give_last_word", json!({"participant_id": target})),
        ("invite_to_speak", json!({"participant_id": target})),
        ("extend_phase", json!({"by_ms": 1_000})),
        ("set_ready", json!({"ready": true})),
        ("add_agenda_item", json!({"item": {"title": "Budget"}})),
        ("edit_agenda_item", json!({"item_id": 99, "item": {"title": "Budget"}})),
        ("move_agenda_item", json!({"item_id": 99, "position": 1})),
        ("remove_agenda_item", json!({"item_id": 99})),
        ("enter_agenda_item", json!({"item_id": 99})),
        ("add_guest", json!({"display_name": "Guest"})),
        ("change_role", json!({"participant_id": target, "role": "observer"})),
        ("mute_participant", json!({"participant_id": target})),
        ("unmute_participant", json!({"participant_id": target})),
        ("allow_screen", json!({"participant_id": target, "allowed": true})),
        ("set_extra_time", json!({"participant_id": target, "percent": 50})),
        ("assign_group", json!({"participant_id": target, "group": null})),
        ("advance_phase", json!({})),
        ("go_back_phase", json!({})),
        ("start_meeting", json!({})),
        ("update_meeting", json!({"title": "Renamed"})),
        ("remove_participant", json!({"participant_id": target})),
        ("close_meeting", json!({})),
    ]
}

const FOR_PARTICIPANTS: &[&str] =
    &["request_floor", "withdraw_request", "release_floor", "yield_floor", "hand_over_floor", "set_ready"];

/// Sends every command and gives those that were refused for want of a right.
async fn refused_by_role(socket: &mut Socket, target: &str) -> Vec<&'static str> {
    let mut refused = Vec::new();
    for (kind, fields) in commands(target) {
        let answer = socket.command(kind, fields).await;
        let code = answer["code"].as_str().unwrap_or("");
        if ["not_permitted", "not_a_participant", "banned", "not_following"].contains(&code) {
            refused.push(kind);
        }
    }
    refused
}

#[actix::test]
async fn each_role_can_do_what_the_table_says_and_nothing_else() {
    let server = TestServer::start().await;
    let (root, ada, bo, cy, eve) = tokio::join!(
        server.admin("Root"),
        server.person("Ada"),
        server.person("Bo"),
        server.person("Cy"),
        server.person("Eve")
    );
    let nobody = "01935a00-0000-7000-8000-0000000000aa";
    let all: Vec<_> = commands(nobody).iter().map(|(kind, _)| *kind).collect();
    let leading: Vec<_> = all.iter().copied().filter(|kind| !FOR_PARTICIPANTS.contains(kind)).collect();
    for state in ["scheduled", "live", "closed"] {
        let meeting = ada.create_meeting(json!({})).await;
        for (person, role) in [(&bo, "participant"), (&cy, "observer")] {
            person.post(&format!("/api/v1/meetings/{meeting}/join"), json!({"role": role})).await;
        }
        if state != "scheduled" {
            ada.post(&format!("/api/v1/meetings/{meeting}/start"), json!({})).await;
        }
        let mut bo_at = bo.socket().await;
        let mut cy_at = cy.socket().await;
        let mut root_at = root.socket().await;
        for socket in [&mut bo_at, &mut cy_at, &mut root_at] {
            socket.resume(&meeting, 0).await;
        }
        if state == "closed" {
            ada.post(&format!("/api/v1/meetings/{meeting}/close"), json!({})).await;
        }
        assert_eq!(refused_by_role(&mut bo_at, nobody).await, leading, "a participant of a {state} meeting");
        assert_eq!(refused_by_role(&mut cy_at, nobody).await, all, "an observer of a {state} meeting");
        let by_root = refused_by_role(&mut root_at, nobody).await;
        assert_eq!(
            by_root,
            ["request_floor", "release_floor", "yield_floor", "set_ready"],
            "an admin who is not in the {state} meeting"
        );
        let mut eve_at = eve.socket().await;
        eve_at.meeting.clone_from(&meeting);
        assert_eq!(refused_by_role(&mut eve_at, nobody).await, all, "somebody outside of the {state} meeting");
    }
}

/// Makes every command as a call and gives those that were not refused for want of a right, with what was answered.
async fn done_over_http(person: &Person, meeting: &str, target: &str) -> Vec<(&'static str, Value)> {
    let mut done = Vec::new();
    for (kind, mut fields) in commands(target) {
        fields["type"] = kind.into();
        let (status, answer) = person.try_post(&format!("/api/v1/meetings/{meeting}/commands"), fields).await;
        let refused = ["not_permitted", "not_a_participant", "banned"].iter().any(|code| answer["code"] == *code);
        if status != 403 || !refused {
            done.push((kind, answer));
        }
    }
    done
}

/// Reads everything that is for people of the meeting, and gives what was answered.
async fn read_over_http(person: &Person, meeting: &str) -> Vec<String> {
    let mut read = Vec::new();
    for path in [
        format!("/api/v1/tokens/status?meeting_id={meeting}"),
        format!("/api/v1/phases/current?meeting_id={meeting}"),
        format!("/api/v1/meetings/{meeting}/audit"),
        format!("/api/v1/meetings/{meeting}/export?format=jsonl"),
        format!("/api/v1/meetings/{meeting}/stats"),
    ] {
        let response = person.request(reqwest::Method::GET, &path).send().await.unwrap();
        if response.status() != 403 {
            read.push(format!("{path}: {}", response.text().await.unwrap()));
        }
    }
    read
}

#[actix::test]
async fn who_is_out_of_a_meeting_can_do_nothing_there_in_any_state() {
    let server = TestServer::start().await;
    let (ada, bo, cy, eve) =
        tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"), server.person("Eve"));
    let nobody = "01935a00-0000-7000-8000-0000000000aa";
    let all: Vec<_> = commands(nobody).iter().map(|(kind, _)| *kind).collect();
    for state in ["scheduled", "live", "closed"] {
        let meeting = ada.create_meeting(json!({})).await;
        let elsewhere = eve.live_meeting(json!({})).await;
        // Both were in, and followed, and kept their connections; Eve leads another meeting and follows that.
        let (mut bo_at, mut cy_at) = (bo.in_meeting(&meeting).await, cy.in_meeting(&meeting).await);
        let mut eve_at = eve.in_meeting(&elsewhere).await;
        if state != "scheduled" {
            ada.post(&format!("/api/v1/meetings/{meeting}/start"), json!({})).await;
        }
        for (person, rejoin) in [(&bo, "allowed"), (&cy, "banned")] {
            let body = json!({"participant_id": person.id, "rejoin": rejoin});
            ada.post(&format!("/api/v1/meetings/{meeting}/remove"), body).await;
        }
        if state == "closed" {
            ada.post(&format!("/api/v1/meetings/{meeting}/close"), json!({})).await;
        }
        for socket in [&mut bo_at, &mut cy_at] {
            socket.other("removed").await;
        }
        let before = ada.export(&meeting).await;
        for (who, person, socket, code) in [
            ("removed", &bo, &mut bo_at, "not_a_participant"),
            ("banned", &cy, &mut cy_at, "banned"),
            ("of another meeting", &eve, &mut eve_at, "not_a_participant"),
        ] {
            let what = format!("who is {who}, in a {state} meeting");
            socket.meeting.clone_from(&meeting);
            assert_eq!(refused_by_role(socket, nobody).await, all, "{what}");
            let resumed = socket.command("resume", json!({"after": 0})).await;
            assert_eq!((&resumed["type"], &resumed["code"]), (&json!("refusal"), &json!(code)), "{what}");
            // That wish does not leave a door open either.
            assert_eq!(refused_by_role(socket, nobody).await, all, "{what}, after resuming in vain");
            assert_eq!(done_over_http(person, &meeting, nobody).await, [], "{what}");
            assert_eq!(read_over_http(person, &meeting).await, [""; 0], "{what}");
        }
        let after = ada.export(&meeting).await;
        let done = after.lines().skip(before.lines().count()).filter(|line| !line.contains("\"command_refused\""));
        assert_eq!(done.collect::<Vec<_>>(), [""; 0], "nothing happened in the {state} meeting");
    }
}

#[actix::test]
async fn who_is_removed_hears_no_more_and_who_is_banned_does_not_come_back() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    for (rejoin, code) in [("allowed", "removed"), ("banned", "banned")] {
        let mut bo_at = bo.in_meeting(&meeting).await;
        bo_at.command("request_floor", json!({})).await;
        let fields = json!({"participant_id": bo.id, "reason": "Disturbs", "rejoin": rejoin});
        ada_at.command("remove_participant", fields).await;
        let told = bo_at.other("removed").await;
        assert_eq!((&told["code"], &told["reason"]), (&json!(code), &json!("Disturbs")));
        assert_eq!(bo_at.command("release_floor", json!({})).await["code"], "not_following");
        ada_at.command(if code == "removed" { "close_queue" } else { "open_queue" }, json!({})).await;
        assert_ne!(bo_at.events.back().unwrap()["kind"], "queue_closed", "nothing reaches who is out");
        if code == "removed" {
            ada_at.command("open_queue", json!({})).await;
        }
    }
    let (status, problem) = bo.try_post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
    assert_eq!((status, &problem["code"]), (403, &json!("banned")));
}

#[actix::test]
async fn what_belongs_to_one_meeting_means_nothing_in_another() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let of_ada = ada.live_meeting(json!({"granting": "chaired"})).await;
    let of_bo = bo.live_meeting(json!({"granting": "chaired"})).await;
    ada.post("/api/v1/tokens/request", json!({"meeting_id": of_ada})).await;
    // Bo leads another meeting: nothing of it helps here.
    for (path, body) in [
        ("/api/v1/tokens/grant", json!({"meeting_id": of_ada, "request_id": 1})),
        ("/api/v1/tokens/deny", json!({"meeting_id": of_ada, "request_id": 1})),
        ("/api/v1/phases/advance", json!({"meeting_id": of_ada})),
        (&*format!("/api/v1/meetings/{of_ada}/close"), json!({})),
    ] {
        let (status, problem) = bo.try_post(path, body).await;
        assert_eq!((status, &problem["code"]), (403, &json!("not_a_participant")), "{path}");
    }
    let (status, problem) = bo.try_post("/api/v1/tokens/grant", json!({"meeting_id": of_bo, "request_id": 1})).await;
    assert_eq!((status, &problem["code"]), (404, &json!("request_not_found")));
    for path in ["audit", "export?format=jsonl", "stats"] {
        let response =
            bo.request(reqwest::Method::GET, &format!("/api/v1/meetings/{of_ada}/{path}")).send().await.unwrap();
        assert_eq!(response.status(), 403, "{path}");
    }
}

#[actix::test]
async fn signing_out_ends_open_connections_within_five_seconds() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut at = ada.in_meeting(&meeting).await;
    let other_device = Person::log_in(server.address, "Ada").await;
    let mut stays = other_device.in_meeting(&meeting).await;
    let started = std::time::Instant::now();
    let response = ada
        .request(reqwest::Method::POST, "/api/v1/auth/logout")
        .json(&json!({"refresh_token": ada.refresh_token}))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(at.close_code().await, Some(4401));
    assert!(started.elapsed().as_secs() <= 5);
    let refused = ada.request(reqwest::Method::GET, "/api/v1/auth/me").send().await.unwrap();
    assert_eq!(refused.status(), 401);
    assert_eq!(stays.command("request_floor", json!({})).await["type"], "ack", "the other device stays");
}

#[actix::test]
async fn meetings_that_refuse_to_be_followed_take_no_place_among_those_that_are() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let mut bo_at = bo.socket().await;
    let meetings: Vec<_> = (0..40).map(|_| ada.create_meeting(json!({}))).collect();
    for meeting in futures_util::future::join_all(meetings).await {
        bo_at.meeting.clone_from(&meeting);
        assert_eq!(bo_at.command("resume", json!({"after": 0})).await["code"], "not_a_participant");
        assert_eq!(bo_at.command("leave", json!({})).await["code"], "not_following");
    }
}
