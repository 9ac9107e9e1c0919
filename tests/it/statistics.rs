//! Statistics over HTTP: what they say, and to whom.

use crate::support::{ManualClock, Person, TestServer};
use reqwest::Method;
use serde_json::{Value, json};
use std::{sync::Arc, time::Instant};

async fn server_at_noon() -> (TestServer, ManualClock) {
    let clock = ManualClock::starting_at("2026-11-23T12:00:00Z");
    (TestServer::start_with(Arc::new(clock.clone()), |_| {}).await, clock)
}

async fn act(person: &Person, meeting: &str, command: Value) {
    person.post(&format!("/api/v1/meetings/{meeting}/commands"), command).await;
}

async fn join(person: &Person, meeting: &str, role: &str) {
    person.post(&format!("/api/v1/meetings/{meeting}/join"), json!({"role": role})).await;
}

/// Status, content type and text of an answer.
async fn fetched(person: &Person, path: &str) -> (u16, String, String) {
    let response = person.request(Method::GET, path).send().await.unwrap();
    let kind = response.headers().get("content-type").map_or("", |value| value.to_str().unwrap()).to_owned();
    (response.status().as_u16(), kind, response.text().await.unwrap())
}

async fn code_of(person: &Person, path: &str) -> (u16, String) {
    let (status, _, text) = fetched(person, path).await;
    let problem: Value = serde_json::from_str(&text).unwrap_or_default();
    (status, problem["code"].as_str().unwrap_or("").to_owned())
}

/// Ada leads; Bo speaks 30 s, Ada 10 s; Bo is denied once; Cy waits.
async fn a_meeting(clock: &ManualClock, ada: &Person, bo: &Person, cy: &Person) -> String {
    let meeting = ada.live_meeting(json!({"turn_limit_ms": null})).await;
    join(bo, &meeting, "participant").await;
    join(cy, &meeting, "participant").await;
    act(bo, &meeting, json!({"type": "request_floor"})).await;
    clock.advance_ms(10_000);
    act(ada, &meeting, json!({"type": "request_floor"})).await;
    clock.advance_ms(20_000);
    act(bo, &meeting, json!({"type": "release_floor"})).await;
    clock.advance_ms(10_000);
    act(bo, &meeting, json!({"type": "request_floor"})).await;
    act(ada, &meeting, json!({"type": "deny_request", "request_id": 3})).await;
    act(cy, &meeting, json!({"type": "request_floor"})).await;
    meeting
}

#[actix::test]
async fn a_meetings_statistics_tell_who_spoke_when_and_who_waited() {
    let (server, clock) = server_at_noon().await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let meeting = a_meeting(&clock, &ada, &bo, &cy).await;
    let path = format!("/api/v1/meetings/{meeting}/stats");
    let stats = ada.get(&path).await;
    assert_eq!((&stats["total_speaking_ms"], &stats["turns"]), (&json!(40_000), &json!(2)));
    let speakers: Vec<_> =
        stats["participants"].as_array().unwrap().iter().map(|one| &one["speaking_seconds"]).collect();
    assert_eq!(speakers, [&json!(10.0), &json!(30.0), &json!(0.0)]);
    assert_eq!(stats["participants"][1]["share"], 0.75);
    assert_eq!(stats["gini"], 0.5);
    assert_eq!(stats["median_speaking_ms"], 10_000);
    let requests = json!({"made": 4, "granted": 2, "denied": 1, "withdrawn": 0, "never_reached": 0, "waiting": 1});
    assert_eq!(stats["requests"], requests);
    assert_eq!(stats["waiting_time"], json!({"median_ms": 10_000, "p90_ms": 20_000, "max_ms": 20_000}));
    assert_eq!(stats["phases"][0]["speaking_ms"], 40_000);
    assert_eq!(stats["over_time"]["buckets"].as_array().unwrap().len(), 40);
    let ended: Vec<_> = stats["timeline"].as_array().unwrap().iter().map(|part| &part["ended"]).collect();
    assert_eq!(ended, ["released", "running"]);
    // What happens meanwhile is read beside what was read before, also by the next life of the server.
    clock.advance_ms(5_000);
    ada.post(&format!("/api/v1/meetings/{meeting}/close"), json!({})).await;
    let closed = ada.get(&path).await;
    assert_eq!((&closed["total_speaking_ms"], &closed["requests"]["never_reached"]), (&json!(45_000), &json!(1)));
    let server = server.restart().await;
    let ada = Person::log_in(server.address, "Ada").await;
    assert_eq!(ada.get(&path).await, closed);
}

#[actix::test]
async fn how_somebody_fared_in_the_queue_is_told_to_them_and_to_who_leads() {
    let (server, clock) = server_at_noon().await;
    let (root, ada, bo, cy, ola) = tokio::join!(
        server.admin("Root"),
        server.person("Ada"),
        server.person("Bo"),
        server.person("Cy"),
        server.person("Ola")
    );
    let meeting = a_meeting(&clock, &ada, &bo, &cy).await;
    join(&ola, &meeting, "observer").await;
    let path = format!("/api/v1/meetings/{meeting}/stats");
    for (viewer, may_see) in
        [(&ada, [true; 4]), (&root, [true; 4]), (&bo, [false, true, false, false]), (&ola, [false, false, false, true])]
    {
        let stats = viewer.get(&path).await;
        let people = stats["participants"].as_array().unwrap();
        let seen: Vec<_> = people.iter().map(|person| person["private"].is_object()).collect();
        assert_eq!(seen, may_see);
        assert_eq!((stats["total_speaking_ms"].as_u64(), people[1]["turns"].as_u64()), (Some(40_000), Some(1)));
    }
    let own = &bo.get(&path).await["participants"][1]["private"];
    assert_eq!((&own["requests"]["denied"], &own["median_waiting_ms"]), (&json!(1), &json!(0)));
    let eve = server.person("Eve").await;
    assert_eq!(code_of(&eve, &path).await, (403, "not_a_participant".into()));
    assert_eq!(code_of(&eve, &format!("{path}?format=csv")).await, (403, "not_a_participant".into()));
}

#[actix::test]
async fn a_table_opens_without_running_anything() {
    let (server, clock) = server_at_noon().await;
    let (ada, bo, cy) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let meeting = a_meeting(&clock, &ada, &bo, &cy).await;
    for name in ["=1+1", "@SUM(A1)", "-2", "+3", "Ruiz, \"Carmen\""] {
        act(&ada, &meeting, json!({"type": "add_guest", "display_name": name})).await;
    }
    let path = format!("/api/v1/meetings/{meeting}/stats?format=csv");
    let (status, kind, text) = fetched(&ada, &path).await;
    assert_eq!((status, kind.as_str()), (200, "text/csv; charset=utf-8"));
    let lines: Vec<_> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("participant_id,display_name,role,guest,group,speaking_seconds,share,turns,"));
    assert_eq!(lines[2], format!("{},Bo,participant,false,,30,0.75,1,30000,2,1,1,0,0,0,0", bo.id));
    let names: Vec<_> = lines[4..9].iter().map(|line| line.split_once(',').unwrap().1).collect();
    for (line, name) in names.iter().zip(["'=1+1", "'@SUM(A1)", "'-2", "'+3", "\"Ruiz, \"\"Carmen\"\"\""]) {
        assert!(line.starts_with(&format!("{name},participant,true,,0,0,0,")), "{line}");
    }
    assert_eq!((lines.len(), lines[9]), (10, ""));
    let (_, _, for_cy) = fetched(&cy, &path).await;
    let of_bo = for_cy.split("\r\n").nth(2).unwrap();
    assert!(of_bo.ends_with(",30,0.75,1,30000,,,,,,,"), "the private cells are empty: {of_bo}");
}

#[actix::test]
async fn an_unknown_format_or_parameter_is_refused() {
    let server = TestServer::start().await;
    let root = server.admin("Root").await;
    let meeting = root.live_meeting(json!({})).await;
    let paths = [
        format!("/api/v1/meetings/{meeting}/stats"),
        "/api/v1/stats/me".into(),
        format!("/api/v1/stats/people/{}", root.id),
        "/api/v1/stats/organisation".into(),
    ];
    for path in paths {
        assert_eq!(fetched(&root, &format!("{path}?format=json")).await.0, 200, "{path}");
        assert_eq!(fetched(&root, &format!("{path}?format=csv")).await.0, 200, "{path}");
        assert_eq!(code_of(&root, &format!("{path}?format=xlsx")).await, (406, "not_acceptable".into()), "{path}");
        assert_eq!(code_of(&root, &format!("{path}?fromat=csv")).await, (400, "invalid_query".into()), "{path}");
        let nobody = reqwest::get(format!("http://{}{path}", server.address)).await.unwrap();
        assert_eq!(nobody.status(), 401, "{path}");
    }
}

#[actix::test]
async fn a_persons_statistics_are_of_all_their_meetings_and_for_them_and_admins() {
    let (server, clock) = server_at_noon().await;
    let (root, ada, bo, cy) =
        tokio::join!(server.admin("Root"), server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let first = a_meeting(&clock, &ada, &bo, &cy).await;
    ada.post(&format!("/api/v1/meetings/{first}/close"), json!({})).await;
    clock.advance_ms(60_000);
    let second = a_meeting(&clock, &cy, &ada, &bo).await;
    bo.post(&format!("/api/v1/meetings/{second}/leave"), json!({})).await;
    cy.live_meeting(json!({})).await;
    let mine = bo.get("/api/v1/stats/me").await;
    assert_eq!((&mine["user_id"], &mine["display_name"]), (&json!(bo.id), &json!("Bo")));
    assert_eq!(
        (&mine["meetings"], &mine["meetings_total"], &mine["meetings_max"]),
        (&json!(2), &json!(2), &json!(200))
    );
    assert_eq!((&mine["speaking_seconds"], &mine["turns"]), (&json!(30.0), &json!(1)));
    let requests = json!({"made": 3, "granted": 1, "denied": 1, "withdrawn": 1, "never_reached": 0, "waiting": 0});
    assert_eq!(mine["private"]["requests"], requests);
    let ids: Vec<_> =
        mine["items"].as_array().unwrap().iter().map(|item| item["meeting_id"].as_str().unwrap()).collect();
    assert_eq!(ids, [second, first.clone()], "the latest first, also one that was left");
    assert_eq!((&mine["items"][1]["share"], &mine["items"][1]["status"]), (&json!(0.75), &json!("closed")));

    let of_bo = format!("/api/v1/stats/people/{}", bo.id);
    assert_eq!(root.get(&of_bo).await, mine);
    for other in [&bo, &ada] {
        assert_eq!(code_of(other, &of_bo).await, (403, "not_permitted".into()));
    }
    for unknown in ["01935a00-0000-7000-8000-0000000000aa", "bo"] {
        let path = format!("/api/v1/stats/people/{unknown}");
        assert_eq!(code_of(&root, &path).await, (404, "participant_not_found".into()));
    }
    let (_, kind, text) = fetched(&bo, "/api/v1/stats/me?format=csv").await;
    assert_eq!(kind, "text/csv; charset=utf-8");
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.len() == 3 && lines[0].starts_with("meeting_id,title,status,started_at,"), "{text}");
    assert!(lines[2].starts_with(&format!("{first},Weekly,closed,2026-11-23T12:00:00.000Z,")), "{text}");
    let nobody = server.person("Eve").await.get("/api/v1/stats/me").await;
    assert_eq!((&nobody["meetings_total"], &nobody["items"]), (&json!(0), &json!([])));
}

#[actix::test]
async fn the_organisations_statistics_are_by_month_and_for_admins() {
    let (server, clock) = server_at_noon().await;
    let (root, ada, bo, cy) =
        tokio::join!(server.admin("Root"), server.person("Ada"), server.person("Bo"), server.person("Cy"));
    let first = a_meeting(&clock, &ada, &bo, &cy).await;
    ada.post(&format!("/api/v1/meetings/{first}/close"), json!({})).await;
    ada.create_meeting(json!({})).await;
    clock.advance_ms(10 * 86_400_000);
    let root = Person::log_in(root.address, "Root").await;
    root.live_meeting(json!({})).await;
    let stats = root.get("/api/v1/stats/organisation").await;
    let told = |of: &Value| (of["held"].clone(), of["people"].clone(), of["turns"].clone(), of["mean_gini"].clone());
    assert_eq!(told(&stats), (json!(2), json!(4), json!(2), json!(0.5)));
    assert_eq!((&stats["meetings_total"], &stats["meetings_max"]), (&json!(3), &json!(200)));
    let months = stats["months"].as_array().unwrap();
    assert_eq!(
        (&months[0]["month"], told(&months[0])),
        (&json!("2026-12"), (json!(1), json!(1), json!(0), json!(null)))
    );
    assert_eq!(
        (&months[1]["month"], told(&months[1])),
        (&json!("2026-11"), (json!(1), json!(3), json!(2), json!(0.5)))
    );
    let (_, _, text) = fetched(&root, "/api/v1/stats/organisation?format=csv").await;
    let table = "month,held,people,speaking_seconds,turns,mean_gini\r\n2026-12,1,1,0,0,\r\n2026-11,1,3,40,2,0.5\r\n";
    assert_eq!(text, table);
    let bo = Person::log_in(bo.address, "Bo").await;
    assert_eq!(code_of(&bo, "/api/v1/stats/organisation").await, (403, "not_permitted".into()));
}

/// Measured by hand: `cargo nextest run --release --run-ignored only -E 'test(ten_thousand)' --no-capture`.
#[actix::test]
#[ignore = "a measurement"]
async fn ten_thousand_events_do_not_hold_a_meeting_up() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    let meeting = ada.live_meeting(json!({"turn_limit_ms": null})).await;
    let mut at = ada.in_meeting(&meeting).await;
    for round in 0..3_334 {
        at.send_command(&format!("a{round}"), "request_floor", json!({})).await;
        at.send_command(&format!("b{round}"), "release_floor", json!({})).await;
        if round % 50 == 49 {
            at.answer_to(&format!("b{round}")).await;
        }
    }
    at.command("release_floor", json!({})).await;
    let path = format!("/api/v1/meetings/{meeting}/stats");
    for call in ["first", "second"] {
        let (calling, started) = (ada.clone(), Instant::now());
        let asked = path.clone();
        let stats = actix::spawn(async move { (calling.get(&asked).await, started.elapsed()) });
        let mut slowest = std::time::Duration::ZERO;
        let mut commands = 0;
        while !stats.is_finished() {
            let sent = Instant::now();
            let kind = if commands % 2 == 0 { "request_floor" } else { "release_floor" };
            at.command(kind, json!({})).await;
            slowest = slowest.max(sent.elapsed());
            commands += 1;
        }
        let (stats, took) = stats.await.unwrap();
        let size = stats.to_string().len();
        eprintln!(
            "{call} call: {} turns in {took:?}, {size} bytes; meanwhile {commands} commands, slowest {slowest:?}",
            stats["turns"]
        );
    }
}
