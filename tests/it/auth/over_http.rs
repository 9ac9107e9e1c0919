//! The calls under `/api/v1/auth` as clients see them.

use super::world::{PASSWORD, World, email, settings, world, world_with};
use actix_web::{
    App,
    http::{Method, header},
    test::{TestRequest, call_service, init_service, read_body},
    web::Data,
};
use orchestrasec::{
    auth::{AuthSettings, TrustedProxies, rate::Rate, settings::ThrottleSettings},
    http::auth::{AuthHttp, CookieTransport, configure, document},
    ports::Authenticator,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use std::sync::Arc;

struct Answer {
    status: u16,
    headers: header::HeaderMap,
    cookie: Option<String>,
    body: Value,
}

impl Answer {
    fn code(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }
}

fn state(world: &World) -> AuthHttp {
    let proxies = TrustedProxies::parse(["10.0.0.1"]).unwrap();
    AuthHttp { service: Arc::clone(&world.auth), cookie: CookieTransport::HttpsOnly, proxies }
}

/// The calls as a function from a request to its answer.
async fn app(state: AuthHttp) -> impl AsyncFn(TestRequest) -> Answer {
    let authenticator: Arc<dyn Authenticator> = Arc::clone(&state.service) as _;
    let app = App::new().app_data(Data::from(authenticator)).configure(|cfg| configure(cfg, &state));
    let app = init_service(app).await;
    async move |request: TestRequest| {
        let response = call_service(&app, request.to_request()).await;
        let headers = response.headers().clone();
        let cookie = headers.get(header::SET_COOKIE).map(|value| value.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let body = read_body(response).await;
        Answer { status, headers, cookie, body: serde_json::from_slice(&body).unwrap_or(Value::Null) }
    }
}

fn post(call: &str) -> TestRequest {
    TestRequest::post().uri(&format!("/api/v1/auth/{call}")).peer_addr("192.0.2.1:5000".parse().unwrap())
}

fn log_in(name: &str, password: &str) -> TestRequest {
    post("login").set_form([("username", email(name).as_str()), ("password", password)])
}

fn cookie_value(cookie: &str) -> &str {
    cookie.strip_prefix("orchestrasec_refresh=").unwrap().split(';').next().unwrap()
}

fn with_cookie(request: TestRequest, value: &str) -> TestRequest {
    request.insert_header((header::COOKIE, format!("orchestrasec_refresh={value}")))
}

#[actix_web::test]
async fn from_sign_up_to_log_out() {
    let world = world().await;
    let app = app(state(&world)).await;
    let sign_up = json!({"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada"});
    let made = app(post("signup").set_json(&sign_up)).await;
    assert_eq!(made.status, 201);
    let mut account = made.body.clone();
    account.as_object_mut().unwrap().remove("id").unwrap();
    assert_eq!(account, json!({"email": "ada@example.org", "display_name": "Ada", "role": "member"}));

    let granted = app(log_in("Ada", PASSWORD)).await;
    assert_eq!(granted.status, 200);
    assert_eq!((&granted.body["token_type"], &granted.body["expires_in"]), (&json!("bearer"), &json!(900)));
    assert_eq!(granted.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
    let bearer = (header::AUTHORIZATION, format!("Bearer {}", granted.body["access_token"].as_str().unwrap()));

    let me = TestRequest::get().uri("/api/v1/auth/me").insert_header(bearer.clone());
    assert_eq!(app(me).await.body, made.body);
    let ticket = app(post("ticket").insert_header(bearer.clone())).await;
    assert_eq!((ticket.status, &ticket.body["expires_in"]), (201, &json!(30)));

    let refresh = json!({"refresh_token": granted.body["refresh_token"]});
    let fresh = app(post("refresh").set_json(&refresh)).await;
    assert_eq!(fresh.status, 200);
    assert_ne!(fresh.body["refresh_token"], granted.body["refresh_token"]);

    let refresh = json!({"refresh_token": fresh.body["refresh_token"]});
    assert_eq!(app(post("logout").set_json(&refresh)).await.status, 204);
    let me = TestRequest::get().uri("/api/v1/auth/me").insert_header(bearer);
    let gone = app(me).await;
    assert_eq!(gone.code(), (401, "invalid_token"));
    assert_eq!(gone.headers.get(header::WWW_AUTHENTICATE).unwrap(), "Bearer");
    assert_eq!(gone.headers.get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
}

#[actix_web::test]
async fn the_cookie_is_for_the_browser_only_and_only_for_these_calls() {
    let world = world().await;
    world.add("Ada").await;
    let app = app(state(&world)).await;
    let cookie = app(log_in("Ada", PASSWORD)).await.cookie.unwrap();
    let mut attributes: Vec<&str> = cookie.split("; ").skip(1).collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=2592000", "Path=/api/v1/auth", "SameSite=Strict", "Secure"]);
    let plain = AuthHttp { cookie: CookieTransport::AlsoHttp, ..state(&world) };
    let plain = self::app(plain).await;
    assert!(!plain(log_in("Ada", PASSWORD)).await.cookie.unwrap().contains("Secure"));
}

#[actix_web::test]
async fn the_cookie_counts_only_with_the_header_of_our_page() {
    let world = world().await;
    world.add("Ada").await;
    let app = app(state(&world)).await;
    let cookie = app(log_in("Ada", PASSWORD)).await.cookie.unwrap();
    let token = cookie_value(&cookie);
    for call in ["refresh", "logout"] {
        for request in [
            with_cookie(post(call), token),
            with_cookie(post(call), token).set_json(json!({})),
            with_cookie(post(call), token).set_json(json!({"refresh_token": null})),
            with_cookie(post(call), token).insert_header(("x-requested-with", "XMLHttpRequest")),
            with_cookie(post(call), token).insert_header(("sec-fetch-site", "cross-site")),
            with_cookie(post(call), token).insert_header(("sec-fetch-site", "same-site")),
            post(call),
        ] {
            let answer = app(request).await;
            assert_eq!(answer.code(), (403, "cross_site_request"), "{call}");
            assert_eq!(answer.cookie, None);
        }
    }
    let ours = with_cookie(post("refresh"), token).insert_header(("sec-fetch-site", "same-origin"));
    let fresh = app(ours).await;
    assert_eq!(fresh.status, 200);
    let token = fresh.cookie.as_deref().map(cookie_value).unwrap().to_owned();
    let ours =
        with_cookie(post("logout"), &token).insert_header(("x-requested-with", "orchestrasec")).set_json(json!({}));
    let out = app(ours).await;
    assert_eq!(out.status, 204);
    let gone = out.cookie.unwrap();
    assert!(cookie_value(&gone).is_empty() && gone.contains("Max-Age=0"), "{gone}");
    let ours = with_cookie(post("refresh"), &token).insert_header(("x-requested-with", "orchestrasec"));
    assert_eq!(app(ours).await.code(), (401, "invalid_refresh_token"));
    let nothing = post("refresh").insert_header(("x-requested-with", "orchestrasec"));
    assert_eq!(app(nothing).await.code(), (401, "invalid_refresh_token"));
}

#[actix_web::test]
async fn another_page_cannot_plant_a_cookie() {
    let world = world().await;
    world.add("Mallory").await;
    let app = app(state(&world)).await;
    for (site, set) in [("cross-site", false), ("same-site", false), ("same-origin", true), ("none", true)] {
        let answer = app(log_in("Mallory", PASSWORD).insert_header(("sec-fetch-site", site))).await;
        assert_eq!((answer.status, answer.cookie.is_some()), (200, set), "{site}");
    }
}

#[actix_web::test]
async fn an_old_refresh_token_is_told_as_such() {
    let world = world().await;
    world.add("Ada").await;
    let app = app(state(&world)).await;
    let granted = world.log_in("Ada").await;
    let body = json!({"refresh_token": granted.refresh_token.expose_secret()});
    assert_eq!(app(post("refresh").set_json(&body)).await.status, 200);
    world.clock.advance_ms(11_000);
    assert_eq!(app(post("refresh").set_json(&body)).await.code(), (401, "refresh_token_reused"));
}

#[actix_web::test]
async fn the_log_in_form_is_read_as_oauth_wants() {
    let world = world().await;
    world.add("Ada").await;
    let app = app(state(&world)).await;
    let form = |text: &str| {
        post("login")
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8"))
            .set_payload(text.to_owned())
    };
    let good = format!("username=ada%40example.org&password={PASSWORD}");
    for more in ["", "&grant_type=password", "&scope=&client_id=x"] {
        assert_eq!(app(form(&format!("{good}{more}"))).await.status, 200, "{more}");
    }
    for (text, field) in [
        ("", "username"),
        ("password=x", "username"),
        ("username=x", "password"),
        (&format!("{good}&password=x"), "password"),
        (&format!("{good}&grant_type=refresh_token"), "grant_type"),
    ] {
        let answer = app(form(text)).await;
        assert_eq!(answer.code(), (422, "invalid_field"), "{text}");
        assert_eq!(answer.body["errors"][0]["field"], field, "{text}");
    }
    let json = post("login").set_json(json!({"username": "ada@example.org", "password": PASSWORD}));
    assert_eq!(app(json).await.code(), (415, "unsupported_media_type"));
    assert_eq!(app(form(&"x".repeat(65 * 1_024))).await.code(), (413, "too_large"));
    let (unknown, wrong) = (app(log_in("nobody", PASSWORD)).await, app(log_in("Ada", "wrong")).await);
    assert_eq!(unknown.code(), (401, "invalid_credentials"));
    assert_eq!(unknown.body, wrong.body);
}

#[actix_web::test]
async fn bodies_are_read_strictly() {
    let world = world().await;
    let app = app(state(&world)).await;
    let good = json!({"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada"});
    let mut admin = good.clone();
    admin["role"] = "admin".into();
    assert_eq!(app(post("signup").set_json(&admin)).await.code(), (400, "unknown_field"));
    assert_eq!(app(post("signup").set_json(json!({"email": 7}))).await.code(), (422, "invalid_field"));
    let broken = post("signup").insert_header((header::CONTENT_TYPE, "application/json")).set_payload("{");
    assert_eq!(app(broken).await.code(), (400, "malformed_json"));
    assert_eq!(app(post("signup").set_form(&good)).await.code(), (415, "unsupported_media_type"));
    let key = post("signup").set_json(&good).insert_header(("Idempotency-Key", "not visible"));
    assert_eq!(app(key).await.code(), (400, "invalid_idempotency_key"));
    assert!(world.store.accounts().is_empty());
    let twice = || post("signup").set_json(&good).insert_header(("Idempotency-Key", "k"));
    let (one, two) = (app(twice()).await, app(twice()).await);
    assert_eq!((one.status, two.status), (201, 201));
    assert_eq!(one.body, two.body);
    assert_eq!(app(post("signup").set_json(&good)).await.code(), (409, "email_taken"));
}

#[actix_web::test]
async fn other_methods_are_not_allowed_and_calls_need_a_token() {
    let world = world().await;
    let app = app(state(&world)).await;
    for (method, call) in
        [(Method::GET, "login"), (Method::PUT, "signup"), (Method::POST, "me"), (Method::GET, "logout")]
    {
        let request = TestRequest::with_uri(&format!("/api/v1/auth/{call}")).method(method.clone());
        assert_eq!(app(request).await.code(), (405, "method_not_allowed"), "{method} {call}");
    }
    assert_eq!(app(post("ticket")).await.code(), (401, "not_authenticated"));
}

#[actix_web::test]
async fn throttles_go_by_the_client_behind_a_trusted_proxy() {
    let throttle = ThrottleSettings { sign_up: Rate { burst: 1, every_ms: 60_000 }, ..ThrottleSettings::default() };
    let world = world_with(AuthSettings { throttle, ..settings() }).await;
    let app = app(state(&world)).await;
    let sign_up = |n: u8, peer: &str, forwarded: &str| {
        let body = json!({"email": format!("u{n}@example.org"), "password": PASSWORD, "display_name": "U"});
        let request = TestRequest::post().uri("/api/v1/auth/signup").peer_addr(format!("{peer}:1").parse().unwrap());
        request.insert_header(("X-Forwarded-For", forwarded)).set_json(body)
    };
    for (n, peer, forwarded, status) in [
        (1, "10.0.0.1", "203.0.113.1", 201),
        (2, "10.0.0.1", "203.0.113.1", 429),
        (3, "10.0.0.1", "6.6.6.6, 203.0.113.1", 429),
        (4, "10.0.0.1", "203.0.113.2", 201),
        (5, "198.51.100.7", "203.0.113.3", 201),
        (6, "198.51.100.7", "203.0.113.4", 429),
    ] {
        let answer = app(sign_up(n, peer, forwarded)).await;
        assert_eq!(answer.status, status, "{n}");
        if status == 429 {
            assert_eq!(answer.headers.get(header::RETRY_AFTER).unwrap(), "60");
        }
    }
}

#[test]
fn the_calls_are_described() {
    let text = document().to_json().unwrap();
    let api: Value = serde_json::from_str(&text).unwrap();
    let mut paths: Vec<_> = api["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    paths.sort_unstable();
    let calls = ["login", "logout", "me", "refresh", "signup", "ticket"];
    assert_eq!(paths, calls.map(|call| format!("/api/v1/auth/{call}")));
    let form = &api["paths"]["/api/v1/auth/login"]["post"]["requestBody"]["content"];
    assert!(form["application/x-www-form-urlencoded"].is_object(), "{form}");
    assert_eq!(api["paths"]["/api/v1/auth/login"]["post"]["security"], json!([{}]));
}

#[actix_web::test]
async fn the_same_sign_up_again_is_answered_the_same_and_any_other_as_if_there_were_no_key() {
    let world = world().await;
    let app = app(state(&world)).await;
    let sign_up = |key: Option<&str>, password: &str| {
        let body = json!({"email": "ada@example.org", "password": password, "display_name": "Ada"});
        let request = post("signup").set_json(body);
        if let Some(key) = key { request.insert_header(("Idempotency-Key", key)) } else { request }
    };
    let made = app(sign_up(Some("s-1"), PASSWORD)).await;
    let again = app(sign_up(Some("s-1"), PASSWORD)).await;
    assert_eq!((made.status, again.status, &made.body), (201, 201, &again.body));
    let stranger = app(sign_up(None, "another-otter-violin-93")).await;
    assert_eq!(stranger.code(), (409, "email_taken"));
    for (key, password) in [("s-1", "another-otter-violin-93"), ("s-2", PASSWORD), ("s-2", "another-otter-violin-93")] {
        let other = app(sign_up(Some(key), password)).await;
        assert_eq!((other.status, &other.body), (409, &stranger.body), "a key is no question about an account");
    }
}

#[actix_web::test]
async fn what_makes_secrets_takes_an_idempotency_key_and_never_gives_the_same_secret_for_it() {
    let world = world().await;
    let app = app(state(&world)).await;
    world.add("Ada").await;
    let keyed = |request: TestRequest| request.insert_header(("Idempotency-Key", "k-1"));
    let (one, two) = (app(keyed(log_in("Ada", PASSWORD))).await, app(keyed(log_in("Ada", PASSWORD))).await);
    assert_eq!((one.status, two.status), (200, 200));
    assert_ne!(one.body["refresh_token"], two.body["refresh_token"]);

    let refresh = |from: &Value| keyed(post("refresh").set_json(json!({"refresh_token": from["refresh_token"]})));
    let next = app(refresh(&one.body)).await;
    assert_eq!(next.status, 200);
    let after = app(refresh(&next.body)).await;
    assert_eq!(after.status, 200);
    let ticket = || keyed(post("ticket").insert_header(bearer(&after.body)));
    let (first, second) = (app(ticket()).await, app(ticket()).await);
    assert_eq!((first.status, second.status), (201, 201));
    assert_ne!(first.body["ticket"], second.body["ticket"]);
    // The key does not excuse a token that was used long ago.
    assert_eq!(app(refresh(&one.body)).await.code(), (401, "refresh_token_reused"));

    let log_out = || keyed(post("logout").set_json(json!({"refresh_token": two.body["refresh_token"]})));
    assert_eq!((app(log_out()).await.status, app(log_out()).await.status), (204, 204));
}

fn bearer(tokens: &Value) -> (header::HeaderName, String) {
    (header::AUTHORIZATION, format!("Bearer {}", tokens["access_token"].as_str().unwrap()))
}
