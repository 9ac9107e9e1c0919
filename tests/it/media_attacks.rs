//! Audio and video against clients and strangers that mean harm.

use crate::support::{MediaClient, TestServer};
use serde_json::{Value, json};
use std::{
    net::{SocketAddr, UdpSocket},
    time::Duration,
};

/// Where the server takes media, as an offer tells.
fn address_of(offer: &Value) -> SocketAddr {
    let sdp = offer["sdp"].as_str().unwrap();
    let candidate = sdp.lines().find_map(|line| line.strip_prefix("a=candidate:")).unwrap();
    let words: Vec<_> = candidate.split(' ').collect();
    format!("{}:{}", words[4], words[5]).parse().unwrap()
}

/// Numbers that look like chance and are the same every time.
fn noise(seed: &mut u64) -> u8 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    seed.to_le_bytes()[4]
}

#[actix::test]
async fn a_storm_of_garbage_harms_nobody() {
    let server = TestServer::start().await;
    let (ada, bo) = (server.person("Ada").await, server.person("Bo").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut speaker = MediaClient::join(&ada, &meeting, 1).await;
    let mut listener = MediaClient::join(&bo, &meeting, 2).await;
    speaker.socket.command("request_floor", json!({})).await;
    let target = address_of(&speaker.offers[0]);
    let storm = std::thread::spawn(move || {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let mut seed = 0x9e37_79b9_7f4a_7c15;
        for n in 0_usize..20_000 {
            let length = usize::from(noise(&mut seed)) * 6 + 1;
            let mut datagram: Vec<u8> = (0..length).map(|_| noise(&mut seed)).collect();
            match n % 4 {
                // STUN, DTLS, RTP by their first bytes, and anything.
                0 if length > 20 => {
                    datagram[..8].copy_from_slice(&[0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]);
                    let rest = u16::try_from(length - 20).unwrap();
                    datagram[2..4].copy_from_slice(&rest.to_be_bytes());
                }
                1 => datagram[0] = 22,
                2 => datagram[0] = 128,
                _ => {}
            }
            let _ = socket.send_to(&datagram, target);
            if n % 200 == 0 {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    });
    while !storm.is_finished() {
        speaker.attend(20).await;
        listener.attend(20).await;
    }
    listener.take_received();
    listener.attend(500).await;
    let heard = listener.take_audio().len();
    assert!(heard > 15, "{heard} packets after the storm");
}

/// A genuine check of a connection: what a browser sends first.
fn check(offer: &Value) -> Vec<u8> {
    use hmac::{Hmac, KeyInit, Mac};
    let sdp = offer["sdp"].as_str().unwrap();
    let after = |start: &str| sdp.lines().find_map(|line| line.strip_prefix(start)).unwrap().trim_end();
    let username = format!("{}:abcd", after("a=ice-ufrag:"));
    let mut message = vec![0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    message.extend([0, 6, 0, u8::try_from(username.len()).unwrap()]);
    message.extend(username.as_bytes());
    message.resize(message.len().div_ceil(4) * 4, 0);
    message.extend([0, 0x25, 0, 0]);
    let length = u16::try_from(message.len() - 20 + 24).unwrap();
    message[2..4].copy_from_slice(&length.to_be_bytes());
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(after("a=ice-pwd:").as_bytes()).unwrap();
    mac.update(&message);
    message.extend([0, 8, 0, 20]);
    message.extend(mac.finalize().into_bytes());
    message
}

#[actix::test]
async fn somebody_with_credentials_who_sends_broken_media_harms_nobody() {
    let server = TestServer::start().await;
    let (ada, bo, cy) = (server.person("Ada").await, server.person("Bo").await, server.person("Cy").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut speaker = MediaClient::join(&ada, &meeting, 1).await;
    let mut listener = MediaClient::join(&bo, &meeting, 2).await;
    speaker.socket.command("request_floor", json!({})).await;
    let mut harmful = MediaClient::follow(&cy, &meeting, 3).await;
    harmful.socket.command("media_join", json!({})).await;
    let offer = harmful.socket.other("media_offer").await;
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let target = address_of(&offer);
    socket.send_to(&check(&offer), target).unwrap();
    // From here on it passes the first sorting and goes into the engine.
    let mut seed = 7;
    for n in 0_usize..5_000 {
        let mut datagram: Vec<u8> = (0..20 + n % 300).map(|_| noise(&mut seed)).collect();
        datagram[0] = [22, 128, 144, 191, 0][n % 5];
        if n % 10 == 0 {
            datagram[..8].copy_from_slice(&[1, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]);
        }
        socket.send_to(&datagram, target).unwrap();
    }
    speaker.attend(200).await;
    listener.attend(100).await;
    listener.take_received();
    listener.attend(500).await;
    let heard = listener.take_audio().len();
    assert!(heard > 15, "{heard}");
}

#[actix::test]
async fn answers_that_are_none_end_media_with_a_code_and_nothing_else() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({})).await;
    let mut client = MediaClient::follow(&ada, &meeting, 1).await;
    let answers = [
        "",
        "v=0\r\n",
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video x y z\r\n",
        "\u{0}\u{1}\u{2}",
    ];
    for answer in answers {
        client.socket.command("media_join", json!({})).await;
        let offer = client.socket.other("media_offer").await;
        let more = json!({"rev": offer["rev"].as_u64().unwrap() + 1, "sdp": answer});
        client.socket.command("media_answer", more).await;
        let stale = client.socket.other("media_error").await;
        assert_eq!((&stale["code"], &stale["ended"]), (&json!("media_answer_stale"), &json!(false)));
        client.socket.command("media_answer", json!({"rev": offer["rev"], "sdp": answer})).await;
        let error = client.socket.other("media_error").await;
        assert_eq!((&error["code"], &error["ended"]), (&json!("media_answer_invalid"), &json!(true)), "{answer:?}");
    }
    // One that passes the first look: the offer itself, turned around a little.
    client.socket.command("media_join", json!({})).await;
    let offer = client.socket.other("media_offer").await;
    let sdp = offer["sdp"].as_str().unwrap().replace("actpass", "active").replace("111", "9999999999");
    client.socket.command("media_answer", json!({"rev": offer["rev"], "sdp": sdp})).await;
    assert_eq!(client.socket.other("media_error").await["code"], "media_answer_invalid");
    let long = client.socket.command("media_answer", json!({"rev": 1, "sdp": "x".repeat(50_000)})).await;
    assert_eq!(long["code"], "too_large");
    let many: Vec<Value> = (0..26).map(|_| json!({"participant_id": ada.id, "layer": 0})).collect();
    assert_eq!(client.socket.command("media_want", json!({"slots": many})).await["code"], "invalid_field");
    client.take_part().await;
}

#[actix::test]
async fn only_who_follows_and_takes_part_has_media() {
    let server = TestServer::start().await;
    let (ada, bo) = (server.person("Ada").await, server.person("Bo").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut stranger = bo.socket().await;
    stranger.meeting.clone_from(&meeting);
    assert_eq!(stranger.command("media_join", json!({})).await["code"], "not_following");
    let admin = server.admin("Root").await;
    let mut outside = admin.socket().await;
    outside.resume(&meeting, 0).await;
    outside.until(1).await;
    assert_eq!(outside.command("media_join", json!({})).await["code"], "not_a_participant");
    let mut client = MediaClient::join(&ada, &meeting, 1).await;
    client.socket.command("close_meeting", json!({})).await;
    assert_eq!(client.socket.other("media_error").await["code"], "meeting_closed");
    assert_eq!(client.socket.command("media_join", json!({})).await["code"], "meeting_closed");
}

#[actix::test]
async fn a_person_has_media_on_one_connection_only() {
    let server = TestServer::start().await;
    let (ada, bo) = (server.person("Ada").await, server.person("Bo").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut listener = MediaClient::join(&bo, &meeting, 2).await;
    let mut first = MediaClient::join(&ada, &meeting, 1).await;
    let mut second = MediaClient::join(&ada, &meeting, 3).await;
    assert_eq!(first.socket.other("media_error").await["code"], "media_replaced");
    second.socket.command("request_floor", json!({})).await;
    second.attend(100).await;
    listener.take_received();
    listener.attend(500).await;
    let heard = listener.take_audio();
    assert!(heard.len() > 15 && heard.iter().all(|one| one.sender == 3), "the newer one is heard, and it alone");
}

#[actix::test]
async fn an_offer_shows_no_address_but_the_servers() {
    let server = TestServer::start().await;
    let (ada, bo) = (server.person("Ada").await, server.person("Bo").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut clients = [MediaClient::join(&ada, &meeting, 1).await, MediaClient::join(&bo, &meeting, 2).await];
    for client in &mut clients {
        client.attend(200).await;
        let own = address_of(&client.offers[0]);
        for offer in &client.offers {
            let sdp = offer["sdp"].as_str().unwrap();
            assert_eq!(sdp.matches("a=candidate").count(), 1);
            assert_eq!(address_of(offer), own);
            let other = sdp.lines().filter(|line| line.starts_with("c=") || line.starts_with("o="));
            assert!(other.into_iter().all(|line| line.ends_with("IN IP4 0.0.0.0")), "{sdp}");
        }
    }
}
