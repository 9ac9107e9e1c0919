//! Meetings are spread over threads of their own.

use crate::support::{Appending, TestServer};
use orchestrasec::ports::{Append, Journal};
use orchestrasec_domain::MeetingId;
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, mpsc},
    thread::ThreadId,
};
use tokio::sync::mpsc::unbounded_channel;

const THREADS: usize = 2;

#[actix::test]
async fn a_meeting_that_holds_up_its_thread_holds_up_no_meeting_on_another() {
    let threads: Arc<Mutex<HashMap<MeetingId, ThreadId>>> = Arc::default();
    let held: Arc<Mutex<Option<MeetingId>>> = Arc::default();
    let (stands, mut standing) = unbounded_channel();
    let (go_on, wait) = mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    let (seen, hold) = (threads.clone(), held.clone());
    let append = move |real: &dyn Journal, append: Append| {
        seen.lock().unwrap().insert(append.meeting_id, std::thread::current().id());
        let held_up = *hold.lock().unwrap() == Some(append.meeting_id);
        if held_up {
            stands.send(()).unwrap();
            // Ends also when the test is over.
            wait.lock().unwrap().recv().unwrap_or_default();
        }
        real.append(append)
    };
    let server = TestServer::start_around(move |real| Arc::new(Appending { real, append })).await;
    let ada = server.person("Ada").await;
    let mut meetings: HashMap<ThreadId, String> = HashMap::new();
    // Which thread it is depends on a meeting's id: of 64 not one on the other thread would be a miracle.
    for _ in 0..64 {
        let meeting = ada.live_meeting(json!({})).await;
        let thread = threads.lock().unwrap()[&meeting.parse().unwrap()];
        meetings.insert(thread, meeting);
        if meetings.len() == THREADS {
            break;
        }
    }
    let [slow, quick]: [String; THREADS] = meetings.into_values().collect::<Vec<_>>().try_into().expect("two threads");

    let mut slow_at = ada.in_meeting(&slow).await;
    let mut quick_at = ada.in_meeting(&quick).await;
    *held.lock().unwrap() = Some(slow.parse().unwrap());
    slow_at.send_command("c1", "request_floor", json!({})).await;
    standing.recv().await.unwrap();
    assert_eq!(quick_at.command("request_floor", json!({})).await["type"], "ack");
    assert_eq!(quick_at.event("floor_granted").await["payload"]["grant_no"], 1);
    assert!(threads.lock().unwrap().values().collect::<HashSet<_>>().len() == THREADS, "and no third thread helped");
    go_on.send(()).unwrap();
    *held.lock().unwrap() = None;
    assert_eq!(slow_at.answer_to("c1").await["result"]["state"], "granted");
}
