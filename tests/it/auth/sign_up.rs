//! Signing up, the first admin (S04), and the same sign-up twice.

use super::world::{PASSWORD, account, code, ip, ring, settings, sign_up_of, world, world_with};
use futures_util::future::join_all;
use orchestrasec::auth::{AuthSettings, SignUpRequest, rate::Rate, settings::ThrottleSettings};
use orchestrasec_domain::AccountRole;
use orchestrasec_protocol::Code;
use secrecy::ExposeSecret as _;
use std::collections::HashSet;

const FROM: &str = "192.0.2.1";

#[tokio::test]
async fn who_signs_up_is_a_member_and_can_log_in() {
    let world = world().await;
    let mut request = sign_up_of("Ada");
    request.account.email = " Ada@EXAMPLE.org ".into();
    request.account.display_name = "  Ada Lovelace ".into();
    let ada = world.auth.sign_up(request, ip(FROM)).await.unwrap();
    assert_eq!((ada.email.as_str(), ada.display_name.as_str()), ("ada@example.org", "Ada Lovelace"));
    assert_eq!(ada.role, AccountRole::Member);
    world.log_in("Ada").await;
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    for (change, field) in [
        ((|request| request.account.email = "ada".into()) as fn(&mut SignUpRequest), "email"),
        (|request| request.account.password = "short".into(), "password"),
        (|request| request.account.display_name = " ".into(), "display_name"),
        (|request| request.account.display_name = "Ada\u{202E}".into(), "display_name"),
        (|request| request.account.display_name = "A\nda".into(), "display_name"),
        (|request| request.account.display_name = "A".repeat(81), "display_name"),
    ] {
        let mut request = sign_up_of("Ada");
        change(&mut request);
        let problem = world.auth.sign_up(request, ip(FROM)).await.unwrap_err();
        assert_eq!((problem.code, problem.errors[0].field.as_str()), (Code::InvalidField, field));
    }
    assert!(world.store.accounts().is_empty());
}

#[tokio::test]
async fn an_address_has_one_account_however_many_try_at_once() {
    let world = world().await;
    let answers = join_all((0..20).map(|_| world.auth.sign_up(sign_up_of("Ada"), ip(FROM)))).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), 1);
    assert!(refused.into_iter().all(|answer| code(answer) == Code::EmailTaken));
}

#[tokio::test]
async fn the_same_sign_up_again_is_answered_the_same() {
    let world = world().await;
    let request = || SignUpRequest { idempotency_key: Some("s-1".into()), ..sign_up_of("Ada") };
    let answers = join_all((0..4).map(|_| world.auth.sign_up(request(), ip(FROM)))).await;
    let ids: HashSet<_> = answers.into_iter().map(|answer| answer.unwrap().id).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(world.store.accounts().len(), 1);

    let other_key = SignUpRequest { idempotency_key: Some("s-2".into()), ..sign_up_of("Ada") };
    assert_eq!(code(world.auth.sign_up(other_key, ip(FROM)).await), Code::EmailTaken);
    assert_eq!(code(world.auth.sign_up(sign_up_of("Ada"), ip(FROM)).await), Code::EmailTaken);
    let mut other_password = request();
    other_password.account.password = "another-otter-violin-93".into();
    assert_eq!(code(world.auth.sign_up(other_password, ip(FROM)).await), Code::EmailTaken);
}

#[tokio::test]
async fn repeating_a_sign_up_is_no_way_around_the_throttle_of_passwords() {
    let world = world().await;
    let request = |password: &str| {
        let mut request = SignUpRequest { idempotency_key: Some("1".into()), ..sign_up_of("Ada") };
        request.account.password = password.into();
        request
    };
    world.auth.sign_up(request(PASSWORD), ip(FROM)).await.unwrap();
    let mut guesses = 0;
    for n in 0..30 {
        let answer = world.auth.sign_up(request(&format!("a-good-guess-{n}")), ip(FROM)).await;
        guesses += u32::from(code(answer) == Code::EmailTaken);
    }
    assert_eq!(guesses, 5, "as many as log-ins");
}

#[tokio::test]
async fn the_set_up_secret_makes_one_admin_and_no_more() {
    let world = world().await;
    let secret = world.setup_secret.as_ref().unwrap().expose_secret();
    let request = |n: usize| SignUpRequest { setup_secret: Some(secret.into()), ..sign_up_of(&format!("Person{n}")) };
    let answers = join_all((0..20).map(|n| world.auth.sign_up(request(n), ip(FROM)))).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].as_ref().unwrap().role, AccountRole::Admin);
    assert!(refused.into_iter().all(|answer| code(answer) == Code::InvalidSetupSecret));
    assert_eq!(world.store.accounts().len(), 1, "who was refused has no account either");
    assert_eq!(code(world.auth.sign_up(request(99), ip(FROM)).await), Code::InvalidSetupSecret);
}

#[tokio::test]
async fn the_first_admins_sign_up_can_be_repeated() {
    let world = world().await;
    let request = || SignUpRequest {
        setup_secret: world.setup_secret.clone(),
        idempotency_key: Some("first".into()),
        ..sign_up_of("Ada")
    };
    let one = world.auth.sign_up(request(), ip(FROM)).await.unwrap();
    assert_eq!(world.auth.sign_up(request(), ip(FROM)).await.unwrap(), one);
    assert_eq!(one.role, AccountRole::Admin);
}

#[tokio::test]
async fn a_wrong_set_up_secret_makes_nothing() {
    let world = world().await;
    let secret = world.setup_secret.as_ref().unwrap().expose_secret();
    let upper = secret.to_uppercase();
    for wrong in ["", "x", &secret[1..], &format!("{secret}x"), &upper] {
        let request = SignUpRequest { setup_secret: Some(wrong.into()), ..sign_up_of("Ada") };
        assert_eq!(code(world.auth.sign_up(request, ip(FROM)).await), Code::InvalidSetupSecret, "{wrong}");
    }
    assert!(world.store.accounts().is_empty());
    let pasted = SignUpRequest { setup_secret: Some(format!(" {secret}\n").into()), ..sign_up_of("Ada") };
    assert_eq!(world.auth.sign_up(pasted, ip(FROM)).await.unwrap().role, AccountRole::Admin);
}

#[tokio::test]
async fn there_is_a_set_up_secret_only_while_there_is_no_admin() {
    let first = world().await;
    let second = first.restarted(&ring(), settings()).await;
    let (one, two) = (first.setup_secret.clone().unwrap(), second.setup_secret.clone().unwrap());
    assert_ne!(one.expose_secret(), two.expose_secret());
    second.auth.add_user(account("Root"), AccountRole::Admin).await.unwrap();
    for (world, secret) in [(&first, one), (&second, two)] {
        let request = SignUpRequest { setup_secret: Some(secret), ..sign_up_of("Ada") };
        assert_eq!(code(world.auth.sign_up(request, ip(FROM)).await), Code::InvalidSetupSecret);
    }
    assert!(first.restarted(&ring(), settings()).await.setup_secret.is_none());
}

#[tokio::test]
async fn sign_ups_are_throttled_per_address() {
    let sign_up = Rate { burst: 3, every_ms: 10_000 };
    let throttle = ThrottleSettings { sign_up, ..ThrottleSettings::default() };
    let world = world_with(AuthSettings { throttle, ..settings() }).await;
    for n in 0..3 {
        world.auth.sign_up(sign_up_of(&format!("a{n}")), ip("2001:db8::1")).await.unwrap();
    }
    let problem = world.auth.sign_up(sign_up_of("a3"), ip("2001:db8::ffff")).await.unwrap_err();
    assert_eq!((problem.code, problem.retry_after_ms), (Code::TooManyRequests, Some(10_000)));
    world.auth.sign_up(sign_up_of("b"), ip("2001:db8:0:1::1")).await.unwrap();
    world.clock.advance_ms(10_000);
    world.auth.sign_up(sign_up_of("a3"), ip("2001:db8::1")).await.unwrap();
}
