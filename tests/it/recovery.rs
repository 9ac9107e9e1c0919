//! A meeting that panics comes back from its journal, and nobody else notices.

use crate::support::{Appending, MediaClient, TestServer};
use orchestrasec::ports::{Append, Appended, Journal, JournalError};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// An event with a certain word makes the meeting's own thread panic; while the switch is on, appends fail.
fn trapped(real: &dyn Journal, append: Append, fails: &AtomicBool) -> Result<(), JournalError> {
    let text = append.events.iter().map(|stored| stored.event.payload.get()).collect::<String>();
    assert!(!text.contains("PANIC"), "the trap in this test");
    if fails.load(Ordering::Relaxed) {
        let upto = append.events.last().unwrap().event.seq;
        let result = Err(JournalError::Unavailable("the trap in this test".into()));
        append.done.send(Appended { upto, result }).unwrap();
        return Ok(());
    }
    real.append(append)
}

async fn trapped_server() -> (TestServer, Arc<AtomicBool>) {
    let fails = Arc::new(AtomicBool::new(false));
    let switch = fails.clone();
    let append = move |real: &dyn Journal, append| trapped(real, append, &switch);
    let server = TestServer::start_around(move |real| Arc::new(Appending { real, append })).await;
    (server, fails)
}

#[actix::test]
async fn a_meeting_that_panics_is_rebuilt_and_its_people_go_on() {
    let (server, _) = trapped_server().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let other = bo.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    let mut elsewhere = bo.in_meeting(&other).await;
    ada_at.command("request_floor", json!({})).await;
    bo_at.command("request_floor", json!({"note": "before"})).await;
    let refused = ada_at.command("revoke_floor", json!({"reason": "PANIC"})).await;
    assert_eq!((&refused["type"], &refused["code"]), (&json!("refusal"), &json!("meeting_unavailable")));
    // The same connections go on, with the holder and the queue as they were, and nothing missing.
    let released = ada_at.command_until_taken("again", "release_floor", json!({})).await;
    assert_eq!(released["type"], "ack", "{released}");
    assert_eq!(bo_at.event("floor_released").await["payload"]["grant_no"], 1);
    assert_eq!(bo_at.event("floor_granted").await["payload"]["grant_no"], 2);
    assert_eq!(elsewhere.command("request_floor", json!({})).await["type"], "ack");
    assert_eq!(elsewhere.event("floor_granted").await["payload"]["grant_no"], 1, "the other meeting saw nothing of it");
}

#[actix::test]
async fn what_the_journal_refuses_was_never_told() {
    let (server, fails) = trapped_server().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let meeting = ada.live_meeting(json!({})).await;
    let mut ada_at = ada.in_meeting(&meeting).await;
    let mut bo_at = bo.in_meeting(&meeting).await;
    let before = bo_at.seq;
    fails.store(true, Ordering::Relaxed);
    let refused = ada_at.command_as("lost", "request_floor", json!({})).await;
    assert_eq!(refused["code"], "meeting_unavailable");
    fails.store(false, Ordering::Relaxed);
    let retried = ada_at.command_until_taken("lost", "request_floor", json!({})).await;
    assert_eq!(retried["result"]["state"], "granted", "the same id may be tried again: {retried}");
    let granted = bo_at.event("floor_granted").await;
    assert_eq!(granted["seq"], before + 2, "no number was lost: the failed attempt left no trace");
}

#[actix::test]
async fn the_voice_of_the_holder_comes_back_with_a_meeting_that_panicked() {
    let (server, _) = trapped_server().await;
    let (ada, bo) = (server.person("Ada").await, server.person("Bo").await);
    let meeting = ada.live_meeting(json!({})).await;
    let mut speaker = MediaClient::join(&ada, &meeting, 1).await;
    let mut listener = MediaClient::join(&bo, &meeting, 2).await;
    speaker.attend(300).await;
    speaker.socket.command("request_floor", json!({})).await;
    listener.attend(300).await;
    assert!(!listener.take_audio().is_empty());
    let offers = (speaker.offers.len(), listener.offers.len());
    let lost = speaker.socket.command("update_meeting", json!({"description": "PANIC"})).await;
    assert_eq!(lost["code"], "meeting_unavailable");
    speaker.attend(500).await;
    listener.attend(500).await;
    listener.take_received();
    listener.attend(500).await;
    let heard = listener.take_audio();
    assert!(heard.len() > 15 && heard.iter().all(|one| one.source == (1, 1)), "{}", heard.len());
    assert_eq!((speaker.offers.len(), listener.offers.len()), offers, "nothing had to be agreed anew");
}
