//! One client that never reads costs the others nothing and the server next to nothing.

use crate::support::{Person, ServerProcess, Socket};
use serde_json::json;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::{io::AsyncWriteExt, net::TcpStream};

/// A text frame as a client sends it, masked with zeros.
fn frame(text: &str) -> Vec<u8> {
    let mut frame = vec![0x81, 0x80 | 0x7e];
    frame.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
    frame.extend([0; 4]);
    frame.extend(text.as_bytes());
    frame
}

#[actix::test]
#[allow(clippy::cast_precision_loss, reason = "KiB and events of one test")]
async fn a_client_that_never_reads_is_dropped_and_the_others_notice_nothing() {
    let dir = TempDir::new().unwrap();
    let server = ServerProcess::start(dir.path(), None);
    let (ada, bo) =
        tokio::join!(Person::sign_up(server.address, "Ada", None), Person::sign_up(server.address, "Bo", None));
    let meeting = ada.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;

    // What the meeting itself remembers of a storm (answers, the last events), measured before the deaf one is there.
    let note = "x".repeat(280);
    storm(&mut ada_at, &note, 1_000).await;
    let (calm, calm_seq) = (server.resident_kib(), ada_at.seq);
    storm(&mut ada_at, &note, 2_000).await;
    let remembered = server.resident_kib().saturating_sub(calm);
    let per_event = remembered as f64 / (ada_at.seq - calm_seq) as f64;

    let mut deaf = TcpStream::connect(server.address).await.unwrap();
    let upgrade = format!(
        "GET /ws HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        server.address
    );
    deaf.write_all(upgrade.as_bytes()).await.unwrap();
    deaf.write_all(&frame(&json!({"type": "hello", "protocol": 1, "token": bo.token}).to_string())).await.unwrap();
    deaf.write_all(&frame(&json!({"type": "join", "id": "j", "meeting_id": meeting}).to_string())).await.unwrap();
    let joined = ada_at.event("participant_joined").await;
    assert_eq!(joined["payload"]["participant_id"], bo.id.as_str());

    // Everything the socket buffers of both kernels take has to be filled before the server can notice.
    let (before, before_seq) = (server.resident_kib(), ada_at.seq);
    let mut most = before;
    let mut slowest = Duration::ZERO;
    let started = Instant::now();
    let mut away = false;
    while !away {
        assert!(started.elapsed() < Duration::from_mins(1), "the deaf client is still there after a minute");
        slowest = slowest.max(storm(&mut ada_at, &note, 50).await);
        most = most.max(server.resident_kib());
        away = ada_at.others.iter().any(|message| {
            message["type"] == "presence"
                && message["changes"]
                    .as_array()
                    .unwrap()
                    .contains(&json!({"participant_id": bo.id, "connected": false}))
        });
        ada_at.events.clear();
    }
    let growth = most.saturating_sub(before) as f64 - per_event * (ada_at.seq - before_seq) as f64;
    eprintln!("gone after {:?}; memory grew by {growth:.0} KiB; slowest command {slowest:?}", started.elapsed());
    assert!(growth < 2_048.0, "memory grew by {growth} KiB");
    assert!(slowest < Duration::from_secs(2), "the others waited {slowest:?}");
}

/// Somebody asks for the floor and gives it back, again and again; gives the longest wait for an answer.
async fn storm(socket: &mut Socket, note: &str, rounds: u32) -> Duration {
    let mut slowest = Duration::ZERO;
    for _ in 0..rounds {
        let asked = Instant::now();
        assert_eq!(socket.command("request_floor", json!({"note": note})).await["type"], "ack");
        slowest = slowest.max(asked.elapsed());
        assert_eq!(socket.command("release_floor", json!({})).await["type"], "ack");
        socket.events.clear();
    }
    slowest
}
