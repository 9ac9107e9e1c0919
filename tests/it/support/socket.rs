//! A client on the socket that keeps what it saw, and checks that nothing is missing or doubled.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

const PATIENCE: Duration = Duration::from_secs(20);

pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub meeting: String,
    pub seq: u64,
    pub state: Value,
    /// Events in the order in which they came, not yet looked at.
    pub events: VecDeque<Value>,
    /// Other messages, not yet looked at.
    pub others: VecDeque<Value>,
}

impl Socket {
    pub async fn connect(address: SocketAddr) -> Self {
        let (stream, _) = connect_async(format!("ws://{address}/ws")).await.expect("the server takes the connection");
        Self {
            stream,
            meeting: String::new(),
            seq: 0,
            state: Value::Null,
            events: VecDeque::new(),
            others: VecDeque::new(),
        }
    }

    pub async fn hello(&mut self, token: &str) {
        self.send(&json!({"type": "hello", "protocol": 1, "token": token})).await;
        self.other("welcome").await;
    }

    pub async fn send(&mut self, message: &Value) {
        self.send_text(message.to_string()).await;
    }

    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.stream.send(Message::text(text.into())).await.expect("the connection is open");
    }

    pub async fn send_raw(&mut self, message: Message) {
        drop(self.stream.send(message).await);
    }

    pub async fn join(&mut self, meeting: &str, role: &str) {
        self.meeting = meeting.into();
        self.send(&json!({"type": "join", "id": fresh_id(), "meeting_id": meeting, "role": role})).await;
        self.other("snapshot").await;
    }

    pub async fn resume(&mut self, meeting: &str, after: u64) {
        self.meeting = meeting.into();
        self.seq = after;
        self.send(&json!({"type": "resume", "id": fresh_id(), "meeting_id": meeting, "after": after})).await;
    }

    /// Sends a command and gives the ack or the refusal.
    pub async fn command(&mut self, kind: &str, more: Value) -> Value {
        self.command_as(&fresh_id(), kind, more).await
    }

    /// The same with an id of one's own.
    pub async fn command_as(&mut self, id: &str, kind: &str, more: Value) -> Value {
        self.send_command(id, kind, more).await;
        self.answer_to(id).await
    }

    /// Sends a command again with the same id, as long as the meeting is being restarted.
    pub async fn command_until_taken(&mut self, id: &str, kind: &str, more: Value) -> Value {
        let started = Instant::now();
        loop {
            let answer = self.command_as(id, kind, more.clone()).await;
            if answer["code"] != "meeting_unavailable" || started.elapsed() > PATIENCE {
                return answer;
            }
        }
    }

    pub async fn send_command(&mut self, id: &str, kind: &str, more: Value) {
        let mut message = json!({"type": kind, "id": id, "meeting_id": self.meeting});
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.send(&message).await;
    }

    pub async fn answer_to(&mut self, id: &str) -> Value {
        self.wait_for(&format!("an answer to {id}"), |this| {
            let at =
                this.others.iter().position(|m| m["id"] == id && (m["type"] == "ack" || m["type"] == "refusal"))?;
            this.others.remove(at)
        })
        .await
    }

    /// The next message of this type that is not `events`.
    pub async fn other(&mut self, kind: &str) -> Value {
        self.wait_for(kind, |this| {
            let at = this.others.iter().position(|message| message["type"] == kind)?;
            this.others.remove(at)
        })
        .await
    }

    /// The next event of this kind; those before it are passed over.
    pub async fn event(&mut self, kind: &str) -> Value {
        self.wait_for(kind, |this| {
            let at = this.events.iter().position(|event| event["kind"] == kind)?;
            this.events.drain(..=at).next_back()
        })
        .await
    }

    /// The next grant to this person; events before it are passed over.
    pub async fn wait_for_grant(&mut self, participant_id: &str) -> Value {
        loop {
            let granted = self.event("floor_granted").await;
            if granted["payload"]["participant_id"] == participant_id {
                return granted;
            }
        }
    }

    /// Takes messages in until this person's connection came or went.
    pub async fn presence(&mut self, participant_id: &str, connected: bool) {
        let wanted = json!({"participant_id": participant_id, "connected": connected});
        while !self.other("presence").await["changes"].as_array().unwrap().contains(&wanted) {}
    }

    /// Takes messages in until the event with this number was seen.
    pub async fn until(&mut self, seq: u64) {
        self.wait_for(&format!("event {seq}"), |this| (this.seq >= seq).then_some(Value::Null)).await;
    }

    /// The next message about audio and video, if one comes until then; an acknowledged one is passed over.
    pub async fn media_message(&mut self, until: tokio::time::Instant) -> Option<Value> {
        loop {
            let is_media = |message: &Value| message["type"].as_str().is_some_and(|kind| kind.starts_with("media_"));
            if let Some(at) = self.others.iter().position(is_media) {
                return self.others.remove(at);
            }
            match tokio::time::timeout_at(until, self.stream.next()).await.ok()?? {
                Ok(Message::Text(text)) => self.take_in(serde_json::from_str(&text).unwrap()),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }

    async fn wait_for(&mut self, what: &str, mut find: impl FnMut(&mut Self) -> Option<Value>) -> Value {
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(found) = find(self) {
                return found;
            }
            let next = tokio::time::timeout_at(end, self.stream.next()).await;
            let message = next.unwrap_or_else(|_| panic!("{what} did not come; there are {:?}", self.others));
            let message = message.unwrap_or_else(|| panic!("the connection ended before {what}"));
            match message.unwrap_or_else(|error| panic!("{error} before {what}")) {
                Message::Text(text) => self.take_in(serde_json::from_str(&text).unwrap()),
                Message::Close(frame) => panic!("closed with {frame:?} before {what}"),
                _ => {}
            }
        }
    }

    /// Takes messages in until the connection is closed, and gives the close code.
    pub async fn close_code(&mut self) -> Option<u16> {
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            let next = tokio::time::timeout_at(end, self.stream.next()).await.expect("the connection is closed");
            match next {
                Some(Ok(Message::Close(frame))) => return frame.map(|CloseFrame { code, .. }| code.into()),
                Some(Ok(Message::Text(text))) => self.take_in(serde_json::from_str(&text).unwrap()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    fn take_in(&mut self, message: Value) {
        match message["type"].as_str().unwrap() {
            "events" => {
                for event in message["events"].as_array().unwrap() {
                    let seq = event["seq"].as_u64().unwrap();
                    assert_eq!(seq, self.seq + 1, "no gap and no double: {event}");
                    self.seq = seq;
                    self.events.push_back(event.clone());
                }
            }
            "snapshot" => {
                self.seq = message["seq"].as_u64().unwrap();
                self.state = message["meeting"].clone();
                self.others.push_back(message);
            }
            _ => self.others.push_back(message),
        }
    }
}

/// Ids that no other command of this test process has.
fn fresh_id() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("c{}-{}", std::process::id(), LAST.fetch_add(1, Ordering::Relaxed))
}
