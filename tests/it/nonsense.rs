//! Every message and every call with everything that can be wrong in it: each is answered, nothing panics, and the server works on.

use crate::support::{Person, ServerProcess, Socket};
use reqwest::Method;
use serde_json::{Value, json};
use std::{fs, path::Path};
use tempfile::TempDir;

/// Values as text, since some are no JSON.
fn nonsense() -> Vec<String> {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let mut values: Vec<String> = [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e308",
        "1e999",
        "-1e999",
        "18446744073709551615",
        "9223372036854775807",
        "-9223372036854775808",
        "340282366920938463463374607431768211456",
        "4294967296",
        "65536",
        "\"\"",
        "\" \"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"-0\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\u{202E}\"",
        "\"../../etc/passwd\"",
        "\"'; DROP TABLE account; --\"",
        "\"00000000-0000-0000-0000-000000000000\"",
        "\"9999-12-31T23:59:59.999Z\"",
        "[]",
        "{}",
        "[null]",
        "{\"\":null}",
        "{\"type\":\"ping\"}",
        "{\"title\":\"x\",\"owner\":\"x\"}",
        "NaN",
        "Infinity",
        "-",
        "'x'",
        "undefined",
        "",
    ]
    .map(str::to_owned)
    .into();
    values.extend([
        deep(20),
        deep(31),
        deep(500),
        format!("\"{}\"", "x".repeat(20_000)),
        format!("[{}0]", "0,".repeat(9_000)),
    ]);
    values
}

/// One good message of each kind of the protocol, in this meeting.
fn messages(meeting: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("protocol/golden/messages");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let messages = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("client_"));
    let mut messages: Vec<Value> =
        messages.map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect();
    for message in &mut messages {
        if message.get("meeting_id").is_some() {
            message["meeting_id"] = meeting.into();
        }
    }
    messages
}

/// The object as text with one member replaced.
fn with(object: &Value, name: &str, value: &str) -> String {
    let mut members = object.as_object().unwrap().clone();
    members.remove(name);
    let mut text = Value::Object(members).to_string();
    text.pop();
    let comma = if text.len() > 1 { "," } else { "" };
    format!("{text}{comma}{}:{value}}}", json!(name))
}

/// Every way in which this object can be wrong: each member as each kind of nonsense, missing, twice; a member too many; broken off.
fn spoiled(object: &Value) -> Vec<String> {
    let mut spoiled = Vec::new();
    for name in object.as_object().unwrap().keys() {
        spoiled.extend(nonsense().iter().map(|value| with(object, name, value)));
        let mut without = object.clone();
        without.as_object_mut().unwrap().remove(name);
        spoiled.push(without.to_string());
        let whole = object.to_string();
        spoiled.push(format!("{},{}:1}}", &whole[..whole.len() - 1], json!(name)));
        // The same one level deeper, such as the title of an agenda item.
        if object[name].is_object() {
            spoiled.extend(self::spoiled(&object[name]).iter().map(|value| with(object, name, value)));
        }
    }
    spoiled.push(with(object, "surprise", "1"));
    let whole = object.to_string();
    spoiled.extend((1..whole.len()).step_by(17).map(|end| whole.chars().take(end).collect()));
    spoiled
}

async fn start() -> (ServerProcess, TempDir, Person) {
    let dir = TempDir::new().unwrap();
    let lavish = [("ORCHESTRASEC_CALLS_PER_SECOND", "100000"), ("ORCHESTRASEC_CALLS_BURST", "100000")];
    let server = ServerProcess::start_measured(dir.path(), &[&lavish[..], &MESSAGES].concat());
    let ada = Person::sign_up(server.address, "Ada", None).await;
    (server, dir, ada)
}

const MESSAGES: [(&str, &str); 2] =
    [("ORCHESTRASEC_MESSAGES_PER_SECOND", "1000000"), ("ORCHESTRASEC_MESSAGES_BURST", "1000000")];

/// Waits until everything that was sent is answered; none of it was a defect.
async fn all_answered(socket: &mut Socket, t: usize, what: &str) {
    socket.send(&json!({"type": "ping", "t": t})).await;
    // What was sent may have been a good ping itself.
    while socket.other("pong").await["t"] != t {}
    for answer in socket.others.drain(..) {
        let code = answer["code"].as_str().unwrap_or_default();
        assert!(!["internal", "storage_unavailable", "meeting_unavailable"].contains(&code), "{what}: {answer}");
    }
    socket.events.clear();
}

/// Zero is nonsense to most members; here it asks for everything once more.
fn is_resume_from_the_start(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|message| message["type"] == "resume" && message["after"] == 0)
}

#[actix::test]
async fn every_message_survives_every_kind_of_nonsense() {
    let (server, _dir, ada) = start().await;
    let mut sent = 0;
    let kinds = messages("").len();
    for kind in 0..kinds {
        // Some nonsense is a message after all and closes the meeting, or leaves it.
        let meeting = ada.live_meeting(json!({})).await;
        let message = messages(&meeting).swap_remove(kind);
        if message["type"] == "hello" {
            continue;
        }
        let mut at = ada.in_meeting(&meeting).await;
        at.command("request_floor", json!({})).await;
        at.event("floor_granted").await;
        for text in spoiled(&message) {
            if is_resume_from_the_start(&text) {
                at.seq = 0;
            }
            at.send_text(text.clone()).await;
            sent += 1;
            // A good message in between: only nonsense in a row ends a connection.
            all_answered(&mut at, sent, &text).await;
        }
    }
    assert!(kinds > 35 && sent > 4_000, "{kinds} {sent}");
    let meeting = ada.live_meeting(json!({})).await;
    assert_eq!(ada.in_meeting(&meeting).await.command("request_floor", json!({})).await["type"], "ack");
    server.has_not_panicked().await;
}

#[actix::test]
async fn every_hello_survives_every_kind_of_nonsense() {
    let (server, _dir, ada) = start().await;
    let hello = json!({"type": "hello", "protocol": 1, "token": ada.token});
    for text in spoiled(&hello) {
        let mut socket = Socket::connect(server.address).await;
        socket.send_text(text.clone()).await;
        assert!(socket.close_code().await.is_some(), "{text}");
    }
    ada.socket().await;
    server.has_not_panicked().await;
}

#[actix::test]
async fn every_call_survives_every_kind_of_nonsense() {
    let (server, _dir, ada) = start().await;
    let api = ada.get("/openapi.json").await;
    let mut made = 0;
    for (route, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let meeting = ada.live_meeting(json!({})).await;
            let path = route.replace("{id}", &meeting).replace("{user_id}", &ada.id).replace("{key}", "ours");
            let query = format!("{path}?meeting_id={meeting}");
            let of_meeting = route.ends_with("status") || route.ends_with("current");
            let path = if of_meeting { query } else { path };
            let method: Method = method.to_uppercase().parse().unwrap();
            let mut bodies: Vec<String> = nonsense();
            if method != Method::GET {
                bodies.extend(spoiled(&json!({"meeting_id": meeting, "title": "x", "request_id": 1})));
            }
            for (number, body) in bodies.into_iter().enumerate() {
                let kind = if number % 7 == 6 { "application/x-www-form-urlencoded" } else { "application/json" };
                let request = ada.request(method.clone(), &path).header("Content-Type", kind).body(body.clone());
                let response = request.send().await.unwrap();
                let status = response.status().as_u16();
                let answer = response.text().await.unwrap();
                assert!(status < 500, "{method} {path} {body}: {status} {answer}");
                made += 1;
            }
            if method != Method::GET {
                continue;
            }
            for value in ["NaN", "-1", "99999999999999999999", "%00", "%ff", "[]", "'"] {
                let names =
                    ["page", "per_page", "after", "limit", "format", "status", "meeting_id", "download", "scope"];
                let query = names.map(|name| format!("{name}={value}"));
                for query in query.iter().cloned().chain([query.join("&")]) {
                    let response = ada.request(Method::GET, &format!("{route}?{query}")).send().await.unwrap();
                    assert!(response.status().as_u16() < 500, "{route}?{query}");
                }
            }
        }
    }
    assert!(made > 2_000, "{made}");
    assert_eq!(ada.get("/api/v1/auth/me").await["display_name"], "Ada");
    server.has_not_panicked().await;
}
