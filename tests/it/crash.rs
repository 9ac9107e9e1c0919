//! SIGKILL in the middle of a meeting: nothing that was acknowledged is lost, and everybody goes on.

use crate::support::{Person, ServerProcess};
use orchestrasec::audit::verify;
use serde_json::{Value, json};
use std::{collections::HashSet, time::Duration};
use tempfile::TempDir;

const ROUNDS: u64 = 20;

/// A cheap, seeded way to vary the moment of the kill.
fn pseudo_random(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    x ^= x >> 31;
    x.wrapping_mul(0x94D0_49BB_1331_11EB) >> 33
}

#[actix::test]
async fn killed_twenty_times_in_the_middle_nothing_acknowledged_is_lost() {
    let dir = TempDir::new().unwrap();
    let mut server = ServerProcess::start(dir.path(), None);
    let port = server.address.port();
    let names = ["Ada", "Bo", "Cy"];
    let mut people = Vec::new();
    for name in names {
        people.push(Person::sign_up(server.address, name, None).await);
    }
    let settings = json!({"turn_limit_ms": 3_600_000, "warning_ms": 0});
    let meeting = people[0].live_meeting(settings).await;
    for person in &people[1..] {
        person.post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
    }
    let mut acknowledged: Vec<(String, Value)> = Vec::new();
    let mut seen = 0;
    let (mut turns, mut queues) = (0, 0);
    for round in 0..ROUNDS {
        let mut sockets = Vec::new();
        for person in &people {
            let mut socket = person.socket().await;
            socket.resume(&meeting, seen).await;
            sockets.push(socket);
        }
        // Every answer that arrives is written down before the next command.
        let mut kill_after = 3 + pseudo_random(round) % 12;
        let before = 'load: loop {
            for (index, socket) in sockets.iter_mut().enumerate() {
                if kill_after == 0 {
                    let before = people[0].get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
                    // In flight when the server dies: may or may not have happened.
                    socket.send_command(&format!("r{round}-last-{index}"), "request_floor", json!({})).await;
                    break 'load before;
                }
                // Whatever this person can do now: give the floor back, leave the queue, or ask.
                for kind in ["release_floor", "withdraw_request", "request_floor"] {
                    let id = format!("r{round}-{kill_after}-{kind}-{index}");
                    let answer = socket.command_as(&id, kind, json!({})).await;
                    if answer["type"] == "ack" {
                        acknowledged.push((id, answer));
                        break;
                    }
                }
                kill_after -= 1;
            }
        };
        tokio::time::sleep(Duration::from_micros(pseudo_random(round + 100) % 3_000)).await;
        seen = sockets.iter().map(|socket| socket.seq).max().unwrap();
        server.kill();
        server = ServerProcess::start(dir.path(), Some(port));
        let after = people[0].get(&format!("/api/v1/tokens/status?meeting_id={meeting}")).await;
        // What was in flight can have added somebody to the queue, or given a free floor to who asked; nothing else.
        if before["holder"].is_object() {
            assert_eq!(
                after["holder"], before["holder"],
                "round {round}: holder and remaining time are what they were"
            );
            turns += 1;
        }
        let (was, is) = (before["queue"].as_array().unwrap(), after["queue"].as_array().unwrap());
        assert!(is.starts_with(was) && is.len() <= was.len() + 1, "round {round}: the queue was {was:?} and is {is:?}");
        queues += usize::from(!was.is_empty());
    }
    assert!(turns >= 5 && queues >= 5, "the kills hit {turns} turns and {queues} queues");
    // Every acknowledged command is in the record exactly once, and is answered the same again.
    let record = people[0].export(&meeting).await;
    verify(record.as_bytes()).expect("the record is whole");
    let mut in_record: Vec<&str> = Vec::new();
    let lines: Vec<Value> = record.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        in_record.extend(line["event"]["command_id"].as_str());
    }
    let unique: HashSet<_> = in_record.iter().collect();
    assert_eq!(unique.len(), in_record.len(), "no command happened twice");
    for (id, _) in &acknowledged {
        assert!(in_record.contains(&id.as_str()), "{id} was acknowledged and is lost");
    }
    assert!(acknowledged.len() > 50, "the load was real: {}", acknowledged.len());
    for (index, person) in people.iter().enumerate() {
        let mut socket = person.in_meeting(&meeting).await;
        let mine: Vec<_> = acknowledged.iter().filter(|(id, _)| id.ends_with(&format!("-{index}"))).collect();
        for (id, answer) in mine.iter().rev().take(5) {
            assert_eq!(
                socket.command_as(id, id.split('-').nth(2).unwrap(), json!({})).await,
                *answer,
                "answered the same again"
            );
        }
    }
}
