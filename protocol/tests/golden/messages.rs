//! One example of every message.

use super::{assert_golden, at, meeting_id, new_meeting, person};
use orchestrasec_domain::{
    AccountRole, Event, Meeting, MeetingRole, Outcome, RequestId, RequestState, Right, Seq, Timestamp,
    event::LateAdmission,
};
use orchestrasec_protocol::{
    Ask, ClientMessage, Code, EncodedEvent, MeetingView, Problem, ServerMessage, Viewer,
    decode::decode,
    event::ReceivedEvent,
    media::{IceServer, MediaMids, MediaSlot, SlotKind},
    server::{PresenceChange, UserView},
    view::You,
};
use serde_json::{Value, json};

/// Every client message as a client would write it, with its optional fields.
fn client_messages() -> Vec<Value> {
    let meeting = meeting_id();
    let bo = person(2, "Bo").user_id;
    let of = |kind: &str, more: Value| {
        let mut message = json!({"type": kind, "id": "c7", "meeting_id": meeting});
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        message
    };
    let item = json!({
        "title": "Budget", "owner": bo, "planned_ms": 600_000,
        "links": [{"title": "The draft", "url": "https://example.org/draft"}],
    });
    vec![
        json!({"type": "hello", "protocol": 1, "token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"}),
        json!({"type": "ping", "t": 12.5}),
        of("join", json!({"role": "participant"})),
        of("resume", json!({"after": 41})),
        of("unfollow", json!({})),
        of(
            "request_floor",
            json!({"kind": "contribution", "stance": "pro", "note": "About the budget", "beneficiary": bo}),
        ),
        of("withdraw_request", json!({"request_id": 8})),
        of("release_floor", json!({})),
        of("grant_floor", json!({"request_id": 8})),
        of("deny_request", json!({"request_id": 8, "reason": "Was said before"})),
        of("yield_floor", json!({})),
        of("hand_over_floor", json!({"participant_id": bo})),
        of("undo_grant", json!({})),
        of("extend_turn", json!({"by_ms": 30_000})),
        of("pause_turn", json!({})),
        of("resume_turn", json!({})),
        of("give_last_word", json!({"participant_id": bo})),
        of("invite_to_speak", json!({"participant_id": bo})),
        of("revoke_floor", json!({"reason": "Time is up"})),
        of("move_request", json!({"request_id": 8, "position": 1})),
        of("open_queue", json!({})),
        of("close_queue", json!({"late": "points_of_order"})),
        of("advance_phase", json!({})),
        of("go_back_phase", json!({})),
        of("extend_phase", json!({"by_ms": 300_000})),
        of("set_ready", json!({"ready": true})),
        of("add_agenda_item", json!({"item": item, "position": 1})),
        of("edit_agenda_item", json!({"item_id": 1, "item": {"title": "Minutes of the last meeting"}})),
        of("move_agenda_item", json!({"item_id": 1, "position": 2})),
        of("remove_agenda_item", json!({"item_id": 1})),
        of("enter_agenda_item", json!({"item_id": 1})),
        of("start_meeting", json!({})),
        of("close_meeting", json!({})),
        of(
            "update_meeting",
            json!({"title": "Where we meet", "description": "", "scheduled_start": null, "settings": {"turn_limit_ms": null, "overtime": "revoke"}}),
        ),
        of("remove_participant", json!({"participant_id": bo, "reason": "Disturbs", "rejoin": "banned"})),
        of("add_guest", json!({"display_name": "Eve"})),
        of("change_role", json!({"participant_id": bo, "role": "observer"})),
        of("set_extra_time", json!({"participant_id": bo, "percent": 50})),
        of("mute_participant", json!({"participant_id": bo})),
        of("unmute_participant", json!({"participant_id": bo})),
        of("allow_screen", json!({"participant_id": bo, "allowed": true})),
        of("assign_group", json!({"participant_id": bo, "group": "north"})),
        of("leave", json!({})),
        of("media_join", json!({})),
        of("media_answer", json!({"rev": 1, "sdp": "v=0\r\n"})),
        of("media_want", json!({"slots": [{"participant_id": bo, "layer": 1}]})),
        of("media_restart", json!({})),
        of("media_leave", json!({})),
    ]
}

fn server_messages() -> Vec<ServerMessage> {
    let ada = person(1, "Ada");
    let created = Meeting::create(&ada, &new_meeting()).unwrap();
    let meeting = Meeting::born(at(0), &created).unwrap();
    let meeting_id = meeting_id();
    let closed: ReceivedEvent = {
        let event =
            EncodedEvent::new(Seq(42), at(9), Some(ada.user_id), &Event::QueueClosed { late: LateAdmission::Nothing })
                .unwrap();
        serde_json::from_value(serde_json::to_value(event.view(Viewer::Public)).unwrap()).unwrap()
    };
    vec![
        ServerMessage::Welcome {
            protocol: 1,
            session_id: "5f2b8c".into(),
            user: UserView { id: ada.user_id, display_name: "Ada".into(), role: AccountRole::Member },
            server_time: at(0),
            heartbeat_ms: 20_000,
        },
        ServerMessage::Snapshot {
            meeting_id,
            seq: 1,
            server_time: at(1),
            you: You::of(&meeting, ada.participant_id(), AccountRole::Member),
            meeting: Box::new(MeetingView::from(&meeting)),
            online: vec![ada.participant_id()],
        },
        ServerMessage::Events { meeting_id, events: vec![closed] },
        ServerMessage::You {
            meeting_id,
            you: You::in_role(ada.participant_id(), Some(MeetingRole::Observer), AccountRole::Member),
        },
        ServerMessage::Presence {
            meeting_id,
            changes: vec![PresenceChange { participant_id: ada.participant_id(), connected: true }],
        },
        ServerMessage::Ack {
            id: "c7".into(),
            seq: 42,
            result: Some(Outcome { request_id: RequestId(8), state: RequestState::Accepted, position: 2 }),
        },
        ServerMessage::refusal(Some("c7".into()), Problem::of(Code::QueueIsClosed)),
        ServerMessage::Pong { t: serde_json::Number::from_f64(12.5).unwrap(), server_time: at(2) },
        ServerMessage::Removed { meeting_id, code: Code::Banned, reason: Some("Disturbs".into()) },
        ServerMessage::GoingDown { resume_after_ms: 500 },
        ServerMessage::MediaOffer {
            meeting_id,
            rev: 1,
            fresh: true,
            sdp: "v=0\r\n".into(),
            mids: MediaMids {
                mic: Some("0".into()),
                cam: Some("1".into()),
                screen: Some("2".into()),
                floor: "3".into(),
            },
            slots: vec![slot("4", SlotKind::Screen, None), slot("5", SlotKind::Video, Some(ada.participant_id()))],
            ice_servers: vec![IceServer {
                urls: vec!["turn:turn.example.org:3478?transport=udp".into()],
                username: "1795340400:5f2b8c".into(),
                credential: "c2VjcmV0".into(),
            }],
        },
        ServerMessage::MediaSlots {
            meeting_id,
            slots: vec![slot("4", SlotKind::Screen, Some(ada.participant_id())), slot("5", SlotKind::Video, None)],
        },
        ServerMessage::MediaError { meeting_id, code: Code::MediaRoleChanged, ended: true },
    ]
}

fn slot(mid: &str, kind: SlotKind, participant_id: Option<orchestrasec_domain::ParticipantId>) -> MediaSlot {
    MediaSlot { mid: mid.into(), kind, participant_id }
}

fn pretty(value: &impl serde::Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap())
}

#[test]
fn every_client_message_is_read_and_has_a_golden_file() {
    for message in client_messages() {
        let text = serde_json::to_string(&message).unwrap();
        let read: ClientMessage = decode(text.as_bytes()).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let ask = read.into_ask().unwrap();
        if let Ask::Join { role, .. } = ask {
            assert_eq!(role, MeetingRole::Participant);
        }
        assert_golden(&format!("messages/client_{}.json", message["type"].as_str().unwrap()), &pretty(&message));
    }
}

#[test]
fn every_server_message_has_a_golden_file_and_reads_back() {
    for message in server_messages() {
        let value = serde_json::to_value(&message).unwrap();
        let kind = value["type"].as_str().unwrap().to_owned();
        assert_eq!(serde_json::from_value::<ServerMessage>(value.clone()).unwrap(), message);
        assert_golden(&format!("messages/server_{kind}.json"), &pretty(&message));
    }
}

#[test]
fn unknown_fields_and_types_are_refused_by_name() {
    for (text, code) in [
        (
            r#"{"type":"release_floor","id":"c1","meeting_id":"01935a00-0000-7000-8000-0000000000aa","x":1}"#,
            "unknown_field",
        ),
        (r#"{"type":"sing","id":"c1"}"#, "unknown_message"),
        (r#"{"type":"release_floor","id":"c1"}"#, "invalid_field"),
        (r#"{"type":"release_floor","id":"c1","#, "malformed_json"),
    ] {
        let problem = decode::<ClientMessage>(text.as_bytes()).unwrap_err();
        assert_eq!(problem.code.name(), code, "{text}");
    }
}

#[test]
fn what_is_confidential_is_redacted_for_the_public_and_only_that() {
    let refused = Event::CommandRefused { command: Right::GrantFloor, code: "not_permitted".into() };
    let ada = person(1, "Ada").user_id;
    for event in [refused, Event::QueueOpened {}] {
        let encoded = EncodedEvent::new(Seq(1), Timestamp(0), Some(ada), &event).unwrap();
        assert_eq!(encoded.view(Viewer::Public).kind == "redacted", event.is_confidential());
        assert_eq!(encoded.view(Viewer::Public).actor.is_none(), event.is_confidential());
        assert_ne!(encoded.view(Viewer::Steward).kind, "redacted");
    }
}
