//! Hashing is bounded, however many ask for it (S02).

use super::world::{settings, world_with};
use futures_util::future::join_all;
use orchestrasec::auth::{
    AuthSettings,
    gate::{Gate, GateSettings},
};
use orchestrasec_protocol::Code;
use std::{sync::mpsc, time::Duration};

#[tokio::test]
async fn a_hundred_log_ins_at_once_hash_two_at_a_time() {
    let gate = GateSettings { at_once: 2, queue: 100, wait: Duration::from_mins(1) };
    let world = world_with(AuthSettings { gate, ..settings() }).await;
    let names: Vec<String> = (0..100).map(|n| format!("user{n}")).collect();
    world.add_many(names.iter().cloned()).await;
    let granted = join_all(names.iter().map(|name| world.log_in(name))).await;
    assert_eq!(granted.len(), 100);
    let load = world.auth.password_load();
    assert!((1..=2).contains(&load.most_running), "{load:?}");
    assert_eq!((load.running, load.waiting), (0, 0));
}

#[tokio::test]
async fn beyond_the_queue_one_is_told_to_come_back_and_nothing_is_held_against_one() {
    let gate = GateSettings { at_once: 1, queue: 4, wait: Duration::from_mins(1) };
    let world = world_with(AuthSettings { gate, ..settings() }).await;
    world.add("Ada").await;
    let names: Vec<String> = (0..50).map(|n| format!("user{n}")).collect();
    world.add_many(names.iter().cloned()).await;
    let answers = join_all(names.iter().map(|name| world.try_log_in(name, super::world::PASSWORD, "192.0.2.1"))).await;
    let busy: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
    assert!(!busy.is_empty() && busy.len() < 50);
    assert!(busy.iter().all(|problem| problem.code == Code::Busy && problem.retry_after_ms >= Some(1_000)));
    for name in &names {
        world.log_in(name).await;
    }
}

#[tokio::test]
async fn nobody_waits_longer_than_told() {
    let gate = Gate::new(GateSettings { at_once: 1, queue: 4, wait: Duration::from_millis(30) });
    let (release, released) = mpsc::channel::<()>();
    let long = gate.run(move || released.recv());
    let late = async {
        let problem = gate.run(|| ()).await.unwrap_err();
        release.send(()).unwrap();
        problem
    };
    let (long, late) = tokio::join!(long, late);
    assert_eq!(late.code, Code::Busy);
    assert!(long.unwrap().is_ok());
    assert_eq!(gate.run(|| 7).await.unwrap(), 7);
}

#[tokio::test]
async fn a_caller_who_goes_away_makes_no_room_while_the_work_still_runs() {
    let gate = Gate::new(GateSettings { at_once: 1, queue: 4, wait: Duration::from_millis(30) });
    let (release, released) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel::<()>();
    let abandoned = gate.run(move || {
        started.send(()).unwrap();
        released.recv().unwrap();
    });
    assert!(tokio::time::timeout(Duration::from_millis(50), abandoned).await.is_err());
    has_started.recv().unwrap();
    assert_eq!(gate.load().running, 1);
    assert_eq!(gate.run(|| ()).await.unwrap_err().code, Code::Busy);
    release.send(()).unwrap();
    while gate.load().running > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(gate.run(|| ()).await.is_ok());
    assert_eq!(gate.load().most_running, 1);
}

#[tokio::test]
async fn work_that_panics_gives_its_place_back() {
    let gate = Gate::new(GateSettings { at_once: 1, queue: 4, wait: Duration::from_secs(5) });
    for _ in 0..3 {
        let problem = gate.run(|| assert!(std::hint::black_box(false), "planted")).await.unwrap_err();
        assert_eq!(problem.code, Code::Internal);
    }
    assert!(gate.run(|| ()).await.is_ok());
    assert_eq!(gate.load().running, 0);
}
