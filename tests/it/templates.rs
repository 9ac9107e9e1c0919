//! People's own templates: brought, saved, used, exported, removed.

use crate::support::{Person, TestServer};
use reqwest::Method;
use serde_json::{Value, json};

const ALL: &str = "/api/v1/templates";

fn plan(key: &str) -> Value {
    json!({
        "key": key, "title": "Ours", "description": "As we always do",
        "phases": [
            {"key": "news", "title": "News", "timebox_ms": 600_000, "rules": {"floor_kinds": ["contribution"]}},
            {"key": "rest", "title": "The rest"},
        ],
        "settings": {"queue_order": "least_time", "turn_limit_ms": 60_000},
        "agenda": [{"title": "Budget", "planned_ms": 300_000}],
    })
}

async fn call(person: &Person, method: Method, path: &str, key: Option<&str>, body: Option<Value>) -> (u16, Value) {
    let mut request = person.request(method, path);
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or(Value::Null))
}

async fn bring(person: &Person, key: Option<&str>, template: &Value) -> (u16, Value) {
    call(person, Method::POST, ALL, key, Some(template.clone())).await
}

async fn remove(person: &Person, key: &str) -> (u16, Value) {
    call(person, Method::DELETE, &format!("{ALL}/{key}"), None, None).await
}

async fn look(person: &Person, key: &str) -> (u16, Value) {
    call(person, Method::GET, &format!("{ALL}/{key}"), None, None).await
}

async fn keys(person: &Person) -> Vec<(String, String)> {
    let all = person.get(ALL).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all["items"].as_array().unwrap().iter().map(|item| (text(&item["key"]), text(&item["source"]))).collect()
}

fn refused(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["code"].as_str().unwrap_or(""))
}

#[actix::test]
async fn a_template_is_brought_listed_used_and_removed() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let response = ada.request(Method::POST, ALL).json(&plan("ours")).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.headers()["location"].to_str().unwrap()),
        (201, "/api/v1/templates/ours")
    );
    let made: Value = response.json().await.unwrap();
    assert_eq!((&made["source"], &made["planned_ms"], &made["key"]), (&json!("own"), &json!(600_000), &json!("ours")));
    assert_eq!(look(&ada, "ours").await, (200, made.clone()));
    bring(&ada, None, &plan("another")).await;
    let listed = keys(&ada).await;
    assert_eq!(listed[0], ("corporate_decision".into(), "built_in".into()));
    assert_eq!(listed[listed.len() - 2..], [("another".into(), "own".into()), ("ours".into(), "own".into())]);
    assert!(keys(&bo).await.iter().all(|(_, source)| source == "built_in"), "nobody sees another's templates");
    assert_eq!(refused(&look(&bo, "ours").await), (404, "template_not_found"));

    // It survives a restart, and the meeting made from it has its phases, settings and agenda.
    let server = server.restart().await;
    let (ada, bo) = tokio::join!(Person::log_in(server.address, "Ada"), Person::log_in(server.address, "Bo"));
    let wanted = json!({"title": "Weekly", "template": "ours"});
    let meeting = ada.post("/api/v1/meetings", wanted.clone()).await;
    assert_eq!((&meeting["template"], &meeting["phases"][0]["key"]), (&json!("ours"), &json!("news")));
    assert_eq!(meeting["phases"], made["phases"]);
    assert_eq!(
        (&meeting["settings"]["queue_order"], &meeting["settings"]["turn_limit_ms"]),
        (&json!("least_time"), &json!(60_000))
    );
    assert_eq!(refused(&bo.try_post("/api/v1/meetings", wanted).await), (422, "template_not_found"));

    assert_eq!(refused(&remove(&bo, "ours").await), (404, "template_not_found"));
    assert_eq!(remove(&ada, "ours").await.0, 204);
    assert_eq!(refused(&remove(&ada, "ours").await), (404, "template_not_found"));
    assert_eq!(refused(&remove(&ada, "retrospective").await), (403, "not_permitted"));
    let path = format!("/api/v1/meetings/{}", meeting["id"].as_str().unwrap());
    assert_eq!(ada.get(&path).await["phases"], made["phases"], "the meeting keeps its plan");
}

#[actix::test]
async fn an_exported_template_can_be_brought_elsewhere() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    bring(&ada, None, &plan("ours")).await;
    let response = ada.request(Method::GET, &format!("{ALL}/ours?download=1")).send().await.unwrap();
    assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"ours.json\"");
    let file: Value = response.json().await.unwrap();
    assert!(file.get("source").is_none() && file.get("planned_ms").is_none());
    assert_eq!(bring(&bo, None, &file).await.0, 201);
    assert_eq!(look(&bo, "ours").await, look(&ada, "ours").await);
    let built_in = ada.request(Method::GET, &format!("{ALL}/stand_up?download=1")).send().await.unwrap();
    let mut built_in: Value = built_in.json().await.unwrap();
    built_in["key"] = json!("our_stand_up");
    assert_eq!(bring(&bo, None, &built_in).await.0, 201);
    assert_eq!(
        refused(&call(&ada, Method::GET, &format!("{ALL}/ours?download=yes"), None, None).await),
        (400, "invalid_query")
    );
}

#[actix::test]
async fn a_meetings_plan_is_saved_by_who_may_read_it() {
    let server = TestServer::start().await;
    let (ada, bo, eve) = tokio::join!(server.person("Ada"), server.person("Bo"), server.person("Eve"));
    let meeting = ada.create_meeting(json!({"hold_ms": 5_000})).await;
    ada.post(&format!("/api/v1/meetings/{meeting}/join"), json!({})).await;
    bo.post(&format!("/api/v1/meetings/{meeting}/join"), json!({"role": "observer"})).await;
    let item = json!({"type": "add_agenda_item", "item": {"title": "Budget", "owner": ada.id, "planned_ms": 60_000}});
    ada.post(&format!("/api/v1/meetings/{meeting}/commands"), item).await;
    let save = json!({"meeting_id": meeting, "key": "ours", "title": "As on Monday"});
    let path = format!("{ALL}/from-meeting");
    let saved = bo.post(&path, save.clone()).await;
    assert_eq!(
        (&saved["key"], &saved["title"], &saved["description"]),
        (&json!("ours"), &json!("As on Monday"), &json!(""))
    );
    assert_eq!(saved["settings"], json!({"hold_ms": 5_000}));
    assert_eq!(saved["agenda"], json!([{"title": "Budget", "owner": null, "planned_ms": 60_000, "links": []}]));
    assert_eq!(refused(&eve.try_post(&path, save.clone()).await), (403, "not_a_participant"));
    let of_nothing = json!({"meeting_id": "01935a00-0000-7000-8000-0000000000aa", "key": "k", "title": "t"});
    assert_eq!(refused(&ada.try_post(&path, of_nothing).await), (404, "meeting_not_found"));
    // Repeated, it is what was saved at first, though the meeting is another now.
    let first = call(&ada, Method::POST, &path, Some("k1"), Some(save.clone())).await;
    ada.post(
        &format!("/api/v1/meetings/{meeting}/commands"),
        json!({"type": "add_agenda_item", "item": {"title": "Place"}}),
    )
    .await;
    assert_eq!(call(&ada, Method::POST, &path, Some("k1"), Some(save.clone())).await, first);
    let mut other = save;
    other["title"] = json!("Another");
    assert_eq!(
        refused(&call(&ada, Method::POST, &path, Some("k1"), Some(other)).await),
        (422, "idempotency_key_reused")
    );
}

#[actix::test]
async fn a_repeated_call_brings_one_template() {
    let server = TestServer::start().await;
    let (ada, bo) = tokio::join!(server.person("Ada"), server.person("Bo"));
    let (one, two) = (plan("one"), plan("two"));
    let first = bring(&ada, Some("k1"), &one).await;
    assert_eq!(first.0, 201);
    assert_eq!(bring(&ada, Some("k1"), &one).await, first);
    assert_eq!(refused(&bring(&ada, Some("k1"), &two).await), (422, "idempotency_key_reused"));
    assert_eq!(refused(&bring(&ada, Some("k2"), &one).await), (409, "template_exists"));
    assert_eq!(refused(&bring(&ada, None, &one).await), (409, "template_exists"));
    assert_eq!(bring(&bo, Some("k1"), &two).await.0, 201, "another person's key is another");
    assert_eq!(keys(&ada).await.iter().filter(|(_, source)| source == "own").count(), 1);
}

#[actix::test]
async fn templates_have_bounds() {
    let server = TestServer::start().await;
    let ada = server.person("Ada").await;
    for taken in ["stand_up", "schema"] {
        assert_eq!(refused(&bring(&ada, None, &plan(taken)).await), (409, "template_exists"), "{taken}");
    }
    let mut bad = plan("ours");
    bad["phases"] = json!([]);
    let answer = bring(&ada, None, &bad).await;
    assert_eq!((refused(&answer), &answer.1["errors"][0]["field"]), ((422, "invalid_field"), &json!("phases")));
    let mut unknown = plan("ours");
    unknown["phases"][0]["surprise"] = json!(1);
    assert_eq!(refused(&bring(&ada, None, &unknown).await), (400, "unknown_field"));
    let mut owned = plan("ours");
    owned["agenda"][0]["owner"] = json!(ada.id);
    assert_eq!(refused(&bring(&ada, None, &owned).await), (422, "invalid_field"));
    for number in 0..100 {
        assert_eq!(bring(&ada, None, &plan(&format!("t{number}"))).await.0, 201);
    }
    assert_eq!(refused(&bring(&ada, None, &plan("one_more")).await), (409, "too_many_templates"));
    assert_eq!(remove(&ada, "t7").await.0, 204);
    assert_eq!(bring(&ada, None, &plan("one_more")).await.0, 201);
}

#[actix::test]
async fn the_schema_is_published_and_the_calls_are_described() {
    let server = TestServer::start().await;
    let at = |path: &str| format!("http://{}{path}", server.address);
    let schema = reqwest::get(at("/api/v1/templates/schema")).await.unwrap();
    assert_eq!(schema.headers()["content-type"], "application/schema+json");
    assert_eq!(schema.text().await.unwrap(), include_str!("../../docs/template.schema.json"));
    let api: Value = reqwest::get(at("/openapi.json")).await.unwrap().json().await.unwrap();
    for (path, methods) in [
        ("/api/v1/meetings/{id}/stats", &["get"][..]),
        ("/api/v1/stats/me", &["get"]),
        ("/api/v1/stats/people/{user_id}", &["get"]),
        ("/api/v1/stats/organisation", &["get"]),
        ("/api/v1/templates", &["get", "post"]),
        ("/api/v1/templates/from-meeting", &["post"]),
        ("/api/v1/templates/schema", &["get"]),
        ("/api/v1/templates/{key}", &["delete", "get"]),
    ] {
        let described: Vec<_> = api["paths"][path].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(described, methods, "{path}");
    }
}
