//! Audio and video over real sockets: clients that send all the time, a server that decides who is heard.

use crate::support::{MediaClient, Person, Received, TestServer};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Everybody attends to what comes, for so long.
async fn attend(clients: &mut [MediaClient], ms: u64) {
    futures_util::future::join_all(clients.iter_mut().map(|client| client.attend(ms))).await;
}

async fn three(server: &TestServer) -> (Vec<Person>, String, Vec<MediaClient>) {
    let people = vec![server.person("Ada").await, server.person("Bo").await, server.person("Cy").await];
    let meeting = people[0].live_meeting(json!({})).await;
    let mut clients = Vec::new();
    for (number, person) in (1..).zip(&people) {
        clients.push(MediaClient::join(person, &meeting, number).await);
    }
    attend(&mut clients, 300).await;
    (people, meeting, clients)
}

/// Grants by number: whose they are, as the record has it, by the order in which people joined.
async fn grants_of(person: &Person, meeting: &str) -> BTreeMap<u32, u32> {
    let record = person.export(meeting).await;
    let events: Vec<Value> = record.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut grants = BTreeMap::new();
    for event in events.iter().map(|line| &line["event"]) {
        let payload = &event["payload"];
        let who = payload["participant_id"].as_str().unwrap_or_default().to_owned();
        let next = u32::try_from(numbers.len()).unwrap() + 1;
        match event["kind"].as_str().unwrap_or_default() {
            "meeting_created" => {
                numbers.insert(payload["created_by"]["participant_id"].as_str().unwrap().to_owned(), 1);
            }
            "participant_joined" => {
                numbers.entry(who).or_insert(next);
            }
            "floor_granted" => {
                grants.insert(u32::try_from(payload["grant_no"].as_u64().unwrap()).unwrap(), numbers[&who]);
            }
            _ => {}
        }
    }
    grants
}

/// Every packet comes from the holder of the grant it names, in truth and by its own word, and no number is missing or doubled.
fn audit(heard: &[Received], grants: &BTreeMap<u32, u32>) {
    for one in heard {
        assert_eq!(grants.get(&one.source.1), Some(&one.source.0), "{one:?}");
        assert_eq!(u32::from(one.sender), one.source.0, "{one:?}");
        assert_eq!(one.extensions, 0, "{one:?}");
    }
    for pair in heard.windows(2) {
        assert_eq!(pair[0].ssrc, pair[1].ssrc, "one stream, whoever speaks");
        assert_eq!(pair[1].seq, pair[0].seq.wrapping_add(1), "{pair:?}");
    }
}

fn clear(clients: &[MediaClient]) {
    for client in clients {
        client.take_received();
    }
}

#[actix::test]
async fn only_the_holder_is_heard_and_every_packet_names_a_grant_of_the_record() {
    let server = TestServer::start().await;
    let (people, meeting, mut clients) = three(&server).await;
    clear(&clients);
    attend(&mut clients, 600).await;
    for client in &clients {
        let received = client.take_received();
        assert!(received.iter().all(|one| !one.is_audio), "nobody holds the floor, nobody is heard");
        for other in (1..=3).filter(|number| *number != client.number) {
            let pictures = received.iter().filter(|one| one.sender == other).count();
            assert!(pictures > 10, "{pictures} pictures of {other}");
        }
    }
    let mut heard: Vec<Vec<Received>> = vec![Vec::new(); 3];
    for holder in [0, 1, 2, 1] {
        clients[holder].socket.command("request_floor", json!({})).await;
        attend(&mut clients, 600).await;
        for (at, client) in clients.iter().enumerate() {
            let audio = client.take_audio();
            assert!(at == holder || audio.len() > 15, "{} heard {} of {}", at + 1, audio.len(), holder + 1);
            heard[at].extend(audio);
        }
        clients[holder].socket.command("release_floor", json!({})).await;
    }
    attend(&mut clients, 100).await;
    for (at, client) in clients.iter().enumerate() {
        heard[at].extend(client.take_audio());
    }
    attend(&mut clients, 300).await;
    assert!(clients.iter().all(|client| client.take_audio().is_empty()), "released is silent");
    let grants = grants_of(&people[0], &meeting).await;
    assert_eq!(grants, BTreeMap::from([(1, 1), (2, 2), (3, 3), (4, 2)]));
    for (at, heard) in heard.iter().enumerate() {
        assert!(heard.iter().all(|one| usize::from(one.sender) != at + 1), "nobody hears themselves");
        audit(heard, &grants);
    }
}

#[actix::test]
async fn who_is_interrupted_paused_or_revoked_is_silent_at_once() {
    let server = TestServer::start().await;
    let (_, _, mut clients) = three(&server).await;
    clients[1].socket.command("request_floor", json!({})).await;
    attend(&mut clients, 200).await;
    clear(&clients);
    clients[0].socket.command("pause_turn", json!({})).await;
    attend(&mut clients, 60).await;
    clear(&clients);
    attend(&mut clients, 300).await;
    assert!(clients[2].take_audio().is_empty(), "paused");
    clients[0].socket.command("resume_turn", json!({})).await;
    attend(&mut clients, 300).await;
    assert!(clients[2].take_audio().len() > 5, "resumed");
    clients[0].socket.command("revoke_floor", json!({})).await;
    attend(&mut clients, 60).await;
    clear(&clients);
    attend(&mut clients, 300).await;
    assert!(clients[2].take_audio().is_empty(), "revoked");
}

#[actix::test]
async fn who_leaves_and_comes_back_takes_the_free_slot_without_a_negotiation() {
    let server = TestServer::start().await;
    let (people, meeting, mut clients) = three(&server).await;
    let offers = clients[0].offers.len();
    let mut gone = clients.pop().unwrap();
    gone.socket.command("media_leave", json!({})).await;
    attend(&mut clients, 200).await;
    let video = |slots: &Value| -> Vec<Value> {
        let slots = slots.as_array().unwrap().iter().filter(|slot| slot["kind"] == "video");
        slots.map(|slot| slot["participant_id"].clone()).collect()
    };
    assert_eq!(video(&clients[0].slots), [json!(people[1].id), Value::Null]);
    drop(gone);
    clients.push(MediaClient::join(&people[2], &meeting, 3).await);
    clear(&clients);
    attend(&mut clients, 500).await;
    assert_eq!(video(&clients[0].slots), [json!(people[1].id), json!(people[2].id)]);
    assert_eq!(clients[0].offers.len(), offers);
    let pictures = clients[0].take_received().iter().filter(|one| !one.is_audio && one.sender == 3).count();
    assert!(pictures > 10, "{pictures}");
}

#[actix::test]
async fn who_is_removed_or_signs_out_receives_and_sends_nothing_more() {
    let server = TestServer::start().await;
    let (people, _, mut clients) = three(&server).await;
    clients[0].socket.command("request_floor", json!({})).await;
    attend(&mut clients, 300).await;
    assert!(!clients[2].take_audio().is_empty());
    let put_out = json!({"participant_id": people[2].id});
    clients[0].socket.command("remove_participant", put_out).await;
    attend(&mut clients, 200).await;
    clear(&clients);
    attend(&mut clients, 400).await;
    assert!(clients[2].take_received().is_empty(), "removed");
    let pictures = clients[1].take_received();
    assert!(pictures.iter().any(|one| one.sender == 1) && pictures.iter().all(|one| one.sender != 3));
    // Signing out ends the connection within five seconds, and media with it.
    let out = people[1]
        .request(reqwest::Method::POST, "/api/v1/auth/logout")
        .json(&json!({"refresh_token": people[1].refresh_token}));
    assert!(out.send().await.unwrap().status().is_success());
    clients[1].socket.close_code().await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    clear(&clients);
    clients[0].attend(400).await;
    assert!(clients[1].take_received().is_empty(), "signed out");
    assert!(clients[0].take_received().is_empty(), "nobody else is there");
}

#[actix::test]
async fn who_becomes_an_observer_begins_anew_and_only_receives() {
    let server = TestServer::start().await;
    let (people, _, mut clients) = three(&server).await;
    let change = json!({"participant_id": people[2].id, "role": "observer"});
    clients[0].socket.command("change_role", change).await;
    let error = clients[2].socket.other("media_error").await;
    assert_eq!((&error["code"], &error["ended"]), (&json!("media_role_changed"), &json!(true)));
    clients[2].take_part().await;
    let offer = clients[2].offers.last().unwrap();
    assert_eq!((&offer["mids"]["mic"], &offer["fresh"]), (&Value::Null, &json!(true)));
    assert!(!offer["sdp"].as_str().unwrap().contains("a=recvonly"));
    clear(&clients);
    clients[1].socket.command("request_floor", json!({})).await;
    attend(&mut clients, 500).await;
    assert!(!clients[2].take_audio().is_empty());
    assert!(clients[0].take_received().iter().all(|one| one.sender != 3));
}

#[actix::test]
async fn where_everyone_may_speak_as_many_are_heard_as_the_phase_says_and_the_muted_are_not() {
    let server = TestServer::start().await;
    let people = [server.person("Ada").await, server.person("Bo").await, server.person("Cy").await];
    let template = json!({"key": "open_mics", "title": "Open", "phases": [
        {"key": "talk", "title": "Talk", "rules": {"floor_kinds": ["contribution"], "open_microphones": 2}},
        {"key": "floor", "title": "Floor", "rules": {"floor_kinds": ["contribution"]}}]});
    people[0].post("/api/v1/templates", template).await;
    let meeting = people[0].post("/api/v1/meetings", json!({"title": "Open", "template": "open_mics"})).await;
    let meeting = meeting["id"].as_str().unwrap().to_owned();
    people[0].post(&format!("/api/v1/meetings/{meeting}/start"), json!({})).await;
    let mut clients = Vec::new();
    for (number, person) in (1..).zip(&people) {
        clients.push(MediaClient::join(person, &meeting, number).await);
    }
    attend(&mut clients, 800).await;
    clear(&clients);
    attend(&mut clients, 400).await;
    let audio = clients[2].take_audio();
    assert!(audio.iter().all(|one| one.source.1 == 0 && u32::from(one.sender) == one.source.0), "no grant is named");
    let all: std::collections::BTreeSet<u8> =
        clients[0].take_audio().iter().chain(&audio).map(|one| one.sender).collect();
    assert_eq!(all.len(), 2, "two microphones are open: {all:?}");
    let loud = *all.iter().next().unwrap();
    let mute = json!({"participant_id": people[usize::from(loud) - 1].id});
    clients[0].socket.command("mute_participant", mute.clone()).await;
    attend(&mut clients, 100).await;
    clear(&clients);
    attend(&mut clients, 900).await;
    let heard: Vec<Received> = clients.iter().flat_map(MediaClient::take_audio).collect();
    assert!(!heard.is_empty() && heard.iter().all(|one| one.sender != loud), "the muted one is not heard");
    clients[0].socket.command("advance_phase", json!({})).await;
    attend(&mut clients, 60).await;
    clear(&clients);
    attend(&mut clients, 300).await;
    assert!(clients.iter().all(|client| client.take_audio().is_empty()), "now only the floor counts");
}
