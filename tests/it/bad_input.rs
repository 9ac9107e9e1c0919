//! Bad input at every entrance of the socket gets its documented code, and harms nobody: nothing panics on it.

use crate::support::{Person, ServerProcess, Socket};
use serde_json::json;
use tempfile::TempDir;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

/// A server that counts panics, and one person.
async fn start(settings: &[(&str, &str)]) -> (ServerProcess, TempDir, Person) {
    let dir = TempDir::new().unwrap();
    let server = ServerProcess::start_measured(dir.path(), settings);
    let ada = Person::sign_up(server.address, "Ada", None).await;
    (server, dir, ada)
}

#[actix::test]
async fn before_the_hello_nothing_else_is_taken() {
    let (server, _dir, ada) = start(&[]).await;
    let forged = format!("{}x", ada.token);
    let cases = [
        (json!({"type": "ping", "t": 1}).to_string(), "hello_expected", 4400),
        ("{".into(), "malformed_json", 4400),
        (json!({"type": "hello", "protocol": 2, "token": ada.token}).to_string(), "unsupported_protocol", 4400),
        (json!({"type": "hello", "protocol": 1}).to_string(), "invalid_field", 4400),
        (json!({"type": "hello", "protocol": 1, "token": forged}).to_string(), "invalid_token", 4401),
        (json!({"type": "hello", "protocol": 1, "ticket": "made-up"}).to_string(), "invalid_token", 4401),
        (json!({"type": "hello", "protocol": 1, "token": ada.token, "extra": 1}).to_string(), "unknown_field", 4400),
    ];
    for (text, code, close) in cases {
        let mut socket = Socket::connect(server.address).await;
        socket.send_text(text.clone()).await;
        assert_eq!(socket.other("refusal").await["code"], code, "{text}");
        assert_eq!(socket.close_code().await, Some(close), "{text}");
    }
    server.has_not_panicked().await;
}

#[actix::test]
async fn a_ticket_opens_one_connection() {
    let (server, _dir, ada) = start(&[]).await;
    let ticket = ada.post("/api/v1/auth/ticket", json!({})).await["ticket"].clone();
    let hello = json!({"type": "hello", "protocol": 1, "ticket": ticket});
    let mut first = Socket::connect(server.address).await;
    first.send(&hello).await;
    assert_eq!(first.other("welcome").await["user"]["display_name"], "Ada");
    let mut second = Socket::connect(server.address).await;
    second.send(&hello).await;
    assert_eq!(second.close_code().await, Some(4401));
    server.has_not_panicked().await;
}

#[actix::test]
async fn who_says_nothing_is_closed_after_five_seconds() {
    let (server, _dir, _) = start(&[]).await;
    let mut silent = Socket::connect(server.address).await;
    let started = std::time::Instant::now();
    assert_eq!(silent.close_code().await, Some(4408));
    assert!((4..=8).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    server.has_not_panicked().await;
}

#[actix::test]
async fn each_kind_of_nonsense_has_its_code_and_the_connection_goes_on() {
    let (server, _dir, ada) = start(&[]).await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut at = ada.in_meeting(&meeting).await;
    let deep = format!("{{\"type\":\"ping\",\"t\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    let long = "x".repeat(281);
    let cases = [
        ("{not json".to_owned(), "malformed_json"),
        (deep, "malformed_json"),
        (json!({"type": "sing", "id": "a"}).to_string(), "unknown_message"),
        (json!({"type": "request_floor", "id": "a", "meeting_id": meeting, "loud": true}).to_string(), "unknown_field"),
        (
            json!({"type": "request_floor", "id": "a", "meeting_id": meeting, "kind": "song"}).to_string(),
            "invalid_field",
        ),
        (json!({"type": "request_floor", "id": "a", "meeting_id": meeting, "note": long}).to_string(), "invalid_field"),
        (json!({"type": "request_floor", "id": "", "meeting_id": meeting}).to_string(), "invalid_idempotency_key"),
        (json!({"type": "request_floor", "id": "a", "meeting_id": "here"}).to_string(), "invalid_field"),
        (json!({"type": "join", "id": "a", "meeting_id": meeting, "role": "facilitator"}).to_string(), "already_in"),
        (
            json!({"type": "grant_floor", "id": "a", "meeting_id": meeting, "request_id": 1, "participant_id": ada.id})
                .to_string(),
            "invalid_field",
        ),
    ];
    for (text, code) in cases {
        at.send_text(text.clone()).await;
        if code == "already_in" {
            at.other("snapshot").await;
            continue;
        }
        assert_eq!(at.other("refusal").await["code"], code, "{text}");
        // A good message in between: only nonsense in a row ends a connection.
        at.send(&json!({"type": "ping", "t": 7})).await;
        assert_eq!(at.other("pong").await["t"], 7);
    }
    assert_eq!(at.command("request_floor", json!({})).await["type"], "ack");
    server.has_not_panicked().await;
}

#[actix::test]
async fn what_breaks_the_frame_rules_is_closed() {
    let (server, _dir, ada) = start(&[]).await;
    let mut binary = ada.socket().await;
    binary.send_raw(Message::binary(vec![1, 2, 3])).await;
    assert_eq!(binary.close_code().await, Some(4400));
    let mut large = ada.socket().await;
    large.send_raw(Message::text("x".repeat(70_000))).await;
    assert_eq!(large.close_code().await, Some(1009));
    let mut nonsense = ada.socket().await;
    for _ in 0..10 {
        nonsense.send_text("nonsense").await;
    }
    assert_eq!(nonsense.close_code().await, Some(4400));
    server.has_not_panicked().await;
}

#[actix::test]
async fn who_sends_too_much_is_closed() {
    let slowly = [("ORCHESTRASEC_MESSAGES_PER_SECOND", "20"), ("ORCHESTRASEC_MESSAGES_BURST", "60")];
    let (server, _dir, ada) = start(&slowly).await;
    let mut at = ada.socket().await;
    for t in 0..200 {
        at.send_raw(Message::text(json!({"type": "ping", "t": t}).to_string())).await;
    }
    assert_eq!(at.close_code().await, Some(4429));
    server.has_not_panicked().await;
}

#[actix::test]
async fn a_page_of_another_origin_cannot_connect() {
    let (server, _dir, _) = start(&[]).await;
    let own = format!("http://{}", server.address);
    for (origin, status) in
        [("https://evil.example", 403), ("null", 403), ("http://127.0.0.1.evil.example", 403), (&*own, 101)]
    {
        let mut request = format!("ws://{}/ws", server.address).into_client_request().unwrap();
        request.headers_mut().insert("Origin", origin.parse().unwrap());
        let got = match connect_async(request).await {
            Ok((_, response)) => response.status().as_u16(),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => response.status().as_u16(),
            Err(error) => panic!("{error}"),
        };
        assert_eq!(got, status, "{origin}");
    }
    server.has_not_panicked().await;
}
